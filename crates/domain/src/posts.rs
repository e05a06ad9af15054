//! What members write: drafts, published posts, and those that a manager hid.

use unicode_normalization::UnicodeNormalization;

use crate::error::Fault;
use crate::{Id, Time};

/// The longest title and body, in characters.
pub const MAX_TITLE: usize = 100;
pub const MAX_BODY: usize = 20_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostStatus {
    /// The author's alone.
    Draft,
    Published,
    /// Taken out of sight by a manager; the author still sees it.
    Hidden,
}

impl PostStatus {
    pub const ALL: [PostStatus; 3] = [PostStatus::Draft, PostStatus::Published, PostStatus::Hidden];

    pub fn as_str(self) -> &'static str {
        match self {
            PostStatus::Draft => "DRAFT",
            PostStatus::Published => "PUBLISHED",
            PostStatus::Hidden => "HIDDEN",
        }
    }

    /// Takes the names without regard to case.
    pub fn parse(text: &str) -> Option<Self> {
        PostStatus::ALL.into_iter().find(|status| status.as_str().eq_ignore_ascii_case(text))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    pub id: Id,
    /// None where the author is gone and the post was kept.
    pub author_id: Option<Id>,
    pub title: String,
    /// Markdown.
    pub body: String,
    pub status: PostStatus,
    /// Why it is hidden.
    pub reason: Option<String>,
    pub created_at: Time,
    pub updated_at: Time,
    /// Its place in lists: when it was published, before that when it was
    /// made.
    pub listed_at: Time,
    /// Rises with every change; the `ETag`.
    pub version: i64,
}

/// Who wrote a post, as strangers see them.
#[derive(Clone, Debug, PartialEq)]
pub struct Author {
    pub id: Id,
    pub nickname: String,
    /// The content hash of the uploaded picture, in lower hex.
    pub picture: Option<String>,
    /// Whether there is a public profile.
    pub is_public: bool,
}

/// A post with whoever wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub post: Post,
    pub author: Option<Author>,
}

/// Which posts are looked for; without a status the published ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostQuery {
    pub status: Option<PostStatus>,
    /// A nickname, in any case.
    pub author: Option<String>,
    /// Words that must all occur in title or body.
    pub search: Option<String>,
}

impl PostQuery {
    /// Ties a cursor to this query.
    pub fn fingerprint(&self) -> String {
        let author = self.author.as_deref().map(str::to_ascii_lowercase);
        let status = self.status.unwrap_or(PostStatus::Published);
        format!("posts {author:?} {status:?} {:?}", self.search)
    }
}

/// Checks a title: one line, words parted by one space.
pub fn check_title(title: &str) -> Result<String, Fault> {
    let title: String = title.trim().nfc().collect();
    match () {
        () if title.is_empty() => Err(Fault::new("title", "required")),
        () if title.chars().any(char::is_control) => Err(Fault::new("title", "control_characters")),
        () if title.chars().count() > MAX_TITLE => {
            Err(Fault::new("title", "too_long").with("max", MAX_TITLE))
        }
        () => Ok(title.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Checks a body; lines end with a line feed alone.
pub fn check_body(body: &str) -> Result<String, Fault> {
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let body = body.trim_end();
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    match () {
        () if body.trim().is_empty() => Err(Fault::new("body", "required")),
        () if body.chars().any(control) => Err(Fault::new("body", "control_characters")),
        () if body.chars().count() > MAX_BODY => {
            Err(Fault::new("body", "too_long").with("max", MAX_BODY))
        }
        () => Ok(body.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_one_line_of_a_hundred_characters() {
        assert_eq!(check_title("  A  walk\u{a0}home ").unwrap(), "A walk home");
        assert_eq!(check_title("e\u{301}").unwrap(), "é");
        assert!(check_title(&"é".repeat(100)).is_ok());
        for bad in ["", " ", "a\nb", "a\0b", &"x".repeat(101)] {
            assert!(check_title(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn bodies_keep_their_lines() {
        assert_eq!(check_body("    code\r\n\r\nend \r\n").unwrap(), "    code\n\nend");
        let line_ends = "x\r\n".repeat(9_999) + "yz";
        assert!(check_body(&line_ends).is_ok());
        assert!(check_body(&"ж".repeat(20_000)).is_ok());
        for bad in ["", " \r\n", "a\0b", "a\u{1b}[2J", &"x".repeat(20_001)] {
            assert!(check_body(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn states_are_read_in_any_case() {
        assert_eq!(PostStatus::parse("draft"), Some(PostStatus::Draft));
        assert_eq!(PostStatus::parse("gone"), None);
    }
}
