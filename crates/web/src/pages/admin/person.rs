//! One person: what is known, and what may be done.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::fields::{ExtraChange, Viewer};
use domain::pictures::Size;
use domain::search::AuditQuery;
use domain::{Error, Fault, Permission, Role, User};
use serde_json::{Value, json};
use services::accounts::{self, Edit};
use services::{audit, sessions};
use views::forms::FilledForm;
use views::forms::Form;
use views::forms::admin::{PERSON, REASON, ROLE, STATUS, SURE};

use super::shape::{self, time};
use super::users::profile;
use super::{Changing, Granting, Managing, list};
use crate::error::Result;
use crate::extract::{Id, IdAndToken};
use crate::pages::Visitor;
use crate::pages::extra;
use crate::pages::flash::Shown;
use crate::pages::form::Input;

pub async fn show(Managing(visitor): Managing, Id(id): Id) -> Result<Response> {
    let user = accounts::read(&visitor.web.app, &visitor.actor, &id).await?;
    let flash = visitor.flash_shown();
    shown(&visitor, &user, StatusCode::OK, flash, None).await
}

/// A form that was sent and not taken.
struct Failed<'a> {
    input: &'a Input,
    mark: &'static str,
    error: Error,
}

/// A form of the page, with what was typed if it is the one that failed.
fn form(
    visitor: &Visitor,
    failed: Option<&Failed>,
    form: &'static Form,
    mark: &'static str,
    action: &str,
    value: impl Fn(&str) -> String,
) -> FilledForm {
    let filled = match failed.filter(|failed| failed.mark == mark) {
        Some(failed) => visitor.refilled(failed.input, &failed.error),
        None => visitor.form(form, value),
    };
    filled.at(action, mark)
}

async fn shown(
    visitor: &Visitor,
    user: &User,
    status: StatusCode,
    flash: Option<Shown>,
    failed: Option<Failed<'_>>,
) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let id = user.id.to_string();
    let here = format!("/admin/users/{id}");
    let touches = actor.role().may_touch(user.role);
    let audits = actor.role().may(Permission::ReadAudit);
    let tab = match visitor.query("tab").as_deref() {
        Some("sessions") if touches => "sessions",
        Some("audit") if audits => "audit",
        _ => "profile",
    };
    let failed = failed.as_ref();
    let empty = |_: &str| String::new();
    let at = |tail: &str| format!("{here}/{tail}");
    let mut values = json!({
        "person": about(visitor, user),
        "tab": tab,
        "here": here,
        "may": {
            "touch": touches,
            "audit": audits,
            "role": actor.role().may(Permission::ChangeRoles),
        },
    });
    match tab {
        "sessions" => values["sessions"] = shown_sessions(visitor, &id).await?,
        "audit" => {
            let mut query = list::query(visitor);
            let number = list::number(&mut query);
            let wanted = AuditQuery { subject: Some(user.id), ..AuditQuery::default() };
            let found = audit::list(app, actor, &wanted, &list::page(number)).await?;
            let entries = found.items.iter().map(|e| shape::entry(visitor, e));
            values["entries"] = entries.collect::<Vec<_>>().into();
            values["pages"] = list::pages(&query, number, &found);
        }
        _ => {
            let lock = if user.is_locked { "unlock" } else { "lock" };
            let fields = extra::all(visitor, viewer(visitor, user)).await?;
            let edit = form(visitor, failed, &PERSON, "edit", &here, |name| value(user, name));
            let edit = match failed.filter(|failed| failed.mark == "edit") {
                Some(f) => extra::typed(visitor, edit, &fields, f.input, &f.error),
                None => extra::kept(visitor, edit, &fields, &user.extra),
            };
            values["sent"] = json!({
                "edit": edit.at(&here, "edit"),
                "role": form(visitor, failed, &ROLE, "role", &at("role"), |name| match name {
                    "role" => user.role.as_str().to_owned(),
                    _ => String::new(),
                }),
                "lock": form(visitor, failed, &REASON, lock, &at(lock), empty),
                "status": form(visitor, failed, &STATUS, "status", &at("professional"), |name| {
                    match name {
                        "is_professional" => (!user.is_professional).to_string(),
                        _ => String::new(),
                    }
                }),
            });
        }
    }
    Ok(visitor.answer(status, "admin/user", flash, values))
}

/// How the reader looks at somebody's fields.
fn viewer(visitor: &Visitor, user: &User) -> Viewer {
    match visitor.actor.user_id() == Some(user.id) {
        true => Viewer::Own,
        false => Viewer::Other(visitor.actor.role()),
    }
}

fn about(visitor: &Visitor, user: &User) -> Value {
    let mut about = shape::person(&visitor.actor, user);
    about["portrait"] = services::pictures::path(user, Size::Medium).into();
    about["updated_at"] = time(user.updated_at).into();
    about["location"] = user.profile.location.clone().into();
    about["locale"] = user.profile.locale.clone().into();
    about["zone"] = user.profile.time_zone.clone().into();
    about
}

fn value(user: &User, name: &str) -> String {
    match name {
        "username" => user.nickname.clone(),
        "email" => user.email.clone(),
        "profile_picture_url" => user.profile.profile_picture_url.clone().unwrap_or_default(),
        "version" => user.version.to_string(),
        name => crate::pages::account::value(user, name),
    }
}

