//! Drafts that wait to be published, and all other events.

use axum::response::Response;
use domain::Fault;
use domain::events::{EventQuery, EventStatus};
use serde_json::{Value, json};
use services::events;

use super::ManagingEvents;
use super::list::{self, chips, filter};
use crate::error::Result;
use crate::pages::events::card;
use crate::pages::numbered;

pub async fn show(ManagingEvents(visitor): ManagingEvents) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let mut query = list::query(&visitor);
    let unknown = Fault::new("status", "event_status_unknown");
    let given = query.parsed("status", unknown, EventStatus::parse);
    let chosen = query.raw("status");
    // What waits comes first; the others are asked for.
    let status = Some(given.unwrap_or(EventStatus::Draft));
    let wanted = EventQuery { status, ..EventQuery::default() };
    let number = numbered::wanted(&mut query);
    let found = events::list(app, actor, &wanted, &list::page(number)).await?;
    let states = EventStatus::ALL.map(|status| {
        let key = format!("event-status-{}", status.as_str());
        (status.as_str().to_owned(), visitor.text(&key, &[]))
    });
    let filters = vec![filter(&visitor, "status", "select", chosen, states.to_vec())];
    let events: Vec<Value> = found.items.iter().map(card).collect();
    let values = json!({
        "filters": filters,
        "chips": chips(&visitor, &query, &filters),
        "events": events,
        "pages": numbered::links(&query, number, list::SIZE, &found),
    });
    Ok(visitor.page("admin/events", values))
}
