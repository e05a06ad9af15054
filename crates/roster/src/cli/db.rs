//! `roster migrate` and `roster db`.

use std::path::PathBuf;

use clap::Subcommand;
use domain::{Actor, Settings};
use gateways::objects::Objects;
use serde_json::json;
use services::{backup, schema};
use store::Store;

use super::output::{self, Format};
use super::{Done, Failure};
use crate::boot;

#[derive(Subcommand)]
pub enum Migrate {
    /// Bring the schema up to date
    Up,
    /// Take the newest migrations back, with the data they hold
    Down {
        /// How many
        #[arg(long, default_value_t = 1)]
        steps: u32,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// List the migrations, applied or pending
    Status,
}

#[derive(Subcommand)]
pub enum Db {
    /// Drop every table and build the schema anew
    Reset {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Write one consistent snapshot to a file, also while serving
    Backup {
        file: PathBuf,
        /// Include pictures and other objects
        #[arg(long)]
        objects: bool,
    },
    /// Read a backup into an empty database; the server must be stopped
    Restore { file: PathBuf },
}

pub async fn migrate(command: Migrate, settings: Settings, format: Format) -> Done {
    let store = Store::open(&settings.database).await?;
    match command {
        Migrate::Up => schema::up(&store).await?,
        Migrate::Down { steps, yes } => {
            output::confirm(yes, "Taking migrations back deletes the data they hold.")?;
            schema::down(&store, steps).await?;
        }
        Migrate::Status => {}
    }
    let rows: Vec<_> = schema::status(&store)
        .await?
        .into_iter()
        .map(|(name, applied)| {
            json!({ "migration": name, "status": if applied { "applied" } else { "pending" } })
        })
        .collect();
    store.close().await;
    output::list(format, &["migration", "status"], &rows)
}

pub async fn run(command: Db, settings: Settings) -> Done {
    let operator = Actor::operator();
    match command {
        Db::Reset { yes } => {
            output::confirm(yes, "This deletes everything in the database.")?;
            let store = Store::open(&settings.database).await?;
            let claim = boot::claim(&store)?;
            schema::reset(&store, &operator).await?;
            store.close().await;
            drop(claim);
            output::text("The database is empty and its schema up to date.")
        }
        Db::Backup { file, objects } => {
            let app = boot::app(settings).await?;
            let rows = backup::write(&app, &operator, &file, objects).await?;
            app.store.close().await;
            output::text(&format!("{rows} rows written to {}", file.display()))
        }
        Db::Restore { file } => {
            let store = Store::open(&settings.database).await?;
            let claim = boot::claim(&store)?;
            store.alone().await?;
            let objects = Objects::open(&settings.objects.url).map_err(Failure::Failed)?;
            let rows = backup::restore(&store, &objects, &operator, &file).await?;
            store.close().await;
            drop(claim);
            output::text(&format!("{rows} rows restored from {}", file.display()))
        }
    }
}
