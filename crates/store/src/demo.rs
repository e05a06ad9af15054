//! Filling an empty database with people and posts, as fast as it takes them.
//!
//! Indexes and triggers of `users` are put aside meanwhile and built anew at
//! the end. Who is interrupted has to reset the database.

use domain::posts::Post;
use domain::{Error, Result, User};
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{AssertSqlSafe, Executor, Postgres, Row};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement, Value};

use crate::connect::{Store, Writer};
use crate::error::sort;
use crate::search::index::{Keys, Texts};

const COLUMNS: [&str; 27] = [
    "id",
    "nickname",
    "nickname_key",
    "search_text",
    "first_name_key",
    "last_name_key",
    "location_key",
    "email",
    "email_verified",
    "first_name",
    "last_name",
    "bio",
    "location",
    "locale",
    "time_zone",
    "show_name",
    "role",
    "is_professional",
    "professional_status_updated_at",
    "last_login_at",
    "last_seen_at",
    "failed_login_attempts",
    "is_locked",
    "locked_at",
    "locked_by",
    "created_at",
    "updated_at",
];

/// The same for everybody.
const CONSTANT: &str = "extra, mailing_list, version";

/// Rows of one of SQLite's statements.
const ROWS: usize = 50;
/// People worked into SQLite's index of text by one transaction.
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
            WHERE tbl_name = 'users' AND type IN ('index', 'trigger') AND sql IS NOT NULL";
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
            WHERE schemaname = current_schema() AND tablename = 'users' \
            AND indexname <> 'users_pkey'";
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
        match &mut self.to {
            To::Sqlite(connection) => {
                connection.execute_unprepared("BEGIN IMMEDIATE").await.map_err(sort)?;
                for some in people.chunks(ROWS) {
                    let values = some.iter().flat_map(values);
                    let statement = Statement::from_sql_and_values(
                        DbBackend::Sqlite,
                        insert(some.len()),
                        values,
                    );
                    connection.execute_raw(statement).await.map_err(sort)?;
                }
                connection.execute_unprepared("COMMIT").await.map_err(sort)?;
            }
            To::Postgres(connection) => {
                let mut lines = String::with_capacity(people.len() * 500);
                for user in people {
                    for value in values(user) {
                        copied(&mut lines, value)?;
                        lines.push('\t');
                    }
                    lines.push_str("{}\tf\t1\n");
                }
                let sql = format!("COPY users ({}, {CONSTANT}) FROM STDIN", COLUMNS.join(", "));
                let mut copy = connection.copy_in_raw(&sql).await.map_err(fault)?;
                copy.send(lines.as_bytes()).await.map_err(fault)?;
                copy.finish().await.map_err(fault)?;
            }
        }
        Ok(())
    }

    /// Adds posts of people who were added.
    pub async fn add_posts(&mut self, posts: &[Post]) -> Result<()> {
        match &mut self.to {
            To::Sqlite(connection) => {
                connection.execute_unprepared("BEGIN IMMEDIATE").await.map_err(sort)?;
                for some in posts.chunks(ROWS) {
                    let row = format!("({})", vec!["?"; POST_COLUMNS.len()].join(", "));
                    let sql = format!(
                        "INSERT INTO posts ({}) VALUES {}",
                        POST_COLUMNS.join(", "),
                        vec![row; some.len()].join(", ")
                    );
                    let values = some.iter().flat_map(post_values);
                    let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, values);
                    connection.execute_raw(statement).await.map_err(sort)?;
                }
                connection.execute_unprepared("COMMIT").await.map_err(sort)?;
            }
            To::Postgres(connection) => {
                let mut lines = String::with_capacity(posts.len() * 1000);
                for post in posts {
                    for (at, value) in post_values(post).into_iter().enumerate() {
                        if at > 0 {
                            lines.push('\t');
                        }
                        copied(&mut lines, value)?;
                    }
                    lines.push('\n');
                }
                let sql = format!("COPY posts ({}) FROM STDIN", POST_COLUMNS.join(", "));
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
                index_text(connection).await?;
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
                connection.execute("VACUUM ANALYZE users, posts").await.map_err(fault)?;
                connection.execute("RESET statement_timeout").await.map_err(fault)?;
            }
        }
        step(count, count);
        Ok(())
    }
}

