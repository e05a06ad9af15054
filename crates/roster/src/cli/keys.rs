//! `roster keys`.

use clap::Subcommand;
use domain::{Actor, Settings, clock};
use serde_json::json;
use services::keys;

use super::Done;
use super::output::{self, Format};
use crate::boot;

#[derive(Subcommand)]
pub enum Keys {
    /// List the keys; the newest signs, older ones still verify
    List,
    /// Make a new key sign; no session ends
    Rotate,
}

pub async fn run(command: Keys, settings: Settings, format: Format) -> Done {
    let app = boot::app(settings).await?;
    let operator = Actor::operator();
    let all = match command {
        Keys::List => keys::list(&app, &operator).await?,
        Keys::Rotate => keys::rotate(&app, &operator).await?,
    };
    let rows: Vec<_> = all
        .iter()
        .map(|key| {
            json!({
                "kid": key.id, "algorithm": "EdDSA",
                "created_at": clock::format(key.created_at),
                "retired_at": key.retired_at.map(clock::format),
            })
        })
        .collect();
    app.store.close().await;
    output::list(format, &["kid", "algorithm", "created_at", "retired_at"], &rows)
}
