//! The short query language: words, phrases in quotes, and `key:value`.

use crate::analytics::{Source, Stage};
use crate::{Fault, Role, Time, clock, locale};

use super::{NotSeen, fold};

/// More words or filters than this add nothing but work.
const MAX_WORDS: usize = 10;
const MAX_FILTERS: usize = 20;

/// One condition besides the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    Role(Role),
    Locked(bool),
    Verified(bool),
    Professional(bool),
    Locale(String),
    /// Included.
    CreatedFrom(Time),
    /// Excluded.
    CreatedTo(Time),
    /// By the last sign-in; included.
    SeenFrom(Time),
    /// Excluded.
    SeenTo(Time),
    NeverSeen(bool),
    /// A profile field that an administrator defined, and its value as text.
    Extra {
        name: String,
        value: String,
    },
    /// By the last use of a session too; whoever was never seen as well.
    NotSeen(NotSeen),
    Reached(Stage),
    Source(Source),
}

/// A search that was read. Everything in it must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Folded; a phrase has spaces in it.
    pub words: Vec<String>,
    pub filters: Vec<Filter>,
}

/// A key, and values that are offered for it.
const KEYS: [(&str, &[&str]); 8] = [
    ("role", &["anonymous", "authenticated", "manager", "admin"]),
    ("verified", &["yes", "no"]),
    ("locked", &["yes", "no"]),
    ("professional", &["yes", "no"]),
    ("locale", &[]),
    ("created", &[">", "<"]),
    ("seen", &["never", ">", "<"]),
    ("extra.", &[]),
];

/// Reads a search. Words are parted by spaces; `"…"` holds a phrase together
/// and takes away what its letters mean otherwise. Keys are `role`,
/// `verified`, `locked`, `professional`, `locale`, `created`, `seen`, and
/// `extra.NAME` for profile fields; times
/// are dates (UTC) or RFC 3339, alone or behind `>`, `>=`, `<` or `<=`. A
/// `>` day is included, a `<` day is not.
pub fn parse(text: &str) -> Result<Terms, Fault> {
    let mut terms = Terms::default();
    for token in tokens(text) {
        let filter = match token.quoted {
            true => None,
            false => key_and_value(&token.text),
        };
        match filter {
            Some((key, value)) => {
                if terms.filters.len() >= MAX_FILTERS {
                    return Err(Fault::new("search", "too_many"));
                }
                terms.filters.extend(filters(&key, value)?);
            }
            None => {
                let words: Vec<String> =
                    fold(&token.text).split_whitespace().map(str::to_owned).collect();
                let word = words.join(" ");
                if !word.is_empty() && !terms.words.contains(&word) && terms.words.len() < MAX_WORDS
                {
                    terms.words.push(word);
                }
            }
        }
    }
    Ok(terms)
}

/// The words and phrases of a search that knows no keys, folded.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for token in tokens(text) {
        let folded = fold(&token.text);
        let word = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        if !word.is_empty() && !words.contains(&word) && words.len() < MAX_WORDS {
            words.push(word);
        }
    }
    words
}

struct Token {
    text: String,
    /// Whether it began with a quote.
    quoted: bool,
    /// Where it begins and ends, in bytes.
    from: usize,
    to: usize,
}

/// Parts a search at spaces outside quotes. A quote that nobody closes holds
/// to the end.
fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut current: Option<Token> = None;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && !inside {
            found.extend(current.take());
            continue;
        }
        let token = current.get_or_insert_with(|| Token {
            text: String::new(),
            quoted: c == '"',
            from: at,
            to: at,
        });
        token.to = at + c.len_utf8();
        match c {
            '"' => inside = !inside,
            _ => token.text.push(c),
        }
    }
    found.extend(current);
    found
}

/// `key:value` where the key could be one. Addresses of pages are words.
fn key_and_value(token: &str) -> Option<(String, &str)> {
    let (key, value) = token.split_once(':')?;
    let plain = !key.is_empty()
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
        && key.starts_with(|c: char| c.is_ascii_alphabetic());
    (plain && !value.starts_with("//")).then(|| (key.to_ascii_lowercase(), value))
}

