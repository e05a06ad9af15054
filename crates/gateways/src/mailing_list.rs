//! The mailing list that members who opted in are on. Each change is told
//! whole and may be told twice: it says what is to be so, not what to do.

mod mailchimp;
mod webhook;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use domain::{Clock, Id};
use reqwest::{Response, StatusCode};
use url::{Host, Url};

use crate::mail::{SendError, presentable};

pub use mailchimp::Mailchimp;
pub use webhook::Webhook;

/// How long a call may take, answer included.
const PATIENCE: Duration = Duration::from_secs(if cfg!(test) { 2 } else { 15 });
/// The longest that a service may ask us to wait, and what we wait where it
/// names no time.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);
const USUAL_WAIT: Duration = Duration::from_secs(10);
/// So much of an answer is looked at.
const ANSWER_BYTES: usize = 4096;

const EXPECTED: &str = "expected mailchimp://KEY@DC/LIST_ID, \
    webhook+https://whsec_SECRET@HOST/PATH or nothing";

/// Somebody's place on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The message's id, which stays the same however often it is told.
    pub id: Id,
    pub user_id: Id,
    pub email: String,
    /// BCP 47 tag; not known of someone who is gone.
    pub locale: Option<String>,
    /// Whether they are to be on the list.
    pub subscribed: bool,
}

#[derive(Clone)]
pub enum MailingList {
    None,
    Mailchimp(Mailchimp),
    Webhook(Webhook),
    /// For tests: what was told, oldest first.
    Memory(Arc<Mutex<Vec<Change>>>),
}

impl MailingList {
    /// Opens `mailing_list.url`. Connects to nothing yet.
    pub fn open(url: &str, clock: &Clock) -> Result<MailingList, String> {
        match url.split_once(':').map_or(url, |(scheme, _)| scheme) {
            "" if url.is_empty() => Ok(MailingList::None),
            "mailchimp" => Mailchimp::parse(url).map(MailingList::Mailchimp),
            "webhook+https" | "webhook+http" => {
                Webhook::parse(url, clock.clone()).map(MailingList::Webhook)
            }
            _ => Err(EXPECTED.to_owned()),
        }
        .map_err(|error| format!("mailing_list.url: {error}"))
    }

    /// Whether members are subscribed anywhere.
    pub fn is_none(&self) -> bool {
        matches!(self, MailingList::None)
    }

    /// Makes the list hold what the change says.
    pub async fn tell(&self, change: &Change) -> Result<(), SendError> {
        let told = match self {
            MailingList::None => Ok(()),
            MailingList::Mailchimp(list) => list.tell(change).await,
            MailingList::Webhook(hook) => hook.tell(change).await,
            MailingList::Memory(told) => {
                told.lock().unwrap_or_else(PoisonError::into_inner).push(change.clone());
                Ok(())
            }
        };
        told.map_err(|error| SendError {
            reason: presentable(&error.reason, &change.email),
            ..error
        })
    }

    /// Whether the service lets Roster in. A webhook cannot be asked.
    pub async fn check(&self) -> Result<(), String> {
        match self {
            MailingList::Mailchimp(list) => list.check().await.map_err(|error| error.reason),
            _ => Ok(()),
        }
    }
}

/// Whether `mailing_list.url` is an address that `MailingList::open` takes; an
/// error says what was expected, without repeating the address.
pub fn check_url(url: &str) -> Result<(), String> {
    let opened = MailingList::open(url, &Clock::System);
    opened.map(|_| ()).map_err(|error| error.replace("mailing_list.url: ", ""))
}

/// Whether what is sent to this address is signed.
pub fn is_signed(url: &str) -> bool {
    match MailingList::open(url, &Clock::System) {
        Ok(MailingList::Webhook(hook)) => hook.is_signed(),
        _ => true,
    }
}

/// The client of both services, made when it is first needed: it reads the
/// certificate authorities of the machine.
#[derive(Clone, Default)]
struct Http(Arc<OnceLock<reqwest::Client>>);

impl Http {
    fn client(&self) -> Result<reqwest::Client, SendError> {
        if let Some(client) = self.0.get() {
            return Ok(client.clone());
        }
        let client = reqwest::Client::builder()
            .user_agent(concat!("roster/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .map_err(|error| SendError::passing(error.without_url()))?;
        Ok(self.0.get_or_init(|| client).clone())
    }
}

fn unreachable(error: reqwest::Error) -> SendError {
    let what = match error.is_timeout() {
        true => "the mailing list did not answer in time".to_owned(),
        false => format!("the mailing list cannot be reached: {}", error.without_url()),
    };
    SendError::passing(what)
}

/// What an answer means: done, later (throttled, or at a time that it names),
/// again (a fault of the service), or never.
async fn outcome(mut response: Response) -> Result<(), SendError> {
    let status = response.status();
    if status.is_success() {
        return Ok(());
    }
    let wait = retry_after(&response);
    let reason = format!("the mailing list answered {}: {}", status, body(&mut response).await);
    let reason = reason.trim_end_matches([':', ' ']);
    match status {
        StatusCode::TOO_MANY_REQUESTS => {
            Err(SendError::put_off(reason, wait.unwrap_or(USUAL_WAIT)))
        }
        StatusCode::SERVICE_UNAVAILABLE if wait.is_some() => {
            Err(SendError::put_off(reason, wait.unwrap_or(USUAL_WAIT)))
        }
        StatusCode::REQUEST_TIMEOUT => Err(SendError::passing(reason)),
        status if status.is_server_error() => Err(SendError::passing(reason)),
        _ => Err(SendError::permanent(reason)),
    }
}

/// The seconds of `Retry-After` (RFC 9110, 10.2.3), or the time until the date
/// that it may name instead.
fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.headers().get("retry-after")?.to_str().ok()?.trim();
    let wait = match value.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        // A date: counted from the service's own clock.
        Err(_) => {
            let date = |text: &str| chrono::DateTime::parse_from_rfc2822(text).ok();
            let now = date(response.headers().get("date")?.to_str().ok()?)?;
            (date(value)? - now).to_std().unwrap_or_default()
        }
    };
    Some(wait.clamp(Duration::from_secs(1), LONGEST_WAIT))
}

async fn body(response: &mut Response) -> String {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() >= ANSWER_BYTES {
            bytes.truncate(ANSWER_BYTES);
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether an address leads to this very machine.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
