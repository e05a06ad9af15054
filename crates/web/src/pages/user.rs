//! What others see of a person.

use axum::response::Response;
use domain::analytics::Content;
use domain::events::EventQuery;
use domain::pictures::Size;
use domain::posts::{PostQuery, PostStatus};
use domain::{Permission, clock};
use serde_json::json;
use services::posts;

use super::events;
use super::numbered::{self, Turn};
use super::posts::{SIZE, cards};
use super::visitor::Visitor;
use crate::error::Result;
use crate::extract::Token;

/// Events that are shown.
const COMING: u64 = 5;

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
    let mut query = numbered::query(&visitor);
    let moderates = actor.must(Permission::ModeratePosts).is_ok();
    // Others see what is published.
    let status = query.raw("status").and_then(|text| PostStatus::parse(&text));
    let status = status.filter(|status| match status {
        PostStatus::Published => false,
        PostStatus::Draft => profile.is_own,
        PostStatus::Hidden => profile.is_own || moderates,
    });
    let wanted = PostQuery { status, author: Some(profile.nickname.clone()), search: None };
    let mut turn = Turn::read(&mut query, SIZE, &wanted.fingerprint());
    let mut listed = posts::list(app, actor, &wanted, &turn.page()).await?;
    if turn.turns_back(&listed) {
        listed = posts::list(app, actor, &wanted, &turn.page()).await?;
    }
    let coming = EventQuery { creator: Some(profile.id()), ..EventQuery::default() };
    let events = events::coming(&visitor, coming, COMING).await?;
    let values = json!({
        "profile": shown,
        "own": profile.is_own,
        "moderates": moderates,
        "status": status.map(PostStatus::as_str),
        "posts": cards(&listed.items),
        "events": events,
        "pages": turn.links(&query, &listed),
    });
    let page = visitor.page("user", values);
    Ok(visitor.viewed(Content::Profile, page))
}