fn filters(key: &str, value: &str) -> Result<Vec<Filter>, Fault> {
    let cut = |text: &str| text.chars().take(40).collect::<String>();
    let bad =
        || Fault::new("search", "search_value_invalid").with("key", key).with("value", cut(value));
    let flag = || match value.to_ascii_lowercase().as_str() {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err(bad()),
    };
    Ok(match key {
        "role" => vec![Filter::Role(value.parse().map_err(|()| bad())?)],
        "locked" => vec![Filter::Locked(flag()?)],
        "verified" => vec![Filter::Verified(flag()?)],
        "professional" => vec![Filter::Professional(flag()?)],
        "locale" => vec![Filter::Locale(locale::parse("search", value).map_err(|_| bad())?)],
        "created" => {
            let (from, to) = span(value).ok_or_else(bad)?;
            let (from, to) = (from.map(Filter::CreatedFrom), to.map(Filter::CreatedTo));
            from.into_iter().chain(to).collect()
        }
        "seen" if value.eq_ignore_ascii_case("never") => vec![Filter::NeverSeen(true)],
        "seen" => {
            let (from, to) = span(value).ok_or_else(bad)?;
            let (from, to) = (from.map(Filter::SeenFrom), to.map(Filter::SeenTo));
            from.into_iter().chain(to).collect()
        }
        _ if key.strip_prefix("extra.").is_some_and(|name| !name.is_empty()) => {
            vec![extra(key, value).ok_or_else(bad)?]
        }
        _ => {
            let known: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
            return Err(Fault::new("search", "search_key_unknown")
                .with("key", cut(key))
                .with("known", known.join(", ")));
        }
    })
}

/// `extra.NAME` and a value.
pub fn extra(key: &str, value: &str) -> Option<Filter> {
    let name = key.strip_prefix("extra.")?.to_owned();
    let value = value.trim().to_owned();
    (!value.is_empty()).then_some(Filter::Extra { name, value })
}

/// The time from (included) and to (excluded) which a value stands for.
fn span(value: &str) -> Option<(Option<Time>, Option<Time>)> {
    let read =
        |text: &str| clock::parse(text).filter(|t| (0..=9998).contains(&chrono::Datelike::year(t)));
    // A date is a whole day, a time a moment.
    let end = |text: &str| {
        let length = match text.parse::<chrono::NaiveDate>() {
            Ok(_) => chrono::Duration::days(1),
            Err(_) => chrono::Duration::microseconds(1),
        };
        read(text).map(|time| time + length)
    };
    if let Some(text) = value.strip_prefix(">=").or_else(|| value.strip_prefix('>')) {
        return Some((Some(read(text)?), None));
    }
    if let Some(text) = value.strip_prefix("<=") {
        return Some((None, Some(end(text)?)));
    }
    if let Some(text) = value.strip_prefix('<') {
        return Some((None, Some(read(text)?)));
    }
    Some((Some(read(value)?), Some(end(value)?)))
}

/// Something that could stand at the cursor instead of what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Which bytes of the text it replaces.
    pub from: usize,
    pub to: usize,
    pub text: String,
}

