//! The days that figures are asked for.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{Day, start};
use crate::Fault;

/// Days of the range that is shown when none is asked for.
const USUAL: Day = 30;
/// Twenty years, which no site's figures are longer.
pub const MAX_DAYS: Day = 7305;

/// Both days are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub from: Day,
    pub to: Day,
}

impl Range {
    /// Reads two dates; without them the last thirty days. A range may end
    /// after today, but not begin after it.
    pub fn read(from: Option<&str>, to: Option<&str>, today: Day) -> Result<Range, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut read = |name: &'static str, text: Option<&str>| {
            let day = text.map(parse)?;
            if day.is_none() {
                faults.push(Fault::new(name, "date_invalid"));
            }
            day
        };
        let (first, last) = (read("from", from), read("to", to));
        if !faults.is_empty() {
            return Err(faults);
        }
        let to = last.unwrap_or(first.unwrap_or(today).max(today));
        let from = first.unwrap_or(to.min(today) - (USUAL - 1));
        let fault = match () {
            () if from > to => Fault::new("to", "range_reversed"),
            () if from > today => Fault::new("from", "range_in_future"),
            () if to - from >= MAX_DAYS => {
                Fault::new("from", "range_too_long").with("max", MAX_DAYS)
            }
            () => return Ok(Range { from, to }),
        };
        Err(vec![fault])
    }

    pub fn days(self) -> RangeInclusive<Day> {
        self.from..=self.to
    }

    /// The same without the days that are still to come.
    pub fn until(self, today: Day) -> Range {
        Range { from: self.from, to: self.to.min(today).max(self.from) }
    }

    pub fn len(self) -> Day {
        self.to - self.from + 1
    }

    /// As many days, right before these.
    pub fn before(self) -> Range {
        Range { from: self.from - self.len(), to: self.from - 1 }
    }

    pub fn is_empty(self) -> bool {
        self.to < self.from
    }
}

fn parse(text: &str) -> Option<Day> {
    let fits = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    if text.len() != 10 || !text.bytes().enumerate().all(fits) {
        return None;
    }
    let date: NaiveDate = text.parse().ok()?;
    Some((date.and_time(chrono::NaiveTime::MIN).and_utc() - start(0)).num_days() as Day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::date;
    use super::*;

    const TODAY: Day = 20_000;

    fn codes(from: Option<&str>, to: Option<&str>) -> Vec<(String, &'static str)> {
        let faults = Range::read(from, to, TODAY).unwrap_err();
        faults.into_iter().map(|fault| (fault.field.into_owned(), fault.code)).collect()
    }

    #[test]
    fn the_last_thirty_days_are_usual() {
        let usual = Range::read(None, None, TODAY).unwrap();
        assert_eq!((usual.from, usual.to, usual.len()), (TODAY - 29, TODAY, 30));
        assert_eq!(usual.before(), Range { from: TODAY - 59, to: TODAY - 30 });
        let text = date(TODAY - 3).to_string();
        assert_eq!(Range::read(Some(&text), None, TODAY).unwrap().to, TODAY);
        let before = Range::read(None, Some(&text), TODAY).unwrap();
        assert_eq!((before.from, before.to), (TODAY - 32, TODAY - 3));
    }

    #[test]
    fn faulty_ranges_are_told_where() {
        assert_eq!(
            codes(Some("2026-13-01"), Some("soon")),
            [("from".to_owned(), "date_invalid"), ("to".to_owned(), "date_invalid")]
        );
        for odd in
            ["", "2024-1-1", "+12024-01-01", "2024-01-01T00:00:00Z", "-024-01-01", "２０２４"]
        {
            assert_eq!(codes(Some(odd), None)[0].1, "date_invalid", "{odd}");
        }
        assert_eq!(codes(Some("2024-09-02"), Some("2024-09-01"))[0].1, "range_reversed");
        assert_eq!(codes(Some("2999-01-01"), Some("2999-02-01"))[0].1, "range_in_future");
        assert_eq!(codes(Some("2999-01-01"), None)[0].1, "range_in_future");
        assert_eq!(codes(Some("1024-01-01"), None)[0].1, "range_too_long");
        assert_eq!(codes(Some("2020-01-01"), Some("2999-01-01"))[0].1, "range_too_long");
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_meant(from in 0i32..40_000, length in 0i32..9_000) {
            let (first, last) = (date(from).to_string(), date(from + length).to_string());
            match Range::read(Some(&first), Some(&last), TODAY) {
                Ok(range) => {
                    prop_assert_eq!((range.from, range.len()), (from, length + 1));
                    prop_assert!(range.from <= TODAY && range.len() <= MAX_DAYS);
                    prop_assert!(range.until(TODAY).to <= TODAY.max(from));
                }
                Err(_) => prop_assert!(from > TODAY || length >= MAX_DAYS),
            }
            if length > 0 {
                prop_assert!(Range::read(Some(&last), Some(&first), TODAY).is_err());
            }
        }

        #[test]
        fn nothing_typed_panics(from in "\\PC{0,12}", to in "[0-9-]{0,12}") {
            let _ = Range::read(Some(&from), Some(&to), TODAY);
        }
    }
}
