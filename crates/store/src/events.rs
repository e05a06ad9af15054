//! Events.

mod list;
mod topics;

use domain::events::{Details, Event, EventState, key};
use domain::{Error, Id, Result, Time};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set, Unchanged,
};

use crate::entities::events::{ActiveModel, Column, Entity, Model};
use crate::entities::{event_registrations as registrations, event_tags as tags};
use crate::error::sort;
use crate::search::texts;
use crate::tx::{Db, Tx};

pub(crate) use list::is_long;
pub use list::{behind, list};
pub use topics::{categories, tags};

fn event(row: Model) -> Result<Event> {
    let unreadable = |what: &str| Error::internal(format!("events.{what} of {} is odd", row.id));
    Ok(Event {
        id: row.id,
        creator: row.creator_id,
        state: EventState::parse(&row.state).ok_or_else(|| unreadable("state"))?,
        registered: row.registered,
        waitlisted: row.waitlisted,
        last_number: row.last_number,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
        details: Details {
            tags: serde_json::from_value(row.tags.clone()).map_err(|_| unreadable("tags"))?,
            title: row.title,
            description: row.description,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            time_zone: row.time_zone,
            location: row.location,
            url: row.url,
            capacity: row.capacity,
            category: row.category,
        },
    })
}

/// Every column but the key and the counts.
fn columns(event: &Event) -> ActiveModel {
    let details = event.details.clone();
    ActiveModel {
        id: Unchanged(event.id),
        creator_id: Set(event.creator),
        state: Set(event.state.as_str().to_owned()),
        search_text: Set(texts::search_text(details.texts())),
        title: Set(details.title),
        description: Set(details.description),
        starts_at: Set(details.starts_at),
        ends_at: Set(details.ends_at),
        time_zone: Set(details.time_zone),
        location: Set(details.location),
        url: Set(details.url),
        capacity: Set(details.capacity),
        category_key: Set(details.category.as_deref().map(key)),
        category: Set(details.category),
        tags: Set(serde_json::json!(details.tags)),
        created_at: Set(event.created_at),
        updated_at: Set(event.updated_at),
        version: Set(event.version),
        ..Default::default()
    }
}

pub async fn insert(tx: &Tx, event: &Event) -> Result<()> {
    let row = ActiveModel {
        id: Set(event.id),
        registered: Set(event.registered),
        waitlisted: Set(event.waitlisted),
        last_number: Set(event.last_number),
        ..columns(event)
    };
    Entity::insert(row).exec_without_returning(tx.conn().await?).await.map_err(sort)?;
    set_tags(tx, event).await
}

/// Writes an event back as one newer version; its counts stay.
pub async fn save(tx: &Tx, event: &mut Event, now: Time) -> Result<()> {
    event.version += 1;
    event.updated_at = now;
    columns(event).update(tx.conn().await?).await.map_err(sort)?;
    let old = tags::Entity::delete_many().filter(tags::Column::EventId.eq(event.id));
    old.exec(tx.conn().await?).await.map_err(sort)?;
    set_tags(tx, event).await
}

async fn set_tags(tx: &Tx, event: &Event) -> Result<()> {
    let rows = event.details.tags.iter().map(|tag| tags::ActiveModel {
        event_id: Set(event.id),
        tag_key: Set(key(tag)),
        tag: Set(tag.clone()),
        state: Set(event.state.as_str().to_owned()),
        starts_at: Set(event.details.starts_at),
        ends_at: Set(event.details.ends_at),
    });
    if event.details.tags.is_empty() {
        return Ok(());
    }
    let insert = tags::Entity::insert_many(rows).exec_without_returning(tx.conn().await?);
    insert.await.map_err(sort)?;
    Ok(())
}

/// How many have a place, wait, and ever signed up; no new version of the
/// event.
pub async fn set_counts(tx: &Tx, event: &Event) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Registered, Expr::value(event.registered))
        .col_expr(Column::Waitlisted, Expr::value(event.waitlisted))
        .col_expr(Column::LastNumber, Expr::value(event.last_number))
        .filter(Column::Id.eq(event.id))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

pub async fn delete(tx: &Tx, id: Id) -> Result<()> {
    Entity::delete_by_id(id).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

pub async fn by_id(db: &impl Db, id: Id) -> Result<Option<Event>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    row.map(event).transpose()
}

/// Reads an event and keeps others from changing it, or who signed up for it,
/// until the transaction ends.
pub async fn hold(tx: &Tx, id: Id) -> Result<Option<Event>> {
    let row = Entity::find_by_id(id).lock_exclusive().one(tx.conn().await?).await.map_err(sort)?;
    row.map(event).transpose()
}

/// Holds, in order, every event that somebody made or signed up for. Events
/// come before people: everything locks in this order.
pub async fn hold_all_of(tx: &Tx, user: Id) -> Result<Vec<Event>> {
    let signed_up = Query::select()
        .column(registrations::Column::EventId)
        .from(registrations::Entity)
        .and_where(Expr::col(registrations::Column::UserId).eq(user))
        .to_owned();
    let either =
        Condition::any().add(Column::CreatorId.eq(user)).add(Column::Id.in_subquery(signed_up));
    let rows = Entity::find()
        .filter(either)
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(tx.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(event).collect()
}

/// What somebody made, the newest first.
pub async fn made_by(db: &impl Db, user: Id, most: u64) -> Result<Vec<Event>> {
    let rows = Entity::find()
        .filter(Column::CreatorId.eq(user))
        .order_by_desc(Column::StartsAt)
        .order_by_desc(Column::Id)
        .limit(most)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(event).collect()
}

/// What somebody signed up for and ends after the given moment, in order.
pub async fn attended_by(db: &impl Db, user: Id, after: Time, most: u64) -> Result<Vec<Event>> {
    let signed_up = Query::select()
        .column(registrations::Column::EventId)
        .from(registrations::Entity)
        .and_where(Expr::col(registrations::Column::UserId).eq(user))
        .to_owned();
    let rows = Entity::find()
        .filter(Column::Id.in_subquery(signed_up))
        .filter(Column::EndsAt.gt(after))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .limit(most)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(event).collect()
}

/// Published events that begin within these moments and of which somebody is
/// yet to be reminded.
pub async fn due_for_reminders(db: &impl Db, from: Time, to: Time, most: u64) -> Result<Vec<Id>> {
    let not_reminded = Query::select()
        .expr(Expr::val(1))
        .from(registrations::Entity)
        .and_where(
            Expr::col((registrations::Entity, registrations::Column::EventId))
                .equals((Entity, Column::Id)),
        )
        .and_where(Expr::col(registrations::Column::Status).eq("REGISTERED"))
        .and_where(Expr::col(registrations::Column::RemindedAt).is_null())
        .to_owned();
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(EventState::Published.as_str()))
        .filter(Column::StartsAt.gt(from))
        .filter(Column::StartsAt.lte(to))
        .filter(Expr::exists(not_reminded))
        .order_by_asc(Column::StartsAt)
        .limit(most)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)
}

/// How many drafts wait, counted no further than to `most`.
pub async fn drafts(db: &impl Db, most: u64) -> Result<u64> {
    let found = Entity::find().filter(Column::State.eq(EventState::Draft.as_str())).limit(most);
    found.count(db.conn().await?).await.map_err(sort)
}
