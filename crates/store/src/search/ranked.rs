//! Matches of words, best first: the exact nickname or address; then those
//! of whom something begins with the word, by what begins so, and of equals
//! the newest; then those in whom it occurs, the newest first.

use domain::{Error, Id, Result};
use sea_orm::DbBackend;

use super::index::latest;
use super::order::Order;
use super::ordered;
use super::sql::{Found, Match, NEAR, Sought, Sql, backend, begins, condition, end, narrowest};
use crate::error::sort;
use crate::tx::Db;

/// What a single word may begin, in the order in which one of equals counts:
/// first where many are equal.
const NAMES: [&str; 4] = ["first_name_key", "last_name_key", "nickname_key", "email"];

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
    // A filter's index has the ids in order, and would be read from end to end.
    for filter in &sought.terms.filters {
        condition(sql.push(" AND "), filter, true);
    }
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
    let most = limit.saturating_add(offset);
    let mut found: Vec<(String, Id)> = Vec::new();
    for column in NAMES {
        // Behind a cursor: the rest of the equals, then what is greater.
        for equal in [true, false] {
            if equal && after.is_none() {
                continue;
            }
            let full = found.len() as u64 >= most;
            let last = found.last().filter(|_| full).map(|(key, _)| key.as_str());
            let mut sql = Sql::new(backend(db).await?);
            sql.push("SELECT ").push(column).push(" AS key, id FROM users WHERE ");
            sql.push(column);
            match after {
                Some((key, id)) if equal => {
                    sql.push(" = ").bind(key).push(" AND id < ").bind(id);
                }
                Some((key, _)) => {
                    sql.push(" > ").bind(key);
                }
                None => {
                    sql.push(" >= ").bind(word);
                }
            }
            // Of those whom an earlier column lists many may follow. What lies
            // between two that begin so does as well.
            sql.push(" AND ").push(column);
            match last {
                Some(last) => sql.push(" <= ").bind(last),
                None => sql.push(" < ").bind(end(word)),
            };
            sql.push(" AND nickname_key <> ").bind(word).push(" AND email <> ").bind(word);
            once(&mut sql, column, word);
            sql.push(" ORDER BY ").push(column).push(", id DESC").limit(most, 0);
            for row in sql.rows(db).await? {
                let key = row.try_get("", "key").map_err(sort)?;
                found.push((key, row.try_get("", "id").map_err(sort)?));
            }
            found.sort_by(|(key, id), (other, newer)| key.cmp(other).then(newer.cmp(id)));
            found.truncate(most as usize);
        }
    }
    let page = found.into_iter().skip(offset as usize);
    Ok(page.map(|(key, id)| Found { id, key: Some(key) }).collect())
}

/// Counts PostgreSQL's matches of all parts, no further than `most`, and lists
/// the page of them: one look into the index where each part would take another.
/// A single word without filters has to begin nobody's name.
pub async fn gathered(
    db: &impl Db,
    sought: &Sought<'_>,
    most: u64,
    (limit, offset): (u64, u64),
) -> Result<(u64, Vec<(usize, Found)>)> {
    let mut sql = Sql::new(DbBackend::Postgres);
    sql.push("WITH found AS MATERIALIZED (SELECT id, ");
    part(&mut sql, sought);
    sql.push(" AS part FROM users WHERE 1 = 1");
    sought.conditions(&mut sql, Match::All, None);
    sql.limit(most, 0).push(") SELECT total, id, part FROM (SELECT count(*) AS total FROM found) ");
    sql.push("AS counted LEFT JOIN (SELECT id, part FROM found ORDER BY part, id DESC");
    sql.limit(limit, offset).push(") AS page ON true ORDER BY part, id DESC");
    let rows = sql.rows(db).await?;
    let mut total = 0;
    let mut page = Vec::new();
    for row in &rows {
        total = row.try_get::<i64>("", "total").map_err(sort)? as u64;
        let id: Option<Id> = row.try_get("", "id").map_err(sort)?;
        let part: Option<i32> = row.try_get("", "part").map_err(sort)?;
        if let (Some(id), Some(part)) = (id, part) {
            page.push((part as usize, Found { id, key: None }));
        }
    }
    Ok((total, page))
}

