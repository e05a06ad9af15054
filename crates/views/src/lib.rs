//! Texts and templates to text, in the reader's language. Knows no routes and
//! no database.

pub mod assets;
pub mod bidi;
pub mod charts;
pub mod email;
pub mod feed;
pub mod formats;
pub mod forms;
mod markdown;
pub mod pages;
pub mod prose;
pub mod texts;
mod times;

pub use assets::Assets;
pub use email::{Emails, Rendered};
pub use pages::Pages;
pub use texts::Texts;

/// What everything falls back to.
pub const FALLBACK: &str = "en";
