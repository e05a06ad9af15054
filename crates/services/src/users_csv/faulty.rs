//! Faulty rows as a file of the same form, with the reasons, to be mended.

use std::collections::HashMap;
use std::io::{BufReader, Write};

use domain::csv::write_plain;
use domain::{Error, Fault, Result};

use super::plan::Plan;
use super::reader::{Broken, Reader, Record};
use super::source::Source;

/// Writes the header and every faulty row, each with a column `reason` behind
/// it. Where the rest of the file cannot be read, it ends there.
pub fn write_faulty(
    source: &Source,
    plan: &Plan,
    out: &mut impl Write,
    words: impl Fn(&Fault) -> String,
) -> Result<()> {
    let mut reasons: HashMap<u64, Vec<String>> = HashMap::new();
    for fault in &plan.report.faults {
        let words = words(&fault.fault);
        reasons.entry(fault.line).or_default().push(match &fault.column {
            Some(column) => format!("{column}: {words}"),
            None => words,
        });
    }
    let mut reader = Reader::new(BufReader::new(source.reader()));
    let mut record = Record::default();
    let mut line = String::new();
    let mut number = None;
    let mut skipped = None;
    loop {
        match reader.next(&mut record) {
            Ok(true) => {}
            Err(Broken::Io(error)) => return Err(Error::internal(error)),
            Ok(false) | Err(_) => return Ok(()),
        }
        let reason = match number {
            None => Some("reason".to_owned()),
            Some(row) if plan.is_bad(row) => {
                Some(reasons.get(&record.line).map(|all| all.join(" ")).unwrap_or_default())
            }
            Some(_) => None,
        };
        if number.is_none() {
            // An earlier file of this kind has its reasons already.
            skipped = record.cells().position(|cell| cell == Some("reason"));
        }
        number = Some(number.map_or(0, |row| row + 1));
        let Some(reason) = reason else { continue };
        line.clear();
        for (at, cell) in record.cells().enumerate() {
            if Some(at) == skipped {
                continue;
            }
            write_plain(&mut line, cell.unwrap_or_default());
            line.push(',');
        }
        write_plain(&mut line, &reason);
        line.push_str("\r\n");
        out.write_all(line.as_bytes()).map_err(Error::internal)?;
    }
}
