verified = Email verified successfully
flash-password-error = The password was not changed. See below.
flash-form-error = Something is not right yet. See below.
flash-verification-sent = If that address waits to be confirmed, a new link is on its way.
flash-set-up = Your administrator account is ready. Sign in with it.
flash-account-deleted = Your account and its data are deleted. Goodbye.
