//! Events: drafting, publishing, cancelling; signing up and standing in line.

mod attend;
pub mod calendar;
mod coming;
mod edit;
pub(crate) mod mail;
pub(crate) mod reminders;
mod topics;

use std::collections::HashMap;

use domain::events::{
    Event, EventQuery, EventState, EventStatus, Registration, RegistrationStatus, Sight,
};
use domain::page::{Listed, Page, Total};
use domain::pictures::Size;
use domain::{Actor, Error, Id, Noun, Permission, Result, Time, User, clock, ids};
use serde_json::{Value, json};
use store::Tx;

pub use attend::{
    Attendee, SignedUp, attendees, attendees_csv, own_registration, sign_up, withdraw,
};
pub(crate) use attend::{hold_all_of, leave};
pub(crate) use coming::Coming;
pub use edit::{Edit, cancel, create, delete, may_create, publish, update};
pub(crate) use topics::Counted;
pub use topics::{Topics, topics};

use crate::{App, pictures};

/// Of one person's own events and sign-ups, those that are listed.
const MAX_OWN: u64 = 200;
/// As many as a database counts.
const ALL: u64 = i64::MAX as u64;

/// An event as somebody sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub event: Event,
    pub status: EventStatus,
    pub creator: Option<Creator>,
    /// The caller's own registration.
    pub mine: Option<Mine>,
    pub may: May,
}

/// Who made an event.
#[derive(Clone, Debug)]
pub struct Creator {
    pub nickname: String,
    user: User,
}

impl Creator {
    /// Where the picture is, from the site's root.
    pub fn picture(&self, size: Size) -> String {
        pictures::path(&self.user, size)
    }
}

#[derive(Clone, Debug)]
pub struct Mine {
    pub status: RegistrationStatus,
    /// In the line, from 1.
    pub position: Option<i64>,
}

/// What the caller may do with an event now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct May {
    pub edit: bool,
    pub delete: bool,
    pub publish: bool,
    pub cancel: bool,
    pub sign_up: bool,
    pub withdraw: bool,
    pub see_attendees: bool,
}

fn unknown() -> Error {
    Error::NotFound(Noun::Event)
}

fn manages(actor: &Actor) -> bool {
    actor.must(Permission::ManageEvents).is_ok()
}

fn made(actor: &Actor, event: &Event) -> bool {
    event.creator.is_some() && actor.user_id() == event.creator
}

/// Drafts are there for whoever made them and for managers alone.
fn visible(actor: &Actor, event: &Event) -> Result<()> {
    match event.state != EventState::Draft || manages(actor) || made(actor, event) {
        true => Ok(()),
        false => Err(unknown()),
    }
}

/// Drafts are edited by whoever made them, and all events by managers.
fn may_edit(actor: &Actor, event: &Event) -> bool {
    manages(actor) || (made(actor, event) && event.state == EventState::Draft)
}

fn sight(actor: &Actor) -> Sight {
    match actor.user_id() {
        _ if manages(actor) => Sight::AllDrafts,
        Some(user) => Sight::OwnDrafts(user),
        None => Sight::NoDrafts,
    }
}

/// Reads the event that a path names, held for a change. What is no id names
/// nothing.
async fn hold(tx: &Tx, actor: &Actor, id: &str) -> Result<Event> {
    let id = ids::parse(id).ok_or_else(unknown)?;
    let event = store::events::hold(tx, id).await?.ok_or_else(unknown)?;
    visible(actor, &event)?;
    Ok(event)
}

async fn find(app: &App, actor: &Actor, id: &str) -> Result<Event> {
    let id = ids::parse(id).ok_or_else(unknown)?;
    let event = store::events::by_id(&app.store, id).await?.ok_or_else(unknown)?;
    visible(actor, &event)?;
    Ok(event)
}

/// One event, if the caller may see it.
pub async fn read(app: &App, actor: &Actor, id: &str) -> Result<Shown> {
    let event = find(app, actor, id).await?;
    one(app, actor, event).await
}

async fn one(app: &App, actor: &Actor, event: Event) -> Result<Shown> {
    shown(app, actor, vec![event]).await?.into_iter().next().ok_or_else(unknown)
}

