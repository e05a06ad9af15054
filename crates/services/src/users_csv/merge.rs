//! What a row makes of a person.

use domain::accounts::LockedBy;
use domain::error::Faults;
use domain::{Action, Fact, Id, Nickname, Profile, Role, Time, User};

use super::row::{Credential, Row};
use crate::{App, professional};

/// Why roles and states changed, in the audit log.
const REASON: &str = "CSV import";

/// Somebody new. Who comes with a password or a hash is vouched for.
pub fn created(app: &App, row: &Row, id: Id, nickname: &Nickname, now: Time) -> User {
    let site = &app.settings.site;
    let mut profile = Profile {
        locale: site.locale.clone(),
        time_zone: site.time_zone.clone(),
        ..Profile::default()
    };
    row.profile.apply(&mut profile, &mut Faults::default());
    let known = !matches!(row.credential, Credential::None);
    let verified = row.email_verified.unwrap_or(known);
    let locked = row.is_locked == Some(true);
    let professional = row.is_professional == Some(true);
    User {
        id,
        nickname: nickname.as_str().to_owned(),
        email: row.email.as_str().to_owned(),
        email_verified: verified,
        profile,
        extra: row.extra.clone().into_iter().filter(|(_, value)| !value.is_null()).collect(),
        role: row.role.unwrap_or(if verified { Role::Authenticated } else { Role::Anonymous }),
        is_professional: professional,
        professional_status_updated_at: professional.then_some(now),
        last_login_at: None,
        failed_login_attempts: 0,
        is_locked: locked,
        locked_at: locked.then_some(now),
        locked_by: locked.then_some(LockedBy::Person),
        delete_after: None,
        leaving_posts: None,
        mailing_list: false,
        picture: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

/// The fact that somebody was made.
pub fn fact_of(user: &User, invited: bool) -> Fact {
    let mut fact = Fact::user(Action::UserCreated, user.id)
        .with("nickname", user.nickname.clone())
        .with("email", user.email.clone())
        .with("role", user.role.as_str());
    fact = match invited {
        true => fact.with("invited", true),
        false => fact.with("email_verified", user.email_verified),
    };
    if user.is_locked {
        fact = fact.with("is_locked", true);
    }
    if user.is_professional {
        fact = fact.with("is_professional", true);
    }
    fact
}

/// The person as the row wants them, and what changes by that: names, profile,
/// role and status. Their password and the state of the account are not an import's
/// to change.
pub fn merged(row: &Row, before: &User, now: Time) -> (User, Vec<Fact>) {
    let mut user = before.clone();
    row.profile.apply(&mut user.profile, &mut Faults::default());
    for (name, value) in &row.extra {
        match value.is_null() {
            true => user.extra.remove(name),
            false => user.extra.insert(name.clone(), value.clone()),
        };
    }
    let mut facts = Vec::new();
    if user != *before {
        facts.push(Fact::user(Action::UserUpdated, user.id).difference(before, &user));
    }
    if let Some(nickname) = &row.nickname
        && nickname.as_str() != before.nickname
    {
        user.nickname = nickname.as_str().to_owned();
        let fact = Fact::user(Action::NicknameChanged, user.id);
        facts.push(fact.changed("nickname", before.nickname.clone(), user.nickname.clone()));
    }
    if let Some(role) = row.role
        && role != before.role
    {
        user.role = role;
        facts.push(Fact::role_changed(user.id, before.role, role, REASON));
    }
    if let Some(professional) = row.is_professional
        && professional != before.is_professional
    {
        facts.push(professional::switch(&mut user, professional, now).because(Some(REASON)));
    }
    (user, facts)
}
