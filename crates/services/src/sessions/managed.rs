//! Other people's sessions, for managers.

use domain::sessions::Session;
use domain::{Actor, Error, Id, Noun, Permission, Result, User, ids};

use super::end;
use crate::App;

async fn owner(app: &App, actor: &Actor, id: &str) -> Result<User> {
    actor.must(Permission::ManageUsers)?;
    let id = ids::parse(id).ok_or(Error::NotFound(Noun::User))?;
    let user = store::accounts::by_id(&app.store, id).await?;
    let user = user.ok_or(Error::NotFound(Noun::User))?;
    match actor.role().may_touch(user.role) {
        true => Ok(user),
        false => Err(Error::Forbidden),
    }
}

/// A person's sessions; the flag marks the one that asks.
pub async fn list_of(app: &App, actor: &Actor, user: &str) -> Result<Vec<(Session, bool)>> {
    let user = owner(app, actor, user).await?;
    let current: Option<Id> = actor.person().ok().map(|(_, session)| session);
    let found = store::sessions::of_user(&app.store, user.id, app.clock.now()).await?;
    let marked = found.into_iter().map(|session| {
        let own = Some(session.id) == current;
        (session, own)
    });
    Ok(marked.collect())
}

/// Ends one of a person's sessions.
pub async fn revoke_of(app: &App, actor: &Actor, user: &str, session: &str) -> Result<()> {
    let user = owner(app, actor, user).await?;
    let session = ids::parse(session).ok_or(Error::NotFound(Noun::Session))?;
    match end(app, actor, user.id, session).await? {
        true => Ok(()),
        false => Err(Error::NotFound(Noun::Session)),
    }
}
