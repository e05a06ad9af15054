//! Moments as people and programs say them.

use chrono::{Datelike, LocalResult, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use super::{MAX_YEAR, MIN_YEAR};
use crate::Time;
use crate::error::Fault;

/// A moment as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    At(Time),
    /// On the clocks of the event's zone.
    Local(NaiveDateTime),
}

impl When {
    /// RFC 3339: a time without an offset is none.
    pub fn parse(text: &str) -> Option<When> {
        let has_offset = text.contains(['T', 't', ' ']);
        crate::clock::parse(text).filter(|_| has_offset).map(When::At)
    }

    /// What a form sends (HTML, 2.3.5.5).
    pub fn parse_local(text: &str) -> Option<When> {
        let text = text.trim().replacen(' ', "T", 1);
        ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
            .iter()
            .find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())
            .map(When::Local)
    }

    /// The moment. A local time that clocks skip is none; of one that they
    /// show twice the first is meant, unless it was the other before.
    pub(super) fn moment(
        self,
        field: &'static str,
        zone: Tz,
        before: Option<(Time, &str)>,
    ) -> Result<Time, Fault> {
        let moment = match self {
            When::At(time) => time,
            When::Local(local) => {
                if let Some((time, was)) = before
                    && was == zone.name()
                    && to_the_minute(time, zone) == to_the_minute_of(local)
                {
                    return Ok(time);
                }
                match zone.from_local_datetime(&local) {
                    LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => time.to_utc(),
                    LocalResult::None => return Err(Fault::new(field, "time_skipped")),
                }
            }
        };
        match (MIN_YEAR..=MAX_YEAR).contains(&moment.year()) {
            true => Ok(moment),
            false => Err(Fault::new(field, "time_invalid")),
        }
    }
}

fn to_the_minute_of(local: NaiveDateTime) -> String {
    local.format("%Y-%m-%dT%H:%M").to_string()
}

/// A moment on the clocks of a zone, as forms want it.
pub fn to_the_minute(time: Time, zone: Tz) -> String {
    to_the_minute_of(time.with_timezone(&zone).naive_local())
}
