//! Invitations.

mod figures;

use domain::invitations::{Invitation, InvitationQuery, InvitationStatus};
use domain::page::{Listed, Page};
use domain::{Error, Id, Result, Time};
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};

use crate::entities::invitations::{ActiveModel, Column, Entity, Model};
use crate::error::sort;
use crate::pages::{Sorted, page_of};
use crate::tx::{Db, Tx};

pub use figures::{Inviter, inviters, stats};

/// Invitations written by one statement.
const AT_ONCE: usize = 500;

fn invitation(row: Model) -> Result<Invitation> {
    let kept = InvitationStatus::parse(&row.status)
        .ok_or_else(|| Error::internal(format!("invitations.status of {} is unknown", row.id)))?;
    Ok(Invitation {
        id: row.id,
        inviter_id: row.inviter_id,
        inviter: row.inviter,
        name: row.name,
        email: row.email,
        message: row.message,
        kept,
        created_at: row.created_at,
        expires_at: row.expires_at,
        accepted_at: row.accepted_at,
        converted_at: row.converted_at,
        used_by: row.used_by,
    })
}

fn row(invitation: &Invitation) -> ActiveModel {
    ActiveModel {
        id: Set(invitation.id),
        inviter_id: Set(invitation.inviter_id),
        inviter: Set(invitation.inviter.clone()),
        name: Set(invitation.name.clone()),
        email: Set(invitation.email.clone()),
        message: Set(invitation.message.clone()),
        status: Set(invitation.kept.as_str().to_owned()),
        created_at: Set(invitation.created_at),
        expires_at: Set(invitation.expires_at),
        accepted_at: Set(invitation.accepted_at),
        converted_at: Set(invitation.converted_at),
        used_by: Set(invitation.used_by),
    }
}

pub async fn insert(tx: &Tx, invitations: &[Invitation]) -> Result<()> {
    for some in invitations.chunks(AT_ONCE) {
        let rows = Entity::insert_many(some.iter().map(row));
        rows.exec_without_returning(tx.conn().await?).await.map_err(sort)?;
    }
    Ok(())
}

/// Writes an invitation back that is held.
pub async fn save(tx: &Tx, invitation: &Invitation) -> Result<()> {
    let mut row = row(invitation);
    row.id = sea_orm::Unchanged(invitation.id);
    let done = Entity::update(row).exec(tx.conn().await?).await;
    done.map(|_| ()).map_err(sort)
}

pub async fn delete(tx: &Tx, id: Id) -> Result<()> {
    Entity::delete_by_id(id).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

pub async fn by_id(db: &impl Db, id: Id) -> Result<Option<Invitation>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    row.map(invitation).transpose()
}

/// Reads an invitation and keeps others from changing it until the transaction
/// ends.
pub async fn hold(tx: &Tx, id: Id) -> Result<Option<Invitation>> {
    let row = Entity::find_by_id(id).lock_exclusive().one(tx.conn().await?).await.map_err(sort)?;
    row.map(invitation).transpose()
}

fn open(now: Time) -> Condition {
    let states = [InvitationStatus::Sent.as_str(), InvitationStatus::Accepted.as_str()];
    Condition::all().add(Column::Status.is_in(states)).add(Column::ExpiresAt.gt(now))
}

/// The open invitations to any of the addresses, held, in the order of their
/// ids.
pub async fn hold_open_to(tx: &Tx, emails: &[&str], now: Time) -> Result<Vec<Invitation>> {
    let mut found = Vec::new();
    for some in emails.chunks(AT_ONCE) {
        let rows = Entity::find()
            .filter(Column::Email.is_in(some.iter().copied()))
            .filter(open(now))
            .order_by_asc(Column::Id)
            .lock_exclusive()
            .all(tx.conn().await?)
            .await
            .map_err(sort)?;
        found.extend(rows);
    }
    found.into_iter().map(invitation).collect()
}

/// Marks an invitation as accepted; false when it was already, or is not open
/// any more.
pub async fn accept(tx: &Tx, id: Id, now: Time) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::Status, Expr::value(InvitationStatus::Accepted.as_str()))
        .col_expr(Column::AcceptedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(InvitationStatus::Sent.as_str()))
        .filter(Column::ExpiresAt.gt(now))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(done.rows_affected == 1)
}

/// Marks invitations as converted.
pub async fn convert(tx: &Tx, ids: &[Id], now: Time) -> Result<()> {
    for some in ids.chunks(AT_ONCE) {
        Entity::update_many()
            .col_expr(Column::Status, Expr::value(InvitationStatus::Converted.as_str()))
            .col_expr(Column::ConvertedAt, Expr::value(now))
            .filter(Column::Id.is_in(some.iter().copied()))
            .exec(tx.conn().await?)
            .await
            .map_err(sort)?;
    }
    Ok(())
}

