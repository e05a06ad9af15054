# Консоль: admin-… относятся к её страницам, filter-ИМЯ — подписи фильтров,
# action-… говорят, что произошло.

nav-admin = Управление

admin-nav = Управление
admin-nav-home = Обзор
admin-nav-users = Люди
admin-nav-professional = Профессионалы
admin-nav-audit = Журнал
admin-nav-jobs = Сообщения
admin-nav-mailbox = Почтовый ящик
admin-nav-settings = Настройки

admin-yes = да
admin-no = нет
admin-any = любое
admin-never = никогда
admin-nothing = Здесь пока ничего нет.
admin-pages = Страницы
admin-page = Страница { $number }
admin-page-before = Назад
admin-page-after = Далее
admin-total-more = Больше { $count }
admin-total = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[many] { $count } записей
}
admin-filters = Фильтры
admin-filters-active = Действующие фильтры
admin-filters-apply = Применить
admin-filters-clear = Сбросить всё
admin-filter-remove = (убрать)
admin-search = Найти
admin-search-placeholder = Имя, почта, место…
admin-search-hint = Слова в любом порядке или фильтры, например

filter-role = Роль
filter-email-verified = Почта подтверждена
filter-is-locked = Заблокирован
filter-is-professional = Профессионал
filter-never-logged-in = Никогда не входил
filter-locale = Язык
filter-created-from = Зарегистрирован с
filter-created-to = Зарегистрирован до
filter-last-login-from = Последний вход с
filter-last-login-before = Последний вход до
filter-actor = Кто действовал
filter-subject = О ком
filter-action = Что произошло
filter-from = С
filter-to = До
filter-state = Состояние
filter-type = Тип
filter-status = Состояние

admin-home-title = Обзор
admin-home-wants = Требует внимания
admin-home-calm = Сейчас ничего. Всё в порядке.
admin-home-services = Службы
admin-home-oldest = Самое старое ожидающее сообщение
admin-home-oldest-none = ничего не ждёт
admin-home-seal = Журнал
admin-home-sealed = { $count ->
    [one] { $count } строка опечатана
    [few] { $count } строки опечатаны
   *[many] { $count } строк опечатано
}
admin-home-behind = самая старая неопечатанная строка записана
admin-figure-members = Люди
admin-figure-verified = Почта подтверждена
admin-figure-recent = Новые за неделю
admin-figure-locked = Заблокированы
admin-figure-requests = Заявки профессионалов
admin-figure-pending = Сообщения в пути
admin-figure-parked = Недоставленные сообщения
admin-want-locked = { $count ->
    [one] Заблокирована { $count } учётная запись.
    [few] Заблокированы { $count } учётные записи.
   *[many] Заблокировано { $count } учётных записей.
}
admin-want-unverified = { $count ->
    [one] { $count } человек так и не подтвердил адрес. Отправить ссылку ещё раз?
    [few] { $count } человека так и не подтвердили адрес. Отправить ссылку ещё раз?
   *[many] { $count } человек так и не подтвердили адрес. Отправить ссылку ещё раз?
}
admin-want-requests = { $count ->
    [one] { $count } заявка на статус профессионала ждёт ответа.
    [few] { $count } заявки на статус профессионала ждут ответа.
   *[many] { $count } заявок на статус профессионала ждут ответа.
}
admin-want-parked = { $count ->
    [one] { $count } сообщение не удалось доставить, попытки прекращены.
    [few] { $count } сообщения не удалось доставить, попытки прекращены.
   *[many] { $count } сообщений не удалось доставить, попытки прекращены.
}
admin-want-late = Есть сообщения, которые ждут дольше пяти минут.
admin-want-down = { $count ->
    [one] Не отвечает { $count } служба.
    [few] Не отвечают { $count } службы.
   *[many] Не отвечают { $count } служб.
}
admin-want-unsealed = Строки журнала ждут опечатывания. Запущен ли рабочий процесс?
admin-want-templates = { $count ->
    [one] Испорчен { $count } изменённый шаблон письма; используется встроенный.
    [few] Испорчены { $count } изменённых шаблона писем; используются встроенные.
   *[many] Испорчены { $count } изменённых шаблонов писем; используются встроенные.
}
admin-want-weak = { $count ->
    [one] { $count } настройка слабее значения по умолчанию.
    [few] { $count } настройки слабее значений по умолчанию.
   *[many] { $count } настроек слабее значений по умолчанию.
}
admin-service-database = База данных
admin-service-objects = Хранилище фото
admin-service-messages = Доставка сообщений
admin-service-mail = Почтовый сервер
admin-service-mailing_list = Список рассылки
admin-service-up = работает
admin-service-down = не отвечает

