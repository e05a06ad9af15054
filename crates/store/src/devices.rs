//! The devices that people signed in with, known by hashes.

use domain::{Id, Result, Time};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entities::known_devices::{ActiveModel, Column, Entity};
use crate::error::sort;
use crate::tx::{Db, Tx};

/// When a device was first and last signed in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownDevice {
    pub first_seen_at: Time,
    pub last_seen_at: Time,
}

/// Notes a device of a person whose row this transaction holds; says whether
/// it was new.
pub async fn add(tx: &Tx, user: Id, hash: &[u8], now: Time) -> Result<bool> {
    let insert = Query::insert()
        .into_table(Entity)
        .columns([Column::UserId, Column::Hash, Column::FirstSeenAt, Column::LastSeenAt])
        .values_panic([user.into(), hash.to_vec().into(), now.into(), now.into()])
        .on_conflict(OnConflict::columns([Column::UserId, Column::Hash]).do_nothing().to_owned())
        .returning_col(Column::UserId)
        .to_owned();
    Ok(!tx.rows(&insert).await?.is_empty())
}

/// Whether a person signed in with another device before.
pub async fn any_other(tx: &Tx, user: Id, hash: &[u8]) -> Result<bool> {
    let found = Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::Hash.ne(hash.to_vec()))
        .limit(1)
        .one(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(found.is_some())
}

/// A known device was signed in with. Written with the commit at the latest.
pub fn seen(tx: &Tx, user: Id, hash: &[u8], now: Time) {
    let row = ActiveModel {
        user_id: Set(user),
        hash: Set(hash.to_vec()),
        first_seen_at: Set(now),
        last_seen_at: Set(now),
    };
    let again = OnConflict::columns([Column::UserId, Column::Hash])
        .value(Column::LastSeenAt, Expr::value(now))
        .to_owned();
    tx.later(Entity::insert(row).on_conflict(again));
}

/// A person's devices, the latest used first.
pub async fn of_user(db: &impl Db, user: Id) -> Result<Vec<KnownDevice>> {
    let rows = Entity::find()
        .filter(Column::UserId.eq(user))
        .order_by_desc(Column::LastSeenAt)
        .limit(1000)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(rows
        .into_iter()
        .map(|row| KnownDevice { first_seen_at: row.first_seen_at, last_seen_at: row.last_seen_at })
        .collect())
}

/// Forgets devices that nobody signed in with since.
pub async fn sweep(tx: &Tx, since: Time) -> Result<()> {
    Entity::delete_many()
        .filter(Column::LastSeenAt.lt(since))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}
