//! What is known of a request before a handler looks at it.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::http::header::COOKIE;
use axum::http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, Uri};
use domain::locale::{self, Languages};
use domain::{Id, Origin, Random, User, zones};
use ipnet::IpNet;

use crate::pages::cookies::Cookie;
use crate::{Peer, Web};

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// How long a handler may take once the body is in.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Headers by which clients ask not to be known.
const REFUSALS: [&str; 2] = ["dnt", "sec-gpc"];
/// Headers that say what a request is for.
const PURPOSES: [&str; 3] = ["sec-purpose", "purpose", "x-moz"];
/// Parts of the names that robots go by.
const ROBOTS: [&str; 4] = ["bot", "crawler", "spider", "preview"];

/// Whether a browser fetches what nobody looks at yet.
fn is_prefetch(headers: &HeaderMap) -> bool {
    let mut purposes = PURPOSES.iter().filter_map(|name| headers.get(*name)?.to_str().ok());
    purposes.any(|purpose| purpose.contains("prefetch") || purpose.contains("prerender"))
}

/// The longest request id that is taken over.
const MAX_REQUEST_ID: usize = 64;

pub struct Context {
    pub request_id: String,
    pub address: Option<IpAddr>,
    /// The path with its query.
    pub path: String,
    /// Whether people come by https.
    pub secure: bool,
    cookies: Vec<HeaderValue>,
    /// Whether somebody looks at it, and no program fetches it ahead.
    looked_at: bool,
    /// Whether the client asks not to be known.
    unknown: bool,
    user_agent: Option<HeaderValue>,
    /// Whoever the browser's session belongs to.
    user: OnceLock<Arc<User>>,
    /// What tokens of forms are derived from, and whether it is new.
    seed: OnceLock<(String, bool)>,
    /// The language that the client asks for.
    asked: &'static str,
    /// The language that the signed-in person chose.
    chosen: OnceLock<&'static str>,
    began: Instant,
    /// Microseconds after `began` at which the handler has had its time.
    deadline: AtomicU64,
}

impl Context {
    pub fn new(
        web: &Web,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        peer: Option<Peer>,
    ) -> Self {
        let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
        let settings = &web.app.settings;
        let languages = web.texts.languages();
        let site = languages.nearest(&settings.site.locale).unwrap_or(locale::OFFERED[0].tag);
        let secure = settings.http.public_url.scheme() == "https";
        let cookies: Vec<HeaderValue> = headers.get_all(COOKIE).iter().cloned().collect();
        let cookie = Cookie::Locale.read(&cookies, secure).and_then(|tag| languages.nearest(tag));
        let wishes: Vec<&str> =
            headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|v| v.to_str().ok()).collect();
        Context {
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            secure,
            looked_at: method == Method::GET && !is_prefetch(headers),
            unknown: REFUSALS
                .iter()
                .any(|name| headers.get(*name).is_some_and(|value| value == "1")),
            cookies,
            user: OnceLock::new(),
            seed: OnceLock::new(),
            request_id: match text(&REQUEST_ID).filter(|id| is_good_id(id)) {
                Some(id) => id.to_owned(),
                None => web.app.ids.next().to_string(),
            },
            address: peer.map(|p| client(p.0, headers, &settings.http.trusted_proxies)),
            user_agent: headers.get(USER_AGENT).cloned(),
            asked: cookie.or_else(|| languages.accepted(&wishes.join(","))).unwrap_or(site),
            chosen: OnceLock::new(),
            began: Instant::now(),
            deadline: AtomicU64::new(PATIENCE.as_micros() as u64),
        }
    }

    #[cfg(test)]
    pub fn bare() -> Self {
        Context {
            request_id: "test".to_owned(),
            address: None,
            path: "/".to_owned(),
            secure: false,
            cookies: Vec::new(),
            looked_at: true,
            unknown: false,
            user: OnceLock::new(),
            seed: OnceLock::new(),
            user_agent: None,
            asked: "en",
            chosen: OnceLock::new(),
            began: Instant::now(),
            deadline: AtomicU64::new(PATIENCE.as_micros() as u64),
        }
    }

    /// The reader's language.
    pub fn locale(&self) -> &'static str {
        self.chosen.get().copied().unwrap_or(self.asked)
    }

    /// A signed-in person's own choice goes before the client's.
    pub fn prefer(&self, languages: &Languages, tag: &str) {
        if let Some(tag) = languages.nearest(tag) {
            let _ = self.chosen.set(tag);
        }
    }

    /// A cookie that the browser sent.
    pub fn cookie(&self, cookie: Cookie) -> Option<&str> {
        cookie.read(&self.cookies, self.secure)
    }

    /// The time zone that the browser said it is in.
    pub fn zone(&self) -> Option<&'static str> {
        self.cookie(Cookie::Zone).and_then(zones::parse).map(|zone| zone.name())
    }

    /// Notes whose session the browser holds.
    pub fn recognise(&self, user: Arc<User>) {
        let _ = self.user.set(user);
    }

    pub fn user(&self) -> Option<&User> {
        self.user.get().map(Arc::as_ref)
    }

    /// The path without its query.
    pub fn path_alone(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// The secret of this browser that tokens of forms are derived from: its
    /// session, a guest's value, or a new one.
    pub fn seed(&self, random: &Random) -> &str {
        let (seed, _) = self.seed.get_or_init(|| {
            let kept = [Cookie::Session, Cookie::Guest].map(|cookie| self.cookie(cookie));
            match kept.into_iter().flatten().find(|kept| kept.len() >= 32) {
                Some(kept) => (kept.to_owned(), false),
                None => (random.secret(), true),
            }
        });
        seed
    }

    /// A seed that the browser has yet to be given.
    pub fn new_seed(&self) -> Option<&str> {
        self.seed.get().filter(|(_, new)| *new).map(|(seed, _)| seed.as_str())
    }

    /// The browser, if it was counted among the visitors and may be known.
    pub fn visitor(&self) -> Option<Id> {
        let cookie = self.cookie(Cookie::Visitor).filter(|_| !self.unknown)?;
        // Hyphens and capitals are none of ours.
        Id::try_parse(cookie).ok().filter(|_| cookie.len() == 32)
    }

    /// Whether the client asks not to be known (DNT, GPC).
    pub fn is_unknown(&self) -> bool {
        self.unknown
    }

    /// Whether this is a page view: a GET of somebody's, and not of a robot
    /// that says so.
    pub fn is_view(&self) -> bool {
        let agent = self.user_agent.as_ref().and_then(|value| value.to_str().ok());
        let agent = agent.unwrap_or_default().to_ascii_lowercase();
        self.looked_at && !ROBOTS.iter().any(|word| agent.contains(word))
    }

    pub fn origin(&self) -> Origin {
        Origin {
            address: self.address,
            request_id: Some(self.request_id.clone()),
            user_agent: self.user_agent.as_ref().and_then(|v| Some(v.to_str().ok()?.to_owned())),
            locale: self.locale().to_owned(),
            time_zone: self.zone().map(str::to_owned),
            visitor: self.visitor(),
        }
    }

    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// When the handler has had its time.
    pub fn deadline(&self) -> Instant {
        self.began + Duration::from_micros(self.deadline.load(Ordering::Relaxed))
    }

    /// Gives the handler so much time from now.
    pub fn allow(&self, time: Duration) {
        self.deadline.store((self.elapsed() + time).as_micros() as u64, Ordering::Relaxed);
    }
}

