//! Uploads of one file: the body itself, whatever it says it is, or the one
//! part of a form.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use bytes::{Bytes, BytesMut};
use domain::{Error, Fault};
use http_body_util::BodyExt;
use hyper::body::Body as _;
use multer::Multipart;
use services::pictures::MAX_BYTES;
use tokio::time::timeout;

use super::body::check_encoding;
use super::fields::unknown_field;
use crate::State;
use crate::context::PATIENCE;
use crate::error::{Problem, Result};
use crate::extract::context;

const MULTIPART: &str = "multipart/form-data";
const PART: &str = "picture";
/// What a form adds to the file, in bytes.
const BESIDES: usize = 64 << 10;
/// How long drawing and keeping a picture may take.
const WORK: Duration = Duration::from_secs(14);

/// A picture as it was sent. It is no larger than one may be; whether it is
/// one, nobody has looked.
pub struct Picture(pub Bytes);

impl FromRequest<State> for Picture {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &State) -> Result<Self> {
        let (parts, body) = request.into_parts();
        check_encoding(&parts.headers)?;
        let context = context(&parts)?;
        if body.size_hint().lower() > (MAX_BYTES + BESIDES) as u64 {
            return Err(Error::PictureTooLarge.into());
        }
        let given = parts.headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let given = given.unwrap_or_default();
        let essence = given.split(';').next().unwrap_or_default().trim();
        let time = Duration::from_secs(web.app.settings.http.body_seconds);
        context.allow(time + PATIENCE);
        let read = match essence.eq_ignore_ascii_case(MULTIPART) {
            true => timeout(time, part(body, given)).await,
            false => timeout(time, whole(body)).await,
        };
        context.allow(WORK);
        match read {
            Ok(read) => Ok(Picture(read?)),
            Err(_) => Err(Problem::door(StatusCode::REQUEST_TIMEOUT, "body_timeout")),
        }
    }
}

fn malformed<E>(_: E) -> Problem {
    Problem::door(StatusCode::BAD_REQUEST, "invalid_request")
}

fn add(data: &mut BytesMut, more: &[u8]) -> Result<()> {
    if data.len() + more.len() > MAX_BYTES {
        return Err(Error::PictureTooLarge.into());
    }
    data.extend_from_slice(more);
    Ok(())
}

async fn whole(mut body: Body) -> Result<Bytes> {
    let mut data = BytesMut::new();
    while let Some(frame) = body.frame().await {
        if let Ok(more) = frame.map_err(malformed)?.into_data() {
            add(&mut data, &more)?;
        }
    }
    Ok(data.freeze())
}

async fn part(body: Body, content_type: &str) -> Result<Bytes> {
    let boundary = multer::parse_boundary(content_type).map_err(malformed)?;
    let mut parts = Multipart::new(body.into_data_stream(), boundary);
    let mut found: Option<Bytes> = None;
    while let Some(mut part) = parts.next_field().await.map_err(malformed)? {
        let name = part.name().unwrap_or_default();
        if name != PART {
            return Err(Error::Invalid(vec![unknown_field(name)]).into());
        }
        if found.is_some() {
            return Err(Error::Invalid(vec![Fault::new(PART, "duplicate")]).into());
        }
        let mut data = BytesMut::new();
        while let Some(more) = part.chunk().await.map_err(malformed)? {
            add(&mut data, &more)?;
        }
        found = Some(data.freeze());
    }
    found.ok_or_else(|| Error::Invalid(vec![Fault::new(PART, "required")]).into())
}
