//! Everyone's invitations.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::error::Fault;
use domain::invitations::{InvitationQuery, InvitationStatus};
use domain::page::Listed;
use domain::{Actor, Error};
use serde_json::{Value, json};
use services::invitations::{self, Change, Shown};
use services::{App, accounts};
use views::forms::CONFIRM;
use views::forms::FilledForm;
use views::forms::admin::SURE;
use views::forms::invitations::INVITATION;

use super::Inviting;
use super::list::{self, chips, filter};
use crate::error::Result;
use crate::extract::Id;
use crate::pages::invitations::{figures, patient, shown};
use crate::pages::{Visitor, flash};

/// Where the list is.
const LIST: &str = "/admin/invitations";

pub async fn show(Inviting(visitor): Inviting) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let mut query = list::query(&visitor);
    let number = list::number(&mut query);
    let unknown = Fault::new("status", "invitation_status_unknown");
    let status = query.parsed("status", unknown, InvitationStatus::parse);
    let named = query.raw("inviter");
    let sender = match named.as_deref() {
        Some(name) => find(app, actor, name).await?,
        None => None,
    };
    let wanted = InvitationQuery {
        status,
        inviter: sender,
        created_from: query.time("sent_from"),
        created_to: query.time("sent_to"),
    };
    let found = match named.is_some() && sender.is_none() {
        true => Listed { items: Vec::new(), total: 0, total_estimated: false, next: None },
        false => invitations::list(app, actor, &wanted, &list::page(number)).await?,
    };
    let stats = invitations::stats(app, actor).await?;
    let states = InvitationStatus::ALL.map(|status| {
        let key = format!("invitation-{}", status.as_str());
        (status.as_str().to_owned(), visitor.text(&key, &[]))
    });
    let mut field =
        |name: &'static str, kind, options| filter(&visitor, name, kind, query.raw(name), options);
    let filters = vec![
        field("status", "select", states.to_vec()),
        field("inviter", "text", Vec::new()),
        field("sent_from", "date", Vec::new()),
        field("sent_to", "date", Vec::new()),
    ];
    let items: Vec<Value> = found.items.iter().map(|one| shown(one, LIST)).collect();
    let values = json!({
        "figures": figures(&stats),
        "filters": filters,
        "chips": chips(&visitor, &query, &filters),
        "invitations": items,
        "pages": list::pages(&query, number, &found),
    });
    Ok(visitor.page("admin/invitations", values))
}

/// Who is named, if there is anybody.
async fn find(app: &App, actor: &Actor, name: &str) -> Result<Option<domain::Id>> {
    match accounts::find(app, actor, name).await {
        Ok(user) => Ok(Some(user.id)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub async fn read(Inviting(visitor): Inviting, Id(id): Id) -> Result<Response> {
    let found = invitations::read(&visitor.web.app, &visitor.actor, &id).await?;
    let form = visitor.form(&INVITATION, |name| value(&found, name));
    let flash = visitor.flash_shown();
    Ok(one(&visitor, StatusCode::OK, flash, &found, form))
}

fn value(found: &Shown, name: &str) -> String {
    let invitation = &found.invitation;
    let value = match name {
        "name" => &invitation.name,
        _ => &invitation.message,
    };
    value.clone().unwrap_or_default()
}

fn one(
    visitor: &Visitor,
    status: StatusCode,
    flash: Option<flash::Shown>,
    found: &Shown,
    form: FilledForm,
) -> Response {
    let shown = shown(found, LIST);
    let form = form.at(&format!("{LIST}/{}", found.invitation.id), "invitation");
    let values = json!({ "invitation": shown, "form": form });
    visitor.answer(status, "admin/invitation", flash, values)
}

pub async fn edit(Inviting(visitor): Inviting, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &INVITATION).await?;
    let change = Change {
        name: Some(input.get("name").to_owned()),
        message: Some(input.filled("message").map(str::to_owned)),
        revoke: false,
        faults: input.faults.clone(),
    };
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let error = match invitations::change(app, actor, &id, &change).await {
        Ok(_) => return Ok(visitor.says(&format!("{LIST}/{id}"), "invitation_changed")),
        Err(error) => error,
    };
    let Some((status, flash)) = visitor.told(&error) else { return Err(error.into()) };
    let found = invitations::read(app, actor, &id).await?;
    let form = visitor.refilled(&input, &error);
    Ok(one(&visitor, status, Some(flash), &found, form))
}

pub async fn resend(Inviting(visitor): Inviting, Id(id): Id, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    let done = invitations::resend(&visitor.web.app, &visitor.actor, &id).await;
    finished(&visitor, &id, done, "invitation_resent").await
}

pub async fn revoke(Inviting(visitor): Inviting, Id(id): Id, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    let done = invitations::revoke(&visitor.web.app, &visitor.actor, &id).await;
    finished(&visitor, &id, done, "invitation_revoked").await
}

async fn finished(
    visitor: &Visitor,
    id: &str,
    done: domain::Result<Shown>,
    code: &str,
) -> Result<Response> {
    let error = match done {
        Ok(_) => return Ok(visitor.says(&format!("{LIST}/{id}"), code)),
        Err(error) => error,
    };
    let Some((status, flash)) = visitor.told(&error) else { return Err(error.into()) };
    let found = invitations::read(&visitor.web.app, &visitor.actor, id).await?;
    let form = visitor.form(&INVITATION, |name| value(&found, name));
    Ok(patient(one(visitor, status, Some(flash), &found, form), &error))
}

/// Without scripts nobody has been asked yet: a page does.
pub async fn delete(Inviting(visitor): Inviting, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &SURE).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    if input.get("confirmed") != "yes" {
        let found = invitations::read(app, actor, &id).await?;
        let form = visitor.form(&SURE, |_| "yes".to_owned());
        let values = json!({ "invitation": shown(&found, LIST), "form": form });
        return Ok(visitor.page("admin/invitation_delete", values));
    }
    invitations::delete(app, actor, &id).await?;
    Ok(visitor.says(LIST, "invitation_deleted"))
}
