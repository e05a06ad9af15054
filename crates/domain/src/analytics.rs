//! What is counted, by day, and what is read from it. A day is one of UTC, so
//! no clock change makes one longer or shorter.

mod book;
mod gaps;
mod range;

pub use book::{Book, Changes, Member, Seen};
pub use gaps::{Gaps, arrive};
pub use range::{MAX_DAYS, Range};

use chrono::{DateTime, NaiveDate};

use crate::Time;

/// Days since 1970-01-01.
pub type Day = i32;

pub fn day(at: Time) -> Day {
    at.timestamp().div_euclid(86_400) as Day
}

pub fn date(day: Day) -> NaiveDate {
    let time = DateTime::from_timestamp(i64::from(day) * 86_400, 0);
    time.unwrap_or_default().date_naive()
}

/// The first moment of a day.
pub fn start(day: Day) -> Time {
    DateTime::from_timestamp(i64::from(day) * 86_400, 0).unwrap_or_default()
}

/// The Monday of a day's week. 1970-01-01 was a Thursday.
pub fn monday(day: Day) -> Day {
    day - (day + 3).rem_euclid(7)
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$meta:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$meta])* $variant,)* }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            pub fn parse(text: &str) -> Option<Self> {
                $name::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    };
}

words! {
    /// What is published and viewed. A further kind is a line here and a call
    /// of `Visitor::viewed` on its page.
    Content {
        Profile = "profile",
        Post = "post",
        Event = "event",
    }
}

words! {
    /// What led somebody to register.
    Source {
        Invitation = "invitation",
        Event = "event",
        Post = "post",
        /// Neither of these, or nothing is known of it.
        Direct = "direct",
    }
}

words! {
    /// How far somebody who registered has come; nobody skips the first.
    Stage {
        Registered = "registered",
        Verified = "verified",
        SignedIn = "signed_in",
        /// Wrote a post, signed up for an event or invited somebody.
        TookPart = "took_part",
        /// Came in the fourth week after the one they registered in.
        Back = "back",
    }
}

words! {
    /// Whose days are counted.
    Kind {
        /// Browsers of people who are not signed in.
        Visitors = "visitors",
        /// Those of them in which somebody later registered and proved the
        /// address.
        Converted = "converted",
        /// People who signed in, or came signed in.
        Active = "active",
    }
}

words! {
    /// For how long somebody was not seen. Who was never seen is in all.
    Bucket {
        Day = "24h",
        TwoDays = "48h",
        Week = "1w",
        Year = "1y",
        Never = "never",
    }
}

/// The week, counted from the one of registering, in which coming counts as
/// coming back.
pub const BACK_WEEK: Day = 4;

/// People are active in a month when they came on one of so many days.
pub const MONTH: Day = 30;

impl Content {
    /// The source that a first view of it makes.
    pub fn source(self) -> Source {
        match self {
            Content::Post => Source::Post,
            Content::Event => Source::Event,
            Content::Profile => Source::Direct,
        }
    }
}

impl Bucket {
    /// Who was seen last before this moment is in; none: only who never was.
    pub fn before(self, now: Time) -> Option<Time> {
        let hours = match self {
            Bucket::Day => 24,
            Bucket::TwoDays => 48,
            Bucket::Week => 7 * 24,
            Bucket::Year => 365 * 24,
            Bucket::Never => return None,
        };
        Some(now - chrono::Duration::hours(hours))
    }
}

/// A part of a whole, to four places; 0 of nothing.
pub fn rate(part: i64, whole: i64) -> f64 {
    match whole {
        0 => 0.0,
        _ => (part as f64 / whole as f64 * 10_000.0).round() / 10_000.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_weeks_begin_at_midnight_utc() {
        let at = |text: &str| day(text.parse().unwrap());
        assert_eq!(at("1970-01-01T00:00:00Z"), 0);
        assert_eq!(at("1969-12-31T23:59:59Z"), -1);
        assert_eq!(at("2026-11-21T23:59:59.999999Z") + 1, at("2026-11-22T00:00:00Z"));
        // Clocks went forward in Europe on that day.
        assert_eq!(at("2026-03-29T03:30:00+02:00"), at("2026-03-29T00:30:00Z"));
        assert_eq!(date(at("2026-11-21T12:00:00Z")).to_string(), "2026-11-21");
        for day in ["2026-11-16", "2026-11-19", "2026-11-22"] {
            let monday = monday(at(&format!("{day}T08:00:00Z")));
            assert_eq!(date(monday).to_string(), "2026-11-16");
            assert_eq!(start(monday).to_rfc3339(), "2026-11-16T00:00:00+00:00");
        }
    }

    #[test]
    fn words_are_read_back() {
        for bucket in Bucket::ALL {
            assert_eq!(Bucket::parse(bucket.as_str()), Some(*bucket));
        }
        assert_eq!(Bucket::parse("2w"), None);
        assert_eq!((rate(1, 3), rate(5, 0)), (0.3333, 0.0));
    }
}
