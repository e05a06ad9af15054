//! What others see of a person.

use axum::response::Response;
use domain::clock;
use domain::pictures::Size;
use serde_json::json;

use super::visitor::Visitor;
use crate::error::Result;
use crate::extract::Token;

pub async fn show(visitor: Visitor, Token(nickname): Token) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let profile = services::profiles::public(app, actor, &nickname).await?;
    let names: Vec<&str> =
        [&profile.first_name, &profile.last_name].into_iter().flatten().map(|n| &**n).collect();
    let shown = json!({
        "nickname": profile.nickname,
        "picture": profile.picture(Size::Large),
        "names": names.join(" "),
        "bio": profile.bio,
        "location": profile.location,
        "linkedin_profile_url": profile.linkedin_profile_url,
        "github_profile_url": profile.github_profile_url,
        "is_professional": profile.is_professional,
        "created_at": clock::format(profile.created_at),
    });
    Ok(visitor.page("user", json!({ "profile": shown, "own": profile.is_own })))
}
