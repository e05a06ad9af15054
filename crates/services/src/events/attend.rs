//! Signing up, standing in line, withdrawing. Each holds the event's row, so
//! that the last place is given once and the line keeps its order.

use std::collections::HashMap;

use domain::csv::write_cell;
use domain::events::{Event, EventState, EventStatus, Registration, RegistrationStatus};
use domain::page::{Listed, Page};
use domain::{Action, Actor, Error, Fact, Id, Noun, Permission, Result, clock};
use store::{StoreError, Tx};

use super::{find, hold, made, manages};
use crate::{App, journal};

/// People read at once for a file.
const BATCH: u64 = 500;

/// What became of a sign-up.
#[derive(Clone, Debug)]
pub struct SignedUp {
    pub registration: Registration,
    pub nickname: String,
    /// In the line, from 1.
    pub position: Option<i64>,
}

/// Somebody who signed up, as whoever organises the event sees them.
#[derive(Clone, Debug)]
pub struct Attendee {
    pub registration: Registration,
    pub nickname: Option<String>,
    pub position: Option<i64>,
}

/// A place for the caller while there is one, or else the end of the line.
pub async fn sign_up(app: &App, actor: &Actor, id: &str) -> Result<SignedUp> {
    actor.must(Permission::OwnAccount)?;
    let (me, _) = actor.person()?;
    let tx = app.store.begin().await?;
    let mut event = hold(&tx, actor, id).await?;
    match event.status(app.clock.now()) {
        EventStatus::Published => {}
        EventStatus::Draft => return Err(Error::EventNotPublished),
        EventStatus::Cancelled => return Err(Error::EventIsCancelled),
        EventStatus::Past => return Err(Error::EventPast),
    }
    // The event before the person: everything locks in this order.
    let user = store::accounts::hold(&tx, me).await?.ok_or(Error::Unauthenticated)?;
    let has_place = event.free().is_none_or(|free| free > 0);
    event.last_number += 1;
    let (status, action, position) = match has_place {
        true => {
            event.registered += 1;
            (RegistrationStatus::Registered, Action::EventRegistered, None)
        }
        false => {
            event.waitlisted += 1;
            (RegistrationStatus::Waitlisted, Action::EventWaitlisted, Some(event.waitlisted))
        }
    };
    let registration = Registration {
        id: app.ids.next(),
        event_id: event.id,
        user_id: me,
        status,
        number: event.last_number,
        created_at: app.clock.now(),
        reminded_at: None,
    };
    store::registrations::insert(&tx, &registration).await.map_err(|error| match error {
        StoreError::Duplicate => Error::AlreadySignedUp,
        StoreError::Failed(error) => error,
    })?;
    store::events::set_counts(&tx, &event).await?;
    journal::commit(app, actor, tx, vec![Fact::event(action, event.id, Some(me))]).await?;
    Ok(SignedUp { registration, nickname: user.nickname, position })
}

/// What the caller has.
pub async fn own_registration(app: &App, actor: &Actor, id: &str) -> Result<SignedUp> {
    actor.must(Permission::OwnAccount)?;
    let (me, _) = actor.person()?;
    let event = find(app, actor, id).await?;
    let own = store::registrations::of(&app.store, event.id, me).await?;
    let registration = own.ok_or(Error::NotFound(Noun::Registration))?;
    let user = store::accounts::by_id(&app.store, me).await?.ok_or(Error::Unauthenticated)?;
    let position = store::registrations::position(&app.store, &registration).await?;
    Ok(SignedUp { registration, nickname: user.nickname, position })
}

/// The caller's place goes to the first in the line.
pub async fn withdraw(app: &App, actor: &Actor, id: &str) -> Result<()> {
    actor.must(Permission::OwnAccount)?;
    let (me, _) = actor.person()?;
    let tx = app.store.begin().await?;
    let mut event = hold(&tx, actor, id).await?;
    let missing = || Error::NotFound(Noun::Registration);
    let own = store::registrations::of(&tx, event.id, me).await?.ok_or_else(missing)?;
    let facts = remove(app, &tx, &mut event, &own).await?;
    journal::commit(app, actor, tx, facts).await
}

/// Takes a registration out of a held event, and fills the place.
async fn remove(
    app: &App,
    tx: &Tx,
    event: &mut Event,
    registration: &Registration,
) -> Result<Vec<Fact>> {
    store::registrations::delete(tx, registration.id).await?;
    match registration.status {
        RegistrationStatus::Registered => event.registered -= 1,
        RegistrationStatus::Waitlisted => event.waitlisted -= 1,
    }
    store::events::set_counts(tx, event).await?;
    let user = Some(registration.user_id);
    let mut facts = vec![Fact::event(Action::EventWithdrawn, event.id, user)];
    facts.extend(promote(app, tx, event).await?);
    Ok(facts)
}

