//! What most visitors ask for, remembered for less than a second. A change at
//! this copy forgets it at once.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::Result;

/// Below the second within which every copy must see a change.
const TTL: Duration = Duration::from_millis(800);

pub(crate) struct Held<T> {
    kept: Mutex<Option<(Instant, Arc<T>)>>,
    changes: AtomicU64,
    /// Of many who find nothing, one reads.
    reading: tokio::sync::Mutex<()>,
}

impl<T> Default for Held<T> {
    fn default() -> Self {
        Held { kept: Mutex::default(), changes: AtomicU64::default(), reading: Default::default() }
    }
}

impl<T> Held<T> {
    pub(crate) fn forget(&self) {
        self.changes.fetch_add(1, Ordering::AcqRel);
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn known(&self) -> Option<Arc<T>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, value) = kept.as_ref()?;
        (at.elapsed() < TTL).then(|| value.clone())
    }

    /// What is remembered, or what `read` reads.
    pub(crate) async fn get(&self, read: impl Future<Output = Result<T>>) -> Result<Arc<T>> {
        if let Some(value) = self.known() {
            return Ok(value);
        }
        let _reading = self.reading.lock().await;
        if let Some(value) = self.known() {
            return Ok(value);
        }
        let (began, changes) = (Instant::now(), self.changes.load(Ordering::Acquire));
        let value = Arc::new(read.await?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // Not what was read before a change.
        if self.changes.load(Ordering::Acquire) == changes {
            *kept = Some((began, value.clone()));
        }
        Ok(value)
    }
}
