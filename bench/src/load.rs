//! A closed loop of HTTP/1.1 requests over kept connections: as little work
//! as possible, since it shares the cores with what it measures.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Outcome;

pub const JSON: &str = "content-type: application/json\r\n";
pub const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";

pub struct Load {
    pub address: SocketAddr,
    pub connections: usize,
    pub seconds: Duration,
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// What came of a load.
pub struct Done {
    statuses: Vec<(u16, Duration)>,
    took: Duration,
    first_fault: Option<String>,
}

impl Done {
    pub fn count(&self) -> usize {
        self.statuses.len()
    }

    pub fn rate(&self) -> f64 {
        self.count() as f64 / self.took.as_secs_f64()
    }

    pub fn with(&self, status: u16) -> usize {
        self.statuses.iter().filter(|(s, _)| *s == status).count()
    }

    /// Fails unless every answer had this status.
    pub fn all(&self, status: u16) -> Outcome {
        let others = self.count() - self.with(status);
        match others {
            0 if self.count() > 0 => Ok(()),
            _ => Err(format!(
                "{others} of {} answers were not {status}: {}",
                self.count(),
                self.first_fault.as_deref().unwrap_or_default()
            )
            .into()),
        }
    }

    pub fn percentile(&self, share: f64) -> Duration {
        let mut times: Vec<Duration> = self.statuses.iter().map(|(_, t)| *t).collect();
        times.sort();
        let at = (times.len() as f64 * share).ceil() as usize;
        times.get(at.saturating_sub(1)).copied().unwrap_or_default()
    }
}

impl Load {
    pub async fn run(&self, make: impl Fn(usize) -> Vec<u8>) -> Outcome<Done> {
        self.run_with(make, |_, _| {}).await
    }

    /// `make` writes each request, `seen` reads each answer; both are told the
    /// connection's number.
    pub async fn run_with(
        &self,
        make: impl Fn(usize) -> Vec<u8>,
        seen: impl Fn(usize, &Answer),
    ) -> Outcome<Done> {
        let ends = Instant::now() + self.seconds;
        self.requests(|number| (Instant::now() < ends).then(|| make(number)), seen).await
    }

    /// Sends each of these once, however long it takes.
    pub async fn each(&self, requests: Vec<Vec<u8>>) -> Outcome<Done> {
        self.each_with(requests, |_, _| {}).await
    }

    pub async fn each_with(
        &self,
        requests: Vec<Vec<u8>>,
        seen: impl Fn(usize, &Answer),
    ) -> Outcome<Done> {
        let requests = std::sync::Mutex::new(requests);
        let next = |_| requests.lock().ok().and_then(|mut requests| requests.pop());
        self.requests(next, seen).await
    }

    /// As long as `next` gives requests.
    async fn requests(
        &self,
        next: impl Fn(usize) -> Option<Vec<u8>>,
        seen: impl Fn(usize, &Answer),
    ) -> Outcome<Done> {
        let began = Instant::now();
        let (next, seen) = (&next, &seen);
        let tasks = (0..self.connections).map(|number| async move {
            let mut connection = Connection::open(self.address).await?;
            let mut statuses = Vec::new();
            let mut fault = None;
            while let Some(request) = next(number) {
                let sent = Instant::now();
                let answer = connection.send(&request).await?;
                if answer.status >= 400 && fault.is_none() {
                    fault = Some(format!("{} {}", answer.status, answer.body));
                }
                seen(number, &answer);
                statuses.push((answer.status, sent.elapsed()));
                if answer.status == 503 {
                    // As `Retry-After` asks.
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            Outcome::Ok((statuses, fault))
        });
        let mut statuses = Vec::new();
        let mut first_fault = None;
        let mut running: FuturesUnordered<_> = tasks.collect();
        while let Some(result) = running.next().await {
            let (some, fault) = result?;
            statuses.extend(some);
            first_fault = first_fault.or(fault);
        }
        Ok(Done { statuses, took: began.elapsed(), first_fault })
    }
}

pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, buffer: Vec::with_capacity(8192) })
    }

    pub async fn send(&mut self, request: &[u8]) -> Outcome<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            if let Some(head) = find(&self.buffer, b"\r\n\r\n") {
                let text = std::str::from_utf8(&self.buffer[..head])?;
                let length = text
                    .lines()
                    .find_map(|l| {
                        l.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok()
                    })
                    .unwrap_or(0);
                if self.buffer.len() >= head + 4 + length {
                    let body = &self.buffer[head + 4..head + 4 + length];
                    return Ok(Answer {
                        status: text.get(9..12).unwrap_or_default().parse()?,
                        head: text.to_owned(),
                        body: String::from_utf8_lossy(body).into_owned(),
                    });
                }
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed the connection".into());
            }
        }
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

pub fn request(method: &str, path: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// One request on a connection of its own.
pub async fn once(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> Outcome<Answer> {
    Connection::open(address).await?.send(&request(method, path, headers, body)).await
}

/// A text field of a JSON object.
pub fn field(body: &str, name: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(body).ok()?;
    value[name].as_str().map(str::to_owned)
}
