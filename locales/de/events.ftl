# Veranstaltungen: ihre Wörter auf Seiten, in Fehlern und im Protokoll.

error-event-not-found = Veranstaltung nicht gefunden
error-registration-not-found = Anmeldung nicht gefunden
error-already-signed-up = Du bist für diese Veranstaltung schon angemeldet.
error-event-past = Diese Veranstaltung ist vorbei.
error-event-is-cancelled = Diese Veranstaltung ist abgesagt.
error-event-not-published = Diese Veranstaltung ist noch nicht veröffentlicht.
title-event-not-found = Nicht gefunden
title-registration-not-found = Nicht gefunden
title-already-signed-up = Schon angemeldet
title-event-past = Veranstaltung vorbei
title-event-is-cancelled = Veranstaltung abgesagt
title-event-not-published = Nicht veröffentlicht

fault-time-skipped = An diesem Tag überspringen die Uhren diese Stunde. Bitte wähle eine andere.
fault-ends-before-start = Das Ende muss nach dem Beginn liegen.
fault-place-needed = Nenne den Ort oder eine Webadresse.
fault-tag-invalid = { $max ->
    [one] Schlagwörter haben bis zu { $max } Zeichen und kein Komma.
   *[other] Schlagwörter haben 1 bis { $max } Zeichen und kein Komma.
}
fault-capacity-below-registered = { $count ->
    [one] { $count } Person hat schon einen Platz.
   *[other] { $count } Personen haben schon einen Platz.
}
fault-event-status-unknown = Das muss „DRAFT“, „PUBLISHED“, „CANCELLED“ oder „PAST“ sein.

event-status-DRAFT = Entwurf
event-status-PUBLISHED = Veröffentlicht
event-status-CANCELLED = Abgesagt
event-status-PAST = Vorbei
registration-REGISTERED = Hat einen Platz
registration-WAITLISTED = Wartet
event-full = Ausgebucht

nav-events = Veranstaltungen
nav-my-events = Deine Veranstaltungen
admin-nav-events = Veranstaltungen

field-description = Beschreibung
field-starts-at = Beginn
field-ends-at = Ende
field-url = Webadresse
field-capacity = Plätze
field-category = Kategorie
field-tags = Schlagwörter
hint-description = Markdown: **fett**, *kursiv*, Listen und Links.
hint-time-zone = Die Zeiten oben gelten auf den Uhren dieser Zone.
hint-url = Für eine Veranstaltung im Netz oder mit mehr darüber.
hint-capacity = Leer lassen, wenn es keine Grenze gibt.
hint-tags = Durch Kommas getrennt, höchstens 10.
button-sign-up = Anmelden
button-wait = Auf die Warteliste setzen
button-withdraw = Abmelden
button-renew-address = Adresse erneuern

filter-category = Kategorie
filter-tag = Schlagwort
filter-starts-from = Ab
filter-starts-to = Vor

page-events-title = Veranstaltungen
page-events-lead = Was bevorsteht und wobei du mitmachen kannst.
page-events-new = Neue Veranstaltung
page-events-search = Veranstaltungen suchen
page-events-view = Ansicht
page-events-list = Liste
page-events-month = Monat
page-events-month-before = Voriger Monat
page-events-month-after = Nächster Monat
page-events-month-now = Dieser Monat
page-events-month-none = Für diesen Monat ist nichts geplant.
page-events-month-more = In diesem Monat gibt es mehr Veranstaltungen, als hier Platz haben. In der Liste stehen alle.
page-events-none = Hier sind keine Veranstaltungen zu finden.
page-events-coming = Kommende
page-events-categories = Kategorien
page-events-tags = Schlagwörter

