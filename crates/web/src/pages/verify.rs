//! Proving an address: the mailed link opens a page with a button, so that a
//! mail scanner's visit spends nothing.

use axum::extract::Request;
use axum::response::Response;
use serde_json::json;
use views::forms::{CONFIRM, VERIFY_AGAIN};

use super::visitor::Visitor;
use crate::error::Result;
use crate::extract::IdAndToken;

pub async fn show(visitor: Visitor, IdAndToken(user_id, token): IdAndToken) -> Result<Response> {
    let checked = services::accounts::check_verification(&visitor.web.app, &user_id, &token).await;
    match checked {
        Ok(()) => {
            let form = visitor.form(&CONFIRM, |_| String::new());
            Ok(visitor.page("verify_email", json!({ "form": form })))
        }
        Err(error) => visitor.bad_link(error, "verification"),
    }
}

pub async fn confirm(
    visitor: Visitor,
    IdAndToken(user_id, token): IdAndToken,
    request: Request,
) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    match services::accounts::verify(app, actor, &user_id, &token).await {
        Ok(()) => {
            let to = if visitor.user.is_some() { "/profile" } else { "/login" };
            Ok(visitor.says(to, "verified"))
        }
        Err(error) => visitor.bad_link(error, "verification"),
    }
}

pub async fn show_again(visitor: Visitor) -> Response {
    let form = visitor.form(&VERIFY_AGAIN, |_| String::new());
    visitor.page("verify_email_resend", json!({ "form": form }))
}

pub async fn again(visitor: Visitor, request: Request) -> Result<Response> {
    let input = visitor.read(request, &VERIFY_AGAIN).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    match services::accounts::resend_verification(app, actor, input.get("email")).await {
        Ok(()) => Ok(visitor.says("/verify-email", "verification_sent")),
        Err(error) => visitor.again(
            "verify_email_resend",
            &input,
            error,
            "form_error",
            |form| json!({ "form": form }),
        ),
    }
}
