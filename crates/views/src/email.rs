//! E-mails: Markdown templates, one for each message type and language, to
//! subject, plain text and HTML. Embedded, and overridden from a folder.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use domain::MessageType;
use domain::locale::parents;
use minijinja::Value;
use minijinja::value::Serde;
use rust_embed::Embed;
use serde_json::{Map, json};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::texts::Finding;
use crate::{FALLBACK, markdown};

mod engine;
mod samples;
#[cfg(test)]
mod tests;

pub use samples::sample;

#[derive(Embed)]
#[folder = "../../templates/email"]
struct BuiltIn;

/// The name of the site in previews.
const SAMPLE_SITE: &str = "Roster";

pub struct Emails {
    folder: Option<PathBuf>,
    engine: minijinja::Environment<'static>,
    /// The fault last logged for each override.
    logged: Mutex<HashMap<PathBuf, String>>,
    /// When each override was changed last, as far as `watch` saw.
    watched: Mutex<HashMap<PathBuf, SystemTime>>,
}

/// An e-mail's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The language that it is written in.
    pub locale: String,
}

/// What a template gives: the subject, where it has one, and Markdown.
struct Part {
    subject: String,
    body: String,
}

impl Emails {
    /// The built-in templates and, instead of those, the ones in
    /// `override_folder`: `LANGUAGE/MESSAGE-TYPE.md`, `LANGUAGE/header.md`,
    /// `LANGUAGE/footer.md`. They are read at each use, so that an edit counts
    /// at once.
    pub fn load(override_folder: Option<&Path>) -> Result<Emails, String> {
        if let Some(folder) = override_folder.filter(|folder| !folder.is_dir()) {
            return Err(format!("{}: no such folder", folder.display()));
        }
        let folder = override_folder.map(Path::to_owned);
        Ok(Emails {
            folder,
            engine: engine::new(),
            logged: Mutex::default(),
            watched: Mutex::default(),
        })
    }

    /// Renders in the reader's language, its parents, or English. `values`
    /// holds the variables that [`sample`] shows, all of them.
    pub fn render(
        &self,
        message_type: MessageType,
        locale: &str,
        site_name: &str,
        values: &serde_json::Value,
    ) -> Result<Rendered, String> {
        let file = format!("{}.md", message_type.as_str());
        let mut context: Map<String, serde_json::Value> =
            values.as_object().cloned().ok_or("the values of an e-mail are not an object")?;
        context.insert("site_name".to_owned(), json!(site_name));

        let (language, message) = self.find(locale, &file, &context)?;
        let (_, header) = self.find(&language, "header.md", &context)?;
        let (_, footer) = self.find(&language, "footer.md", &context)?;
        let body = format!("{}\n\n{}", header.body, message.body);
        Ok(Rendered {
            text: format!(
                "{}\n\n-- \n{}\n",
                markdown::to_text(&body),
                markdown::to_text(&footer.body)
            ),
            html: page(
                &language,
                &message.subject,
                &markdown::to_html(&body),
                &markdown::to_html(&footer.body),
            ),
            subject: message.subject,
            locale: language,
        })
    }

    /// A type's e-mail with sample values.
    pub fn preview(&self, message_type: MessageType, locale: &str) -> Result<Rendered, String> {
        self.render(message_type, locale, SAMPLE_SITE, &sample(message_type))
    }

    /// The overrides that are broken or unknown, tried with sample values:
    /// each file and why it is not used.
    pub fn faults(&self) -> Vec<(PathBuf, String)> {
        let mut faults = Vec::new();
        for path in self.overrides() {
            if let Err(reason) = self.try_override(&path) {
                faults.push((path, reason));
            }
        }
        faults.sort();
        faults
    }

    /// The overrides that are broken, and what a language of the folder that
    /// is not built in lacks.
    pub fn check(&self) -> Vec<Finding> {
        let name = |path: Option<&Path>| {
            let name = path.and_then(Path::file_name).unwrap_or_default();
            name.to_string_lossy().into_owned()
        };
        let overrides = self.overrides();
        let mut findings: Vec<Finding> = self
            .faults()
            .into_iter()
            .map(|(path, fault)| {
                let (language, text) = (name(path.parent()), name(Some(&path)));
                Finding { language, text, fault }
            })
            .collect();
        let there: BTreeSet<(String, String)> =
            overrides.iter().map(|path| (name(path.parent()), name(Some(path)))).collect();
        let languages: BTreeSet<&String> = there.iter().map(|(language, _)| language).collect();
        let mails = MessageType::ALL.iter().filter(|kind| kind.is_mail());
        let mut files: Vec<String> = mails.map(|kind| format!("{}.md", kind.as_str())).collect();
        files.extend(["header.md", "footer.md"].map(str::to_owned));
        for language in languages {
            let known = |file: &String| {
                parents(language).any(|tag| {
                    there.contains(&(tag.to_owned(), file.clone()))
                        || BuiltIn::get(&format!("{tag}/{file}")).is_some()
                })
            };
            findings.extend(files.iter().filter(|file| !known(file)).map(|file| Finding {
                language: language.clone(),
                text: file.clone(),
                fault: "missing".to_owned(),
            }));
        }
        findings.sort_by(|a, b| (&a.language, &a.text).cmp(&(&b.language, &b.text)));
        findings
    }

    /// Looks at overrides that changed since the last time, and logs what is
    /// wrong with them before anybody waits for a mail.
    pub fn watch(&self) {
        let seen: HashMap<PathBuf, SystemTime> = self
            .overrides()
            .into_iter()
            .filter_map(|path| Some((path.clone(), fs::metadata(&path).ok()?.modified().ok()?)))
            .collect();
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        for (path, at) in &seen {
            if watched.get(path) != Some(at) {
                match self.try_override(path) {
                    Ok(()) => self.sound(path),
                    Err(reason) => self.broken(path, &reason),
                }
            }
        }
        *watched = seen;
    }

