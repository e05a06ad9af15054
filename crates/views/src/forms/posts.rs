//! Forms of posts.

use domain::posts::{MAX_BODY, MAX_TITLE};

use super::{Field, Form, Kind, field};

/// Posted to its own address. The buttons bear `status` and `preview`.
pub const POST: Form = Form {
    name: "post",
    action: "",
    fields: &[
        field("title", Kind::Text, MAX_TITLE).required(),
        field("body", Kind::Textarea, MAX_BODY).required().hinted(),
        field("status", Kind::Hidden, 20),
        field("preview", Kind::Hidden, 10),
        // The version that is changed.
        field("version", Kind::Hidden, 20),
    ],
};

pub const DELETE: Form =
    Form { name: "post_delete", action: "", fields: &[Field::hidden("confirmed")] };

pub const HIDE: Form = Form {
    name: "post_hide",
    action: "",
    fields: &[field("reason", Kind::Text, 500).required().hinted()],
};
