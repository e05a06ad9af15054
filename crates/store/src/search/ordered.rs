//! Lists sorted by a column.
//!
//! With conditions there are two ways: to walk along the sort's index and
//! leave out what does not fit, good when much fits; or to gather what fits
//! and sort it, good when little does. Where not few are known to fit, a short
//! walk is tried first, and a longer one where more fit than are counted: those
//! who fit may be millions, and stand elsewhere.

use domain::Result;
use domain::search::Filter;
use sea_orm::DbBackend;

use super::index::latest;
use super::order::{Order, Span};
use super::sql::{Found, Match, Sought, Sql, backend, condition, narrowest};
use crate::error::sort;
use crate::tx::Db;

/// Rows that a walk looks at.
pub const WALK: u64 = 5_000;

/// Rows of a second walk, where more are found than are counted: less work still
/// than to gather them.
const FAR: u64 = 50_000;

/// So few are gathered without a walk before.
pub const FEW: u64 = 2_000;

/// Columns that conditions speak of.
const CONDITIONED: [&str; 12] = [
    "id",
    "nickname_key",
    "email",
    "search_text",
    "role",
    "is_locked",
    "email_verified",
    "is_professional",
    "locale",
    "created_at",
    "last_login_at",
    "last_seen_at",
];

/// One page in this order, behind `after`.
pub async fn page(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    after: Option<&Found>,
    (limit, mut offset): (u64, u64),
) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for span in order.spans(after)? {
        let wanted = limit - found.len() as u64;
        let more = stretch(db, sought, which, order, &span, (wanted, offset)).await?;
        match more.is_empty() {
            true if offset > 0 => {
                let passed = count(db, sought, which, order, &span).await?;
                offset = offset.saturating_sub(passed);
            }
            _ => offset = 0,
        }
        found.extend(more);
        if found.len() as u64 >= limit {
            break;
        }
    }
    Ok(found)
}

async fn stretch(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: &Span,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    let backend = backend(db).await?;
    let plain = which == Match::Any && sought.terms.filters.is_empty();
    let mut sql = Sql::new(backend);
    if plain {
        sql.push("SELECT id FROM users WHERE ");
        span.condition(&mut sql, order);
        order.push(&mut sql, span, false);
        sql.limit(limit, offset);
        return ids(db, sql).await;
    }
    let text_leads = sought.is_indexed(backend, which) && !sought.is_vague(backend, which);
    let led = which == Match::Any || text_leads;
    if led && sought.total.is_some_and(|total| total <= FEW) {
        let filters = &sought.terms.filters;
        if filters.is_empty() || narrowest(db, filters).await?.is_some() {
            return gather(db, sought, which, order, span, (limit, offset)).await;
        }
    }
    let near = walk(db, sought, which, order, span, WALK, (limit, offset)).await?;
    // What no index leads to is found near at hand only.
    if near.len() as u64 == limit || !led && sought.terms.filters.is_empty() {
        return Ok(near);
    }
    if sought.total.is_none() {
        let far = walk(db, sought, which, order, span, FAR, (limit, offset)).await?;
        if far.len() as u64 == limit {
            return Ok(far);
        }
    }
    gather(db, sought, which, order, span, (limit, offset)).await
}

