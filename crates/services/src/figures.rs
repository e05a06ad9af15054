//! What is measured, as Prometheus reads it.

use std::time::Duration;

use domain::messages::MessageState;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use crate::App;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Request {
    /// The route's template; never what a stranger typed.
    pub route: String,
    pub method: &'static str,
    pub status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Outcome {
    pub result: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Delivery {
    pub r#type: &'static str,
    pub result: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Kind {
    pub r#type: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct OfType {
    pub r#type: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Connections {
    pub pool: &'static str,
    pub state: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub struct Build {
    pub version: &'static str,
}

/// How long the database may take to count.
const PATIENCE: Duration = Duration::from_secs(1);

/// Seconds from half a millisecond to about sixteen.
fn seconds() -> Histogram {
    Histogram::new(exponential_buckets(0.0005, 2.0, 16))
}

#[derive(Clone)]
pub struct Figures {
    pub requests: Family<Request, Counter>,
    pub request_seconds: Histogram,
    pub sign_ins: Family<Outcome, Counter>,
    pub registrations: Counter,
    pub hashes_running: Gauge,
    pub hashes_waiting: Gauge,
    pub committed: Family<Kind, Counter>,
    pub delivered: Family<Delivery, Counter>,
    pub delivery_seconds: Histogram,
    pub queue_seconds: Histogram,
    pub send_seconds: Histogram,
}

impl Default for Figures {
    fn default() -> Self {
        Figures {
            requests: Family::default(),
            request_seconds: seconds(),
            sign_ins: Family::default(),
            registrations: Counter::default(),
            hashes_running: Gauge::default(),
            hashes_waiting: Gauge::default(),
            committed: Family::default(),
            delivered: Family::default(),
            delivery_seconds: seconds(),
            queue_seconds: seconds(),
            send_seconds: seconds(),
        }
    }
}

impl Figures {
    pub fn signed_in(&self, result: &'static str) {
        self.sign_ins.get_or_create(&Outcome { result }).inc();
    }
}

/// The text that `GET /metrics` answers.
pub async fn render(app: &App) -> domain::Result<String> {
    let pending = Family::<OfType, Gauge>::default();
    let parked = Family::<OfType, Gauge>::default();
    // Without a database the other figures matter most.
    let oldest = Family::<OfType, Gauge>::default();
    let found = tokio::time::timeout(PATIENCE, store::jobs::figures(&app.store)).await;
    for figure in found.ok().and_then(Result::ok).unwrap_or_default() {
        let of_type = OfType { r#type: figure.message_type };
        if figure.state == MessageState::Parked {
            parked.get_or_create(&of_type).inc_by(figure.count);
            continue;
        }
        pending.get_or_create(&of_type).inc_by(figure.count);
        let age = (app.clock.now() - figure.oldest).num_seconds().max(0);
        let gauge = oldest.get_or_create(&of_type);
        gauge.set(gauge.get().max(age));
    }
    let held = Gauge::<i64>::default();
    held.set(app.mail.held().is_some().into());
    let connections = Family::<Connections, Gauge>::default();
    for pool in app.store.figures() {
        let set = |state, value: u32| {
            let labels = Connections { pool: pool.pool, state };
            connections.get_or_create(&labels).set(i64::from(value));
        };
        set("idle", pool.idle);
        set("used", pool.used);
    }
    let memory = Gauge::<i64>::default();
    memory.set(resident_bytes());
    let build = Family::<Build, Gauge>::default();
    build.get_or_create(&Build { version: env!("CARGO_PKG_VERSION") }).set(1);

    let f = app.figures.clone();
    let mut registry = Registry::default();
    registry.register("http_requests", "Requests answered", f.requests);
    registry.register(
        "http_request_duration_seconds",
        "Time from request to answer",
        f.request_seconds,
    );
    registry.register("sign_ins", "Sign-ins by result", f.sign_ins);
    registry.register("registrations", "People who registered", f.registrations);
    registry.register("password_hash_running", "Hashes being computed", f.hashes_running);
    registry.register("password_hash_waiting", "Hashes waiting", f.hashes_waiting);
    registry.register("messages_pending", "Messages on their way", pending);
    registry.register("messages_parked", "Messages given up", parked);
    registry.register("messages_oldest_seconds", "Age of the oldest on its way", oldest);
    registry.register("messages_committed", "Messages that changes caused", f.committed);
    registry.register(
        "message_queue_seconds",
        "Time from commit to the first attempt",
        f.queue_seconds,
    );
    registry.register("mail_send_seconds", "Time that the mail server takes", f.send_seconds);
    registry.register("mail_held", "1 while the mail server is away", held);
    registry.register("messages_delivered", "Messages handled", f.delivered);
    registry.register(
        "message_delivery_seconds",
        "Time from commit to delivery",
        f.delivery_seconds,
    );
    registry.register("database_connections", "Connections by pool", connections);
    registry.register("process_resident_memory_bytes", "Resident memory", memory);
    registry.register("roster_build_info", "The running version", build);
    let counting = &app.counting;
    registry.register("page_views", "Page views that were counted", counting.views.clone());
    let dropped = counting.dropped.clone();
    registry.register("analytics_dropped", "Visits not counted, as too many waited", dropped);
    let mut out = String::new();
    text::encode(&mut out, &registry).map_err(domain::Error::internal)?;
    Ok(out)
}

/// From `/proc/self/statm`, whose second number is in pages; 0 elsewhere.
fn resident_bytes() -> i64 {
    let pages = std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|line| line.split(' ').nth(1)?.parse::<i64>().ok())
        .unwrap_or(0);
    pages * rustix::param::page_size() as i64
}
