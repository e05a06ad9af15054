//! The newest posts, which most visitors ask for, remembered for less than a
//! second. A change at this copy forgets them at once.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use domain::page::{Listed, Page};
use domain::posts::{PostQuery, Written};
use domain::{Actor, Result};

use crate::App;

/// Below the second within which every copy must see a change.
const TTL: Duration = Duration::from_millis(800);
/// As many as a feed has.
const NEWEST: u64 = 20;

/// The newest published posts, and what doors made of them.
pub struct Front {
    pub listed: Listed<Written>,
    /// The beginning of each as plain text.
    pub excerpts: OnceLock<Vec<String>>,
    /// The feed.
    pub feed: OnceLock<String>,
}

#[derive(Default)]
pub struct Held {
    front: Mutex<Option<(Instant, Arc<Front>)>>,
    changes: AtomicU64,
}

impl Held {
    pub(crate) fn forget(&self) {
        self.changes.fetch_add(1, Ordering::AcqRel);
        *self.front.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn get(&self) -> Option<Arc<Front>> {
        let held = self.front.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, front) = held.as_ref()?;
        (at.elapsed() < TTL).then(|| front.clone())
    }

    /// Not what was read before a change.
    fn keep(&self, began: Instant, changes: u64, front: &Arc<Front>) {
        let mut held = self.front.lock().unwrap_or_else(PoisonError::into_inner);
        if self.changes.load(Ordering::Acquire) == changes {
            *held = Some((began, front.clone()));
        }
    }
}

/// The newest published posts.
pub async fn front(app: &App, actor: &Actor) -> Result<Arc<Front>> {
    if let Some(front) = app.front.get() {
        return Ok(front);
    }
    let (began, changes) = (Instant::now(), app.front.changes.load(Ordering::Acquire));
    let page = Page { skip: 0, limit: NEWEST, cursor: None };
    let listed = super::list(app, actor, &PostQuery::default(), &page).await?;
    let front = Arc::new(Front { listed, excerpts: OnceLock::new(), feed: OnceLock::new() });
    app.front.keep(began, changes, &front);
    Ok(front)
}
