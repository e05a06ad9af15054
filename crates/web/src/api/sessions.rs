//! One's own sessions.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use services::sessions;
use utoipa::ToSchema;

use super::{shape, users};
use crate::State;
use crate::error::Result;
use crate::extract::{self, Id, MaybeJson, Member, Paging, Query, paged};

/// A session, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "id": "0192f1e0-7c1e-7000-8000-0123456789ab",
    "device": "Firefox on Linux",
    "address": "192.0.2.7",
    "created_at": "2026-03-01T09:30:00.000000Z",
    "last_seen_at": "2026-03-01T10:12:45.103200Z",
    "current": true,
    "links": [{
        "rel": "delete",
        "href": "http://localhost:8000/api/v1/users/me/sessions/0192f1e0-7c1e-7000-8000-0123456789ab",
        "method": "DELETE",
        "action": "revoke",
    }],
}))]
#[allow(dead_code)]
pub struct Session {
    #[schema(value_type = uuid::Uuid)]
    id: domain::Id,
    /// What signed in, as people know it.
    device: String,
    address: Option<String>,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    last_seen_at: String,
    /// Whether it is the one that asks.
    current: bool,
    links: Vec<shape::Link>,
}

/// List one's own sessions.
#[utoipa::path(get, path = "/api/v1/users/me/sessions", tag = "own account",
    operation_id = "listSessions",
    params(
        ("skip" = Option<u64>, Query, description = "Items to pass over", example = 0),
        ("limit" = Option<u64>, Query, description = "Items on a page", minimum = 1, maximum = 100, example = 10),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before", example = "eyJrZXkiOm51bGx9"),
    ),
    responses((status = 200, description = "One page", body = shape::List<Session>)),
    security(("bearer" = [])))]
pub async fn list(
    FromState(web): FromState<State>,
    Member(actor): Member,
    mut query: Query,
) -> Result<Response> {
    let page = Paging::read(&mut query).of(&mut query, "sessions")?;
    let listed = sessions::list(&web.app, &actor).await?;
    let listed = paged(listed, &page, "sessions", |(session, _)| session.id);
    let body = extract::listing(&web, &query, &page, &listed, |(session, current)| {
        shape::session(&web, session, *current)
    });
    Ok(shape::answer(StatusCode::OK, &body))
}

/// End one of one's own sessions.
///
/// Another than the one that asks wants the password, when the last sign-in is
/// older than 15 minutes.
#[utoipa::path(delete, path = "/api/v1/users/me/sessions/{id}", tag = "own account",
    operation_id = "revokeSession",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body(content = users::Password, description = "May be left out"),
    responses((status = 204, description = "The session is over")),
    security(("bearer" = [])))]
pub async fn revoke(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    MaybeJson(mut fields): MaybeJson,
) -> Result<StatusCode> {
    let password = fields.text("password");
    fields.check()?;
    sessions::revoke(&web.app, &actor, &id, password.as_deref()).await?;
    Ok(StatusCode::NO_CONTENT)
}
