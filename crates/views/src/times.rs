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

/// The month alone.
pub fn month(texts: &Texts, locale: &str, zone: Tz, at: DateTime<Utc>) -> String {
    texts.formats(locale).month(at.with_timezone(&zone))
}

/// From when to when; the day is said once where it is the same.
pub fn span(
    texts: &Texts,
    locale: &str,
    zone: Tz,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> String {
    let (start, end) = (from.with_timezone(&zone), to.with_timezone(&zone));
    let until = match start.date_naive() == end.date_naive() {
        true => texts.formats(locale).time(end),
        false => moment(texts, locale, zone, to),
    };
    format!("{} – {until}", moment(texts, locale, zone, from))
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
        let until = at("2026-11-22T00:15:00Z");
        assert_eq!(
            span(&texts, "de", Tz::Europe__Madrid, time, until),
            "22. November 2026 um 00:05 – 01:15"
        );
        assert_eq!(
            span(&texts, "de", Tz::UTC, time, until),
            "21. November 2026 um 23:05 – 22. November 2026 um 00:15"
        );
        assert_eq!(month(&texts, "es", Tz::UTC, time), "noviembre de 2026");
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
