//! Pages: templates to HTML in the reader's language.
//!
//! Each language has its own engine, into whose templates texts without
//! arguments, icons and addresses of assets are put when they are loaded: a
//! page then costs little more than copying. Debug builds read templates from
//! disk at each use.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{Clock, zones};
use minijinja::UndefinedBehavior;
use minijinja::value::{Kwargs, Serde, Value, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, TemplateSource, context,
};
use rust_embed::Embed;
use serde::Serialize;

use crate::{Assets, Texts, bidi, times};

#[cfg(test)]
mod tests;

#[derive(Embed)]
#[folder = "../../templates"]
struct BuiltIn;

pub struct Pages {
    pub texts: Arc<Texts>,
    pub assets: Arc<Assets>,
    clock: Clock,
    /// By language, made when first read.
    engines: HashMap<&'static str, OnceLock<Environment<'static>>>,
}

impl Pages {
    pub fn new(texts: Arc<Texts>, clock: Clock) -> Pages {
        let languages = texts.languages().all().iter();
        let engines = languages.map(|l| (l.tag, OnceLock::new())).collect();
        Pages { texts, assets: Arc::new(Assets::load()), clock, engines }
    }

    /// Renders `pages/NAME.html`. The values are those that the template
    /// names; one that it names and nobody gave is an error.
    pub fn render(
        &self,
        name: &str,
        locale: &'static str,
        values: &impl Serialize,
    ) -> Result<String, String> {
        let engine = self.engines.get(locale).ok_or("no such language")?;
        let engine = engine.get_or_init(|| self.engine(locale));
        let path = format!("pages/{name}.html");
        let page = engine.get_template(&path).and_then(|t| t.render(Value::from(Serde(values))));
        page.map_err(|error| format!("{path}: {error:#}"))
    }

