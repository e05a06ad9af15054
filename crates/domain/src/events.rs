//! Events: what may be said of one, and what becomes of it.

mod details;
mod when;

pub use details::{Details, DetailsChange};
pub use when::{When, to_the_minute};

use crate::search::fold;
use crate::{Id, Time};

/// The longest texts, in characters.
pub const MAX_TITLE: usize = 150;
pub const MAX_DESCRIPTION: usize = 20_000;
pub const MAX_LOCATION: usize = 200;
pub const MAX_URL: usize = 255;
pub const MAX_CATEGORY: usize = 50;
pub const MAX_TAG: usize = 30;
/// Tags of one event.
pub const MAX_TAGS: usize = 10;
pub const MAX_CAPACITY: i64 = 1_000_000;
/// The last year of RFC 3339.
const MAX_YEAR: i32 = 9999;
/// Before it nothing was organised with this.
const MIN_YEAR: i32 = 1970;

/// What was done with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventState {
    Draft,
    Published,
    Cancelled,
}

impl EventState {
    pub const ALL: [EventState; 3] =
        [EventState::Draft, EventState::Published, EventState::Cancelled];

    pub fn as_str(self) -> &'static str {
        match self {
            EventState::Draft => "DRAFT",
            EventState::Published => "PUBLISHED",
            EventState::Cancelled => "CANCELLED",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        EventState::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// How an event stands now: a published one passes by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventStatus {
    Draft,
    Published,
    Cancelled,
    Past,
}

impl EventStatus {
    pub const ALL: [EventStatus; 4] =
        [EventStatus::Draft, EventStatus::Published, EventStatus::Cancelled, EventStatus::Past];

    pub fn as_str(self) -> &'static str {
        match self {
            EventStatus::Draft => "DRAFT",
            EventStatus::Published => "PUBLISHED",
            EventStatus::Cancelled => "CANCELLED",
            EventStatus::Past => "PAST",
        }
    }

    /// Takes the names without regard to case.
    pub fn parse(text: &str) -> Option<Self> {
        EventStatus::ALL.into_iter().find(|status| status.as_str().eq_ignore_ascii_case(text))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: Id,
    /// None when whoever made it is gone.
    pub creator: Option<Id>,
    pub state: EventState,
    pub details: Details,
    /// People with a place, and in the line.
    pub registered: i64,
    pub waitlisted: i64,
    /// How many ever signed up.
    pub last_number: i64,
    pub created_at: Time,
    pub updated_at: Time,
    /// From 1, one more with each change of the event itself.
    pub version: i64,
}

impl Event {
    pub fn status(&self, now: Time) -> EventStatus {
        match self.state {
            EventState::Draft => EventStatus::Draft,
            EventState::Cancelled => EventStatus::Cancelled,
            EventState::Published if self.details.ends_at <= now => EventStatus::Past,
            EventState::Published => EventStatus::Published,
        }
    }

    /// Places that can be given now; `None` where there is no end of them.
    pub fn free(&self) -> Option<i64> {
        self.details.capacity.map(|capacity| (capacity - self.registered).max(0))
    }

    /// The revision of its calendar entry (RFC 5545, 3.8.7.4).
    pub fn sequence(&self) -> i64 {
        self.version - 1
    }
}

/// By which categories and tags are told apart: case and accents do not matter.
pub fn key(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Somebody's place in an event, or in its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Registration {
    pub id: Id,
    pub event_id: Id,
    pub user_id: Id,
    pub status: RegistrationStatus,
    /// Rises with each sign-up for the event; the line is in this order.
    pub number: i64,
    pub created_at: Time,
    /// When a reminder was made that still counts.
    pub reminded_at: Option<Time>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationStatus {
    Registered,
    Waitlisted,
}

impl RegistrationStatus {
    pub fn as_str(self) -> &'static str {
        match self {
            RegistrationStatus::Registered => "REGISTERED",
            RegistrationStatus::Waitlisted => "WAITLISTED",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [RegistrationStatus::Registered, RegistrationStatus::Waitlisted]
            .into_iter()
            .find(|status| status.as_str() == text)
    }
}

/// Which events are looked for; empty means all that may be seen.
/// `starts_from` is included, `starts_to` is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventQuery {
    /// Words that must all occur.
    pub search: Option<String>,
    pub starts_from: Option<Time>,
    pub starts_to: Option<Time>,
    pub category: Option<String>,
    pub tag: Option<String>,
    pub status: Option<EventStatus>,
    pub creator: Option<Id>,
}

impl EventQuery {
    /// Ties a cursor to this query.
    pub fn fingerprint(&self) -> String {
        format!("events {self:?}")
    }

    /// What is over is listed backwards, all else from the first.
    pub fn is_backwards(&self) -> bool {
        self.status == Some(EventStatus::Past)
    }
}

/// Whose drafts somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    NoDrafts,
    OwnDrafts(Id),
    AllDrafts,
}

/// A category or a tag, and how many events that are to come have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    pub name: String,
    pub count: i64,
}
