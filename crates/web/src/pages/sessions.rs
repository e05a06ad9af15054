//! One's sessions: seeing and ending them, also by a mailed link.

use axum::extract::Request;
use axum::response::Response;
use domain::sessions::Session;
use domain::{Error, clock};
use serde_json::{Value, json};
use views::forms::CONFIRM;

use super::next;
use super::visitor::{Member, Visitor, see_other};
use crate::error::Result;
use crate::extract::{Id, Token};

pub async fn show(Member(visitor): Member) -> Result<Response> {
    let sessions = services::sessions::list(&visitor.web.app, &visitor.actor).await?;
    let sessions: Vec<Value> = sessions
        .iter()
        .map(|(session, current)| {
            let mut shown = shown(session);
            shown["current"] = (*current).into();
            shown
        })
        .collect();
    let form = visitor.form(&CONFIRM, |_| String::new());
    Ok(visitor.page("sessions", json!({ "sessions": sessions, "form": form })))
}

pub fn shown(session: &Session) -> Value {
    json!({
        "id": session.id,
        "device": session.device,
        "address": session.address,
        "created_at": clock::format(session.created_at),
        "last_seen_at": clock::format(session.last_seen_at),
        "kind": session.kind.as_str(),
    })
}

pub async fn end(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    match services::sessions::revoke(app, actor, &id, None).await {
        Ok(()) => Ok(visitor.says("/profile/sessions", "session_ended")),
        Err(error) => led_to_password(error),
    }
}

pub async fn end_others(Member(visitor): Member, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    match services::sessions::revoke_others(&visitor.web.app, &visitor.actor, None).await {
        Ok(()) => Ok(visitor.says("/profile/sessions", "sessions_ended")),
        Err(error) => led_to_password(error),
    }
}

/// What asks for the password again gets it, and then the page once more.
fn led_to_password(error: Error) -> Result<Response> {
    match error {
        Error::ReauthenticationRequired => {
            Ok(see_other(&next::leading("/reauthenticate", "/profile/sessions")))
        }
        error => Err(error.into()),
    }
}

/// The link of the mail about a new device: a button, because mail scanners
/// follow links.
pub async fn show_link(visitor: Visitor, Token(token): Token) -> Result<Response> {
    match services::sessions::check_end_link(&visitor.web.app, &token).await {
        Ok(session) => {
            let form = visitor.form(&CONFIRM, |_| String::new());
            Ok(visitor.page("session_end", json!({ "session": shown(&session), "form": form })))
        }
        Err(error) => visitor.bad_link(error, "session"),
    }
}

pub async fn follow_link(
    visitor: Visitor,
    Token(token): Token,
    request: Request,
) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    match services::sessions::end_by_link(&visitor.web.app, &visitor.actor, &token).await {
        Ok(()) => Ok(visitor.page("session_ended", ())),
        Err(error) => visitor.bad_link(error, "session"),
    }
}
