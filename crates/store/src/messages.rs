//! The outbox, which is also the queue of the database transport.
//!
//! A message is PENDING until its time, RUNNING while one worker holds it,
//! and gone once delivered. A claim runs out, so that a killed worker's
//! messages go to another. PARKED ones wait for a person.

use domain::messages::{Message, MessageState};
use domain::{Error, Id, MessageType, Result, Time};
use sea_orm::sea_query::{Alias, Expr, LockBehavior, LockType, Query};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use crate::bulk;
use crate::connect::Store;
use crate::entities::messages::{ActiveModel, Column, Entity, Model};
use crate::error::{StoreError, sort};
use crate::tx::{Db, Tx};

pub(crate) fn message(row: Model) -> Result<Message> {
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
        request_id: row.request_id,
        trace: row.trace,
    })
}

fn row(message: &Message) -> ActiveModel {
    ActiveModel {
        id: Set(message.id),
        message_type: Set(message.message_type.as_str().to_owned()),
        user_id: Set(message.user_id),
        audience: Set(message.audience.clone()),
        fact_id: Set(message.fact_id),
        detail: Set(message.detail),
        data: Set(message.data.clone()),
        state: Set(MessageState::Pending.as_str().to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(message.created_at),
        claimed_by: Set(None),
        error: Set(None),
        created_at: Set(message.created_at),
        request_id: Set(message.request_id.clone()),
        trace: Set(message.trace.clone()),
    }
}

/// Due at once; written with the commit at the latest.
pub fn insert(tx: &Tx, messages: &[Message]) {
    for some in messages.chunks(bulk::MOST) {
        tx.later(Entity::insert_many(some.iter().map(row)));
    }
}

/// Many of them, at once.
pub async fn insert_all(tx: &Tx, messages: &[Message]) -> Result<(), StoreError> {
    bulk::insert::<Entity, _>(tx, messages, row).await
}

/// Takes due messages for one worker, until `lease_ends`.
pub async fn claim(
    tx: &Tx,
    worker: Id,
    now: Time,
    lease_ends: Time,
    limit: u64,
) -> Result<Claimed> {
    let Due { rows, parked } = due(tx, now, limit).await?;
    Ok(Claimed { messages: run(tx, worker, lease_ends, rows).await?, parked })
}

/// What a claim found.
pub struct Claimed {
    pub messages: Vec<Message>,
    /// Whether some were of a type that this program does not know.
    pub parked: bool,
}

pub(crate) struct Due {
    pub rows: Vec<Model>,
    pub parked: bool,
}

/// Locks messages that are due. Those of one person go out one at a time and
/// in order: one that is tried again holds the later ones back, which lead to
/// the same mail server. What goes to the mailing list, another service, holds
/// no mail back, nor the other way round; what goes to strangers, each elsewhere,
/// holds nothing back and is not held. A type that this program does not know is parked.
pub(crate) async fn due(tx: &Tx, now: Time, limit: u64) -> Result<Due> {
    let earlier = Alias::new("earlier");
    let e = |column: Column| Expr::col((earlier.clone(), column));
    let m = |column: Column| Expr::col((Entity, column));
    let running = MessageState::Running.as_str();
    let pending = MessageState::Pending.as_str();
    let sync = MessageType::MailingListSync.as_str();
    let strangers = MessageType::ALL.iter().filter(|t| t.is_to_stranger()).map(|t| t.as_str());
    let strangers: Vec<&str> = strangers.collect();
    let before = e(Column::CreatedAt)
        .lt(m(Column::CreatedAt))
        .or(e(Column::CreatedAt).eq(m(Column::CreatedAt)).and(e(Column::Id).lt(m(Column::Id))));
    let in_front = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, earlier.clone())
        .and_where(e(Column::UserId).eq(m(Column::UserId)))
        .and_where(e(Column::MessageType).eq(sync).eq(m(Column::MessageType).eq(sync)))
        .and_where(e(Column::MessageType).is_not_in(strangers.iter().copied()))
        .and_where(before)
        .and_where(e(Column::State).is_in([pending, running]))
        .to_owned();
    let due = Condition::all().add(Column::NextAttemptAt.lte(now)).add(
        Condition::any()
            .add(m(Column::MessageType).is_in(strangers))
            .add(Expr::exists(in_front).not()),
    );
    // One state at a time, so that an index gives them in order: a million that
    // wait are not sorted at each claim. Claims that ran out come first.
    let mut rows: Vec<Model> = Vec::new();
    for state in [running, pending] {
        let some = Entity::find()
            .filter(Column::State.eq(state))
            .filter(due.clone())
            .order_by_asc(Column::NextAttemptAt)
            .limit(limit - rows.len() as u64)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(tx.conn().await?)
            .await
            .map_err(sort)?;
        rows.extend(some);
    }
    let unknown = |row: &mut Model| MessageType::parse(&row.message_type).is_none();
    let unknown: Vec<Id> = rows.extract_if(.., unknown).map(|row| row.id).collect();
    let parked = !unknown.is_empty();
    if parked {
        Entity::update_many()
            .col_expr(Column::State, Expr::value(MessageState::Parked.as_str()))
            .col_expr(Column::ClaimedBy, Expr::value(Option::<Id>::None))
            .col_expr(Column::Error, Expr::value("unknown message type"))
            .filter(Column::Id.is_in(unknown))
            .exec(tx.conn().await?)
            .await
            .map_err(sort)?;
    }
    Ok(Due { rows, parked })
}

