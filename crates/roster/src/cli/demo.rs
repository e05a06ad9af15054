//! `roster demo`.

use std::io::{IsTerminal, Write, stderr};

use clap::Args;
use domain::{Actor, Clock, Settings};
use services::demo::{self, Progress};
use services::schema;
use store::Store;

use super::{Done, output};
use crate::boot;

#[derive(Args)]
pub struct Demo {
    /// How many people
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=demo::MAX_PEOPLE))]
    users: u64,
    /// How many posts; a fifth of the people, at most 500, when not given
    #[arg(long)]
    posts: Option<u64>,
    /// How many events
    #[arg(long, default_value_t = demo::FEW_EVENTS)]
    events: u64,
    /// Another number makes other people
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub async fn run(command: Demo, settings: Settings) -> Done {
    let store = Store::open(&settings.database).await?;
    // Nobody else writes to the file meanwhile.
    let _claim = boot::claim(&store)?;
    schema::up(&store).await?;
    let clock = Clock::System;
    let began = clock.now();
    let rate = |done: u64| {
        let millis = (clock.now() - began).num_milliseconds().max(1) as u64;
        done * 1000 / millis
    };
    let terminal = stderr().is_terminal();
    let show = |progress: Progress| {
        if !terminal {
            return;
        }
        let line = match progress {
            Progress::People { done, of } => {
                let rate = rate(done);
                let left = (of - done) / rate.max(1);
                format!("{done} of {of} people, {rate} a second, {left} s left")
            }
            Progress::Posts { done, of } => format!("{done} of {of} posts"),
            Progress::Events { done, of } => format!("{done} of {of} events"),
            Progress::Indexes { done, of } => format!("{done} of {of} indexes"),
        };
        let _ = write!(stderr().lock(), "\r\x1b[K{line}");
    };
    let posts = command.posts.unwrap_or((command.users / 5).min(500));
    let how =
        demo::Amount { people: command.users, posts, events: command.events, seed: command.seed };
    let done = demo::fill(&store, &Actor::operator(), how, began, show).await;
    if terminal {
        let _ = write!(stderr().lock(), "\r\x1b[K");
    }
    store.close().await;
    done?;
    let (users, rate) = (command.users, rate(command.users));
    output::text(&format!(
        "{users} people, {rate} a second, and {posts} posts. None of them can sign in. Make an administrator: \
         roster users create --email YOU --role admin --password-stdin, or by the link that \
         roster serve prints."
    ))
}
