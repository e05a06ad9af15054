# Einladungen: Seiten für Mitglieder und Manager, Fehler.

nav-invitations = Einladungen
admin-nav-invitations = Einladungen

invitation-SENT = Gesendet
invitation-ACCEPTED = Angenommen
invitation-CONVERTED = Dabei
invitation-EXPIRED = Abgelaufen
invitation-REVOKED = Zurückgezogen
invitation-forgotten = Nicht mehr gespeichert
invitation-sent-at = Gesendet
invitation-expires-at = Gültig bis
invitation-expired-at = Abgelaufen
invitation-accepted-at = Angenommen
invitation-converted-at = Dabei seit
invitation-inviter = Eingeladen von
invitation-share = Link und Code teilen
invitation-link = Link
invitation-copy = Link kopieren
invitation-copied = Kopiert
invitation-qr = QR-Code der Einladung
invitation-download = Code herunterladen
invitation-resend = Erneut senden
invitation-revoke = Zurückziehen
invitation-revoke-question = Diese Einladung zurückziehen? Ihr Link führt dann nirgendwohin.

figure-invitations-sent = Gesendet
figure-invitations-accepted = Angenommen
figure-invitations-converted = Dabei
figure-invitations-expired = Abgelaufen
figure-invitations-revoked = Zurückgezogen

page-invite-title = Leute einladen
page-invite-lead = Wen du einlädst, bekommt eine E-Mail mit einem Link und einem Code zum Scannen. Von dir steht nur dein Spitzname darin.
page-invite-one = Eine Person
page-invite-many = Mehrere Personen
page-invite-many-text = Füge irgendeinen Text ein: eine Liste, die Empfänger einer E-Mail, Zeilen einer Tabelle. Du siehst, wen er nennt, bevor etwas gesendet wird.
page-invite-button = Einladung senden
page-invite-find = Adressen finden
page-invite-chosen-title = Wen du einlädst
page-invite-found = { $count ->
    [one] { $count } Adresse gefunden.
   *[other] { $count } Adressen gefunden.
}
page-invite-cut = { $count ->
    [one] { $count } weitere Adresse fehlt hier; lade sie danach ein.
   *[other] { $count } weitere Adressen fehlen hier; lade sie danach ein.
}
page-invite-send = Einladungen senden
page-invite-back = Zurück
page-invitations-title = Deine Einladungen
page-invitations-lead = Wen du eingeladen hast und was daraus wurde.
page-invitations-new = Leute einladen
page-invitations-none = Du hast noch niemanden eingeladen.
page-register-invited = { $inviter } hat dich eingeladen.
page-register-shut-text = Zurzeit kann sich hier niemand registrieren.

field-name = Name
field-message = Nachricht
field-addresses = Text mit E-Mail-Adressen
hint-message = Ein paar eigene Worte. Sie stehen in der E-Mail.
hint-addresses = Zum Beispiel: Ana López <ana@example.org>, bo@example.org

admin-invitations-title = Einladungen
admin-invitations-lead = Die Einladungen aller, die neuesten zuerst.
admin-invitations-none = Solche Einladungen gibt es nicht.
admin-invitations-total = { $count ->
    [one] { $count } Einladung
   *[other] { $count } Einladungen
}
admin-invitation-edit = Name und Nachricht
admin-invitation-delete = Einladung löschen
admin-invitation-delete-text = Die Einladung und ihr Code werden entfernt und zählen nirgends mehr.
admin-invitation-delete-question = Diese Einladung löschen?

flash-invitation-sent = Die Einladung ist unterwegs.
flash-invitations-sent = Die Einladungen sind unterwegs.
flash-invitation-resent = Die Einladung ist noch einmal unterwegs.
flash-invitation-revoked = Die Einladung wurde zurückgezogen.
flash-invitation-changed = Die Einladung wurde geändert.
flash-invitation-deleted = Die Einladung wurde gelöscht.

error-invitation-not-found = Einladung nicht gefunden
error-invitation-gone = Diese Einladung gilt nicht mehr.
error-invitation-closed = Diese Einladung ist nicht mehr offen.
title-invitation-not-found = Nicht gefunden
title-invitation-gone = Einladung ungültig
title-invitation-closed = Einladung geschlossen

fault-invitation-repeated = Diese Adresse steht schon in der Liste.
fault-invitation-invalid = Diese Einladung ist unbekannt, benutzt oder nicht mehr gültig.
fault-invitation-no-address = In diesem Text steht keine E-Mail-Adresse.
fault-invitation-status = Hier geht nur „REVOKED“.
fault-invitation-status-unknown = Erlaubt sind „SENT“, „ACCEPTED“, „CONVERTED“, „EXPIRED“ und „REVOKED“.

action-invitation-created = Jemanden eingeladen
action-invitation-updated = Einladung geändert
action-invitation-resent = Einladung erneut gesendet
action-invitation-accepted = Einladung angenommen
action-invitation-converted = Eingeladene Person ist dabei
action-invitation-revoked = Einladung zurückgezogen
action-invitation-deleted = Einladung gelöscht
