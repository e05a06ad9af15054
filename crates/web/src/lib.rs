//! Door 1: HTTP. A handler reads input, calls one service, shapes output; the
//! rules live in the services.

pub mod api;
mod console;
mod context;
mod error;
mod extract;
mod frame;
mod health;
mod limit;
mod pages;
mod pictures;
pub mod server;
pub mod sheet;

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::http::HeaderValue;
use axum::routing::get;
use bytes::Bytes;
use services::App;
use views::{Pages, Texts};

use crate::frame::FrameLayer;
use crate::limit::Limiter;

pub use api::audit::body as audit_entry;
pub use api::events::body as event;
pub use api::invitations::{body as invitation, counts as invitation_counts};
pub use api::jobs::body as job;
pub use api::openapi;
pub use api::posts::body as post;
pub use api::users::body as user;
pub use console::{Console, Setting};

/// What every handler needs.
pub type State = Arc<Web>;

pub struct Web {
    pub app: Arc<App>,
    pub texts: Arc<Texts>,
    pub pages: Pages,
    pub console: Console,
    /// What pages may load.
    policy: HeaderValue,
    limiter: Limiter,
    /// The OpenAPI document, made when first asked for.
    openapi: OnceLock<Bytes>,
}

impl Web {
    pub fn new(app: Arc<App>, texts: Texts, console: Console) -> Web {
        let limits = &app.settings.limits;
        let limiter = Limiter::new(limits.limit(limits.api_per_minute));
        let texts = Arc::new(texts);
        let pages = Pages::new(texts.clone(), app.clock.clone());
        let policy = pages::policy(services::pictures::elsewhere(&app));
        Web { app, texts, pages, console, policy, limiter, openapi: OnceLock::new() }
    }
}

/// The peer of a connection, put into each request by the server.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Everything that is served on `http.listen`.
pub fn router(state: State) -> Router {
    let mut router = pictures::routes(pages::routes(api::routes()));
    if state.app.settings.metrics.listen.is_empty() {
        router = with_slash(router, "/metrics", get(health::metrics_to_loopback));
    }
    framed(router, state)
}

/// What is served on `metrics.listen`.
pub fn metrics_router(state: State) -> Router {
    framed(with_slash(Router::new(), "/metrics", get(health::metrics)), state)
}

fn framed(router: Router<State>, state: State) -> Router {
    let mut router =
        router.fallback(error::not_found).method_not_allowed_fallback(error::method_not_allowed);
    if let Some(cors) = frame::cors(&state.app.settings.http.cors_origins) {
        router = router.layer(cors);
    }
    router.layer(FrameLayer(state.clone())).with_state(state)
}

/// A route that is the same with a slash behind.
fn with_slash(
    router: Router<State>,
    path: &str,
    methods: axum::routing::MethodRouter<State>,
) -> Router<State> {
    router.route(path, methods.clone()).route(&format!("{path}/"), methods)
}

#[cfg(test)]
mod smoke;
