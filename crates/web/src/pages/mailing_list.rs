//! Leaving the mailing list through the link of a mail.

use axum::response::Response;
use serde_json::json;
use views::forms::CONFIRM;

use super::visitor::Visitor;
use crate::error::Result;
use crate::extract::Token;

pub async fn show(visitor: Visitor, Token(token): Token) -> Result<Response> {
    match services::mailing_list::check(&visitor.web.app, &token).await? {
        true => {
            let form = visitor.form(&CONFIRM, |_| String::new());
            Ok(visitor.page("unsubscribe", json!({ "form": form })))
        }
        false => Ok(visitor.page("unsubscribed", ())),
    }
}

/// The page's button, or one click on a mail reader's own (RFC 8058, 3.2),
/// which brings neither a cookie nor a form's token, and follows no redirect.
/// The link itself is the proof.
pub async fn leave(visitor: Visitor, Token(token): Token) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    services::mailing_list::unsubscribe(app, actor, &token).await?;
    Ok(visitor.page("unsubscribed", ()))
}
