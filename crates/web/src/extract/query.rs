//! Query strings, taken out name by name like the fields of an object.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::Datelike;
use domain::error::Faults;
use domain::{Fault, Time, clock};
use url::form_urlencoded;

use super::fields::unknown_field;
use crate::State;
use crate::error::{Problem, Result};

/// The longest text to look for, in characters.
const MAX_TEXT: usize = 200;
/// The last year of RFC 3339, and well within what databases take.
const MAX_YEAR: i32 = 9999;
/// Parameters that are read at most.
const MAX_PAIRS: usize = 100;

#[derive(Debug, Default)]
pub struct Query {
    path: String,
    pairs: Vec<(String, String)>,
    taken: Vec<&'static str>,
    prefixes: Vec<&'static str>,
    faults: Vec<Fault>,
}

impl FromRequestParts<State> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self> {
        Ok(Query::new(parts.uri.path(), parts.uri.query().unwrap_or_default()))
    }
}

impl Query {
    pub fn new(path: &str, query: &str) -> Self {
        let mut pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
        let mut read = Query {
            path: path.trim_end_matches('/').to_owned(),
            pairs: pairs.by_ref().take(MAX_PAIRS).collect(),
            ..Query::default()
        };
        if pairs.next().is_some() {
            read.push(Fault::new("query", "too_many"));
        }
        read
    }

    /// The value of a name that is given once at most.
    pub fn raw(&mut self, name: &'static str) -> Option<String> {
        self.taken.push(name);
        let mut values = self.pairs.iter().filter(|(n, _)| n == name).map(|(_, v)| v);
        let value = values.next()?.clone();
        if values.next().is_some() {
            self.faults.push(Fault::new(name, "duplicate"));
        }
        Some(value)
    }

    /// The values of a name that may be given more than once.
    pub fn all(&mut self, name: &'static str) -> Vec<String> {
        self.taken.push(name);
        self.pairs.iter().filter(|(n, _)| n == name).map(|(_, value)| value.clone()).collect()
    }

    /// A text to look for.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let text = self.raw(name)?;
        let fault = match () {
            () if text.chars().count() > MAX_TEXT => {
                Fault::new(name, "too_long").with("max", MAX_TEXT)
            }
            () if text.chars().any(char::is_control) => Fault::new(name, "control_characters"),
            () => return Some(text),
        };
        self.faults.push(fault);
        None
    }

    /// Words and filters to look for, as `domain::search::parse` reads them.
    pub fn search(&mut self) -> Option<String> {
        let text = self.text("search")?;
        match domain::search::parse(&text) {
            Ok(_) => Some(text),
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    /// All values of names that begin so, with their names.
    pub fn beginning(&mut self, prefix: &'static str) -> Vec<(String, String)> {
        self.prefixes.push(prefix);
        self.pairs.iter().filter(|(name, _)| name.starts_with(prefix)).cloned().collect()
    }

    /// What `read` makes of the value, or a fault of this code.
    pub fn parsed<T>(
        &mut self,
        name: &'static str,
        fault: Fault,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.raw(name)?;
        let value = read(&text);
        if value.is_none() {
            self.faults.push(fault);
        }
        value
    }

    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        self.parsed(name, Fault::new(name, "not_boolean"), |text| text.parse().ok())
    }

    pub fn time(&mut self, name: &'static str) -> Option<Time> {
        self.parsed(name, Fault::new(name, "time_invalid"), |text| {
            clock::parse(text).filter(|time| (0..=MAX_YEAR).contains(&time.year()))
        })
    }

    /// A whole number within bounds.
    pub fn number(&mut self, name: &'static str, min: u64, max: u64) -> Option<u64> {
        let fault = Fault::new(name, "out_of_range").with("min", min).with("max", max);
        self.parsed(name, fault, |text| {
            text.parse().ok().filter(|number| (min..=max).contains(number))
        })
    }

    pub fn push(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Refuses what is faulty, and names that nobody asked for.
    pub fn check(&mut self) -> domain::Result<()> {
        let mut faults = std::mem::take(&mut self.faults);
        for (name, _) in &self.pairs {
            let known = self.taken.contains(&name.as_str())
                || self.prefixes.iter().any(|prefix| name.starts_with(prefix));
            if !known {
                faults.push(unknown_field(name));
            }
        }
        Faults(faults).check()
    }

    /// The same path and query with other values; `None` leaves a name out.
    pub fn with(&self, changes: &[(&str, Option<String>)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let changed = |name: &str| changes.iter().any(|(n, _)| *n == name);
        query.extend_pairs(self.pairs.iter().filter(|(name, _)| !changed(name)));
        query.extend_pairs(changes.iter().filter_map(|(n, v)| Some((*n, v.as_deref()?))));
        let path = if self.path.is_empty() { "/" } else { &self.path };
        match query.finish() {
            empty if empty.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_dates_or_rfc_3339() {
        let read = |text: &str| {
            let text = text.replace('+', "%2B");
            let time = Query::new("/x", &format!("t={text}")).time("t");
            time.map(|t| t.to_rfc3339())
        };
        assert_eq!(read("2020-02-29"), Some("2020-02-29T00:00:00+00:00".into()));
        assert_eq!(read("2020-01-01T02:00:00+02:00"), Some("2020-01-01T00:00:00+00:00".into()));
        for bad in
            ["", "0", "yesterday", "2020-13-01", "2020-02-30", "2020-01-01T00:00:00", "-4000-01-01"]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_fault_of_a_query_is_named() {
        let mut query = Query::new("/x/", "limit=0&skip=-1&flag=2&text=a%00b&more=1&limit=3");
        assert_eq!(query.number("limit", 1, 100), None);
        assert_eq!(query.number("skip", 0, 10), None);
        assert_eq!(query.flag("flag"), None);
        assert_eq!(query.text("text"), None);
        assert_eq!(query.text("absent"), None);
        let Err(domain::Error::Invalid(faults)) = query.check() else { panic!() };
        let fields: Vec<_> = faults.iter().map(|f| f.field.as_ref()).collect();
        assert_eq!(fields, ["limit", "limit", "skip", "flag", "text", "more"]);
        assert!(Query::new("/x", &"a&".repeat(101)).check().is_err());
    }

    #[test]
    fn links_keep_the_rest_of_the_query() {
        let query = Query::new("/users/", "search=a+b%26&skip=3");
        assert_eq!(query.with(&[("skip", None)]), "/users?search=a+b%26");
        assert_eq!(query.with(&[("skip", Some("6".into()))]), "/users?search=a+b%26&skip=6");
        assert_eq!(Query::new("/users", "skip=3").with(&[("skip", None)]), "/users");
        assert_eq!(Query::new("/", "a=1").with(&[]), "/?a=1");
    }
}
