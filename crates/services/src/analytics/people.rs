//! Those who were not seen for a while, and those who never proved their
//! address.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::analytics::{Bucket, Range, start};
use domain::page::{Listed, Page};
use domain::search::{NotSeen, UserQuery};
use domain::{Actor, Permission, Result, Time, User};
use store::Store;

use crate::App;

/// Fewer people than this are counted whenever it is asked for.
const MANY: i64 = 100_000;
/// How many times as long as it took to count, the outcome is good for.
const WORTH: u32 = 100;
/// An outcome that is no older is shown while it is counted anew.
const STALE: Duration = Duration::from_secs(300);

#[derive(Clone, Debug)]
struct Known {
    counts: Vec<(Bucket, i64)>,
    /// For which moment it was counted.
    now: Time,
    at: Instant,
    took: Duration,
}

/// The last count, and whether another is under way.
#[derive(Clone, Default)]
pub struct Inactive(Arc<Mutex<(Option<Known>, bool)>>);

impl Inactive {
    /// The outcome if it may be shown, and whether to count anew meanwhile.
    fn get(&self, now: Time) -> Option<(Vec<(Bucket, i64)>, bool)> {
        let mut place = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = place.0.clone()?;
        let age = known.at.elapsed();
        let elsewhen = (now - known.now).abs().to_std().is_ok_and(|apart| apart > STALE);
        if age > STALE || elsewhen {
            return None;
        }
        let anew = age > known.took * WORTH && !place.1;
        place.1 |= anew;
        Some((known.counts, anew))
    }

    fn set(&self, known: Option<Known>) {
        let mut place = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *place = (known, false);
    }
}

/// How many people with a proved address were not seen for how long. Where
/// many are counted, the numbers may be some seconds old.
pub async fn inactive(app: &App, actor: &Actor) -> Result<Vec<(Bucket, i64)>> {
    actor.must(Permission::ReadAnalytics)?;
    let now = app.clock.now();
    match app.inactive.get(now) {
        Some((counts, anew)) => {
            if anew {
                let (store, place) = (app.store.clone(), app.inactive.clone());
                tokio::spawn(async move {
                    if let Err(error) = count(&store, &place, now).await {
                        place.set(None);
                        tracing::warn!(%error, "people could not be counted");
                    }
                });
            }
            Ok(counts)
        }
        None => count(&app.store, &app.inactive, now).await,
    }
}

async fn count(store: &Store, place: &Inactive, now: Time) -> Result<Vec<(Bucket, i64)>> {
    let began = Instant::now();
    let moments: Vec<_> = Bucket::ALL.iter().map(|bucket| bucket.before(now)).collect();
    let (people, counts) = store::analytics::inactive(store, &moments).await?;
    let counts: Vec<_> = Bucket::ALL.iter().copied().zip(counts).collect();
    let (at, took) = (Instant::now(), began.elapsed());
    let known = Known { counts: counts.clone(), now, at, took };
    place.set((people >= MANY).then_some(known));
    Ok(counts)
}

/// The search that finds those in a bucket.
pub fn search(bucket: Bucket, now: Time) -> UserQuery {
    let not_seen = Some(NotSeen::new(bucket, now));
    UserQuery { email_verified: Some(true), not_seen, ..UserQuery::default() }
}

/// Those in a bucket, as any list of people.
pub async fn of_bucket(
    app: &App,
    actor: &Actor,
    bucket: Bucket,
    page: &Page,
) -> Result<Listed<User>> {
    actor.must(Permission::ReadAnalytics)?;
    store::search::users(&app.store, &search(bucket, app.clock.now()), page).await
}

/// The newest of those who registered in a range and never proved their
/// address.
pub async fn unverified(app: &App, actor: &Actor, range: Range, limit: u64) -> Result<Vec<User>> {
    actor.must(Permission::ReadAnalytics)?;
    let query = UserQuery {
        email_verified: Some(false),
        created_from: Some(start(range.from)),
        created_to: Some(start(range.to + 1)),
        ..UserQuery::default()
    };
    store::search::first(&app.store, &query, limit).await
}
