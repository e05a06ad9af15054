//! The console under `/admin`, for managers and administrators.

mod analytics;
mod audit;
mod bulk;
mod events;
mod home;
mod import;
mod invitations;
mod jobs;
pub(super) mod list;
mod mailbox;
mod person;
mod professional;
mod settings;
mod shape;
mod users;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use domain::{Error, Permission};
use serde::Serialize;

use super::flash::Shown;
use super::next;
use super::visitor::{Member, Visitor, page, see_other};
use crate::error::{Problem, Result};
use crate::{State, with_slash};

macro_rules! permitted {
    ($($(#[$doc:meta])* $name:ident: $permission:ident,)*) => {$(
        $(#[$doc])*
        pub struct $name(pub Visitor);

        impl FromRequestParts<State> for $name {
            type Rejection = Response;

            async fn from_request_parts(
                parts: &mut Parts,
                web: &State,
            ) -> Result<Self, Response> {
                let Member(visitor) = Member::from_request_parts(parts, web).await?;
                let permitted = visitor.actor.must(Permission::$permission);
                permitted.map_err(|error| Problem::from(error).into_response())?;
                Ok($name(visitor))
            }
        }
    )*};
}

permitted! {
    /// A signed-in manager; others are told that they may not.
    Managing: ManageUsers,
    Changing: ChangeRoles,
    Transferring: TransferUsers,
    Analysing: ReadAnalytics,
    Auditing: ReadAudit,
    Operating: Operate,
    Granting: GrantProfessional,
    Inviting: ManageInvitations,
    ManagingEvents: ManageEvents,
}

pub fn routes(router: Router<State>) -> Router<State> {
    let pages: [(&str, MethodRouter<State>); 41] = [
        ("/admin", get(home::show)),
        ("/admin/users", get(users::list)),
        ("/admin/users/new", get(users::show_new).post(users::create)),
        ("/admin/users/bulk", post(bulk::submit)),
        ("/admin/users/{id}", get(person::show).post(person::edit)),
        ("/admin/users/{id}/role", post(person::change_role)),
        ("/admin/users/{id}/lock", post(person::lock)),
        ("/admin/users/{id}/unlock", post(person::unlock)),
        ("/admin/users/{id}/resend", post(person::resend)),
        ("/admin/users/{id}/delete", post(person::delete)),
        ("/admin/users/{id}/sessions/{session}/end", post(person::end_session)),
        ("/admin/users/export", get(users::export)),
        ("/admin/users/{id}/professional", post(person::set_professional)),
        ("/admin/professional", get(professional::show)),
        ("/admin/professional/{id}/approve", post(professional::approve)),
        ("/admin/professional/{id}/refuse", post(professional::refuse)),
        ("/admin/invitations", get(invitations::show)),
        ("/admin/invitations/{id}", get(invitations::read).post(invitations::edit)),
        ("/admin/invitations/{id}/resend", post(invitations::resend)),
        ("/admin/invitations/{id}/revoke", post(invitations::revoke)),
        ("/admin/invitations/{id}/delete", post(invitations::delete)),
        ("/admin/events", get(events::show)),
        ("/admin/users/import", get(import::show).post(import::submit)),
        ("/admin/users/import/{id}", get(import::follow).post(import::go_on)),
        ("/admin/users/import/{id}/columns", post(import::map)),
        ("/admin/users/import/{id}/faulty", get(import::faulty)),
        ("/admin/analytics", get(analytics::overview)),
        ("/admin/analytics/members", get(analytics::members)),
        ("/admin/analytics/invitations", get(analytics::invitations)),
        ("/admin/analytics/export", get(analytics::export)),
        ("/admin/audit", get(audit::show)),
        ("/admin/audit/export", get(audit::export)),
        ("/admin/jobs", get(jobs::show)),
        ("/admin/jobs/{id}/retry", post(jobs::retry)),
        ("/admin/jobs/{id}/drop", post(jobs::drop)),
        ("/admin/mailbox", get(mailbox::show)),
        ("/admin/mailbox/{id}", get(mailbox::read)),
        ("/admin/mailbox/{id}/html", get(mailbox::read_html)),
        ("/admin/mailbox/preview", get(mailbox::preview)),
        ("/admin/mailbox/preview/html", get(mailbox::preview_html)),
        ("/admin/settings", get(settings::show)),
    ];
    pages.into_iter().fold(router, |router, (path, methods)| with_slash(router, path, methods))
}

impl Visitor {
    /// A text in the reader's language.
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.web.texts.get(self.context.locale(), key, args)
    }

    /// A share of 1 in hundredths, as the reader's language writes it.
    pub fn percent(&self, share: f64) -> String {
        let locale = self.context.locale();
        let number = self.web.texts.formats(locale).percent(share);
        self.web.texts.get(locale, "percent", &[("number", &number)])
    }

    /// A page with another status, and with something to say.
    fn answer(
        &self,
        status: StatusCode,
        name: &str,
        flash: Option<Shown>,
        values: impl Serialize,
    ) -> Response {
        page(&self.web, &self.context, status, name, flash, values)
    }

    /// What an error comes to, said above the page that it happened on. What
    /// is nobody's fault, and what does not exist, has a page of its own.
    pub fn told(&self, error: &Error) -> Option<(StatusCode, Shown)> {
        let own_page = matches!(
            error,
            Error::NotFound(_)
                | Error::Unauthenticated
                | Error::Forbidden
                | Error::Unavailable { .. }
                | Error::StorageFull
                | Error::Internal(_)
        );
        let text = match error {
            Error::Invalid(_) | Error::Taken { .. } => self.text("flash-form-error", &[]),
            error => self.web.texts.error(self.context.locale(), error),
        };
        let status = match error {
            Error::Taken { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            error => crate::error::status(error),
        };
        (!own_page).then(|| (status, Shown::error(text)))
    }

    /// Leads to the password and back, if that is what is wanted.
    fn asks_password(&self, error: &Error, back: &str) -> Option<Response> {
        matches!(error, Error::ReauthenticationRequired)
            .then(|| see_other(&next::leading("/reauthenticate", back)))
    }
}

/// A list of the console that a form names to lead back to.
fn back<'a>(given: &'a str, otherwise: &'a str) -> &'a str {
    next::local(given).filter(|path| path.starts_with("/admin")).unwrap_or(otherwise)
}