/// How many somebody made after a moment, and when each of the oldest `oldest`
/// of them was made.
pub async fn made_since(
    db: &impl Db,
    inviter: Id,
    since: Time,
    oldest: u64,
) -> Result<(u64, Vec<Time>)> {
    let made =
        Entity::find().filter(Column::InviterId.eq(inviter)).filter(Column::CreatedAt.gt(since));
    let count = made.clone().count(db.conn().await?).await.map_err(sort)?;
    let times = made
        .select_only()
        .column(Column::CreatedAt)
        .order_by_asc(Column::CreatedAt)
        .limit(oldest)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok((count, times))
}

fn matching(query: &InvitationQuery, now: Time) -> Condition {
    let of = query.inviter.map(|inviter| Column::InviterId.eq(inviter));
    let status = query.status.map(|status| match status {
        InvitationStatus::Expired => Condition::all()
            .add(Column::Status.is_in(["SENT", "ACCEPTED"]))
            .add(Column::ExpiresAt.lte(now)),
        status if status.is_open() => {
            Condition::all().add(Column::Status.eq(status.as_str())).add(Column::ExpiresAt.gt(now))
        }
        status => Condition::all().add(Column::Status.eq(status.as_str())),
    });
    Condition::all()
        .add_option(of)
        .add_option(status)
        .add_option(query.created_from.map(|from| Column::CreatedAt.gte(from)))
        .add_option(query.created_to.map(|to| Column::CreatedAt.lt(to)))
}

/// The newest first.
pub async fn list(
    db: &impl Db,
    query: &InvitationQuery,
    page: &Page,
    now: Time,
) -> Result<Listed<Invitation>> {
    let found = Entity::find().filter(matching(query, now));
    let by = Sorted {
        time: Column::CreatedAt,
        id: Column::Id,
        order: Order::Desc,
        place: |row: &Model| (row.created_at, row.id),
    };
    page_of(db, found, by, page, &query.fingerprint(), invitation).await
}

/// All that somebody sent, the oldest first.
pub async fn of_inviter(db: &impl Db, inviter: Id) -> Result<Vec<Invitation>> {
    all(db, Column::InviterId.eq(inviter)).await
}

/// All that were sent to an address, the oldest first.
pub async fn to_address(db: &impl Db, email: &str) -> Result<Vec<Invitation>> {
    all(db, Column::Email.eq(email)).await
}

async fn all(db: &impl Db, which: sea_orm::sea_query::SimpleExpr) -> Result<Vec<Invitation>> {
    let rows = Entity::find()
        .filter(which)
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(invitation).collect()
}

/// Forgets whom invitations were for that went to any of the addresses and
/// have ended.
pub async fn forget_addresses(tx: &Tx, emails: &[String], now: Time) -> Result<()> {
    let which = Condition::all().add(Column::Email.is_in(emails)).add(open(now).not());
    forget(tx, which).await
}

/// The same of all whose time ran out before a moment; gives the addresses.
pub async fn forget_ended(tx: &Tx, before: Time, limit: u64) -> Result<Vec<String>> {
    let ended: Vec<(Id, Option<String>)> = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::Email)
        .filter(Column::Name.is_not_null())
        .filter(Column::ExpiresAt.lte(before))
        .order_by_asc(Column::ExpiresAt)
        .limit(limit)
        .into_tuple()
        .all(tx.conn().await?)
        .await
        .map_err(sort)?;
    if ended.is_empty() {
        return Ok(Vec::new());
    }
    let ids = ended.iter().map(|(id, _)| *id);
    forget(tx, Condition::all().add(Column::Id.is_in(ids))).await?;
    Ok(ended.into_iter().filter_map(|(_, email)| email).collect())
}

async fn forget(tx: &Tx, which: Condition) -> Result<()> {
    let none = || Expr::value(Option::<String>::None);
    Entity::update_many()
        .col_expr(Column::Name, none())
        .col_expr(Column::Email, none())
        .col_expr(Column::Message, none())
        .filter(which)
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Whether there is the invitation.
pub async fn exists(db: &impl Db, id: Id) -> Result<bool> {
    let one = Func::count(Expr::col(Column::Id));
    let count: Option<i64> = Entity::find_by_id(id)
        .select_only()
        .expr(one)
        .into_tuple()
        .one(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(count.unwrap_or_default() > 0)
}
