//! Problems as pages, in the same frame as all others.

use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::response::Response;
use serde::Serialize;

use super::visitor::page;
use crate::Web;
use crate::context::Context;
use crate::error::Problem;

#[derive(Serialize)]
struct Values {
    status: u16,
    title: String,
    detail: String,
    request_id: String,
}

/// Puts the page of a problem into the answer; its status and headers stay.
pub fn show(web: &Web, context: &Context, problem: &Problem, response: &mut Response) {
    let locale = context.locale();
    let values = Values {
        status: problem.status.as_u16(),
        title: web.texts.title_of(locale, problem.code()),
        detail: problem.detail(&web.texts, locale),
        request_id: context.request_id.clone(),
    };
    let shown = page(web, context, problem.status, "error", None, values);
    let (parts, body) = shown.into_parts();
    for name in [CONTENT_TYPE, SET_COOKIE] {
        for value in parts.headers.get_all(&name) {
            match name == CONTENT_TYPE {
                true => response.headers_mut().insert(name.clone(), value.clone()).is_some(),
                false => response.headers_mut().append(name.clone(), value.clone()),
            };
        }
    }
    *response.body_mut() = body;
}
