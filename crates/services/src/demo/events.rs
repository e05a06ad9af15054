//! Events for demonstrations: over, to come, full, cancelled and drafted.

use std::sync::Arc;

use chrono::{Duration, NaiveTime};
use domain::events::{Details, Event, EventState, Registration, RegistrationStatus};
use domain::{Id, Random, Role, Time, User, ids};

/// People who organise and who come.
const ORGANISERS: usize = 12;
const GUESTS: usize = 60;

/// Title, description, place, category and tags.
type Idea = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const IDEAS: [Idea; 12] = [
    (
        "A walk along the coast",
        "Slowly, with stops for **birds**.",
        "The lighthouse",
        "Walks",
        &["outdoors", "birds"],
    ),
    (
        "Bread from scratch",
        "Bring an apron. We bake:\n\n- rye\n- spelt\n- focaccia",
        "The old bakery",
        "Workshops",
        &["cooking"],
    ),
    (
        "Maps, and what they leave out",
        "A talk with many pictures.",
        "Library, second floor",
        "Talks",
        &["maps", "history"],
    ),
    (
        "Repair café",
        "Lamps, toasters, trousers: we try.",
        "Community hall",
        "Workshops",
        &["repair", "neighbours"],
    ),
    (
        "Stars above the quarry",
        "Telescopes are there. Dress warmly.",
        "The quarry",
        "Walks",
        &["outdoors", "night"],
    ),
    ("Book swap", "Bring two, take two.", "Reading room", "Meetings", &["books"]),
    (
        "Choir, open rehearsal",
        "No audition. Only voices.",
        "School auditorium",
        "Music",
        &["singing"],
    ),
    ("First steps in Rust", "A laptop is enough.", "Room 4", "Workshops", &["programming"]),
    (
        "Seeds and seedlings",
        "Give away what is too much for you.",
        "The allotments",
        "Meetings",
        &["garden", "neighbours"],
    ),
    ("Film night: a silent one", "With a piano.", "The small cinema", "Talks", &["film", "night"]),
    (
        "Chess in the park",
        "Boards are there.",
        "The park, by the fountain",
        "Meetings",
        &["games", "outdoors"],
    ),
    ("Drawing what stands still", "Bottles, mostly.", "Studio 12", "Workshops", &["drawing"]),
];

/// Those who organise and those who come, as they are met.
#[derive(Default)]
pub struct Cast {
    organisers: Vec<(Id, String)>,
    pub guests: Vec<Id>,
}

impl Cast {
    pub fn meet(&mut self, people: &[User]) {
        let members = people
            .iter()
            .filter(|user| user.email_verified && !user.is_locked && user.role != Role::Anonymous);
        for user in members {
            if user.is_professional && self.organisers.len() < ORGANISERS {
                self.organisers.push((user.id, user.profile.time_zone.clone()));
            } else if self.guests.len() < GUESTS {
                self.guests.push(user.id);
            }
        }
    }
}

/// As many as there are unless somebody wants more: two of each idea, one that
/// is over or soon, and one later.
pub const FEW: u64 = 2 * IDEAS.len() as u64;
/// The days that these are on, before and after today, and those that very
/// many are on.
const DAYS: (i64, i64) = (20, 76);
const MANY_DAYS: (i64, i64) = (365, 365);

pub struct Planner {
    cast: Cast,
    random: Random,
    now: Time,
}

impl Planner {
    pub fn new(cast: Cast, seed: u64, now: Time) -> Planner {
        let random = Random::Seeded(Arc::new(seed.wrapping_add(7).into()));
        Planner { cast, random, now }
    }

    /// One of so many, and who signed up; none when nobody is there to
    /// organise it. Every next one begins on the same day or later.
    pub fn event(&self, number: u64, of: u64) -> Option<(Event, Vec<Registration>)> {
        let (random, cast) = (&self.random, &self.cast);
        if cast.organisers.is_empty() {
            return None;
        }
        let turn = number as usize;
        let (title, description, place, category, tags) = IDEAS[turn % IDEAS.len()];
        let (creator, zone) = &cast.organisers[turn % cast.organisers.len()];
        let today = self.now.date_naive().and_time(NaiveTime::MIN).and_utc();
        let (before, after) = if of > FEW { MANY_DAYS } else { DAYS };
        let day = number as i64 * (before + after) / of.max(1) as i64 - before;
        let starts_at = today + Duration::days(day) + Duration::hours(9 + random.below(10) as i64);
        let made_at = self.now.min(starts_at) - Duration::days(10 + random.below(20) as i64);
        let state = match number % 8 {
            7 => EventState::Draft,
            5 => EventState::Cancelled,
            _ => EventState::Published,
        };
        // Of many, some last for weeks.
        let length = match of > FEW && random.below(200) == 0 {
            true => Duration::days(8 + random.below(60) as i64),
            false => Duration::minutes(60 + 30 * random.below(5) as i64),
        };
        let mut event = Event {
            id: ids::at(made_at, &random.bytes()),
            creator: Some(*creator),
            state,
            details: Details {
                title: title.to_owned(),
                description: description.to_owned(),
                starts_at,
                ends_at: starts_at + length,
                time_zone: zone.clone(),
                location: Some(place.to_owned()),
                url: None,
                capacity: number.is_multiple_of(3).then(|| 5 + random.below(15) as i64),
                category: Some(category.to_owned()),
                tags: tags.iter().map(|tag| tag.to_string()).collect(),
            },
            registered: 0,
            waitlisted: 0,
            last_number: 0,
            created_at: made_at,
            updated_at: made_at,
            version: 1,
        };
        let most = if of > FEW { 3 } else { 25 };
        let wanted = match state {
            EventState::Draft => 0,
            _ => (random.below(most) as usize).min(cast.guests.len()),
        };
        let first = random.below(cast.guests.len().max(1) as u64) as usize;
        let comers = cast.guests.iter().cycle().skip(first).take(wanted).copied();
        let registrations = comers.map(|user| self.sign_up(&mut event, user)).collect();
        Some((event, registrations))
    }

    fn sign_up(&self, event: &mut Event, user_id: Id) -> Registration {
        let has_place = event.free().is_none_or(|free| free > 0);
        let (status, count) = match has_place {
            true => (RegistrationStatus::Registered, &mut event.registered),
            false => (RegistrationStatus::Waitlisted, &mut event.waitlisted),
        };
        *count += 1;
        event.last_number += 1;
        Registration {
            id: ids::at(event.created_at, &self.random.bytes()),
            event_id: event.id,
            user_id,
            status,
            number: event.last_number,
            created_at: event.created_at + Duration::hours(event.last_number),
            // Nobody is to be mailed.
            reminded_at: Some(event.created_at),
        }
    }
}
