//! What is counted, and what is read from it. Views and signs of life gather
//! in memory and are written every second; what the journal tells is worked
//! in behind its seals. A request waits for none of it.

mod counting;
mod figures;
mod invitations;
mod journal;
mod people;

use chrono::Duration;
use domain::Result;
use domain::analytics::{Book, day};

use crate::App;

pub use counting::{Counting, came, flush, view};
pub use figures::{
    Cohort, Conversion, Figures, Funnel, Series, cohorts, conversion, funnel, series, summary,
};
pub use invitations::{Happened, Inviter, conversion_rate, happened, invitations, inviters};
pub(crate) use journal::Marks;
pub use journal::work_in;
pub use people::{Inactive, inactive, of_bucket, search, unverified};

/// Days for which it is kept on which day somebody came: a month looks back
/// so far.
pub const ACTIVE_DAYS: i32 = 31;

/// A book without anything in it.
fn book(app: &App) -> Book {
    let settings = &app.settings.analytics;
    let today = day(app.clock.now());
    Book {
        visitor_days: settings.visitor_days as i32,
        oldest: today - settings.retention_days as i32,
        ..Book::default()
    }
}

/// Removes what is older than it is to be kept.
pub async fn sweep(app: &App) -> Result<()> {
    let settings = &app.settings.analytics;
    let today = day(app.clock.now());
    let kept = |days: i64| today - days.min(settings.retention_days) as i32;
    let oldest = store::analytics::Oldest {
        visits: kept(settings.visitor_days),
        active: kept(i64::from(ACTIVE_DAYS)),
        counts: kept(settings.retention_days),
    };
    let tx = app.store.begin().await?;
    store::analytics::sweep(&tx, oldest);
    tx.commit().await
}

/// How long a browser is known.
pub fn visitor_time(app: &App) -> Duration {
    Duration::days(app.settings.analytics.visitor_days)
}
