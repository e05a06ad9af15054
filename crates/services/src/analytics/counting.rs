//! Views and signs of life, gathered in memory until they are written.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::analytics::{Content, Day, Seen, day};
use domain::{Actor, Id, Result, Time};
use prometheus_client::metrics::counter::Counter;

use super::book;
use crate::{App, throttle};

/// Browsers and people remembered at most; what is beyond is not counted.
const MOST: usize = 50_000;
/// Browsers of one client that are counted within an hour: more than a campus
/// behind one address has.
const OF_A_CLIENT: usize = 5_000;
/// Of what waits, so much is written by one transaction.
const BATCH: usize = 500;

#[derive(Default)]
struct Waiting {
    views: HashMap<(Day, Content, bool), i64>,
    /// The first view of each browser on a day.
    visits: HashMap<(Id, Day), Seen>,
    /// When people were seen last on a day.
    people: HashMap<(Id, Day), Time>,
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.views.is_empty() && self.visits.is_empty() && self.people.is_empty()
    }

    fn is_full(&self) -> bool {
        self.visits.len() + self.people.len() >= MOST
    }

    fn visit(&mut self, visitor: Id, seen: Seen) {
        let place = self.visits.entry((visitor, day(seen.at))).or_insert(seen);
        if seen.at < place.at {
            *place = seen;
        }
    }

    fn person(&mut self, user: Id, at: Time) {
        let place = self.people.entry((user, day(at))).or_insert(at);
        *place = at.max(*place);
    }

    /// Some of it, to be written at once.
    fn part(&mut self) -> Waiting {
        let visits: Vec<_> = self.visits.keys().copied().take(BATCH).collect();
        let people: Vec<_> = self.people.keys().copied().take(BATCH).collect();
        Waiting {
            views: std::mem::take(&mut self.views),
            visits: visits.iter().filter_map(|key| self.visits.remove_entry(key)).collect(),
            people: people.iter().filter_map(|key| self.people.remove_entry(key)).collect(),
        }
    }

    /// Takes back what could not be written.
    fn merge(&mut self, other: Waiting) {
        for (key, count) in other.views {
            *self.views.entry(key).or_default() += count;
        }
        other.visits.into_iter().for_each(|((visitor, _), seen)| self.visit(visitor, seen));
        other.people.into_iter().for_each(|((user, _), at)| self.person(user, at));
    }
}

/// Which browsers each client had within the hour. Requests without a cookie
/// look like a new browser each, and would make a row each. Addresses stay in
/// memory, and no longer than that.
#[derive(Default)]
struct Crowd {
    hour: i64,
    clients: HashMap<String, HashSet<Id>>,
    count: usize,
}

impl Crowd {
    fn admits(&mut self, client: String, visitor: Id, now: Time) -> bool {
        let hour = now.timestamp().div_euclid(3600);
        if self.hour != hour {
            *self = Crowd { hour, ..Crowd::default() };
        }
        if self.count >= MOST {
            return self.clients.get(&client).is_some_and(|known| known.contains(&visitor));
        }
        let known = self.clients.entry(client).or_default();
        if known.contains(&visitor) {
            return true;
        }
        let room = known.len() < OF_A_CLIENT;
        if room {
            known.insert(visitor);
            self.count += 1;
        }
        room
    }
}

/// What this process has still to write.
#[derive(Default)]
pub struct Counting {
    waiting: Mutex<Waiting>,
    crowd: Mutex<Crowd>,
    /// One writes at a time.
    turn: tokio::sync::Mutex<()>,
    /// Page views that were counted.
    pub(crate) views: Counter,
    /// Views of browsers, and people, that were not counted as such, because
    /// they were too many.
    pub(crate) dropped: Counter,
}

impl Counting {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn admits(&self, address: Option<IpAddr>, visitor: Id, now: Time) -> bool {
        let mut crowd = self.crowd.lock().unwrap_or_else(PoisonError::into_inner);
        crowd.admits(throttle::client(address), visitor, now)
    }
}

/// A page view of published content. `visitor` is the browser, unless it asks
/// not to be known or somebody is signed in with it.
pub fn view(app: &App, actor: &Actor, content: Content, visitor: Option<Id>) {
    if !app.settings.analytics.enabled {
        return;
    }
    let now = app.clock.now();
    let signed_in = actor.user_id().is_some();
    app.counting.views.inc();
    *app.counting.waiting().views.entry((day(now), content, signed_in)).or_default() += 1;
    let Some(visitor) = visitor.filter(|_| !signed_in) else { return };
    let limited = app.settings.limits.enabled;
    let admitted = !limited || app.counting.admits(actor.origin.address, visitor, now);
    let mut waiting = app.counting.waiting();
    if !admitted || waiting.is_full() {
        app.counting.dropped.inc();
        return;
    }
    waiting.visit(visitor, Seen { at: now, content });
}

