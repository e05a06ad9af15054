//! What the figures suggest, each with the button that does it.

use domain::Permission;
use domain::analytics::{Bucket, Stage};
use domain::invitations::{InvitationStats, InvitationStatus};
use domain::settings::Registration;
use serde_json::{Value, json};
use services::analytics::{self, Funnel};

use super::invitations::{in_state, list};
use super::members::people as absentees;
use super::{Asked, number};
use crate::error::Result;
use crate::pages::Visitor;

/// People who are sent their mail again at once; those who press the button
/// see them all before.
const AT_ONCE: u64 = 100;
/// Fewer than this say nothing.
const FEW: i64 = 5;

fn advice(visitor: &Visitor, key: &str, counts: &[(&str, i64)], href: &str) -> Value {
    let plain: Vec<(&str, String)> = counts.iter().map(|(n, c)| (*n, c.to_string())).collect();
    let args: Vec<(&str, &str)> = plain.iter().map(|(n, c)| (*n, c.as_str())).collect();
    json!({
        "text": visitor.text(&format!("analytics-advice-{key}"), &args),
        "button": visitor.text(&format!("analytics-do-{key}"), &args),
        "href": href,
        "ids": [],
    })
}

pub async fn overview(visitor: &Visitor, asked: &Asked, funnel: &Funnel) -> Result<Vec<Value>> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let mut found = Vec::new();
    let people = |stage| funnel.stage(stage);
    let unproved = people(Stage::Registered) - people(Stage::Verified);
    if unproved > 0 {
        let some = analytics::unverified(app, actor, asked.range, AT_ONCE).await?;
        if !some.is_empty() {
            // Where all were found, some of those who are counted left.
            let all = (some.len() as u64) < AT_ONCE;
            let count = if all { some.len() as i64 } else { unproved.max(some.len() as i64) };
            let mut resend = advice(visitor, "unverified", &[("count", count)], "");
            resend["ids"] = some.iter().map(|user| user.id.to_string()).collect();
            found.push(resend);
        }
    }
    let quiet = people(Stage::Verified) - people(Stage::SignedIn);
    if quiet > 0 {
        let list = format!("{}&never_logged_in=true", asked.people(Stage::Verified, None));
        found.push(advice(visitor, "not-signed-in", &[("count", quiet)], &list));
    }
    let (came, took_part) = (people(Stage::SignedIn), people(Stage::TookPart));
    if came >= FEW && took_part * 3 < came {
        let counts = [("count", came), ("part", took_part)];
        let list = asked.people(Stage::SignedIn, None);
        found.push(advice(visitor, "take-part", &counts, &list));
    }
    let shut = app.settings.accounts.registration != Registration::Open;
    if shut && funnel.visitors >= FEW && actor.role().may(Permission::Operate) {
        let counts = [("count", funnel.visitors)];
        found.push(advice(visitor, "closed", &counts, "/admin/settings"));
    }
    Ok(found)
}

pub fn members(
    visitor: &Visitor,
    asked: &Asked,
    funnel: &Funnel,
    inactive: &[(Bucket, i64)],
) -> Vec<Value> {
    let mut found = Vec::new();
    let absent = |wanted: Bucket| {
        inactive.iter().find(|(bucket, _)| *bucket == wanted).map_or(0, |(_, count)| *count)
    };
    let (never, year) = (absent(Bucket::Never), absent(Bucket::Year));
    let week = absent(Bucket::Week) - year;
    if week > 0 {
        let list = absentees(Bucket::Week);
        found.push(advice(visitor, "week", &[("count", week)], &list));
    }
    if year - never > 0 {
        let list = absentees(Bucket::Year);
        found.push(advice(visitor, "year", &[("count", year - never)], &list));
    }
    if never > 0 {
        let list = absentees(Bucket::Never);
        found.push(advice(visitor, "never", &[("count", never)], &list));
    }
    let (registered, back) = (funnel.stage(Stage::Registered), funnel.stage(Stage::Back));
    // Whoever registered within four weeks cannot have come back yet.
    if asked.range.to + 35 < asked.today && registered >= FEW && back * 4 < registered {
        let list = asked.people(Stage::Registered, None);
        let mut stay = advice(visitor, "stay", &[("count", back)], &list);
        let args = [("count", back.to_string()), ("all", number(visitor, registered))];
        let args: Vec<(&str, &str)> = args.iter().map(|(n, c)| (*n, c.as_str())).collect();
        stay["text"] = visitor.text("analytics-advice-stay", &args).into();
        found.push(stay);
    }
    found
}

pub fn invitations(visitor: &Visitor, asked: &Asked, found: &InvitationStats) -> Vec<Value> {
    if found.sent == 0 {
        return vec![advice(visitor, "invite", &[], "/invite")];
    }
    let states = [
        (InvitationStatus::Sent, "unopened"),
        (InvitationStatus::Accepted, "not-joined"),
        (InvitationStatus::Expired, "expired"),
    ];
    let counted = states.map(|(status, key)| (status, key, in_state(found, status)));
    let some = counted.into_iter().filter(|(_, _, count)| *count > 0);
    some.map(|(status, key, count)| {
        advice(visitor, key, &[("count", count)], &list(asked, Some(status), None))
    })
    .collect()
}
