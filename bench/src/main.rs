//! The measurements. Each figure is taken from the release binary, from
//! outside, next to a yardstick measured in the same run.

mod analytics;
mod bare;
mod content;
mod invitations;
mod load;
mod pictures;
mod pipeline;
mod roster;
mod search;
mod signups;
mod sink;
mod transfer;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use load::{Answer, Load};
use roster::Roster;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const USAGE: &str = "usage: bench \
[start|me|pages|picture|refresh|register|pipeline|sign-in|search|analytics|content|signups|\
invitations|all] \
[--database postgres://…] [--kafka HOST:PORT] [--seconds N] [--users N] [--posts N] [--events N] \
[--queued N] [--kills N] [--invitations N] [--filled]";

struct Options {
    database: Option<String>,
    kafka: Option<String>,
    seconds: Duration,
    /// People to search among, and to sign up.
    users: u64,
    posts: u64,
    events: u64,
    /// Messages that wait when the pipeline is measured.
    queued: u64,
    /// How often the pipeline is killed.
    kills: u64,
    /// Invitations to send.
    invitations: usize,
    /// The database holds them already.
    filled: bool,
}

impl Options {
    /// None when a word is not understood.
    fn read(mut words: impl Iterator<Item = String>) -> Option<Options> {
        let mut options = Options {
            database: None,
            kafka: None,
            seconds: Duration::from_secs(5),
            users: 100_000,
            posts: 100_000,
            events: 10_000,
            queued: 20_000,
            kills: 0,
            invitations: 10_000,
            filled: false,
        };
        while let Some(word) = words.next() {
            if word == "--filled" {
                options.filled = true;
                continue;
            }
            let value = words.next()?;
            match word.as_str() {
                "--database" => options.database = Some(value),
                "--kafka" => options.kafka = Some(value),
                "--seconds" => options.seconds = Duration::from_secs(value.parse().ok()?),
                "--users" => options.users = value.parse().ok()?,
                "--posts" => options.posts = value.parse().ok()?,
                "--events" => options.events = value.parse().ok()?,
                "--queued" => options.queued = value.parse().ok()?,
                "--invitations" => options.invitations = value.parse().ok()?,
                "--kills" => options.kills = value.parse().ok()?,
                _ => return None,
            }
        }
        Some(options)
    }
}

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let what = words.next().unwrap_or_else(|| "all".to_owned());
    let Some(options) = Options::read(words) else { return usage() };
    if what == "bare" {
        return report(bare::serve());
    }
    let Ok(runtime) = tokio::runtime::Runtime::new() else { return usage() };
    report(runtime.block_on(async {
        let mut known = false;
        for (name, in_all) in SCENARIOS {
            if what == name || (what == "all" && in_all) {
                known = true;
                scenario(name, &options).await?;
            }
        }
        match known {
            true => Ok(()),
            false => Err(USAGE.into()),
        }
    }))
}

/// What can be measured, and whether `all` does so.
const SCENARIOS: [(&str, bool); 13] = [
    ("start", true),
    ("me", true),
    ("pages", true),
    ("picture", true),
    ("refresh", true),
    ("register", true),
    ("pipeline", true),
    ("sign-in", true),
    ("search", false),
    ("analytics", false),
    ("content", false),
    ("signups", false),
    ("invitations", false),
];

