//! Posts: everybody reads, members write, managers moderate.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::http::header::ETAG;
use axum::response::Response;
use domain::pictures::Size;
use domain::posts::{Author, PostQuery, PostStatus, Written};
use domain::settings::Http;
use domain::{Actor, Fault, Permission};
use serde_json::{Value, json};
use services::pictures;
use services::posts::{self, Change, Draft};
use utoipa::ToSchema;

use super::shape::{self, Link, Pictures, stamp};
use crate::error::Result;
use crate::extract::{
    self, Anyone, Fields, Id, IfMatch, IfNoneMatch, Json, Key, MaybeJson, Member, Moderator,
    Paging, Query, Token, etag, once,
};
use crate::{State, Web};

/// What is shown and not set.
const READ_ONLY: [&str; 5] = ["id", "body_html", "author", "created_at", "updated_at"];

/// A post, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "id": "0192f1e0-7c1e-7000-8000-0123456789ab",
    "title": "How we mended the old pier",
    "body": "It took *three* weekends.",
    "body_html": "<p>It took <em>three</em> weekends.</p>\n",
    "status": "PUBLISHED",
    "author": {
        "nickname": "leaping_otter_482",
        "picture": {
            "512": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
            "128": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
            "48": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
        },
    },
    "created_at": "2026-03-01T09:30:00.000000Z",
    "updated_at": "2026-03-01T09:30:00.000000Z",
    "links": [{
        "rel": "self",
        "href": "http://localhost:8000/api/v1/posts/0192f1e0-7c1e-7000-8000-0123456789ab",
        "method": "GET",
        "action": "read",
    }],
}))]
#[allow(dead_code)]
pub struct Post {
    #[schema(value_type = uuid::Uuid)]
    id: domain::Id,
    title: String,
    /// Markdown.
    body: String,
    /// The body as HTML that can do no harm. Headings begin at `h2`; pictures
    /// are links.
    body_html: String,
    /// `DRAFT`, `PUBLISHED` or `HIDDEN`.
    status: String,
    /// Null where whoever wrote it is gone.
    author: Option<Writer>,
    /// Of a hidden post, why.
    reason: Option<String>,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    updated_at: String,
    /// Only those that the caller may follow.
    links: Vec<Link>,
}

/// Who wrote a post.
#[derive(ToSchema)]
#[allow(dead_code)]
pub struct Writer {
    nickname: String,
    picture: Pictures,
}

/// A new post, or what replaces one.
#[derive(ToSchema)]
#[schema(example = json!({
    "title": "How we mended the old pier", "body": "It took *three* weekends.", "status": "DRAFT",
}))]
#[allow(dead_code)]
pub struct NewPost {
    /// 1 to 100 characters.
    title: String,
    /// Markdown, 1 to 20,000 characters.
    body: String,
    /// `PUBLISHED` (as without it) or `DRAFT`.
    status: Option<String>,
}

/// Changes to a post.
#[derive(ToSchema)]
#[schema(example = json!({"status": "PUBLISHED"}))]
#[allow(dead_code)]
pub struct PostChange {
    title: Option<String>,
    body: Option<String>,
    status: Option<String>,
    /// Why a manager hides somebody's post.
    reason: Option<String>,
}

/// Why a post is hidden; its author is told.
#[derive(ToSchema)]
#[schema(example = json!({"reason": "It names somebody who asked not to be named"}))]
#[allow(dead_code)]
pub struct HideReason {
    reason: String,
}

fn path(id: domain::Id) -> String {
    format!("/api/v1/posts/{id}")
}

fn author(http: &Http, author: &Author) -> Value {
    let picture = |size: Size| pictures::path_of(&author.nickname, author.picture.as_deref(), size);
    json!({ "nickname": author.nickname, "picture": Pictures::of(http, picture) })
}

/// A post as the API shows it, without links.
pub fn body(http: &Http, written: &Written) -> Value {
    let post = &written.post;
    let mut body = json!({
        "id": post.id,
        "title": post.title,
        "body": post.body,
        "body_html": views::prose::html(&post.body),
        "status": post.status.as_str(),
        "author": written.author.as_ref().map(|writer| author(http, writer)),
        "created_at": stamp(&post.created_at),
        "updated_at": stamp(&post.updated_at),
    });
    if post.status == PostStatus::Hidden {
        body["reason"] = json!(post.reason);
    }
    body
}

fn shown(web: &Web, actor: &Actor, written: &Written) -> Value {
    let http = &web.app.settings.http;
    let href = http.link(&path(written.post.id));
    let link = |rel, method, action, tail: &str| Link {
        rel,
        href: format!("{href}{tail}"),
        method,
        action,
    };
    let may = posts::may(actor, &written.post);
    let mut links = vec![link("self", "GET", "read", "")];
    links.extend(may.edit.then(|| link("update", "PUT", "update", "")));
    links.extend(may.delete.then(|| link("delete", "DELETE", "delete", "")));
    links.extend(may.hide.then(|| link("hide", "POST", "hide", "/hide")));
    links.extend(may.show.then(|| link("show", "POST", "show", "/show")));
    let mut body = body(http, written);
    body["links"] = json!(links);
    body
}