admin-users-title = Люди
admin-users-total = { $count ->
    [one] { $count } человек
    [few] { $count } человека
   *[many] { $count } человек
}
admin-users-none = Никого не нашлось.
admin-users-new = Добавить человека
admin-users-import = Импорт
admin-users-export = Выгрузить этих в CSV
admin-choose = Выбрать
admin-choose-all = Выбрать всех на странице
admin-column-person = Человек
admin-column-email = Почта
admin-column-role = Роль
admin-column-created = Регистрация
admin-column-seen = Последний вход
admin-state-locked = Заблокирован
admin-state-unverified = Не подтверждён
admin-state-leaving = Уходит
admin-do-lock = Заблокировать
admin-do-unlock = Разблокировать
admin-do-resend = Отправить ссылку подтверждения ещё раз
admin-do-export = Выгрузить
admin-do-delete = Удалить
admin-bulk = С выбранными:
admin-bulk-chosen = Выбрано:
admin-bulk-lead = Сначала проверьте список. Пока ничего не сделано.
admin-bulk-lock-title = { $count ->
    [one] Заблокировать { $count } человека?
    [few] Заблокировать { $count } человек?
   *[other] Заблокировать { $count } человек?
}
admin-bulk-unlock-title = { $count ->
    [one] Разблокировать { $count } человека?
    [few] Разблокировать { $count } человек?
   *[other] Разблокировать { $count } человек?
}
admin-bulk-resend-title = { $count ->
    [one] Отправить ссылку подтверждения { $count } человеку?
    [few] Отправить ссылку подтверждения { $count } людям?
   *[other] Отправить ссылку подтверждения { $count } людям?
}
admin-bulk-result = Результат
admin-bulk-will = будет сделано
admin-bulk-unchanged = делать нечего
admin-bulk-done = сделано
admin-bulk-done-title = Готово
admin-bulk-sum = Сделано: { $done }. Делать нечего: { $unchanged }. Не удалось: { $failed }.
admin-bulk-back = Вернуться к списку

admin-new-title = Добавить человека
admin-new-lead = Без пароля человек получит письмо со ссылкой, чтобы его задать. Без псевдонима его придумаем мы.
admin-new-button = Добавить
admin-group-account = Учётная запись
admin-group-profile = Профиль
admin-field-bio = О человеке
admin-field-show-name = Имя и фамилия видны всем
admin-field-mailing-list = В списке рассылки
field-role = Роль
field-email-verified = Известно, что адрес принадлежит этому человеку
field-profile-picture-url = Адрес фото
field-reason = Причина
field-note = Почему вы об этом просите
field-file = Файл
field-update-existing = Изменять тех, кто уже есть
field-skip-invalid = Импортировать остальное, если часть строк с ошибками
hint-update-existing = Они узнаются по адресу почты. Иначе их строки считаются ошибочными.
hint-skip-invalid = Иначе одной строки с ошибкой достаточно, чтобы не импортировать ничего.
hint-file = CSV в UTF-8, ячейки через запятую или точку с запятой, со строкой заголовков. Столбцы называются как поля: email, nickname, first_name и так далее.
option-role-ANONYMOUS = { role-anonymous }
option-role-AUTHENTICATED = { role-authenticated }
option-role-MANAGER = { role-manager }
option-role-ADMIN = { role-admin }

