//! Professional status.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use domain::professional::{RequestQuery, RequestStatus};
use domain::{Actor, Fault, Permission};
use serde_json::{Value, json};
use services::professional::{self, Shown};
use utoipa::ToSchema;

use super::shape::{self, stamp};
use crate::error::Result;
use crate::extract::{
    self, Fields, Granter, Id, Json, Key, MaybeJson, Member, PageParams, Paging, Query, once,
};
use crate::{State, Web};

/// A request for professional status, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "id": "0192f1e0-7c1e-7000-8000-0123456789ab",
    "user": { "id": "0192f1e0-7c1e-7000-8000-0123456789ac", "nickname": "leaping_otter_482" },
    "note": "I have taught for eleven years.",
    "status": "OPEN",
    "reason": null,
    "created_at": "2026-03-01T09:30:00.000000Z",
    "decided_at": null,
    "links": [{
        "rel": "approve",
        "href": "http://localhost:8000/api/v1/professional-requests/0192f1e0-7c1e-7000-8000-0123456789ab/approve",
        "method": "POST",
        "action": "approve",
    }],
}))]
#[allow(dead_code)]
pub struct ProfessionalRequest {
    #[schema(value_type = uuid::Uuid)]
    id: domain::Id,
    /// Who asks.
    user: Asker,
    note: String,
    /// `OPEN`, `APPROVED` or `REFUSED`.
    status: String,
    /// What whoever decided said.
    reason: Option<String>,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    decided_at: Option<String>,
    links: Vec<shape::Link>,
}

/// Whoever asks.
#[derive(ToSchema)]
#[allow(dead_code)]
pub struct Asker {
    #[schema(value_type = uuid::Uuid)]
    id: domain::Id,
    nickname: Option<String>,
}

/// Why somebody wants to be a professional.
#[derive(ToSchema)]
#[schema(example = json!({"note": "I have taught for eleven years."}))]
#[allow(dead_code)]
pub struct Note {
    note: String,
}

/// Whether somebody is a professional, and why.
#[derive(ToSchema)]
#[schema(example = json!({"is_professional": true, "reason": "Known from the workshop"}))]
#[allow(dead_code)]
pub struct StatusChange {
    is_professional: bool,
    reason: Option<String>,
}

/// Why; a refusal needs it.
#[derive(ToSchema)]
#[schema(example = json!({"reason": "The links do not show your work"}))]
#[allow(dead_code)]
pub struct Decision {
    reason: String,
}

fn path(id: domain::Id) -> String {
    format!("/api/v1/professional-requests/{id}")
}

fn shown(web: &Web, actor: &Actor, shown: &Shown) -> Value {
    let request = &shown.request;
    let link = shape::links_at(web, &path(request.id));
    let mut links = vec![link("self", "GET", "read", "")];
    if request.status == RequestStatus::Open && actor.must(Permission::GrantProfessional).is_ok() {
        links.push(link("approve", "POST", "approve", "/approve"));
        links.push(link("refuse", "POST", "refuse", "/refuse"));
    }
    json!({
        "id": request.id,
        "user": { "id": request.user_id, "nickname": shown.nickname },
        "note": request.note,
        "status": request.status.as_str(),
        "reason": request.reason,
        "created_at": stamp(&request.created_at),
        "decided_at": request.decided_at.as_ref().map(stamp),
        "links": links,
    })
}

/// Ask for professional status.
///
/// The profile has to be complete: both names, bio, location, picture, and one
/// of the two links. One open request a person.
#[utoipa::path(post, path = "/api/v1/users/me/professional-request", tag = "own account",
    operation_id = "requestProfessionalStatus",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request get the first answer again", example = "5f1c9c1e-professional")),
    request_body = Note,
    responses(
        (status = 201, description = "Managers are told", body = ProfessionalRequest),
        (status = 409, description = "There is an open request, or the status already"),
    ),
    security(("bearer" = [])))]
pub async fn request(
    FromState(web): FromState<State>,
    Member(actor): Member,
    key: Key,
    Json { mut fields, raw }: Json,
) -> Result<Response> {
    let note = fields.text("note").unwrap_or_default();
    fields.check()?;
    let (site, member) = (web.clone(), actor.clone());
    once(&web, &actor, key, &raw, async move {
        let made = professional::request(&site.app, &member, &note).await?;
        Ok(shape::made(&site, &shown(&site, &member, &made), &path(made.request.id)))
    })
    .await
}

