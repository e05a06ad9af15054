//! Signing up for events, and withdrawing.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use domain::events::Registration as Row;
use serde_json::{Value, json};
use services::events::{self, Attendee, SignedUp};
use utoipa::ToSchema;

use super::shape::{self, Link, stamp};
use crate::error::Result;
use crate::extract::{self, Id, Key, MaybeJson, Member, Paging, Query, once};
use crate::{State, Web};

/// Somebody's place in an event, or in its line; for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "id": "0192f1e0-7c1e-7000-8000-0123456789ad",
    "nickname": "leaping_otter_482",
    "status": "WAITLISTED",
    "position": 3,
    "created_at": "2026-03-01T09:30:00.000000Z",
    "links": [],
}))]
#[allow(dead_code)]
pub struct Registration {
    #[schema(value_type = uuid::Uuid)]
    id: domain::Id,
    nickname: String,
    /// `REGISTERED` or `WAITLISTED`.
    status: String,
    /// In the line, from 1; null for who has a place.
    position: Option<i64>,
    #[schema(format = DateTime)]
    created_at: String,
    links: Vec<Link>,
}

fn own_path(event: &str) -> String {
    format!("/api/v1/events/{event}/registrations/me")
}

fn body(row: &Row, nickname: Option<&str>, position: Option<i64>, links: Vec<Link>) -> Value {
    json!({
        "id": row.id,
        "nickname": nickname,
        "status": row.status.as_str(),
        "position": position,
        "created_at": stamp(&row.created_at),
        "links": links,
    })
}

fn own(web: &Web, made: &SignedUp) -> Value {
    let row = &made.registration;
    let href = web.app.settings.http.link(&own_path(&row.event_id.to_string()));
    let link = |rel, method, action| Link { rel, href: href.clone(), method, action };
    let links = vec![link("self", "GET", "read"), link("withdraw", "DELETE", "withdraw")];
    body(row, Some(&made.nickname), made.position, links)
}

/// List who signed up.
///
/// For whoever made the event, and for managers. Those who have a place come
/// first, then the line in order.
#[utoipa::path(get, path = "/api/v1/events/{id}/registrations", tag = "events",
    operation_id = "listRegistrations",
    params(
        ("id" = String, Path, description = "Which event", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("skip" = Option<u64>, Query, description = "Items to pass over", example = 0),
        ("limit" = Option<u64>, Query, description = "Items on a page", minimum = 1, maximum = 100, example = 10),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before", example = "eyJrZXkiOm51bGx9"),
    ),
    responses((status = 200, description = "One page", body = shape::List<Registration>)),
    security(("bearer" = [])))]
pub async fn list(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    mut query: Query,
) -> Result<Response> {
    let list = format!("registrations {id}");
    let page = Paging::read(&mut query).of(&mut query, &list)?;
    let listed = events::attendees(&web.app, &actor, &id, &page, &list).await?;
    let item = |attendee: &Attendee| {
        body(&attendee.registration, attendee.nickname.as_deref(), attendee.position, Vec::new())
    };
    let body = extract::listing(&web, &query, &page, &listed, item);
    Ok(shape::answer(StatusCode::OK, &body))
}

/// Sign up for an event.
///
/// Who finds it full stands at the end of its line.
#[utoipa::path(post, path = "/api/v1/events/{id}/registrations", tag = "events",
    operation_id = "signUp",
    params(
        ("id" = String, Path, description = "Which event", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request get the first answer again", example = "5f1c9c1e-sign-up"),
    ),
    responses(
        (status = 201, description = "A place, or one in the line", body = Registration),
        (status = 409, description = "Signed up already; or the event is over, cancelled or not published"),
    ),
    security(("bearer" = [])))]
pub async fn create(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    key: Key,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    fields.check()?;
    let (site, member) = (web.clone(), actor.clone());
    once(&web, &actor, key, &[], async move {
        let made = events::sign_up(&site.app, &member, &id).await?;
        let response = shape::answer(StatusCode::CREATED, &own(&site, &made));
        Ok(shape::located(&site, response, &own_path(&made.registration.event_id.to_string())))
    })
    .await
}

/// Read one's own registration.
#[utoipa::path(get, path = "/api/v1/events/{id}/registrations/me", tag = "events",
    operation_id = "readOwnRegistration",
    params(("id" = String, Path, description = "Which event", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 200, description = "The registration", body = Registration)),
    security(("bearer" = [])))]
pub async fn read(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
) -> Result<Response> {
    let found = events::own_registration(&web.app, &actor, &id).await?;
    Ok(shape::answer(StatusCode::OK, &own(&web, &found)))
}

/// Withdraw from an event.
///
/// The place goes to the first in the line, who is told.
#[utoipa::path(delete, path = "/api/v1/events/{id}/registrations/me", tag = "events",
    operation_id = "withdraw",
    params(("id" = String, Path, description = "Which event", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 204, description = "Withdrawn")),
    security(("bearer" = [])))]
pub async fn delete(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
) -> Result<StatusCode> {
    events::withdraw(&web.app, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
