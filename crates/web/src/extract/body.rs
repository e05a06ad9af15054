//! Bodies: read whole, within bounds of size and time.

use std::mem;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, EXPECT};
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::timeout;

use crate::State;
use crate::context::PATIENCE;
use crate::error::{Problem, Result};
use crate::extract::context;

/// How much of a refused body is still taken in, and for how long, so that
/// the client gets to read the answer instead of a broken connection.
const LINGER_BYTES: usize = 16 << 20;
const LINGER: Duration = Duration::from_secs(2);

/// The whole body, which must be of the named media type.
pub async fn read(request: Request, web: &State, media_type: &str) -> Result<Bytes> {
    let (parts, body) = request.into_parts();
    check_head(&parts.headers, media_type)?;
    let context = context(&parts)?;
    let http = &web.app.settings.http;
    let too_large = || Problem::door(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large");
    if body.size_hint().lower() > http.body_bytes as u64 {
        return Err(too_large());
    }
    let time = Duration::from_secs(http.body_seconds);
    context.allow(time + PATIENCE);
    let read = timeout(time, Limited::new(body, http.body_bytes).collect()).await;
    context.allow(PATIENCE);
    match read {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(Problem::door(StatusCode::BAD_REQUEST, "invalid_request")),
        Err(_) => Err(Problem::door(StatusCode::REQUEST_TIMEOUT, "body_timeout")),
    }
}

/// Whether a body was sent or announced.
pub fn is_given(request: &Request) -> bool {
    !request.body().is_end_stream()
}

fn check_head(headers: &HeaderMap, media_type: &str) -> Result<()> {
    let unsupported = |code| Problem::door(StatusCode::UNSUPPORTED_MEDIA_TYPE, code);
    let given = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case(media_type) {
        return Err(unsupported("unsupported_media_type"));
    }
    check_encoding(headers)
}

/// Refuses what is compressed.
pub fn check_encoding(headers: &HeaderMap) -> Result<()> {
    let plain = |v: &axum::http::HeaderValue| v.as_bytes().eq_ignore_ascii_case(b"identity");
    match headers.get_all(CONTENT_ENCODING).iter().all(plain) {
        true => Ok(()),
        false => Err(Problem::door(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_encoding")),
    }
}

/// Wraps a body so that what nobody read of it is taken in and dropped.
pub fn lingering(request: Request) -> Request {
    // A client that waits for `100 Continue` has sent nothing yet.
    if !is_given(&request) || request.headers().contains_key(EXPECT) {
        return request;
    }
    request.map(|body| Body::new(Lingering { body, done: false }))
}

struct Lingering {
    body: Body,
    done: bool,
}

impl HttpBody for Lingering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(None | Some(Err(_))) = polled {
            self.done = true;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        if self.done || self.body.is_end_stream() {
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let mut rest = mem::take(&mut self.body);
        runtime.spawn(timeout(LINGER, async move {
            let mut taken = 0;
            while let Some(Ok(frame)) = rest.frame().await {
                taken += frame.data_ref().map_or(0, Bytes::len);
                if taken > LINGER_BYTES {
                    break;
                }
            }
        }));
    }
}
