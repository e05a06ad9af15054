//! Lists of events: which, in which order, and how many.

use chrono::Duration;
use domain::events::{Event, EventQuery, EventStatus, Sight, key};
use domain::page::{Cursor, EXACT_TOTAL, Listed, Page, Total};
use domain::{Error, Id, Result, Time, clock};
use sea_orm::{ColumnTrait, DbBackend, EntityTrait, QueryFilter};

use crate::entities::events::{Column, Entity};
use crate::error::sort;
use crate::search::sql::{Sql, backend};
use crate::search::texts;
use crate::tx::Db;

/// Days; longer events are few enough to be looked at one by one.
const LONG: i64 = 7;

/// Whether an event lasts for almost `LONG`. What is said here is what the
/// index `ix_events_long` is for, word for word.
pub(crate) fn is_long(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "julianday(ends_at) - julianday(starts_at) > 6.0",
        _ => "ends_at - starts_at > interval '6 days'",
    }
}

/// A part of a list. No index leads to all that is not over yet, but what is
/// not began lately, or is long.
#[derive(Clone, Copy)]
enum Part {
    All,
    Late(Time),
    Long(Time),
}

fn parts(query: &EventQuery, now: Time) -> Vec<Part> {
    match query.status {
        Some(EventStatus::Published) => {
            let lately = now - Duration::days(LONG);
            vec![Part::Late(lately), Part::Long(lately)]
        }
        _ => vec![Part::All],
    }
}

/// The table that knows the time and state of what is listed: of one tag's
/// events these stand beside the tag.
fn timed(query: &EventQuery, part: Part) -> &'static str {
    match (part, &query.tag) {
        (Part::All | Part::Late(_), Some(_)) => "event_tags",
        _ => "events",
    }
}

/// From where, and conditions for all that a query asks for and somebody may
/// see.
fn from_where(sql: &mut Sql, query: &EventQuery, sight: Sight, now: Time, part: Part) {
    let timed = timed(query, part);
    let tagged = timed == "event_tags";
    let words = texts::words(query.search.as_deref().unwrap_or_default());
    let drafts_of = match (query.status, sight) {
        (None | Some(EventStatus::Draft), Sight::OwnDrafts(user)) => Some(user),
        _ => None,
    };
    sql.push(" FROM ").push(timed);
    if let Part::Long(_) = part {
        sql.indexed("ix_events_long");
    }
    let others = query.category.is_some() || query.creator.is_some() || !words.is_empty();
    if tagged && (others || drafts_of.is_some()) {
        sql.push(" JOIN events ON events.id = event_id");
    }
    let state = match query.status {
        // Of these, drafts are none.
        Some(EventStatus::Cancelled) => "= 'CANCELLED'",
        Some(EventStatus::Published | EventStatus::Past) => "= 'PUBLISHED'",
        Some(EventStatus::Draft) => "= 'DRAFT'",
        None if sight == Sight::NoDrafts => "<> 'DRAFT'",
        None => "IS NOT NULL",
    };
    sql.push(&format!(" WHERE {timed}.state {state}"));
    match query.status {
        Some(EventStatus::Draft) if sight == Sight::NoDrafts => drop(sql.push(" AND 1 = 0")),
        Some(EventStatus::Published) => {
            sql.push(&format!(" AND {timed}.ends_at > ")).bind(now);
        }
        Some(EventStatus::Past) => {
            // What is over began before, which an index knows.
            sql.push(&format!(" AND {timed}.ends_at <= ")).bind(now);
            sql.push(&format!(" AND {timed}.starts_at < ")).bind(now);
        }
        _ => {}
    }
    if let Some(user) = drafts_of {
        sql.push(" AND (events.state <> 'DRAFT' OR events.creator_id = ").bind(user).push(")");
    }
    match part {
        Part::All => {}
        Part::Late(from) => drop(sql.push(&format!(" AND {timed}.starts_at > ")).bind(from)),
        Part::Long(to) => {
            sql.push(" AND events.starts_at <= ").bind(to).push(" AND ");
            sql.push(is_long(sql.backend));
        }
    }
    if let Some(from) = query.starts_from {
        sql.push(&format!(" AND {timed}.starts_at >= ")).bind(from);
    }
    if let Some(to) = query.starts_to {
        sql.push(&format!(" AND {timed}.starts_at < ")).bind(to);
    }
    if let Some(name) = &query.category {
        sql.push(" AND events.category_key = ").bind(key(name));
    }
    if let Some(tag) = &query.tag {
        if !tagged {
            sql.push(
                " AND events.id IN (SELECT event_id FROM event_tags WHERE event_id = events.id",
            );
        }
        sql.push(" AND tag_key = ").bind(key(tag));
        sql.push(if tagged { "" } else { ")" });
    }
    if let Some(creator) = query.creator {
        sql.push(" AND events.creator_id = ").bind(creator);
    }
    texts::conditions(sql, "events", &words);
}

