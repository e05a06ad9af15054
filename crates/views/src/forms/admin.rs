//! Forms of the console.

use super::{EMAIL, Field, Form, Kind, NEW_PASSWORD, NICKNAME, Options, PASSWORD, field};

const ROLES: Options = Options::Fixed(&["AUTHENTICATED", "ANONYMOUS", "MANAGER", "ADMIN"]);
const REASON_FIELD: Field = field("reason", Kind::Text, 500);
/// Whether the page that asks was seen.
const CONFIRMED: Field = Field::hidden("confirmed");

const FIRST_NAME: Field = field("first_name", Kind::Text, 100);
const LAST_NAME: Field = field("last_name", Kind::Text, 100);
const SHOW_NAME: Field = field("show_name", Kind::Checkbox, 10);
const BIO: Field = field("bio", Kind::Textarea, 500);
const LOCATION: Field = field("location", Kind::Text, 100);
const PICTURE_URL: Field = field("profile_picture_url", Kind::Url, 255);
const LINKEDIN: Field = field("linkedin_profile_url", Kind::Url, 255);
const GITHUB: Field = field("github_profile_url", Kind::Url, 255);
const LOCALE: Field = field("locale", Kind::Select, 35).of(Options::Languages);
const TIME_ZONE: Field = field("time_zone", Kind::Select, 64).of(Options::Zones);
const MAILING_LIST: Field = field("mailing_list", Kind::Checkbox, 10);

pub const PERSON_NEW: Form = Form {
    name: "person_new",
    action: "/admin/users/new",
    fields: &[
        EMAIL,
        NICKNAME,
        field("password", Kind::Password, PASSWORD).fills(NEW_PASSWORD),
        field("role", Kind::Select, 20).of(ROLES),
        field("email_verified", Kind::Checkbox, 10),
        FIRST_NAME,
        LAST_NAME,
        SHOW_NAME,
        BIO,
        LOCATION,
        PICTURE_URL,
        LINKEDIN,
        GITHUB,
        LOCALE,
        TIME_ZONE,
        MAILING_LIST,
    ],
};

/// Posted to the person's own address.
pub const PERSON: Form = Form {
    name: "person",
    action: "",
    fields: &[
        NICKNAME.required(),
        EMAIL,
        FIRST_NAME,
        LAST_NAME,
        SHOW_NAME,
        BIO,
        LOCATION,
        PICTURE_URL,
        LINKEDIN,
        GITHUB,
        LOCALE,
        TIME_ZONE,
        MAILING_LIST,
        Field::hidden("version"),
    ],
};

pub const ROLE: Form = Form {
    name: "role",
    action: "",
    fields: &[field("role", Kind::Select, 20).of(ROLES), REASON_FIELD.required()],
};

/// Why; may be left out.
pub const REASON: Form = Form { name: "reason", action: "", fields: &[REASON_FIELD] };

pub const STATUS: Form =
    Form { name: "status", action: "", fields: &[Field::hidden("is_professional"), REASON_FIELD] };

/// What is asked once more before it is done.
pub const SURE: Form = Form { name: "sure", action: "", fields: &[CONFIRMED] };

pub const BULK: Form = Form {
    name: "bulk",
    action: "/admin/users/bulk",
    fields: &[
        field("ids", Kind::Set, 40),
        Field::hidden("action"),
        Field::hidden("back"),
        REASON_FIELD,
        CONFIRMED,
    ],
};

/// A button that leads back to where it was pressed.
pub const BACK: Form =
    Form { name: "back", action: "", fields: &[Field::hidden("back"), CONFIRMED] };

pub const DECISION: Form = Form { name: "decision", action: "", fields: &[REASON_FIELD] };

pub const PROFESSIONAL: Form = Form {
    name: "professional",
    action: "/profile/professional",
    fields: &[field("note", Kind::Textarea, 1000).required()],
};

/// For each column of the file, in its order, the field that it is.
pub const IMPORT_COLUMNS: Form =
    Form { name: "import_columns", action: "", fields: &[field("fields", Kind::Set, 100)] };

/// Read as it comes, because the file may be large.
pub const IMPORT: Form = Form {
    name: "import",
    action: "/admin/users/import",
    fields: &[
        field("update_existing", Kind::Checkbox, 10).hinted(),
        field("skip_invalid", Kind::Checkbox, 10).hinted(),
        field("file", Kind::File, 0).hinted().required(),
    ],
};

/// Of the console, for the tests.
#[cfg(test)]
pub const ALL: [Form; 11] =
    [PERSON_NEW, PERSON, ROLE, REASON, STATUS, SURE, BULK, BACK, DECISION, PROFESSIONAL, IMPORT];
