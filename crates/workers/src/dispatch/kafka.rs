//! The Kafka transport: a relay publishes due messages, and the workers'
//! consumer group takes them.
//!
//! The outbox stays the truth. A record only tells that a message waits; the
//! worker that gets it takes its row, and whoever comes later, by the same
//! record or another, finds it taken. What the broker loses is published
//! again when its time runs out, and so is what waits for another attempt.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::Id;
use domain::MessageType;
use domain::messages::Message;
use gateways::bus::{Event, Kafka, Place, Record, Session};
use services::{App, outbox, relay};
use tokio::sync::{Notify, Semaphore, watch};
use tokio::time::{Instant, sleep, timeout};

use super::offsets::Offsets;
use super::{CONCURRENCY, POLL, RENEW, bounded, pause};
use crate::{Workers, handle};

/// Messages published at once.
const BATCH: u64 = 256;
/// How long joining may take, and how the pauses between attempts grow.
const JOIN: Duration = Duration::from_secs(15);
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// How often the cluster is looked at, and how long it may take to answer.
const WATCH: Duration = Duration::from_secs(5);
const ANSWER: Duration = Duration::from_secs(10);
/// After so long without a record, messages that nobody took are a reason to
/// join anew.
const SILENCE: Duration = Duration::from_secs(20);
const COMMIT: Duration = Duration::from_secs(1);
/// Between looks for what a delivery let through.
const BREATH: Duration = Duration::from_millis(2);

/// What outlives a connection.
struct Line {
    workers: Arc<Workers>,
    relay: Id,
    worker: Id,
    slots: Arc<Semaphore>,
    /// What is being delivered.
    held: Mutex<HashSet<Id>>,
    /// Rung when a delivery ended: the person's next message may go.
    ended: Notify,
    /// Messages that were published and not taken in time.
    lapsed: AtomicUsize,
    heard: Mutex<Instant>,
    stopped: watch::Receiver<bool>,
}

type Outcome = Result<(), String>;

pub(super) async fn run(
    workers: Arc<Workers>,
    kafka: Kafka,
    alone: bool,
    stopped: watch::Receiver<bool>,
) {
    let app = workers.app.clone();
    let line = Arc::new(Line {
        relay: app.ids.next(),
        worker: app.ids.next(),
        slots: Arc::new(Semaphore::new(CONCURRENCY)),
        held: Mutex::default(),
        ended: Notify::new(),
        lapsed: AtomicUsize::new(0),
        heard: Mutex::new(Instant::now()),
        stopped,
        workers,
    });
    let work = async {
        line.connections(&kafka, alone).await;
        // Deliveries in flight end.
        let _ = line.slots.acquire_many(CONCURRENCY as u32).await;
    };
    tokio::select! {
        () = work => {}
        () = line.renew() => {}
    }
    if let Err(error) = bounded(outbox::release(&app, Some(line.worker))).await {
        tracing::warn!(%error, "claims were not given back; they run out by themselves");
    }
}

impl Line {
    fn app(&self) -> &App {
        &self.workers.app
    }

    fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    /// Resolves when the program is to end.
    async fn stop(&self) {
        let _ = self.stopped.clone().wait_for(|stop| *stop).await;
    }

