//! What is written, column by column.

use domain::events::{Event, Registration, key};
use domain::posts::Post;
use domain::{Error, Result, User};
use sea_orm::Value;
use serde_json::json;

use crate::search::index::{Keys, Texts};
use crate::search::texts;

pub const USER: [&str; 30] = [
    "id",
    "nickname",
    "nickname_key",
    "search_text",
    "first_name_key",
    "last_name_key",
    "location_key",
    "email",
    "email_verified",
    "first_name",
    "last_name",
    "bio",
    "location",
    "locale",
    "time_zone",
    "show_name",
    "role",
    "is_professional",
    "professional_status_updated_at",
    "last_login_at",
    "last_seen_at",
    "failed_login_attempts",
    "is_locked",
    "locked_at",
    "locked_by",
    "created_at",
    "updated_at",
    "extra",
    "mailing_list",
    "version",
];

pub fn user(user: &User) -> [Value; USER.len()] {
    let keys = Keys::of(Texts::of(user));
    let profile = &user.profile;
    [
        user.id.into(),
        user.nickname.clone().into(),
        user.nickname.to_ascii_lowercase().into(),
        keys.search_text.into(),
        keys.first_name.into(),
        keys.last_name.into(),
        keys.location.into(),
        user.email.clone().into(),
        user.email_verified.into(),
        profile.first_name.clone().into(),
        profile.last_name.clone().into(),
        profile.bio.clone().into(),
        profile.location.clone().into(),
        profile.locale.clone().into(),
        profile.time_zone.clone().into(),
        profile.show_name.into(),
        user.role.as_str().into(),
        user.is_professional.into(),
        user.professional_status_updated_at.into(),
        user.last_login_at.into(),
        user.last_login_at.into(),
        user.failed_login_attempts.into(),
        user.is_locked.into(),
        user.locked_at.into(),
        user.locked_by.map(|by| by.as_str().to_owned()).into(),
        user.created_at.into(),
        user.updated_at.into(),
        json!({}).into(),
        false.into(),
        1_i64.into(),
    ]
}

pub const POST: [&str; 10] = [
    "id",
    "author_id",
    "title",
    "body",
    "search_text",
    "status",
    "created_at",
    "updated_at",
    "listed_at",
    "version",
];

pub fn post(post: &Post) -> [Value; POST.len()] {
    [
        post.id.into(),
        post.author_id.into(),
        post.title.clone().into(),
        post.body.clone().into(),
        crate::posts::search_text(post).into(),
        post.status.as_str().into(),
        post.created_at.into(),
        post.updated_at.into(),
        post.listed_at.into(),
        post.version.into(),
    ]
}

pub const EVENT: [&str; 21] = [
    "id",
    "creator_id",
    "state",
    "title",
    "description",
    "starts_at",
    "ends_at",
    "time_zone",
    "location",
    "url",
    "capacity",
    "category",
    "category_key",
    "tags",
    "registered",
    "waitlisted",
    "last_number",
    "search_text",
    "created_at",
    "updated_at",
    "version",
];

pub fn event(event: &Event) -> [Value; EVENT.len()] {
    let details = &event.details;
    [
        event.id.into(),
        event.creator.into(),
        event.state.as_str().into(),
        details.title.clone().into(),
        details.description.clone().into(),
        details.starts_at.into(),
        details.ends_at.into(),
        details.time_zone.clone().into(),
        details.location.clone().into(),
        details.url.clone().into(),
        details.capacity.into(),
        details.category.clone().into(),
        details.category.as_deref().map(key).into(),
        json!(details.tags).into(),
        event.registered.into(),
        event.waitlisted.into(),
        event.last_number.into(),
        texts::search_text(details.texts()).into(),
        event.created_at.into(),
        event.updated_at.into(),
        event.version.into(),
    ]
}

pub const TAG: [&str; 6] = ["event_id", "tag_key", "tag", "state", "starts_at", "ends_at"];

pub fn tags(event: &Event) -> impl Iterator<Item = [Value; TAG.len()]> {
    let details = &event.details;
    let row = |tag: &String| {
        [
            event.id.into(),
            key(tag).into(),
            tag.clone().into(),
            event.state.as_str().into(),
            details.starts_at.into(),
            details.ends_at.into(),
        ]
    };
    event.details.tags.iter().map(row)
}

pub const REGISTRATION: [&str; 7] =
    ["id", "event_id", "user_id", "status", "number", "created_at", "reminded_at"];

pub fn registration(registration: &Registration) -> [Value; REGISTRATION.len()] {
    [
        registration.id.into(),
        registration.event_id.into(),
        registration.user_id.into(),
        registration.status.as_str().into(),
        registration.number.into(),
        registration.created_at.into(),
        registration.reminded_at.into(),
    ]
}

/// One value in the text format of COPY.
pub fn copied(line: &mut String, value: Value) -> Result<()> {
    match value {
        Value::Uuid(Some(id)) => line.push_str(&id.to_string()),
        Value::Bool(Some(flag)) => line.push(if flag { 't' } else { 'f' }),
        Value::Int(Some(number)) => line.push_str(&number.to_string()),
        Value::BigInt(Some(number)) => line.push_str(&number.to_string()),
        Value::ChronoDateTimeUtc(Some(time)) => line.push_str(&domain::clock::format(time)),
        Value::String(Some(text)) => escaped(line, &text),
        Value::Json(Some(json)) => escaped(line, &json.to_string()),
        Value::Uuid(None)
        | Value::Bool(None)
        | Value::Int(None)
        | Value::BigInt(None)
        | Value::ChronoDateTimeUtc(None)
        | Value::String(None) => line.push_str("\\N"),
        other => return Err(Error::internal(format!("{other:?} cannot be copied"))),
    }
    Ok(())
}

fn escaped(line: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\t' => line.push_str("\\t"),
            c => line.push(c),
        }
    }
}
