//! Leaving: erasing a person, at once or after a grace period.

use chrono::Duration;
use domain::accounts::Posts;
use domain::{Action, Actor, Error, Fact, Permission, Result, User, ids};
use store::Tx;

use super::{begin_leaving, hold, keep_an_admin, may_touch};
use crate::pictures::loose;
use crate::{App, events, invitations, journal, mailing_list, posts, sessions};

/// A manager's deletion has no grace.
pub async fn delete(app: &App, actor: &Actor, id: &str, if_version: Option<i64>) -> Result<()> {
    actor.must(Permission::ManageUsers)?;
    let tx = begin_leaving(app).await?;
    if let Some(id) = ids::parse(id) {
        events::hold_all_of(&tx, id).await?;
    }
    let user = hold(&tx, id).await?;
    may_touch(actor, &user)?;
    if if_version.is_some_and(|version| version != user.version) {
        return Err(Error::PreconditionFailed);
    }
    keep_an_admin(&tx, &user).await?;
    let facts = erase(app, &tx, &user).await?;
    journal::commit(app, actor, tx, facts).await
}

/// Removes a person with all that is personal; the journal keeps the id. Their
/// events are held, and then they are.
pub(crate) async fn erase(app: &App, tx: &Tx, user: &User) -> Result<Vec<Fact>> {
    let mut addresses = store::tokens::addresses(tx, user.id).await?;
    addresses.push(user.email.clone());
    store::mailbox::erase(tx, &addresses).await?;
    invitations::erase_of(app, tx, user, &addresses).await?;
    store::idempotency::forget(tx, user.id).await?;
    store::journal::erase(tx, user.id).await?;
    store::analytics::forget(tx, user.id);
    if let Some(hash) = &user.picture {
        loose::release(app, tx, hash).await?;
    }
    let left = posts::leave(tx, user).await?;
    let fact = Fact::user(Action::UserDeleted, user.id);
    let mut facts = vec![fact.with("posts", left.as_str())];
    facts.extend(events::leave(app, tx, user.id).await?);
    store::accounts::delete(tx, user.id).await?;
    facts.extend(mailing_list::follow(app, Some(user), None));
    Ok(facts)
}

/// One's own account: its sessions end now, its data goes after the grace
/// period, and signing in until then undoes it. `leaving` says what then becomes
/// of what they wrote.
pub async fn delete_me(
    app: &App,
    actor: &Actor,
    password: Option<&str>,
    leaving: Posts,
) -> Result<()> {
    actor.must(Permission::OwnAccount)?;
    let (id, _) = actor.person()?;
    sessions::reauthenticate(app, actor, password).await?;
    let tx = begin_leaving(app).await?;
    events::hold_all_of(&tx, id).await?;
    let mut user = store::accounts::hold(&tx, id).await?.ok_or(Error::Unauthenticated)?;
    keep_an_admin(&tx, &user).await?;
    user.leaving_posts = Some(leaving);
    let days = app.settings.accounts.deletion_grace_days;
    if days == 0 {
        let facts = erase(app, &tx, &user).await?;
        return journal::commit(app, actor, tx, facts).await;
    }
    let now = app.clock.now();
    user.delete_after = Some(now + Duration::days(days));
    store::accounts::save(&tx, &mut user, now).await?;
    let mut facts = vec![Fact::user(Action::DeletionRequested, id)];
    facts.extend(sessions::end_all(&tx, id, None).await?);
    journal::commit(app, actor, tx, facts).await
}
