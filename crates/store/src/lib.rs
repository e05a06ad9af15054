//! All SQL. SQLite and PostgreSQL share this code; what differs is how a
//! transaction begins and a few words of the search.

pub mod accounts;
pub mod analytics;
pub mod backup;
mod bulk;
pub mod calendar_keys;
mod connect;
pub mod demo;
pub mod devices;
mod entities;
mod error;
pub mod events;
pub mod fields;
mod group;
pub mod idempotency;
pub mod invitations;
pub mod jobs;
pub mod journal;
pub mod keys;
pub mod mailbox;
pub mod messages;
pub mod migrations;
pub mod objects;
mod pages;
pub mod posts;
pub mod professional;
pub mod registrations;
pub mod search;
pub mod secrets;
pub mod sessions;
#[cfg(test)]
mod tests;
pub mod throttles;
pub mod tokens;
pub mod transport;
mod tx;

pub use connect::{PoolFigures, Store};
pub use error::StoreError;
pub use tx::{Db, Tx};
