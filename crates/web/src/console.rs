//! What the console shows of this program itself.

use views::Emails;

/// A setting as it may be seen.
#[derive(Clone, Debug)]
pub struct Setting {
    /// `section.key`
    pub key: String,
    /// With secrets masked.
    pub value: String,
    /// `default`, or what the value was read from.
    pub source: String,
    /// Why it is weaker than the default.
    pub weak: Option<String>,
}

pub struct Console {
    pub settings: Vec<Setting>,
    /// The templates, to be looked at.
    pub emails: Emails,
}
