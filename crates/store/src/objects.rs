//! Objects that nothing may refer to: noted before they are put and when they
//! are let go, removed some time later unless somebody shows them.

use domain::{Result, Time};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entities::loose_objects::{ActiveModel, Column, Entity};
use crate::entities::users;
use crate::error::sort;
use crate::tx::{Db, Tx};

/// Not in the hands of somebody who removes it.
fn free(now: Time) -> Condition {
    Condition::any().add(Column::ClaimedUntil.is_null()).add(Column::ClaimedUntil.lte(now))
}

/// Notes that objects are about to be put, so that they go again if nothing
/// comes of it. False: they are being removed at this moment.
pub async fn note(tx: &Tx, id: &str, now: Time) -> Result<bool> {
    let row = ActiveModel { id: Set(id.to_owned()), at: Set(now), claimed_until: Set(None) };
    let again = OnConflict::column(Column::Id).do_nothing().to_owned();
    let added = Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(tx.conn().await?)
        .await
        .map_err(sort)?;
    if added > 0 { Ok(true) } else { renew(tx, id, now).await }
}

/// Holds noted objects for the transaction that refers to them. False: they
/// were or are being removed.
pub async fn renew(tx: &Tx, id: &str, now: Time) -> Result<bool> {
    let renewed = Entity::update_many()
        .col_expr(Column::At, Expr::value(now))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<Time>))
        .filter(Column::Id.eq(id))
        .filter(free(now))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(renewed.rows_affected > 0)
}

/// Notes that a reference to objects goes.
pub async fn release(tx: &Tx, id: &str, now: Time) -> Result<()> {
    let row = ActiveModel { id: Set(id.to_owned()), at: Set(now), claimed_until: Set(None) };
    let again = OnConflict::column(Column::Id).update_column(Column::At).to_owned();
    Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Objects that were noted before a moment and that nobody is removing.
pub async fn due(db: &impl Db, before: Time, now: Time, limit: u64) -> Result<Vec<String>> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::At.lte(before))
        .filter(free(now))
        .order_by_asc(Column::At)
        .limit(limit)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)
}

/// Takes objects that are still due into one's hands, to remove them.
pub async fn claim(tx: &Tx, id: &str, before: Time, now: Time, until: Time) -> Result<bool> {
    let claimed = Entity::update_many()
        .col_expr(Column::ClaimedUntil, Expr::value(until))
        .filter(Column::Id.eq(id))
        .filter(Column::At.lte(before))
        .filter(free(now))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(claimed.rows_affected > 0)
}

/// Forgets objects that this claim was for: they are gone, or somebody shows
/// them.
pub async fn forget(tx: &Tx, id: &str, until: Time) -> Result<()> {
    Entity::delete_many()
        .filter(Column::Id.eq(id))
        .filter(Column::ClaimedUntil.eq(until))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Whether somebody shows the picture of this hash.
pub async fn is_shown(db: &impl Db, hash: &str) -> Result<bool> {
    let shown = users::Entity::find()
        .select_only()
        .column(users::Column::Id)
        .filter(users::Column::Picture.eq(hash))
        .limit(1)
        .into_tuple::<domain::Id>()
        .one(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(shown.is_some())
}
