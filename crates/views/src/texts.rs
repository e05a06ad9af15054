//! Every short text that a person reads, as Fluent messages: `LANGUAGE/*.ftl`,
//! embedded, and overridden from a folder.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use domain::locale::{Languages, OFFERED, parents};
use domain::{Error, Fault};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::PatternElement;
use rust_embed::Embed;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::formats::{self, Formats};
use crate::{FALLBACK, bidi};

pub(crate) mod check;
#[cfg(test)]
mod tests;

pub use check::{Finding, check};

#[derive(Embed)]
#[folder = "../../locales"]
struct BuiltIn;

type Bundle = FluentBundle<FluentResource>;

/// A language: its files, and what they come to when it is first read.
struct Known {
    id: LanguageIdentifier,
    /// Name and text, each over those before it.
    files: Vec<(String, Cow<'static, str>)>,
    read: OnceLock<Option<Read>>,
}

struct Read {
    bundle: Bundle,
    formats: Formats,
}

pub struct Texts {
    /// By lower-case tag.
    known: HashMap<String, Known>,
    /// What writes where nothing else does.
    neutral: Formats,
    languages: Languages,
    default_locale: String,
    /// What is wrong with files of the folder.
    faults: Vec<String>,
    /// Faults of the texts that were logged; each is logged once.
    logged: Mutex<HashSet<String>>,
}

impl Texts {
    /// The built-in texts and, over them, those of `override_folder`, which
    /// has the same layout and may add languages. What is broken in there is
    /// left out, and stands in `faults`. `default_locale` serves readers of
    /// languages that are not offered.
    pub fn load(override_folder: Option<&Path>, default_locale: &str) -> Result<Texts, String> {
        let mut known = HashMap::new();
        for path in BuiltIn::iter().filter(|path| path.ends_with(".ftl")) {
            let file = BuiltIn::get(&path).ok_or_else(|| format!("{path}: missing"))?;
            let text = match file.data {
                Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
                Cow::Owned(bytes) => String::from_utf8_lossy(&bytes).into_owned().into(),
            };
            let language = path.split('/').next().unwrap_or_default();
            add(&mut known, language, &path, text)?;
        }
        let mut languages = Languages::default();
        let mut faults = Vec::new();
        if let Some(folder) = override_folder {
            let (files, unreadable) = override_files(folder);
            faults.extend(unreadable);
            let mut own: BTreeMap<String, Vec<FluentResource>> = BTreeMap::new();
            for (language, path) in files {
                let name = path.to_string_lossy().into_owned();
                match fs::read_to_string(&path) {
                    Ok(text) => {
                        let (resource, broken) = parse(&name, &text);
                        faults.extend(broken);
                        own.entry(language.clone()).or_default().push(resource);
                        add(&mut known, &language, &name, text.into())?;
                    }
                    Err(error) => faults.push(format!("{name}: {error}")),
                }
            }
            for (tag, resources) in own {
                offer(&mut languages, &tag, resources);
            }
        }
        let default_locale = default_locale.to_ascii_lowercase();
        if !parents(&default_locale).any(|tag| known.contains_key(tag)) {
            return Err(format!("there are no texts in the language {default_locale:?}"));
        }
        let neutral = Formats::of(FALLBACK)?;
        let logged = Mutex::default();
        Ok(Texts { known, neutral, languages, default_locale, faults, logged })
    }

    /// The languages that people can choose.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// How numbers, dates and lists are written for a reader.
    pub fn formats(&self, locale: &str) -> &Formats {
        let own = self.candidates(locale).into_iter().find_map(|tag| self.read(tag));
        own.map_or(&self.neutral, |read| &read.formats)
    }

    /// What is wrong with files of the folder, and is left out.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// The text in the reader's language, its parents, or English; the key
    /// itself when there is none. Whole numbers in `args` choose plurals.
    pub fn get(&self, locale: &str, key: &str, args: &[(&str, &str)]) -> String {
        let args = numbers(args);
        let languages = self.candidates(locale);
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
        self.read(locale).is_some_and(|read| read.bundle.has_message(key))
    }

    /// Whether the text is the same whatever it is given.
    pub fn is_plain(&self, locale: &str, key: &str) -> bool {
        let found = self
            .candidates(locale)
            .into_iter()
            .find_map(|tag| self.read(tag)?.bundle.get_message(key)?.value());
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
    fn candidates<'a>(&'a self, locale: &str) -> Vec<&'a str> {
        let known = |tag: &str| self.known.get_key_value(tag).map(|(tag, _)| tag.as_str());
        let own: Vec<&str> = parents(&locale.to_ascii_lowercase()).filter_map(known).collect();
        if own.is_empty() {
            return parents(&self.default_locale).filter_map(known).collect();
        }
        own
    }

