//! Calendars to subscribe to (iCalendar, RFC 5545). Times are in UTC, so that
//! no definition of a zone has to go along.

use crate::{Id, Time};

/// Octets of a line before it is folded (3.1).
const MAX_LINE: usize = 75;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryStatus {
    Confirmed,
    /// In the line for a place.
    Tentative,
    Cancelled,
}

pub struct Entry {
    pub id: Id,
    pub title: String,
    /// Plain text.
    pub description: String,
    pub starts_at: Time,
    pub ends_at: Time,
    pub location: Option<String>,
    /// Where to read more.
    pub link: String,
    pub categories: Vec<String>,
    pub status: EntryStatus,
    pub sequence: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

pub struct Calendar<'a> {
    /// What calendars call it; an event by itself needs no name.
    pub name: Option<&'a str>,
    /// Part of the entries' ids.
    pub host: &'a str,
    pub entries: &'a [Entry],
}

impl Calendar<'_> {
    pub fn write(&self) -> String {
        let mut out = String::with_capacity(512 * (self.entries.len() + 1));
        let mut line = |text: &str| fold(&mut out, text);
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//Roster//Events//EN");
        line("CALSCALE:GREGORIAN");
        if let Some(name) = self.name {
            // RFC 7986, 5.1 and 5.7, and what went before them.
            line(&format!("NAME:{}", escape(name)));
            line(&format!("X-WR-CALNAME:{}", escape(name)));
            line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
            line("X-PUBLISHED-TTL:PT1H");
        }
        for entry in self.entries {
            entry.write(self.host, &mut line);
        }
        line("END:VCALENDAR");
        out
    }
}

impl Entry {
    fn write(&self, host: &str, line: &mut impl FnMut(&str)) {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@{host}", self.id));
        line(&format!("DTSTAMP:{}", stamp(self.updated_at)));
        line(&format!("CREATED:{}", stamp(self.created_at)));
        line(&format!("LAST-MODIFIED:{}", stamp(self.updated_at)));
        line(&format!("SEQUENCE:{}", self.sequence));
        line(&format!("DTSTART:{}", stamp(self.starts_at)));
        line(&format!("DTEND:{}", stamp(self.ends_at)));
        line(&format!("SUMMARY:{}", escape(&self.title)));
        if !self.description.is_empty() {
            line(&format!("DESCRIPTION:{}", escape(&self.description)));
        }
        if let Some(location) = &self.location {
            line(&format!("LOCATION:{}", escape(location)));
        }
        if !self.categories.is_empty() {
            let all: Vec<String> = self.categories.iter().map(|name| escape(name)).collect();
            line(&format!("CATEGORIES:{}", all.join(",")));
        }
        line(&format!("URL:{}", self.link));
        line(match self.status {
            EntryStatus::Confirmed => "STATUS:CONFIRMED",
            EntryStatus::Tentative => "STATUS:TENTATIVE",
            EntryStatus::Cancelled => "STATUS:CANCELLED",
        });
        line("END:VEVENT");
    }
}

/// UTC to the second (3.3.5).
fn stamp(time: Time) -> String {
    time.format("%Y%m%dT%H%M%SZ").to_string()
}

/// TEXT (3.3.11): control characters other than line ends have no place in it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded between characters (3.1).
fn fold(out: &mut String, text: &str) {
    let mut room = MAX_LINE;
    for c in text.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = MAX_LINE - 1;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(title: &str, description: &str) -> Entry {
        Entry {
            id: Id::nil(),
            title: title.into(),
            description: description.into(),
            starts_at: "2026-05-01T08:00:00Z".parse().unwrap(),
            ends_at: "2026-05-01T10:00:00.5Z".parse().unwrap(),
            location: Some("Park; gate 2, left".into()),
            link: "https://people.example/events/x".into(),
            categories: vec!["Out, and about".into(), "tea".into()],
            status: EntryStatus::Cancelled,
            sequence: 3,
            created_at: Time::default(),
            updated_at: Time::default(),
        }
    }

    fn written(entries: &[Entry], name: Option<&str>) -> String {
        Calendar { name, host: "people.example", entries }.write()
    }

    #[test]
    fn an_event_is_written_as_the_standard_says() {
        let text = written(&[entry("Walk", "One\r\ntwo\\\tend\u{7}")], None);
        for line in [
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            "UID:00000000-0000-0000-0000-000000000000@people.example\r\n",
            "DTSTART:20260501T080000Z\r\nDTEND:20260501T100000Z\r\n",
            "SUMMARY:Walk\r\n",
            "DESCRIPTION:One\\ntwo\\\\ end\r\n",
            "LOCATION:Park\\; gate 2\\, left\r\n",
            "CATEGORIES:Out\\, and about,tea\r\n",
            "SEQUENCE:3\r\n",
            "STATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert!(!text.contains("X-WR-CALNAME"));
        assert!(written(&[], Some("Mine")).contains("\r\nX-WR-CALNAME:Mine\r\n"));
    }

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_what_was_said(title in "\\PC{0,150}", text in "(?s).{0,400}") {
            let written = written(&[entry(&title, &text)], None);
            prop_assert!(written.ends_with("\r\n"));
            for line in written.trim_end().split("\r\n") {
                prop_assert!(line.len() <= 75 && !line.chars().any(char::is_control));
            }
            let unfolded = written.replace("\r\n ", "");
            let summary = format!("SUMMARY:{}\r\n", escape(&title));
            prop_assert!(unfolded.contains(&summary));
            prop_assert_eq!(unfolded.matches("BEGIN:").count(), 2);
        }
    }
}
