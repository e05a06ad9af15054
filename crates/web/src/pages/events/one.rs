//! One event: what it is, and what may be done with it.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::analytics::Content;
use domain::events::{EventState, RegistrationStatus};
use domain::pictures::Size;
use domain::{Error, clock};
use serde_json::json;
use services::events::{self, Shown};
use views::forms::admin::REASON;
use views::forms::{CONFIRM, FilledForm};

use super::{card, zone};
use crate::error::Result;
use crate::extract::Id;
use crate::pages::flash;
use crate::pages::visitor::{Member, Visitor, page};

fn path(id: &str) -> String {
    format!("/events/{id}")
}

pub async fn show(visitor: Visitor, Id(id): Id) -> Result<Response> {
    let found = events::read(&visitor.web.app, &visitor.actor, &id).await?;
    let flash = visitor.flash_shown();
    let page = shown(&visitor, StatusCode::OK, flash, &found, None)?;
    Ok(match found.event.state {
        EventState::Draft => page,
        _ => visitor.viewed(Content::Event, page),
    })
}

fn shown(
    visitor: &Visitor,
    status: StatusCode,
    flash: Option<flash::Shown>,
    found: &Shown,
    cancelling: Option<FilledForm>,
) -> Result<Response> {
    let details = &found.event.details;
    let mut event = card(found);
    let span = |zone: &str| clock::span(details.starts_at, details.ends_at, zone);
    let own = zone(visitor).name();
    event["description"] = json!(details.description);
    event["excerpt"] = json!(views::prose::excerpt(&details.description, 200));
    event["tags"] = json!(details.tags);
    event["capacity"] = json!(details.capacity);
    event["elsewhere"] = json!(span(own) != span(&details.time_zone));
    event["picture"] = json!(found.creator.as_ref().map(|creator| creator.picture(Size::Small)));
    event["calendar"] = json!(format!("/api/v1/events/{}.ics", found.event.id));
    let cancelling = cancelling.unwrap_or_else(|| visitor.form(&REASON, |_| String::new()));
    let action = format!("{}/cancel", path(&found.event.id.to_string()));
    let values = json!({
        "event": event,
        "own_zone": own,
        "cancelling": cancelling.at(&action, "cancel"),
    });
    Ok(page(&visitor.web, &visitor.context, status, "event", flash, values))
}

/// What was tried and refused is said above the event.
async fn refused(visitor: &Visitor, id: &str, error: Error) -> Result<Response> {
    let Some((status, flash)) = visitor.told(&error) else { return Err(error.into()) };
    let found = events::read(&visitor.web.app, &visitor.actor, id).await?;
    shown(visitor, status, Some(flash), &found, None)
}

pub async fn sign_up(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    match events::sign_up(&visitor.web.app, &visitor.actor, &id).await {
        Ok(made) => {
            let code = match made.registration.status {
                RegistrationStatus::Registered => "event_signed_up",
                RegistrationStatus::Waitlisted => "event_waitlisted",
            };
            Ok(visitor.says(&path(&id), code))
        }
        Err(error) => refused(&visitor, &id, error).await,
    }
}

pub async fn withdraw(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    match events::withdraw(&visitor.web.app, &visitor.actor, &id).await {
        Ok(()) => Ok(visitor.says(&path(&id), "event_withdrawn")),
        // Done already, perhaps in another window.
        Err(Error::NotFound(domain::Noun::Registration)) => {
            Ok(visitor.says(&path(&id), "event_withdrawn"))
        }
        Err(error) => refused(&visitor, &id, error).await,
    }
}

pub async fn publish(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    match events::publish(&visitor.web.app, &visitor.actor, &id).await {
        Ok(_) => Ok(visitor.says(&path(&id), "event_published")),
        Err(error) => refused(&visitor, &id, error).await,
    }
}

pub async fn cancel(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &REASON).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let done = match input.check() {
        Ok(()) => events::cancel(app, actor, &id, input.filled("reason")).await,
        Err(error) => Err(error),
    };
    let error = match done {
        Ok(_) => return Ok(visitor.says(&path(&id), "event_cancelled")),
        Err(error) => error,
    };
    let Some((status, flash)) = visitor.told(&error) else { return Err(error.into()) };
    let found = events::read(app, actor, &id).await?;
    let form = visitor.refilled(&input, &error);
    shown(&visitor, status, Some(flash), &found, Some(form))
}

pub async fn show_delete(Member(visitor): Member, Id(id): Id) -> Result<Response> {
    let found = events::read(&visitor.web.app, &visitor.actor, &id).await?;
    if !found.may.delete {
        return Err(Error::Forbidden.into());
    }
    let form = visitor.form(&CONFIRM, |_| String::new());
    Ok(visitor.page("event_delete", json!({ "event": card(&found), "form": form })))
}

pub async fn delete(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    match events::delete(&visitor.web.app, &visitor.actor, &id, None).await {
        Ok(()) => Ok(visitor.says("/events", "event_deleted")),
        Err(error) => refused(&visitor, &id, error).await,
    }
}
