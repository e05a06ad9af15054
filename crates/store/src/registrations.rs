//! Who signed up for which event. Whatever changes these holds the event's
//! row, so that its counts and its line are right.

use domain::events::{Registration, RegistrationStatus};
use domain::page::{Cursor, EXACT_TOTAL, Listed, Page};
use domain::{Error, Id, Result, Time};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use crate::entities::event_registrations::{ActiveModel, Column, Entity, Model};
use crate::error::{StoreError, sort};
use crate::tx::{Db, Tx};

const REGISTERED: &str = "REGISTERED";
const WAITLISTED: &str = "WAITLISTED";

fn registration(row: Model) -> Result<Registration> {
    let status = RegistrationStatus::parse(&row.status).ok_or_else(|| {
        Error::internal(format!("event_registrations.status of {} is unknown", row.id))
    })?;
    Ok(Registration {
        id: row.id,
        event_id: row.event_id,
        user_id: row.user_id,
        status,
        number: row.number,
        created_at: row.created_at,
        reminded_at: row.reminded_at,
    })
}

/// Adds one; `Duplicate` when the person signed up already.
pub async fn insert(tx: &Tx, registration: &Registration) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(registration.id),
        event_id: Set(registration.event_id),
        user_id: Set(registration.user_id),
        status: Set(registration.status.as_str().to_owned()),
        number: Set(registration.number),
        created_at: Set(registration.created_at),
        reminded_at: Set(registration.reminded_at),
    };
    Entity::insert(row).exec_without_returning(tx.conn().await?).await?;
    Ok(())
}

pub async fn delete(tx: &Tx, id: Id) -> Result<()> {
    Entity::delete_by_id(id).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

/// A person's registration for an event.
pub async fn of(db: &impl Db, event: Id, user: Id) -> Result<Option<Registration>> {
    let found = Entity::find().filter(Column::EventId.eq(event)).filter(Column::UserId.eq(user));
    found.one(db.conn().await?).await.map_err(sort)?.map(registration).transpose()
}

/// A person's registrations for some events.
pub async fn among(db: &impl Db, events: &[Id], user: Id) -> Result<Vec<Registration>> {
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let found = Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::EventId.is_in(events.iter().copied()));
    let rows = found.all(db.conn().await?).await.map_err(sort)?;
    rows.into_iter().map(registration).collect()
}

/// All of a person's, by the events' ids.
pub async fn of_user(db: &impl Db, user: Id) -> Result<Vec<Registration>> {
    let found = Entity::find().filter(Column::UserId.eq(user)).order_by_asc(Column::EventId);
    let rows = found.all(db.conn().await?).await.map_err(sort)?;
    rows.into_iter().map(registration).collect()
}

/// Everybody who signed up.
pub async fn people(db: &impl Db, event: Id) -> Result<Vec<Id>> {
    Entity::find()
        .select_only()
        .column(Column::UserId)
        .filter(Column::EventId.eq(event))
        .order_by_asc(Column::UserId)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)
}

/// The place in the line, from 1.
pub async fn position(db: &impl Db, registration: &Registration) -> Result<Option<i64>> {
    if registration.status != RegistrationStatus::Waitlisted {
        return Ok(None);
    }
    let before = Entity::find()
        .filter(Column::EventId.eq(registration.event_id))
        .filter(Column::Status.eq(WAITLISTED))
        .filter(Column::Number.lte(registration.number));
    let count = before.count(db.conn().await?).await.map_err(sort)?;
    Ok(Some(count as i64))
}

/// Who stands first in the line.
pub async fn first_waiting(tx: &Tx, event: Id, most: u64) -> Result<Vec<Registration>> {
    let rows = Entity::find()
        .filter(Column::EventId.eq(event))
        .filter(Column::Status.eq(WAITLISTED))
        .order_by_asc(Column::Number)
        .limit(most)
        .all(tx.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(registration).collect()
}

/// Gives places.
pub async fn promote(tx: &Tx, ids: &[Id]) -> Result<()> {
    for some in ids.chunks(500) {
        Entity::update_many()
            .col_expr(Column::Status, Expr::value(REGISTERED))
            .filter(Column::Id.is_in(some.iter().copied()))
            .exec(tx.conn().await?)
            .await
            .map_err(sort)?;
    }
    Ok(())
}

/// Those who have a place and were not reminded.
pub async fn not_reminded(tx: &Tx, event: Id, most: u64) -> Result<Vec<Registration>> {
    let rows = Entity::find()
        .filter(Column::EventId.eq(event))
        .filter(Column::Status.eq(REGISTERED))
        .filter(Column::RemindedAt.is_null())
        .limit(most)
        .all(tx.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(registration).collect()
}

pub async fn mark_reminded(tx: &Tx, ids: &[Id], at: Time) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::RemindedAt, Expr::value(Some(at)))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// What was said of another time counts no more.
pub async fn forget_reminders(tx: &Tx, event: Id) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::RemindedAt, Expr::value(Option::<Time>::None))
        .filter(Column::EventId.eq(event))
        .filter(Column::RemindedAt.is_not_null())
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Those who have a place first, then the line in order.
pub async fn list(
    db: &impl Db,
    event: Id,
    page: &Page,
    list: &str,
) -> Result<Listed<Registration>> {
    let found = Entity::find().filter(Column::EventId.eq(event));
    let total = found.clone().limit(EXACT_TOTAL + 1).count(db.conn().await?).await.map_err(sort)?;
    let mut rows =
        found.order_by_asc(Column::Status).order_by_asc(Column::Number).limit(page.limit + 1);
    rows = match &page.cursor {
        Some(cursor) => {
            let bad = || Error::field("cursor", "cursor_invalid");
            let key = cursor.key.as_deref().and_then(|key| key.split_once(' ')).ok_or_else(bad)?;
            let number: i64 = key.1.parse().map_err(|_| bad())?;
            let same =
                Condition::all().add(Column::Status.eq(key.0)).add(Column::Number.gt(number));
            rows.filter(Condition::any().add(Column::Status.gt(key.0)).add(same))
        }
        None => rows.offset(page.skip),
    };
    let mut rows = rows.all(db.conn().await?).await.map_err(sort)?;
    let more = rows.len() as u64 > page.limit;
    rows.truncate(page.limit as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| Cursor::new(list, Some(format!("{} {}", last.status, last.number)), last.id));
    let items = rows.into_iter().map(registration).collect::<Result<_>>()?;
    Ok(Listed { items, total: total.min(EXACT_TOTAL), total_estimated: total > EXACT_TOTAL, next })
}
