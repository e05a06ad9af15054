//! Counters that all copies of the program share.

use domain::{Result, Time};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};

use crate::entities::throttles::{Column, Entity};
use crate::error::sort;
use crate::tx::{Db, Tx};

/// Counts one event under `id`; a count that ran out begins anew.
pub async fn count(tx: &Tx, id: &str, now: Time, ends_at: Time) -> Result<()> {
    let sql = "INSERT INTO throttles (id, count, ends_at) VALUES ($1, 1, $2) \
        ON CONFLICT (id) DO UPDATE SET \
        count = CASE WHEN throttles.ends_at <= $3 THEN 1 ELSE throttles.count + 1 END, \
        ends_at = CASE WHEN throttles.ends_at <= $3 THEN $2 ELSE throttles.ends_at END";
    let values = [id.into(), ends_at.into(), now.into()];
    let conn = tx.conn();
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    conn.execute_raw(statement).await.map_err(sort)?;
    Ok(())
}

/// How often `id` was counted, and when that ends.
pub async fn current(db: &impl Db, id: &str, now: Time) -> Result<Option<(i32, Time)>> {
    let row = Entity::find_by_id(id).one(db.conn()).await.map_err(sort)?;
    Ok(row.filter(|row| row.ends_at > now).map(|row| (row.count, row.ends_at)))
}

pub async fn sweep(tx: &Tx, now: Time) -> Result<()> {
    Entity::delete_many().filter(Column::EndsAt.lte(now)).exec(tx.conn()).await.map_err(sort)?;
    Ok(())
}
