//! What everyone may see of a person.

use domain::error::Noun;
use domain::fields::{self, Viewer};
use domain::pictures::Size;
use domain::{Actor, Error, Id, Nickname, Result, Role, Time, User};
use serde_json::{Map, Value};

use crate::{App, pictures, profile_fields};

/// A person as strangers see them.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicProfile {
    pub nickname: String,
    /// Names are here only where their owner shows them.
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub bio: Option<String>,
    pub location: Option<String>,
    pub linkedin_profile_url: Option<String>,
    pub github_profile_url: Option<String>,
    /// Those profile fields that are public.
    pub extra: Map<String, Value>,
    pub is_professional: bool,
    pub created_at: Time,
    /// Whether this is the caller.
    pub is_own: bool,
    user: User,
}

impl PublicProfile {
    pub fn id(&self) -> Id {
        self.user.id
    }

    /// Where the picture is, from the site's root.
    pub fn picture(&self, size: Size) -> String {
        pictures::path(&self.user, size)
    }
}

/// Who proved their address, is not locked, and is not about to leave.
pub(crate) fn is_public(user: &User) -> bool {
    user.email_verified
        && user.role != Role::Anonymous
        && !user.is_locked
        && user.delete_after.is_none()
}

/// The public profile behind a nickname, in any case.
pub async fn public(app: &App, actor: &Actor, nickname: &str) -> Result<PublicProfile> {
    let missing = || Error::NotFound(Noun::User);
    let nickname = Nickname::parse("nickname", nickname).map_err(|_| missing())?;
    let user = store::accounts::by_nickname(&app.store, nickname.as_str()).await?;
    let user = user.filter(is_public).ok_or_else(missing)?;
    let profile = user.profile.clone();
    let mut extra = user.extra.clone();
    if !extra.is_empty() {
        let known = profile_fields::known(app).await?;
        fields::hide(&known, Viewer::Other(Role::Anonymous), &mut extra);
    }
    let shown = |name: Option<String>| name.filter(|_| profile.show_name);
    Ok(PublicProfile {
        nickname: user.nickname.clone(),
        first_name: shown(profile.first_name),
        last_name: shown(profile.last_name),
        bio: profile.bio,
        location: profile.location,
        linkedin_profile_url: profile.linkedin_profile_url,
        github_profile_url: profile.github_profile_url,
        extra,
        is_professional: user.is_professional,
        created_at: user.created_at,
        is_own: actor.user_id() == Some(user.id),
        user,
    })
}
