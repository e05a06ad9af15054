//! Sessions and their tokens: who comes with a request, refreshing, ending.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use domain::accounts::Password;
use domain::sessions::{Claims, FRESH_MINUTES, Session, Tokens};
use domain::{
    Action, Actor, Error, Fact, Id, Noun, Origin, Permission, Result, Role, User, Who, ids,
};
use jsonwebtoken::{Algorithm, Header, Validation};
use sha2::{Digest, Sha256};
use store::Tx;
use store::sessions::RefreshHashes;
use subtle::ConstantTimeEq;

use crate::presence::Present;
use crate::{App, journal, keys};

/// For whom access tokens are meant.
pub const AUDIENCE: &str = "roster";
/// How far another machine's clock may be ahead, in seconds.
const LEEWAY_SECONDS: i64 = 60;
/// `last_seen_at` is no finer than this, in seconds.
const SEEN_SECONDS: i64 = 60;
/// The longest client description that is kept.
const MAX_DEVICE: usize = 200;

/// A refresh token: session id, the family's secret, the current secret.
struct RefreshToken {
    session: Id,
    family: [u8; 32],
    current: [u8; 32],
}

impl RefreshToken {
    fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 80] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        Some(RefreshToken {
            session: Id::from_slice(&bytes[..16]).ok()?,
            family: bytes[16..48].try_into().ok()?,
            current: bytes[48..].try_into().ok()?,
        })
    }

    fn text(&self) -> String {
        let bytes = [self.session.as_bytes().as_slice(), &self.family, &self.current].concat();
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn hashes(&self) -> RefreshHashes {
        RefreshHashes {
            family: Sha256::digest(self.family).to_vec(),
            current: Sha256::digest(self.current).to_vec(),
        }
    }
}

/// Adds a session for someone who has just proved the password.
pub(crate) fn create(app: &App, tx: &Tx, user: &User, origin: &Origin) -> Opened {
    let now = app.clock.now();
    let refresh = RefreshToken {
        session: app.ids.next(),
        family: app.random.bytes(),
        current: app.random.bytes(),
    };
    let device = origin.user_agent.as_deref().unwrap_or_default();
    let session = Session {
        id: refresh.session,
        user_id: user.id,
        device: device.chars().filter(|c| !c.is_control()).take(MAX_DEVICE).collect(),
        address: origin.address.map(|a| a.to_string()),
        created_at: now,
        last_seen_at: now,
        signed_in_at: now,
        expires_at: now + Duration::days(app.settings.tokens.refresh_days),
    };
    store::sessions::insert(tx, &session, &refresh.hashes());
    Opened { session, refresh }
}

pub(crate) struct Opened {
    pub session: Session,
    refresh: RefreshToken,
}

impl Opened {
    pub async fn tokens(self, app: &App, user: &User) -> Result<Tokens> {
        tokens(app, user.id, user.role, self.session.id, self.refresh.text()).await
    }
}

async fn tokens(
    app: &App,
    user: Id,
    role: Role,
    session: Id,
    refresh_token: String,
) -> Result<Tokens> {
    let keys = keys::current(app).await?;
    let key = keys.first().ok_or_else(|| Error::internal("there is no signing key"))?;
    let now = app.clock.now().timestamp();
    let expires_in = app.settings.tokens.access_minutes * 60;
    let claims = Claims {
        iss: issuer(app),
        sub: user,
        aud: AUDIENCE.to_owned(),
        exp: now + expires_in,
        iat: now,
        jti: app.ids.next(),
        role: role.as_str().to_owned(),
        sid: session,
    };
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(key.id.to_string());
    let access_token =
        jsonwebtoken::encode(&header, &claims, &key.signs).map_err(Error::internal)?;
    Ok(Tokens { access_token, expires_in, refresh_token })
}

fn issuer(app: &App) -> String {
    app.settings.http.link("")
}

/// Reads an access token: signature by a key of ours, EdDSA only, this issuer
/// and audience, and the times by our own clock.
async fn claims(app: &App, token: &str) -> Result<Claims> {
    let refused = |_| Error::Unauthenticated;
    let header = jsonwebtoken::decode_header(token).map_err(refused)?;
    if header.alg != Algorithm::EdDSA {
        return Err(Error::Unauthenticated);
    }
    let kid = header.kid.as_deref().and_then(ids::parse).ok_or(Error::Unauthenticated)?;
    let (keys, at) = keys::find(app, kid).await?.ok_or(Error::Unauthenticated)?;
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_audience(&[AUDIENCE]);
    rules.set_issuer(&[issuer(app)]);
    rules.validate_exp = false;
    let data =
        jsonwebtoken::decode::<Claims>(token, &keys[at].verifies, &rules).map_err(refused)?;
    Ok(data.claims)
}

fn in_time(app: &App, claims: &Claims) -> bool {
    let now = app.clock.now().timestamp();
    claims.exp > now && claims.iat <= now + LEEWAY_SECONDS
}

/// Who comes with an access token, by the person's present state. They read in
/// the language that they chose.
pub async fn authenticate(app: &App, token: &str, mut origin: Origin) -> Result<Actor> {
    let claims = match app.verified.get(token) {
        Some(claims) => claims,
        None => {
            let claims = Arc::new(claims(app, token).await?);
            app.verified.remember(token, claims.clone());
            claims
        }
    };
    if !in_time(app, &claims) {
        return Err(Error::Unauthenticated);
    }
    let present = present(app, claims.sub, claims.sid).await?;
    let (user, session) = (&present.user, &present.session);
    if user.is_locked || !user.email_verified || session.expires_at <= app.clock.now() {
        return Err(Error::Unauthenticated);
    }
    origin.locale.clone_from(&user.profile.locale);
    Ok(Actor {
        who: Who::User {
            id: user.id,
            role: user.role,
            session: session.id,
            signed_in_at: session.signed_in_at,
        },
        origin,
    })
}

