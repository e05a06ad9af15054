# Мероприятия: слова на страницах, в ошибках и в журнале.

error-event-not-found = Мероприятие не найдено
error-registration-not-found = Запись не найдена
error-already-signed-up = Вы уже записаны на это мероприятие.
error-event-past = Это мероприятие уже прошло.
error-event-is-cancelled = Это мероприятие отменено.
error-event-not-published = Это мероприятие ещё не опубликовано.
title-event-not-found = Не найдено
title-registration-not-found = Не найдено
title-already-signed-up = Запись уже есть
title-event-past = Мероприятие прошло
title-event-is-cancelled = Мероприятие отменено
title-event-not-published = Не опубликовано

fault-time-skipped = В этот день часы пропускают этот час. Выберите другой.
fault-ends-before-start = Окончание должно быть позже начала.
fault-place-needed = Укажите место или веб-адрес.
fault-tag-invalid = { $max ->
    [one] В метке может быть до { $max } символа, без запятых.
    [few] В метке может быть от 1 до { $max } символов, без запятых.
    [many] В метке может быть от 1 до { $max } символов, без запятых.
   *[other] В метке может быть от 1 до { $max } символа, без запятых.
}
fault-capacity-below-registered = { $count ->
    [one] Уже занято { $count } место.
    [few] Уже занято { $count } места.
    [many] Уже занято { $count } мест.
   *[other] Уже занято { $count } места.
}
fault-event-status-unknown = Допустимы значения «DRAFT», «PUBLISHED», «CANCELLED» и «PAST».

event-status-DRAFT = Черновик
event-status-PUBLISHED = Опубликовано
event-status-CANCELLED = Отменено
event-status-PAST = Прошло
registration-REGISTERED = Есть место
registration-WAITLISTED = Ожидает
event-full = Мест нет

nav-events = Мероприятия
nav-my-events = Ваши мероприятия
admin-nav-events = Мероприятия

field-description = Описание
field-starts-at = Начало
field-ends-at = Окончание
field-url = Веб-адрес
field-capacity = Мест
field-category = Категория
field-tags = Метки
hint-description = Markdown: **жирный**, *курсив*, списки и ссылки.
hint-time-zone = Время выше — по часам этого пояса.
hint-url = Для мероприятия в сети или с подробностями о нём.
hint-capacity = Оставьте пустым, если ограничения нет.
hint-tags = Через запятую, не больше 10.
button-sign-up = Записаться
button-wait = Встать в лист ожидания
button-withdraw = Отменить запись
button-renew-address = Обновить адрес

filter-category = Категория
filter-tag = Метка
filter-starts-from = С
filter-starts-to = До

page-events-title = Мероприятия
page-events-lead = Что намечается и к чему можно присоединиться.
page-events-new = Новое мероприятие
page-events-search = Поиск мероприятий
page-events-view = Вид
page-events-list = Список
page-events-month = Месяц
page-events-month-before = Предыдущий месяц
page-events-month-after = Следующий месяц
page-events-month-now = Этот месяц
page-events-month-none = На этот месяц ничего не запланировано.
page-events-month-more = В этом месяце мероприятий больше, чем здесь помещается. В списке есть все.
page-events-none = Мероприятий не нашлось.
page-events-coming = Предстоящие
page-events-categories = Категории
page-events-tags = Метки