admin-person-own = Это вы
admin-person-tabs = Разделы о человеке
admin-person-public = Публичный профиль
admin-person-locked-at = Блокировка
admin-person-leaves = Будет удалён
admin-person-failures = Неудачные входы
admin-person-untouchable = Администратора может изменить только администратор.
admin-person-no-sessions = Нигде не выполнен вход.
admin-person-edit = Профиль
admin-person-role = Роль
admin-person-role-button = Изменить роль
admin-person-lock = Заблокировать учётную запись
admin-person-lock-text = Все сеансы завершатся сразу. Войти нельзя, пока запись не разблокируют. Причина отправляется человеку по почте.
admin-person-unlock = Разблокировать учётную запись
admin-person-unlock-text = Человек получит письмо и снова сможет войти.
admin-person-resend = Подтвердить адрес
admin-person-resend-text = Ещё раз отправляет ссылку, подтверждающую адрес.
admin-person-professional = Статус профессионала
admin-person-grant = Присвоить статус
admin-person-withdraw = Снять статус
admin-person-delete = Удалить человека
admin-person-delete-text = Учётная запись и все личные данные исчезнут сразу и навсегда. В журнале останется только идентификатор.
admin-person-delete-question = Удалить { $nickname } навсегда?

flash-person-created = Человек добавлен.
flash-person-saved = Сохранено.
flash-person-locked = Учётная запись заблокирована, её сеансы завершены.
flash-person-unlocked = Учётная запись разблокирована.
flash-person-resent = Ссылка уже в пути.
flash-person-deleted = Человек и его данные удалены.
flash-role-changed = Роль изменена.
flash-professional-granted = Статус присвоен.
flash-professional-withdrawn = Статус снят.
flash-professional-refused = Заявка отклонена.
flash-professional-requested = Спасибо. Мы рассмотрим вашу заявку и напишем вам.
flash-nobody-chosen-error = Никто не выбран.
flash-job-retried = Сообщение будет отправлено ещё раз прямо сейчас.
flash-job-dropped = Сообщение отброшено.

admin-audit-title = Журнал
admin-audit-export-csv = Выгрузить в CSV
admin-audit-export-json = Выгрузить строками JSON
admin-actor-guest = гость
admin-actor-system = сам Roster
admin-actor-cli = командная строка
admin-log-by = Кто:
admin-log-about = О ком:
admin-log-from = Откуда:
admin-log-erased = Личные значения удалены вместе с человеком.
admin-log-unsealed = ещё не опечатано

action-user-registered = Регистрация
action-user-created = Учётная запись создана
action-user-verified = Адрес подтверждён
action-user-verification-requested = Запрошена ссылка подтверждения
action-user-updated = Профиль изменён
action-user-picture-changed = Фото загружено
action-user-picture-removed = Фото убрано
action-user-nickname-changed = Псевдоним изменён
action-user-email-change-requested = Указан новый адрес
action-user-email-changed = Адрес изменён
action-user-email-change-undone = Замена адреса отменена
action-user-reset-requested = Запрошен сброс пароля
action-user-password-reset = Пароль сброшен
action-user-password-changed = Пароль изменён
action-user-role-changed = Роль изменена
action-user-locked = Учётная запись заблокирована
action-user-unlocked = Учётная запись разблокирована
action-user-deletion-requested = Запрошено удаление
action-user-deletion-withdrawn = Удаление отменено
action-user-deleted = Учётная запись удалена
action-user-professional-requested = Запрошен статус профессионала
action-user-professional-granted = Статус профессионала присвоен
action-user-professional-refused = В статусе профессионала отказано
action-user-professional-withdrawn = Статус профессионала снят
action-user-subscribed = Подписка на рассылку
action-user-unsubscribed = Отписка от рассылки
action-session-created = Вход
action-session-revoked = Сеанс завершён
action-session-reused = Вернулся использованный токен, сеанс завершён
action-message-retried = Сообщение отправлено повторно
action-message-dropped = Сообщение отброшено
action-key-rotated = Ключ подписи сменён

admin-jobs-title = Сообщения
admin-jobs-lead = То, что ждёт доставки, доставляется или не доставлено. Доставленного здесь уже нет.
admin-jobs-by-type = По типам
admin-jobs-none = Ничего не ждёт. Все сообщения доставлены.
admin-jobs-oldest = Самое старое
admin-jobs-attempts = Попытки
admin-jobs-next = Следующая попытка
admin-jobs-created = Создано
admin-jobs-why = Почему не удалось
admin-jobs-retry = Повторить сейчас
admin-jobs-drop = Отбросить
admin-jobs-drop-question = Отбросить это сообщение? Оно не будет доставлено никогда.
state-PENDING = Ждёт
state-RUNNING = Доставляется
state-PARKED = Не доставлено

