//! Moving time for a program under test, with libfaketime.

use std::fs;
use std::path::{Path, PathBuf};

/// The wall clock of one program and of the commands beside it. The
/// database's own clock stays as it is.
#[derive(Clone)]
pub struct Clock {
    file: PathBuf,
}

impl Clock {
    pub(crate) fn new(folder: &Path) -> Clock {
        let clock = Clock { file: folder.join("clock") };
        clock.set(0);
        clock
    }

    /// Sets the clock to so many seconds from now; negative ones are past.
    pub fn set(&self, seconds: i64) {
        // Written beside and renamed, so that nobody reads half a number.
        let draft = self.file.with_extension("new");
        fs::write(&draft, format!("{seconds:+}\n")).expect("write the clock");
        fs::rename(draft, &self.file).expect("set the clock");
    }

    pub fn minutes(&self, minutes: i64) {
        self.set(minutes * 60);
    }

    pub fn hours(&self, hours: i64) {
        self.set(hours * 3600);
    }

    pub fn days(&self, days: i64) {
        self.set(days * 86_400);
    }

    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        [
            ("LD_PRELOAD", library().display().to_string()),
            ("FAKETIME_TIMESTAMP_FILE", self.file.display().to_string()),
            ("FAKETIME_NO_CACHE", "1".into()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .into()
    }
}

fn library() -> PathBuf {
    let places = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|e| e.path());
    places
        .map(|place| place.join("faketime/libfaketimeMT.so.1"))
        .find(|library| library.exists())
        .expect("libfaketime: run ./test, or install libfaketime")
}
