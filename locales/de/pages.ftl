# Seiten: nav-… und frame-… gehören zu jeder Seite, page-NAME-… zu einer,
# flash-CODE wird nach einer Aktion einmal auf der Seite gesagt.

nav-skip = Zum Inhalt springen
nav-main = Hauptmenü
nav-menu = Menü
nav-home = Start
nav-about = Über uns
nav-account = Mein Konto
nav-sign-in = Anmelden
nav-register = Konto erstellen
nav-log-out = Abmelden
nav-api = API
nav-footer = Mehr
nav-sides = Konto
nav-profile = Profil
nav-details = Angaben
nav-sessions = Sitzungen
nav-password = Passwort
nav-data = Deine Daten

frame-language = Sprache
frame-change-language = Sprache wechseln
frame-theme = Darstellung
frame-theme-auto = Automatisch
frame-theme-light = Hell
frame-theme-dark = Dunkel
frame-to-dark = Dunkel darstellen
frame-to-light = Hell darstellen
frame-error-prefix = Fehler

role-anonymous = Noch nicht bestätigt
role-authenticated = Mitglied
role-manager = Verwaltung
role-admin = Administration
professional = Profi

page-home-title = Start
page-home-welcome = Willkommen bei
page-home-lead = Ein Konto für alles, was hier passiert. Es ist in einer Minute erstellt, und was andere davon sehen, bestimmst du.
page-home-points = Worauf du dich verlassen kannst
page-home-name = Dein eigener Name
page-home-name-text = Die anderen kennen dich unter deinem Spitznamen. Dein richtiger Name und deine E-Mail-Adresse bleiben bei dir, bis du es anders willst.
page-home-safe = Sicher ohne Umstände
page-home-safe-text = Du siehst jedes Gerät, auf dem du angemeldet bist, kannst jedes mit einem Klick abmelden und hörst von uns, sobald ein neues dazukommt.
page-home-free = Jederzeit frei
page-home-free-text = Lade alles herunter, was wir über dich gespeichert haben, oder lösche es, wann immer du willst. Niemand fragt nach dem Grund.
page-home-hello = Hallo, { $nickname }
page-home-next = Deine nächsten Schritte
page-home-next-lead = Ein paar Dinge, an denen andere dich leichter erkennen. Alles davon hat Zeit.
page-home-progress = { $done } von { $all } erledigt
page-home-step-done = erledigt

step-email = Bestätige deine E-Mail-Adresse
step-username = Wähle einen Spitznamen, der dir gefällt
step-picture = Füge ein Bild hinzu
step-names = Sag uns deinen Namen
step-bio = Schreib ein paar Worte über dich
step-location = Sag, wo du bist
step-links = Verlinke dein LinkedIn- oder GitHub-Profil
step-professional = Beantrage den Profi-Status

page-about-title = Über uns
page-about-lead = { $site } gibt der Gemeinschaft ein Konto für alles. Das bedeutet es für dich.
page-about-public = Was andere sehen
page-about-public-text = Deinen Spitznamen, dein Bild und was du über dich schreibst. Deinen Vor- und Nachnamen nur, wenn du sie zeigen willst. Deine E-Mail-Adresse nie.
page-about-kept = Was gespeichert wird
page-about-kept-text = Was du eingibst, die Geräte, auf denen du angemeldet bist, und ein Protokoll wichtiger Änderungen an deinem Konto, damit du und wir nachvollziehen können, was geschehen ist. Passwörter werden nur als Hash gespeichert, den niemand zurückrechnen kann.
page-about-yours = Was du tun kannst
page-about-yours-text = Alles ändern, jederzeit. Alles in einer Datei herunterladen. Dein Konto löschen, und alles Persönliche verschwindet mit ihm.
page-about-quiet = Was nicht passiert
page-about-quiet-text = Keine Werbung, kein Tracking durch Dritte, nichts wird von anderswo geladen. Deine Daten bleiben auf diesem Server.
page-about-more = Für alle, die programmieren
page-about-more-text = Alles, was diese Website kann, steht über eine dokumentierte API auch Programmen offen.
page-about-more-link = API-Dokumentation lesen

