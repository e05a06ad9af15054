//! What each setting may be. Values are put into one form where several mean
//! the same.

use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::path::Path;

use domain::{EmailAddress, locale, zones};
use gateways::{bus, mail, mailing_list, objects};
use ipnet::IpNet;
use toml::Value;
use tracing_subscriber::EnvFilter;
use url::Url;

/// The numbers that a setting may have. Upper bounds are where a number can
/// only be a slip.
fn range(key: &str) -> Option<RangeInclusive<i64>> {
    Some(match key {
        "http.shutdown_seconds" | "http.header_seconds" | "http.body_seconds" => 1..=3600,
        "http.body_bytes" => 1..=1 << 30,
        "database.max_connections" => 2..=10_000,
        "mail.max_attempts" | "mail.max_per_domain" => 1..=1000,
        "accounts.max_login_attempts" => 1..=1_000_000,
        "accounts.lock_minutes" => 0..=5_256_000,
        "accounts.deletion_grace_days" => 0..=3650,
        "passwords.memory_kib" => 8..=1 << 22,
        "passwords.passes" => 1..=1000,
        "passwords.lanes" => 1..=16,
        "passwords.workers" => 0..=1024,
        "passwords.queue" => 0..=1_000_000,
        "tokens.access_minutes" | "tokens.reset_minutes" => 1..=525_600,
        "tokens.refresh_days" => 1..=3650,
        "tokens.verification_hours" => 1..=87_600,
        "invitations.expire_days" => 1..=3650,
        "events.reminder_minutes" => 1..=525_600,
        "analytics.visitor_days" | "analytics.retention_days" => 1..=36_500,
        key if key.starts_with("limits.") => 0..=1_000_000_000,
        _ => return None,
    })
}

/// What a setting may be, in words.
pub fn expected(key: &str) -> String {
    let text = match key {
        "http.listen" => "an address and port, as 127.0.0.1:8000",
        "metrics.listen" => "an address and port, as 127.0.0.1:9000, or nothing",
        "http.public_url" => "an http:// or https:// address without query, as https://example.org",
        "http.cors_origins" => "origins, as https://app.example, or *",
        "http.trusted_proxies" => "networks, as 10.0.0.0/8",
        "database.url" => "sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME",
        "objects.public_url" => "an http:// or https:// address without query, or nothing",
        "messages.url" => "database: or kafka://BROKER,BROKER/TOPIC-PREFIX",
        "mailing_list.url" => "mailchimp://KEY@DC/LIST_ID, webhook+https://… or nothing",
        "mail.templates" | "locales.folder" => "an existing folder, or nothing",
        "accounts.registration" => "open, invitation or closed",
        "accounts.allowed_email_domains" | "accounts.refused_email_domains" => {
            "domains, as example.org"
        }
        "invitations.redirect_url" => "an http:// or https:// address, a path, or nothing",
        "site.name" => "a name of 1 to 100 letters on one line",
        "site.locale" => {
            let tags: Vec<_> = locale::OFFERED.iter().map(|o| o.tag).collect();
            return format!("expected one of {}, or one of locales.folder", tags.join(", "));
        }
        "site.time_zone" => "a time zone, as UTC or Europe/Madrid",
        "telemetry.otlp_url" => "an http:// or https:// address, or nothing",
        "log.format" => "auto, pretty or json",
        "log.filter" => "directives, as info or info,roster=debug",
        "database.migrate_on_start"
        | "objects.signed"
        | "accounts.first_user_is_admin"
        | "limits.enabled"
        | "analytics.enabled" => "true or false",
        _ => match range(key) {
            Some(range) => {
                return format!("expected a number from {} to {}", range.start(), range.end());
            }
            None => "text",
        },
    };
    format!("expected {text}")
}

/// Checks a value that has the type of its default; an error says what was
/// expected.
pub fn check(key: &str, value: Value) -> Result<Value, String> {
    match value {
        Value::String(text) => check_text(key, text).map(Value::String),
        Value::Array(items) => {
            let item = |item: Value| match item.as_str().and_then(|text| check_item(key, text)) {
                Some(item) => Ok(Value::String(item)),
                None => Err(expected(key)),
            };
            items.into_iter().map(item).collect::<Result<_, _>>().map(Value::Array)
        }
        Value::Integer(number) => match range(key) {
            Some(range) if range.contains(&number) => Ok(Value::Integer(number)),
            _ => Err(expected(key)),
        },
        value => Ok(value),
    }
}

