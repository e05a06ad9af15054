//! What is said of an event, and whether it may be.

use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization;

use super::when::When;
use super::{
    MAX_CAPACITY, MAX_CATEGORY, MAX_DESCRIPTION, MAX_LOCATION, MAX_TAG, MAX_TAGS, MAX_TITLE,
    MAX_URL, key,
};
use crate::Time;
use crate::error::{Fault, Faults};
use crate::profiles::is_web_address;
use crate::zones;

/// What an event is about, when and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    pub title: String,
    /// Markdown.
    pub description: String,
    pub starts_at: Time,
    pub ends_at: Time,
    /// The IANA zone whose clocks it goes by.
    pub time_zone: String,
    pub location: Option<String>,
    pub url: Option<String>,
    /// How many places there are; `None` is without limit.
    pub capacity: Option<i64>,
    pub category: Option<String>,
    pub tags: Vec<String>,
}

impl Details {
    /// Whether whoever signed up has to know: another time or place.
    pub fn moved_from(&self, before: &Details) -> bool {
        let place = |d: &Details| (d.location.clone(), d.url.clone());
        (self.starts_at, self.ends_at, &self.time_zone)
            != (before.starts_at, before.ends_at, &before.time_zone)
            || place(self) != place(before)
    }

    /// What text searches see.
    pub fn texts(&self) -> Vec<&str> {
        let mut all = vec![self.title.as_str(), &self.description];
        all.extend(self.location.as_deref());
        all.extend(self.category.as_deref());
        all.extend(self.tags.iter().map(String::as_str));
        all
    }
}

/// What somebody says of an event. An absent field stays as it was, and
/// `Some(None)` empties it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailsChange {
    pub title: Option<String>,
    pub description: Option<String>,
    pub starts_at: Option<When>,
    pub ends_at: Option<When>,
    pub time_zone: Option<String>,
    pub location: Option<Option<String>>,
    pub url: Option<Option<String>>,
    pub capacity: Option<Option<i64>>,
    pub category: Option<Option<String>>,
    pub tags: Option<Vec<String>>,
}

impl DetailsChange {
    /// Every faulty field is noted; sound ones make the event's new details.
    pub fn apply(&self, before: Option<&Details>, faults: &mut Faults) -> Option<Details> {
        let zone = match (&self.time_zone, before) {
            (Some(name), _) => faults.take(
                zones::parse(name.trim())
                    .ok_or_else(|| Fault::new("time_zone", "time_zone_unknown")),
            ),
            (None, Some(before)) => zones::parse(&before.time_zone),
            (None, None) => faults.take(Err(Fault::new("time_zone", "required"))),
        };
        let title = match (&self.title, before) {
            (Some(text), _) => faults.take(line("title", text, MAX_TITLE).and_then(needed)),
            (None, Some(before)) => Some(before.title.clone()),
            (None, None) => faults.take(Err(Fault::new("title", "required"))),
        };
        let description = match (&self.description, before) {
            (Some(text), _) => faults.take(prose("description", text, MAX_DESCRIPTION)),
            (None, before) => Some(before.map(|b| b.description.clone()).unwrap_or_default()),
        };
        // In an unknown zone the order of two times can still be wrong.
        let there = zone.or(Some(chrono_tz::UTC));
        let starts = before.map(|b| (b.starts_at, b.time_zone.as_str()));
        let starts_at = moment("starts_at", self.starts_at, starts, there, faults);
        let ends = before.map(|b| (b.ends_at, b.time_zone.as_str()));
        let ends_at = moment("ends_at", self.ends_at, ends, there, faults);
        if let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at)
            && ends_at <= starts_at
        {
            faults.push(Fault::new("ends_at", "ends_before_start"));
        }
        let was = |of: fn(&Details) -> &Option<String>| before.and_then(|b| of(b).clone());
        let location = optional(&self.location, was(|b| &b.location), |text| {
            faults.take(line("location", text, MAX_LOCATION).map(|(_, text)| text))
        });
        let url = optional(&self.url, was(|b| &b.url), |text| faults.take(address(text)));
        if location.as_ref().is_some_and(Option::is_none)
            && url.as_ref().is_some_and(Option::is_none)
        {
            faults.push(Fault::new("location", "place_needed"));
        }
        let category = optional(&self.category, was(|b| &b.category), |text| {
            faults.take(line("category", text, MAX_CATEGORY).map(|(_, text)| text))
        });
        let capacity = match self.capacity {
            None => Some(before.and_then(|b| b.capacity)),
            Some(None) => Some(None),
            Some(Some(places)) if (1..=MAX_CAPACITY).contains(&places) => Some(Some(places)),
            Some(Some(_)) => {
                let max = MAX_CAPACITY;
                faults.push(Fault::new("capacity", "out_of_range").with("min", 1).with("max", max));
                None
            }
        };
        let tags = match &self.tags {
            Some(tags) => faults.take(check_tags(tags)),
            None => Some(before.map(|b| b.tags.clone()).unwrap_or_default()),
        };
        Some(Details {
            title: title?,
            description: description?,
            starts_at: starts_at?,
            ends_at: ends_at?,
            time_zone: zone?.name().to_owned(),
            location: location?,
            url: url?,
            capacity: capacity?,
            category: category?,
            tags: tags?,
        })
    }
}

