//! `roster events`.

use clap::{Args, Subcommand};
use domain::events::{EventQuery, EventStatus};
use domain::page::Page;
use domain::{Actor, Settings, Time};
use serde_json::Value;
use services::App;
use services::events::{self, Shown};

use super::output::{self, Format};
use super::{Done, users, walk};
use crate::boot;

#[derive(Subcommand)]
pub enum Events {
    /// List events by their start, drafts too
    List(Box<List>),
    /// Show one event
    Show {
        /// Its id, from the list
        id: String,
    },
    /// Publish a draft
    Publish {
        /// Its id, from the list
        id: String,
    },
    /// Cancel an event; whoever signed up is told
    Cancel {
        /// Its id, from the list
        id: String,
        /// Why; told to whoever signed up
        #[arg(long)]
        reason: Option<String>,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Delete an event for good; whoever signed up is told that it is cancelled
    Delete {
        /// Its id, from the list
        id: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Args)]
pub struct List {
    /// Words that must all occur in title, description, location, category or
    /// tags
    #[arg(long)]
    pub search: Option<String>,
    /// A date or an RFC 3339 time
    #[arg(long, value_parser = users::time)]
    pub starts_from: Option<Time>,
    #[arg(long, value_parser = users::time)]
    pub starts_to: Option<Time>,
    #[arg(long)]
    pub category: Option<String>,
    #[arg(long)]
    pub tag: Option<String>,
    /// draft, published, cancelled or past
    #[arg(long, value_parser = status)]
    pub status: Option<EventStatus>,
    #[arg(long, default_value_t = 50)]
    pub limit: u64,
    #[arg(long, default_value_t = 0)]
    pub skip: u64,
    /// All events, not only the first --limit
    #[arg(long, conflicts_with = "limit")]
    pub all: bool,
}

fn status(text: &str) -> Result<EventStatus, String> {
    EventStatus::parse(text)
        .ok_or_else(|| "expected draft, published, cancelled or past".to_owned())
}

pub const COLUMNS: [&str; 8] =
    ["id", "title", "status", "starts_at", "time_zone", "capacity", "registered", "waitlisted"];

fn json(app: &App, event: &Shown) -> Value {
    web::event(&app.settings.http, event)
}

pub async fn run(command: Events, settings: Settings, format: Format) -> Done {
    let app = boot::app(settings).await?;
    let operator = Actor::operator();
    let done = match command {
        Events::List(list) => print_list(&app, &operator, *list, format).await,
        Events::Show { id } => {
            let event = events::read(&app, &operator, &id).await?;
            output::object(format, &json(&app, &event))
        }
        Events::Publish { id } => {
            let event = events::publish(&app, &operator, &id).await?;
            output::object(format, &json(&app, &event))
        }
        Events::Cancel { id, reason, yes } => {
            let event = events::read(&app, &operator, &id).await?;
            output::confirm(yes, &question(&json(&app, &event), "cancelled"))?;
            let event = events::cancel(&app, &operator, &id, reason.as_deref()).await?;
            output::object(format, &json(&app, &event))
        }
        Events::Delete { id, yes } => {
            let event = events::read(&app, &operator, &id).await?;
            output::confirm(yes, &question(&json(&app, &event), "deleted"))?;
            events::delete(&app, &operator, &id, None).await?;
            output::text(&format!("{} was deleted", event.event.id))
        }
    };
    app.store.close().await;
    done
}

/// What is asked before something that cannot be taken back.
pub fn question(event: &Value, what: &str) -> String {
    let number = |name: &str| event[name].as_i64().unwrap_or(0);
    let count = number("registered") + number("waitlisted");
    format!("{}, for which {count} signed up, will be {what}.", event["title"])
}

async fn print_list(app: &App, operator: &Actor, list: List, format: Format) -> Done {
    let query = EventQuery {
        search: list.search,
        starts_from: list.starts_from,
        starts_to: list.starts_to,
        category: list.category,
        tag: list.tag,
        status: list.status,
        ..EventQuery::default()
    };
    let left = if list.all { u64::MAX } else { list.limit };
    let found = async |page: &Page| events::list(app, operator, &query, page).await;
    let rows = walk::rows(list.skip, left, found, |event| json(app, event)).await?;
    output::list(format, &COLUMNS, &rows)
}
