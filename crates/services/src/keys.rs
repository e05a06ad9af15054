//! Signing keys of access tokens: Ed25519 (RFC 8037), shared by all copies
//! through the database.

use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Action, Actor, Error, Fact, Id, Permission, Result, Time};
use ed25519_dalek::SigningKey as Pair;
use jsonwebtoken::{DecodingKey, EncodingKey};
use store::keys::SigningKey;

use crate::{App, journal};

/// How soon another copy's new key is used.
const TTL: Duration = Duration::from_secs(2);
/// At most so often an unknown `kid` makes us look.
const PAUSE: Duration = Duration::from_millis(500);

#[derive(Default)]
pub struct KeyRing {
    loaded: RwLock<Option<Loaded>>,
}

struct Loaded {
    /// The newest first; it signs.
    keys: Arc<[Key]>,
    at: Instant,
}

pub struct Key {
    pub id: Id,
    pub created_at: Time,
    pub retired_at: Option<Time>,
    /// The public key's octets in base64url, as in a JWK.
    pub x: String,
    pub(crate) signs: EncodingKey,
    pub(crate) verifies: DecodingKey,
}

impl KeyRing {
    fn get(&self, within: Duration) -> Option<Arc<[Key]>> {
        let loaded = self.loaded.read().ok()?;
        let loaded = loaded.as_ref()?;
        (loaded.at.elapsed() < within).then(|| loaded.keys.clone())
    }

    fn forget(&self) {
        if let Ok(mut loaded) = self.loaded.write() {
            *loaded = None;
        }
    }
}

fn key(row: SigningKey) -> Result<Key> {
    let secret: [u8; 32] = row
        .secret
        .as_slice()
        .try_into()
        .map_err(|_| Error::internal("a signing key is damaged"))?;
    let x = URL_SAFE_NO_PAD.encode(Pair::from_bytes(&secret).verifying_key().as_bytes());
    // PKCS #8 (RFC 8410, 7) around the octets.
    let mut der = vec![
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04,
        0x20,
    ];
    der.extend_from_slice(&secret);
    let verifies = DecodingKey::from_ed_components(&x).map_err(Error::internal)?;
    Ok(Key {
        id: row.id,
        created_at: row.created_at,
        retired_at: row.retired_at,
        signs: EncodingKey::from_ed_der(&der),
        verifies,
        x,
    })
}

async fn load(app: &App) -> Result<Arc<[Key]>> {
    let mut rows = store::keys::all(&app.store).await?;
    if rows.is_empty() {
        add(app, &Actor::system(), true).await?;
        rows = store::keys::all(&app.store).await?;
    }
    let keys: Arc<[Key]> = rows.into_iter().map(key).collect::<Result<Vec<_>>>()?.into();
    if let Ok(mut loaded) = app.keys.loaded.write() {
        *loaded = Some(Loaded { keys: keys.clone(), at: Instant::now() });
    }
    Ok(keys)
}

/// All keys, the signing one first. The first key is made when asked for.
pub(crate) async fn current(app: &App) -> Result<Arc<[Key]>> {
    match app.keys.get(TTL) {
        Some(keys) => Ok(keys),
        None => load(app).await,
    }
}

/// The key that a token names; looks again when it is not known.
pub(crate) async fn find(app: &App, id: Id) -> Result<Option<(Arc<[Key]>, usize)>> {
    let position = |keys: &Arc<[Key]>| keys.iter().position(|k| k.id == id);
    let keys = current(app).await?;
    if let Some(at) = position(&keys) {
        return Ok(Some((keys, at)));
    }
    let keys = match app.keys.get(PAUSE) {
        Some(keys) => keys,
        None => load(app).await?,
    };
    let at = position(&keys);
    Ok(at.map(|at| (keys, at)))
}

async fn add(app: &App, actor: &Actor, only_first: bool) -> Result<()> {
    let tx = app.store.begin().await?;
    tx.lock("roster.keys").await?;
    if only_first && !store::keys::all(&tx).await?.is_empty() {
        return Ok(());
    }
    let key = SigningKey {
        id: app.ids.next(),
        secret: app.random.bytes::<32>().to_vec(),
        created_at: app.clock.now(),
        retired_at: None,
    };
    store::keys::insert(&tx, &key).await?;
    journal::commit(app, actor, tx, vec![Fact::key(Action::KeyRotated, key.id)]).await?;
    app.keys.forget();
    Ok(())
}

/// Makes a new key sign; older ones verify until their tokens have run out.
pub async fn rotate(app: &App, actor: &Actor) -> Result<Arc<[Key]>> {
    actor.must(Permission::Operate)?;
    add(app, actor, false).await?;
    load(app).await
}

pub async fn list(app: &App, actor: &Actor) -> Result<Arc<[Key]>> {
    actor.must(Permission::Operate)?;
    load(app).await
}

/// The public keys as a JWK set (RFC 7517, RFC 8037).
pub async fn jwks(app: &App) -> Result<serde_json::Value> {
    let keys = current(app).await?;
    let keys: Vec<_> = keys
        .iter()
        .map(|key| {
            serde_json::json!({
                "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA",
                "kid": key.id, "x": key.x,
            })
        })
        .collect();
    Ok(serde_json::json!({ "keys": keys }))
}
