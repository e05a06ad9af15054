//! What invitations bring: what became of them, who sends them, and what
//! happens from day to day.

use axum::response::Response;
use domain::analytics::{date, rate};
use domain::invitations::{InvitationStats, InvitationStatus};
use serde_json::{Value, json};
use services::analytics::{self, Happened, Inviter};
use url::form_urlencoded;
use views::charts::{Bar, Bars};

use super::super::Analysing;
use super::{Asked, Told, advice, cell, change, chart, figure, lines, linked, number, percent};
use crate::error::Result;
use crate::pages::Visitor;

pub async fn show(Analysing(visitor): Analysing) -> Result<Response> {
    let asked = Asked::read(&visitor);
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let found = analytics::invitations(app, actor, asked.range).await?;
    let before = analytics::invitations(app, actor, asked.range.before()).await?;
    let inviters = analytics::inviters(app, actor, asked.range).await?;
    let steps = analytics::happened(app, actor, asked.range).await?;
    let of: [Told<Happened>; 3] = [
        ("invitations", |h| h.sent),
        ("invitations-accepted", |h| h.accepted),
        ("invitations-converted", |h| h.converted),
    ];
    let values = json!({
        "frame": asked.frame(&visitor),
        "figures": figures(&visitor, &asked, &found, &before),
        "drawings": [
            states(&visitor, &asked, &found),
            people(&visitor, &asked, &inviters),
            lines(&visitor, &asked, &steps, ("invitations", "invitation_days"), &of),
        ],
        "advice": advice::invitations(&visitor, &asked, &found),
    });
    let flash = visitor.flash_shown();
    Ok(visitor.answer(asked.status(), "admin/analytics_invitations", flash, values))
}

/// The list of those that were sent in the range.
pub fn list(asked: &Asked, status: Option<InvitationStatus>, inviter: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(status) = status {
        query.append_pair("status", status.as_str());
    }
    if let Some(inviter) = inviter {
        query.append_pair("inviter", inviter);
    }
    query.append_pair("sent_from", &date(asked.range.from).to_string());
    query.append_pair("sent_to", &date(asked.range.to + 1).to_string());
    format!("/admin/invitations?{}", query.finish())
}

fn figures(
    visitor: &Visitor,
    asked: &Asked,
    now: &InvitationStats,
    before: &InvitationStats,
) -> Vec<Value> {
    let share = |key: &str, of: fn(&InvitationStats) -> u64| {
        let rate = |stats| rate(of(stats) as i64, stats.sent as i64);
        let change = change(visitor, rate(now), rate(before));
        figure(visitor, key, percent(visitor, rate(now)), change, None)
    };
    let sent = number(visitor, now.sent as i64);
    let grown = change(visitor, now.sent as f64, before.sent as f64);
    let all = Some(list(asked, None, None));
    vec![
        figure(visitor, "invitations", sent, grown, all),
        share("invitations-acceptance", |stats| stats.accepted),
        share("invitations-conversion", |stats| stats.converted),
    ]
}

/// How many are in a state now.
pub fn in_state(found: &InvitationStats, status: InvitationStatus) -> i64 {
    let count = match status {
        InvitationStatus::Sent => found.waiting,
        InvitationStatus::Accepted => found.opened,
        InvitationStatus::Converted => found.converted,
        InvitationStatus::Expired => found.expired,
        InvitationStatus::Revoked => found.revoked,
    };
    count as i64
}

fn states(visitor: &Visitor, asked: &Asked, found: &InvitationStats) -> Value {
    let name =
        |status: InvitationStatus| visitor.text(&format!("invitation-{}", status.as_str()), &[]);
    let bar = |status| {
        let count = in_state(found, status);
        Bar { label: name(status), parts: vec![count], told: number(visitor, count) }
    };
    let bars = InvitationStatus::ALL.map(bar);
    let title = visitor.text("analytics-chart-invitation-states", &[]);
    let id = "invitation-states";
    let svg = Bars { id, title: &title, bars: &bars }.draw();
    let head = ["state", "invitations", "share-of-all"];
    let head = head.map(|key| visitor.text(&format!("analytics-column-{key}"), &[]));
    let row = |status| {
        let count = in_state(found, status);
        vec![
            cell(name(status)),
            linked(number(visitor, count), list(asked, Some(status), None)),
            cell(percent(visitor, rate(count, found.sent as i64))),
        ]
    };
    let rows = InvitationStatus::ALL.map(row).to_vec();
    let exports = asked.exports("invitation_states");
    let mut chart = chart(visitor, (id, svg), head.to_vec(), rows, exports);
    chart["open"] = true.into();
    chart
}

fn people(visitor: &Visitor, asked: &Asked, inviters: &[(String, Inviter)]) -> Value {
    // A long name would not fit beside the bars; the table has it whole.
    let cut = |name: &str| match name.chars().count() {
        ..=22 => name.to_owned(),
        _ => name.chars().take(21).chain(['…']).collect(),
    };
    let bar = |(name, one): &(String, Inviter)| Bar {
        label: cut(name),
        parts: vec![one.sent, one.accepted, one.converted],
        told: number(visitor, one.sent),
    };
    let bars: Vec<Bar> = inviters.iter().map(bar).collect();
    let title = visitor.text("analytics-chart-inviters", &[]);
    let svg = Bars { id: "inviters", title: &title, bars: &bars }.draw();
    let name = |key: &str| visitor.text(&format!("analytics-figure-{key}"), &[]);
    let parts = ["invitations", "invitations-accepted", "invitations-converted"].map(name);
    let mut head = vec![visitor.text("invitation-inviter", &[])];
    head.extend(parts.clone());
    head.extend(["invitations-acceptance", "invitations-conversion"].map(name));
    let row = |(name, one): &(String, Inviter)| {
        let share = |count| cell(percent(visitor, rate(count, one.sent)));
        vec![
            linked(name.clone(), format!("/admin/users/{}", one.id)),
            linked(number(visitor, one.sent), list(asked, None, Some(name))),
            cell(number(visitor, one.accepted)),
            cell(number(visitor, one.converted)),
            share(one.accepted),
            share(one.converted),
        ]
    };
    let rows = inviters.iter().map(row).collect();
    let mut chart = chart(visitor, ("inviters", svg), head, rows, asked.exports("inviters"));
    chart["legend"] = json!(parts);
    chart["open"] = true.into();
    chart
}
