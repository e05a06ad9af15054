//! What the API shows.

use std::borrow::Cow;

use axum::http::header::{CONTENT_TYPE, ETAG, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::pictures::Size;
use domain::settings::Http;
use domain::{Actor, Id, Permission, Time};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use services::pictures;
use utoipa::ToSchema;

use crate::Web;
use crate::extract::etag;

/// An answer in JSON.
pub fn answer(status: StatusCode, body: &impl Serialize) -> Response {
    let mut bytes = Vec::with_capacity(1024);
    if serde_json::to_writer(&mut bytes, body).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    (status, [(CONTENT_TYPE, HeaderValue::from_static("application/json"))], bytes).into_response()
}

/// What was made, and where it is.
pub fn made(web: &Web, body: &impl Serialize, path: &str) -> Response {
    located(web, answer(StatusCode::CREATED, body), path)
}

/// An answer that says where to find what was made.
pub fn located(web: &Web, mut response: Response, path: &str) -> Response {
    if let Ok(location) = HeaderValue::from_str(&web.app.settings.http.link(path)) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// RFC 3339 in UTC with microseconds.
pub fn stamp(time: &Time) -> String {
    domain::clock::format(*time)
}

pub fn time<S: Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&stamp(time))
}

fn maybe_time<S: Serializer>(time: &Option<Time>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serializer.serialize_str(&stamp(time)),
        None => serializer.serialize_none(),
    }
}

/// Where one may go from here.
#[derive(Serialize, ToSchema)]
pub struct Link {
    /// How the target relates to this.
    #[schema(example = "self")]
    pub rel: &'static str,
    /// An absolute address.
    pub href: String,
    #[schema(example = "GET")]
    pub method: &'static str,
    /// What following it does.
    #[schema(example = "read")]
    pub action: &'static str,
}

/// Links to what is at an address: each of `rel`, method, action, and the end
/// that its path has besides.
pub fn links_at(
    web: &Web,
    path: &str,
) -> impl Fn(&'static str, &'static str, &'static str, &str) -> Link + use<> {
    let address = web.app.settings.http.link(path);
    move |rel, method, action, end| Link { rel, href: format!("{address}{end}"), method, action }
}

/// The addresses of a picture, by the pixels of its edge. Without an upload, of
/// one that the nickname decides.
#[derive(Serialize, ToSchema)]
pub struct Pictures {
    #[serde(rename = "512")]
    large: String,
    #[serde(rename = "128")]
    medium: String,
    #[serde(rename = "48")]
    small: String,
}

impl Pictures {
    pub fn of(http: &Http, path: impl Fn(Size) -> String) -> Self {
        let [large, medium, small] = Size::ALL.map(|size| http.link(&path(size)));
        Pictures { large, medium, small }
    }
}

/// A person, as themselves, managers and administrators see them.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0192f1e0-7c1e-7000-8000-0123456789ab",
    "nickname": "leaping_otter_482",
    "email": "ana@example.org",
    "email_verified": true,
    "first_name": "Ana",
    "last_name": "López",
    "bio": null,
    "location": "Montevideo",
    "picture": {
        "512": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
        "128": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
        "48": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
    },
    "profile_picture_url": null,
    "linkedin_profile_url": null,
    "github_profile_url": "https://github.com/ana",
    "show_name": false,
    "extra": {},
    "role": "AUTHENTICATED",
    "is_professional": false,
    "professional_status_updated_at": null,
    "last_login_at": "2026-03-01T09:30:00.000000Z",
    "failed_login_attempts": 0,
    "is_locked": false,
    "locked_at": null,
    "locale": "es",
    "time_zone": "America/Montevideo",
    "created_at": "2026-02-28T18:04:11.250000Z",
    "updated_at": "2026-03-01T09:30:00.000000Z",
    "links": [{
        "rel": "self",
        "href": "http://localhost:8000/api/v1/users/0192f1e0-7c1e-7000-8000-0123456789ab",
        "method": "GET",
        "action": "read",
    }],
}))]
pub struct User<'a> {
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// The public identity.
    pub nickname: &'a str,
    pub email: &'a str,
    pub email_verified: bool,
    pub first_name: Option<&'a str>,
    pub last_name: Option<&'a str>,
    pub bio: Option<&'a str>,
    pub location: Option<&'a str>,
    pub picture: Pictures,
    /// That of the largest picture when one was uploaded.
    pub profile_picture_url: Option<Cow<'a, str>>,
    pub linkedin_profile_url: Option<&'a str>,
    pub github_profile_url: Option<&'a str>,
    /// Whether first and last name are public.
    pub show_name: bool,
    /// Profile fields that the administrator defined.
    #[schema(value_type = Object)]
    pub extra: &'a Map<String, Value>,
    /// `ANONYMOUS`, `AUTHENTICATED`, `MANAGER` or `ADMIN`.
    pub role: &'static str,
    pub is_professional: bool,
    #[serde(serialize_with = "maybe_time")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub professional_status_updated_at: Option<Time>,
    #[serde(serialize_with = "maybe_time")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_login_at: Option<Time>,
    pub failed_login_attempts: i32,
    pub is_locked: bool,
    #[serde(serialize_with = "maybe_time")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub locked_at: Option<Time>,
    /// BCP 47 tag.
    pub locale: &'a str,
    /// IANA zone.
    pub time_zone: &'a str,
    #[serde(serialize_with = "time")]
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Time,
    #[serde(serialize_with = "time")]
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Time,
    /// Only those that the caller may follow.
    pub links: Vec<Link>,
}

