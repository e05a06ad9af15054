//! Events.

use domain::events::{Details, Event, EventQuery, EventState, EventStatus, Sight, Topic, key};
use domain::page::{Cursor, EXACT_TOTAL, Listed, Page};
use domain::{Error, Id, Result, Time, clock};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set, Unchanged,
};

use crate::entities::events::{ActiveModel, Column, Entity, Model};
use crate::entities::{event_registrations as registrations, event_tags as tags};
use crate::error::sort;
use crate::search::sql::{Sql, backend};
use crate::search::texts;
use crate::tx::{Db, Tx};

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

/// ` AND …` for all that a query asks for and somebody may see.
fn conditions(sql: &mut Sql, query: &EventQuery, sight: Sight, now: Time) {
    match sight {
        Sight::AllDrafts => {}
        Sight::NoDrafts => drop(sql.push(" AND state <> 'DRAFT'")),
        Sight::OwnDrafts(user) => {
            sql.push(" AND (state <> 'DRAFT' OR creator_id = ").bind(user).push(")");
        }
    }
    match query.status {
        None => {}
        Some(EventStatus::Draft) => drop(sql.push(" AND state = 'DRAFT'")),
        Some(EventStatus::Cancelled) => drop(sql.push(" AND state = 'CANCELLED'")),
        Some(EventStatus::Published) => {
            sql.push(" AND state = 'PUBLISHED' AND ends_at > ").bind(now);
        }
        Some(EventStatus::Past) => {
            sql.push(" AND state = 'PUBLISHED' AND ends_at <= ").bind(now);
        }
    }
    if query.coming {
        sql.push(" AND ends_at > ").bind(now);
    }
    if let Some(from) = query.starts_from {
        sql.push(" AND starts_at >= ").bind(from);
    }
    if let Some(to) = query.starts_to {
        sql.push(" AND starts_at < ").bind(to);
    }
    if let Some(name) = &query.category {
        sql.push(" AND category_key = ").bind(key(name));
    }
    if let Some(tag) = &query.tag {
        sql.push(" AND events.id IN (SELECT event_id FROM event_tags WHERE tag_key = ");
        sql.bind(key(tag)).push(")");
    }
    if let Some(creator) = query.creator {
        sql.push(" AND creator_id = ").bind(creator);
    }
    let words = texts::words(query.search.as_deref().unwrap_or_default());
    texts::conditions(sql, "events", &words);
}

/// By their start: the first of those to come, the last of those over.
pub async fn list(
    db: &impl Db,
    query: &EventQuery,
    sight: Sight,
    now: Time,
    page: &Page,
) -> Result<Listed<Event>> {
    let backend = backend(db).await?;
    let mut sql = Sql::new(backend);
    sql.push("SELECT count(*) FROM (SELECT 1 FROM events WHERE 1 = 1");
    conditions(&mut sql, query, sight, now);
    sql.limit(EXACT_TOTAL + 1, 0).push(") AS few");
    let [total] = sql.numbers(db).await?;

    let (behind, way) = if query.is_backwards() { ("<", "DESC") } else { (">", "ASC") };
    let mut sql = Sql::new(backend);
    sql.push("SELECT events.id FROM events WHERE 1 = 1");
    conditions(&mut sql, query, sight, now);
    let mut offset = page.skip;
    if let Some(cursor) = &page.cursor {
        let bad = || Error::field("cursor", "cursor_invalid");
        let at: Time = cursor.key.as_deref().ok_or_else(bad)?.parse().map_err(|_| bad())?;
        sql.push(&format!(" AND (starts_at, events.id) {behind} (")).bind(at);
        sql.push(", ").bind(cursor.id).push(")");
        offset = 0;
    }
    sql.push(&format!(" ORDER BY starts_at {way}, events.id {way}"));
    sql.limit(page.limit + 1, offset);
    let ids = sql.rows(db).await?;
    let ids: Vec<Id> =
        ids.iter().map(|row| row.try_get_by_index(0).map_err(sort)).collect::<Result<_>>()?;
    let more = ids.len() as u64 > page.limit;
    let mut items = by_ids(db, &ids[..ids.len().min(page.limit as usize)]).await?;
    items.sort_by_key(|event| (event.details.starts_at, event.id));
    if query.is_backwards() {
        items.reverse();
    }
    let next = items.last().filter(|_| more).map(|last| {
        let at = clock::format(last.details.starts_at);
        Cursor::new(&query.fingerprint(), Some(at), last.id)
    });
    let total = total as u64;
    let total_estimated = total > EXACT_TOTAL;
    Ok(Listed { items, total: Ord::min(total, EXACT_TOTAL), total_estimated, next })
}

async fn by_ids(db: &impl Db, ids: &[Id]) -> Result<Vec<Event>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    found.all(db.conn().await?).await.map_err(sort)?.into_iter().map(event).collect()
}

/// Categories of published events that are not over, the most frequent first.
pub async fn categories(db: &impl Db, now: Time, most: u64) -> Result<Vec<Topic>> {
    let count = Column::Id.count();
    let rows: Vec<(Option<String>, i64)> = Entity::find()
        .select_only()
        .column_as(Column::Category.max(), "name")
        .column_as(count.clone(), "events")
        .filter(Column::State.eq(EventState::Published.as_str()))
        .filter(Column::EndsAt.gt(now))
        .filter(Column::CategoryKey.is_not_null())
        .group_by(Column::CategoryKey)
        .order_by_desc(count)
        .order_by_asc(Column::CategoryKey)
        .limit(most)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(topics(rows))
}

/// The same of tags.
pub async fn tags(db: &impl Db, now: Time, most: u64) -> Result<Vec<Topic>> {
    let count = tags::Column::EventId.count();
    let coming = Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Expr::col(Column::State).eq(EventState::Published.as_str()))
        .and_where(Expr::col(Column::EndsAt).gt(now))
        .to_owned();
    let rows: Vec<(Option<String>, i64)> = tags::Entity::find()
        .select_only()
        .column_as(tags::Column::Tag.max(), "name")
        .column_as(count.clone(), "events")
        .filter(tags::Column::EventId.in_subquery(coming))
        .group_by(tags::Column::TagKey)
        .order_by_desc(count)
        .order_by_asc(tags::Column::TagKey)
        .limit(most)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(topics(rows))
}

fn topics(rows: Vec<(Option<String>, i64)>) -> Vec<Topic> {
    let topic = |(name, count): (Option<String>, i64)| Some(Topic { name: name?, count });
    rows.into_iter().filter_map(topic).collect()
}