async fn shown_sessions(visitor: &Visitor, id: &str) -> Result<Value> {
    let found = sessions::list_of(&visitor.web.app, &visitor.actor, id).await?;
    let shown = found.iter().map(|(session, current)| {
        let mut shown = crate::pages::sessions::shown(session);
        shown["current"] = (*current).into();
        shown
    });
    Ok(shown.collect::<Vec<_>>().into())
}

/// After an action: on to the page, or the page again with what went wrong.
async fn done(
    visitor: &Visitor,
    id: &str,
    input: &Input,
    mark: &'static str,
    code: &str,
    result: Result<(), Error>,
) -> Result<Response> {
    let here = format!("/admin/users/{id}");
    let error = match result {
        Ok(()) => return Ok(visitor.says(&here, code)),
        Err(error) => error,
    };
    if let Some(response) = visitor.asks_password(&error, &here) {
        return Ok(response);
    }
    let Some((status, flash)) = visitor.told(&error) else { return Err(error.into()) };
    let user = accounts::read(&visitor.web.app, &visitor.actor, id).await?;
    shown(visitor, &user, status, Some(flash), Some(Failed { input, mark, error })).await
}

pub async fn edit(Managing(visitor): Managing, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &PERSON).await?;
    let user = accounts::read(&visitor.web.app, &visitor.actor, &id).await?;
    let fields = extra::all(&visitor, viewer(&visitor, &user)).await?;
    let mut faults = input.faults.clone();
    let values = extra::read(&input, &fields, &mut faults);
    let edit = Edit {
        extra: values.map(|values| ExtraChange { values, replace: false }),
        nickname: Some(input.get("username").to_owned()),
        email: Some(input.get("email").to_owned()),
        profile: profile(&input),
        mailing_list: Some(input.ticked("mailing_list")),
        if_version: input.get("version").parse().ok(),
        faults,
        ..Edit::default()
    };
    let result = accounts::update(&visitor.web.app, &visitor.actor, &id, &edit).await;
    done(&visitor, &id, &input, "edit", "person_saved", result.map(|_| ())).await
}

pub async fn change_role(
    Changing(visitor): Changing,
    Id(id): Id,
    request: Request,
) -> Result<Response> {
    let input = visitor.read(request, &ROLE).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let result = match (input.check(), input.get("role").parse::<Role>()) {
        (Err(error), _) => Err(error),
        (Ok(()), Err(())) => Err(Error::Invalid(vec![Fault::new("role", "role_unknown")])),
        (Ok(()), Ok(role)) => {
            services::roles::change(app, actor, &id, role, input.get("reason")).await.map(|_| ())
        }
    };
    done(&visitor, &id, &input, "role", "role_changed", result).await
}

pub async fn lock(Managing(visitor): Managing, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &REASON).await?;
    let result = match input.check() {
        Ok(()) => {
            let (app, actor) = (&visitor.web.app, &visitor.actor);
            accounts::lock(app, actor, &id, input.filled("reason")).await.map(|_| ())
        }
        Err(error) => Err(error),
    };
    done(&visitor, &id, &input, "lock", "person_locked", result).await
}

pub async fn unlock(Managing(visitor): Managing, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &REASON).await?;
    let result = match input.check() {
        Ok(()) => {
            let (app, actor) = (&visitor.web.app, &visitor.actor);
            accounts::unlock(app, actor, &id, input.filled("reason")).await.map(|_| ())
        }
        Err(error) => Err(error),
    };
    done(&visitor, &id, &input, "unlock", "person_unlocked", result).await
}

pub async fn resend(Managing(visitor): Managing, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &SURE).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let result = accounts::resend_verification_to(app, actor, &id).await;
    done(&visitor, &id, &input, "resend", "person_resent", result).await
}

/// Grants or withdraws professional status.
pub async fn set_professional(
    Granting(visitor): Granting,
    Id(id): Id,
    request: Request,
) -> Result<Response> {
    let input = visitor.read(request, &STATUS).await?;
    let grant = input.get("is_professional") == "true";
    let code = if grant { "professional_granted" } else { "professional_withdrawn" };
    let result = match input.check() {
        Ok(()) => {
            let (app, actor) = (&visitor.web.app, &visitor.actor);
            let reason = input.filled("reason");
            services::professional::set(app, actor, &id, grant, reason).await.map(|_| ())
        }
        Err(error) => Err(error),
    };
    done(&visitor, &id, &input, "status", code, result).await
}

/// Without scripts nobody has been asked yet: a page does.
pub async fn delete(Managing(visitor): Managing, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &SURE).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    if input.get("confirmed") != "yes" {
        let user = accounts::read(app, actor, &id).await?;
        if !actor.role().may_touch(user.role) {
            return Err(Error::Forbidden.into());
        }
        let here = format!("/admin/users/{id}/delete");
        let form = visitor.form(&SURE, |_| "yes".to_owned()).at(&here, "delete");
        let values = json!({ "person": about(&visitor, &user), "form": form });
        return Ok(visitor.page("admin/user_delete", values));
    }
    match accounts::delete(app, actor, &id, None).await {
        Ok(()) => Ok(visitor.says("/admin/users", "person_deleted")),
        Err(error) => done(&visitor, &id, &input, "delete", "", Err(error)).await,
    }
}

pub async fn end_session(
    Managing(visitor): Managing,
    IdAndToken(id, session): IdAndToken,
    request: Request,
) -> Result<Response> {
    visitor.read(request, &SURE).await?;
    sessions::revoke_of(&visitor.web.app, &visitor.actor, &id, &session).await?;
    Ok(visitor.says(&format!("/admin/users/{id}?tab=sessions"), "session_ended"))
}
