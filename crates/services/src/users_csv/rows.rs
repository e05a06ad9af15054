//! Rows of a source, read and checked on a thread of their own, some ahead of
//! whoever takes them.

use std::io::BufReader;

use domain::{Actor, Error, Fault, Result, Role};
use tokio::sync::mpsc;

use super::columns::{self, Header, Mapping};
use super::reader::{Broken, MAX_RECORD, Reader, Record};
use super::row::{self, BadRow, Row};
use super::source::Source;
use crate::App;

/// Rows handed over at once, and octets of them.
const BATCH: usize = 1000;
const BATCH_OCTETS: usize = 512 << 10;
/// Rows at once where each has a password to be hashed.
const SLOW_BATCH: usize = 100;
/// Batches that wait to be taken.
const AHEAD: usize = 4;
const BUFFER: usize = 64 << 10;

#[derive(Debug, Default)]
pub struct Batch {
    pub good: Vec<Row>,
    pub bad: Vec<BadRow>,
    /// Octets of the source up to here, and rows.
    pub read: u64,
    pub rows: u64,
    /// Why nothing comes after this.
    pub stop: Option<BadRow>,
}

pub struct Rows {
    pub header: Header,
    batches: mpsc::Receiver<Result<Batch>>,
}

impl Rows {
    /// Reads the header, and then the rows. What is wrong with the header
    /// stands for the file.
    pub async fn open(
        app: &App,
        actor: &Actor,
        source: &Source,
        mapping: &Mapping,
    ) -> Result<Result<Rows, BadRow>> {
        let may_grant = actor.role();
        let mut reader = Reader::new(BufReader::with_capacity(BUFFER, source.reader()));
        let mut record = Record::default();
        let stop = |line, faults| Ok(Err(BadRow { number: 0, line, faults }));
        match reader.next(&mut record) {
            Ok(_) => {}
            Err(broken) => return broken_row(broken, 0).map(Err),
        }
        let fields = columns::fields(app, actor).await?;
        let header = match Header::read(&record, fields, mapping) {
            Ok(header) => header,
            Err(faults) => return stop(record.line, faults),
        };
        let (sender, batches) = mpsc::channel(AHEAD);
        let columns = header.clone();
        tokio::task::spawn_blocking(move || produce(reader, &columns, may_grant, &sender));
        Ok(Ok(Rows { header, batches }))
    }

    pub async fn next(&mut self) -> Result<Option<Batch>> {
        self.batches.recv().await.transpose()
    }
}

fn produce(
    mut reader: Reader<impl std::io::BufRead>,
    header: &Header,
    importer: Role,
    sender: &mpsc::Sender<Result<Batch>>,
) {
    let most = if header.has_password() { SLOW_BATCH } else { BATCH };
    let mut record = Record::default();
    let mut number = 0;
    let mut ended = false;
    while !ended {
        let mut batch = Batch::default();
        let mut octets = 0;
        while batch.good.len() + batch.bad.len() < most && octets < BATCH_OCTETS {
            match reader.next(&mut record) {
                Ok(true) => {}
                Ok(false) => {
                    ended = true;
                    break;
                }
                Err(broken) => {
                    match broken_row(broken, number) {
                        Ok(stop) => batch.stop = Some(stop),
                        Err(error) => {
                            let _ = sender.blocking_send(Err(error));
                            return;
                        }
                    }
                    ended = true;
                    break;
                }
            }
            octets += record.size();
            match row::read(header, &record, number, |role| importer.may_grant(role)) {
                Ok(row) => batch.good.push(row),
                Err(bad) => batch.bad.push(bad),
            }
            number += 1;
        }
        (batch.read, batch.rows) = (reader.read, number);
        // Nobody wants more of it.
        if sender.blocking_send(Ok(batch)).is_err() {
            return;
        }
    }
}

fn broken_row(broken: Broken, number: u64) -> Result<BadRow> {
    let (line, fault) = match broken {
        Broken::TooLong(line) => {
            (line, Fault::new("row", "csv_line_long").with("max", MAX_RECORD >> 10))
        }
        Broken::Unclosed(line) => (line, Fault::new("row", "csv_unclosed_quote")),
        Broken::Io(error) => return Err(Error::internal(format!("reading the file: {error}"))),
    };
    Ok(BadRow { number, line, faults: vec![(None, fault)] })
}