    /// Every `LANGUAGE/FILE.md` in the folder of overrides.
    fn overrides(&self) -> Vec<PathBuf> {
        let read = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
        let Some(folder) = &self.folder else { return Vec::new() };
        let files = read(folder).flat_map(|language| read(&language.path()));
        files.map(|file| file.path()).filter(|p| p.extension().is_some_and(|e| e == "md")).collect()
    }

    fn try_override(&self, path: &Path) -> Result<(), String> {
        let name = |path: Option<&Path>| {
            path.and_then(Path::file_name).and_then(|n| n.to_str()).unwrap_or_default().to_owned()
        };
        let (file, language) = (name(Some(path)), name(path.parent()));
        let kind = file.trim_end_matches(".md");
        let message_type = match kind {
            // They stand around every message.
            "header" | "footer" => MessageType::AccountWelcome,
            kind => MessageType::parse(kind)
                .filter(|message_type| message_type.is_mail())
                .ok_or("there is no such message type")?,
        };
        let mut context = Map::new();
        if let serde_json::Value::Object(values) = sample(message_type) {
            context = values;
        }
        context.insert("site_name".to_owned(), json!(SAMPLE_SITE));
        context.insert("language".to_owned(), json!(language));
        let source = fs::read_to_string(path).map_err(|error| error.to_string())?;
        render(&self.engine, &file, &source, &Value::from(Serde(context))).map(|_| ())
    }

    fn sound(&self, path: &Path) {
        self.logged.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
    }

    /// Each fault is logged once.
    fn broken(&self, path: &Path, reason: &str) {
        let mut logged = self.logged.lock().unwrap_or_else(PoisonError::into_inner);
        if logged.get(path).is_none_or(|known| known != reason) {
            tracing::warn!(
                template = %path.display(), error = reason,
                "an e-mail template is broken; the built-in one is used"
            );
            logged.insert(path.to_owned(), reason.to_owned());
        }
    }

    /// Renders a file in the first of the reader's languages that has it. An
    /// override that fails is logged, and the next candidate is taken.
    fn find(
        &self,
        locale: &str,
        file: &str,
        context: &Map<String, serde_json::Value>,
    ) -> Result<(String, Part), String> {
        let sound = locale.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let own = parents(if sound { locale } else { FALLBACK });
        for language in own.chain(std::iter::once(FALLBACK)).filter(|l| !l.is_empty()) {
            let mut context = context.clone();
            context.insert("language".to_owned(), json!(language));
            let context = Value::from(Serde(context));
            if let Some(part) = self.overridden(language, file, &context) {
                return Ok((language.to_owned(), part));
            }
            let name = format!("{language}/{file}");
            if let Some(source) = BuiltIn::get(&name) {
                let source = String::from_utf8_lossy(&source.data);
                let part = render(&self.engine, file, &source, &context)
                    .map_err(|error| format!("{name}: {error}"))?;
                return Ok((language.to_owned(), part));
            }
        }
        Err(format!("there is no e-mail template {file:?}"))
    }

    fn overridden(&self, language: &str, file: &str, context: &Value) -> Option<Part> {
        let path = self.folder.as_ref()?.join(language).join(file);
        let rendered = match fs::read_to_string(&path) {
            Ok(source) => render(&self.engine, file, &source, context),
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => Err(error.to_string()),
        };
        match rendered {
            Ok(part) => {
                self.sound(&path);
                Some(part)
            }
            Err(error) => {
                self.broken(&path, &error);
                None
            }
        }
    }
}

/// Message templates begin with `Subject: …` and a blank line.
fn render(
    engine: &minijinja::Environment,
    file: &str,
    source: &str,
    context: &Value,
) -> Result<Part, String> {
    let fault = |error: minijinja::Error| {
        let line = error.line().map(|line| format!(", line {line}")).unwrap_or_default();
        format!("{error}{line}")
    };
    let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (subject, body) = match source.split_once('\n') {
        _ if matches!(file, "header.md" | "footer.md") => ("", source.as_str()),
        Some((first, body)) => {
            (first.strip_prefix("Subject:").ok_or("the first line is no subject")?, body)
        }
        None => return Err("there is no body".to_owned()),
    };
    let subject =
        engine.render_named_str(engine::SUBJECT, subject, context.clone()).map_err(fault)?;
    Ok(Part {
        subject: markdown::one_line(&subject),
        body: engine.render_named_str(engine::BODY, body, context.clone()).map_err(fault)?,
    })
}

/// The frame of every HTML part.
fn page(language: &str, title: &str, body: &str, footer: &str) -> String {
    let direction = language.parse::<LanguageIdentifier>().map(|id| id.character_direction());
    let dir = if direction == Ok(CharacterDirection::RTL) { "rtl" } else { "ltr" };
    let title = markdown::escape_html(title);
    format!(
        r#"<!DOCTYPE html>
<html lang="{language}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="margin:0;padding:0;background-color:#f5f7fa">
<div role="article" aria-label="{title}" lang="{language}" dir="{dir}" style="max-width:560px;margin:0 auto;padding:24px 16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1f2933">
<div style="padding:24px;background-color:#ffffff;border:1px solid #e4e7eb;border-radius:8px">
{body}</div>
<div style="padding:16px 24px;font-size:14px;color:#52606d">
{footer}</div>
</div>
</body>
</html>
"#
    )
}