/// Keys and values that go on with what was typed up to `cursor`, in bytes.
/// `languages` are the tags that may stand behind `locale:`.
pub fn complete(text: &str, cursor: usize, languages: &[&str]) -> Vec<Completion> {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let typed = &text[..cursor];
    let token = tokens(typed).pop().filter(|token| token.to == cursor);
    let (from, word) = match &token {
        Some(token) if token.quoted => return Vec::new(),
        Some(token) => (token.from, token.text.to_ascii_lowercase()),
        None => (cursor, String::new()),
    };
    let offered: Vec<String> = match word.split_once(':') {
        Some((key, value)) => {
            let Some((_, values)) = KEYS.iter().find(|(known, _)| *known == key) else {
                return Vec::new();
            };
            let values = if key == "locale" { languages } else { values };
            let fits = |v: &&&str| v.starts_with(value) && **v != value;
            values.iter().filter(fits).map(|v| format!("{key}:{v}")).collect()
        }
        None => {
            let fits = KEYS.iter().filter(|(key, _)| key.starts_with(word.as_str()));
            // What follows a dot is for people to say.
            let end = |key: &str| if key.ends_with('.') { "" } else { ":" };
            fits.map(|(key, _)| format!("{key}{}", end(key))).collect()
        }
    };
    offered.into_iter().map(|text| Completion { from, to: cursor, text }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn time(text: &str) -> Time {
        clock::parse(text).unwrap()
    }

    #[test]
    fn words_phrases_and_filters_are_told_apart() {
        let terms = parse(r#"role:manager verified:no  Ána "María  López" ANA ana@x.org"#).unwrap();
        assert_eq!(terms.words, ["ana", "maria lopez", "ana@x.org"]);
        assert_eq!(terms.filters, [Filter::Role(Role::Manager), Filter::Verified(false)]);
        let terms = parse(r#""role:x" https://a.example/ :b 10:30 "open"#).unwrap();
        assert_eq!(terms.words, ["role:x", "https://a.example/", ":b", "10:30", "open"]);
        assert_eq!(terms.filters, []);
        assert_eq!(parse("  \" \" \u{202e} ").unwrap(), Terms::default());
        assert_eq!(parse("a\u{202e}n\u{200b}a").unwrap().words, ["ana"]);
    }

    #[test]
    fn times_are_days_or_moments() {
        let filters = |text: &str| parse(text).unwrap().filters;
        let from = Filter::CreatedFrom(time("2026-01-01"));
        assert_eq!(filters("created:>2026-01-01"), std::slice::from_ref(&from));
        assert_eq!(filters("created:2026-01-01"), [from, Filter::CreatedTo(time("2026-01-02"))]);
        assert_eq!(filters("seen:<2026-05-01"), [Filter::SeenTo(time("2026-05-01"))]);
        assert_eq!(filters("seen:<=2026-05-01"), [Filter::SeenTo(time("2026-05-02"))]);
        assert_eq!(filters("seen:never"), [Filter::NeverSeen(true)]);
    }

    #[test]
    fn profile_fields_are_filters() {
        let terms = parse(r#"extra.city:Lima extra.team_2:"Red Ants" ana"#).unwrap();
        let extra =
            |name: &str, value: &str| Filter::Extra { name: name.into(), value: value.into() };
        assert_eq!(terms.filters, [extra("city", "Lima"), extra("team_2", "Red Ants")]);
        assert_eq!(terms.words, ["ana"]);
        assert_eq!(parse("extra.city:").unwrap_err().code, "search_value_invalid");
        assert_eq!(parse("extra.:x").unwrap_err().code, "search_key_unknown");
    }

    #[test]
    fn a_fault_names_the_key_or_the_value() {
        let fault = |text: &str| parse(text).unwrap_err();
        assert_eq!(fault("ana rolle:x").code, "search_key_unknown");
        assert_eq!(fault("ana rolle:x").args[0], ("key", "rolle".to_owned()));
        for bad in ["role:boss", "locked:perhaps", "created:soon", "seen:", "locale:e", "created:>"]
        {
            assert_eq!(fault(bad).code, "search_value_invalid", "{bad}");
        }
    }

    #[test]
    fn keys_and_values_are_completed() {
        let offered = |text: &str| -> Vec<String> {
            complete(text, text.len(), &["en", "es"]).into_iter().map(|c| c.text).collect()
        };
        assert_eq!(offered("ana ro"), ["role:"]);
        assert_eq!(offered("role:a"), ["role:anonymous", "role:authenticated", "role:admin"]);
        assert_eq!(offered("locale:e"), ["locale:en", "locale:es"]);
        assert_eq!(offered("l"), ["locked:", "locale:"]);
        assert_eq!(offered("verified:no"), [""; 0]);
        assert_eq!(offered("\"ro"), [""; 0]);
        assert_eq!(offered("ana ").len(), KEYS.len());
        let middle = &complete("ro ana", 2, &[])[0];
        assert_eq!((middle.from, middle.to), (0, 2));
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in "[ -~\":><éЖ\u{202e}]{0,60}", cursor in 0usize..80) {
            if let Ok(terms) = parse(&text) {
                prop_assert!(terms.words.len() <= MAX_WORDS);
                for word in &terms.words {
                    prop_assert_eq!(word, &fold(word));
                }
            }
            for completion in complete(&text, cursor, &["en"]) {
                prop_assert!(completion.from <= completion.to && completion.to <= text.len());
                let mut text = text.clone();
                text.replace_range(completion.from..completion.to, &completion.text);
            }
        }

        #[test]
        fn quoted_text_is_taken_as_it_is(text in "[a-z:<>]{1,20}( [a-z:<>]{1,20}){0,3}") {
            let terms = parse(&format!("\"{text}\"")).unwrap();
            prop_assert_eq!(terms.words, vec![text]);
        }

        #[test]
        fn words_in_any_order_are_the_same_words(mut words in proptest::collection::vec("[a-z]{1,8}", 0..6)) {
            let one = parse(&words.join(" ")).unwrap();
            words.reverse();
            let mut other = parse(&words.join("  ")).unwrap();
            let mut one_sorted = one.words;
            one_sorted.sort();
            other.words.sort();
            prop_assert_eq!(one_sorted, other.words);
        }
    }
}
