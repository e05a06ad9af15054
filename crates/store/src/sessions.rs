//! Sessions and the hashes of their refresh tokens.

use domain::sessions::Session;
use domain::{Id, Result, Time};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entities::sessions::{ActiveModel, Column, Entity, Model};
use crate::error::sort;
use crate::tx::{Db, Tx};

/// SHA-256 of the two secrets that a refresh token carries.
#[derive(Clone, Debug)]
pub struct RefreshHashes {
    /// Constant for the session's life.
    pub family: Vec<u8>,
    /// Replaced at every refresh.
    pub current: Vec<u8>,
}

fn session(row: Model) -> (Session, RefreshHashes) {
    let hashes = RefreshHashes { family: row.family_hash, current: row.refresh_hash };
    let session = Session {
        id: row.id,
        user_id: row.user_id,
        device: row.device,
        address: row.address,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        signed_in_at: row.signed_in_at,
        expires_at: row.expires_at,
    };
    (session, hashes)
}

pub async fn insert(tx: &Tx, session: &Session, hashes: &RefreshHashes) -> Result<()> {
    let row = ActiveModel {
        id: Set(session.id),
        user_id: Set(session.user_id),
        family_hash: Set(hashes.family.clone()),
        refresh_hash: Set(hashes.current.clone()),
        device: Set(session.device.clone()),
        address: Set(session.address.clone()),
        created_at: Set(session.created_at),
        last_seen_at: Set(session.last_seen_at),
        signed_in_at: Set(session.signed_in_at),
        expires_at: Set(session.expires_at),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(sort)?;
    Ok(())
}

pub async fn by_id(db: &impl Db, id: Id) -> Result<Option<(Session, RefreshHashes)>> {
    let row = Entity::find_by_id(id).one(db.conn()).await.map_err(sort)?;
    Ok(row.map(session))
}

/// A person's sessions that still run, the latest used first.
pub async fn of_user(db: &impl Db, user: Id, now: Time) -> Result<Vec<Session>> {
    let rows = Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::LastSeenAt)
        .order_by_asc(Column::Id)
        .limit(1000)
        .all(db.conn())
        .await
        .map_err(sort)?;
    Ok(rows.into_iter().map(|row| session(row).0).collect())
}

/// Replaces the refresh secret if it is still `from`; says whether it was.
pub async fn rotate(
    tx: &Tx,
    id: Id,
    from: &[u8],
    to: &[u8],
    now: Time,
    expires_at: Time,
) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::RefreshHash, Expr::value(to.to_vec()))
        .col_expr(Column::LastSeenAt, Expr::value(now))
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::Id.eq(id))
        .filter(Column::RefreshHash.eq(from.to_vec()))
        .filter(Column::ExpiresAt.gt(now))
        .exec(tx.conn())
        .await
        .map_err(sort)?;
    Ok(done.rows_affected == 1)
}

pub async fn touch(tx: &Tx, id: Id, now: Time) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::LastSeenAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await
        .map_err(sort)?;
    Ok(())
}

/// The password was given again in this session.
pub async fn refreshed(tx: &Tx, id: Id, now: Time) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::SignedInAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await
        .map_err(sort)?;
    Ok(())
}

/// Ends one session of a person; says whether there was one.
pub async fn delete(tx: &Tx, user: Id, id: Id) -> Result<bool> {
    let done = Entity::delete_many()
        .filter(Column::UserId.eq(user))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await
        .map_err(sort)?;
    Ok(done.rows_affected == 1)
}

/// Ends a person's sessions, all or all but one, and names them.
pub async fn delete_all(tx: &Tx, user: Id, except: Option<Id>) -> Result<Vec<Id>> {
    let mut filter = Condition::all().add(Column::UserId.eq(user));
    if let Some(id) = except {
        filter = filter.add(Column::Id.ne(id));
    }
    let ids: Vec<Id> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(filter.clone())
        .into_tuple()
        .all(tx.conn())
        .await
        .map_err(sort)?;
    if !ids.is_empty() {
        Entity::delete_many().filter(filter).exec(tx.conn()).await.map_err(sort)?;
    }
    Ok(ids)
}

/// Removes sessions that ran out.
pub async fn sweep(tx: &Tx, now: Time) -> Result<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(tx.conn()).await.map_err(sort)?;
    Ok(())
}
