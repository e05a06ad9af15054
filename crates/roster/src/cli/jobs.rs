//! `roster jobs`.

use clap::Subcommand;
use domain::messages::{JobQuery, MessageState};
use domain::page::Page;
use domain::{Actor, MessageType, Settings};
use services::jobs;

use super::output::{self, Format};
use super::{Done, walk};
use crate::boot;

#[derive(Subcommand)]
pub enum Jobs {
    /// List messages that wait, are being delivered, or were given up; the
    /// oldest first
    List {
        /// pending, running or parked
        #[arg(long, value_parser = state)]
        state: Option<MessageState>,
        /// As account.verification
        #[arg(long = "type", value_parser = message_type)]
        message_type: Option<MessageType>,
        #[arg(long, default_value_t = 50)]
        limit: u64,
        #[arg(long, default_value_t = 0)]
        skip: u64,
        /// All messages, not only the first --limit
        #[arg(long, conflicts_with = "limit")]
        all: bool,
    },
    /// Show one message with its error
    Show {
        /// Its id, from the list
        id: String,
    },
    /// Have a message delivered now
    Retry {
        /// Its id, from the list
        id: String,
    },
    /// Take a message out of the queue, undelivered
    Drop {
        /// Its id, from the list
        id: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

fn state(text: &str) -> Result<MessageState, String> {
    MessageState::parse(&text.to_ascii_uppercase())
        .ok_or_else(|| "expected pending, running or parked".to_owned())
}

fn message_type(text: &str) -> Result<MessageType, String> {
    MessageType::parse(text).ok_or_else(|| {
        let all: Vec<_> = MessageType::ALL.iter().map(|t| t.as_str()).collect();
        format!("expected one of {}", all.join(", "))
    })
}

pub const COLUMNS: [&str; 7] =
    ["id", "type", "state", "attempts", "created_at", "next_attempt_at", "error"];

pub async fn run(command: Jobs, settings: Settings, format: Format) -> Done {
    let app = boot::app(settings).await?;
    let operator = Actor::operator();
    let done = match command {
        Jobs::List { state, message_type, limit, skip, all } => {
            let query = JobQuery { state, message_type };
            let left = if all { u64::MAX } else { limit };
            let list = async |page: &Page| jobs::list(&app, &operator, &query, page).await;
            match walk::rows(skip, left, list, web::job).await {
                Ok(rows) => output::list(format, &COLUMNS, &rows),
                Err(failure) => Err(failure),
            }
        }
        Jobs::Show { id } => {
            let job = jobs::show(&app, &operator, &id).await?;
            output::object(format, &web::job(&job))
        }
        Jobs::Retry { id } => {
            let job = jobs::retry(&app, &operator, &id).await?;
            output::object(format, &web::job(&job))
        }
        Jobs::Drop { id, yes } => {
            let job = jobs::show(&app, &operator, &id).await?;
            let question = format!("Drop {}, which nobody will get?", job.message_type);
            output::confirm(yes, &question)?;
            jobs::drop(&app, &operator, &id).await?;
            Ok(())
        }
    };
    app.store.close().await;
    done
}
