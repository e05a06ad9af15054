//! What the built-in mailbox holds, and how templates look.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::messages::{Email, KeptEmail};
use domain::{Error, MessageType, Noun};
use serde_json::{Value, json};
use services::mailbox;

use super::Operating;
use super::shape::time;
use crate::error::Result;
use crate::extract::Id;
use crate::pages::Visitor;

/// Mails that are listed.
const LISTED: u64 = 100;
/// A mail is looked at in a frame that runs nothing, loads nothing but what the
/// mail holds, and goes nowhere.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'self'; sandbox";

pub async fn show(Operating(visitor): Operating) -> Result<Response> {
    let mails = mailbox::list(&visitor.web.app, &visitor.actor, LISTED).await?;
    let mails: Vec<Value> = mails.iter().map(shown).collect();
    Ok(visitor.page("admin/mailbox", json!({ "mails": mails })))
}

fn shown(mail: &KeptEmail) -> Value {
    let email = &mail.email;
    json!({
        "id": email.id,
        "type": email.message_type.as_str(),
        "to": email.to,
        "from": mail.from,
        "subject": email.subject,
        "text": email.text,
        "locale": email.locale,
        "at": time(mail.at),
    })
}

pub async fn read(Operating(visitor): Operating, Id(id): Id) -> Result<Response> {
    let mail = mailbox::read(&visitor.web.app, &visitor.actor, &id).await?;
    let frame = format!("/admin/mailbox/{id}/html");
    Ok(visitor.page("admin/mail", json!({ "mail": shown(&mail), "frame": frame })))
}

pub async fn read_html(Operating(visitor): Operating, Id(id): Id) -> Result<Response> {
    let mail = mailbox::read(&visitor.web.app, &visitor.actor, &id).await?;
    Ok(framed(with_picture(&mail.email)))
}

/// The HTML with the picture that comes with the mail put in.
fn with_picture(email: &Email) -> String {
    let Some(picture) = &email.picture else { return email.html.clone() };
    let data = format!("data:image/png;base64,{}", STANDARD.encode(&picture.png));
    email.html.replace(&format!("cid:{}", picture.content_id), &data)
}

fn framed(html: String) -> Response {
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY)];
    (headers, html).into_response()
}

/// The template and language that the address names; the first of each when
/// it names none.
fn chosen(visitor: &Visitor) -> Result<(MessageType, &'static str)> {
    let missing = || Error::NotFound(Noun::Page);
    let message_type = match visitor.query("type") {
        None => MessageType::AccountVerification,
        Some(text) => {
            MessageType::parse(&text).filter(|kind| kind.is_mail()).ok_or_else(missing)?
        }
    };
    let language = match visitor.query("locale") {
        None => visitor.context.locale(),
        Some(tag) => {
            let offered = visitor.web.texts.languages().find(&tag);
            offered.map(|l| l.tag).ok_or_else(missing)?
        }
    };
    Ok((message_type, language))
}

pub async fn preview(Operating(visitor): Operating) -> Result<Response> {
    let (message_type, language) = chosen(&visitor)?;
    let emails = &visitor.web.console.emails;
    let (mail, fault) = match emails.preview(message_type, language) {
        Ok(mail) => (json!({ "subject": mail.subject, "text": mail.text }), None),
        Err(fault) => (Value::Null, Some(fault)),
    };
    let faults: Vec<Value> = emails
        .faults()
        .into_iter()
        .map(|(path, why)| {
            let mut parts: Vec<_> =
                path.iter().rev().take(2).map(|p| p.to_string_lossy()).collect();
            parts.reverse();
            json!({ "file": parts.join("/"), "why": why })
        })
        .collect();
    let types: Vec<Value> = MessageType::ALL
        .iter()
        .filter(|kind| kind.is_mail())
        .map(|kind| json!({ "value": kind.as_str(), "selected": *kind == message_type }))
        .collect();
    let languages = visitor.web.texts.languages().all().iter();
    let languages: Vec<Value> = languages
        .map(|l| json!({ "value": l.tag, "label": l.name, "selected": l.tag == language }))
        .collect();
    let frame =
        format!("/admin/mailbox/preview/html?type={}&locale={language}", message_type.as_str());
    let values = json!({
        "types": types, "languages": languages, "mail": mail, "fault": fault,
        "faults": faults, "frame": frame, "language": language,
    });
    Ok(visitor.answer(StatusCode::OK, "admin/preview", visitor.flash_shown(), values))
}

pub async fn preview_html(Operating(visitor): Operating) -> Result<Response> {
    let (message_type, language) = chosen(&visitor)?;
    let mail = visitor.web.console.emails.preview(message_type, language);
    Ok(framed(mail.map_err(Error::internal)?.html))
}