async fn scenario(name: &str, options: &Options) -> Outcome {
    match name {
        "start" => start(options).await,
        "me" => me(options).await,
        "pages" => pages(options).await,
        "picture" => pictures::run(options).await,
        "refresh" => refresh(options).await,
        "register" => register(options).await,
        "pipeline" => pipeline::run(options).await,
        "sign-in" => sign_in(options).await,
        "search" => search::run(options).await,
        "analytics" => analytics::run(options).await,
        "content" => content::run(options).await,
        "signups" => signups::run(options).await,
        _ => invitations::run(options).await,
    }
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

fn report(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Start to the first 200, resident memory, size of the binary.
async fn start(options: &Options) -> Outcome {
    let began = Instant::now();
    let mut roster = Roster::start(options.database.as_deref(), &[]).await?;
    println!("start, no database      {:>8.0} ms   (aim 150)", millis(began.elapsed()));
    tokio::time::sleep(Duration::from_secs(2)).await;
    println!("resident, idle          {:>8.1} MiB  (aim 25)", roster.resident_mib()?);
    let mut times = Vec::new();
    for _ in 0..5 {
        roster.stop().await?;
        let began = Instant::now();
        roster.again().await?;
        times.push(millis(began.elapsed()));
    }
    times.sort_by(f64::total_cmp);
    println!("start, existing (of 5)  {:>8.0} ms   (aim 50)", times[2]);
    let size = std::fs::metadata(roster::binary()?)?.len() as f64 / 1_048_576.0;
    println!("release binary          {size:>8.1} MiB  (aim 30)");
    roster.stop().await
}

/// `GET /users/me` with a token against bare axum with the same bytes.
async fn me(options: &Options) -> Outcome {
    let mut roster = Roster::start(options.database.as_deref(), &[]).await?;
    let tokens = roster.person("me@example.org").await?;
    let authorization = format!("authorization: Bearer {}\r\n", tokens.access);
    let path = "/api/v1/users/me";
    let one = load::once(roster.address, "GET", path, &authorization, "").await?;
    let bare = bare::start(&one).await?;
    let mut ratios = Vec::new();
    for _ in 0..3 {
        let load = |address| Load { address, connections: 32, seconds: options.seconds };
        let ours = load(roster.address).run(|_| request("GET", path, &authorization, "")).await?;
        let theirs = load(bare.address).run(|_| request("GET", path, &authorization, "")).await?;
        ours.all(200)?;
        theirs.all(200)?;
        println!(
            "GET /users/me           {:>8.0}/s  bare axum {:>8.0}/s  ratio {:.2}  (aim 0.50)",
            ours.rate(),
            theirs.rate(),
            ours.rate() / theirs.rate()
        );
        ratios.push(ours.rate() / theirs.rate());
    }
    roster.stop().await
}

/// Pages against bare axum with the same bytes: a member's own, and the first
/// as a guest sees it.
async fn pages(options: &Options) -> Outcome {
    let mut roster = Roster::start(options.database.as_deref(), &[]).await?;
    let member = roster.browser("pages@example.org").await?;
    let guest = roster.cookie("/").await?;
    for (path, cookie) in [("/profile", &member), ("/", &guest)] {
        let headers = format!("cookie: {cookie}\r\n");
        let one = load::once(roster.address, "GET", path, &headers, "").await?;
        let bare = bare::start(&one).await?;
        for _ in 0..3 {
            let load = |address| Load { address, connections: 32, seconds: options.seconds };
            let before = roster.processor_seconds()?;
            let ours = load(roster.address).run(|_| request("GET", path, &headers, "")).await?;
            let spent = roster.processor_seconds()? - before;
            let theirs = load(bare.address).run(|_| request("GET", path, &headers, "")).await?;
            ours.all(200)?;
            theirs.all(200)?;
            println!(
                "GET {path:<8}            {:>8.0}/s  bare axum {:>8.0}/s  ratio {:.2}  (aim 0.35)  {:>6.0}/s a core  (aim 10000)  {} bytes",
                ours.rate(),
                theirs.rate(),
                ours.rate() / theirs.rate(),
                ours.count() as f64 / spent,
                one.body.len()
            );
        }
    }
    roster.stop().await
}

/// Refreshes, each connection rotating a token of its own.
async fn refresh(options: &Options) -> Outcome {
    let mut roster = Roster::start(options.database.as_deref(), &[]).await?;
    let mut tokens = Vec::new();
    for number in 0..64 {
        let person = format!("refresh{number}@example.org");
        tokens.push(roster.person(&person).await?.refresh);
    }
    let tokens = std::sync::Mutex::new(tokens);
    let load = Load { address: roster.address, connections: 64, seconds: options.seconds };
    let before = roster.processor_seconds()?;
    let done = load
        .run_with(
            |connection| {
                let tokens = tokens.lock().map(|t| t[connection].clone()).unwrap_or_default();
                let body = format!("grant_type=refresh_token&refresh_token={tokens}");
                request("POST", "/api/v1/token", load::FORM, &body)
            },
            |connection, answer: &Answer| {
                if let (Ok(mut tokens), Some(token)) =
                    (tokens.lock(), load::field(&answer.body, "refresh_token"))
                {
                    tokens[connection] = token;
                }
            },
        )
        .await?;
    let spent = roster.processor_seconds()? - before;
    done.all(200)?;
    println!(
        "refresh                 {:>8.0}/s  {:>6.0} µs of processor each  {:>7.0}/s a core  (aim 5000)",
        done.rate(),
        spent * 1e6 / done.count() as f64,
        done.count() as f64 / spent
    );
    roster.stop().await
}

/// Registrations with the cheapest hash: durable writes by 64 writers.
async fn register(options: &Options) -> Outcome {
    let cheap = [("ROSTER_PASSWORDS__MEMORY_KIB", "8"), ("ROSTER_PASSWORDS__PASSES", "1")];
    let queue = ("ROSTER_PASSWORDS__QUEUE", "128");
    let mut roster =
        Roster::start(options.database.as_deref(), &[cheap[0], cheap[1], queue]).await?;
    let number = std::sync::atomic::AtomicU64::new(0);
    let load = Load { address: roster.address, connections: 64, seconds: options.seconds };
    let done = load
        .run(|_| {
            let n = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let body =
                format!(r#"{{"email":"w{n}@example.org","password":"plum tractor {n} fjord"}}"#);
            request("POST", "/api/v1/register", load::JSON, &body)
        })
        .await?;
    done.all(201)?;
    println!(
        "registrations           {:>8.0}/s  p99 {:.0} ms  (64 writers, durable, hash of 8 KiB)",
        done.rate(),
        millis(done.percentile(0.99))
    );
    roster.stop().await
}

/// Sign-ins against bare Argon2id on the same cores, then ten times the load.
async fn sign_in(options: &Options) -> Outcome {
    let mut roster = Roster::start(options.database.as_deref(), &[]).await?;
    let tokens = roster.person("ana@example.org").await?;
    let body = format!("username=ana%40example.org&password={}", roster::PASSWORD_FORM);
    let authorization = format!("authorization: Bearer {}\r\n", tokens.access);
    let cores = std::thread::available_parallelism()?.get();
    for _ in 0..3 {
        let bare = bare::argon2id(cores, options.seconds);
        let load =
            Load { address: roster.address, connections: cores * 4, seconds: options.seconds };
        let before = roster.processor_seconds()?;
        let done = load.run(|_| request("POST", "/api/v1/login", load::FORM, &body)).await?;
        let spent = roster.processor_seconds()? - before;
        done.all(200)?;
        println!(
            "sign-ins                {:>8.1}/s  bare Argon2id {:>6.1}/s  ratio {:.3}  (aim 0.95)  {:.1} ms of processor each",
            done.rate(),
            bare,
            done.rate() / bare,
            spent * 1e3 / done.count() as f64
        );
    }
    let cheap = [("ROSTER_PASSWORDS__MEMORY_KIB", "8"), ("ROSTER_PASSWORDS__PASSES", "1")];
    let mut light = Roster::start(options.database.as_deref(), &cheap).await?;
    light.person("ana@example.org").await?;
    let load = Load { address: light.address, connections: 8, seconds: options.seconds };
    let before = light.processor_seconds()?;
    let done = load.run(|_| request("POST", "/api/v1/login", load::FORM, &body)).await?;
    let spent = light.processor_seconds()? - before;
    done.all(200)?;
    println!(
        "sign-in without hash    {:>8.0} µs of processor each (hash of 8 KiB included; aim 300)",
        spent * 1e6 / done.count() as f64
    );
    light.stop().await?;
    println!("resident, sign-in load  {:>8.1} MiB  (aim 150)", roster.resident_mib()?);

    let path = "/api/v1/users/me";
    let quiet = Load { address: roster.address, connections: 1, seconds: options.seconds };
    let idle = quiet.run(|_| request("GET", path, &authorization, "")).await?;
    let storm = Load { address: roster.address, connections: 400, seconds: options.seconds };
    let (flood, beside) = tokio::join!(
        storm.run(|_| request("POST", "/api/v1/login", load::FORM, &body)),
        quiet.run(|_| request("GET", path, &authorization, "")),
    );
    let (flood, beside) = (flood?, beside?);
    println!(
        "ten times the load      {} signed in, {} answered 503, slowest {:.0} ms (aim under 1000)",
        flood.with(200),
        flood.with(503),
        millis(flood.percentile(1.0))
    );
    println!(
        "GET /users/me meanwhile  p99 {:.1} ms, idle p99 {:.1} ms  (aim 50 ms or twice idle)",
        millis(beside.percentile(0.99)),
        millis(idle.percentile(0.99))
    );
    roster.stop().await
}

fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    load::request(method, path, headers, body)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
