# Приглашения: страницы участников и менеджеров, ошибки.

nav-invitations = Приглашения
admin-nav-invitations = Приглашения

invitation-SENT = Отправлено
invitation-ACCEPTED = Принято
invitation-CONVERTED = Теперь с нами
invitation-EXPIRED = Истекло
invitation-REVOKED = Отозвано
invitation-forgotten = Больше не хранится
invitation-sent-at = Отправлено
invitation-expires-at = Действует до
invitation-expired-at = Истекло
invitation-accepted-at = Принято
invitation-converted-at = С нами с
invitation-inviter = Пригласил(а)
invitation-share = Поделиться ссылкой и кодом
invitation-link = Ссылка
invitation-copy = Скопировать ссылку
invitation-copied = Скопировано
invitation-qr = QR-код приглашения
invitation-download = Скачать код
invitation-resend = Отправить снова
invitation-revoke = Отозвать
invitation-revoke-question = Отозвать это приглашение? Его ссылка перестанет работать.

figure-invitations-sent = Отправлено
figure-invitations-accepted = Принято
figure-invitations-converted = Теперь с нами
figure-invitations-expired = Истекло
figure-invitations-revoked = Отозвано

page-invite-title = Пригласить
page-invite-lead = Каждый, кого вы пригласите, получит письмо со ссылкой и кодом, который можно отсканировать. О вас в нём сказан только псевдоним.
page-invite-one = Одного человека
page-invite-many = Нескольких человек
page-invite-many-text = Вставьте любой текст: список, получателей письма, строки таблицы. Прежде чем что-то уйдёт, вы увидите, кого он называет.
page-invite-button = Отправить приглашение
page-invite-find = Найти адреса
page-invite-chosen-title = Кого пригласить
page-invite-found = { $count ->
    [one] Найден { $count } адрес.
    [few] Найдено { $count } адреса.
   *[many] Найдено { $count } адресов.
}
page-invite-cut = { $count ->
    [one] Ещё { $count } адрес не вошёл в список; пригласите его потом.
    [few] Ещё { $count } адреса не вошли в список; пригласите их потом.
   *[many] Ещё { $count } адресов не вошло в список; пригласите их потом.
}
page-invite-send = Отправить приглашения
page-invite-back = Назад
page-invitations-title = Ваши приглашения
page-invitations-lead = Кого вы пригласили и что из этого вышло.
page-invitations-new = Пригласить
page-invitations-none = Вы ещё никого не пригласили.
page-register-invited = Вас приглашает { $inviter }.
page-register-shut-text = Сейчас здесь нельзя зарегистрироваться.

field-name = Имя
field-message = Сообщение
field-addresses = Текст с адресами электронной почты
hint-message = Несколько слов от вас. Они войдут в письмо.
hint-addresses = Например: Ana López <ana@example.org>, bo@example.org

admin-invitations-title = Приглашения
admin-invitations-lead = Приглашения всех участников, сначала новые.
admin-invitations-none = Таких приглашений нет.
admin-invitations-total = { $count ->
    [one] { $count } приглашение
    [few] { $count } приглашения
   *[many] { $count } приглашений
}
admin-invitation-edit = Имя и сообщение
admin-invitation-delete = Удалить приглашение
admin-invitation-delete-text = Приглашение и его код будут удалены и нигде больше не учтутся.
admin-invitation-delete-question = Удалить это приглашение?

flash-invitation-sent = Приглашение отправляется.
flash-invitations-sent = Приглашения отправляются.
flash-invitation-resent = Приглашение отправляется снова.
flash-invitation-revoked = Приглашение отозвано.
flash-invitation-changed = Приглашение изменено.
flash-invitation-deleted = Приглашение удалено.

error-invitation-not-found = Приглашение не найдено
error-invitation-gone = Это приглашение больше не действует.
error-invitation-closed = Это приглашение уже закрыто.
title-invitation-not-found = Не найдено
title-invitation-gone = Приглашение не действует
title-invitation-closed = Приглашение закрыто

fault-invitation-repeated = Этот адрес уже есть в списке.
fault-invitation-invalid = Это приглашение неизвестно, использовано или больше не действует.
fault-invitation-no-address = В этом тексте нет адресов электронной почты.
fault-invitation-status = Здесь можно указать только «REVOKED».
fault-invitation-status-unknown = Должно быть «SENT», «ACCEPTED», «CONVERTED», «EXPIRED» или «REVOKED».

action-invitation-created = Приглашение отправлено
action-invitation-updated = Приглашение изменено
action-invitation-resent = Приглашение отправлено снова
action-invitation-accepted = Приглашение принято
action-invitation-converted = Приглашённый зарегистрировался
action-invitation-revoked = Приглашение отозвано
action-invitation-deleted = Приглашение удалено
