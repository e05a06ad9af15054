//! The queue of messages.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::messages::{Job, JobQuery, MessageState};
use domain::page::Listed;
use domain::{Fault, MessageType};
use serde_json::{Value, json};
use services::jobs;
use views::forms::admin::BACK;

use super::list::{self, chips, filter};
use super::shape::time;
use super::{Operating, back};
use crate::error::Result;
use crate::extract::Id;

pub async fn show(Operating(visitor): Operating) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let mut query = list::query(&visitor);
    let number = list::number(&mut query);
    let wanted = JobQuery {
        state: query.parsed("state", Fault::new("state", "job_state_unknown"), |text| {
            MessageState::parse(text)
        }),
        message_type: query.parsed(
            "type",
            Fault::new("type", "message_type_unknown"),
            MessageType::parse,
        ),
    };
    let faults = list::faults(&mut query);
    let (status, listed) = match faults.is_empty() {
        true => {
            let page = list::page(number);
            (StatusCode::OK, jobs::list(app, actor, &wanted, &page).await?)
        }
        false => {
            let none = Listed { items: Vec::new(), total: 0, total_estimated: false, next: None };
            (StatusCode::UNPROCESSABLE_ENTITY, none)
        }
    };
    let locale = visitor.context.locale();
    let faults: Vec<String> =
        faults.iter().map(|fault| visitor.web.texts.fault(locale, fault)).collect();
    let states = MessageState::ALL.map(|state| {
        let key = format!("state-{}", state.as_str());
        (state.as_str().to_owned(), visitor.text(&key, &[]))
    });
    let types = MessageType::ALL.iter().map(|t| (t.as_str().to_owned(), t.as_str().to_owned()));
    let filters = vec![
        filter(&visitor, "state", "select", query.raw("state"), states.to_vec()),
        filter(&visitor, "type", "select", query.raw("type"), types.collect()),
    ];
    let mut figures = jobs::figures(app, actor).await?;
    figures.sort_by(|a, b| a.message_type.cmp(&b.message_type));
    let figures: Vec<Value> = figures
        .iter()
        .map(|figure| {
            let (kind, state) = (figure.message_type.clone(), figure.state.as_str().to_owned());
            json!({
                "type": figure.message_type,
                "state": figure.state.as_str(),
                "count": figure.count,
                "oldest": time(figure.oldest),
                "href": query.with(&[("type", Some(kind)), ("state", Some(state)), ("page", None)]),
            })
        })
        .collect();
    let values = json!({
        "figures": figures,
        "filters": filters,
        "chips": chips(&visitor, &query, &filters),
        "faults": faults,
        "jobs": listed.items.iter().map(shown).collect::<Vec<_>>(),
        "pages": list::pages(&query, number, &listed),
        "here": query.with(&[]),
    });
    Ok(visitor.answer(status, "admin/jobs", visitor.flash_shown(), values))
}

fn shown(job: &Job) -> Value {
    let parked = job.state == MessageState::Parked;
    json!({
        "id": job.id,
        "type": job.message_type,
        "state": job.state.as_str(),
        "attempts": job.attempts,
        "created_at": time(job.created_at),
        "next_attempt_at": (!parked).then(|| time(job.next_attempt_at)),
        "error": job.error,
        "user": job.user_id,
        "running": job.state == MessageState::Running,
    })
}

pub async fn retry(
    Operating(visitor): Operating,
    Id(id): Id,
    request: Request,
) -> Result<Response> {
    let input = visitor.read(request, &BACK).await?;
    jobs::retry(&visitor.web.app, &visitor.actor, &id).await?;
    Ok(visitor.says(back(input.get("back"), "/admin/jobs"), "job_retried"))
}

/// Without scripts nobody has been asked yet: a page does.
pub async fn drop(Operating(visitor): Operating, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &BACK).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let back = back(input.get("back"), "/admin/jobs");
    if input.get("confirmed") != "yes" {
        let job = jobs::show(app, actor, &id).await?;
        let form = visitor.form(&BACK, |name| match name {
            "back" => back.to_owned(),
            _ => "yes".to_owned(),
        });
        let values = json!({ "job": shown(&job), "form": form, "back": back });
        return Ok(visitor.page("admin/job_drop", values));
    }
    jobs::drop(app, actor, &id).await?;
    Ok(visitor.says(back, "job_dropped"))
}