/// Gives locked messages to a worker: another attempt begins.
pub(crate) async fn run(
    tx: &Tx,
    worker: Id,
    lease_ends: Time,
    rows: Vec<Model>,
) -> Result<Vec<Message>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    Entity::update_many()
        .col_expr(Column::State, Expr::value(MessageState::Running.as_str()))
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

/// Holds these messages of a worker longer.
pub async fn renew(tx: &Tx, worker: Id, ids: &[Id], lease_ends: Time) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::NextAttemptAt, Expr::value(lease_ends))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::ClaimedBy.eq(worker))
        .filter(Column::State.eq(MessageState::Running.as_str()))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Delivered: the row goes with the commit, if it is still this worker's.
pub fn complete(tx: &Tx, id: Id, worker: Id) {
    tx.later(Entity::delete_many().filter(held(id, worker)));
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

/// Puts a claimed message off; what was not really tried costs no attempt.
pub async fn put_off(tx: &Tx, id: Id, worker: Id, error: &str, until: Time) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(MessageState::Pending.as_str()))
        .col_expr(Column::ClaimedBy, Expr::value(Option::<Id>::None))
        .col_expr(Column::Error, Expr::value(error))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1))
        .col_expr(Column::NextAttemptAt, Expr::value(until))
        .filter(held(id, worker))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Removes a person's messages, but for what the mailing list has to be told.
pub async fn erase(tx: &Tx, user: Id) -> Result<()> {
    Entity::delete_many()
        .filter(Column::UserId.eq(user))
        .filter(Column::MessageType.ne(MessageType::MailingListSync.as_str()))
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

/// Sets right what waits, or is held, for longer than anything is: the clock
/// was ahead then. What waits is due at once. What is held is so until
/// `lease_ends`: whoever holds it may live and renew it.
pub async fn mend_times(store: &Store, latest: Time, now: Time, lease_ends: Time) -> Result<()> {
    // Clocks of several copies differ a little.
    let held = lease_ends + (lease_ends - now);
    for (state, after, at) in
        [(MessageState::Pending, latest, now), (MessageState::Running, held, lease_ends)]
    {
        let late = || {
            Condition::all()
                .add(Column::State.eq(state.as_str()))
                .add(Column::NextAttemptAt.gt(after))
        };
        let found = Entity::find().filter(late()).limit(1).one(store.conn().await?).await;
        if found.map_err(sort)?.is_none() {
            continue;
        }
        let tx = store.begin().await?;
        Entity::update_many()
            .col_expr(Column::NextAttemptAt, Expr::value(at))
            .filter(late())
            .exec(tx.conn().await?)
            .await
            .map_err(sort)?;
        tx.commit().await?;
    }
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

/// A person's messages that are not out yet, oldest first.
pub async fn of_user(db: &impl Db, user: Id) -> Result<Vec<Message>> {
    let rows = Entity::find()
        .filter(Column::UserId.eq(user))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .limit(1000)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(message).collect()
}
