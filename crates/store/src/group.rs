//! Group commit on SQLite's single writer.
//!
//! Each transaction is a savepoint inside one physical transaction. Whoever
//! opens the physical one also queues its flush; everybody already waiting for
//! the writer comes before that flush, and so shares its one fsync. Nobody is
//! answered before the flush has committed.

use std::sync::Arc;
use std::time::Duration;

use domain::Result;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, QueryResult, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
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

/// A transaction's place in its group.
pub(crate) struct Membership {
    turn: OwnedMutexGuard<Option<Group>>,
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
        let group = match turn.take() {
            Some(group) => group,
            None => self.open().await?,
        };
        let inner = group.physical.begin().await.map_err(sort)?;
        *turn = Some(group);
        Ok(Tx { inner, membership: Some(Membership { turn }) })
    }

    /// Runs one statement as a transaction of its own: SQLite takes back what
    /// a failing statement did, so it needs no savepoint.
    pub(crate) async fn single(&self, statement: Statement) -> Result<Vec<QueryResult>> {
        let mut turn = timeout(PATIENCE, self.turn.clone().lock_owned())
            .await
            .map_err(|_| timed_out("waiting to write"))?;
        let group = match turn.take() {
            Some(group) => group,
            None => self.open().await?,
        };
        let rows = group.physical.query_all_raw(statement).await;
        *turn = Some(group);
        let rows = rows.map_err(sort)?;
        Membership { turn }.committed().await?;
        Ok(rows)
    }

    async fn open(&self) -> Result<Group> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let physical = self.connection.begin_with_options(options).await.map_err(sort)?;
        let turn = self.turn.clone();
        tokio::spawn(async move {
            let mut turn = turn.lock_owned().await;
            if let Some(group) = turn.take() {
                let outcome = group.physical.commit().await;
                let outcome = outcome.map_err(|error| Arc::from(sort(error).to_string()));
                group.outcome.send_replace(Some(outcome));
            }
        });
        Ok(Group { physical, outcome: watch::channel(None).0 })
    }
}

impl Membership {
    /// Gives the writer on, and waits for the group's commit.
    pub(crate) async fn committed(self) -> Result<()> {
        let unknown = || timed_out("the commit");
        let mut outcome = self.turn.as_ref().ok_or_else(unknown)?.outcome.subscribe();
        drop(self.turn);
        let outcome = outcome.wait_for(Option::is_some).await.map_err(|_| unknown())?;
        match &*outcome {
            Some(Err(reason)) if reason.contains("no space") => Err(domain::Error::StorageFull),
            Some(Err(reason)) => Err(domain::Error::unavailable("database", reason)),
            _ => Ok(()),
        }
    }
}