async fn walk(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: &Span,
    reach: u64,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT id FROM (SELECT ").push(&CONDITIONED.join(", "));
    if !CONDITIONED.contains(&order.column) {
        sql.push(", ").push(order.column);
    }
    sql.push(" FROM users WHERE ");
    span.condition(&mut sql, order);
    bounds(&mut sql, sought, order);
    order.push(&mut sql, span, false);
    sql.limit(reach, 0).push(") AS near WHERE 1 = 1");
    sought.conditions(&mut sql, which, None);
    // SQLite keeps the order, and would sort once more if told.
    if !sql.is_sqlite() {
        order.push(&mut sql, span, false);
    }
    sql.limit(limit, offset);
    ids(db, sql).await
}

/// Where along the sort's index somebody can be found at all. Nobody signed in
/// before they came.
fn bounds(sql: &mut Sql, sought: &Sought<'_>, order: &Order) {
    for filter in &sought.terms.filters {
        match (order.column, filter) {
            ("created_at", Filter::CreatedFrom(_) | Filter::CreatedTo(_))
            | ("last_login_at", Filter::SeenFrom(_) | Filter::SeenTo(_)) => {
                condition(sql.push(" AND "), filter, false);
            }
            ("created_at", Filter::SeenTo(time)) => {
                condition(sql.push(" AND "), &Filter::CreatedTo(*time), false);
            }
            _ => {}
        }
    }
}

async fn gather(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: &Span,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    let mut sql = Sql::new(backend(db).await?);
    match matching(db, &mut sql, sought, which, order, Some(span)).await? {
        true => order.push(&mut sql, span, true),
        false => order.push(&mut sql, span, false),
    }
    sql.limit(limit, offset);
    ids(db, sql).await
}

/// `SELECT` of all that fits, by the index of text or of a filter; says
/// whether the sort's index is to be kept out of it.
async fn matching(
    db: &impl Db,
    sql: &mut Sql,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: Option<&Span>,
) -> Result<bool> {
    if sql.backend != DbBackend::Sqlite {
        // Found out first, or the planner would walk.
        sql.push("WITH found AS MATERIALIZED (SELECT id");
        if order.column != "id" {
            sql.push(", ").push(order.column);
        }
        sql.push(" FROM users WHERE ");
        restrict(sql, order, span);
        sought.conditions(sql, which, None);
        sql.push(") SELECT id FROM found");
        return Ok(true);
    }
    let driver = narrowest(db, &sought.terms.filters).await?;
    if let (None, Some(fts)) = (driver, sought.fts(which)) {
        sql.push("SELECT id FROM (SELECT rowid AS number FROM search_words ");
        sql.push("WHERE search_words MATCH ").bind(fts);
        sql.push(" UNION SELECT number FROM (").push(&latest()).push(")) AS c ");
        sql.push("CROSS JOIN search_numbers n ON n.number = c.number ");
        sql.push("CROSS JOIN users ON users.id = n.user_id WHERE ");
        restrict(sql, order, span);
        sought.conditions(sql, which, None);
        return Ok(true);
    }
    sql.push("SELECT id FROM users WHERE ");
    restrict(sql, order, span);
    sought.conditions(sql, which, driver);
    Ok(driver.is_some())
}

fn restrict(sql: &mut Sql, order: &Order, span: Option<&Span>) {
    match span {
        Some(span) => span.condition(sql, order),
        None => {
            sql.push("1 = 1");
        }
    }
}

/// How many a stretch has, for those who pass over it by number.
async fn count(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: &Span,
) -> Result<u64> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT count(*) FROM users WHERE ");
    span.condition(&mut sql, order);
    sought.conditions(&mut sql, which, None);
    let [count] = sql.numbers(db).await?;
    Ok(count as u64)
}

/// Counts no further than `most`, by the cheapest index.
pub async fn count_matching(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    most: u64,
) -> Result<u64> {
    let mut sql = Sql::new(backend(db).await?);
    if sql.is_sqlite() {
        sql.push("SELECT count(*) FROM (");
        matching(db, &mut sql, sought, which, &Order::newest(), None).await?;
    } else {
        sql.push("WITH found AS MATERIALIZED (SELECT id FROM users WHERE 1 = 1");
        sought.conditions(&mut sql, which, None);
        sql.push(") SELECT count(*) FROM (SELECT id FROM found");
    }
    sql.limit(most, 0).push(") AS few");
    let [count] = sql.numbers(db).await?;
    Ok(count as u64)
}

async fn ids(db: &impl Db, sql: Sql) -> Result<Vec<Found>> {
    let rows = sql.rows(db).await?;
    rows.iter()
        .map(|row| Ok(Found { id: row.try_get("", "id").map_err(sort)?, key: None }))
        .collect()
}