fn is_good_id(id: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    (1..=MAX_REQUEST_ID).contains(&id.len()) && id.chars().all(good)
}

/// The client's address: the peer's own, or what the nearest proxy that is
/// not ours to trust was seen as.
fn client(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let mut client = peer.ip().to_canonical();
    let is_trusted = |ip: IpAddr| trusted.iter().any(|net| net.contains(&ip));
    if !is_trusted(client) {
        return client;
    }
    let lines = headers.get_all(FORWARDED_FOR).iter().filter_map(|line| line.to_str().ok());
    let lines: Vec<&str> = lines.collect();
    for entry in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        // Whatever stands left of garbage was not written by a proxy of ours.
        let Some(ip) = address(entry.trim()) else { break };
        client = ip;
        if !is_trusted(ip) {
            break;
        }
    }
    client
}

/// An address with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let ip = text.parse().ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()));
    ip.map(|ip: IpAddr| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn the_rightmost_untrusted_address_is_the_client() {
        assert_eq!(seen("192.0.2.1:5", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(seen("10.0.0.1:5", &[]), "10.0.0.1");
        assert_eq!(seen("10.0.0.1:5", &["6.6.6.6, 198.51.100.7, 10.2.3.4"]), "198.51.100.7");
        assert_eq!(seen("10.0.0.1:5", &["6.6.6.6", "198.51.100.7"]), "198.51.100.7");
        assert_eq!(seen("[::1]:5", &["[2001:db8::1]:80"]), "2001:db8::1");
        assert_eq!(seen("[::ffff:10.0.0.1]:5", &["6.6.6.6, x"]), "10.0.0.1");
        assert_eq!(seen("10.0.0.1:5", &["6.6.6.6, x, 10.0.0.2"]), "10.0.0.2");
    }

    #[test]
    fn only_plain_request_ids_are_taken_over() {
        assert!(is_good_id("0192f1e0-7c1e-7000-8000-0123456789ab"));
        assert!(is_good_id("a.B_9"));
        for strange in ["", "a b", "<script>", "a\n", "ü", &"x".repeat(65)] {
            assert!(!is_good_id(strange), "{strange:?}");
        }
    }
}
