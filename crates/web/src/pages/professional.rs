//! Asking for professional status.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::professional::{self as rules, ProfessionalRequest, RequestStatus};
use domain::{Error, clock};
use serde_json::{Value, json};
use services::professional;
use views::forms::FilledForm;
use views::forms::admin::PROFESSIONAL;

use super::flash::{Flash, Shown};
use super::visitor::{Member, page};
use crate::error::Result;

pub async fn show(member: Member) -> Result<Response> {
    let form = member.0.form(&PROFESSIONAL, |_| String::new());
    let flash = member.0.flash_shown();
    shown(&member, StatusCode::OK, flash, form).await
}

async fn shown(
    member: &Member,
    status: StatusCode,
    flash: Option<Shown>,
    form: FilledForm,
) -> Result<Response> {
    let (visitor, user) = (&member.0, member.user()?);
    let requests = professional::mine(&visitor.web.app, &visitor.actor).await?;
    let open = requests.iter().find(|request| request.status == RequestStatus::Open);
    let refused = requests.first().filter(|request| request.status == RequestStatus::Refused);
    let decided = requests.iter().filter(|request| request.status != RequestStatus::Open);
    let mut missing: Vec<String> = rules::missing(user)
        .iter()
        .map(|fault| {
            let key = format!("need-{}", fault.field.replace('_', "-"));
            visitor.web.texts.get(visitor.context.locale(), &key, &[])
        })
        .collect();
    // One of two links is enough, and said once.
    missing.dedup();
    let values = json!({
        "is_professional": user.is_professional,
        "open": open.map(told),
        "refused": refused.map(told),
        "history": decided.map(told).collect::<Vec<_>>(),
        "missing": missing,
        "form": form,
    });
    Ok(page(&visitor.web, &visitor.context, status, "professional", flash, values))
}

fn told(request: &ProfessionalRequest) -> Value {
    json!({
        "note": request.note,
        "status": request.status.as_str(),
        "reason": request.reason,
        "created_at": clock::format(request.created_at),
        "decided_at": request.decided_at.map(clock::format),
    })
}

pub async fn submit(member: Member, request: Request) -> Result<Response> {
    let input = member.0.read(request, &PROFESSIONAL).await?;
    let visitor = &member.0;
    let asked = match input.check() {
        Ok(()) => professional::request(&visitor.web.app, &visitor.actor, input.get("note")).await,
        Err(error) => Err(error),
    };
    let error = match asked {
        Ok(_) => return Ok(visitor.says("/profile/professional", "professional_requested")),
        Err(error) => error,
    };
    let locale = visitor.context.locale();
    let flash = match &error {
        Error::Invalid(_) => Flash::new("form_error").shown(&visitor.web.texts, locale),
        Error::ProfessionalRequestOpen | Error::AlreadyProfessional => {
            Some(Shown::error(visitor.web.texts.error(locale, &error)))
        }
        _ => return Err(error.into()),
    };
    let form = visitor.refilled(&input, &error);
    shown(&member, crate::error::status(&error), flash, form).await
}
