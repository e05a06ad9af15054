//! What time does by itself: seals, locks and grace periods that end, and
//! leftovers that go.

use chrono::Duration;
use domain::{Actor, Result};
use tokio::time::{Instant, sleep};

use crate::{App, accounts, audit, events, idempotency, invitations, journal, pictures};

/// People handled at once.
const BATCH: u64 = 100;
/// Transactions of seals that follow each other, of 500 rows each.
const SEALS: u32 = 20;
/// Those of the index.
const INDEXINGS: u32 = 10;
/// Changes worked into the index by one transaction: some 10 ms of SQLite's
/// one writer.
const INDEXED: u64 = 300;
/// Days after which a device that nobody signed in with is new again.
const DEVICE_DAYS: i64 = 400;

// A backlog, such as an import leaves, is worked off in steps. Between them
// others have SQLite's one writer for as long as a step took.

/// Seals the journal.
pub async fn seal(app: &App) -> Result<()> {
    for _ in 0..SEALS {
        let began = Instant::now();
        if audit::seal(app).await? == 0 {
            break;
        }
        sleep(began.elapsed()).await;
    }
    Ok(())
}

/// Works what changed into the index that searches go by, in growing steps:
/// each costs less for a person than the one before.
pub async fn index(app: &App) -> Result<()> {
    for step in 0..INDEXINGS {
        let began = Instant::now();
        let most = INDEXED << step.min(2);
        if store::search::catch_up(&app.store, most).await? < most {
            break;
        }
        sleep(began.elapsed()).await;
    }
    Ok(())
}

/// Ends locks by failures that ran out.
pub async fn end_locks(app: &App) -> Result<()> {
    let minutes = app.settings.accounts.lock_minutes;
    if minutes == 0 {
        return Ok(());
    }
    let before = app.clock.now() - Duration::minutes(minutes);
    for id in store::accounts::locked_since(&app.store, before, BATCH).await? {
        let tx = app.store.begin().await?;
        let Some(mut user) = store::accounts::hold(&tx, id).await? else { continue };
        if !user.is_locked || user.locked_at.is_none_or(|at| at > before) {
            continue;
        }
        let fact = accounts::end_lock(&mut user);
        store::accounts::save(&tx, &mut user, app.clock.now()).await?;
        journal::commit(app, &Actor::system(), tx, vec![fact]).await?;
    }
    Ok(())
}

/// Erases people whose grace period is over.
pub async fn erase_leavers(app: &App) -> Result<()> {
    let now = app.clock.now();
    for id in store::accounts::due_for_deletion(&app.store, now, BATCH).await? {
        let tx = app.store.begin().await?;
        events::hold_all_of(&tx, id).await?;
        let Some(user) = store::accounts::hold(&tx, id).await? else { continue };
        // They may have signed in meanwhile.
        if user.delete_after.is_none_or(|at| at > now) {
            continue;
        }
        let facts = accounts::erase(app, &tx, &user).await?;
        journal::commit(app, &Actor::system(), tx, facts).await?;
    }
    Ok(())
}

/// Makes reminders of events that begin soon.
pub async fn remind(app: &App) -> Result<()> {
    events::reminders::send(app).await
}

/// Removes objects that nothing refers to any more.
pub async fn remove_objects(app: &App) -> Result<()> {
    pictures::loose::sweep(app).await
}

/// Removes what ran out: tokens, sessions, throttles, kept answers, keys, and
/// whom invitations were for that ended long ago.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    let tx = app.store.begin().await?;
    store::tokens::sweep(&tx, now).await?;
    store::sessions::sweep(&tx, now).await?;
    store::devices::sweep(&tx, now - Duration::days(DEVICE_DAYS)).await?;
    store::throttles::sweep(&tx, now).await?;
    store::idempotency::sweep(&tx, now - Duration::hours(idempotency::KEPT_HOURS)).await?;
    // A retired key's last token was signed at most moments after it retired.
    let lived = Duration::minutes(app.settings.tokens.access_minutes + 5);
    store::keys::sweep(&tx, now - lived).await?;
    tx.commit().await?;
    invitations::sweep(app).await
}
