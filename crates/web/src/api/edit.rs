//! Reading what is said about a person: to add one, and to change one.

use domain::fields::ExtraChange;
use domain::profiles::LIMITS;
use domain::settings::Http;
use domain::{Fault, ProfileChange, Role, User};
use serde_json::{Map, Value};
use services::accounts::{Edit, Entry};

use super::shape;
use crate::extract::{Fields, IfMatch};

/// What is shown and changes by other ways, if at all.
const READ_ONLY: [&str; 12] = [
    "id",
    "picture",
    "email_verified",
    "role",
    "is_professional",
    "professional_status_updated_at",
    "last_login_at",
    "failed_login_attempts",
    "is_locked",
    "locked_at",
    "created_at",
    "updated_at",
];

/// Someone who registers. The role that they would like is not asked.
pub fn registration(mut fields: Fields) -> Entry {
    fields.take("role");
    let password = Some(fields.required("password"));
    let invitation = fields.text("invitation");
    Entry { password, invitation, ..entry(fields, |_| Entry::default()) }
}

/// Someone whom a manager adds.
pub fn addition(fields: Fields) -> Entry {
    entry(fields, |fields| Entry {
        password: fields.text("password"),
        role: role(fields),
        email_verified: fields.flag("email_verified").unwrap_or(false),
        ..Entry::default()
    })
}

fn entry(mut fields: Fields, more: impl FnOnce(&mut Fields) -> Entry) -> Entry {
    let more = more(&mut fields);
    Entry {
        email: fields.required("email"),
        nickname: fields.text("nickname"),
        profile: profile(&mut fields),
        extra: extra(&mut fields),
        mailing_list: fields.flag("mailing_list").unwrap_or(false),
        faults: fields.finish(),
        ..more
    }
}

/// A role by its name.
pub fn role(fields: &mut Fields) -> Option<Role> {
    let role = fields.text("role")?.parse();
    if role.is_err() {
        fields.push(Fault::new("role", "role_unknown"));
    }
    role.ok()
}

fn profile(fields: &mut Fields) -> ProfileChange {
    let texts = LIMITS.iter().filter_map(|(name, _)| Some((*name, fields.nullable(name)?)));
    ProfileChange {
        texts: texts.collect(),
        locale: fields.text("locale"),
        time_zone: fields.text("time_zone"),
        show_name: fields.flag("show_name"),
    }
}

/// `PATCH`: what is given changes.
pub fn patch(http: &Http, mut fields: Fields, current: &User, tags: &IfMatch) -> Edit {
    fields.take("links");
    fields.not_empty();
    edit(http, fields, current, tags)
}

/// `PUT`: what is given replaces, what is not given is emptied where it can
/// be.
pub fn put(http: &Http, fields: Fields, current: &User, tags: &IfMatch) -> Edit {
    let given = fields.has("extra");
    let mut edit = edit(http, fields, current, tags);
    for (name, _) in LIMITS {
        edit.profile.texts.entry(name).or_insert(None);
    }
    match &mut edit.extra {
        Some(change) => change.replace = true,
        None if given || current.extra.is_empty() => {}
        none => *none = Some(ExtraChange { replace: true, ..ExtraChange::default() }),
    }
    edit
}

fn edit(http: &Http, mut fields: Fields, current: &User, tags: &IfMatch) -> Edit {
    fields.take("links");
    unchanged(http, &mut fields, current);
    let extra = extra(&mut fields)
        .filter(|values| *values != current.extra)
        .map(|values| ExtraChange { values, replace: false });
    let (locale, time_zone) = (fields.not_null("locale"), fields.not_null("time_zone"));
    Edit {
        nickname: fields.not_null("nickname"),
        email: fields.not_null("email"),
        profile: ProfileChange { locale, time_zone, ..profile(&mut fields) },
        extra,
        mailing_list: fields.flag("mailing_list"),
        if_version: tags.version(current.version),
        picture: None,
        password: None,
        faults: fields.finish(),
    }
}

/// What was read may be sent back, as long as it is the same.
fn unchanged(http: &Http, fields: &mut Fields, current: &User) {
    let shown = shape::User::of(http, current, Vec::new());
    let shown = serde_json::to_value(shown).unwrap_or_default();
    // An uploaded picture is replaced by another upload.
    let uploaded = current.picture.as_ref().map(|_| "profile_picture_url");
    fields.unchanged(READ_ONLY.into_iter().chain(uploaded), &shown);
}

/// Profile fields; those that are sent back as they were are no change.
fn extra(fields: &mut Fields) -> Option<Map<String, Value>> {
    match fields.take("extra")? {
        Value::Object(values) => Some(values),
        _ => {
            fields.push(Fault::new("extra", "wrong_type"));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use utoipa::PartialSchema;

    use super::super::{accounts::Registration, users::Addition};
    use super::*;

    /// The fields that the documents name.
    fn documented<T: PartialSchema>() -> Fields {
        let schema = serde_json::to_value(T::schema()).unwrap();
        let names = schema["properties"].as_object().unwrap().keys();
        let body: serde_json::Map<_, _> = names.map(|n| (n.clone(), Value::Null)).collect();
        serde_json::from_value(body.into()).unwrap()
    }

    fn unknown(faults: Vec<Fault>) -> Vec<Fault> {
        faults.into_iter().filter(|f| f.code == "unknown_field").collect()
    }

    #[test]
    fn the_documents_name_what_is_read() {
        assert_eq!(unknown(registration(documented::<Registration>()).faults), []);
        assert_eq!(unknown(addition(documented::<Addition>()).faults), []);
        assert_eq!(unknown(registration(documented::<Addition>()).faults).len(), 1);
    }
}
