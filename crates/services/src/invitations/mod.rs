//! Invitations: members invite by name and address, and see what becomes of
//! it. The link is derived from the invitation's id, so it can be shown again
//! and no token is kept.

mod code;
mod create;
mod joining;
mod link;

use std::collections::HashMap;

use chrono::Duration;
use domain::error::Faults;
use domain::invitations::{
    self as rules, Invitation, InvitationQuery, InvitationStats, InvitationStatus,
};
use domain::page::{Listed, Page};
use domain::{Action, Actor, Error, Fact, Fault, Id, Noun, Permission, Result, User, ids};
use store::Tx;

use crate::throttle::Throttle;
use crate::{App, journal};

pub(crate) use code::{is_wanted, key_of, release_of};
pub use create::{create, create_all, create_for};
pub(crate) use joining::{Invited, KEPT_DAYS, admit, convert, erase_of, invited, sweep};
pub use joining::{Prefilled, prefill};
pub use link::{Opening, accept};

/// An invitation as it is shown: with its link, and its inviter's present
/// nickname.
#[derive(Clone, Debug)]
pub struct Shown {
    pub invitation: Invitation,
    pub status: InvitationStatus,
    pub accept_url: String,
    pub inviter: String,
}

/// What a change does; absent fields stay.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub name: Option<String>,
    /// `Some(None)` takes the message away.
    pub message: Option<Option<String>>,
    /// Takes the invitation back.
    pub revoke: bool,
    /// Faults that the door found while reading; reported with the rest.
    pub faults: Vec<Fault>,
}

fn unknown() -> Error {
    Error::NotFound(Noun::Invitation)
}

/// Reports what is faulty; of several faults of one field the first.
fn report(faults: Faults) -> Result<()> {
    let mut first: Vec<Fault> = Vec::new();
    for fault in faults.0 {
        if !first.iter().any(|known| known.field == fault.field) {
            first.push(fault);
        }
    }
    Faults(first).check()
}

fn fact(action: Action, invitation: &Invitation) -> Fact {
    Fact::invitation(action, invitation.id, invitation.inviter_id).detailed(invitation.id)
}

async fn show(app: &App, invitation: Invitation, inviter: Option<&str>) -> Result<Shown> {
    Ok(Shown {
        status: invitation.status(app.clock.now()),
        accept_url: link::url(app, &invitation).await?,
        inviter: inviter.unwrap_or(&invitation.inviter).to_owned(),
        invitation,
    })
}

/// Lists the caller's own or, for those who look after all, everyone's.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: &InvitationQuery,
    page: &Page,
) -> Result<Listed<Shown>> {
    match actor.must(Permission::ManageInvitations) {
        Ok(()) => listed(app, query, page).await,
        Err(_) => mine(app, actor, query.status, page).await,
    }
}

/// The caller's own, the newest first.
pub async fn mine(
    app: &App,
    actor: &Actor,
    status: Option<InvitationStatus>,
    page: &Page,
) -> Result<Listed<Shown>> {
    actor.must(Permission::OwnAccount)?;
    let (id, _) = actor.person()?;
    let own = InvitationQuery { status, inviter: Some(id), ..InvitationQuery::default() };
    listed(app, &own, page).await
}

async fn listed(app: &App, query: &InvitationQuery, page: &Page) -> Result<Listed<Shown>> {
    let found = store::invitations::list(&app.store, query, page, app.clock.now()).await?;
    let mut people: Vec<Id> = found.items.iter().map(|one| one.inviter_id).collect();
    people.sort();
    people.dedup();
    let names: HashMap<Id, String> = store::journal::labels(&app.store, &people).await?;
    let mut items = Vec::with_capacity(found.items.len());
    for invitation in found.items {
        let inviter = names.get(&invitation.inviter_id).map(String::as_str);
        items.push(show(app, invitation, inviter).await?);
    }
    Ok(Listed {
        items,
        total: found.total,
        total_estimated: found.total_estimated,
        next: found.next,
    })
}

