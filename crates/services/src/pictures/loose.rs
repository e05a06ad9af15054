//! Objects come before the transaction that refers to them, and go after the
//! one that stops to. In between, and if no transaction comes, they are loose.
//!
//! Whoever is about to put objects notes them first; whoever refers to them
//! renews the note in that transaction, and whoever lets go of them notes them
//! again. A note that has rested is claimed, in a transaction that waits for
//! those others' and then sees who shows the picture; only then objects are
//! removed. QR codes of invitations go the same way. A claim makes a renewal fail and a new note wait, so what is being
//! removed is never referred to.

use std::time::Duration;

use chrono::TimeDelta;
use domain::pictures::Size;
use domain::{Error, Result};
use store::Tx;
use store::objects;
use tokio::time::sleep;

use super::key;
use crate::{App, invitations};

/// How long a note rests: longer than an upload takes from its first object to
/// its commit.
const REST: TimeDelta = TimeDelta::seconds(30);
/// How long a claim holds: longer than removing takes, which an object store
/// that hangs draws out to 10 seconds.
const CLAIM: TimeDelta = TimeDelta::seconds(60);
/// Notes handled in one go.
const BATCH: u64 = 100;
/// How often, and how long apart, a note that is claimed is looked at again.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(250);

const PREFIX: &str = "pictures/";

fn id(hash: &str) -> String {
    format!("{PREFIX}{hash}")
}

fn going() -> Error {
    Error::unavailable("objects", "the picture is just being removed")
}

/// Before objects are put.
pub(super) async fn note(app: &App, hash: &str) -> Result<()> {
    for _ in 0..TRIES {
        let tx = app.store.begin().await?;
        let noted = objects::note(&tx, &id(hash), app.clock.now()).await?;
        tx.commit().await?;
        if noted {
            return Ok(());
        }
        sleep(PAUSE).await;
    }
    Err(going())
}

/// In the transaction that refers to a picture from now on.
pub(crate) async fn take(app: &App, tx: &Tx, hash: &str) -> Result<()> {
    match objects::renew(tx, &id(hash), app.clock.now()).await? {
        true => Ok(()),
        false => Err(going()),
    }
}

/// In the transaction that no longer refers to a picture.
pub(crate) async fn release(app: &App, tx: &Tx, hash: &str) -> Result<()> {
    objects::release(tx, &id(hash), app.clock.now()).await
}

/// Removes what nobody shows.
pub(crate) async fn sweep(app: &App) -> Result<()> {
    loop {
        let now = app.clock.now();
        let due = objects::due(&app.store, now - REST, now, BATCH).await?;
        for id in &due {
            sweep_one(app, id).await?;
        }
        if (due.len() as u64) < BATCH {
            return Ok(());
        }
    }
}

async fn sweep_one(app: &App, id: &str) -> Result<()> {
    let now = app.clock.now();
    let until = now + CLAIM;
    let hash = id.strip_prefix(PREFIX).unwrap_or_default();
    let code = invitations::key_of(app, id).await?;
    let tx = app.store.begin().await?;
    if !objects::claim(&tx, id, now - REST, now, until).await? {
        return Ok(());
    }
    let wanted = match code {
        Some(_) => invitations::is_wanted(&tx, id).await?,
        None => objects::is_shown(&tx, hash).await?,
    };
    if wanted {
        objects::forget(&tx, id, until).await?;
        return tx.commit().await;
    }
    tx.commit().await?;
    // A commit that took long, or a machine that slept, has lost its claim.
    if app.clock.now() > until - CLAIM / 2 {
        return Ok(());
    }
    match code {
        Some(key) => app.objects.delete(&key).await?,
        None => remove(app, hash).await?,
    }
    let tx = app.store.begin().await?;
    objects::forget(&tx, id, until).await?;
    tx.commit().await
}

/// Removes a picture in all its sizes.
async fn remove(app: &App, hash: &str) -> Result<()> {
    let [large, medium, small] = Size::ALL.map(|size| {
        let key = key(hash, size);
        async move { app.objects.delete(&key).await }
    });
    tokio::try_join!(large, medium, small).map(|_| ())
}