admin-mailbox-title = Почтовый ящик
admin-mailbox-lead = Самые новые письма, которые встроенный ящик сохранил вместо отправки.
admin-mailbox-none = Встроенный ящик пуст. С почтовым сервером письма отправляются и не хранятся.
admin-mailbox-preview = Посмотреть шаблоны
admin-mailbox-to = Кому
admin-mailbox-from = От кого
admin-mailbox-subject = Тема
admin-mailbox-at = Написано
admin-mailbox-language = Язык
admin-mailbox-text = Текстом
admin-mailbox-html = В HTML
admin-preview-title = Шаблоны писем
admin-preview-lead = Все шаблоны на всех языках, с вымышленными значениями.
admin-preview-show = Показать
admin-preview-faults = Изменённые шаблоны, которые не используются
admin-preview-broken = Этот шаблон нельзя показать:

admin-settings-title = Настройки
admin-settings-lead = Что действует и откуда взято каждое значение. Секреты скрыты. Значения меняются в файле настроек или в окружении.
admin-settings-key = Настройка
admin-settings-value = Значение
admin-settings-source = Откуда
admin-settings-default = по умолчанию
admin-settings-weak = слабая
admin-settings-empty = пусто

admin-import-title = Импорт людей
admin-import-lead = Сначала вы увидите, что произойдёт, строка за строкой. Ничего не записывается, пока вы не согласитесь.
admin-import-button = Показать план
admin-import-checking = Файл читается и проверяется
admin-import-writing = Идёт импорт
admin-import-plan = План
admin-import-done = Импортировано
admin-import-failed = Импорт прервался
admin-import-created = Новые
admin-import-updated = Изменённые
admin-import-unchanged = Без изменений
admin-import-skipped = С ошибками
admin-import-rows = { $count ->
    [one] пока { $count } строка
    [few] пока { $count } строки
   *[many] пока { $count } строк
}
admin-import-speed = { $count } строк в секунду
admin-import-left = { $count ->
    [one] осталась примерно { $count } секунда
    [few] осталось примерно { $count } секунды
   *[many] осталось примерно { $count } секунд
}
admin-import-nothing = С этими ошибками не импортируется ничего. Исправьте файл или разрешите пропускать ошибочные строки.
admin-import-apply = Импортировать
admin-import-again = Выбрать другой файл
admin-import-faults = Что не так
admin-import-more = { $count ->
    [one] и ещё { $count } ошибка
    [few] и ещё { $count } ошибки
   *[many] и ещё { $count } ошибок
}
admin-import-download = Скачать ошибочные строки с причинами
admin-import-examples = Что изменится
admin-import-line = Строка
admin-import-column = Столбец
admin-import-message = Ошибка
admin-import-columns = Столбцы файла
admin-import-columns-lead = Укажите, какому полю соответствует каждый столбец. То, что подсказывают названия, уже выбрано.
admin-import-sample = Первая строка
admin-import-field = Поле
admin-import-leave-out = Пропустить
admin-import-new = новый
admin-import-away = Страницу можно закрыть: работа продолжится. Если она прервётся, импортируйте тот же файл ещё раз с изменением тех, кто уже есть: никто не появится дважды.

admin-professional-title = Заявки профессионалов
admin-professional-lead = Участники с полным профилем, которые просят статус профессионала.
admin-professional-none = Заявок нет.
admin-professional-approve = Одобрить
admin-professional-refuse = Отклонить
admin-professional-asked = Подано
admin-professional-gone = человек, которого уже нет
request-OPEN = Открыта
request-APPROVED = Одобрена
request-REFUSED = Отклонена

page-professional-title = Статус профессионала
page-professional-lead = У профессионалов в профиле есть значок, и они могут предлагать события.
page-professional-is = У вас есть статус профессионала.
page-professional-open = Ваша заявка у нас с
page-professional-refused = Ваша последняя заявка отклонена.
page-professional-missing = Сначала заполните профиль. Не хватает:
page-professional-button = Подать заявку
page-professional-history = Прежние заявки
nav-professional = Профессионал
need-first-name = Имя
need-last-name = Фамилия
need-bio = Несколько слов о себе
need-location = Где вы находитесь
need-profile-picture-url = Фото
need-linkedin-profile-url = Ссылка на ваш профиль в LinkedIn или GitHub
need-github-profile-url = Ссылка на ваш профиль в LinkedIn или GitHub
