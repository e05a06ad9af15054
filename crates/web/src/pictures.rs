//! The files of pictures. Those of uploads are named by their content, so
//! what is once in a cache is right for ever.

use axum::Router;
use axum::extract::State as FromState;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{Error, Nickname, Noun};
use services::pictures::{self, Served};

use crate::State;
use crate::error::{Problem, Result};
use crate::extract::Token;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Another release may draw them otherwise.
const A_DAY: &str = "public, max-age=86400";
/// Shorter than a signed address is good.
const A_WHILE: &str = "private, max-age=1800";

pub fn routes(router: Router<State>) -> Router<State> {
    router.route("/pictures/{name}", get(uploaded)).route("/pictures/default/{name}", get(default))
}

async fn uploaded(
    FromState(web): FromState<State>,
    Token(name): Token,
    asked: HeaderMap,
) -> Result<Response> {
    let tag = HeaderValue::from_str(&format!("\"{name}\"")).map_err(|_| missing())?;
    match pictures::load(&web.app, &name).await? {
        Served::Redirect(to) => {
            let to = HeaderValue::from_str(&to).map_err(Error::internal)?;
            let cache = HeaderValue::from_static(A_WHILE);
            Ok((StatusCode::FOUND, [(LOCATION, to), (CACHE_CONTROL, cache)]).into_response())
        }
        Served::Bytes { .. } if knows(&asked, &tag) => {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            head(&mut response, tag, FOR_EVER);
            Ok(response)
        }
        Served::Bytes { data, content_type } => {
            let mut response = ([(CONTENT_TYPE, content_type)], data).into_response();
            head(&mut response, tag, FOR_EVER);
            Ok(response)
        }
    }
}

/// The picture of a nickname that may well be nobody's.
async fn default(Token(name): Token) -> Result<Response> {
    let nickname = name.strip_suffix(".svg").ok_or_else(missing)?;
    let sound = Nickname::parse("nickname", nickname).map_err(|_| missing())?;
    let svg = pictures::default_picture(sound.as_str());
    let mut response = ([(CONTENT_TYPE, "image/svg+xml")], svg).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(A_DAY));
    Ok(response)
}

fn missing() -> Problem {
    Error::NotFound(Noun::Page).into()
}

fn head(response: &mut Response, tag: HeaderValue, cache: &'static str) {
    let headers = response.headers_mut();
    headers.insert(ETAG, tag);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
}

/// Whether the client has it already (RFC 9110, 13.1.2).
fn knows(asked: &HeaderMap, tag: &HeaderValue) -> bool {
    let tag = tag.to_str().unwrap_or_default();
    let lines = asked.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.trim_start_matches("W/") == tag
    })
}
