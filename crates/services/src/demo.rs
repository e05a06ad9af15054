//! People, what they write, plan and invite to, for demonstrations and
//! measurements, the same for the same seed and day. None of them can sign in.

mod events;
mod figures;
mod invitations;
mod names;
mod posts;

use std::sync::Arc;

use chrono::{Duration, NaiveTime};
use domain::accounts::LockedBy;
use domain::posts::Post;
use domain::{Actor, Error, Id, Permission, Profile, Random, Result, Role, Time, User, ids};
use names::{HOBBIES, LANDS, Land, NICKNAMES, TRADES};
use store::Store;
use store::demo::Fill;
use tokio::sync::mpsc;

/// People made and written at once.
const CHUNK: u64 = 10_000;
/// Over how many days they came.
const DAYS: i64 = 6 * 365;
/// Events, unless somebody wants more.
pub const FEW_EVENTS: u64 = events::FEW;
/// Ids begin with 48 bits of milliseconds.
pub const MAX_PEOPLE: u64 = 100_000_000;

/// How far a filling has come.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    People { done: u64, of: u64 },
    Posts { done: u64, of: u64 },
    Events { done: u64, of: u64 },
    Indexes { done: usize, of: usize },
}

/// How much there is to be; another seed makes others.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    pub people: u64,
    pub posts: u64,
    pub events: u64,
    pub seed: u64,
}

/// Fills an empty database.
pub async fn fill(
    store: &Store,
    actor: &Actor,
    Amount { people, posts: count, events, seed }: Amount,
    now: Time,
    mut progress: impl FnMut(Progress),
) -> Result<()> {
    actor.must(Permission::Operate)?;
    let mut filling = Fill::begin(store).await?;
    let (send, mut made) = mpsc::channel(2);
    // Made on another thread than they are written on.
    let maker = tokio::task::spawn_blocking(move || {
        let maker = Maker::new(people, seed, now);
        for from in (0..people).step_by(CHUNK as usize) {
            let some: Vec<User> =
                (from..(from + CHUNK).min(people)).map(|number| maker.person(number)).collect();
            if send.blocking_send(some).is_err() {
                return;
            }
        }
    });
    let mut done = 0;
    let mut authors: Vec<posts::Author> = Vec::new();
    let random = Random::Seeded(Arc::new((seed ^ 0x5eed).into()));
    let mut figures = figures::Figures::new(people, random, now);
    let mut cast = events::Cast::default();
    while let Some(some) = made.recv().await {
        filling.add(&some).await?;
        let writers = some.iter().filter(|user| crate::profiles::is_public(user));
        authors.extend(writers.take(posts::AUTHORS).map(posts::Author::of));
        figures.note(&some);
        cast.meet(&some);
        done += some.len() as u64;
        progress(Progress::People { done, of: people });
    }
    maker.await.map_err(Error::internal)?;
    let writer = posts::Writer::new(authors, seed, now);
    for from in (0..count).step_by(CHUNK as usize) {
        let to = (from + CHUNK).min(count);
        let some: Vec<Post> = (from..to).filter_map(|number| writer.post(number, count)).collect();
        filling.add_posts(&some).await?;
        progress(Progress::Posts { done: to, of: count });
    }
    let guests = cast.guests.clone();
    let planner = events::Planner::new(cast, seed, now);
    for from in (0..events).step_by(CHUNK as usize) {
        let to = (from + CHUNK).min(events);
        let planned = (from..to).filter_map(|number| planner.event(number, events));
        let (some, registrations): (Vec<_>, Vec<_>) = planned.unzip();
        filling.add_events(&some, &registrations.concat()).await?;
        progress(Progress::Events { done: to, of: events });
    }
    filling.finish(|done, of| progress(Progress::Indexes { done, of })).await?;
    let invited = figures.write(store).await?;
    invitations::fill(store, &guests, &invited, seed, now).await
}

struct Maker {
    people: u64,
    random: Random,
    /// When the first came, and how long all took.
    first: Time,
    span: Duration,
}

impl Maker {
    fn new(people: u64, seed: u64, now: Time) -> Maker {
        let today = now.date_naive().and_time(NaiveTime::MIN).and_utc();
        let span = Duration::days(DAYS);
        let random = Random::Seeded(Arc::new(seed.into()));
        Maker { people, random, first: today - span, span }
    }

    /// One chance in so many.
    fn once_in(&self, many: u64) -> bool {
        self.random.below(many) == 0
    }

