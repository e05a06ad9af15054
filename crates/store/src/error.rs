//! What a database can answer, sorted by what the caller can do about it.

use domain::Error;
use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

#[derive(Debug)]
pub enum StoreError {
    /// A unique constraint refused the row.
    Duplicate,
    /// Everything else, already in the words of the domain.
    Failed(Error),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Duplicate => Error::internal("unexpected duplicate"),
            StoreError::Failed(error) => error,
        }
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        StoreError::Failed(error)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::Duplicate,
            _ => StoreError::Failed(sort(error)),
        }
    }
}

/// SQLite's result codes and PostgreSQL's SQLSTATEs say whether the disk is
/// full or the database away; what is left is a fault of ours.
pub(crate) fn sort(error: DbErr) -> Error {
    let reason = error.to_string();
    let inner = match &error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => {
            return Error::unavailable("database", reason);
        }
        DbErr::Exec(RuntimeErr::SqlxError(e)) | DbErr::Query(RuntimeErr::SqlxError(e)) => e,
        _ => return Error::internal(reason),
    };
    let Some(database) = inner.as_database_error() else {
        return match **inner {
            sqlx::Error::ColumnDecode { .. }
            | sqlx::Error::Decode(_)
            | sqlx::Error::ColumnNotFound(_)
            | sqlx::Error::RowNotFound => Error::internal(reason),
            _ => Error::unavailable("database", reason),
        };
    };
    let code = database.code().unwrap_or_default().to_string();
    if let Ok(code) = code.parse::<u32>()
        && code < 10_000
    {
        // https://sqlite.org/rescode.html: the low byte is the primary code.
        return match (code & 0xff, code) {
            (13, _) | (_, 778) => Error::StorageFull,
            (5 | 6 | 8 | 10 | 14 | 17, _) => Error::unavailable("database", reason),
            _ => Error::internal(reason),
        };
    }
    match code.as_str() {
        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        "53100" => Error::StorageFull,
        "57014" | "55P03" | "40001" | "40P01" | "25006" => Error::unavailable("database", reason),
        code if code.starts_with("08") || code.starts_with("53") || code.starts_with("57P") => {
            Error::unavailable("database", reason)
        }
        _ => Error::internal(reason),
    }
}
