//! The first page with the newest posts, and what this is.

use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::events::EventQuery;
use domain::page::{Cursor, Listed};
use domain::posts::{PostQuery, PostStatus, Written};
use domain::settings::Registration;
use domain::{Permission, User};
use serde::Serialize;
use serde_json::Value;
use services::posts;

use super::events;
use super::numbered::{self, Turn};
use super::posts::{SIZE, card, cards, excerpts};
use super::visitor::Visitor;
use crate::error::Result;

/// Events that are shown as coming up.
const COMING: u64 = 3;

#[derive(Serialize)]
struct Home {
    /// A member's next steps; none for guests.
    steps: Vec<Step>,
    registration_open: bool,
    posts: Vec<Value>,
    pages: Value,
    /// 1 of the first page, which alone greets.
    number: u64,
    search: String,
    hidden: bool,
    moderates: bool,
    events: Vec<Value>,
}

#[derive(Serialize)]
struct Step {
    /// Its text is `step-KEY`.
    key: &'static str,
    href: &'static str,
    done: bool,
}

pub async fn home(visitor: Visitor) -> Result<Response> {
    let settings = &visitor.web.app.settings.accounts;
    let registration_open = settings.registration == Registration::Open;
    let steps = visitor.user.as_deref().map(steps).unwrap_or_default();
    let moderates = visitor.actor.must(Permission::ModeratePosts).is_ok();
    let mut query = numbered::query(&visitor);
    let hidden = moderates && query.raw("status").is_some_and(|status| status == "HIDDEN");
    let wanted = PostQuery {
        status: hidden.then_some(PostStatus::Hidden),
        author: None,
        search: query.text("search"),
    };
    let mut turn = Turn::read(&mut query, SIZE, &wanted.fingerprint());
    let (posts, listed) = newest(&visitor, &mut turn, &wanted).await?;
    let search = wanted.search.unwrap_or_default();
    let number = if search.is_empty() && !hidden { turn.number } else { 0 };
    let pages = turn.links(&query, &listed);
    // What is coming stands beside the first page.
    let events = match number {
        1 => events::coming(&visitor, EventQuery::default(), COMING).await?,
        _ => Vec::new(),
    };
    let home =
        Home { steps, registration_open, posts, pages, number, search, hidden, moderates, events };
    Ok(visitor.page("home", home))
}

/// A page of posts, and the list that it is of. The first one, that most ask
/// for, is remembered.
async fn newest(
    visitor: &Visitor,
    turn: &mut Turn,
    wanted: &PostQuery,
) -> Result<(Vec<Value>, Listed<Written>)> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    if turn.number == 1 && *wanted == PostQuery::default() {
        let front = posts::front(app).await?;
        let newest = &front.listed;
        let excerpts = front.excerpts.get_or_init(|| excerpts(&newest.items));
        let shown = newest.items.iter().zip(excerpts).take(SIZE as usize);
        let cards = shown.map(|(post, excerpt)| card(post, excerpt)).collect();
        let next = newest.items.get(SIZE as usize);
        let listed = Listed {
            items: Vec::new(),
            total: newest.total,
            total_estimated: newest.total_estimated,
            // The next page has a number, so nobody follows it.
            next: next.map(|post| Cursor::new("", None, post.post.id)),
        };
        return Ok((cards, listed));
    }
    let mut listed = posts::list(app, actor, wanted, &turn.page()).await?;
    if turn.turns_back(&listed) {
        listed = posts::list(app, actor, wanted, &turn.page()).await?;
    }
    Ok((cards(&listed.items), listed))
}

/// What a complete profile holds.
fn steps(user: &User) -> Vec<Step> {
    let about = &user.profile;
    let linked = about.linkedin_profile_url.is_some() || about.github_profile_url.is_some();
    let details = |key, done| Step { key, href: "/profile/details", done };
    vec![
        Step { key: "picture", href: "/profile", done: user.picture.is_some() },
        details("names", about.first_name.is_some() && about.last_name.is_some()),
        details("bio", about.bio.is_some()),
        details("location", about.location.is_some()),
        details("links", linked),
    ]
}

pub async fn about(visitor: Visitor) -> Response {
    visitor.page("about", ())
}

/// The newest posts for feed readers (RFC 4287).
pub async fn feed(visitor: Visitor) -> Result<Response> {
    let front = posts::front(&visitor.web.app).await?;
    let site = &visitor.web.app.settings;
    let feed = front.feed.get_or_init(|| {
        let newest = &front.listed.items;
        views::feed::atom(&site.site.name, &site.site.locale, &site.http.link(""), newest)
    });
    let mut response = feed.clone().into_response();
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(response)
}
