//! Counters that all copies of the program share.

use domain::{Result, Time};
use sea_orm::sea_query::{CaseStatement, Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};

use crate::entities::throttles::{ActiveModel, Column, Entity};
use crate::error::sort;
use crate::tx::{Db, Tx};

/// Counts one event under `id`; a count that ran out begins anew. Written with
/// the commit at the latest.
pub fn count(tx: &Tx, id: &str, now: Time, ends_at: Time) {
    let old = |column: Column| Expr::col((Entity, column));
    let over = || old(Column::EndsAt).lte(now);
    let count = CaseStatement::new().case(over(), 1).finally(old(Column::Count).add(1));
    let ends = CaseStatement::new().case(over(), ends_at).finally(old(Column::EndsAt));
    let row = ActiveModel { id: Set(id.to_owned()), count: Set(1), ends_at: Set(ends_at) };
    let again = OnConflict::column(Column::Id)
        .value(Column::Count, count)
        .value(Column::EndsAt, ends)
        .to_owned();
    tx.later(Entity::insert(row).on_conflict(again));
}

/// How often `id` was counted, and when that ends.
pub async fn current(db: &impl Db, id: &str, now: Time) -> Result<Option<(i32, Time)>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    Ok(row.filter(|row| row.ends_at > now).map(|row| (row.count, row.ends_at)))
}

pub async fn sweep(tx: &Tx, now: Time) -> Result<()> {
    Entity::delete_many()
        .filter(Column::EndsAt.lte(now))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}
