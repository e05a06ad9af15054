//! The one query model for lists of people, whichever door it comes through.

use crate::{Role, Time};

/// A text without case and accents, so that `lopez` finds `López`: compatible
/// characters are made one (NFKD), marks dropped, letters lowered.
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    bare.to_lowercase()
}

/// Columns that a list of people is sorted by.
pub const SORTABLE: [&str; 16] = [
    "id",
    "nickname",
    "email",
    "first_name",
    "last_name",
    "location",
    "locale",
    "role",
    "email_verified",
    "is_locked",
    "is_professional",
    "failed_login_attempts",
    "locked_at",
    "last_login_at",
    "created_at",
    "updated_at",
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// One of `SORTABLE`.
    pub column: &'static str,
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Sort { column: "created_at", descending: true }
    }
}

impl Sort {
    /// Reads `column` or `-column`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, descending) = match text.strip_prefix('-') {
            Some(name) => (name, true),
            None => (text, false),
        };
        let column = SORTABLE.into_iter().find(|c| *c == name)?;
        Some(Sort { column, descending })
    }
}

/// What is looked for; empty means everybody. `from` is included, `to` is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserQuery {
    /// Words that must all occur.
    pub search: Option<String>,
    pub role: Option<Role>,
    pub is_locked: Option<bool>,
    pub email_verified: Option<bool>,
    pub is_professional: Option<bool>,
    pub locale: Option<String>,
    pub created_from: Option<Time>,
    pub created_to: Option<Time>,
    pub last_login_from: Option<Time>,
    pub last_login_to: Option<Time>,
    pub last_login_before: Option<Time>,
    pub never_logged_in: Option<bool>,
    pub sort: Sort,
}

impl UserQuery {
    /// Ties a cursor to this query.
    pub fn fingerprint(&self) -> String {
        format!("users {self:?}")
    }
}

/// What is looked for in the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// A user id, `system` or `cli`.
    pub actor: Option<String>,
    pub subject: Option<crate::Id>,
    pub action: Option<String>,
    pub from: Option<Time>,
    pub to: Option<Time>,
}

impl AuditQuery {
    pub fn fingerprint(&self) -> String {
        format!("audit {self:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fold("López Ñandú"), "lopez nandu");
        assert_eq!(fold("БОРИС"), fold("борис"));
        assert_eq!(fold("ＡＮＡ"), "ana");
    }
}
