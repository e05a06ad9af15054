//! `roster config`.

use clap::Subcommand;
use serde_json::json;

use super::output::{self, Format};
use super::{Done, Failure};
use crate::config::{self, Flags};

#[derive(Subcommand)]
pub enum Config {
    /// Print the settings in force and where each comes from, secrets masked
    Show,
    /// Say whether the settings are sound
    Check,
}

pub fn run(command: Config, flags: &Flags, format: Format) -> Done {
    let loaded = config::load(flags).map_err(|faults| Failure::Failed(faults.join("\n")))?;
    match command {
        Config::Check => output::text("The settings are sound."),
        Config::Show => {
            let rows: Vec<_> = config::rows(&loaded)
                .into_iter()
                .map(|row| json!({ "key": row.key, "value": row.value, "source": row.source }))
                .collect();
            output::list(format, &["key", "value", "source"], &rows)
        }
    }
}