fn moment(
    field: &'static str,
    given: Option<When>,
    before: Option<(Time, &str)>,
    zone: Option<Tz>,
    faults: &mut Faults,
) -> Option<Time> {
    match (given, before) {
        (Some(when), before) => faults.take(when.moment(field, zone?, before)),
        (None, Some((time, _))) => Some(time),
        (None, None) => faults.take(Err(Fault::new(field, "required"))),
    }
}

/// A field that may be empty: what it was, or what `check` makes of the text.
/// `None` when that is faulty.
fn optional(
    given: &Option<Option<String>>,
    before: Option<String>,
    check: impl FnOnce(&str) -> Option<String>,
) -> Option<Option<String>> {
    match given {
        None => Some(before),
        Some(text) => match text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            None => Some(None),
            Some(text) => check(text).map(Some),
        },
    }
}

/// Text on one line, with the field it stands in.
fn line(field: &'static str, text: &str, max: usize) -> Result<(&'static str, String), Fault> {
    let text: String = text.trim().nfc().take(max + 1).collect();
    match () {
        () if text.chars().count() > max => Err(Fault::new(field, "too_long").with("max", max)),
        () if text.chars().any(char::is_control) => Err(Fault::new(field, "control_characters")),
        () => Ok((field, text)),
    }
}

