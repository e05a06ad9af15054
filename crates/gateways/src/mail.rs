//! Outgoing e-mail.

mod breaker;
mod compose;
mod destinations;
mod smtp;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::messages::Email;
use domain::{Clock, EmailAddress, settings};

pub use compose::{check_from, raw};
pub use smtp::Smtp;

/// Where e-mails go. Clones share their connections.
#[derive(Clone)]
pub enum Mail {
    /// The built-in mailbox. Its rows belong to the database, so a service
    /// keeps the e-mail there; `send` is not for it.
    Mailbox,
    Smtp(Smtp),
    /// For tests: what was sent, oldest first.
    Memory(Arc<Mutex<Vec<Email>>>),
}

/// Why something did not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendError {
    /// Whether another attempt is pointless: the address is none, or the
    /// server refused the message for good (RFC 5321, 4.2.1: a reply of 5xx).
    pub permanent: bool,
    /// Through no fault of the message: the server is away or asks for
    /// patience. How long to wait at least.
    pub put_off: Option<Duration>,
    /// One line, without the receiver's full address.
    pub reason: String,
}

impl SendError {
    pub(crate) fn permanent(reason: impl fmt::Display) -> Self {
        SendError { permanent: true, put_off: None, reason: reason.to_string() }
    }

    pub(crate) fn passing(reason: impl fmt::Display) -> Self {
        SendError { permanent: false, put_off: None, reason: reason.to_string() }
    }

    pub(crate) fn put_off(reason: impl fmt::Display, wait: Duration) -> Self {
        SendError { permanent: false, put_off: Some(wait), reason: reason.to_string() }
    }
}

/// A reason for logs and lists: one line of moderate length in which nobody
/// repeats the receiver's address.
pub(crate) fn presentable(reason: &str, to: &str) -> String {
    let masked = EmailAddress::parse("to", to).map_or_else(|_| "***".into(), |to| to.masked());
    let reason = reason.replace(to, &masked);
    reason.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect()
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for SendError {}

impl Mail {
    /// Opens `mail.url`; `clock` dates the e-mails. Connects to nothing yet.
    pub fn open(settings: &settings::Mail, clock: &Clock) -> Result<Mail, String> {
        let server = smtp::Server::parse(&settings.url).map_err(|e| format!("mail.url: {e}"))?;
        let from = compose::sender(&settings.from).map_err(|e| format!("mail.from: {e}"))?;
        Ok(match server {
            None => Mail::Mailbox,
            Some(server) => {
                Mail::Smtp(Smtp::new(server, from, settings.max_per_domain, clock.clone()))
            }
        })
    }

    /// Hands an e-mail over, within 30 seconds. Whoever calls it again after
    /// a failure that is not permanent may send a message twice, under the
    /// same `Message-ID`: a server can take a message and its answer get lost.
    pub async fn send(&self, email: &Email) -> Result<(), SendError> {
        match self {
            Mail::Mailbox => {
                Err(SendError::passing("internal: the mailbox is kept in the database"))
            }
            Mail::Smtp(smtp) => smtp.send(email).await,
            Mail::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(email.clone());
                Ok(())
            }
        }
    }

    /// How long deliveries are held, because the server was away a moment ago.
    pub fn held(&self) -> Option<Duration> {
        match self {
            Mail::Smtp(smtp) => smtp.held(),
            Mail::Mailbox | Mail::Memory(_) => None,
        }
    }

    /// Whether nobody knows that the server is back: holds have ended, and no
    /// delivery has connected since.
    pub fn is_doubted(&self) -> bool {
        match self {
            Mail::Smtp(smtp) => smtp.is_doubted(),
            Mail::Mailbox | Mail::Memory(_) => false,
        }
    }

    /// Whether mail would be taken: for SMTP, whether a server answers and
    /// lets Roster in within 5 seconds.
    pub async fn check(&self) -> Result<(), String> {
        match self {
            Mail::Mailbox | Mail::Memory(_) => Ok(()),
            Mail::Smtp(smtp) => smtp.check().await,
        }
    }
}

/// Whether `mail.url` is an address that `Mail::open` takes; an error says
/// what was expected, without repeating the address.
pub fn check_url(url: &str) -> Result<(), String> {
    smtp::Server::parse(url).map(|_| ())
}