/// Somebody came signed in.
pub fn came(app: &App, user: Id) {
    if !app.settings.analytics.enabled {
        return;
    }
    let mut waiting = app.counting.waiting();
    if waiting.is_full() {
        app.counting.dropped.inc();
        return;
    }
    waiting.person(user, app.clock.now());
}

/// Writes what waits. What cannot be written waits on.
pub async fn flush(app: &App) -> Result<()> {
    let _turn = app.counting.turn.lock().await;
    loop {
        let part = {
            let mut waiting = app.counting.waiting();
            if waiting.is_empty() {
                return Ok(());
            }
            waiting.part()
        };
        if let Err(error) = write(app, &part).await {
            app.counting.waiting().merge(part);
            return Err(error);
        }
    }
}

async fn write(app: &App, part: &Waiting) -> Result<()> {
    let mut people: HashMap<Id, Time> = HashMap::new();
    for ((user, _), at) in &part.people {
        let place = people.entry(*user).or_insert(*at);
        *place = (*at).max(*place);
    }
    let users: Vec<Id> = people.keys().copied().collect();
    let mut visitors: Vec<Id> = part.visits.keys().map(|(visitor, _)| *visitor).collect();
    visitors.sort();
    visitors.dedup();
    let mut book = book(app);
    let tx = app.store.begin().await?;
    store::analytics::lock(&tx).await?;
    store::analytics::load(&tx, &users, &visitors, &mut book).await?;
    for ((day, content, signed_in), count) in &part.views {
        book.viewed(*day, *content, *signed_in, *count);
    }
    for ((visitor, _), seen) in &part.visits {
        book.visited(*visitor, *seen);
    }
    for (user, day) in part.people.keys() {
        book.came(*user, *day);
    }
    store::analytics::save(&tx, &book);
    store::analytics::seen(&tx, &people);
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_has_so_many_browsers_in_an_hour() {
        let mut crowd = Crowd::default();
        let at =
            |minutes: i64| domain::analytics::start(20_000) + chrono::Duration::minutes(minutes);
        let mut admits = |client: &str, visitor: usize, minutes| {
            crowd.admits(client.to_owned(), Id::from_u128(visitor as u128), at(minutes))
        };
        assert!((0..OF_A_CLIENT).all(|visitor| admits("a", visitor, 0)));
        // Those that are known come again, others do not; another client has its own.
        assert!(!admits("a", OF_A_CLIENT, 59) && admits("a", 7, 59));
        assert!(admits("b", OF_A_CLIENT, 59) && admits("a", OF_A_CLIENT, 60));
        for client in 0..MOST {
            admits(&client.to_string(), 0, 120);
        }
        assert!(!admits("c", 0, 121) && admits("0", 0, 121) && !admits("0", 1, 121));
        assert_eq!(crowd.count, MOST);
    }

    #[test]
    fn what_was_taken_out_comes_back_whole() {
        let mut waiting = Waiting::default();
        let at =
            |seconds: i64| domain::analytics::start(20_000) + chrono::Duration::seconds(seconds);
        for n in 0..1200_u128 {
            waiting.visit(Id::from_u128(n), Seen { at: at(9), content: Content::Post });
            waiting.person(Id::from_u128(n), at(5));
        }
        waiting.views.insert((20_000, Content::Post, false), 7);
        let part = waiting.part();
        assert_eq!((part.visits.len(), part.people.len(), part.views.len()), (BATCH, BATCH, 1));
        waiting.views.insert((20_000, Content::Post, false), 1);
        waiting.merge(part);
        assert_eq!((waiting.visits.len(), waiting.people.len()), (1200, 1200));
        assert_eq!(waiting.views[&(20_000, Content::Post, false)], 8);
        // The first view of a day stays the first, the last sign the last.
        waiting.visit(Id::from_u128(3), Seen { at: at(3), content: Content::Event });
        waiting.visit(Id::from_u128(3), Seen { at: at(30), content: Content::Post });
        waiting.person(Id::from_u128(3), at(2));
        assert_eq!(waiting.visits[&(Id::from_u128(3), 20_000)].content, Content::Event);
        assert_eq!(waiting.people[&(Id::from_u128(3), 20_000)], at(5));
    }
}
