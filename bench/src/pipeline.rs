//! The message pipeline, from the commit of a registration to a mail server's
//! `DATA`.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::load::{self, Load};
use crate::roster::Roster;
use crate::sink::Sink;
use crate::{Options, Outcome, millis, request};

/// The rate at which times are taken, a second.
const RATE: u64 = 50;

pub async fn run(options: &Options) -> Outcome {
    transport(options, "database", "database:").await?;
    match &options.kafka {
        Some(brokers) => {
            let prefix = format!("bench-{}", std::process::id());
            transport(options, "kafka", &format!("kafka://{brokers}/{prefix}")).await
        }
        None => Ok(()),
    }
}

async fn transport(options: &Options, name: &str, url: &str) -> Outcome {
    let sink = Sink::start().await?;
    let mail = format!("smtp://{}?tls=none", sink.address);
    let settings = [
        ("ROSTER_MESSAGES__URL", url),
        ("ROSTER_MAIL__URL", mail.as_str()),
        ("ROSTER_MAIL__MAX_PER_DOMAIN", "1000"),
        ("ROSTER_PASSWORDS__MEMORY_KIB", "8"),
        ("ROSTER_PASSWORDS__PASSES", "1"),
        ("ROSTER_PASSWORDS__QUEUE", "128"),
    ];
    let mut roster = Roster::start(options.database.as_deref(), &settings).await?;
    // A member of its group by the time it has delivered something.
    register(&roster, "warm@example.org").await?;
    sink.all(1).await?;
    let (p50, p99) = times(&roster, &sink, options.seconds).await?;

    roster.stop().await?;
    roster.again_as(&["serve", "--no-worker"]).await?;
    let before = sink.count();
    let backlog = fill(&roster, options.seconds).await?;
    roster.stop().await?;
    roster.again_as(&["serve"]).await?;
    sink.all(before + 1).await?;
    let (start, used) = (Instant::now(), roster.processor_seconds()?);
    let left = before + backlog - sink.count();
    sink.all(before + backlog).await?;
    let (took, used) = (start.elapsed().as_secs_f64(), roster.processor_seconds()? - used);
    println!(
        "messages by {name:<12}{:>8.0}/s  {:.0} a core's second  commit to DATA at {RATE}/s \
         p50 {:.1} ms  p99 {:.1} ms  {:.1} MiB",
        left as f64 / took,
        left as f64 / used,
        millis(p50),
        millis(p99),
        roster.resident_mib()?
    );
    roster.stop().await
}

/// Registers at a steady rate; gives the median and 99th percentile of the
/// time from the answer, which follows the commit, to `DATA`.
async fn times(roster: &Roster, sink: &Sink, span: Duration) -> Outcome<(Duration, Duration)> {
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / RATE as u32);
    let mut tasks = Vec::new();
    for n in 0..RATE * span.as_secs().max(1) {
        ticks.tick().await;
        let (address, email) = (roster.address, format!("t{n}@example.org"));
        tasks.push(tokio::spawn(async move {
            let status = post(address, &email).await.map_err(|e| e.to_string())?;
            let answered = Instant::now();
            match status {
                201 => Ok((email, answered)),
                status => Err(format!("{email}: {status}")),
            }
        }));
    }
    let mut answered = Vec::new();
    for task in tasks {
        answered.push(task.await??);
    }
    sink.all(answered.len() + 1).await?;
    let seen = sink.seen();
    let mut times: Vec<Duration> = answered
        .iter()
        .filter_map(|(email, at)| Some(seen.get(email)?.saturating_duration_since(*at)))
        .collect();
    times.sort_unstable();
    let at = |part: f64| times.get(((times.len() - 1) as f64 * part) as usize).copied();
    Ok((at(0.5).unwrap_or_default(), at(0.99).unwrap_or_default()))
}

/// Registers as fast as can be; gives how many.
async fn fill(roster: &Roster, seconds: Duration) -> Outcome<usize> {
    let number = std::sync::atomic::AtomicU64::new(0);
    let load = Load { address: roster.address, connections: 32, seconds };
    let done = load
        .run(|_| {
            let n = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let body =
                format!(r#"{{"email":"b{n}@example.org","password":"plum tractor {n} fjord"}}"#);
            request("POST", "/api/v1/register", load::JSON, &body)
        })
        .await?;
    done.all(201)?;
    Ok(done.count())
}

async fn register(roster: &Roster, email: &str) -> Outcome {
    match post(roster.address, email).await? {
        201 => Ok(()),
        status => Err(format!("registration: {status}").into()),
    }
}

async fn post(address: SocketAddr, email: &str) -> Outcome<u16> {
    let body = format!(r#"{{"email":"{email}","password":"plum tractor 77 fjord"}}"#);
    Ok(load::once(address, "POST", "/api/v1/register", load::JSON, &body).await?.status)
}