page-register-title = Erstelle dein Konto
page-register-lead = Es dauert eine Minute. Du brauchst nur eine E-Mail-Adresse.
page-register-have = Schon ein Konto?
page-register-closed = Die Registrierung ist nicht offen
page-register-closed-text = Neue Mitglieder kommen hier auf Einladung dazu. Wenn du eine hast, öffne den Link darin. Wenn du ein Mitglied kennst, frag dort nach.

page-login-title = Anmelden
page-login-lead = Schön, dass du da bist.
page-login-forgot = Passwort vergessen?
page-login-new = Neu hier?

page-profile-title = Dein Profil
page-profile-lead = Daran erkennt man dich. Dein Spitzname und dein Bild sind öffentlich.
page-profile-since = Mitglied seit dem
page-profile-email-confirmed = bestätigt
page-profile-email-unconfirmed = nicht bestätigt
page-profile-pending = Wir haben einen Link an { $email } geschickt. Bis du ihn öffnest, gilt deine alte Adresse weiter.
page-profile-public = Dein öffentliches Profil ansehen
page-profile-password = Dein Passwort
page-profile-password-text = Wenn du es änderst, wirst du überall sonst abgemeldet.
page-profile-remove-picture = Dein Bild entfernen?

page-details-title = Deine Angaben
page-details-lead = All das ist freiwillig.
page-details-name = Dein Name
page-details-about = In deinen Worten
page-details-links = Anderswo
page-details-settings = Einstellungen
page-details-extra = Weitere Angaben

page-sessions-title = Deine Sitzungen
page-sessions-lead = Hier bist du angemeldet. Wenn du eine Sitzung nicht erkennst, beende sie und ändere dein Passwort.
page-sessions-this = Dieses Gerät
page-sessions-unknown = Unbekanntes Gerät
page-sessions-app = App
page-sessions-address = Adresse
page-sessions-since = Angemeldet
page-sessions-seen = Zuletzt aktiv
page-sessions-on = auf
page-sessions-none = Du bist sonst nirgends angemeldet.
page-sessions-end = Diese Sitzung beenden? Das Gerät muss sich dann neu anmelden.
page-sessions-end-others = Alle Sitzungen außer dieser beenden?

page-data-title = Deine Daten
page-data-lead = Sie gehören dir. Nimm eine Kopie mit oder gleich alles.
page-data-download = Kopie mitnehmen
page-data-download-text = Alles, was wir über dich gespeichert haben, in einer ZIP-Datei: dein Profil, deine Bilder, Sitzungen und dein Verlauf.
page-data-leave = Gehen
page-data-leave-text = Dein Konto wird sofort geschlossen. { $days ->
    [0] Deine persönlichen Daten werden umgehend gelöscht; das lässt sich nicht rückgängig machen.
    [one] Du hast { $days } Tag Zeit, es dir anders zu überlegen: Melde dich einfach wieder an. Danach werden deine persönlichen Daten gelöscht.
   *[other] Du hast { $days } Tage Zeit, es dir anders zu überlegen: Melde dich einfach wieder an. Danach werden deine persönlichen Daten gelöscht.
}
page-data-confirm = Dein Konto löschen?

page-logout-title = Abmelden
page-logout-question = Möchtest du dich wirklich abmelden?
page-logout-button = Abmelden

page-password-change-title = Ändere dein Passwort
page-password-change-lead = Hier bleibst du angemeldet, überall sonst wirst du abgemeldet.
page-password-change-done-title = Passwort geändert
page-password-change-done-text = Geschafft! Dein Passwort wurde geändert.
page-password-change-done-link = Zurück zu deinem Profil

page-password-reset-title = Setze dein Passwort zurück
page-password-reset-lead = Nenn uns deine E-Mail-Adresse, und wir schicken dir einen Link, mit dem du ein neues Passwort festlegen kannst.
page-password-reset-back = Zurück zur Anmeldung
page-password-reset-sent-title = Sieh in deine E-Mails
page-password-reset-sent-text = Wenn es ein Konto mit dieser Adresse gibt, ist ein Link dorthin unterwegs. Er funktioniert nur kurze Zeit.
page-password-reset-sent-nothing = Nichts angekommen? Sieh im Spam-Ordner nach oder versuche es in ein paar Minuten noch einmal.
page-password-set-title = Neues Passwort festlegen
page-password-set-lead = Alle Geräte werden abgemeldet, und du kannst dich mit dem neuen Passwort anmelden.

