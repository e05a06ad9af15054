//! The numbers that secret calendar addresses are made with.

use domain::{Id, Result, Time};
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};

use crate::entities::calendar_keys::{ActiveModel, Column, Entity};
use crate::error::sort;
use crate::tx::{Db, Tx};

/// 0 for who never renewed the address.
pub async fn number(db: &impl Db, user: Id) -> Result<i64> {
    let row = Entity::find_by_id(user).one(db.conn().await?).await.map_err(sort)?;
    Ok(row.map_or(0, |row| row.number))
}

/// Replaces the number; the person is held meanwhile.
pub async fn set(tx: &Tx, user: Id, number: i64, now: Time) -> Result<()> {
    let row = ActiveModel { user_id: Set(user), number: Set(number), renewed_at: Set(now) };
    let mut other = OnConflict::column(Column::UserId);
    Entity::insert(row)
        .on_conflict(other.update_columns([Column::Number, Column::RenewedAt]).to_owned())
        .exec_without_returning(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}
