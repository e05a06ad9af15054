//! What people say about themselves, and their settings.

use std::collections::HashMap;

use axum::extract::Request;
use axum::response::Response;
use domain::fields::{ExtraChange, Viewer};
use domain::profiles::LIMITS;
use domain::{ProfileChange, User};
use serde_json::json;
use services::accounts::Edit;
use views::forms::DETAILS;

use super::extra;
use super::visitor::Member;
use crate::error::Result;

pub async fn show(member: Member) -> Result<Response> {
    let user = member.user()?;
    let form = member.0.form(&DETAILS, |name| value(user, name));
    let fields = extra::all(&member.0, Viewer::Own).await?;
    let form = extra::kept(&member.0, form, &fields, &user.extra);
    Ok(member.0.page("details", json!({ "form": form })))
}

pub fn value(user: &User, name: &str) -> String {
    let profile = &user.profile;
    let ticked = |yes: bool| if yes { "on".to_owned() } else { String::new() };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match name {
        "first_name" => text(&profile.first_name),
        "last_name" => text(&profile.last_name),
        "bio" => text(&profile.bio),
        "location" => text(&profile.location),
        "linkedin_profile_url" => text(&profile.linkedin_profile_url),
        "github_profile_url" => text(&profile.github_profile_url),
        "locale" => profile.locale.clone(),
        "time_zone" => profile.time_zone.clone(),
        "show_name" => ticked(profile.show_name),
        "mailing_list" => ticked(user.mailing_list),
        _ => String::new(),
    }
}

pub async fn submit(member: Member, request: Request) -> Result<Response> {
    let input = member.0.read(request, &DETAILS).await?;
    let user = member.user()?;
    let visitor = &member.0;
    let sent = LIMITS.iter().filter(|(name, _)| input.has(name));
    let texts: HashMap<_, _> =
        sent.map(|(name, _)| (*name, input.filled(name).map(str::to_owned))).collect();
    let profile = ProfileChange {
        texts,
        locale: input.filled("locale").map(str::to_owned),
        time_zone: input.filled("time_zone").map(str::to_owned),
        show_name: Some(input.ticked("show_name")),
    };
    let fields = extra::all(visitor, Viewer::Own).await?;
    let mut faults = input.faults.clone();
    let values = extra::read(&input, &fields, &mut faults);
    let edit = Edit {
        profile,
        extra: values.map(|values| ExtraChange { values, replace: false }),
        mailing_list: Some(input.ticked("mailing_list")),
        faults,
        ..Edit::default()
    };
    let (app, id) = (&visitor.web.app, user.id.to_string());
    match services::accounts::update(app, &visitor.actor, &id, &edit).await {
        Ok(_) => Ok(visitor.says("/profile/details", "profile_updated")),
        Err(error) => {
            let form = visitor.refilled(&input, &error);
            let form = extra::typed(visitor, form, &fields, &input, &error);
            visitor.again("details", &input, error, "profile_error", |_| json!({ "form": form }))
        }
    }
}
