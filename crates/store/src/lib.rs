//! All SQL. SQLite and PostgreSQL share this code; what differs is how a
//! transaction begins and a few words of the search.

pub mod accounts;
pub mod backup;
mod connect;
mod entities;
mod error;
mod group;
pub mod idempotency;
pub mod journal;
pub mod keys;
pub mod mailbox;
pub mod messages;
pub mod migrations;
pub mod search;
pub mod sessions;
#[cfg(test)]
mod tests;
pub mod throttles;
pub mod tokens;
mod tx;

pub use connect::{PoolFigures, Store};
pub use error::StoreError;
pub use tx::{Db, Tx};
