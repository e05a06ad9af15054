//! Where statements run: on the readers, or in one transaction.

use std::sync::{Mutex, PoisonError};

use domain::{Error, Result};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, QueryResult, QueryTrait,
    Statement,
};

use crate::connect::Store;
use crate::error::sort;
use crate::group::Place;

/// Something that statements can be run on.
pub trait Db: Sync {
    #[doc(hidden)]
    type Conn: ConnectionTrait;
    #[doc(hidden)]
    fn conn(&self) -> impl Future<Output = Result<&Self::Conn>> + Send;
}

impl Db for Store {
    type Conn = DatabaseConnection;
    async fn conn(&self) -> Result<&DatabaseConnection> {
        Ok(&self.readers)
    }
}

/// One write transaction. Dropped without `commit`, it leaves nothing.
///
/// Statements whose outcome nobody waits for are put off until the next one
/// that matters, or the commit, and then run in one go: each trip to SQLite's
/// thread costs more than the statement.
#[must_use]
pub struct Tx {
    kind: Kind,
    waiting: Mutex<Vec<Statement>>,
}

enum Kind {
    /// A savepoint in the group's transaction; begun with the first statement.
    Sqlite(Place),
    Postgres(DatabaseTransaction),
}

impl Db for Tx {
    type Conn = DatabaseTransaction;
    async fn conn(&self) -> Result<&DatabaseTransaction> {
        match &self.kind {
            Kind::Sqlite(place) => {
                if let Some(batch) = place.batch(self.waiting(), None) {
                    place.transaction()?.execute_raw(batch).await.map_err(sort)?;
                }
                place.transaction()
            }
            Kind::Postgres(tx) => {
                for statement in self.waiting() {
                    tx.execute_raw(statement).await.map_err(sort)?;
                }
                Ok(tx)
            }
        }
    }
}

impl Tx {
    pub(crate) fn sqlite(place: Place) -> Tx {
        Tx { kind: Kind::Sqlite(place), waiting: Mutex::default() }
    }

    pub(crate) fn postgres(tx: DatabaseTransaction) -> Tx {
        Tx { kind: Kind::Postgres(tx), waiting: Mutex::default() }
    }

    fn waiting(&self) -> Vec<Statement> {
        std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn backend(&self) -> DbBackend {
        match self.kind {
            Kind::Sqlite(_) => DbBackend::Sqlite,
            Kind::Postgres(_) => DbBackend::Postgres,
        }
    }

    /// Puts a statement off; its fault is the commit's fault.
    pub(crate) fn later(&self, query: impl QueryTrait) {
        let statement = query.build(self.backend());
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(statement);
    }

    /// Runs what waits and this, and gives the rows that this returns.
    pub(crate) async fn rows(
        &self,
        query: &impl sea_orm::StatementBuilder,
    ) -> Result<Vec<QueryResult>> {
        let statement = query.build(&self.backend());
        match &self.kind {
            Kind::Sqlite(place) => {
                let mut all = self.waiting();
                all.push(statement);
                match place.batch(all, None) {
                    Some(batch) => place.transaction()?.query_all_raw(batch).await.map_err(sort),
                    None => Ok(Vec::new()),
                }
            }
            Kind::Postgres(_) => self.conn().await?.query_all_raw(statement).await.map_err(sort),
        }
    }

    /// Answers once the change is durable.
    pub async fn commit(self) -> Result<()> {
        let waiting = self.waiting();
        match self.kind {
            Kind::Sqlite(place) => place.commit(waiting).await,
            Kind::Postgres(tx) => {
                for statement in waiting {
                    tx.execute_raw(statement).await.map_err(sort)?;
                }
                tx.commit().await.map_err(sort)
            }
        }
    }

    /// Holds a named lock until the transaction ends. SQLite's one writer is
    /// such a lock already.
    pub async fn lock(&self, name: &str) -> Result<()> {
        match &self.kind {
            Kind::Sqlite(_) => Ok(()),
            Kind::Postgres(tx) => lock(tx, name).await,
        }
    }
}

/// The same on PostgreSQL's own transaction.
pub(crate) async fn lock(tx: &DatabaseTransaction, name: &str) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let sql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        let lock = Statement::from_sql_and_values(DbBackend::Postgres, sql, [name.into()]);
        tx.execute_raw(lock).await.map_err(sort)?;
    }
    Ok(())
}

pub(crate) fn timed_out(what: &str) -> Error {
    Error::unavailable("database", format!("{what} took too long"))
}
