//! Sessions: who comes with a request, by token or cookie; listing, ending.

mod browser;
mod managed;
#[cfg(test)]
mod tests;
mod tokens;

use std::sync::Arc;

use chrono::Duration;
use domain::accounts::Password;
use domain::analytics::day;
use domain::sessions::{FRESH_MINUTES, IDLE_HOURS, Kind, Session, device};
use domain::{Action, Actor, Error, Fact, Id, Noun, Origin, Permission, Result, User, Who, ids};
use store::Tx;
use store::sessions::Hashes;

use crate::presence::Present;
use crate::{App, analytics, journal};

pub(crate) use browser::renew;
pub use browser::{BrowserSession, Visit, check_end_link, confirm, end_by_link, visit};
pub use managed::{list_of, revoke_of};
pub(crate) use tokens::RefreshToken;
pub use tokens::{AUDIENCE, authenticate, refresh, revoke_token};

/// `last_seen_at` is no finer than this, in seconds.
const SEEN_SECONDS: i64 = 60;

/// What goes to the client of a new session.
pub(crate) enum Opened {
    Tokens(RefreshToken),
    Browser(BrowserSession),
}

/// Adds a session for someone who has just proved the password.
pub(crate) fn open(
    app: &App,
    tx: &Tx,
    user: &User,
    origin: &Origin,
    kind: Kind,
) -> (Session, Opened) {
    match kind {
        Kind::Token => {
            let (session, refresh) = tokens::open(app, tx, user, origin);
            (session, Opened::Tokens(refresh))
        }
        Kind::Browser | Kind::Remembered => {
            let (session, browser) = browser::open(app, tx, user, origin, kind);
            (session, Opened::Browser(browser))
        }
    }
}

/// The name of the device that a request came from.
pub(crate) fn device_of(origin: &Origin) -> String {
    device(origin.user_agent.as_deref().unwrap_or_default())
}

/// A new session's id, kind, life and secrets.
struct New<'a> {
    id: Id,
    kind: Kind,
    lives: Duration,
    hashes: &'a Hashes,
}

fn add(app: &App, tx: &Tx, user: &User, origin: &Origin, new: New) -> Session {
    let now = app.clock.now();
    let session = Session {
        id: new.id,
        user_id: user.id,
        kind: new.kind,
        device: device_of(origin),
        address: origin.address.map(|a| a.to_string()),
        created_at: now,
        last_seen_at: now,
        signed_in_at: now,
        expires_at: now + new.lives,
    };
    store::sessions::insert(tx, &session, new.hashes);
    session
}

/// A session and its person, at most 0.8 s old, and never older than a change
/// at this copy; and whether they were read just now.
async fn present(app: &App, session: Id) -> Result<Option<(Present, bool)>> {
    if let Some(present) = app.presence.get(session) {
        return Ok(Some((present, false)));
    }
    let reading = app.presence.begin();
    let found = store::sessions::by_id(&app.store, session).await?;
    let Some((session, hashes)) = found else { return Ok(None) };
    let user = store::accounts::by_id(&app.store, session.user_id).await?;
    let Some(user) = user else { return Ok(None) };
    let cookie_hash = match hashes {
        Hashes::Cookie(hash) => Some(hash.into()),
        Hashes::Token(_) => None,
    };
    let present = Present { session: Arc::new(session), user: Arc::new(user), cookie_hash };
    app.presence.remember(reading, present.clone());
    Ok(Some((present, true)))
}

/// The person of a session, as they are now.
pub(crate) async fn person(app: &App, user: Id, session: Id) -> Result<Arc<User>> {
    let found = present(app, session).await?.filter(|(p, _)| p.user.id == user);
    found.map(|(present, _)| present.user).ok_or(Error::Unauthenticated)
}

/// Whether who is present may act.
fn is_living(app: &App, present: &Present) -> bool {
    let user = &present.user;
    !user.is_locked && user.email_verified && present.session.expires_at > app.clock.now()
}

/// Notes that a session is used. Asked only when it was read just now, so that
/// a busy one is written once a minute.
async fn seen(app: &App, session: &Session) -> Result<()> {
    let now = app.clock.now();
    let recent = now - session.last_seen_at <= Duration::seconds(SEEN_SECONDS);
    if !recent || day(now) != day(session.last_seen_at) {
        analytics::came(app, session.user_id);
    }
    if recent {
        return Ok(());
    }
    let end = (session.kind == Kind::Browser).then(|| now + Duration::hours(IDLE_HOURS));
    let tx = app.store.begin().await?;
    store::sessions::touch(&tx, session.id, now, end).await?;
    tx.commit().await
}

