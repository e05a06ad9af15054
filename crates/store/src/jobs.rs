//! The same queue of messages as the people see it who look after it.

use domain::messages::{Job, JobFigure, JobQuery, MessageState};
use domain::page::{Listed, Page};
use domain::{Error, Id, Result, Time};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entities::messages::{Column, Entity, Model};
use crate::error::sort;
use crate::pages::{Sorted, page_of};
use crate::tx::{Db, Tx};

fn job(row: Model) -> Result<Job> {
    let state = MessageState::parse(&row.state)
        .ok_or_else(|| Error::internal(format!("unknown message state {}", row.state)))?;
    Ok(Job {
        id: row.id,
        message_type: row.message_type,
        user_id: row.user_id,
        state,
        attempts: row.attempts,
        created_at: row.created_at,
        request_id: row.request_id,
        error: row.error,
        next_attempt_at: row.next_attempt_at,
    })
}

/// The oldest first.
pub async fn list(db: &impl Db, query: &JobQuery, page: &Page) -> Result<Listed<Job>> {
    let wanted = Condition::all()
        .add_option(query.state.map(|state| Column::State.eq(state.as_str())))
        .add_option(query.message_type.map(|t| Column::MessageType.eq(t.as_str())));
    let by = Sorted {
        time: Column::CreatedAt,
        id: Column::Id,
        order: Order::Asc,
        place: |row: &Model| (row.created_at, row.id),
    };
    page_of(db, Entity::find().filter(wanted), by, page, &query.fingerprint(), job).await
}

pub async fn by_id(db: &impl Db, id: Id) -> Result<Option<Job>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    row.map(job).transpose()
}

/// How many there are of each type and state, and how old the oldest is.
pub async fn figures(db: &impl Db) -> Result<Vec<JobFigure>> {
    #[derive(FromQueryResult)]
    struct Row {
        message_type: String,
        state: String,
        count: i64,
        oldest: Time,
    }
    let rows = Entity::find()
        .select_only()
        .column(Column::MessageType)
        .column(Column::State)
        .column_as(Column::Id.count(), "count")
        .column_as(Column::CreatedAt.min(), "oldest")
        .group_by(Column::MessageType)
        .group_by(Column::State)
        .order_by_asc(Column::MessageType)
        .order_by_asc(Column::State)
        .into_model::<Row>()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    let figure = |row: Row| {
        let state = MessageState::parse(&row.state)?;
        let Row { message_type, count, oldest, .. } = row;
        Some(JobFigure { message_type, state, count, oldest })
    };
    Ok(rows.into_iter().filter_map(figure).collect())
}

/// Makes a message due now. A parked one has all its attempts again; one that
/// a worker holds is left to it. False when there is none.
pub async fn retry(tx: &Tx, id: Id, now: Time) -> Result<bool> {
    let parked = MessageState::Parked.as_str();
    let pending = MessageState::Pending.as_str();
    let fresh = Entity::update_many()
        .col_expr(Column::State, Expr::value(pending))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::NextAttemptAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(parked))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    if fresh.rows_affected > 0 {
        return Ok(true);
    }
    let sooner = Entity::update_many()
        .col_expr(Column::NextAttemptAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(pending))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(sooner.rows_affected > 0)
}

/// Takes a message out of the queue. False when there is none.
pub async fn drop(tx: &Tx, id: Id) -> Result<bool> {
    let gone = Entity::delete_by_id(id).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(gone.rows_affected > 0)
}
