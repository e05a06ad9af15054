//! Invitations.

use axum::extract::State as FromState;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::error::Fault;
use domain::invitations::{InvitationStatus, Invitee};
use domain::{Actor, Error, Permission};
use serde_json::{Value, json};
use services::invitations::{self, Change, Opening, Shown};
use utoipa::ToSchema;

use super::shape::{self, stamp};
use crate::error::Result;
use crate::extract::{
    self, Anyone, Fields, Id, InvitationManager, Json, Key, Member, PageParams, Paging, Query, once,
};
use crate::{State, Web};

/// An invitation, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "id": "0192f1e0-7c1e-7000-8000-0123456789ab",
    "name": "Bo",
    "email": "bo@example.org",
    "message": "We meet every Thursday.",
    "status": "SENT",
    "accept_url": "http://localhost:8000/invitations/accept?inviter=YW5h&token=AZLx4HwecACAAAEjRWeJq2hLsYV0cZ0m0dPpVQh7bUU",
    "inviter": "ana",
    "created_at": "2026-03-01T09:30:00.000000Z",
    "expires_at": "2026-03-15T09:30:00.000000Z",
    "accepted_at": null,
    "converted_at": null,
    "links": [{
        "rel": "resend",
        "href": "http://localhost:8000/api/v1/invitations/0192f1e0-7c1e-7000-8000-0123456789ab/resend",
        "method": "POST",
        "action": "resend",
    }],
}))]
#[allow(dead_code)]
pub struct Invitation {
    #[schema(value_type = uuid::Uuid)]
    id: domain::Id,
    /// Null, as address and message, when it ended long ago.
    name: Option<String>,
    email: Option<String>,
    message: Option<String>,
    /// `SENT`, `ACCEPTED`, `CONVERTED`, `EXPIRED` or `REVOKED`.
    status: String,
    /// To be shared; the code leads to it. The mail has a link of its own.
    accept_url: String,
    /// The nickname of whoever invites.
    inviter: String,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    expires_at: String,
    #[schema(format = DateTime)]
    accepted_at: Option<String>,
    #[schema(format = DateTime)]
    converted_at: Option<String>,
    links: Vec<shape::Link>,
}

/// Somebody who is to be invited; or, as `invitations`, several at once.
#[derive(ToSchema)]
#[schema(example = json!({"name": "Bo", "email": "bo@example.org", "message": "We meet every Thursday."}))]
#[allow(dead_code)]
pub struct NewInvitation {
    name: Option<String>,
    email: Option<String>,
    message: Option<String>,
    /// Instead of the others: at most 1,000 objects with `name`, `email` and
    /// `message`. All of them are invited, or nobody.
    #[schema(value_type = Option<Vec<Object>>)]
    invitations: Option<Vec<Value>>,
}

/// What changes; the status to `REVOKED` only.
#[derive(ToSchema)]
#[schema(example = json!({"status": "REVOKED"}))]
#[allow(dead_code)]
pub struct InvitationChange {
    name: Option<String>,
    message: Option<String>,
    status: Option<String>,
}

/// How many there have been; one that was accepted and then converted counts
/// as both.
#[derive(ToSchema)]
#[schema(example = json!({"sent": 12, "accepted": 7, "converted": 5, "expired": 3, "revoked": 1}))]
#[allow(dead_code)]
pub struct InvitationStats {
    sent: u64,
    accepted: u64,
    converted: u64,
    expired: u64,
    revoked: u64,
}

fn path(id: domain::Id) -> String {
    format!("/api/v1/invitations/{id}")
}

/// What the API and the command line show of an invitation, without links.
pub fn body(shown: &Shown) -> Value {
    let invitation = &shown.invitation;
    json!({
        "id": invitation.id,
        "name": invitation.name,
        "email": invitation.email,
        "message": invitation.message,
        "status": shown.status.as_str(),
        "accept_url": shown.accept_url,
        "inviter": shown.inviter,
        "created_at": stamp(&invitation.created_at),
        "expires_at": stamp(&invitation.expires_at),
        "accepted_at": invitation.accepted_at.as_ref().map(stamp),
        "converted_at": invitation.converted_at.as_ref().map(stamp),
    })
}

fn shown(web: &Web, actor: &Actor, shown: &Shown) -> Value {
    let link = shape::links_at(web, &path(shown.invitation.id));
    let mut links = vec![link("self", "GET", "read", "")];
    if shown.status.is_open() || shown.status == InvitationStatus::Expired {
        links.push(link("resend", "POST", "resend", "/resend"));
    }
    if shown.status.is_open() {
        links.push(link("revoke", "PATCH", "revoke", ""));
    }
    links.push(link("qr", "GET", "read_qr", "/qr.png"));
    if actor.must(Permission::ManageInvitations).is_ok() {
        links.push(link("delete", "DELETE", "delete", ""));
    }
    let mut body = body(shown);
    body["links"] = json!(links);
    body
}

