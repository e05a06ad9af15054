//! `roster audit`.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::page::Page;
use domain::search::AuditQuery;
use domain::{Actor, Settings, Time, ids};
use serde_json::Value;
use services::audit::{self, Verified};
use services::{App, accounts};

use super::output::{self, Format};
use super::users::time;
use super::{Done, Failure, users_csv, walk};
use crate::boot;

#[derive(Subcommand)]
pub enum Audit {
    /// List entries, the newest first
    List {
        #[command(flatten)]
        filter: Filter,
        #[arg(long, default_value_t = 50)]
        limit: u64,
        #[arg(long, default_value_t = 0)]
        skip: u64,
        /// All entries, not only the first --limit
        #[arg(long, conflicts_with = "limit")]
        all: bool,
    },
    /// Follow the chain of seals; exit code 1 when a row was removed or altered
    Verify,
    /// Write all entries that match, to a file or standard output
    Export {
        file: Option<PathBuf>,
        #[command(flatten)]
        filter: Filter,
        #[arg(long, value_enum, default_value_t = Lines::Json)]
        format: Lines,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Lines {
    /// JSON lines
    Json,
    Csv,
}

#[derive(Args)]
pub struct Filter {
    /// Who acted: id, e-mail address or nickname, or system, cli or guest
    #[arg(long)]
    pub actor: Option<String>,
    /// Whom it was about: id, e-mail address or nickname
    #[arg(long)]
    pub subject: Option<String>,
    /// As user.locked
    #[arg(long)]
    pub action: Option<String>,
    /// From this date or time on
    #[arg(long, value_parser = time)]
    pub from: Option<Time>,
    /// Before this date or time
    #[arg(long, value_parser = time)]
    pub to: Option<Time>,
}

const COLUMNS: [&str; 9] =
    ["at", "actor", "action", "subject", "before", "after", "reason", "address", "request_id"];

/// Actors that are no people.
pub const NOBODY: [&str; 3] = ["system", "cli", "guest"];

async fn query(app: &App, operator: &Actor, filter: Filter) -> Result<AuditQuery, Failure> {
    let id = async |name: String| match ids::parse(&name) {
        // Somebody who is gone still has an id.
        Some(id) => Ok(id),
        None => accounts::find(app, operator, &name).await.map(|user| user.id),
    };
    let actor = match filter.actor {
        Some(word) if NOBODY.contains(&word.as_str()) => Some(word),
        Some(name) => Some(id(name).await?.to_string()),
        None => None,
    };
    let subject = match filter.subject {
        Some(name) => Some(id(name).await?),
        None => None,
    };
    Ok(AuditQuery { actor, subject, action: filter.action, from: filter.from, to: filter.to })
}

/// Calls `each` with every entry up to `left`.
async fn entries(
    app: &App,
    operator: &Actor,
    query: &AuditQuery,
    (skip, left): (u64, u64),
    mut each: impl FnMut(Value) -> Done,
) -> Done {
    let list = async |page: &Page| audit::list(app, operator, query, page).await;
    walk::walk(skip, left, list, |entry| each(web::api::audit::body(entry))).await
}

/// The nested parts of an entry as one cell each.
fn flat(mut row: Value) -> Value {
    let named = |value: &Value| match (&value["nickname"], &value["label"], &value["id"]) {
        (Value::String(name), _, _) | (_, Value::String(name), _) => Value::from(name.clone()),
        (_, _, id) => id.clone(),
    };
    if row["actor"].is_object() {
        row["actor"] = named(&row["actor"]);
    }
    row["subject"] = named(&row["subject"]);
    row
}

pub fn print(format: Format, rows: Vec<Value>) -> Done {
    let whole = format == Format::Json;
    let rows: Vec<_> = rows.into_iter().map(|r| if whole { r } else { flat(r) }).collect();
    output::list(format, &COLUMNS, &rows)
}

pub async fn run(command: Audit, settings: Settings, format: Format) -> Done {
    let app = boot::app(settings).await?;
    let operator = Actor::operator();
    let done = match command {
        Audit::List { filter, limit, skip, all } => {
            let query = query(&app, &operator, filter).await?;
            let left = if all { u64::MAX } else { limit };
            let mut rows = Vec::new();
            entries(&app, &operator, &query, (skip, left), |row| {
                rows.push(row);
                Ok(())
            })
            .await?;
            print(format, rows)
        }
        Audit::Verify => match audit::verify(&app, &operator).await? {
            Verified::Whole(rows) => output::text(&format!("{rows} sealed rows, all whole")),
            Verified::Broken { number, why } => {
                Err(Failure::Failed(format!("the chain breaks at seal {number}: {why}")))
            }
        },
        Audit::Export { file, filter, format } => {
            let query = query(&app, &operator, filter).await?;
            export(&app, &operator, &query, file, format).await
        }
    };
    app.store.close().await;
    done
}

async fn export(
    app: &App,
    operator: &Actor,
    query: &AuditQuery,
    file: Option<PathBuf>,
    format: Lines,
) -> Done {
    let mut out = users_csv::target(file.as_deref())?;
    head(&mut out, format)?;
    entries(app, operator, query, (0, u64::MAX), |row| line(&mut out, format, row)).await?;
    Ok(out.flush()?)
}

pub fn head(out: &mut impl Write, format: Lines) -> Done {
    match format {
        Lines::Csv => Ok(writeln!(out, "id,{}", COLUMNS.join(","))?),
        Lines::Json => Ok(()),
    }
}

/// One entry of an export.
pub fn line(out: &mut impl Write, format: Lines, row: Value) -> Done {
    if matches!(format, Lines::Json) {
        return Ok(writeln!(out, "{row}")?);
    }
    let row = flat(row);
    let cell = |column: &str| match &row[column] {
        Value::Null => String::new(),
        Value::String(text) => output::csv_cell(text),
        other => output::csv_cell(&other.to_string()),
    };
    let cells: Vec<String> = std::iter::once("id").chain(COLUMNS).map(cell).collect();
    Ok(writeln!(out, "{}", cells.join(","))?)
}
