//! Takes due messages from the outbox and has them delivered.
//!
//! A message is claimed, handled, and removed in the transaction that records
//! its delivery. A kill at any instruction leaves it claimed; the claim runs
//! out, or ends with the next start of a lone worker.

mod kafka;
mod offsets;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::messages::Message;
use domain::{Id, Result};
use gateways::bus::Bus;
use services::outbox;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::Workers;
use crate::handle::{give_up, handle};

/// Messages handled at once.
const CONCURRENCY: usize = 64;
/// While more wait than can be handled, a claim waits so long for others to
/// end, so that it takes several: each is a writer's turn.
const GATHER: Duration = Duration::from_millis(10);
/// How often the queue is looked at without being rung: other copies do not
/// ring here.
const POLL: Duration = Duration::from_millis(500);
/// How often claims are renewed while deliveries run.
const RENEW: Duration = Duration::from_secs(outbox::RENEW_SECONDS);
/// The pause after the database failed us.
const PAUSE: Duration = Duration::from_secs(2);
/// The longest that one database step may take here.
const STEP: Duration = Duration::from_secs(15);

pub(crate) async fn run(workers: Arc<Workers>, alone: bool, stopped: watch::Receiver<bool>) {
    match workers.app.bus.clone() {
        Bus::Database => database(workers, alone, stopped).await,
        Bus::Kafka(kafka) => kafka::run(workers, kafka, alone, stopped).await,
    }
}

async fn database(workers: Arc<Workers>, alone: bool, mut stopped: watch::Receiver<bool>) {
    let app = workers.app.clone();
    let worker = app.ids.next();
    let mut release = alone;
    let mut running: JoinSet<()> = JoinSet::new();
    let mut meant: HashMap<tokio::task::Id, Message> = HashMap::new();
    let mut renewed = Instant::now();
    while !*stopped.borrow() {
        if renewed.elapsed() >= RENEW {
            renewed = Instant::now();
            let held: Vec<Id> = meant.values().map(|message| message.id).collect();
            if !held.is_empty()
                && let Err(error) = bounded(outbox::renew(&app, worker, &held)).await
            {
                tracing::warn!(%error, "claims were not renewed");
            }
        }
        if release {
            match bounded(outbox::release(&app, None)).await {
                Ok(()) => release = false,
                Err(error) => {
                    pause(&error, &mut stopped).await;
                    continue;
                }
            }
        }
        // The mail server was away a moment ago: nothing is taken up meanwhile.
        if let Some(wait) = app.mail.held() {
            tokio::select! {
                Some(ended) = running.join_next_with_id() => settle(&workers, worker, &mut meant, ended).await,
                () = sleep(wait.min(POLL)) => {}
                _ = stopped.changed() => {}
            }
            continue;
        }
        // Registered before the look, so that no ring in between is lost.
        let rung = app.bell.notified();
        tokio::pin!(rung);
        rung.as_mut().enable();
        let room = CONCURRENCY - running.len();
        let claimed = match room {
            0 => Ok(Vec::new()),
            room => bounded(outbox::claim(&app, worker, room as u64)).await,
        };
        let found = match claimed {
            Ok(messages) => {
                let found = messages.len();
                for message in messages {
                    let handle = running.spawn(handle(workers.clone(), worker, message.clone()));
                    meant.insert(handle.id(), message);
                }
                found
            }
            Err(error) => {
                pause(&error, &mut stopped).await;
                continue;
            }
        };
        if found == room {
            let gathered = sleep(GATHER);
            tokio::pin!(gathered);
            while running.len() > CONCURRENCY / 2 {
                tokio::select! {
                    Some(ended) = running.join_next_with_id() => settle(&workers, worker, &mut meant, ended).await,
                    () = &mut gathered => break,
                    _ = stopped.changed() => break,
                }
            }
            continue;
        }
        tokio::select! {
            Some(ended) = running.join_next_with_id() => settle(&workers, worker, &mut meant, ended).await,
            () = &mut rung => {}
            () = sleep(POLL) => {}
            _ = stopped.changed() => {}
        }
    }
    while let Some(ended) = running.join_next_with_id().await {
        settle(&workers, worker, &mut meant, ended).await;
    }
    if let Err(error) = bounded(outbox::release(&app, Some(worker))).await {
        tracing::warn!(%error, "claims were not given back; they run out by themselves");
    }
}

async fn bounded<T>(step: impl Future<Output = Result<T>>) -> Result<T> {
    match timeout(STEP, step).await {
        Ok(result) => result,
        Err(_) => Err(domain::Error::unavailable("database", "no answer")),
    }
}

async fn pause(error: &domain::Error, stopped: &mut watch::Receiver<bool>) {
    tracing::warn!(%error, "the message queue cannot be read");
    tokio::select! {
        () = sleep(PAUSE) => {}
        _ = stopped.changed() => {}
    }
}

/// A handler that panicked failed like any other.
async fn settle(
    workers: &Workers,
    worker: Id,
    meant: &mut HashMap<tokio::task::Id, Message>,
    ended: Result<(tokio::task::Id, ()), tokio::task::JoinError>,
) {
    match ended {
        Ok((id, ())) => {
            meant.remove(&id);
        }
        Err(error) => {
            if let Some(message) = meant.remove(&error.id()) {
                give_up(workers, worker, &message, "the handler panicked", false).await;
            }
        }
    }
}
