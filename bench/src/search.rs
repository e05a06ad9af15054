//! Searches as a console makes them, over people made by `roster demo`.

use std::time::{Duration, Instant};

use crate::load::{self, Connection};
use crate::roster::Roster;
use crate::{Options, Outcome, transfer};

/// Requests of each kind.
const REQUESTS: usize = 200;
/// Of each filter alone.
const EACH: usize = 100;
/// Rows of the file that is imported, at most.
const IMPORTED: u64 = 1_000_000;
/// Pages that a walk by cursor goes down.
const DEPTH: usize = 200;

/// What is looked for; `#` becomes a number that is somebody's.
const KINDS: [(&str, &[&str]); 6] = [
    (
        "prefix",
        &[
            "search=ana",
            "search=gar",
            "search=lop",
            "search=leaping_o",
            "search=zh",
            "search=бор",
            "search=иван",
            "search=otter_#",
            "search=lopez.#",
            "search=mari",
            "search=xiu",
            "search=يوس",
            "search=mueller.#",
            "search=schr",
            "search=nik",
            "search=wandering_lynx_#",
        ],
    ),
    (
        "substring",
        &[
            "search=opez",
            "search=rnande",
            "search=tter",
            "search=example.org",
            "search=chess",
            "search=отренк",
            "search=ленко",
            "search=rcia",
            "search=_#",
            "search=#",
            "search=igero",
            "search=скв",
            "search=balcon",
            "search=zzyzx",
            "search=ousti",
            "search=hampa",
        ],
    ),
    (
        "two words",
        &[
            "search=ana+lopez",
            "search=maria+garcia",
            "search=otter+chess",
            "search=бори+волк",
            "search=lopez+madrid",
            "search=nurse+paris",
            "search=smith+london",
            "search=li+wang",
            "search=\"ana+lopez\"",
            "search=muller+bees",
            "search=ines+bread",
            "search=%23+org",
        ],
    ),
    (
        "one or two letters",
        &["search=a", "search=z", "search=q", "search=%25", "search=li", "search=ж", "search=王"],
    ),
    (
        "filters",
        &[
            "role=MANAGER",
            "role=AUTHENTICATED",
            "role=ADMIN",
            "is_locked=true",
            "is_locked=false",
            "email_verified=false",
            "is_professional=true",
            "locale=es",
            "never_logged_in=true",
            "created_from=2026-01-01",
            "created_to=2022-01-01",
            "last_login_before=2023-01-01",
            "last_login_from=2025-06-01&last_login_to=2025-07-01",
        ],
    ),
    (
        "words and filters",
        &[
            "search=ana+role:manager",
            "search=lopez+locked:yes",
            "search=иван+verified:no",
            "search=chess+professional:yes",
            "search=otter+created:>2026-01-01",
            "search=garcia+locale:es",
            "search=smith+seen:never",
            "search=example+role:admin",
        ],
    ),
];

const SORTS: [&str; 8] = [
    "created_at",
    "-created_at",
    "nickname",
    "email",
    "-last_name",
    "last_login_at",
    "-last_login_at",
    "role",
];

/// Lists that are walked by cursor.
const WALKS: [(&str, &str); 6] = [
    ("everybody", "limit=10"),
    ("search=ana", "search=ana"),
    ("search=lopez", "search=lopez"),
    ("search=ana lopez", "search=ana+lopez"),
    ("sort=last_name", "sort=last_name"),
    ("role=MANAGER", "role=MANAGER"),
];

pub async fn run(options: &Options) -> Outcome {
    let mut roster = Roster::over(options.database.as_deref(), !options.filled).await?;
    if !options.filled {
        let began = Instant::now();
        roster.demo(options.users)?;
        let took = began.elapsed().as_secs_f64();
        println!("roster demo             {:>8.0}/s  {took:.0} s", options.users as f64 / took);
    }
    roster.again().await?;
    let token = roster.administrator("searcher@example.org").await?;
    let headers = format!("authorization: Bearer {token}\r\n");
    let mut connection = Connection::open(roster.address).await?;
    let mut seed = 1_u64;
    for (kind, queries) in KINDS {
        let mut slowest = (Duration::ZERO, String::new());
        let mut times = Vec::new();
        for turn in 0..REQUESTS {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let number = (seed >> 33) % options.users.max(1);
            let query = queries[turn % queries.len()].replace('#', &number.to_string());
            let took = ask(&mut connection, &headers, &query).await?.0;
            if turn >= queries.len() && took > slowest.0 {
                slowest = (took, query);
            }
            times.push(took);
        }
        // Each once before it counts.
        times.drain(..queries.len());
        report(kind, times, &format!("slowest {}", slowest.1));
        if kind == "filters" {
            for query in queries {
                let mut times = Vec::new();
                for _ in 0..EACH {
                    times.push(ask(&mut connection, &headers, query).await?.0);
                }
                report(&format!("  {query}"), times, "");
            }
        }
    }
    let mut times = Vec::new();
    for turn in 0..REQUESTS {
        let query = format!("sort={}", SORTS[turn % SORTS.len()]);
        times.push(ask(&mut connection, &headers, &query).await?.0);
    }
    times.drain(..SORTS.len());
    report("first page, any sort", times, "");
    for (name, query) in WALKS {
        let mut times = Vec::new();
        let mut next = None;
        for _ in 0..DEPTH {
            let page = match &next {
                Some(cursor) => format!("{query}&cursor={cursor}"),
                None => query.to_owned(),
            };
            let (took, body) = ask(&mut connection, &headers, &page).await?;
            times.push(took);
            next = load::field(&body, "next_cursor");
            if next.is_none() {
                break;
            }
        }
        times.remove(0);
        let pages = format!("{} pages", times.len());
        report(&format!("by cursor, {name}"), times, &pages);
    }
    println!("resident                {:>8.1} MiB", roster.resident_mib()?);
    roster.stop().await?;
    let folder = roster.folder.clone();
    transfer::measure(&roster, &folder, options.users.min(IMPORTED), options.users)
}

async fn ask(
    connection: &mut Connection,
    headers: &str,
    query: &str,
) -> Outcome<(Duration, String)> {
    let query: String = query
        .chars()
        .map(|c| match c.is_ascii() && !"\"><".contains(c) {
            true => c.to_string(),
            false => c.to_string().bytes().map(|b| format!("%{b:02X}")).collect(),
        })
        .collect();
    let path = format!("/api/v1/users?{query}");
    let began = Instant::now();
    let answer = connection.send(&load::request("GET", &path, headers, "")).await?;
    match answer.status {
        200 => Ok((began.elapsed(), answer.body)),
        status => Err(format!("{path}: {status} {}", answer.body).into()),
    }
}

fn report(what: &str, mut times: Vec<Duration>, more: &str) {
    times.sort();
    let at = |share: f64| {
        let at = (times.len() as f64 * share).ceil() as usize;
        times.get(at.saturating_sub(1)).copied().unwrap_or_default().as_secs_f64() * 1000.0
    };
    println!("{what:<28} p50 {:>7.2} ms  p99 {:>7.2} ms  {more}", at(0.5), at(0.99));
}
