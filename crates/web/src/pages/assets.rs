//! Styles, scripts and icons, from the binary.

use axum::extract::{Path, State as FromState};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, LOCATION, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::{Error, Noun};

use crate::State;
use crate::error::{Problem, Result};

/// The address holds the version, so what it names never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub async fn asset(
    FromState(web): FromState<State>,
    Path((version, name)): Path<(String, String)>,
    asked: HeaderMap,
) -> Result<Response> {
    let assets = &web.pages.assets;
    let missing = || Problem::from(Error::NotFound(Noun::Page));
    let asset = assets.get(&name).ok_or_else(missing)?;
    // Another version is asked for while copies of two run side by side.
    let cache = if assets.is_current(&version) { FOR_EVER } else { "no-cache" };
    let takes_gzip = asked.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok());
    let packed = asset.gzip().filter(|_| takes_gzip.is_some_and(|v| v.contains("gzip")));
    let mut response = match packed {
        Some(packed) => ([(CONTENT_ENCODING, "gzip")], packed.clone()).into_response(),
        None => assets.data(&name).ok_or_else(missing)?.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    Ok(response)
}

/// Where browsers look for an icon that no page names.
pub async fn favicon(FromState(web): FromState<State>) -> Response {
    let to = web.pages.assets.address("favicon.svg");
    (StatusCode::FOUND, [(LOCATION, to)]).into_response()
}

/// People's pages are theirs to show, not for search engines to keep.
pub async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /user/\nDisallow: /profile\nDisallow: /admin\nDisallow: /api/\n"
}
