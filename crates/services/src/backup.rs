//! The backup file: gzip around lines of JSON. The first line names format
//! and schema, each further one is `[table, row]`, the last holds the count
//! and SHA-256 of the lines between.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{Actor, Error, Permission, Result};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use gateways::objects::Objects;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::Store;

use crate::{App, schema};

/// People worked into the index of text by one transaction of a restore.
const INDEXED: u64 = 10_000;
const FORMAT: &str = "roster-backup";
const VERSION: i64 = 1;
/// The name under which objects stand among the tables.
const OBJECTS: &str = "objects";

struct Writer<W: Write> {
    out: W,
    rows: u64,
    hash: Sha256,
}

impl<W: Write> Writer<W> {
    fn line(&mut self, value: &Value) -> Result<()> {
        let mut line = value.to_string();
        line.push('\n');
        self.hash.update(line.as_bytes());
        self.rows += 1;
        self.out.write_all(line.as_bytes()).map_err(failed)
    }
}

fn failed(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Error::StorageFull,
        _ => Error::internal(error),
    }
}

/// Writes one consistent snapshot, while the program may be serving. The file
/// appears under its name only when it is whole. Gives the number of rows.
pub async fn write(app: &App, actor: &Actor, path: &Path, objects: bool) -> Result<u64> {
    actor.must(Permission::Operate)?;
    let partial = path.with_extension("partial");
    let file = private_file(&partial)?;
    let out = GzEncoder::new(BufWriter::new(file), Compression::default());
    let mut writer = Writer { out, rows: 0, hash: Sha256::new() };
    let schema: Vec<String> =
        schema::status(&app.store).await?.into_iter().filter(|s| s.1).map(|s| s.0).collect();
    let head = json!({
        "format": FORMAT, "version": VERSION, "schema": schema, "at": app.clock.now(),
    });
    writer.out.write_all(format!("{head}\n").as_bytes()).map_err(failed)?;
    store::backup::dump(&app.store, &mut |row| writer.line(&row)).await?;
    if objects {
        let mut found = app.objects.list("")?;
        while let Some(object) = found.next().await? {
            if let Some(bytes) = app.objects.get(&object.key).await? {
                let body = STANDARD.encode(bytes);
                writer.line(&json!([OBJECTS, { "key": object.key, "body": body }]))?;
            }
        }
    }
    let hash: String = writer.hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    let tail = json!({ "rows": writer.rows, "sha256": hash });
    writer.out.write_all(format!("{tail}\n").as_bytes()).map_err(failed)?;
    let file = writer.out.finish().map_err(failed)?;
    let file = file.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all().map_err(failed)?;
    std::fs::rename(&partial, path).map_err(failed)?;
    Ok(writer.rows)
}

/// Backups hold hashes and keys: only their owner reads them.
fn private_file(path: &Path) -> Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|e| Error::internal(format!("{}: {e}", path.display())))
}

fn damaged(why: impl ToString) -> Error {
    Error::internal(format!("this is no whole backup: {}", why.to_string()))
}

/// Reads a backup into an empty database of either kind, all or nothing. Gives
/// the number of rows.
pub async fn restore(store: &Store, objects: &Objects, actor: &Actor, path: &Path) -> Result<u64> {
    actor.must(Permission::Operate)?;
    let file = File::open(path).map_err(|e| Error::internal(format!("{}: {e}", path.display())))?;
    let mut lines = BufReader::new(GzDecoder::new(BufReader::new(file))).lines();
    let mut line = || lines.next().transpose().map_err(damaged);
    let head: Value = serde_json::from_str(&line()?.unwrap_or_default()).map_err(damaged)?;
    if head["format"] != FORMAT || head["version"] != VERSION {
        return Err(damaged("its first line is not one of ours"));
    }
    let mut restore = store::backup::Restore::begin(store).await?;
    check_schema(store, &head).await?;
    let (mut rows, mut hash) = (0, Sha256::new());
    let mut current = line()?.ok_or_else(|| damaged("it ends early"))?;
    while let Some(next) = line()? {
        let row: (String, Value) = serde_json::from_str(&current).map_err(damaged)?;
        hash.update(current.as_bytes());
        hash.update(b"\n");
        rows += 1;
        match row {
            (table, row) if table == OBJECTS => put(objects, &row).await?,
            (table, row) => restore.row(&table, row).await?,
        }
        current = next;
    }
    let tail: Value = serde_json::from_str(&current).map_err(damaged)?;
    let hash: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    if tail["rows"] != rows || tail["sha256"] != hash {
        return Err(damaged("its checksum does not fit"));
    }
    restore.commit().await?;
    while store::search::catch_up(store, INDEXED).await? > 0 {}
    Ok(rows)
}

async fn check_schema(store: &Store, head: &Value) -> Result<()> {
    let known = schema::status(store).await?;
    let written = head["schema"].as_array().cloned().unwrap_or_default();
    match written.iter().all(|name| known.iter().any(|(k, _)| name == k)) {
        true => Ok(()),
        false => Err(damaged("it was written by a newer roster")),
    }
}

async fn put(objects: &Objects, row: &Value) -> Result<()> {
    let (key, body) = (row["key"].as_str(), row["body"].as_str());
    let (Some(key), Some(body)) = (key, body) else { return Err(damaged("an object is damaged")) };
    let body = STANDARD.decode(body).map_err(damaged)?;
    objects.put(key, body.into()).await
}
