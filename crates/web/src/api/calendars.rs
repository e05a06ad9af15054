//! Events as calendars (iCalendar, RFC 5545).

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::Actor;
use serde::Serialize;
use services::events::calendar;
use utoipa::ToSchema;

use super::shape::{self, Link};
use crate::error::Result;
use crate::extract::{Id, MaybeJson, Member, Query};
use crate::{State, Web};

const ADDRESS: &str = "/api/v1/users/me/calendar";

fn answer(text: String, name: &str) -> Response {
    let name = format!("attachment; filename=\"{name}\"");
    let headers =
        [(CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    (headers, text).into_response()
}

/// The calendar of one event.
pub async fn event(web: &Web, actor: &Actor, id: &str) -> Result<Response> {
    let text = calendar::of_event(&web.app, actor, id).await?;
    Ok(answer(text, "event.ics"))
}

/// Download an event as a calendar.
///
/// A cancelled one says so, with a higher `SEQUENCE`.
#[utoipa::path(get, path = "/api/v1/events/{id}.ics", tag = "events", operation_id = "downloadEvent",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 200, description = "iCalendar", content_type = "text/calendar", body = String,
        example = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")))]
pub async fn of_event(
    FromState(web): FromState<State>,
    crate::extract::Anyone(actor): crate::extract::Anyone,
    Id(id): Id,
) -> Result<Response> {
    event(&web, &actor, &id).await
}

/// Subscribe to the events that somebody signed up for.
///
/// The key in the address is all that is asked for.
#[utoipa::path(get, path = "/api/v1/users/me/events.ics", tag = "events",
    operation_id = "subscribeToEvents",
    params(("key" = String, Query, description = "The secret of the address", example = "AZLx4Hwec...")),
    responses(
        (status = 200, description = "iCalendar", content_type = "text/calendar", body = String,
            example = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"),
        (status = 404, description = "No such key, or it was renewed"),
    ))]
pub async fn of_person(FromState(web): FromState<State>, mut query: Query) -> Result<Response> {
    let key = query.raw("key").unwrap_or_default();
    query.check()?;
    let text = calendar::of_person(&web.app, &key).await?;
    Ok(answer(text, "events.ics"))
}

/// The address of one's own calendar.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "url": "http://localhost:8000/api/v1/users/me/events.ics?key=AZLx4Hwec",
    "links": [{
        "rel": "renew",
        "href": "http://localhost:8000/api/v1/users/me/calendar/renew",
        "method": "POST",
        "action": "renew",
    }],
}))]
pub struct Subscription {
    /// Whoever knows it reads what the caller signed up for.
    url: String,
    links: Vec<Link>,
}

fn subscription(web: &Web, url: String) -> Response {
    let href = web.app.settings.http.link(ADDRESS);
    let renew = format!("{href}/renew");
    let links = vec![
        Link { rel: "self", href, method: "GET", action: "read" },
        Link { rel: "renew", href: renew, method: "POST", action: "renew" },
    ];
    shape::answer(StatusCode::OK, &Subscription { url, links })
}

/// Read the secret address of one's own calendar.
#[utoipa::path(get, path = "/api/v1/users/me/calendar", tag = "own account",
    operation_id = "readCalendarAddress",
    responses((status = 200, description = "The address", body = Subscription)),
    security(("bearer" = [])))]
pub async fn read(FromState(web): FromState<State>, Member(actor): Member) -> Result<Response> {
    let url = calendar::address(&web.app, &actor).await?;
    Ok(subscription(&web, url))
}

/// Renew the secret address of one's own calendar.
///
/// The one before leads nowhere from now on.
#[utoipa::path(post, path = "/api/v1/users/me/calendar/renew", tag = "own account",
    operation_id = "renewCalendarAddress",
    responses((status = 200, description = "The new address", body = Subscription)),
    security(("bearer" = [])))]
pub async fn renew(
    FromState(web): FromState<State>,
    Member(actor): Member,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    fields.check()?;
    let url = calendar::renew(&web.app, &actor).await?;
    Ok(subscription(&web, url))
}
