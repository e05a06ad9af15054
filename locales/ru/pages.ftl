# Страницы: nav-… и frame-… есть на каждой странице, page-ИМЯ-… на одной,
# flash-КОД говорится один раз на странице после действия.

nav-skip = Перейти к содержанию
nav-main = Основное
nav-menu = Меню
nav-home = Главная
nav-about = О сайте
nav-account = Моя учётная запись
nav-sign-in = Войти
nav-register = Зарегистрироваться
nav-log-out = Выйти
nav-api = API
nav-footer = Ещё
nav-sides = Учётная запись
nav-profile = Профиль
nav-details = Подробности
nav-sessions = Сеансы
nav-password = Пароль
nav-data = Ваши данные

frame-language = Язык
frame-change-language = Сменить язык
frame-theme = Оформление
frame-theme-auto = Авто
frame-theme-light = Светлое
frame-theme-dark = Тёмное
frame-to-dark = Включить тёмное оформление
frame-to-light = Включить светлое оформление
frame-error-prefix = Ошибка

role-anonymous = Адрес не подтверждён
role-authenticated = Участник
role-manager = Менеджер
role-admin = Администратор
professional = Профессионал

page-home-title = Главная
page-home-welcome = Добро пожаловать на сайт
page-home-lead = Одна учётная запись для всего, что здесь происходит. Она создаётся за минуту, а что увидят другие, решаете вы.
page-home-points = На что можно рассчитывать
page-home-name = Собственное имя
page-home-name-text = Другие знают вас по псевдониму. Настоящее имя и адрес почты остаются при вас, пока вы не решите иначе.
page-home-safe = Безопасно и без хлопот
page-home-safe-text = Видно каждое устройство, на котором вы вошли. Любой сеанс завершается одной кнопкой, а о новом устройстве мы сообщаем письмом.
page-home-free = Уйти можно всегда
page-home-free-text = Скачайте всё, что мы о вас храним, или удалите это, когда захотите. Никто не спросит почему.
page-home-hello = Здравствуйте, { $nickname }
page-home-next = Ваши следующие шаги
page-home-next-lead = Кое-что, что поможет другим вас узнать. Всё это может подождать.
page-home-progress = Сделано { $done } из { $all }
page-home-step-done = сделано

step-email = Подтвердите адрес почты
step-username = Выберите псевдоним по душе
step-picture = Добавьте фото
step-names = Скажите, как вас зовут
step-bio = Напишите пару слов о себе
step-location = Укажите, где вы живёте
step-links = Добавьте ссылку на LinkedIn или GitHub
step-professional = Запросите статус профессионала

page-about-title = О сайте
page-about-lead = { $site } даёт своему сообществу одну учётную запись для всего. Вот что это значит для вас.
page-about-public = Что видят другие
page-about-public-text = Псевдоним, фото и то, что вы пишете о себе. Имя и фамилию — только если вы решите их показать. Адрес почты — никогда.
page-about-kept = Что хранится
page-about-kept-text = То, что вы вводите, устройства, на которых вы вошли, и журнал важных изменений учётной записи, чтобы и вы, и мы могли понять, что произошло. Пароли хранятся только в виде хеша, который никто не может обратить.
page-about-yours = Что можете вы
page-about-yours-text = Изменить что угодно в любое время. Скачать всё одним файлом. Удалить учётную запись, и всё личное исчезнет вместе с ней.
page-about-quiet = Чего здесь нет
page-about-quiet-text = Ни рекламы, ни чужой слежки, ни загрузок со стороны. Ваши данные остаются на этом сервере.
page-about-more = Для разработчиков
page-about-more-text = Всё, что умеет этот сайт, доступно и программам через описанный API.
page-about-more-link = Читать документацию API

page-register-title = Регистрация
page-register-lead = Это займёт минуту. Нужен только адрес электронной почты.
page-register-have = Уже зарегистрированы?
page-register-closed = Регистрация закрыта
page-register-closed-text = Новые участники приходят сюда по приглашению. Если оно у вас есть, откройте ссылку в нём. Если вы знакомы с кем-то из участников, попросите пригласить вас.

page-login-title = Вход
page-login-lead = Рады вас видеть.
page-login-forgot = Забыли пароль?
page-login-new = Впервые здесь?

page-profile-title = Ваш профиль
page-profile-lead = По этим данным вас узнают. Псевдоним и фото видны всем.
page-profile-since = С нами с
page-profile-email-confirmed = подтверждён
page-profile-email-unconfirmed = не подтверждён
page-profile-pending = Мы отправили ссылку на { $email }. Пока вы её не откроете, действует прежний адрес.
page-profile-public = Посмотреть, как профиль видят другие
page-profile-password = Ваш пароль
page-profile-password-text = После смены пароля вы выйдете из системы на всех других устройствах.
page-profile-remove-picture = Убрать ваше фото?

page-details-title = Подробности
page-details-lead = Всё это необязательно.
page-details-name = Ваше имя
page-details-about = Пара слов от вас
page-details-links = На других сайтах
page-details-settings = Настройки
page-details-extra = Дополнительно