/// The person who comes with a session. They read in the language that they
/// chose.
fn acting(present: &Present, mut origin: Origin) -> Actor {
    let (user, session) = (&present.user, &present.session);
    origin.locale.clone_from(&user.profile.locale);
    let who = Who::User {
        id: user.id,
        role: user.role,
        session: session.id,
        signed_in_at: session.signed_in_at,
    };
    Actor { who, origin }
}

/// Ends the caller's own session.
pub async fn sign_out(app: &App, actor: &Actor) -> Result<()> {
    let (user, session) = actor.person()?;
    end(app, actor, user, session).await.map(|_| ())
}

async fn end(app: &App, actor: &Actor, user: Id, session: Id) -> Result<bool> {
    let tx = app.store.begin().await?;
    let ended = store::sessions::delete(&tx, user, session).await?;
    if ended {
        let fact = Fact::session(Action::SessionRevoked, session, user);
        journal::commit(app, actor, tx, vec![fact]).await?;
    }
    Ok(ended)
}

/// The caller's sessions; the flag marks the one that asks.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(Session, bool)>> {
    actor.must(Permission::OwnAccount)?;
    let (user, current) = actor.person()?;
    let sessions = store::sessions::of_user(&app.store, user, app.clock.now()).await?;
    Ok(sessions
        .into_iter()
        .map(|s| {
            let own = s.id == current;
            (s, own)
        })
        .collect())
}

/// Ends one of the caller's sessions. Another than the one that asks needs a
/// password given lately, or now.
pub async fn revoke(app: &App, actor: &Actor, id: &str, password: Option<&str>) -> Result<()> {
    actor.must(Permission::OwnAccount)?;
    let (user, current) = actor.person()?;
    let id = ids::parse(id).ok_or(Error::NotFound(Noun::Session))?;
    let found = store::sessions::by_id(&app.store, id).await?;
    if found.is_none_or(|(session, _)| session.user_id != user) {
        return Err(Error::NotFound(Noun::Session));
    }
    if id != current {
        reauthenticate(app, actor, password).await?;
    }
    match end(app, actor, user, id).await? {
        true => Ok(()),
        false => Err(Error::NotFound(Noun::Session)),
    }
}

/// Ends all of the caller's sessions but the one that asks. Wants a password
/// given lately, or now.
pub async fn revoke_others(app: &App, actor: &Actor, password: Option<&str>) -> Result<()> {
    actor.must(Permission::OwnAccount)?;
    let (user, current) = actor.person()?;
    reauthenticate(app, actor, password).await?;
    let tx = app.store.begin().await?;
    let facts = end_all(&tx, user, Some(current)).await?;
    journal::commit(app, actor, tx, facts).await
}

/// Ends all of a person's sessions but the given one, inside a change.
pub(crate) async fn end_all(tx: &Tx, user: Id, except: Option<Id>) -> Result<Vec<Fact>> {
    let ended = store::sessions::delete_all(tx, user, except).await?;
    Ok(ended.into_iter().map(|id| Fact::session(Action::SessionRevoked, id, user)).collect())
}

/// Asks that the password was given in the last 15 minutes, or is given now.
/// One that is given has to be right. It counts for the next minutes too, but
/// in a browser: that would need another cookie (see `confirm`).
pub(crate) async fn reauthenticate(app: &App, actor: &Actor, password: Option<&str>) -> Result<()> {
    let Who::User { id, session, signed_in_at, .. } = actor.who else {
        return Err(Error::Unauthenticated);
    };
    let now = app.clock.now();
    let age = now - signed_in_at;
    let fresh = age >= Duration::zero() && age < Duration::minutes(FRESH_MINUTES);
    let Some(password) = password else {
        return if fresh { Ok(()) } else { Err(Error::ReauthenticationRequired) };
    };
    crate::accounts::confirm_password(app, actor, id, "password", Password::given(password))
        .await?;
    let tx = app.store.begin().await?;
    store::sessions::refreshed(&tx, session, now).await?;
    tx.commit().await?;
    app.presence.forget(id);
    Ok(())
}