/// The session and its person, at most 0.8 s old, and never older than a
/// change at this copy.
pub(crate) async fn present(app: &App, user: Id, session: Id) -> Result<Present> {
    if let Some(present) = app.presence.get(user, session) {
        return Ok(present);
    }
    let reading = app.presence.begin();
    let found = store::sessions::by_id(&app.store, session).await?;
    let Some((session, _)) = found.filter(|(s, _)| s.user_id == user) else {
        return Err(Error::Unauthenticated);
    };
    let user = store::accounts::by_id(&app.store, user).await?.ok_or(Error::Unauthenticated)?;
    let present = Present { session: Arc::new(session), user: Arc::new(user) };
    app.presence.remember(reading, present.clone());
    let now = app.clock.now();
    if now - present.session.last_seen_at > Duration::seconds(SEEN_SECONDS) {
        let tx = app.store.begin().await?;
        store::sessions::touch(&tx, present.session.id, now).await?;
        tx.commit().await?;
    }
    Ok(present)
}

/// Changes a refresh token into new tokens (RFC 6749, 6). One that was used
/// before ends its session: either its holder or we talk to a thief.
pub async fn refresh(app: &App, origin: Origin, token: &str) -> Result<Tokens> {
    let old = RefreshToken::parse(token).ok_or(Error::InvalidGrant)?;
    let hashes = old.hashes();
    let new = RefreshToken { current: app.random.bytes(), ..old };
    let now = app.clock.now();
    let expires_at = now + Duration::days(app.settings.tokens.refresh_days);
    let to = new.hashes().current;
    let rotated =
        store::sessions::rotate(&app.store, old.session, &hashes, &to, now, expires_at).await?;
    match rotated {
        Some(of) => tokens(app, of.user_id, of.role, old.session, new.text()).await,
        None => Err(refused(app, &Actor { who: Who::System, origin }, &old, &hashes).await?),
    }
}

/// Why a refresh token was not taken.
async fn refused(
    app: &App,
    actor: &Actor,
    token: &RefreshToken,
    hashes: &RefreshHashes,
) -> Result<Error> {
    let found = store::sessions::by_id(&app.store, token.session).await?;
    let Some((session, kept)) = found else { return Ok(Error::InvalidGrant) };
    let ours = bool::from(kept.family.ct_eq(&hashes.family));
    let spent = !bool::from(kept.current.ct_eq(&hashes.current));
    match ours && spent {
        true => reused(app, actor, &session).await,
        false => Ok(Error::InvalidGrant),
    }
}

/// Ends the session whose spent token came back.
async fn reused(app: &App, actor: &Actor, session: &Session) -> Result<Error> {
    let tx = app.store.begin().await?;
    if store::sessions::delete(&tx, session.user_id, session.id).await? {
        let fact = Fact::session(Action::SessionReused, session.id, session.user_id);
        journal::commit(app, actor, tx, vec![fact]).await?;
    }
    Ok(Error::InvalidGrant)
}

/// Ends the caller's own session.
pub async fn sign_out(app: &App, actor: &Actor) -> Result<()> {
    let (user, session) = actor.person()?;
    end(app, actor, user, session).await.map(|_| ())
}

/// Ends the session that a refresh or access token of the caller belongs to
/// (RFC 7009): what is no such token is no error.
pub async fn revoke_token(app: &App, actor: &Actor, token: &str) -> Result<()> {
    let (user, _) = actor.person()?;
    let session = match RefreshToken::parse(token) {
        Some(refresh) => {
            let found = store::sessions::by_id(&app.store, refresh.session).await?;
            let family = refresh.hashes().family;
            found.filter(|(_, kept)| bool::from(kept.family.ct_eq(&family))).map(|(s, _)| s.id)
        }
        None => claims(app, token).await.ok().map(|c| c.sid),
    };
    match session {
        Some(session) => end(app, actor, user, session).await.map(|_| ()),
        None => Ok(()),
    }
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

/// Ends all of a person's sessions but the given one, inside a change.
pub(crate) async fn end_all(tx: &Tx, user: Id, except: Option<Id>) -> Result<Vec<Fact>> {
    let ended = store::sessions::delete_all(tx, user, except).await?;
    Ok(ended.into_iter().map(|id| Fact::session(Action::SessionRevoked, id, user)).collect())
}

/// Asks that the password was given in the last 15 minutes, or is given now.
pub(crate) async fn reauthenticate(app: &App, actor: &Actor, password: Option<&str>) -> Result<()> {
    let Who::User { id, session, signed_in_at, .. } = actor.who else {
        return Err(Error::Unauthenticated);
    };
    let now = app.clock.now();
    let age = now - signed_in_at;
    if age >= Duration::zero() && age < Duration::minutes(FRESH_MINUTES) {
        return Ok(());
    }
    let Some(password) = password else { return Err(Error::ReauthenticationRequired) };
    crate::accounts::confirm_password(app, actor, id, "password", Password::given(password))
        .await?;
    let tx = app.store.begin().await?;
    store::sessions::refreshed(&tx, session, now).await?;
    tx.commit().await?;
    app.presence.forget(id);
    Ok(())
}
