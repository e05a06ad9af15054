//! Files without a name: they go with whoever holds them, even when killed.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;

use domain::{Error, Random};

/// A new file in the folder for temporary files (`TMPDIR`).
pub fn file() -> io::Result<File> {
    let path = std::env::temp_dir().join(format!("roster-{}", Random::System.secret()));
    let mut options = OpenOptions::new();
    let file = options.read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

/// What a fault of such a file means to the caller.
pub fn fault(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::StorageFull,
        _ => Error::internal(format!("a temporary file: {error}")),
    }
}