    fn pick<'a, T>(&self, list: &'a [T]) -> &'a T {
        &list[self.random.below(list.len() as u64) as usize]
    }

    /// Every next one came later than the one before.
    fn created_at(&self, number: u64) -> Time {
        let micros = self.span.num_microseconds().unwrap_or(i64::MAX);
        let step = micros / self.people.max(1) as i64;
        let within = self.random.below(step.max(1) as u64) as i64;
        self.first + Duration::microseconds(step * number as i64 + within)
    }

    fn id(&self, at: Time, number: u64) -> Id {
        let mut rest: [u8; 10] = self.random.bytes();
        // Rising within a millisecond too.
        rest[..6].copy_from_slice(&(number << 2).to_be_bytes()[2..]);
        ids::at(at, &rest)
    }

    fn person(&self, number: u64) -> User {
        let land = self.pick(LANDS);
        let (first, first_latin) = *self.pick(land.firsts);
        let (last, last_latin) = *self.pick(land.lasts);
        let created_at = self.created_at(number);
        let age = self.span - (created_at - self.first);
        let verified = !self.once_in(12);
        let locked = self.once_in(70);
        let seen = (verified && !self.once_in(6)).then(|| created_at + self.part_of(age));
        let professional = verified && self.once_in(25);
        let changed = match self.once_in(3) {
            true => created_at + self.part_of(age),
            false => created_at,
        };
        User {
            id: self.id(created_at, number),
            nickname: self.nickname(first_latin, last_latin, number),
            email: self.email(first_latin, last_latin, number),
            email_verified: verified,
            profile: self.profile(land, first, last),
            extra: Default::default(),
            role: match verified {
                false => Role::Anonymous,
                true if self.once_in(600) => Role::Manager,
                true => Role::Authenticated,
            },
            is_professional: professional,
            professional_status_updated_at: professional.then_some(changed),
            last_login_at: seen,
            failed_login_attempts: match locked {
                true => 5,
                false if self.once_in(40) => 1 + self.random.below(4) as i32,
                false => 0,
            },
            is_locked: locked,
            locked_at: locked.then(|| seen.unwrap_or(created_at)),
            // Nothing ends these by itself.
            locked_by: locked.then_some(LockedBy::Person),
            delete_after: None,
            leaving_posts: None,
            mailing_list: false,
            picture: None,
            created_at,
            updated_at: changed,
            version: 1,
        }
    }

    fn part_of(&self, time: Duration) -> Duration {
        let micros = time.num_microseconds().unwrap_or_default().max(1) as u64;
        Duration::microseconds(self.random.below(micros) as i64)
    }

    /// The number makes it nobody else's.
    fn nickname(&self, first: &str, last: &str, number: u64) -> String {
        match self.random.below(5) {
            0 => format!("{first}_{last}_{number}"),
            1 => format!("{first}-{number}"),
            2 => format!("{}{last}_{number}", &first[..1]),
            _ => format!("{}_{}_{number}", self.pick(&NICKNAMES.0), self.pick(&NICKNAMES.1)),
        }
    }

    fn email(&self, first: &str, last: &str, number: u64) -> String {
        let hosts = ["example.org", "example.com", "example.net", "mail.example", "post.example"];
        let host = self.pick(&hosts);
        match self.random.below(3) {
            0 => format!("{first}.{last}.{number}@{host}"),
            1 => format!("{}{last}.{number}@{host}", &first[..1]),
            _ => format!("{last}.{number}@{host}"),
        }
    }

    fn profile(&self, land: &Land, first: &str, last: &str) -> Profile {
        let (city, zone) = *self.pick(land.cities);
        let bio = self.once_in(3).then(|| {
            let trade = self.pick(&TRADES);
            format!("{trade}. {}, {}.", self.pick(&HOBBIES), self.pick(&HOBBIES))
        });
        let named = !self.once_in(10);
        Profile {
            first_name: named.then(|| first.to_owned()),
            last_name: (named && !self.once_in(15)).then(|| last.to_owned()),
            bio,
            location: (!self.once_in(4)).then(|| city.to_owned()),
            profile_picture_url: None,
            linkedin_profile_url: None,
            github_profile_url: None,
            locale: land.locale.to_owned(),
            time_zone: zone.to_owned(),
            show_name: self.once_in(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::{EmailAddress, Nickname};

    use super::*;

    #[test]
    fn people_are_valid_and_nobody_is_twice() {
        let now = domain::clock::parse("2026-06-01").unwrap();
        let make = || {
            let maker = Maker::new(5000, 1, now);
            (0..5000).map(|number| maker.person(number)).collect::<Vec<User>>()
        };
        let people = make();
        assert_eq!(people, make());
        let (mut emails, mut nicknames) = (HashSet::new(), HashSet::new());
        for pair in people.windows(2) {
            assert!(pair[0].id < pair[1].id && pair[0].created_at <= pair[1].created_at);
        }
        for user in people {
            assert_eq!(EmailAddress::parse("email", &user.email).unwrap().as_str(), user.email);
            assert!(Nickname::parse("nickname", &user.nickname).is_ok(), "{}", user.nickname);
            assert!(user.created_at <= now && user.updated_at <= now);
            assert!(user.profile.time_zone.contains('/'), "{}", user.profile.time_zone);
            assert!(emails.insert(user.email) && nicknames.insert(user.nickname));
        }
    }
}
