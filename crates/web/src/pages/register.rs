//! Registering.

use axum::extract::Request;
use axum::response::Response;
use domain::Error;
use domain::settings::Registration;
use serde_json::json;
use services::accounts::Entry;
use views::forms::REGISTER;

use super::next;
use super::visitor::{Visitor, see_other};
use crate::error::Result;

pub async fn show(visitor: Visitor) -> Response {
    if visitor.user.is_some() {
        return see_other("/profile");
    }
    let open = visitor.web.app.settings.accounts.registration == Registration::Open;
    let value = |name: &str| match name {
        "next" => visitor.next(),
        _ => String::new(),
    };
    visitor.page("register", json!({ "form": visitor.form(&REGISTER, value), "open": open }))
}

pub async fn submit(visitor: Visitor, request: Request) -> Result<Response> {
    let mut input = visitor.read(request, &REGISTER).await?;
    if visitor.user.is_some() {
        return Ok(see_other("/profile"));
    }
    input.same("password1", "password2");
    let entry = Entry {
        email: input.get("email").to_owned(),
        password: Some(input.get("password1").to_owned()),
        nickname: input.filled("username").map(str::to_owned),
        mailing_list: input.ticked("mailing_list"),
        faults: input.faults.clone(),
        ..Entry::default()
    };
    let next = next::leading("/login", input.get("next"));
    match services::accounts::register(&visitor.web.app, &visitor.actor, &entry).await {
        Ok(user) if user.email_verified => Ok(visitor.says(&next, "verified")),
        Ok(_) => Ok(visitor.says(&next, "registered")),
        Err(Error::RegistrationClosed) => Err(Error::RegistrationClosed.into()),
        Err(error) => visitor.again(
            "register",
            &input,
            error,
            "invalid_credentials",
            |form| json!({ "form": form, "open": true }),
        ),
    }
}
