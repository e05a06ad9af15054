//! Versioned schema changes, in both directions. Each run happens in one
//! transaction under a lock, so copies that start together migrate once.

mod m0001_accounts;
mod m0002_browser_sessions;
mod m0003_pictures;
mod m0004_messages;
mod m0005_search;
mod m0006_professional;
mod m0007_profile_fields;
mod m0008_posts;
mod m0009_events;
mod m0010_invitations;
mod m0011_analytics;
mod m0012_profile_values;
mod m0013_event_lists;
mod m0014_letters;

use domain::{Error, Result};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::{MigrationStatus, MigrationTrait, MigratorTrait};

use crate::connect::Store;
use crate::error::sort;
use crate::tx::lock;

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_accounts::Migration),
            Box::new(m0002_browser_sessions::Migration),
            Box::new(m0003_pictures::Migration),
            Box::new(m0004_messages::Migration),
            Box::new(m0005_search::Migration),
            Box::new(m0006_professional::Migration),
            Box::new(m0007_profile_fields::Migration),
            Box::new(m0008_posts::Migration),
            Box::new(m0009_events::Migration),
            Box::new(m0010_invitations::Migration),
            Box::new(m0011_analytics::Migration),
            Box::new(m0012_profile_values::Migration),
            Box::new(m0013_event_lists::Migration),
            Box::new(m0014_letters::Migration),
        ]
    }
}

async fn begin(store: &Store) -> Result<DatabaseTransaction> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    let inner = store.owner().begin_with_options(options).await.map_err(sort)?;
    lock(&inner, "roster.migrations").await?;
    Ok(inner)
}

/// Applies what is pending. A schema newer than this program is refused.
pub async fn up(store: &Store) -> Result<()> {
    if pending(store).await? == 0 {
        return Ok(());
    }
    let tx = begin(store).await?;
    Migrator::up(&tx, None).await.map_err(newer)?;
    tx.commit().await.map_err(sort)
}

/// Takes the newest `steps` migrations back.
pub async fn down(store: &Store, steps: u32) -> Result<()> {
    let tx = begin(store).await?;
    Migrator::down(&tx, Some(steps)).await.map_err(newer)?;
    tx.commit().await.map_err(sort)
}

/// Every migration's name and whether it is applied, oldest first.
pub async fn status(store: &Store) -> Result<Vec<(String, bool)>> {
    let all = Migrator::get_migration_with_status_read_only(&store.readers).await.map_err(newer)?;
    Ok(all.iter().map(|m| (m.name().to_owned(), m.status() == MigrationStatus::Applied)).collect())
}

/// How many migrations are still to be applied.
pub async fn pending(store: &Store) -> Result<usize> {
    Ok(status(store).await?.iter().filter(|(_, applied)| !applied).count())
}

/// Drops every table and builds the schema anew.
pub async fn reset(store: &Store) -> Result<()> {
    if store.file().is_some() {
        // A virtual table takes tables of its own with it.
        let virtual_tables = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL %'";
        let statement = Statement::from_string(DbBackend::Sqlite, virtual_tables);
        for row in store.owner().query_all_raw(statement).await.map_err(sort)? {
            let name: String = row.try_get("", "name").map_err(sort)?;
            let drop = format!("DROP TABLE {name}");
            store.owner().execute_unprepared(&drop).await.map_err(sort)?;
        }
    }
    Migrator::fresh(store.owner()).await.map_err(newer)
}

fn newer(error: sea_orm::DbErr) -> Error {
    match error {
        sea_orm::DbErr::Custom(_) => Error::internal(
            "the database has a newer schema than this program knows; use a newer roster",
        ),
        other => sort(other),
    }
}
