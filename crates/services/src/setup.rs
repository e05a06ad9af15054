//! The one-time link that makes the first administrator.

use chrono::Duration;
use domain::tokens::{self, Purpose};
use domain::{Error, Noun, Result};
use store::Tx;
use store::tokens::OneTimeToken;

use crate::App;

/// Hours that a printed link lives.
const HOURS: i64 = 24;

/// A new setup link, while no administrator exists.
pub async fn link(app: &App) -> Result<Option<String>> {
    if store::accounts::any_admin(&app.store).await? {
        return Ok(None);
    }
    let secret = app.random.secret();
    let now = app.clock.now();
    let token = OneTimeToken {
        id: app.ids.next(),
        purpose: Purpose::Setup,
        user_id: None,
        email_change: None,
        session: None,
        hash: tokens::digest(&secret).unwrap_or_default(),
        created_at: now,
        expires_at: now + Duration::hours(HOURS),
    };
    let tx = app.store.begin().await?;
    store::tokens::replace(&tx, &token);
    tx.commit().await?;
    Ok(Some(app.settings.http.link(&format!("/setup/{secret}"))))
}

async fn find(app: &App, secret: &str) -> Result<OneTimeToken> {
    let hash = tokens::digest(secret).ok_or(Error::NotFound(Noun::Page))?;
    let found = store::tokens::find(&app.store, &hash, app.clock.now()).await?;
    found.filter(|t| t.purpose == Purpose::Setup).ok_or(Error::NotFound(Noun::Page))
}

/// Whether the link is good; a used or expired one leads nowhere.
pub async fn check(app: &App, secret: &str) -> Result<()> {
    find(app, secret).await.map(|_| ())
}

pub(crate) async fn spend(app: &App, tx: &Tx, secret: &str) -> Result<()> {
    let token = find(app, secret).await?;
    match store::tokens::spend(tx, token.id).await? {
        true => Ok(()),
        false => Err(Error::NotFound(Noun::Page)),
    }
}

/// An administrator exists: no link leads anywhere.
pub(crate) async fn withdraw(tx: &Tx) -> Result<()> {
    store::tokens::withdraw_unowned(tx, Purpose::Setup).await
}
