//! Taking one's data along, and leaving.

use axum::extract::Request;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::Error;
use domain::accounts::Posts;
use serde_json::json;
use views::forms::DELETION;

use super::visitor::Member;
use crate::error::Result;

pub async fn show(Member(visitor): Member) -> Response {
    let days = visitor.web.app.settings.accounts.deletion_grace_days;
    let form = visitor.form(&DELETION, |_| String::new());
    visitor.page("data", json!({ "form": form, "grace_days": days }))
}

pub async fn download(member: Member) -> Result<Response> {
    let zip = services::own_data::export(&member.0.web.app, &member.0.actor).await?;
    let name = format!("attachment; filename=\"roster-{}.zip\"", member.user()?.nickname);
    let headers = [(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, zip).into_response())
}

pub async fn submit(Member(visitor): Member, request: Request) -> Result<Response> {
    let mut input = visitor.read(request, &DELETION).await?;
    let posts = match input.get("posts") {
        "keep" => Posts::Keep,
        "delete" | "" => Posts::Delete,
        _ => {
            input.faults.push(domain::Fault::new("posts", "posts_unknown"));
            Posts::Delete
        }
    };
    let days = visitor.web.app.settings.accounts.deletion_grace_days;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let password = input.filled("password").map(str::to_owned);
    let result = match (input.check(), password) {
        (Err(error), _) => Err(error),
        // Leaving asks for the password however lately it was given.
        (Ok(()), None) => Err(Error::field("password", "required")),
        (Ok(()), Some(password)) => {
            services::accounts::delete_me(app, actor, Some(&password), posts).await
        }
    };
    match result {
        Ok(()) => {
            let code = if days == 0 { "account_deleted" } else { "deletion_requested" };
            Ok(visitor.forget(visitor.says("/", code)))
        }
        Err(error) => visitor.again(
            "data",
            &input,
            error,
            "form_error",
            |form| json!({ "form": form, "grace_days": days }),
        ),
    }
}
