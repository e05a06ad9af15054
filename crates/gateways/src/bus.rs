//! The message transport between the journal's relay and the workers. Another
//! transport is another variant here, and nothing elsewhere asks which it is.

#[derive(Clone, Debug)]
pub enum Bus {
    /// The outbox table is the queue: the workers claim its rows.
    Database,
}

impl Bus {
    /// Opens `messages.url`: `database:`.
    pub fn open(url: &str) -> Result<Bus, String> {
        match url.split_once(':') {
            Some(("database", "")) => Ok(Bus::Database),
            Some(("kafka", _)) => Err("messages.url: this build has the database transport only; \
                                       set messages.url to database:"
                .to_owned()),
            _ => Err("messages.url: expected database:".to_owned()),
        }
    }

    /// Whether the transport can be reached. The database one is as well as
    /// the database, which is looked at on its own.
    pub async fn check(&self) -> Result<(), String> {
        match self {
            Bus::Database => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_database_transport_is_here() {
        assert!(Bus::open("database:").is_ok());
        assert!(Bus::open("kafka://a,b/roster").unwrap_err().contains("database transport only"));
        assert!(Bus::open("amqp://a").unwrap_err().contains("expected database:"));
        assert!(Bus::open("database:x").is_err());
    }
}
