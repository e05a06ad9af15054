//! What searches and sorted lists go by: folded columns, an index for every
//! sort, and an index of text for either database.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, Value};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use super::m0014_letters::earlier;
use crate::search::index;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0005_search"
    }
}

const KEYS: [&str; 3] = ["first_name_key", "last_name_key", "location_key"];

/// Sorted by bytes, as SQLite does: ranges of beginnings need that.
const BY_BYTES: [&str; 4] = ["nickname_key", "email", "locale", "role"];

const BEFORE: &str = "CREATE INDEX ix_users_role ON users (role, is_locked)";

/// People whose columns are filled by one statement each.
const CHUNK: u64 = 500;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let backend = manager.get_database_backend();
        let by_bytes = match backend {
            DbBackend::Postgres => " COLLATE \"C\"",
            _ => "",
        };
        for key in KEYS {
            let add = format!("ALTER TABLE users ADD COLUMN {key} text{by_bytes}");
            db.execute_unprepared(&add).await?;
        }
        if backend == DbBackend::Postgres {
            // Building an index takes as long as it takes.
            db.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
            for column in BY_BYTES {
                let alter =
                    format!("ALTER TABLE users ALTER COLUMN {column} TYPE text COLLATE \"C\"");
                db.execute_unprepared(&alter).await?;
            }
            let extension = "CREATE EXTENSION IF NOT EXISTS pg_trgm";
            db.execute_unprepared(extension).await.map_err(|error| {
                DbErr::Migration(format!(
                    "searches need PostgreSQL's extension pg_trgm, which this role may not \
                     create: let a superuser run CREATE EXTENSION pg_trgm in this database \
                     ({error})"
                ))
            })?;
        }
        fill(manager).await?;
        db.execute_unprepared("DROP INDEX ix_users_role").await?;
        for statement in index::tables(backend).iter().chain(&index::indexes(backend)) {
            db.execute_unprepared(statement).await?;
        }
        if backend == DbBackend::Sqlite {
            for statement in [
                "INSERT INTO search_numbers (user_id) SELECT id FROM users ORDER BY id",
                "INSERT INTO search_words (rowid, text) SELECT number, search_text \
                 FROM search_numbers JOIN users ON users.id = user_id",
            ] {
                db.execute_unprepared(statement).await?;
            }
            for trigger in index::TRIGGERS {
                db.execute_unprepared(trigger).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let backend = manager.get_database_backend();
        if backend == DbBackend::Sqlite {
            for name in index::TRIGGER_NAMES {
                db.execute_unprepared(&format!("DROP TRIGGER {name}")).await?;
            }
            for table in ["search_words", "search_changes", "search_numbers"] {
                db.execute_unprepared(&format!("DROP TABLE {table}")).await?;
            }
        }
        for name in index::index_names(backend) {
            db.execute_unprepared(&format!("DROP INDEX {name}")).await?;
        }
        db.execute_unprepared(BEFORE).await?;
        for key in KEYS {
            db.execute_unprepared(&format!("ALTER TABLE users DROP COLUMN {key}")).await?;
        }
        // The extension may serve others; sorting by bytes harms nobody.
        Ok(())
    }
}

/// Gives everybody who is there the new columns.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let backend = manager.get_database_backend();
    let mut last: Option<uuid::Uuid> = None;
    loop {
        let after = if last.is_some() { "WHERE id > $1" } else { "" };
        let select = format!(
            "SELECT id, nickname, email, first_name, last_name, location, bio FROM users {after} \
             ORDER BY id LIMIT {CHUNK}"
        );
        let values: Vec<Value> = last.into_iter().map(Value::from).collect();
        let rows =
            db.query_all_raw(Statement::from_sql_and_values(backend, select, values)).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = Some(end.try_get("", "id")?);
        for row in &rows {
            let update = "UPDATE users SET search_text = $1, first_name_key = $2, \
                last_name_key = $3, location_key = $4 WHERE id = $5";
            let statement = Statement::from_sql_and_values(backend, update, values_of(row)?);
            db.execute_raw(statement).await?;
        }
    }
}

fn values_of(row: &QueryResult) -> Result<Vec<Value>, DbErr> {
    let required = |name: &str| row.try_get::<String>("", name);
    let optional = |name: &str| row.try_get::<Option<String>>("", name);
    let (nickname, email) = (required("nickname")?, required("email")?);
    let (first, last) = (optional("first_name")?, optional("last_name")?);
    let (location, bio) = (optional("location")?, optional("bio")?);
    let keys = index::Keys::of(index::Texts {
        nickname: &nickname,
        email: &email,
        first_name: first.as_deref(),
        last_name: last.as_deref(),
        location: location.as_deref(),
        bio: bio.as_deref(),
    });
    let id: uuid::Uuid = row.try_get("", "id")?;
    Ok(vec![
        earlier(&keys.search_text).into(),
        keys.first_name.into(),
        keys.last_name.into(),
        keys.location.into(),
        id.into(),
    ])
}
