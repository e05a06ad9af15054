//! JSON bodies.

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use bytes::Bytes;
use domain::Error;
use serde::de::IgnoredAny;

use super::body;
use super::fields::Fields;
use crate::State;
use crate::error::{Problem, Result};

const MEDIA_TYPE: &str = "application/json";
/// Arrays and objects within each other.
const MAX_DEPTH: usize = 64;

/// An object that must be there.
pub struct Json {
    pub fields: Fields,
    /// The body as it came.
    pub raw: Bytes,
}

impl FromRequest<State> for Json {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &State) -> Result<Self> {
        let raw = body::read(request, web, MEDIA_TYPE).await?;
        Ok(Json { fields: parse(&raw)?, raw })
    }
}

/// An object that may as well be left out.
pub struct MaybeJson(pub Fields);

impl FromRequest<State> for MaybeJson {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &State) -> Result<Self> {
        if !body::is_given(&request) {
            return Ok(MaybeJson(Fields::default()));
        }
        let raw = body::read(request, web, MEDIA_TYPE).await?;
        match raw.is_empty() {
            true => Ok(MaybeJson(Fields::default())),
            false => Ok(MaybeJson(parse(&raw)?)),
        }
    }
}

fn parse(raw: &[u8]) -> Result<Fields> {
    let bad = |code| Problem::door(StatusCode::BAD_REQUEST, code);
    if depth(raw) > MAX_DEPTH {
        return Err(bad("too_deep"));
    }
    let first = raw.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'{') {
        return serde_json::from_slice(raw).map_err(|_| bad("not_json"));
    }
    match serde_json::from_slice::<IgnoredAny>(raw) {
        Ok(_) => Err(Error::field("body", "wrong_type").into()),
        Err(_) => Err(bad("not_json")),
    }
}

/// How deep brackets are nested outside strings, whether or not they match.
fn depth(raw: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let (mut in_text, mut escaped) = (false, false);
    for byte in raw {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(raw: &str) -> Option<&'static str> {
        parse(raw.as_bytes()).err().map(|problem| problem.code())
    }

    #[test]
    fn what_is_no_json_is_told_apart_from_what_is_no_object() {
        for raw in ["", "{", "not json", "{'a':1}", "{\"a\":1}{}", "NaN", "\u{feff}{}", "[1"] {
            assert_eq!(code(raw), Some("not_json"), "{raw}");
        }
        for raw in ["null", "[]", " \"text\" ", "5", "true"] {
            assert_eq!(code(raw), Some("invalid_input"), "{raw}");
        }
        assert_eq!(code(" {\"a\":[1,{\"b\":null}]} "), None);
    }

    #[test]
    fn nesting_is_counted_outside_strings() {
        let nested =
            |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
        assert_eq!(code(&nested(63)), None);
        assert_eq!(code(&nested(64)), Some("too_deep"));
        assert_eq!(code(&"[".repeat(100_000)), Some("too_deep"));
        assert_eq!(code(&format!("{{\"a\":\"\\\"{}\"}}", "[".repeat(100))), None);
    }
}
