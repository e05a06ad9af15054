# Beiträge: Seiten, Formulare, Fehler und Einträge im Protokoll.

nav-write = Schreiben
page-home-newest = Neueste Beiträge
page-home-posts = Beiträge
page-home-found = Gefundene Beiträge
page-home-hidden-posts = Verborgene Beiträge
page-home-search = Beiträge durchsuchen
page-home-nothing-found = Es wurden keine Beiträge gefunden.
page-home-no-posts = Noch hat niemand etwas geschrieben.
page-home-first-post = Den ersten Beitrag schreiben
page-user-posts = Beiträge
page-user-states = Welche Beiträge
page-user-published = Veröffentlicht
page-user-drafts = Entwürfe
page-user-hidden = Verborgen
page-user-no-posts = Hier gibt es keine Beiträge.
page-post-new = Neuer Beitrag
page-post-edit-title = Beitrag bearbeiten
page-post-nobody = ehemaliges Mitglied
page-post-draft = Entwurf
page-post-hidden = Verborgen
page-post-draft-note = Das ist ein Entwurf. Nur du kannst ihn sehen.
page-post-hidden-note = Die Verwaltung hat diesen Beitrag verborgen. Nur wer ihn geschrieben hat und die Verwaltung können ihn sehen.
page-post-published = Veröffentlicht am
page-post-changed = geändert
page-post-edit = Bearbeiten
page-post-save = Speichern
page-post-publish = Veröffentlichen
page-post-save-draft = Als Entwurf speichern
page-post-to-draft = Wieder zum Entwurf machen
page-post-preview = Vorschau
page-post-preview-title = So wird es aussehen
page-post-delete = Löschen
page-post-delete-question = Diesen Beitrag endgültig löschen?
page-post-hide = Diesen Beitrag verbergen
page-post-hide-now = Verbergen und Bescheid geben
page-post-show = Wieder zeigen

field-title = Titel
field-body = Text
hint-body = Markdown: **fett**, *kursiv*, # Überschrift, - Liste, > Zitat, [Wörter](https://example.org). Bilder werden zu Links.
hint-reason = Wer den Beitrag geschrieben hat, erfährt ihn.

flash-post-published = Dein Beitrag ist veröffentlicht.
flash-post-draft-saved = Dein Entwurf ist gespeichert.
flash-post-saved = Deine Änderungen sind gespeichert.
flash-post-deleted = Der Beitrag wurde gelöscht.
flash-post-hidden = Der Beitrag ist verborgen, und wer ihn geschrieben hat, bekommt Bescheid.
flash-post-shown = Der Beitrag ist wieder zu sehen.

error-post-not-found = Beitrag nicht gefunden
title-post-not-found = Nicht gefunden
fault-post-status-unknown = Wähle PUBLISHED oder DRAFT, oder lass den Status weg.
fault-post-is-hidden = Die Verwaltung hat diesen Beitrag verborgen; nur sie kann ihn wieder zeigen.

action-post-created = Beitrag geschrieben
action-post-updated = Beitrag geändert
action-post-deleted = Beitrag gelöscht
action-post-hidden = Beitrag verborgen
action-post-shown = Beitrag wieder gezeigt
