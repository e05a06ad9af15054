//! Identifiers: UUID version 7, from the passed clock and randomness.

use uuid::{Builder, Uuid};

use crate::{Clock, Id, Random};

#[derive(Clone, Debug, Default)]
pub struct Ids {
    pub clock: Clock,
    pub random: Random,
}

impl Ids {
    /// A new identifier that sorts by time.
    pub fn next(&self) -> Id {
        let millis = self.clock.now().timestamp_millis().max(0) as u64;
        Builder::from_unix_timestamp_millis(millis, &self.random.bytes()).into_uuid()
    }
}

/// Reads an identifier from a path or field. What is no UUID names nothing.
pub fn parse(text: &str) -> Option<Id> {
    Uuid::try_parse(text).ok()
}
