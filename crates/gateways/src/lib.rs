//! What lies outside: outgoing mail, objects and the message transport. Each
//! is an enum of backends, chosen by the address in its setting.

pub mod bus;
pub mod mail;
pub mod mailing_list;
pub mod objects;

mod address;

pub use bus::Bus;
pub use mail::{Mail, SendError};
pub use mailing_list::MailingList;
pub use objects::Objects;
