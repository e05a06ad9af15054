//! What is measured, as Prometheus reads it.

use std::time::Duration;

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
    pub delivered: Family<Delivery, Counter>,
    pub delivery_seconds: Histogram,
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
            delivered: Family::default(),
            delivery_seconds: seconds(),
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
    let counts = tokio::time::timeout(PATIENCE, store::messages::counts(&app.store)).await;
    for (message_type, state, count) in counts.ok().and_then(Result::ok).unwrap_or_default() {
        let family = if state == "PARKED" { &parked } else { &pending };
        family.get_or_create(&OfType { r#type: message_type }).inc_by(count);
    }
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
    registry.register("messages_delivered", "Messages handled", f.delivered);
    registry.register(
        "message_delivery_seconds",
        "Time from commit to delivery",
        f.delivery_seconds,
    );
    registry.register("database_connections", "Connections by pool", connections);
    registry.register("process_resident_memory_bytes", "Resident memory", memory);
    registry.register("roster_build_info", "The running version", build);
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
