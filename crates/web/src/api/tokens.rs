//! Signing in and out with OAuth 2.0 (RFC 6749, 7009).

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::http::header::PRAGMA;
use axum::response::{IntoResponse, Response};
use domain::Error;
use domain::sessions::Tokens;
use serde::Serialize;
use services::{accounts, sessions};
use utoipa::ToSchema;

use super::shape;
use crate::State;
use crate::error::{Problem, Result};
use crate::extract::{Anyone, Bearer, Form};

/// What a sign-in or refresh hands out.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "access_token": "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTkyIn0.c2lnbmF0dXJl",
    "token_type": "bearer",
    "expires_in": 900,
    "refresh_token": "AZLx4HweeACAABI0VniavN7w",
}))]
pub struct TokenAnswer {
    access_token: String,
    token_type: &'static str,
    /// Seconds.
    expires_in: i64,
    /// Good for one refresh.
    refresh_token: String,
}

fn tokens(tokens: Tokens) -> Response {
    let answer = shape::answer(
        StatusCode::OK,
        &TokenAnswer {
            access_token: tokens.access_token,
            token_type: "bearer",
            expires_in: tokens.expires_in,
            refresh_token: tokens.refresh_token,
        },
    );
    ([(PRAGMA, "no-cache")], answer).into_response()
}

fn unsupported_grant_type() -> Problem {
    Problem::door(StatusCode::BAD_REQUEST, "unsupported_grant_type")
}

/// A name and a password.
#[derive(ToSchema)]
#[schema(example = json!({"username": "ana@example.org", "password": "plum tractor at dawn"}))]
#[allow(dead_code)]
pub struct Login {
    /// An e-mail address or a nickname.
    username: String,
    password: String,
    /// `password`, if anything.
    grant_type: Option<String>,
}

/// Sign in.
#[utoipa::path(post, path = "/api/v1/login", tag = "sign-in", operation_id = "login",
    request_body(content = Login, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The tokens of a new session", body = TokenAnswer),
        (status = 400, description = "The account is locked"),
        (status = 401, description = "Wrong name or password"),
    ))]
pub async fn login(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    mut form: Form,
) -> Result<Response> {
    if form.optional("grant_type").is_some_and(|grant| grant != "password") {
        return Err(unsupported_grant_type());
    }
    let (name, password) = (form.required("username"), form.required("password"));
    form.check()?;
    let signed_in = accounts::sign_in(&web.app, &actor, &name, &password).await?;
    Ok(tokens(signed_in.tokens))
}

/// A grant.
#[derive(ToSchema)]
#[schema(example = json!({
    "grant_type": "refresh_token", "refresh_token": "AZLx4HweeACAABI0VniavN7w",
}))]
#[allow(dead_code)]
pub struct Grant {
    /// `password` or `refresh_token`.
    grant_type: String,
    /// With `password`: an e-mail address or a nickname.
    username: Option<String>,
    /// With `password`.
    password: Option<String>,
    /// With `refresh_token`; it is spent, and a new one is handed out.
    refresh_token: Option<String>,
}

/// Change a password or a refresh token into tokens.
#[utoipa::path(post, path = "/api/v1/token", tag = "sign-in", operation_id = "token",
    request_body(content = Grant, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "New tokens", body = TokenAnswer),
        (status = 400, description = "The grant is wrong, expired or spent"),
    ))]
pub async fn token(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    mut form: Form,
) -> Result<Response> {
    match form.required("grant_type").as_str() {
        "password" => {
            let (name, password) = (form.required("username"), form.required("password"));
            form.check_request()?;
            let signed_in = accounts::sign_in(&web.app, &actor, &name, &password).await;
            let signed_in = signed_in.map_err(|error| match error {
                Error::WrongCredentials => Error::InvalidGrant,
                other => other,
            })?;
            Ok(tokens(signed_in.tokens))
        }
        "refresh_token" => {
            let token = form.required("refresh_token");
            form.check_request()?;
            Ok(tokens(sessions::refresh(&web.app, actor.origin, &token).await?))
        }
        _ => {
            form.check_request()?;
            Err(unsupported_grant_type())
        }
    }
}

/// A token to be revoked.
#[derive(ToSchema)]
#[schema(example = json!({"token": "AZLx4HweeACAABI0VniavN7w"}))]
#[allow(dead_code)]
pub struct Revocation {
    /// An access or refresh token of the caller.
    token: String,
}

/// End the session that a token belongs to.
///
/// A token that is unknown is as good as revoked.
#[utoipa::path(post, path = "/api/v1/token/revoke", tag = "sign-in", operation_id = "revokeToken",
    request_body(content = Revocation, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, description = "The token is no good any more")),
    security(("bearer" = [])))]
pub async fn revoke(
    FromState(web): FromState<State>,
    Bearer(actor): Bearer,
    mut form: Form,
) -> Result<StatusCode> {
    let token = form.required("token");
    form.check_request()?;
    sessions::revoke_token(&web.app, &actor, &token).await?;
    Ok(StatusCode::OK)
}

/// End this session.
#[utoipa::path(post, path = "/api/v1/logout", tag = "sign-in", operation_id = "logout",
    responses((status = 204, description = "The session is over")),
    security(("bearer" = [])))]
pub async fn logout(FromState(web): FromState<State>, Bearer(actor): Bearer) -> Result<StatusCode> {
    sessions::sign_out(&web.app, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}
