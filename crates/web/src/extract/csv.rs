//! A file of people: the body itself, or the part `file` of a form. It goes to
//! the disk as it comes.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use domain::{Error, Fault};
use futures_util::{Stream, StreamExt};
use hyper::body::Body as _;
use services::users_csv::{RowFault, Source, Spool, Taken};
use tokio::time::timeout;

use super::body::check_encoding;
use crate::State;
use crate::context::{Context, PATIENCE};
use crate::error::{Problem, Result};
use crate::extract::context;

/// Octets of the largest file.
const MAX_FILE: u64 = 1 << 30;
/// Parts of a form that are looked at.
const MAX_PARTS: usize = 20;
/// Octets of a field that is no file.
const MAX_FIELD: usize = 1000;

pub struct CsvFile {
    /// Or what is wrong with the file as a whole.
    pub source: Result<Source, RowFault>,
    pub context: Arc<Context>,
}

impl FromRequest<State> for CsvFile {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &State) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let context = context(&parts)?;
        check_encoding(&parts.headers)?;
        let given = parts.headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let given = given.unwrap_or_default();
        let essence = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if body.size_hint().lower() > MAX_FILE {
            return Err(too_large());
        }
        let silence = Duration::from_secs(web.app.settings.http.body_seconds);
        let body = timely(body, &context, silence);
        let source = match essence.as_str() {
            "text/csv" => spool(body).await,
            "multipart/form-data" => part(body, given).await,
            _ => {
                let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
                return Err(Problem::door(status, "unsupported_media_type"));
            }
        };
        context.allow(PATIENCE);
        Ok(CsvFile { source: source?, context })
    }
}

/// Not the whole file, but each part of it has to come in time.
fn timely(
    body: axum::body::Body,
    context: &Arc<Context>,
    silence: Duration,
) -> impl Stream<Item = Result<Bytes, Cut>> + Send + Unpin + 'static {
    let (body, context) = (body.into_data_stream(), context.clone());
    Box::pin(futures_util::stream::unfold(body, move |mut body| {
        context.allow(silence + PATIENCE);
        async move {
            match timeout(silence, body.next()).await {
                Ok(None) => None,
                Ok(Some(Ok(part))) => Some((Ok(part), body)),
                Ok(Some(Err(_))) => Some((Err(Cut::Broken), body)),
                Err(_) => Some((Err(Cut::Silent), body)),
            }
        }
    }))
}

/// A form of a page with a file of people in it.
pub struct Upload {
    /// The other fields; nobody trusts them yet.
    pub fields: Vec<(String, String)>,
    pub source: Option<Result<Source, RowFault>>,
}

/// Reads such a form. What stands before the file is looked at by `check`
/// before any of the file is kept.
pub async fn upload(
    request: Request,
    web: &State,
    context: &Arc<Context>,
    check: impl Fn(&[(String, String)]) -> Result<()>,
) -> Result<Upload> {
    let (parts, body) = request.into_parts();
    check_encoding(&parts.headers)?;
    if body.size_hint().lower() > MAX_FILE {
        return Err(too_large());
    }
    let given = parts.headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let given = given.unwrap_or_default();
    let boundary = multer::parse_boundary(given)
        .map_err(|_| Problem::door(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"))?;
    let silence = Duration::from_secs(web.app.settings.http.body_seconds);
    let mut form = multer::Multipart::new(timely(body, context, silence), boundary);
    let mut found = Upload { fields: Vec::new(), source: None };
    for _ in 0..MAX_PARTS {
        let Some(mut part) = form.next_field().await.map_err(cut)? else {
            check(&found.fields)?;
            context.allow(PATIENCE);
            return Ok(found);
        };
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" && found.source.is_none() {
            check(&found.fields)?;
            found.source = Some(spool(part.map(|part| part.map_err(cut))).await?);
            continue;
        }
        let mut value = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(cut)? {
            value.extend_from_slice(&chunk);
            if value.len() > MAX_FIELD {
                return Err(too_large());
            }
        }
        found.fields.push((name, String::from_utf8_lossy(&value).into_owned()));
    }
    Err(malformed())
}

/// Why no more of a body comes.
#[derive(Debug)]
enum Cut {
    Broken,
    Silent,
}

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Cut::Broken => "the body broke off",
            Cut::Silent => "the body took too long",
        })
    }
}

impl std::error::Error for Cut {}

impl From<Cut> for Problem {
    fn from(cut: Cut) -> Self {
        match cut {
            Cut::Broken => malformed(),
            Cut::Silent => Problem::door(StatusCode::REQUEST_TIMEOUT, "body_timeout"),
        }
    }
}

fn malformed() -> Problem {
    Problem::door(StatusCode::BAD_REQUEST, "invalid_request")
}

fn too_large() -> Problem {
    Problem::door(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large")
}

async fn spool<E: Into<Problem>>(
    mut parts: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Result<Source, RowFault>> {
    let mut spool = Spool::new(MAX_FILE)?;
    while let Some(part) = parts.next().await {
        match spool.add(&part.map_err(Into::into)?)? {
            Taken::Yes => {}
            Taken::TooMuch => return Err(too_large()),
            Taken::Refused(fault) => return Ok(Err(fault)),
        }
    }
    Ok(Ok(spool.finish()))
}

async fn part(
    body: impl Stream<Item = Result<Bytes, Cut>> + Send + 'static,
    content_type: &str,
) -> Result<Result<Source, RowFault>> {
    let boundary = multer::parse_boundary(content_type).map_err(|_| malformed())?;
    let mut form = multer::Multipart::new(body, boundary);
    let mut source = None;
    for _ in 0..MAX_PARTS {
        let Some(part) = form.next_field().await.map_err(cut)? else {
            let missing = || Error::field("file", "required");
            return Ok(source.ok_or_else(missing)?);
        };
        let name = part.name().unwrap_or_default();
        match (name, &source) {
            ("file", None) => source = Some(spool(part.map(|part| part.map_err(cut))).await?),
            ("file", Some(_)) => return Err(Error::field("file", "duplicate").into()),
            (name, _) => {
                let name: String = name.chars().take(100).collect();
                return Err(Error::Invalid(vec![Fault::new(name, "unknown_field")]).into());
            }
        }
    }
    Err(malformed())
}

/// A form that is none, or the reason why it was cut off.
fn cut(error: multer::Error) -> Problem {
    match error {
        multer::Error::StreamReadFailed(inner) => match inner.downcast::<Cut>() {
            Ok(cut) => (*cut).into(),
            Err(_) => malformed(),
        },
        _ => malformed(),
    }
}
