//! Imports that people watch from the console: planned, and then written,
//! while nobody waits. They live as long as this copy of the program; one that
//! is cut off is repeated with the same file and `update_existing`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Duration;
use domain::{Actor, Error, Id, Noun, Permission, Result, Time};

use super::{Mapping, Options, Phase, Plan, Progress, Report, Source, Title, apply, plan, titles};
use crate::App;

/// Imports that are held at once, and for how long.
const MAX_HELD: usize = 20;
const HOURS: i64 = 2;
/// Seconds after which there may be room for another.
const RETRY_SECONDS: u64 = 60;

#[derive(Clone)]
pub enum State {
    /// Under way since then.
    Working(Progress, Time),
    /// Somebody has to say which column is which field.
    Asking,
    Planned(Arc<Plan>),
    Done(Arc<Plan>, Arc<Report>),
    Failed(Arc<Error>),
}

struct Held {
    owner: Id,
    at: Time,
    source: Source,
    options: Mutex<Options>,
    state: Mutex<State>,
}

impl Held {
    fn options(&self) -> MutexGuard<'_, Options> {
        self.options.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Default)]
pub struct Imports(Mutex<HashMap<Id, Arc<Held>>>);

/// How an import stands.
pub struct Standing {
    pub state: State,
    pub options: Options,
    pub source: Source,
}

fn start(phase: Phase, length: u64, now: Time) -> State {
    State::Working(Progress { phase, read: 0, length, rows: 0 }, now)
}

/// Plans an import in the background.
pub fn begin(app: &Arc<App>, actor: &Actor, source: Source, options: Options) -> Result<Id> {
    actor.must(Permission::TransferUsers)?;
    let (owner, _) = actor.person()?;
    let (id, now) = (app.ids.next(), app.clock.now());
    let state = Mutex::new(start(Phase::Checking, source.length, now));
    let options = Mutex::new(options);
    let held = Arc::new(Held { owner, at: now, source, options, state });
    {
        let mut all = app.imports.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, held| {
            now - held.at < Duration::hours(HOURS) || matches!(*held.state(), State::Working(..))
        });
        if all.len() >= MAX_HELD {
            return Err(Error::Busy { retry_after: RETRY_SECONDS });
        }
        all.insert(id, held.clone());
    }
    let (app, actor) = (app.clone(), actor.clone());
    tokio::spawn(async move {
        match titles(&app, &actor, &held.source).await {
            Ok(Some((titles, _))) if titles.iter().any(|title| !title.understood) => {
                *held.state() = State::Asking;
            }
            Ok(_) => check(&app, &actor, &held, now).await,
            Err(error) => *held.state() = failed(error),
        }
    });
    Ok(id)
}

async fn check(app: &App, actor: &Actor, held: &Held, now: Time) {
    let mut watch = |progress| *held.state() = State::Working(progress, now);
    let options = held.options().clone();
    let planned = plan(app, actor, &held.source, &options, &mut watch).await;
    *held.state() = match planned {
        Ok(plan) => State::Planned(Arc::new(plan)),
        Err(error) => failed(error),
    };
}

/// The columns of an import's file with the field that each is taken for, and
/// all that they may be.
pub async fn columns(
    app: &App,
    actor: &Actor,
    id: &str,
) -> Result<Option<(Vec<Title>, Vec<String>)>> {
    let held = find(app, actor, id)?;
    let Some((mut all, fields)) = titles(app, actor, &held.source).await? else { return Ok(None) };
    let mapping = held.options().mapping.clone();
    for title in &mut all {
        if let Some(field) = mapping.field(&title.name) {
            title.field = field.clone();
        }
    }
    Ok(Some((all, fields)))
}

/// Plans anew with other columns, while nothing is written.
pub fn map(app: &Arc<App>, actor: &Actor, id: &str, mapping: Mapping) -> Result<()> {
    let held = find(app, actor, id)?;
    let now = app.clock.now();
    {
        let mut state = held.state();
        if !matches!(*state, State::Asking | State::Planned(_)) {
            return Ok(());
        }
        *state = start(Phase::Checking, held.source.length, now);
        held.options().mapping = mapping;
    }
    let (app, actor) = (app.clone(), actor.clone());
    tokio::spawn(async move { check(&app, &actor, &held, now).await });
    Ok(())
}

fn failed(error: Error) -> State {
    tracing::error!(code = error.code(), %error, "an import broke off");
    State::Failed(Arc::new(error))
}

/// One's own import; nobody else's is there.
fn find(app: &App, actor: &Actor, id: &str) -> Result<Arc<Held>> {
    actor.must(Permission::TransferUsers)?;
    let (owner, _) = actor.person()?;
    let unknown = || Error::NotFound(Noun::Page);
    let id = domain::ids::parse(id).ok_or_else(unknown)?;
    let all = app.imports.0.lock().unwrap_or_else(PoisonError::into_inner);
    all.get(&id).filter(|held| held.owner == owner).cloned().ok_or_else(unknown)
}

pub fn standing(app: &App, actor: &Actor, id: &str) -> Result<Standing> {
    let held = find(app, actor, id)?;
    let state = held.state().clone();
    let options = held.options().clone();
    Ok(Standing { state, options, source: held.source.clone() })
}

/// Writes what was planned, in the background. Once more changes nothing.
pub fn go_on(app: &Arc<App>, actor: &Actor, id: &str) -> Result<()> {
    let held = find(app, actor, id)?;
    let now = app.clock.now();
    let plan = {
        let mut state = held.state();
        let State::Planned(plan) = &*state else { return Ok(()) };
        if plan.report.refused {
            return Ok(());
        }
        let plan = plan.clone();
        *state = start(Phase::Writing, held.source.length, now);
        plan
    };
    let (app, actor) = (app.clone(), actor.clone());
    tokio::spawn(async move {
        let mut watch = |progress| *held.state() = State::Working(progress, now);
        let options = held.options().clone();
        let done = apply(&app, &actor, &held.source, &plan, &options, &mut watch).await;
        *held.state() = match done {
            Ok(report) => State::Done(plan, Arc::new(report)),
            Err(error) => failed(error),
        };
    });
    Ok(())
}
