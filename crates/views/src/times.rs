//! Moments in the reader's words and zone.

use chrono::{DateTime, Datelike, Timelike, Utc};
use chrono_tz::Tz;

use crate::Texts;

/// Day and time: `21 November 2026, 10:22`.
pub fn moment(texts: &Texts, locale: &str, zone: Tz, at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&zone);
    let clock = format!("{:02}:{:02}", at.hour(), at.minute());
    texts.get(locale, "time-moment", &[("date", &day(texts, locale, at)), ("time", &clock)])
}

/// The day alone.
pub fn date(texts: &Texts, locale: &str, zone: Tz, at: DateTime<Utc>) -> String {
    day(texts, locale, at.with_timezone(&zone))
}

fn day(texts: &Texts, locale: &str, at: DateTime<Tz>) -> String {
    let (day, month, year) = (at.day(), at.month(), at.year());
    let (day, month, year) = (day.to_string(), month.to_string(), year.to_string());
    texts.get(locale, "time-date", &[("day", &day), ("month", &month), ("year", &year)])
}

/// How long ago, in the largest unit that fits.
pub fn ago(texts: &Texts, locale: &str, now: DateTime<Utc>, at: DateTime<Utc>) -> String {
    let seconds = (now - at).num_seconds().max(0);
    let (unit, count) = match seconds {
        0..60 => ("now", 0),
        60..3600 => ("minutes", seconds / 60),
        3600..86_400 => ("hours", seconds / 3600),
        _ => ("days", seconds / 86_400),
    };
    texts.get(locale, "time-ago", &[("unit", unit), ("count", &count.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn moments_are_told_in_the_readers_language_and_zone() {
        let texts = Texts::load(None, "en").unwrap();
        let time = at("2026-11-21T23:05:00Z");
        assert_eq!(moment(&texts, "en", Tz::UTC, time), "21 November 2026, 23:05");
        assert_eq!(
            moment(&texts, "es", Tz::Europe__Madrid, time),
            "22 de noviembre de 2026, 00:05"
        );
        assert_eq!(date(&texts, "ru", Tz::Europe__Moscow, time), "22 ноября 2026 г.");
    }

    #[test]
    fn the_past_is_told_in_its_largest_unit() {
        let texts = Texts::load(None, "en").unwrap();
        let now = at("2026-11-21T10:00:00Z");
        let told = |text: &str| ago(&texts, "en", now, at(text));
        assert_eq!(told("2026-11-21T10:00:30Z"), "just now");
        assert_eq!(told("2026-11-21T09:59:00Z"), "1 minute ago");
        assert_eq!(told("2026-11-21T07:00:00Z"), "3 hours ago");
        assert_eq!(told("2026-11-19T09:00:00Z"), "2 days ago");
        assert_eq!(ago(&texts, "ru", now, at("2026-11-21T09:38:00Z")), "22 минуты назад");
    }
}
