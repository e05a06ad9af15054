//! Sign-ups for one event: with places for everybody, and with a line.

use std::sync::Mutex;

use crate::load::{self, Load};
use crate::roster::{PASSWORD_FORM, Roster};
use crate::{Options, Outcome, millis, request};

const CONNECTIONS: usize = 64;

pub async fn run(options: &Options) -> Outcome {
    let cheap = [
        ("ROSTER_PASSWORDS__MEMORY_KIB", "8"),
        ("ROSTER_PASSWORDS__PASSES", "1"),
        ("ROSTER_PASSWORDS__QUEUE", "128"),
        // Deliveries are measured elsewhere.
        ("ROSTER_MAIL__URL", "smtp://127.0.0.1:1?tls=none"),
    ];
    let mut roster = Roster::start(options.database.as_deref(), &cheap).await?;
    roster.stop().await?;
    let password = "plum tractor 77 fjord";
    let people = options.users;
    roster.import("email,password", (0..people).map(|n| format!("s{n}@example.org,{password}")))?;
    roster.again_as(&["serve", "--no-worker"]).await?;
    let administrator = roster.administrator("admin@example.org").await?;
    let tokens = sign_in(&roster, people).await?;
    for (what, capacity) in [("a place for each", None), ("places for half", Some(people / 2))] {
        let event = event(&roster, &administrator, capacity).await?;
        let path = format!("/api/v1/events/{event}/registrations");
        let requests = tokens.iter().map(|token| {
            let authorization = format!("authorization: Bearer {token}\r\n");
            request("POST", &path, &authorization, "")
        });
        let load =
            Load { address: roster.address, connections: CONNECTIONS, seconds: options.seconds };
        let before = roster.processor_seconds()?;
        let done = load.each(requests.collect()).await?;
        let spent = roster.processor_seconds()? - before;
        done.all(201)?;
        println!(
            "sign-ups, {what:<18}{:>8.0}/s  p50 {:.1} ms  p99 {:.1} ms  {:.0} a core's second  ({people} people, {CONNECTIONS} at once)",
            done.rate(),
            millis(done.percentile(0.5)),
            millis(done.percentile(0.99)),
            done.count() as f64 / spent
        );
    }
    roster.stop().await
}

/// Tokens of all these people.
async fn sign_in(roster: &Roster, people: u64) -> Outcome<Vec<String>> {
    let body = |n| format!("username=s{n}%40example.org&password={PASSWORD_FORM}");
    let requests = (0..people).map(|n| request("POST", "/api/v1/login", load::FORM, &body(n)));
    let tokens = Mutex::new(Vec::new());
    let load = Load {
        address: roster.address,
        connections: CONNECTIONS,
        seconds: std::time::Duration::ZERO,
    };
    let done = load
        .each_with(requests.collect(), |_, answer| {
            if let (Ok(mut tokens), Some(token)) =
                (tokens.lock(), load::field(&answer.body, "access_token"))
            {
                tokens.push(token);
            }
        })
        .await?;
    done.all(200)?;
    Ok(tokens.into_inner().unwrap_or_default())
}

/// A published event, far ahead.
async fn event(roster: &Roster, token: &str, capacity: Option<u64>) -> Outcome<String> {
    let headers = format!("authorization: Bearer {token}\r\n{}", load::JSON);
    let body = serde_json::json!({
        "title": "Sign up", "starts_at": "2099-01-01T10:00:00Z", "ends_at": "2099-01-01T12:00:00Z",
        "time_zone": "UTC", "location": "Here", "capacity": capacity,
    });
    let made =
        load::once(roster.address, "POST", "/api/v1/events", &headers, &body.to_string()).await?;
    let id = load::field(&made.body, "id").ok_or(made.body)?;
    let path = format!("/api/v1/events/{id}/publish");
    let answer = load::once(roster.address, "POST", &path, &headers, "{}").await?;
    match answer.status {
        200 => Ok(id),
        status => Err(format!("publish: {status} {}", answer.body).into()),
    }
}