/// What the caller may see of the events that a query finds.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: &EventQuery,
    page: &Page,
) -> Result<Listed<Shown>> {
    let (now, mut known) = (app.clock.now(), None);
    if coming::is_all(query)
        && let coming = coming::coming(app).await?
        && coming.holds(now)
    {
        if let Some(found) = coming.page(page) {
            let items = shown_by(app, actor, found.items, &coming.creators).await?;
            let (total, total_estimated) = (found.total, found.total_estimated);
            return Ok(Listed { items, total, total_estimated, next: found.next });
        }
        known = Some(Total::of(&coming.listed));
    }
    let found = store::events::list(&app.store, query, sight(actor), now, page, known).await?;
    Ok(Listed {
        items: shown(app, actor, found.items).await?,
        total: found.total,
        total_estimated: found.total_estimated,
        next: found.next,
    })
}

/// What the caller signed up for, in order, and what they made, the newest
/// first.
pub async fn mine(app: &App, actor: &Actor) -> Result<(Vec<Shown>, Vec<Shown>)> {
    actor.must(Permission::OwnAccount)?;
    let (me, _) = actor.person()?;
    let now = app.clock.now();
    let attended = store::events::attended_by(&app.store, me, now, MAX_OWN).await?;
    let made = store::events::made_by(&app.store, me, MAX_OWN).await?;
    Ok((shown(app, actor, attended).await?, shown(app, actor, made).await?))
}

/// All that somebody made and signed up for, to take along.
pub(crate) async fn own_data(app: &App, user: Id) -> Result<Value> {
    let made = store::events::made_by(&app.store, user, ALL).await?;
    let attended = store::events::attended_by(&app.store, user, Time::default(), ALL).await?;
    let own = store::registrations::of_user(&app.store, user).await?;
    let sign_ups = attended.iter().filter_map(|event| {
        let registration = own.iter().find(|r| r.event_id == event.id)?;
        Some(json!({
            "event": event.id,
            "title": event.details.title,
            "starts_at": clock::format(event.details.starts_at),
            "status": registration.status.as_str(),
            "at": clock::format(registration.created_at),
        }))
    });
    let events = made.iter().map(|event| {
        let mut fields = edit::fields(&event.details);
        fields.insert("id".into(), json!(event.id));
        fields.insert("status".into(), event.state.as_str().into());
        fields.insert("created_at".into(), clock::format(event.created_at).into());
        fields
    });
    Ok(json!({
        "sign_ups": sign_ups.collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(),
    }))
}

/// Adds to events what the caller may know and do.
async fn shown(app: &App, actor: &Actor, events: Vec<Event>) -> Result<Vec<Shown>> {
    let creators = creators(app, &events).await?;
    shown_by(app, actor, events, &creators).await
}

async fn creators(app: &App, events: &[Event]) -> Result<HashMap<Id, User>> {
    let mut ids: Vec<Id> = events.iter().filter_map(|event| event.creator).collect();
    ids.sort();
    ids.dedup();
    let people = store::accounts::by_ids(&app.store, &ids).await?;
    Ok(people.into_iter().map(|user| (user.id, user)).collect())
}

async fn shown_by(
    app: &App,
    actor: &Actor,
    events: Vec<Event>,
    creators: &HashMap<Id, User>,
) -> Result<Vec<Shown>> {
    let db = &app.store;
    let ids: Vec<Id> = events.iter().map(|event| event.id).collect();
    let own = match actor.user_id() {
        Some(user) => store::registrations::among(db, &ids, user).await?,
        None => Vec::new(),
    };
    let own: HashMap<Id, Registration> = own.into_iter().map(|r| (r.event_id, r)).collect();
    let now = app.clock.now();
    let mut all = Vec::with_capacity(events.len());
    for event in events {
        let mine = match own.get(&event.id) {
            Some(registration) => Some(Mine {
                status: registration.status,
                position: store::registrations::position(db, registration).await?,
            }),
            None => None,
        };
        let status = event.status(now);
        let person = event.creator.and_then(|id| creators.get(&id)).cloned();
        all.push(Shown {
            status,
            creator: person.map(|user| Creator { nickname: user.nickname.clone(), user }),
            may: may(actor, &event, status, mine.is_some()),
            mine,
            event,
        });
    }
    Ok(all)
}

fn may(actor: &Actor, event: &Event, status: EventStatus, signed_up: bool) -> May {
    let (edits, manager) = (may_edit(actor, event), manages(actor));
    let member = actor.user_id().is_some() && actor.must(Permission::OwnAccount).is_ok();
    let open = status == EventStatus::Published;
    May {
        edit: edits,
        delete: edits,
        publish: manager && status == EventStatus::Draft,
        cancel: manager && open,
        sign_up: member && open && !signed_up,
        withdraw: member && signed_up && open,
        see_attendees: manager || made(actor, event),
    }
}
