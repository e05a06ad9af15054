//! Language and theme: switches on every page.

use axum::extract::Request;
use axum::response::Response;
use domain::{Error, ProfileChange};
use services::accounts::Edit;
use views::forms::{Field, Form};

use super::cookies::Cookie;
use super::next;
use super::visitor::{Visitor, see_other};
use crate::error::Result;

/// How long a browser remembers a choice, in seconds: a year.
const REMEMBERED: i64 = 365 * 24 * 3600;

const LOCALE: Form =
    Form { name: "locale", action: "/locale", fields: &[Field::hidden("locale"), NEXT] };
const THEME: Form =
    Form { name: "theme", action: "/theme", fields: &[Field::hidden("theme"), NEXT] };
const NEXT: Field = Field::hidden("next");

/// Remembers the language in the browser, and for a person in their settings.
pub async fn locale(visitor: Visitor, request: Request) -> Result<Response> {
    let input = visitor.read(request, &LOCALE).await?;
    let chosen = visitor.web.texts.languages().find(input.get("locale"));
    let chosen = chosen.ok_or_else(|| Error::field("locale", "locale_invalid"))?;
    if let Some(user) = &visitor.user
        && user.profile.locale != chosen.tag
    {
        let profile =
            ProfileChange { locale: Some(chosen.tag.to_owned()), ..ProfileChange::default() };
        let edit = Edit { profile, ..Edit::default() };
        let id = user.id.to_string();
        services::accounts::update(&visitor.web.app, &visitor.actor, &id, &edit).await?;
    }
    let mut response = see_other(next::local(input.get("next")).unwrap_or("/"));
    let secure = visitor.context.secure;
    Cookie::Locale.set(response.headers_mut(), secure, chosen.tag, Some(REMEMBERED));
    Ok(response)
}

pub async fn theme(visitor: Visitor, request: Request) -> Result<Response> {
    let input = visitor.read(request, &THEME).await?;
    let mut response = see_other(next::local(input.get("next")).unwrap_or("/"));
    let (headers, secure) = (response.headers_mut(), visitor.context.secure);
    match input.get("theme") {
        theme @ ("light" | "dark") => Cookie::Theme.set(headers, secure, theme, Some(REMEMBERED)),
        _ => Cookie::Theme.remove(headers, secure),
    }
    Ok(response)
}
