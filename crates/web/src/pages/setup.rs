//! Making the first administrator, through the link that `serve` prints.

use axum::extract::Request;
use axum::response::Response;
use domain::Error;
use serde_json::json;
use services::accounts::Entry;
use views::forms::SETUP;

use super::visitor::Visitor;
use crate::error::Result;
use crate::extract::Token;

pub async fn show(visitor: Visitor, Token(token): Token) -> Result<Response> {
    services::setup::check(&visitor.web.app, &token).await?;
    let form = visitor.form(&SETUP, |_| String::new());
    Ok(visitor.page("setup", json!({ "form": form })))
}

pub async fn submit(visitor: Visitor, Token(token): Token, request: Request) -> Result<Response> {
    let mut input = visitor.read(request, &SETUP).await?;
    input.same("password1", "password2");
    let entry = Entry {
        email: input.get("email").to_owned(),
        password: Some(input.get("password1").to_owned()),
        faults: input.faults.clone(),
        ..Entry::default()
    };
    match services::accounts::setup(&visitor.web.app, &visitor.actor, &token, &entry).await {
        Ok(_) => Ok(visitor.says("/login", "set_up")),
        Err(error @ Error::NotFound(_)) => Err(error.into()),
        Err(error) => {
            visitor.again("setup", &input, error, "form_error", |form| json!({ "form": form }))
        }
    }
}
