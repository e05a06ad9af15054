//! The words of the site, straight from `locales/`.

use std::fs;
use std::path::{Path, PathBuf};

/// The languages that are offered.
pub const LANGUAGES: [&str; 6] = ["en", "es", "ru", "de", "fr", "ar"];

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A text of one line without variables.
#[track_caller]
pub fn text(locale: &str, key: &str) -> String {
    let folder = root().join("locales").join(locale);
    let start = format!("{key} = ");
    for file in fs::read_dir(&folder).expect("texts").flatten() {
        let texts = fs::read_to_string(file.path()).expect("texts");
        if let Some(found) = texts.lines().find_map(|line| line.strip_prefix(&start)) {
            return found.to_owned();
        }
    }
    panic!("no text {key} in {}", folder.display())
}
