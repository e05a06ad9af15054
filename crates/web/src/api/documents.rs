//! Documents beside the API: its description, its keys, and the page that
//! shows it, all from the binary.

use axum::extract::State as FromState;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::{Error, Noun};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa::openapi::Server;
use utoipa_swagger_ui::Config;

use super::shape;
use crate::error::Result;
use crate::extract::Token;
use crate::{State, Web};

/// Scripts and styles come from here alone; the page draws icons from data.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";
/// Files of this version stay as they are for as long as it runs.
const ASSET_CACHE: &str = "public, max-age=3600";

/// The page that shows the API; `{root}` is where the site begins.
const DOCS_PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="stylesheet" href="{root}/api/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="{root}/api/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui" data-url="{root}/api/openapi.json"></div>
<script src="{root}/api/docs/swagger-ui-bundle.js"></script>
<script src="{root}/api/docs/start.js"></script>
</body>
</html>
"#;

/// Asks nobody else whether the document is valid.
const DOCS_START: &str = r##""use strict";
const place = document.getElementById("swagger-ui");
SwaggerUIBundle({
  url: place.dataset.url,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
});
"##;

/// The interactive page.
pub async fn docs(FromState(web): FromState<State>) -> Response {
    asset("text/html; charset=utf-8", DOCS_PAGE.replace("{root}", site_path(&web)))
}

/// The path of the site itself, without a slash behind.
fn site_path(web: &Web) -> &str {
    web.app.settings.http.public_url.path().trim_end_matches('/')
}

fn asset(media_type: &str, body: impl Into<Bytes>) -> Response {
    let headers: [(HeaderName, HeaderValue); 3] = [
        (CONTENT_TYPE, HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static(""))),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOCS_POLICY)),
        (CACHE_CONTROL, HeaderValue::from_static(ASSET_CACHE)),
    ];
    (headers, body.into()).into_response()
}

/// The files of the interactive page.
pub async fn docs_file(Token(name): Token) -> Result<Response> {
    if name == "start.js" {
        return Ok(asset("text/javascript; charset=utf-8", DOCS_START));
    }
    let known = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];
    let name = known.into_iter().find(|file| *file == name);
    let file = name.and_then(|name| {
        utoipa_swagger_ui::serve(name, Arc::new(Config::default())).ok().flatten()
    });
    let file = file.ok_or(Error::NotFound(Noun::Page))?;
    let mut response = asset(&file.content_type, file.bytes.into_owned());
    if file.gzpipped {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}

/// The OpenAPI document.
pub async fn openapi(FromState(web): FromState<State>) -> Response {
    let document = web.openapi.get_or_init(|| {
        let mut document = super::openapi();
        let path = site_path(&web);
        document.servers = Some(vec![Server::new(if path.is_empty() { "/" } else { path })]);
        document.to_json().unwrap_or_default().into()
    });
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, ASSET_CACHE)];
    (headers, document.clone()).into_response()
}

/// Public keys (RFC 7517).
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"keys": [{
    "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA",
    "kid": "0192f1e0-7c1e-7000-8000-0123456789ab",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}]}))]
pub struct KeySet {
    #[schema(value_type = Vec<Object>)]
    keys: Vec<Value>,
}

/// The public keys that access tokens are checked with.
#[utoipa::path(get, path = "/.well-known/jwks.json", tag = "site", operation_id = "readKeys",
    responses((status = 200, description = "Every key whose tokens may be alive", body = KeySet)))]
pub async fn jwks(FromState(web): FromState<State>) -> Result<Response> {
    let keys = services::keys::jwks(&web.app).await?;
    let mut response = shape::answer(StatusCode::OK, &keys);
    let cache = HeaderValue::from_static("public, max-age=60");
    response.headers_mut().insert(CACHE_CONTROL, cache);
    Ok(response)
}
