//! Managers browse, read, add, edit and delete people.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use domain::analytics::{Bucket, Stage};
use domain::search::{self, Filter, NotSeen, Sort, UserQuery};
use domain::settings::Http;
use domain::{Fault, Time, User, locale};
use serde_json::Value;
use services::accounts;
use utoipa::ToSchema;

use super::{edit, shape};
use crate::State;
use crate::error::Result;
use crate::extract::{self, Id, IfMatch, IfNoneMatch, Json, Key, Manager, Paging, Query, once};

/// List people.
#[utoipa::path(get, path = "/api/v1/users", tag = "users", operation_id = "listUsers",
    params(
        ("search" = Option<String>, Query, description = "Words that must all occur in nickname, address, names, location or bio, without regard to case and accents; `\"…\"` holds a phrase together. Filters may stand among them: `role:`, `verified:`, `locked:`, `professional:` (`yes` or `no`), `locale:`, `created:` and `seen:` (a date, or one behind `>`, `>=`, `<`, `<=`), `seen:never`", example = "ana role:manager created:>2026-01-01"),
        ("role" = Option<String>, Query, description = "One role", example = "MANAGER"),
        ("is_locked" = Option<bool>, Query, description = "Locked or not", example = false),
        ("email_verified" = Option<bool>, Query, description = "Proved or not", example = true),
        ("is_professional" = Option<bool>, Query, description = "Professional or not", example = false),
        ("locale" = Option<String>, Query, description = "BCP 47 tag", example = "es"),
        ("created_from" = Option<String>, Query, description = "A date or time, included", example = "2026-01-01"),
        ("created_to" = Option<String>, Query, description = "A date or time, excluded", example = "2026-02-01"),
        ("last_login_from" = Option<String>, Query, description = "A date or time, included", example = "2026-01-01"),
        ("last_login_to" = Option<String>, Query, description = "A date or time, excluded", example = "2026-02-01"),
        ("last_login_before" = Option<String>, Query, description = "A date or time, excluded", example = "2026-02-01T09:30:00Z"),
        ("never_logged_in" = Option<bool>, Query, description = "Who never signed in, or who did", example = true),
        ("extra.NAME" = Option<String>, Query, description = "A profile field that administrators defined, by its name", example = "M"),
        ("not_seen" = Option<String>, Query, description = "Who neither signed in nor used a session for so long, or never did: `24h`, `48h`, `1w`, `1y`, `never`", example = "1w"),
        ("reached" = Option<String>, Query, description = "Who registered themselves and came so far: `registered`, `verified`, `signed_in`, `took_part` or `back`, which is in the fourth week after the one of registering", example = "verified"),
        ("source" = Option<String>, Query, description = "Who registered themselves, led here by it: `invitation`, `event`, `post` or `direct`", example = "invitation"),
        ("sort" = Option<String>, Query, description = "A column, or `-column` for falling order; without it the best match comes first where words are looked for, else the newest", example = "-created_at"),
        ("skip" = Option<u64>, Query, description = "Items to pass over", example = 0),
        ("limit" = Option<u64>, Query, description = "Items on a page", minimum = 1, maximum = 100, example = 10),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before", example = "eyJrZXkiOm51bGx9"),
    ),
    responses((status = 200, description = "One page", body = shape::List<shape::User>)),
    security(("bearer" = [])))]
pub async fn list(
    FromState(web): FromState<State>,
    Manager(actor): Manager,
    mut query: Query,
) -> Result<Response> {
    let wanted = user_query(&mut query, web.app.clock.now());
    let page = Paging::read(&mut query).of(&mut query, &wanted.fingerprint())?;
    let listed = accounts::list(&web.app, &actor, &wanted, &page).await?;
    let body = extract::listing(&web, &query, &page, &listed, |user| {
        let links = shape::links(&web, &actor, user);
        serde_json::to_value(shape::User::of(&web.app.settings.http, user, links))
            .unwrap_or(Value::Null)
    });
    Ok(shape::answer(StatusCode::OK, &body))
}

/// A person as the API shows them, without links.
pub fn body(http: &Http, user: &User) -> Value {
    let mut body =
        serde_json::to_value(shape::User::of(http, user, Vec::new())).unwrap_or_default();
    body.as_object_mut().map(|fields| fields.remove("links"));
    body
}

pub fn user_query(query: &mut Query, now: Time) -> UserQuery {
    let fault = Fault::new;
    UserQuery {
        search: query.search(),
        role: query.parsed("role", fault("role", "role_unknown"), |text| text.parse().ok()),
        is_locked: query.flag("is_locked"),
        email_verified: query.flag("email_verified"),
        is_professional: query.flag("is_professional"),
        locale: query.parsed("locale", fault("locale", "locale_invalid"), |tag| {
            locale::parse("locale", tag).ok()
        }),
        created_from: query.time("created_from"),
        created_to: query.time("created_to"),
        last_login_from: query.time("last_login_from"),
        last_login_to: query.time("last_login_to"),
        last_login_before: query.time("last_login_before"),
        never_logged_in: query.flag("never_logged_in"),
        extra: extra(query),
        not_seen: query
            .parsed("not_seen", fault("not_seen", "bucket_unknown"), Bucket::parse)
            .map(|bucket| NotSeen::new(bucket, now)),
        reached: query.parsed("reached", fault("reached", "stage_unknown"), Stage::parse),
        source: super::analytics::source(query),
        sort: query.parsed("sort", fault("sort", "sort_unknown"), Sort::parse),
    }
}

