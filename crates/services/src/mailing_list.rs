//! The mailing list: who is on it, and how they leave it again. The list is
//! told by messages of the type `mailing_list.sync`, in the order of a
//! person's changes; nothing that people do waits for it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::messages::Message;
use domain::{Action, Actor, Error, Fact, Id, Noun, Result, User, Who};
use gateways::mailing_list::Change;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::{App, journal, secrets};

/// What a message tells the list: that its person belongs there, or that an
/// address does not.
pub(crate) const JOIN: &str = "join";
pub(crate) const LEAVE: &str = "leave";

/// Octets of the keyed digest in a link: 128 bits.
const TAG: usize = 16;

/// Whether somebody belongs on the list: they opted in and proved the address.
pub(crate) fn is_on(user: &User) -> bool {
    user.mailing_list && user.email_verified
}

/// What a change of a person means for the list; `None` stands for nobody,
/// before an account is made and after it is erased. Nothing, where there is
/// no list.
pub(crate) fn follow(app: &App, before: Option<&User>, after: Option<&User>) -> Vec<Fact> {
    if app.mailing_list.is_none() {
        return Vec::new();
    }
    let before = before.filter(|user| is_on(user));
    let after = after.filter(|user| is_on(user));
    let left = |user: &User| {
        let mut fact = Fact::user(Action::UserUnsubscribed, user.id);
        fact.address = Some(user.email.clone());
        fact
    };
    let joined = |user: &User| Fact::user(Action::UserSubscribed, user.id);
    match (before, after) {
        (None, Some(user)) => vec![joined(user)],
        (Some(user), None) => vec![left(user)],
        (Some(old), Some(new)) if old.email != new.email => {
            vec![left(old), joined(new).with("moved", true)]
        }
        _ => Vec::new(),
    }
}

/// What the list is to be told, by now. None when it has become pointless.
pub async fn prepare(app: &App, message: &Message) -> Result<Option<Change>> {
    let user = store::accounts::by_id(&app.store, message.user_id).await?;
    let user = user.filter(is_on);
    let change = |email: String, locale, subscribed| Change {
        id: message.id,
        user_id: message.user_id,
        email,
        locale,
        subscribed,
    };
    Ok(match (message.audience.as_str(), user) {
        (JOIN, user) => user.map(|user| change(user.email, Some(user.profile.locale), true)),
        (_, user) => {
            let address = message.data.get("email").and_then(|email| email.as_str());
            let back = user.is_some_and(|user| Some(user.email.as_str()) == address);
            address.filter(|_| !back).map(|email| change(email.to_owned(), None, false))
        }
    })
}

async fn mac(app: &App, id: Id) -> Result<Hmac<Sha256>> {
    let key = secrets::get(app, "unsubscribe").await?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(Error::internal)?;
    mac.update(id.as_bytes());
    Ok(mac)
}

/// The link by which somebody leaves the list without signing in. It is
/// derived from their id, and counts as long as they are here.
pub(crate) async fn link(app: &App, id: Id) -> Result<String> {
    let tag = mac(app, id).await?.finalize().into_bytes();
    let token = URL_SAFE_NO_PAD.encode([&id.as_bytes()[..], &tag[..TAG]].concat());
    Ok(app.settings.http.link(&format!("/unsubscribe/{token}")))
}

/// Whose token it is.
async fn read(app: &App, token: &str) -> Result<Id> {
    let unknown = || Error::NotFound(Noun::Page);
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| unknown())?;
    let (id, tag) = bytes.split_at_checked(16).ok_or_else(unknown)?;
    let id = Id::from_slice(id).map_err(|_| unknown())?;
    if tag.len() != TAG {
        return Err(unknown());
    }
    // In constant time.
    mac(app, id).await?.verify_truncated_left(tag).map_err(|_| unknown())?;
    Ok(id)
}

/// Whether the token's owner is still on the list; `NotFound` for a token that
/// is none.
pub async fn check(app: &App, token: &str) -> Result<bool> {
    let id = read(app, token).await?;
    let user = store::accounts::by_id(&app.store, id).await?;
    Ok(user.is_some_and(|user| user.mailing_list))
}

/// Takes the token's owner off the list. Once more changes nothing.
pub async fn unsubscribe(app: &App, actor: &Actor, token: &str) -> Result<()> {
    let id = read(app, token).await?;
    let tx = app.store.begin().await?;
    let Some(before) = store::accounts::hold(&tx, id).await? else { return Ok(()) };
    if !before.mailing_list {
        return Ok(());
    }
    let mut user = before.clone();
    user.mailing_list = false;
    store::accounts::save(&tx, &mut user, app.clock.now()).await?;
    let mut facts = vec![Fact::user(Action::UserUpdated, id).changed("mailing_list", true, false)];
    facts.extend(follow(app, Some(&before), Some(&user)));
    journal::commit(app, &actor.acting(Who::Holder(id)), tx, facts).await
}