/// Numbers everybody, and fills SQLite's index of text.
async fn index_text(connection: &DatabaseConnection) -> Result<()> {
    let run = async |sql: &str| connection.execute_unprepared(sql).await.map_err(sort);
    run("BEGIN IMMEDIATE").await?;
    run("INSERT INTO search_numbers (user_id) SELECT id FROM users ORDER BY rowid").await?;
    // Bytes of memory before a part of the index is written.
    run("INSERT INTO search_words (search_words, rank) VALUES ('hashsize', 134217728)").await?;
    run("COMMIT").await?;
    let last = "SELECT coalesce(max(number), 0) AS last FROM search_numbers";
    let row = connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, last)).await;
    let last: i64 = match row.map_err(sort)? {
        Some(row) => row.try_get("", "last").map_err(sort)?,
        None => 0,
    };
    for from in (0..last).step_by(INDEXED as usize) {
        run(&format!(
            "INSERT INTO search_words (rowid, text) SELECT number, search_text \
             FROM search_numbers CROSS JOIN users ON users.id = user_id \
             WHERE number > {from} AND number <= {} ORDER BY number",
            from + INDEXED
        ))
        .await?;
    }
    run("INSERT INTO search_words (search_words, rank) VALUES ('hashsize', 1048576)").await?;
    Ok(())
}

fn insert(rows: usize) -> String {
    let row = format!("({}, '{{}}', 0, 1)", vec!["?"; COLUMNS.len()].join(", "));
    let rows = vec![row; rows].join(", ");
    format!("INSERT INTO users ({}, {CONSTANT}) VALUES {rows}", COLUMNS.join(", "))
}

fn values(user: &User) -> [Value; COLUMNS.len()] {
    let keys = Keys::of(Texts::of(user));
    let profile = &user.profile;
    [
        user.id.into(),
        user.nickname.clone().into(),
        user.nickname.to_ascii_lowercase().into(),
        keys.search_text.into(),
        keys.first_name.into(),
        keys.last_name.into(),
        keys.location.into(),
        user.email.clone().into(),
        user.email_verified.into(),
        profile.first_name.clone().into(),
        profile.last_name.clone().into(),
        profile.bio.clone().into(),
        profile.location.clone().into(),
        profile.locale.clone().into(),
        profile.time_zone.clone().into(),
        profile.show_name.into(),
        user.role.as_str().into(),
        user.is_professional.into(),
        user.professional_status_updated_at.into(),
        user.last_login_at.into(),
        user.last_login_at.into(),
        user.failed_login_attempts.into(),
        user.is_locked.into(),
        user.locked_at.into(),
        user.locked_by.map(|by| by.as_str().to_owned()).into(),
        user.created_at.into(),
        user.updated_at.into(),
    ]
}

const POST_COLUMNS: [&str; 10] = [
    "id",
    "author_id",
    "title",
    "body",
    "search_text",
    "status",
    "created_at",
    "updated_at",
    "listed_at",
    "version",
];

fn post_values(post: &Post) -> [Value; POST_COLUMNS.len()] {
    [
        post.id.into(),
        post.author_id.into(),
        post.title.clone().into(),
        post.body.clone().into(),
        crate::posts::search_text(post).into(),
        post.status.as_str().into(),
        post.created_at.into(),
        post.updated_at.into(),
        post.listed_at.into(),
        post.version.into(),
    ]
}

/// One value in the text format of COPY.
fn copied(line: &mut String, value: Value) -> Result<()> {
    match value {
        Value::Uuid(Some(id)) => line.push_str(&id.to_string()),
        Value::Bool(Some(flag)) => line.push(if flag { 't' } else { 'f' }),
        Value::Int(Some(number)) => line.push_str(&number.to_string()),
        Value::BigInt(Some(number)) => line.push_str(&number.to_string()),
        Value::ChronoDateTimeUtc(Some(time)) => line.push_str(&domain::clock::format(time)),
        Value::String(Some(text)) => {
            for c in text.chars() {
                match c {
                    '\\' => line.push_str("\\\\"),
                    '\n' => line.push_str("\\n"),
                    '\r' => line.push_str("\\r"),
                    '\t' => line.push_str("\\t"),
                    c => line.push(c),
                }
            }
        }
        Value::Uuid(None)
        | Value::Bool(None)
        | Value::Int(None)
        | Value::ChronoDateTimeUtc(None)
        | Value::String(None) => line.push_str("\\N"),
        other => return Err(Error::internal(format!("{other:?} cannot be copied"))),
    }
    Ok(())
}

fn fault(error: sea_orm::sqlx::Error) -> Error {
    sort(DbErr::Exec(sea_orm::RuntimeErr::SqlxError(error.into())))
}
