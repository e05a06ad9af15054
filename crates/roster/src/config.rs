//! Settings: where their values come from, and what is wrong with them.
//!
//! `config.default.toml` is the schema: a section or key that is not in it does
//! not exist, and a value has the type of its default.

mod check;
mod dotenv;
mod show;
mod sources;
mod weak;

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use domain::Settings;
use toml::{Table, Value};

pub use show::{Row, rows};
pub use weak::weak;

use sources::{Given, Raw};

/// The built-in defaults, which are also the settings' manual.
const DEFAULTS: &str = include_str!("../../../config.default.toml");

/// What the command line says about settings.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--config FILE`
    pub config: Option<PathBuf>,
    /// Each `--set section.key=value`, in order.
    pub set: Vec<String>,
}

/// Settings in force, and where each came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub settings: Settings,
    /// One for each setting, sorted by key.
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// `section.key`
    pub key: String,
    /// May hold secrets; see `rows` for what may be shown.
    pub value: Value,
    /// `default`, or what the value was read from.
    pub source: String,
}

/// Reads the settings from all sources in the working folder and this
/// process's environment. Every fault is reported, one line each, without
/// secrets.
pub fn load(flags: &Flags) -> Result<Loaded, Vec<String>> {
    load_from(flags, std::env::vars_os(), Path::new("."))
}

