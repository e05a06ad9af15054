//! Making invitations: of one person, of several, and in somebody's name.

use std::collections::HashSet;

use chrono::Duration;
use domain::error::Faults;
use domain::invitations::{CheckedInvitee, Invitation, InvitationStatus, Invitee, MAX_AT_ONCE};
use domain::{Action, Actor, Error, Fault, Id, Permission, Result, Time, User};
use store::Tx;

use super::{Shown, fact, report, show};
use crate::{App, journal};

/// How long invitations of somebody are counted for the daily limit.
fn day() -> Duration {
    Duration::days(1)
}

/// The caller invites one person.
pub async fn create(app: &App, actor: &Actor, invitee: &Invitee, door: &[Fault]) -> Result<Shown> {
    actor.must(Permission::OwnAccount)?;
    let mut faults = Faults(door.to_vec());
    let checked = check(app, invitee, &mut faults);
    report(faults)?;
    let mut made = send(app, actor, actor.person()?.0, checked.into_iter().collect()).await?;
    made.pop().ok_or_else(|| Error::internal("an invitation was not made"))
}

/// The caller invites several people: all of them, or nobody. Faults are
/// reported as those of `invitations[0].name` and so on.
pub async fn create_all(
    app: &App,
    actor: &Actor,
    invitees: &[Invitee],
    door: Vec<Fault>,
) -> Result<Vec<Shown>> {
    actor.must(Permission::OwnAccount)?;
    let (id, _) = actor.person()?;
    let checked = check_all(app, invitees, door)?;
    send(app, actor, id, checked).await
}

/// The command line invites in somebody's name; no daily limit counts.
pub async fn create_for(app: &App, actor: &Actor, user: &User, invitee: &Invitee) -> Result<Shown> {
    actor.must(Permission::Operate)?;
    let mut faults = Faults::default();
    let checked = check(app, invitee, &mut faults);
    report(faults)?;
    let mut made = send(app, actor, user.id, checked.into_iter().collect()).await?;
    made.pop().ok_or_else(|| Error::internal("an invitation was not made"))
}

fn check(app: &App, invitee: &Invitee, faults: &mut Faults) -> Option<CheckedInvitee> {
    let checked = invitee.check(faults)?;
    match app.settings.accounts.refuses(&checked.email) {
        None => Some(checked),
        Some(fault) => {
            faults.push(fault);
            None
        }
    }
}

fn check_all(app: &App, invitees: &[Invitee], door: Vec<Fault>) -> Result<Vec<CheckedInvitee>> {
    let mut all = Faults(door);
    if invitees.is_empty() && all.0.is_empty() {
        all.push(Fault::new("invitations", "required"));
    }
    if invitees.len() > MAX_AT_ONCE {
        return Err(Error::field("invitations", "too_many"));
    }
    let mut seen = HashSet::new();
    let mut checked = Vec::with_capacity(invitees.len());
    for (at, invitee) in invitees.iter().enumerate() {
        let mut faults = Faults::default();
        let one = check(app, invitee, &mut faults);
        if let Some(one) = one {
            match seen.insert(one.email.clone()) {
                true => checked.push(one),
                false => faults.push(Fault::new("email", "invitation_repeated")),
            }
        }
        all.0.extend(faults.0.into_iter().map(|mut fault| {
            fault.field = format!("invitations[{at}].{}", fault.field).into();
            fault
        }));
    }
    report(all)?;
    Ok(checked)
}

/// Makes the invitations; each one's mail is made by a worker. Whether an
/// address is a member's is not looked at here, so it shows neither in the
/// answer nor in its time.
async fn send(
    app: &App,
    actor: &Actor,
    inviter: Id,
    invitees: Vec<CheckedInvitee>,
) -> Result<Vec<Shown>> {
    let tx = app.store.begin().await?;
    // Held, so that invitations made at once see each other.
    let user = store::accounts::hold(&tx, inviter).await?.ok_or(Error::Unauthenticated)?;
    let now = app.clock.now();
    if actor.user_id() == Some(user.id) {
        keep_the_limit(app, &tx, user.id, invitees.len() as u64, now).await?;
    }
    let days = Duration::days(app.settings.invitations.expire_days);
    let made: Vec<Invitation> = invitees
        .into_iter()
        .map(|invitee| Invitation {
            id: app.ids.next(),
            inviter_id: user.id,
            inviter: user.nickname.clone(),
            name: Some(invitee.name),
            email: Some(invitee.email.as_str().to_owned()),
            message: invitee.message,
            kept: InvitationStatus::Sent,
            created_at: now,
            expires_at: now + days,
            accepted_at: None,
            converted_at: None,
            used_by: None,
        })
        .collect();
    store::invitations::insert(&tx, &made).await?;
    let facts = made.iter().map(|one| fact(Action::InvitationCreated, one)).collect();
    journal::commit(app, actor, tx, facts).await?;
    let mut shown = Vec::with_capacity(made.len());
    for invitation in made {
        shown.push(show(app, invitation, Some(&user.nickname)).await?);
    }
    Ok(shown)
}

/// Of somebody's invitations in the last 24 hours there are so many at most.
async fn keep_the_limit(app: &App, tx: &Tx, inviter: Id, more: u64, now: Time) -> Result<()> {
    let limits = &app.settings.limits;
    let Some(limit) = limits.limit(limits.invitations_per_day) else { return Ok(()) };
    let limit = u64::from(limit);
    let (count, oldest) = store::invitations::made_since(tx, inviter, now - day(), more).await?;
    if count + more <= limit {
        return Ok(());
    }
    // When enough of them are a day old.
    let needed = (count + more - limit) as usize;
    let until = oldest.get(needed - 1).copied().unwrap_or(now) + day();
    let left = (until - now).num_seconds().max(1);
    Err(Error::Throttled { retry_after: left.unsigned_abs() })
}
