//! Categories and tags of what is to come, counted.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::Result;
use domain::events::Topic;

use crate::App;

/// How old counts may be.
const TTL: Duration = Duration::from_secs(5);
/// How old they may be while newer ones are counted.
const LAST: Duration = Duration::from_secs(60);
/// Categories and tags that are listed, the most frequent.
const MOST: u64 = 50;

/// The most frequent first.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    pub categories: Vec<Topic>,
    pub tags: Vec<Topic>,
}

/// What was counted last, and when.
#[derive(Default)]
pub(crate) struct Counted {
    kept: Mutex<Option<(Instant, Arc<Topics>)>>,
    /// One counts at a time.
    counting: tokio::sync::Mutex<()>,
}

impl Counted {
    fn set(&self, topics: Option<(Instant, Arc<Topics>)>) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = topics;
    }

    fn younger_than(&self, age: Duration) -> Option<Arc<Topics>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(at, _)| at.elapsed() < age).map(|(_, topics)| topics.clone())
    }

    pub(crate) fn forget(&self) {
        self.set(None);
    }
}

/// Counts of a few seconds ago. Whoever finds them old counts again; the
/// others do not wait for it.
pub async fn topics(app: &App) -> Result<Arc<Topics>> {
    let counted = &app.topics;
    if let Some(topics) = counted.younger_than(TTL) {
        return Ok(topics);
    }
    let _turn = match (counted.counting.try_lock(), counted.younger_than(LAST)) {
        (Ok(turn), _) => turn,
        (Err(_), Some(topics)) => return Ok(topics),
        (Err(_), None) => counted.counting.lock().await,
    };
    if let Some(topics) = counted.younger_than(TTL) {
        return Ok(topics);
    }
    let (began, now) = (Instant::now(), app.clock.now());
    let topics = Arc::new(Topics {
        categories: store::events::categories(&app.store, now, MOST).await?,
        tags: store::events::tags(&app.store, now, MOST).await?,
    });
    counted.set(Some((began, topics.clone())));
    Ok(topics)
}
