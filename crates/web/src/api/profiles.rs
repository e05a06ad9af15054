//! What everyone may see of people.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use domain::Time;
use serde::Serialize;
use services::profiles;
use utoipa::ToSchema;

use super::shape::{self, Link, Pictures};
use crate::State;
use crate::error::Result;
use crate::extract::{Anyone, Token};

/// A person as strangers see them.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "nickname": "leaping_otter_482",
    "first_name": null,
    "last_name": null,
    "bio": "Reads maps.",
    "location": "Montevideo",
    "linkedin_profile_url": null,
    "github_profile_url": "https://github.com/ana",
    "picture": {
        "512": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
        "128": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
        "48": "http://localhost:8000/pictures/default/leaping_otter_482.svg",
    },
    "is_professional": false,
    "created_at": "2026-02-28T18:04:11.250000Z",
    "links": [{
        "rel": "self",
        "href": "http://localhost:8000/api/v1/profiles/leaping_otter_482",
        "method": "GET",
        "action": "read",
    }],
}))]
pub struct Profile {
    nickname: String,
    /// Where its owner shows it.
    first_name: Option<String>,
    /// Where its owner shows it.
    last_name: Option<String>,
    bio: Option<String>,
    location: Option<String>,
    linkedin_profile_url: Option<String>,
    github_profile_url: Option<String>,
    picture: Pictures,
    is_professional: bool,
    #[serde(serialize_with = "shape::time")]
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
    links: Vec<Link>,
}

/// Read a public profile.
#[utoipa::path(get, path = "/api/v1/profiles/{nickname}", tag = "profiles", operation_id = "readProfile",
    params(("nickname" = String, Path, description = "In any case", example = "leaping_otter_482")),
    responses(
        (status = 200, description = "The person", body = Profile),
        (status = 404, description = "There is nobody of that name, or nobody to show"),
    ))]
pub async fn read(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    Token(nickname): Token,
) -> Result<Response> {
    let profile = profiles::public(&web.app, &actor, &nickname).await?;
    let http = &web.app.settings.http;
    let href = http.link(&format!("/api/v1/profiles/{}", profile.nickname));
    let shown = Profile {
        picture: Pictures::of(http, |size| profile.picture(size)),
        links: vec![Link { rel: "self", href, method: "GET", action: "read" }],
        nickname: profile.nickname,
        first_name: profile.first_name,
        last_name: profile.last_name,
        bio: profile.bio,
        location: profile.location,
        linkedin_profile_url: profile.linkedin_profile_url,
        github_profile_url: profile.github_profile_url,
        is_professional: profile.is_professional,
        created_at: profile.created_at,
    };
    Ok(shape::answer(StatusCode::OK, &shown))
}
