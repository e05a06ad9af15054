# Записи: страницы, формы, ошибки и строки журнала.

nav-write = Написать
page-home-newest = Новые записи
page-home-posts = Записи
page-home-found = Найденные записи
page-home-hidden-posts = Скрытые записи
page-home-search = Поиск по записям
page-home-nothing-found = Ничего не найдено.
page-home-no-posts = Пока никто ничего не написал.
page-home-first-post = Написать первую запись
page-user-posts = Записи
page-user-states = Какие записи
page-user-published = Опубликованные
page-user-drafts = Черновики
page-user-hidden = Скрытые
page-user-no-posts = Здесь нет записей.
page-post-new = Новая запись
page-post-edit-title = Изменить запись
page-post-nobody = бывший участник
page-post-draft = Черновик
page-post-hidden = Скрыта
page-post-draft-note = Это черновик. Его видите только вы.
page-post-hidden-note = Менеджер скрыл эту запись. Её видят только автор и менеджеры.
page-post-published = Опубликовано
page-post-changed = изменено
page-post-edit = Изменить
page-post-save = Сохранить
page-post-publish = Опубликовать
page-post-save-draft = Сохранить как черновик
page-post-to-draft = Вернуть в черновики
page-post-preview = Предпросмотр
page-post-preview-title = Так это будет выглядеть
page-post-delete = Удалить
page-post-delete-question = Удалить эту запись навсегда?
page-post-hide = Скрыть эту запись
page-post-hide-now = Скрыть и сообщить автору
page-post-show = Показать снова

field-title = Заголовок
field-body = Текст
hint-body = Markdown: **жирный**, *курсив*, # заголовок, - список, > цитата, [слова](https://example.org). Картинки становятся ссылками.
hint-reason = Её увидит автор.

flash-post-published = Запись опубликована.
flash-post-draft-saved = Черновик сохранён.
flash-post-saved = Изменения сохранены.
flash-post-deleted = Запись удалена.
flash-post-hidden = Запись скрыта, автору отправлено сообщение.
flash-post-shown = Запись снова видна.

error-post-not-found = Запись не найдена
title-post-not-found = Не найдено
fault-post-status-unknown = Укажите PUBLISHED или DRAFT либо не указывайте состояние.
fault-post-is-hidden = Менеджер скрыл эту запись; показать её снова может только менеджер.

action-post-created = Запись создана
action-post-updated = Запись изменена
action-post-deleted = Запись удалена
action-post-hidden = Запись скрыта
action-post-shown = Запись снова показана
