//! The JSON API under `/api/v1`, and the documents beside it.

mod accounts;
pub mod analytics;
pub mod audit;
mod calendars;
mod documents;
mod edit;
pub mod events;
pub mod invitations;
pub mod jobs;
mod locales;
mod me;
mod openapi;
mod passwords;
mod pictures;
pub mod posts;
mod professional;
mod profile_fields;
mod profiles;
mod registrations;
mod roles;
mod sessions;
mod shape;
mod tokens;
pub mod users;
pub mod users_csv;

use axum::Router;
use axum::routing::get;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

use crate::{State, health, with_slash};

pub(crate) use shape::answer;

/// Every route.
pub fn routes() -> Router<State> {
    let (mut router, _) = operations().split_for_parts();
    for (path, handler) in [
        ("/api/docs", get(documents::docs)),
        ("/api/docs/{file}", get(documents::docs_file)),
        ("/api/openapi.json", get(documents::openapi)),
    ] {
        router = with_slash(router, path, handler);
    }
    router
}

/// The OpenAPI 3.1 document of every operation.
pub fn openapi() -> OpenApi {
    openapi::complete(operations().into_openapi())
}

/// Every operation that the OpenAPI document describes.
fn operations() -> OpenApiRouter<State> {
    let operations: Vec<UtoipaMethodRouter<State>> = vec![
        routes!(accounts::register),
        routes!(accounts::verify_email),
        routes!(accounts::resend_verification),
        routes!(tokens::login),
        routes!(tokens::token),
        routes!(tokens::revoke),
        routes!(tokens::logout),
        routes!(passwords::forgot),
        routes!(passwords::reset),
        routes!(passwords::change),
        routes!(me::read, me::update, me::delete),
        routes!(me::export),
        routes!(pictures::put, pictures::delete),
        routes!(pictures::find),
        routes!(profiles::read),
        routes!(sessions::list),
        routes!(sessions::revoke),
        routes!(users::list, users::create),
        routes!(users_csv::import),
        routes!(users_csv::export),
        routes!(users::read, users::replace, users::update, users::delete),
        routes!(roles::change_role),
        routes!(roles::lock),
        routes!(roles::unlock),
        routes!(roles::resend_verification),
        routes!(professional::request),
        routes!(professional::list),
        routes!(professional::read),
        routes!(professional::approve),
        routes!(professional::refuse),
        routes!(professional::change),
        routes!(invitations::list, invitations::create),
        routes!(invitations::stats),
        routes!(invitations::accept),
        routes!(invitations::read, invitations::update, invitations::delete),
        routes!(invitations::resend),
        routes!(invitations::qr),
        routes!(profile_fields::list, profile_fields::create),
        routes!(profile_fields::read, profile_fields::replace, profile_fields::delete),
        routes!(posts::list, posts::create),
        routes!(posts::read, posts::replace, posts::update, posts::delete),
        routes!(posts::hide),
        routes!(posts::show),
        routes!(posts::of_profile),
        routes!(analytics::summary),
        routes!(analytics::conversion),
        routes!(analytics::inactive),
        routes!(analytics::cohorts),
        routes!(analytics::invitations),
        routes!(events::list, events::create),
        routes!(events::topics),
        routes!(events::read, events::replace, events::update, events::delete),
        routes!(events::publish),
        routes!(events::cancel),
        routes!(registrations::list, registrations::create),
        routes!(registrations::read, registrations::delete),
        routes!(calendars::read),
        routes!(calendars::renew),
        routes!(calendars::of_person),
        routes!(audit::list),
        routes!(jobs::list),
        routes!(jobs::read, jobs::delete),
        routes!(jobs::retry),
        routes!(locales::list),
        routes!(documents::jwks),
        routes!(health::live),
        routes!(health::ready),
    ];
    let mut head = openapi::head();
    // Answered where events are read: a route's parameter takes up all of it.
    let (_, described, _): UtoipaMethodRouter<State> = routes!(calendars::of_event);
    head.paths.paths.extend(described.paths);
    operations.into_iter().fold(OpenApiRouter::with_openapi(head), add)
}

/// Adds an operation, the same with a slash behind.
fn add(router: OpenApiRouter<State>, operation: UtoipaMethodRouter<State>) -> OpenApiRouter<State> {
    let path = operation.1.paths.keys().next().cloned().unwrap_or_default();
    let methods = operation.2.clone();
    router.routes(operation).route(&format!("{path}/"), methods)
}