page-link-bad-title = Dieser Link funktioniert nicht mehr
page-link-bad-reset = Er ist abgelaufen, wurde schon benutzt oder ist unvollständig. Du kannst dir einen neuen schicken lassen.
page-link-bad-verification = Er ist abgelaufen, wurde schon benutzt oder ist unvollständig. Du kannst dir einen neuen schicken lassen.
page-link-bad-session = Er ist abgelaufen oder wurde schon benutzt. In deinem Konto kannst du deine Sitzungen sehen und beenden.
page-link-bad-new = Neuen Link holen
page-link-bad-sessions = Deine Sitzungen ansehen

page-verify-email-title = Bestätige deine E-Mail-Adresse
page-verify-email-lead = Ein Klick, und dein Konto ist bereit.
page-verify-email-resend-title = Link noch einmal senden
page-verify-email-resend-lead = Nenn uns deine E-Mail-Adresse, und wir schicken dir einen neuen Link, um sie zu bestätigen.

page-user-since = Mitglied seit dem
page-user-edit = Dein Profil bearbeiten
page-user-own = So sehen dich die anderen.
page-user-links = Anderswo
page-user-quiet = { $nickname } hat noch nichts über sich geschrieben.

page-setup-title = Das erste Administrationskonto
page-setup-lead = Außer dir ist noch niemand hier. Dieses Konto darf alles, also gib ihm ein gutes Passwort.

page-reauthenticate-title = Bist du es?
page-reauthenticate-lead = Was du vorhast, hat Folgen. Bitte gib noch einmal dein Passwort ein.

page-session-end-title = Warst du das nicht?
page-session-end-lead = Jemand hat sich mit diesem Gerät bei deinem Konto angemeldet. Wenn du das nicht warst, beende die Sitzung und ändere dein Passwort.
page-session-ended-title = Die Sitzung ist beendet
page-session-ended-text = Das Gerät ist abgemeldet. Wenn du es nicht erkannt hast, ändere jetzt dein Passwort.

page-unsubscribe-title = Keine Neuigkeiten mehr per E-Mail?
page-unsubscribe-lead = Wegen der Sicherheit deines Kontos schreiben wir dir weiterhin.
page-unsubscribed-title = Neuigkeiten abbestellt
page-unsubscribed-text = Wir schicken dir keine Neuigkeiten mehr. In deinen Angaben kannst du sie wieder bestellen.

page-error-home = Zur Startseite
page-error-back = Wenn das öfter passiert, nenn uns diese Nummer:

flash-invalid-credentials = Die Anmeldedaten stimmen nicht. Versuche es noch einmal
flash-registered = Dein Konto ist erstellt. Wir haben dir einen Link geschickt, um deine E-Mail-Adresse zu bestätigen: Sieh in deine E-Mails.
flash-profile-updated = Profil erfolgreich geändert
flash-profile-error = Fehler beim Ändern des Profils
flash-signed-out = Du bist abgemeldet. Bis bald!
flash-sessions-ended = Alle anderen Sitzungen sind beendet.
flash-session-ended = Die Sitzung ist beendet.
flash-password-set = Dein neues Passwort ist festgelegt. Melde dich damit an.
flash-picture-removed = Dein Bild ist entfernt.
flash-email-change-pending = Gespeichert. Wir haben einen Link an deine neue Adresse geschickt; öffne ihn, um die Änderung abzuschließen.
flash-deletion-requested = Dein Konto ist geschlossen. Wenn du es dir anders überlegst, melde dich wieder an, bevor seine Daten gelöscht werden.
flash-deletion-withdrawn = Willkommen zurück. Dein Konto bleibt bestehen.
flash-verified = Deine E-Mail-Adresse ist bestätigt.
