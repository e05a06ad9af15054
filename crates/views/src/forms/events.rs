//! Forms of events.

use super::{Field, Form, Kind, Options, field};

const FIELDS: &[Field] = &[
    field("title", Kind::Text, 150).required(),
    field("description", Kind::Textarea, 20_000).hinted(),
    field("starts_at", Kind::Moment, 25).required(),
    field("ends_at", Kind::Moment, 25).required(),
    field("time_zone", Kind::Select, 64).of(Options::Zones).hinted().required(),
    field("location", Kind::Text, 200),
    field("url", Kind::Url, 255).hinted(),
    field("capacity", Kind::Number, 12).hinted(),
    field("category", Kind::Text, 50),
    field("tags", Kind::Text, 400).hinted(),
    Field::hidden("version"),
];

pub const NEW: Form = Form { name: "event_new", action: "/events/new", fields: FIELDS };

/// Posted to the event's own address.
pub const EDIT: Form = Form { name: "event", action: "", fields: FIELDS };

/// Of events, for the tests.
#[cfg(test)]
pub const ALL: [Form; 2] = [NEW, EDIT];
