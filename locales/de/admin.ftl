# Die Konsole: admin-… gehört zu ihren Seiten, filter-NAME beschriftet Filter,
# action-… sagt, was geschehen ist.

nav-admin = Administration

admin-nav = Administration
admin-nav-home = Überblick
admin-nav-users = Personen
admin-nav-professional = Profis
admin-nav-audit = Protokoll
admin-nav-jobs = Nachrichten
admin-nav-mailbox = Postfach
admin-nav-settings = Einstellungen

admin-yes = ja
admin-no = nein
admin-any = beliebig
admin-never = nie
admin-nothing = Hier gibt es noch nichts.
admin-pages = Seiten
admin-page = Seite { $number }
admin-page-before = Zurück
admin-page-after = Weiter
admin-total-more = Mehr als { $count }
admin-total = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
}
admin-filters = Filter
admin-filters-active = Aktive Filter
admin-filters-apply = Anwenden
admin-filters-clear = Alle entfernen
admin-filter-remove = (entfernen)
admin-search = Suchen
admin-search-placeholder = Name, E-Mail, Ort …
admin-search-hint = Wörter in beliebiger Reihenfolge oder Filter wie

filter-role = Rolle
filter-email-verified = E-Mail bestätigt
filter-is-locked = Gesperrt
filter-is-professional = Profi
filter-never-logged-in = Nie angemeldet
filter-locale = Sprache
filter-created-from = Registriert ab
filter-created-to = Registriert vor
filter-last-login-from = Letzte Anmeldung ab
filter-last-login-before = Letzte Anmeldung vor
filter-actor = Wer gehandelt hat
filter-subject = Wen es betraf
filter-action = Was geschah
filter-from = Ab
filter-to = Vor
filter-state = Zustand
filter-type = Typ
filter-status = Zustand

admin-home-title = Überblick
admin-home-wants = Braucht Aufmerksamkeit
admin-home-calm = Gerade nichts. Alles ist in Ordnung.
admin-home-services = Dienste
admin-home-oldest = Älteste wartende Nachricht
admin-home-oldest-none = keine wartet
admin-home-seal = Prüfprotokoll
admin-home-sealed = { $count ->
    [one] { $count } Eintrag versiegelt
   *[other] { $count } Einträge versiegelt
}
admin-home-behind = der älteste unversiegelte Eintrag entstand
admin-figure-members = Personen
admin-figure-verified = E-Mail bestätigt
admin-figure-recent = Neu diese Woche
admin-figure-locked = Gesperrt
admin-figure-requests = Profi-Anträge
admin-figure-pending = Nachrichten unterwegs
admin-figure-parked = Nachrichten aufgegeben
admin-want-locked = { $count ->
    [one] { $count } Konto ist gesperrt.
   *[other] { $count } Konten sind gesperrt.
}
admin-want-unverified = { $count ->
    [one] { $count } Person hat ihre Adresse nie bestätigt. Den Link noch einmal senden?
   *[other] { $count } Personen haben ihre Adresse nie bestätigt. Den Link noch einmal senden?
}
admin-want-requests = { $count ->
    [one] { $count } Antrag auf den Profi-Status wartet auf Antwort.
   *[other] { $count } Anträge auf den Profi-Status warten auf Antwort.
}
admin-want-parked = { $count ->
    [one] { $count } Nachricht konnte nicht zugestellt werden und wurde aufgegeben.
   *[other] { $count } Nachrichten konnten nicht zugestellt werden und wurden aufgegeben.
}
admin-want-late = Nachrichten warten seit mehr als fünf Minuten.
admin-want-down = { $count ->
    [one] { $count } Dienst antwortet nicht.
   *[other] { $count } Dienste antworten nicht.
}
admin-want-unsealed = Einträge des Prüfprotokolls warten auf ihr Siegel. Läuft ein Worker?
admin-want-templates = { $count ->
    [one] { $count } angepasste E-Mail-Vorlage ist fehlerhaft; verwendet wird die eingebaute.
   *[other] { $count } angepasste E-Mail-Vorlagen sind fehlerhaft; verwendet werden die eingebauten.
}
admin-want-weak = { $count ->
    [one] { $count } Einstellung ist schwächer als ihr Standardwert.
   *[other] { $count } Einstellungen sind schwächer als ihre Standardwerte.
}
admin-service-database = Datenbank
admin-service-objects = Bildspeicher
admin-service-messages = Nachrichtentransport
admin-service-mail = Mailserver
admin-service-mailing_list = Mailingliste
admin-service-up = läuft
admin-service-down = gestört

