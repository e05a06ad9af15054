//! The message transport between the outbox and the workers. Nothing but
//! `workers::dispatch` asks which one it is.

#[cfg(not(feature = "kafka"))]
#[path = "bus/absent.rs"]
mod kafka;
#[cfg(feature = "kafka")]
mod kafka;
mod location;

use std::time::Duration;

pub use kafka::{Kafka, Session};
pub use location::{Location, Sasl, Tls};

/// How long a transport may take to answer a check.
const CHECK: Duration = Duration::from_secs(5);

#[derive(Clone, Debug)]
pub enum Bus {
    /// The outbox table is the queue: the workers claim its rows.
    Database,
    /// The outbox is handed to a Kafka cluster, whose consumers the workers
    /// are.
    Kafka(Kafka),
}

/// What is published.
#[derive(Clone, Debug)]
pub struct Event {
    /// The part of the topic's name after the prefix.
    pub family: String,
    /// Events of one key stay in order.
    pub key: String,
    pub value: Vec<u8>,
}

/// What is read back. Anybody can have written it.
#[derive(Clone, Debug)]
pub struct Record {
    pub place: Place,
    pub offset: i64,
    pub value: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub topic: String,
    pub partition: i32,
}

/// Whether `messages.url` is an address that `Bus::open` takes; an error says
/// what was expected, without repeating the address.
pub fn check_url(url: &str) -> Result<(), String> {
    Location::parse(url).map(|_| ())
}

impl Bus {
    /// Opens `messages.url`. Connects to nothing yet.
    pub fn open(url: &str) -> Result<Bus, String> {
        match Location::parse(url).map_err(|e| format!("messages.url: {e}"))? {
            None => Ok(Bus::Database),
            Some(location) => Kafka::open(location).map(Bus::Kafka),
        }
    }

    /// Whether the transport can be reached. The database one is as well as
    /// the database, which is looked at on its own.
    pub async fn check(&self) -> Result<(), String> {
        match self {
            Bus::Database => Ok(()),
            Bus::Kafka(kafka) => match tokio::time::timeout(CHECK, kafka.check()).await {
                Ok(result) => result,
                Err(_) => Err("the broker did not answer within 5 s".to_owned()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_chooses_the_transport() {
        assert!(matches!(Bus::open("database:"), Ok(Bus::Database)));
        assert!(Bus::open("amqp://a").unwrap_err().contains("expected database:"));
        assert!(Bus::open("database:x").is_err());
        let opened = Bus::open("kafka://a,b/roster");
        assert_eq!(opened.is_ok(), cfg!(feature = "kafka"), "{opened:?}");
    }
}