page-event-when = Wann
page-event-yours = Nach deiner Uhr
page-event-where = Wo
page-event-online = Online
page-event-places = Plätze
page-event-taken = { $registered } von { $capacity } vergeben
page-event-registered = { $count ->
    [one] { $count } Person angemeldet
   *[other] { $count } Personen angemeldet
}
page-event-waiting = { $count ->
    [one] { $count } auf der Warteliste
   *[other] { $count } auf der Warteliste
}
page-event-by = Organisiert von
page-event-category = Kategorie
page-event-tags = Schlagwörter
page-event-calendar = In deinen Kalender
page-event-registered-you = Du hast einen Platz.
page-event-waitlisted-you = Du bist Nummer { $position } auf der Warteliste.
page-event-sign-in = Zum Mitmachen anmelden
page-event-withdraw-sure = Abmelden? Dein Platz geht an die nächste Person in der Reihe.
page-event-is-draft = Das ist ein Entwurf. Nur wer ihn gemacht hat und die Verwaltung sehen ihn; die Verwaltung veröffentlicht ihn.
page-event-is-cancelled = Diese Veranstaltung ist abgesagt.
page-event-is-past = Diese Veranstaltung ist vorbei.
page-event-organise = Organisieren
page-event-edit = Bearbeiten
page-event-publish = Veröffentlichen
page-event-cancel = Veranstaltung absagen
page-event-delete = Löschen
page-event-cancel-sure = Diese Veranstaltung absagen? Alle Angemeldeten werden benachrichtigt.
page-event-attendees = Wer angemeldet ist
page-event-new-title = Neue Veranstaltung
page-event-new-lead = Sie beginnt als Entwurf. Die Verwaltung sieht ihn an und veröffentlicht ihn.
page-event-edit-title = Veranstaltung bearbeiten
page-event-delete-title = Diese Veranstaltung löschen?
page-event-delete-text = Sie ist dann endgültig weg. Den Angemeldeten wird gesagt, dass sie abgesagt ist.

page-attendees-title = Wer angemeldet ist
page-attendees-none = Noch hat sich niemand angemeldet.
page-attendees-csv = Als CSV herunterladen
page-attendees-position = Platz in der Reihe
page-attendees-at = Angemeldet

page-my-events-title = Deine Veranstaltungen
page-my-events-lead = Wofür du angemeldet bist und was du organisierst.
page-my-events-attending = Du bist angemeldet
page-my-events-made = Du organisierst
page-my-events-none = Noch ist hier nichts.
page-my-events-calendar = In deinem eigenen Kalender
page-my-events-calendar-text = Abonniere diese Adresse in deinem Kalender, und alles, wofür du dich anmeldest, erscheint dort. Wer sie kennt, kann es lesen; behalte sie also für dich.
page-my-events-address = Geheime Adresse
page-my-events-renew-sure = Adresse erneuern? Die jetzige funktioniert dann nicht mehr.

page-home-events = Demnächst
page-home-events-all = Alle Veranstaltungen
page-user-events = Veranstaltungen

flash-event-drafted = Dein Entwurf ist gespeichert. Die Verwaltung veröffentlicht ihn.
flash-event-saved = Die Veranstaltung ist gespeichert.
flash-event-published = Die Veranstaltung ist veröffentlicht.
flash-event-cancelled = Die Veranstaltung ist abgesagt, und alle Angemeldeten werden benachrichtigt.
flash-event-deleted = Die Veranstaltung ist gelöscht.
flash-event-signed-up = Du hast einen Platz. Bis dann!
flash-event-waitlisted = Die Veranstaltung ist ausgebucht. Du stehst auf der Warteliste.
flash-event-withdrawn = Du bist abgemeldet.
flash-calendar-renewed = Dein Kalender hat eine neue Adresse. Die bisherige funktioniert nicht mehr.

admin-events-title = Veranstaltungen
admin-events-lead = Entwürfe, die auf Veröffentlichung warten, und alle anderen.
admin-events-none = Hier wartet nichts.
admin-figure-drafts = Entwürfe von Veranstaltungen
admin-want-drafts = { $count ->
    [one] { $count } Entwurf einer Veranstaltung wartet auf Veröffentlichung.
   *[other] { $count } Entwürfe von Veranstaltungen warten auf Veröffentlichung.
}

action-event-created = Veranstaltung entworfen
action-event-updated = Veranstaltung geändert
action-event-published = Veranstaltung veröffentlicht
action-event-cancelled = Veranstaltung abgesagt
action-event-deleted = Veranstaltung gelöscht
action-event-registered = Für eine Veranstaltung angemeldet
action-event-waitlisted = Auf eine Warteliste gesetzt
action-event-promoted = Platz von der Warteliste bekommen
action-event-withdrawn = Von einer Veranstaltung abgemeldet
action-event-reminded = Erinnerungen an eine Veranstaltung verschickt
action-calendar-renewed = Kalenderadresse erneuert

time-month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] März
    [4] Apr
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug
    [9] Sep
    [10] Okt
    [11] Nov
   *[12] Dez
}
time-weekday = { $day ->
    [1] Mo
    [2] Di
    [3] Mi
    [4] Do
    [5] Fr
    [6] Sa
   *[7] So
}
