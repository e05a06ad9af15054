//! Settings that are weaker than the defaults, for `roster doctor`.

use std::net::{IpAddr, SocketAddr};

use domain::Settings;
use gateways::bus::Location;
use url::Url;

/// Each weak setting by its key, with the reason in one line.
pub fn weak(settings: &Settings) -> Vec<(&'static str, String)> {
    let Ok(standard) = super::builtin()
        .and_then(|entries| super::settings(&entries.into_values().collect::<Vec<_>>()))
    else {
        return Vec::new();
    };
    let mut found = Found::default();
    http(settings, &standard, &mut found);
    services(settings, &mut found);
    accounts(settings, &standard, &mut found);
    passwords(settings, &mut found);
    limits(settings, &standard, &mut found);
    found.0
}

#[derive(Default)]
struct Found(Vec<(&'static str, String)>);

impl Found {
    fn when(&mut self, weak: bool, key: &'static str, why: impl Into<String>) {
        if weak {
            self.0.push((key, why.into()));
        }
    }

    /// A number that protects by being small.
    fn more(&mut self, key: &'static str, value: i64, standard: i64, unit: &str) {
        let why = format!("{value} {unit}, the default is {standard}");
        self.when(value > standard, key, why);
    }
}

fn http(settings: &Settings, standard: &Settings, found: &mut Found) {
    let (http, usual) = (&settings.http, &standard.http);
    let secure = http.public_url.scheme() == "https";
    found.when(
        !secure && !is_local(&http.public_url),
        "http.public_url",
        "without https, passwords and cookies can be read on their way",
    );
    let reachable = !http.listen.ip().is_loopback();
    found.when(
        reachable && http.trusted_proxies.is_empty(),
        "http.listen",
        "reachable from other machines without TLS; listen on 127.0.0.1 behind a proxy that has \
         it, or name that proxy in http.trusted_proxies",
    );
    found.when(
        http.trusted_proxies.iter().any(|network| network.prefix_len() == 0),
        "http.trusted_proxies",
        "everyone is believed about the address they come from, which throttles go by",
    );
    found.when(
        http.cors_origins.iter().any(|origin| origin == "*"),
        "http.cors_origins",
        "scripts of every site may call the API",
    );
    let seconds = |seconds: u64| i64::try_from(seconds).unwrap_or(i64::MAX);
    let (header, body) = (seconds(http.header_seconds), seconds(http.body_seconds));
    found.more("http.header_seconds", header, seconds(usual.header_seconds), "seconds");
    found.more("http.body_seconds", body, seconds(usual.body_seconds), "seconds");
    let bytes = |bytes: usize| i64::try_from(bytes).unwrap_or(i64::MAX);
    found.more("http.body_bytes", bytes(http.body_bytes), bytes(usual.body_bytes), "bytes");
    let metrics = settings.metrics.listen.parse::<SocketAddr>();
    found.when(
        metrics.is_ok_and(|address| is_public(address.ip())),
        "metrics.listen",
        "figures are shown to everyone who reaches this address",
    );
}

fn services(settings: &Settings, found: &mut Found) {
    let query = |url: &Url, name: &str, value: &str| {
        url.query_pairs().any(|(k, v)| k == name && v == value)
    };
    if let Ok(url) = Url::parse(&settings.mail.url)
        && url.scheme() == "smtp"
    {
        let never = query(&url, "tls", "none");
        let wished = !never && !query(&url, "tls", "required") && !is_local(&url);
        found.when(never, "mail.url", "tls=none: e-mails and the password travel unencrypted");
        found.when(
            wished,
            "mail.url",
            "STARTTLS is used only where it is offered; ?tls=required insists on it",
        );
    }
    found.when(
        !gateways::mailing_list::is_signed(&settings.mailing_list.url),
        "mailing_list.url",
        "without a secret, anybody can call the webhook as if they were this site",
    );
    if let Ok(Some(location)) = Location::parse(&settings.messages.url) {
        let broker = |broker: &String| Url::parse(&format!("kafka://{broker}"));
        let all_local = location.brokers.iter().all(|b| broker(b).is_ok_and(|url| is_local(&url)));
        let plain = location.tls.is_none() && !all_local;
        let known = location.tls.as_ref().is_some_and(|tls| tls.client.is_some());
        found.when(
            plain,
            "messages.url",
            "without tls=required, messages and the password travel unencrypted to the brokers",
        );
        found.when(
            location.sasl.is_none() && !known && !all_local,
            "messages.url",
            "without a user or a client certificate, others can write to the topics and read them",
        );
    }
    if let Ok(url) = Url::parse(&settings.database.url) {
        let never = query(&url, "sslmode", "disable") && !is_local(&url);
        found.when(never, "database.url", "sslmode=disable: data travels unencrypted");
    }
    if let Ok(url) = Url::parse(&settings.objects.url) {
        let endpoint = url.query_pairs().find(|(name, _)| name == "endpoint");
        let plain = endpoint
            .and_then(|(_, endpoint)| Url::parse(&endpoint).ok())
            .is_some_and(|endpoint| endpoint.scheme() == "http" && !is_local(&endpoint));
        found.when(plain, "objects.url", "pictures travel unencrypted to an http:// endpoint");
    }
    if let Ok(url) = Url::parse(&settings.objects.public_url) {
        let plain = url.scheme() == "http" && !is_local(&url);
        found.when(plain, "objects.public_url", "pictures travel unencrypted from there");
    }
}

fn accounts(settings: &Settings, standard: &Settings, found: &mut Found) {
    let (accounts, usual) = (&settings.accounts, &standard.accounts);
    found.when(
        accounts.first_user_is_admin,
        "accounts.first_user_is_admin",
        "whoever registers first becomes an administrator",
    );
    let (attempts, few) = (accounts.max_login_attempts, usual.max_login_attempts);
    found.more("accounts.max_login_attempts", attempts.into(), few.into(), "attempts");
    found.when(
        accounts.lock_minutes > 0 && accounts.lock_minutes < usual.lock_minutes,
        "accounts.lock_minutes",
        format!("{} minutes, the default is {}", accounts.lock_minutes, usual.lock_minutes),
    );
    let (tokens, usual) = (&settings.tokens, &standard.tokens);
    found.more("tokens.access_minutes", tokens.access_minutes, usual.access_minutes, "minutes");
    found.more("tokens.refresh_days", tokens.refresh_days, usual.refresh_days, "days");
    let (hours, few) = (tokens.verification_hours, usual.verification_hours);
    found.more("tokens.verification_hours", hours, few, "hours");
    found.more("tokens.reset_minutes", tokens.reset_minutes, usual.reset_minutes, "minutes");
    let (days, few) = (settings.invitations.expire_days, standard.invitations.expire_days);
    found.more("invitations.expire_days", days, few, "days");
    let (kept, usual) = (&settings.analytics, &standard.analytics);
    found.more("analytics.visitor_days", kept.visitor_days, usual.visitor_days, "days");
    found.more("analytics.retention_days", kept.retention_days, usual.retention_days, "days");
}

/// Memory in KiB and passes that are equally strong, from the OWASP Password
/// Storage Cheat Sheet's section on Argon2id.
const OWASP: [(u32, u32); 5] = [(47_104, 1), (19_456, 2), (12_288, 3), (9_216, 4), (7_168, 5)];

fn passwords(settings: &Settings, found: &mut Found) {
    let chosen = &settings.passwords;
    let strong = |(memory, passes)| chosen.memory_kib >= memory && chosen.passes >= passes;
    if OWASP.into_iter().any(strong) {
        return;
    }
    let why = format!(
        "{} KiB in {} passes is below what OWASP advises, as 19456 KiB in 2",
        chosen.memory_kib, chosen.passes
    );
    found.when(chosen.memory_kib < 19_456, "passwords.memory_kib", why.as_str());
    found.when(chosen.passes < 2, "passwords.passes", why);
}

fn limits(settings: &Settings, standard: &Settings, found: &mut Found) {
    let (limits, usual) = (&settings.limits, &standard.limits);
    found.when(!limits.enabled, "limits.enabled", "nothing is throttled");
    for (key, value, standard) in [
        ("limits.sign_in_per_minute", limits.sign_in_per_minute, usual.sign_in_per_minute),
        ("limits.register_per_hour", limits.register_per_hour, usual.register_per_hour),
        ("limits.forgot_per_hour", limits.forgot_per_hour, usual.forgot_per_hour),
        ("limits.invitations_per_day", limits.invitations_per_day, usual.invitations_per_day),
        ("limits.api_per_minute", limits.api_per_minute, usual.api_per_minute),
    ] {
        found.when(value == 0, key, "this throttle is off");
        found.more(key, value.into(), standard.into(), "allowed");
    }
}

/// Whether an address is on this machine.
fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    match host.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host.is_empty() || host == "localhost" || host.ends_with(".localhost"),
    }
}

/// Whether others than those of a private network can reach an address; an
/// unspecified one listens everywhere.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => !(v4.is_loopback() || v4.is_private() || v4.is_link_local()),
        IpAddr::V6(v6) => !(v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local()),
    }
}
