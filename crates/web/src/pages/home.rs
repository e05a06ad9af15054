//! The first page, and what this is.

use axum::response::Response;
use domain::User;
use domain::settings::Registration;
use serde::Serialize;

use super::visitor::Visitor;

#[derive(Serialize)]
struct Home {
    /// A member's next steps; none for guests.
    steps: Vec<Step>,
    registration_open: bool,
}

#[derive(Serialize)]
struct Step {
    /// Its text is `step-KEY`.
    key: &'static str,
    href: &'static str,
    done: bool,
}

pub async fn home(visitor: Visitor) -> Response {
    let settings = &visitor.web.app.settings.accounts;
    let registration_open = settings.registration == Registration::Open;
    let steps = visitor.user.as_deref().map(steps).unwrap_or_default();
    visitor.page("home", Home { steps, registration_open })
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