fn needed((field, text): (&'static str, String)) -> Result<String, Fault> {
    match text.is_empty() {
        true => Err(Fault::new(field, "required")),
        false => Ok(text),
    }
}

/// Text of any number of lines.
fn prose(field: &'static str, text: &str, max: usize) -> Result<String, Fault> {
    let text: String = text.trim().nfc().take(max + 1).collect();
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    match () {
        () if text.chars().count() > max => Err(Fault::new(field, "too_long").with("max", max)),
        () if text.chars().any(control) => Err(Fault::new(field, "control_characters")),
        () => Ok(text),
    }
}

fn address(text: &str) -> Result<String, Fault> {
    let (_, text) = line("url", text, MAX_URL)?;
    match is_web_address(&text) {
        true => Ok(text),
        false => Err(Fault::new("url", "url_invalid")),
    }
}

/// Tags as they were written, each once whatever its case.
fn check_tags(tags: &[String]) -> Result<Vec<String>, Fault> {
    let mut found: Vec<String> = Vec::new();
    for tag in tags {
        let invalid = || Fault::new("tags", "tag_invalid").with("max", MAX_TAG);
        let (_, tag) = line("tags", tag, MAX_TAG).map_err(|_| invalid())?;
        // Forms part them by commas.
        if tag.is_empty() || tag.contains(',') || key(&tag).is_empty() {
            return Err(invalid());
        }
        if !found.iter().any(|other| key(other) == key(&tag)) {
            found.push(tag);
        }
        if found.len() > MAX_TAGS {
            return Err(Fault::new("tags", "too_many"));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Id;
    use crate::events::{Event, EventState, EventStatus, to_the_minute};

    fn at(text: &str) -> Time {
        text.parse().unwrap()
    }

    fn said() -> DetailsChange {
        DetailsChange {
            title: Some(" Walk ".into()),
            starts_at: When::parse_local("2026-05-01T10:00"),
            ends_at: When::parse_local("2026-05-01 12:00"),
            time_zone: Some("Europe/Madrid".into()),
            location: Some(Some("Park".into())),
            ..DetailsChange::default()
        }
    }

    fn made(change: &DetailsChange) -> Result<Details, Vec<(String, &'static str)>> {
        let mut faults = Faults::default();
        let details = change.apply(None, &mut faults);
        match faults.0.is_empty() {
            true => Ok(details.unwrap()),
            false => Err(faults.0.into_iter().map(|f| (f.field.into_owned(), f.code)).collect()),
        }
    }

    fn fault(change: &DetailsChange) -> String {
        let faults = made(change).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        format!("{} {}", faults[0].0, faults[0].1)
    }

    #[test]
    fn local_times_are_of_the_events_own_zone() {
        let details = made(&said()).unwrap();
        assert_eq!(details.starts_at, at("2026-05-01T08:00:00Z"));
        assert_eq!(details.ends_at, at("2026-05-01T10:00:00Z"));
        assert_eq!(details.title, "Walk");
    }

    #[test]
    fn a_skipped_hour_is_a_fault_and_a_doubled_one_its_first() {
        let starts_at = When::parse_local("2026-03-29T02:30");
        let ends_at = When::parse_local("2026-03-29T04:30");
        let gap = DetailsChange { starts_at, ends_at, ..said() };
        assert_eq!(fault(&gap), "starts_at time_skipped");
        let starts_at = When::parse_local("2026-10-25T02:30");
        let ends_at = When::parse_local("2026-10-25T04:30");
        let twice = DetailsChange { starts_at, ends_at, ..said() };
        let mut details = made(&twice).unwrap();
        assert_eq!(details.starts_at, at("2026-10-25T00:30:00Z"));
        // A form that sends back what it showed changes nothing.
        details.starts_at = at("2026-10-25T01:30:10Z");
        let kept = twice.apply(Some(&details), &mut Faults::default()).unwrap();
        assert_eq!(kept.starts_at, at("2026-10-25T01:30:10Z"));
    }

    #[test]
    fn every_fault_has_its_field() {
        let all = made(&DetailsChange::default()).unwrap_err();
        let wanted = ["time_zone", "title", "starts_at", "ends_at", "location"];
        assert_eq!(all.iter().map(|(f, _)| f.as_str()).collect::<Vec<_>>(), wanted);
        let text = |n: usize| "x".repeat(n);
        let capacity = |n| DetailsChange { capacity: Some(Some(n)), ..said() };
        let tags = |tags: &[&str]| DetailsChange {
            tags: Some(tags.iter().map(|t| t.to_string()).collect()),
            ..said()
        };
        let many: Vec<String> = (0..11).map(|n| format!("t{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        for (change, wanted) in [
            (DetailsChange { title: Some(text(151)), ..said() }, "title too_long"),
            (DetailsChange { title: Some("a\nb".into()), ..said() }, "title control_characters"),
            (DetailsChange { description: Some(text(20_001)), ..said() }, "description too_long"),
            (DetailsChange { ends_at: said().starts_at, ..said() }, "ends_at ends_before_start"),
            (DetailsChange { location: Some(None), ..said() }, "location place_needed"),
            (DetailsChange { url: Some(Some("javascript:x".into())), ..said() }, "url url_invalid"),
            (capacity(0), "capacity out_of_range"),
            (capacity(1_000_001), "capacity out_of_range"),
            (tags(&many), "tags too_many"),
            (tags(&["a,b"]), "tags tag_invalid"),
            (tags(&[" "]), "tags tag_invalid"),
            (
                DetailsChange { time_zone: Some("Mars/Base".into()), ..said() },
                "time_zone time_zone_unknown",
            ),
        ] {
            assert_eq!(fault(&change), wanted);
        }
        let lost = DetailsChange { time_zone: Some("Mars/Base".into()), ..said() };
        let lost = made(&DetailsChange { ends_at: said().starts_at, ..lost }).unwrap_err();
        assert_eq!(lost.len(), 2, "{lost:?}");
        assert_eq!(made(&tags(&["Rust", "rust ", "Tea"])).unwrap().tags, ["Rust", "Tea"]);
    }

    #[test]
    fn a_time_needs_its_offset() {
        assert!(When::parse("2026-05-01T10:00:00+02:00").is_some());
        for bad in ["2026-05-01", "2026-05-01T10:00:00", "", "soon"] {
            assert_eq!(When::parse(bad), None, "{bad}");
        }
        for bad in ["", "2026-05-01", "2026-13-01T10:00", "2026-05-01T10:00+02:00"] {
            assert_eq!(When::parse_local(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_published_event_passes() {
        let mut event = Event {
            id: Id::nil(),
            creator: None,
            state: EventState::Published,
            details: made(&said()).unwrap(),
            registered: 3,
            waitlisted: 0,
            last_number: 3,
            created_at: Time::default(),
            updated_at: Time::default(),
            version: 1,
        };
        assert_eq!(event.status(at("2026-05-01T09:59:59Z")), EventStatus::Published);
        assert_eq!(event.status(at("2026-05-01T10:00:00Z")), EventStatus::Past);
        event.state = EventState::Cancelled;
        assert_eq!(event.status(at("2026-06-01T00:00:00Z")), EventStatus::Cancelled);
        assert_eq!(event.free(), None);
        event.details.capacity = Some(2);
        assert_eq!(event.free(), Some(0));
    }

    proptest! {
        #[test]
        fn what_a_form_shows_it_may_send_back(seconds in 0i64..4_000_000_000, zone in 0usize..590) {
            let zone = chrono_tz::TZ_VARIANTS[zone % chrono_tz::TZ_VARIANTS.len()];
            let time = chrono::DateTime::from_timestamp(seconds, 0).unwrap();
            let local = When::parse_local(&to_the_minute(time, zone)).unwrap();
            let back = local.moment("starts_at", zone, Some((time, zone.name())));
            prop_assert_eq!(back.unwrap(), time);
        }
    }
}