/// The query as the caller may ask it; a cursor belongs to this one.
pub fn scope(actor: &Actor, status: Option<InvitationStatus>) -> InvitationQuery {
    let all = actor.must(Permission::ManageInvitations).is_ok();
    let inviter = actor.user_id().filter(|_| !all);
    InvitationQuery { status, inviter, ..InvitationQuery::default() }
}

/// How many the caller sent, or everybody for those who look after all.
pub async fn stats(app: &App, actor: &Actor) -> Result<InvitationStats> {
    match actor.must(Permission::ManageInvitations) {
        Ok(()) => {
            let all = InvitationQuery::default();
            store::invitations::stats(&app.store, &all, app.clock.now()).await
        }
        Err(_) => my_stats(app, actor).await,
    }
}

pub async fn my_stats(app: &App, actor: &Actor) -> Result<InvitationStats> {
    actor.must(Permission::OwnAccount)?;
    let (id, _) = actor.person()?;
    let own = InvitationQuery { inviter: Some(id), ..InvitationQuery::default() };
    store::invitations::stats(&app.store, &own, app.clock.now()).await
}

/// Refuses who neither made the invitation nor looks after all.
fn may(actor: &Actor, invitation: &Invitation) -> Result<()> {
    match actor.user_id() == Some(invitation.inviter_id) {
        true => actor.must(Permission::OwnAccount),
        false => actor.must(Permission::ManageInvitations),
    }
}

async fn find(app: &App, actor: &Actor, id: &str) -> Result<Invitation> {
    actor.must(Permission::OwnAccount)?;
    let id = ids::parse(id).ok_or_else(unknown)?;
    let found = store::invitations::by_id(&app.store, id).await?.ok_or_else(unknown)?;
    may(actor, &found)?;
    Ok(found)
}

/// One invitation: one's own, or anybody's for those who look after all.
pub async fn read(app: &App, actor: &Actor, id: &str) -> Result<Shown> {
    let invitation = find(app, actor, id).await?;
    let names = store::journal::labels(&app.store, &[invitation.inviter_id]).await?;
    let inviter = names.into_values().next();
    show(app, invitation, inviter.as_deref()).await
}

async fn hold(tx: &Tx, actor: &Actor, id: &str) -> Result<Invitation> {
    actor.must(Permission::OwnAccount)?;
    let id = ids::parse(id).ok_or_else(unknown)?;
    let held = store::invitations::hold(tx, id).await?.ok_or_else(unknown)?;
    may(actor, &held)?;
    Ok(held)
}

/// Changes name and message, or takes the invitation back. Once more changes
/// nothing.
pub async fn change(app: &App, actor: &Actor, id: &str, change: &Change) -> Result<Shown> {
    let tx = app.store.begin().await?;
    let before = hold(&tx, actor, id).await?;
    let mut faults = Faults(change.faults.clone());
    let mut after = before.clone();
    if let Some(name) = &change.name
        && let Some(name) = faults.take(rules::check_name(name))
    {
        after.name = Some(name);
    }
    if let Some(message) = &change.message
        && let Some(message) = faults.take(rules::check_message(message.as_deref()))
    {
        after.message = message;
    }
    report(faults)?;
    let status = before.status(app.clock.now());
    let mut facts = Vec::new();
    if after != before {
        // What has ended is history.
        if !status.is_open() {
            return Err(Error::InvitationClosed);
        }
        facts.push(fact(Action::InvitationUpdated, &after));
    }
    if change.revoke && before.kept != InvitationStatus::Revoked {
        if !status.is_open() {
            return Err(Error::InvitationClosed);
        }
        after.kept = InvitationStatus::Revoked;
        facts.push(fact(Action::InvitationRevoked, &after));
    }
    match facts.is_empty() {
        // What somebody else did at the same time counts from here on.
        true => tx.commit().await?,
        false => {
            store::invitations::save(&tx, &after).await?;
            journal::commit(app, actor, tx, facts).await?;
        }
    }
    read(app, actor, id).await
}

