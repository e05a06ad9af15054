//! Events.

mod document;

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::http::header::ETAG;
use axum::response::Response;
use domain::events::{DetailsChange, EventQuery, EventStatus, When};
use domain::settings::Http;
use domain::{Fault, Id as EventId};
use serde_json::{Value, json};
use services::events::{self, Edit, Shown};

pub use document::{Creator, Event, EventChange, OwnRegistration, Topic, Topics};

use super::calendars;
use super::shape::{self, Link, Pictures, stamp};
use crate::error::Result;
use crate::extract::{
    self, Anyone, EventManager, Fields, Id, IfMatch, Json, Key, MaybeJson, Member, Organiser,
    Paging, Query, etag, once,
};
use crate::{State, Web};

pub fn path(id: EventId) -> String {
    format!("/api/v1/events/{id}")
}

/// An event as the API shows it, without links.
pub fn body(http: &Http, shown: &Shown) -> Value {
    let (event, details) = (&shown.event, &shown.event.details);
    json!({
        "id": event.id,
        "title": details.title,
        "description": details.description,
        "description_html": views::prose::html(&details.description),
        "starts_at": stamp(&details.starts_at),
        "ends_at": stamp(&details.ends_at),
        "time_zone": details.time_zone,
        "location": details.location,
        "url": details.url,
        "capacity": details.capacity,
        "category": details.category,
        "tags": details.tags,
        "status": shown.status.as_str(),
        "creator": shown.creator.as_ref().map(|creator| json!({
            "nickname": creator.nickname,
            "picture": Pictures::of(http, |size| creator.picture(size)),
        })),
        "registered": event.registered,
        "waitlisted": event.waitlisted,
        "registration": shown.mine.as_ref().map(|mine| json!({
            "status": mine.status.as_str(), "position": mine.position,
        })),
        "created_at": stamp(&event.created_at),
        "updated_at": stamp(&event.updated_at),
    })
}

fn shown(web: &Web, event: &Shown) -> Value {
    let mut body = body(&web.app.settings.http, event);
    body["links"] = json!(links(web, event));
    body
}

fn links(web: &Web, shown: &Shown) -> Vec<Link> {
    let path = web.app.settings.http.link(&path(shown.event.id));
    let link = |rel, method, action, tail: &str| Link {
        rel,
        href: format!("{path}{tail}"),
        method,
        action,
    };
    let may = shown.may;
    let own = "/registrations/me";
    let all = [
        (true, link("self", "GET", "read", "")),
        (true, link("calendar", "GET", "download", ".ics")),
        (may.edit, link("update", "PUT", "update", "")),
        (may.delete, link("delete", "DELETE", "delete", "")),
        (may.publish, link("publish", "POST", "publish", "/publish")),
        (may.cancel, link("cancel", "POST", "cancel", "/cancel")),
        (may.see_attendees, link("registrations", "GET", "browse", "/registrations")),
        (may.sign_up, link("register", "POST", "register", "/registrations")),
        (may.withdraw, link("withdraw", "DELETE", "withdraw", own)),
    ];
    all.into_iter().filter_map(|(may, link)| may.then_some(link)).collect()
}

fn answer(web: &Web, status: StatusCode, event: &Shown) -> Response {
    let mut response = shape::answer(status, &shown(web, event));
    response.headers_mut().insert(ETAG, etag(event.event.version));
    response
}

/// What is said of an event; faults are noted in the fields.
fn change(fields: &mut Fields) -> DetailsChange {
    let mut when = |name: &'static str| {
        let text = fields.not_null(name).filter(|text| !text.is_empty())?;
        let when = When::parse(&text);
        if when.is_none() {
            fields.push(Fault::new(name, "time_invalid"));
        }
        when
    };
    let (starts_at, ends_at) = (when("starts_at"), when("ends_at"));
    let capacity = fields.take("capacity").and_then(|value| match value {
        Value::Null => Some(None),
        value => {
            let number = value.as_i64();
            if number.is_none() {
                fields.push(Fault::new("capacity", "wrong_type"));
            }
            number.map(Some)
        }
    });
    let tags = fields.take("tags").and_then(|value| match value {
        Value::Null => Some(Vec::new()),
        value => {
            let tags = serde_json::from_value::<Vec<String>>(value);
            if tags.is_err() {
                fields.push(Fault::new("tags", "wrong_type"));
            }
            tags.ok()
        }
    });
    DetailsChange {
        title: fields.not_null("title"),
        description: fields.nullable("description").map(Option::unwrap_or_default),
        starts_at,
        ends_at,
        time_zone: fields.not_null("time_zone"),
        location: fields.nullable("location"),
        url: fields.nullable("url"),
        capacity,
        category: fields.nullable("category"),
        tags,
    }
}

