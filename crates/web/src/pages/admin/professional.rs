//! The queue of those who ask for professional status.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::professional::{RequestQuery, RequestStatus};
use domain::{Error, Fault};
use serde_json::{Value, json};
use services::professional::{self, Shown};
use views::forms::admin::DECISION;

use super::Granting;
use super::list::{self, chips, filter};
use super::shape::time;
use crate::error::Result;
use crate::extract::Id;
use crate::pages::Visitor;
use crate::pages::flash;
use crate::pages::form::Input;

/// Where the queue is.
const QUEUE: &str = "/admin/professional";

pub async fn show(Granting(visitor): Granting) -> Result<Response> {
    let flash = visitor.flash_shown();
    shown(&visitor, StatusCode::OK, flash, None).await
}

/// A decision that was sent and not taken.
struct Failed<'a> {
    id: &'a str,
    input: &'a Input,
    error: Error,
}

async fn shown(
    visitor: &Visitor,
    status: StatusCode,
    flash: Option<flash::Shown>,
    failed: Option<Failed<'_>>,
) -> Result<Response> {
    let mut query = list::query(visitor);
    let number = list::number(&mut query);
    let unknown = Fault::new("status", "request_status_unknown");
    let given = query.parsed("status", unknown, RequestStatus::parse);
    let chosen = query.raw("status");
    // What waits comes first; the others are asked for.
    let status_wanted = given.unwrap_or(RequestStatus::Open);
    let wanted = RequestQuery { status: Some(status_wanted) };
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let found = professional::list(app, actor, &wanted, &list::page(number)).await?;
    let states = RequestStatus::ALL.map(|status| {
        let key = format!("request-{}", status.as_str());
        (status.as_str().to_owned(), visitor.text(&key, &[]))
    });
    let filters = vec![filter(visitor, "status", "select", chosen, states.to_vec())];
    let requests: Vec<Value> =
        found.items.iter().map(|request| row(visitor, request, failed.as_ref())).collect();
    let values = json!({
        "filters": filters,
        "chips": chips(visitor, &query, &filters),
        "requests": requests,
        "pages": list::pages(&query, number, &found),
    });
    Ok(visitor.answer(status, "admin/professional", flash, values))
}

fn row(visitor: &Visitor, shown: &Shown, failed: Option<&Failed>) -> Value {
    let request = &shown.request;
    let id = request.id.to_string();
    let form = match failed.filter(|failed| failed.id == id) {
        Some(failed) => visitor.refilled(failed.input, &failed.error),
        None => visitor.form(&DECISION, |_| String::new()),
    };
    json!({
        "id": request.id,
        "user": request.user_id,
        "nickname": shown.nickname,
        "note": request.note,
        "status": request.status.as_str(),
        "open": request.status == RequestStatus::Open,
        "reason": request.reason,
        "created_at": time(request.created_at),
        "decided_at": request.decided_at.map(time),
        "form": form.at(&format!("{QUEUE}/{id}/approve"), &format!("request-{id}")),
    })
}

pub async fn approve(
    Granting(visitor): Granting,
    Id(id): Id,
    request: Request,
) -> Result<Response> {
    let input = visitor.read(request, &DECISION).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let done = match input.check() {
        Ok(()) => professional::approve(app, actor, &id, input.filled("reason")).await,
        Err(error) => Err(error),
    };
    decided(&visitor, &id, &input, "professional_granted", done).await
}

pub async fn refuse(Granting(visitor): Granting, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &DECISION).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let done = match input.check() {
        Ok(()) => professional::refuse(app, actor, &id, input.get("reason")).await,
        Err(error) => Err(error),
    };
    decided(&visitor, &id, &input, "professional_refused", done).await
}

async fn decided(
    visitor: &Visitor,
    id: &str,
    input: &Input,
    code: &str,
    done: Result<Shown, Error>,
) -> Result<Response> {
    let error = match done {
        Ok(_) => return Ok(visitor.says(QUEUE, code)),
        Err(error) => error,
    };
    let Some((status, flash)) = visitor.told(&error) else { return Err(error.into()) };
    shown(visitor, status, Some(flash), Some(Failed { id, input, error })).await
}
