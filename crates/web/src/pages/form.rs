//! Forms that browsers send: read by their description, and only with the
//! token that this browser was given.

use std::time::Duration;

use axum::extract::Request;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use domain::{Error, Fault, fields};
use http_body_util::{BodyExt, Limited};
use subtle::ConstantTimeEq;
use tokio::time::timeout;
use url::form_urlencoded;
use views::forms::{Form, Kind};

use super::visitor::{Visitor, csrf};
use crate::context::PATIENCE;
use crate::error::{Problem, Result};

const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";
const CSRF: &str = "csrf_token";
/// Fields that are read at most.
const MAX_FIELDS: usize = 200;
/// What a form with a file may hold besides it, in octets.
const BESIDES: usize = 64 << 10;

/// What was typed, field by field. Fields that the form does not describe
/// are passed over.
pub struct Input {
    pub form: &'static Form,
    values: Vec<(&'static str, String)>,
    /// What was typed into profile fields, by `extra.NAME`.
    extra: Vec<(String, String)>,
    pub file: Option<Bytes>,
    pub faults: Vec<Fault>,
}

impl Input {
    /// A field's first value; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.values.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value)
    }

    /// All values of a field that may have several.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.values.iter().filter(|(n, _)| *n == name).map(|(_, value)| value.as_str()).collect()
    }

    /// What was typed into a profile field; none when it was not sent.
    pub fn extra(&self, path: &str) -> Option<&str> {
        self.extra.iter().find(|(n, _)| n == path).map(|(_, value)| value.as_str())
    }

    /// A value that was sent and is not blank.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.trim().is_empty())
    }

    pub fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(n, _)| *n == name)
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !matches!(self.get(name), "" | "0" | "false" | "off")
    }

    /// What may be shown again.
    pub fn typed(&self) -> Vec<(String, String)> {
        let open = self.form.fields.iter().filter(|field| !field.is_secret());
        open.map(|field| (field.name.to_owned(), self.get(field.name).to_owned())).collect()
    }

    /// Notes when the password and its repetition differ.
    pub fn same(&mut self, first: &'static str, second: &'static str) {
        if self.get(first) != self.get(second) {
            self.faults.push(Fault::new(second, "passwords_differ"));
        }
    }

    /// The door's own faults, where no service adds to them.
    pub fn check(&self) -> Result<(), Error> {
        match self.faults.is_empty() {
            true => Ok(()),
            false => Err(Error::Invalid(self.faults.clone())),
        }
    }

    fn take(&mut self, name: &str, value: &str) {
        if name.starts_with("extra.") && self.extra.len() < fields::MAX_FIELDS {
            self.extra.push((name.to_owned(), value.replace("\r\n", "\n")));
            return;
        }
        let Some(field) = self.form.fields.iter().find(|field| field.name == name) else { return };
        // Browsers send lines with an end of two characters, and count one.
        let unix = (field.kind == Kind::Textarea).then(|| value.replace("\r\n", "\n"));
        let value = unix.as_deref().unwrap_or(value);
        if field.kind == Kind::Set {
            if value.len() <= field.max {
                self.values.push((field.name, value.to_owned()));
            }
        } else if self.has(field.name) {
            self.faults.push(Fault::new(field.name, "duplicate"));
        } else if value.chars().count() > field.max {
            self.faults.push(Fault::new(field.name, "too_long").with("max", field.max));
            self.values.push((field.name, value.chars().take(field.max).collect()));
        } else {
            self.values.push((field.name, value.to_owned()));
        }
    }
}