/// What is shown and changes by other ways, if at all.
const READ_ONLY: [&str; 9] = [
    "id",
    "description_html",
    "status",
    "creator",
    "registered",
    "waitlisted",
    "registration",
    "created_at",
    "updated_at",
];

/// What was read may be sent back, as long as it is the same.
fn edited(web: &Web, mut fields: Fields, current: &Shown, tags: &IfMatch) -> Edit {
    let body = body(&web.app.settings.http, current);
    fields.unchanged(READ_ONLY, &body);
    let change = change(&mut fields);
    Edit { change, if_version: tags.version(current.event.version), faults: fields.finish() }
}

pub fn event_query(query: &mut Query) -> EventQuery {
    let unknown = Fault::new("status", "event_status_unknown");
    EventQuery {
        search: query.text("search"),
        starts_from: query.time("starts_from"),
        starts_to: query.time("starts_to"),
        category: query.text("category"),
        tag: query.text("tag"),
        status: query.parsed("status", unknown, EventStatus::parse),
        creator: None,
    }
}

/// List events, by their start.
///
/// Everybody sees what is or was published; who makes events sees their own
/// drafts besides, and managers see all of them.
#[utoipa::path(get, path = "/api/v1/events", tag = "events", operation_id = "listEvents",
    params(
        ("search" = Option<String>, Query, description = "Words that must all occur in title, description, location, category or tags, without regard to case and accents", example = "coast walk"),
        ("starts_from" = Option<String>, Query, description = "A date or time, included", example = "2026-05-01"),
        ("starts_to" = Option<String>, Query, description = "A date or time, excluded", example = "2026-06-01"),
        ("category" = Option<String>, Query, description = "One category", example = "Walks"),
        ("tag" = Option<String>, Query, description = "One tag", example = "outdoors"),
        ("status" = Option<String>, Query, description = "`DRAFT`, `PUBLISHED`, `CANCELLED` or `PAST`, which comes the latest first", example = "PUBLISHED"),
        ("skip" = Option<u64>, Query, description = "Items to pass over", example = 0),
        ("limit" = Option<u64>, Query, description = "Items on a page", minimum = 1, maximum = 100, example = 10),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before", example = "eyJrZXkiOm51bGx9"),
    ),
    responses((status = 200, description = "One page", body = shape::List<Event>)))]
pub async fn list(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    mut query: Query,
) -> Result<Response> {
    let wanted = event_query(&mut query);
    let page = Paging::read(&mut query).of(&mut query, &wanted.fingerprint())?;
    let listed = events::list(&web.app, &actor, &wanted, &page).await?;
    let body = extract::listing(&web, &query, &page, &listed, |event| shown(&web, event));
    Ok(shape::answer(StatusCode::OK, &body))
}

/// Read the categories and tags of what is to come.
#[utoipa::path(get, path = "/api/v1/events/topics", tag = "events", operation_id = "readEventTopics",
    responses((status = 200, description = "The most frequent, with their counts", body = Topics)))]
pub async fn topics(FromState(web): FromState<State>, _: Anyone) -> Result<Response> {
    let found = events::topics(&web.app).await?;
    let topic =
        |topic: &domain::events::Topic| Topic { name: topic.name.clone(), count: topic.count };
    let topics = Topics {
        categories: found.categories.iter().map(topic).collect(),
        tags: found.tags.iter().map(topic).collect(),
    };
    Ok(shape::answer(StatusCode::OK, &topics))
}

/// Draft an event.
///
/// For professionals and managers. A manager publishes it.
#[utoipa::path(post, path = "/api/v1/events", tag = "events", operation_id = "createEvent",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request get the first answer again", example = "5f1c9c1e-event")),
    request_body = EventChange,
    responses((status = 201, description = "The draft", body = Event)),
    security(("bearer" = [])))]
pub async fn create(
    FromState(web): FromState<State>,
    Organiser(actor): Organiser,
    key: Key,
    Json { mut fields, raw }: Json,
) -> Result<Response> {
    let change = change(&mut fields);
    let edit = Edit { change, if_version: None, faults: fields.finish() };
    let (site, organiser) = (web.clone(), actor.clone());
    once(&web, &actor, key, &raw, async move {
        let made = events::create(&site.app, &organiser, edit).await?;
        let response = answer(&site, StatusCode::CREATED, &made);
        Ok(shape::located(&site, response, &path(made.event.id)))
    })
    .await
}