impl<'a> User<'a> {
    pub fn of(http: &Http, user: &'a domain::User, links: Vec<Link>) -> Self {
        let profile = &user.profile;
        let picture = Pictures::of(http, |size| pictures::path(user, size));
        let uploaded = user.picture.as_ref().map(|_| Cow::from(picture.large.clone()));
        let elsewhere = profile.profile_picture_url.as_deref().map(Cow::from);
        User {
            id: user.id,
            nickname: &user.nickname,
            email: &user.email,
            email_verified: user.email_verified,
            first_name: profile.first_name.as_deref(),
            last_name: profile.last_name.as_deref(),
            bio: profile.bio.as_deref(),
            location: profile.location.as_deref(),
            picture,
            profile_picture_url: uploaded.or(elsewhere),
            linkedin_profile_url: profile.linkedin_profile_url.as_deref(),
            github_profile_url: profile.github_profile_url.as_deref(),
            show_name: profile.show_name,
            extra: &user.extra,
            role: user.role.as_str(),
            is_professional: user.is_professional,
            professional_status_updated_at: user.professional_status_updated_at,
            last_login_at: user.last_login_at,
            failed_login_attempts: user.failed_login_attempts,
            is_locked: user.is_locked,
            locked_at: user.locked_at,
            locale: &profile.locale,
            time_zone: &profile.time_zone,
            created_at: user.created_at,
            updated_at: user.updated_at,
            links,
        }
    }
}

pub fn user_path(id: Id) -> String {
    format!("/api/v1/users/{id}")
}

/// What a caller may do with a person.
pub fn links(web: &Web, actor: &Actor, user: &domain::User) -> Vec<Link> {
    let role = actor.role();
    if actor.must(Permission::ManageUsers).is_err() {
        return Vec::new();
    }
    let path = web.app.settings.http.link(&user_path(user.id));
    let link = |rel, method, action, tail: &str| Link {
        rel,
        href: format!("{path}{tail}"),
        method,
        action,
    };
    let mut links = vec![link("self", "GET", "read", "")];
    links.push(link("picture", "GET", "read_picture", "/picture"));
    if role.may_touch(user.role) {
        links.push(link("update", "PUT", "update", ""));
        links.push(link("delete", "DELETE", "delete", ""));
        links.push(match user.is_locked {
            true => link("unlock", "POST", "unlock", "/unlock"),
            false => link("lock", "POST", "lock", "/lock"),
        });
        links.push(link("professional", "PUT", "change_professional", "/professional"));
    }
    if role.may(Permission::ChangeRoles) {
        links.push(link("role", "PUT", "change_role", "/role"));
    }
    links
}

/// What people may do with themselves.
pub fn own_links(web: &Web) -> Vec<Link> {
    let href = web.app.settings.http.link("/api/v1/users/me");
    let link = |rel, method, action| Link { rel, href: href.clone(), method, action };
    vec![
        link("self", "GET", "read"),
        link("update", "PATCH", "update"),
        link("delete", "DELETE", "delete"),
        Link { href: format!("{href}/picture"), ..link("picture", "PUT", "replace_picture") },
    ]
}

/// A person with their version.
pub fn user(web: &Web, status: StatusCode, user: &domain::User, links: Vec<Link>) -> Response {
    let shown = User::of(&web.app.settings.http, user, links);
    let mut response = answer(status, &shown);
    response.headers_mut().insert(ETAG, etag(user.version));
    response
}

/// A person who was just added.
pub fn created(web: &Web, actor: &Actor, added: &domain::User) -> Response {
    let response = user(web, StatusCode::CREATED, added, links(web, actor, added));
    located(web, response, &user_path(added.id))
}

/// Not changed since the client's version.
pub fn not_modified(version: i64) -> Response {
    (StatusCode::NOT_MODIFIED, [(ETAG, etag(version))]).into_response()
}

/// The schema of lists, for the documents.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "items": [], "total": 0, "page": 1, "size": 0,
    "links": [], "next_cursor": null,
}))]
pub struct List<T> {
    pub items: Vec<T>,
    pub total: u64,
    /// There, and true, where `total` was not counted to its end: beyond
    /// 10,000.
    #[serde(default)]
    pub total_estimated: Option<bool>,
    /// From 1; null when the list is walked by cursor.
    pub page: Option<u64>,
    /// Items on this page.
    pub size: u64,
    pub links: Vec<Link>,
    /// Leads to the next page of this very list.
    pub next_cursor: Option<String>,
}

/// One of a person's own sessions.
pub fn session(web: &Web, session: &domain::sessions::Session, current: bool) -> Value {
    let href = web.app.settings.http.link(&format!("/api/v1/users/me/sessions/{}", session.id));
    json!({
        "id": session.id,
        "device": session.device,
        "address": session.address,
        "created_at": stamp(&session.created_at),
        "last_seen_at": stamp(&session.last_seen_at),
        "current": current,
        "links": [{ "rel": "delete", "href": href, "method": "DELETE", "action": "revoke" }],
    })
}
