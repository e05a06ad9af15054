//! The first of what is to come, which most visitors ask for.

use std::collections::HashMap;
use std::sync::Arc;

use domain::events::{Event, EventQuery, EventStatus, Sight};
use domain::page::{Listed, Page};
use domain::{Id, Result, Time, User};

use super::creators;
use crate::App;

/// As many as a page shows.
const FIRST: u64 = 20;

pub(crate) struct Coming {
    pub listed: Listed<Event>,
    pub creators: HashMap<Id, User>,
}

fn all() -> EventQuery {
    EventQuery { status: Some(EventStatus::Published), ..EventQuery::default() }
}

/// Whether a query asks for all that is to come.
pub(super) fn is_all(query: &EventQuery) -> bool {
    *query == all()
}

pub(super) async fn coming(app: &App) -> Result<Arc<Coming>> {
    let read = async {
        let (now, page) = (app.clock.now(), Page { skip: 0, limit: FIRST, cursor: None });
        // Drafts are not among these, whoever asks.
        let sight = Sight::NoDrafts;
        let listed = store::events::list(&app.store, &all(), sight, now, &page, None).await?;
        let creators = creators(app, &listed.items).await?;
        Ok(Coming { listed, creators })
    };
    app.coming.get(read).await
}

impl Coming {
    /// Whether all of it is still to come.
    pub(super) fn holds(&self, now: Time) -> bool {
        self.listed.items.iter().all(|event| event.details.ends_at > now)
    }

    /// A page from the beginning; none of what is not remembered.
    pub(super) fn page(&self, page: &Page) -> Option<Listed<Event>> {
        if page.skip > 0 || page.cursor.is_some() || page.limit > FIRST {
            return None;
        }
        let mut found = self.listed.clone();
        if found.items.len() as u64 > page.limit {
            found.items.truncate(page.limit as usize);
            found.next = found.items.last().map(|last| store::events::behind(&all(), last));
        }
        Some(found)
    }
}
