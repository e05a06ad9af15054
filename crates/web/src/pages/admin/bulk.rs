//! The same for many people: first whom it touches, then, when that is
//! agreed to, what became of each.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::{Error, User};
use serde_json::{Value, json};
use services::accounts::{self, Bulk, Outcome};
use services::users_csv;
use views::forms::admin::BULK;

use super::{Managing, back, shape};
use crate::error::Result;
use crate::pages::Visitor;
use crate::pages::form::Input;

pub async fn submit(Managing(visitor): Managing, request: Request) -> Result<Response> {
    let input = visitor.read(request, &BULK).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let back = back(input.get("back"), "/admin/users").to_owned();
    let people = accounts::chosen(app, actor, &input.all("ids")).await?;
    if people.is_empty() {
        return Ok(visitor.says(&back, "nobody_chosen_error"));
    }
    let what = match input.get("action") {
        "lock" => Bulk::Lock,
        "unlock" => Bulk::Unlock,
        "resend" => Bulk::Resend,
        "export" => return exported(&visitor, &people).await,
        "write" => return Ok(addressed(&visitor, &people, &back)),
        _ => return Err(Error::field("action", "action_unknown").into()),
    };
    if input.get("confirmed") != "yes" {
        let outcomes = people.iter().map(|user| accounts::foresee(actor, what, user));
        let rows: Vec<Value> =
            people.iter().zip(outcomes).map(|(user, o)| row(&visitor, user, &o)).collect();
        let form = visitor.form(&BULK, |name| match name {
            "confirmed" => "yes".to_owned(),
            "action" | "back" => input.get(name).to_owned(),
            _ => String::new(),
        });
        let form = form.at(BULK.action, "bulk");
        return Ok(preview(&visitor, StatusCode::OK, &input, rows, json!(form), &back));
    }
    let faulty = input.check().err();
    let done = match faulty {
        Some(error) => Err(error),
        None => accounts::bulk(app, actor, what, &people, input.filled("reason")).await,
    };
    match done {
        Ok(outcomes) => {
            let rows: Vec<Value> =
                people.iter().zip(&outcomes).map(|(user, o)| row(&visitor, user, o)).collect();
            let count = |wanted: &str| rows.iter().filter(|row| row["result"] == wanted).count();
            let values = json!({
                "action": input.get("action"), "back": back,
                "done": count("done"), "unchanged": count("unchanged"), "failed": count("failed"),
                "rows_of": rows,
            });
            Ok(visitor.page("admin/users_bulk_done", values))
        }
        Err(error) => {
            let Some((status, _)) = visitor.told(&error) else { return Err(error.into()) };
            let outcomes = people.iter().map(|user| accounts::foresee(actor, what, user));
            let rows = people.iter().zip(outcomes).map(|(u, o)| row(&visitor, u, &o)).collect();
            let form = visitor.refilled(&input, &error).at(BULK.action, "bulk");
            Ok(preview(&visitor, status, &input, rows, json!(form), &back))
        }
    }
}

fn preview(
    visitor: &Visitor,
    status: StatusCode,
    input: &Input,
    rows: Vec<Value>,
    form: Value,
    back: &str,
) -> Response {
    let touched = rows.iter().filter(|row| row["result"] == "done").count();
    let values = json!({
        "action": input.get("action"),
        "rows_of": rows,
        "touched": touched,
        "form": form,
        "back": back,
    });
    visitor.answer(status, "admin/users_bulk", None, values)
}

fn row(visitor: &Visitor, user: &User, outcome: &Outcome) -> Value {
    let (result, why) = match outcome {
        Outcome::Done => ("done", String::new()),
        Outcome::Unchanged => ("unchanged", String::new()),
        Outcome::Failed(error) => {
            ("failed", visitor.web.texts.error(visitor.context.locale(), error))
        }
    };
    json!({ "person": shape::person(&visitor.actor, user), "result": result, "why": why })
}

/// A letter to those who were chosen, for the reader's own mail program.
fn addressed(visitor: &Visitor, people: &[User], back: &str) -> Response {
    // What an address may hold and a query may not (RFC 6068, 2).
    let plain = |c: char| c.is_ascii_alphanumeric() || "@.-_~".contains(c);
    let mut mailto = String::from("mailto:?bcc=");
    for (at, user) in people.iter().enumerate() {
        if at > 0 {
            mailto.push(',');
        }
        for c in user.email.chars() {
            match plain(c) {
                true => mailto.push(c),
                false => mailto.extend(c.to_string().bytes().map(|byte| format!("%{byte:02X}"))),
            }
        }
    }
    let people: Vec<Value> =
        people.iter().map(|user| shape::person(&visitor.actor, user)).collect();
    let values = json!({ "people": people, "mailto": mailto, "back": back });
    visitor.page("admin/users_write", values)
}

/// Those who were chosen, as a file.
async fn exported(visitor: &Visitor, people: &[User]) -> Result<Response> {
    visitor.actor.must(domain::Permission::TransferUsers)?;
    let mut text = String::new();
    let everybody = domain::search::UserQuery::default();
    let export = users_csv::export(&visitor.web.app, &visitor.actor, everybody).await?;
    export.header(&mut text);
    people.iter().for_each(|user| export.line(&mut text, user));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"users.csv\""),
    ];
    Ok((headers, text).into_response())
}
