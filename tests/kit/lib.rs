//! What the tests share. A test starts its own program on its own database,
//! talks to it as a guest, a member or an operator would, and leaves nothing
//! behind.
//!
//! ```ignore
//! on_both_databases!(a_member_reads_their_profile);
//!
//! async fn a_member_reads_their_profile(db: Db) {
//!     let site = Site::start(db).await;
//!     let ana = site.member("ana").await;
//!     assert_eq!(ana.get("/users/me").await.is(200)["email"], ana.email);
//! }
//! ```

mod broker;
mod browser;
mod clock;
mod command;
mod database;
mod figures;
mod form;
mod html;
mod http;
mod invitations;
mod mail;
mod page;
pub mod picture;
mod postgres;
pub mod raw;
mod s3;
mod scram;
mod secure_broker;
mod service;
mod site;
mod smtp;
mod texts;
mod wait;

pub use broker::{Broker, shared_broker};
pub use browser::Browser;
pub use clock::Clock;
pub use command::{Home, Ran, binary};
pub use database::{Db, Kind};
pub use figures::{analyst, counted, date, join_in, now, settled, summary, until_midnight};
pub use form::{Field, Form};
pub use html::{Element, Html};
pub use http::{Answer, Call, Guest, Person, claims, join, link, path_of, registration};
pub use invitations::{INVITATIONS, codes, invite, joining, own, shared_link, token_in};
pub use mail::{Mail, Mime, links, parse_mime};
pub use page::{POLICY, Page};
pub use postgres::Cluster;
pub use reqwest::Method;
pub use rustix::process::Signal;
pub use s3::S3;
pub use secure_broker::{Mechanism, SecureBroker};
pub use service::{Reply, Request, Service};
pub use site::{Server, Setup, Site};
pub use smtp::{Received, Smtp, SmtpMode};
pub use texts::{LANGUAGES, root, text};
pub use wait::{BACKLOG, eventually, eventually_within, together};

pub use serde_json::{Value, from_str as parse, json};

/// A password that keeps every rule; all test people have it.
pub const PASSWORD: &str = "quiet-lantern-over-Kazan-9";
/// Another one, for changes.
pub const NEW_PASSWORD: &str = "seven-herons-left-at-Dawn-4";

/// Makes of each function a module with one test a database: `name::sqlite`
/// and `name::postgres`. A function left out of the list is dead code, which
/// the linter reports.
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),* $(,)?) => {
        $(mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name(kit::Db::sqlite()).await
            }

            #[tokio::test]
            async fn postgres() {
                super::$name(kit::Db::postgres()).await
            }
        })*
    };
}

/// The same where only SQLite matters.
#[macro_export]
macro_rules! on_sqlite {
    ($($name:ident),* $(,)?) => {
        $(mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name(kit::Db::sqlite()).await
            }
        })*
    };
}

/// The same where only PostgreSQL can do it: several copies on one database.
#[macro_export]
macro_rules! on_postgres {
    ($($name:ident),* $(,)?) => {
        $(mod $name {
            #[tokio::test]
            async fn postgres() {
                super::$name(kit::Db::postgres()).await
            }
        })*
    };
}