/// List requests for professional status, the newest first.
#[utoipa::path(get, path = "/api/v1/professional-requests", tag = "users",
    operation_id = "listProfessionalRequests",
    params(
        ("status" = Option<String>, Query, description = "`OPEN`, `APPROVED` or `REFUSED`", example = "OPEN"),
        PageParams,
    ),
    responses((status = 200, description = "One page", body = shape::List<ProfessionalRequest>)),
    security(("bearer" = [])))]
pub async fn list(
    FromState(web): FromState<State>,
    Granter(actor): Granter,
    mut query: Query,
) -> Result<Response> {
    let unknown = Fault::new("status", "request_status_unknown");
    let wanted = RequestQuery { status: query.parsed("status", unknown, RequestStatus::parse) };
    let page = Paging::read(&mut query).of(&mut query, &wanted.fingerprint())?;
    let listed = professional::list(&web.app, &actor, &wanted, &page).await?;
    let body =
        extract::listing(&web, &query, &page, &listed, |request| shown(&web, &actor, request));
    Ok(shape::answer(StatusCode::OK, &body))
}

/// Read a request for professional status.
///
/// One's own, or anybody's for managers.
#[utoipa::path(get, path = "/api/v1/professional-requests/{id}", tag = "users",
    operation_id = "readProfessionalRequest",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 200, description = "The request", body = ProfessionalRequest)),
    security(("bearer" = [])))]
pub async fn read(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
) -> Result<Response> {
    let found = professional::read(&web.app, &actor, &id).await?;
    Ok(shape::answer(StatusCode::OK, &shown(&web, &actor, &found)))
}

/// Approve a request for professional status.
#[utoipa::path(post, path = "/api/v1/professional-requests/{id}/approve", tag = "users",
    operation_id = "approveProfessionalRequest",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body(content = super::roles::Reason, description = "May be left out"),
    responses(
        (status = 200, description = "The request", body = ProfessionalRequest),
        (status = 409, description = "It was refused already"),
    ),
    security(("bearer" = [])))]
pub async fn approve(
    FromState(web): FromState<State>,
    Granter(actor): Granter,
    Id(id): Id,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    let reason = super::roles::optional_reason(fields)?;
    let done = professional::approve(&web.app, &actor, &id, reason.as_deref()).await?;
    Ok(shape::answer(StatusCode::OK, &shown(&web, &actor, &done)))
}

/// Refuse a request for professional status.
#[utoipa::path(post, path = "/api/v1/professional-requests/{id}/refuse", tag = "users",
    operation_id = "refuseProfessionalRequest",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body = Decision,
    responses(
        (status = 200, description = "The request", body = ProfessionalRequest),
        (status = 409, description = "It was approved already"),
    ),
    security(("bearer" = [])))]
pub async fn refuse(
    FromState(web): FromState<State>,
    Granter(actor): Granter,
    Id(id): Id,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    let reason = super::roles::optional_reason(fields)?.unwrap_or_default();
    let done = professional::refuse(&web.app, &actor, &id, &reason).await?;
    Ok(shape::answer(StatusCode::OK, &shown(&web, &actor, &done)))
}

/// Grant or withdraw professional status.
///
/// A grant answers an open request.
#[utoipa::path(put, path = "/api/v1/users/{id}/professional", tag = "users",
    operation_id = "changeProfessionalStatus",
    params(("id" = String, Path, description = "Whom", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body = StatusChange,
    responses((status = 200, description = "The person", body = shape::User)),
    security(("bearer" = [])))]
pub async fn change(
    FromState(web): FromState<State>,
    Granter(actor): Granter,
    Id(id): Id,
    Json { mut fields, .. }: Json,
) -> Result<Response> {
    let is_professional = required_flag(&mut fields);
    let reason = super::roles::optional_reason(fields)?;
    let user = professional::set(&web.app, &actor, &id, is_professional, reason.as_deref()).await?;
    Ok(shape::user(&web, StatusCode::OK, &user, shape::links(&web, &actor, &user)))
}

fn required_flag(fields: &mut Fields) -> bool {
    if !fields.has("is_professional") {
        fields.push(Fault::new("is_professional", "required"));
    }
    fields.flag("is_professional").unwrap_or(false)
}