/// Read an event.
#[utoipa::path(get, path = "/api/v1/events/{id}", tag = "events", operation_id = "readEvent",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 200, description = "The event", body = Event)))]
pub async fn read(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    Id(id): Id,
) -> Result<Response> {
    if let Some(id) = id.strip_suffix(".ics") {
        return calendars::event(&web, &actor, id).await;
    }
    let found = events::read(&web.app, &actor, &id).await?;
    Ok(answer(&web, StatusCode::OK, &found))
}

/// Replace what is said of an event.
///
/// Whoever made it edits it while it is a draft, managers always. Optional
/// fields that are not named become null; title, times and zone stay. Another
/// time or place is told to those who signed up; more places are given to
/// those in the line.
#[utoipa::path(put, path = "/api/v1/events/{id}", tag = "events", operation_id = "replaceEvent",
    params(
        ("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    request_body = EventChange,
    responses((status = 200, description = "The event", body = Event)),
    security(("bearer" = [])))]
pub async fn replace(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    tags: IfMatch,
    Json { mut fields, .. }: Json,
) -> Result<Response> {
    let current = events::read(&web.app, &actor, &id).await?;
    fields.take("links");
    let mut edit = edited(&web, fields, &current, &tags);
    let change = &mut edit.change;
    change.description.get_or_insert_default();
    change.location.get_or_insert_default();
    change.url.get_or_insert_default();
    change.capacity.get_or_insert_default();
    change.category.get_or_insert_default();
    change.tags.get_or_insert_default();
    let done = events::update(&web.app, &actor, &id, edit).await?;
    Ok(answer(&web, StatusCode::OK, &done))
}

/// Change some of what is said of an event.
#[utoipa::path(patch, path = "/api/v1/events/{id}", tag = "events", operation_id = "updateEvent",
    params(
        ("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    request_body = EventChange,
    responses((status = 200, description = "The event", body = Event)),
    security(("bearer" = [])))]
pub async fn update(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    tags: IfMatch,
    Json { mut fields, .. }: Json,
) -> Result<Response> {
    let current = events::read(&web.app, &actor, &id).await?;
    fields.take("links");
    fields.not_empty();
    let edit = edited(&web, fields, &current, &tags);
    let done = events::update(&web.app, &actor, &id, edit).await?;
    Ok(answer(&web, StatusCode::OK, &done))
}

/// Delete an event, for good.
///
/// Whoever made it deletes a draft, managers any event. Those who signed up
/// are told that it is cancelled, unless it is over.
#[utoipa::path(delete, path = "/api/v1/events/{id}", tag = "events", operation_id = "deleteEvent",
    params(
        ("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    responses((status = 204, description = "The event is gone")),
    security(("bearer" = [])))]
pub async fn delete(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    tags: IfMatch,
) -> Result<StatusCode> {
    let version = async { Ok(events::read(&web.app, &actor, &id).await?.event.version) };
    let if_version = tags.expected(version).await?;
    events::delete(&web.app, &actor, &id, if_version).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publish a draft.
#[utoipa::path(post, path = "/api/v1/events/{id}/publish", tag = "events", operation_id = "publishEvent",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses(
        (status = 200, description = "The event", body = Event),
        (status = 409, description = "It was cancelled"),
    ),
    security(("bearer" = [])))]
pub async fn publish(
    FromState(web): FromState<State>,
    EventManager(actor): EventManager,
    Id(id): Id,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    fields.check()?;
    let done = events::publish(&web.app, &actor, &id).await?;
    Ok(answer(&web, StatusCode::OK, &done))
}

/// Cancel a published event.
///
/// It stays readable. Those who signed up are told, with the reason.
#[utoipa::path(post, path = "/api/v1/events/{id}/cancel", tag = "events", operation_id = "cancelEvent",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body(content = super::roles::Reason, description = "May be left out"),
    responses(
        (status = 200, description = "The event", body = Event),
        (status = 409, description = "It is over, or was never published"),
    ),
    security(("bearer" = [])))]
pub async fn cancel(
    FromState(web): FromState<State>,
    EventManager(actor): EventManager,
    Id(id): Id,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    let reason = super::roles::optional_reason(fields)?;
    let done = events::cancel(&web.app, &actor, &id, reason.as_deref()).await?;
    Ok(answer(&web, StatusCode::OK, &done))
}
