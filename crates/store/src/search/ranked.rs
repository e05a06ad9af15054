//! Matches of words, best first: the exact nickname or address; then those
//! of whom something begins with the word, by what begins so, and of equals
//! the newest; then those in whom it occurs, the newest first.

use domain::{Error, Id, Result};
use sea_orm::DbBackend;

use super::index::latest;
use super::order::Order;
use super::ordered;
use super::sql::{Found, Match, NEAR, Sought, Sql, backend, begins, narrowest};
use crate::error::sort;
use crate::tx::Db;

/// What a single word may begin, in the order in which one of equals counts.
const NAMES: [&str; 4] = ["nickname_key", "email", "first_name_key", "last_name_key"];

/// Whose nickname or address is the word.
pub async fn exact(
    db: &impl Db,
    sought: &Sought<'_>,
    after: Option<Id>,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    let Some(word) = sought.exact else { return Ok(Vec::new()) };
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT id FROM users WHERE (nickname_key = ").bind(word);
    sql.push(" OR email = ").bind(word).push(")");
    sought.conditions(&mut sql, Match::Any, None);
    if let Some(id) = after {
        sql.push(" AND id > ").bind(id);
    }
    sql.push(" ORDER BY id").limit(limit, offset);
    let rows = sql.rows(db).await?;
    rows.iter()
        .map(|row| Ok(Found { id: row.try_get("", "id").map_err(sort)?, key: None }))
        .collect()
}

/// Of whom something begins with the single word, by that and the newest.
pub async fn beginning(
    db: &impl Db,
    word: &str,
    after: Option<(&str, Id)>,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT key, id FROM (");
    beginnings(&mut sql, word, after, limit.saturating_add(offset));
    sql.push(") AS beginning ORDER BY key, id DESC").limit(limit, offset);
    let rows = sql.rows(db).await?;
    rows.iter()
        .map(|row| {
            Ok(Found {
                id: row.try_get("", "id").map_err(sort)?,
                key: Some(row.try_get("", "key").map_err(sort)?),
            })
        })
        .collect()
}

/// Of how many something begins with the single word, or is it; counted no
/// further than `most`.
pub async fn count_beginning(db: &impl Db, word: &str, most: u64) -> Result<u64> {
    let backend = backend(db).await?;
    // Of a common beginning one column's index tells enough, whatever a planner
    // thinks of all of them.
    for column in NAMES {
        let mut sql = Sql::new(backend);
        sql.push("SELECT count(*) FROM (SELECT 1 FROM users WHERE ");
        begins(&mut sql, column, word);
        sql.limit(most, 0).push(") AS few");
        let [count] = sql.numbers(db).await?;
        if count as u64 >= most {
            return Ok(most);
        }
    }
    let mut sql = Sql::new(backend);
    sql.push("SELECT count(*) FROM (SELECT 1 FROM users WHERE ");
    for (at, column) in NAMES.iter().enumerate() {
        sql.push(if at == 0 { "(" } else { " OR (" });
        begins(&mut sql, column, word);
        sql.push(")");
    }
    sql.limit(most, 0).push(") AS few");
    let [count] = sql.numbers(db).await?;
    Ok(count as u64)
}

/// At most so many of each name, one after the other.
fn beginnings(sql: &mut Sql, word: &str, after: Option<(&str, Id)>, most: u64) {
    let mut parts = 0;
    for column in NAMES {
        // Behind a cursor: the rest of the equals, then what is greater.
        for equal in [true, false] {
            if equal && after.is_none() {
                continue;
            }
            if parts > 0 {
                sql.push(" UNION ALL ");
            }
            parts += 1;
            sql.push("SELECT key, id FROM (SELECT ").push(column).push(" AS key, id FROM users ");
            sql.push("WHERE ");
            match after {
                Some((key, id)) if equal => {
                    sql.push(column).push(" = ").bind(key).push(" AND id < ").bind(id);
                }
                Some((key, _)) => {
                    sql.push(column).push(" > ").bind(key).push(" AND ");
                    begins(sql, column, word);
                }
                None => begins(sql, column, word),
            }
            sql.push(" AND nickname_key <> ").bind(word).push(" AND email <> ").bind(word);
            once(sql, column, word);
            sql.push(" ORDER BY ").push(column).push(", id DESC");
            sql.limit(most, 0).push(&format!(") AS p{parts}"));
        }
    }
}

/// Whoever is found by several columns counts where the least of them stands.
fn once(sql: &mut Sql, column: &str, word: &str) {
    let mut earlier = true;
    for other in NAMES {
        if other == column {
            earlier = false;
            continue;
        }
        sql.push(" AND NOT coalesce(");
        begins(sql, other, word);
        sql.push(" AND ").push(other).push(if earlier { " <= " } else { " < " }).push(column);
        sql.push(", false)");
    }
}

/// Those whom the words match, the newest first.
pub async fn newest(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    after: Option<&Found>,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    if backend(db).await? != DbBackend::Sqlite {
        let order = Order::newest();
        return ordered::page(db, sought, which, &order, after, (limit, offset)).await;
    }
    let before = match after {
        Some(found) => number(found.key.as_deref())?,
        None => i64::MAX,
    };
    if sought.fts(which).is_none() {
        // Words too short for the index: among the newest only.
        return by_number(db, sought, which, before, Some(NEAR), (limit, offset)).await;
    }
    if sought.fts_is_enough(which) {
        let most = limit.saturating_add(offset);
        return by_number(db, sought, which, before, Some(most), (limit, offset)).await;
    }
    let near = by_number(db, sought, which, before, Some(NEAR), (limit, offset)).await?;
    if near.len() as u64 == limit || sought.is_vague(DbBackend::Sqlite, which) {
        return Ok(near);
    }
    match narrowest(db, &sought.terms.filters).await? {
        Some(driver) => {
            let mut sql = Sql::new(DbBackend::Sqlite);
            sql.push("SELECT n.number AS number, u.id AS id FROM users u ");
            sql.push("CROSS JOIN search_numbers n ON n.user_id = u.id WHERE n.number < ");
            sql.bind(before);
            sought.conditions(&mut sql, which, Some(driver));
            sql.push(" ORDER BY n.number DESC").limit(limit, offset);
            numbered(db, sql).await
        }
        None => by_number(db, sought, which, before, None, (limit, offset)).await,
    }
}

fn number(key: Option<&str>) -> Result<i64> {
    key.and_then(|key| key.parse().ok()).ok_or_else(|| Error::field("cursor", "cursor_invalid"))
}

/// SQLite's matches by falling number; at most `near` candidates are looked at.
async fn by_number(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    before: i64,
    near: Option<u64>,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    let mut sql = Sql::new(DbBackend::Sqlite);
    sql.push("SELECT n.number AS number, u.id AS id FROM (");
    candidates(&mut sql, sought, which, before, near);
    sql.push(") AS c CROSS JOIN search_numbers n ON n.number = c.number ");
    sql.push("CROSS JOIN users u ON u.id = n.user_id WHERE 1 = 1");
    if sought.fts(which).is_none() || !sought.fts_is_enough(which) {
        sought.conditions(&mut sql, which, None);
    }
    sql.limit(limit, offset);
    numbered(db, sql).await
}

/// Numbers of SQLite's candidates, falling: what the index has, but for what
/// changed since, and what changed and matches now.
pub fn candidates(
    sql: &mut Sql,
    sought: &Sought<'_>,
    which: Match,
    before: i64,
    near: Option<u64>,
) {
    match sought.fts(which) {
        None => {
            sql.push("SELECT number FROM search_numbers WHERE number < ").bind(before);
        }
        Some(fts) => {
            sql.push("SELECT rowid AS number FROM search_words WHERE search_words MATCH ")
                .bind(fts);
            sql.push(" AND rowid < ").bind(before);
            sql.push(" AND rowid NOT IN (").push(&latest()).push(")");
            if let (Some(word), Match::Beginning | Match::Within) = (sought.exact, which) {
                sql.push(" AND rowid NOT IN (SELECT number FROM search_numbers ");
                sql.push("WHERE user_id IN (SELECT id FROM users WHERE nickname_key = ");
                sql.bind(word).push(" OR email = ").bind(word).push("))");
            }
            sql.push(" UNION ALL SELECT w.number FROM (").push(&latest()).push(") AS w ");
            sql.push("CROSS JOIN search_numbers m ON m.number = w.number ");
            sql.push("CROSS JOIN users ON users.id = m.user_id WHERE w.number < ").bind(before);
            sought.conditions(sql, which, None);
        }
    }
    sql.push(" ORDER BY number DESC").limit(near.unwrap_or(u64::MAX), 0);
}

async fn numbered(db: &impl Db, sql: Sql) -> Result<Vec<Found>> {
    let rows = sql.rows(db).await?;
    rows.iter()
        .map(|row| {
            let number: i64 = row.try_get("", "number").map_err(sort)?;
            let id = row.try_get("", "id").map_err(sort)?;
            Ok(Found { id, key: Some(number.to_string()) })
        })
        .collect()
}
