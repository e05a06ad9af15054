//! Sessions of browsers: a cookie, and the mailed link that ends one.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use domain::accounts::Password;
use domain::sessions::{IDLE_HOURS, Kind, REMEMBER_DAYS, Session};
use domain::tokens::Purpose;
use domain::{Action, Actor, Error, Fact, Id, Origin, Permission, Result, Time, User, Who};
use sha2::{Digest, Sha256};
use store::Tx;
use store::sessions::Hashes;
use store::tokens::OneTimeToken;
use subtle::ConstantTimeEq;

use super::{New, acting, add, is_living, present, seen};
use crate::{App, accounts, journal};

/// Keeps a cookie's hash apart from every other hash of a secret.
const COOKIE_DOMAIN: &[u8] = b"roster browser session cookie\0";

/// What a browser is given.
#[derive(Clone)]
pub struct BrowserSession {
    /// 64 characters of base64url.
    pub cookie: String,
    /// How long the browser is to keep it; `None`: until it closes.
    pub seconds: Option<i64>,
}

/// Who comes with a browser.
#[derive(Clone, Debug)]
pub struct Visit {
    pub actor: Actor,
    pub user: Arc<User>,
    pub session: Arc<Session>,
}

/// A cookie: session id and secret.
struct Cookie {
    session: Id,
    secret: [u8; 32],
}

impl Cookie {
    fn new(app: &App, session: Id) -> Self {
        Cookie { session, secret: app.random.bytes() }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 48];
        if text.len() != 64 || URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).ok()? != 48 {
            return None;
        }
        Some(Cookie {
            session: Id::from_slice(&bytes[..16]).ok()?,
            secret: bytes[16..].try_into().ok()?,
        })
    }

    fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode([self.session.as_bytes().as_slice(), &self.secret].concat())
    }

    fn hash(&self) -> [u8; 32] {
        Sha256::new().chain_update(COOKIE_DOMAIN).chain_update(self.secret).finalize().into()
    }

    fn given(&self, kind: Kind, left: Duration) -> BrowserSession {
        let seconds = (kind == Kind::Remembered).then(|| left.num_seconds());
        BrowserSession { cookie: self.text(), seconds }
    }
}

/// Adds a browser's session for someone who has just proved the password.
pub(super) fn open(
    app: &App,
    tx: &Tx,
    user: &User,
    origin: &Origin,
    kind: Kind,
) -> (Session, BrowserSession) {
    let lives = match kind {
        Kind::Remembered => Duration::days(REMEMBER_DAYS),
        _ => Duration::hours(IDLE_HOURS),
    };
    let cookie = Cookie::new(app, app.ids.next());
    let hashes = Hashes::Cookie(cookie.hash().to_vec());
    let new = New { id: cookie.session, kind, lives, hashes: &hashes };
    (add(app, tx, user, origin, new), cookie.given(kind, lives))
}

/// Who comes with a browser's cookie. None: no living session.
pub async fn visit(app: &App, cookie: &str, origin: Origin) -> Result<Option<Visit>> {
    let Some(cookie) = Cookie::parse(cookie) else { return Ok(None) };
    let Some((present, fresh)) = present(app, cookie.session).await? else { return Ok(None) };
    let hash = cookie.hash();
    let proved = present.cookie_hash.as_ref().is_some_and(|kept| bool::from(kept.ct_eq(&hash)));
    if !proved || !is_living(app, &present) {
        return Ok(None);
    }
    if fresh {
        seen(app, &present.session).await?;
    }
    let actor = acting(&present, origin);
    Ok(Some(Visit { actor, user: present.user, session: present.session }))
}

/// The password once more. A browser gets another cookie with it.
pub async fn confirm(app: &App, actor: &Actor, password: &str) -> Result<Option<BrowserSession>> {
    actor.must(Permission::OwnAccount)?;
    let (user, session) = actor.person()?;
    accounts::confirm_password(app, actor, user, "password", Password::given(password)).await?;
    let tx = app.store.begin().await?;
    let renewed = renew(app, &tx, session, app.clock.now()).await;
    let done = match renewed {
        Ok(renewed) => tx.commit().await.map(|()| renewed),
        Err(error) => Err(error),
    };
    app.presence.forget(user);
    done
}

/// Notes in a session that the password was given, inside a change. A
/// browser's cookie is replaced.
pub(crate) async fn renew(
    app: &App,
    tx: &Tx,
    session: Id,
    now: Time,
) -> Result<Option<BrowserSession>> {
    let found = store::sessions::by_id(tx, session).await?;
    let (session, _) = found.ok_or(Error::Unauthenticated)?;
    match session.kind {
        Kind::Token => {
            store::sessions::refreshed(tx, session.id, now).await?;
            Ok(None)
        }
        kind => {
            let cookie = Cookie::new(app, session.id);
            store::sessions::renew(tx, session.id, &cookie.hash(), now).await?;
            Ok(Some(cookie.given(kind, session.expires_at - now)))
        }
    }
}

/// The session that a mailed link is to end.
async fn linked(app: &App, secret: &str) -> Result<(OneTimeToken, Session)> {
    let invalid = || Error::InvalidVerificationToken;
    let token = accounts::token(app, secret, &[Purpose::SessionEnd]).await?.ok_or_else(invalid)?;
    let session = token.session.ok_or_else(invalid)?;
    let (session, _) = store::sessions::by_id(&app.store, session).await?.ok_or_else(invalid)?;
    match session.expires_at > app.clock.now() {
        true => Ok((token, session)),
        false => Err(invalid()),
    }
}

/// What the mailed link would end, for the page that asks.
pub async fn check_end_link(app: &App, secret: &str) -> Result<Session> {
    linked(app, secret).await.map(|(_, session)| session)
}

/// Ends a session by its mailed link.
pub async fn end_by_link(app: &App, actor: &Actor, secret: &str) -> Result<()> {
    let (token, session) = linked(app, secret).await?;
    let tx = app.store.begin().await?;
    let spent = store::tokens::spend(&tx, token.id).await?;
    if !spent || !store::sessions::delete(&tx, session.user_id, session.id).await? {
        return Err(Error::InvalidVerificationToken);
    }
    let fact = Fact::session(Action::SessionRevoked, session.id, session.user_id);
    journal::commit(app, &actor.acting(Who::Holder(session.user_id)), tx, vec![fact]).await
}
