//! Locking and unlocking by a person.

use domain::accounts::LockedBy;
use domain::{Action, Actor, Error, Fact, Permission, Result, User};

use super::{begin_leaving, check_reason, hold, keep_an_admin, may_touch};
use crate::{App, journal, profile_fields, sessions};

/// Locks an account until a manager or administrator unlocks it; its sessions
/// end.
pub async fn lock(app: &App, actor: &Actor, id: &str, reason: Option<&str>) -> Result<User> {
    actor.must(Permission::ManageUsers)?;
    check_reason(reason).map_err(|fault| Error::Invalid(vec![fault]))?;
    let tx = begin_leaving(app).await?;
    let mut user = hold(&tx, id).await?;
    may_touch(actor, &user)?;
    if user.is_locked && user.locked_by == Some(LockedBy::Person) {
        return profile_fields::seen(app, actor, user).await;
    }
    keep_an_admin(&tx, &user).await?;
    let fact = Fact::user(Action::UserLocked, user.id)
        .changed("is_locked", user.is_locked, true)
        .because(reason);
    let now = app.clock.now();
    user.is_locked = true;
    user.locked_at = Some(now);
    user.locked_by = Some(LockedBy::Person);
    store::accounts::save(&tx, &mut user, now).await?;
    let mut facts = vec![fact];
    facts.extend(sessions::end_all(&tx, user.id, None).await?);
    journal::commit(app, actor, tx, facts).await?;
    profile_fields::seen(app, actor, user).await
}

/// Ends a lock of either kind.
pub async fn unlock(app: &App, actor: &Actor, id: &str, reason: Option<&str>) -> Result<User> {
    actor.must(Permission::ManageUsers)?;
    check_reason(reason).map_err(|fault| Error::Invalid(vec![fault]))?;
    let tx = app.store.begin().await?;
    let mut user = hold(&tx, id).await?;
    may_touch(actor, &user)?;
    if !user.is_locked {
        return profile_fields::seen(app, actor, user).await;
    }
    let fact = end_lock(&mut user).because(reason);
    store::accounts::save(&tx, &mut user, app.clock.now()).await?;
    journal::commit(app, actor, tx, vec![fact]).await?;
    profile_fields::seen(app, actor, user).await
}

/// Takes the lock off a person that is then saved.
pub(crate) fn end_lock(user: &mut User) -> Fact {
    user.is_locked = false;
    user.locked_at = None;
    user.locked_by = None;
    user.failed_login_attempts = 0;
    Fact::user(Action::UserUnlocked, user.id).changed("is_locked", true, false)
}
