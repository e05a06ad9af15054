//! The languages offered.

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::shape;
use crate::State;
use crate::extract::Anyone;

/// A language.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"tag": "es", "name": "Español", "dir": "ltr"}))]
pub struct Language {
    /// BCP 47 tag.
    tag: &'static str,
    /// The language's own name.
    name: &'static str,
    /// `ltr` or `rtl`.
    dir: &'static str,
}

/// List the languages that people can choose.
#[utoipa::path(get, path = "/api/v1/locales", tag = "site", operation_id = "listLocales",
    responses((status = 200, description = "All of them", body = Vec<Language>)))]
pub async fn list(FromState(web): FromState<State>, _: Anyone) -> Response {
    let offered = web.texts.languages().all().iter();
    let languages: Vec<Language> =
        offered.map(|o| Language { tag: o.tag, name: o.name, dir: o.dir }).collect();
    shape::answer(StatusCode::OK, &languages)
}
