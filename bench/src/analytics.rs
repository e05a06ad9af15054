//! Figures over people and views made by `roster demo`, and what it costs to
//! count a view.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::load::{self, Connection, Load};
use crate::roster::Roster;
use crate::{Options, Outcome};

/// Requests of each kind.
const REQUESTS: usize = 60;

const READS: [&str; 5] = ["summary", "conversion", "cohorts", "inactive", "invitations"];
const RANGES: [&str; 3] = ["", "?from=FROM", "?from=2020-01-01"];
const PAGES: [&str; 3] =
    ["/admin/analytics", "/admin/analytics/members", "/admin/analytics/invitations"];

pub async fn run(options: &Options) -> Outcome {
    let mut roster = Roster::over(options.database.as_deref(), !options.filled).await?;
    if !options.filled {
        let began = Instant::now();
        roster.demo(options.users)?;
        println!("roster demo             {:>8.0} s", began.elapsed().as_secs_f64());
    }
    roster.again().await?;
    let token = roster.administrator("analyst@example.org").await?;
    let headers = format!("authorization: Bearer {token}\r\n");
    let mut connection = Connection::open(roster.address).await?;
    let path = "/api/v1/analytics/summary?from=2020-01-01";
    let whole = connection.send(&load::request("GET", path, &headers, "")).await?;
    let whole: serde_json::Value = serde_json::from_str(&whole.body)?;
    println!("views by strangers      {:>8}", whole["anonymous_views"]);
    for read in READS {
        for range in RANGES {
            let path = format!("/api/v1/analytics/{read}{}", range.replace("FROM", "2025-11-01"));
            measure(&mut connection, &path, &headers).await?;
        }
    }
    let cookie = roster.manager("manager@example.org").await?;
    let headers = format!("cookie: {cookie}\r\n");
    for path in PAGES {
        for range in RANGES {
            let path = format!("{path}{}", range.replace("FROM", "2025-11-01"));
            measure(&mut connection, &path, &headers).await?;
        }
    }
    roster.stop().await?;
    counting(options).await
}

async fn measure(connection: &mut Connection, path: &str, headers: &str) -> Outcome {
    let mut times = Vec::new();
    for _ in 0..REQUESTS {
        let began = Instant::now();
        let answer = connection.send(&load::request("GET", path, headers, "")).await?;
        if answer.status != 200 {
            return Err(format!("{path}: {} {}", answer.status, answer.body).into());
        }
        times.push(began.elapsed());
    }
    let first = times.remove(0);
    times.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{path:<52} first {:>7.1} ms  p50 {:>7.1} ms  slowest {:>7.1} ms  (aim 100)",
        millis(first),
        millis(times[times.len() / 2]),
        millis(times[times.len() - 1])
    );
    Ok(())
}

/// The same page with and without counting, in turns.
async fn counting(options: &Options) -> Outcome {
    for turn in 0..4 {
        let enabled = if turn % 2 == 0 { "true" } else { "false" };
        let settings = [
            ("ROSTER_ANALYTICS__ENABLED", enabled),
            ("ROSTER_HTTP__TRUSTED_PROXIES", "127.0.0.1/32"),
        ];
        let mut roster = Roster::start(options.database.as_deref(), &settings).await?;
        let path = roster.post("writer@example.org").await?;
        let load = Load { address: roster.address, connections: 8, seconds: options.seconds };
        let number = AtomicU32::new(0);
        let before = roster.processor_seconds()?;
        // Every request is another browser's, of another client: none brings a
        // cookie.
        let make = |_| {
            let client = Ipv4Addr::from(0x0a00_0000 | number.fetch_add(1, Ordering::Relaxed));
            load::request("GET", &path, &format!("x-forwarded-for: {client}\r\n"), "")
        };
        let done = load.run(make).await?;
        let spent = roster.processor_seconds()? - before;
        done.all(200)?;
        println!(
            "GET /post/ID            counting {enabled:<5}  {:>8.0}/s  p50 {:.3} ms  {:>5.0} µs of processor each",
            done.rate(),
            done.percentile(0.5).as_secs_f64() * 1000.0,
            spent * 1e6 / done.count() as f64
        );
        roster.stop().await?;
    }
    Ok(())
}
