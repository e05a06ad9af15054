# Что случилось: error-CODE — предложение, title-CODE — вид ошибки.

retry-after = { $unit ->
    [minutes] { $count ->
        [one] через { $count } минуту
        [few] через { $count } минуты
       *[many] через { $count } минут
    }
   *[seconds] { $count ->
        [one] через { $count } секунду
        [few] через { $count } секунды
       *[many] через { $count } секунд
    }
}

error-invalid-input = Некоторые данные указаны неверно.
error-email-taken = Такой адрес электронной почты уже существует
error-nickname-taken = Такой псевдоним уже существует
error-user-not-found = Пользователь не найден
error-session-not-found = Сеанс не найден
error-message-not-found = Сообщение не найдено
error-job-not-found = Задание не найдено
error-not-found = По этому адресу ничего нет.
error-unauthenticated = Не удалось проверить учётные данные
error-wrong-credentials = Неверный адрес электронной почты или пароль.
error-account-locked = Учётная запись заблокирована: слишком много неудачных попыток входа.
error-invalid-grant = Учётные данные или токен неверны, просрочены или уже использованы.
error-forbidden = Операция не разрешена
error-reauthentication-required = Для этого действия войдите ещё раз или укажите пароль.
error-invalid-verification-token = Токен подтверждения недействителен или просрочен
error-invalid-reset-token = Токен сброса пароля недействителен или просрочен
error-registration-closed = Регистрация открыта не для всех. Возможно, вам понадобится приглашение.
error-last-administrator = Не осталось бы ни одного действующего администратора.
error-precondition-failed = За это время данные изменились. Загрузите их снова и повторите правку.
error-idempotency-in-progress = Запрос с этим Idempotency-Key ещё выполняется.
error-idempotency-mismatch = Этот Idempotency-Key уже использован с другим запросом.
error-throttled = Слишком много запросов. Попробуйте снова { retry-after }.
error-busy = Сейчас слишком большая нагрузка. Попробуйте снова { retry-after }.
error-unavailable = Необходимая для этого служба не отвечает. Попробуйте позже.
error-picture-too-large = Изображение больше 5 МБ.
error-not-a-picture = Это не изображение JPEG, PNG, SVG или WebP, которое можно прочитать.
error-too-many-pixels = В изображении слишком много пикселей, или оно слишком сложное. Принимается не более 40 мегапикселей.
error-storage-full = Не осталось места для хранения данных.
error-internal = Произошла ошибка на нашей стороне. Она записана.

error-method-not-allowed = Этот адрес не поддерживает такой метод.
error-not-json = Тело запроса — не корректный JSON.
error-too-deep = Слишком глубокая вложенность JSON.
error-body-too-large = Тело запроса слишком велико.
error-unsupported-media-type = Такой тип содержимого здесь не принимается.
error-unsupported-encoding = Такая кодировка содержимого здесь не принимается.
error-body-timeout = Тело запроса передавалось слишком долго.
error-invalid-request = Запрос составлен неверно.
error-unsupported-grant-type = Такой тип разрешения не поддерживается.

title-invalid-input = Неверные данные
title-email-taken = Адрес занят
title-nickname-taken = Псевдоним занят
title-user-not-found = Не найдено
title-session-not-found = Не найдено
title-message-not-found = Не найдено
title-job-not-found = Не найдено
title-not-found = Не найдено
title-unauthenticated = Вход не выполнен
title-wrong-credentials = Не удалось войти
title-account-locked = Учётная запись заблокирована
title-invalid-grant = Недействительное разрешение
title-forbidden = Не разрешено
title-reauthentication-required = Требуется повторный вход
title-invalid-verification-token = Недействительная ссылка
title-invalid-reset-token = Недействительная ссылка
title-registration-closed = Регистрация закрыта
title-last-administrator = Последний администратор
title-precondition-failed = Данные изменились
title-idempotency-in-progress = Запрос выполняется
title-idempotency-mismatch = Ключ идемпотентности уже использован
title-throttled = Слишком много запросов
title-busy = Высокая нагрузка
title-unavailable = Недоступно
title-picture-too-large = Слишком большое изображение
title-not-a-picture = Это не изображение
title-too-many-pixels = Слишком много пикселей
title-storage-full = Хранилище заполнено
title-internal = Внутренняя ошибка

title-method-not-allowed = Метод не поддерживается
title-not-json = Не JSON
title-too-deep = Слишком глубокая вложенность
title-body-too-large = Слишком большой объём
title-unsupported-media-type = Неподдерживаемый тип содержимого
title-unsupported-encoding = Неподдерживаемая кодировка
title-body-timeout = Время ожидания истекло
title-invalid-request = Неверный запрос
title-unsupported-grant-type = Неподдерживаемый тип разрешения
error-form-forged = Эта форма открыта не в этом браузере или устарела. Вернитесь, загрузите страницу заново и повторите.
title-form-forged = Форма отклонена
error-professional-request-not-found = Запрос не найден
error-professional-request-open = Открытый запрос уже есть.
error-professional-request-decided = По этому запросу уже принято другое решение.
error-already-professional = У этой учётной записи уже есть статус профессионала.
title-professional-request-not-found = Не найдено
title-professional-request-open = Запрос открыт
title-professional-request-decided = Решение уже принято
title-already-professional = Уже профессионал
error-profile-field-not-found = Поле профиля не найдено
title-profile-field-not-found = Не найдено
