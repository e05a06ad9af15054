//! What events are about, and how many are about it. An index holds all that
//! is read here.

use domain::events::Topic;
use domain::{Result, Time};

use crate::error::sort;
use crate::search::sql::{Sql, backend};
use crate::tx::Db;

/// Categories of published events that are not over, the most frequent first,
/// each as the last event writes it.
pub async fn categories(db: &impl Db, now: Time, most: u64) -> Result<Vec<Topic>> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT (SELECT category FROM events AS named").indexed("ix_events_category");
    sql.push(
        " WHERE named.category_key = topic.name AND named.state = 'PUBLISHED' \
         ORDER BY starts_at DESC, id DESC LIMIT 1), events \
         FROM (SELECT category_key AS name, count(*) AS events FROM events",
    );
    sql.indexed("ix_events_category").push(" WHERE category_key IS NOT NULL");
    grouped(sql, db, now, "category_key", ") AS topic ORDER BY events DESC, name", most).await
}

/// The same of tags.
pub async fn tags(db: &impl Db, now: Time, most: u64) -> Result<Vec<Topic>> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT max(tag), count(*) AS events FROM event_tags").indexed("ix_event_tags_tag");
    sql.push(" WHERE tag_key IS NOT NULL");
    grouped(sql, db, now, "tag_key", "", most).await
}

async fn grouped(
    mut sql: Sql,
    db: &impl Db,
    now: Time,
    key: &str,
    rest: &str,
    most: u64,
) -> Result<Vec<Topic>> {
    sql.push(" AND state = 'PUBLISHED' AND ends_at > ").bind(now);
    sql.push(&format!(" GROUP BY {key} ORDER BY events DESC, {key}")).limit(most, 0).push(rest);
    let mut topics = Vec::new();
    for row in sql.rows(db).await? {
        let name: Option<String> = row.try_get_by_index(0).map_err(sort)?;
        let count: i64 = row.try_get_by_index(1).map_err(sort)?;
        topics.extend(name.map(|name| Topic { name, count }));
    }
    Ok(topics)
}
