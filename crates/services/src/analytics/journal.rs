//! Works what the journal tells into the roll-ups.
//!
//! Seals are numbered in order and without gaps, in whatever order the rows
//! were committed; so the number of the last seal is all that has to be known
//! of how far the work has come.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::analytics::{Book, Member, Source};
use domain::journal::Entry;
use domain::{Id, Result};
use serde_json::Value;

use super::book;
use crate::App;

/// Rows worked in by one transaction.
const BATCH: u64 = 500;
/// Transactions of one go.
const GOES: usize = 20;
/// How long the journal is left alone: the views before a registration are to
/// be written before it is worked in.
const BEHIND: Duration = Duration::from_secs(3);

/// When the journal was seen to be sealed how far.
#[derive(Default)]
pub struct Marks(Mutex<VecDeque<(Instant, i64)>>);

impl Marks {
    /// Notes how far it is sealed now, and says how far it was a while ago.
    fn pass(&self, now: Instant, head: i64) -> i64 {
        let mut marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if marks.back().is_none_or(|(_, last)| *last != head) {
            marks.push_back((now, head));
        }
        let old = |(at, _): &(Instant, i64)| now.duration_since(*at) >= BEHIND;
        while marks.len() > 1 && marks.get(1).is_some_and(old) {
            marks.pop_front();
        }
        marks.front().copied().filter(old).map_or(0, |(_, head)| head)
    }
}

/// Works in what was sealed a while ago.
pub async fn work_in(app: &App) -> Result<()> {
    let head = store::journal::head(&app.store).await?.map_or(0, |seal| seal.number);
    let until = app.marks.pass(Instant::now(), head);
    if !app.settings.analytics.enabled {
        return pass_over(app, head).await;
    }
    for _ in 0..GOES {
        if !some(app, until).await? {
            break;
        }
    }
    Ok(())
}

/// What happens while nothing is counted is not counted later either.
async fn pass_over(app: &App, head: i64) -> Result<()> {
    if store::analytics::cursor(&app.store).await? >= head {
        return Ok(());
    }
    let tx = app.store.begin().await?;
    store::analytics::lock(&tx).await?;
    store::analytics::set_cursor(&tx, head);
    tx.commit().await
}

/// Says whether there may be more.
async fn some(app: &App, until: i64) -> Result<bool> {
    if store::analytics::cursor(&app.store).await? >= until {
        return Ok(false);
    }
    let tx = app.store.begin().await?;
    store::analytics::lock(&tx).await?;
    // Another copy may have been here.
    let from = store::analytics::cursor(&tx).await?;
    let mut entries = store::journal::sealed_from(&tx, from + 1, BATCH).await?;
    let number = |entry: &Entry| entry.seal.as_ref().map_or(0, |seal| seal.number);
    entries.retain(|entry| number(entry) <= until);
    let Some(last) = entries.last().map(number) else { return Ok(false) };
    let counted: Vec<(&Entry, Id)> = entries
        .iter()
        .filter(|entry| COUNTED.contains(&entry.action.as_str()))
        .filter_map(|entry| Some((entry, entry.user_id?)))
        .collect();
    let mut people: Vec<Id> = counted.iter().map(|(_, user)| *user).collect();
    people.sort();
    people.dedup();
    let mut book = book(app);
    store::analytics::load(&tx, &people, &[], &mut book).await?;
    for (entry, user) in &counted {
        note(&mut book, entry, *user);
    }
    store::analytics::save(&tx, &book);
    for (entry, user) in &counted {
        if entry.action == "user.deleted" {
            store::analytics::forget(&tx, *user);
        }
    }
    store::analytics::set_cursor(&tx, last);
    tx.commit().await?;
    Ok(last < until)
}

/// The actions that are counted, as the journal has them.
const COUNTED: [&str; 10] = [
    "user.registered",
    "user.verified",
    "user.deleted",
    "session.created",
    "post.created",
    "event.registered",
    "event.waitlisted",
    "invitation.created",
    "invitation.accepted",
    "invitation.converted",
];

/// Something that a fact noted of the new state, unless it was erased.
fn noted<'a>(entry: &'a Entry, field: &str) -> Option<&'a Value> {
    let changes = entry.changes.as_ref()?;
    changes.value["after"].get(field)
}

fn note(book: &mut Book, entry: &Entry, user: Id) {
    match entry.action.as_str() {
        "user.registered" => {
            // Who registered before there were figures, or is gone already.
            let new = || Member::new(entry.at, None);
            let member = book.members.entry(user).or_insert_with(new);
            if noted(entry, "invitation").is_some() {
                member.source = Some(Source::Invitation);
            }
            book.registered(user);
            if noted(entry, "email_verified") == Some(&Value::Bool(true)) {
                book.verified(user, entry.at);
            }
        }
        "user.verified" => book.verified(user, entry.at),
        "session.created" => book.signed_in(user, entry.at),
        "post.created" | "event.registered" | "event.waitlisted" => book.took_part(user, entry.at),
        "invitation.created" => {
            book.took_part(user, entry.at);
            book.invitation("sent", entry.at);
        }
        "invitation.accepted" => book.invitation("accepted", entry.at),
        "invitation.converted" => book.invitation("converted", entry.at),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_waits_a_while() {
        let marks = Marks::default();
        let began = Instant::now();
        let after = |seconds| began + Duration::from_secs(seconds);
        assert_eq!(marks.pass(after(0), 5), 0);
        assert_eq!(marks.pass(after(1), 7), 0);
        assert_eq!(marks.pass(after(3), 7), 5);
        assert_eq!(marks.pass(after(4), 9), 7);
        assert_eq!(marks.pass(after(60), 9), 9);
        assert_eq!(marks.pass(after(61), 9), 9);
    }
}
