//! Printing: tables for people, JSON and CSV for programs.

use std::io::{BufRead, IsTerminal, Write, stderr, stdin, stdout};

use clap::ValueEnum;
use domain::Fault;
use serde_json::Value;

use super::{Done, Failure};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Csv,
}

/// Writes to standard output; a reader that went away is no failure.
fn write(text: &str) -> Done {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

pub fn text(text: &str) -> Done {
    write(&format!("{}\n", text.trim_end()))
}

pub fn bytes(bytes: &[u8]) -> Done {
    write(&String::from_utf8_lossy(bytes))
}

pub fn complain(why: &str) {
    let _ = writeln!(stderr().lock(), "roster: {why}");
}

/// A list of rows. `cells` names the columns of the table and the CSV and
/// draws them from a row; JSON prints the rows whole, as an array.
pub fn list(format: Format, columns: &[&str], rows: &[Value]) -> Done {
    let cell = |row: &Value, column: &str| match &row[column] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match format {
        Format::Json => text(&serde_json::to_string_pretty(rows).unwrap_or_default()),
        Format::Csv => {
            let mut out = columns.join(",") + "\n";
            for row in rows {
                let cells: Vec<_> = columns.iter().map(|c| csv_cell(&cell(row, c))).collect();
                out += &(cells.join(",") + "\n");
            }
            write(&out)
        }
        Format::Table => {
            let head = columns.iter().map(|c| c.to_uppercase().replace('_', " ")).collect();
            let mut lines: Vec<Vec<String>> = vec![head];
            for row in rows {
                lines.push(columns.iter().map(|c| printable(&cell(row, c))).collect());
            }
            write(&aligned(&lines))
        }
    }
}

/// One object, a field a line; JSON prints it whole.
pub fn object(format: Format, object: &Value) -> Done {
    match (format, object) {
        (Format::Table, Value::Object(fields)) => {
            let lines: Vec<_> = fields
                .iter()
                .map(|(name, value)| {
                    let value = match value {
                        Value::Null => "-".to_owned(),
                        Value::String(text) => text.clone(),
                        other => other.to_string(),
                    };
                    vec![name.clone(), printable(&value)]
                })
                .collect();
            write(&aligned(&lines))
        }
        (Format::Csv, Value::Object(fields)) => {
            let columns: Vec<&str> = fields.keys().map(String::as_str).collect();
            list(Format::Csv, &columns, std::slice::from_ref(object))
        }
        _ => text(&serde_json::to_string_pretty(object).unwrap_or_default()),
    }
}

fn aligned(lines: &[Vec<String>]) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| {
        lines.iter().filter_map(|l| l.get(column)).map(|c| c.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for line in lines {
        let cells: Vec<String> =
            line.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        out += cells.join("  ").trim_end();
        out.push('\n');
    }
    out
}

/// What people typed must not steer the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A cell of CSV, which no spreadsheet takes for a formula.
pub fn csv_cell(text: &str) -> String {
    let mut cell = String::new();
    domain::csv::write_cell(&mut cell, text);
    cell
}

/// Faults of several fields, a line each.
pub fn faults(faults: &[Fault]) -> String {
    match views::Texts::load(None, "en") {
        Ok(texts) => {
            let lines: Vec<_> =
                faults.iter().map(|f| format!("{}: {}", f.field, texts.fault("en", f))).collect();
            lines.join("\n")
        }
        Err(error) => error,
    }
}

/// Asks before something that cannot be taken back.
pub fn confirm(yes: bool, question: &str) -> Done {
    if yes {
        return Ok(());
    }
    if !stdin().is_terminal() {
        return Err(Failure::Usage(format!("{question} Say --yes to go ahead.")));
    }
    write!(stderr().lock(), "{question} [y/N] ")?;
    let mut answer = String::new();
    stdin().lock().read_line(&mut answer)?;
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::Failed("nothing was done".to_owned())),
    }
}

/// The first line of standard input, without its end.
pub fn first_line() -> Result<String, Failure> {
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