fn invitee(fields: &mut Fields) -> Invitee {
    Invitee {
        name: fields.text("name").unwrap_or_default(),
        email: fields.text("email").unwrap_or_default(),
        message: fields.text("message"),
    }
}

/// The list's elements, and what is wrong with how they are written.
fn invitees(list: Value, faults: &mut Vec<Fault>) -> Vec<Invitee> {
    let Value::Array(list) = list else {
        faults.push(Fault::new("invitations", "wrong_type"));
        return Vec::new();
    };
    let mut read = Vec::with_capacity(list.len());
    for (at, one) in list.into_iter().enumerate() {
        let Ok(mut fields) = serde_json::from_value::<Fields>(one) else {
            faults.push(Fault::new(format!("invitations[{at}]"), "wrong_type"));
            continue;
        };
        read.push(invitee(&mut fields));
        faults.extend(fields.finish().into_iter().map(|mut fault| {
            fault.field = format!("invitations[{at}].{}", fault.field).into();
            fault
        }));
    }
    read
}

/// Invite somebody, or several people at once.
///
/// Each gets a mail with the QR code of a link. An invitation to the address
/// of a member looks like any other, and sends nothing. Several are invited all
/// or none: a fault's field is `invitations[1].name`.
#[utoipa::path(post, path = "/api/v1/invitations", tag = "invitations", operation_id = "createInvitation",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request get the first answer again", example = "5f1c9c1e-invitation")),
    request_body = NewInvitation,
    responses((status = 201, description = "The invitation; of several, `{items}`", body = Invitation)),
    security(("bearer" = [])))]
pub async fn create(
    FromState(web): FromState<State>,
    Member(actor): Member,
    key: Key,
    Json { mut fields, raw }: Json,
) -> Result<Response> {
    let list = fields.take("invitations");
    let (site, member) = (web.clone(), actor.clone());
    once(&web, &actor, key, &raw, async move {
        let (body, path) = match list {
            None => {
                let invitee = invitee(&mut fields);
                let door = fields.finish();
                let made = invitations::create(&site.app, &member, &invitee, &door).await?;
                (shown(&site, &member, &made), path(made.invitation.id))
            }
            Some(list) => {
                let mut faults = fields.finish();
                let invitees = invitees(list, &mut faults);
                let made = invitations::create_all(&site.app, &member, &invitees, faults).await?;
                let items: Vec<Value> = made.iter().map(|one| shown(&site, &member, one)).collect();
                (json!({ "items": items }), "/api/v1/invitations".to_owned())
            }
        };
        Ok(shape::made(&site, &body, &path))
    })
    .await
}

/// List invitations, the newest first.
///
/// A member's own; everyone's for managers.
#[utoipa::path(get, path = "/api/v1/invitations", tag = "invitations", operation_id = "listInvitations",
    params(
        ("status" = Option<String>, Query, description = "`SENT`, `ACCEPTED`, `CONVERTED`, `EXPIRED` or `REVOKED`", example = "SENT"),
        PageParams,
    ),
    responses((status = 200, description = "One page", body = shape::List<Invitation>)),
    security(("bearer" = [])))]
pub async fn list(
    FromState(web): FromState<State>,
    Member(actor): Member,
    mut query: Query,
) -> Result<Response> {
    let unknown = Fault::new("status", "invitation_status_unknown");
    let status = query.parsed("status", unknown, InvitationStatus::parse);
    let wanted = invitations::scope(&actor, status);
    let page = Paging::read(&mut query).of(&mut query, &wanted.fingerprint())?;
    let listed = invitations::list(&web.app, &actor, &wanted, &page).await?;
    let body = extract::listing(&web, &query, &page, &listed, |one| shown(&web, &actor, one));
    Ok(shape::answer(StatusCode::OK, &body))
}

/// Count invitations and what became of them.
///
/// A member's own; everyone's for managers. The numbers are cumulative.
#[utoipa::path(get, path = "/api/v1/invitations/stats", tag = "invitations", operation_id = "readInvitationStats",
    responses((status = 200, description = "The counts", body = InvitationStats)),
    security(("bearer" = [])))]
pub async fn stats(FromState(web): FromState<State>, Member(actor): Member) -> Result<Response> {
    let stats = invitations::stats(&web.app, &actor).await?;
    Ok(shape::answer(StatusCode::OK, &counts(&stats)))
}

/// Counts, as the API and the command line show them.
pub fn counts(stats: &domain::invitations::InvitationStats) -> Value {
    json!({
        "sent": stats.sent,
        "accepted": stats.accepted,
        "converted": stats.converted,
        "expired": stats.expired,
        "revoked": stats.revoked,
    })
}

/// Follow the link of an invitation.
///
/// The first time marks it as accepted; HEAD marks nothing. It leads to
/// `invitations.redirect_url`, or else to `/register?invitation=TOKEN`.
#[utoipa::path(get, path = "/api/v1/invitations/accept", tag = "invitations", operation_id = "acceptInvitation",
    params(
        ("inviter" = String, Query, description = "From the link", example = "YW5h"),
        ("token" = String, Query, description = "From the link", example = "AZLx4HwecACAAAEjRWeJq2hLsYV0cZ0m0dPpVQh7bUU"),
    ),
    responses(
        (status = 302, description = "Where it leads", headers(("Location" = String, description = "The address"))),
        (status = 404, description = "Unknown or tampered with"),
        (status = 410, description = "Revoked or expired"),
    ))]