    /// A language's texts, parsed when they are first asked for: most sites
    /// are read in few.
    fn read(&self, tag: &str) -> Option<&Read> {
        let known = self.known.get(tag)?;
        let read = || match read(known) {
            Ok(read) => Some(read),
            Err(error) => {
                tracing::error!(language = tag, error, "a language cannot be read");
                None
            }
        };
        known.read.get_or_init(read).as_ref()
    }

    fn format(&self, tag: &str, key: &str, args: &FluentArgs) -> Option<String> {
        let bundle = &self.read(tag)?.bundle;
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

/// What people wrote turns no text around it.
fn numbers<'a>(args: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
    // Beyond 15 digits, and with leading zeros, a number would not be shown
    // as it was given.
    let number =
        |text: &str| text.parse::<i64>().ok().filter(|n| text.len() <= 15 && n.to_string() == text);
    args.iter()
        .map(|(name, value)| {
            let text = || FluentValue::String(bidi::tamed(value));
            (*name, number(value).map_or_else(text, FluentValue::from))
        })
        .collect()
}

/// Notes a file of a language.
fn add(
    known: &mut HashMap<String, Known>,
    language: &str,
    path: &str,
    text: Cow<'static, str>,
) -> Result<(), String> {
    let id: LanguageIdentifier =
        language.parse().map_err(|_| format!("{path}: {language:?} is no language tag"))?;
    let known = known.entry(id.to_string().to_ascii_lowercase()).or_insert_with(|| Known {
        id,
        files: Vec::new(),
        read: OnceLock::new(),
    });
    known.files.push((path.to_owned(), text));
    Ok(())
}

/// The sound messages of a language.
fn read(known: &Known) -> Result<Read, String> {
    let mut bundle = bundle(&known.id);
    for (path, text) in &known.files {
        bundle.add_resource_overriding(parse(path, text).0);
    }
    Ok(Read { bundle, formats: Formats::of(&known.id.to_string())? })
}

fn bundle(id: &LanguageIdentifier) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![id.clone()]);
    // Names and numbers keep their own direction in texts that run the other
    // way.
    bundle.set_use_isolating(id.character_direction() == CharacterDirection::RTL);
    bundle.set_formatter(Some(formats::in_texts));
    bundle
}

/// The sound messages of a file, and what is wrong with the others, each with
/// its line.
fn parse(path: &str, source: &str) -> (FluentResource, Vec<String>) {
    let (resource, errors) = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) => return (resource, Vec::new()),
        Err(broken) => broken,
    };
    let fault = |error: &fluent_syntax::parser::ParserError| {
        let at = error.pos.start.min(source.len());
        let line = source.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{path}, line {line}: {error}")
    };
    let faults = errors.iter().map(fault).collect();
    (resource, faults)
}

/// Offers a language of the folder under the name and direction that its own
/// texts `language-name` and `language-dir` give it.
fn offer(languages: &mut Languages, tag: &str, resources: Vec<FluentResource>) {
    let Ok(id) = tag.parse::<LanguageIdentifier>() else { return };
    let tag = id.to_string();
    let mut bundle = bundle(&id);
    for resource in resources {
        bundle.add_resource_overriding(resource);
    }
    let own = |key: &str| {
        let pattern = bundle.get_message(key)?.value()?;
        let text = bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned();
        Some(bidi::tamed(text.trim()).into_owned()).filter(|text| !text.is_empty())
    };
    let known = OFFERED.iter().find(|offered| offered.tag.eq_ignore_ascii_case(&tag));
    let dir = match own("language-dir").as_deref() {
        Some("rtl") => "rtl",
        Some("ltr") => "ltr",
        _ if id.character_direction() == CharacterDirection::RTL => "rtl",
        _ => "ltr",
    };
    let name = own("language-name");
    let name = name.as_deref().or(known.map(|known| known.name)).unwrap_or(&tag);
    languages.add(&tag, name, dir);
}

type Files = Vec<(String, std::path::PathBuf)>;

/// Every `LANGUAGE/*.ftl`, in order, and what could not be read; folders of
/// other names are passed over.
fn override_files(folder: &Path) -> (Files, Vec<String>) {
    let mut faults = Vec::new();
    let mut list = |folder: &Path| -> Vec<std::path::PathBuf> {
        let entries: Result<Vec<_>, std::io::Error> =
            fs::read_dir(folder).and_then(|entries| entries.map(|e| Ok(e?.path())).collect());
        let mut paths = entries.unwrap_or_else(|error| {
            faults.push(format!("{}: {error}", folder.display()));
            Vec::new()
        });
        paths.sort();
        paths
    };
    let mut found = Vec::new();
    for path in list(folder).into_iter().filter(|path| path.is_dir()) {
        let language = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if language.parse::<LanguageIdentifier>().is_ok() {
            let texts =
                list(&path).into_iter().filter(|f| f.extension().is_some_and(|e| e == "ftl"));
            found.extend(texts.map(|file| (language.clone(), file)));
        }
    }
    (found, faults)
}
