//! Numbers, dates and lists by the rules of a language (CLDR, through ICU4X).

use chrono::{DateTime, Datelike, Timelike};
use chrono_tz::Tz;
use fluent_bundle::FluentValue;
use fluent_bundle::memoizer::MemoizerKind;
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{T, YM, YMD, YMDT};
use icu_datetime::input::{Date, DateTime as Moment, Time};
use icu_datetime::options::TimePrecision;
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_locale_core::Locale;
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

/// How one language writes what is no word.
pub struct Formats {
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    moment: FixedCalendarDateTimeFormatter<Gregorian, YMDT>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    time: NoCalendarFormatter<T>,
    number: DecimalFormatter,
    list: ListFormatter,
}

impl Formats {
    /// A language of which nothing is known writes as its parents do, and the
    /// last of them in a neutral way.
    pub fn of(tag: &str) -> Result<Formats, String> {
        let locale: Locale = tag.parse().map_err(|error| format!("{tag}: {error}"))?;
        let fault = |error: &dyn std::fmt::Display| format!("{tag}: {error}");
        let moment = YMDT::long().with_time_precision(TimePrecision::Minute);
        Ok(Formats {
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long())
                .map_err(|error| fault(&error))?,
            moment: FixedCalendarDateTimeFormatter::try_new((&locale).into(), moment)
                .map_err(|error| fault(&error))?,
            month: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YM::long())
                .map_err(|error| fault(&error))?,
            time: NoCalendarFormatter::try_new((&locale).into(), T::hm())
                .map_err(|error| fault(&error))?,
            number: DecimalFormatter::try_new((&locale).into(), Default::default())
                .map_err(|error| fault(&error))?,
            list: ListFormatter::try_new_and((&locale).into(), Default::default())
                .map_err(|error| fault(&error))?,
        })
    }

    /// `21 de noviembre de 2026`
    pub fn date(&self, at: DateTime<Tz>) -> String {
        match icu(at) {
            Some(moment) => self.date.format(&moment.date).to_string(),
            None => at.format("%Y-%m-%d").to_string(),
        }
    }

    /// `21 de noviembre de 2026 a las 10:22`
    pub fn moment(&self, at: DateTime<Tz>) -> String {
        match icu(at) {
            Some(moment) => self.moment.format(&moment).to_string(),
            None => at.format("%Y-%m-%d %H:%M").to_string(),
        }
    }

    /// `noviembre de 2026`
    pub fn month(&self, at: DateTime<Tz>) -> String {
        match icu(at) {
            Some(moment) => self.month.format(&moment.date).to_string(),
            None => at.format("%Y-%m").to_string(),
        }
    }

    /// `10:22`
    pub fn time(&self, at: DateTime<Tz>) -> String {
        match icu(at) {
            Some(moment) => self.time.format(&moment.time).to_string(),
            None => at.format("%H:%M").to_string(),
        }
    }

    /// `1.234.567`
    pub fn number(&self, number: i64) -> String {
        self.number.format(&Decimal::from(number)).to_string()
    }

    /// A share of 1 in hundredths, to one place: `12,3`
    pub fn percent(&self, share: f64) -> String {
        let tenths = (share * 1000.0).round() as i64;
        let mut hundredths = Decimal::from(tenths);
        hundredths.multiply_pow10(-1);
        hundredths.trim_end();
        self.number.format(&hundredths).to_string()
    }

    /// `a, b y c`
    pub fn list(&self, items: &[String]) -> String {
        self.list.format(items.iter().map(String::as_str)).to_string()
    }
}

/// The same on the calendar of ICU4X, which knows years up to 9999.
fn icu(at: DateTime<Tz>) -> Option<Moment<Gregorian>> {
    let part = |number: u32| u8::try_from(number).ok();
    let date = Date::try_new_gregorian(at.year(), part(at.month())?, part(at.day())?).ok()?;
    let time = Time::try_new(part(at.hour())?, part(at.minute())?, 0, 0).ok()?;
    Some(Moment { date, time })
}

/// The numbers in a language's texts.
struct Numbers(DecimalFormatter);

impl Memoizable for Numbers {
    type Args = ();
    type Error = String;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, String> {
        let locale: Locale = language.to_string().parse().map_err(|_| "no tag".to_owned())?;
        let number = DecimalFormatter::try_new((&locale).into(), Default::default());
        number.map(Numbers).map_err(|error| error.to_string())
    }
}

/// Writes a text's whole numbers as its language does.
pub fn in_texts<M: MemoizerKind>(value: &FluentValue, memoizer: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    // Beyond that a double does not hold every whole number.
    if number.value.fract() != 0.0 || number.value.abs() > 9e15 {
        return None;
    }
    let whole = Decimal::from(number.value as i64);
    let written = |numbers: &Numbers| numbers.0.format(&whole).to_string();
    memoizer.with_try_get_threadsafe((), written).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_write_in_their_own_way() {
        let at = "2026-11-21T22:05:00Z".parse::<DateTime<chrono::Utc>>().unwrap();
        for (tag, zone, moment, number, list) in [
            ("en", Tz::UTC, "November 21, 2026 at 10:05 PM", "1,234,567", "a, b, and c"),
            ("en-GB", Tz::UTC, "21 November 2026 at 22:05", "1,234,567", "a, b and c"),
            (
                "es",
                Tz::Europe__Madrid,
                "21 de noviembre de 2026 a las 23:05",
                "1.234.567",
                "a, b y c",
            ),
            ("ru", Tz::Europe__Moscow, "22 ноября 2026 г. в 01:05", "1 234 567", "a, b и c"),
            ("de", Tz::UTC, "21. November 2026 um 22:05", "1.234.567", "a, b und c"),
            ("fr", Tz::UTC, "21 novembre 2026 à 22:05", "1 234 567", "a, b et c"),
            ("ar", Tz::UTC, "21 نوفمبر 2026 في 10:05 م", "1,234,567", "a وb وc"),
        ] {
            let formats = Formats::of(tag).unwrap();
            let plain =
                |text: String| text.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{200f}', "");
            assert_eq!(plain(formats.moment(at.with_timezone(&zone))), moment);
            assert_eq!(plain(formats.number(1_234_567)), number);
            assert_eq!(plain(formats.list(&["a", "b", "c"].map(str::to_owned))), list);
        }
        assert!(Formats::of("tlh").unwrap().date(at.with_timezone(&Tz::UTC)).contains("2026"));
        assert!(Formats::of("../x").is_err());
    }

    #[test]
    fn formats_are_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Formats>();
    }
}