admin-users-title = Personen
admin-users-total = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
admin-users-none = Niemand passt dazu.
admin-users-new = Person hinzufügen
admin-users-import = Importieren
admin-users-export = Diese als CSV exportieren
admin-choose = Auswählen
admin-choose-all = Alle auf dieser Seite auswählen
admin-column-person = Person
admin-column-email = E-Mail
admin-column-role = Rolle
admin-column-created = Registriert
admin-column-seen = Letzte Anmeldung
admin-state-locked = Gesperrt
admin-state-unverified = Nicht bestätigt
admin-state-leaving = Geht
admin-do-lock = Sperren
admin-do-unlock = Entsperren
admin-do-resend = Bestätigungslink erneut senden
admin-do-export = Exportieren
admin-do-delete = Löschen
admin-bulk = Mit den Ausgewählten:
admin-bulk-chosen = Ausgewählt:
admin-bulk-lead = Prüfe zuerst die Liste. Noch ist nichts geschehen.
admin-bulk-lock-title = { $count ->
    [one] { $count } Person sperren?
   *[other] { $count } Personen sperren?
}
admin-bulk-unlock-title = { $count ->
    [one] { $count } Person entsperren?
   *[other] { $count } Personen entsperren?
}
admin-bulk-resend-title = { $count ->
    [one] Den Bestätigungslink an { $count } Person senden?
   *[other] Den Bestätigungslink an { $count } Personen senden?
}
admin-bulk-result = Ergebnis
admin-bulk-will = wird ausgeführt
admin-bulk-unchanged = nichts zu tun
admin-bulk-done = erledigt
admin-bulk-done-title = Erledigt
admin-bulk-sum = Erledigt: { $done }. Nichts zu tun: { $unchanged }. Fehlgeschlagen: { $failed }.
admin-bulk-back = Zurück zur Liste

admin-new-title = Person hinzufügen
admin-new-lead = Ohne Passwort bekommt die Person per E-Mail einen Link, um eins festzulegen. Ohne Spitznamen wird einer ausgedacht.
admin-new-button = Person hinzufügen
admin-group-account = Konto
admin-group-profile = Profil
admin-field-bio = Über die Person
admin-field-show-name = Vor- und Nachname sind öffentlich
admin-field-mailing-list = Auf der Mailingliste
field-role = Rolle
field-email-verified = Die E-Mail-Adresse gehört erwiesenermaßen der Person
field-profile-picture-url = Adresse eines Bildes
field-reason = Grund
field-note = Deine Begründung
field-file = Datei
field-update-existing = Personen ändern, die es schon gibt
field-skip-invalid = Den Rest importieren, wenn Zeilen fehlerhaft sind
hint-update-existing = Sie werden an ihrer E-Mail-Adresse erkannt. Sonst gelten ihre Zeilen als fehlerhaft.
hint-skip-invalid = Sonst genügt eine fehlerhafte Zeile, und nichts wird importiert.
hint-file = CSV in UTF-8, Zellen durch Komma oder Semikolon getrennt, mit Kopfzeile. Die Spalten heißen wie die Felder: email, nickname, first_name und so weiter.
option-role-ANONYMOUS = { role-anonymous }
option-role-AUTHENTICATED = { role-authenticated }
option-role-MANAGER = { role-manager }
option-role-ADMIN = { role-admin }

admin-person-own = Das bist du
admin-person-tabs = Bereiche dieser Person
admin-person-public = Öffentliches Profil
admin-person-locked-at = Gesperrt
admin-person-leaves = Wird gelöscht
admin-person-failures = Fehlversuche
admin-person-untouchable = Administrationskonten kann nur die Administration ändern.
admin-person-no-sessions = Nirgends angemeldet.
admin-person-edit = Profil
admin-person-role = Rolle
admin-person-role-button = Rolle ändern
admin-person-lock = Konto sperren
admin-person-lock-text = Alle Sitzungen enden sofort. Bis zum Entsperren ist keine Anmeldung möglich. Der Grund wird der Person per E-Mail mitgeteilt.
admin-person-unlock = Konto entsperren
admin-person-unlock-text = Die Person erfährt es per E-Mail und kann sich wieder anmelden.
admin-person-resend = Adresse bestätigen
admin-person-resend-text = Sendet den Link, der die Adresse bestätigt, noch einmal.
admin-person-professional = Profi-Status
admin-person-grant = Status verleihen
admin-person-withdraw = Status entziehen
admin-person-delete = Person löschen
admin-person-delete-text = Das Konto und alle persönlichen Daten verschwinden sofort und endgültig. Das Prüfprotokoll behält nur eine ID.
admin-person-delete-question = { $nickname } endgültig löschen?

