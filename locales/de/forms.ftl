# Formulare: field-NAME ist eine Beschriftung, hint-NAME erklärt sie,
# option-NAME-WERT ist eine Auswahl, button-NAME ein Knopf.

field-username = Spitzname
field-email-or-username = E-Mail oder Spitzname
field-email = E-Mail
field-password = Passwort
field-password1 = Passwort
field-password2 = Passwort wiederholen
field-mailing-list = Ab und zu Neuigkeiten per E-Mail bekommen
field-remember = Auf diesem Gerät angemeldet bleiben
field-picture = Bild
field-yes = ja
field-no = nein
field-first-name = Vorname
field-last-name = Nachname
field-show-name = Meinen Vor- und Nachnamen allen zeigen
field-bio = Über dich
field-location = Ort
field-linkedin-profile-url = LinkedIn-Adresse
field-github-profile-url = GitHub-Adresse
field-locale = Sprache
field-time-zone = Zeitzone
field-old-password = Altes Passwort
field-new-password1 = Neues Passwort
field-new-password2 = Neues Passwort (noch einmal)
field-posts = Was mit deinen Beiträgen geschieht

hint-username = So sehen dich die anderen. Lässt du das Feld leer, denken wir uns etwas aus, zum Beispiel leaping_otter_482.
hint-email = Eine neue Adresse gilt erst, wenn du sie bestätigt hast.
hint-password1 = Mindestens 8 Zeichen. Ein paar Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.
hint-new-password1 = Mindestens 8 Zeichen. Ein paar Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.
hint-picture = JPEG, PNG, WebP oder SVG, höchstens 5 MB. Alle können es sehen.
hint-show-name = Sonst ist nur dein Spitzname öffentlich.
hint-bio = Ein paar Sätze, die alle lesen können.

option-posts-delete = Zusammen mit meinem Konto löschen
option-posts-keep = Behalten, aber ohne meinen Namen

button-register = Konto erstellen
button-sign-in = Anmelden
button-save = Speichern
button-cancel = Abbrechen
button-continue = Weiter
button-send-link = Link senden
button-set-password = Neues Passwort festlegen
button-change-password = Passwort ändern
button-confirm-email = E-Mail-Adresse bestätigen
button-send-again = Neuen Link senden
button-remove-picture = Bild entfernen
button-end-session = Beenden
button-end-this-session = Diese Sitzung beenden
button-end-other-sessions = Alle anderen beenden
button-download-data = Meine Daten laden
button-delete-account = Mein Konto löschen
button-setup = Administration einrichten
button-unsubscribe = Abbestellen

form-faults = Bitte sieh dir das noch einmal an:
form-optional = freiwillig
form-show-password = Passwort zeigen
form-hide-password = Passwort verbergen
form-characters-left = Noch frei:
strength-label = Passwortstärke:
strength-0 = zu kurz
strength-1 = leicht zu erraten
strength-2 = geht noch besser
strength-3 = gut
strength-4 = ausgezeichnet
crop-label = Ausschnitt, der vom Bild gezeigt wird. Zieh das Bild oder verschiebe es mit den Pfeiltasten.
crop-zoom = Zoom
crop-help = Zieh das Bild oder nimm die Pfeiltasten, bis dir der Ausschnitt gefällt.
crop-discard = Anderes wählen
