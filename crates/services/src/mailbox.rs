//! What the built-in mailbox holds.

use domain::messages::KeptEmail;
use domain::{Actor, Error, Noun, Permission, Result, ids};

use crate::App;

/// The newest first.
pub async fn list(app: &App, actor: &Actor, limit: u64) -> Result<Vec<KeptEmail>> {
    actor.must(Permission::Operate)?;
    store::mailbox::list(&app.store, limit).await
}

pub async fn read(app: &App, actor: &Actor, id: &str) -> Result<KeptEmail> {
    actor.must(Permission::Operate)?;
    let id = ids::parse(id).ok_or(Error::NotFound(Noun::Message))?;
    store::mailbox::by_id(&app.store, id).await?.ok_or(Error::NotFound(Noun::Message))
}
