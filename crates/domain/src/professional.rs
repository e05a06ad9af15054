//! Professional status: who may ask for it, and what becomes of that.

use crate::error::Fault;
use crate::{Id, Time, User};

/// The longest note, in characters.
const MAX_NOTE: usize = 1000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestStatus {
    Open,
    Approved,
    Refused,
}

impl RequestStatus {
    pub const ALL: [RequestStatus; 3] =
        [RequestStatus::Open, RequestStatus::Approved, RequestStatus::Refused];

    pub fn as_str(self) -> &'static str {
        match self {
            RequestStatus::Open => "OPEN",
            RequestStatus::Approved => "APPROVED",
            RequestStatus::Refused => "REFUSED",
        }
    }

    /// Takes the names without regard to case.
    pub fn parse(text: &str) -> Option<Self> {
        RequestStatus::ALL.into_iter().find(|status| status.as_str().eq_ignore_ascii_case(text))
    }
}

/// Somebody asks for professional status.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfessionalRequest {
    pub id: Id,
    pub user_id: Id,
    pub note: String,
    pub status: RequestStatus,
    /// What whoever decided said.
    pub reason: Option<String>,
    pub created_at: Time,
    pub decided_at: Option<Time>,
    /// A person's id; none for the command line.
    pub decided_by: Option<Id>,
}

/// Which requests are looked for; empty means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestQuery {
    pub status: Option<RequestStatus>,
}

impl RequestQuery {
    /// Ties a cursor to this query.
    pub fn fingerprint(&self) -> String {
        format!("professional requests {self:?}")
    }
}

/// Checks what somebody writes to be made a professional.
pub fn check_note(note: &str) -> Result<String, Fault> {
    let note = note.trim();
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    match () {
        () if note.is_empty() => Err(Fault::new("note", "required")),
        () if note.chars().count() > MAX_NOTE => {
            Err(Fault::new("note", "too_long").with("max", MAX_NOTE))
        }
        () if note.chars().any(control) => Err(Fault::new("note", "control_characters")),
        () => Ok(note.to_owned()),
    }
}

/// What is missing from a profile before its owner may ask: names, bio,
/// location, a picture, and one of the two links.
pub fn missing(user: &User) -> Vec<Fault> {
    let profile = &user.profile;
    let has_picture = user.picture.is_some() || profile.profile_picture_url.is_some();
    let has_link = profile.linkedin_profile_url.is_some() || profile.github_profile_url.is_some();
    let needed =
        |there: bool, field: &'static str| (!there).then(|| Fault::new(field, "profile_needed"));
    let link = |field: &'static str| (!has_link).then(|| Fault::new(field, "profile_link_needed"));
    [
        needed(profile.first_name.is_some(), "first_name"),
        needed(profile.last_name.is_some(), "last_name"),
        needed(profile.bio.is_some(), "bio"),
        needed(profile.location.is_some(), "location"),
        needed(has_picture, "profile_picture_url"),
        link("linkedin_profile_url"),
        link("github_profile_url"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_short_text() {
        assert_eq!(check_note("  I teach.\n ").unwrap(), "I teach.");
        for bad in ["", " \n", "a\0b", &"x".repeat(1001)] {
            assert!(check_note(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn states_are_read_in_any_case() {
        assert_eq!(RequestStatus::parse("open"), Some(RequestStatus::Open));
        assert_eq!(RequestStatus::parse("closed"), None);
    }
}
