//! The words and rules of Roster: no I/O, no async, no knowledge of a
//! transport or a database.

pub mod accounts;
pub mod actor;
pub mod analytics;
pub mod calendar;
pub mod clock;
pub mod csv;
pub mod error;
pub mod events;
pub mod fields;
pub mod ids;
pub mod invitations;
pub mod journal;
pub mod locale;
pub mod messages;
pub mod nicknames;
pub mod page;
pub mod pictures;
pub mod posts;
pub mod professional;
pub mod profiles;
pub mod random;
pub mod roles;
pub mod search;
pub mod sessions;
pub mod settings;
pub mod tokens;
pub mod zones;

pub use accounts::{EmailAddress, User};
pub use actor::{Actor, Origin, Who};
pub use clock::{Clock, Time};
pub use error::{Error, Fault, Noun, Result};
pub use ids::Ids;
pub use journal::{Action, Fact};
pub use messages::MessageType;
pub use nicknames::Nickname;
pub use profiles::{Profile, ProfileChange};
pub use random::Random;
pub use roles::{Permission, Role};
pub use settings::Settings;

/// Every identifier is a UUID version 7 (RFC 9562).
pub type Id = uuid::Uuid;
