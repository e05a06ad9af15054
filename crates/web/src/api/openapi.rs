//! What the operations of the OpenAPI document have in common, added in one
//! pass so that handlers stay readable: security, examples, and errors.

use std::collections::BTreeMap;

use domain::{Error, Fault, Noun};
use serde_json::{Value, json};
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    Components, ContentBuilder, Info, License, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr,
    Required, ResponseBuilder, Server, tag::TagBuilder,
};
use utoipa::{PartialSchema, ToSchema};
use views::Texts;

use crate::error::{Document, FieldFault, Problem};

/// What marks a body that an operation does without.
const OPTIONAL: &str = "May be left out";

const DESCRIPTION: &str = "Accounts for a community or an application. Sign in at \
    `/api/v1/login`, then send the access token as `Authorization: Bearer …`. Errors are problem \
    documents (RFC 9457) in the reader's language; every answer bears `X-Request-Id`. Lists are \
    paged by `skip` and `limit`, or by `cursor`; items and lists have `links` to what the caller \
    may do next. A slash behind a path makes no difference.";

const TAGS: [(&str, &str); 14] = [
    ("accounts", "Registering, and proving an address"),
    ("sign-in", "OAuth 2.0 tokens"),
    ("passwords", "Forgetting, resetting and changing them"),
    ("own account", "What people do with their own account"),
    ("profiles", "What everyone may see of people"),
    ("users", "What managers do with people"),
    ("invitations", "Inviting people"),
    ("profile fields", "Fields that administrators add to profiles"),
    ("posts", "What members write"),
    ("analytics", "Figures"),
    ("events", "What people organise and attend"),
    ("audit", "What happened"),
    ("jobs", "The queue of messages"),
    ("site", "The site itself"),
];

/// The document without its operations.
pub fn head() -> OpenApi {
    let mut info = Info::new("Roster", env!("CARGO_PKG_VERSION"));
    info.description = Some(DESCRIPTION.to_owned());
    info.license = Some(License::new("MIT"));
    let tags =
        TAGS.map(|(name, what)| TagBuilder::new().name(name).description(Some(what)).build());
    let mut components = Components::new();
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("The access token that `/api/v1/login` hands out"))
        .build();
    components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
    components.schemas.insert("Problem".to_owned(), Document::schema());
    components.schemas.insert(FieldFault::name().into_owned(), FieldFault::schema());
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new("/")]))
        .tags(Some(tags))
        .components(Some(components))
        .build()
}

