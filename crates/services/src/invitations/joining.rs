//! What becomes of invitations when somebody joins, leaves, or time passes.

use chrono::Duration;
use domain::invitations::{Invitation, InvitationStatus};
use domain::{Action, EmailAddress, Fact, Id, MessageType, Result, User};
use store::Tx;

use super::{code, fact, link};
use crate::App;

/// Days after its end that it is kept whom an invitation was for.
pub(crate) const KEPT_DAYS: i64 = 90;
/// Invitations forgotten by one transaction.
const BATCH: u64 = 500;

/// What a page of registration is filled in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefilled {
    pub email: String,
    /// Who invites.
    pub inviter: String,
}

/// What a token of an open invitation fills in; none for any other token.
pub async fn prefill(app: &App, token: &str) -> Result<Option<Prefilled>> {
    let found = link::find(app, token).await?.filter(|one| admits(app, one));
    let Some(invitation) = found else { return Ok(None) };
    let inviter = store::journal::labels(&app.store, &[invitation.inviter_id]).await?;
    let inviter = inviter.into_values().next().unwrap_or(invitation.inviter);
    Ok(invitation.email.map(|email| Prefilled { email, inviter }))
}

/// Whether somebody may still come in by an invitation: it is open, and nobody
/// else did.
fn admits(app: &App, invitation: &Invitation) -> bool {
    invitation.status(app.clock.now()).is_open() && invitation.used_by.is_none()
}

/// What an invitation is to somebody who registers by it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Invited {
    pub id: Id,
    /// Whether it went to their address, which proves that.
    pub proves: bool,
}

/// What a token is to the owner of an address, before anything dear is done;
/// none when it admits nobody.
pub(crate) async fn invited(
    app: &App,
    token: &str,
    email: &EmailAddress,
) -> Result<Option<Invited>> {
    let found = link::find(app, token).await?.filter(|one| admits(app, one));
    Ok(found
        .map(|one| Invited { id: one.id, proves: one.email.as_deref() == Some(email.as_str()) }))
}

/// Lets a person in by an invitation, in the transaction that has added them:
/// so two who come with one address wait for each other there, and not here.
/// None when it admits nobody any more.
pub(crate) async fn admit(
    app: &App,
    tx: &Tx,
    invitation: Id,
    person: Id,
) -> Result<Option<Vec<Fact>>> {
    let held = store::invitations::hold(tx, invitation).await?.filter(|one| admits(app, one));
    let Some(mut invitation) = held else { return Ok(None) };
    invitation.used_by = Some(person);
    let mut facts = Vec::new();
    if invitation.kept == InvitationStatus::Sent {
        invitation.kept = InvitationStatus::Accepted;
        invitation.accepted_at = Some(app.clock.now());
        facts.push(link::accepted(&invitation));
    }
    store::invitations::save(tx, &invitation).await?;
    Ok(Some(facts))
}

/// In the transaction that makes or proves people: every open invitation to
/// the address of one whose address is proved is converted.
pub(crate) async fn convert<'a>(
    app: &App,
    tx: &Tx,
    people: impl IntoIterator<Item = &'a User>,
) -> Result<Vec<Fact>> {
    let proved: Vec<&User> = people.into_iter().filter(|user| user.email_verified).collect();
    if proved.is_empty() {
        return Ok(Vec::new());
    }
    let now = app.clock.now();
    let emails: Vec<&str> = proved.iter().map(|user| user.email.as_str()).collect();
    let open = store::invitations::hold_open_to(tx, &emails, now).await?;
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Id> = open.iter().map(|one| one.id).collect();
    store::invitations::convert(tx, &ids, now).await?;
    let by_email: std::collections::HashMap<&str, Id> =
        proved.iter().map(|user| (user.email.as_str(), user.id)).collect();
    let converted = open.iter().map(|one| {
        let member = one.email.as_deref().and_then(|email| by_email.get(email));
        let fact = fact(Action::InvitationConverted, one);
        match member {
            Some(id) => fact.with("member", id.to_string()),
            None => fact,
        }
    });
    Ok(converted.collect())
}

/// In the transaction that erases a person: what they sent goes, with its
/// codes and mails. Invitations to their addresses that have ended forget whom
/// they were for.
pub(crate) async fn erase_of(app: &App, tx: &Tx, user: &User, addresses: &[String]) -> Result<()> {
    let sent = store::invitations::of_inviter(tx, user.id).await?;
    for invitation in &sent {
        code::release_of(app, tx, invitation.id).await?;
    }
    let invited: Vec<String> = sent.into_iter().filter_map(|one| one.email).collect();
    erase_mails(tx, &invited).await?;
    store::invitations::forget_addresses(tx, addresses, app.clock.now()).await
}

/// Removes the mails of invitations to these addresses from the built-in
/// mailbox.
pub(super) async fn erase_mails(tx: &Tx, emails: &[String]) -> Result<()> {
    for some in emails.chunks(BATCH as usize) {
        store::mailbox::erase_type(tx, some, MessageType::InvitationSent).await?;
    }
    Ok(())
}

/// Forgets whom invitations were for that ended long ago.
pub(crate) async fn sweep(app: &App) -> Result<()> {
    let before = app.clock.now() - Duration::days(KEPT_DAYS);
    loop {
        let tx = app.store.begin().await?;
        let emails = store::invitations::forget_ended(&tx, before, BATCH).await?;
        if emails.is_empty() {
            return Ok(());
        }
        erase_mails(&tx, &emails).await?;
        tx.commit().await?;
        if (emails.len() as u64) < BATCH {
            return Ok(());
        }
    }
}
