//! Every short text that a person reads, as Fluent messages: `LANGUAGE/*.ftl`,
//! embedded, and overridden from a folder.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use domain::{Error, Fault};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::PatternElement;
use rust_embed::Embed;
use unic_langid::LanguageIdentifier;

use crate::{FALLBACK, parents};

#[cfg(test)]
mod tests;

#[derive(Embed)]
#[folder = "../../locales"]
struct BuiltIn;

type Bundle = FluentBundle<FluentResource>;

pub struct Texts {
    /// By lower-case tag.
    bundles: HashMap<String, Bundle>,
    default_locale: String,
    /// Faults of the texts that were logged; each is logged once.
    logged: Mutex<HashSet<String>>,
}

impl Texts {
    /// The built-in texts and, over them, those of `override_folder`, which
    /// has the same layout and may add languages. `default_locale` serves
    /// readers of languages that are not offered.
    pub fn load(override_folder: Option<&Path>, default_locale: &str) -> Result<Texts, String> {
        let mut bundles = HashMap::new();
        for path in BuiltIn::iter().filter(|path| path.ends_with(".ftl")) {
            let file = BuiltIn::get(&path).ok_or_else(|| format!("{path}: missing"))?;
            let source = String::from_utf8_lossy(&file.data);
            let language = path.split('/').next().unwrap_or_default();
            add(&mut bundles, language, &path, &source)?;
        }
        if let Some(folder) = override_folder {
            for (language, path) in override_files(folder)? {
                let source = fs::read_to_string(&path)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
                add(&mut bundles, &language, &path.to_string_lossy(), &source)?;
            }
        }
        let default_locale = default_locale.to_ascii_lowercase();
        if !parents(&default_locale).any(|tag| bundles.contains_key(tag)) {
            return Err(format!("there are no texts in the language {default_locale:?}"));
        }
        Ok(Texts { bundles, default_locale, logged: Mutex::default() })
    }

    /// The text in the reader's language, its parents, or English; the key
    /// itself when there is none. Whole numbers in `args` choose plurals.
    pub fn get(&self, locale: &str, key: &str, args: &[(&str, &str)]) -> String {
        let args = numbers(args);
        let languages = self.languages(locale);
        for tag in &languages {
            if let Some(text) = self.format(tag, key, &args) {
                return text;
            }
        }
        self.log_once(languages.last().unwrap_or(&FALLBACK), key, "a text is missing");
        self.format(FALLBACK, key, &args).unwrap_or_else(|| key.to_owned())
    }

    /// Whether the language itself has the text.
    pub fn has(&self, locale: &str, key: &str) -> bool {
        self.bundles.get(locale).is_some_and(|bundle| bundle.has_message(key))
    }

    /// Whether the text is the same whatever it is given.
    pub fn is_plain(&self, locale: &str, key: &str) -> bool {
        let found = self
            .languages(locale)
            .into_iter()
            .find_map(|tag| self.bundles.get(tag)?.get_message(key)?.value());
        found.is_some_and(|pattern| {
            let is_text = |e: &PatternElement<_>| matches!(e, PatternElement::TextElement { .. });
            pattern.elements.iter().all(is_text)
        })
    }

    /// What went wrong: the `detail` of a problem document.
    pub fn error(&self, locale: &str, error: &Error) -> String {
        match error {
            Error::Throttled { retry_after } | Error::Busy { retry_after } => {
                let (unit, count) = match *retry_after {
                    seconds if seconds < 120 => ("seconds", seconds.max(1)),
                    seconds => ("minutes", seconds.div_ceil(60)),
                };
                let args = [("unit", unit), ("count", &count.to_string())];
                self.get(locale, &key("error", error.code()), &args)
            }
            _ => self.detail(locale, error.code()),
        }
    }

    /// The kind of problem: the `title` of a problem document.
    pub fn title(&self, locale: &str, error: &Error) -> String {
        self.title_of(locale, error.code())
    }

