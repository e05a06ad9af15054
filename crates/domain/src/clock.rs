//! The wall clock, passed in so that a test can move it. The only place that
//! reads the system's clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, Utc};

/// A point in time: UTC, whole microseconds.
pub type Time = DateTime<Utc>;

/// Reads RFC 3339, or a date, which is its first moment in UTC.
pub fn parse(text: &str) -> Option<Time> {
    if let Ok(date) = text.parse::<chrono::NaiveDate>() {
        return Some(date.and_time(chrono::NaiveTime::MIN).and_utc());
    }
    let time = DateTime::parse_from_rfc3339(text).ok()?;
    Some(time.with_timezone(&Utc).trunc_subsecs(6))
}

/// Writes RFC 3339 in UTC with microseconds and `Z`.
pub fn format(time: Time) -> String {
    time.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}

/// From when to when on the clocks of a time zone; the day is said once where
/// it is the same.
pub fn span(from: Time, to: Time, zone: &str) -> String {
    let zone = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let (from, to) = (from.with_timezone(&zone), to.with_timezone(&zone));
    let end = if from.date_naive() == to.date_naive() { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    format!("{} – {}", from.format("%Y-%m-%d %H:%M"), to.format(end))
}

#[derive(Clone, Debug, Default)]
pub enum Clock {
    #[default]
    System,
    /// Microseconds since the Unix epoch, moved by whoever holds it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The present moment, cut to microseconds (what both databases keep).
    pub fn now(&self) -> Time {
        match self {
            #[allow(clippy::disallowed_methods)]
            Clock::System => Utc::now().trunc_subsecs(6),
            Clock::Fixed(micros) => {
                DateTime::from_timestamp_micros(micros.load(Ordering::Relaxed)).unwrap_or_default()
            }
        }
    }
}
