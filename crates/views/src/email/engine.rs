//! The template engine of e-mails: strict, and nothing a person typed leaves
//! it unescaped.

use chrono_tz::Tz;
use domain::locale::parents;
use domain::{clock, zones};
use intl_pluralrules::{PluralRuleType, PluralRules};
use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior};
use unic_langid::LanguageIdentifier;

use crate::formats::Formats;
use crate::texts::check::form;
use crate::{FALLBACK, markdown};

/// Template names, which decide how values are escaped.
pub const SUBJECT: &str = "subject";
pub const BODY: &str = "body";

pub fn new() -> Environment<'static> {
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|name| match name {
        SUBJECT => AutoEscape::None,
        _ => AutoEscape::Custom("markdown".into()),
    });
    // Only what a macro wrote is marked as safe: it was escaped in there.
    for marks_safe in ["safe", "escape", "e", "tojson"] {
        engine.remove_filter(marks_safe);
    }
    engine.set_formatter(|out, state, value| {
        let text = if value.is_none() { String::new() } else { value.to_string() };
        let plain = value.is_safe() || state.name() == SUBJECT;
        Ok(out.write_str(&if plain { text } else { markdown::escape(&text) })?)
    });
    engine.add_filter("plural", plural);
    engine.add_filter("when", when);
    engine
}

/// `{{ at|when }}`: a moment (RFC 3339) in the language of the template and on
/// the clock of the person, which it names; `zone="Europe/Madrid"` is another.
/// `until=ends_at` makes a span of it.
fn when(state: &State, at: &str, args: Kwargs) -> Result<String, Error> {
    let fault = |what: String| Error::new(ErrorKind::InvalidOperation, what);
    let said = |name: &str| state.lookup(name).map(|value| value.to_string());
    let zone: Option<String> = args.get("zone")?;
    let until: Option<String> = args.get("until")?;
    args.assert_all_used()?;
    let zone = zone.or_else(|| said("time_zone")).and_then(|zone| zones::parse(&zone));
    let zone = zone.unwrap_or(Tz::UTC);
    let read = |text: &str| {
        let at = clock::parse(text);
        let at = at.ok_or_else(|| fault(format!("{text:?} is no RFC 3339 time")))?;
        Ok::<_, Error>(at.with_timezone(&zone))
    };
    let at = read(at)?;
    let language = said("language").unwrap_or_default();
    let formats = Formats::of(&language).or_else(|_| Formats::of(FALLBACK)).map_err(fault)?;
    let begins = formats.moment(at);
    Ok(match until.as_deref().map(read).transpose()? {
        None => format!("{begins} ({zone})"),
        Some(end) if end.date_naive() == at.date_naive() => {
            format!("{begins} – {} ({zone})", formats.time(end))
        }
        Some(end) => format!("{begins} – {} ({zone})", formats.moment(end)),
    })
}

/// `{{ 2|plural(one="hour", other="hours") }}`: the number and the form that
/// the language wants with it (CLDR plural categories; `other` is needed).
fn plural(state: &State, number: i64, forms: Kwargs) -> Result<String, Error> {
    let language = state.lookup("language").map(|l| l.to_string()).unwrap_or_default();
    let rules = parents(&language)
        .filter_map(|tag| tag.parse::<LanguageIdentifier>().ok())
        .find_map(|id| PluralRules::create(id, PluralRuleType::CARDINAL).ok());
    let category = rules.and_then(|rules| rules.select(number).ok()).map_or("other", form);
    for known in forms.args() {
        if !["zero", "one", "two", "few", "many", "other"].contains(&known) {
            let reason = format!("{known:?} is no plural category");
            return Err(Error::new(ErrorKind::TooManyArguments, reason));
        }
    }
    let form: Option<String> = forms.get(category)?;
    let form = match form {
        Some(form) => form,
        None => forms.get("other")?,
    };
    let formats = Formats::of(&language).or_else(|_| Formats::of(FALLBACK));
    let number = formats.map_or_else(|_| number.to_string(), |formats| formats.number(number));
    Ok(format!("{number} {form}"))
}
