# Was an einem einzelnen Eingabefeld nicht stimmt.

fault-required = Dieses Feld muss ausgefüllt werden.
fault-unknown-field = Dieses Feld gibt es nicht.
fault-read-only = Dieses Feld lässt sich hier nicht ändern.
fault-wrong-type = Dieser Wert hat den falschen Typ.
fault-not-boolean = Hier muss true oder false stehen.
fault-too-long = { $max ->
    [one] Höchstens { $max } Zeichen.
   *[other] Höchstens { $max } Zeichen.
}
fault-too-many = Das sind zu viele.
fault-duplicate = Das ist mehrfach angegeben.
fault-out-of-range = Der Wert muss zwischen { $min } und { $max } liegen.
fault-empty-change = Es gibt nichts zu ändern.
fault-header-too-long = Dieser Header ist zu lang.
fault-control-characters = Darin stehen Zeichen, die sich nicht darstellen lassen.
fault-reason-required = Bitte gib einen Grund an.

fault-email-invalid = Das ist keine gültige E-Mail-Adresse.
fault-email-taken = Diese E-Mail-Adresse gibt es schon
fault-email-domain-refused = Adressen dieser Domain werden hier nicht angenommen.
fault-nickname-length = { $max ->
    [one] { $min } bis { $max } Zeichen.
   *[other] { $min } bis { $max } Zeichen.
}
fault-nickname-characters = Nimm nur die Buchstaben A–Z, Ziffern, „_“ und „-“.
fault-nickname-reserved = Dieser Spitzname ist reserviert. Bitte wähle einen anderen.
fault-nickname-taken = Diesen Spitznamen gibt es schon
fault-url-invalid = Das ist keine vollständige Webadresse wie https://example.org/page.

fault-password-short = { $min ->
    [one] Mindestens { $min } Zeichen.
   *[other] Mindestens { $min } Zeichen.
}
fault-password-long = { $max ->
    [one] Höchstens { $max } Zeichen.
   *[other] Höchstens { $max } Zeichen.
}
fault-password-common = Dieses Passwort gehört zu den häufigsten. Bitte wähle ein anderes.
fault-password-weak = Dieses Passwort ist zu leicht zu erraten. Mach es länger oder weniger vorhersehbar.
fault-passwords-differ = Die beiden Passwörter stimmen nicht überein.
fault-wrong-password = Dieses Passwort ist nicht richtig.

fault-role-unknown = Diese Rolle gibt es nicht.
fault-role-not-grantable = Diese Rolle kannst du nicht vergeben.
fault-locale-invalid = Das ist kein gültiges Sprachkürzel.
fault-time-zone-unknown = Diese Zeitzone gibt es nicht.
fault-time-invalid = Das ist kein Datum und keine Zeit wie 2026-01-31 oder 2026-01-31T09:30:00Z.
fault-cursor-invalid = Dieser Cursor gehört nicht zu dieser Liste.
fault-size-unknown = In dieser Größe gibt es kein Bild, nur in 512, 128 oder 48.
fault-sort-unknown = So lässt sich diese Liste nicht sortieren.
fault-search-key-unknown = Den Filter „{ $key }“ gibt es nicht. Bekannt sind: { $known }. Um nach dem Text zu suchen, setze ihn in Anführungszeichen.
fault-search-value-invalid = „{ $value }“ ist kein Wert des Filters „{ $key }“.

fault-idempotency-mismatch = Dieser Schlüssel wurde schon für eine andere Anfrage verwendet.
fault-idempotency-key-invalid = Nimm 1 bis 255 sichtbare ASCII-Zeichen.
fault-posts-unknown = Hier muss „keep“ oder „delete“ stehen.
fault-actor-unknown = Das ist weder die ID einer Person noch „system“, „cli“ oder „guest“.
fault-action-unknown = Diese Aktion gibt es nicht.
fault-job-state-unknown = Diesen Zustand gibt es nicht; bekannt sind PENDING, RUNNING und PARKED.
fault-message-type-unknown = Diesen Nachrichtentyp gibt es nicht.
fault-id-invalid = Das ist keine ID.
fault-picture-too-large = { error-picture-too-large }
fault-not-a-picture = { error-not-a-picture }
fault-too-many-pixels = { error-too-many-pixels }

# Zeilen einer Datei mit Personen.
fault-csv-unknown-column = Diese Spalte gibt es nicht.
fault-csv-column-missing = Diese Spalte fehlt.
fault-map-invalid = Schreib SPALTE=FELD, oder SPALTE=, um eine Spalte wegzulassen.
fault-csv-cells = { $count ->
    [one] Diese Zeile hat { $count } Zelle, die Kopfzeile hat { $expected }.
   *[other] Diese Zeile hat { $count } Zellen, die Kopfzeile hat { $expected }.
}
fault-csv-quote = Hinter dem schließenden Anführungszeichen steht noch Text.
fault-csv-unclosed-quote = In dieser Zeile wird ein Anführungszeichen geöffnet und nie geschlossen.
fault-csv-not-utf8 = Das ist kein UTF-8. Speichere die Datei als „CSV UTF-8“.
fault-csv-line-long = Diese Zeile ist länger als { $max } KB.
fault-csv-repeated = In Zeile { $line } steht dasselbe.
fault-password-and-hash = Gib ein Passwort oder einen Hash an, nicht beides.
fault-hash-invalid = Das ist kein Argon2- (PHC) oder bcrypt-Hash, oder er braucht mehr als 1 GiB, 16 Durchgänge oder bcrypt-Kosten von 16.
fault-last-administrator = Damit gäbe es kein aktives Administrationskonto mehr.

fault-profile-needed = Das muss zuerst im Profil stehen.
fault-profile-link-needed = Einer der beiden Links muss zuerst im Profil stehen.
fault-request-status-unknown = Hier muss „OPEN“, „APPROVED“ oder „REFUSED“ stehen.

# Felder, die von der Administration angelegt werden.
fault-field-name-invalid = Nimm 2 bis 40 der Buchstaben a–z, Ziffern und „_“, vorn einen Buchstaben.
fault-field-name-taken = Ein Feld mit diesem Namen gibt es schon.
fault-field-type-unknown = Hier muss „text“, „number“, „date“, „choice“, „boolean“ oder „url“ stehen.
fault-visibility-unknown = Hier muss „self“, „managers“ oder „public“ stehen.
fault-label-invalid = Beschriftungen haben 1 bis 100 Zeichen.
fault-choices-invalid = Ein Auswahlfeld hat 1 bis { $max } verschiedene Möglichkeiten mit je höchstens 100 Zeichen; andere Felder haben keine.
fault-choice-unknown = Diese Möglichkeit gibt es nicht.
fault-date-invalid = Das ist kein Datum wie 2026-01-31.
fault-not-number = Das ist keine Zahl.
fault-range-reversed = Der letzte Tag darf nicht vor dem ersten liegen.
fault-range-in-future = Der erste Tag darf nicht nach dem heutigen liegen.
fault-range-too-long = Das sind mehr als { $max } Tage.
fault-bucket-unknown = Hier muss „24h“, „48h“, „1w“, „1y“ oder „never“ stehen.
fault-stage-unknown = Hier muss „registered“, „verified“, „signed_in“, „took_part“ oder „back“ stehen.
fault-source-unknown = Hier muss „invitation“, „event“, „post“ oder „direct“ stehen.
fault-figure-unknown = Diese Zahlen gibt es nicht.
