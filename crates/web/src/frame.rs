//! What surrounds every request: its id and span, its time, its headers, and
//! the writing of problems.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::response::{IntoResponse, Response};
use domain::Error;
use futures_util::FutureExt;
use services::figures;
use tower::{Layer, Service};
use tower_http::cors::{AllowOrigin, CorsLayer};
use tracing::Instrument;

use crate::context::{Context, REQUEST_ID};
use crate::error::Problem;
use crate::extract::lingering;
use crate::{Peer, State, Web, pages};

/// The longest header value that is read, in octets.
const MAX_HEADER: usize = 8192;

/// The policy of what is no page.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// Endpoints whose errors are OAuth's, too.
pub const OAUTH: [&str; 3] = ["/api/v1/login", "/api/v1/token", "/api/v1/token/revoke"];

#[derive(Clone)]
pub struct FrameLayer(pub State);

impl<S> Layer<S> for FrameLayer {
    type Service = Frame<S>;

    fn layer(&self, inner: S) -> Frame<S> {
        Frame { inner, web: self.0.clone() }
    }
}

#[derive(Clone)]
pub struct Frame<S> {
    inner: S,
    web: State,
}

impl<S> Service<Request> for Frame<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, cx: &mut TaskContext<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let web = self.web.clone();
        let extensions = request.extensions();
        let peer = extensions.get::<Peer>().copied();
        let matched = extensions.get::<MatchedPath>().cloned();
        let context = Context::new(&web, request.method(), request.uri(), request.headers(), peer);
        let context = Arc::new(context);
        let method = known(request.method());
        let span = {
            let route = route(matched.as_ref());
            tracing::info_span!("request", id = %context.request_id, method, route)
        };
        let long = long_header(request.headers());
        request.extensions_mut().insert(context.clone());
        let work = match long {
            Some(name) => Err(Problem::from(Error::field(name.to_string(), "header_too_long"))),
            None => Ok(self.inner.call(lingering(request))),
        };
        let inside = span.clone();
        let framed = async move {
            let mut response = match work {
                Ok(work) => bounded(work, &context).await,
                Err(problem) => problem.into_response(),
            };
            let route = route(matched.as_ref());
            finish(&web, &context, route, &mut response);
            measure(&web, &context, route, method, &response);
            Ok(response)
        };
        Box::pin(framed.instrument(inside))
    }
}

/// The route's template, the same with and without a slash behind.
fn route(matched: Option<&MatchedPath>) -> &str {
    matched.map_or("unmatched", |m| match m.as_str() {
        "/" => "/",
        path => path.trim_end_matches('/'),
    })
}

/// Strangers invent methods; none of theirs becomes a label.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

fn long_header(headers: &HeaderMap) -> Option<HeaderName> {
    headers.iter().find(|(_, value)| value.len() > MAX_HEADER).map(|(name, _)| name.clone())
}

/// Lets a handler work until its deadline, which moves while the body is read,
/// and survives its panic.
async fn bounded(
    work: impl Future<Output = Result<Response, Infallible>>,
    context: &Context,
) -> Response {
    let mut work = pin!(AssertUnwindSafe(work).catch_unwind());
    loop {
        let deadline = context.deadline();
        match tokio::time::timeout_at(deadline.into(), work.as_mut()).await {
            Ok(Ok(Ok(response))) => return response,
            Ok(Ok(Err(never))) => match never {},
            Ok(Err(_)) => {
                return Problem::from(Error::internal("a handler panicked")).into_response();
            }
            Err(_) if context.deadline() > Instant::now() => {}
            Err(_) => {
                let error = Error::unavailable("database", "no answer in time");
                return Problem::from(error).into_response();
            }
        }
    }
}

/// Writes out a problem, and adds the headers that every answer bears.
fn finish(web: &Web, context: &Context, route: &str, response: &mut Response) {
    let problem = response.extensions_mut().remove::<Problem>();
    let is_page = pages::is_page(&context.path);
    if let Some(problem) = &problem {
        problem.log();
        let (locale, id) = (context.locale(), &context.request_id);
        match is_page {
            true => pages::errors::show(web, context, problem, response),
            false => {
                let document = problem.document(&web.texts, locale, id, OAUTH.contains(&route));
                *response.body_mut() = document.into();
            }
        }
    }
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&context.request_id) {
        headers.insert(REQUEST_ID, id);
    }
    if problem.is_some() || is_page || route.starts_with("/api/v1/") {
        let language = HeaderValue::from_static(context.locale());
        headers.entry(CONTENT_LANGUAGE).or_insert(language);
        headers.append(VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    }
    let policy = if is_page { web.policy.clone() } else { HeaderValue::from_static(NOTHING) };
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    let mut default = |name, value| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    default(CACHE_CONTROL, "no-store");
    default(REFERRER_POLICY, "no-referrer");
    default(X_CONTENT_TYPE_OPTIONS, "nosniff");
}

/// Counts the answer, and logs its one line.
fn measure(web: &Web, context: &Context, route: &str, method: &'static str, response: &Response) {
    let (status, time) = (response.status().as_u16(), context.elapsed());
    let figures = &web.app.figures;
    let request = figures::Request { route: route.to_owned(), method, status };
    figures.requests.get_or_create(&request).inc();
    figures.request_seconds.observe(time.as_secs_f64());
    let ms = time.as_micros() as f64 / 1000.0;
    tracing::info!(status, ms, "answered");
}

/// Lets scripts of the named origins call the API; `*` all, without
/// credentials.
pub fn cors(origins: &[String]) -> Option<CorsLayer> {
    use axum::http::header as h;
    if origins.is_empty() {
        return None;
    }
    let origin = match origins.iter().any(|origin| origin == "*") {
        true => AllowOrigin::any(),
        false => {
            AllowOrigin::list(origins.iter().filter_map(|o| o.trim_end_matches('/').parse().ok()))
        }
    };
    let layer = CorsLayer::new()
        .allow_origin(origin)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([
            h::ACCEPT_LANGUAGE,
            h::AUTHORIZATION,
            h::CONTENT_TYPE,
            h::IF_MATCH,
            h::IF_NONE_MATCH,
            HeaderName::from_static("idempotency-key"),
            REQUEST_ID,
        ])
        .expose_headers([h::ETAG, h::LOCATION, h::RETRY_AFTER, h::CONTENT_LANGUAGE, REQUEST_ID]);
    Some(layer)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_handler_has_its_time_and_no_more() {
        let context = Context::bare();
        context.allow(Duration::from_millis(20));
        let response = bounded(std::future::pending(), &context).await;
        assert_eq!(response.status(), 503);

        // While a body is read, the deadline moves.
        let context = Context::bare();
        context.allow(Duration::from_millis(20));
        let slow = async {
            tokio::time::sleep(Duration::from_millis(5)).await;
            context.allow(Duration::from_secs(5));
            tokio::time::sleep(Duration::from_millis(50)).await;
            Ok("done".into_response())
        };
        assert_eq!(bounded(slow, &context).await.status(), 200);
    }
}
