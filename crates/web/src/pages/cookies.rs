//! Cookies: reading and writing them.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};

/// What the server remembers in a browser. Under https all but the language,
/// theme and time zone are bound to this host alone (`__Host-`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// A signed-in browser's session.
    Session,
    /// A guest's random value, from which tokens of forms are derived.
    Guest,
    /// What the next page says.
    Flash,
    Locale,
    Theme,
    /// The browser's time zone, set by a script.
    Zone,
    /// A random value by which a browser is counted once.
    Visitor,
}

impl Cookie {
    fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Cookie::Session, true) => "__Host-roster",
            (Cookie::Session, false) => "roster",
            (Cookie::Guest, true) => "__Host-roster_guest",
            (Cookie::Guest, false) => "roster_guest",
            (Cookie::Flash, true) => "__Host-roster_flash",
            (Cookie::Flash, false) => "roster_flash",
            (Cookie::Locale, _) => "locale",
            (Cookie::Theme, _) => "theme",
            (Cookie::Zone, _) => "zone",
            (Cookie::Visitor, true) => "__Host-roster_visitor",
            (Cookie::Visitor, false) => "roster_visitor",
        }
    }

    /// The value that a browser sent.
    pub fn read(self, lines: &[HeaderValue], secure: bool) -> Option<&str> {
        let name = self.name(secure);
        let lines = lines.iter();
        lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';')).find_map(
            |pair| {
                let (key, value) = pair.trim().split_once('=')?;
                (key == name).then_some(value)
            },
        )
    }

    /// Sets it for so many seconds, or until the browser closes.
    pub fn set(self, headers: &mut HeaderMap, secure: bool, value: &str, seconds: Option<i64>) {
        let mut line = format!("{}={value}; Path=/; SameSite=Lax; HttpOnly", self.name(secure));
        if secure {
            line.push_str("; Secure");
        }
        if let Some(seconds) = seconds {
            line.push_str(&format!("; Max-Age={seconds}"));
        }
        // Values are ours: base64url, tags and words.
        if let Ok(line) = HeaderValue::from_str(&line) {
            headers.append(SET_COOKIE, line);
        }
    }

    pub fn remove(self, headers: &mut HeaderMap, secure: bool) {
        self.set(headers, secure, "", Some(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let lines = ["xroster=1; roster=a-b_c;theme=dark".parse().unwrap()];
        assert_eq!(Cookie::Session.read(&lines, false), Some("a-b_c"));
        assert_eq!(Cookie::Theme.read(&lines, true), Some("dark"));
        assert_eq!(Cookie::Session.read(&lines, true), None);
    }

    #[test]
    fn under_https_a_session_is_bound_to_the_host() {
        let mut headers = HeaderMap::new();
        Cookie::Session.set(&mut headers, true, "v", None);
        let line = headers["set-cookie"].to_str().unwrap();
        assert_eq!(line, "__Host-roster=v; Path=/; SameSite=Lax; HttpOnly; Secure");
    }
}
