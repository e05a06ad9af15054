//! Invitations, from the row to a mail server's `DATA`, each with a QR code
//! drawn, kept and sent.

use std::time::Instant;

use crate::load::{self, JSON};
use crate::roster::Roster;
use crate::sink::Sink;
use crate::{Options, Outcome};

/// As many as one request takes.
const AT_ONCE: usize = 1_000;

pub async fn run(options: &Options) -> Outcome {
    let sink = Sink::start().await?;
    let mail = format!("smtp://{}?tls=none", sink.address);
    let settings = [("ROSTER_MAIL__URL", mail.as_str()), ("ROSTER_MAIL__MAX_PER_DOMAIN", "1000")];
    let mut roster = Roster::start(options.database.as_deref(), &settings).await?;
    let tokens = roster.person("inviter@example.org").await?;
    let headers = format!("authorization: Bearer {}\r\n{JSON}", tokens.access);
    // Made while nobody sends, so that sending alone is timed.
    roster.stop().await?;
    roster.again_as(&["serve", "--no-worker"]).await?;
    let began = Instant::now();
    for from in (0..options.invitations).step_by(AT_ONCE) {
        let some: Vec<_> = (from..(from + AT_ONCE).min(options.invitations))
            .map(|n| serde_json::json!({ "name": "Bo", "email": format!("i{n}@example.net") }))
            .collect();
        let body = serde_json::json!({ "invitations": some }).to_string();
        let path = "/api/v1/invitations";
        let answer = load::once(roster.address, "POST", path, &headers, &body).await?;
        if answer.status != 201 {
            return Err(format!("invitations: {} {}", answer.status, answer.body).into());
        }
    }
    let made = began.elapsed().as_secs_f64();
    roster.stop().await?;
    roster.again_as(&["serve"]).await?;
    let (began, idle) = (Instant::now(), roster.resident_mib()?);
    sink.all(options.invitations).await?;
    let took = began.elapsed().as_secs_f64();
    println!(
        "{} invitations made in {made:.1} s, mailed with QR in {took:.1} s  {:.0}/s  \
         {:.0} µs of processor each  {idle:.1} MiB at the start, {:.1} MiB at most",
        options.invitations,
        options.invitations as f64 / took,
        roster.processor_seconds()? * 1e6 / options.invitations as f64,
        roster.peak_mib()?
    );
    roster.stop().await
}
