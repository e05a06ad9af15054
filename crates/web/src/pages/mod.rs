//! The pages: HTML by forms and redirects, usable without scripts.

pub mod cookies;
pub mod errors;
mod flash;
mod form;
mod next;
mod numbered;
mod visitor;

mod account;
mod admin;
mod assets;
mod choices;
mod data;
mod events;
mod extra;
mod home;
mod invitations;
mod mailing_list;
mod passwords;
mod posts;
mod privacy;
mod professional;
mod profile;
mod register;
mod sessions;
mod setup;
mod sign_in;
mod user;
mod verify;

use axum::Router;
use axum::http::HeaderValue;
use axum::routing::{MethodRouter, get, post};

pub use visitor::Visitor;

use crate::{State, with_slash};

/// What pages may load and where their forms may go.
const POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'";

/// The same where pictures are redirected to another origin.
pub fn policy(pictures: Option<String>) -> HeaderValue {
    let policy = pictures.map(|origin| format!("{POLICY}; img-src 'self' {origin}"));
    let policy = policy.and_then(|policy| HeaderValue::from_str(&policy).ok());
    policy.unwrap_or(HeaderValue::from_static(POLICY))
}

/// Whether an address is a page's, so that people and not programs read it.
pub fn is_page(path: &str) -> bool {
    let others = ["/api", "/health", "/metrics", "/.well-known", "/assets", "/pictures"];
    !others.iter().any(|other| {
        path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    })
}

pub fn routes(router: Router<State>) -> Router<State> {
    let pages: [(&str, MethodRouter<State>); 47] = [
        ("/home", get(home::home)),
        ("/about", get(home::about)),
        ("/privacy", get(privacy::show)),
        ("/register", get(register::show).post(register::submit)),
        ("/login", get(sign_in::show).post(sign_in::submit)),
        ("/logout", get(sign_in::ask_to_leave).post(sign_in::leave)),
        ("/reauthenticate", get(sign_in::ask_again).post(sign_in::confirm)),
        ("/profile", get(profile::show).post(profile::submit)),
        ("/account", get(profile::show).post(profile::submit)),
        ("/profile/picture/delete", post(profile::remove_picture)),
        ("/profile/details", get(account::show).post(account::submit)),
        ("/profile/sessions", get(sessions::show)),
        ("/profile/sessions/end-others", post(sessions::end_others)),
        ("/profile/sessions/{id}/end", post(sessions::end)),
        ("/profile/professional", get(professional::show).post(professional::submit)),
        ("/profile/data", get(data::show).post(data::submit)),
        ("/profile/data/download", get(data::download)),
        ("/profile/invitations", get(invitations::show)),
        ("/profile/invitations/{id}/resend", post(invitations::resend)),
        ("/profile/invitations/{id}/revoke", post(invitations::revoke)),
        ("/profile/invitations/{id}/qr.png", get(invitations::qr)),
        ("/invite", get(invitations::show_forms).post(invitations::submit)),
        ("/invite/many", post(invitations::find)),
        ("/invite/chosen", post(invitations::invite_chosen)),
        ("/invitations/accept", get(invitations::accept)),
        ("/sessions/end/{token}", get(sessions::show_link).post(sessions::follow_link)),
        ("/password/change", get(passwords::show_change).post(passwords::change)),
        ("/password/change/done", get(passwords::changed)),
        ("/password/reset", get(passwords::show_forgot).post(passwords::forgot)),
        ("/password/reset/sent", get(passwords::sent)),
        ("/password/reset/{token}", get(passwords::show_set).post(passwords::set)),
        ("/verify-email", get(verify::show_again).post(verify::again)),
        ("/verify-email/{user_id}/{token}", get(verify::show).post(verify::confirm)),
        ("/user/{nickname}", get(user::show)),
        ("/post/new", get(posts::show_new).post(posts::create)),
        ("/post/{id}", get(posts::show)),
        ("/post/{id}/update", get(posts::show_change).post(posts::change)),
        ("/post/{id}/delete", get(posts::ask).post(posts::delete)),
        ("/post/{id}/hide", post(posts::hide)),
        ("/post/{id}/show", post(posts::unhide)),
        ("/feed.atom", get(home::feed)),
        ("/setup/{token}", get(setup::show).post(setup::submit)),
        ("/unsubscribe/{token}", get(mailing_list::show).post(mailing_list::leave)),
        ("/locale", post(choices::locale)),
        ("/theme", post(choices::theme)),
        ("/.well-known/change-password", get(passwords::well_known)),
        ("/robots.txt", get(assets::robots)),
    ];
    let router = router
        .route("/", get(home::home))
        .route("/assets/{version}/{*name}", get(assets::asset))
        .route("/favicon.ico", get(assets::favicon));
    let router = events::routes(router);
    let pages = pages.into_iter();
    admin::routes(pages.fold(router, |router, (path, methods)| with_slash(router, path, methods)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_people_have_addresses_of_their_own() {
        for page in ["/", "/login", "/nowhere", "/apiary", "/user/api", "/healthy"] {
            assert!(is_page(page), "{page}");
        }
        for other in ["/api", "/api/v1/users", "/api?x", "/health/live", "/metrics"] {
            assert!(!is_page(other), "{other}");
        }
    }
}
