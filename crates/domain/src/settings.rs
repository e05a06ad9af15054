//! Every setting, by section. The defaults and their explanations stand in
//! `config.default.toml`, which the binary embeds.

use std::net::SocketAddr;

use ipnet::IpNet;
use serde::Deserialize;
use url::Url;

use crate::EmailAddress;
use crate::error::Fault;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub http: Http,
    pub database: Database,
    pub objects: Objects,
    pub messages: Messages,
    pub mail: Mail,
    pub mailing_list: MailingList,
    pub accounts: Accounts,
    pub passwords: Passwords,
    pub tokens: Tokens,
    pub limits: Limits,
    pub invitations: Invitations,
    pub events: Events,
    pub analytics: Analytics,
    pub site: Site,
    pub locales: Locales,
    pub metrics: Metrics,
    pub telemetry: Telemetry,
    pub log: Log,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    pub listen: SocketAddr,
    pub public_url: Url,
    pub cors_origins: Vec<String>,
    pub trusted_proxies: Vec<IpNet>,
    pub shutdown_seconds: u64,
    pub header_seconds: u64,
    pub body_seconds: u64,
    pub body_bytes: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: String,
    pub migrate_on_start: bool,
    pub max_connections: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objects {
    pub url: String,
    pub public_url: String,
    pub signed: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    pub url: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub url: String,
    pub from: String,
    pub templates: String,
    pub max_attempts: i32,
    pub max_per_domain: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailingList {
    pub url: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registration {
    Open,
    Invitation,
    Closed,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    pub max_login_attempts: i32,
    pub lock_minutes: i64,
    pub first_user_is_admin: bool,
    pub deletion_grace_days: i64,
    pub registration: Registration,
    pub allowed_email_domains: Vec<String>,
    pub refused_email_domains: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passwords {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
    /// 0: one for each processor.
    pub workers: usize,
    pub queue: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    pub access_minutes: i64,
    pub refresh_days: i64,
    pub verification_hours: i64,
    pub reset_minutes: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub enabled: bool,
    pub sign_in_per_minute: u32,
    pub register_per_hour: u32,
    pub forgot_per_hour: u32,
    pub invitations_per_day: u32,
    pub api_per_minute: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitations {
    pub redirect_url: String,
    pub expire_days: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Events {
    pub reminder_minutes: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Analytics {
    pub enabled: bool,
    pub visitor_days: i64,
    pub retention_days: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub name: String,
    pub locale: String,
    pub time_zone: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locales {
    pub folder: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    pub listen: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telemetry {
    pub otlp_url: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// `pretty` on a terminal, else `json`.
    Auto,
    Pretty,
    Json,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub format: LogFormat,
    pub filter: String,
}

impl Accounts {
    /// Why nobody comes in, or moves, to an address by themselves. An allowed
    /// domain is that one alone, a refused one also all below it.
    pub fn refuses(&self, email: &EmailAddress) -> Option<Fault> {
        let domain = email.domain();
        let below = |listed: &String| {
            let rest = domain.strip_suffix(listed.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let allowed = &self.allowed_email_domains;
        let refused = (!allowed.is_empty() && !allowed.iter().any(|listed| listed == domain))
            || self.refused_email_domains.iter().any(below);
        refused.then(|| Fault::new("email", "email_domain_refused").with("domain", domain))
    }
}

/// A throttle's limit: nothing when it is off.
impl Limits {
    pub fn limit(&self, configured: u32) -> Option<u32> {
        (self.enabled && configured > 0).then_some(configured)
    }
}

impl Http {
    /// An absolute address on the public site; `path` begins with `/`.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}