    fn engine(&self, locale: &'static str) -> Environment<'static> {
        let mut engine = Environment::new();
        engine.set_undefined_behavior(UndefinedBehavior::Strict);
        engine.set_auto_escape_callback(|_| AutoEscape::Html);
        engine.set_auto_reload(cfg!(debug_assertions));
        engine.set_formatter(|out, _, value| Ok(write(out, value)?));
        let (texts, assets) = (self.texts.clone(), self.assets.clone());
        engine.set_loader(move |name| {
            let Some(file) = BuiltIn::get(name) else { return Ok(None) };
            let source = String::from_utf8_lossy(&file.data);
            let source = TemplateSource::new(filled_in(&source, &texts, &assets, locale));
            Ok(Some(source.with_uptodate_check(|| !cfg!(debug_assertions))))
        });
        let languages = self.texts.languages().all().iter();
        let languages = languages.map(|l| context! { tag => l.tag, name => l.name, dir => l.dir });
        engine.add_global("offered_languages", languages.collect::<Value>());
        let texts = self.texts.clone();
        engine.add_function("t", move |key: &str, args: Kwargs| text(&texts, locale, key, &args));
        // Drawn by `crate::charts`, which escapes the words in it.
        engine.add_function("drawing", |svg: String| Value::from_safe_string(svg));
        for (name, how) in [("when", Told::Moment), ("day", Told::Date), ("ago", Told::Ago)] {
            let (texts, clock) = (self.texts.clone(), self.clock.clone());
            engine.add_function(name, move |state: &State, at: &str, args: Kwargs| {
                let zone: Option<String> = args.get("zone")?;
                args.assert_all_used()?;
                how.tell(&texts, locale, &clock, at, zone_of(state, zone))
            });
        }
        let texts = self.texts.clone();
        engine.add_function("number", move |number: i64| texts.formats(locale).number(number));
        let texts = self.texts.clone();
        engine.add_function("list", move |items: Vec<String>| texts.formats(locale).list(&items));
        // What it makes of anything can do no harm.
        engine.add_function("prose", |markdown: &str| {
            Value::from_safe_string(crate::prose::html(markdown))
        });
        let texts = self.texts.clone();
        engine.add_function("month", move |state: &State, at: &str| {
            Ok::<_, Error>(times::month(&texts, locale, zone_of(state, None), moment(at)?))
        });
        let texts = self.texts.clone();
        engine.add_function(
            "span",
            move |state: &State, from: &str, to: &str, zone: Option<&str>| {
                span(state, &texts, locale, (from, to), zone)
            },
        );
        engine
    }
}

/// From when to when, on the clocks of a zone or of the reader.
fn span(
    state: &State,
    texts: &Texts,
    locale: &str,
    (from, to): (&str, &str),
    zone: Option<&str>,
) -> Result<Value, Error> {
    let zone = zone_of(state, zone.map(str::to_owned));
    let words = times::span(texts, locale, zone, moment(from)?, moment(to)?);
    let html = format!("<time datetime=\"{}\">{}</time>", escaped(from), escaped(&words));
    Ok(Value::from_safe_string(html))
}

fn moment(iso: &str) -> Result<DateTime<Utc>, Error> {
    iso.parse().map_err(|_| Error::new(ErrorKind::InvalidOperation, "no RFC 3339 time"))
}

/// Writes a value; what is not marked as safe is escaped for text and for
/// quoted attributes.
fn write(out: &mut Output, value: &Value) -> std::fmt::Result {
    match value.as_str() {
        Some(text) if !value.is_safe() => escape(out, text),
        Some(text) => out.write_str(text),
        None if value.is_none() => Ok(()),
        None => escape(out, &value.to_string()),
    }
}

/// The five characters that HTML reads as its own, by their names. What turns
/// the direction of text is left out.
fn escape(out: &mut impl std::fmt::Write, text: &str) -> std::fmt::Result {
    let plain = |byte: u8| byte.is_ascii() && !b"&<>\"'".contains(&byte);
    if text.bytes().all(plain) {
        return out.write_str(text);
    }
    let text = bidi::tamed(text);
    let mut rest = &*text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = escape(&mut out, text);
    out
}

/// Puts in what is the same for everyone: `{{ asset("…") }}`, `{{ icon("…") }}`,
/// and every `{{ t("…") }}` whose text mentions nothing.
fn filled_in(source: &str, texts: &Texts, assets: &Assets, locale: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find(OPEN) {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        let known = call(after).and_then(|(function, argument, tail)| {
            let done = match function {
                "asset" => assets.address(argument),
                "icon" => format!(
                    "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{}#{argument}\"></use></svg>",
                    assets.address("icons.svg")
                ),
                "t" if texts.is_plain(locale, argument) => {
                    // What looks like the template language is no part of a text.
                    escaped(&texts.get(locale, argument, &[])).replace('{', "&#123;")
                }
                _ => return None,
            };
            Some((done, tail))
        });
        rest = match known {
            Some((done, tail)) => {
                out.push_str(&done);
                tail
            }
            None => {
                out.push_str(OPEN);
                &after[OPEN.len()..]
            }
        };
    }
    out.push_str(rest);
    out
}

const OPEN: &str = "{{ ";

/// The function and the plain argument of a `{{ function("argument") }}`, and
/// what follows it.
fn call(source: &str) -> Option<(&str, &str, &str)> {
    let (function, rest) = source.strip_prefix(OPEN)?.split_once("(\"")?;
    let (argument, tail) = rest.split_once("\") }}")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    (function.chars().chain(argument.chars()).all(plain)).then_some((function, argument, tail))
}

fn text(texts: &Texts, locale: &str, key: &str, args: &Kwargs) -> Result<String, Error> {
    let mut values = Vec::new();
    for name in args.args() {
        values.push((name, args.get::<Value>(name)?.to_string()));
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    Ok(texts.get(locale, key, &values))
}

/// The zone that a template names, as for an event's own, or the reader's.
fn zone_of(state: &State, named: Option<String>) -> Tz {
    let page = state.lookup("page").unwrap_or_default();
    let own = page.get_attr("zone").ok().filter(|z| z.kind() == ValueKind::String);
    let zone = named.or_else(|| Some(own?.as_str()?.to_owned()));
    zone.and_then(|zone| zones::parse(&zone)).unwrap_or(Tz::UTC)
}

#[derive(Clone, Copy)]
enum Told {
    Moment,
    Date,
    Ago,
}

impl Told {
    fn tell(
        self,
        texts: &Texts,
        locale: &str,
        clock: &Clock,
        iso: &str,
        zone: Tz,
    ) -> Result<Value, Error> {
        let at = moment(iso)?;
        let words = match self {
            Told::Moment => times::moment(texts, locale, zone, at),
            Told::Date => times::date(texts, locale, zone, at),
            Told::Ago => times::ago(texts, locale, clock.now(), at),
        };
        let html = format!(
            "<time datetime=\"{}\" title=\"{}\">{}</time>",
            escaped(iso),
            escaped(&times::moment(texts, locale, zone, at)),
            escaped(&words)
        );
        Ok(Value::from_safe_string(html))
    }
}
