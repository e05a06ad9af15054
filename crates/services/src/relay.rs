//! The outbox as a message broker's source and its workers' truth: what is
//! published, who took it, and what has to be published again.

use chrono::{Duration, SecondsFormat};
use domain::messages::Message;
use domain::{Id, Result};
use serde_json::{Value, json};
use store::transport::Outgoing;

use crate::App;
use crate::outbox::LEASE_SECONDS;

/// How long a relay that was killed still holds its messages. Longer than
/// publishing may take.
const RELAY_SECONDS: i64 = 30;
/// When a published message that no worker took is published again: the
/// broker may have lost it, or the worker its place.
const BROKER_SECONDS: i64 = 45;
/// Messages on their way at once: more wait here, where they cost nothing.
const WINDOW: u64 = 512;

/// Takes due messages to publish, the first of each person.
pub async fn claim(app: &App, relay: Id, limit: u64) -> Result<Outgoing> {
    let none = Outgoing { messages: Vec::new(), lapsed: 0, parked: false };
    let now = app.clock.now();
    // Looks cost no writer's turn.
    if !store::messages::any_due(&app.store, now).await? {
        return Ok(none);
    }
    let under_way = store::transport::on_the_way(&app.store, now, WINDOW).await?;
    let limit = limit.min(WINDOW - under_way);
    if limit == 0 {
        return Ok(none);
    }
    let tx = app.store.begin().await?;
    let lease = now + Duration::seconds(RELAY_SECONDS);
    let found = store::transport::hand_over(&tx, relay, now, lease, limit).await?;
    if found.parked || !found.messages.is_empty() {
        tx.commit().await?;
    }
    Ok(found)
}

/// The broker has acknowledged these.
pub async fn published(app: &App, relay: Id, ids: &[Id]) -> Result<()> {
    let again = app.clock.now() + Duration::seconds(BROKER_SECONDS);
    let tx = app.store.begin().await?;
    store::transport::published(&tx, relay, ids, again).await?;
    tx.commit().await
}

/// What a relay has claimed and not published is due again.
pub async fn give_back(app: &App, relay: Id) -> Result<()> {
    let tx = app.store.begin().await?;
    store::transport::give_back(&tx, relay, app.clock.now()).await?;
    tx.commit().await
}

/// The broker lost all that it had.
pub async fn recall(app: &App) -> Result<()> {
    let tx = app.store.begin().await?;
    store::transport::recall(&tx, app.clock.now()).await?;
    tx.commit().await
}

/// Takes published messages to deliver; each is had by one worker.
pub async fn take(app: &App, worker: Id, ids: &[Id]) -> Result<Vec<Message>> {
    let tx = app.store.begin().await?;
    let lease = app.clock.now() + Duration::seconds(LEASE_SECONDS);
    let messages = store::transport::take(&tx, worker, ids, lease).await?;
    if !messages.is_empty() {
        tx.commit().await?;
    }
    Ok(messages)
}

/// A message as others see it: a CloudEvent (version 1.0, JSON format). It
/// says what happened to whom by ids alone.
pub fn envelope(app: &App, message: &Message) -> Value {
    let mut event = json!({
        "specversion": "1.0",
        "id": message.id,
        "source": app.settings.http.public_url,
        "type": message.message_type.as_str(),
        "subject": message.user_id,
        "time": message.created_at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "datacontenttype": "application/json",
        "dataschema": SCHEMA,
        "data": {
            "user_id": message.user_id,
            "fact_id": message.fact_id,
            "detail_id": message.detail,
            "audience": message.audience,
        },
    });
    // The extension Distributed Tracing of CloudEvents.
    if let Some(trace) = &message.trace {
        event["traceparent"] = json!(trace);
    }
    event
}

/// Names the form of `data`; another form gets another number.
const SCHEMA: &str = "urn:roster:message:1";

/// The id in an envelope. Others may write to the topics: what is none of
/// ours has none.
pub fn id_in(envelope: &[u8]) -> Option<Id> {
    let envelope: Value = serde_json::from_slice(envelope).ok()?;
    domain::ids::parse(envelope.get("id")?.as_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_envelope_has_no_id() {
        for bytes in ["", "[]", "{", "null", "{\"id\":7}", "{\"id\":\"x\"}", "\u{0}"] {
            assert_eq!(id_in(bytes.as_bytes()), None, "{bytes}");
        }
        let id = Id::from_u128(7);
        assert_eq!(id_in(json!({ "id": id }).to_string().as_bytes()), Some(id));
    }
}
