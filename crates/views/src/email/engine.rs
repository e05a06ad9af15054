//! The template engine of e-mails: strict, and nothing a person typed leaves
//! it unescaped.

use domain::locale::parents;
use intl_pluralrules::{PluralRuleType, PluralRules};
use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior};
use unic_langid::LanguageIdentifier;

use crate::markdown;
use crate::texts::check::form;

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
    engine
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
    Ok(format!("{number} {form}"))
}
