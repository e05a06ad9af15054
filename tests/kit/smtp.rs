//! A small SMTP server with faults on request (RFC 5321, as much as is
//! needed).

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::{Mime, eventually, parse_mime};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpMode {
    Accept,
    /// 451 to every recipient: try again.
    Temporary,
    /// 550 to every recipient: never.
    Permanent,
    /// Takes the connection and says nothing.
    Hang,
    /// 451 to recipients at `away.example`.
    AwayDomain,
    /// Breaks the connection in the middle of the mail.
    Cut,
    /// Takes the mail, and breaks the connection instead of saying so.
    CutAfterData,
    /// Takes two seconds over each mail to `slow.example`.
    SlowDomain,
}

#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub raw: Vec<u8>,
}

impl Received {
    pub fn mime(&self) -> Mime {
        parse_mime(&self.raw)
    }
}

#[derive(Default)]
struct State {
    mode: Option<SmtpMode>,
    received: Vec<Received>,
    /// Recipients named, whether taken or refused.
    attempts: Vec<String>,
    /// Slow mails in hand now, and at most.
    slow: (usize, usize),
}

pub struct Smtp {
    pub port: u16,
    state: Arc<Mutex<State>>,
    task: Option<JoinHandle<()>>,
}

impl Smtp {
    pub async fn start(mode: SmtpMode) -> Smtp {
        let state = Arc::new(Mutex::new(State::default()));
        let mut smtp = Smtp { port: 0, state, task: None };
        smtp.set(mode);
        smtp.resume().await;
        smtp
    }

    /// The value of `mail.url` that leads here.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=none", self.port)
    }

    pub fn set(&self, mode: SmtpMode) {
        self.state.lock().expect("state").mode = Some(mode);
    }

    /// Stops listening: connections are refused.
    pub fn stop(&mut self) {
        if let Some(task) = self.task.take() {
            task.abort();
        }
    }

    /// Listens, again on the same port.
    pub async fn resume(&mut self) {
        let listener = eventually("the SMTP port", async || {
            TcpListener::bind(("127.0.0.1", self.port)).await.ok()
        })
        .await;
        self.port = listener.local_addr().expect("an address").port();
        let state = self.state.clone();
        self.task = Some(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, state.clone()));
            }
        }));
    }

    pub fn received(&self) -> Vec<Received> {
        self.state.lock().expect("state").received.clone()
    }

    /// How often a mail to this address was tried.
    pub fn attempts(&self, to: &str) -> usize {
        self.state.lock().expect("state").attempts.iter().filter(|a| *a == to).count()
    }

    /// How many mails the slow domain got at once, at most.
    pub fn most_at_once(&self) -> usize {
        self.state.lock().expect("state").slow.1
    }

    /// Waits for the mail to an address.
    pub async fn mail_to(&self, to: &str) -> Received {
        eventually(&format!("an SMTP mail to {to}"), async || {
            self.received().into_iter().find(|mail| mail.to.iter().any(|t| t == to))
        })
        .await
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One connection, to its end or ours.
async fn converse(stream: TcpStream, state: Arc<Mutex<State>>) -> Option<()> {
    let mode = || state.lock().expect("state").mode;
    if mode() == Some(SmtpMode::Hang) {
        // Held open until the client gives up or the test ends.
        let mut silent = BufReader::new(stream);
        let mut line = String::new();
        while silent.read_line(&mut line).await.ok()? > 0 {}
        return None;
    }
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    write.write_all(b"220 kit\r\n").await.ok()?;
    let (mut from, mut to) = (String::new(), Vec::new());
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        let word = line.get(..4).unwrap_or(line).to_ascii_uppercase();
        let reply: String = match word.as_str() {
            "EHLO" => "250-kit\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n".into(),
            "MAIL" => {
                (from, to) = (address(line), Vec::new());
                "250 ok\r\n".into()
            }
            "RCPT" => {
                state.lock().expect("state").attempts.push(address(line));
                match mode() {
                    Some(SmtpMode::Temporary) => "451 4.3.0 try again later\r\n".into(),
                    Some(SmtpMode::AwayDomain) if line.contains("@away.example") => {
                        "451 4.3.0 try again later\r\n".into()
                    }
                    Some(SmtpMode::Permanent) => "550 5.1.1 no such person\r\n".into(),
                    _ => {
                        to.push(address(line));
                        "250 ok\r\n".into()
                    }
                }
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                if mode() == Some(SmtpMode::Cut) {
                    return None;
                }
                let raw = data(&mut lines).await?;
                let slow = to.iter().any(|to| to.ends_with("@slow.example"));
                if mode() == Some(SmtpMode::SlowDomain) && slow {
                    linger(&state).await;
                }
                let mail = Received { from: from.clone(), to: to.clone(), raw };
                state.lock().expect("state").received.push(mail);
                if mode() == Some(SmtpMode::CutAfterData) {
                    return None;
                }
                "250 taken\r\n".into()
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await.ok()?;
                return Some(());
            }
            "RSET" | "NOOP" | "HELO" => "250 ok\r\n".into(),
            _ => "502 not here\r\n".into(),
        };
        write.write_all(reply.as_bytes()).await.ok()?;
    }
}

/// Takes its time, and counts who else does.
async fn linger(state: &Arc<Mutex<State>>) {
    let count = |by: isize| {
        let mut state = state.lock().expect("state");
        let now = state.slow.0.saturating_add_signed(by);
        state.slow = (now, state.slow.1.max(now));
    };
    count(1);
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    count(-1);
}

/// Reads a mail up to its lone dot.
async fn data(lines: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Vec<u8>> {
    let mut raw = Vec::new();
    loop {
        let mut line = Vec::new();
        if lines.read_until(b'\n', &mut line).await.ok()? == 0 {
            return None;
        }
        if line == b".\r\n" {
            return Some(raw);
        }
        raw.extend(line.strip_prefix(b".").unwrap_or(&line));
    }
}

/// What stands between the angle brackets.
fn address(line: &str) -> String {
    let start = line.find('<').map_or(0, |at| at + 1);
    let end = line.find('>').unwrap_or(line.len());
    line[start..end.max(start)].to_owned()
}
