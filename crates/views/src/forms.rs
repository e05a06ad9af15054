//! Forms of the pages. Each is described once: the page is rendered from the
//! description, and what comes back is read by it.

use serde::Serialize;

pub mod admin;
pub mod events;
mod extra;
mod filled;
pub mod invitations;
pub mod posts;
#[cfg(test)]
mod tests;

pub use filled::{FieldFault, FilledForm};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Text,
    Email,
    Url,
    Password,
    Textarea,
    Checkbox,
    Select,
    File,
    Hidden,
    /// A time on the clocks of a zone that the form names (HTML, 2.3.5.5).
    #[serde(rename = "datetime-local")]
    Moment,
    Date,
    /// A whole number, typed as text.
    #[serde(rename = "text")]
    Number,
    /// Any number of values, each from a box of its own on the page.
    Set,
}

impl Kind {
    /// In which direction people write it, if they type it (HTML, 3.2.6.4).
    fn written(self) -> Option<&'static str> {
        match self {
            Kind::Email | Kind::Url | Kind::Password => Some("ltr"),
            Kind::Text | Kind::Number | Kind::Textarea => Some("auto"),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name it is sent under; its label is the text `field-NAME`.
    pub name: &'static str,
    pub kind: Kind,
    /// The autofill token (HTML, 4.10.18.7).
    pub autocomplete: &'static str,
    pub required: bool,
    /// The longest value, in characters.
    pub max: usize,
    /// Whether a text `hint-NAME` explains it.
    pub hint: bool,
    /// The name under which services report its faults.
    pub fault: &'static str,
    pub options: Options,
}

#[derive(Clone, Copy, Debug)]
pub enum Options {
    None,
    /// Values whose labels are the texts `option-NAME-VALUE`.
    Fixed(&'static [&'static str]),
    Languages,
    Zones,
}

#[derive(Clone, Copy, Debug)]
pub struct Form {
    pub name: &'static str,
    pub action: &'static str,
    pub fields: &'static [Field],
}

const fn field(name: &'static str, kind: Kind, max: usize) -> Field {
    Field {
        name,
        kind,
        autocomplete: "off",
        required: false,
        max,
        hint: false,
        fault: name,
        options: Options::None,
    }
}

impl Field {
    /// A value that travels in the form unseen.
    pub const fn hidden(name: &'static str) -> Field {
        field(name, Kind::Hidden, 2000)
    }

    const fn fills(self, autocomplete: &'static str) -> Field {
        Field { autocomplete, ..self }
    }

    const fn required(self) -> Field {
        Field { required: true, ..self }
    }

    const fn hinted(self) -> Field {
        Field { hint: true, ..self }
    }

    const fn reported_as(self, fault: &'static str) -> Field {
        Field { fault, ..self }
    }

    const fn of(self, options: Options) -> Field {
        Field { options, ..self }
    }

    /// What is never sent back to the browser.
    pub fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Password | Kind::File)
    }
}

/// The longest password, in characters, with room for what normalises away.
const PASSWORD: usize = 512;
const NEXT: Field = Field::hidden("next");
const NICKNAME: Field = field("username", Kind::Text, 50).fills("username").reported_as("nickname");
const EMAIL: Field = field("email", Kind::Email, 254).fills("email").required();
const NEW_PASSWORD: &str = "new-password";

const fn secret(name: &'static str, autocomplete: &'static str) -> Field {
    field(name, Kind::Password, PASSWORD).fills(autocomplete).required()
}

pub const REGISTER: Form = Form {
    name: "register",
    action: "/register",
    fields: &[
        NICKNAME.hinted(),
        EMAIL,
        secret("password1", NEW_PASSWORD).hinted().reported_as("password"),
        secret("password2", NEW_PASSWORD),
        field("mailing_list", Kind::Checkbox, 10),
        NEXT,
        // The token of one.
        Field::hidden("invitation"),
    ],
};

pub const LOGIN: Form = Form {
    name: "login",
    action: "/login",
    fields: &[
        field("username", Kind::Text, 254).fills("username").required(),
        secret("password", "current-password"),
        field("remember", Kind::Checkbox, 10),
        NEXT,
    ],
};

pub const PROFILE: Form = Form {
    name: "profile",
    action: "/profile",
    fields: &[NICKNAME.required(), EMAIL.hinted(), field("picture", Kind::File, 0).hinted()],
};

pub const DETAILS: Form = Form {
    name: "details",
    action: "/profile/details",
    fields: &[
        field("first_name", Kind::Text, 100).fills("given-name"),
        field("last_name", Kind::Text, 100).fills("family-name"),
        field("show_name", Kind::Checkbox, 10).hinted(),
        field("bio", Kind::Textarea, 500).hinted(),
        field("location", Kind::Text, 100).fills("address-level2"),
        field("linkedin_profile_url", Kind::Url, 255).fills("url"),
        field("github_profile_url", Kind::Url, 255).fills("url"),
        field("locale", Kind::Select, 35).of(Options::Languages),
        field("time_zone", Kind::Select, 64).of(Options::Zones),
        field("mailing_list", Kind::Checkbox, 10),
    ],
};

pub const PASSWORD_CHANGE: Form = Form {
    name: "password_change",
    action: "/password/change",
    fields: &[
        secret("old_password", "current-password"),
        secret("new_password1", NEW_PASSWORD).hinted().reported_as("new_password"),
        secret("new_password2", NEW_PASSWORD),
    ],
};

pub const PASSWORD_FORGOT: Form =
    Form { name: "password_forgot", action: "/password/reset", fields: &[EMAIL] };

/// Posted to its own address, which holds the token.
pub const PASSWORD_SET: Form = Form {
    name: "password_set",
    action: "",
    fields: &[
        secret("new_password1", NEW_PASSWORD).hinted().reported_as("password"),
        secret("new_password2", NEW_PASSWORD),
    ],
};

pub const VERIFY_AGAIN: Form =
    Form { name: "verify_again", action: "/verify-email", fields: &[EMAIL] };

/// A button and nothing else.
pub const CONFIRM: Form = Form { name: "confirm", action: "", fields: &[] };

pub const SETUP: Form = Form {
    name: "setup",
    action: "",
    fields: &[
        EMAIL,
        secret("password1", NEW_PASSWORD).hinted().reported_as("password"),
        secret("password2", NEW_PASSWORD),
    ],
};

pub const REAUTHENTICATE: Form = Form {
    name: "reauthenticate",
    action: "/reauthenticate",
    fields: &[secret("password", "current-password"), NEXT],
};

pub const DELETION: Form = Form {
    name: "deletion",
    action: "/profile/data",
    fields: &[
        field("posts", Kind::Select, 10).of(Options::Fixed(&["delete", "keep"])),
        secret("password", "current-password"),
    ],
};
