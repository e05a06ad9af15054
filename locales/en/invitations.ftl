# Invitations: pages of members and managers, the mail's neighbours, faults.

nav-invitations = Invitations
admin-nav-invitations = Invitations

invitation-SENT = Sent
invitation-ACCEPTED = Accepted
invitation-CONVERTED = Joined
invitation-EXPIRED = Expired
invitation-REVOKED = Taken back
invitation-forgotten = No longer kept
invitation-sent-at = Sent
invitation-expires-at = Valid until
invitation-expired-at = Expired
invitation-accepted-at = Accepted
invitation-converted-at = Joined
invitation-inviter = Invited by
invitation-share = Share link and code
invitation-link = Link
invitation-copy = Copy link
invitation-copied = Copied
invitation-qr = QR code of the invitation
invitation-download = Download code
invitation-resend = Send again
invitation-revoke = Take back
invitation-revoke-question = Take this invitation back? Its link will lead nowhere.

figure-invitations-sent = Sent
figure-invitations-accepted = Accepted
figure-invitations-converted = Joined
figure-invitations-expired = Expired
figure-invitations-revoked = Taken back

page-invite-title = Invite people
page-invite-lead = Everyone you invite gets an email with a link and a code to scan. It names you by your nickname only.
page-invite-one = One person
page-invite-many = Several people
page-invite-many-text = Paste any text: a list, a mail’s recipients, rows of a table. You see whom it names before anything is sent.
page-invite-button = Send invitation
page-invite-find = Find addresses
page-invite-chosen-title = Whom to invite
page-invite-found = { $count ->
    [one] { $count } address was found.
   *[other] { $count } addresses were found.
}
page-invite-cut = { $count ->
    [one] { $count } more address is left out; invite it afterwards.
   *[other] { $count } more addresses are left out; invite them afterwards.
}
page-invite-send = Send invitations
page-invite-back = Back
page-invitations-title = Your invitations
page-invitations-lead = Whom you invited, and what became of it.
page-invitations-new = Invite people
page-invitations-none = You have not invited anybody yet.
page-register-invited = { $inviter } invited you.
page-register-shut-text = Nobody can register here at the moment.

field-name = Name
field-message = Message
field-addresses = Text with email addresses
hint-message = A few words of your own. They stand in the email.
hint-addresses = For instance: Ana López <ana@example.org>, bo@example.org

admin-invitations-title = Invitations
admin-invitations-lead = Everyone’s invitations, the newest first.
admin-invitations-none = There are no such invitations.
admin-invitations-total = { $count ->
    [one] { $count } invitation
   *[other] { $count } invitations
}
admin-invitation-edit = Name and message
admin-invitation-delete = Delete invitation
admin-invitation-delete-text = The invitation and its code are removed, and it no longer counts anywhere.
admin-invitation-delete-question = Delete this invitation?

flash-invitation-sent = The invitation is on its way.
flash-invitations-sent = The invitations are on their way.
flash-invitation-resent = The invitation is on its way again.
flash-invitation-revoked = The invitation was taken back.
flash-invitation-changed = The invitation was changed.
flash-invitation-deleted = The invitation was deleted.

error-invitation-not-found = Invitation not found
error-invitation-gone = This invitation is no longer valid.
error-invitation-closed = This invitation is no longer open.
title-invitation-not-found = Not found
title-invitation-gone = Invitation no longer valid
title-invitation-closed = Invitation closed

fault-invitation-repeated = This address stands in the list already.
fault-invitation-invalid = This invitation is unknown, used or no longer valid.
fault-invitation-no-address = There is no email address in this text.
fault-invitation-status = Only “REVOKED” can be set here.
fault-invitation-status-unknown = This must be “SENT”, “ACCEPTED”, “CONVERTED”, “EXPIRED” or “REVOKED”.

action-invitation-created = Invited somebody
action-invitation-updated = Invitation edited
action-invitation-resent = Invitation sent again
action-invitation-accepted = Invitation accepted
action-invitation-converted = Invited person joined
action-invitation-revoked = Invitation taken back
action-invitation-deleted = Invitation deleted
