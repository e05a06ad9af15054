//! Identifiers: UUID version 7, from the passed clock and randomness.

use uuid::{Builder, Uuid};

use crate::{Clock, Id, Random, Time};

#[derive(Clone, Debug, Default)]
pub struct Ids {
    pub clock: Clock,
    pub random: Random,
}

impl Ids {
    /// A new identifier that sorts by time.
    pub fn next(&self) -> Id {
        at(self.clock.now(), &self.random.bytes())
    }
}

/// The identifier of a time, told from others of the same by the bytes.
pub fn at(time: Time, bytes: &[u8; 10]) -> Id {
    let millis = time.timestamp_millis().max(0) as u64;
    Builder::from_unix_timestamp_millis(millis, bytes).into_uuid()
}

/// Reads an identifier from a path or field. What is no UUID names nothing.
pub fn parse(text: &str) -> Option<Id> {
    Uuid::try_parse(text).ok()
}
