//! The first reading: every row is checked, alone, against the others and
//! against the people there are.

use std::collections::HashMap;

use domain::fields::ProfileField;
use domain::{Actor, Fault, Nickname, Permission, Result, Time, User};
use serde_json::{Map, Value};

use super::columns::Header;
use super::merge;
use super::row::{BadRow, Row};
use super::rows::Rows as Reading;
use super::scratch;
use super::seen::{Kind, Rows, Seen};
use super::source::Source;
use super::{Example, MAX_EXAMPLES, Options, Phase, Progress, Report, Watch};
use crate::App;

/// What an import of a source would do.
#[derive(Clone, Debug)]
pub struct Plan {
    pub report: Report,
    /// The first changes.
    pub examples: Vec<Example>,
    pub(super) bad: Rows,
}

impl Plan {
    /// Whether a row, counted from 0 without the header, is faulty.
    pub fn is_bad(&self, row: u64) -> bool {
        self.bad.has(row)
    }
}

/// What becomes of a row.
pub(super) enum Fate<'a> {
    Create,
    Update(&'a User),
    Fault(&'static str, Fault),
}

/// The people that rows speak of, by their names.
pub(super) struct Known {
    by_email: HashMap<String, usize>,
    by_nickname: HashMap<String, usize>,
    people: Vec<User>,
}

impl Known {
    pub async fn find(db: &impl store::Db, rows: &[Row]) -> Result<Known> {
        let emails: Vec<&str> = rows.iter().map(|row| row.email.as_str()).collect();
        let nicknames = rows.iter().filter_map(|row| row.nickname.as_ref());
        let keys: Vec<String> = nicknames.map(Nickname::key).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let people = store::accounts::having(db, &emails, &keys).await?;
        let each = |name: fn(&User) -> String| {
            people.iter().enumerate().map(|(at, user)| (name(user), at)).collect()
        };
        Ok(Known {
            by_email: each(|user| user.email.clone()),
            by_nickname: each(|user| user.nickname.to_ascii_lowercase()),
            people,
        })
    }

    pub fn fate(&self, row: &Row, options: &Options) -> Fate<'_> {
        let found = |at: Option<&usize>| at.and_then(|at| self.people.get(*at));
        let same = found(self.by_email.get(row.email.as_str()));
        let named = row.nickname.as_ref().and_then(|n| found(self.by_nickname.get(&n.key())));
        match (same, named) {
            (Some(_), _) if !options.update_existing => {
                Fate::Fault("email", Fault::new("email", "email_taken"))
            }
            (same, Some(named)) if same.is_none_or(|same| same.id != named.id) => {
                Fate::Fault("nickname", Fault::new("nickname", "nickname_taken"))
            }
            (Some(same), _) => Fate::Update(same),
            (None, _) => Fate::Create,
        }
    }
}

/// What was counted of a row, so that it can be taken back.
#[derive(Clone, Copy)]
enum Counted {
    Created,
    Updated,
    Unchanged,
}

/// Row numbers and what was counted of them go together into one number.
fn tag(row: u64, counted: Counted) -> u64 {
    row << 2 | counted as u64
}

struct Planning {
    report: Report,
    bad: Rows,
    seen: Seen,
    examples: Vec<Example>,
    now: Time,
}

impl Planning {
    fn faulty(&mut self, row: &BadRow) {
        self.bad.insert(row.number);
        self.report.skipped += 1;
        for (column, fault) in &row.faults {
            self.report.fault(row.line, column.clone(), fault.clone());
        }
    }

