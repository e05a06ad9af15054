//! Forgetting, resetting and changing passwords.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use services::accounts;
use utoipa::ToSchema;

use super::accounts::Address;
use crate::State;
use crate::error::Result;
use crate::extract::{Anyone, Json, Member};

/// Have a reset mail sent.
///
/// The answer is the same whether or not the address is anybody's.
#[utoipa::path(post, path = "/api/v1/password/forgot", tag = "passwords",
    operation_id = "forgotPassword", request_body = Address,
    responses((status = 202, description = "Taken note of")))]
pub async fn forgot(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    Json { mut fields, .. }: Json,
) -> Result<StatusCode> {
    let email = fields.required("email");
    fields.check()?;
    accounts::forgot_password(&web.app, &actor, &email).await?;
    Ok(StatusCode::ACCEPTED)
}

/// A new password, and the token that allows it.
#[derive(ToSchema)]
#[schema(example = json!({
    "token": "hLsYV0cZ0m0dPpVQh7bUVYxkW3V9xJ7uYqg5sQO2m4E", "password": "a lantern over Kazan",
}))]
#[allow(dead_code)]
pub struct Reset {
    /// From the mail.
    token: String,
    password: String,
}

/// Set a password with the token of a mail.
///
/// That proves the address, unlocks an account locked by failures, and ends
/// every session.
#[utoipa::path(post, path = "/api/v1/password/reset", tag = "passwords",
    operation_id = "resetPassword", request_body = Reset,
    responses((status = 204, description = "The password is set")))]
pub async fn reset(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    Json { mut fields, .. }: Json,
) -> Result<StatusCode> {
    let (token, password) = (fields.required("token"), fields.required("password"));
    fields.check()?;
    accounts::reset_password(&web.app, &actor, &token, &password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The old password and the new one.
#[derive(ToSchema)]
#[schema(example = json!({
    "old_password": "plum tractor at dawn", "new_password": "a lantern over Kazan",
}))]
#[allow(dead_code)]
pub struct PasswordChange {
    old_password: String,
    new_password: String,
}

/// Change one's own password; every other session ends.
#[utoipa::path(post, path = "/api/v1/password/change", tag = "passwords",
    operation_id = "changePassword", request_body = PasswordChange,
    responses((status = 204, description = "The password is changed")),
    security(("bearer" = [])))]
pub async fn change(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Json { mut fields, .. }: Json,
) -> Result<StatusCode> {
    let (old, new) = (fields.required("old_password"), fields.required("new_password"));
    fields.check()?;
    accounts::change_password(&web.app, &actor, &old, &new).await?;
    Ok(StatusCode::NO_CONTENT)
}
