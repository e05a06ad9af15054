//! Events as the documents describe them.

use domain::Id as EventId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::shape::{Link, Pictures};

/// An event, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "id": "0192f1e0-7c1e-7000-8000-0123456789ab",
    "title": "A walk along the coast",
    "description": "Bring **water**.",
    "description_html": "<p>Bring <strong>water</strong>.</p>\n",
    "starts_at": "2026-05-01T09:00:00.000000Z",
    "ends_at": "2026-05-01T12:00:00.000000Z",
    "time_zone": "Europe/Lisbon",
    "location": "The lighthouse",
    "url": null,
    "capacity": 20,
    "category": "Walks",
    "tags": ["outdoors"],
    "status": "PUBLISHED",
    "creator": {
        "nickname": "leaping_otter_482",
        "picture": {
            "512": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
            "128": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
            "48": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
        },
    },
    "registered": 12,
    "waitlisted": 0,
    "registration": { "status": "REGISTERED", "position": null },
    "created_at": "2026-03-01T09:30:00.000000Z",
    "updated_at": "2026-03-01T09:30:00.000000Z",
    "links": [{
        "rel": "self",
        "href": "http://localhost:8000/api/v1/events/0192f1e0-7c1e-7000-8000-0123456789ab",
        "method": "GET",
        "action": "read",
    }],
}))]
#[allow(dead_code)]
pub struct Event {
    #[schema(value_type = uuid::Uuid)]
    id: EventId,
    title: String,
    /// Markdown.
    description: String,
    /// The same, made harmless.
    description_html: String,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    /// The IANA zone whose clocks the event goes by.
    time_zone: String,
    location: Option<String>,
    url: Option<String>,
    /// How many places there are; null is without limit.
    capacity: Option<i64>,
    category: Option<String>,
    tags: Vec<String>,
    /// `DRAFT`, `PUBLISHED`, `CANCELLED`, or `PAST` once it is over.
    status: String,
    /// Null when whoever made it is gone.
    creator: Option<Creator>,
    /// People with a place.
    registered: i64,
    /// People in the line.
    waitlisted: i64,
    /// The caller's own.
    registration: Option<OwnRegistration>,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    updated_at: String,
    /// Only those that the caller may follow.
    links: Vec<Link>,
}

/// Who made an event.
#[derive(ToSchema)]
#[allow(dead_code)]
pub struct Creator {
    nickname: String,
    picture: Pictures,
}

/// The caller's own registration.
#[derive(ToSchema)]
#[allow(dead_code)]
pub struct OwnRegistration {
    /// `REGISTERED` or `WAITLISTED`.
    status: String,
    /// In the line, from 1.
    position: Option<i64>,
}

/// What is said of an event.
#[derive(ToSchema)]
#[schema(example = json!({
    "title": "A walk along the coast",
    "description": "Bring **water**.",
    "starts_at": "2026-05-01T10:00:00+01:00",
    "ends_at": "2026-05-01T13:00:00+01:00",
    "time_zone": "Europe/Lisbon",
    "location": "The lighthouse",
    "capacity": 20,
    "category": "Walks",
    "tags": ["outdoors"],
}))]
#[allow(dead_code)]
pub struct EventChange {
    /// 1 to 150 characters.
    title: Option<String>,
    /// Markdown, at most 20,000 characters.
    description: Option<String>,
    /// RFC 3339.
    #[schema(format = DateTime)]
    starts_at: Option<String>,
    /// RFC 3339, after `starts_at`.
    #[schema(format = DateTime)]
    ends_at: Option<String>,
    /// An IANA zone; the caller's own when a new event says nothing.
    time_zone: Option<String>,
    /// This, or `url`, is needed.
    location: Option<String>,
    url: Option<String>,
    /// No less than the people with a place; null is without limit.
    capacity: Option<i64>,
    category: Option<String>,
    /// At most 10.
    tags: Option<Vec<String>>,
}

/// Categories and tags of what is to come.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "categories": [{ "name": "Walks", "count": 3 }],
    "tags": [{ "name": "outdoors", "count": 5 }],
}))]
pub struct Topics {
    /// The most frequent first.
    pub categories: Vec<Topic>,
    pub tags: Vec<Topic>,
}

/// A category or a tag.
#[derive(Serialize, ToSchema)]
pub struct Topic {
    pub name: String,
    /// Published events that are not over.
    pub count: i64,
}
