//! Profile fields that administrators define.

use std::collections::BTreeMap;

use axum::extract::State as FromState;
use axum::http::StatusCode;
use axum::response::Response;
use domain::fields::{FieldType, ProfileField as Field, Visibility};
use domain::{Actor, Fault, Permission, Time};
use serde_json::{Value, json};
use services::profile_fields;
use utoipa::ToSchema;

use super::shape;
use crate::error::Result;
use crate::extract::{
    self, Definer, Fields, Json, Key, Member, PageParams, Paging, Query, Token, once, paged,
};
use crate::{State, Web};

/// A field of the profile, for the documents.
#[derive(ToSchema)]
#[schema(example = json!({
    "name": "shirt_size",
    "type": "choice",
    "label": "Shirt size",
    "labels": { "en": "Shirt size", "es": "Talla de camiseta" },
    "choices": ["S", "M", "L"],
    "required": false,
    "visible_to": "managers",
    "position": 1,
    "links": [{
        "rel": "self",
        "href": "http://localhost:8000/api/v1/profile-fields/shirt_size",
        "method": "GET",
        "action": "read",
    }],
}))]
#[allow(dead_code)]
pub struct ProfileField {
    /// Where the value stands in `extra`.
    name: String,
    /// `text`, `number`, `date`, `choice`, `boolean` or `url`.
    r#type: String,
    /// In the reader's language.
    label: String,
    /// By language (BCP 47).
    #[schema(value_type = Object)]
    labels: BTreeMap<String, String>,
    choices: Vec<String>,
    /// Whether it has to be there once fields are given.
    required: bool,
    /// Besides the person: `self` (nobody), `managers` or `public`.
    visible_to: String,
    /// Fields are shown in this order.
    position: i32,
    links: Vec<shape::Link>,
}

/// A field as it is defined.
#[derive(ToSchema)]
#[schema(example = json!({
    "name": "shirt_size", "type": "choice",
    "labels": { "en": "Shirt size", "es": "Talla de camiseta" },
    "choices": ["S", "M", "L"], "required": false, "visible_to": "managers", "position": 1,
}))]
#[allow(dead_code)]
pub struct Definition {
    /// 2 to 40 of `a-z 0-9 _`, a letter first; it cannot be changed.
    name: Option<String>,
    /// It cannot be changed.
    r#type: Option<String>,
    #[schema(value_type = Object)]
    labels: BTreeMap<String, String>,
    /// Of a choice.
    choices: Option<Vec<String>>,
    required: Option<bool>,
    /// `self` when not given.
    visible_to: Option<String>,
    position: Option<i32>,
}

fn path(name: &str) -> String {
    format!("/api/v1/profile-fields/{name}")
}

fn shown(web: &Web, actor: &Actor, field: &Field) -> Value {
    let link = shape::links_at(web, &path(&field.name));
    let mut links = vec![link("self", "GET", "read", "")];
    if actor.must(Permission::DefineFields).is_ok() {
        links.push(link("update", "PUT", "update", ""));
        links.push(link("delete", "DELETE", "delete", ""));
    }
    json!({
        "name": field.name,
        "type": field.field_type.as_str(),
        "label": field.label(&actor.origin.locale),
        "labels": field.labels,
        "choices": field.choices,
        "required": field.required,
        "visible_to": field.visible_to.as_str(),
        "position": field.position,
        "links": links,
    })
}

/// Reads a definition; what a `PUT` does not name comes from `current`.
fn definition(mut fields: Fields, current: Option<&Field>) -> (Field, Vec<Fault>) {
    fields.take("links");
    fields.take("label");
    let name = match current {
        Some(field) => fields.text("name").unwrap_or_else(|| field.name.clone()),
        None => fields.required("name"),
    };
    let field_type = match (fields.has("type"), current) {
        (false, Some(field)) => field.field_type,
        _ => {
            let text = fields.required("type");
            let known = FieldType::parse(&text);
            if known.is_none() && !text.is_empty() {
                fields.push(Fault::new("type", "field_type_unknown"));
            }
            known.unwrap_or(FieldType::Text)
        }
    };
    let visible_to = match fields.text("visible_to") {
        None => Visibility::Own,
        Some(text) => Visibility::parse(&text).unwrap_or_else(|| {
            fields.push(Fault::new("visible_to", "visibility_unknown"));
            Visibility::Own
        }),
    };
    let mut read = |name: &'static str| fields.take(name).filter(|value| !value.is_null());
    let (labels, choices, position) = (read("labels"), read("choices"), read("position"));
    let labels = labels.map(serde_json::from_value::<BTreeMap<String, String>>);
    let choices = choices.map(serde_json::from_value::<Vec<String>>);
    let position = position.map(serde_json::from_value::<i32>);
    for (name, wrong) in [
        ("labels", matches!(labels, Some(Err(_)))),
        ("choices", matches!(choices, Some(Err(_)))),
        ("position", matches!(position, Some(Err(_)))),
    ] {
        if wrong {
            fields.push(Fault::new(name, "wrong_type"));
        }
    }
    let field = Field {
        id: domain::Id::nil(),
        name,
        field_type,
        labels: labels.and_then(Result::ok).unwrap_or_default(),
        choices: choices.and_then(Result::ok).unwrap_or_default(),
        required: fields.flag("required").unwrap_or(false),
        visible_to,
        position: position.and_then(Result::ok).unwrap_or(0),
        created_at: Time::default(),
        updated_at: Time::default(),
    };
    (field, fields.finish())
}

