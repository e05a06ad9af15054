//! Drafting an event and changing it.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use chrono_tz::Tz;
use domain::events::{DetailsChange, Event, When, to_the_minute};
use domain::{Error, Fault, Time};
use serde_json::json;
use services::events::{self, Edit};
use views::forms::FilledForm;
use views::forms::events::{EDIT, NEW};

use super::zone;
use crate::error::Result;
use crate::extract::Id;
use crate::pages::flash;
use crate::pages::form::Input;
use crate::pages::visitor::{Member, Visitor, page};

pub async fn show_new(Member(visitor): Member) -> Result<Response> {
    events::may_create(&visitor.web.app, &visitor.actor).await?;
    let own = zone(&visitor).name();
    let value = |name: &str| if name == "time_zone" { own.to_owned() } else { String::new() };
    let form = visitor.form(&NEW, value);
    Ok(visitor.page("event_form", json!({ "form": form, "event": null })))
}

pub async fn create(Member(visitor): Member, request: Request) -> Result<Response> {
    events::may_create(&visitor.web.app, &visitor.actor).await?;
    let input = visitor.read(request, &NEW).await?;
    match events::create(&visitor.web.app, &visitor.actor, said(&input)).await {
        Ok(made) => Ok(visitor.says(&format!("/events/{}", made.event.id), "event_drafted")),
        Err(error) => visitor.again(
            "event_form",
            &input,
            error,
            "form_error",
            |form| json!({ "form": form, "event": null }),
        ),
    }
}

pub async fn show(Member(visitor): Member, Id(id): Id) -> Result<Response> {
    let found = events::read(&visitor.web.app, &visitor.actor, &id).await?;
    if !found.may.edit {
        return Err(Error::Forbidden.into());
    }
    let form = visitor.form(&EDIT, |name| value(&found.event, name));
    let flash = visitor.flash_shown();
    Ok(shown(&visitor, StatusCode::OK, flash, &id, form))
}

fn shown(
    visitor: &Visitor,
    status: StatusCode,
    flash: Option<flash::Shown>,
    id: &str,
    form: FilledForm,
) -> Response {
    let values = json!({ "form": form, "event": format!("/events/{id}") });
    page(&visitor.web, &visitor.context, status, "event_form", flash, values)
}

pub async fn save(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &EDIT).await?;
    let mut edit = said(&input);
    // A form that lost its version changes nothing that others changed.
    edit.if_version = Some(input.get("version").parse().unwrap_or(-1));
    match events::update(&visitor.web.app, &visitor.actor, &id, edit).await {
        Ok(_) => Ok(visitor.says(&format!("/events/{id}"), "event_saved")),
        Err(error) => {
            let Some((status, flash)) = visitor.told(&error) else { return Err(error.into()) };
            let form = visitor.refilled(&input, &error);
            Ok(shown(&visitor, status, Some(flash), &id, form))
        }
    }
}

/// What stands in a field at first.
fn value(event: &Event, name: &str) -> String {
    let details = &event.details;
    let zone: Tz = details.time_zone.parse().unwrap_or(Tz::UTC);
    let local = |time: Time| to_the_minute(time, zone);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match name {
        "title" => details.title.clone(),
        "description" => details.description.clone(),
        "starts_at" => local(details.starts_at),
        "ends_at" => local(details.ends_at),
        "time_zone" => details.time_zone.clone(),
        "location" => text(&details.location),
        "url" => text(&details.url),
        "capacity" => details.capacity.map(|places| places.to_string()).unwrap_or_default(),
        "category" => text(&details.category),
        "tags" => details.tags.join(", "),
        "version" => event.version.to_string(),
        _ => String::new(),
    }
}

/// All that the form says of an event.
fn said(input: &Input) -> Edit {
    let mut faults = input.faults.clone();
    let mut when = |name: &'static str| match input.filled(name) {
        None => {
            faults.push(Fault::new(name, "required"));
            None
        }
        Some(text) => {
            let when = When::parse_local(text);
            if when.is_none() {
                faults.push(Fault::new(name, "time_invalid"));
            }
            when
        }
    };
    let (starts_at, ends_at) = (when("starts_at"), when("ends_at"));
    let capacity = match input.filled("capacity").map(|text| text.trim().parse::<i64>()) {
        None => Some(None),
        Some(Ok(places)) => Some(Some(places)),
        Some(Err(_)) => {
            faults.push(Fault::new("capacity", "not_number"));
            None
        }
    };
    let optional = |name: &str| Some(input.filled(name).map(str::to_owned));
    let tags = input.get("tags").split(',').map(str::trim).filter(|tag| !tag.is_empty());
    let change = DetailsChange {
        title: Some(input.get("title").to_owned()),
        description: Some(input.get("description").to_owned()),
        starts_at,
        ends_at,
        time_zone: Some(input.get("time_zone").to_owned()),
        location: optional("location"),
        url: optional("url"),
        capacity,
        category: optional("category"),
        tags: Some(tags.map(str::to_owned).collect()),
    };
    Edit { change, if_version: None, faults }
}
