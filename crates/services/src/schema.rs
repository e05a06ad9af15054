//! The database's schema, for the command line.

use domain::{Actor, Permission, Result};
use store::{Store, migrations};

pub async fn up(store: &Store) -> Result<()> {
    migrations::up(store).await
}

pub async fn down(store: &Store, steps: u32) -> Result<()> {
    migrations::down(store, steps).await
}

/// Every migration's name and whether it is applied.
pub async fn status(store: &Store) -> Result<Vec<(String, bool)>> {
    migrations::status(store).await
}

/// Drops everything and builds the schema anew.
pub async fn reset(store: &Store, actor: &Actor) -> Result<()> {
    actor.must(Permission::Operate)?;
    migrations::reset(store).await
}
