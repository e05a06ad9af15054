//! The outbox as the source of a message broker.
//!
//! The row stays the truth. One that is PENDING and claimed is on its way: by
//! a relay that publishes it, or, claimed by nobody in particular, with the
//! broker, until a worker takes it. Each of these runs out at
//! `next_attempt_at`: then the row is due again, whatever became of it outside.

use domain::messages::{Message, MessageState};
use domain::{Id, Result, Time};
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entities::messages::{Column, Entity};
use crate::error::sort;
use crate::messages;
use crate::tx::{Db, Tx};

/// Waiting, for rows that are sought by their ids: SQLite would otherwise read
/// all that wait, by the index of states.
fn is_pending() -> Expr {
    Expr::col(Column::State).cast_as("text").eq(MessageState::Pending.as_str())
}

/// Who holds what the broker has.
const BROKER: Id = Id::nil();

/// Due messages for a relay.
pub struct Outgoing {
    pub messages: Vec<Message>,
    /// How many of them were published before, and nobody took them.
    pub lapsed: usize,
    /// Whether some were of a type that this program does not know.
    pub parked: bool,
}

/// Takes due messages for one relay, the first of each person, until
/// `lease_ends`.
pub async fn hand_over(
    tx: &Tx,
    relay: Id,
    now: Time,
    lease_ends: Time,
    limit: u64,
) -> Result<Outgoing> {
    let messages::Due { rows, parked } = messages::due(tx, now, limit).await?;
    let lapsed = rows.iter().filter(|row| row.claimed_by == Some(BROKER)).count();
    if !rows.is_empty() {
        Entity::update_many()
            .col_expr(Column::State, Expr::value(MessageState::Pending.as_str()))
            .col_expr(Column::ClaimedBy, Expr::value(relay))
            .col_expr(Column::NextAttemptAt, Expr::value(lease_ends))
            .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
            .exec(tx.conn().await?)
            .await
            .map_err(sort)?;
    }
    let messages = rows.into_iter().map(messages::message).collect::<Result<_>>()?;
    Ok(Outgoing { messages, lapsed, parked })
}

/// The broker has acknowledged them. Whichever a worker took meanwhile stays
/// as it is.
pub async fn published(tx: &Tx, relay: Id, ids: &[Id], again: Time) -> Result<()> {
    let published = Condition::all().add(Column::Id.is_in(ids.iter().copied())).add(is_pending());
    set(tx, relay, published, Some(BROKER), again).await
}

/// Gives back what a relay could not publish, all that it still holds.
pub async fn give_back(tx: &Tx, relay: Id, now: Time) -> Result<()> {
    let waiting = Condition::all().add(Column::State.eq(MessageState::Pending.as_str()));
    set(tx, relay, waiting, None, now).await
}

async fn set(tx: &Tx, relay: Id, which: Condition, holder: Option<Id>, due: Time) -> Result<()> {
    let ours = which.add(Column::ClaimedBy.eq(relay));
    // A row that is locked is being taken: waiting for it, in another order
    // than the worker, could be a deadlock.
    let rows = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(ours)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_tuple::<Id>()
        .all(tx.conn().await?)
        .await
        .map_err(sort)?;
    if rows.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::ClaimedBy, Expr::value(holder))
        .col_expr(Column::NextAttemptAt, Expr::value(due))
        .filter(Column::Id.is_in(rows))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// What the broker has is due at once: it lost it.
pub async fn recall(tx: &Tx, now: Time) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::NextAttemptAt, Expr::value(now))
        .filter(Column::State.eq(MessageState::Pending.as_str()))
        .filter(Column::ClaimedBy.eq(BROKER))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// How many are on their way, counted up to `limit`.
pub async fn on_the_way(db: &impl Db, now: Time, limit: u64) -> Result<u64> {
    let rows = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(MessageState::Pending.as_str()))
        .filter(Column::NextAttemptAt.gt(now))
        .filter(Column::ClaimedBy.is_not_null())
        .limit(limit)
        .into_tuple::<Id>()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(rows.len() as u64)
}

/// Takes for one worker those of the published messages that nobody took yet:
/// others are done, waiting for another attempt, or none of ours.
pub async fn take(tx: &Tx, worker: Id, ids: &[Id], lease_ends: Time) -> Result<Vec<Message>> {
    let waiting = Condition::all()
        .add(Column::Id.is_in(ids.iter().copied()))
        .add(is_pending())
        .add(Column::ClaimedBy.is_not_null());
    let rows = Entity::find()
        .filter(waiting)
        .order_by_asc(Column::Id)
        .lock(LockType::Update)
        .all(tx.conn().await?)
        .await
        .map_err(sort)?;
    messages::run(tx, worker, lease_ends, rows).await
}
