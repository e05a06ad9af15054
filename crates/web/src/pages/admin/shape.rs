//! What the console shows of people and of what happened.

use domain::pictures::Size;
use domain::{Actor, Role, Time, User, clock, ids};
use serde_json::{Map, Value, json};
use services::audit::Audited;

use crate::pages::Visitor;

pub fn time(time: Time) -> String {
    clock::format(time)
}

pub fn role_key(role: Role) -> String {
    format!("role-{}", role.as_str().to_lowercase())
}

pub fn names(user: &User) -> String {
    let profile = &user.profile;
    let names = [&profile.first_name, &profile.last_name].into_iter().flatten();
    names.map(String::as_str).collect::<Vec<_>>().join(" ")
}

pub fn person(actor: &Actor, user: &User) -> Value {
    json!({
        "id": user.id,
        "nickname": user.nickname,
        "names": names(user),
        "email": user.email,
        "email_verified": user.email_verified,
        "picture": services::pictures::path(user, Size::Small),
        "role": user.role.as_str(),
        "role_key": role_key(user.role),
        "is_locked": user.is_locked,
        "locked_at": user.locked_at.map(time),
        "is_professional": user.is_professional,
        "leaves": user.delete_after.map(time),
        "created_at": time(user.created_at),
        "last_login_at": user.last_login_at.map(time),
        "failed_login_attempts": user.failed_login_attempts,
        "may_touch": actor.role().may_touch(user.role),
        "own": actor.user_id() == Some(user.id),
    })
}

/// An entry of the audit log, field by field.
pub fn entry(visitor: &Visitor, audited: &Audited) -> Value {
    let entry = &audited.entry;
    let by = match ids::parse(&entry.actor) {
        Some(id) => json!({ "id": id, "name": audited.actor_nickname, "word": "" }),
        None => json!({
            "id": null, "name": null,
            "word": visitor.text(&format!("admin-actor-{}", entry.actor), &[]),
        }),
    };
    let side = |name: &str| -> Map<String, Value> {
        let changes = entry.changes.as_ref().and_then(|changes| changes.value.get(name));
        changes.and_then(Value::as_object).cloned().unwrap_or_default()
    };
    let (before, after) = (side("before"), side("after"));
    let mut fields: Vec<&String> = before.keys().chain(after.keys()).collect();
    fields.sort();
    fields.dedup();
    let changes: Vec<Value> = fields
        .into_iter()
        .map(|field| {
            let shown = |value: Option<&Value>| value.map(|value| plain(visitor, value));
            json!({
                "field": field,
                "before": shown(before.get(field)),
                "after": shown(after.get(field)),
            })
        })
        .collect();
    json!({
        "id": entry.id,
        "at": time(entry.at),
        "actor": by,
        "action": entry.action,
        "what": action(visitor, &entry.action),
        "subject": {
            "kind": entry.subject_kind,
            "id": entry.subject_id,
            "user": entry.user_id,
            "name": audited.subject_label,
        },
        "changes": changes,
        "erased": entry.changes.is_none() && !entry.changes_digest.is_empty(),
        "reason": entry.reason,
        "address": entry.address.as_ref().map(|address| &address.value),
        "request_id": entry.request_id,
        "sealed": entry.seal.is_some(),
    })
}

/// An action in words; its code where nobody wrote any.
pub fn action(visitor: &Visitor, code: &str) -> String {
    let key = format!("action-{}", code.replace(['.', '_'], "-"));
    match visitor.web.texts.has(views::FALLBACK, &key) {
        true => visitor.text(&key, &[]),
        false => code.to_owned(),
    }
}

/// A value as people read it.
pub fn plain(visitor: &Visitor, value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(true) => visitor.text("admin-yes", &[]),
        Value::Bool(false) => visitor.text("admin-no", &[]),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
