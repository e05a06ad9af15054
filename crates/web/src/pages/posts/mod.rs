//! Posts: one of them, writing and changing one, and moderating it.

mod edit;
mod lists;

use axum::extract::{FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::analytics::Content;
use domain::posts::{Post, PostStatus, Written};
use domain::{Error, Permission, clock};
use serde_json::{Value, json};
use services::posts;
use views::forms::posts::{DELETE, HIDE};
use views::forms::{CONFIRM, FilledForm};

use super::flash::{Flash, Shown};
use super::visitor::{Member, Visitor, page};
use crate::State;
use crate::error::{Problem, Result};
use crate::extract::Id;

pub use edit::{change, create, show_change, show_new};
pub use lists::{SIZE, author, card, cards, excerpts};

/// A signed-in manager; others are told that they may not.
pub struct Moderating(Visitor);

impl FromRequestParts<State> for Moderating {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &State) -> Result<Self, Response> {
        let Member(visitor) = Member::from_request_parts(parts, web).await?;
        let permitted = visitor.actor.must(Permission::ModeratePosts);
        permitted.map_err(|error| Problem::from(error).into_response())?;
        Ok(Moderating(visitor))
    }
}

fn address(post: &Post) -> String {
    format!("/post/{}", post.id)
}

pub async fn show(visitor: Visitor, Id(id): Id) -> Result<Response> {
    let written = posts::read(&visitor.web.app, &visitor.actor, &id).await?;
    let form = visitor.form(&HIDE, |_| String::new());
    let page = shown(&visitor, StatusCode::OK, visitor.flash_shown(), &written, form);
    Ok(match written.post.status {
        PostStatus::Published => visitor.viewed(Content::Post, page),
        _ => page,
    })
}

fn shown(
    visitor: &Visitor,
    status: StatusCode,
    flash: Option<Shown>,
    written: &Written,
    hide: FilledForm,
) -> Response {
    let post = &written.post;
    let here = address(post);
    let may = posts::may(&visitor.actor, post);
    let delete = visitor.form(&DELETE, |_| "no".to_owned());
    let show = visitor.form(&CONFIRM, |_| String::new());
    let values = json!({
        "post": whole(written),
        "may": { "edit": may.edit, "delete": may.delete, "hide": may.hide, "show": may.show },
        "delete": delete.at(&format!("{here}/delete"), "delete"),
        "hide": hide.at(&format!("{here}/hide"), "hide"),
        "show": show.at(&format!("{here}/show"), "show"),
    });
    page(&visitor.web, &visitor.context, status, "post", flash, values)
}

/// A post as its own page shows it.
fn whole(written: &Written) -> Value {
    let post = &written.post;
    let changed = post.updated_at - post.listed_at > chrono::Duration::minutes(1);
    json!({
        "id": post.id,
        "title": post.title,
        "body": post.body,
        "excerpt": views::prose::excerpt(&post.body, 160),
        "status": post.status.as_str(),
        "reason": post.reason,
        "at": clock::format(post.listed_at),
        "changed_at": changed.then(|| clock::format(post.updated_at)),
        "author": author(written),
    })
}

/// Asks before a post goes.
pub async fn ask(Member(visitor): Member, Id(id): Id) -> Result<Response> {
    let written = posts::read(&visitor.web.app, &visitor.actor, &id).await?;
    asking(&visitor, &written)
}

fn asking(visitor: &Visitor, written: &Written) -> Result<Response> {
    if !posts::may(&visitor.actor, &written.post).delete {
        return Err(Error::Forbidden.into());
    }
    let form = visitor.form(&DELETE, |_| "yes".to_owned());
    let form = form.at(&format!("{}/delete", address(&written.post)), "delete");
    Ok(visitor.page("post_delete", json!({ "post": whole(written), "form": form })))
}

/// Whoever came by the button without scripts has not been asked yet.
pub async fn delete(Member(visitor): Member, Id(id): Id, request: Request) -> Result<Response> {
    let input = visitor.read(request, &DELETE).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    if input.get("confirmed") == "no" {
        return asking(&visitor, &posts::read(app, actor, &id).await?);
    }
    posts::delete(app, actor, &id, None).await?;
    Ok(visitor.says("/", "post_deleted"))
}

pub async fn hide(
    Moderating(visitor): Moderating,
    Id(id): Id,
    request: Request,
) -> Result<Response> {
    let input = visitor.read(request, &HIDE).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let hidden = match input.check() {
        Ok(()) => posts::hide(app, actor, &id, input.get("reason")).await,
        Err(error) => Err(error),
    };
    match hidden {
        Ok(written) => Ok(visitor.says(&address(&written.post), "post_hidden")),
        Err(error @ Error::Invalid(_)) => {
            let written = posts::read(app, actor, &id).await?;
            let locale = visitor.context.locale();
            let flash = Flash::new("form_error").shown(&visitor.web.texts, locale);
            let form = visitor.refilled(&input, &error);
            Ok(shown(&visitor, StatusCode::UNPROCESSABLE_ENTITY, flash, &written, form))
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn unhide(
    Moderating(visitor): Moderating,
    Id(id): Id,
    request: Request,
) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    let written = posts::show(&visitor.web.app, &visitor.actor, &id, None).await?;
    Ok(visitor.says(&address(&written.post), "post_shown"))
}
