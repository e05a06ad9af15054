//! Sessions: one for each sign-in, whatever door it came through.

use serde::{Deserialize, Serialize};

use crate::{Id, Time};

/// How a session's client proves itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// By access and refresh tokens: programs.
    Token,
    /// By a cookie, until the browser closes or lies idle.
    Browser,
    /// By a cookie that outlives the browser: *remember me*.
    Remembered,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Token => "TOKEN",
            Kind::Browser => "BROWSER",
            Kind::Remembered => "REMEMBERED",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Kind::Token, Kind::Browser, Kind::Remembered].into_iter().find(|k| k.as_str() == text)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub id: Id,
    pub user_id: Id,
    pub kind: Kind,
    /// What signed in, as people know it: see [`device`].
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
/// Hours after which a browser session that nobody used ends.
pub const IDLE_HOURS: i64 = 12;
/// Days that a remembered session lasts from its sign-in.
pub const REMEMBER_DAYS: i64 = 30;

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

/// The longest description of a client that is looked at, and the longest that
/// is shown of one that is unknown; in characters.
const MAX_AGENT: usize = 500;
const MAX_UNKNOWN: usize = 50;

/// Marks of browsers. Most claim to be others too, so the order counts.
const BROWSERS: [(&str, &str); 15] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex Browser"),
    ("Vivaldi/", "Vivaldi"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Marks of systems; Android names Linux, an iPhone names Mac OS X.
const SYSTEMS: [(&str, &str); 10] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Mac OS X", "macOS"),
    ("FreeBSD", "FreeBSD"),
    ("Linux", "Linux"),
    ("X11", "Unix"),
];

/// A client's own description (`User-Agent`) as people know it, such as
/// `Firefox on Linux`; of an unknown client its product name, such as `curl`.
/// Empty when it says nothing. Versions are left out: a browser that updated
/// itself is no new device.
pub fn device(user_agent: &str) -> String {
    let text: String = user_agent.chars().filter(|c| !c.is_control()).take(MAX_AGENT).collect();
    let text = text.trim();
    let known = |marks: &[(&str, &'static str)]| {
        marks.iter().find(|(mark, _)| text.contains(mark)).map(|(_, name)| *name)
    };
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) if text.starts_with("Mozilla/") => system.to_owned(),
        _ => {
            let product = text.split_once('/').map_or(text, |(name, _)| name).trim();
            let name = if product.is_empty() { text } else { product };
            name.chars().take(MAX_UNKNOWN).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_bear_the_names_that_people_know() {
        let webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
        for (agent, name) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
                "Firefox on Linux",
            ),
            (
                format!("Mozilla/5.0 (Windows NT 10.0) {webkit} Chrome/140.0 Safari/537.36"),
                "Chrome on Windows",
            ),
            (
                format!("Mozilla/5.0 (Windows NT 10.0) {webkit} Chrome/1 Safari/5 Edg/140.0"),
                "Edge on Windows",
            ),
            (
                format!("Mozilla/5.0 (Linux; Android 15) {webkit} Chrome/1 Mobile Safari/5"),
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
                    .to_owned(),
                "Safari on iPhone",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64)".to_owned(), "Linux"),
            ("curl/8.14.1".to_owned(), "curl"),
            ("Our App/2.0 (build 7)".to_owned(), "Our App"),
            ("plain\u{7}words".to_owned(), "plainwords"),
            ("/".to_owned(), "/"),
            ("  ".to_owned(), ""),
        ] {
            assert_eq!(device(&agent), name, "{agent}");
        }
        assert_eq!(device(&"я".repeat(1000)).chars().count(), 50);
    }

    #[test]
    fn kinds_round_trip() {
        for kind in [Kind::Token, Kind::Browser, Kind::Remembered] {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(Kind::parse("token"), None);
    }
}
