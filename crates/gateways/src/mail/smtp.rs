//! Delivery to a mail server by SMTP (RFC 5321).
//!
//! Connections are kept here and not in lettre's pool: a send that was cut
//! short by a time limit must never leave its connection, with replies still
//! to come, to the next message.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use domain::Clock;
use domain::messages::Email;
use lettre::address::Envelope;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Tls, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, timeout};
use url::Url;

use super::breaker::Breaker;
use super::destinations::Destinations;
use super::{SendError, compose, presentable};
use crate::address;

/// How long a connection may take to open, and a command to be answered.
const STEP: Duration = Duration::from_secs(if cfg!(test) { 2 } else { 10 });
/// How long a whole delivery may take. What is left of it is also how long
/// the server may take over a message: given up early, it comes twice
/// (RFC 5321, 4.5.3.2.6).
const WHOLE: Duration = Duration::from_secs(if cfg!(test) { 4 } else { 30 });
const CHECK: Duration = Duration::from_secs(5);
/// Connections open at once, and how long one is kept without work.
const CONNECTIONS: usize = 8;
const IDLE: Duration = Duration::from_secs(5);

const EXPECTED: &str =
    "expected mailbox:, smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465";

/// What `mail.url` says about a server.
pub(crate) struct Server {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
}

impl Server {
    /// Reads `mail.url`; none for `mailbox:`.
    pub(crate) fn parse(url: &str) -> Result<Option<Server>, String> {
        if url == "mailbox:" {
            return Ok(None);
        }
        let url = Url::parse(url).map_err(|_| EXPECTED)?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let plain_path = matches!(url.path(), "" | "/") && url.fragment().is_none();
        if host.is_empty() || !plain_path {
            return Err(EXPECTED.to_owned());
        }
        let credentials = match (address::decode(url.username())?, url.password()) {
            (user, None) if user.is_empty() => None,
            (user, Some(password)) if !user.is_empty() => {
                Some(Credentials::new(user, address::decode(password)?))
            }
            _ => return Err(EXPECTED.to_owned()),
        };
        // Where TLS is only wished for, whoever sits in between can as well
        // hide that it is offered: its certificate then proves nothing, and a
        // local server's own one will do (RFC 7435). A password goes to a
        // server that has proved its name, though.
        let parameters = |checked: bool| {
            TlsParameters::builder(host.clone())
                .dangerous_accept_invalid_certs(!checked)
                .dangerous_accept_invalid_hostnames(!checked)
                .build()
                .map_err(|error| format!("TLS cannot be set up: {error}"))
        };
        let query = address::query(&url)?;
        let query: Vec<_> = query.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let (tls, port) = match (url.scheme(), query.as_slice()) {
            ("smtp", []) => (Tls::Opportunistic(parameters(credentials.is_some())?), 587),
            ("smtp", [("tls", "required")]) => (Tls::Required(parameters(true)?), 587),
            ("smtp", [("tls", "none")]) => (Tls::None, 587),
            ("smtp", _) => return Err("expected no parameter but tls=required or tls=none".into()),
            ("smtps", []) => (Tls::Wrapper(parameters(true)?), 465),
            ("smtps", _) => return Err("expected no parameter after smtps://".into()),
            _ => return Err(EXPECTED.to_owned()),
        };
        Ok(Some(Server { host, port: url.port().unwrap_or(port), tls, credentials }))
    }
}

#[derive(Clone)]
pub struct Smtp(Arc<Inner>);

struct Inner {
    server: Server,
    from: Mailbox,
    clock: Clock,
    hello: ClientId,
    slots: Semaphore,
    destinations: Destinations,
    breaker: Breaker,
    idle: Mutex<Idle>,
}

#[derive(Default)]
struct Idle {
    connections: Vec<(Instant, AsyncSmtpConnection)>,
    /// Whether a task is about to close those kept too long.
    swept: bool,
}

impl Smtp {
    /// `most` deliveries go to one domain at once.
    pub(crate) fn new(server: Server, from: Mailbox, most: usize, clock: Clock) -> Smtp {
        Smtp(Arc::new(Inner {
            server,
            from,
            clock,
            hello: ClientId::default(),
            slots: Semaphore::new(CONNECTIONS),
            destinations: Destinations::new(most),
            breaker: Breaker::default(),
            idle: Mutex::default(),
        }))
    }

