//! Keys from which links are derived.

use domain::{Result, Time};
use sea_orm::{EntityTrait, Set};

use crate::entities::secrets::{ActiveModel, Entity};
use crate::error::sort;
use crate::tx::{Db, Tx};

pub async fn find(db: &impl Db, name: &str) -> Result<Option<Vec<u8>>> {
    let row = Entity::find_by_id(name).one(db.conn().await?).await.map_err(sort)?;
    Ok(row.map(|row| row.value))
}

pub async fn insert(tx: &Tx, name: &str, value: &[u8], now: Time) -> Result<()> {
    let row =
        ActiveModel { id: Set(name.to_owned()), value: Set(value.to_vec()), created_at: Set(now) };
    Entity::insert(row).exec_without_returning(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}