pub async fn accept(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    mut query: Query,
    method: Method,
) -> Result<Response> {
    let inviter = query.raw("inviter").unwrap_or_default();
    let token = query.raw("token").unwrap_or_default();
    forward(&web, &actor, (&inviter, &token), &method).await
}

/// Where the link of an invitation leads; a look by HEAD marks nothing.
pub async fn forward(
    web: &Web,
    actor: &Actor,
    (inviter, token): (&str, &str),
    method: &Method,
) -> Result<Response> {
    let opening = match *method == Method::HEAD {
        true => Opening::Look,
        false => Opening::Counts,
    };
    let to = invitations::accept(&web.app, actor, inviter, token, opening).await?;
    let to = HeaderValue::from_bytes(to.as_bytes()).map_err(Error::internal)?;
    Ok((StatusCode::FOUND, [(LOCATION, to)]).into_response())
}

/// Read an invitation.
///
/// One's own, or anybody's for managers.
#[utoipa::path(get, path = "/api/v1/invitations/{id}", tag = "invitations", operation_id = "readInvitation",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 200, description = "The invitation", body = Invitation)),
    security(("bearer" = [])))]
pub async fn read(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
) -> Result<Response> {
    let found = invitations::read(&web.app, &actor, &id).await?;
    Ok(shape::answer(StatusCode::OK, &shown(&web, &actor, &found)))
}

/// Change or revoke an invitation.
///
/// While it is open, name and message change, and the status to `REVOKED`.
#[utoipa::path(patch, path = "/api/v1/invitations/{id}", tag = "invitations", operation_id = "updateInvitation",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body = InvitationChange,
    responses(
        (status = 200, description = "The invitation", body = Invitation),
        (status = 409, description = "It is not open any more"),
    ),
    security(("bearer" = [])))]
pub async fn update(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    Json { fields, .. }: Json,
) -> Result<Response> {
    let current = invitations::read(&web.app, &actor, &id).await?;
    let change = change(fields, &body(&current));
    let changed = invitations::change(&web.app, &actor, &id, &change).await?;
    Ok(shape::answer(StatusCode::OK, &shown(&web, &actor, &changed)))
}

/// What was read may be sent back, as long as it is the same.
fn change(mut fields: Fields, current: &Value) -> Change {
    fields.take("links");
    let mut change = Change::default();
    fields.not_empty();
    for (name, value) in current.as_object().into_iter().flatten() {
        if fields.peek(name) == Some(value) {
            fields.take(name);
        } else if fields.has(name) && !["name", "message", "status"].contains(&name.as_str()) {
            fields.take(name);
            fields.push(Fault::new(name.clone(), "read_only"));
        }
    }
    change.name = fields.not_null("name");
    change.message = fields.nullable("message");
    if let Some(status) = fields.not_null("status") {
        change.revoke = InvitationStatus::parse(&status) == Some(InvitationStatus::Revoked);
        if !change.revoke && !status.is_empty() {
            fields.push(Fault::new("status", "invitation_status"));
        }
    }
    change.faults = fields.finish();
    change
}

/// Remove an invitation with its code.
#[utoipa::path(delete, path = "/api/v1/invitations/{id}", tag = "invitations", operation_id = "deleteInvitation",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 204, description = "It is gone")),
    security(("bearer" = [])))]
pub async fn delete(
    FromState(web): FromState<State>,
    InvitationManager(actor): InvitationManager,
    Id(id): Id,
) -> Result<StatusCode> {
    invitations::delete(&web.app, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mail an invitation once more.
///
/// The link stays the same; its time begins anew, also when it had run out.
#[utoipa::path(post, path = "/api/v1/invitations/{id}/resend", tag = "invitations", operation_id = "resendInvitation",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses(
        (status = 200, description = "The invitation", body = Invitation),
        (status = 409, description = "It is converted or revoked"),
    ),
    security(("bearer" = [])))]
pub async fn resend(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
) -> Result<Response> {
    let sent = invitations::resend(&web.app, &actor, &id).await?;
    Ok(shape::answer(StatusCode::OK, &shown(&web, &actor, &sent)))
}

/// Get the QR code of an invitation's link.
#[utoipa::path(get, path = "/api/v1/invitations/{id}/qr.png", tag = "invitations", operation_id = "readInvitationQr",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 200, description = "The picture", content_type = "image/png", body = Vec<u8>,
        example = json!("PNG…"))),
    security(("bearer" = [])))]
pub async fn qr(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
) -> Result<Response> {
    let png = invitations::qr(&web.app, &actor, &id).await?;
    Ok(([(CONTENT_TYPE, "image/png")], png).into_response())
}
