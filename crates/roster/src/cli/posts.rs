//! `roster posts`.

use clap::Subcommand;
use domain::page::Page;
use domain::posts::{PostQuery, PostStatus, Written};
use domain::{Actor, Settings};
use serde_json::Value;
use services::{App, posts};

use super::output::{self, Format};
use super::{Done, walk};
use crate::boot;

#[derive(Subcommand)]
pub enum Posts {
    /// List posts, the newest first
    List(List),
    /// Show one post
    Show {
        /// Its id, from the list
        id: String,
    },
    /// Take a post out of sight; its author is told why
    Hide {
        /// Its id, from the list
        id: String,
        #[arg(long)]
        reason: String,
    },
    /// Put a hidden post back
    Unhide {
        /// Its id, from the list
        id: String,
        #[arg(long)]
        reason: Option<String>,
    },
    /// Delete a post for good
    Delete {
        /// Its id, from the list
        id: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

#[derive(clap::Args)]
pub struct List {
    /// published or hidden; drafts are their authors' alone
    #[arg(long, value_parser = status)]
    status: Option<PostStatus>,
    /// A nickname
    #[arg(long)]
    author: Option<String>,
    /// Words that must all occur in title or body
    #[arg(long)]
    search: Option<String>,
    #[arg(long, default_value_t = 50)]
    limit: u64,
    #[arg(long, default_value_t = 0)]
    pub skip: u64,
    /// All posts, not only the first --limit
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

impl List {
    /// How many are printed at most.
    pub fn left(&self) -> u64 {
        if self.all { u64::MAX } else { self.limit }
    }

    pub fn query(self) -> PostQuery {
        PostQuery { status: self.status, author: self.author, search: self.search }
    }
}

fn status(text: &str) -> Result<PostStatus, String> {
    let status = PostStatus::parse(text).filter(|status| *status != PostStatus::Draft);
    status.ok_or_else(|| "expected published or hidden".to_owned())
}

pub const COLUMNS: [&str; 5] = ["id", "title", "author", "status", "created_at"];

/// A row of the table: the author's nickname stands for the author.
pub fn rows(format: Format, mut posts: Vec<Value>) -> Vec<Value> {
    if format != Format::Json {
        for post in &mut posts {
            post["author"] = post["author"]["nickname"].take();
        }
    }
    posts
}

pub fn question(title: &str) -> String {
    format!("The post {title:?} will be deleted.")
}

fn json(app: &App, written: &Written) -> Value {
    web::post(&app.settings.http, written)
}

pub async fn run(command: Posts, settings: Settings, format: Format) -> Done {
    let app = boot::app(settings).await?;
    let operator = Actor::operator();
    let done = match command {
        Posts::List(list) => print_list(&app, &operator, list, format).await,
        Posts::Show { id } => {
            let post = posts::read(&app, &operator, &id).await?;
            output::object(format, &json(&app, &post))
        }
        Posts::Hide { id, reason } => {
            let post = posts::hide(&app, &operator, &id, &reason).await?;
            output::object(format, &json(&app, &post))
        }
        Posts::Unhide { id, reason } => {
            let post = posts::show(&app, &operator, &id, reason.as_deref()).await?;
            output::object(format, &json(&app, &post))
        }
        Posts::Delete { id, yes } => {
            let post = posts::read(&app, &operator, &id).await?;
            output::confirm(yes, &question(&post.post.title))?;
            posts::delete(&app, &operator, &id, None).await?;
            Ok(())
        }
    };
    app.store.close().await;
    done
}

async fn print_list(app: &App, operator: &Actor, list: List, format: Format) -> Done {
    let (left, skip, query) = (list.left(), list.skip, list.query());
    let listed = async |page: &Page| posts::list(app, operator, &query, page).await;
    let found = walk::rows(skip, left, listed, |post| json(app, post)).await?;
    output::list(format, &COLUMNS, &rows(format, found))
}
