//! Imports that people watch from the console: planned, and then written,
//! while nobody waits. They live as long as this copy of the program; one that
//! is cut off is repeated with the same file and `update_existing`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Duration;
use domain::{Actor, Error, Id, Noun, Permission, Result, Time};

use super::{Options, Phase, Plan, Progress, Report, Source, apply, plan};
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
    Planned(Arc<Plan>),
    Done(Arc<Plan>, Arc<Report>),
    Failed(Arc<Error>),
}

struct Held {
    owner: Id,
    at: Time,
    source: Source,
    options: Options,
    state: Mutex<State>,
}

impl Held {
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
        let mut watch = |progress| *held.state() = State::Working(progress, now);
        let planned = plan(&app, &actor, &held.source, &held.options, &mut watch).await;
        *held.state() = match planned {
            Ok(plan) => State::Planned(Arc::new(plan)),
            Err(error) => failed(error),
        };
    });
    Ok(id)
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
    Ok(Standing { state, options: held.options, source: held.source.clone() })
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
        let options = &held.options;
        let done = apply(&app, &actor, &held.source, &plan, options, &mut watch).await;
        *held.state() = match done {
            Ok(report) => State::Done(plan, Arc::new(report)),
            Err(error) => failed(error),
        };
    });
    Ok(())
}
