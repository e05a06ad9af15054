//! Forms of invitations.

use super::{EMAIL, Field, Form, Kind, field};

const NAME: Field = field("name", Kind::Text, 100).required();
const MESSAGE: Field = field("message", Kind::Textarea, 1000).hinted();

pub const INVITE: Form = Form {
    name: "invite",
    action: "/invite",
    fields: &[NAME, Field { autocomplete: "off", ..EMAIL }, MESSAGE],
};

/// Any text with addresses in it.
pub const INVITE_MANY: Form = Form {
    name: "invite_many",
    action: "/invite/many",
    fields: &[field("addresses", Kind::Textarea, 20_000).required().hinted(), MESSAGE],
};

/// Those of them who are invited.
pub const INVITE_CHOSEN: Form = Form {
    name: "invite_chosen",
    action: "/invite/chosen",
    fields: &[field("people", Kind::Set, 400), Field::hidden("message")],
};

/// Posted to the invitation's own address.
pub const INVITATION: Form = Form { name: "invitation", action: "", fields: &[NAME, MESSAGE] };

/// For the tests.
#[cfg(test)]
pub const ALL: [Form; 4] = [INVITE, INVITE_MANY, INVITE_CHOSEN, INVITATION];
