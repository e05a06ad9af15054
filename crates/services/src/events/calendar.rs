//! Calendars: an event's own, and the secret address of what somebody signed
//! up for. The key in it is derived from the person and a number, so that it
//! can be shown again and is kept nowhere; another number makes another key.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use domain::calendar::{Calendar, Entry, EntryStatus};
use domain::events::{Event, EventState, RegistrationStatus};
use domain::{Action, Actor, Error, Fact, Id, Noun, Permission, Result};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::find;
use crate::profiles::is_public;
use crate::{App, journal, secrets};

/// Octets of the keyed digest: 128 bits.
const TAG: usize = 16;
/// How long what is over stays in a subscription.
const KEPT_DAYS: i64 = 90;
const MAX_ENTRIES: u64 = 1_000;

/// One event, if the caller may see it.
pub async fn of_event(app: &App, actor: &Actor, id: &str) -> Result<String> {
    let event = find(app, actor, id).await?;
    let entries = [entry(app, &event, false)];
    Ok(Calendar { name: None, host: &host(app), entries: &entries }.write())
}

/// What somebody signed up for, for whoever has the key.
pub async fn of_person(app: &App, key: &str) -> Result<String> {
    let user = holder(app, key).await?.ok_or(Error::NotFound(Noun::Page))?;
    let after = app.clock.now() - Duration::days(KEPT_DAYS);
    let events = store::events::attended_by(&app.store, user, after, MAX_ENTRIES).await?;
    let ids: Vec<Id> = events.iter().map(|event| event.id).collect();
    let own = store::registrations::among(&app.store, &ids, user).await?;
    let waits = |event: &Event| {
        own.iter().any(|r| r.event_id == event.id && r.status == RegistrationStatus::Waitlisted)
    };
    let entries: Vec<Entry> = events.iter().map(|event| entry(app, event, waits(event))).collect();
    let name = &app.settings.site.name;
    Ok(Calendar { name: Some(name), host: &host(app), entries: &entries }.write())
}

/// The caller's address to subscribe to.
pub async fn address(app: &App, actor: &Actor) -> Result<String> {
    actor.must(Permission::OwnAccount)?;
    let (me, _) = actor.person()?;
    let number = store::calendar_keys::number(&app.store, me).await?;
    link(app, me, number).await
}

/// Another address; the one before leads nowhere from now on.
pub async fn renew(app: &App, actor: &Actor) -> Result<String> {
    actor.must(Permission::OwnAccount)?;
    let (me, _) = actor.person()?;
    let tx = app.store.begin().await?;
    store::accounts::hold(&tx, me).await?.ok_or(Error::Unauthenticated)?;
    let number = store::calendar_keys::number(&tx, me).await? + 1;
    store::calendar_keys::set(&tx, me, number, app.clock.now()).await?;
    journal::commit(app, actor, tx, vec![Fact::calendar(Action::CalendarRenewed, me)]).await?;
    link(app, me, number).await
}

async fn link(app: &App, user: Id, number: i64) -> Result<String> {
    let mut key = user.as_bytes().to_vec();
    key.extend(&mac(app, user, number).await?.finalize().into_bytes()[..TAG]);
    let key = URL_SAFE_NO_PAD.encode(key);
    Ok(app.settings.http.link(&format!("/api/v1/users/me/events.ics?key={key}")))
}

async fn mac(app: &App, user: Id, number: i64) -> Result<Hmac<Sha256>> {
    let key = secrets::get(app, "calendar").await?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(Error::internal)?;
    mac.update(user.as_bytes());
    mac.update(&number.to_be_bytes());
    Ok(mac)
}

/// Whose key it is, compared in constant time; nobody's who is locked or about
/// to leave.
async fn holder(app: &App, key: &str) -> Result<Option<Id>> {
    let bytes = URL_SAFE_NO_PAD.decode(key).unwrap_or_default();
    let Some((id, tag)) = bytes.split_first_chunk::<16>() else { return Ok(None) };
    let user = Id::from_bytes(*id);
    let number = store::calendar_keys::number(&app.store, user).await?;
    if tag.len() != TAG || mac(app, user, number).await?.verify_truncated_left(tag).is_err() {
        return Ok(None);
    }
    let found = store::accounts::by_id(&app.store, user).await?;
    Ok(found.filter(is_public).map(|user| user.id))
}

fn host(app: &App) -> String {
    app.settings.http.public_url.host_str().unwrap_or("localhost").to_owned()
}

fn entry(app: &App, event: &Event, waits: bool) -> Entry {
    let details = &event.details;
    let link = app.settings.http.link(&format!("/events/{}", event.id));
    let mut description = details.description.clone();
    if let Some(url) = &details.url {
        description.push_str(if description.is_empty() { "" } else { "\n\n" });
        description.push_str(url);
    }
    Entry {
        id: event.id,
        title: details.title.clone(),
        description,
        starts_at: details.starts_at,
        ends_at: details.ends_at,
        location: details.location.clone().or_else(|| details.url.clone()),
        link,
        categories: details.category.iter().chain(&details.tags).cloned().collect(),
        status: match event.state {
            EventState::Cancelled => EntryStatus::Cancelled,
            EventState::Published if !waits => EntryStatus::Confirmed,
            _ => EntryStatus::Tentative,
        },
        sequence: event.sequence(),
        created_at: event.created_at,
        updated_at: event.updated_at,
    }
}
