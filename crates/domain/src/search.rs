//! The one query model for lists of people, whichever door it comes through.

mod language;

use crate::analytics::{Bucket, Source, Stage};
use crate::{Role, Time};
pub use language::{Completion, Filter, Terms, complete, extra, parse, words};

/// A text as searches see it, so that `lopez` finds `López`: compatible
/// characters are made one (NFKD), marks and invisible characters dropped,
/// letters lowered, and letters that only look joined taken apart.
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            _ if is_combining_mark(c) || is_invisible(c) => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            _ => folded.push(c),
        }
    }
    folded
}

/// Soft hyphens, joiners and the marks that steer writing direction
/// (Unicode, general category Cf).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
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

impl std::fmt::Display for Sort {
    /// As [`Sort::parse`] reads it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.descending { "-" } else { "" };
        write!(f, "{sign}{}", self.column)
    }
}

/// What is looked for; empty means everybody. `from` is included, `to` is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserQuery {
    /// Words that must all occur, and filters; see [`parse`].
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
    /// Profile fields by [`Filter::Extra`].
    pub extra: Vec<Filter>,
    /// Who was not seen for so long: neither signed in nor used a session.
    pub not_seen: Option<NotSeen>,
    /// Who registered themselves and came so far.
    pub reached: Option<Stage>,
    /// Who registered themselves, led here by it.
    pub source: Option<Source>,
    /// When not given: with words the best match first, otherwise the newest.
    pub sort: Option<Sort>,
}

impl UserQuery {
    /// Ties a cursor to this query.
    pub fn fingerprint(&self) -> String {
        format!("users {self:?}")
    }

    /// Words and filters, those of `search` and the others alike; all must
    /// hold.
    pub fn terms(&self) -> Result<Terms, crate::Fault> {
        let mut terms = parse(self.search.as_deref().unwrap_or_default())?;
        let others = [
            self.role.map(Filter::Role),
            self.is_locked.map(Filter::Locked),
            self.email_verified.map(Filter::Verified),
            self.is_professional.map(Filter::Professional),
            self.locale.clone().map(Filter::Locale),
            self.created_from.map(Filter::CreatedFrom),
            self.created_to.map(Filter::CreatedTo),
            self.last_login_from.map(Filter::SeenFrom),
            self.last_login_to.map(Filter::SeenTo),
            self.last_login_before.map(Filter::SeenTo),
            self.never_logged_in.map(Filter::NeverSeen),
            self.not_seen.map(Filter::NotSeen),
            self.reached.map(Filter::Reached),
            self.source.map(Filter::Source),
        ];
        terms.filters.extend(others.into_iter().flatten());
        terms.filters.extend(self.extra.iter().cloned());
        Ok(terms)
    }
}

/// For how long somebody was not seen. A cursor holds for the same length of
/// time, whenever that ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NotSeen {
    bucket: Bucket,
    now: Time,
}

impl NotSeen {
    pub fn bucket(self) -> Bucket {
        self.bucket
    }

    pub fn new(bucket: Bucket, now: Time) -> NotSeen {
        NotSeen { bucket, now }
    }

    /// Who was seen last before this is meant, and who never was; none: only
    /// the latter.
    pub fn before(self) -> Option<Time> {
        self.bucket.before(self.now)
    }
}

impl std::fmt::Debug for NotSeen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.bucket.as_str())
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
        assert_eq!(fold("Łódź Straße Øst"), "lodz strasse ost");
        assert_eq!(fold("\u{202e}a\u{200d}na\u{ad}"), "ana");
        assert_eq!(fold("İstanbul"), "istanbul");
    }
}
