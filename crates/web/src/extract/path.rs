//! Paths. What cannot be read as text names nothing: it becomes the empty
//! text, which no id and no token is.

use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::State;
use crate::error::Result;

async fn segments<const N: usize>(parts: &mut Parts) -> [String; N] {
    let found: Result<RawPathParams, RawPathParamsRejection> =
        RawPathParams::from_request_parts(parts, &()).await;
    let mut segments = [const { String::new() }; N];
    if let Ok(params) = found {
        for (place, (_, value)) in segments.iter_mut().zip(&params) {
            *place = value.to_owned();
        }
    }
    segments
}

macro_rules! paths {
    ($($(#[$doc:meta])* $name:ident($($part:ident),*);)*) => {$(
        $(#[$doc])*
        pub struct $name($(pub paths!(@text $part)),*);

        impl FromRequestParts<State> for $name {
            type Rejection = std::convert::Infallible;

            async fn from_request_parts(
                parts: &mut Parts,
                _: &State,
            ) -> Result<Self, Self::Rejection> {
                let [$($part),*] = segments(parts).await;
                Ok($name($($part),*))
            }
        }
    )*};
    (@text $part:ident) => { String };
}

paths! {
    /// `{id}`
    Id(id);
    /// `{token}`, or the name of a file
    Token(token);
    /// `{user_id}/{token}`
    IdAndToken(id, token);
}
