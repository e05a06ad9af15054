//! Group commit on SQLite's single writer.
//!
//! Each transaction is a savepoint inside one physical transaction. Whoever
//! opens the physical one also queues its flush; everybody already waiting for
//! the writer comes before that flush, and so shares its one fsync. Nobody is
//! answered before the flush has committed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::{Error, Result};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, QueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, Values,
};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard, watch};
use tokio::time::timeout;

use crate::error::sort;
use crate::tx::{Tx, timed_out};

/// How long a transaction waits for the writer.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct GroupWriter {
    connection: DatabaseConnection,
    // Tokio's mutex is first come, first served.
    turn: Arc<Mutex<Option<Group>>>,
}

struct Group {
    physical: DatabaseTransaction,
    outcome: watch::Sender<Option<Result<(), Arc<str>>>>,
}

/// A transaction's place in its group, held while it writes.
pub(crate) struct Place {
    turn: Option<OwnedMutexGuard<Option<Group>>>,
    /// Whether the savepoint exists.
    begun: AtomicBool,
}

impl GroupWriter {
    pub(crate) fn new(connection: DatabaseConnection) -> Self {
        GroupWriter { connection, turn: Arc::default() }
    }

    pub(crate) fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    pub(crate) async fn begin(&self) -> Result<Tx> {
        let mut turn = timeout(PATIENCE, self.turn.clone().lock_owned())
            .await
            .map_err(|_| timed_out("waiting to write"))?;
        if turn.is_none() {
            *turn = Some(self.open().await?);
        }
        Ok(Tx::sqlite(Place { turn: Some(turn), begun: AtomicBool::new(false) }))
    }

    /// Runs one statement as a transaction of its own.
    pub(crate) async fn single(&self, statement: Statement) -> Result<Vec<QueryResult>> {
        let mut turn = timeout(PATIENCE, self.turn.clone().lock_owned())
            .await
            .map_err(|_| timed_out("waiting to write"))?;
        if turn.is_none() {
            *turn = Some(self.open().await?);
        }
        let place = Place { turn: Some(turn), begun: AtomicBool::new(false) };
        let rows = place.transaction()?.query_all_raw(statement).await.map_err(sort)?;
        place.committed().await?;
        Ok(rows)
    }

    async fn open(&self) -> Result<Group> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let physical = self.connection.begin_with_options(options).await.map_err(sort)?;
        let (turn, connection) = (self.turn.clone(), self.connection.clone());
        tokio::spawn(async move {
            let mut turn = turn.lock_owned().await;
            if let Some(group) = turn.take() {
                let outcome = group.physical.commit().await;
                if outcome.is_err() {
                    discard(&connection).await;
                }
                let outcome = outcome.map_err(|error| Arc::from(sort(error).to_string()));
                group.outcome.send_replace(Some(outcome));
            }
        });
        Ok(Group { physical, outcome: watch::channel(None).0 })
    }
}

/// Closes the connection; the next transaction opens another one.
///
/// On a full disk SQLite may roll back a whole transaction by itself. The
/// driver, which counts how deep it is in transactions, would not know, and
/// from then on make a savepoint of each transaction, inside one that nobody
/// commits.
async fn discard(connection: &DatabaseConnection) {
    let closed = match connection.get_sqlite_connection_pool().acquire().await {
        Ok(held) => held.close().await,
        Err(error) => Err(error),
    };
    if let Err(error) = closed {
        tracing::warn!(%error, "a connection that failed was not closed");
    }
}

impl Place {
    fn group(&self) -> Result<&Group> {
        let group = self.turn.as_ref().and_then(|turn| turn.as_ref());
        group.ok_or_else(|| Error::internal("the transaction has ended"))
    }

    pub(crate) fn transaction(&self) -> Result<&DatabaseTransaction> {
        Ok(&self.group()?.physical)
    }

    /// One statement of many, the savepoint before them when it is not there
    /// yet. The parameters of all are `?`, counted through.
    pub(crate) fn batch(&self, all: Vec<Statement>, end: Option<&str>) -> Option<Statement> {
        let mut sql = String::new();
        let mut values = Vec::new();
        if !self.begun.swap(true, Ordering::Relaxed) {
            sql.push_str("SAVEPOINT member;");
        }
        for statement in all {
            sql.push_str(&statement.sql);
            sql.push(';');
            values.extend(statement.values.into_iter().flat_map(|v| v.0));
        }
        sql.push_str(end.unwrap_or_default());
        (!sql.is_empty()).then_some(Statement {
            sql,
            values: Some(Values(values)),
            db_backend: DbBackend::Sqlite,
        })
    }

    /// Writes what waits, ends the savepoint and waits for the group.
    pub(crate) async fn commit(self, mut waiting: Vec<Statement>) -> Result<()> {
        let begun = self.begun.load(Ordering::Relaxed);
        let batch = match waiting.len() {
            0 if !begun => return Ok(()),
            // SQLite takes back what a failing statement did by itself.
            1 if !begun => waiting.pop(),
            _ => self.batch(waiting, Some("RELEASE member")),
        };
        if let Some(batch) = batch {
            self.transaction()?.execute_raw(batch).await.map_err(sort)?;
        }
        self.begun.store(false, Ordering::Relaxed);
        self.committed().await
    }

    /// Gives the writer on, and waits for the group's commit.
    async fn committed(mut self) -> Result<()> {
        let mut outcome = self.group()?.outcome.subscribe();
        drop(self.turn.take());
        let outcome = match timeout(PATIENCE, outcome.wait_for(Option::is_some)).await {
            Ok(Ok(outcome)) => outcome,
            _ => return Err(timed_out("the commit")),
        };
        match &*outcome {
            Some(Err(reason)) if reason.contains("no space") => Err(Error::StorageFull),
            Some(Err(reason)) => Err(Error::unavailable("database", reason)),
            _ => Ok(()),
        }
    }
}

impl Drop for Place {
    /// Takes back what an unfinished member wrote, before the next one's turn.
    fn drop(&mut self) {
        if !*self.begun.get_mut() {
            return;
        }
        if let (Some(turn), Ok(runtime)) = (self.turn.take(), Handle::try_current()) {
            runtime.spawn(async move {
                if let Some(group) = turn.as_ref() {
                    let undo = "ROLLBACK TO member; RELEASE member";
                    if let Err(error) = group.physical.execute_unprepared(undo).await {
                        tracing::debug!(%error, "there was no savepoint to take back");
                    }
                }
            });
        }
    }
}
