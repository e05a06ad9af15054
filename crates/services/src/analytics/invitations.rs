//! What invitations bring. Those that were sent in a range are looked at as
//! they are now; what happened on which day is told by the roll-ups.

use std::collections::BTreeMap;

use domain::analytics::{Day, Range, day, rate, start};
use domain::invitations::{InvitationQuery, InvitationStats};
use domain::{Actor, Permission, Result};
pub use store::invitations::Inviter;

use super::figures::steps;
use crate::App;

/// Which invitations were sent in a range.
fn sent_in(range: Range) -> InvitationQuery {
    InvitationQuery {
        created_from: Some(start(range.from)),
        created_to: Some(start(range.to + 1)),
        ..InvitationQuery::default()
    }
}

/// What became of the invitations that were sent in a range.
pub async fn invitations(app: &App, actor: &Actor, range: Range) -> Result<InvitationStats> {
    actor.must(Permission::ReadAnalytics)?;
    store::invitations::stats(&app.store, &sent_in(range), app.clock.now()).await
}

/// The share of invitations whose people joined.
pub fn conversion_rate(found: &InvitationStats) -> f64 {
    rate(found.converted as i64, found.sent as i64)
}

/// Who sent most in a range, under their present nicknames.
pub async fn inviters(app: &App, actor: &Actor, range: Range) -> Result<Vec<(String, Inviter)>> {
    actor.must(Permission::ReadAnalytics)?;
    let now = app.clock.now();
    let found = store::invitations::inviters(&app.store, &sent_in(range), now).await?;
    let people: Vec<_> = found.iter().map(|one| one.id).collect();
    let mut names = store::journal::labels(&app.store, &people).await?;
    let named = |one: Inviter| (names.remove(&one.id).unwrap_or_default(), one);
    Ok(found.into_iter().map(named).collect())
}

/// What happened to invitations on some days, whenever they were sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Happened {
    pub sent: i64,
    pub accepted: i64,
    pub converted: i64,
}

/// What happened in each of the steps that a range is shown in.
pub async fn happened(app: &App, actor: &Actor, range: Range) -> Result<Vec<(Range, Happened)>> {
    actor.must(Permission::ReadAnalytics)?;
    let range = range.until(day(app.clock.now()));
    let mut days: BTreeMap<Day, Happened> = BTreeMap::new();
    for (day, name, count) in store::analytics::counts_of(&app.store, "invitations.", range).await?
    {
        let on = days.entry(day).or_default();
        match name.strip_prefix("invitations.") {
            Some("sent") => on.sent += count,
            Some("accepted") => on.accepted += count,
            Some("converted") => on.converted += count,
            _ => {}
        }
    }
    let sum = |step: Range| {
        let days = days.range(step.from..=step.to).map(|(_, on)| on);
        days.fold(Happened::default(), |sum, on| Happened {
            sent: sum.sent + on.sent,
            accepted: sum.accepted + on.accepted,
            converted: sum.converted + on.converted,
        })
    };
    Ok(steps(range).map(|step| (step, sum(step))).collect())
}