page-event-when = Когда
page-event-yours = По вашему времени
page-event-where = Где
page-event-online = Онлайн
page-event-places = Места
page-event-taken = Занято { $registered } из { $capacity }
page-event-registered = { $count ->
    [one] Записался { $count } человек
    [few] Записались { $count } человека
    [many] Записались { $count } человек
   *[other] Записались { $count } человека
}
page-event-waiting = { $count ->
    [one] { $count } человек в листе ожидания
    [few] { $count } человека в листе ожидания
    [many] { $count } человек в листе ожидания
   *[other] { $count } человека в листе ожидания
}
page-event-by = Организует
page-event-category = Категория
page-event-tags = Метки
page-event-calendar = Добавить в календарь
page-event-registered-you = За вами есть место.
page-event-waitlisted-you = Ваш номер в листе ожидания — { $position }.
page-event-sign-in = Войдите, чтобы записаться
page-event-withdraw-sure = Отменить запись? Ваше место достанется следующему в очереди.
page-event-is-draft = Это черновик. Его видят только автор и менеджеры; публикует его менеджер.
page-event-is-cancelled = Это мероприятие отменено.
page-event-is-past = Это мероприятие уже прошло.
page-event-organise = Организация
page-event-edit = Изменить
page-event-publish = Опубликовать
page-event-cancel = Отменить мероприятие
page-event-delete = Удалить
page-event-cancel-sure = Отменить это мероприятие? Всем записавшимся придёт сообщение.
page-event-attendees = Кто записался
page-event-new-title = Новое мероприятие
page-event-new-lead = Сначала это черновик. Менеджер посмотрит его и опубликует.
page-event-edit-title = Изменить мероприятие
page-event-delete-title = Удалить это мероприятие?
page-event-delete-text = Его нельзя будет вернуть. Записавшимся придёт сообщение об отмене.

page-attendees-title = Кто записался
page-attendees-none = Пока никто не записался.
page-attendees-csv = Скачать в CSV
page-attendees-position = Номер в очереди
page-attendees-at = Записался

page-my-events-title = Ваши мероприятия
page-my-events-lead = Куда вы записались и что организуете.
page-my-events-attending = Вы записались
page-my-events-made = Вы организуете
page-my-events-none = Здесь пока ничего нет.
page-my-events-calendar = В вашем календаре
page-my-events-calendar-text = Подпишите свой календарь на этот адрес, и в нём появится всё, на что вы записались. Кто знает адрес, может это прочесть, поэтому никому его не показывайте.
page-my-events-address = Секретный адрес
page-my-events-renew-sure = Обновить адрес? Нынешний перестанет работать.

page-home-events = Скоро
page-home-events-all = Все мероприятия
page-user-events = Мероприятия

flash-event-drafted = Черновик сохранён. Менеджер его опубликует.
flash-event-saved = Мероприятие сохранено.
flash-event-published = Мероприятие опубликовано.
flash-event-cancelled = Мероприятие отменено, записавшиеся оповещены.
flash-event-deleted = Мероприятие удалено.
flash-event-signed-up = За вами есть место. До встречи!
flash-event-waitlisted = Мест нет. Вы в листе ожидания.
flash-event-withdrawn = Запись отменена.
flash-calendar-renewed = У вашего календаря новый адрес. Прежний больше не работает.

admin-events-title = Мероприятия
admin-events-lead = Черновики, которые ждут публикации, и все остальные.
admin-events-none = Здесь ничего не ждёт.
admin-figure-drafts = Черновики мероприятий
admin-want-drafts = { $count ->
    [one] { $count } черновик мероприятия ждёт публикации.
    [few] { $count } черновика мероприятий ждут публикации.
    [many] { $count } черновиков мероприятий ждут публикации.
   *[other] { $count } черновика мероприятий ждут публикации.
}

action-event-created = Создан черновик мероприятия
action-event-updated = Мероприятие изменено
action-event-published = Мероприятие опубликовано
action-event-cancelled = Мероприятие отменено
action-event-deleted = Мероприятие удалено
action-event-registered = Запись на мероприятие
action-event-waitlisted = Запись в лист ожидания
action-event-promoted = Место из листа ожидания
action-event-withdrawn = Запись на мероприятие отменена
action-event-reminded = Отправлены напоминания о мероприятии
action-calendar-renewed = Адрес календаря обновлён

time-month-short = { $month ->
    [1] янв
    [2] фев
    [3] мар
    [4] апр
    [5] май
    [6] июн
    [7] июл
    [8] авг
    [9] сен
    [10] окт
    [11] ноя
   *[12] дек
}
time-weekday = { $day ->
    [1] пн
    [2] вт
    [3] ср
    [4] чт
    [5] пт
    [6] сб
   *[7] вс
}
