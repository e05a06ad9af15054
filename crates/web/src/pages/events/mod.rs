//! Events: browsing them, by list and by month.

mod attendees;
mod edit;
mod mine;
mod month;
mod one;

use axum::Router;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use chrono::Datelike;
use chrono_tz::Tz;
use domain::events::{EventQuery, EventStatus, Topic};
use domain::page::Page;
use domain::{clock, zones};
use serde_json::{Value, json};
use services::events::{self, Shown};

use super::admin::list::{chips, faults, filter, query};
use super::numbered;
use super::visitor::Visitor;
use crate::api::events::event_query;
use crate::error::Result;
use crate::extract::Query;
use crate::{State, with_slash};

/// Events on a page.
const SIZE: u64 = 20;

pub fn routes(router: Router<State>) -> Router<State> {
    let pages: [(&str, MethodRouter<State>); 12] = [
        ("/events", get(show)),
        ("/events/new", get(edit::show_new).post(edit::create)),
        ("/events/{id}", get(one::show)),
        ("/events/{id}/edit", get(edit::show).post(edit::save)),
        ("/events/{id}/sign-up", post(one::sign_up)),
        ("/events/{id}/withdraw", post(one::withdraw)),
        ("/events/{id}/publish", post(one::publish)),
        ("/events/{id}/cancel", post(one::cancel)),
        ("/events/{id}/delete", get(one::show_delete).post(one::delete)),
        ("/events/{id}/attendees", get(attendees::show)),
        ("/profile/events", get(mine::show)),
        ("/profile/events/renew", post(mine::renew)),
    ];
    let router = router.route("/events/{id}/attendees.csv", get(attendees::download));
    pages.into_iter().fold(router, |router, (path, methods)| with_slash(router, path, methods))
}

/// The zone that the reader's clocks go by.
pub fn zone(visitor: &Visitor) -> Tz {
    let own = visitor.user.as_deref().map(|user| user.profile.time_zone.as_str());
    let site = visitor.web.app.settings.site.time_zone.as_str();
    zones::parse(own.or(visitor.context.zone()).unwrap_or(site)).unwrap_or(Tz::UTC)
}

/// The part of a list that a page of this number shows.
fn numbered_page(number: u64, size: u64) -> Page {
    Page { skip: (number - 1) * size, limit: size, cursor: None }
}

pub async fn show(visitor: Visitor) -> Result<Response> {
    let mut query = query(&visitor);
    match query.raw("view").as_deref() {
        Some("month") => month::show(&visitor, query).await,
        _ => list(&visitor, query).await,
    }
}

async fn list(visitor: &Visitor, mut query: Query) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let given = event_query(&mut query);
    let chosen = query.raw("status");
    // What is to come is what people look for first.
    let status = given.status.unwrap_or(EventStatus::Published);
    let wanted = EventQuery { status: Some(status), ..given };
    let may_create = events::may_create(app, actor).await.is_ok();
    let topics = events::topics(app).await?;
    let number = numbered::wanted(&mut query);
    let found = events::list(app, actor, &wanted, &numbered_page(number, SIZE)).await?;
    let faults = faults(&mut query);
    let mut states: Vec<(String, String)> = Vec::new();
    for state in EventStatus::ALL {
        let key = match state {
            EventStatus::Draft if !may_create => continue,
            EventStatus::Published => "page-events-coming".to_owned(),
            state => format!("event-status-{}", state.as_str()),
        };
        states.push((state.as_str().to_owned(), visitor.text(&key, &[])));
    }
    let names = |topics: &[Topic]| -> Vec<(String, String)> {
        topics.iter().map(|topic| (topic.name.clone(), topic.name.clone())).collect()
    };
    let mut categories = names(&topics.categories);
    if let Some(category) = &wanted.category
        && !categories.iter().any(|(name, _)| name == category)
    {
        categories.push((category.clone(), category.clone()));
    }
    let date = |query: &mut Query, name: &'static str| {
        filter(visitor, name, "date", query.raw(name), Vec::new())
    };
    let mut filters =
        vec![filter(visitor, "category", "select", wanted.category.clone(), categories)];
    filters.push(date(&mut query, "starts_from"));
    filters.push(date(&mut query, "starts_to"));
    let in_force = |value| filter(visitor, "status", "select", value, states.clone());
    filters.push(in_force(Some(status.as_str().to_owned())));
    let tag = filter(visitor, "tag", "hidden", wanted.tag.clone(), Vec::new());
    // What is shown unasked is no filter that could be taken away.
    let mut chosen_filters = filters[..filters.len() - 1].to_vec();
    chosen_filters.extend([in_force(chosen), tag]);
    let topic = |name: &'static str, topic: &Topic| {
        let href = query.with(&[(name, Some(topic.name.clone())), ("page", None)]);
        json!({ "name": topic.name, "count": topic.count, "href": href })
    };
    let values = json!({
        "search": wanted.search,
        "filters": filters,
        "tag": wanted.tag,
        "chips": chips(visitor, &query, &chosen_filters),
        "faults": visitor.fault_texts(&faults),
        "events": found.items.iter().map(card).collect::<Vec<_>>(),
        "pages": numbered::links(&query, number, SIZE, &found),
        "categories": topics.categories.iter().map(|t| topic("category", t)).collect::<Vec<_>>(),
        "tags": topics.tags.iter().map(|t| topic("tag", t)).collect::<Vec<_>>(),
        "may_create": may_create,
    });
    Ok(visitor.page("events", values))
}

/// An event in a list.
pub fn card(shown: &Shown) -> Value {
    let (event, details) = (&shown.event, &shown.event.details);
    let zone: Tz = details.time_zone.parse().unwrap_or(Tz::UTC);
    let day = details.starts_at.with_timezone(&zone);
    json!({
        "id": event.id,
        "href": format!("/events/{}", event.id),
        "title": details.title,
        "starts_at": clock::format(details.starts_at),
        "ends_at": clock::format(details.ends_at),
        "zone": details.time_zone,
        "day": day.day(),
        "month": day.month(),
        "place": details.location,
        "url": details.url,
        "category": details.category,
        "status": shown.status.as_str(),
        "is_full": shown.status == EventStatus::Published && event.free() == Some(0),
        "registered": event.registered,
        "waitlisted": event.waitlisted,
        "mine": shown.mine.as_ref().map(|mine| mine.status.as_str()),
        "position": shown.mine.as_ref().and_then(|mine| mine.position),
        "creator": shown.creator.as_ref().map(|creator| &creator.nickname),
        "created_at": clock::format(event.created_at),
        "may": may(shown),
    })
}

pub fn may(shown: &Shown) -> Value {
    let may = shown.may;
    json!({
        "edit": may.edit,
        "delete": may.delete,
        "publish": may.publish,
        "cancel": may.cancel,
        "sign_up": may.sign_up,
        "withdraw": may.withdraw,
        "see_attendees": may.see_attendees,
    })
}

/// What is to come soon, for pages that show a few.
pub async fn coming(visitor: &Visitor, query: EventQuery, most: u64) -> Result<Vec<Value>> {
    let query = EventQuery { status: Some(EventStatus::Published), ..query };
    let page = Page { skip: 0, limit: most, cursor: None };
    let found = events::list(&visitor.web.app, &visitor.actor, &query, &page).await?;
    Ok(found.items.iter().map(card).collect())
}