impl Visitor {
    /// Reads a form. Without this browser's token it is refused (403).
    pub async fn read(&self, request: Request, form: &'static Form) -> Result<Input> {
        let (parts, body) = request.into_parts();
        let http = &self.web.app.settings.http;
        if crosses_sites(&parts.headers, http.public_url.origin().ascii_serialization().as_str()) {
            return Err(forged());
        }
        if parts.headers.contains_key(CONTENT_ENCODING) {
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            return Err(Problem::door(status, "unsupported_encoding"));
        }
        let given = parts.headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let given = given.unwrap_or_default();
        let essence = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let has_file = form.fields.iter().any(|field| field.kind == Kind::File);
        let most = match has_file {
            true => http.body_bytes.max(services::pictures::MAX_BYTES + BESIDES),
            false => http.body_bytes,
        };
        let time = Duration::from_secs(http.body_seconds);
        self.context.allow(time + PATIENCE);
        let mut input =
            Input { form, values: Vec::new(), extra: Vec::new(), file: None, faults: Vec::new() };
        let mut token = String::new();
        let reading = async {
            let body = Limited::new(body, most);
            match essence.as_str() {
                URLENCODED => {
                    let raw = body.collect().await.map_err(broken)?.to_bytes();
                    for (name, value) in form_urlencoded::parse(&raw).take(MAX_FIELDS) {
                        match &*name {
                            CSRF => token = value.into_owned(),
                            name => input.take(name, &value),
                        }
                    }
                    Ok(())
                }
                MULTIPART => multipart(body, given, &mut input, &mut token).await,
                _ => {
                    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
                    Err(Problem::door(status, "unsupported_media_type"))
                }
            }
        };
        let read = timeout(time, reading).await;
        self.context.allow(PATIENCE);
        read.unwrap_or(Err(Problem::door(StatusCode::REQUEST_TIMEOUT, "body_timeout")))?;
        let wanted = csrf(&self.web, &self.context);
        match bool::from(token.as_bytes().ct_eq(wanted.as_bytes())) {
            true => Ok(input),
            false => Err(forged()),
        }
    }
}

pub(super) fn forged() -> Problem {
    Problem::door(StatusCode::FORBIDDEN, "form_forged")
}

/// Whether the browser itself says that another site sent this.
pub(super) fn crosses_sites(headers: &HeaderMap, own: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => !matches!(site, "same-origin" | "none"),
        // Behind a proxy the public address may be another than the host's.
        None => text(ORIGIN.as_str()).is_some_and(|origin| {
            let host = origin.split_once("://").map(|(_, host)| host);
            origin != own && host != text("host")
        }),
    }
}

fn broken(error: Box<dyn std::error::Error + Send + Sync>) -> Problem {
    match error.is::<http_body_util::LengthLimitError>() {
        true => Problem::door(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"),
        false => Problem::door(StatusCode::BAD_REQUEST, "invalid_request"),
    }
}

/// Reads field by field. A file that is too large is a fault, and ends the
/// reading.
async fn multipart(
    body: Limited<axum::body::Body>,
    content_type: &str,
    input: &mut Input,
    token: &mut String,
) -> Result<()> {
    let malformed = || Problem::door(StatusCode::BAD_REQUEST, "invalid_request");
    let boundary = multer::parse_boundary(content_type).map_err(|_| malformed())?;
    let mut parts = multer::Multipart::new(body.into_data_stream(), boundary);
    let most = services::pictures::MAX_BYTES;
    let mut count = 0;
    while let Some(mut part) = parts.next_field().await.map_err(|_| malformed())? {
        count += 1;
        if count > MAX_FIELDS {
            return Err(malformed());
        }
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = input.form.fields.iter().any(|f| f.kind == Kind::File && f.name == name);
        let mut data = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(|_| malformed())? {
            data.extend_from_slice(&chunk);
            if is_file && data.len() > most {
                input.faults.push(Fault::new("picture", "picture_too_large"));
                return Ok(());
            }
            if !is_file && data.len() > BESIDES {
                return Err(Problem::door(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"));
            }
        }
        match (is_file, name.as_str()) {
            (true, _) if data.is_empty() => {}
            (true, _) if input.file.is_some() => {
                input.faults.push(Fault::new("picture", "duplicate"));
            }
            (true, _) => input.file = Some(data.into()),
            (false, CSRF) => *token = String::from_utf8_lossy(&data).into_owned(),
            (false, name) => input.take(name, &String::from_utf8_lossy(&data)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_names_another_site_is_believed() {
        let crosses = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            crosses_sites(&headers, "https://people.example")
        };
        assert!(!crosses(&[]));
        assert!(!crosses(&[("sec-fetch-site", "same-origin")]));
        assert!(crosses(&[("sec-fetch-site", "cross-site")]));
        assert!(crosses(&[("sec-fetch-site", "same-site")]));
        assert!(!crosses(&[("origin", "https://people.example")]));
        assert!(!crosses(&[("origin", "http://127.0.0.1:8"), ("host", "127.0.0.1:8")]));
        assert!(crosses(&[("origin", "https://evil.example"), ("host", "people.example")]));
        assert!(crosses(&[("origin", "null"), ("host", "people.example")]));
    }
}
