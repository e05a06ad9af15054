# What is wrong with one input field.

fault-required = This field is required.
fault-unknown-field = There is no such field.
fault-read-only = This field cannot be changed here.
fault-wrong-type = This value has the wrong type.
fault-not-boolean = This must be true or false.
fault-too-long = { $max ->
    [one] Use { $max } character at most.
   *[other] Use { $max } characters at most.
}
fault-too-many = There are too many of these.
fault-duplicate = This is given more than once.
fault-out-of-range = This must be between { $min } and { $max }.
fault-empty-change = There is nothing to change.
fault-header-too-long = This header is too long.
fault-control-characters = This contains characters that cannot be shown.
fault-reason-required = Please give a reason.

fault-email-invalid = This is not a valid email address.
fault-email-taken = Email already exists
fault-email-domain-refused = Addresses of this domain are not accepted here.
fault-nickname-length = { $max ->
    [one] Use { $min } to { $max } character.
   *[other] Use { $min } to { $max } characters.
}
fault-nickname-characters = Use only the letters A–Z, digits, “_” and “-”.
fault-nickname-reserved = This nickname is reserved. Please choose another one.
fault-nickname-taken = Nickname already exists
fault-url-invalid = This is not a full web address, such as https://example.org/page.

fault-password-short = { $min ->
    [one] Use { $min } character at least.
   *[other] Use { $min } characters at least.
}
fault-password-long = { $max ->
    [one] Use { $max } character at most.
   *[other] Use { $max } characters at most.
}
fault-password-common = This password is among the most common ones. Please choose another one.
fault-password-weak = This password is too easy to guess. Make it longer or less predictable.
fault-passwords-differ = The two passwords are not the same.
fault-wrong-password = This password is not correct.

fault-role-unknown = There is no such role.
fault-role-not-grantable = You cannot grant this role.
fault-locale-invalid = This is not a valid language tag.
fault-time-zone-unknown = There is no such time zone.
fault-time-invalid = This is not a date or time, such as 2026-01-31 or 2026-01-31T09:30:00Z.
fault-cursor-invalid = This cursor does not belong to this list.
fault-size-unknown = There is no picture of this size: 512, 128 or 48.
fault-sort-unknown = This list cannot be sorted that way.
fault-search-key-unknown = There is no filter “{ $key }”. Known are: { $known }. Quote it to look for it as text.
fault-search-value-invalid = “{ $value }” is no value of the filter “{ $key }”.

fault-idempotency-mismatch = This key was already used with a different request.
fault-idempotency-key-invalid = Use 1 to 255 visible ASCII characters.
fault-posts-unknown = This must be “keep” or “delete”.
fault-actor-unknown = This is not a person’s id, “system”, “cli” or “guest”.
fault-action-unknown = There is no such action.
fault-job-state-unknown = There is no such state: PENDING, RUNNING and PARKED are known.
fault-message-type-unknown = There is no such message type.
fault-id-invalid = This is not an id.
fault-picture-too-large = { error-picture-too-large }
fault-not-a-picture = { error-not-a-picture }
fault-too-many-pixels = { error-too-many-pixels }

# Rows of a file of people.
fault-csv-unknown-column = There is no such column.
fault-csv-column-missing = This column is missing.
fault-map-invalid = Write COLUMN=FIELD, or COLUMN= to leave a column out.
fault-csv-cells = { $count ->
    [one] This row has { $count } cell, the header has { $expected }.
   *[other] This row has { $count } cells, the header has { $expected }.
}
fault-csv-quote = There is text behind the closing quotation mark.
fault-csv-unclosed-quote = A quotation mark is opened in this row and never closed.
fault-csv-not-utf8 = This is not UTF-8. Save the file as “CSV UTF-8”.
fault-csv-line-long = This row is longer than { $max } KB.
fault-csv-repeated = Line { $line } has the same.
fault-password-and-hash = Give a password or a hash, not both.
fault-hash-invalid = This is not an Argon2 (PHC) or bcrypt hash, or it takes more than 1 GiB, 16 passes or bcrypt’s cost 16.
fault-last-administrator = This would leave no active administrator.

fault-profile-needed = This is needed in the profile first.
fault-profile-link-needed = One of the two links is needed in the profile first.
fault-request-status-unknown = This must be “OPEN”, “APPROVED” or “REFUSED”.

# Fields that administrators define.
fault-field-name-invalid = Use 2 to 40 of the letters a–z, digits and “_”, a letter first.
fault-field-name-taken = There is a field of this name already.
fault-field-type-unknown = This must be “text”, “number”, “date”, “choice”, “boolean” or “url”.
fault-visibility-unknown = This must be “self”, “managers” or “public”.
fault-label-invalid = Labels have 1 to 100 characters.
fault-choices-invalid = A choice has 1 to { $max } different choices of at most 100 characters; other fields have none.
fault-choice-unknown = There is no such choice.
fault-date-invalid = This is not a date, such as 2026-01-31.
fault-not-number = This is not a number.
fault-range-reversed = The last day must not be before the first.
fault-range-in-future = The first day must not be after today.
fault-range-too-long = This is longer than { $max } days.
fault-bucket-unknown = This must be “24h”, “48h”, “1w”, “1y” or “never”.
fault-stage-unknown = This must be “registered”, “verified”, “signed_in”, “took_part” or “back”.
fault-source-unknown = This must be “invitation”, “event”, “post” or “direct”.
fault-figure-unknown = There is no such figure.