flash-person-created = Die Person wurde hinzugefügt.
flash-person-saved = Gespeichert.
flash-person-locked = Das Konto ist gesperrt, und seine Sitzungen sind beendet.
flash-person-unlocked = Das Konto ist entsperrt.
flash-person-resent = Der Link ist unterwegs.
flash-person-deleted = Die Person und ihre Daten sind gelöscht.
flash-role-changed = Die Rolle wurde geändert.
flash-professional-granted = Der Status wurde verliehen.
flash-professional-withdrawn = Der Status wurde entzogen.
flash-professional-refused = Der Antrag wurde abgelehnt.
flash-professional-requested = Danke. Wir sehen uns deinen Antrag an und schreiben dir.
flash-nobody-chosen-error = Es wurde niemand ausgewählt.
flash-job-retried = Die Nachricht wird jetzt noch einmal versucht.
flash-job-dropped = Die Nachricht wurde verworfen.

admin-audit-title = Prüfprotokoll
admin-audit-export-csv = Als CSV exportieren
admin-audit-export-json = Als JSON-Zeilen exportieren
admin-actor-guest = einen Gast
admin-actor-system = Roster selbst
admin-actor-cli = die Befehlszeile
admin-log-by = Durch
admin-log-about = Betrifft
admin-log-from = Von
admin-log-erased = Die persönlichen Werte wurden mit der Person gelöscht.
admin-log-unsealed = noch nicht versiegelt

action-user-registered = Registriert
action-user-created = Konto erstellt
action-user-verified = Adresse bestätigt
action-user-verification-requested = Bestätigungslink angefordert
action-user-updated = Profil geändert
action-user-picture-changed = Bild hochgeladen
action-user-picture-removed = Bild entfernt
action-user-nickname-changed = Spitzname geändert
action-user-email-change-requested = Neue Adresse angegeben
action-user-email-changed = Adresse geändert
action-user-email-change-undone = Adressänderung rückgängig gemacht
action-user-reset-requested = Zurücksetzen des Passworts angefordert
action-user-password-reset = Passwort zurückgesetzt
action-user-password-changed = Passwort geändert
action-user-role-changed = Rolle geändert
action-user-locked = Konto gesperrt
action-user-unlocked = Konto entsperrt
action-user-deletion-requested = Löschung beantragt
action-user-deletion-withdrawn = Löschung zurückgezogen
action-user-deleted = Konto gelöscht
action-user-professional-requested = Profi-Status beantragt
action-user-professional-granted = Profi-Status verliehen
action-user-professional-refused = Profi-Status abgelehnt
action-user-professional-withdrawn = Profi-Status entzogen
action-user-subscribed = In die Mailingliste eingetragen
action-user-unsubscribed = Aus der Mailingliste ausgetragen
action-session-created = Angemeldet
action-session-revoked = Sitzung beendet
action-session-reused = Verbrauchtes Token kam zurück, Sitzung beendet
action-message-retried = Nachricht erneut versucht
action-message-dropped = Nachricht verworfen
action-key-rotated = Signaturschlüssel gewechselt

admin-jobs-title = Nachrichten
admin-jobs-lead = Was auf Zustellung wartet, gerade zugestellt wird oder aufgegeben wurde. Zugestelltes steht nicht mehr hier.
admin-jobs-by-type = Nach Typ
admin-jobs-none = Nichts wartet. Alle Nachrichten sind zugestellt.
admin-jobs-oldest = Älteste
admin-jobs-attempts = Versuche
admin-jobs-next = Nächster Versuch
admin-jobs-created = Erstellt
admin-jobs-why = Warum es scheiterte
admin-jobs-retry = Jetzt versuchen
admin-jobs-drop = Verwerfen
admin-jobs-drop-question = Diese Nachricht verwerfen? Sie wird nie zugestellt.
state-PENDING = Wartet
state-RUNNING = Wird zugestellt
state-PARKED = Aufgegeben

