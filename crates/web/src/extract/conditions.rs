//! Conditional requests (RFC 9110, 13.1).

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::{IF_MATCH, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::State;
use crate::error::Result;

/// A version that nothing ever has.
const NEVER: i64 = -1;

/// The entity tag of a version.
pub fn etag(version: i64) -> HeaderValue {
    // Digits in quotes are always a header's value.
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

fn header(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let mut values = headers.get_all(name).iter().map(|v| v.to_str().unwrap_or_default());
    let first = values.next()?.to_owned();
    Some(values.fold(first, |all, value| all + "," + value))
}

pub struct IfMatch(Option<String>);

impl FromRequestParts<State> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &State,
    ) -> std::result::Result<Self, Infallible> {
        Ok(IfMatch(header(&parts.headers, IF_MATCH)))
    }
}

impl IfMatch {
    /// Whether the header names versions.
    pub fn is_given(&self) -> bool {
        self.0.as_deref().is_some_and(|tags| tags.trim() != "*")
    }

    /// The same of what `read` reads; nothing is read where nothing is asked.
    pub async fn expected(&self, read: impl Future<Output = Result<i64>>) -> Result<Option<i64>> {
        match self.is_given() {
            true => Ok(self.version(read.await?)),
            false => Ok(None),
        }
    }

    /// The version that a change must find, given the one that is there: a
    /// strong comparison, so a weak tag matches nothing.
    pub fn version(&self, current: i64) -> Option<i64> {
        let tags = self.0.as_deref().filter(|_| self.is_given())?;
        let wanted = format!("\"{current}\"");
        let named = tags.split(',').any(|tag| tag.trim() == wanted);
        Some(if named { current } else { NEVER })
    }
}

pub struct IfNoneMatch(Option<String>);

impl FromRequestParts<State> for IfNoneMatch {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &State,
    ) -> std::result::Result<Self, Infallible> {
        Ok(IfNoneMatch(header(&parts.headers, IF_NONE_MATCH)))
    }
}

impl IfNoneMatch {
    /// Whether the client has this version already: a weak comparison.
    pub fn has(&self, version: i64) -> bool {
        let Some(tags) = &self.0 else { return false };
        let wanted = format!("\"{version}\"");
        let tag = |tag: &str| tag.trim().trim_start_matches("W/") == wanted;
        tags.trim() == "*" || tags.split(',').any(tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_match_compares_strongly() {
        let expects = |tags: Option<&str>| IfMatch(tags.map(str::to_owned)).version(5);
        assert_eq!(expects(None), None);
        assert_eq!(expects(Some(" * ")), None);
        assert_eq!(expects(Some("\"5\"")), Some(5));
        assert_eq!(expects(Some("\"x\", \"5\"")), Some(5));
        for lost in ["\"4\"", "W/\"5\"", "5", "garbage", ""] {
            assert_eq!(expects(Some(lost)), Some(NEVER), "{lost}");
        }
    }

    #[test]
    fn if_none_match_compares_weakly() {
        let has = |tags: &str| IfNoneMatch(Some(tags.to_owned())).has(5);
        assert!(has("*") && has("\"5\"") && has("W/\"5\"") && has("\"1\",\"5\""));
        assert!(!has("\"4\"") && !has("5") && !IfNoneMatch(None).has(5));
    }
}