/// SQLite's matches of all parts, where they are known to be few: to look for
/// each part costs a pass over what begins with common letters.
pub async fn among_few(
    db: &impl Db,
    sought: &Sought<'_>,
    (limit, offset): (u64, u64),
) -> Result<Vec<(usize, Found)>> {
    let mut sql = Sql::new(DbBackend::Sqlite);
    sql.push("SELECT n.number AS number, users.id AS id, ");
    part(&mut sql, sought);
    sql.push(" AS part FROM (");
    candidates(&mut sql, sought, Match::All, i64::MAX, None);
    sql.push(") AS c CROSS JOIN search_numbers n ON n.number = c.number");
    sought.join(&mut sql, " CROSS JOIN");
    sql.push(" ORDER BY part, number DESC").limit(limit, offset);
    let rows = sql.rows(db).await?;
    rows.iter()
        .map(|row| {
            let number: i64 = row.try_get("", "number").map_err(sort)?;
            let part: i64 = row.try_get("", "part").map_err(sort)?;
            let id = row.try_get("", "id").map_err(sort)?;
            Ok((part as usize, Found { id, key: Some(number.to_string()) }))
        })
        .collect()
}

/// The number of the part in which a match is listed.
fn part(sql: &mut Sql, sought: &Sought<'_>) {
    let mut part = 0;
    sql.push("CASE ");
    if let Some(word) = sought.exact {
        sql.push("WHEN nickname_key = ").bind(word).push(" OR email = ").bind(word);
        sql.push(" THEN 0 ");
        part = 1;
    }
    sql.push("WHEN 1 = 1");
    sought.text(sql, Match::Beginning);
    sql.push(&format!(" THEN {part} ELSE {} END", part + 1));
}

/// Whether some word begins nobody's name. Names are in columns of their own but
/// for a first and a last one together, which words with spaces may begin.
pub async fn begin_nothing(db: &impl Db, words: &[String]) -> Result<bool> {
    for word in words.iter().filter(|word| !word.contains(' ')) {
        if count_commonest(db, word, 1).await? == 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// With how many people one of the names, the commonest, begins with the word,
/// or is it; counted no further than `most`.
pub async fn count_commonest(db: &impl Db, word: &str, most: u64) -> Result<u64> {
    let mut commonest = 0;
    for column in NAMES {
        let mut sql = Sql::new(backend(db).await?);
        sql.push("SELECT count(*) FROM (SELECT 1 FROM users WHERE ");
        begins(&mut sql, column, word);
        sql.limit(most, 0).push(") AS few");
        let [count] = sql.numbers(db).await?;
        commonest = commonest.max(count as u64);
        if commonest >= most {
            break;
        }
    }
    Ok(commonest)
}

/// Of how many something begins with the single word, or is it; counted no
/// further than `most`.
pub async fn count_beginning(db: &impl Db, word: &str, most: u64) -> Result<u64> {
    // Of a common beginning one column's index tells enough, whatever a planner
    // thinks of all of them.
    let commonest = count_commonest(db, word, most).await?;
    if commonest == 0 || commonest >= most {
        return Ok(commonest);
    }
    let mut sql = Sql::new(backend(db).await?);
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
    let vague = sought.is_vague(DbBackend::Sqlite, which);
    let driver = narrowest(db, &sought.terms.filters).await?;
    let most = (vague || driver.is_some()).then_some(NEAR);
    let near = by_number(db, sought, which, before, most, (limit, offset)).await?;
    let Some(driver) = driver.filter(|_| (near.len() as u64) < limit) else { return Ok(near) };
    let mut sql = Sql::new(DbBackend::Sqlite);
    sql.push("SELECT n.number AS number, u.id AS id FROM users u ");
    sql.push("CROSS JOIN search_numbers n ON n.user_id = u.id WHERE n.number < ");
    sql.bind(before);
    sought.conditions(&mut sql, which, Some(driver));
    sql.push(" ORDER BY n.number DESC").limit(limit, offset);
    numbered(db, sql).await
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
    sql.push("SELECT n.number AS number, users.id AS id FROM (");
    candidates(&mut sql, sought, which, before, near);
    sql.push(") AS c CROSS JOIN search_numbers n ON n.number = c.number");
    sought.join(&mut sql, " CROSS JOIN");
    sql.push(" WHERE 1 = 1");
    sought.remaining(&mut sql, which);
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
