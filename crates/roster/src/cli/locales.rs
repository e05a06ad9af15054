//! `roster locales`.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::{Value, json};
use views::Emails;
use views::texts::{Finding, check};

use super::output::{self, Format};
use super::{Done, Failure};

#[derive(Subcommand)]
pub enum Locales {
    /// Say what is missing, unused or wrong in a folder of texts
    Check {
        /// The folder, laid out as for locales.folder: LANGUAGE/*.ftl
        folder: PathBuf,
        /// A folder of e-mail templates to look at too, laid out as for mail.templates
        #[arg(long, value_name = "FOLDER")]
        templates: Option<PathBuf>,
    },
}

/// Ends with a failure when anything is found.
pub fn run(command: Locales, format: Format) -> Done {
    let Locales::Check { folder, templates } = command;
    let mut findings = check(&folder).map_err(Failure::Failed)?;
    if let Some(templates) = &templates {
        let emails = Emails::load(Some(templates)).map_err(Failure::Failed)?;
        findings.extend(emails.check());
    }
    if findings.is_empty() && format == Format::Table {
        return output::text("Nothing is missing, unused or wrong.");
    }
    let row = |f: &Finding| json!({ "language": f.language, "text": f.text, "fault": f.fault });
    let rows: Vec<Value> = findings.iter().map(row).collect();
    output::list(format, &["language", "text", "fault"], &rows)?;
    match findings.len() {
        0 => Ok(()),
        1 => Err(Failure::Failed("1 text is not right".to_owned())),
        n => Err(Failure::Failed(format!("{n} texts are not right"))),
    }
}
