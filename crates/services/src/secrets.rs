//! Keys of the site's own, kept in the database and shared by all copies.
//! Links are derived from them, so that no token has to be kept.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::{Error, Result};

use crate::App;

type Key = [u8; 32];

#[derive(Default)]
pub(crate) struct Secrets(Mutex<HashMap<&'static str, Key>>);

/// The key of this name, which is made when it is first asked for and never
/// changes.
pub(crate) async fn get(app: &App, name: &'static str) -> Result<Key> {
    let kept = app.secrets.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied();
    if let Some(key) = kept {
        return Ok(key);
    }
    let key = match store::secrets::find(&app.store, name).await? {
        Some(key) => key,
        None => make(app, name).await?,
    };
    let key: Key = key.try_into().map_err(|_| Error::internal("a secret is damaged"))?;
    app.secrets.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name, key);
    Ok(key)
}

async fn make(app: &App, name: &'static str) -> Result<Vec<u8>> {
    let tx = app.store.begin().await?;
    tx.lock("roster.secrets").await?;
    // Another copy may have been quicker.
    if let Some(key) = store::secrets::find(&tx, name).await? {
        return Ok(key);
    }
    let key = app.random.bytes::<32>().to_vec();
    store::secrets::insert(&tx, name, &key, app.clock.now()).await?;
    tx.commit().await?;
    Ok(key)
}
