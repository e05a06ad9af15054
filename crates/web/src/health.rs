//! What machines ask: is it alive, is it ready, what does it measure.

use axum::extract::State as FromState;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::{Error, Noun};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::error::{Problem, Result};
use crate::{Peer, State};

/// That it answers, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({"status": "up"}))]
#[allow(dead_code)]
pub struct Live {
    status: String,
}

/// Tell that the program is alive.
#[utoipa::path(get, path = "/health/live", tag = "site", operation_id = "live",
    responses((status = 200, description = "It is", body = Live)))]
pub async fn live(_: FromState<State>) -> Json<Value> {
    Json(json!({ "status": "up" }))
}

/// How the backing services are, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "status": "up",
    "services": {"database": "up", "objects": "up", "messages": "up", "mail": "down"},
}))]
#[allow(dead_code)]
pub struct Ready {
    /// `up` or `down`.
    status: String,
    #[schema(value_type = Object)]
    services: Map<String, Value>,
}

/// Tell each backing service by name.
///
/// Mail and messages may be down: requests do not need them.
#[utoipa::path(get, path = "/health/ready", tag = "site", operation_id = "ready",
    responses(
        (status = 200, description = "Requests can be answered", body = Ready),
        (status = 503, description = "A service is down that requests need", body = Ready),
    ))]
pub async fn ready(FromState(web): FromState<State>) -> Response {
    let found = services::health::services(&web.app).await;
    let word = |up: bool| if up { "up" } else { "down" };
    let ready = found.iter().all(|s| s.fault.is_none() || !s.needed);
    for service in &found {
        if let Some(fault) = &service.fault {
            tracing::warn!(service = service.name, fault, "a service is down");
        }
    }
    let services: Map<String, Value> =
        found.iter().map(|s| (s.name.to_owned(), word(s.fault.is_none()).into())).collect();
    let body = Json(json!({ "status": word(ready), "services": services }));
    match ready {
        true => body.into_response(),
        false => (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")], body).into_response(),
    }
}

pub async fn metrics(FromState(web): FromState<State>) -> Result<Response> {
    let text = services::figures::render(&web.app).await?;
    let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(CONTENT_TYPE, media_type)], text).into_response())
}

/// On the public port only this machine is answered, and nobody through a
/// proxy on it.
pub async fn metrics_to_loopback(
    state: FromState<State>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Result<Response> {
    let own = peer.is_some_and(|Extension(Peer(peer))| peer.ip().to_canonical().is_loopback());
    let proxied = ["x-forwarded-for", "forwarded", "x-real-ip", "via"];
    if !own || proxied.iter().any(|name| headers.contains_key(*name)) {
        return Err(Problem::from(Error::NotFound(Noun::Page)));
    }
    metrics(state).await
}
