//! The first page, lists and items among very many posts and events, beside
//! bare axum that sends the same bytes.

use std::time::Instant;

use crate::load::{self, Load};
use crate::roster::Roster;
use crate::{Options, Outcome, bare, millis, request};

const CONNECTIONS: usize = 32;

const PATHS: [&str; 10] = [
    "/",
    "/?page=2",
    "/?page=2000",
    "/post/ID",
    "/events",
    "/events?page=3",
    "/events?category=Walks",
    "/events?status=PAST",
    "/api/v1/posts",
    "/api/v1/events?status=PUBLISHED",
];

pub async fn run(options: &Options) -> Outcome {
    let mut roster = Roster::over(options.database.as_deref(), !options.filled).await?;
    if !options.filled {
        let began = Instant::now();
        let (posts, events) = (options.posts.to_string(), options.events.to_string());
        roster.run(&["demo", "--users", "5000", "--posts", &posts, "--events", &events])?;
        println!(
            "roster demo             {:>8.0} s  {posts} posts, {events} events",
            began.elapsed().as_secs_f64()
        );
    }
    roster.again().await?;
    let newest = load::once(roster.address, "GET", "/api/v1/posts?limit=1", "", "").await?;
    let newest: serde_json::Value = serde_json::from_str(&newest.body)?;
    let post = newest["items"][0]["id"].as_str().ok_or("no post")?.to_owned();
    let guest = roster.cookie("/about").await?;
    let headers = format!("cookie: {guest}\r\n");
    for path in PATHS {
        let path = path.replace("ID", &post);
        let one = load::once(roster.address, "GET", &path, &headers, "").await?;
        let bare = bare::start(&one).await?;
        let load = |address| Load { address, connections: CONNECTIONS, seconds: options.seconds };
        let ours = load(roster.address).run(|_| request("GET", &path, &headers, "")).await?;
        let theirs = load(bare.address).run(|_| request("GET", &path, &headers, "")).await?;
        ours.all(200)?;
        theirs.all(200)?;
        println!(
            "GET {path:<44} {:>7.0}/s  bare axum {:>7.0}/s  ratio {:.2}  p50 {:.1} ms  p99 {:.1} ms  {} bytes",
            ours.rate(),
            theirs.rate(),
            ours.rate() / theirs.rate(),
            millis(ours.percentile(0.5)),
            millis(ours.percentile(0.99)),
            one.body.len()
        );
    }
    roster.stop().await
}
