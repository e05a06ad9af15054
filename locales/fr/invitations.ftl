# Invitations : pages des membres et des gestionnaires, fautes.

nav-invitations = Invitations
admin-nav-invitations = Invitations

invitation-SENT = Envoyée
invitation-ACCEPTED = Acceptée
invitation-CONVERTED = Inscription faite
invitation-EXPIRED = Expirée
invitation-REVOKED = Retirée
invitation-forgotten = N’est plus conservé
invitation-sent-at = Envoyée
invitation-expires-at = Valable jusqu’au
invitation-expired-at = Expirée
invitation-accepted-at = Acceptée
invitation-converted-at = Inscription
invitation-inviter = Invitation de
invitation-share = Partager le lien et le code
invitation-link = Lien
invitation-copy = Copier le lien
invitation-copied = Copié
invitation-qr = Code QR de l’invitation
invitation-download = Télécharger le code
invitation-resend = Renvoyer
invitation-revoke = Retirer
invitation-revoke-question = Retirer cette invitation ? Son lien ne mènera plus nulle part.

figure-invitations-sent = Envoyées
figure-invitations-accepted = Acceptées
figure-invitations-converted = Inscriptions
figure-invitations-expired = Expirées
figure-invitations-revoked = Retirées

page-invite-title = Inviter
page-invite-lead = Chaque personne invitée reçoit un e-mail avec un lien et un code à scanner. Seul votre pseudo y figure.
page-invite-one = Une personne
page-invite-many = Plusieurs personnes
page-invite-many-text = Collez n’importe quel texte : une liste, les destinataires d’un e-mail, les lignes d’un tableau. Vous voyez qui il nomme avant tout envoi.
page-invite-button = Envoyer l’invitation
page-invite-find = Trouver les adresses
page-invite-chosen-title = Qui inviter
page-invite-found = { $count ->
    [one] { $count } adresse trouvée.
   *[other] { $count } adresses trouvées.
}
page-invite-cut = { $count ->
    [one] { $count } autre adresse est laissée de côté ; invitez-la ensuite.
   *[other] { $count } autres adresses sont laissées de côté ; invitez-les ensuite.
}
page-invite-send = Envoyer les invitations
page-invite-back = Retour
page-invitations-title = Vos invitations
page-invitations-lead = Qui vous avez invité, et ce qu’il en est.
page-invitations-new = Inviter
page-invitations-none = Vous n’avez encore invité personne.
page-register-invited = { $inviter } vous invite.
page-register-shut-text = Personne ne peut s’inscrire ici pour le moment.

field-name = Nom
field-message = Message
field-addresses = Texte avec des adresses e-mail
hint-message = Quelques mots de vous. Ils figurent dans l’e-mail.
hint-addresses = Par exemple : Ana López <ana@example.org>, bo@example.org

admin-invitations-title = Invitations
admin-invitations-lead = Les invitations de tout le monde, les plus récentes d’abord.
admin-invitations-none = Il n’y a pas de telles invitations.
admin-invitations-total = { $count ->
    [one] { $count } invitation
   *[other] { $count } invitations
}
admin-invitation-edit = Nom et message
admin-invitation-delete = Supprimer l’invitation
admin-invitation-delete-text = L’invitation et son code sont supprimés et ne comptent plus.
admin-invitation-delete-question = Supprimer cette invitation ?

flash-invitation-sent = L’invitation est en route.
flash-invitations-sent = Les invitations sont en route.
flash-invitation-resent = L’invitation est de nouveau en route.
flash-invitation-revoked = L’invitation a été retirée.
flash-invitation-changed = L’invitation a été modifiée.
flash-invitation-deleted = L’invitation a été supprimée.

error-invitation-not-found = Invitation introuvable
error-invitation-gone = Cette invitation n’est plus valable.
error-invitation-closed = Cette invitation n’est plus ouverte.
title-invitation-not-found = Introuvable
title-invitation-gone = Invitation plus valable
title-invitation-closed = Invitation close

fault-invitation-repeated = Cette adresse figure déjà dans la liste.
fault-invitation-invalid = Cette invitation est inconnue, déjà utilisée ou plus valable.
fault-invitation-no-address = Ce texte ne contient aucune adresse e-mail.
fault-invitation-status = Seul « REVOKED » est possible ici.
fault-invitation-status-unknown = Ce doit être « SENT », « ACCEPTED », « CONVERTED », « EXPIRED » ou « REVOKED ».

action-invitation-created = Invitation envoyée
action-invitation-updated = Invitation modifiée
action-invitation-resent = Invitation renvoyée
action-invitation-accepted = Invitation acceptée
action-invitation-converted = Personne invitée inscrite
action-invitation-revoked = Invitation retirée
action-invitation-deleted = Invitation supprimée