fn answer(web: &Web, actor: &Actor, status: StatusCode, written: &Written) -> Response {
    let mut response = shape::answer(status, &shown(web, actor, written));
    response.headers_mut().insert(ETAG, etag(written.post.version));
    response
}

fn status(query: &mut Query) -> Option<PostStatus> {
    let unknown = Fault::new("status", "post_status_unknown");
    query.parsed("status", unknown, PostStatus::parse)
}

fn listing(
    web: &Web,
    actor: &Actor,
    query: &Query,
    page: &domain::page::Page,
    listed: &domain::page::Listed<Written>,
) -> Response {
    let mut body = extract::listing(web, query, page, listed, |post| shown(web, actor, post));
    if let Some(links) = body["links"].as_array_mut()
        && actor.must(Permission::OwnAccount).is_ok()
    {
        let href = web.app.settings.http.link("/api/v1/posts");
        links.push(json!(Link { rel: "create", href, method: "POST", action: "create" }));
    }
    shape::answer(StatusCode::OK, &body)
}

/// List posts, the newest first.
///
/// Those published. `DRAFT` gives one's own drafts, `HIDDEN` one's own hidden
/// posts, and everybody's to managers.
#[utoipa::path(get, path = "/api/v1/posts", tag = "posts", operation_id = "listPosts",
    params(
        ("search" = Option<String>, Query, description = "Words that must all occur in title or body, without regard to case and accents; `\"…\"` holds a phrase together", example = "pier weekend"),
        ("author" = Option<String>, Query, description = "A nickname, in any case", example = "leaping_otter_482"),
        ("status" = Option<String>, Query, description = "`PUBLISHED`, `DRAFT` or `HIDDEN`", example = "PUBLISHED"),
        ("skip" = Option<u64>, Query, description = "Items to pass over", example = 0),
        ("limit" = Option<u64>, Query, description = "Items on a page", minimum = 1, maximum = 100, example = 10),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before", example = "eyJrZXkiOm51bGx9"),
    ),
    responses((status = 200, description = "One page", body = shape::List<Post>)))]
pub async fn list(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    mut query: Query,
) -> Result<Response> {
    let wanted = PostQuery {
        status: status(&mut query),
        author: query.text("author"),
        search: query.text("search"),
    };
    let page = Paging::read(&mut query).of(&mut query, &wanted.fingerprint())?;
    let listed = posts::list(&web.app, &actor, &wanted, &page).await?;
    Ok(listing(&web, &actor, &query, &page, &listed))
}

/// List one person's posts, the newest first.
#[utoipa::path(get, path = "/api/v1/profiles/{nickname}/posts", tag = "posts",
    operation_id = "listPostsOfProfile",
    params(
        ("nickname" = String, Path, description = "In any case", example = "leaping_otter_482"),
        ("search" = Option<String>, Query, description = "Words that must all occur in title or body", example = "pier weekend"),
        ("status" = Option<String>, Query, description = "`PUBLISHED`, `DRAFT` or `HIDDEN`", example = "PUBLISHED"),
        ("skip" = Option<u64>, Query, description = "Items to pass over", example = 0),
        ("limit" = Option<u64>, Query, description = "Items on a page", minimum = 1, maximum = 100, example = 10),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before", example = "eyJrZXkiOm51bGx9"),
    ),
    responses(
        (status = 200, description = "One page", body = shape::List<Post>),
        (status = 404, description = "There is nobody of that name, or nobody to show"),
    ))]
pub async fn of_profile(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    Token(nickname): Token,
    mut query: Query,
) -> Result<Response> {
    let search = query.text("search");
    let wanted = PostQuery { status: status(&mut query), author: None, search };
    let list = PostQuery { author: Some(nickname.clone()), ..wanted.clone() };
    let page = Paging::read(&mut query).of(&mut query, &list.fingerprint())?;
    let listed = posts::of_profile(&web.app, &actor, &nickname, wanted, &page).await?;
    Ok(listing(&web, &actor, &query, &page, &listed))
}

/// Write a post, or a draft.
#[utoipa::path(post, path = "/api/v1/posts", tag = "posts", operation_id = "createPost",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request get the first answer again", example = "5f1c9c1e-post")),
    request_body = NewPost,
    responses((status = 201, description = "The post", body = Post)),
    security(("bearer" = [])))]
pub async fn create(
    FromState(web): FromState<State>,
    Member(actor): Member,
    key: Key,
    Json { mut fields, raw }: Json,
) -> Result<Response> {
    let draft = Draft {
        title: fields.required("title"),
        body: fields.required("body"),
        status: fields.not_null("status"),
        faults: fields.finish(),
    };
    let (site, member) = (web.clone(), actor.clone());
    once(&web, &actor, key, &raw, async move {
        let made = posts::create(&site.app, &member, &draft).await?;
        let response = answer(&site, &member, StatusCode::CREATED, &made);
        Ok(shape::located(&site, response, &path(made.post.id)))
    })
    .await
}