/// `extra.NAME=value`, as often as wanted.
fn extra(query: &mut Query) -> Vec<Filter> {
    let mut filters = Vec::new();
    for (name, value) in query.beginning("extra.") {
        match search::extra(&name, &value) {
            Some(filter) => filters.push(filter),
            None => query.push(Fault::new(name, "required")),
        }
    }
    filters
}

/// Someone whom a manager adds.
#[derive(ToSchema)]
#[schema(example = json!({
    "email": "nia@example.org", "nickname": "nia", "role": "AUTHENTICATED", "email_verified": true,
}))]
#[allow(dead_code)]
pub struct Addition {
    email: String,
    /// When left out, the person is mailed an invitation to set one.
    password: Option<String>,
    nickname: Option<String>,
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
    /// One that the caller may grant.
    role: Option<String>,
    email_verified: Option<bool>,
}

/// Add a person.
#[utoipa::path(post, path = "/api/v1/users", tag = "users", operation_id = "createUser",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request get the first answer again", example = "5f1c9c1e-create")),
    request_body = Addition,
    responses((status = 201, description = "The new person", body = shape::User)),
    security(("bearer" = [])))]
pub async fn create(
    FromState(web): FromState<State>,
    Manager(actor): Manager,
    key: Key,
    Json { fields, raw }: Json,
) -> Result<Response> {
    let entry = edit::addition(fields);
    let (site, manager) = (web.clone(), actor.clone());
    once(&web, &actor, key, &raw, async move {
        let user = accounts::create(&site.app, &manager, &entry).await?;
        Ok(shape::created(&site, &manager, &user))
    })
    .await
}

/// Read a person.
#[utoipa::path(get, path = "/api/v1/users/{id}", tag = "users", operation_id = "readUser",
    params(
        ("id" = String, Path, description = "Who", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-None-Match" = Option<String>, Header, description = "The version at hand", example = "\"3\""),
    ),
    responses(
        (status = 200, description = "The person", body = shape::User),
        (status = 304, description = "The version at hand is the present one"),
    ),
    security(("bearer" = [])))]
pub async fn read(
    FromState(web): FromState<State>,
    Manager(actor): Manager,
    Id(id): Id,
    tags: IfNoneMatch,
) -> Result<Response> {
    let user = accounts::read(&web.app, &actor, &id).await?;
    if tags.has(user.version) {
        return Ok(shape::not_modified(user.version));
    }
    Ok(shape::user(&web, StatusCode::OK, &user, shape::links(&web, &actor, &user)))
}

/// Changes to a person.
#[derive(ToSchema)]
#[schema(example = json!({"first_name": "Ana", "last_name": "López", "bio": null}))]
#[allow(dead_code)]
pub struct Change {
    nickname: Option<String>,
    /// Counts at once.
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
}

/// Replace a person's editable fields.
///
/// Optional fields that are not named become null; address and nickname stay.
/// What was read may be sent back: read-only fields are accepted unchanged.
#[utoipa::path(put, path = "/api/v1/users/{id}", tag = "users", operation_id = "replaceUser",
    params(
        ("id" = String, Path, description = "Who", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    request_body = Change,
    responses((status = 200, description = "The person", body = shape::User)),
    security(("bearer" = [])))]
pub async fn replace(
    FromState(web): FromState<State>,
    Manager(actor): Manager,
    Id(id): Id,
    tags: IfMatch,
    Json { fields, .. }: Json,
) -> Result<Response> {
    let current = accounts::read(&web.app, &actor, &id).await?;
    let edit = edit::put(&web.app.settings.http, fields, &current, &tags);
    let user = accounts::update(&web.app, &actor, &id, &edit).await?;
    Ok(shape::user(&web, StatusCode::OK, &user, shape::links(&web, &actor, &user)))
}

/// Change some of a person's fields.
#[utoipa::path(patch, path = "/api/v1/users/{id}", tag = "users", operation_id = "updateUser",
    params(
        ("id" = String, Path, description = "Who", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    request_body = Change,
    responses((status = 200, description = "The person", body = shape::User)),
    security(("bearer" = [])))]
pub async fn update(
    FromState(web): FromState<State>,
    Manager(actor): Manager,
    Id(id): Id,
    tags: IfMatch,
    Json { fields, .. }: Json,
) -> Result<Response> {
    let current = accounts::read(&web.app, &actor, &id).await?;
    let edit = edit::patch(&web.app.settings.http, fields, &current, &tags);
    let user = accounts::update(&web.app, &actor, &id, &edit).await?;
    Ok(shape::user(&web, StatusCode::OK, &user, shape::links(&web, &actor, &user)))
}

/// Delete a person, at once and for good.
#[utoipa::path(delete, path = "/api/v1/users/{id}", tag = "users", operation_id = "deleteUser",
    params(
        ("id" = String, Path, description = "Who", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("If-Match" = Option<String>, Header, description = "The version that was read", example = "\"3\""),
    ),
    responses((status = 204, description = "The person is gone")),
    security(("bearer" = [])))]
pub async fn delete(
    FromState(web): FromState<State>,
    Manager(actor): Manager,
    Id(id): Id,
    tags: IfMatch,
) -> Result<StatusCode> {
    let version = async { Ok(accounts::read(&web.app, &actor, &id).await?.version) };
    let if_version = tags.expected(version).await?;
    accounts::delete(&web.app, &actor, &id, if_version).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The caller's password, asked for again.
#[derive(ToSchema)]
#[schema(example = json!({"password": "plum tractor at dawn"}))]
#[allow(dead_code)]
pub struct Password {
    password: Option<String>,
}
