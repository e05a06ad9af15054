//! Who looks at a page, and how pages are answered.

use axum::extract::FromRequestParts;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::analytics::Content;
use domain::{Actor, Error, Permission, User};
use serde::Serialize;
use services::sessions::BrowserSession;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use views::forms::{FieldFault, Form};

use super::cookies::Cookie;
use super::flash::{Flash, Shown};
use super::form::Input;
use super::next;
use crate::context::Context;
use crate::error::{Problem, Result};
use crate::{State, Web};

/// Whoever asks for a page: a guest, or a person with a living session.
pub struct Visitor {
    pub web: State,
    pub context: Arc<Context>,
    pub actor: Actor,
    pub user: Option<Arc<User>>,
    pub flash: Option<Flash>,
}

impl FromRequestParts<State> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &State) -> Result<Self> {
        let context = crate::extract::context(parts)?;
        let mut visitor = Visitor {
            actor: Actor::guest(context.origin()),
            user: None,
            flash: context.cookie(Cookie::Flash).and_then(Flash::parse),
            web: web.clone(),
            context,
        };
        if let Some(cookie) = visitor.context.cookie(Cookie::Session) {
            let origin = visitor.context.origin();
            if let Some(visit) = services::sessions::visit(&web.app, cookie, origin).await? {
                let languages = web.texts.languages();
                visitor.context.prefer(languages, &visit.actor.origin.locale);
                visitor.context.recognise(visit.user.clone());
                (visitor.actor, visitor.user) = (visit.actor, Some(visit.user));
            }
        }
        Ok(visitor)
    }
}

/// A signed-in person; others are led to sign in and back.
pub struct Member(pub Visitor);

impl FromRequestParts<State> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &State) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, web).await;
        let visitor = visitor.map_err(IntoResponse::into_response)?;
        if visitor.user.is_none() {
            // What was posted is lost, so back to the page that has the form.
            let path = match parts.method {
                Method::GET | Method::HEAD => parts.uri.path_and_query().map(|p| p.as_str()),
                _ => Some(parts.uri.path()),
            };
            return Err(see_other(&next::leading("/login", path.unwrap_or("/"))));
        }
        let permitted = visitor.actor.must(Permission::OwnAccount);
        permitted.map_err(|error| Problem::from(error).into_response())?;
        Ok(Member(visitor))
    }
}

impl Member {
    pub fn user(&self) -> Result<&User> {
        Ok(self.0.user.as_deref().ok_or(Error::Unauthenticated)?)
    }
}

/// What the frame of every page shows.
#[derive(Serialize)]
struct Face<'a> {
    locale: &'static str,
    dir: &'static str,
    theme: &'static str,
    zone: &'a str,
    path: &'a str,
    csrf: String,
    site_name: &'a str,
    user: Option<Known<'a>>,
    flash: Option<Shown>,
    request_id: &'a str,
}

/// The signed-in person, as the frame shows them.
#[derive(Serialize)]
struct Known<'a> {
    nickname: &'a str,
    picture: String,
    is_manager: bool,
    is_admin: bool,
}

#[derive(Serialize)]
struct Whole<'a, T> {
    page: Face<'a>,
    #[serde(flatten)]
    values: T,
}

fn face<'a>(web: &'a Web, context: &'a Context, flash: Option<Shown>) -> Face<'a> {
    let tag = context.locale();
    let user = context.user();
    let own_zone = user.map(|user| user.profile.time_zone.as_str());
    Face {
        locale: tag,
        dir: web.texts.languages().find(tag).map_or("ltr", |l| l.dir),
        theme: theme(context.cookie(Cookie::Theme)),
        zone: own_zone.or(context.zone()).unwrap_or(&web.app.settings.site.time_zone),
        path: &context.path,
        csrf: csrf(web, context),
        site_name: &web.app.settings.site.name,
        user: user.map(|user| Known {
            nickname: &user.nickname,
            picture: services::pictures::path(user, domain::pictures::Size::Small),
            is_manager: user.role.may(Permission::ManageUsers),
            is_admin: user.role.may(Permission::Operate),
        }),
        flash,
        request_id: &context.request_id,
    }
}

/// The theme that a cookie names, or the device's own.
fn theme(cookie: Option<&str>) -> &'static str {
    match cookie {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "auto",
    }
}

