//! Filling an empty database with people, posts and events, as fast as it takes
//! them.
//!
//! Indexes and triggers are put aside meanwhile and built anew at the end. Who is interrupted has to reset the database.

mod rows;

use domain::events::{Event, Registration};
use domain::posts::Post;
use domain::{Error, Result, User};
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{AssertSqlSafe, Executor, Postgres, Row};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement, Value};

use crate::connect::{Store, Writer};
use crate::error::sort;

/// Rows of one of SQLite's statements.
const ROWS: usize = 50;
/// Texts worked into SQLite's index of text by one transaction.
const INDEXED: i64 = 100_000;

/// A filling under way.
pub struct Fill {
    to: To,
    /// What builds the indexes and triggers again.
    rebuild: Vec<String>,
}

enum To {
    Sqlite(DatabaseConnection),
    /// One transaction for all.
    Postgres(Box<PoolConnection<Postgres>>),
}

impl Fill {
    /// Refuses a database that holds anybody.
    pub async fn begin(store: &Store) -> Result<Fill> {
        let any = Statement::from_string(
            store.readers.get_database_backend(),
            "SELECT 1 FROM users UNION ALL SELECT 1 FROM journal LIMIT 1",
        );
        if store.readers.query_one_raw(any).await.map_err(sort)?.is_some() {
            return Err(Error::internal("the database is not empty"));
        }
        match &store.writer {
            Writer::Sqlite(writer, _) => Fill::sqlite(writer.connection().clone()).await,
            Writer::Postgres(_) => {
                let pool = store.readers.get_postgres_connection_pool();
                Fill::postgres(pool.acquire().await.map_err(fault)?).await
            }
        }
    }

    async fn sqlite(connection: DatabaseConnection) -> Result<Fill> {
        // A crash loses a demonstration; two threads sort its indexes.
        for pragma in ["synchronous = OFF", "cache_size = -262144", "threads = 2"] {
            connection.execute_unprepared(&format!("PRAGMA {pragma}")).await.map_err(sort)?;
        }
        let sql = "SELECT type, name, sql FROM sqlite_master \
            WHERE tbl_name IN ('users', 'posts', 'events') AND type IN ('index', 'trigger') AND sql IS NOT NULL";
        let statement = Statement::from_string(DbBackend::Sqlite, sql);
        let mut rebuild = Vec::new();
        for row in connection.query_all_raw(statement).await.map_err(sort)? {
            let text = |column| row.try_get::<String>("", column).map_err(sort);
            rebuild.push(text("sql")?);
            let drop = format!("DROP {} {}", text("type")?, text("name")?);
            connection.execute_unprepared(&drop).await.map_err(sort)?;
        }
        Ok(Fill { to: To::Sqlite(connection), rebuild })
    }

    async fn postgres(mut connection: PoolConnection<Postgres>) -> Result<Fill> {
        let begin =
            "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL maintenance_work_mem = '512MB'";
        connection.execute(begin).await.map_err(fault)?;
        let sql = "SELECT indexname, indexdef FROM pg_indexes \
            WHERE schemaname = current_schema() AND tablename IN ('users', 'posts', 'events') \
            AND indexname <> tablename || '_pkey'";
        let mut rebuild = Vec::new();
        for row in connection.fetch_all(sql).await.map_err(fault)? {
            let name: String = row.try_get(0).map_err(fault)?;
            rebuild.push(row.try_get(1).map_err(fault)?);
            let drop = AssertSqlSafe(format!("DROP INDEX {name}"));
            connection.execute(drop).await.map_err(fault)?;
        }
        Ok(Fill { to: To::Postgres(Box::new(connection)), rebuild })
    }

    /// Adds people, whose addresses and nicknames are nobody else's.
    pub async fn add(&mut self, people: &[User]) -> Result<()> {
        self.rows("users", &rows::USER, people.iter().map(rows::user)).await
    }

    /// Adds posts of people who were added.
    pub async fn add_posts(&mut self, posts: &[Post]) -> Result<()> {
        self.rows("posts", &rows::POST, posts.iter().map(rows::post)).await
    }

    /// Adds events of people who were added, and who signed up for them.
    pub async fn add_events(&mut self, events: &[Event], all: &[Registration]) -> Result<()> {
        self.rows("events", &rows::EVENT, events.iter().map(rows::event)).await?;
        self.rows("event_tags", &rows::TAG, events.iter().flat_map(rows::tags)).await?;
        let registrations = all.iter().map(rows::registration);
        self.rows("event_registrations", &rows::REGISTRATION, registrations).await
    }

