//! The outbox, which is also the queue of the database transport.
//!
//! A message is PENDING until its time, RUNNING while one worker holds it,
//! and gone once delivered. A claim runs out, so that a killed worker's
//! messages go to another. PARKED ones wait for a person.

use domain::messages::{Message, MessageState};
use domain::{Error, Id, MessageType, Result, Time};
use sea_orm::sea_query::{Alias, Expr, LockBehavior, LockType, Query};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Set,
};

use crate::entities::messages::{ActiveModel, Column, Entity, Model};
use crate::error::sort;
use crate::tx::{Db, Tx};

fn message(row: Model) -> Result<Message> {
    let message_type = MessageType::parse(&row.message_type)
        .ok_or_else(|| Error::internal(format!("unknown message type {}", row.message_type)))?;
    Ok(Message {
        id: row.id,
        message_type,
        user_id: row.user_id,
        audience: row.audience,
        fact_id: row.fact_id,
        detail: row.detail,
        data: row.data,
        attempts: row.attempts,
        created_at: row.created_at,
    })
}

/// A message's state, for people who look after the queue.
#[derive(Clone, Debug)]
pub struct Job {
    pub message: Message,
    pub state: MessageState,
    pub error: Option<String>,
    pub next_attempt_at: Time,
}

/// Written with the commit at the latest.
pub fn insert(tx: &Tx, message: &Message, due: Time) {
    let row = ActiveModel {
        id: Set(message.id),
        message_type: Set(message.message_type.as_str().to_owned()),
        user_id: Set(message.user_id),
        audience: Set(message.audience.clone()),
        fact_id: Set(message.fact_id),
        detail: Set(message.detail),
        data: Set(message.data.clone()),
        state: Set(MessageState::Pending.as_str().to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(due),
        claimed_by: Set(None),
        error: Set(None),
        created_at: Set(message.created_at),
    };
    tx.later(Entity::insert(row));
}

/// Takes due messages for one worker, until `lease_ends`. Messages of one
/// person go out one at a time and in order: one that is tried again holds the
/// later ones back, which lead to the same mail server.
pub async fn claim(
    tx: &Tx,
    worker: Id,
    now: Time,
    lease_ends: Time,
    limit: u64,
) -> Result<Vec<Message>> {
    let earlier = Alias::new("earlier");
    let e = |column: Column| Expr::col((earlier.clone(), column));
    let m = |column: Column| Expr::col((Entity, column));
    let running = MessageState::Running.as_str();
    let pending = MessageState::Pending.as_str();
    let before = e(Column::CreatedAt)
        .lt(m(Column::CreatedAt))
        .or(e(Column::CreatedAt).eq(m(Column::CreatedAt)).and(e(Column::Id).lt(m(Column::Id))));
    let in_front = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, earlier.clone())
        .and_where(e(Column::UserId).eq(m(Column::UserId)))
        .and_where(before)
        .and_where(e(Column::State).is_in([pending, running]))
        .to_owned();
    let due = Condition::all()
        .add(Column::State.is_in([pending, running]))
        .add(Column::NextAttemptAt.lte(now))
        .add(Expr::exists(in_front).not());
    let rows = Entity::find()
        .filter(due)
        .order_by_asc(Column::NextAttemptAt)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(tx.conn().await?)
        .await
        .map_err(sort)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    Entity::update_many()
        .col_expr(Column::State, Expr::value(running))
        .col_expr(Column::ClaimedBy, Expr::value(worker))
        .col_expr(Column::NextAttemptAt, Expr::value(lease_ends))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter()
        .map(|mut row| {
            row.attempts += 1;
            message(row)
        })
        .collect()
}

fn held(id: Id, worker: Id) -> Condition {
    Condition::all().add(Column::Id.eq(id)).add(Column::ClaimedBy.eq(worker))
}

/// Holds a worker's messages longer.
pub async fn renew(tx: &Tx, worker: Id, lease_ends: Time) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::NextAttemptAt, Expr::value(lease_ends))
        .filter(Column::ClaimedBy.eq(worker))
        .filter(Column::State.eq(MessageState::Running.as_str()))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Delivered: the row goes. False when the claim was lost meanwhile.
pub async fn complete(tx: &Tx, id: Id, worker: Id) -> Result<bool> {
    let done = Entity::delete_many()
        .filter(held(id, worker))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(done.rows_affected == 1)
}

/// Failed: try again at the given time, or park it for a person to see.
pub async fn fail(
    tx: &Tx,
    id: Id,
    worker: Id,
    error: &str,
    again: Option<Time>,
    now: Time,
) -> Result<()> {
    let state = if again.is_some() { MessageState::Pending } else { MessageState::Parked };
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::ClaimedBy, Expr::value(Option::<Id>::None))
        .col_expr(Column::Error, Expr::value(error))
        .col_expr(Column::NextAttemptAt, Expr::value(again.unwrap_or(now)))
        .filter(held(id, worker))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Gives claims back untried: a worker's own at shutdown, or, with `None`,
/// everybody's, when it is certain that no worker runs.
pub async fn release(tx: &Tx, worker: Option<Id>, now: Time) -> Result<()> {
    let mut running = Condition::all().add(Column::State.eq(MessageState::Running.as_str()));
    if let Some(worker) = worker {
        running = running.add(Column::ClaimedBy.eq(worker));
    }
    Entity::update_many()
        .col_expr(Column::State, Expr::value(MessageState::Pending.as_str()))
        .col_expr(Column::ClaimedBy, Expr::value(Option::<Id>::None))
        .col_expr(Column::NextAttemptAt, Expr::value(now))
        .filter(running)
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Whether any message is due.
pub async fn any_due(db: &impl Db, now: Time) -> Result<bool> {
    let waiting = [MessageState::Pending.as_str(), MessageState::Running.as_str()];
    let due = Entity::find()
        .filter(Column::State.is_in(waiting))
        .filter(Column::NextAttemptAt.lte(now))
        .limit(1);
    Ok(due.one(db.conn().await?).await.map_err(sort)?.is_some())
}

/// How many messages there are of each type and state.
pub async fn counts(db: &impl Db) -> Result<Vec<(String, String, i64)>> {
    #[derive(FromQueryResult)]
    struct Row {
        message_type: String,
        state: String,
        count: i64,
    }
    let rows = Entity::find()
        .select_only()
        .column(Column::MessageType)
        .column(Column::State)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::MessageType)
        .group_by(Column::State)
        .into_model::<Row>()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(rows.into_iter().map(|r| (r.message_type, r.state, r.count)).collect())
}

/// All messages that wait or failed, the oldest first.
pub async fn list(db: &impl Db, limit: u64) -> Result<Vec<Job>> {
    let rows = Entity::find()
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter()
        .map(|row| {
            let state = match row.state.as_str() {
                "RUNNING" => MessageState::Running,
                "PARKED" => MessageState::Parked,
                _ => MessageState::Pending,
            };
            let (error, next_attempt_at) = (row.error.clone(), row.next_attempt_at);
            Ok(Job { message: message(row)?, state, error, next_attempt_at })
        })
        .collect()
}
