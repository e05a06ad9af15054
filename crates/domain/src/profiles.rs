//! What people say about themselves.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::error::{Fault, Faults};
use crate::{locale, zones};

/// What people write about themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub bio: Option<String>,
    pub location: Option<String>,
    pub profile_picture_url: Option<String>,
    pub linkedin_profile_url: Option<String>,
    pub github_profile_url: Option<String>,
    pub locale: String,
    pub time_zone: String,
    /// Whether first and last name are public.
    pub show_name: bool,
}

/// The longest text of each profile field, in characters.
pub const LIMITS: [(&str, usize); 7] = [
    ("first_name", 100),
    ("last_name", 100),
    ("bio", 500),
    ("location", 100),
    ("profile_picture_url", 255),
    ("linkedin_profile_url", 255),
    ("github_profile_url", 255),
];

/// Changes to a profile: absent fields stay, `Some(None)` empties one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileChange {
    pub texts: HashMap<&'static str, Option<String>>,
    pub locale: Option<String>,
    pub time_zone: Option<String>,
    pub show_name: Option<bool>,
}

impl ProfileChange {
    pub fn is_empty(&self) -> bool {
        self == &ProfileChange::default()
    }

    /// Every faulty field is noted; the sound ones are applied to `profile`.
    pub fn apply(&self, profile: &mut Profile, faults: &mut Faults) {
        for (field, max) in LIMITS {
            let Some(given) = self.texts.get(field) else { continue };
            let text = given.as_deref().map(str::trim).filter(|t| !t.is_empty());
            let checked = text.map(|text| check_text(field, text, max)).transpose();
            if let Some(value) = faults.take(checked) {
                *profile.text_mut(field) = value;
            }
        }
        if let Some(tag) = &self.locale
            && let Some(tag) = faults.take(locale::parse("locale", tag))
        {
            profile.locale = tag;
        }
        if let Some(zone) = &self.time_zone {
            match zones::parse(zone) {
                Some(zone) => profile.time_zone = zone.name().to_owned(),
                None => faults.push(Fault::new("time_zone", "time_zone_unknown")),
            }
        }
        if let Some(show) = self.show_name {
            profile.show_name = show;
        }
    }
}

impl Profile {
    fn text_mut(&mut self, field: &str) -> &mut Option<String> {
        match field {
            "first_name" => &mut self.first_name,
            "last_name" => &mut self.last_name,
            "bio" => &mut self.bio,
            "location" => &mut self.location,
            "profile_picture_url" => &mut self.profile_picture_url,
            "linkedin_profile_url" => &mut self.linkedin_profile_url,
            _ => &mut self.github_profile_url,
        }
    }
}

fn check_text(field: &'static str, text: &str, max: usize) -> Result<String, Fault> {
    let normal: String = text.nfc().take(max + 1).collect();
    if normal.chars().count() > max {
        return Err(Fault::new(field, "too_long").with("max", max));
    }
    let control = |c: char| c.is_control() && !(field == "bio" && matches!(c, '\n' | '\r' | '\t'));
    if normal.chars().any(control) {
        return Err(Fault::new(field, "control_characters"));
    }
    if field.ends_with("_url") && !is_web_address(&normal) {
        return Err(Fault::new(field, "url_invalid"));
    }
    Ok(normal)
}

/// Whether a text is an absolute `http` or `https` URL without credentials.
pub(crate) fn is_web_address(text: &str) -> bool {
    let Ok(url) = url::Url::parse(text) else { return false };
    let written = text.starts_with("http://") || text.starts_with("https://");
    written && url.has_host() && url.username().is_empty() && url.password().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_absolute_http() {
        for bad in ["javascript:alert(1)", "//x.de", "ftp://x.de", "http:x", "https://u:p@x.de"] {
            assert!(check_text("github_profile_url", bad, 255).is_err(), "{bad}");
        }
        assert!(check_text("github_profile_url", "https://github.com/ana", 255).is_ok());
    }
}