    async fn rows<const N: usize>(
        &mut self,
        table: &str,
        columns: &[&str; N],
        rows: impl Iterator<Item = [Value; N]>,
    ) -> Result<()> {
        let columns = columns.join(", ");
        match &mut self.to {
            To::Sqlite(connection) => {
                connection.execute_unprepared("BEGIN IMMEDIATE").await.map_err(sort)?;
                let mut rows = rows.peekable();
                while rows.peek().is_some() {
                    let some: Vec<[Value; N]> = rows.by_ref().take(ROWS).collect();
                    let row = format!("({})", ["?"; N].join(", "));
                    let sql = format!(
                        "INSERT INTO {table} ({columns}) VALUES {}",
                        vec![row; some.len()].join(", ")
                    );
                    let values = some.into_iter().flatten();
                    let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, values);
                    connection.execute_raw(statement).await.map_err(sort)?;
                }
                connection.execute_unprepared("COMMIT").await.map_err(sort)?;
            }
            To::Postgres(connection) => {
                let mut lines = String::new();
                for row in rows {
                    for (at, value) in row.into_iter().enumerate() {
                        if at > 0 {
                            lines.push('\t');
                        }
                        rows::copied(&mut lines, value)?;
                    }
                    lines.push('\n');
                }
                let sql = format!("COPY {table} ({columns}) FROM STDIN");
                let mut copy = connection.copy_in_raw(&sql).await.map_err(fault)?;
                copy.send(lines.as_bytes()).await.map_err(fault)?;
                copy.finish().await.map_err(fault)?;
            }
        }
        Ok(())
    }

    /// Builds the indexes; `step` is told before each how many are done, and
    /// of how many.
    pub async fn finish(mut self, mut step: impl FnMut(usize, usize)) -> Result<()> {
        let count = self.rebuild.len() + 1;
        match &mut self.to {
            To::Sqlite(connection) => {
                index_text(connection, "users", "user_id", "search").await?;
                for table in ["posts", "events"] {
                    index_text(connection, table, "item_id", table).await?;
                }
                for (done, sql) in self.rebuild.iter().enumerate() {
                    step(done + 1, count);
                    connection.execute_unprepared(sql).await.map_err(sort)?;
                }
                let end = "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE); \
                    PRAGMA synchronous = FULL; PRAGMA cache_size = -2000";
                connection.execute_unprepared(end).await.map_err(sort)?;
            }
            To::Postgres(connection) => {
                for (done, sql) in self.rebuild.iter().enumerate() {
                    step(done, count);
                    connection.execute(AssertSqlSafe(sql.clone())).await.map_err(fault)?;
                }
                step(count - 1, count);
                connection.execute("COMMIT").await.map_err(fault)?;
                connection.execute("SET statement_timeout = 0").await.map_err(fault)?;
                connection
                    .execute("VACUUM ANALYZE users, posts, events, event_tags, event_registrations")
                    .await
                    .map_err(fault)?;
                connection.execute("RESET statement_timeout").await.map_err(fault)?;
            }
        }
        step(count, count);
        Ok(())
    }
}

/// Numbers all rows of a table, and fills SQLite's index of their text:
/// `{index}_numbers` and `{index}_words`.
async fn index_text(
    connection: &DatabaseConnection,
    table: &str,
    id: &str,
    index: &str,
) -> Result<()> {
    let run = async |sql: &str| connection.execute_unprepared(sql).await.map_err(sort);
    let buffer = async |octets: u32| {
        run(&format!(
            "INSERT INTO {index}_words ({index}_words, rank) VALUES ('hashsize', {octets})"
        ))
        .await
    };
    run("BEGIN IMMEDIATE").await?;
    run(&format!("INSERT INTO {index}_numbers ({id}) SELECT id FROM {table} ORDER BY rowid"))
        .await?;
    // Bytes of memory before a part of the index is written.
    buffer(134_217_728).await?;
    run("COMMIT").await?;
    let last = format!("SELECT coalesce(max(number), 0) AS last FROM {index}_numbers");
    let row = connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, last)).await;
    let last: i64 = match row.map_err(sort)? {
        Some(row) => row.try_get("", "last").map_err(sort)?,
        None => 0,
    };
    for from in (0..last).step_by(INDEXED as usize) {
        run(&format!(
            "INSERT INTO {index}_words (rowid, text) SELECT number, search_text \
             FROM {index}_numbers CROSS JOIN {table} ON {table}.id = {id} \
             WHERE number > {from} AND number <= {} ORDER BY number",
            from + INDEXED
        ))
        .await?;
    }
    buffer(1_048_576).await?;
    Ok(())
}

fn fault(error: sea_orm::sqlx::Error) -> Error {
    sort(DbErr::Exec(sea_orm::RuntimeErr::SqlxError(error.into())))
}
