//! `roster users import` and `roster users export`.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use domain::page::Page;
use domain::{Actor, Error, Fault};
use serde_json::Value;
use services::users_csv::{self, Mapping, Options, Phase, Plan, Progress, Source};
use services::{App, accounts};
use views::Texts;

use super::output::{self, Format};
use super::users::Filter;
use super::{Done, Failure};

#[derive(Args)]
pub struct Import {
    /// CSV in UTF-8, cells parted by , or ;, with a header row; - is standard
    /// input
    pub file: PathBuf,
    /// Only say what would be done
    #[arg(long)]
    pub dry_run: bool,
    /// Import the rest where rows are faulty
    #[arg(long)]
    pub skip_invalid: bool,
    /// Change people whose address is there already
    #[arg(long)]
    pub update_existing: bool,
    /// Take a column of the file for that field, whatever its name; nothing
    /// behind the sign leaves it out. May be repeated
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub map: Vec<String>,
    /// Write faulty rows to this file, with the reasons, to be mended and
    /// imported again
    #[arg(long, value_name = "FILE")]
    pub faults: Option<PathBuf>,
}

#[derive(Args)]
pub struct Export {
    /// Standard output when not given
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub filter: Filter,
    #[arg(long, value_enum, default_value_t = Lines::Csv)]
    pub format: Lines,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lines {
    Csv,
    /// JSON lines
    Json,
}

/// Faults that are printed; a file holds them all.
const SHOWN: usize = 100;

pub async fn import(app: &App, operator: &Actor, command: Import, format: Format) -> Done {
    let source = match command.file.as_os_str() == "-" {
        true => Source::copy(&mut std::io::stdin().lock()),
        false => Source::open(&command.file),
    };
    let named = |error| Failure::Failed(format!("{}: {error}", command.file.display()));
    let source = source.map_err(named)?;
    let options = Options {
        dry_run: command.dry_run,
        skip_invalid: command.skip_invalid,
        update_existing: command.update_existing,
        mapping: Mapping::parse(&command.map).map_err(|fault| Error::Invalid(vec![fault]))?,
    };
    let mut bar = Bar::new();
    let mut phase = Phase::Checking;
    let mut watch = |progress: Progress| {
        if progress.phase != phase {
            phase = progress.phase;
            bar.begin();
        }
        let what = match progress.phase {
            Phase::Checking => "checking",
            Phase::Writing => "writing",
        };
        bar.show(what, progress.rows, Some((progress.read, progress.length)));
    };
    let imported = users_csv::import(app, operator, &source, &options, &mut watch).await;
    bar.clear();
    let (report, plan) = imported?;
    let texts = Texts::load(None, views::FALLBACK).map_err(Failure::Failed)?;
    let words = |fault: &Fault| texts.fault(views::FALLBACK, fault);
    if let Some(path) = &command.faults {
        keep_faulty(path, &source, &plan, words)?;
    }
    print(format, &web::api::users_csv::told(&report, words), command.dry_run)?;
    outcome(report.refused)
}

/// What an import did, as the API tells it.
pub fn print(format: Format, told: &Value, dry_run: bool) -> Done {
    if format != Format::Table {
        return output::object(format, told);
    }
    let faults = told["faults"].as_array().map(Vec::as_slice).unwrap_or_default();
    for fault in faults.iter().take(SHOWN) {
        let column = fault["column"].as_str().unwrap_or("the row");
        let words = fault["message"].as_str().unwrap_or_default();
        output::complain(&format!("line {}, {column}: {words}", fault["line"]));
    }
    let number = |name: &str| told[name].as_u64().unwrap_or_default();
    let more = faults.len().saturating_sub(SHOWN) as u64 + number("more_faults");
    if more > 0 {
        output::complain(&format!("… and {more} more faults"));
    }
    let did = if dry_run { "would be" } else { "were" };
    output::text(&format!(
        "{} {did} created, {} updated, {} unchanged, {} skipped",
        number("created"),
        number("updated"),
        number("unchanged"),
        number("skipped")
    ))
}

pub fn outcome(refused: bool) -> Done {
    match refused {
        true => Err(Failure::Failed(
            "rows are faulty: nothing was imported. Mend them, or say --skip-invalid".to_owned(),
        )),
        false => Ok(()),
    }
}

fn keep_faulty(
    path: &Path,
    source: &Source,
    plan: &Plan,
    words: impl Fn(&Fault) -> String,
) -> Done {
    let named = |error: std::io::Error| Failure::Failed(format!("{}: {error}", path.display()));
    let mut out = BufWriter::new(create(path).map_err(named)?);
    users_csv::write_faulty(source, plan, &mut out, words)?;
    out.flush().map_err(named)
}

/// People's data are for their owner alone.
fn create(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// Where an export goes: a file, or standard output.
pub fn target(file: Option<&Path>) -> Result<Box<dyn Write + Send>, Failure> {
    let Some(path) = file else { return Ok(Box::new(BufWriter::new(stdout()))) };
    let named = |error| Failure::Failed(format!("{}: {error}", path.display()));
    Ok(Box::new(BufWriter::new(create(path).map_err(named)?)))
}

pub async fn export(app: &App, operator: &Actor, command: Export) -> Done {
    let query = command.filter.query();
    // How many there will be; beyond 10,000 nobody counts.
    let page = Page { skip: 0, limit: 1, cursor: None };
    let all = accounts::list(app, operator, &query, &page).await?;
    let total = (!all.total_estimated).then_some(all.total);
    let mut bar = match command.file.is_some() || !stdout().is_terminal() {
        true => Bar::new(),
        false => Bar::none(),
    };
    let mut out = target(command.file.as_deref())?;
    let mut text = String::new();
    let mut export = users_csv::export(app, operator, query).await?;
    if command.format == Lines::Csv {
        export.header(&mut text);
    }
    let mut rows = 0;
    while let Some(people) = export.next(app).await? {
        for user in &people {
            match command.format {
                Lines::Csv => export.line(&mut text, user),
                Lines::Json => {
                    text.push_str(&web::user(&app.settings.http, user).to_string());
                    text.push('\n');
                }
            }
        }
        match out.write_all(text.as_bytes()) {
            // A reader that went away is no failure.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            done => done?,
        }
        text.clear();
        rows += people.len() as u64;
        bar.show("exporting", rows, total.map(|total| (rows, total)));
    }
    bar.clear();
    match out.flush() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Progress, speed and time left, on a terminal.
struct Bar {
    on: bool,
    began: Instant,
    shown: Option<Instant>,
}

impl Bar {
    fn new() -> Bar {
        Bar { on: stderr().is_terminal(), began: Instant::now(), shown: None }
    }

    fn none() -> Bar {
        Bar { on: false, ..Bar::new() }
    }

    /// Another phase: its speed is measured anew.
    fn begin(&mut self) {
        (self.began, self.shown) = (Instant::now(), None);
    }

    /// `part`: how much of how much is done.
    fn show(&mut self, what: &str, rows: u64, part: Option<(u64, u64)>) {
        let soon = self.shown.is_some_and(|at| at.elapsed() < Duration::from_millis(200));
        if !self.on || soon {
            return;
        }
        self.shown = Some(Instant::now());
        let line = line(what, rows, part, self.began.elapsed().as_secs_f64());
        let _ = write!(stderr().lock(), "\r{line}\x1b[K");
    }

    fn clear(&mut self) {
        if self.on && self.shown.is_some() {
            let _ = write!(stderr().lock(), "\r\x1b[K");
        }
    }
}

fn line(what: &str, rows: u64, part: Option<(u64, u64)>, seconds: f64) -> String {
    let speed = rows as f64 / seconds.max(0.001);
    let mut line = format!("{what}: {rows} rows, {speed:.0} a second");
    if let Some((done, all)) = part.filter(|(_, all)| *all > 0) {
        let share = (done as f64 / all as f64).clamp(0.000_001, 1.0);
        let left = (seconds / share - seconds).ceil() as u64;
        line.push_str(&format!(", {:.0} %", share * 100.0));
        line.push_str(&match left {
            0..120 => format!(", {left} s left"),
            _ => format!(", {} min left", left.div_ceil(60)),
        });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn progress_tells_speed_and_time_left() {
        assert_eq!(
            line("writing", 500, Some((250, 1000)), 2.0),
            "writing: 500 rows, 250 a second, 25 %, 6 s left"
        );
        assert_eq!(
            line("writing", 1, Some((1, 1000)), 1.0),
            "writing: 1 rows, 1 a second, 0 %, 17 min left"
        );
        assert_eq!(line("exporting", 10, None, 1.0), "exporting: 10 rows, 10 a second");
    }
}