/// Gives the free places of a held event to those who wait, in order.
pub(super) async fn promote(app: &App, tx: &Tx, event: &mut Event) -> Result<Vec<Fact>> {
    let places = event.free().unwrap_or(i64::MAX).min(event.waitlisted);
    if places <= 0 || event.status(app.clock.now()) != EventStatus::Published {
        return Ok(Vec::new());
    }
    let first = store::registrations::first_waiting(tx, event.id, places as u64).await?;
    let ids: Vec<Id> = first.iter().map(|registration| registration.id).collect();
    store::registrations::promote(tx, &ids).await?;
    event.registered += ids.len() as i64;
    event.waitlisted -= ids.len() as i64;
    store::events::set_counts(tx, event).await?;
    let fact = |r: Registration| Fact::event(Action::EventPromoted, r.event_id, Some(r.user_id));
    Ok(first.into_iter().map(fact).collect())
}

/// Who signed up; for whoever made the event and for managers.
pub async fn attendees(
    app: &App,
    actor: &Actor,
    id: &str,
    page: &Page,
    list: &str,
) -> Result<Listed<Attendee>> {
    let event = organised(app, actor, id).await?;
    let found = store::registrations::list(&app.store, event.id, page, list).await?;
    let people: Vec<Id> = found.items.iter().map(|registration| registration.user_id).collect();
    let names: HashMap<Id, String> = store::journal::labels(&app.store, &people).await?;
    let mut items: Vec<Attendee> = Vec::with_capacity(found.items.len());
    let mut before: Option<i64> = None;
    for registration in found.items {
        // The line is counted once, and then goes on.
        let position = match before {
            Some(before) => Some(before + 1),
            None => store::registrations::position(&app.store, &registration).await?,
        };
        before = position;
        let nickname = names.get(&registration.user_id).cloned();
        items.push(Attendee { registration, nickname, position });
    }
    let (total, total_estimated) = (found.total, found.total_estimated);
    Ok(Listed { items, total, total_estimated, next: found.next })
}

async fn organised(app: &App, actor: &Actor, id: &str) -> Result<Event> {
    actor.must(Permission::OwnAccount)?;
    let event = find(app, actor, id).await?;
    match manages(actor) || made(actor, &event) {
        true => Ok(event),
        false => Err(Error::Forbidden),
    }
}

/// The same as a file, in which no spreadsheet finds a formula.
pub async fn attendees_csv(app: &App, actor: &Actor, id: &str) -> Result<String> {
    let mut out = "nickname,status,position,created_at\r\n".to_owned();
    let mut page = Page { skip: 0, limit: BATCH, cursor: None };
    loop {
        let found = attendees(app, actor, id, &page, "attendees").await?;
        for attendee in &found.items {
            let registration = &attendee.registration;
            write_cell(&mut out, attendee.nickname.as_deref().unwrap_or_default());
            let position = attendee.position.map(|n| n.to_string()).unwrap_or_default();
            let at = clock::format(registration.created_at);
            out.push_str(&format!(",{},{position},{at}\r\n", registration.status.as_str()));
        }
        let Some(next) = found.next else { return Ok(out) };
        page.cursor = Some(next);
    }
}

/// Holds every event that somebody made or signed up for: before the person
/// is held, who is about to leave.
pub(crate) async fn hold_all_of(tx: &Tx, user: Id) -> Result<()> {
    store::events::hold_all_of(tx, user).await?;
    Ok(())
}

/// What becomes of the events of somebody who is erased: their places are
/// given to others, their drafts go, and what was published stays without
/// their name.
pub(crate) async fn leave(app: &App, tx: &Tx, user: Id) -> Result<Vec<Fact>> {
    let mut facts = Vec::new();
    let own = store::registrations::of_user(tx, user).await?;
    for mut event in store::events::hold_all_of(tx, user).await? {
        if event.creator == Some(user) && event.state == EventState::Draft {
            store::events::delete(tx, event.id).await?;
            // What it said goes with the person.
            facts.push(Fact::event(Action::EventDeleted, event.id, None));
        } else if let Some(registration) = own.iter().find(|r| r.event_id == event.id) {
            facts.extend(remove(app, tx, &mut event, registration).await?);
        }
    }
    Ok(facts)
}