    /// One connection after the other.
    async fn connections(self: &Arc<Self>, kafka: &Kafka, alone: bool) {
        let mut stopped = self.stopped.clone();
        let mut release = alone;
        while release && !self.is_stopped() {
            match bounded(outbox::release(self.app(), None)).await {
                Ok(()) => release = false,
                Err(error) => pause(&error, &mut stopped).await,
            }
        }
        let mut wait = FIRST_WAIT;
        // Told once, not at every attempt.
        let mut away = false;
        while !self.is_stopped() {
            let joined = tokio::select! {
                joined = join(kafka) => joined,
                () = self.stop() => return,
            };
            let reason = match joined {
                Ok(session) => {
                    tracing::info!("connected to the message broker");
                    (away, wait) = (false, FIRST_WAIT);
                    let outcome = self.serve(&session).await;
                    session.close().await;
                    if let Err(error) = bounded(relay::give_back(self.app(), self.relay)).await {
                        tracing::warn!(%error, "claims were not given back; they run out");
                    }
                    match outcome {
                        Ok(()) => return,
                        Err(reason) => reason,
                    }
                }
                Err(reason) => reason,
            };
            match away {
                false => tracing::warn!(error = reason, "the message broker is away"),
                true => tracing::debug!(error = reason, "the message broker is still away"),
            }
            away = true;
            tokio::select! {
                () = sleep(wait) => {}
                () = self.stop() => {}
            }
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }

    /// Works over one connection until it breaks, or until the end.
    async fn serve(self: &Arc<Self>, session: &Session) -> Outcome {
        self.lapsed.store(0, Ordering::Relaxed);
        *lock(&self.heard) = Instant::now();
        if session.is_new() {
            self.recall().await;
        }
        let parts =
            tokio::try_join!(self.publish(session), self.consume(session), self.watch(session));
        parts.map(|_| ())
    }

    async fn recall(&self) {
        match bounded(relay::recall(self.app())).await {
            Ok(()) => {}
            // Their time runs out as well.
            Err(error) => tracing::warn!(%error, "lost messages were not called back"),
        }
    }

    /// Holds longer what is being delivered.
    async fn renew(&self) {
        loop {
            sleep(RENEW).await;
            let held: Vec<Id> = lock(&self.held).iter().copied().collect();
            if !held.is_empty()
                && let Err(error) = bounded(outbox::renew(self.app(), self.worker, &held)).await
            {
                tracing::warn!(%error, "claims were not renewed");
            }
        }
    }

    /// The relay: publishes what is due.
    async fn publish(&self, session: &Session) -> Outcome {
        let app = self.app();
        let mut stopped = self.stopped.clone();
        while !self.is_stopped() {
            // While the mail server is away messages wait in the outbox, not
            // with the broker: what is published has a time to be taken in.
            self.until_let_through().await;
            // Registered before the look, so that no ring in between is lost.
            let rung = app.bell.notified();
            tokio::pin!(rung);
            rung.as_mut().enable();
            // One tries whether the mail server is back.
            let most = if app.mail.is_doubted() { 1 } else { BATCH };
            let found = match bounded(relay::claim(app, self.relay, most)).await {
                Ok(found) => found,
                Err(error) => {
                    pause(&error, &mut stopped).await;
                    continue;
                }
            };
            self.lapsed.fetch_add(found.lapsed, Ordering::Relaxed);
            if !found.messages.is_empty() {
                let full = found.messages.len() as u64 == BATCH;
                self.hand_over(session, &found.messages).await?;
                if full {
                    continue;
                }
            }
            tokio::select! {
                () = &mut rung => {}
                () = self.ended.notified() => sleep(BREATH).await,
                () = sleep(POLL) => {}
                _ = stopped.changed() => {}
            }
        }
        Ok(())
    }

    /// Waits while deliveries are held, or until the end.
    async fn until_let_through(&self) {
        while let Some(wait) = self.app().mail.held()
            && !self.is_stopped()
        {
            tokio::select! {
                () = sleep(wait.min(POLL)) => {}
                () = self.stop() => {}
            }
        }
    }

    /// Publishes claimed messages; a row is marked when the broker has
    /// acknowledged it.
    async fn hand_over(&self, session: &Session, messages: &[Message]) -> Outcome {
        let app = self.app();
        let event = |message: &Message| Event {
            family: message.message_type.family().to_owned(),
            key: message.user_id.to_string(),
            value: relay::envelope(app, message).to_string().into_bytes(),
        };
        let outcomes = session.publish(messages.iter().map(event).collect()).await;
        let (mut done, mut fault) = (Vec::new(), None);
        for (message, outcome) in messages.iter().zip(outcomes) {
            match outcome {
                Ok(()) => done.push(message.id),
                Err(reason) => fault = Some(reason),
            }
        }
        // Where a mark fails, the claim runs out.
        if !done.is_empty()
            && let Err(error) = bounded(relay::published(app, self.relay, &done)).await
        {
            tracing::warn!(%error, "publishing was not recorded");
        }
        fault.map_or(Ok(()), Err)
    }

    /// The worker: takes what the broker hands out, and notes where to read
    /// on behind what is handled.
    async fn consume(self: &Arc<Self>, session: &Session) -> Outcome {
        let offsets = Arc::new(Mutex::new(Offsets::default()));
        let mut committed = Instant::now();
        let commit = || async {
            let moved = lock(&offsets).moved();
            session.commit(moved).await
        };
        loop {
            if committed.elapsed() >= COMMIT {
                committed = Instant::now();
                commit().await?;
            }
            let records = tokio::select! {
                records = session.poll(POLL) => records?,
                () = self.stop() => break,
            };
            if records.is_empty() {
                continue;
            }
            *lock(&self.heard) = Instant::now();
            // In a task of its own: the connection's end must not tear a row
            // from the hand that has taken it.
            let received = tokio::spawn(self.clone().receive(records, offsets.clone()));
            received.await.map_err(|error| error.to_string())?;
        }
        let _ = self.slots.acquire_many(CONCURRENCY as u32).await;
        commit().await
    }

    /// Takes the messages that records tell of, and starts their delivery.
    async fn receive(self: Arc<Self>, records: Vec<Record>, offsets: Arc<Mutex<Offsets>>) {
        let mut waiting: Vec<(Id, Place, i64)> = Vec::new();
        {
            let mut offsets = lock(&offsets);
            for Record { place, offset, value } in records {
                offsets.begin(&place, offset);
                match relay::id_in(&value) {
                    Some(id) => waiting.push((id, place, offset)),
                    None => offsets.end(&place, offset),
                }
            }
        }
        let ids: Vec<Id> = waiting.iter().map(|(id, ..)| *id).collect();
        let mut stopped = self.stopped.clone();
        let mut taken = loop {
            self.until_let_through().await;
            if self.is_stopped() {
                return;
            }
            match bounded(relay::take(self.app(), self.worker, &ids)).await {
                Ok(taken) => break taken,
                Err(error) => pause(&error, &mut stopped).await,
            }
        };
        lock(&self.held).extend(taken.iter().map(|message| message.id));
        for (id, place, offset) in waiting {
            let found = taken.iter().position(|message| message.id == id);
            let Some(message) = found.map(|at| taken.swap_remove(at)) else {
                lock(&offsets).end(&place, offset);
                continue;
            };
            let slot = tokio::select! {
                slot = self.slots.clone().acquire_owned() => slot,
                // What has not begun is given back.
                () = self.stop() => return,
            };
            let (line, offsets) = (self.clone(), offsets.clone());
            tokio::spawn(async move {
                line.deliver(message).await;
                lock(&offsets).end(&place, offset);
                drop(slot);
            });
        }
    }

    /// A handler that panicked failed like any other.
    async fn deliver(&self, message: Message) {
        let id = message.id;
        let handled = handle::handle(self.workers.clone(), self.worker, message.clone());
        if tokio::spawn(handled).await.is_err() {
            let why = "the handler panicked";
            handle::give_up(&self.workers, self.worker, &message, why, false).await;
        }
        lock(&self.held).remove(&id);
        self.ended.notify_one();
    }

    /// Looks whether the cluster is still the one that was joined.
    async fn watch(&self, session: &Session) -> Outcome {
        loop {
            tokio::select! {
                () = sleep(WATCH) => {}
                () = self.stop() => return Ok(()),
            }
            match timeout(ANSWER, session.intact()).await {
                Ok(Ok(true)) => {}
                Ok(Ok(false)) => {
                    self.recall().await;
                    return Err("the broker has lost its topics".to_owned());
                }
                Ok(Err(reason)) => return Err(reason),
                Err(_) => return Err("the broker does not answer".to_owned()),
            }
            let silent = lock(&self.heard).elapsed() > SILENCE;
            if silent && self.lapsed.load(Ordering::Relaxed) > 0 {
                return Err("published messages do not come back".to_owned());
            }
        }
    }
}

async fn join(kafka: &Kafka) -> Result<Session, String> {
    match timeout(JOIN, kafka.join(&MessageType::families())).await {
        Ok(joined) => joined,
        Err(_) => Err("the broker does not answer".to_owned()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
