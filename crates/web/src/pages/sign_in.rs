//! Signing in and out, and giving the password once more.

use axum::extract::Request;
use axum::response::Response;
use domain::Error;
use serde_json::json;
use views::forms::{CONFIRM, LOGIN, REAUTHENTICATE};

use super::flash::Shown;
use super::next;
use super::visitor::{Member, Visitor, page, see_other};
use crate::error::Result;

pub async fn show(visitor: Visitor) -> Response {
    if visitor.user.is_some() {
        return see_other("/profile");
    }
    visitor.page("login", json!({ "form": visitor.form(&LOGIN, |name| visitor.only_next(name)) }))
}

pub async fn submit(visitor: Visitor, request: Request) -> Result<Response> {
    let mut input = visitor.read(request, &LOGIN).await?;
    if visitor.user.is_some() {
        return Ok(see_other("/profile"));
    }
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let (name, password) = (input.get("username"), input.get("password"));
    let signed_in = services::accounts::sign_in_browser;
    let result = signed_in(app, actor, name, password, input.ticked("remember")).await;
    match result {
        Ok(entered) => {
            let languages = visitor.web.texts.languages();
            visitor.context.prefer(languages, &entered.user.profile.locale);
            let to = next::or_profile(input.get("next"));
            let response = match entered.returned {
                true => visitor.says(to, "deletion_withdrawn"),
                false => see_other(to),
            };
            Ok(visitor.keep(response, &entered.session))
        }
        // Only the right password learns of the lock.
        Err(error @ Error::AccountLocked) => {
            let (locale, texts) = (visitor.context.locale(), &visitor.web.texts);
            let flash = Some(Shown::error(texts.error(locale, &error)));
            let values = json!({ "form": visitor.refilled(&input, &error) });
            let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page(&visitor.web, &visitor.context, status, "login", flash, values))
        }
        Err(error) => {
            input.faults.clear();
            visitor.again(
                "login",
                &input,
                error,
                "invalid_credentials",
                |form| json!({ "form": form }),
            )
        }
    }
}

pub async fn ask_to_leave(Member(visitor): Member) -> Response {
    visitor.page("logout", json!({ "form": visitor.form(&CONFIRM, |_| String::new()) }))
}

pub async fn leave(Member(visitor): Member, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    services::sessions::sign_out(&visitor.web.app, &visitor.actor).await?;
    Ok(visitor.forget(visitor.says("/login", "signed_out")))
}

pub async fn ask_again(Member(visitor): Member) -> Response {
    let form = visitor.form(&REAUTHENTICATE, |name| visitor.only_next(name));
    visitor.page("reauthenticate", json!({ "form": form }))
}

pub async fn confirm(Member(visitor): Member, request: Request) -> Result<Response> {
    let input = visitor.read(request, &REAUTHENTICATE).await?;
    let password = input.get("password");
    match services::sessions::confirm(&visitor.web.app, &visitor.actor, password).await {
        Ok(session) => {
            // What the page had to show again travels on.
            let to = next::or_profile(input.get("next"));
            let response = match &visitor.flash {
                Some(flash) => visitor.flashed(to, flash),
                None => see_other(to),
            };
            Ok(match session {
                Some(session) => visitor.keep(response, &session),
                None => response,
            })
        }
        Err(error) => visitor.again(
            "reauthenticate",
            &input,
            error,
            "invalid_credentials",
            |form| json!({ "form": form }),
        ),
    }
}
