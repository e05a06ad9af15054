//! One's own account: name, address and picture in one form.

use axum::extract::Request;
use axum::response::Response;
use domain::pictures::Size;
use domain::{Error, Fault, User};
use serde::Serialize;
use services::accounts::Edit;
use services::pictures::PictureChange;
use views::forms::{CONFIRM, FilledForm, PROFILE};

use super::flash::Flash;
use super::form::Input;
use super::next;
use super::visitor::{Member, Visitor};
use crate::error::Result;

/// Carries a new address that waits to be proved to the next page.
const PENDING: &str = "pending";

#[derive(Serialize)]
struct Profile<'a> {
    form: FilledForm,
    me: Me<'a>,
}

#[derive(Serialize)]
struct Me<'a> {
    nickname: &'a str,
    email: &'a str,
    email_verified: bool,
    pending_email: Option<&'a str>,
    first_name: Option<&'a str>,
    last_name: Option<&'a str>,
    picture: String,
    picture_uploaded: bool,
    role_key: String,
    is_professional: bool,
    created_at: String,
}

pub async fn show(member: Member) -> Result<Response> {
    let user = member.user()?;
    let visitor = &member.0;
    let kept = |name: &str| match name {
        "username" => user.nickname.clone(),
        "email" => user.email.clone(),
        _ => String::new(),
    };
    // After a fault: what was typed.
    let typed = |name: &str| visitor.flash.as_ref()?.value(name).map(str::to_owned);
    let form = visitor.form(&PROFILE, |name| typed(name).unwrap_or_else(|| kept(name)));
    Ok(visitor.page("profile", Profile { form, me: me(visitor, user) }))
}

fn me<'a>(visitor: &'a Visitor, user: &'a User) -> Me<'a> {
    Me {
        nickname: &user.nickname,
        email: &user.email,
        email_verified: user.email_verified,
        pending_email: visitor.flash.as_ref().and_then(|flash| flash.value(PENDING)),
        first_name: user.profile.first_name.as_deref(),
        last_name: user.profile.last_name.as_deref(),
        picture: services::pictures::path(user, Size::Large),
        picture_uploaded: user.picture.is_some(),
        role_key: format!("role-{}", user.role.as_str().to_lowercase()),
        is_professional: user.is_professional,
        created_at: domain::clock::format(user.created_at),
    }
}

pub async fn submit(member: Member, request: Request) -> Result<Response> {
    let input = member.0.read(request, &PROFILE).await?;
    let user = member.user()?;
    let visitor = &member.0;
    match save(visitor, user, &input).await {
        Ok(saved) => {
            let flash = Flash::new("profile_updated");
            let asked = input.get("email").trim();
            let waits = !asked.is_empty() && !asked.eq_ignore_ascii_case(&saved.email);
            let pending = waits.then(|| (PENDING.to_owned(), asked.to_owned()));
            let flash = flash.with(pending.into_iter().collect(), Vec::new());
            Ok(visitor.flashed("/profile", &flash))
        }
        Err(Error::ReauthenticationRequired) => {
            let flash = Flash::default().with(input.typed(), Vec::new());
            Ok(visitor.flashed(&next::leading("/reauthenticate", "/profile"), &flash))
        }
        Err(error) => {
            let flash = Flash::new("profile_error");
            let mut faults = visitor.faults(&error);
            if faults.is_empty() {
                tracing::info!(code = error.code(), "a profile was not saved");
                let text = visitor.web.texts.error(visitor.context.locale(), &error);
                let field = if input.file.is_some() { "picture" } else { "username" };
                faults.push(views::forms::FieldFault { field: field.to_owned(), text });
            }
            Ok(visitor.flashed("/profile", &flash.with(input.typed(), faults)))
        }
    }
}

/// Checks everything before anything is written.
async fn save(visitor: &Visitor, user: &User, input: &Input) -> Result<User, Error> {
    let app = &visitor.web.app;
    let mut edit = Edit {
        nickname: input.has("username").then(|| input.get("username").to_owned()),
        email: input.has("email").then(|| input.get("email").to_owned()),
        faults: input.faults.clone(),
        ..Edit::default()
    };
    if let Some(file) = &input.file {
        match services::pictures::prepare(app, &visitor.actor, file.clone()).await {
            Ok(ready) => edit.picture = Some(PictureChange::Set(ready)),
            Err(Error::Invalid(faults)) => edit.faults.extend(faults),
            Err(error @ (Error::PictureTooLarge | Error::NotAPicture | Error::TooManyPixels)) => {
                edit.faults.push(Fault::new("picture", error.code()));
            }
            Err(error) => return Err(error),
        }
    }
    services::accounts::update(app, &visitor.actor, &user.id.to_string(), &edit).await
}

pub async fn remove_picture(Member(visitor): Member, request: Request) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    services::pictures::remove(&visitor.web.app, &visitor.actor).await?;
    Ok(visitor.says("/profile", "picture_removed"))
}
