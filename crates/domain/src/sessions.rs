//! Sessions: one for each sign-in, whatever door it came through.

use serde::{Deserialize, Serialize};

use crate::{Id, Time};

#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub id: Id,
    pub user_id: Id,
    /// The client's own description (`User-Agent`), cut to 200 characters.
    pub device: String,
    pub address: Option<String>,
    pub created_at: Time,
    pub last_seen_at: Time,
    /// When the password was last given in this session.
    pub signed_in_at: Time,
    pub expires_at: Time,
}

/// Minutes within which a password given counts for delicate changes.
pub const FRESH_MINUTES: i64 = 15;

/// The claims of an access token (RFC 9068 without its scopes).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub sub: Id,
    pub aud: String,
    /// Seconds since the Unix epoch, as are `iat` and `nbf`.
    pub exp: i64,
    pub iat: i64,
    pub jti: Id,
    pub role: String,
    pub sid: Id,
}

/// What a sign-in or refresh hands out (RFC 6749, 5.1).
#[derive(Clone, Debug)]
pub struct Tokens {
    pub access_token: String,
    /// Seconds.
    pub expires_in: i64,
    pub refresh_token: String,
}
