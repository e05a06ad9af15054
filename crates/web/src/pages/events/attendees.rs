//! Who signed up, for those who organise an event.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::clock;
use serde_json::{Value, json};
use services::events::{self, Attendee};

use super::{card, numbered_page};
use crate::error::Result;
use crate::extract::Id;
use crate::pages::admin::list::query;
use crate::pages::numbered;
use crate::pages::visitor::Member;

/// People on a page.
const SIZE: u64 = 50;

pub async fn show(Member(visitor): Member, Id(id): Id) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let event = events::read(app, actor, &id).await?;
    let mut query = query(&visitor);
    let number = numbered::wanted(&mut query);
    let page = numbered_page(number, SIZE);
    let found = events::attendees(app, actor, &id, &page, "attendees").await?;
    let row = |attendee: &Attendee| -> Value {
        json!({
            "nickname": attendee.nickname,
            "status": attendee.registration.status.as_str(),
            "position": attendee.position,
            "at": clock::format(attendee.registration.created_at),
        })
    };
    let values = json!({
        "event": card(&event),
        "attendees": found.items.iter().map(row).collect::<Vec<_>>(),
        "pages": numbered::links(&query, number, SIZE, &found),
    });
    Ok(visitor.page("event_attendees", values))
}

pub async fn download(Member(visitor): Member, Id(id): Id) -> Result<Response> {
    let csv = events::attendees_csv(&visitor.web.app, &visitor.actor, &id).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"attendees.csv\""),
    ];
    Ok((headers, csv).into_response())
}
