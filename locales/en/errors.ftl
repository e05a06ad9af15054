# What went wrong: error-CODE is the sentence, title-CODE the kind of problem.

retry-after = { $unit ->
    [minutes] { $count ->
        [one] in { $count } minute
       *[other] in { $count } minutes
    }
   *[seconds] { $count ->
        [one] in { $count } second
       *[other] in { $count } seconds
    }
}

error-invalid-input = Some of the input is not valid.
error-email-taken = Email already exists
error-nickname-taken = Nickname already exists
error-user-not-found = User not found
error-session-not-found = Session not found
error-message-not-found = Message not found
error-job-not-found = Job not found
error-not-found = There is nothing at this address.
error-unauthenticated = Could not validate credentials
error-wrong-credentials = Incorrect email or password.
error-account-locked = Account locked due to too many failed login attempts.
error-invalid-grant = The credentials or the token are wrong, expired or already used.
error-forbidden = Operation not permitted
error-reauthentication-required = Please sign in again, or give your password, to do this.
error-invalid-verification-token = Invalid or expired verification token
error-invalid-reset-token = Invalid or expired reset token
error-registration-closed = Registration is not open to everyone here. You may need an invitation.
error-last-administrator = This would leave no active administrator.
error-precondition-failed = This was changed in the meantime. Load it again and repeat your change.
error-idempotency-in-progress = A request with this Idempotency-Key is still in progress.
error-idempotency-mismatch = This Idempotency-Key was already used with a different request.
error-throttled = Too many requests. Please try again { retry-after }.
error-busy = There is too much to do right now. Please try again { retry-after }.
error-unavailable = A service that is needed for this does not answer. Please try again later.
error-picture-too-large = The picture is larger than 5 MB.
error-not-a-picture = This is not a JPEG, PNG, SVG or WebP picture that can be read.
error-too-many-pixels = The picture has too many pixels, or too much in it to draw. At most 40 megapixels are taken.
error-storage-full = There is no space left to store this.
error-internal = Something went wrong on our side. It has been recorded.

error-method-not-allowed = This address does not support that method.
error-not-json = The body is not valid JSON.
error-too-deep = The JSON is nested too deeply.
error-body-too-large = The body is too large.
error-unsupported-media-type = The body has a media type that is not accepted here.
error-unsupported-encoding = The body has a content encoding that is not accepted here.
error-body-timeout = The body took too long to arrive.
error-invalid-request = The request is malformed.
error-unsupported-grant-type = This grant type is not supported.

title-invalid-input = Invalid input
title-email-taken = Email taken
title-nickname-taken = Nickname taken
title-user-not-found = Not found
title-session-not-found = Not found
title-message-not-found = Not found
title-job-not-found = Not found
title-not-found = Not found
title-unauthenticated = Not signed in
title-wrong-credentials = Sign-in failed
title-account-locked = Account locked
title-invalid-grant = Invalid grant
title-forbidden = Not permitted
title-reauthentication-required = Sign-in needed again
title-invalid-verification-token = Invalid link
title-invalid-reset-token = Invalid link
title-registration-closed = Registration closed
title-last-administrator = Last administrator
title-precondition-failed = Changed in the meantime
title-idempotency-in-progress = Request in progress
title-idempotency-mismatch = Idempotency key reused
title-throttled = Too many requests
title-busy = Busy
title-unavailable = Unavailable
title-picture-too-large = Picture too large
title-not-a-picture = Not a picture
title-too-many-pixels = Too many pixels
title-storage-full = Storage full
title-internal = Internal error

title-method-not-allowed = Method not allowed
title-not-json = Not JSON
title-too-deep = Nested too deeply
title-body-too-large = Too large
title-unsupported-media-type = Unsupported media type
title-unsupported-encoding = Unsupported encoding
title-body-timeout = Timed out
title-invalid-request = Invalid request
title-unsupported-grant-type = Unsupported grant type
error-form-forged = This form was not opened in this browser, or is too old. Go back, load the page again and repeat.
title-form-forged = Form refused
error-professional-request-not-found = Professional request not found
error-professional-request-open = There is an open request already.
error-professional-request-decided = This request was decided otherwise already.
error-already-professional = This account has professional status already.
title-professional-request-not-found = Not found
title-professional-request-open = Request open
title-professional-request-decided = Decided already
title-already-professional = Professional already
error-profile-field-not-found = Profile field not found
title-profile-field-not-found = Not found
