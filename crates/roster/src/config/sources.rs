//! The sources of settings, each read into what it gives.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::dotenv;

/// A value as one source gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// `section.key` or `section.key_file` where it is spelt as it should be.
    pub key: String,
    pub raw: Raw,
    /// As messages name it.
    pub source: String,
    /// Whether keys are spelt as environment variables here.
    pub variable: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    Text(String),
    Toml(Value),
}

/// What an environment gives, with the settings file that it names.
#[derive(Default)]
pub struct Variables {
    pub given: Vec<Given>,
    pub config: Option<PathBuf>,
}

impl Given {
    /// A key as this source would spell it.
    pub fn spelling(&self, key: &str) -> String {
        match key.split_once('.') {
            Some((section, key)) if self.variable => {
                format!("ROSTER_{section}__{key}").to_ascii_uppercase()
            }
            _ => key.to_owned(),
        }
    }
}

impl Raw {
    pub fn text(&self) -> Option<&str> {
        match self {
            Raw::Text(text) => Some(text),
            Raw::Toml(value) => value.as_str(),
        }
    }

    /// The value in the type of its default. Lists in text are separated by
    /// commas.
    pub fn like(&self, default: Option<&Value>) -> Option<Value> {
        match (self, default?) {
            (Raw::Text(text), Value::String(_)) => Some(Value::String(text.clone())),
            (Raw::Text(text), Value::Integer(_)) => text.trim().parse().ok().map(Value::Integer),
            (Raw::Text(text), Value::Boolean(_)) => text.trim().parse().ok().map(Value::Boolean),
            (Raw::Text(text), Value::Array(_)) => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                Some(Value::Array(items.map(|item| Value::String(item.to_owned())).collect()))
            }
            (Raw::Toml(Value::Array(items)), Value::Array(_)) => {
                items.iter().all(Value::is_str).then(|| Value::Array(items.clone()))
            }
            (Raw::Toml(value), default) if value.same_type(default) => Some(value.clone()),
            _ => None,
        }
    }
}

/// The settings file: the named one, which has to be there, or else the one in
/// the working folder if there is one.
pub fn file(named: Option<PathBuf>, usual: &Path, faults: &mut Vec<String>) -> Vec<Given> {
    let path = match named {
        Some(path) => path,
        None if usual.exists() => usual.to_owned(),
        None => return Vec::new(),
    };
    let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            faults.push(format!("{shown}: cannot be read: {error}"));
            return Vec::new();
        }
    };
    let table: Table = match text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => {
            // Its own text would quote the line, which may hold a secret.
            let end = error.span().map_or(0, |span| span.start);
            let line = text.get(..end).unwrap_or_default().matches('\n').count() + 1;
            faults.push(format!("{shown}, line {line}: {}", error.message()));
            return Vec::new();
        }
    };
    let source = format!("file {shown}");
    let given = |key: String, value: Value| Given {
        key,
        raw: Raw::Toml(value),
        source: source.clone(),
        variable: false,
    };
    let mut all = Vec::new();
    for (section, value) in table {
        match value {
            Value::Table(keys) if !keys.is_empty() => {
                all.extend(keys.into_iter().map(|(k, v)| given(format!("{section}.{k}"), v)));
            }
            Value::Table(_) => {}
            value => all.push(given(section, value)),
        }
    }
    all
}

/// The `.env` file, if there is one.
pub fn dotenv(path: &Path, faults: &mut Vec<String>) -> Variables {
    if !path.is_file() {
        return Variables::default();
    }
    match std::fs::read_to_string(path) {
        Ok(text) => variables(dotenv::parse(&text, faults), ".env", faults),
        Err(error) => {
            faults.push(format!(".env: cannot be read: {error}"));
            Variables::default()
        }
    }
}

/// The variables of the process that begin with `ROSTER_`.
pub fn environment(
    all: impl IntoIterator<Item = (OsString, OsString)>,
    faults: &mut Vec<String>,
) -> Variables {
    let mut ours = Vec::new();
    for (name, value) in all {
        let Ok(name) = name.into_string() else { continue };
        if !name.starts_with("ROSTER_") {
            continue;
        }
        match value.into_string() {
            Ok(value) => ours.push((name, value)),
            Err(_) => faults.push(format!("{name} (from environment): expected UTF-8")),
        }
    }
    // The order of an environment is nobody's choice.
    ours.sort();
    variables(ours, "environment", faults)
}

fn variables(all: Vec<(String, String)>, source: &str, faults: &mut Vec<String>) -> Variables {
    let mut variables = Variables::default();
    for (name, value) in all {
        if value.contains('\0') {
            faults.push(format!("{name} (from {source}): expected no NUL"));
            continue;
        }
        match name.as_str() {
            // The command line's own: the token of a remote server.
            "ROSTER_TOKEN" => {}
            "ROSTER_CONFIG" => variables.config = (!value.is_empty()).then(|| value.into()),
            _ => variables.given.push(Given {
                key: key(&name),
                raw: Raw::Text(value),
                source: format!("{source} {name}"),
                variable: true,
            }),
        }
    }
    variables
}

/// `ROSTER_SECTION__KEY` as `section.key`; what is spelt otherwise stays what
/// it is, and names nothing.
fn key(name: &str) -> String {
    let rest = name.strip_prefix("ROSTER_").unwrap_or(name);
    match rest.split_once("__") {
        Some((section, key)) if name == name.to_ascii_uppercase() => {
            format!("{section}.{key}").to_ascii_lowercase()
        }
        _ => rest.to_owned(),
    }
}

/// The flags `--set section.key=value`.
pub fn set(flags: &[String], faults: &mut Vec<String>) -> Vec<Given> {
    let mut all = Vec::new();
    for flag in flags {
        match flag.split_once('=') {
            Some((key, value)) => all.push(Given {
                key: key.trim().to_owned(),
                raw: Raw::Text(value.to_owned()),
                source: "--set".to_owned(),
                variable: false,
            }),
            None => faults.push(format!("{flag} (from --set): expected section.key=value")),
        }
    }
    all
}
