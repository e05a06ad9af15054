//! What is done again and again. Every copy does it; each step is safe when
//! two do it at once.

use std::sync::Arc;
use std::time::Duration;

use domain::Result;
use services::{analytics, outbox, upkeep};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use crate::Workers;

/// Seals lag behind by this at most, with room for the 5 s that are promised.
const SEAL: Duration = Duration::from_secs(1);
/// What changed in between is searched all the same, person by person.
const INDEX: Duration = Duration::from_secs(1);
/// What the journal tells is in the figures within seconds.
const FIGURES: Duration = Duration::from_secs(1);
const LOCKS: Duration = Duration::from_secs(10);
/// Within the 30 s after which reminders are looked for at the latest.
const REMINDERS: Duration = Duration::from_secs(10);
const SWEEP: Duration = Duration::from_secs(60);
/// How soon a broken override of a template is told.
const WATCH: Duration = Duration::from_secs(2);
/// With the time that objects rest, a minute after a picture was replaced.
const OBJECTS: Duration = Duration::from_secs(20);
const STEP: Duration = Duration::from_secs(30);

type Step = (Duration, &'static str);

const STEPS: [Step; 7] = [
    (SEAL, "seal"),
    (INDEX, "search"),
    (FIGURES, "figures"),
    (LOCKS, "people"),
    (REMINDERS, "reminders"),
    (SWEEP, "sweep"),
    (WATCH, "templates"),
];

pub(crate) async fn run(workers: Arc<Workers>, stopped: watch::Receiver<bool>) {
    // An object store that hangs holds up nothing else.
    let objects = repeat(&workers, &[(OBJECTS, "objects")], stopped.clone());
    tokio::join!(repeat(&workers, &STEPS, stopped), objects);
}

async fn repeat(workers: &Workers, steps: &[Step], mut stopped: watch::Receiver<bool>) {
    let mut due = vec![Instant::now(); steps.len()];
    while !*stopped.borrow() {
        let now = Instant::now();
        for (at, (every, name)) in due.iter_mut().zip(steps) {
            if *at <= now {
                *at = now + *every;
                let outcome = timeout(STEP, step(workers, name)).await;
                match outcome {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => tracing::warn!(task = name, %error, "upkeep failed"),
                    Err(_) => tracing::warn!(task = name, "upkeep took too long"),
                }
            }
        }
        let next = due.iter().copied().min().unwrap_or(now);
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
        "search" => upkeep::index(app).await,
        "figures" => analytics::work_in(app).await,
        "people" => {
            outbox::mend_times(app).await?;
            upkeep::end_locks(app).await?;
            upkeep::erase_leavers(app).await
        }
        "reminders" => upkeep::remind(app).await,
        "objects" => upkeep::remove_objects(app).await,
        "templates" => {
            workers.emails.watch();
            Ok(())
        }
        _ => {
            upkeep::sweep(app).await?;
            analytics::sweep(app).await
        }
    }
}
