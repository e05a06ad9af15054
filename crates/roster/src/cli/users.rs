//! `roster users`.

use clap::{Args, Subcommand};
use domain::analytics::{Bucket, Source, Stage};
use domain::page::Page;
use domain::search::{NotSeen, Sort, UserQuery};
use domain::{Actor, Role, Settings, Time, User};
use serde_json::Value;
use services::accounts::{self, Entry};
use services::{App, roles};

use super::output::{self, Format};
use super::{Done, users_csv, walk};
use crate::boot;

#[derive(Subcommand)]
pub enum Users {
    /// Make an account; without a password its owner is mailed an invitation
    Create(Create),
    /// List people
    List(Box<List>),
    /// Show one person, named by id, e-mail address or nickname
    Show { name: String },
    /// Give somebody another role
    SetRole {
        name: String,
        #[arg(value_parser = role)]
        role: Role,
        /// Why; kept in the audit log and told to the person
        #[arg(long)]
        reason: String,
    },
    /// Lock somebody out until they are unlocked
    Lock {
        name: String,
        #[arg(long)]
        reason: Option<String>,
    },
    /// Let somebody in again
    Unlock {
        name: String,
        #[arg(long)]
        reason: Option<String>,
    },
    /// Import people from CSV
    Import(users_csv::Import),
    /// Export people as CSV or JSON lines
    Export(Box<users_csv::Export>),
    /// Erase somebody and their data, at once
    Delete {
        name: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Args)]
pub struct Create {
    #[arg(long)]
    pub email: String,
    /// Drawn at random when not given
    #[arg(long)]
    pub nickname: Option<String>,
    /// anonymous, authenticated, manager or admin
    #[arg(long, value_parser = role)]
    pub role: Option<Role>,
    /// Read the password from the first line of standard input
    #[arg(long, conflicts_with = "invite")]
    pub password_stdin: bool,
    /// Mail an invitation to set a password
    #[arg(long)]
    invite: bool,
}

#[derive(Args)]
pub struct Filter {
    /// Words that must all occur in names, address, location or bio; also
    /// filters, as role:manager verified:no locked:yes professional:yes
    /// locale:es extra.NAME:value created:>2026-01-01 seen:<2026-05-01 seen:never
    #[arg(long)]
    search: Option<String>,
    #[arg(long, value_parser = role)]
    role: Option<Role>,
    #[arg(long)]
    is_locked: Option<bool>,
    #[arg(long)]
    email_verified: Option<bool>,
    #[arg(long)]
    is_professional: Option<bool>,
    #[arg(long)]
    locale: Option<String>,
    /// A date or an RFC 3339 time, as in the other time filters
    #[arg(long, value_parser = time)]
    created_from: Option<Time>,
    #[arg(long, value_parser = time)]
    created_to: Option<Time>,
    #[arg(long, value_parser = time)]
    last_login_from: Option<Time>,
    #[arg(long, value_parser = time)]
    last_login_to: Option<Time>,
    #[arg(long, value_parser = time)]
    last_login_before: Option<Time>,
    #[arg(long)]
    never_logged_in: Option<bool>,
    /// Who neither signed in nor used a session for so long, or never did:
    /// 24h, 48h, 1w, 1y or never
    #[arg(long, value_parser = bucket)]
    not_seen: Option<Bucket>,
    /// registered, verified, signed_in, took_part or back: who registered
    /// themselves and came so far
    #[arg(long, value_parser = stage)]
    reached: Option<Stage>,
    /// invitation, event, post or direct: who registered themselves, led by it
    #[arg(long, value_parser = source)]
    source: Option<Source>,
    /// A column, or -column for the reverse; without it the best match of
    /// --search comes first, else the newest
    #[arg(long, value_parser = sort, allow_hyphen_values = true)]
    sort: Option<Sort>,
}

impl Filter {
    pub fn query(self) -> UserQuery {
        UserQuery {
            search: self.search,
            role: self.role,
            is_locked: self.is_locked,
            email_verified: self.email_verified,
            is_professional: self.is_professional,
            locale: self.locale,
            created_from: self.created_from,
            created_to: self.created_to,
            last_login_from: self.last_login_from,
            last_login_to: self.last_login_to,
            last_login_before: self.last_login_before,
            never_logged_in: self.never_logged_in,
            extra: Vec::new(),
            not_seen: self.not_seen.map(|bucket| NotSeen::new(bucket, domain::Clock::System.now())),
            reached: self.reached,
            source: self.source,
            sort: self.sort,
        }
    }
}

