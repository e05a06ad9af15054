//! Roles, locks, and what else managers do to an account.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Fault, Role};
use services::accounts;
use utoipa::ToSchema;

use super::{edit, shape};
use crate::State;
use crate::error::Result;
use crate::extract::{Fields, Id, Json, Manager, MaybeJson, RoleChanger};

/// A role, and why.
#[derive(ToSchema)]
#[schema(example = json!({"role": "MANAGER", "reason": "Runs the office"}))]
#[allow(dead_code)]
pub struct RoleChange {
    /// `ANONYMOUS`, `AUTHENTICATED`, `MANAGER` or `ADMIN`.
    role: String,
    reason: String,
}

/// Give a person another role.
///
/// Refused when no active administrator would be left.
#[utoipa::path(put, path = "/api/v1/users/{id}/role", tag = "users", operation_id = "changeRole",
    params(("id" = String, Path, description = "Whom", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body = RoleChange,
    responses(
        (status = 200, description = "The person", body = shape::User),
        (status = 409, description = "No active administrator would be left"),
    ),
    security(("bearer" = [])))]
pub async fn change_role(
    FromState(web): FromState<State>,
    RoleChanger(actor): RoleChanger,
    Id(id): Id,
    Json { mut fields, .. }: Json,
) -> Result<Response> {
    let role = required_role(&mut fields);
    let reason = fields.required("reason");
    if !reason.is_empty() {
        reason_checked(&mut fields, Some(&reason));
    }
    fields.check()?;
    let user = services::roles::change(&web.app, &actor, &id, role, &reason).await?;
    Ok(shape::user(&web, StatusCode::OK, &user, shape::links(&web, &actor, &user)))
}

fn required_role(fields: &mut Fields) -> Role {
    match fields.has("role") {
        true => edit::role(fields),
        false => {
            fields.push(Fault::new("role", "required"));
            None
        }
    }
    .unwrap_or(Role::Anonymous)
}

fn reason_checked(fields: &mut Fields, reason: Option<&str>) {
    if let Err(fault) = accounts::check_reason(reason) {
        fields.push(fault);
    }
}

pub(super) fn optional_reason(mut fields: Fields) -> Result<Option<String>> {
    let reason = fields.text("reason");
    reason_checked(&mut fields, reason.as_deref());
    fields.check()?;
    Ok(reason)
}

/// Why; may be left out.
#[derive(ToSchema)]
#[schema(example = json!({"reason": "Sent spam"}))]
#[allow(dead_code)]
pub struct Reason {
    reason: Option<String>,
}

/// Lock an account.
///
/// Its sessions end, and only a manager or administrator unlocks it.
#[utoipa::path(post, path = "/api/v1/users/{id}/lock", tag = "users", operation_id = "lockUser",
    params(("id" = String, Path, description = "Whom", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body(content = Reason, description = "May be left out"),
    responses(
        (status = 200, description = "The person", body = shape::User),
        (status = 409, description = "No active administrator would be left"),
    ),
    security(("bearer" = [])))]
pub async fn lock(
    FromState(web): FromState<State>,
    Manager(actor): Manager,
    Id(id): Id,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    let reason = optional_reason(fields)?;
    let user = accounts::lock(&web.app, &actor, &id, reason.as_deref()).await?;
    Ok(shape::user(&web, StatusCode::OK, &user, shape::links(&web, &actor, &user)))
}

/// Unlock an account.
#[utoipa::path(post, path = "/api/v1/users/{id}/unlock", tag = "users", operation_id = "unlockUser",
    params(("id" = String, Path, description = "Whom", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body(content = Reason, description = "May be left out"),
    responses((status = 200, description = "The person", body = shape::User)),
    security(("bearer" = [])))]
pub async fn unlock(
    FromState(web): FromState<State>,
    Manager(actor): Manager,
    Id(id): Id,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    let reason = optional_reason(fields)?;
    let user = accounts::unlock(&web.app, &actor, &id, reason.as_deref()).await?;
    Ok(shape::user(&web, StatusCode::OK, &user, shape::links(&web, &actor, &user)))
}

/// Have a person's verification mail sent again.
#[utoipa::path(post, path = "/api/v1/users/{id}/resend-verification", tag = "users",
    operation_id = "resendVerificationTo",
    params(("id" = String, Path, description = "To whom", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    responses((status = 202, description = "Under way, if the address waits for proof")),
    security(("bearer" = [])))]
pub async fn resend_verification(
    FromState(web): FromState<State>,
    Manager(actor): Manager,
    Id(id): Id,
) -> Result<StatusCode> {
    accounts::resend_verification_to(&web.app, &actor, &id).await?;
    Ok(StatusCode::ACCEPTED)
}
