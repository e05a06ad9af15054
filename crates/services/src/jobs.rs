//! The queue of messages, for the people who look after it.

use domain::messages::{Job, JobFigure, JobQuery};
use domain::page::{Listed, Page};
use domain::{Action, Actor, Error, Fact, Id, Noun, Permission, Result, ids};

use crate::{App, journal};

fn unknown() -> Error {
    Error::NotFound(Noun::Job)
}

fn parse(id: &str) -> Result<Id> {
    ids::parse(id).ok_or_else(unknown)
}

/// The oldest first.
pub async fn list(app: &App, actor: &Actor, query: &JobQuery, page: &Page) -> Result<Listed<Job>> {
    actor.must(Permission::Operate)?;
    store::jobs::list(&app.store, query, page).await
}

/// How many there are of each type and state, and since when.
pub async fn figures(app: &App, actor: &Actor) -> Result<Vec<JobFigure>> {
    actor.must(Permission::Operate)?;
    store::jobs::figures(&app.store).await
}

pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<Job> {
    actor.must(Permission::Operate)?;
    store::jobs::by_id(&app.store, parse(id)?).await?.ok_or_else(unknown)
}

/// Has a message tried now, a parked one with all its attempts again. One that
/// is being delivered is left alone.
pub async fn retry(app: &App, actor: &Actor, id: &str) -> Result<Job> {
    actor.must(Permission::Operate)?;
    let id = parse(id)?;
    let tx = app.store.begin().await?;
    let job = store::jobs::by_id(&tx, id).await?.ok_or_else(unknown)?;
    if !store::jobs::retry(&tx, id, app.clock.now()).await? {
        return Ok(job);
    }
    let retried = store::jobs::by_id(&tx, id).await?.ok_or_else(unknown)?;
    let fact = fact(Action::MessageRetried, &job)
        .changed("state", job.state.as_str(), retried.state.as_str())
        .changed("attempts", job.attempts, retried.attempts);
    journal::commit(app, actor, tx, vec![fact]).await?;
    app.bell.notify_waiters();
    Ok(retried)
}

/// Takes a message out of the queue. One that is being delivered may be out
/// already.
pub async fn drop(app: &App, actor: &Actor, id: &str) -> Result<()> {
    actor.must(Permission::Operate)?;
    let id = parse(id)?;
    let tx = app.store.begin().await?;
    let job = store::jobs::by_id(&tx, id).await?.ok_or_else(unknown)?;
    if !store::jobs::drop(&tx, id).await? {
        return Err(unknown());
    }
    let mut fact = fact(Action::MessageDropped, &job);
    fact.before.insert("state".to_owned(), job.state.as_str().into());
    journal::commit(app, actor, tx, vec![fact]).await
}

fn fact(action: Action, job: &Job) -> Fact {
    let mut fact = Fact::message(action, job.id, job.user_id);
    fact.before.insert("type".to_owned(), job.message_type.clone().into());
    fact
}
