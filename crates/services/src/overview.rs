//! How the site is doing, for those who look after it.

use chrono::Duration;
use domain::messages::MessageState;
use domain::page::{EXACT_TOTAL, Page};
use domain::professional::{RequestQuery, RequestStatus};
use domain::search::UserQuery;
use domain::{Actor, Permission, Result, Time};

use crate::{App, health};

/// People who came within so many days are new.
const RECENT_DAYS: i64 = 7;

/// A number, which may be only the least that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub count: u64,
    pub or_more: bool,
}

#[derive(Debug)]
pub struct Overview {
    pub members: Count,
    pub verified: Count,
    /// Whose registration is a week old at most, counted from this moment.
    pub recent: Count,
    pub recent_from: Time,
    pub locked: Count,
    /// Requests for professional status that wait.
    pub requests: Count,
    /// Events that wait to be published.
    pub drafts: Count,
    /// Only for those who operate the site.
    pub machine: Option<Machine>,
}

#[derive(Debug)]
pub struct Machine {
    pub pending: i64,
    pub parked: i64,
    /// When the oldest message was made that is not given up.
    pub oldest: Option<Time>,
    pub services: Vec<health::Service>,
    /// Rows of the audit log that are sealed.
    pub sealed: i64,
    /// When the oldest row was written that is not.
    pub unsealed: Option<Time>,
}

pub async fn read(app: &App, actor: &Actor) -> Result<Overview> {
    actor.must(Permission::ManageUsers)?;
    let recent_from = app.clock.now() - Duration::days(RECENT_DAYS);
    let verified = UserQuery { email_verified: Some(true), ..UserQuery::default() };
    let recent = UserQuery { created_from: Some(recent_from), ..UserQuery::default() };
    let locked = UserQuery { is_locked: Some(true), ..UserQuery::default() };
    Ok(Overview {
        members: count(app, &UserQuery::default()).await?,
        verified: count(app, &verified).await?,
        recent: count(app, &recent).await?,
        recent_from,
        locked: count(app, &locked).await?,
        requests: requests(app).await?,
        drafts: drafts(app).await?,
        machine: match actor.role().may(Permission::Operate) {
            true => Some(machine(app).await?),
            false => None,
        },
    })
}

async fn count(app: &App, query: &UserQuery) -> Result<Count> {
    let page = Page { skip: 0, limit: 1, cursor: None };
    let found = store::search::users(&app.store, query, &page).await?;
    Ok(Count { count: found.total, or_more: found.total_estimated })
}

async fn requests(app: &App) -> Result<Count> {
    let page = Page { skip: 0, limit: 1, cursor: None };
    let open = RequestQuery { status: Some(RequestStatus::Open) };
    let found = store::professional::list(&app.store, &open, &page).await?;
    Ok(Count { count: found.total, or_more: found.total_estimated })
}

async fn drafts(app: &App) -> Result<Count> {
    let count = store::events::drafts(&app.store, EXACT_TOTAL + 1).await?;
    Ok(Count { count: count.min(EXACT_TOTAL), or_more: count > EXACT_TOTAL })
}

async fn machine(app: &App) -> Result<Machine> {
    let figures = store::jobs::figures(&app.store).await?;
    let parked = |state| state == MessageState::Parked;
    let sum = |wanted: bool| {
        figures.iter().filter(|f| parked(f.state) == wanted).map(|f| f.count).sum::<i64>()
    };
    let unsealed = store::journal::unsealed(&app.store, 1).await?;
    Ok(Machine {
        pending: sum(false),
        parked: sum(true),
        oldest: figures.iter().filter(|f| !parked(f.state)).map(|f| f.oldest).min(),
        services: health::services(app).await,
        sealed: store::journal::head(&app.store).await?.map_or(0, |head| head.number),
        unsealed: unsealed.first().map(|row| row.at),
    })
}