/// List the profile fields.
#[utoipa::path(get, path = "/api/v1/profile-fields", tag = "profile fields",
    operation_id = "listProfileFields",
    params(
        PageParams,
    ),
    responses((status = 200, description = "One page", body = shape::List<ProfileField>)),
    security(("bearer" = [])))]
pub async fn list(
    FromState(web): FromState<State>,
    Member(actor): Member,
    mut query: Query,
) -> Result<Response> {
    let page = Paging::read(&mut query).of(&mut query, "profile fields")?;
    let all = profile_fields::list(&web.app, &actor).await?;
    let listed = paged(all.to_vec(), &page, "profile fields", |field| field.id);
    let body = extract::listing(&web, &query, &page, &listed, |field| shown(&web, &actor, field));
    Ok(shape::answer(StatusCode::OK, &body))
}

/// Define a profile field.
#[utoipa::path(post, path = "/api/v1/profile-fields", tag = "profile fields",
    operation_id = "createProfileField",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request get the first answer again", example = "5f1c9c1e-field")),
    request_body = Definition,
    responses((status = 201, description = "The field", body = ProfileField)),
    security(("bearer" = [])))]
pub async fn create(
    FromState(web): FromState<State>,
    Definer(actor): Definer,
    key: Key,
    Json { fields, raw }: Json,
) -> Result<Response> {
    let (field, faults) = definition(fields, None);
    let (site, admin) = (web.clone(), actor.clone());
    once(&web, &actor, key, &raw, async move {
        let field = profile_fields::create(&site.app, &admin, field, faults).await?;
        Ok(shape::made(&site, &shown(&site, &admin, &field), &path(&field.name)))
    })
    .await
}

/// Read a profile field.
#[utoipa::path(get, path = "/api/v1/profile-fields/{name}", tag = "profile fields",
    operation_id = "readProfileField",
    params(("name" = String, Path, description = "Which", example = "shirt_size")),
    responses(
        (status = 200, description = "The field", body = ProfileField),
        (status = 404, description = "No such field"),
    ),
    security(("bearer" = [])))]
pub async fn read(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Token(name): Token,
) -> Result<Response> {
    let field = profile_fields::read(&web.app, &actor, &name).await?;
    Ok(shape::answer(StatusCode::OK, &shown(&web, &actor, &field)))
}

/// Redefine a profile field.
///
/// All but its name and type. Values that there are stay as they are.
#[utoipa::path(put, path = "/api/v1/profile-fields/{name}", tag = "profile fields",
    operation_id = "replaceProfileField",
    params(("name" = String, Path, description = "Which", example = "shirt_size")),
    request_body = Definition,
    responses(
        (status = 200, description = "The field", body = ProfileField),
        (status = 404, description = "No such field"),
    ),
    security(("bearer" = [])))]
pub async fn replace(
    FromState(web): FromState<State>,
    Definer(actor): Definer,
    Token(name): Token,
    Json { fields, .. }: Json,
) -> Result<Response> {
    let current = profile_fields::read(&web.app, &actor, &name).await?;
    let (field, faults) = definition(fields, Some(&current));
    let field = profile_fields::update(&web.app, &actor, &name, field, faults).await?;
    Ok(shape::answer(StatusCode::OK, &shown(&web, &actor, &field)))
}

/// Delete a profile field.
///
/// What people wrote there is shown no more.
#[utoipa::path(delete, path = "/api/v1/profile-fields/{name}", tag = "profile fields",
    operation_id = "deleteProfileField",
    params(("name" = String, Path, description = "Which", example = "shirt_size")),
    responses(
        (status = 204, description = "The field is gone"),
        (status = 404, description = "No such field"),
    ),
    security(("bearer" = [])))]
pub async fn delete(
    FromState(web): FromState<State>,
    Definer(actor): Definer,
    Token(name): Token,
) -> Result<StatusCode> {
    profile_fields::delete(&web.app, &actor, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}
