//! One's own events, and the secret address of one's calendar.

use axum::extract::Request;
use axum::response::Response;
use serde_json::json;
use services::events::{self, calendar};
use views::forms::CONFIRM;

use super::card;
use crate::error::Result;
use crate::pages::visitor::Member;

pub async fn show(Member(visitor): Member) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let (attending, made) = events::mine(app, actor).await?;
    let values = json!({
        "attending": attending.iter().map(card).collect::<Vec<_>>(),
        "made": made.iter().map(card).collect::<Vec<_>>(),
        "may_create": events::may_create(app, actor).await.is_ok(),
        "address": calendar::address(app, actor).await?,
    });
    Ok(visitor.page("my_events", values))
}

pub async fn renew(Member(visitor): Member, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    calendar::renew(&visitor.web.app, &visitor.actor).await?;
    Ok(visitor.says("/profile/events", "calendar_renewed"))
}