page-sessions-title = Ваши сеансы
page-sessions-lead = Где вы вошли в систему. Если какой-то сеанс вам незнаком, завершите его и смените пароль.
page-sessions-this = Это устройство
page-sessions-unknown = Неизвестное устройство
page-sessions-app = Приложение
page-sessions-address = Адрес
page-sessions-since = Вход
page-sessions-seen = Последняя активность
page-sessions-on = на
page-sessions-none = Больше вы нигде не вошли.
page-sessions-end = Завершить этот сеанс? На том устройстве придётся войти заново.
page-sessions-end-others = Завершить все сеансы, кроме этого?

page-data-title = Ваши данные
page-data-lead = Они принадлежат вам. Возьмите копию или заберите всё.
page-data-download = Взять копию
page-data-download-text = Всё, что мы о вас храним, одним zip-файлом: профиль, фото, сеансы и история.
page-data-leave = Уйти
page-data-leave-text = Учётная запись закрывается сразу. { $days ->
    [0] Личные данные удаляются немедленно, и отменить это нельзя.
    [one] У вас есть { $days } день, чтобы передумать: просто войдите снова. После этого личные данные будут удалены.
    [few] У вас есть { $days } дня, чтобы передумать: просто войдите снова. После этого личные данные будут удалены.
   *[many] У вас есть { $days } дней, чтобы передумать: просто войдите снова. После этого личные данные будут удалены.
}
page-data-confirm = Удалить вашу учётную запись?

page-logout-title = Выход
page-logout-question = Вы действительно хотите выйти?
page-logout-button = Выйти

page-password-change-title = Смена пароля
page-password-change-lead = Здесь вы останетесь в системе, а на всех других устройствах выйдете.
page-password-change-done-title = Пароль изменён
page-password-change-done-text = Поздравляем. Ваш пароль изменён.
page-password-change-done-link = Вернуться в профиль

page-password-reset-title = Сброс пароля
page-password-reset-lead = Укажите адрес электронной почты, и мы пришлём ссылку для установки нового пароля.
page-password-reset-back = Вернуться ко входу
page-password-reset-sent-title = Проверьте почту
page-password-reset-sent-text = Если учётная запись с таким адресом есть, ссылка уже в пути. Она действует недолго.
page-password-reset-sent-nothing = Ничего не пришло? Загляните в спам или попросите ещё раз через несколько минут.
page-password-set-title = Новый пароль
page-password-set-lead = Вы выйдете из системы на всех устройствах и сможете войти с новым паролем.

page-link-bad-title = Эта ссылка больше не работает
page-link-bad-reset = Срок её действия истёк, она уже использована или неполна. Мы можем прислать новую.
page-link-bad-verification = Срок её действия истёк, она уже использована или неполна. Мы можем прислать новую.
page-link-bad-session = Срок её действия истёк или она уже использована. Посмотреть и завершить сеансы можно в вашей учётной записи.
page-link-bad-new = Получить новую ссылку
page-link-bad-sessions = Посмотреть сеансы

page-verify-email-title = Подтвердите адрес почты
page-verify-email-lead = Одно нажатие, и учётная запись готова.
page-verify-email-resend-title = Отправить ссылку ещё раз
page-verify-email-resend-lead = Укажите адрес электронной почты, и мы пришлём новую ссылку для подтверждения.

page-user-since = На сайте с
page-user-edit = Изменить профиль
page-user-own = Так вас видят другие.
page-user-links = На других сайтах
page-user-quiet = { $nickname } пока ничего о себе не рассказывает.

page-setup-title = Первый администратор
page-setup-lead = Вы здесь первый человек. Этой учётной записи доступно всё, поэтому придумайте для неё хороший пароль.

page-reauthenticate-title = Это вы?
page-reauthenticate-lead = Вы собираетесь сделать нечто важное. Введите, пожалуйста, пароль ещё раз.

page-session-end-title = Это были не вы?
page-session-end-lead = С этого устройства кто-то вошёл в вашу учётную запись. Если это были не вы, завершите сеанс и смените пароль.
page-session-ended-title = Сеанс завершён
page-session-ended-text = На том устройстве вход больше не действует. Если оно вам незнакомо, смените пароль прямо сейчас.

page-unsubscribe-title = Больше не присылать новости?
page-unsubscribe-lead = О безопасности вашей учётной записи мы писать продолжим.
page-unsubscribed-title = Вы отписались
page-unsubscribed-text = Новостей больше не будет. Подписаться снова можно в разделе «Подробности».

page-error-home = Перейти на главную
page-error-back = Если это повторяется, сообщите нам этот номер:

flash-invalid-credentials = Неверные данные. Попробуйте ещё раз
flash-registered = Учётная запись создана. Мы отправили ссылку для подтверждения адреса: проверьте почту.
flash-profile-updated = Профиль успешно обновлён
flash-profile-error = Ошибка при обновлении профиля
flash-signed-out = Вы вышли из системы. До скорой встречи.
flash-sessions-ended = Все остальные сеансы завершены.
flash-session-ended = Сеанс завершён.
flash-password-set = Новый пароль установлен. Войдите с ним.
flash-picture-removed = Ваше фото убрано.
flash-email-change-pending = Сохранено. Мы отправили ссылку на новый адрес; откройте её, чтобы завершить замену.
flash-deletion-requested = Учётная запись закрыта. Если передумаете, войдите до того, как данные будут удалены.
flash-deletion-withdrawn = С возвращением. Ваша учётная запись остаётся.
flash-verified = Адрес электронной почты подтверждён.