    pub(crate) async fn send(&self, email: &Email) -> Result<(), SendError> {
        let inner = &self.0;
        let message = compose::compose(email, &inner.from, inner.clock.now())
            .map_err(SendError::permanent)?;
        let raw = message.formatted();
        let place = inner.destinations.enter(&email.to).await;
        let _place = place.map_err(|wait| {
            SendError::put_off("enough is on its way to this slow domain already", wait)
        })?;
        match timeout(WHOLE, self.deliver(message.envelope(), &raw)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                Err(SendError { reason: presentable(&error.reason, &email.to), ..error })
            }
            Err(_) => Err(SendError::passing("the mail server took longer than 30 s")),
        }
    }

    pub(crate) fn held(&self) -> Option<Duration> {
        self.0.breaker.held(Instant::now())
    }

    pub(crate) fn is_doubted(&self) -> bool {
        self.0.breaker.is_doubted()
    }

    pub(crate) async fn check(&self) -> Result<(), String> {
        let reached = async {
            let connection = self.0.connect().await?;
            self.0.breaker.succeeded();
            self.park(connection);
            Ok::<_, SendError>(())
        };
        match timeout(CHECK, reached).await {
            Ok(result) => result.map_err(|error| error.reason),
            Err(_) => Err("the mail server did not answer within 5 s".to_owned()),
        }
    }

    async fn deliver(&self, envelope: &Envelope, raw: &[u8]) -> Result<(), SendError> {
        let inner = &self.0;
        let _slot = inner.slots.acquire().await.map_err(SendError::passing)?;
        let from = || Mail::new(envelope.from().cloned(), Vec::new());
        let mut connection = loop {
            let Some(mut kept) = inner.idle().connections.pop().map(|(_, kept)| kept) else {
                let mut fresh = inner.reach().await?;
                step(fresh.command(from())).await?;
                break fresh;
            };
            // The server may have ended a kept connection: then try another.
            match step(kept.command(from())).await {
                Ok(()) => break kept,
                Err(error) if error.permanent => return Err(error),
                Err(_) => drop(kept),
            }
        };
        match transfer(&mut connection, envelope, raw).await {
            Ok(()) => {
                self.park(connection);
                Ok(())
            }
            Err(error) => {
                // A refused receiver says nothing against the connection.
                if error.permanent && step(connection.command(Rset)).await.is_ok() {
                    self.park(connection);
                }
                Err(error)
            }
        }
    }

    /// Keeps a connection for the next message.
    fn park(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.0.idle();
        idle.connections.push((Instant::now(), connection));
        if !idle.swept {
            idle.swept = true;
            tokio::spawn(sweep(Arc::downgrade(&self.0)));
        }
    }
}

impl Inner {
    fn idle(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Connects, unless the server was away a moment ago. That it is away is no
    /// fault of the message's.
    async fn reach(&self) -> Result<AsyncSmtpConnection, SendError> {
        if let Err(wait) = self.breaker.enter(Instant::now(), WHOLE) {
            return Err(SendError::put_off("the mail server is away", wait));
        }
        match self.connect().await {
            Ok(connection) => {
                self.breaker.succeeded();
                Ok(connection)
            }
            Err(error) => {
                let hold = self.breaker.failed(Instant::now());
                Err(SendError::put_off(error.reason, hold))
            }
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let Server { host, port, tls, credentials } = &self.server;
        let wrapped = match tls {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let opening = AsyncSmtpConnection::connect_tokio1(
            (host.as_str(), *port),
            Some(STEP),
            &self.hello,
            wrapped,
            None,
        );
        let mut connection = bounded(opening).await?;
        match tls {
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                step(connection.starttls(parameters.clone(), &self.hello)).await?;
            }
            Tls::Required(parameters) => {
                step(connection.starttls(parameters.clone(), &self.hello)).await?;
            }
            _ => {}
        }
        if let Some(credentials) = credentials {
            // A wrong password is a fault of the settings, not of a message:
            // once it is mended the message can go out.
            let refused = |error: SendError| SendError { permanent: false, ..error };
            step(connection.auth(DEFAULT_MECHANISMS, credentials)).await.map_err(refused)?;
        }
        Ok(connection)
    }
}

/// Receivers and content, after `MAIL FROM` was taken.
async fn transfer(
    connection: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    raw: &[u8],
) -> Result<(), SendError> {
    for to in envelope.to() {
        step(connection.command(Rcpt::new(to.clone(), Vec::new()))).await?;
    }
    step(connection.command(Data)).await?;
    connection.command(content(raw)).await.map(|_| ()).map_err(failure)
}

/// A message as it follows `DATA` (RFC 5321, 4.5.2), with its end. In one
/// piece, because a second small write waits for the first one's
/// acknowledgement, which servers delay.
fn content(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    let mut content = String::with_capacity(text.len() + 64);
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        if line.starts_with('.') {
            content.push('.');
        }
        content.push_str(line);
        content.push_str("\r\n");
    }
    content.push_str(".\r\n");
    content
}

async fn step<T>(answer: impl Future<Output = Result<T, Error>>) -> Result<(), SendError> {
    bounded(answer).await.map(|_| ())
}

async fn bounded<T>(answer: impl Future<Output = Result<T, Error>>) -> Result<T, SendError> {
    match timeout(STEP, answer).await {
        Ok(answer) => answer.map_err(failure),
        Err(_) => Err(SendError::passing("the mail server did not answer within 10 s")),
    }
}

fn failure(error: Error) -> SendError {
    SendError { permanent: error.is_permanent(), ..SendError::passing(error) }
}

/// Takes leave of connections that were kept too long; ends with the last.
async fn sweep(smtp: Weak<Inner>) {
    loop {
        sleep(IDLE).await;
        let Some(smtp) = smtp.upgrade() else { return };
        let (old, done) = {
            let mut idle = smtp.idle();
            let old: Vec<_> =
                idle.connections.extract_if(.., |(since, _)| since.elapsed() >= IDLE).collect();
            idle.swept = !idle.connections.is_empty();
            (old, !idle.swept)
        };
        drop(smtp);
        for (_, mut connection) in old {
            // The server may be gone; there is nobody left to tell.
            let _ = timeout(STEP, connection.quit()).await;
        }
        if done {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