fn load_from(
    flags: &Flags,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
    folder: &Path,
) -> Result<Loaded, Vec<String>> {
    let mut faults = Vec::new();
    let process = sources::environment(environment, &mut faults);
    let dotenv = sources::dotenv(&folder.join(".env"), &mut faults);
    let named = flags.config.clone().or_else(|| process.config.clone()).or(dotenv.config);
    let file = sources::file(named, &folder.join("roster.toml"), &mut faults);
    let set = sources::set(&flags.set, &mut faults);

    let mut merged = Merged::new(builtin().map_err(|fault| vec![fault])?);
    for layer in [file, dotenv.given, process.given, set] {
        merged.apply(layer, folder, &mut faults);
    }
    merged.agree(&mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let entries: Vec<Entry> = merged.entries.into_values().collect();
    let settings = settings(&entries).map_err(|fault| vec![fault])?;
    Ok(Loaded { settings, entries })
}

/// The built-in settings.
fn builtin() -> Result<BTreeMap<String, Entry>, String> {
    let table: Table = DEFAULTS.parse().map_err(|e| format!("config.default.toml: {e}"))?;
    let mut entries = BTreeMap::new();
    for (section, keys) in table {
        for (key, value) in keys.as_table().cloned().unwrap_or_default() {
            let key = format!("{section}.{key}");
            let entry = Entry { key: key.clone(), value, source: "default".to_owned() };
            entries.insert(key, entry);
        }
    }
    Ok(entries)
}

fn settings(entries: &[Entry]) -> Result<Settings, String> {
    let mut table = Table::new();
    for Entry { key, value, .. } in entries {
        let (section, key) = key.split_once('.').unwrap_or_default();
        let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
        if let Some(section) = section.as_table_mut() {
            section.insert(key.to_owned(), value.clone());
        }
    }
    Value::Table(table).try_into().map_err(|e| format!("settings: {e}"))
}

/// The values in force so far.
struct Merged {
    entries: BTreeMap<String, Entry>,
}

impl Merged {
    fn new(entries: BTreeMap<String, Entry>) -> Merged {
        Merged { entries }
    }

    /// Puts the sound values of one source over what was there. Values are
    /// checked even where a later source replaces them.
    fn apply(&mut self, layer: Vec<Given>, folder: &Path, faults: &mut Vec<String>) {
        let mut seen: HashMap<String, bool> = HashMap::new();
        for given in layer {
            let Some((key, from_file)) = self.known(&given.key) else {
                faults.push(self.unknown(&given));
                continue;
            };
            if seen.insert(key.clone(), from_file).is_some_and(|before| before != from_file) {
                let source = &given.source;
                faults.push(format!("{key} (from {source}): {key}_file is given as well"));
                continue;
            }
            let given = Given { key, ..given };
            match self.take(given, from_file, folder) {
                Ok(entry) => drop(self.entries.insert(entry.key.clone(), entry)),
                Err(fault) => faults.push(fault),
            }
        }
    }

    /// The key that is meant, and whether a file holds its value.
    fn known(&self, key: &str) -> Option<(String, bool)> {
        let whole = self.entries.contains_key(key).then_some((key, false));
        let file = || {
            let key = key.strip_suffix("_file")?;
            self.entries.contains_key(key).then_some((key, true))
        };
        whole.or_else(file).map(|(key, from_file)| (key.to_owned(), from_file))
    }

    fn take(&self, given: Given, from_file: bool, folder: &Path) -> Result<Entry, String> {
        let Given { key, mut raw, mut source, .. } = given;
        if from_file {
            let Some(path) = raw.text().map(str::to_owned) else {
                return Err(format!("{key}_file (from {source}): expected the path of a file"));
            };
            let text = std::fs::read_to_string(folder.join(&path)).map_err(|error| {
                format!("{key}_file: {path:?} (from {source}): cannot be read: {error}")
            })?;
            let line = text.strip_suffix('\n').unwrap_or(&text);
            raw = Raw::Text(line.strip_suffix('\r').unwrap_or(line).to_owned());
            source = format!("{source}, {path}");
        }
        let fault = |expected: String| {
            // What a file holds may be quite another secret.
            let shown = if from_file { String::new() } else { format!(": {}", show::raw(&raw)) };
            format!("{key}{shown} (from {source}): {expected}")
        };
        let like = self.entries.get(&key).map(|entry| &entry.value);
        let value = raw.like(like).ok_or_else(|| fault(check::expected(&key)))?;
        let value = check::check(&key, value).map_err(fault)?;
        Ok(Entry { key, value, source })
    }

    fn unknown(&self, given: &Given) -> String {
        let plain = |key: &str| key.to_ascii_lowercase().replace('.', "_");
        let (stem, suffix) = match given.key.strip_suffix("_file") {
            Some(stem) => (stem, "_file"),
            None => (given.key.as_str(), ""),
        };
        let near = |key: &str| strsim::normalized_damerau_levenshtein(&plain(stem), &plain(key));
        let nearest = self
            .entries
            .keys()
            .map(|key| (near(key), key))
            .filter(|(nearness, _)| *nearness >= 0.6)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let hint = match nearest {
            Some((_, key)) => {
                format!("did you mean {}?", given.spelling(&format!("{key}{suffix}")))
            }
            None => "config.default.toml lists them all".to_owned(),
        };
        format!("{} (from {}): there is no such setting; {hint}", given.key, given.source)
    }

    /// Checks what no value tells by itself.
    fn agree(&self, faults: &mut Vec<String>) {
        let number = |key: &str| self.entries.get(key).and_then(|e| e.value.as_integer());
        let memory = self.entries.get("passwords.memory_kib");
        if let (Some(lanes), Some(memory)) = (number("passwords.lanes"), memory)
            && memory.value.as_integer() < Some(8 * lanes)
        {
            // RFC 9106, 3.1.
            faults.push(format!(
                "passwords.memory_kib: {} (from {}): expected at least 8 for each of {lanes} lanes",
                memory.value, memory.source
            ));
        }
        if let Some(entry) = self.entries.get("site.locale")
            && !self.has_texts(entry.value.as_str().unwrap_or_default())
        {
            let expected = check::expected("site.locale");
            faults.push(format!("site.locale (from {}): {expected}", entry.source));
        }
    }

    /// Whether a language is built in, or is one of the folder's.
    fn has_texts(&self, tag: &str) -> bool {
        let folder = self.entries.get("locales.folder").and_then(|entry| entry.value.as_str());
        let added = folder.filter(|f| !f.is_empty()).map(|f| Path::new(f).join(tag).is_dir());
        domain::locale::OFFERED.iter().any(|l| l.tag == tag) || added == Some(true)
    }
}

#[cfg(test)]
mod tests;
