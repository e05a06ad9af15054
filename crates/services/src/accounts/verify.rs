//! Proving an address: one's first, or a new one; and taking a change back.

use domain::tokens::{self, Purpose};
use domain::{
    Action, Actor, EmailAddress, Error, Fact, Id, Permission, Result, Role, User, Who, ids,
};
use store::tokens::{EmailChange, OneTimeToken};
use store::{StoreError, Tx};
use subtle::ConstantTimeEq;

use super::may_touch;
use crate::throttle::Throttle;
use crate::{App, invitations, journal, mailing_list, sessions};

/// Finds a living token by its secret. The comparison is of hashes, and again
/// in constant time.
pub(crate) async fn token(
    app: &App,
    secret: &str,
    allowed: &[Purpose],
) -> Result<Option<OneTimeToken>> {
    let Some(hash) = tokens::digest(secret) else { return Ok(None) };
    let found = store::tokens::find(&app.store, &hash, app.clock.now()).await?;
    Ok(found.filter(|t| bool::from(t.hash.ct_eq(&hash)) && allowed.contains(&t.purpose)))
}

/// The token of a link that names `user_id`, with that person's id.
async fn addressed(app: &App, user_id: &str, secret: &str) -> Result<(OneTimeToken, Id)> {
    let invalid = || Error::InvalidVerificationToken;
    let user_id = ids::parse(user_id).ok_or_else(invalid)?;
    let purposes = [Purpose::Verification, Purpose::EmailChange, Purpose::EmailUndo];
    let token = token(app, secret, &purposes).await?;
    let token = token.filter(|t| t.user_id == Some(user_id)).ok_or_else(invalid)?;
    Ok((token, user_id))
}

/// Whether the link of an e-mail is still good; it stays so.
pub async fn check_verification(app: &App, user_id: &str, secret: &str) -> Result<()> {
    addressed(app, user_id, secret).await.map(|_| ())
}

/// Uses the link of an e-mail that names `user_id`.
pub async fn verify(app: &App, actor: &Actor, user_id: &str, secret: &str) -> Result<()> {
    let invalid = || Error::InvalidVerificationToken;
    let (token, user_id) = addressed(app, user_id, secret).await?;
    let tx = app.store.begin().await?;
    if !store::tokens::spend(&tx, token.id).await? {
        return Err(invalid());
    }
    let user = store::accounts::hold(&tx, user_id).await?.ok_or_else(invalid)?;
    let actor = &actor.acting(Who::Holder(user_id));
    match (token.purpose, token.email_change) {
        (Purpose::Verification, _) => first_proof(app, actor, tx, user).await,
        (purpose, Some(change)) => {
            let change = store::tokens::email_change(&tx, change).await?.ok_or_else(invalid)?;
            match purpose {
                Purpose::EmailChange => take_over(app, actor, tx, user, change).await,
                _ => undo(app, actor, tx, user, change).await,
            }
        }
        _ => Err(invalid()),
    }
}

/// Marks the address as proved: `ANONYMOUS` rises, no other role changes.
pub(super) fn prove(user: &mut User) -> Option<Fact> {
    if user.email_verified && user.role != Role::Anonymous {
        return None;
    }
    let before = user.role;
    user.email_verified = true;
    if user.role == Role::Anonymous {
        user.role = Role::Authenticated;
    }
    Some(Fact::user(Action::UserVerified, user.id).changed("email_verified", false, true).changed(
        "role",
        before.as_str(),
        user.role.as_str(),
    ))
}

async fn first_proof(app: &App, actor: &Actor, tx: Tx, mut user: User) -> Result<()> {
    let before = user.clone();
    let Some(fact) = prove(&mut user) else { return tx.commit().await };
    store::accounts::save(&tx, &mut user, app.clock.now()).await?;
    let mut facts = vec![fact];
    facts.extend(invitations::convert(app, &tx, [&user]).await?);
    facts.extend(mailing_list::follow(app, Some(&before), Some(&user)));
    journal::commit(app, actor, tx, facts).await
}

async fn take_over(
    app: &App,
    actor: &Actor,
    tx: Tx,
    mut user: User,
    change: EmailChange,
) -> Result<()> {
    let before = user.clone();
    let fact = Fact::user(Action::EmailChanged, user.id).changed(
        "email",
        user.email.clone(),
        change.new_email.clone(),
    );
    user.email = change.new_email;
    let mut facts = vec![fact];
    let proof = prove(&mut user);
    let joins = proof.is_some();
    facts.extend(proof);
    facts.extend(mailing_list::follow(app, Some(&before), Some(&user)));
    save(app, &tx, &mut user).await?;
    // Somebody who was a member before did not come by an invitation.
    if joins {
        facts.extend(invitations::convert(app, &tx, [&user]).await?);
    }
    store::tokens::withdraw(&tx, user.id, &[Purpose::Verification, Purpose::Reset]).await?;
    journal::commit(app, actor, tx, facts).await
}

/// Whoever reads the old address takes the change back, pending or done. They
/// may have been robbed, so every session ends.
async fn undo(app: &App, actor: &Actor, tx: Tx, mut user: User, change: EmailChange) -> Result<()> {
    store::tokens::withdraw(&tx, user.id, &[Purpose::EmailChange, Purpose::Reset]).await?;
    let mut facts = vec![Fact::user(Action::EmailChangeUndone, user.id)];
    if user.email == change.new_email {
        let before = user.clone();
        facts[0] = Fact::user(Action::EmailChangeUndone, user.id).changed(
            "email",
            change.new_email,
            change.old_email.clone(),
        );
        user.email = change.old_email;
        facts.extend(mailing_list::follow(app, Some(&before), Some(&user)));
        save(app, &tx, &mut user).await?;
    }
    facts.extend(sessions::end_all(&tx, user.id, None).await?);
    journal::commit(app, actor, tx, facts).await
}

/// Saves a person whose only unique value that changed is the address.
async fn save(app: &App, tx: &Tx, user: &mut User) -> Result<()> {
    store::accounts::save(tx, user, app.clock.now()).await.map_err(|error| match error {
        StoreError::Duplicate => Error::Taken { email: true, nickname: false },
        StoreError::Failed(error) => error,
    })
}

/// Sends a new verification mail, if the address waits for one. The answer is
/// the same in any case.
pub async fn resend_verification(app: &App, actor: &Actor, email: &str) -> Result<()> {
    let email = EmailAddress::parse("email", email).map_err(|f| Error::Invalid(vec![f]))?;
    let throttle = Throttle::forgot(app, "verification", email.as_str());
    let throttled = throttle.check(app).await.is_err();
    let user = store::accounts::by_email(&app.store, email.as_str()).await?;
    if throttled {
        return Ok(());
    }
    let waits = user.filter(|user| !user.email_verified).map(|user| user.id);
    request(app, actor, &throttle, waits).await
}

async fn request(app: &App, actor: &Actor, throttle: &Throttle, user: Option<Id>) -> Result<()> {
    let tx = app.store.begin().await?;
    throttle.count(&tx, app.clock.now());
    let facts = user.map(|id| Fact::user(Action::VerificationRequested, id));
    journal::commit(app, actor, tx, facts.into_iter().collect()).await
}

/// A manager has the mail sent once more.
pub async fn resend_verification_to(app: &App, actor: &Actor, id: &str) -> Result<()> {
    actor.must(Permission::ManageUsers)?;
    let user = super::find_by_id(app, id).await?;
    may_touch(actor, &user)?;
    let throttle = Throttle::forgot(app, "verification", &user.email);
    throttle.check(app).await?;
    request(app, actor, &throttle, (!user.email_verified).then_some(user.id)).await
}