    fn row(&mut self, row: &Row, known: &Known, header: &Header, options: &Options) -> Result<()> {
        let counted = match known.fate(row, options) {
            Fate::Fault(column, fault) => {
                let faults = vec![(Some(column.to_owned()), fault)];
                self.faulty(&BadRow { number: row.number, line: row.line, faults });
                return Ok(());
            }
            Fate::Create if header.missing().next().is_some() => {
                let fault = |field: &ProfileField| {
                    (Some(field.path()), Fault::new(field.path(), "required"))
                };
                let faults = header.missing().map(fault).collect();
                self.faulty(&BadRow { number: row.number, line: row.line, faults });
                return Ok(());
            }
            Fate::Create => {
                self.report.created += 1;
                self.example(row, None);
                Counted::Created
            }
            Fate::Update(user) => {
                let (_, facts) = merge::merged(row, user, self.now);
                if facts.is_empty() {
                    self.report.unchanged += 1;
                    Counted::Unchanged
                } else {
                    let (mut before, mut after) = (Map::new(), Map::new());
                    for fact in facts {
                        before.extend(fact.before);
                        after.extend(fact.after);
                    }
                    self.example(row, Some((before, after)));
                    self.report.updated += 1;
                    Counted::Updated
                }
            }
        };
        let number = tag(row.number, counted);
        let mut add =
            |kind, name: &str| self.seen.add(kind, name, number, row.line).map_err(scratch::fault);
        add(Kind::Email, row.email.as_str())?;
        match &row.nickname {
            Some(nickname) => add(Kind::Nickname, &nickname.key()),
            None => Ok(()),
        }
    }

    fn example(&mut self, row: &Row, change: Option<(Map<String, Value>, Map<String, Value>)>) {
        if self.examples.len() < MAX_EXAMPLES {
            let existing = change.is_some();
            let (before, after) = change.unwrap_or_default();
            let email = row.email.as_str().to_owned();
            self.examples.push(Example { line: row.line, email, existing, before, after });
        }
    }

    /// Takes back what was counted of rows that repeat another's names.
    fn repeated(mut self) -> Result<(Report, Rows, Vec<Example>)> {
        let (report, bad) = (&mut self.report, &mut self.bad);
        self.seen
            .repeated(|name, first| {
                if bad.insert(name.row >> 2) {
                    report.skipped += 1;
                    match name.row & 3 {
                        0 => report.created -= 1,
                        1 => report.updated -= 1,
                        _ => report.unchanged -= 1,
                    }
                }
                let column = match name.kind() {
                    Kind::Email => "email",
                    Kind::Nickname => "nickname",
                };
                let fault = Fault::new(column, "csv_repeated").with("line", first.line);
                report.fault(name.line, Some(column.to_owned()), fault);
            })
            .map_err(scratch::fault)?;
        report.faults.sort_by_key(|fault| fault.line);
        Ok((self.report, self.bad, self.examples))
    }
}

/// Checks every row of a source and says what an import would do. Nothing is
/// written.
pub async fn plan(
    app: &App,
    actor: &Actor,
    source: &Source,
    options: &Options,
    watch: Watch<'_>,
) -> Result<Plan> {
    actor.must(Permission::TransferUsers)?;
    let mut planning = Planning {
        report: Report::default(),
        bad: Rows::default(),
        seen: Seen::new(&app.random),
        examples: Vec::new(),
        now: app.clock.now(),
    };
    let mut stopped = None;
    match Reading::open(app, actor, source, &options.mapping).await? {
        Err(header) => stopped = Some(header),
        Ok(mut rows) => {
            while let Some(batch) = rows.next().await? {
                let known = Known::find(&app.store, &batch.good).await?;
                for row in &batch.good {
                    planning.row(row, &known, &rows.header, options)?;
                }
                batch.bad.iter().for_each(|bad| planning.faulty(bad));
                watch(Progress {
                    phase: Phase::Checking,
                    read: batch.read,
                    length: source.length,
                    rows: batch.rows,
                });
                stopped = stopped.or(batch.stop);
            }
        }
    }
    if let Some(stop) = &stopped {
        for (column, fault) in &stop.faults {
            planning.report.fault(stop.line, column.clone(), fault.clone());
        }
    }
    let (mut report, bad, examples) = planning.repeated()?;
    // What cannot be read to its end is not imported in part.
    report.refused = stopped.is_some() || (!report.faults.is_empty() && !options.skip_invalid);
    Ok(Plan { report, examples, bad })
}
