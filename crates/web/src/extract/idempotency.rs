//! `Idempotency-Key`: doing a thing once, however often it is asked.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::FromRequestParts;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use domain::{Actor, Error};
use futures_util::FutureExt;
use serde_json::{Map, Value, json};
use services::idempotency::{self, Begun};
use tracing::Instrument;

use crate::context::Context;
use crate::error::{Problem, Result};
use crate::extract::context;
use crate::{State, Web};

const NAME: &str = "Idempotency-Key";
const MAX_KEY: usize = 255;
/// The headers of an answer that belong to it.
const KEPT: [HeaderName; 4] = [CONTENT_TYPE, CONTENT_LANGUAGE, ETAG, LOCATION];

/// The key of a request that is to be done once.
pub struct Key {
    key: Option<String>,
    /// Everything that must be equal for it to be the same request.
    request: Vec<u8>,
    context: Arc<Context>,
}

impl FromRequestParts<State> for Key {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self> {
        let key = parts.headers.get(NAME).map(|value| read(value.as_bytes())).transpose()?;
        let request = format!("{} {}\n", parts.method, parts.uri.path()).into_bytes();
        Ok(Key { key, request, context: context(parts)? })
    }
}

fn read(value: &[u8]) -> Result<String> {
    match value {
        good if (1..=MAX_KEY).contains(&good.len()) && good.iter().all(u8::is_ascii_graphic) => {
            Ok(String::from_utf8_lossy(good).into_owned())
        }
        _ => Err(Error::field(NAME, "idempotency_key_invalid").into()),
    }
}

/// Does the work, unless it was done under this key before; then its answer is
/// given again.
pub async fn once(
    web: &State,
    actor: &Actor,
    key: Key,
    body: &[u8],
    work: impl Future<Output = Result<Response>> + Send + 'static,
) -> Result<Response> {
    let Key { key, mut request, context } = key;
    let Some(key) = key else { return work.await };
    request.extend_from_slice(body);
    let id = match idempotency::begin(&web.app, actor, &key, &request).await? {
        Begun::New(id) => id,
        Begun::Again(answer) => return Ok(again(&answer, &context)),
    };
    let web = web.clone();
    let task = async move {
        let done = AssertUnwindSafe(work).catch_unwind().await;
        let done = done.unwrap_or_else(|_| Err(Error::internal("a handler panicked").into()));
        keep(&web, &context, &id, done).await
    };
    // It goes on when the client hangs up: the key must not stay in between.
    let done = tokio::spawn(task.in_current_span()).await;
    done.map_err(|error| Problem::from(Error::internal(error)))?
}

/// Keeps the answer under the key; one that was no fault of the request's
/// frees it.
async fn keep(web: &Web, context: &Context, id: &str, done: Result<Response>) -> Result<Response> {
    let (done, answer) = match done {
        Ok(response) => {
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.map_err(Error::internal)?;
            let headers: Map<String, Value> = KEPT
                .iter()
                .filter_map(|name| Some((name, parts.headers.get(name)?.to_str().ok()?)))
                .map(|(name, value)| (name.to_string(), value.into()))
                .collect();
            let answer = answer(parts.status, headers, &body);
            (Ok(Response::from_parts(parts, Body::from(body))), Some(answer))
        }
        Err(problem) => {
            let lasting = problem.status.is_client_error()
                && !matches!(problem.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::CONFLICT);
            let answer = lasting.then(|| {
                let headers = [
                    (CONTENT_TYPE.to_string(), "application/problem+json".into()),
                    (CONTENT_LANGUAGE.to_string(), context.locale().into()),
                ];
                let document =
                    problem.document(&web.texts, context.locale(), &context.request_id, false);
                answer(problem.status, headers.into_iter().collect(), &document)
            });
            (Err(problem), answer)
        }
    };
    let kept = match answer {
        Some(answer) => idempotency::finish(&web.app, id, answer).await,
        None => idempotency::abandon(&web.app, id).await,
    };
    if let Err(error) = kept {
        tracing::warn!(%error, "an answer was not kept for its idempotency key");
    }
    done
}

fn answer(status: StatusCode, headers: Map<String, Value>, body: &[u8]) -> Value {
    let body = String::from_utf8_lossy(body);
    json!({ "status": status.as_u16(), "headers": headers, "body": body })
}

fn again(answer: &Value, context: &Context) -> Response {
    let body = answer["body"].as_str().unwrap_or_default();
    let status = answer["status"].as_u64().and_then(|s| u16::try_from(s).ok());
    let status = status.and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or_default();
    let mut response = Response::new(match status.is_success() {
        true => Body::from(body.to_owned()),
        false => Body::from(readdressed(body, &context.request_id)),
    });
    *response.status_mut() = status;
    for (name, value) in answer["headers"].as_object().into_iter().flatten() {
        let value = value.as_str().and_then(|v| HeaderValue::from_str(v).ok());
        if let (Ok(name), Some(value)) = (HeaderName::try_from(name), value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// A problem names the request that it answers.
fn readdressed(document: &str, request_id: &str) -> String {
    let Ok(mut document) = serde_json::from_str::<Value>(document) else {
        return document.to_owned();
    };
    document["request_id"] = request_id.into();
    document.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_visible_ascii() {
        assert_eq!(read(b"key-1").ok().as_deref(), Some("key-1"));
        for bad in [&b""[..], b"a b", b"\xc3\xbc", b"a\tb", &[b'k'; 256]] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }
}
