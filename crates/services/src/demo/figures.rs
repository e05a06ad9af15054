//! Readers and regulars of the last months, so that the figures have something
//! to tell.

use domain::analytics::{Book, Content, Day, MONTH, Member, Seen, Source, day, monday, start};
use domain::{Id, Random, Result, Time, User};
use store::Store;

/// Days that are told of.
const DAYS: Day = 400;
/// Of people who came within them, so many at most.
const MOST: usize = 200_000;
/// People or browsers written by one transaction.
const CHUNK: usize = 5_000;
/// Page views for each person, over all days.
const VIEWS: u64 = 10;
const VISITOR_DAYS: Day = 90;

/// What figures need of a person.
struct Came {
    id: Id,
    registered_at: Time,
    verified: bool,
    last_seen_at: Option<Time>,
}

pub struct Figures {
    random: Random,
    today: Day,
    people: u64,
    came: Vec<Came>,
    /// Those who came by an invitation, the oldest first.
    invited: Vec<Id>,
}

impl Figures {
    pub fn new(people: u64, random: Random, now: Time) -> Figures {
        Figures { random, today: day(now), people, came: Vec::new(), invited: Vec::new() }
    }

    fn oldest(&self) -> Day {
        self.today - (DAYS - 1)
    }

    /// Takes note of those who registered lately enough; later ones come later.
    pub fn note(&mut self, people: &[User]) {
        let oldest = self.oldest();
        for user in people.iter().filter(|user| day(user.created_at) >= oldest) {
            self.came.push(Came {
                id: user.id,
                registered_at: user.created_at,
                verified: user.email_verified,
                last_seen_at: user.last_login_at,
            });
        }
    }

    /// Writes all of it; gives those who came by an invitation.
    pub async fn write(mut self, store: &Store) -> Result<Vec<Id>> {
        let came = std::mem::take(&mut self.came);
        let some = &came[came.len().saturating_sub(MOST)..];
        for chunk in some.chunks(CHUNK) {
            let mut book = self.book();
            for person in chunk {
                self.person(&mut book, person);
            }
            self.save(store, book).await?;
        }
        let mut left: Vec<Day> = (self.oldest()..=self.today).collect();
        let mut book = self.book();
        while let Some(on) = left.pop() {
            self.readers(&mut book, on);
            if book.changes.visits.len() >= CHUNK || left.is_empty() {
                self.save(store, std::mem::replace(&mut book, self.book())).await?;
            }
        }
        Ok(self.invited)
    }

    fn book(&self) -> Book {
        Book { visitor_days: VISITOR_DAYS, oldest: self.oldest(), ..Book::default() }
    }

    /// Without what would be swept away again.
    async fn save(&self, store: &Store, mut book: Book) -> Result<()> {
        book.changes.active.retain(|(_, on)| *on > self.today - MONTH);
        book.changes.visits.retain(|(_, on, _)| *on > self.today - VISITOR_DAYS);
        let tx = store.begin().await?;
        store::analytics::save(&tx, &book);
        tx.commit().await
    }

    fn once_in(&self, many: u64) -> bool {
        self.random.below(many) == 0
    }

    fn content(&self) -> Content {
        match self.random.below(10) {
            0..5 => Content::Post,
            5..8 => Content::Event,
            _ => Content::Profile,
        }
    }

    fn person(&mut self, book: &mut Book, came: &Came) {
        let registered = day(came.registered_at);
        let mut member = Member::new(came.registered_at, None);
        if self.once_in(6) {
            member.source = Some(Source::Invitation);
            self.invited.push(came.id);
        } else if !self.once_in(3) {
            let visitor = Id::from_bytes(self.random.bytes());
            let ago = chrono::Duration::minutes(1 + self.random.below(90) as i64);
            let seen = Seen { at: came.registered_at - ago, content: self.content() };
            book.visited(visitor, seen);
            book.viewed(day(seen.at), seen.content, false, 1 + self.random.below(4) as i64);
            member.visitor = Some(visitor);
        }
        let stays = match member.source {
            Some(Source::Invitation) => 8,
            _ => 4,
        };
        book.members.insert(came.id, member);
        book.registered(came.id);
        if !came.verified {
            return;
        }
        book.verified(came.id, came.registered_at + chrono::Duration::minutes(7));
        let Some(last) = came.last_seen_at.map(day) else { return };
        book.signed_in(came.id, came.registered_at + chrono::Duration::minutes(9));
        let mut on = registered;
        // Ever more rarely, and some not at all.
        let mut rest = 1 + self.random.below(6) as Day;
        while on + rest <= last {
            on += rest;
            book.came(came.id, on);
            if self.once_in(stays) {
                rest += 1 + self.random.below(9) as Day;
            }
        }
        if last < self.today - MONTH && self.once_in(2) {
            book.came(came.id, last);
        } else {
            book.signed_in(came.id, start(last));
        }
        if self.once_in(3) {
            book.took_part(came.id, start(on));
        }
    }

    /// A day's readers: more on weekdays, and more from month to month.
    fn readers(&self, book: &mut Book, on: Day) {
        let usual = (self.people * VIEWS / DAYS as u64 / 3).max(4) as f64;
        let grown = 0.55 + 0.9 * f64::from(on - self.oldest()) / f64::from(DAYS);
        let week = [1.15, 1.2, 1.1, 1.05, 0.95, 0.7, 0.75][((on - monday(on)) as usize) % 7];
        let chance = 0.85 + self.random.below(31) as f64 / 100.0;
        for _ in 0..(usual * grown * week * chance).round() as u64 {
            let visitor = Id::from_bytes(self.random.bytes());
            let mut seen = on;
            loop {
                let at = start(seen) + chrono::Duration::seconds(self.random.below(86_400) as i64);
                let content = self.content();
                book.visited(visitor, Seen { at, content });
                book.viewed(seen, content, false, 1 + self.random.below(5) as i64);
                seen += 1 + self.random.below(20) as Day;
                if seen > self.today || self.once_in(2) {
                    break;
                }
            }
            // Nobody asks for a browser twice.
            book.visits.remove(&visitor);
        }
    }
}
