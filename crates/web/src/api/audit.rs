//! The audit log.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use domain::search::AuditQuery;
use domain::{Action, Fault, ids};
use serde_json::{Value, json};
use services::audit::{self, Audited};
use utoipa::ToSchema;

use super::shape::{self, stamp, user_path};
use crate::error::Result;
use crate::extract::{self, Auditor, Paging, Query};
use crate::{State, Web};

/// An entry, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "id": "0192f1e0-7c1e-7000-8000-0123456789ab",
    "at": "2026-03-01T09:30:00.000000Z",
    "actor": {"id": "0192f1e0-7c1e-7000-8000-0123456789ac", "nickname": "leaping_otter_482"},
    "action": "user.role_changed",
    "subject": {"type": "user", "id": "0192f1e0-7c1e-7000-8000-0123456789ad", "label": "ana"},
    "before": {"role": "AUTHENTICATED"},
    "after": {"role": "MANAGER"},
    "reason": "Runs the office",
    "address": "192.0.2.7",
    "request_id": "0192f1e0-7c1e-7000-8000-0123456789ae",
    "links": [],
}))]
#[allow(dead_code)]
pub struct AuditEntry {
    #[schema(value_type = uuid::Uuid)]
    id: domain::Id,
    #[schema(format = DateTime)]
    at: String,
    /// `{id, nickname}`, or `system`, `cli`, `guest`.
    #[schema(value_type = Value)]
    actor: Value,
    action: String,
    /// `{type, id, label}`
    #[schema(value_type = Object)]
    subject: Value,
    /// Only what changed.
    #[schema(value_type = Object)]
    before: Value,
    #[schema(value_type = Object)]
    after: Value,
    reason: Option<String>,
    address: Option<String>,
    request_id: Option<String>,
    links: Vec<shape::Link>,
}

/// List what happened, the newest first.
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit", operation_id = "listAudit",
    params(
        ("actor" = Option<String>, Query, description = "A person's id, `system`, `cli` or `guest`", example = "system"),
        ("subject" = Option<String>, Query, description = "The id of what it is about", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("action" = Option<String>, Query, description = "One action", example = "user.role_changed"),
        ("from" = Option<String>, Query, description = "A date or time, included", example = "2026-01-01"),
        ("to" = Option<String>, Query, description = "A date or time, excluded", example = "2026-02-01"),
        ("skip" = Option<u64>, Query, description = "Items to pass over", example = 0),
        ("limit" = Option<u64>, Query, description = "Items on a page", minimum = 1, maximum = 100, example = 10),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before", example = "eyJrZXkiOm51bGx9"),
    ),
    responses((status = 200, description = "One page", body = shape::List<AuditEntry>)),
    security(("bearer" = [])))]
pub async fn list(
    FromState(web): FromState<State>,
    Auditor(actor): Auditor,
    mut query: Query,
) -> Result<Response> {
    let wanted = audit_query(&mut query);
    let page = Paging::read(&mut query).of(&mut query, &wanted.fingerprint())?;
    let listed = audit::list(&web.app, &actor, &wanted, &page).await?;
    let body = extract::listing(&web, &query, &page, &listed, |audited| linked(&web, audited));
    Ok(shape::answer(StatusCode::OK, &body))
}

fn audit_query(query: &mut Query) -> AuditQuery {
    let fault = Fault::new;
    AuditQuery {
        actor: query.parsed("actor", fault("actor", "actor_unknown"), |text| match text {
            "system" | "cli" | "guest" => Some(text.to_owned()),
            id => ids::parse(id).map(|id| id.to_string()),
        }),
        subject: query.parsed("subject", fault("subject", "id_invalid"), ids::parse),
        action: query.parsed("action", fault("action", "action_unknown"), |text| {
            Action::parse(text).map(|action| action.as_str().to_owned())
        }),
        from: query.time("from"),
        to: query.time("to"),
    }
}

/// An entry as the API shows it, without links.
pub fn body(audited: &Audited) -> Value {
    let entry = &audited.entry;
    let actor = match ids::parse(&entry.actor) {
        Some(id) => json!({ "id": id, "nickname": audited.actor_nickname }),
        None => json!(entry.actor),
    };
    let changes = |side: &str| {
        let changes = entry.changes.as_ref().and_then(|changes| changes.value.get(side));
        changes.cloned().unwrap_or_else(|| json!({}))
    };
    json!({
        "id": entry.id,
        "at": stamp(&entry.at),
        "actor": actor,
        "action": entry.action,
        "subject": {
            "type": entry.subject_kind,
            "id": entry.subject_id,
            "label": audited.subject_label,
        },
        "before": changes("before"),
        "after": changes("after"),
        "reason": entry.reason,
        "address": entry.address.as_ref().map(|address| &address.value),
        "request_id": entry.request_id,
    })
}

fn linked(web: &Web, audited: &Audited) -> Value {
    // Who is gone cannot be read any more.
    let person = audited.entry.user_id.filter(|_| audited.subject_label.is_some());
    let links: Vec<Value> = person
        .map(|id| web.app.settings.http.link(&user_path(id)))
        .map(|href| json!({ "rel": "user", "href": href, "method": "GET", "action": "read" }))
        .into_iter()
        .collect();
    let mut body = body(audited);
    body["links"] = links.into();
    body
}
