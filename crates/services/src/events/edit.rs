//! From a draft to what is over: making, changing, publishing, cancelling and
//! deleting events.

use chrono::Duration;
use domain::error::{Fault, Faults};
use domain::events::{Details, DetailsChange, Event, EventState, EventStatus};
use domain::{Action, Actor, Error, Fact, Id, Permission, Result, clock};
use serde_json::{Map, Value, json};

use super::{Shown, attend, hold, manages, may_edit, one};
use crate::accounts::{check_reason, report};
use crate::{App, journal};

/// What is to become of an event.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    pub change: DetailsChange,
    /// The version that must be the present one.
    pub if_version: Option<i64>,
    /// Faults that the door met while reading.
    pub faults: Vec<Fault>,
}

/// Professionals and managers make events.
pub async fn may_create(app: &App, actor: &Actor) -> Result<()> {
    actor.must(Permission::OwnAccount)?;
    if manages(actor) {
        return Ok(());
    }
    let (me, _) = actor.person()?;
    let user = store::accounts::by_id(&app.store, me).await?.ok_or(Error::Unauthenticated)?;
    if user.is_professional { Ok(()) } else { Err(Error::Forbidden) }
}

/// A draft; its zone is the caller's own where none is said.
pub async fn create(app: &App, actor: &Actor, mut edit: Edit) -> Result<Shown> {
    may_create(app, actor).await?;
    let (me, _) = actor.person()?;
    let user = store::accounts::by_id(&app.store, me).await?.ok_or(Error::Unauthenticated)?;
    let mut faults = Faults(edit.faults);
    edit.change.time_zone.get_or_insert(user.profile.time_zone);
    let details = edit.change.apply(None, &mut faults);
    report(faults)?;
    let now = app.clock.now();
    let event = Event {
        id: app.ids.next(),
        creator: Some(me),
        state: EventState::Draft,
        details: details.ok_or_else(|| Error::internal("no faults and no details"))?,
        registered: 0,
        waitlisted: 0,
        last_number: 0,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = app.store.begin().await?;
    store::events::insert(&tx, &event).await?;
    let mut fact = Fact::event(Action::EventCreated, event.id, Some(me));
    for (field, value) in fields(&event.details) {
        fact = fact.with(&field, value);
    }
    journal::commit(app, actor, tx, vec![fact]).await?;
    one(app, actor, event).await
}

/// Whoever signed up is told of another time or place. More places are given
/// to those in the line; less than are taken is a fault.
pub async fn update(app: &App, actor: &Actor, id: &str, edit: Edit) -> Result<Shown> {
    actor.must(Permission::OwnAccount)?;
    let tx = app.store.begin().await?;
    let mut event = hold(&tx, actor, id).await?;
    if !may_edit(actor, &event) {
        return Err(Error::Forbidden);
    }
    guard(&event, edit.if_version)?;
    let mut faults = Faults(edit.faults);
    let details = edit.change.apply(Some(&event.details), &mut faults);
    let capacity = details.as_ref().and_then(|details| details.capacity);
    if capacity.is_some_and(|capacity| capacity < event.registered) {
        let taken = event.registered;
        faults.push(Fault::new("capacity", "capacity_below_registered").with("count", taken));
    }
    report(faults)?;
    let details = details.ok_or_else(|| Error::internal("no faults and no details"))?;
    if details == event.details {
        return one(app, actor, event).await;
    }
    let before = std::mem::replace(&mut event.details, details);
    let now = app.clock.now();
    store::events::save(&tx, &mut event, now).await?;
    let mut fact = Fact::event(Action::EventUpdated, event.id, event.creator);
    let (old, mut new) = (fields(&before), fields(&event.details));
    for (field, was) in old {
        let is = new.remove(&field).unwrap_or_default();
        fact = fact.changed(&field, was, is);
    }
    let open = event.status(now) == EventStatus::Published;
    if open && event.details.moved_from(&before) {
        fact.told = store::registrations::people(&tx, event.id).await?;
    }
    let reminder = Duration::minutes(app.settings.events.reminder_minutes);
    if event.details.starts_at != before.starts_at && event.details.starts_at - now > reminder {
        store::registrations::forget_reminders(&tx, event.id).await?;
    }
    let mut facts = vec![fact];
    facts.extend(attend::promote(app, &tx, &mut event).await?);
    journal::commit(app, actor, tx, facts).await?;
    app.topics.forget();
    one(app, actor, event).await
}

/// From now on everybody sees it.
pub async fn publish(app: &App, actor: &Actor, id: &str) -> Result<Shown> {
    actor.must(Permission::ManageEvents)?;
    let tx = app.store.begin().await?;
    let mut event = hold(&tx, actor, id).await?;
    match event.state {
        EventState::Draft => {}
        // Said already.
        EventState::Published => return one(app, actor, event).await,
        EventState::Cancelled => return Err(Error::EventIsCancelled),
    }
    let fact = set_state(app, &tx, &mut event, EventState::Published, Action::EventPublished);
    let fact = fact.await?;
    journal::commit(app, actor, tx, vec![fact]).await?;
    app.topics.forget();
    one(app, actor, event).await
}

/// It stays readable, and whoever signed up is told, with the reason.
pub async fn cancel(app: &App, actor: &Actor, id: &str, reason: Option<&str>) -> Result<Shown> {
    actor.must(Permission::ManageEvents)?;
    check_reason(reason).map_err(|fault| Error::Invalid(vec![fault]))?;
    let tx = app.store.begin().await?;
    let mut event = hold(&tx, actor, id).await?;
    match event.status(app.clock.now()) {
        EventStatus::Published => {}
        EventStatus::Cancelled => return one(app, actor, event).await,
        EventStatus::Draft => return Err(Error::EventNotPublished),
        EventStatus::Past => return Err(Error::EventPast),
    }
    let told = store::registrations::people(&tx, event.id).await?;
    let fact = set_state(app, &tx, &mut event, EventState::Cancelled, Action::EventCancelled);
    let mut fact = fact.await?.because(reason);
    (fact.told, fact.data) = (told, fields(&event.details));
    journal::commit(app, actor, tx, vec![fact]).await?;
    app.topics.forget();
    one(app, actor, event).await
}

async fn set_state(
    app: &App,
    tx: &store::Tx,
    event: &mut Event,
    state: EventState,
    action: Action,
) -> Result<Fact> {
    let before = std::mem::replace(&mut event.state, state);
    store::events::save(tx, event, app.clock.now()).await?;
    let fact = Fact::event(action, event.id, event.creator);
    Ok(fact.changed("status", before.as_str(), state.as_str()))
}

/// For good. Whoever signed up for what was to come is told that it is not.
pub async fn delete(app: &App, actor: &Actor, id: &str, if_version: Option<i64>) -> Result<()> {
    actor.must(Permission::OwnAccount)?;
    let tx = app.store.begin().await?;
    let event = hold(&tx, actor, id).await?;
    if !may_edit(actor, &event) {
        return Err(Error::Forbidden);
    }
    guard(&event, if_version)?;
    let told = match event.status(app.clock.now()) {
        EventStatus::Published => store::registrations::people(&tx, event.id).await?,
        _ => Vec::new(),
    };
    let fact = erase(&tx, &event, told).await?;
    journal::commit(app, actor, tx, vec![fact]).await?;
    app.topics.forget();
    Ok(())
}

/// Removes an event with all that hangs on it.
pub(super) async fn erase(tx: &store::Tx, event: &Event, told: Vec<Id>) -> Result<Fact> {
    store::events::delete(tx, event.id).await?;
    let mut fact = Fact::event(Action::EventDeleted, event.id, event.creator);
    (fact.told, fact.data, fact.before) = (told, fields(&event.details), fields(&event.details));
    Ok(fact)
}

fn guard(event: &Event, if_version: Option<i64>) -> Result<()> {
    match if_version.is_some_and(|version| version != event.version) {
        true => Err(Error::PreconditionFailed),
        false => Ok(()),
    }
}

/// Every field as the journal and messages keep it.
pub(super) fn fields(details: &Details) -> Map<String, Value> {
    let fields = json!({
        "title": details.title,
        "description": details.description,
        "starts_at": clock::format(details.starts_at),
        "ends_at": clock::format(details.ends_at),
        "time_zone": details.time_zone,
        "location": details.location,
        "url": details.url,
        "capacity": details.capacity,
        "category": details.category,
        "tags": details.tags,
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
