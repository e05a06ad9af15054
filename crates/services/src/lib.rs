//! The house: every rule and every transaction. Each use case takes the `App`
//! and the `Actor` first, asks for permission, and knows no transport.

pub mod accounts;
pub mod analytics;
pub mod audit;
pub mod backup;
pub mod demo;
pub mod events;
pub mod figures;
mod hashing;
pub mod health;
mod held;
pub mod idempotency;
pub mod invitations;
pub mod jobs;
mod journal;
pub mod keys;
pub mod mailbox;
pub mod mailing_list;
mod notifications;
pub mod outbox;
pub mod overview;
pub mod own_data;
pub mod pictures;
pub mod posts;
mod presence;
pub mod professional;
pub mod profile_fields;
pub mod profiles;
pub mod relay;
pub mod roles;
pub mod schema;
mod secrets;
pub mod sessions;
pub mod setup;
pub mod throttle;
pub mod trace;
pub mod upkeep;
pub mod users_csv;

use std::sync::Arc;

use domain::{Clock, Ids, Random, Settings};
use gateways::bus::Bus;
use gateways::mail::Mail;
use gateways::mailing_list::MailingList;
use gateways::objects::Objects;
use store::Store;
use tokio::sync::Notify;

pub use hashing::Hasher;

/// Everything that use cases need. One for the life of the process.
pub struct App {
    pub settings: Settings,
    pub store: Store,
    pub mail: Mail,
    pub mailing_list: MailingList,
    pub objects: Objects,
    pub bus: Bus,
    pub clock: Clock,
    pub random: Random,
    pub ids: Ids,
    pub figures: figures::Figures,
    /// Rung when a message was committed.
    pub bell: Notify,
    pub(crate) hasher: Hasher,
    pub(crate) keys: keys::KeyRing,
    pub(crate) secrets: secrets::Secrets,
    pub(crate) presence: presence::Presence,
    pub(crate) counting: analytics::Counting,
    pub(crate) marks: analytics::Marks,
    pub(crate) inactive: analytics::Inactive,
    pub(crate) fields: profile_fields::Known,
    pub(crate) front: held::Held<posts::Front>,
    pub(crate) coming: held::Held<events::Coming>,
    pub(crate) topics: events::Counted,
    pub(crate) verified: presence::Verified,
    pub(crate) studio: pictures::Studio,
    pub(crate) imports: users_csv::background::Imports,
}

impl App {
    /// Opens every backing service that the settings name.
    pub async fn open(settings: Settings) -> domain::Result<Arc<App>> {
        let store = Store::open(&settings.database).await?;
        App::with_store(settings, store)
    }

    /// The same over a database that is already open.
    pub fn with_store(settings: Settings, store: Store) -> domain::Result<Arc<App>> {
        let unavailable = |service| move |reason| domain::Error::unavailable(service, reason);
        let clock = Clock::System;
        let random = Random::System;
        let figures = figures::Figures::default();
        Ok(Arc::new(App {
            mail: Mail::open(&settings.mail, &clock).map_err(unavailable("mail"))?,
            mailing_list: MailingList::open(&settings.mailing_list.url, &clock)
                .map_err(unavailable("mailing_list"))?,
            objects: Objects::open(&settings.objects.url).map_err(unavailable("objects"))?,
            bus: Bus::open(&settings.messages.url).map_err(unavailable("messages"))?,
            hasher: Hasher::start(&settings.passwords, &random, &figures)?,
            ids: Ids { clock: clock.clone(), random: random.clone() },
            bell: Notify::new(),
            keys: keys::KeyRing::default(),
            secrets: secrets::Secrets::default(),
            presence: presence::Presence::default(),
            counting: analytics::Counting::default(),
            marks: analytics::Marks::default(),
            inactive: analytics::Inactive::default(),
            verified: presence::Verified::default(),
            fields: profile_fields::Known::default(),
            front: held::Held::default(),
            coming: held::Held::default(),
            topics: events::Counted::default(),
            studio: pictures::Studio::default(),
            imports: users_csv::background::Imports::default(),
            settings,
            store,
            clock,
            random,
            figures,
        }))
    }
}
