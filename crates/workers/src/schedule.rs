//! What is done again and again. Every copy does it; each step is safe when
//! two do it at once.

use std::sync::Arc;
use std::time::Duration;

use domain::Result;
use services::upkeep;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use crate::Workers;

/// Seals lag behind by this at most, with room for the 5 s that are promised.
const SEAL: Duration = Duration::from_secs(1);
const LOCKS: Duration = Duration::from_secs(10);
const SWEEP: Duration = Duration::from_secs(60);
/// How soon a broken override of a template is told.
const WATCH: Duration = Duration::from_secs(2);
const STEP: Duration = Duration::from_secs(30);

pub(crate) async fn run(workers: Arc<Workers>, mut stopped: watch::Receiver<bool>) {
    let mut due = [Instant::now(); 4];
    while !*stopped.borrow() {
        let now = Instant::now();
        for (at, (every, name)) in due.iter_mut().zip([
            (SEAL, "seal"),
            (LOCKS, "people"),
            (SWEEP, "sweep"),
            (WATCH, "templates"),
        ]) {
            if *at <= now {
                *at = now + every;
                let outcome = timeout(STEP, step(&workers, name)).await;
                match outcome {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => tracing::warn!(task = name, %error, "upkeep failed"),
                    Err(_) => tracing::warn!(task = name, "upkeep took too long"),
                }
            }
        }
        let next = due.into_iter().min().unwrap_or(now);
        tokio::select! {
            () = sleep(next.saturating_duration_since(Instant::now())) => {}
            _ = stopped.changed() => {}
        }
    }
}

async fn step(workers: &Workers, name: &str) -> Result<()> {
    let app = &workers.app;
    match name {
        "seal" => upkeep::seal(app).await,
        "people" => {
            upkeep::end_locks(app).await?;
            upkeep::erase_leavers(app).await
        }
        "templates" => {
            workers.emails.watch();
            Ok(())
        }
        _ => upkeep::sweep(app).await,
    }
}
