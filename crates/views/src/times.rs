//! Moments in the reader's words and zone.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::Texts;

/// Day and time: `21 de noviembre de 2026 a las 10:22`.
pub fn moment(texts: &Texts, locale: &str, zone: Tz, at: DateTime<Utc>) -> String {
    texts.formats(locale).moment(at.with_timezone(&zone))
}

/// The day alone.
pub fn date(texts: &Texts, locale: &str, zone: Tz, at: DateTime<Utc>) -> String {
    texts.formats(locale).date(at.with_timezone(&zone))
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
        assert_eq!(moment(&texts, "en", Tz::UTC, time), "November 21, 2026 at 11:05\u{202f}PM");
        assert_eq!(
            moment(&texts, "es", Tz::Europe__Madrid, time),
            "22 de noviembre de 2026 a las 00:05"
        );
        assert_eq!(date(&texts, "ru", Tz::Europe__Moscow, time), "22 ноября 2026\u{202f}г.");
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
