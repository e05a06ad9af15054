# Формы: field-ИМЯ — подпись, hint-ИМЯ — пояснение, option-ИМЯ-ЗНАЧЕНИЕ —
# вариант, button-ИМЯ — кнопка.

field-username = Псевдоним
field-email-or-username = Адрес электронной почты или псевдоним
field-email = Электронная почта
field-password = Пароль
field-password1 = Пароль
field-password2 = Пароль ещё раз
field-mailing-list = Изредка присылать мне новости по почте
field-remember = Не выходить из системы на этом устройстве
field-picture = Фото
field-yes = да
field-no = нет
field-first-name = Имя
field-last-name = Фамилия
field-show-name = Показывать всем моё имя и фамилию
field-bio = О себе
field-location = Местоположение
field-linkedin-profile-url = Адрес в LinkedIn
field-github-profile-url = Адрес в GitHub
field-locale = Язык
field-time-zone = Часовой пояс
field-old-password = Старый пароль
field-new-password1 = Новый пароль
field-new-password2 = Новый пароль (ещё раз)
field-posts = Что делать с вашими записями

hint-username = Так вас видят другие. Оставьте поле пустым, и мы придумаем псевдоним сами, например leaping_otter_482.
hint-email = Если вы измените адрес, новый начнёт действовать после подтверждения.
hint-password1 = Не меньше 8 символов. Несколько не связанных между собой слов легко запомнить и трудно угадать.
hint-new-password1 = Не меньше 8 символов. Несколько не связанных между собой слов легко запомнить и трудно угадать.
hint-picture = JPEG, PNG, WebP или SVG, не больше 5 МБ. Фото видно всем.
hint-show-name = Иначе всем виден только ваш псевдоним.
hint-bio = Несколько предложений, которые может прочитать каждый.

option-posts-delete = Удалить вместе с учётной записью
option-posts-keep = Оставить без моего имени

button-register = Зарегистрироваться
button-sign-in = Войти
button-save = Сохранить изменения
button-cancel = Отмена
button-continue = Продолжить
button-send-link = Отправить ссылку
button-set-password = Установить новый пароль
button-change-password = Изменить пароль
button-confirm-email = Подтвердить адрес почты
button-send-again = Отправить новую ссылку
button-remove-picture = Убрать фото
button-end-session = Завершить
button-end-this-session = Завершить этот сеанс
button-end-other-sessions = Завершить все остальные сеансы
button-download-data = Скачать мои данные
button-delete-account = Удалить учётную запись
button-setup = Создать администратора
button-unsubscribe = Отписаться

form-faults = Проверьте, пожалуйста:
form-optional = необязательно
form-show-password = Показать пароль
form-hide-password = Скрыть пароль
form-characters-left = Осталось символов:
strength-label = Надёжность пароля:
strength-0 = слишком короткий
strength-1 = легко угадать
strength-2 = можно лучше
strength-3 = хороший
strength-4 = отличный
crop-label = Видимая часть фото. Перетащите её или сдвиньте клавишами со стрелками.
crop-zoom = Масштаб
crop-help = Двигайте фото мышью, пальцем или клавишами со стрелками, пока в рамке не окажется то, что вам нравится.
crop-discard = Выбрать другое
