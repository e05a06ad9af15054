//! The yardsticks: axum that answers the same bytes without work, and
//! Argon2id on every core without a server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::routing::any;

use crate::Outcome;
use crate::load::Answer;

/// A process of bare axum; ends when dropped.
pub struct Bare {
    pub address: SocketAddr,
    process: Child,
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts this program again as a server of one answer.
pub async fn start(answer: &Answer) -> Outcome<Bare> {
    let mut process = Command::new(std::env::current_exe()?)
        .arg("bare")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = process.stdin.take().ok_or("no standard input")?;
    writeln!(input, "{}", serde_json::json!([answer.head, answer.body]))?;
    drop(input);
    let output = process.stdout.take().ok_or("no standard output")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    Ok(Bare { address: line.trim().parse()?, process })
}

/// Serves what standard input says, until killed.
pub fn serve() -> Outcome {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let (head, body): (String, String) = serde_json::from_str(&input)?;
    let mut headers = HeaderMap::new();
    for line in head.lines().skip(1) {
        if let Some((name, value)) = line.split_once(": ")
            && !["content-length", "date", "connection"].contains(&name)
        {
            headers.insert(name.parse::<HeaderName>()?, value.parse::<HeaderValue>()?);
        }
    }
    let router =
        Router::new().fallback(any(move || std::future::ready((headers.clone(), body.clone()))));
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        axum::serve(listener, router).await?;
        Ok(())
    })
}

/// Verifications a second with the default parameters on every core, by the
/// fastest implementation known here.
pub fn argon2id(cores: usize, seconds: Duration) -> f64 {
    let _ = libsodium_rs::ensure_init();
    let began = Instant::now();
    let count: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores)
            .map(|_| {
                scope.spawn(move || {
                    let mut count = 0;
                    while began.elapsed() < seconds {
                        let hash = libsodium_rs::crypto_pwhash::argon2id::pwhash(
                            32,
                            b"plum tractor 77 fjord",
                            &[7; 16],
                            2,
                            19 * 1024 * 1024,
                        );
                        std::hint::black_box(&hash);
                        count += usize::from(hash.is_ok());
                    }
                    count
                })
            })
            .collect();
        threads.into_iter().map(|t| t.join().unwrap_or(0)).sum()
    });
    count as f64 / began.elapsed().as_secs_f64()
}
