//! Sessions and the hashes of their refresh tokens.

use domain::sessions::{Kind, Session};
use domain::{Error, Id, Result, Role, Time};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, Value,
};

use crate::connect::Store;
use crate::entities::sessions::{ActiveModel, Column, Entity, Model};
use crate::error::sort;
use crate::tx::{Db, Tx};

/// What is kept of a session's secrets: SHA-256 of each.
#[derive(Clone, Debug)]
pub enum Hashes {
    Token(RefreshHashes),
    Cookie(Vec<u8>),
}

/// Of the two secrets that a refresh token carries.
#[derive(Clone, Debug)]
pub struct RefreshHashes {
    /// Constant for the session's life.
    pub family: Vec<u8>,
    /// Replaced at every refresh.
    pub current: Vec<u8>,
}

fn session(row: Model) -> Result<(Session, Hashes)> {
    let kind = Kind::parse(&row.kind);
    let kind = kind.ok_or_else(|| Error::internal("sessions.kind is unknown"))?;
    let hashes = match kind {
        Kind::Token => {
            Hashes::Token(RefreshHashes { family: row.family_hash, current: row.refresh_hash })
        }
        Kind::Browser | Kind::Remembered => Hashes::Cookie(row.refresh_hash),
    };
    let session = Session {
        id: row.id,
        user_id: row.user_id,
        kind,
        device: row.device,
        address: row.address,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        signed_in_at: row.signed_in_at,
        expires_at: row.expires_at,
    };
    Ok((session, hashes))
}

/// Written with the commit at the latest.
pub fn insert(tx: &Tx, session: &Session, hashes: &Hashes) {
    let (family, current) = match hashes {
        Hashes::Token(hashes) => (hashes.family.clone(), hashes.current.clone()),
        // No secret has an empty hash, so no refresh token fits this row.
        Hashes::Cookie(hash) => (Vec::new(), hash.clone()),
    };
    let row = ActiveModel {
        id: Set(session.id),
        user_id: Set(session.user_id),
        kind: Set(session.kind.as_str().to_owned()),
        family_hash: Set(family),
        refresh_hash: Set(current),
        device: Set(session.device.clone()),
        address: Set(session.address.clone()),
        created_at: Set(session.created_at),
        last_seen_at: Set(session.last_seen_at),
        signed_in_at: Set(session.signed_in_at),
        expires_at: Set(session.expires_at),
    };
    tx.later(Entity::insert(row));
}

pub async fn by_id(db: &impl Db, id: Id) -> Result<Option<(Session, Hashes)>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    row.map(session).transpose()
}

/// A person's sessions that still run, the latest used first.
pub async fn of_user(db: &impl Db, user: Id, now: Time) -> Result<Vec<Session>> {
    let rows = Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::LastSeenAt)
        .order_by_asc(Column::Id)
        .limit(1000)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(|row| Ok(session(row)?.0)).collect()
}

/// Whom a refreshed session belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Rotated {
    pub user_id: Id,
    pub role: Role,
}

/// Replaces the refresh secret, if both secrets are still the kept ones, the
/// session runs and its person may sign in. Durable when it answers.
pub async fn rotate(
    store: &Store,
    id: Id,
    from: &RefreshHashes,
    to: &[u8],
    now: Time,
    expires_at: Time,
) -> Result<Option<Rotated>> {
    let sql = "UPDATE sessions SET refresh_hash = $1, last_seen_at = $2, expires_at = $3 \
        WHERE id = $4 AND kind = 'TOKEN' \
        AND refresh_hash = $5 AND family_hash = $6 AND expires_at > $2 \
        AND EXISTS (SELECT 1 FROM users WHERE users.id = sessions.user_id \
        AND users.email_verified AND NOT users.is_locked) \
        RETURNING user_id, (SELECT role FROM users WHERE users.id = sessions.user_id) AS role";
    let values: Vec<Value> = vec![
        to.to_vec().into(),
        now.into(),
        expires_at.into(),
        id.into(),
        from.current.clone().into(),
        from.family.clone().into(),
    ];
    let rows = store.single(sql, values).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let role: String = row.try_get("", "role").map_err(sort)?;
    Ok(Some(Rotated {
        user_id: row.try_get("", "user_id").map_err(sort)?,
        role: role.parse().map_err(|()| Error::internal("users.role is unknown"))?,
    }))
}

/// A session that runs was used; `expires_at` is its new end, if that moves.
pub async fn touch(tx: &Tx, id: Id, now: Time, expires_at: Option<Time>) -> Result<()> {
    let mut update = Entity::update_many().col_expr(Column::LastSeenAt, Expr::value(now));
    if let Some(end) = expires_at {
        update = update.col_expr(Column::ExpiresAt, Expr::value(end));
    }
    update
        .filter(Column::Id.eq(id))
        .filter(Column::ExpiresAt.gt(now))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// The password was given again in a session of tokens. One of a browser is
/// renewed instead.
pub async fn refreshed(tx: &Tx, id: Id, now: Time) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::SignedInAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::Kind.eq(Kind::Token.as_str()))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Gives a browser's session another cookie, when the password was given
/// again.
pub async fn renew(tx: &Tx, id: Id, hash: &[u8], now: Time) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::RefreshHash, Expr::value(hash.to_vec()))
        .col_expr(Column::SignedInAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::Kind.ne(Kind::Token.as_str()))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Ends one session of a person; says whether there was one.
pub async fn delete(tx: &Tx, user: Id, id: Id) -> Result<bool> {
    let done = Entity::delete_many()
        .filter(Column::UserId.eq(user))
        .filter(Column::Id.eq(id))
        .exec(tx.conn().await?)
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
        .all(tx.conn().await?)
        .await
        .map_err(sort)?;
    if !ids.is_empty() {
        Entity::delete_many().filter(filter).exec(tx.conn().await?).await.map_err(sort)?;
    }
    Ok(ids)
}

/// Removes sessions that ran out.
pub async fn sweep(tx: &Tx, now: Time) -> Result<()> {
    Entity::delete_many()
        .filter(Column::ExpiresAt.lte(now))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}
