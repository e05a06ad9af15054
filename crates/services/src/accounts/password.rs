//! Passwords: changing one's own, and setting one through a mailed link.

use domain::accounts::{LockedBy, Password};
use domain::tokens::Purpose;
use domain::{Action, Actor, EmailAddress, Error, Fact, Id, Permission, Result, User, Who};

use super::end_lock;
use super::verify::{prove, token};
use crate::sessions::BrowserSession;
use crate::throttle::Throttle;
use crate::{App, invitations, journal, mailing_list, sessions};

/// A new password that keeps the rules, measured against the person's names.
fn check(field: &'static str, text: &str, user: &User) -> Result<Password> {
    let names = [&user.profile.first_name, &user.profile.last_name];
    let mut own: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    let local = user.email.split('@').next().unwrap_or_default();
    own.extend([user.nickname.as_str(), user.email.as_str(), local]);
    Password::check(field, text, &own).map_err(|fault| Error::Invalid(vec![fault]))
}

/// Compares a signed-in person's password; a wrong one is a fault of `field`
/// and counts as a failed sign-in.
pub(crate) async fn confirm_password(
    app: &App,
    actor: &Actor,
    id: Id,
    field: &'static str,
    password: Password,
) -> Result<()> {
    let throttles =
        [Throttle::sign_in_from(app, actor), Throttle::sign_in_to(app, &id.to_string())];
    for throttle in &throttles {
        throttle.check(app).await?;
    }
    let hash = store::accounts::password_hash(&app.store, id).await?;
    if app.hasher.verify(password, hash).await?.matches {
        return Ok(());
    }
    let tx = app.store.begin().await?;
    for throttle in &throttles {
        throttle.count(&tx, app.clock.now());
    }
    tx.commit().await?;
    Err(Error::field(field, "wrong_password"))
}

/// Changes one's own password; every other session ends. A browser is given
/// another cookie.
pub async fn change_password(
    app: &App,
    actor: &Actor,
    old: &str,
    new: &str,
) -> Result<Option<BrowserSession>> {
    actor.must(Permission::OwnAccount)?;
    let (id, session) = actor.person()?;
    let user = store::accounts::by_id(&app.store, id).await?.ok_or(Error::Unauthenticated)?;
    let new = check("new_password", new, &user)?;
    confirm_password(app, actor, id, "old_password", Password::given(old)).await?;
    let hash = app.hasher.hash(new).await?;
    let tx = app.store.begin().await?;
    store::accounts::hold(&tx, id).await?.ok_or(Error::Unauthenticated)?;
    store::accounts::set_password(&tx, id, &hash).await?;
    let renewed = sessions::renew(app, &tx, session, app.clock.now()).await?;
    store::tokens::withdraw(&tx, id, &[Purpose::Reset, Purpose::Invitation]).await?;
    let mut facts = vec![Fact::user(Action::PasswordChanged, id)];
    facts.extend(sessions::end_all(&tx, id, Some(session)).await?);
    journal::commit(app, actor, tx, facts).await?;
    Ok(renewed)
}

/// Has a reset mail sent. Whether the address is anybody's is not told.
pub async fn forgot_password(app: &App, actor: &Actor, email: &str) -> Result<()> {
    let email = EmailAddress::parse("email", email).map_err(|f| Error::Invalid(vec![f]))?;
    let throttle = Throttle::forgot(app, "reset", email.as_str());
    let throttled = throttle.check(app).await.is_err();
    let user = store::accounts::by_email(&app.store, email.as_str()).await?;
    if throttled {
        return Ok(());
    }
    let tx = app.store.begin().await?;
    throttle.count(&tx, app.clock.now());
    let fact = user.map(|user| Fact::user(Action::ResetRequested, user.id));
    journal::commit(app, actor, tx, fact.into_iter().collect()).await
}

/// Whether a mailed link still sets a password; it stays good.
pub async fn check_reset(app: &App, secret: &str) -> Result<()> {
    let token = token(app, secret, &[Purpose::Reset, Purpose::Invitation]).await?;
    token.filter(|t| t.user_id.is_some()).map(|_| ()).ok_or(Error::InvalidResetToken)
}

/// Sets the password through a mailed link. That proves the address, ends a
/// lock by failures and every session.
pub async fn reset_password(app: &App, actor: &Actor, secret: &str, new: &str) -> Result<()> {
    let invalid = || Error::InvalidResetToken;
    let token = token(app, secret, &[Purpose::Reset, Purpose::Invitation]).await?;
    let token = token.ok_or_else(invalid)?;
    let id = token.user_id.ok_or_else(invalid)?;
    let user = store::accounts::by_id(&app.store, id).await?.ok_or_else(invalid)?;
    let new = check("password", new, &user)?;
    let hash = app.hasher.hash(new).await?;
    let tx = app.store.begin().await?;
    if !store::tokens::spend(&tx, token.id).await? {
        return Err(invalid());
    }
    let mut user = store::accounts::hold(&tx, id).await?.ok_or_else(invalid)?;
    let mut facts = Vec::new();
    let before = user.clone();
    let proof = prove(&mut user);
    let mut changed = proof.is_some();
    if proof.is_some() {
        facts.extend(invitations::convert(app, &tx, [&user]).await?);
    }
    facts.extend(proof);
    facts.extend(mailing_list::follow(app, Some(&before), Some(&user)));
    if user.is_locked && user.locked_by == Some(LockedBy::Failures) {
        facts.push(end_lock(&mut user));
        changed = true;
    }
    if user.failed_login_attempts > 0 {
        user.failed_login_attempts = 0;
        changed = true;
    }
    if changed {
        store::accounts::save(&tx, &mut user, app.clock.now()).await?;
    }
    store::accounts::set_password(&tx, id, &hash).await?;
    let spent = [Purpose::Reset, Purpose::Invitation, Purpose::Verification];
    store::tokens::withdraw(&tx, id, &spent).await?;
    let mut fact = Fact::user(Action::PasswordReset, id);
    if token.purpose == Purpose::Invitation {
        fact = fact.with("invited", true);
    }
    facts.push(fact);
    facts.extend(sessions::end_all(&tx, id, None).await?);
    journal::commit(app, &actor.acting(Who::Holder(id)), tx, facts).await
}