    /// The `detail` of a code that is no domain error, such as `not_json`.
    pub fn detail(&self, locale: &str, code: &str) -> String {
        self.get(locale, &key("error", code), &[])
    }

    /// The `title` of a code that is no domain error.
    pub fn title_of(&self, locale: &str, code: &str) -> String {
        self.get(locale, &key("title", code), &[])
    }

    /// What is wrong with one input field.
    pub fn fault(&self, locale: &str, fault: &Fault) -> String {
        let args: Vec<(&str, &str)> =
            fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.get(locale, &key("fault", fault.code), &args)
    }

    /// Where a reader's texts are looked for before English.
    fn languages<'a>(&'a self, locale: &str) -> Vec<&'a str> {
        let known = |tag: &str| self.bundles.get_key_value(tag).map(|(tag, _)| tag.as_str());
        let own: Vec<&str> = parents(&locale.to_ascii_lowercase()).filter_map(known).collect();
        if own.is_empty() {
            return parents(&self.default_locale).filter_map(known).collect();
        }
        own
    }

    fn format(&self, tag: &str, key: &str, args: &FluentArgs) -> Option<String> {
        let bundle = self.bundles.get(tag)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        if !errors.is_empty() {
            self.log_once(tag, key, "a text mentions something that is not given");
        }
        Some(text)
    }

    fn log_once(&self, tag: &str, key: &str, fault: &str) {
        let mut logged = self.logged.lock().unwrap_or_else(PoisonError::into_inner);
        if logged.insert(format!("{tag} {key}")) {
            tracing::warn!(language = tag, key, "{fault}");
        }
    }
}

/// `error` and `email_taken` to `error-email-taken`.
fn key(kind: &str, code: &str) -> String {
    format!("{kind}-{}", code.replace('_', "-"))
}

fn numbers<'a>(args: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
    // Beyond 15 digits, and with leading zeros, a number would not be shown
    // as it was given.
    let number =
        |text: &str| text.parse::<i64>().ok().filter(|n| text.len() <= 15 && n.to_string() == text);
    args.iter()
        .map(|(name, value)| {
            (*name, number(value).map_or_else(|| FluentValue::from(*value), FluentValue::from))
        })
        .collect()
}

fn add(
    bundles: &mut HashMap<String, Bundle>,
    language: &str,
    path: &str,
    source: &str,
) -> Result<(), String> {
    let id: LanguageIdentifier =
        language.parse().map_err(|_| format!("{path}: {language:?} is no language tag"))?;
    let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
        let at = errors.first().map_or(0, |error| error.pos.start.min(source.len()));
        let line = source.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let reason = errors.first().map(ToString::to_string).unwrap_or_default();
        format!("{path}, line {line}: {reason}")
    })?;
    let bundle = bundles.entry(id.to_string().to_ascii_lowercase()).or_insert_with(|| {
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        bundle
    });
    bundle.add_resource_overriding(resource);
    Ok(())
}

/// Every `LANGUAGE/*.ftl`, in order; folders of other names are passed over.
fn override_files(folder: &Path) -> Result<Vec<(String, std::path::PathBuf)>, String> {
    let list = |folder: &Path| -> Result<Vec<std::path::PathBuf>, String> {
        let entries: Result<Vec<_>, _> =
            fs::read_dir(folder).and_then(|entries| entries.map(|e| Ok(e?.path())).collect());
        let mut paths = entries.map_err(|error| format!("{}: {error}", folder.display()))?;
        paths.sort();
        Ok(paths)
    };
    let mut found = Vec::new();
    for path in list(folder)?.into_iter().filter(|path| path.is_dir()) {
        let language = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if language.parse::<LanguageIdentifier>().is_ok() {
            let files = list(&path)?;
            let texts = files.into_iter().filter(|f| f.extension().is_some_and(|e| e == "ftl"));
            found.extend(texts.map(|file| (language.clone(), file)));
        }
    }
    Ok(found)
}