admin-mailbox-title = Postfach
admin-mailbox-lead = Die neuesten E-Mails, die das eingebaute Postfach behalten hat, statt sie zu senden.
admin-mailbox-none = Das eingebaute Postfach ist leer. Mit einem Mailserver werden E-Mails gesendet und nicht behalten.
admin-mailbox-preview = Vorlagen ansehen
admin-mailbox-to = An
admin-mailbox-from = Von
admin-mailbox-subject = Betreff
admin-mailbox-at = Geschrieben
admin-mailbox-language = Sprache
admin-mailbox-text = Als Text
admin-mailbox-html = Als HTML
admin-preview-title = E-Mail-Vorlagen
admin-preview-lead = Jede Vorlage in jeder Sprache, mit erfundenen Werten.
admin-preview-show = Zeigen
admin-preview-faults = Anpassungen, die nicht verwendet werden
admin-preview-broken = Diese Vorlage lässt sich nicht anzeigen:

admin-settings-title = Einstellungen
admin-settings-lead = Was gilt und woher jeder Wert kommt. Geheimnisse sind verdeckt. Geändert werden die Werte in der Konfigurationsdatei oder in der Umgebung.
admin-settings-key = Einstellung
admin-settings-value = Wert
admin-settings-source = Herkunft
admin-settings-default = Standard
admin-settings-weak = schwach
admin-settings-empty = leer

admin-import-title = Personen importieren
admin-import-lead = Zuerst siehst du Zeile für Zeile, was geschehen würde. Geschrieben wird erst, wenn du zustimmst.
admin-import-button = Plan zeigen
admin-import-checking = Die Datei wird gelesen und geprüft
admin-import-writing = Import läuft
admin-import-plan = Der Plan
admin-import-done = Importiert
admin-import-failed = Der Import ist abgebrochen
admin-import-created = Neu
admin-import-updated = Geändert
admin-import-unchanged = Unverändert
admin-import-skipped = Fehlerhaft
admin-import-rows = { $count ->
    [one] bisher { $count } Zeile
   *[other] bisher { $count } Zeilen
}
admin-import-speed = { $count } Zeilen pro Sekunde
admin-import-left = { $count ->
    [one] noch etwa { $count } Sekunde
   *[other] noch etwa { $count } Sekunden
}
admin-import-nothing = Mit diesen Fehlern wird nichts importiert. Korrigiere die Datei oder lass fehlerhafte Zeilen überspringen.
admin-import-apply = Jetzt importieren
admin-import-again = Andere Datei wählen
admin-import-faults = Was nicht stimmt
admin-import-more = { $count ->
    [one] und { $count } weiterer Fehler
   *[other] und { $count } weitere Fehler
}
admin-import-download = Fehlerhafte Zeilen mit Gründen herunterladen
admin-import-examples = Was sich ändern würde
admin-import-line = Zeile
admin-import-column = Spalte
admin-import-message = Fehler
admin-import-columns = Spalten der Datei
admin-import-columns-lead = Gib an, welches Feld jede Spalte ist. Was die Namen nahelegen, ist schon gewählt.
admin-import-sample = Erste Zeile
admin-import-field = Feld
admin-import-leave-out = Weglassen
admin-import-new = neu
admin-import-away = Du kannst diese Seite verlassen; die Arbeit geht weiter. Sollte sie einmal abbrechen, importiere dieselbe Datei noch einmal und lass dabei vorhandene Personen ändern: Niemand kommt doppelt hinein.

admin-professional-title = Profi-Anträge
admin-professional-lead = Mitglieder mit vollständigem Profil, die den Profi-Status beantragen.
admin-professional-none = Kein Antrag wartet.
admin-professional-approve = Annehmen
admin-professional-refuse = Ablehnen
admin-professional-asked = Beantragt
admin-professional-gone = eine gelöschte Person
request-OPEN = Offen
request-APPROVED = Angenommen
request-REFUSED = Abgelehnt

page-professional-title = Profi-Status
page-professional-lead = Profis tragen ein Abzeichen in ihrem Profil und dürfen Veranstaltungen vorschlagen.
page-professional-is = Du hast den Profi-Status.
page-professional-open = Dein Antrag liegt bei uns seit dem
page-professional-refused = Dein letzter Antrag wurde abgelehnt.
page-professional-missing = Vervollständige zuerst dein Profil. Es fehlt noch:
page-professional-button = Status beantragen
page-professional-history = Frühere Anträge
nav-professional = Profi
need-first-name = Vorname
need-last-name = Nachname
need-bio = Ein paar Worte über dich
need-location = Wo du bist
need-profile-picture-url = Ein Bild
need-linkedin-profile-url = Ein Link zu deinem LinkedIn- oder GitHub-Profil
need-github-profile-url = Ein Link zu deinem LinkedIn- oder GitHub-Profil