#[derive(Args)]
pub struct List {
    #[command(flatten)]
    pub filter: Filter,
    #[arg(long, default_value_t = 50)]
    limit: u64,
    #[arg(long, default_value_t = 0)]
    pub skip: u64,
    /// Everybody, not only the first --limit
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

impl List {
    /// How many are printed at most.
    pub fn left(&self) -> u64 {
        if self.all { u64::MAX } else { self.limit }
    }
}

fn role(text: &str) -> Result<Role, String> {
    text.parse().map_err(|()| "expected anonymous, authenticated, manager or admin".to_owned())
}

pub fn time(text: &str) -> Result<Time, String> {
    domain::clock::parse(text)
        .ok_or_else(|| "expected a date as 2026-01-31 or a time as 2026-01-31T08:00:00Z".to_owned())
}

fn bucket(text: &str) -> Result<Bucket, String> {
    let known: Vec<&str> = Bucket::ALL.iter().map(|bucket| bucket.as_str()).collect();
    Bucket::parse(text).ok_or_else(|| format!("expected one of {}", known.join(", ")))
}

fn stage(text: &str) -> Result<Stage, String> {
    let known: Vec<&str> = Stage::ALL.iter().map(|stage| stage.as_str()).collect();
    Stage::parse(text).ok_or_else(|| format!("expected one of {}", known.join(", ")))
}

pub fn source(text: &str) -> Result<Source, String> {
    let known: Vec<&str> = Source::ALL.iter().map(|source| source.as_str()).collect();
    Source::parse(text).ok_or_else(|| format!("expected one of {}", known.join(", ")))
}

fn sort(text: &str) -> Result<Sort, String> {
    Sort::parse(text)
        .ok_or_else(|| format!("expected one of {}", domain::search::SORTABLE.join(", ")))
}

pub const COLUMNS: [&str; 7] =
    ["id", "nickname", "email", "role", "email_verified", "is_locked", "created_at"];

fn json(app: &App, user: &User) -> Value {
    web::api::users::body(&app.settings.http, user)
}

pub async fn run(command: Users, settings: Settings, format: Format) -> Done {
    let app = boot::app(settings).await?;
    let operator = Actor::operator();
    let person = |name: String| {
        let (app, operator) = (&app, &operator);
        async move { accounts::find(app, operator, &name).await }
    };
    let done = match command {
        Users::Create(create) => {
            let user = make(&app, &operator, create).await?;
            output::object(format, &json(&app, &user))
        }
        Users::List(list) => print_list(&app, &operator, *list, format).await,
        Users::Import(command) => users_csv::import(&app, &operator, command, format).await,
        Users::Export(command) => users_csv::export(&app, &operator, *command).await,
        Users::Show { name } => output::object(format, &json(&app, &person(name).await?)),
        Users::SetRole { name, role, reason } => {
            let id = person(name).await?.id.to_string();
            let user = roles::change(&app, &operator, &id, role, &reason).await?;
            output::object(format, &json(&app, &user))
        }
        Users::Lock { name, reason } => {
            let id = person(name).await?.id.to_string();
            let user = accounts::lock(&app, &operator, &id, reason.as_deref()).await?;
            output::object(format, &json(&app, &user))
        }
        Users::Unlock { name, reason } => {
            let id = person(name).await?.id.to_string();
            let user = accounts::unlock(&app, &operator, &id, reason.as_deref()).await?;
            output::object(format, &json(&app, &user))
        }
        Users::Delete { name, yes } => {
            let user = person(name).await?;
            output::confirm(yes, &erasing(user.nickname.as_str(), user.email.as_str()))?;
            accounts::delete(&app, &operator, &user.id.to_string(), None).await?;
            output::text(&erased(&user.id.to_string()))
        }
    };
    app.store.close().await;
    done
}

pub fn erasing(nickname: &str, email: &str) -> String {
    format!("{nickname} <{email}> will be erased.")
}

pub fn erased(id: &str) -> String {
    format!("{id} was erased")
}

async fn make(app: &App, operator: &Actor, create: Create) -> domain::Result<User> {
    let password = match create.password_stdin {
        true => Some(output::first_line().map_err(|_| domain::Error::internal("no password"))?),
        false => None,
    };
    // Whoever holds the machine vouches for an address given with a password.
    let entry = Entry {
        email: create.email,
        nickname: create.nickname,
        role: Some(create.role.unwrap_or(Role::Authenticated)),
        email_verified: password.is_some(),
        password,
        ..Entry::default()
    };
    accounts::create(app, operator, &entry).await
}

async fn print_list(app: &App, operator: &Actor, list: List, format: Format) -> Done {
    let (left, skip, query) = (list.left(), list.skip, list.filter.query());
    let found = async |page: &Page| accounts::list(app, operator, &query, page).await;
    let rows = walk::rows(skip, left, found, |user| json(app, user)).await?;
    output::list(format, &COLUMNS, &rows)
}
