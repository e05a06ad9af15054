//! Reading people.

use std::sync::Arc;

use domain::page::{Listed, Page};
use domain::search::UserQuery;
use domain::{Actor, EmailAddress, Error, Noun, Permission, Result, User, ids};

use super::find_by_id;
use crate::{App, profile_fields, sessions};

/// The person who asks.
pub async fn me(app: &App, actor: &Actor) -> Result<Arc<User>> {
    actor.must(Permission::OwnAccount)?;
    let (id, session) = actor.person()?;
    let me = sessions::person(app, id, session).await?;
    if me.extra.is_empty() {
        return Ok(me);
    }
    Ok(Arc::new(profile_fields::seen(app, actor, User::clone(&me)).await?))
}

pub async fn read(app: &App, actor: &Actor, id: &str) -> Result<User> {
    actor.must(Permission::ManageUsers)?;
    let user = find_by_id(app, id).await?;
    profile_fields::seen(app, actor, user).await
}

/// Finds somebody by id, e-mail address or nickname.
pub async fn find(app: &App, actor: &Actor, name: &str) -> Result<User> {
    actor.must(Permission::ManageUsers)?;
    if ids::parse(name).is_some() {
        return read(app, actor, name).await;
    }
    let found = match EmailAddress::parse("name", name) {
        Ok(email) => store::accounts::by_email(&app.store, email.as_str()).await?,
        Err(_) => store::accounts::by_nickname(&app.store, name).await?,
    };
    profile_fields::seen(app, actor, found.ok_or(Error::NotFound(Noun::User))?).await
}

pub async fn list(
    app: &App,
    actor: &Actor,
    query: &UserQuery,
    page: &Page,
) -> Result<Listed<User>> {
    actor.must(Permission::ManageUsers)?;
    profile_fields::check_filters(app, actor, query).await?;
    let mut found = store::search::users(&app.store, query, page).await?;
    for user in &mut found.items {
        *user = profile_fields::seen(app, actor, user.clone()).await?;
    }
    Ok(found)
}
