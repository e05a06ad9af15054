//! Invitations for demonstrations: those by which people came, and others that
//! wait, were opened, ran out or were taken back.

use std::sync::Arc;

use chrono::Duration;
use domain::analytics::Book;
use domain::invitations::{Invitation, InvitationStatus};
use domain::{Id, Random, Result, Time, User, ids};
use store::Store;

use super::names::{LANDS, Land};
use crate::invitations::KEPT_DAYS;

/// Of those who came by one, so many at most.
const MOST: usize = 3_000;
/// Invitations written by one transaction.
const CHUNK: usize = 500;
/// Days that an invitation is good for.
const GOOD_DAYS: i64 = 14;
/// Days in which those were sent by which nobody came.
const LATE_DAYS: u64 = 120;
/// Of these there are so many at least.
const LEAST: usize = 24;

const MESSAGES: [&str; 4] = [
    "We meet on Thursdays.",
    "You asked about the walks: this is where they are planned.",
    "Come and have a look.",
    "The photos that I told you of are here.",
];

struct Maker {
    random: Random,
    now: Time,
    inviters: Vec<User>,
    made: u64,
}

/// Makes them for the `invited`, the oldest first, in the names of `inviters`.
pub async fn fill(
    store: &Store,
    inviters: &[Id],
    invited: &[Id],
    seed: u64,
    now: Time,
) -> Result<()> {
    let inviters = people(store, inviters).await?;
    if inviters.is_empty() {
        return Ok(());
    }
    let random = Random::Seeded(Arc::new((seed ^ 0x1417).into()));
    let mut maker = Maker { random, now, inviters, made: 0 };
    let invited = &invited[invited.len().saturating_sub(MOST)..];
    for some in invited.chunks(CHUNK) {
        let people = people(store, some).await?;
        let made = people.iter().filter_map(|user| maker.followed(user)).collect();
        save(store, made).await?;
    }
    let mut left = invited.len().max(LEAST);
    while left > 0 {
        let some = left.min(CHUNK);
        let made = (0..some).filter_map(|_| maker.other()).collect();
        save(store, made).await?;
        left -= some;
    }
    Ok(())
}

/// In the order in which they came.
async fn people(store: &Store, ids: &[Id]) -> Result<Vec<User>> {
    let mut found = store::accounts::by_ids(store, ids).await?;
    found.sort_by_key(|user| (user.created_at, user.id));
    Ok(found)
}

/// Writes them, and counts what happened to them.
async fn save(store: &Store, made: Vec<Invitation>) -> Result<()> {
    let mut book = Book::default();
    for one in &made {
        book.invitation("sent", one.created_at);
        if let Some(at) = one.accepted_at {
            book.invitation("accepted", at);
        }
        if let Some(at) = one.converted_at {
            book.invitation("converted", at);
        }
    }
    let tx = store.begin().await?;
    store::invitations::insert(&tx, &made).await?;
    store::analytics::save(&tx, &book);
    tx.commit().await
}

impl Maker {
    fn once_in(&self, many: u64) -> bool {
        self.random.below(many) == 0
    }

    fn pick<'a, T>(&self, list: &'a [T]) -> &'a T {
        &list[self.random.below(list.len() as u64) as usize]
    }

    /// Somebody who was a member at that time; some invite far more than others.
    fn inviter(&self, at: Time) -> Option<&User> {
        let members = self.inviters.partition_point(|user| user.created_at < at) as u64;
        let below = |end: u64| self.random.below(end.max(1));
        self.inviters[..members as usize].get(below(below(members) + 1) as usize)
    }

    fn invitation(&mut self, created_at: Time, name: String, email: String) -> Option<Invitation> {
        let inviter = self.inviter(created_at)?;
        let (inviter_id, nickname) = (inviter.id, inviter.nickname.clone());
        self.made += 1;
        let mut rest: [u8; 10] = self.random.bytes();
        // Rising within a millisecond too.
        rest[..6].copy_from_slice(&(self.made << 2).to_be_bytes()[2..]);
        let expires_at = created_at + Duration::days(GOOD_DAYS);
        // Some time after its end nobody needs to know any more whom it was for.
        let kept = expires_at + Duration::days(KEPT_DAYS) > self.now;
        let message = self.once_in(3).then(|| (*self.pick(&MESSAGES)).to_owned());
        Some(Invitation {
            id: ids::at(created_at, &rest),
            inviter_id,
            inviter: nickname,
            name: kept.then_some(name),
            email: kept.then_some(email),
            message: message.filter(|_| kept),
            kept: InvitationStatus::Sent,
            created_at,
            expires_at,
            accepted_at: None,
            converted_at: None,
            used_by: None,
        })
    }

    /// The invitation by which somebody came.
    fn followed(&mut self, user: &User) -> Option<Invitation> {
        let waited = Duration::minutes(10 + self.random.below(5 * 24 * 60) as i64);
        let name = user.profile.first_name.clone().unwrap_or_else(|| user.nickname.clone());
        let mut made = self.invitation(user.created_at - waited, name, user.email.clone())?;
        made.used_by = Some(user.id);
        made.accepted_at = Some(user.created_at - Duration::minutes(4));
        made.kept = InvitationStatus::Accepted;
        if user.email_verified {
            made.kept = InvitationStatus::Converted;
            made.converted_at = Some((user.created_at + Duration::minutes(7)).min(self.now));
        }
        Some(made)
    }

    /// One by which nobody has come.
    fn other(&mut self) -> Option<Invitation> {
        let ago = Duration::minutes(5 + self.random.below(LATE_DAYS * 24 * 60) as i64);
        let land: &Land = self.pick(LANDS);
        let (first, latin) = *self.pick(land.firsts);
        let (last, latin_last) = *self.pick(land.lasts);
        let email = format!("{latin}.{latin_last}.{}@friends.example", self.made);
        let mut made = self.invitation(self.now - ago, format!("{first} {last}"), email)?;
        if self.once_in(3) {
            let opened = made.created_at + Duration::minutes(self.random.below(3 * 24 * 60) as i64);
            made.accepted_at = Some(opened.min(self.now));
            made.kept = InvitationStatus::Accepted;
        }
        if self.once_in(9) {
            made.kept = InvitationStatus::Revoked;
        }
        Some(made)
    }
}