/// The token that every form of this browser bears: derived from a secret
/// that only its cookie holds (OWASP: signed double submit).
pub fn csrf(web: &Web, context: &Context) -> String {
    let mut hash = Sha256::new();
    hash.update(b"roster form ");
    hash.update(context.seed(&web.app.random));
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// A page, with the cookies that it owes.
pub fn page(
    web: &Web,
    context: &Context,
    status: StatusCode,
    name: &str,
    flash: Option<Shown>,
    values: impl Serialize,
) -> Response {
    let whole = Whole { page: face(web, context, flash), values };
    let html = match web.pages.render(name, context.locale(), &whole) {
        Ok(html) => html,
        Err(error) if name == "error" => {
            tracing::error!(error, "the page of errors fails");
            return (status, "").into_response();
        }
        Err(error) => return Problem::from(Error::internal(error)).into_response(),
    };
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let secure = context.secure;
    if let Some(seed) = context.new_seed() {
        Cookie::Guest.set(headers, secure, seed, None);
    }
    // What waits for the password to be given again stays until it is.
    if context.cookie(Cookie::Flash).is_some() && name != "reauthenticate" {
        Cookie::Flash.remove(headers, secure);
    }
    response
}

pub fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

impl Visitor {
    /// A parameter of the address; its first value.
    pub fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.context.path.split_once('?')?;
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// Where `next` leads, if it leads anywhere.
    pub fn next(&self) -> String {
        let given = self.query("next").unwrap_or_default();
        next::local(&given).unwrap_or_default().to_owned()
    }

    /// The value of a form's field that carries `next`; the others are empty.
    pub fn only_next(&self, name: &str) -> String {
        if name == "next" { self.next() } else { String::new() }
    }

    /// A page; what an earlier page left to be said is said here.
    pub fn page(&self, name: &str, values: impl Serialize) -> Response {
        page(&self.web, &self.context, StatusCode::OK, name, self.flash_shown(), values)
    }

    /// What an earlier page left to be said.
    pub fn flash_shown(&self) -> Option<Shown> {
        self.flash.as_ref()?.shown(&self.web.texts, self.context.locale())
    }

    /// The page of a form as it is first seen; `value` fills its fields.
    pub fn form(&self, form: &Form, value: impl Fn(&str) -> String) -> views::forms::FilledForm {
        let faults = self.flash.as_ref().map_or(&[][..], |flash| &flash.faults);
        let locale = self.context.locale();
        form.filled(&self.web.texts, locale, self.context.path_alone(), value, faults)
    }

    /// The form again with what was typed and its faults.
    pub fn refilled(&self, input: &Input, error: &Error) -> views::forms::FilledForm {
        let (locale, path) = (self.context.locale(), self.context.path_alone());
        let value = |name: &str| input.get(name).to_owned();
        input.form.filled(&self.web.texts, locale, path, value, &self.faults(error))
    }

    /// What is wrong with which field.
    pub fn faults(&self, error: &Error) -> Vec<FieldFault> {
        let locale = self.context.locale();
        let faults = crate::error::faults(error);
        faults.iter().map(|fault| FieldFault::of(&self.web.texts, locale, fault)).collect()
    }

    /// What is wrong, without the fields.
    pub fn fault_texts(&self, faults: &[domain::Fault]) -> Vec<String> {
        let locale = self.context.locale();
        faults.iter().map(|fault| self.web.texts.fault(locale, fault)).collect()
    }

    /// The page of a form whose input is faulty (422); any other error is the
    /// error's own page. The flash is `flash-CODE`.
    pub fn again(
        &self,
        name: &str,
        input: &Input,
        error: Error,
        code: &str,
        values: impl FnOnce(views::forms::FilledForm) -> serde_json::Value,
    ) -> Result<Response> {
        if !matches!(error, Error::Invalid(_) | Error::Taken { .. } | Error::WrongCredentials) {
            return Err(error.into());
        }
        let flash = Flash::new(code).shown(&self.web.texts, self.context.locale());
        let values = values(self.refilled(input, &error));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(page(&self.web, &self.context, status, name, flash, values))
    }

    /// The page about a mailed link that is wrong, spent or too old.
    pub fn bad_link(&self, error: Error, kind: &str) -> Result<Response> {
        if !matches!(error, Error::InvalidVerificationToken | Error::InvalidResetToken) {
            return Err(error.into());
        }
        let status = StatusCode::BAD_REQUEST;
        let values = serde_json::json!({ "kind": kind });
        Ok(page(&self.web, &self.context, status, "link_bad", None, values))
    }

    /// Leads on, with something for the next page to say.
    pub fn flashed(&self, path: &str, flash: &Flash) -> Response {
        let mut response = see_other(path);
        let headers = response.headers_mut();
        let seconds = Some(flash.seconds());
        Cookie::Flash.set(headers, self.context.secure, &flash.cookie(), seconds);
        response
    }

    /// Leads on, with the text `flash-CODE`.
    pub fn says(&self, path: &str, code: &str) -> Response {
        self.flashed(path, &Flash::new(code))
    }

    /// Counts a view of something published, and lets the browser be known
    /// again unless it asks not to be.
    pub fn viewed(&self, content: Content, mut response: Response) -> Response {
        let (app, context) = (&self.web.app, &self.context);
        if !app.settings.analytics.enabled || !context.is_view() {
            return response;
        }
        let (headers, secure) = (response.headers_mut(), context.secure);
        let known = context.cookie(Cookie::Visitor).is_some();
        let visitor = match (self.user.is_some(), context.is_unknown()) {
            (true, _) => None,
            (false, true) => {
                if known {
                    Cookie::Visitor.remove(headers, secure);
                }
                None
            }
            (false, false) => Some(context.visitor().unwrap_or_else(|| {
                let visitor = domain::Id::from_bytes(app.random.bytes());
                let seconds = services::analytics::visitor_time(app).num_seconds();
                let value = visitor.simple().to_string();
                Cookie::Visitor.set(headers, secure, &value, Some(seconds));
                visitor
            })),
        };
        services::analytics::view(app, &self.actor, content, visitor);
        response
    }

    /// Gives the browser its session.
    pub fn keep(&self, mut response: Response, session: &BrowserSession) -> Response {
        let (headers, secure) = (response.headers_mut(), self.context.secure);
        Cookie::Session.set(headers, secure, &session.cookie, session.seconds);
        Cookie::Guest.remove(headers, secure);
        response
    }

    /// Takes the session from the browser.
    pub fn forget(&self, mut response: Response) -> Response {
        Cookie::Session.remove(response.headers_mut(), self.context.secure);
        response
    }
}
