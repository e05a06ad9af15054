//! The queue of messages.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use domain::messages::{Job as Found, JobQuery, MessageState};
use domain::{Fault, MessageType};
use serde_json::{Value, json};
use services::jobs;
use utoipa::ToSchema;

use super::shape::{self, stamp};
use crate::error::Result;
use crate::extract::{self, Id, Operator, Paging, Query};
use crate::{State, Web};

/// A message on its way, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "id": "0192f1e0-7c1e-7000-8000-0123456789ab",
    "type": "account.verification",
    "state": "PARKED",
    "attempts": 1,
    "error": "permanent error (550): 5.1.1 no such person",
    "created_at": "2026-03-01T09:30:00.000000Z",
    "next_attempt_at": null,
    "links": [{
        "rel": "retry",
        "href": "http://localhost:8000/api/v1/jobs/0192f1e0-7c1e-7000-8000-0123456789ab/retry",
        "method": "POST",
        "action": "retry",
    }],
}))]
#[allow(dead_code)]
pub struct Job {
    #[schema(value_type = uuid::Uuid)]
    id: domain::Id,
    /// The message type.
    r#type: String,
    /// `PENDING` until its time, `RUNNING` while a worker has it, `PARKED` when
    /// it was given up.
    state: String,
    /// Deliveries tried.
    attempts: i32,
    /// Why the last one failed.
    error: Option<String>,
    #[schema(format = DateTime)]
    created_at: String,
    /// Null when parked; while running, when another worker may take it.
    #[schema(format = DateTime)]
    next_attempt_at: Option<String>,
    links: Vec<shape::Link>,
}

/// List the messages that wait, are being delivered, or were given up.
///
/// The oldest first. What was delivered is no longer here.
#[utoipa::path(get, path = "/api/v1/jobs", tag = "jobs", operation_id = "listJobs",
    params(
        ("state" = Option<String>, Query, description = "`PENDING`, `RUNNING` or `PARKED`", example = "PARKED"),
        ("type" = Option<String>, Query, description = "One message type", example = "account.verification"),
        ("skip" = Option<u64>, Query, description = "Items to pass over", example = 0),
        ("limit" = Option<u64>, Query, description = "Items on a page", minimum = 1, maximum = 100, example = 10),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before", example = "eyJrZXkiOm51bGx9"),
    ),
    responses((status = 200, description = "One page", body = shape::List<Job>)),
    security(("bearer" = [])))]
pub async fn list(
    FromState(web): FromState<State>,
    Operator(actor): Operator,
    mut query: Query,
) -> Result<Response> {
    let wanted = job_query(&mut query);
    let page = Paging::read(&mut query).of(&mut query, &wanted.fingerprint())?;
    let listed = jobs::list(&web.app, &actor, &wanted, &page).await?;
    let body = extract::listing(&web, &query, &page, &listed, |job| linked(&web, job));
    Ok(shape::answer(StatusCode::OK, &body))
}

fn job_query(query: &mut Query) -> JobQuery {
    JobQuery {
        state: query.parsed("state", Fault::new("state", "job_state_unknown"), |text| {
            MessageState::parse(&text.to_ascii_uppercase())
        }),
        message_type: query.parsed(
            "type",
            Fault::new("type", "message_type_unknown"),
            MessageType::parse,
        ),
    }
}

/// Read one message.
#[utoipa::path(get, path = "/api/v1/jobs/{id}", tag = "jobs", operation_id = "readJob",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 200, description = "The message", body = Job)),
    security(("bearer" = [])))]
pub async fn read(
    FromState(web): FromState<State>,
    Operator(actor): Operator,
    Id(id): Id,
) -> Result<Response> {
    let job = jobs::show(&web.app, &actor, &id).await?;
    Ok(shape::answer(StatusCode::OK, &linked(&web, &job)))
}

/// Have a message delivered now.
///
/// One that was given up has all its attempts again; one that is being
/// delivered is left alone.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/retry", tag = "jobs", operation_id = "retryJob",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 200, description = "The message", body = Job)),
    security(("bearer" = [])))]
pub async fn retry(
    FromState(web): FromState<State>,
    Operator(actor): Operator,
    Id(id): Id,
) -> Result<Response> {
    let job = jobs::retry(&web.app, &actor, &id).await?;
    Ok(shape::answer(StatusCode::OK, &linked(&web, &job)))
}

/// Take a message out of the queue, undelivered.
///
/// One that is being delivered at this moment may be out already.
#[utoipa::path(delete, path = "/api/v1/jobs/{id}", tag = "jobs", operation_id = "dropJob",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 204, description = "It is gone")),
    security(("bearer" = [])))]
pub async fn delete(
    FromState(web): FromState<State>,
    Operator(actor): Operator,
    Id(id): Id,
) -> Result<StatusCode> {
    jobs::drop(&web.app, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A message as the API shows it, without links.
pub fn body(job: &Found) -> Value {
    let parked = job.state == MessageState::Parked;
    json!({
        "id": job.id,
        "type": job.message_type,
        "state": job.state.as_str(),
        "attempts": job.attempts,
        "error": job.error,
        "created_at": stamp(&job.created_at),
        "next_attempt_at": (!parked).then(|| stamp(&job.next_attempt_at)),
    })
}

fn linked(web: &Web, job: &Found) -> Value {
    let path = web.app.settings.http.link(&format!("/api/v1/jobs/{}", job.id));
    let link = |rel, method, action, tail: &str| json!({ "rel": rel, "href": format!("{path}{tail}"), "method": method, "action": action });
    let mut links = vec![link("self", "GET", "read", "")];
    if job.state != MessageState::Running {
        links.push(link("retry", "POST", "retry", "/retry"));
    }
    links.push(link("delete", "DELETE", "drop", ""));
    let mut body = body(job);
    body["links"] = links.into();
    body
}
