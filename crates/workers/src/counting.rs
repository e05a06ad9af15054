//! Writes what was counted in memory, again and again and once more at the
//! end. Whoever serves does it, with other workers or without.

use std::sync::Arc;
use std::time::Duration;

use services::{App, analytics};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// How long something counted waits to be written.
const EVERY: Duration = Duration::from_secs(1);
/// The longest rest when it cannot be written.
const REST: Duration = Duration::from_secs(8);
const PATIENCE: Duration = Duration::from_secs(10);
/// At the end nobody waits for a database that hangs.
const LAST: Duration = Duration::from_secs(3);

pub async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let mut rest = EVERY;
    while !*stopped.borrow() {
        tokio::select! {
            () = sleep(rest) => {}
            _ = stopped.changed() => {}
        }
        rest = match written(&app, PATIENCE).await {
            true => EVERY,
            false => (rest * 2).min(REST),
        };
    }
}

/// Writes the rest, when no more requests come.
pub async fn finish(app: &App) {
    written(app, LAST).await;
}

async fn written(app: &App, patience: Duration) -> bool {
    match timeout(patience, analytics::flush(app)).await {
        Ok(Ok(())) => return true,
        Ok(Err(error)) => tracing::warn!(%error, "what was counted could not be written"),
        Err(_) => tracing::warn!("what was counted could not be written in time"),
    }
    false
}