async fn total(db: &impl Db, query: &EventQuery, sight: Sight, now: Time) -> Result<Total> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT count(*) FROM (");
    for (n, part) in parts(query, now).into_iter().enumerate() {
        sql.push(if n > 0 { " UNION ALL " } else { "" });
        sql.push("SELECT 1");
        from_where(&mut sql, query, sight, now, part);
    }
    sql.limit(EXACT_TOTAL + 1, 0).push(") AS few");
    let [count] = sql.numbers(db).await?;
    Ok(Total::counted(count as u64, EXACT_TOTAL))
}

/// Where a page ended that ended with this event.
pub fn behind(query: &EventQuery, last: &Event) -> Cursor {
    let at = clock::format(last.details.starts_at);
    Cursor::new(&query.fingerprint(), Some(at), last.id)
}

/// By their start: the first of those to come, the last of those over. Counts
/// how many there are in all unless that is known.
pub async fn list(
    db: &impl Db,
    query: &EventQuery,
    sight: Sight,
    now: Time,
    page: &Page,
    known: Option<Total>,
) -> Result<Listed<Event>> {
    let total = match known {
        Some(total) => total,
        None => total(db, query, sight, now).await?,
    };
    let (beyond, way) = if query.is_backwards() { ("<", "DESC") } else { (">", "ASC") };
    let order = format!(" ORDER BY starts_at {way}, id {way}");
    let skip = if page.cursor.is_some() { 0 } else { page.skip };
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT id FROM (");
    for (n, part) in parts(query, now).into_iter().enumerate() {
        sql.push(if n > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
        let timed = timed(query, part);
        let id = if timed == "events" { "id" } else { "event_id" };
        sql.push(&format!("SELECT {timed}.{id} AS id, {timed}.starts_at AS starts_at"));
        from_where(&mut sql, query, sight, now, part);
        if let Some(cursor) = &page.cursor {
            let bad = || Error::field("cursor", "cursor_invalid");
            let at: Time = cursor.key.as_deref().ok_or_else(bad)?.parse().map_err(|_| bad())?;
            sql.push(&format!(" AND ({timed}.starts_at, {timed}.{id}) {beyond} (")).bind(at);
            sql.push(", ").bind(cursor.id).push(")");
        }
        match part {
            // An order would lead PostgreSQL past all that is over.
            Part::Long(_) => sql.limit(u64::MAX, 0),
            _ => {
                sql.push(&format!(" ORDER BY {timed}.starts_at {way}, {timed}.{id} {way}"));
                sql.limit(skip.saturating_add(page.limit + 1), 0)
            }
        };
        sql.push(&format!(") AS part{n}"));
    }
    sql.push(") AS found").push(&order).limit(page.limit + 1, skip);
    let ids = sql.rows(db).await?;
    let ids: Vec<Id> =
        ids.iter().map(|row| row.try_get_by_index(0).map_err(sort)).collect::<Result<_>>()?;
    let more = ids.len() as u64 > page.limit;
    let mut items = by_ids(db, &ids[..ids.len().min(page.limit as usize)]).await?;
    items.sort_by_key(|event| (event.details.starts_at, event.id));
    if query.is_backwards() {
        items.reverse();
    }
    let next = items.last().filter(|_| more).map(|last| behind(query, last));
    Ok(Listed { items, total: total.count, total_estimated: total.estimated, next })
}

async fn by_ids(db: &impl Db, ids: &[Id]) -> Result<Vec<Event>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    found.all(db.conn().await?).await.map_err(sort)?.into_iter().map(super::event).collect()
}
