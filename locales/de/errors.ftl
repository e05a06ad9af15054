# Was schiefging: error-CODE ist der Satz, title-CODE die Art des Problems.

retry-after = { $unit ->
    [minutes] { $count ->
        [one] in { $count } Minute
       *[other] in { $count } Minuten
    }
   *[seconds] { $count ->
        [one] in { $count } Sekunde
       *[other] in { $count } Sekunden
    }
}

error-invalid-input = Einige der Angaben sind ungültig.
error-email-taken = Diese E-Mail-Adresse gibt es schon
error-nickname-taken = Diesen Spitznamen gibt es schon
error-user-not-found = Person nicht gefunden
error-session-not-found = Sitzung nicht gefunden
error-message-not-found = Nachricht nicht gefunden
error-job-not-found = Auftrag nicht gefunden
error-not-found = Unter dieser Adresse gibt es nichts.
error-unauthenticated = Die Anmeldedaten konnten nicht geprüft werden
error-wrong-credentials = E-Mail-Adresse oder Passwort ist falsch.
error-account-locked = Das Konto ist nach zu vielen fehlgeschlagenen Anmeldeversuchen gesperrt.
error-invalid-grant = Die Anmeldedaten oder das Token sind falsch, abgelaufen oder schon verwendet.
error-forbidden = Das ist nicht erlaubt
error-reauthentication-required = Bitte melde dich dafür noch einmal an oder gib dein Passwort ein.
error-invalid-verification-token = Das Bestätigungstoken ist ungültig oder abgelaufen
error-invalid-reset-token = Das Token zum Zurücksetzen ist ungültig oder abgelaufen
error-registration-closed = Hier können sich nicht alle frei registrieren. Vielleicht brauchst du eine Einladung.
error-last-administrator = Damit gäbe es kein aktives Administrationskonto mehr.
error-precondition-failed = Das wurde inzwischen geändert. Lade es neu und wiederhole deine Änderung.
error-idempotency-in-progress = Eine Anfrage mit diesem Idempotency-Key läuft noch.
error-idempotency-mismatch = Dieser Idempotency-Key wurde schon für eine andere Anfrage verwendet.
error-throttled = Zu viele Anfragen. Bitte versuche es { retry-after } noch einmal.
error-busy = Gerade ist zu viel zu tun. Bitte versuche es { retry-after } noch einmal.
error-unavailable = Ein Dienst, der hierfür nötig ist, antwortet nicht. Bitte versuche es später noch einmal.
error-picture-too-large = Das Bild ist größer als 5 MB.
error-not-a-picture = Das ist kein lesbares Bild im Format JPEG, PNG, SVG oder WebP.
error-too-many-pixels = Das Bild hat zu viele Pixel oder ist zu aufwendig zu zeichnen. Höchstens 40 Megapixel werden angenommen.
error-storage-full = Zum Speichern ist kein Platz mehr.
error-internal = Auf unserer Seite ist etwas schiefgegangen. Es wurde festgehalten.

error-method-not-allowed = Diese Adresse unterstützt die Methode nicht.
error-not-json = Der Inhalt ist kein gültiges JSON.
error-too-deep = Das JSON ist zu tief verschachtelt.
error-body-too-large = Der Inhalt ist zu groß.
error-unsupported-media-type = Der Medientyp des Inhalts wird hier nicht angenommen.
error-unsupported-encoding = Die Kodierung des Inhalts wird hier nicht angenommen.
error-body-timeout = Der Inhalt kam nicht rechtzeitig an.
error-invalid-request = Die Anfrage ist fehlerhaft aufgebaut.
error-unsupported-grant-type = Dieser Grant-Typ wird nicht unterstützt.

title-invalid-input = Ungültige Angaben
title-email-taken = E-Mail-Adresse vergeben
title-nickname-taken = Spitzname vergeben
title-user-not-found = Nicht gefunden
title-session-not-found = Nicht gefunden
title-message-not-found = Nicht gefunden
title-job-not-found = Nicht gefunden
title-not-found = Nicht gefunden
title-unauthenticated = Nicht angemeldet
title-wrong-credentials = Anmeldung fehlgeschlagen
title-account-locked = Konto gesperrt
title-invalid-grant = Ungültiger Grant
title-forbidden = Nicht erlaubt
title-reauthentication-required = Erneute Anmeldung nötig
title-invalid-verification-token = Ungültiger Link
title-invalid-reset-token = Ungültiger Link
title-registration-closed = Registrierung geschlossen
title-last-administrator = Letztes Administrationskonto
title-precondition-failed = Inzwischen geändert
title-idempotency-in-progress = Anfrage läuft noch
title-idempotency-mismatch = Idempotenzschlüssel wiederverwendet
title-throttled = Zu viele Anfragen
title-busy = Ausgelastet
title-unavailable = Nicht verfügbar
title-picture-too-large = Bild zu groß
title-not-a-picture = Kein Bild
title-too-many-pixels = Zu viele Pixel
title-storage-full = Speicher voll
title-internal = Interner Fehler

title-method-not-allowed = Methode nicht erlaubt
title-not-json = Kein JSON
title-too-deep = Zu tief verschachtelt
title-body-too-large = Zu groß
title-unsupported-media-type = Medientyp nicht unterstützt
title-unsupported-encoding = Kodierung nicht unterstützt
title-body-timeout = Zeit abgelaufen
title-invalid-request = Ungültige Anfrage
title-unsupported-grant-type = Grant-Typ nicht unterstützt
error-form-forged = Dieses Formular wurde nicht in diesem Browser geöffnet oder ist zu alt. Geh zurück, lade die Seite neu und versuche es noch einmal.
title-form-forged = Formular abgelehnt
error-professional-request-not-found = Profi-Antrag nicht gefunden
error-professional-request-open = Es gibt schon einen offenen Antrag.
error-professional-request-decided = Über diesen Antrag wurde schon anders entschieden.
error-already-professional = Dieses Konto hat den Profi-Status schon.
title-professional-request-not-found = Nicht gefunden
title-professional-request-open = Antrag offen
title-professional-request-decided = Schon entschieden
title-already-professional = Schon Profi
error-profile-field-not-found = Profilfeld nicht gefunden
title-profile-field-not-found = Nicht gefunden
