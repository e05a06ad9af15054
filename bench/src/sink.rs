//! A mail server that takes everything, and notes when and how often.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::Outcome;

/// How long a backlog may take.
const PATIENCE: Duration = Duration::from_secs(600);

/// One person's mail.
#[derive(Clone, Copy)]
pub struct Mail {
    /// When `DATA` was said first.
    pub at: Instant,
    pub times: usize,
}

pub struct Sink {
    pub address: SocketAddr,
    seen: Seen,
}

type Seen = Arc<Mutex<HashMap<String, Mail>>>;

impl Sink {
    pub async fn start() -> Outcome<Sink> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let sink = Sink { address: listener.local_addr()?, seen: Seen::default() };
        let seen = sink.seen.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, seen.clone()));
            }
        });
        Ok(sink)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Mail>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// By the receiver's address.
    pub fn seen(&self) -> HashMap<String, Mail> {
        self.lock().clone()
    }

    /// How many people had mail.
    pub fn count(&self) -> usize {
        self.lock().len()
    }

    /// Waits until so many people had mail.
    pub async fn all(&self, count: usize) -> Outcome {
        match self.within(count, PATIENCE).await {
            true => Ok(()),
            false => Err(format!("{} of {count} mails came", self.count()).into()),
        }
    }

    /// The same, no longer than this; says whether they had.
    pub async fn within(&self, count: usize, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while self.count() < count {
            if Instant::now() > deadline {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        true
    }
}

fn note(seen: &Mutex<HashMap<String, Mail>>, to: String) {
    let at = Instant::now();
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    seen.entry(to).or_insert(Mail { at, times: 0 }).times += 1;
}

async fn converse(stream: TcpStream, seen: Seen) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    write.write_all(b"220 sink\r\n").await?;
    let (mut line, mut to) = (String::new(), String::new());
    loop {
        line.clear();
        if lines.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let reply: &[u8] = match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" => b"250-sink\r\n250 8BITMIME\r\n",
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1);
                to = address.unwrap_or_default().to_owned();
                b"250 ok\r\n"
            }
            "DATA" => {
                note(&seen, std::mem::take(&mut to));
                write.write_all(b"354 go on\r\n").await?;
                while line != ".\r\n" {
                    line.clear();
                    if lines.read_line(&mut line).await? == 0 {
                        return Ok(());
                    }
                }
                b"250 taken\r\n"
            }
            "QUIT" => return write.write_all(b"221 bye\r\n").await,
            _ => b"250 ok\r\n",
        };
        write.write_all(reply).await?;
    }
}
