//! The message pipeline, from the commit of a registration to a mail server's
//! `DATA`.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::load;
use crate::roster::Roster;
use crate::sink::Sink;
use crate::{Options, Outcome, millis};

/// The rate at which times are taken, a second.
const RATE: u64 = 50;
/// Between one kill and the next.
const LIFE: Duration = Duration::from_millis(1500);
/// How long messages of killed processes may take: their claims run out, and
/// Kafka hands its records out anew.
const RECOVERY: Duration = Duration::from_secs(180);

pub async fn run(options: &Options) -> Outcome {
    let mut transports = vec![("database", "database:".to_owned())];
    if let Some(brokers) = &options.kafka {
        let prefix = format!("bench-{}", std::process::id());
        transports.push(("kafka", format!("kafka://{brokers}/{prefix}")));
    }
    for (name, url) in transports {
        transport(options, name, &url).await?;
        if options.kills > 0 {
            kills(options, name, &format!("{url}{}", if name == "kafka" { "-kills" } else { "" }))
                .await?;
        }
    }
    Ok(())
}

async fn start(options: &Options, transport: &str, sink: &Sink) -> Outcome<Roster> {
    let mail = format!("smtp://{}?tls=none", sink.address);
    let settings = [
        ("ROSTER_MESSAGES__URL", transport),
        ("ROSTER_MAIL__URL", mail.as_str()),
        ("ROSTER_MAIL__MAX_PER_DOMAIN", "1000"),
        ("ROSTER_PASSWORDS__MEMORY_KIB", "8"),
        ("ROSTER_PASSWORDS__PASSES", "1"),
        ("ROSTER_PASSWORDS__QUEUE", "128"),
    ];
    let roster = Roster::start(options.database.as_deref(), &settings).await?;
    // A member of its group by the time it has delivered something.
    register(&roster, "warm@example.org").await?;
    sink.all(1).await?;
    Ok(roster)
}

async fn transport(options: &Options, name: &str, url: &str) -> Outcome {
    let sink = Sink::start().await?;
    let mut roster = start(options, url, &sink).await?;
    let (p50, p99) = times(&roster, &sink, options.seconds).await?;
    let idle = roster.resident_mib()?;
    roster.stop().await?;

    // Whoever is imported without a password is invited by mail.
    let queued = options.queued as usize;
    let began = Instant::now();
    roster.import("email", (0..queued).map(|n| format!("q{n}@example.org")))?;
    println!("queued {queued:<16}{:>8.1} s", began.elapsed().as_secs_f64());
    let before = sink.count();
    roster.again_as(&["serve"]).await?;
    sink.all(before + 1).await?;
    let (start, used, first) = (Instant::now(), roster.processor_seconds()?, sink.count());
    let ends = start + options.seconds;
    let mut most = roster.resident_mib()?;
    while Instant::now() < ends && sink.count() < before + queued {
        sink.within(before + queued, Duration::from_millis(200)).await;
        most = most.max(roster.resident_mib()?);
    }
    let took = start.elapsed().as_secs_f64();
    let (sent, used) = (sink.count() - first, roster.processor_seconds()? - used);
    println!(
        "messages by {name:<12}{:>8.0}/s  {:.0} a core's second (aim 1000)  commit to DATA at {RATE}/s \
         p50 {:.1} ms  p99 {:.1} ms (aim 100)  {idle:.1} MiB, with {queued} queued at most {most:.1} MiB",
        sent as f64 / took,
        sent as f64 / used,
        millis(p50),
        millis(p99),
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
        .filter_map(|(email, at)| Some(seen.get(email)?.at.saturating_duration_since(*at)))
        .collect();
    times.sort_unstable();
    let at = |part: f64| times.get(((times.len() - 1) as f64 * part) as usize).copied();
    Ok((at(0.5).unwrap_or_default(), at(0.99).unwrap_or_default()))
}

/// Kills the process, relay and workers and all, again and again while people
/// register. Whoever was answered 201 has to have mail in the end.
async fn kills(options: &Options, name: &str, url: &str) -> Outcome {
    let sink = Sink::start().await?;
    let mut roster = start(options, url, &sink).await?;
    let answered: Arc<Mutex<HashSet<String>>> = Arc::default();
    let (address, known) = (roster.address, answered.clone());
    let load = tokio::spawn(async move {
        let mut ticks = tokio::time::interval(Duration::from_secs(1) / RATE as u32);
        for n in 0_u64.. {
            ticks.tick().await;
            let known = known.clone();
            tokio::spawn(async move {
                let email = format!("k{n}@example.org");
                // Nobody is promised anything while the process is gone.
                if post(address, &email).await.is_ok_and(|status| status == 201) {
                    known.lock().unwrap_or_else(PoisonError::into_inner).insert(email);
                }
            });
        }
    });
    for _ in 0..options.kills {
        tokio::time::sleep(LIFE).await;
        roster.kill()?;
        roster.again().await?;
    }
    tokio::time::sleep(LIFE).await;
    load.abort();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let answered = answered.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let (began, mut lost) = (Instant::now(), answered.len());
    while lost > 0 && began.elapsed() < RECOVERY {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let seen = sink.seen();
        lost = answered.iter().filter(|email| !seen.contains_key(*email)).count();
    }
    let doubles: usize = sink.seen().values().map(|mail| mail.times - 1).sum();
    println!(
        "{} kills by {name:<12} {} messages acknowledged, {lost} lost, {doubles} sent twice, all out after {:.1} s",
        options.kills,
        answered.len(),
        began.elapsed().as_secs_f64()
    );
    roster.stop().await
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