/// Completes every operation.
pub fn complete(mut document: OpenApi) -> OpenApi {
    let texts = Texts::load(None, views::FALLBACK).ok();
    let examples = examples(&document);
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let statuses = statuses(path, method, operation);
            secure(operation);
            illustrate(operation, &examples);
            for status in statuses {
                if is_described(operation, status) {
                    continue;
                }
                let problem = sample(path, method, status);
                refuse(operation, &problem, texts.as_ref(), path);
            }
        }
    }
    document
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [
        ("GET", &mut item.get),
        ("POST", &mut item.post),
        ("PUT", &mut item.put),
        ("PATCH", &mut item.patch),
        ("DELETE", &mut item.delete),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// The example of each schema that has one.
fn examples(document: &OpenApi) -> BTreeMap<String, Value> {
    let schemas = document.components.iter().flat_map(|components| &components.schemas);
    schemas
        .filter_map(|(name, schema)| {
            let mut schema = serde_json::to_value(schema).ok()?;
            Some((name.clone(), schema.get_mut("example")?.take()))
        })
        .collect()
}

/// What needs no token says so.
fn secure(operation: &mut Operation) {
    operation.security.get_or_insert_default();
    if let Some(RefOr::T(body)) = &mut operation.request_body
        && body.description.as_deref() == Some(OPTIONAL)
    {
        body.required = Some(Required::False);
    }
}

/// Gives every body the example of its schema.
fn illustrate(operation: &mut Operation, examples: &BTreeMap<String, Value>) {
    let bodies = operation.request_body.iter_mut().filter_map(|body| match body {
        RefOr::T(body) => Some(body.content.values_mut()),
        RefOr::Ref(_) => None,
    });
    let answers =
        operation.responses.responses.values_mut().filter_map(|response| match response {
            RefOr::T(response) => Some(response.content.values_mut()),
            RefOr::Ref(_) => None,
        });
    for content in bodies.flatten().chain(answers.flatten()) {
        let RefOr::T(content) = content else { continue };
        if content.example.is_none() {
            let schema = serde_json::to_value(&content.schema).unwrap_or_default();
            content.example = example(&schema, examples);
        }
    }
}

/// The example of a schema or, for a list, one with an example of its items.
fn example(schema: &Value, examples: &BTreeMap<String, Value>) -> Option<Value> {
    if let Some(items) = schema.get("items") {
        return Some(json!([example(items, examples)?]));
    }
    let name = schema["$ref"].as_str()?.rsplit('/').next()?;
    let mut found = examples.get(name)?.clone();
    if let Some(item) = name.strip_prefix("List_").and_then(|item| examples.get(item)) {
        found["items"] = json!([item]);
        (found["total"], found["size"]) = (json!(1), json!(1));
    }
    Some(found)
}

/// The errors that an operation can end in.
fn statuses(path: &str, method: &str, operation: &Operation) -> Vec<u16> {
    let needs_token = operation.security.as_ref().is_some_and(|s| !s.is_empty());
    let tag = operation.tags.iter().flatten().next().map(String::as_str);
    let parameters = serde_json::to_value(&operation.parameters).unwrap_or_default();
    let parameters = parameters.as_array().map(Vec::as_slice).unwrap_or_default();
    let has = |key: &str, value: &str| parameters.iter().any(|p| p[key] == value);
    let body = operation.request_body.is_some();
    let declared = operation.responses.responses.keys().filter_map(|s| s.parse::<u16>().ok());
    let mut statuses: Vec<u16> = declared.filter(|status| *status >= 400).collect();
    for (applies, more) in [
        (true, &[500][..]),
        (path != "/health/live", &[503]),
        (path.starts_with("/api/"), &[429]),
        (path.starts_with("/api/v1/verify-email/{"), &[400]),
        (path == "/api/v1/register", &[403]),
        (needs_token, &[401]),
        (needs_token && tag != Some("sign-in"), &[403]),
        (body, &[400, 408, 413, 415, 422]),
        (has("in", "query"), &[422]),
        (path.contains("{id}"), &[404]),
        (has("name", "If-Match"), &[412]),
        (has("name", "Idempotency-Key"), &[409, 422]),
        (
            method == "DELETE" && path.starts_with("/api/v1/users") && has("name", "If-Match"),
            &[409],
        ),
        (method != "GET", &[507]),
    ] {
        if applies {
            statuses.extend(more);
        }
    }
    statuses.sort_unstable();
    statuses.dedup();
    statuses
}

/// What an error of this status is like here.
fn sample(path: &str, method: &str, status: u16) -> Problem {
    let door = |code| Problem::door(status.try_into().unwrap_or_default(), code);
    let end = path.trim_start_matches("/api/v1");
    let error = match (status, end) {
        (400, "/register" | "/users" | "/users/me" | "/users/{id}") if method != "DELETE" => {
            Error::Taken { email: true, nickname: false }
        }
        (400, "/verify-email/{user_id}/{token}") => Error::InvalidVerificationToken,
        (400, "/password/reset") => Error::InvalidResetToken,
        (400, "/login") => Error::AccountLocked,
        (400, "/token") => Error::InvalidGrant,
        (400, "/token/revoke") => return Problem::invalid_request(vec![missing("token")]),
        (400, "/users/me/picture") => return door("invalid_request"),
        (400, _) => return door("not_json"),
        (401, "/login") => Error::WrongCredentials,
        (401, _) => Error::Unauthenticated,
        (403, "/register") => Error::RegistrationClosed,
        (403, "/users/me" | "/users/me/sessions/{id}") if method != "GET" => {
            Error::ReauthenticationRequired
        }
        (403, _) => Error::Forbidden,
        (404, "/users/me/sessions/{id}") => Error::NotFound(Noun::Session),
        (404, "/jobs/{id}" | "/jobs/{id}/retry") => Error::NotFound(Noun::Job),
        (404, path) if path.starts_with("/professional-requests/") => {
            Error::NotFound(Noun::ProfessionalRequest)
        }
        (404, path) if path.starts_with("/invitations/") => Error::NotFound(Noun::Invitation),
        (404, path) if path.starts_with("/profile-fields/") => Error::NotFound(Noun::ProfileField),
        (404, "/events/{id}/registrations/me") => Error::NotFound(Noun::Registration),
        (404, path) if path.starts_with("/events/") => Error::NotFound(Noun::Event),
        (404, "/users/me/events.ics") => Error::NotFound(Noun::Page),
        (404, _) => Error::NotFound(Noun::User),
        (408, _) => return door("body_timeout"),
        (409, "/register" | "/users" | "/invitations") => Error::IdempotencyInProgress,
        (409, "/users/me/professional-request") => Error::ProfessionalRequestOpen,
        (409, path) if path.starts_with("/professional-requests/") => {
            Error::ProfessionalRequestDecided
        }
        (409, path) if path.starts_with("/invitations/") => Error::InvitationClosed,
        (409, "/events") => Error::IdempotencyInProgress,
        (409, "/events/{id}/publish") => Error::EventIsCancelled,
        (409, "/events/{id}/cancel") => Error::EventPast,
        (409, path) if path.starts_with("/events/") => Error::AlreadySignedUp,
        (409, _) => Error::LastAdministrator,
        (410, _) => Error::InvitationGone,
        (412, _) => Error::PreconditionFailed,
        (413, "/users/me/picture") => Error::PictureTooLarge,
        (413, _) => return door("body_too_large"),
        (415, "/users/me/picture") => Error::NotAPicture,
        (415, _) => return door("unsupported_media_type"),
        (422, "/users/me/picture") => Error::TooManyPixels,
        (422, "/users/{id}/picture") => Error::field("size", "size_unknown"),
        (422, "/login") => Error::Invalid(vec![missing("password")]),
        (422, "/users/{id}/role") => Error::Invalid(vec![missing("reason")]),
        (422, "/password/change") => Error::field("old_password", "wrong_password"),
        (422, path) if path.starts_with("/analytics/") => Error::field("to", "range_reversed"),
        (422, _) if method == "GET" => {
            let fault = Fault::new("limit", "out_of_range").with("min", 1).with("max", 100);
            Error::Invalid(vec![fault])
        }
        (422, _) => Error::field("emial", "unknown_field"),
        (429, _) => Error::Throttled { retry_after: 21 },
        (503, "/register" | "/login" | "/token") => Error::Busy { retry_after: 1 },
        (503, _) => Error::unavailable("database", ""),
        (507, _) => Error::StorageFull,
        _ => Error::internal(""),
    };
    error.into()
}

/// Whether the handler says what the answer of this status holds.
fn is_described(operation: &Operation, status: u16) -> bool {
    let response = operation.responses.responses.get(&status.to_string());
    matches!(response, Some(RefOr::T(response)) if !response.content.is_empty())
}

fn missing(field: &'static str) -> Fault {
    Fault::new(field, "required")
}

/// Adds an error, or completes one that the handler declares.
fn refuse(operation: &mut Operation, problem: &Problem, texts: Option<&Texts>, path: &str) {
    let id = "0192f1e0-7c1e-7000-8000-0123456789ae";
    let oauth = crate::frame::OAUTH.contains(&path);
    let example = texts.map(|texts| problem.document(texts, views::FALLBACK, id, oauth));
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .example(example.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
        .build();
    let title = texts.map(|texts| texts.title_of(views::FALLBACK, problem.code()));
    let responses = &mut operation.responses.responses;
    let response = responses.entry(problem.status.as_u16().to_string()).or_insert_with(|| {
        let title = title.unwrap_or_else(|| problem.code().to_owned());
        ResponseBuilder::new().description(title).build().into()
    });
    if let RefOr::T(response) = response {
        response.content.insert("application/problem+json".to_owned(), content.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_described_in_full() {
        let document = serde_json::to_value(crate::openapi()).unwrap();
        assert_eq!(document["openapi"], "3.1.0");
        let mut ids = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let what = format!("{method} {path}");
                ids.push(operation["operationId"].as_str().expect(&what).to_owned());
                assert!(operation["summary"].as_str().is_some_and(|s| s.ends_with('.')), "{what}");
                let tag = operation["tags"][0].as_str().expect(&what);
                assert!(TAGS.iter().any(|(name, _)| *name == tag), "{what}: {tag}");
                let security = operation["security"].as_array().expect(&what);
                assert!(security.iter().all(|s| s["bearer"].is_array()), "{what}");
                for parameter in operation["parameters"].as_array().into_iter().flatten() {
                    assert!(parameter.get("example").is_some(), "{what}: {parameter}");
                }
                for (media_type, content) in
                    operation["requestBody"]["content"].as_object().into_iter().flatten()
                {
                    let example = &content["example"];
                    let text = media_type == "text/csv" && example.is_string();
                    assert!(example.is_object() || text, "{what}: {content}");
                }
                let responses = operation["responses"].as_object().unwrap();
                assert!(responses.contains_key("500"), "{what}");
                assert_eq!(
                    responses.contains_key("401"),
                    !security.is_empty() || path == "/api/v1/login"
                );
                for (status, response) in responses {
                    let contents = response["content"].as_object();
                    let empty = ["202", "204", "302", "304"].contains(&status.as_str())
                        || what.ends_with("/revoke");
                    assert!(empty || contents.is_some_and(|c| !c.is_empty()), "{what} {status}");
                    for (media_type, content) in contents.into_iter().flatten() {
                        assert!(!content["example"].is_null(), "{what} {status}");
                        let problem = media_type == "application/problem+json";
                        assert!(problem == (status.as_str() >= "400") || path == "/health/ready");
                    }
                }
            }
        }
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "operation ids are unique");
        assert!(count >= 30, "{count}");
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = serde_json::to_value(crate::openapi()).unwrap();
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1) {
            let pointer = reference.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
    }
}
