//! What becomes of one message, whichever transport brought it: delivered,
//! put off, tried again later, or parked.

use std::sync::Arc;
use std::time::Duration;

use domain::messages::Message;
use domain::{Id, Result, Time};
use services::figures::Delivery;
use services::{outbox, trace};
use tokio::time::timeout;
use tracing::Instrument;

use crate::{Workers, notify};

/// The longest that one database step may take here.
const STEP: Duration = Duration::from_secs(15);

/// Delivers a claimed message, in the trace of the request that caused it.
pub(crate) async fn handle(workers: Arc<Workers>, worker: Id, message: Message) {
    let span = tracing::info_span!(
        "deliver",
        message = %message.id,
        r#type = message.message_type.as_str(),
        request = message.request_id,
    );
    if let Some(traceparent) = &message.trace {
        trace::follow(&span, traceparent);
    }
    deliver(&workers, worker, &message).instrument(span).await;
}

async fn deliver(workers: &Workers, worker: Id, message: &Message) {
    let app = &workers.app;
    let message_type = message.message_type.as_str();
    let count = |result| {
        app.figures.delivered.get_or_create(&Delivery { r#type: message_type, result }).inc();
    };
    let age = || (app.clock.now() - message.created_at).as_seconds_f64().max(0.0);
    if message.attempts == 1 {
        app.figures.queue_seconds.observe(age());
    }
    match notify::deliver(workers, worker, message).await {
        Ok(sent) => {
            app.figures.delivery_seconds.observe(age());
            count(if sent { "delivered" } else { "dropped" });
            tracing::info!(id = %message.id, r#type = message_type, sent, "message handled");
        }
        Err(fault) => match fault.put_off {
            Some(wait) => {
                count("put_off");
                put_off(workers, worker, message, &fault.reason, wait).await;
            }
            None => {
                count(if fault.permanent { "refused" } else { "failed" });
                give_up(workers, worker, message, &fault.reason, fault.permanent).await;
            }
        },
    }
}

async fn put_off(workers: &Workers, worker: Id, message: &Message, why: &str, wait: Duration) {
    let outcome = bounded(outbox::put_off(&workers.app, worker, message, why, wait)).await;
    match outcome {
        // Often the same for very many: the gateway's state is what matters.
        Ok(again) => tracing::debug!(id = %message.id, %again, why, "delivery put off"),
        Err(error) => tracing::warn!(id = %message.id, %error, "message not put off"),
    }
}

/// Notes a failure: the message is tried again later, or parked.
pub(crate) async fn give_up(
    workers: &Workers,
    worker: Id,
    message: &Message,
    why: &str,
    permanent: bool,
) {
    let message_type = message.message_type.as_str();
    let outcome: Result<Option<Time>> =
        bounded(outbox::failed(&workers.app, worker, message, why, permanent)).await;
    match outcome {
        Ok(Some(again)) => tracing::warn!(
            id = %message.id, r#type = message_type, attempt = message.attempts,
            %again, error = why, "delivery failed"
        ),
        Ok(None) => tracing::error!(
            id = %message.id, r#type = message_type, attempt = message.attempts,
            error = why, "delivery given up, message parked"
        ),
        Err(error) => tracing::warn!(id = %message.id, %error, "failure not recorded"),
    }
}

async fn bounded<T>(step: impl Future<Output = Result<T>>) -> Result<T> {
    match timeout(STEP, step).await {
        Ok(result) => result,
        Err(_) => Err(domain::Error::unavailable("database", "no answer")),
    }
}
