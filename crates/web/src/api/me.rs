//! One's own account.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::accounts::Posts;
use domain::{Error, Fault};
use services::{accounts, own_data};
use utoipa::ToSchema;

use super::shape::{self, own_links};
use super::{edit, users};
use crate::State;
use crate::error::Result;
use crate::extract::{IfMatch, IfNoneMatch, Json, MaybeJson, Member, Query};

/// Read one's own account.
#[utoipa::path(get, path = "/api/v1/users/me", tag = "own account", operation_id = "readMe",
    params(("If-None-Match" = Option<String>, Header, description = "The version at hand", example = "\"3\"")),
    responses(
        (status = 200, description = "The caller", body = shape::User),
        (status = 304, description = "The version at hand is the present one"),
    ),
    security(("bearer" = [])))]
pub async fn read(
    FromState(web): FromState<State>,
    Member(actor): Member,
    tags: IfNoneMatch,
) -> Result<Response> {
    let user = accounts::me(&web.app, &actor).await?;
    if tags.has(user.version) {
        return Ok(shape::not_modified(user.version));
    }
    Ok(shape::user(&web, StatusCode::OK, &user, own_links(&web)))
}

/// Changes to one's own account.
#[derive(ToSchema)]
#[schema(example = json!({"first_name": "Ana", "bio": null, "show_name": true}))]
#[allow(dead_code)]
pub struct OwnChange {
    nickname: Option<String>,
    /// A new address counts once it is proved.
    email: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    bio: Option<String>,
    location: Option<String>,
    profile_picture_url: Option<String>,
    linkedin_profile_url: Option<String>,
    github_profile_url: Option<String>,
    locale: Option<String>,
    time_zone: Option<String>,
    show_name: Option<bool>,
    /// Profile fields that the administrator defined.
    #[schema(value_type = Option<Object>)]
    extra: Option<serde_json::Map<String, serde_json::Value>>,
    mailing_list: Option<bool>,
    /// Needed to change the address when the last sign-in is older than 15
    /// minutes.
    password: Option<String>,
}

/// Change one's own account.
#[utoipa::path(patch, path = "/api/v1/users/me", tag = "own account", operation_id = "updateMe",
    params(("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\"")),
    request_body = OwnChange,
    responses((status = 200, description = "The caller", body = shape::User)),
    security(("bearer" = [])))]
pub async fn update(
    FromState(web): FromState<State>,
    Member(actor): Member,
    tags: IfMatch,
    Json { mut fields, .. }: Json,
) -> Result<Response> {
    let me = accounts::me(&web.app, &actor).await?;
    let password = fields.text("password");
    let edit =
        accounts::Edit { password, ..edit::patch(&web.app.settings.http, fields, &me, &tags) };
    let user = accounts::update(&web.app, &actor, &me.id.to_string(), &edit).await?;
    Ok(shape::user(&web, StatusCode::OK, &user, own_links(&web)))
}

/// Delete one's own account.
///
/// Sessions end at once; the data goes after the grace period, and signing in
/// until then undoes it. The password may be given in a JSON body when the
/// last sign-in is older than 15 minutes.
#[utoipa::path(delete, path = "/api/v1/users/me", tag = "own account", operation_id = "deleteMe",
    params(
        ("posts" = Option<String>, Query, description = "`keep` or `delete`", example = "keep"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    request_body(content = users::Password, description = "May be left out"),
    responses((status = 204, description = "Deletion is under way")),
    security(("bearer" = [])))]
pub async fn delete(
    FromState(web): FromState<State>,
    Member(actor): Member,
    tags: IfMatch,
    mut query: Query,
    MaybeJson(mut fields): MaybeJson,
) -> Result<StatusCode> {
    let unknown = Fault::new("posts", "posts_unknown");
    let posts = query.parsed("posts", unknown, Posts::parse).unwrap_or(Posts::Keep);
    query.check()?;
    let password = fields.text("password");
    fields.check()?;
    if tags.is_given() {
        let me = accounts::me(&web.app, &actor).await?;
        tags.version(me.version).filter(|v| *v == me.version).ok_or(Error::PreconditionFailed)?;
    }
    accounts::delete_me(&web.app, &actor, password.as_deref(), posts).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take one's own data along.
///
/// A zip of JSON files and pictures: the account, its sessions, what it did
/// and what was done to it, its messages.
#[utoipa::path(get, path = "/api/v1/users/me/export", tag = "own account", operation_id = "exportMe",
    responses((status = 200, description = "The zip", content_type = "application/zip",
        body = Vec<u8>, headers(("Content-Disposition" = String, description = "The file's name")),
        example = json!("PK…"))),
    security(("bearer" = [])))]
pub async fn export(FromState(web): FromState<State>, Member(actor): Member) -> Result<Response> {
    let me = accounts::me(&web.app, &actor).await?;
    let zip = own_data::export(&web.app, &actor).await?;
    let name = format!("attachment; filename=\"roster-{}.zip\"", me.nickname);
    let headers = [(CONTENT_TYPE, "application/zip"), (CONTENT_DISPOSITION, &name)];
    Ok((headers, zip).into_response())
}
