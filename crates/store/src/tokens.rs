//! One-time tokens and the changes of address that some of them confirm.

use domain::tokens::Purpose;
use domain::{Id, Result, Time};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entities::{email_changes, one_time_tokens as tokens};
use crate::error::sort;
use crate::tx::{Db, Tx};

#[derive(Clone, Debug)]
pub struct OneTimeToken {
    pub id: Id,
    pub purpose: Purpose,
    pub user_id: Option<Id>,
    pub email_change: Option<Id>,
    pub session: Option<Id>,
    pub hash: Vec<u8>,
    pub created_at: Time,
    pub expires_at: Time,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailChange {
    pub id: Id,
    pub user_id: Id,
    pub old_email: String,
    pub new_email: String,
    pub created_at: Time,
}

/// Keeps a token in place of the person's earlier ones of its purpose; written
/// with the commit at the latest.
pub fn replace(tx: &Tx, token: &OneTimeToken) {
    if let Some(user) = token.user_id {
        let mut earlier = Condition::all()
            .add(tokens::Column::UserId.eq(user))
            .add(tokens::Column::Purpose.eq(token.purpose.as_str()));
        // Each change can be undone by itself.
        if token.purpose == Purpose::EmailUndo {
            earlier = earlier.add(tokens::Column::EmailChangeId.eq(token.email_change));
        }
        // So can each session be ended.
        if token.purpose == Purpose::SessionEnd {
            earlier = earlier.add(tokens::Column::SessionId.eq(token.session));
        }
        tx.later(tokens::Entity::delete_many().filter(earlier));
    }
    let row = tokens::ActiveModel {
        id: Set(token.id),
        purpose: Set(token.purpose.as_str().to_owned()),
        user_id: Set(token.user_id),
        email_change_id: Set(token.email_change),
        session_id: Set(token.session),
        hash: Set(token.hash.clone()),
        created_at: Set(token.created_at),
        expires_at: Set(token.expires_at),
    };
    tx.later(tokens::Entity::insert(row));
}

/// Finds a token that has not run out, by its hash.
pub async fn find(db: &impl Db, hash: &[u8], now: Time) -> Result<Option<OneTimeToken>> {
    let row = tokens::Entity::find()
        .filter(tokens::Column::Hash.eq(hash.to_vec()))
        .filter(tokens::Column::ExpiresAt.gt(now))
        .one(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(row.and_then(|row| {
        Some(OneTimeToken {
            id: row.id,
            purpose: Purpose::parse(&row.purpose)?,
            user_id: row.user_id,
            email_change: row.email_change_id,
            session: row.session_id,
            hash: row.hash,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    }))
}

async fn delete_where(tx: &Tx, filter: Condition) -> Result<u64> {
    let done =
        tokens::Entity::delete_many().filter(filter).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(done.rows_affected)
}

/// Uses a token up; false when another request was first.
pub async fn spend(tx: &Tx, id: Id) -> Result<bool> {
    Ok(delete_where(tx, Condition::all().add(tokens::Column::Id.eq(id))).await? == 1)
}

/// Withdraws a person's tokens of the given purposes.
pub async fn withdraw(tx: &Tx, user: Id, purposes: &[Purpose]) -> Result<()> {
    let purposes = purposes.iter().map(|p| p.as_str());
    let filter = Condition::all()
        .add(tokens::Column::UserId.eq(user))
        .add(tokens::Column::Purpose.is_in(purposes));
    delete_where(tx, filter).await.map(|_| ())
}

/// Withdraws every token of a purpose that belongs to nobody.
pub async fn withdraw_unowned(tx: &Tx, purpose: Purpose) -> Result<()> {
    let filter = Condition::all()
        .add(tokens::Column::UserId.is_null())
        .add(tokens::Column::Purpose.eq(purpose.as_str()));
    delete_where(tx, filter).await.map(|_| ())
}

/// Removes tokens that ran out.
pub async fn sweep(tx: &Tx, now: Time) -> Result<()> {
    delete_where(tx, Condition::all().add(tokens::Column::ExpiresAt.lte(now))).await.map(|_| ())
}

pub async fn insert_email_change(tx: &Tx, change: &EmailChange) -> Result<()> {
    let row = email_changes::ActiveModel {
        id: Set(change.id),
        user_id: Set(change.user_id),
        old_email: Set(change.old_email.clone()),
        new_email: Set(change.new_email.clone()),
        created_at: Set(change.created_at),
    };
    email_changes::Entity::insert(row)
        .exec_without_returning(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

pub async fn email_change(db: &impl Db, id: Id) -> Result<Option<EmailChange>> {
    let row = email_changes::Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    Ok(row.map(change))
}

fn change(row: email_changes::Model) -> EmailChange {
    EmailChange {
        id: row.id,
        user_id: row.user_id,
        old_email: row.old_email,
        new_email: row.new_email,
        created_at: row.created_at,
    }
}

/// A person's changes of address, asked for or done; oldest first.
pub async fn email_changes(db: &impl Db, user: Id) -> Result<Vec<EmailChange>> {
    let rows = email_changes::Entity::find()
        .filter(email_changes::Column::UserId.eq(user))
        .order_by_asc(email_changes::Column::Id)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(rows.into_iter().map(change).collect())
}

/// Every address that a person's changes went from or to.
pub async fn addresses(db: &impl Db, user: Id) -> Result<Vec<String>> {
    let changes = email_changes(db, user).await?;
    Ok(changes.into_iter().flat_map(|change| [change.old_email, change.new_email]).collect())
}
