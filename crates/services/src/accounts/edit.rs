//! Editing people: their own account, or a manager anyone's.

use domain::ProfileChange;
use domain::error::{Fault, Faults};
use domain::fields::{self, ExtraChange, Viewer};
use domain::tokens::Purpose;
use domain::{Action, Actor, EmailAddress, Error, Fact, Nickname, Permission, Result, User};
use store::tokens::EmailChange;
use store::{StoreError, Tx};

use super::{hold, may_touch, report};
use crate::pictures::{PictureChange, loose};
use crate::{App, journal, mailing_list, profile_fields, sessions};

/// What is to change; absent fields stay.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    pub nickname: Option<String>,
    pub email: Option<String>,
    pub profile: ProfileChange,
    pub extra: Option<ExtraChange>,
    pub mailing_list: Option<bool>,
    pub picture: Option<PictureChange>,
    /// The version that the caller read; another one loses the race.
    pub if_version: Option<i64>,
    /// The caller's password, where a change asks for it again.
    pub password: Option<String>,
    /// Faults that the door found while reading; reported with the rest.
    pub faults: Vec<Fault>,
}

/// Changes a person. One's own new address waits until it is proved; an
/// address that a manager gives counts at once.
pub async fn update(app: &App, actor: &Actor, id: &str, edit: &Edit) -> Result<User> {
    let own = actor.user_id().is_some_and(|me| domain::ids::parse(id) == Some(me));
    actor.must(if own { Permission::OwnAccount } else { Permission::ManageUsers })?;
    let mut faults = Faults(edit.faults.clone());
    let nickname = edit.nickname.as_deref().map(|n| Nickname::parse("nickname", n)).transpose();
    let nickname = faults.take(nickname).flatten();
    let email = edit.email.as_deref().map(|e| EmailAddress::parse("email", e)).transpose();
    let email = faults.take(email).flatten();

    if own && let Some(email) = &email {
        let me = super::find_by_id(app, id).await?;
        if me.email != email.as_str() {
            if let Some(fault) = app.settings.accounts.refuses(email) {
                faults.push(fault);
            }
            sessions::reauthenticate(app, actor, edit.password.as_deref()).await?;
        }
    }
    let fields = match edit.extra {
        Some(_) => profile_fields::known(app).await?,
        None => Default::default(),
    };
    let tx = app.store.begin().await?;
    let before = hold(&tx, id).await?;
    if !own {
        may_touch(actor, &before)?;
    }
    if edit.if_version.is_some_and(|version| version != before.version) {
        return Err(Error::PreconditionFailed);
    }
    let mut user = before.clone();
    edit.profile.apply(&mut user.profile, &mut faults);
    if let Some(change) = &edit.extra {
        let viewer = profile_fields::viewer(actor, &before);
        fields::hide(&fields, Viewer::Own, &mut user.extra);
        change.apply(&fields, viewer, &mut user.extra, &mut faults);
    }
    report(faults)?;
    if let Some(nickname) = nickname {
        user.nickname = nickname.as_str().to_owned();
    }
    if let Some(wanted) = edit.mailing_list {
        user.mailing_list = wanted;
    }
    let new_email = email.map(|e| e.as_str().to_owned()).filter(|e| *e != before.email);
    let new_nickname = !user.nickname.eq_ignore_ascii_case(&before.nickname);
    if new_email.is_some() || new_nickname {
        let email = new_email.as_deref().unwrap_or(&before.email);
        let (email, nickname) =
            store::accounts::taken(&tx, email, &user.nickname, Some(before.id)).await?;
        if email || nickname {
            return Err(Error::Taken { email, nickname });
        }
    }

    let mut facts = Vec::new();
    if let Some(change) = &edit.picture {
        facts.extend(change_picture(app, &tx, &mut user, change).await?);
    }
    if user.nickname != before.nickname {
        let fact = Fact::user(Action::NicknameChanged, user.id);
        facts.push(fact.changed("nickname", before.nickname.clone(), user.nickname.clone()));
    }
    let mut others = user.clone();
    others.nickname = before.nickname.clone();
    let fact = Fact::user(Action::UserUpdated, user.id).difference(&before, &others);
    if !fact.after.is_empty() {
        facts.push(fact);
    }
    if let Some(email) = new_email {
        facts.push(change_email(app, &tx, &mut user, email, own).await?);
    }
    if user != before {
        let chose_nickname = new_nickname;
        store::accounts::save(&tx, &mut user, app.clock.now()).await.map_err(
            |error| match error {
                // Somebody took it between our look and now.
                StoreError::Duplicate => {
                    Error::Taken { email: !chose_nickname, nickname: chose_nickname }
                }
                StoreError::Failed(error) => error,
            },
        )?;
    }
    facts.extend(mailing_list::follow(app, Some(&before), Some(&user)));
    if facts.is_empty() {
        return profile_fields::seen(app, actor, user).await;
    }
    journal::commit(app, actor, tx, facts).await?;
    profile_fields::seen(app, actor, user).await
}

async fn change_picture(
    app: &App,
    tx: &Tx,
    user: &mut User,
    change: &PictureChange,
) -> Result<Option<Fact>> {
    let new = match change {
        PictureChange::Set(ready) => Some(ready.hash().to_owned()),
        PictureChange::Remove => None,
    };
    if new == user.picture {
        return Ok(None);
    }
    let action = match &new {
        Some(hash) => {
            loose::take(app, tx, hash).await?;
            Action::PictureChanged
        }
        None => Action::PictureRemoved,
    };
    let old = std::mem::replace(&mut user.picture, new.clone());
    if let Some(hash) = &old {
        loose::release(app, tx, hash).await?;
    }
    Ok(Some(Fact::user(action, user.id).changed("picture", old, new)))
}

async fn change_email(
    app: &App,
    tx: &Tx,
    user: &mut User,
    new_email: String,
    own: bool,
) -> Result<Fact> {
    let change = EmailChange {
        id: app.ids.next(),
        user_id: user.id,
        old_email: user.email.clone(),
        new_email: new_email.clone(),
        created_at: app.clock.now(),
    };
    store::tokens::insert_email_change(tx, &change).await?;
    // A link sent to the former address must not prove the new one.
    let stale = [Purpose::Verification, Purpose::Reset, Purpose::EmailChange];
    store::tokens::withdraw(tx, user.id, if own { &stale[2..] } else { &stale }).await?;
    if own {
        let fact = Fact::user(Action::EmailChangeRequested, user.id).with("email", new_email);
        return Ok(fact.detailed(change.id));
    }
    user.email = new_email.clone();
    let fact = Fact::user(Action::EmailChanged, user.id);
    Ok(fact.changed("email", change.old_email, new_email).detailed(change.id))
}
