//! Writing a post and changing it.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::Error;
use domain::posts::{PostStatus, Written};
use serde_json::json;
use services::posts::{self, Change, Draft};
use views::forms::FilledForm;
use views::forms::posts::POST;

use super::address;
use crate::error::Result;
use crate::extract::Id;
use crate::pages::flash::{Flash, Shown};
use crate::pages::form::Input;
use crate::pages::visitor::{Member, Visitor, page};

/// What the page of the form shows besides it.
#[derive(Default)]
struct Around<'a> {
    /// What is changed; nothing of something new.
    written: Option<&'a Written>,
    /// What is previewed.
    preview: Option<&'a Input>,
    flash: Option<Shown>,
}

fn editing(visitor: &Visitor, status: StatusCode, form: FilledForm, around: Around) -> Response {
    let post = around.written.map(|written| &written.post);
    let preview = around
        .preview
        .map(|input| json!({ "title": input.get("title"), "body": input.get("body") }));
    let values = json!({
        "form": form,
        "preview": preview,
        "status": post.map(|post| post.status.as_str()),
        "back": post.map_or_else(|| "/".to_owned(), address),
    });
    page(&visitor.web, &visitor.context, status, "post_edit", around.flash, values)
}

pub async fn show_new(Member(visitor): Member) -> Response {
    let form = visitor.form(&POST, |_| String::new());
    let around = Around { flash: visitor.flash_shown(), ..Around::default() };
    editing(&visitor, StatusCode::OK, form, around)
}

pub async fn create(Member(visitor): Member, request: Request) -> Result<Response> {
    let input = visitor.read(request, &POST).await?;
    if input.has("preview") {
        return Ok(previewed(&visitor, &input, None));
    }
    let draft = Draft {
        title: input.get("title").to_owned(),
        body: input.get("body").to_owned(),
        status: input.filled("status").map(str::to_owned),
        faults: input.faults.clone(),
    };
    match posts::create(&visitor.web.app, &visitor.actor, &draft).await {
        Ok(written) => Ok(visitor.says(&address(&written.post), said(&written))),
        Err(error) => again(&visitor, &input, error, None),
    }
}

/// What was typed as it will look; nothing is kept.
fn previewed(visitor: &Visitor, input: &Input, written: Option<&Written>) -> Response {
    let form = visitor.refilled(input, &Error::Invalid(Vec::new()));
    let around = Around { written, preview: Some(input), ..Around::default() };
    editing(visitor, StatusCode::OK, form, around)
}

fn said(written: &Written) -> &'static str {
    match written.post.status {
        PostStatus::Draft => "post_draft_saved",
        PostStatus::Published => "post_published",
        PostStatus::Hidden => "post_saved",
    }
}

/// The form again with what was typed, and what is wrong.
fn again(
    visitor: &Visitor,
    input: &Input,
    error: Error,
    written: Option<&Written>,
) -> Result<Response> {
    let locale = visitor.context.locale();
    let flash = match &error {
        Error::Invalid(_) => Flash::new("form_error").shown(&visitor.web.texts, locale),
        Error::PreconditionFailed => Some(Shown::error(visitor.web.texts.error(locale, &error))),
        _ => return Err(error.into()),
    };
    let form = visitor.refilled(input, &error);
    let around = Around { written, flash, ..Around::default() };
    Ok(editing(visitor, crate::error::status(&error), form, around))
}

/// The post, if it is this member's to change.
async fn own(visitor: &Visitor, id: &str) -> Result<Written> {
    let written = posts::read(&visitor.web.app, &visitor.actor, id).await?;
    match posts::may(&visitor.actor, &written.post).edit {
        true => Ok(written),
        false => Err(Error::Forbidden.into()),
    }
}

pub async fn show_change(Member(visitor): Member, Id(id): Id) -> Result<Response> {
    let written = own(&visitor, &id).await?;
    let post = &written.post;
    let form = visitor.form(&POST, |name| match name {
        "title" => post.title.clone(),
        "body" => post.body.clone(),
        "version" => post.version.to_string(),
        _ => String::new(),
    });
    let around =
        Around { written: Some(&written), flash: visitor.flash_shown(), ..Around::default() };
    Ok(editing(&visitor, StatusCode::OK, form, around))
}

pub async fn change(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &POST).await?;
    let written = own(&visitor, &id).await?;
    if input.has("preview") {
        return Ok(previewed(&visitor, &input, Some(&written)));
    }
    let change = Change {
        title: Some(input.get("title").to_owned()),
        body: Some(input.get("body").to_owned()),
        status: input.filled("status").map(str::to_owned),
        // Of two who change at once the second is told.
        if_version: input.filled("version").and_then(|version| version.parse().ok()),
        faults: input.faults.clone(),
        ..Change::default()
    };
    match posts::update(&visitor.web.app, &visitor.actor, &id, &change).await {
        Ok(done) => Ok(visitor.says(&address(&done.post), said(&done))),
        Err(error) => again(&visitor, &input, error, Some(&written)),
    }
}
