//! Reminders: once, `events.reminder_minutes` before an event begins. Every
//! copy looks; whoever holds the event's row marks those who are told.

use chrono::Duration;
use domain::events::{Event, EventStatus};
use domain::{Action, Actor, Fact, Id, Result, Time, clock};

use crate::{App, journal};

/// Events looked at in one go, and people told by one transaction.
const EVENTS: u64 = 100;
const PEOPLE: u64 = 500;

/// What says in a message when its reminder was made.
pub(super) const MADE_AT: &str = "made_at";

/// Makes the reminders that are due.
pub(crate) async fn send(app: &App) -> Result<()> {
    let now = app.clock.now();
    let until = now + Duration::minutes(app.settings.events.reminder_minutes);
    for id in store::events::due_for_reminders(&app.store, now, until, EVENTS).await? {
        while remind(app, id).await? {}
    }
    Ok(())
}

/// Says whether there may be more to tell.
async fn remind(app: &App, id: Id) -> Result<bool> {
    let tx = app.store.begin().await?;
    let Some(event) = store::events::hold(&tx, id).await? else { return Ok(false) };
    // It may have been moved or cancelled meanwhile.
    if !is_due(app, &event) {
        return Ok(false);
    }
    let people = store::registrations::not_reminded(&tx, id, PEOPLE).await?;
    if people.is_empty() {
        return Ok(false);
    }
    let now = app.clock.now();
    let ids: Vec<Id> = people.iter().map(|registration| registration.id).collect();
    store::registrations::mark_reminded(&tx, &ids, now).await?;
    let mut fact = Fact::event(Action::EventReminded, id, event.creator);
    fact.data.insert(MADE_AT.into(), clock::format(now).into());
    fact.told = people.iter().map(|registration| registration.user_id).collect();
    journal::commit(app, &Actor::system(), tx, vec![fact]).await?;
    Ok(ids.len() as u64 == PEOPLE)
}

/// Whether it begins soon, and has not begun.
pub(super) fn is_due(app: &App, event: &Event) -> bool {
    let now = app.clock.now();
    let left: chrono::TimeDelta = event.details.starts_at - now;
    event.status(now) == EventStatus::Published
        && left > Duration::zero()
        && left <= Duration::minutes(app.settings.events.reminder_minutes)
}

/// Whether a reminder that was made then still counts.
pub(super) fn counts(reminded_at: Option<Time>, made_at: Option<&str>) -> bool {
    reminded_at.is_some() && reminded_at == made_at.and_then(clock::parse)
}
