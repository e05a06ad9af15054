//! Who asks, and whether they may.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::{Actor, Error, Permission};

use crate::State;
use crate::context::Context;
use crate::error::{Problem, Result};

/// What the frame knows of this request.
pub fn context(parts: &Parts) -> Result<Arc<Context>> {
    let context = parts.extensions.get::<Arc<Context>>().cloned();
    context.ok_or_else(|| Error::internal("a request came without its frame").into())
}

/// The token of `Authorization: Bearer …` (RFC 6750, 2.1).
fn bearer(parts: &Parts) -> Option<Result<&str, Error>> {
    let mut values = parts.headers.get_all(AUTHORIZATION).iter();
    let value = values.next()?;
    let alone = values.next().is_none();
    let token = || {
        let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
        let token = token.trim();
        let plain = !token.is_empty() && !token.contains(char::is_whitespace);
        (scheme.eq_ignore_ascii_case("bearer") && plain && alone).then_some(token)
    };
    Some(token().ok_or(Error::Unauthenticated))
}

/// Authenticates by the bearer token, if there is one, and counts the request
/// for whoever that is.
async fn identify(parts: &Parts, web: &State) -> Result<(Actor, Option<Error>)> {
    let context = context(parts)?;
    let (actor, fault) = match bearer(parts) {
        None => (Actor::guest(context.origin()), Some(Error::Unauthenticated)),
        Some(token) => {
            let found = match token {
                Ok(token) => {
                    services::sessions::authenticate(&web.app, token, context.origin()).await
                }
                Err(error) => Err(error),
            };
            match found {
                Ok(actor) => (actor, None),
                Err(error) => (Actor::guest(context.origin()), Some(error)),
            }
        }
    };
    context.prefer(web.texts.languages(), &actor.origin.locale);
    web.limiter.count(&actor)?;
    Ok((actor, fault))
}

async fn signed_in(parts: &Parts, web: &State) -> Result<Actor> {
    match identify(parts, web).await? {
        (actor, None) => Ok(actor),
        (_, Some(error)) => Err(error.into()),
    }
}

/// Everybody; a token that is no good makes a guest.
pub struct Anyone(pub Actor);

impl FromRequestParts<State> for Anyone {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &State) -> Result<Self> {
        Ok(Anyone(identify(parts, web).await?.0))
    }
}

/// Whoever comes with a good token, whatever their role.
pub struct Bearer(pub Actor);

impl FromRequestParts<State> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &State) -> Result<Self> {
        Ok(Bearer(signed_in(parts, web).await?))
    }
}

macro_rules! permitted {
    ($($name:ident: $permission:ident,)*) => {$(
        pub struct $name(pub Actor);

        impl FromRequestParts<State> for $name {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, web: &State) -> Result<Self> {
                let actor = signed_in(parts, web).await?;
                actor.must(Permission::$permission)?;
                Ok($name(actor))
            }
        }
    )*};
}

permitted! {
    Member: OwnAccount,
    Manager: ManageUsers,
    RoleChanger: ChangeRoles,
    Analyst: ReadAnalytics,
    Auditor: ReadAudit,
    Transfer: TransferUsers,
    Granter: GrantProfessional,
    InvitationManager: ManageInvitations,
    Definer: DefineFields,
    EventManager: ManageEvents,
    Operator: Operate,
    Moderator: ModeratePosts,
}

/// Professionals and managers, who make events.
pub struct Organiser(pub Actor);

impl FromRequestParts<State> for Organiser {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &State) -> Result<Self> {
        let actor = signed_in(parts, web).await?;
        services::events::may_create(&web.app, &actor).await?;
        Ok(Organiser(actor))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn read(values: &[&str]) -> Option<Option<String>> {
        let mut request = Request::new(());
        for value in values {
            request.headers_mut().append(AUTHORIZATION, value.parse().unwrap());
        }
        let parts = request.into_parts().0;
        bearer(&parts).map(|found| found.ok().map(str::to_owned))
    }

    #[test]
    fn a_bearer_token_is_one_word_after_its_scheme() {
        assert_eq!(read(&[]), None);
        assert_eq!(read(&["bEARER a.b.c"]), Some(Some("a.b.c".into())));
        for odd in ["Bearer", "Bearer ", "a.b.c", "Basic a.b.c", "Bearer a b"] {
            assert_eq!(read(&[odd]), Some(None), "{odd}");
        }
        assert_eq!(read(&["Bearer a", "Bearer b"]), Some(None));
    }
}