/// Read a post.
#[utoipa::path(get, path = "/api/v1/posts/{id}", tag = "posts", operation_id = "readPost",
    params(
        ("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-None-Match" = Option<String>, Header, description = "The version that the caller has", example = "\"3\""),
    ),
    responses(
        (status = 200, description = "The post", body = Post),
        (status = 304, description = "The caller has it"),
        (status = 404, description = "There is no such post, or it is not the caller's to see"),
    ))]
pub async fn read(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    Id(id): Id,
    tags: IfNoneMatch,
) -> Result<Response> {
    let found = posts::read(&web.app, &actor, &id).await?;
    if tags.has(found.post.version) {
        return Ok(shape::not_modified(found.post.version));
    }
    Ok(answer(&web, &actor, StatusCode::OK, &found))
}

/// What was read may be sent back, as long as it is the same.
fn change(web: &Web, mut fields: Fields, current: &Written, tags: &IfMatch, put: bool) -> Change {
    fields.take("links");
    let shown = body(&web.app.settings.http, current);
    fields.unchanged(READ_ONLY, &shown);
    let reason = fields.take("reason").filter(|given| *given != shown["reason"]);
    let reason = reason.map(|given| given.as_str().unwrap_or_default().to_owned());
    let text = |fields: &mut Fields, name| match put {
        true => Some(fields.required(name)),
        false => fields.not_null(name),
    };
    Change {
        title: text(&mut fields, "title"),
        body: text(&mut fields, "body"),
        status: fields.not_null("status"),
        reason,
        if_version: tags.version(current.post.version),
        faults: fields.finish(),
    }
}

/// Replace a post's title and body.
///
/// Its author does. The status stays where none is named.
#[utoipa::path(put, path = "/api/v1/posts/{id}", tag = "posts", operation_id = "replacePost",
    params(
        ("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    request_body = NewPost,
    responses((status = 200, description = "The post", body = Post)),
    security(("bearer" = [])))]
pub async fn replace(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    tags: IfMatch,
    Json { fields, .. }: Json,
) -> Result<Response> {
    let current = posts::read(&web.app, &actor, &id).await?;
    let change = change(&web, fields, &current, &tags, true);
    let done = posts::update(&web.app, &actor, &id, &change).await?;
    Ok(answer(&web, &actor, StatusCode::OK, &done))
}

/// Change some of a post's fields.
///
/// Its author does. A manager sets `status` to `HIDDEN`, with a `reason`, and
/// back to `PUBLISHED`.
#[utoipa::path(patch, path = "/api/v1/posts/{id}", tag = "posts", operation_id = "updatePost",
    params(
        ("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    request_body = PostChange,
    responses((status = 200, description = "The post", body = Post)),
    security(("bearer" = [])))]
pub async fn update(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    tags: IfMatch,
    Json { mut fields, .. }: Json,
) -> Result<Response> {
    let current = posts::read(&web.app, &actor, &id).await?;
    fields.take("links");
    fields.not_empty();
    let change = change(&web, fields, &current, &tags, false);
    let done = posts::update(&web.app, &actor, &id, &change).await?;
    Ok(answer(&web, &actor, StatusCode::OK, &done))
}

/// Delete a post.
///
/// One's own; managers delete anybody's but drafts.
#[utoipa::path(delete, path = "/api/v1/posts/{id}", tag = "posts", operation_id = "deletePost",
    params(
        ("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    responses((status = 204, description = "It is gone")),
    security(("bearer" = [])))]
pub async fn delete(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Id(id): Id,
    tags: IfMatch,
) -> Result<StatusCode> {
    let version = async { Ok(posts::read(&web.app, &actor, &id).await?.post.version) };
    let if_version = tags.expected(version).await?;
    posts::delete(&web.app, &actor, &id, if_version).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hide a post.
///
/// Its author still sees it, and is told why.
#[utoipa::path(post, path = "/api/v1/posts/{id}/hide", tag = "posts", operation_id = "hidePost",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body = HideReason,
    responses((status = 200, description = "The post", body = Post)),
    security(("bearer" = [])))]
pub async fn hide(
    FromState(web): FromState<State>,
    Moderator(actor): Moderator,
    Id(id): Id,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    let reason = super::roles::optional_reason(fields)?.unwrap_or_default();
    let done = posts::hide(&web.app, &actor, &id, &reason).await?;
    Ok(answer(&web, &actor, StatusCode::OK, &done))
}

/// Show a hidden post again.
#[utoipa::path(post, path = "/api/v1/posts/{id}/show", tag = "posts", operation_id = "showPost",
    params(("id" = String, Path, description = "Which", example = "0192f1e0-7c1e-7000-8000-0123456789ab")),
    request_body(content = super::roles::Reason, description = "May be left out"),
    responses((status = 200, description = "The post", body = Post)),
    security(("bearer" = [])))]
pub async fn show(
    FromState(web): FromState<State>,
    Moderator(actor): Moderator,
    Id(id): Id,
    MaybeJson(fields): MaybeJson,
) -> Result<Response> {
    let reason = super::roles::optional_reason(fields)?;
    let done = posts::show(&web.app, &actor, &id, reason.as_deref()).await?;
    Ok(answer(&web, &actor, StatusCode::OK, &done))
}
