//! Inviting people, and one's own invitations.

use axum::extract::Request;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::invitations::{InvitationStats, Invitee, pick};
use domain::{Error, clock};
use serde_json::{Value, json};
use services::invitations::{self, Shown};
use views::forms::Form;
use views::forms::invitations::{INVITE, INVITE_CHOSEN, INVITE_MANY};
use views::forms::{CONFIRM, FilledForm};

use super::admin::list;
use super::flash;
use super::form::Input;
use super::visitor::{Member, Visitor, page};
use crate::error::Result;
use crate::extract::Id;

const OWN: &str = "/profile/invitations";
/// Addresses of one text that are offered to be chosen.
const MAX_CHOSEN: usize = 100;

pub async fn show_forms(Member(visitor): Member) -> Response {
    let empty = |_: &str| String::new();
    let (one, many) = (visitor.form(&INVITE, empty), visitor.form(&INVITE_MANY, empty));
    forms(&visitor, StatusCode::OK, visitor.flash_shown(), one, many)
}

fn forms(
    visitor: &Visitor,
    status: StatusCode,
    flash: Option<flash::Shown>,
    one: FilledForm,
    many: FilledForm,
) -> Response {
    // Both have a field of the same name.
    let many = many.at("/invite/many", "many");
    page(
        &visitor.web,
        &visitor.context,
        status,
        "invite",
        flash,
        json!({ "form": one, "many": many }),
    )
}

/// What an error comes to above the form that it happened on; others have a
/// page of their own.
fn told(visitor: &Visitor, error: &Error) -> Option<(StatusCode, flash::Shown)> {
    let locale = visitor.context.locale();
    let text = match error {
        Error::Invalid(_) => visitor.web.texts.get(locale, "flash-form-error", &[]),
        Error::Throttled { .. } | Error::InvitationClosed => visitor.web.texts.error(locale, error),
        _ => return None,
    };
    Some((crate::error::status(error), flash::Shown::error(text)))
}

/// Says when it is worth another try.
pub(super) fn patient(mut response: Response, error: &Error) -> Response {
    if let Error::Throttled { retry_after } = error {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*retry_after));
    }
    response
}

/// The two forms again, one of them with what was typed.
fn again(visitor: &Visitor, input: &Input, error: Error) -> Result<Response> {
    let Some((status, flash)) = told(visitor, &error) else { return Err(error.into()) };
    let form = |form: &'static Form| match input.form.name == form.name {
        true => visitor.refilled(input, &error),
        false => visitor.form(form, |_| String::new()),
    };
    let page = forms(visitor, status, Some(flash), form(&INVITE), form(&INVITE_MANY));
    Ok(patient(page, &error))
}

pub async fn submit(Member(visitor): Member, request: Request) -> Result<Response> {
    let input = visitor.read(request, &INVITE).await?;
    let invitee = Invitee {
        name: input.get("name").to_owned(),
        email: input.get("email").to_owned(),
        message: input.filled("message").map(str::to_owned),
    };
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    match invitations::create(app, actor, &invitee, &input.faults).await {
        Ok(_) => Ok(visitor.says(OWN, "invitation_sent")),
        Err(error) => again(&visitor, &input, error),
    }
}

/// Shows whom a text names, so that nobody is invited by accident.
pub async fn find(Member(visitor): Member, request: Request) -> Result<Response> {
    let input = visitor.read(request, &INVITE_MANY).await?;
    if let Err(error) = input.check() {
        return again(&visitor, &input, error);
    }
    let found = pick(input.get("addresses"));
    if found.is_empty() {
        return again(&visitor, &input, Error::field("addresses", "invitation_no_address"));
    }
    let people: Vec<(String, String)> =
        found.into_iter().map(|(name, email)| (name, email.to_string())).collect();
    Ok(choice(&visitor, StatusCode::OK, None, &people, input.get("message")))
}

/// The page that asks which of them are invited.
fn choice(
    visitor: &Visitor,
    status: StatusCode,
    flash: Option<flash::Shown>,
    people: &[(String, String)],
    message: &str,
) -> Response {
    let shown: Vec<Value> = people
        .iter()
        .take(MAX_CHOSEN)
        .map(|(name, email)| {
            json!({ "name": name, "email": email, "value": format!("\"{}\" <{email}>", name.replace('"', "'")) })
        })
        .collect();
    let form = visitor.form(&INVITE_CHOSEN, |name| match name {
        "message" => message.to_owned(),
        _ => String::new(),
    });
    let values = json!({
        "form": form, "people": shown, "count": shown.len(),
        "cut": people.len() - shown.len(), "message": message,
    });
    page(&visitor.web, &visitor.context, status, "invite_chosen", flash, values)
}

