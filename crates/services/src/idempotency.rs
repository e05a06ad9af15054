//! `Idempotency-Key`: a repeated request gets the first answer again.

use chrono::Duration;
use domain::{Actor, Error, Result};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::StoreError;

use crate::App;

/// How long an answer is kept, and how long a request may be in progress
/// before it is taken for dead.
pub const KEPT_HOURS: i64 = 24;
const IN_PROGRESS_SECONDS: i64 = 60;

pub enum Begun {
    /// Do the work, then call `finish` or `abandon` with this.
    New(String),
    /// The first answer, as it was given to `finish`.
    Again(Value),
}

/// `caller` tells guests apart; `request` is everything that must be equal.
pub async fn begin(app: &App, actor: &Actor, key: &str, request: &[u8]) -> Result<Begun> {
    let caller = match actor.user_id() {
        Some(id) => id.to_string(),
        None => format!("guest {}", crate::throttle::client(actor.origin.address)),
    };
    let id: String =
        Sha256::digest(format!("{caller}\n{key}")).iter().map(|b| format!("{b:02x}")).collect();
    let fingerprint = Sha256::digest(request).to_vec();
    for _ in 0..3 {
        let now = app.clock.now();
        if let Some(kept) = store::idempotency::find(&app.store, &id).await? {
            let age = now - kept.created_at;
            let dead = match kept.answer {
                None => age > Duration::seconds(IN_PROGRESS_SECONDS),
                Some(_) => age > Duration::hours(KEPT_HOURS),
            };
            if !dead {
                if kept.fingerprint != fingerprint {
                    return Err(Error::IdempotencyMismatch);
                }
                return kept.answer.map(Begun::Again).ok_or(Error::IdempotencyInProgress);
            }
            let tx = app.store.begin().await?;
            store::idempotency::release(&tx, &id).await?;
            tx.commit().await?;
        }
        let tx = app.store.begin().await?;
        match store::idempotency::take(&tx, &id, &fingerprint, actor.user_id(), now).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(Begun::New(id));
            }
            Err(StoreError::Duplicate) => drop(tx),
            Err(other) => return Err(other.into()),
        }
    }
    Err(Error::IdempotencyInProgress)
}

/// Keeps the answer.
pub async fn finish(app: &App, id: &str, answer: Value) -> Result<()> {
    let tx = app.store.begin().await?;
    store::idempotency::answer(&tx, id, answer).await?;
    tx.commit().await
}

/// Nothing was done; the key is free again.
pub async fn abandon(app: &App, id: &str) -> Result<()> {
    let tx = app.store.begin().await?;
    store::idempotency::release(&tx, id).await?;
    tx.commit().await
}
