//! Changing roles.

use domain::{Actor, Error, Fact, Noun, Permission, Result, Role, User, ids};

use crate::{App, accounts, journal, profile_fields};

/// Gives a person another role, for a reason that is kept. Refused when it
/// would leave no active administrator, also when two happen at once.
pub async fn change(app: &App, actor: &Actor, id: &str, role: Role, reason: &str) -> Result<User> {
    actor.must(Permission::ChangeRoles)?;
    if reason.trim().is_empty() {
        return Err(Error::field("reason", "reason_required"));
    }
    accounts::check_reason(Some(reason)).map_err(|fault| Error::Invalid(vec![fault]))?;
    let id = ids::parse(id).ok_or(Error::NotFound(Noun::User))?;
    let tx = accounts::begin_leaving(app).await?;
    let user = store::accounts::hold(&tx, id).await?;
    let mut user = user.ok_or(Error::NotFound(Noun::User))?;
    if user.role == role {
        return profile_fields::seen(app, actor, user).await;
    }
    accounts::keep_an_admin(&tx, &user).await?;
    let fact = Fact::role_changed(id, user.role, role, reason);
    user.role = role;
    store::accounts::save(&tx, &mut user, app.clock.now()).await?;
    journal::commit(app, actor, tx, vec![fact]).await?;
    profile_fields::seen(app, actor, user).await
}
