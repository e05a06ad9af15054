//! Sessions of programs: access and refresh tokens.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use domain::sessions::{Claims, Kind, Session, Tokens};
use domain::{Action, Actor, Error, Fact, Id, Origin, Result, Role, User, Who, ids};
use jsonwebtoken::{Algorithm, Header, Validation};
use sha2::{Digest, Sha256};
use store::Tx;
use store::sessions::{Hashes, RefreshHashes};
use subtle::ConstantTimeEq;

use super::{New, acting, add, end, is_living, present, seen};
use crate::{App, analytics, journal, keys};

/// For whom access tokens are meant.
pub const AUDIENCE: &str = "roster";
/// How far another machine's clock may be ahead, in seconds.
const LEEWAY_SECONDS: i64 = 60;

/// A refresh token: session id, the family's secret, the current secret.
pub(crate) struct RefreshToken {
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

/// Adds a session of tokens for someone who has just proved the password.
pub(super) fn open(app: &App, tx: &Tx, user: &User, origin: &Origin) -> (Session, RefreshToken) {
    let lives = Duration::days(app.settings.tokens.refresh_days);
    let secrets = (app.random.bytes(), app.random.bytes());
    let refresh = RefreshToken { session: app.ids.next(), family: secrets.0, current: secrets.1 };
    let hashes = Hashes::Token(refresh.hashes());
    let session = add(
        app,
        tx,
        user,
        origin,
        New { id: refresh.session, kind: Kind::Token, lives, hashes: &hashes },
    );
    (session, refresh)
}

impl RefreshToken {
    pub async fn tokens(self, app: &App, user: &User) -> Result<Tokens> {
        tokens(app, user.id, user.role, self.session, self.text()).await
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

/// Who comes with an access token, by the person's present state.
pub async fn authenticate(app: &App, token: &str, origin: Origin) -> Result<Actor> {
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
    let found = present(app, claims.sid).await?;
    let (present, fresh) = found.ok_or(Error::Unauthenticated)?;
    let session = &present.session;
    let theirs = session.kind == Kind::Token && session.user_id == claims.sub;
    if !theirs || !is_living(app, &present) {
        return Err(Error::Unauthenticated);
    }
    if fresh {
        seen(app, session).await?;
    }
    Ok(acting(&present, origin))
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
        Some(of) => {
            analytics::came(app, of.user_id);
            tokens(app, of.user_id, of.role, old.session, new.text()).await
        }
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
    let Some((session, Hashes::Token(kept))) = found else { return Ok(Error::InvalidGrant) };
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

/// Ends the session that a refresh or access token of the caller belongs to
/// (RFC 7009): what is no such token is no error.
pub async fn revoke_token(app: &App, actor: &Actor, token: &str) -> Result<()> {
    let (user, _) = actor.person()?;
    let session = match RefreshToken::parse(token) {
        Some(refresh) => {
            let found = store::sessions::by_id(&app.store, refresh.session).await?;
            let family = refresh.hashes().family;
            let ours = |kept: &Hashes| match kept {
                Hashes::Token(kept) => bool::from(kept.family.ct_eq(&family)),
                Hashes::Cookie(_) => false,
            };
            found.filter(|(_, kept)| ours(kept)).map(|(session, _)| session.id)
        }
        None => claims(app, token).await.ok().map(|c| c.sid),
    };
    match session {
        Some(session) => end(app, actor, user, session).await.map(|_| ()),
        None => Ok(()),
    }
}
