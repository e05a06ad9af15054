//! Where statements run: on the readers, or in one transaction.

use domain::{Error, Result};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};

use crate::connect::Store;
use crate::error::sort;
use crate::group::Membership;

/// Something that statements can be run on.
pub trait Db: Sync {
    #[doc(hidden)]
    type Conn: ConnectionTrait;
    #[doc(hidden)]
    fn conn(&self) -> &Self::Conn;
}

impl Db for Store {
    type Conn = DatabaseConnection;
    fn conn(&self) -> &DatabaseConnection {
        &self.readers
    }
}

/// One write transaction. Dropped without `commit`, it leaves nothing.
#[must_use]
pub struct Tx {
    // Declared before the membership: it rolls back while the turn is held.
    pub(crate) inner: DatabaseTransaction,
    pub(crate) membership: Option<Membership>,
}

impl Db for Tx {
    type Conn = DatabaseTransaction;
    fn conn(&self) -> &DatabaseTransaction {
        &self.inner
    }
}

impl Tx {
    /// Answers once the change is durable.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await.map_err(sort)?;
        match self.membership {
            Some(membership) => membership.committed().await,
            None => Ok(()),
        }
    }

    /// Holds a named lock until the transaction ends. SQLite's one writer is
    /// such a lock already.
    pub async fn lock(&self, name: &str) -> Result<()> {
        use sea_orm::{DbBackend, Statement};
        if self.inner.get_database_backend() == DbBackend::Postgres {
            let sql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
            let lock = Statement::from_sql_and_values(DbBackend::Postgres, sql, [name.into()]);
            self.inner.execute_raw(lock).await.map_err(sort)?;
        }
        Ok(())
    }
}

pub(crate) fn timed_out(what: &str) -> Error {
    Error::unavailable("database", format!("{what} took too long"))
}
