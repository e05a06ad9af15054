//! `roster analytics`.

use clap::{Args, Subcommand};
use domain::analytics::{Range, Source, day};
use domain::{Actor, Error, Settings};
use serde_json::{Map, Value};
use services::{App, analytics};
use web::sheet::{self, Sheet};

use super::output::{self, Format};
use super::users::source;
use super::{Done, Failure};
use crate::boot;

#[derive(Subcommand)]
pub enum Analytics {
    /// Visitors, registrations and who is active, of a range of days
    Summary {
        #[command(flatten)]
        days: Days,
    },
    /// How many people were not seen for how long
    Inactive,
    /// Who stayed, by the week of registering
    Cohorts {
        #[command(flatten)]
        days: Days,
        /// Of those led here by it alone: invitation, event, post or direct
        #[arg(long, value_parser = source)]
        source: Option<Source>,
    },
}

/// Of UTC, as 2026-01-31.
#[derive(Args)]
pub struct Days {
    /// The first day; thirty days before the last when left out
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day, included; today when left out
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

impl Days {
    fn range(&self, app: &App) -> Result<Range, Failure> {
        let range = Range::read(self.from.as_deref(), self.to.as_deref(), day(app.clock.now()));
        range.map_err(|faults| Error::Invalid(faults).into())
    }
}

fn rows(sheet: &Sheet) -> Vec<Value> {
    let row = |cells: &Vec<Value>| {
        let named = sheet.head.iter().cloned().zip(cells.iter().cloned());
        Value::from(named.collect::<Map<String, Value>>())
    };
    sheet.rows.iter().map(row).collect()
}

fn list(format: Format, sheet: &Sheet, json: &Value) -> Done {
    let columns: Vec<&str> = sheet.head.iter().map(String::as_str).collect();
    match (format, json) {
        (Format::Json, Value::Array(items)) => output::list(format, &columns, items),
        _ => output::list(format, &columns, &rows(sheet)),
    }
}

async fn show(app: &App, command: Analytics, format: Format) -> Done {
    let operator = Actor::operator();
    match command {
        Analytics::Summary { days } => {
            let found = analytics::summary(app, &operator, days.range(app)?).await?;
            let sheet = sheet::summary(&found);
            match format {
                Format::Csv => list(format, &sheet, &Value::Null),
                _ => output::object(format, &sheet.json),
            }
        }
        Analytics::Inactive => {
            let sheet = sheet::inactive(&analytics::inactive(app, &operator).await?);
            list(format, &sheet, &sheet.json["buckets"])
        }
        Analytics::Cohorts { days, source } => {
            let found = analytics::cohorts(app, &operator, days.range(app)?, source).await?;
            let sheet = sheet::cohorts(&found);
            list(format, &sheet, &sheet.json["cohorts"])
        }
    }
}

pub async fn run(command: Analytics, settings: Settings, format: Format) -> Done {
    let app = boot::app(settings).await?;
    let done = show(&app, command, format).await;
    app.store.close().await;
    done
}
