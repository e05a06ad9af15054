//! Opening the database that `database.url` names.

use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::settings;
use domain::{Error, Result};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement,
    TransactionTrait, Value,
};

use crate::error::sort;
use crate::group::GroupWriter;
use crate::tx::Tx;

/// How long SQLite waits for a lock that another program holds, and how long
/// a request waits for a connection or a PostgreSQL statement.
const PATIENCE: Duration = Duration::from_secs(8);

/// What PostgreSQL's searches may take to remember which rows the index of text
/// led to. Of common words that is hundreds of thousands; with less memory it
/// remembers pages only and reads all that is on them.
const WORK_MEM: &str = "32MB";

/// SQLite's cache of the one writer, as its pragma wants it: KiB when negative.
const WRITER_CACHE: &str = "-16384";

#[derive(Clone)]
pub struct Store {
    pub(crate) readers: DatabaseConnection,
    pub(crate) writer: Writer,
}

#[derive(Clone)]
pub(crate) enum Writer {
    Sqlite(Arc<GroupWriter>, PathBuf),
    /// The name under which this process connects.
    Postgres(String),
}

/// Connections of one pool, for the metrics.
#[derive(Clone, Copy, Debug)]
pub struct PoolFigures {
    pub pool: &'static str,
    pub idle: u32,
    pub used: u32,
}

impl Store {
    /// Connects; a missing SQLite file and its folder are created.
    pub async fn open(settings: &settings::Database) -> Result<Store> {
        match settings.url.strip_prefix("sqlite:") {
            Some(path) => Store::sqlite(path, settings.max_connections).await,
            None => Store::postgres(settings).await,
        }
    }

    async fn sqlite(path: &str, max_connections: u32) -> Result<Store> {
        let path = PathBuf::from(path.trim_start_matches("//"));
        let fault = |e| Error::unavailable("database", format!("{}: {e}", path.display()));
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(fault)?;
        }
        create_private(&path).map_err(fault)?;
        let url = format!("sqlite://{}", path.display());
        let writer = Database::connect(sqlite_options(&url, 1, false)).await.map_err(sort)?;
        let readers = max_connections.saturating_sub(1).clamp(1, 4);
        let readers = Database::connect(sqlite_options(&url, readers, true)).await.map_err(sort)?;
        Ok(Store { readers, writer: Writer::Sqlite(Arc::new(GroupWriter::new(writer)), path) })
    }

    async fn postgres(settings: &settings::Database) -> Result<Store> {
        let name = format!("roster {}", &domain::Random::System.secret()[..12]);
        let mut options = ConnectOptions::new(settings.url.clone());
        options
            .max_connections(settings.max_connections)
            .min_connections(1)
            .acquire_timeout(PATIENCE)
            .connect_timeout(PATIENCE)
            .statement_timeout(PATIENCE)
            .sqlx_logging(false)
            .test_before_acquire(false)
            .test_before_acquire_if_idle_for(Duration::from_secs(1))
            .set_application_name(&name)
            .map_sqlx_postgres_opts(|postgres| postgres.options([("work_mem", WORK_MEM)]));
        let readers = Database::connect(options).await.map_err(sort)?;
        Ok(Store { readers, writer: Writer::Postgres(name) })
    }

    /// Begins a write transaction. Keep it short: on SQLite there is one at
    /// a time.
    pub async fn begin(&self) -> Result<Tx> {
        match &self.writer {
            Writer::Sqlite(writer, _) => writer.begin().await,
            Writer::Postgres(_) => Ok(Tx::postgres(self.readers.begin().await.map_err(sort)?)),
        }
    }

    /// Runs one changing statement as a transaction of its own, durable when
    /// it answers, and gives the rows that it returns. The parameters are
    /// numbered `$1` on both databases.
    pub(crate) async fn single(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>> {
        let statement =
            Statement::from_sql_and_values(self.readers.get_database_backend(), sql, values);
        match &self.writer {
            Writer::Sqlite(writer, _) => writer.single(statement).await,
            Writer::Postgres(_) => self.readers.query_all_raw(statement).await.map_err(sort),
        }
    }

    /// The connection on which the schema may be changed.
    pub(crate) fn owner(&self) -> &DatabaseConnection {
        match &self.writer {
            Writer::Sqlite(writer, _) => writer.connection(),
            Writer::Postgres(_) => &self.readers,
        }
    }

    /// The SQLite file, which one serving process has for itself.
    pub fn file(&self) -> Option<&Path> {
        match &self.writer {
            Writer::Sqlite(_, path) => Some(path),
            Writer::Postgres(_) => None,
        }
    }

    /// Refuses while another roster has this PostgreSQL database open. On
    /// SQLite the lock beside the file says so.
    pub async fn alone(&self) -> Result<()> {
        let Writer::Postgres(name) = &self.writer else { return Ok(()) };
        let sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() \
            AND application_name LIKE 'roster %' AND application_name <> $1 LIMIT 1";
        match self.single(sql, vec![name.clone().into()]).await?.is_empty() {
            true => Ok(()),
            false => Err(Error::internal("another roster has this database open; stop it first")),
        }
    }

    /// Whether the database answers.
    pub async fn check(&self) -> Result<()> {
        self.readers.execute_unprepared("SELECT 1").await.map(|_| ()).map_err(sort)
    }

    pub fn figures(&self) -> Vec<PoolFigures> {
        let figures = |pool, size: u32, idle: usize| {
            let idle = (idle as u32).min(size);
            PoolFigures { pool, idle, used: size - idle }
        };
        match &self.writer {
            Writer::Sqlite(writer, _) => {
                let write = writer.connection().get_sqlite_connection_pool();
                let read = self.readers.get_sqlite_connection_pool();
                vec![
                    figures("write", write.size(), write.num_idle()),
                    figures("read", read.size(), read.num_idle()),
                ]
            }
            Writer::Postgres(_) => {
                let pool = self.readers.get_postgres_connection_pool();
                vec![figures("main", pool.size(), pool.num_idle())]
            }
        }
    }

    /// Closes every connection; SQLite checkpoints its log into the file.
    pub async fn close(&self) {
        let _ = self.readers.close_by_ref().await;
        if let Writer::Sqlite(writer, _) = &self.writer {
            let _ = writer.connection().close_by_ref().await;
        }
    }
}

/// Hashes and keys are for their owner alone; SQLite gives its other files the
/// rights of this one. A file that is there is not touched: closing it would
/// take this process's locks away from SQLite (POSIX, fcntl).
fn create_private(path: &Path) -> std::io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn sqlite_options(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            // An import touches a page of every index for each of its rows.
            let cache = if read_only { "-2000" } else { WRITER_CACHE };
            sqlite
                .create_if_missing(!read_only)
                .read_only(read_only)
                .pragma("cache_size", cache)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
        });
    options
}
