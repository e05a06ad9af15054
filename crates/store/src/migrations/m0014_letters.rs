//! Letters beyond ASCII are written shorter in the texts that searches go by,
//! so that an index of trigrams tells more of them apart. And who is locked by
//! failures, which upkeep asks for every ten seconds, has an index.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::bulk;
use crate::search::{index, letters, texts};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0014_letters"
    }
}

const TABLES: [&str; 3] = ["users", "posts", "events"];

const LOCKED: &str = "CREATE INDEX ix_users_locked_by_failures ON users (locked_at) \
    WHERE locked_by = 'failures'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        write(manager, |text| letters::encode(&decode(text))).await?;
        manager.get_connection().execute_unprepared(LOCKED).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared("DROP INDEX ix_users_locked_by_failures")
            .await?;
        write(manager, earlier).await
    }
}

async fn write(manager: &SchemaManager<'_>, anew: fn(&str) -> String) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let backend = manager.get_database_backend();
    let postgres = backend == DbBackend::Postgres;
    if postgres {
        // Building an index takes as long as it takes; keeping it row by row
        // would take many times that.
        db.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
        for table in TABLES {
            db.execute_unprepared(&format!("DROP INDEX ix_{table}_search_text")).await?;
        }
    }
    for table in TABLES {
        rewrite(db, table, anew).await?;
    }
    if postgres {
        db.execute_unprepared(&index::text_index()).await?;
        for index in ["posts", "events"].map(|table| texts::up(backend, table)).concat() {
            db.execute_unprepared(&index).await?;
        }
    }
    Ok(())
}

async fn rewrite(
    db: &impl ConnectionTrait,
    table: &str,
    anew: fn(&str) -> String,
) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let mut last: Option<uuid::Uuid> = None;
    loop {
        // Only letters beyond ASCII are written with capitals.
        let after = if last.is_some() { "AND id > $1" } else { "" };
        let select = format!(
            "SELECT id, search_text FROM {table} \
             WHERE search_text <> lower(search_text) {after} ORDER BY id LIMIT {}",
            bulk::MOST
        );
        let values: Vec<Value> = last.into_iter().map(Value::from).collect();
        let select = Statement::from_sql_and_values(backend, select, values);
        let rows = db.query_all_raw(select).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = Some(end.try_get("", "id")?);
        let mut values: Vec<Value> = Vec::with_capacity(2 * rows.len());
        for row in &rows {
            let (id, text): (uuid::Uuid, String) =
                (row.try_get("", "id")?, row.try_get("", "search_text")?);
            values.extend([id.into(), anew(&text).into()]);
        }
        let update = format!(
            "UPDATE {table} SET search_text = v.column2 FROM (VALUES {}) AS v \
             WHERE {table}.id = v.column1",
            bulk::parameters(backend, 2, rows.len())
        );
        db.execute_raw(Statement::from_sql_and_values(backend, update, values)).await?;
    }
}

/// A text as it was written before.
pub(super) fn earlier(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in letters::decode(text).chars() {
        let (mut code, first, length) = match u32::from(c) {
            0..=0x7f => {
                out.push(c);
                continue;
            }
            code @ 0x80..SHORT => (code - 0x80, b'A', 3),
            code => ((code - SHORT).min(85_682), b'K', 5),
        };
        let mut digits = [0; 5];
        for digit in digits[1..length].iter_mut().rev() {
            *digit = b'N' + (code % 13) as u8;
            code /= 13;
        }
        digits[0] = first + code as u8;
        out.extend(digits[..length].iter().map(|digit| char::from(*digit)));
    }
    out
}

/// Three capitals led up to here, five on from here.
const SHORT: u32 = 0x71a;

fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        let (base, first, follow) = match c {
            'A'..='J' => (0x80, 'A', 2),
            'K'..='M' => (SHORT, 'K', 4),
            _ => {
                out.push(c);
                continue;
            }
        };
        let mut code = u32::from(c) - u32::from(first);
        for digit in letters.by_ref().take(follow) {
            code = code * 13 + u32::from(digit).saturating_sub(u32::from('N'));
        }
        out.extend(char::from_u32(base + code));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_ways_lead_back(text in "[a-cé-íабвגجحþ王李 ]{0,12}") {
            let new = letters::encode(&text);
            prop_assert_eq!(decode(&earlier(&new)), text);
        }
    }

    #[test]
    fn it_was_written_so() {
        assert_eq!(earlier(&letters::encode("aб王")), "aFUWKZVQT");
    }
}
