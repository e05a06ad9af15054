//! What stands for Kafka in a build without it: a type of no values.

use std::time::Duration;

use super::{Event, Location, Place, Record};

#[derive(Clone, Debug)]
pub enum Kafka {}

pub enum Session {}

impl Kafka {
    pub(super) fn open(_: Location) -> Result<Kafka, String> {
        Err("messages.url: this build has the database transport only; set messages.url to \
             database:"
            .to_owned())
    }

    pub(super) async fn check(&self) -> Result<(), String> {
        match *self {}
    }

    pub async fn join(&self, _: &[&str]) -> Result<Session, String> {
        match *self {}
    }
}

impl Session {
    pub fn is_new(&self) -> bool {
        match *self {}
    }

    pub async fn publish(&self, _: Vec<Event>) -> Vec<Result<(), String>> {
        match *self {}
    }

    pub async fn poll(&self, _: Duration) -> Result<Vec<Record>, String> {
        match *self {}
    }

    pub async fn commit(&self, _: Vec<(Place, i64)>) -> Result<(), String> {
        match *self {}
    }

    pub async fn intact(&self) -> Result<bool, String> {
        match *self {}
    }

    pub async fn close(&self) {
        match *self {}
    }
}
