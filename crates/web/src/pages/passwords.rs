//! Passwords: changing one's own, and setting one through a mailed link.

use axum::extract::Request;
use axum::response::Response;
use domain::Error;
use serde_json::json;
use views::forms::{PASSWORD_CHANGE, PASSWORD_FORGOT, PASSWORD_SET};

use super::visitor::{Member, Visitor, see_other};
use crate::error::Result;
use crate::extract::Token;

/// Where password managers look (W3C, a well-known URL for changing passwords).
pub async fn well_known() -> Response {
    see_other("/password/change")
}

pub async fn show_change(Member(visitor): Member) -> Response {
    let form = visitor.form(&PASSWORD_CHANGE, |_| String::new());
    visitor.page("password_change", json!({ "form": form }))
}

pub async fn change(Member(visitor): Member, request: Request) -> Result<Response> {
    let mut input = visitor.read(request, &PASSWORD_CHANGE).await?;
    input.same("new_password1", "new_password2");
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let (old, new) = (input.get("old_password"), input.get("new_password1"));
    let result = match input.check() {
        Ok(()) => services::accounts::change_password(app, actor, old, new).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(session) => {
            let response = see_other("/password/change/done");
            Ok(match session {
                Some(session) => visitor.keep(response, &session),
                None => response,
            })
        }
        Err(error) => visitor.again(
            "password_change",
            &input,
            error,
            "password_error",
            |form| json!({ "form": form }),
        ),
    }
}

pub async fn changed(Member(visitor): Member) -> Response {
    visitor.page("password_change_done", ())
}

pub async fn show_forgot(visitor: Visitor) -> Response {
    let email = visitor.user.as_ref().map_or(String::new(), |user| user.email.clone());
    let form = visitor.form(&PASSWORD_FORGOT, |_| email.clone());
    visitor.page("password_reset", json!({ "form": form }))
}

pub async fn forgot(visitor: Visitor, request: Request) -> Result<Response> {
    let input = visitor.read(request, &PASSWORD_FORGOT).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    match services::accounts::forgot_password(app, actor, input.get("email")).await {
        Ok(()) => Ok(see_other("/password/reset/sent")),
        Err(error) => visitor.again(
            "password_reset",
            &input,
            error,
            "form_error",
            |form| json!({ "form": form }),
        ),
    }
}

pub async fn sent(visitor: Visitor) -> Response {
    visitor.page("password_reset_sent", ())
}

pub async fn show_set(visitor: Visitor, Token(token): Token) -> Result<Response> {
    match services::accounts::check_reset(&visitor.web.app, &token).await {
        Ok(()) => {
            let form = visitor.form(&PASSWORD_SET, |_| String::new());
            Ok(visitor.page("password_set", json!({ "form": form })))
        }
        Err(error) => visitor.bad_link(error, "reset"),
    }
}

pub async fn set(visitor: Visitor, Token(token): Token, request: Request) -> Result<Response> {
    let mut input = visitor.read(request, &PASSWORD_SET).await?;
    input.same("new_password1", "new_password2");
    let (app, actor, new) = (&visitor.web.app, &visitor.actor, input.get("new_password1"));
    let result = match input.check() {
        Ok(()) => services::accounts::reset_password(app, actor, &token, new).await,
        Err(error) => Err(error),
    };
    match result {
        // Every session has ended, this browser's too.
        Ok(()) => Ok(visitor.forget(visitor.says("/login", "password_set"))),
        Err(error @ Error::InvalidResetToken) => visitor.bad_link(error, "reset"),
        Err(error) => visitor.again(
            "password_set",
            &input,
            error,
            "password_error",
            |form| json!({ "form": form }),
        ),
    }
}