pub async fn invite_chosen(Member(visitor): Member, request: Request) -> Result<Response> {
    let input = visitor.read(request, &INVITE_CHOSEN).await?;
    let message = input.filled("message").map(str::to_owned);
    let chosen: Vec<(String, String)> = input
        .all("people")
        .into_iter()
        .filter_map(|person| pick(person).into_iter().next())
        .map(|(name, email)| (name, email.to_string()))
        .collect();
    let invitees: Vec<Invitee> = chosen
        .iter()
        .map(|(name, email)| Invitee {
            name: name.clone(),
            email: email.clone(),
            message: message.clone(),
        })
        .collect();
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let error = match invitations::create_all(app, actor, &invitees, input.faults.clone()).await {
        Ok(_) => return Ok(visitor.says(OWN, "invitations_sent")),
        Err(error) => error,
    };
    if invitees.is_empty() {
        return Ok(super::visitor::see_other("/invite"));
    }
    let Some((status, shown)) = told(&visitor, &error) else { return Err(error.into()) };
    let fault = visitor.faults(&error).into_iter().next();
    let shown = fault.map_or(shown, |fault| {
        let at = fault.field.trim_start_matches("invitations[").split(']').next();
        let who = at.and_then(|at| chosen.get(at.parse::<usize>().ok()?));
        let who = who.map(|(_, email)| format!("{email}: ")).unwrap_or_default();
        flash::Shown::error(format!("{who}{}", fault.text))
    });
    let message = message.unwrap_or_default();
    Ok(patient(choice(&visitor, status, Some(shown), &chosen, &message), &error))
}

/// Follows the link of an invitation.
pub async fn accept(visitor: Visitor, method: Method) -> Result<Response> {
    let inviter = visitor.query("inviter").unwrap_or_default();
    let token = visitor.query("token").unwrap_or_default();
    let link = (inviter.as_str(), token.as_str());
    crate::api::invitations::forward(&visitor.web, &visitor.actor, link, &method).await
}

pub async fn show(Member(visitor): Member) -> Result<Response> {
    let flash = visitor.flash_shown();
    listed(&visitor, StatusCode::OK, flash).await
}

async fn listed(
    visitor: &Visitor,
    status: StatusCode,
    flash: Option<flash::Shown>,
) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let mut query = list::query(visitor);
    let number = list::number(&mut query);
    let found = invitations::mine(app, actor, None, &list::page(number)).await?;
    let stats = invitations::my_stats(app, actor).await?;
    let items: Vec<Value> = found.items.iter().map(|one| shown(one, OWN)).collect();
    let values = json!({
        "figures": figures(&stats),
        "invitations": items,
        "pages": list::pages(&query, number, &found),
    });
    Ok(page(&visitor.web, &visitor.context, status, "invitations", flash, values))
}

/// Counts, each with the key of its text.
pub(super) fn figures(stats: &InvitationStats) -> Vec<Value> {
    [
        ("sent", stats.sent),
        ("accepted", stats.accepted),
        ("converted", stats.converted),
        ("expired", stats.expired),
        ("revoked", stats.revoked),
    ]
    .map(|(name, count)| json!({ "key": format!("figure-invitations-{name}"), "value": count }))
    .to_vec()
}

/// An invitation as pages show it; `base` is where its forms are sent.
pub(super) fn shown(shown: &Shown, base: &str) -> Value {
    let invitation = &shown.invitation;
    let open = shown.status.is_open();
    json!({
        "id": invitation.id,
        "base": format!("{base}/{}", invitation.id),
        "name": invitation.name,
        "email": invitation.email,
        "message": invitation.message,
        "inviter": shown.inviter,
        "inviter_id": invitation.inviter_id,
        "status": shown.status.as_str(),
        "open": open,
        "again": open || shown.status == domain::invitations::InvitationStatus::Expired,
        "expired": shown.status == domain::invitations::InvitationStatus::Expired,
        "accept_url": shown.accept_url,
        "created_at": clock::format(invitation.created_at),
        "expires_at": clock::format(invitation.expires_at),
        "accepted_at": invitation.accepted_at.map(clock::format),
        "converted_at": invitation.converted_at.map(clock::format),
    })
}

pub async fn resend(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    let done = invitations::resend(&visitor.web.app, &visitor.actor, &id).await;
    finished(&visitor, done, "invitation_resent").await
}

pub async fn revoke(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    let done = invitations::revoke(&visitor.web.app, &visitor.actor, &id).await;
    finished(&visitor, done, "invitation_revoked").await
}

async fn finished(visitor: &Visitor, done: Result<Shown, Error>, code: &str) -> Result<Response> {
    let error = match done {
        Ok(_) => return Ok(visitor.says(OWN, code)),
        Err(error) => error,
    };
    let Some((status, flash)) = told(visitor, &error) else { return Err(error.into()) };
    Ok(patient(listed(visitor, status, Some(flash)).await?, &error))
}

pub async fn qr(Member(visitor): Member, Id(id): Id) -> Result<Response> {
    let png = invitations::qr(&visitor.web.app, &visitor.actor, &id).await?;
    let name = "inline; filename=\"invitation.png\"";
    let headers = [(CONTENT_TYPE, "image/png"), (CONTENT_DISPOSITION, name)];
    Ok((headers, png).into_response())
}