/// Takes an invitation back.
pub async fn revoke(app: &App, actor: &Actor, id: &str) -> Result<Shown> {
    change(app, actor, id, &Change { revoke: true, ..Change::default() }).await
}

/// Mails an invitation once more, with the same link. Its time begins anew,
/// also when it had run out.
pub async fn resend(app: &App, actor: &Actor, id: &str) -> Result<Shown> {
    let found = find(app, actor, id).await?;
    let email = found.email.clone().unwrap_or_default();
    let throttles = [
        Throttle::forgot(app, "invitation", &email),
        Throttle::resend_invitation(app, found.inviter_id),
    ];
    let operator = actor.user_id().is_none();
    for throttle in throttles.iter().filter(|_| !operator) {
        throttle.check(app).await?;
    }
    let tx = app.store.begin().await?;
    let mut invitation = hold(&tx, actor, id).await?;
    let now = app.clock.now();
    let again = matches!(invitation.kept, InvitationStatus::Sent | InvitationStatus::Accepted);
    if !again || invitation.email.is_none() {
        return Err(Error::InvitationClosed);
    }
    for throttle in &throttles {
        throttle.count(&tx, now);
    }
    invitation.expires_at = now + Duration::days(app.settings.invitations.expire_days);
    store::invitations::save(&tx, &invitation).await?;
    let facts = vec![fact(Action::InvitationResent, &invitation)];
    journal::commit(app, actor, tx, facts).await?;
    read(app, actor, id).await
}

/// Removes an invitation with its code; its link leads nowhere then.
pub async fn delete(app: &App, actor: &Actor, id: &str) -> Result<()> {
    actor.must(Permission::ManageInvitations)?;
    let tx = app.store.begin().await?;
    let invitation = hold(&tx, actor, id).await?;
    release_of(app, &tx, invitation.id).await?;
    joining::erase_mails(&tx, invitation.email.as_slice()).await?;
    store::invitations::delete(&tx, invitation.id).await?;
    let facts = vec![fact(Action::InvitationDeleted, &invitation)];
    journal::commit(app, actor, tx, facts).await
}

/// The QR code of an invitation's link, as PNG.
pub async fn qr(app: &App, actor: &Actor, id: &str) -> Result<Vec<u8>> {
    let invitation = find(app, actor, id).await?;
    code::load(app, &invitation).await
}

/// What an invitation's mail says.
pub(crate) struct Letter {
    pub to: String,
    pub name: String,
    pub message: Option<String>,
    pub link: String,
    pub days: i64,
    pub png: Vec<u8>,
}

/// The mail of an invitation. None when it has become pointless: it is not
/// open any more, its inviter was locked by somebody, or its address is a
/// member's.
pub(crate) async fn letter(app: &App, inviter: &User, id: Option<Id>) -> Result<Option<Letter>> {
    let Some(id) = id else { return Ok(None) };
    let now = app.clock.now();
    let found = store::invitations::by_id(&app.store, id).await?;
    let Some(invitation) = found.filter(|one| one.status(now).is_open()) else { return Ok(None) };
    // Also for a member's address: the code is there to be downloaded.
    let png = code::make(app, &invitation).await?;
    let (Some(to), Some(name)) = (invitation.email.clone(), invitation.name.clone()) else {
        return Ok(None);
    };
    let locked = inviter.locked_by == Some(domain::accounts::LockedBy::Person);
    if locked || store::accounts::by_email(&app.store, &to).await?.is_some() {
        return Ok(None);
    }
    let link = link::url(app, &invitation).await?;
    let left = (invitation.expires_at - now).num_hours();
    let days = ((left + 12) / 24).max(1);
    Ok(Some(Letter { to, name, message: invitation.message, link, days, png }))
}
