//! People's pictures, by API.

use axum::extract::State as FromState;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::pictures::Size;
use domain::{Error, Fault};
use services::pictures;
use utoipa::ToSchema;

use super::shape::{self, own_links};
use crate::State;
use crate::error::Result;
use crate::extract::{Anyone, Id, Member, Picture, Query};

/// A picture of at most 5 MiB and 40 megapixels: JPEG, PNG, SVG or WebP.
#[derive(ToSchema)]
#[schema(example = json!({"picture": "(the file)"}))]
#[allow(dead_code)]
pub struct PictureForm {
    #[schema(value_type = String, format = Binary)]
    picture: Vec<u8>,
}

/// Upload one's own picture.
///
/// It replaces the one before. What it is shows in its content, whatever it is
/// called; it is turned upright, cut to its centre, and kept as WebP at 512,
/// 128 and 48 pixels without its metadata. The picture may also be the body
/// itself, of any media type.
#[utoipa::path(put, path = "/api/v1/users/me/picture", tag = "own account", operation_id = "putPicture",
    request_body(content = PictureForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "The caller", body = shape::User)),
    security(("bearer" = [])))]
pub async fn put(
    FromState(web): FromState<State>,
    Member(actor): Member,
    Picture(data): Picture,
) -> Result<Response> {
    let user = pictures::set(&web.app, &actor, data).await?;
    Ok(shape::user(&web, StatusCode::OK, &user, own_links(&web)))
}

/// Take one's own picture away.
#[utoipa::path(delete, path = "/api/v1/users/me/picture", tag = "own account", operation_id = "deletePicture",
    responses((status = 204, description = "There is none any more")),
    security(("bearer" = [])))]
pub async fn delete(FromState(web): FromState<State>, Member(actor): Member) -> Result<StatusCode> {
    pictures::remove(&web.app, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Find somebody's picture.
#[utoipa::path(get, path = "/api/v1/users/{id}/picture", tag = "profiles", operation_id = "findPicture",
    params(
        ("id" = String, Path, description = "The person", example = "0192f1e0-7c1e-7000-8000-0123456789ab"),
        ("size" = Option<String>, Query, description = "`512`, `128` or `48`", example = "128"),
    ),
    responses((status = 302, description = "It is at `Location`, whose content never changes")))]
pub async fn find(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    Id(id): Id,
    mut query: Query,
) -> Result<Response> {
    let size = query.parsed("size", Fault::new("size", "size_unknown"), Size::parse);
    query.check()?;
    let path = pictures::find(&web.app, &actor, &id, size.unwrap_or(Size::Large)).await?;
    let address = web.app.settings.http.link(&path);
    let address = HeaderValue::from_str(&address).map_err(Error::internal)?;
    let fresh = HeaderValue::from_static("no-store");
    Ok((StatusCode::FOUND, [(LOCATION, address), (CACHE_CONTROL, fresh)]).into_response())
}
