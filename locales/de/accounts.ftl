verified = E-Mail-Adresse erfolgreich bestätigt
flash-password-error = Das Passwort wurde nicht geändert. Näheres steht unten.
flash-form-error = Etwas stimmt noch nicht. Näheres steht unten.
flash-verification-sent = Falls diese Adresse noch bestätigt werden muss, ist ein neuer Link unterwegs.
flash-set-up = Dein Administrationskonto ist bereit. Melde dich damit an.
flash-account-deleted = Dein Konto und seine Daten sind gelöscht. Mach’s gut!
