//! Texts and templates to text, in the reader's language. Knows no routes and
//! no database.

pub mod email;
mod markdown;
pub mod texts;

pub use email::{Emails, Rendered};
pub use texts::Texts;

/// What everything falls back to.
pub const FALLBACK: &str = "en";

/// A language tag and its parents: `es-MX`, then `es`.
fn parents(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(parent, _)| parent))
}
