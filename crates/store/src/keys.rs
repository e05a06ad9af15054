//! Signing keys.

use domain::{Id, Result, Time};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entities::signing_keys::{ActiveModel, Column, Entity};
use crate::error::sort;
use crate::tx::{Db, Tx};

/// An Ed25519 key pair; `id` is its `kid`.
#[derive(Clone)]
pub struct SigningKey {
    pub id: Id,
    /// The 32 octets of RFC 8032.
    pub secret: Vec<u8>,
    pub created_at: Time,
    /// When a newer key took over; it still verifies.
    pub retired_at: Option<Time>,
}

/// The newest first.
pub async fn all(db: &impl Db) -> Result<Vec<SigningKey>> {
    let rows = Entity::find()
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(rows
        .into_iter()
        .map(|row| SigningKey {
            id: row.id,
            secret: row.secret,
            created_at: row.created_at,
            retired_at: row.retired_at,
        })
        .collect())
}

/// Adds a key that takes over from every other.
pub async fn insert(tx: &Tx, key: &SigningKey) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::RetiredAt, Expr::value(key.created_at))
        .filter(Column::RetiredAt.is_null())
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    let row = ActiveModel {
        id: Set(key.id),
        secret: Set(key.secret.clone()),
        created_at: Set(key.created_at),
        retired_at: Set(key.retired_at),
    };
    Entity::insert(row).exec_without_returning(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

/// Removes keys whose tokens have all run out.
pub async fn sweep(tx: &Tx, retired_before: Time) -> Result<()> {
    Entity::delete_many()
        .filter(Column::RetiredAt.lt(retired_before))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}
