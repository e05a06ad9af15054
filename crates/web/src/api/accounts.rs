//! Registering, and proving an address.

use axum::extract::State as FromState;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use services::accounts;
use utoipa::ToSchema;

use super::{edit, shape};
use crate::State;
use crate::error::Result;
use crate::extract::{Anyone, IdAndToken, Json, Key, once};

/// Someone who registers.
#[derive(ToSchema)]
#[schema(example = json!({"email": "ana@example.org", "password": "plum tractor at dawn"}))]
#[allow(dead_code)]
pub struct Registration {
    /// At most 254 octets.
    email: String,
    /// 8 to 128 characters that are hard to guess.
    password: String,
    /// 3 to 50 of `A-Z a-z 0-9 _ -`; drawn when left out.
    nickname: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    bio: Option<String>,
    location: Option<String>,
    profile_picture_url: Option<String>,
    linkedin_profile_url: Option<String>,
    github_profile_url: Option<String>,
    /// BCP 47 tag; the reader's language when left out.
    locale: Option<String>,
    /// IANA zone.
    time_zone: Option<String>,
    /// Whether first and last name are public.
    show_name: Option<bool>,
    /// Profile fields that the administrator defined.
    #[schema(value_type = Option<Object>)]
    extra: Option<serde_json::Map<String, serde_json::Value>>,
    /// Whether to join the mailing list.
    mailing_list: Option<bool>,
    /// The token of an invitation. Where it went to this address, that is
    /// proved by it.
    invitation: Option<String>,
}

/// Register oneself.
///
/// A mail with a link that proves the address follows; until it is opened,
/// nobody can sign in. Who comes by an invitation that went to the address is
/// proved at once. A `role` is accepted and ignored.
#[utoipa::path(post, path = "/api/v1/register", tag = "accounts", operation_id = "register",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request get the first answer again", example = "5f1c9c1e-register")),
    request_body = Registration,
    responses((status = 201, description = "The new person", body = shape::User)))]
pub async fn register(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    key: Key,
    Json { fields, raw }: Json,
) -> Result<Response> {
    let entry = edit::registration(fields);
    let (site, guest) = (web.clone(), actor.clone());
    once(&web, &actor, key, &raw, async move {
        let user = accounts::register(&site.app, &guest, &entry).await?;
        Ok(shape::created(&site, &guest, &user))
    })
    .await
}

#[derive(Serialize, ToSchema)]
#[schema(example = json!({"message": "Email verified successfully"}))]
pub struct Message {
    message: String,
}

/// Prove an address with the token of a mail.
///
/// The same link proves a new address, or takes a change of address back.
#[utoipa::path(get, path = "/api/v1/verify-email/{user_id}/{token}", tag = "accounts",
    operation_id = "verifyEmail",
    params(
        ("user_id" = String, Path, description = "Whose address", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("token" = String, Path, description = "From the mail", example = "hLsYV0cZ0m0dPpVQh7bUVYxkW3V9xJ7uYqg5sQO2m4E"),
    ),
    responses((status = 200, description = "The address is proved", body = Message)))]
pub async fn verify_email(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    IdAndToken(user_id, token): IdAndToken,
    method: Method,
) -> Result<Response> {
    if method == Method::HEAD {
        // Looking spends nothing.
        return Ok(StatusCode::OK.into_response());
    }
    accounts::verify(&web.app, &actor, &user_id, &token).await?;
    let message = web.texts.get(&actor.origin.locale, "verified", &[]);
    Ok(shape::answer(StatusCode::OK, &Message { message }))
}

/// An address.
#[derive(ToSchema)]
#[schema(example = json!({"email": "ana@example.org"}))]
#[allow(dead_code)]
pub struct Address {
    email: String,
}

/// Have the verification mail sent again.
///
/// The answer is the same whether or not the address waits for one.
#[utoipa::path(post, path = "/api/v1/verify-email/resend", tag = "accounts",
    operation_id = "resendVerification", request_body = Address,
    responses((status = 202, description = "Taken note of")))]
pub async fn resend_verification(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    Json { mut fields, .. }: Json,
) -> Result<StatusCode> {
    let email = fields.required("email");
    fields.check()?;
    accounts::resend_verification(&web.app, &actor, &email).await?;
    Ok(StatusCode::ACCEPTED)
}
