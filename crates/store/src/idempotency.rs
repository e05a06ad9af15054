//! Answers kept for a repeated `Idempotency-Key`.

use domain::{Id, Result, Time};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, Set};
use serde_json::Value;

use crate::entities::idempotency_keys::{ActiveModel, Column, Entity};
use crate::error::{StoreError, sort};
use crate::tx::{Db, Tx};

#[derive(Clone, Debug)]
pub struct Kept {
    /// SHA-256 of the request.
    pub fingerprint: Vec<u8>,
    /// None while the first request is in progress.
    pub answer: Option<Value>,
    pub created_at: Time,
}

pub async fn find(db: &impl Db, id: &str) -> Result<Option<Kept>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    Ok(row.map(|row| Kept {
        fingerprint: row.fingerprint,
        answer: row.answer,
        created_at: row.created_at,
    }))
}

/// Takes a key; `Duplicate` when another request was first.
pub async fn take(
    tx: &Tx,
    id: &str,
    fingerprint: &[u8],
    user: Option<Id>,
    now: Time,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(id.to_owned()),
        fingerprint: Set(fingerprint.to_vec()),
        user_id: Set(user),
        answer: Set(None),
        created_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(tx.conn().await?).await?;
    Ok(())
}

pub async fn answer(tx: &Tx, id: &str, answer: Value) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Answer, Expr::value(answer))
        .filter(Column::Id.eq(id))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

pub async fn release(tx: &Tx, id: &str) -> Result<()> {
    Entity::delete_by_id(id).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

/// Forgets the answers that a person was given, or that show them.
pub async fn forget(tx: &Tx, user: Id) -> Result<()> {
    let answer = Expr::col(Column::Answer).cast_as("text");
    let theirs =
        Condition::any().add(Column::UserId.eq(user)).add(answer.like(format!("%{user}%")));
    Entity::delete_many().filter(theirs).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

pub async fn sweep(tx: &Tx, before: Time) -> Result<()> {
    Entity::delete_many()
        .filter(Column::CreatedAt.lt(before))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}