fn check_text(key: &str, text: String) -> Result<String, String> {
    let sound = match key {
        "http.listen" => text.parse::<SocketAddr>().is_ok(),
        "metrics.listen" => text.is_empty() || text.parse::<SocketAddr>().is_ok(),
        "http.public_url" => {
            let bare = |url: Url| url.query().is_none() && url.fragment().is_none();
            web_address(&text).is_some_and(bare)
        }
        "database.url" => match text.split_once(':') {
            Some(("sqlite", path)) => !path.trim_start_matches('/').is_empty(),
            Some(("postgres" | "postgresql", rest)) => {
                rest.starts_with("//") && Url::parse(&text).is_ok()
            }
            _ => false,
        },
        "objects.url" => return objects::check_url(&text).map(|()| text),
        "objects.public_url" => {
            let bare = |url: Url| url.query().is_none() && url.fragment().is_none();
            text.is_empty() || web_address(&text).is_some_and(bare)
        }
        "messages.url" => return bus::check_url(&text).map(|()| text),
        "mail.url" => return mail::check_url(&text).map(|()| text),
        "mail.from" => return mail::check_from(&text).map(|()| text),
        "mailing_list.url" => return mailing_list::check_url(&text).map(|()| text),
        "mail.templates" | "locales.folder" => text.is_empty() || Path::new(&text).is_dir(),
        "accounts.registration" => matches!(text.as_str(), "open" | "invitation" | "closed"),
        "invitations.redirect_url" => {
            text.is_empty() || local_path(&text) || web_address(&text).is_some()
        }
        "site.name" => {
            let length = text.trim().chars().count();
            (1..=100).contains(&length) && !text.chars().any(char::is_control)
        }
        // Whether there are texts in it shows when all settings are known.
        "site.locale" => locale::parse("site.locale", &text).is_ok_and(|tag| tag == text),
        "site.time_zone" => {
            let zone = zones::parse(&text).ok_or_else(|| expected(key))?;
            return Ok(zone.name().to_owned());
        }
        "telemetry.otlp_url" => text.is_empty() || Url::parse(&text).is_ok_and(|url| is_web(&url)),
        "log.format" => matches!(text.as_str(), "auto" | "pretty" | "json"),
        "log.filter" => !text.trim().is_empty() && EnvFilter::builder().parse(&text).is_ok(),
        _ => true,
    };
    if sound { Ok(text) } else { Err(expected(key)) }
}

fn check_item(key: &str, text: &str) -> Option<String> {
    match key {
        "http.cors_origins" if text == "*" => Some(text.to_owned()),
        "http.cors_origins" => {
            let url = web_address(text)?;
            let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
            // The form in which browsers send it.
            bare.then(|| url.origin().ascii_serialization())
        }
        "http.trusted_proxies" => {
            let address = || text.parse::<IpAddr>().ok().map(IpNet::from);
            text.parse::<IpNet>().ok().or_else(address).map(|network| network.to_string())
        }
        "accounts.allowed_email_domains" | "accounts.refused_email_domains" => {
            let domain = text.strip_prefix('@').unwrap_or(text);
            let address = EmailAddress::parse("domain", &format!("a@{domain}")).ok()?;
            Some(address.domain().to_owned())
        }
        _ => Some(text.to_owned()),
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// An address for browsers: written out, and without a name and password.
fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok().filter(is_web)?;
    let written = text.starts_with(&format!("{}://", url.scheme()));
    let open = url.username().is_empty() && url.password().is_none();
    (written && open).then_some(url)
}

/// A path on this site; browsers take `//` and `/\` for another one.
fn local_path(text: &str) -> bool {
    let elsewhere = text.starts_with("//") || text.contains('\\');
    text.starts_with('/') && !elsewhere && !text.chars().any(char::is_control)
}
