//! People in and out as CSV.
//!
//! An import reads its file twice: once to check every row and to plan, once
//! to write, some batches to a transaction. Memory does not
//! grow with the file.

mod apply;
pub mod background;
mod columns;
mod export;
mod faulty;
mod merge;
mod plan;
mod reader;
mod row;
mod rows;
mod scratch;
mod seen;
mod source;

use domain::{Actor, Fault, Permission, Result};
use serde_json::{Map, Value};

pub use columns::{Mapping, Title, titles};
pub use export::{Export, export};
pub use faulty::write_faulty;
pub use plan::{Plan, plan};
pub use source::{Source, Spool, Taken};

use crate::App;

/// Faults that are told at most; every faulty row is counted.
const MAX_FAULTS: usize = 10_000;
/// Planned changes that are shown as examples.
const MAX_EXAMPLES: usize = 50;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only the plan.
    pub dry_run: bool,
    /// Import the rest where rows are faulty.
    pub skip_invalid: bool,
    /// Change people whose address is there already, rather than refuse them.
    pub update_existing: bool,
    /// Which column is which field, where it is not as they are named.
    pub mapping: Mapping,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowFault {
    /// Where the row starts; the header is line 1.
    pub line: u64,
    /// None when it is the whole row.
    pub column: Option<String>,
    pub fault: Fault,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    /// Faulty rows.
    pub skipped: u64,
    /// The first of the faults.
    pub faults: Vec<RowFault>,
    /// Faults that are not told.
    pub more_faults: u64,
    /// Faults were in the way: nothing was written.
    pub refused: bool,
}

impl Report {
    fn fault(&mut self, line: u64, column: Option<String>, fault: Fault) {
        match self.faults.len() < MAX_FAULTS {
            true => self.faults.push(RowFault { line, column, fault }),
            false => self.more_faults += 1,
        }
    }

    /// What another part of the same import did.
    fn add(&mut self, part: Report) {
        self.created += part.created;
        self.updated += part.updated;
        self.unchanged += part.unchanged;
        self.skipped += part.skipped;
        for fault in part.faults {
            self.fault(fault.line, fault.column, fault.fault);
        }
    }
}

/// A planned change, as an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    pub line: u64,
    pub email: String,
    /// Otherwise somebody new.
    pub existing: bool,
    /// Only what changes.
    pub before: Map<String, Value>,
    pub after: Map<String, Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Checking,
    Writing,
}

/// How far an import has come in its phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub phase: Phase,
    /// Octets of the file, of how many.
    pub read: u64,
    pub length: u64,
    pub rows: u64,
}

/// Called as often as there is something to tell.
pub type Watch<'a> = &'a mut (dyn FnMut(Progress) + Send);

impl Report {
    /// An import that a fault of the whole file forbids.
    pub fn refusal(fault: RowFault) -> Report {
        Report { faults: vec![fault], refused: true, ..Report::default() }
    }
}

/// Plans and, if nothing speaks against it, applies.
pub async fn import(
    app: &App,
    actor: &Actor,
    source: &Source,
    options: &Options,
    watch: Watch<'_>,
) -> Result<(Report, Plan)> {
    let plan = plan(app, actor, source, options, watch).await?;
    let mut report = plan.report.clone();
    if !plan.report.refused && !options.dry_run {
        report = apply(app, actor, source, &plan, options, watch).await?;
    } else if !options.dry_run {
        (report.created, report.updated, report.unchanged, report.skipped) = (0, 0, 0, 0);
    }
    Ok((report, plan))
}

/// Writes what was planned from this source. Rows that have become faulty
/// meanwhile, because somebody else took a name, are passed over and told.
pub async fn apply(
    app: &App,
    actor: &Actor,
    source: &Source,
    plan: &Plan,
    options: &Options,
    watch: Watch<'_>,
) -> Result<Report> {
    actor.must(Permission::TransferUsers)?;
    apply::all(app, actor, source, plan, options, watch).await
}
