//! How the site is doing, and what wants to be looked at.

use axum::response::Response;
use chrono::{Duration, SubsecRound};
use serde_json::{Value, json};
use services::overview::{self, Count, Machine};

use super::Managing;
use super::shape::time;
use crate::error::Result;

/// Minutes after which a message that still waits is late.
const LATE_MINUTES: i64 = 5;
/// Seconds within which a row of the audit log should be sealed.
const SEAL_SECONDS: i64 = 60;

pub async fn show(Managing(visitor): Managing) -> Result<Response> {
    let found = overview::read(&visitor.web.app, &visitor.actor).await?;
    let formats = visitor.web.texts.formats(visitor.context.locale());
    let number = |count: Count| {
        let or_more = if count.or_more { "+" } else { "" };
        format!("{}{or_more}", formats.number(count.count as i64))
    };
    let share = match found.members.count {
        0 => None,
        _ if found.members.or_more => None,
        members => Some(found.verified.count as f64 / members as f64),
    };
    let recent = found.recent_from.trunc_subsecs(0);
    let recent = format!("/admin/users?created_from={}", recent.format("%Y-%m-%d"));
    let figure = |key: &str, value: String, href: &str| json!({ "key": format!("admin-figure-{key}"), "value": value, "href": href });
    let mut figures = vec![
        figure("members", number(found.members), "/admin/users"),
        figure("recent", number(found.recent), &recent),
        figure("locked", number(found.locked), "/admin/users?is_locked=true"),
    ];
    figures.push(figure("requests", number(found.requests), "/admin/professional"));
    figures.push(figure("drafts", number(found.drafts), "/admin/events"));
    if let Some(share) = share {
        let verified = "/admin/users?email_verified=true";
        figures.insert(1, figure("verified", visitor.percent(share), verified));
    }
    let mut wants = Vec::new();
    let mut want = |key: &str, count: i64, href: &str| {
        if count > 0 {
            let text = visitor.text(&format!("admin-want-{key}"), &[("count", &count.to_string())]);
            wants.push(json!({ "text": text, "href": href }));
        }
    };
    let unverified = found.members.count.saturating_sub(found.verified.count) as i64;
    let unverified = if found.members.or_more { 0 } else { unverified };
    want("requests", found.requests.count as i64, "/admin/professional");
    want("drafts", found.drafts.count as i64, "/admin/events");
    want("locked", found.locked.count as i64, "/admin/users?is_locked=true");
    want("unverified", unverified, "/admin/users?email_verified=false");
    let mut services = Vec::new();
    let mut seal = Value::Null;
    if let Some(machine) = &found.machine {
        figures.push(figure("pending", formats.number(machine.pending), "/admin/jobs"));
        figures.push(figure("parked", formats.number(machine.parked), "/admin/jobs?state=PARKED"));
        want("parked", machine.parked, "/admin/jobs?state=PARKED");
        let now = visitor.web.app.clock.now();
        let late = machine.oldest.is_some_and(|at| now - at > Duration::minutes(LATE_MINUTES));
        want("late", late.into(), "/admin/jobs?state=PENDING");
        let down = machine.services.iter().filter(|service| service.fault.is_some()).count();
        want("down", down as i64, "/admin#services");
        let behind = machine.unsealed.filter(|at| now - *at > Duration::seconds(SEAL_SECONDS));
        want("unsealed", behind.is_some().into(), "/admin/audit");
        let console = &visitor.web.console;
        let weak = console.settings.iter().filter(|setting| setting.weak.is_some()).count();
        want("weak", weak as i64, "/admin/settings");
        want("templates", console.emails.faults().len() as i64, "/admin/mailbox/preview");
        services = health(machine);
        seal = json!({
            "sealed": machine.sealed,
            "behind": behind.map(time),
            "oldest": machine.oldest.map(time),
        });
    }
    Ok(visitor.page(
        "admin/home",
        json!({ "figures": figures, "wants": wants, "services": services, "seal": seal }),
    ))
}

fn health(machine: &Machine) -> Vec<Value> {
    machine
        .services
        .iter()
        .map(|service| json!({ "name": service.name, "up": service.fault.is_none() }))
        .collect()
}
