//! The one place where errors become HTTP: problem documents (RFC 9457).

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State as FromState};
use axum::http::header::{CONNECTION, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::{Error, Fault};
use serde::Serialize;
use utoipa::ToSchema;
use views::Texts;

use crate::State;
use crate::extract::Anyone;
use crate::pages::Visitor;

/// The faults that one answer names at most.
const MAX_FAULTS: usize = 100;
/// Seconds after which a service that was away is worth another try.
const UNAVAILABLE_RETRY: u64 = 5;

pub type Result<T, E = Problem> = std::result::Result<T, E>;

/// Why a request is not done. It travels in the response's extensions until
/// the frame, which knows the reader, writes it out.
#[derive(Clone, Debug)]
pub struct Problem {
    pub status: StatusCode,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Error(Arc<Error>),
    /// A code of this door's own.
    Door(&'static str, Vec<Fault>),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Problem { status: status(&error), what: What::Error(Arc::new(error)) }
    }
}

/// The status that an error comes to.
pub fn status(error: &Error) -> StatusCode {
    match error {
        Error::Invalid(_) | Error::IdempotencyMismatch | Error::TooManyPixels => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Error::PictureTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Error::NotAPicture => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::Taken { .. }
        | Error::AccountLocked
        | Error::InvalidGrant
        | Error::InvalidVerificationToken
        | Error::InvalidResetToken => StatusCode::BAD_REQUEST,
        Error::NotFound(_) => StatusCode::NOT_FOUND,
        Error::Unauthenticated | Error::WrongCredentials => StatusCode::UNAUTHORIZED,
        Error::Forbidden | Error::ReauthenticationRequired | Error::RegistrationClosed => {
            StatusCode::FORBIDDEN
        }
        Error::LastAdministrator
        | Error::ProfessionalRequestOpen
        | Error::ProfessionalRequestDecided
        | Error::AlreadyProfessional
        | Error::InvitationClosed
        | Error::AlreadySignedUp
        | Error::EventPast
        | Error::EventIsCancelled
        | Error::EventNotPublished
        | Error::IdempotencyInProgress => StatusCode::CONFLICT,
        Error::InvitationGone => StatusCode::GONE,
        Error::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
        Error::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Busy { .. } | Error::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        Error::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl Problem {
    /// A fault of the request that no service sees.
    pub fn door(status: StatusCode, code: &'static str) -> Self {
        Problem { status, what: What::Door(code, Vec::new()) }
    }

    /// A malformed OAuth request (RFC 6749, 5.2).
    pub fn invalid_request(faults: Vec<Fault>) -> Self {
        let what = What::Door("invalid_request", faults);
        Problem { status: StatusCode::BAD_REQUEST, what }
    }

    pub fn code(&self) -> &'static str {
        match &self.what {
            What::Error(error) => error.code(),
            What::Door(code, _) => code,
        }
    }

    fn faults(&self) -> Vec<Fault> {
        match &self.what {
            What::Door(_, faults) => faults.clone(),
            What::Error(error) => faults(error),
        }
    }

    fn retry_after(&self) -> Option<u64> {
        let What::Error(error) = &self.what else { return None };
        match **error {
            Error::Throttled { retry_after } | Error::Busy { retry_after } => Some(retry_after),
            Error::Unavailable { .. } => Some(UNAVAILABLE_RETRY),
            Error::IdempotencyInProgress => Some(1),
            _ => None,
        }
    }

    /// What went wrong, in the reader's language.
    pub fn detail(&self, texts: &Texts, locale: &str) -> String {
        match &self.what {
            What::Error(error) => texts.error(locale, error),
            What::Door(code, _) => texts.detail(locale, code),
        }
    }

    /// The error names of RFC 6749 (5.2) and RFC 6750 (3.1).
    fn oauth_error(&self) -> &'static str {
        match self.code() {
            "unsupported_grant_type" => "unsupported_grant_type",
            "wrong_credentials" | "account_locked" | "invalid_grant" => "invalid_grant",
            "unauthenticated" => "invalid_token",
            _ => match self.status {
                StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                    "temporarily_unavailable"
                }
                status if status.is_server_error() => "server_error",
                _ => "invalid_request",
            },
        }
    }

    /// Says in the log what the client is not told.
    pub fn log(&self) {
        if let What::Error(error) = &self.what
            && matches!(
                **error,
                Error::Unavailable { .. } | Error::StorageFull | Error::Internal(_)
            )
        {
            tracing::error!(code = error.code(), "{error}");
        }
    }

    /// The document, in the reader's language.
    pub fn document(&self, texts: &Texts, locale: &str, request_id: &str, oauth: bool) -> Vec<u8> {
        let faults = self.faults();
        let document = Document {
            r#type: format!("urn:roster:error:{}", self.code()),
            title: texts.title_of(locale, self.code()),
            status: self.status.as_u16(),
            detail: self.detail(texts, locale),
            code: self.code(),
            request_id,
            errors: faults
                .iter()
                .map(|fault| FieldFault {
                    field: &fault.field,
                    code: fault.code,
                    message: texts.fault(locale, fault),
                })
                .collect(),
            error: oauth.then(|| self.oauth_error()),
            // ASCII only (RFC 6749, 5.2), hence English.
            error_description: oauth.then(|| self.detail(texts, views::FALLBACK)),
        };
        serde_json::to_vec(&document).unwrap_or_default()
    }
}

/// What is wrong with which field, as far as an error is about fields.
pub fn faults(error: &Error) -> Vec<Fault> {
    match error {
        Error::Invalid(faults) => faults.iter().take(MAX_FAULTS).cloned().collect(),
        Error::Taken { email, nickname } => {
            let email = email.then(|| Fault::new("email", "email_taken"));
            let nickname = nickname.then(|| Fault::new("nickname", "nickname_taken"));
            email.into_iter().chain(nickname).collect()
        }
        Error::IdempotencyMismatch => {
            vec![Fault::new("Idempotency-Key", "idempotency_mismatch")]
        }
        _ => Vec::new(),
    }
}

/// A problem document (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Document<'a> {
    /// A name for this kind of problem: `urn:roster:error:` and the code.
    r#type: String,
    /// The kind of problem, in the reader's language.
    title: String,
    status: u16,
    /// What went wrong, in the reader's language.
    detail: String,
    /// Stable; programs rely on it.
    code: &'static str,
    request_id: &'a str,
    /// Of invalid input, what is wrong with each field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldFault<'a>>,
    /// At OAuth endpoints, the error of RFC 6749.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_description: Option<String>,
}

/// What is wrong with a field.
#[derive(Serialize, ToSchema)]
pub struct FieldFault<'a> {
    field: &'a str,
    /// Stable; programs rely on it.
    code: &'static str,
    /// In the reader's language.
    message: String,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after() {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::REQUEST_TIMEOUT {
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Where nothing is. The page that says so knows who reads it.
pub async fn not_found(FromState(web): FromState<State>, request: Request) -> Problem {
    let (mut parts, _) = request.into_parts();
    let seen = match crate::pages::is_page(parts.uri.path()) {
        true => Visitor::from_request_parts(&mut parts, &web).await.map(|_| ()),
        false => Anyone::from_request_parts(&mut parts, &web).await.map(|_| ()),
    };
    seen.err().unwrap_or_else(|| Error::NotFound(domain::Noun::Page).into())
}

/// The router adds `Allow`.
pub async fn method_not_allowed(_: FromState<State>, _: Anyone) -> Problem {
    Problem::door(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed")
}
