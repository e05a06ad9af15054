//! What the next page says, once: carried in a cookie over a redirect.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use views::Texts;
use views::forms::FieldFault;

/// The longest cookie value that is read or written, in octets.
const MAX: usize = 3500;
/// Seconds within which the next page has to be asked for.
const SECONDS: i64 = 60;
/// The same where the password is asked for in between.
const WAITING_SECONDS: i64 = 15 * 60;

/// A message; with a faulty form, also what was typed and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// Its text is `flash-CODE`.
    #[serde(rename = "c")]
    pub code: String,
    #[serde(rename = "t", default, skip_serializing_if = "Vec::is_empty")]
    pub typed: Vec<(String, String)>,
    #[serde(rename = "f", default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FieldFault>,
}

#[derive(Serialize)]
pub struct Shown {
    kind: &'static str,
    text: String,
}

impl Flash {
    pub fn new(code: &str) -> Flash {
        Flash { code: code.to_owned(), ..Flash::default() }
    }

    pub fn with(self, typed: Vec<(String, String)>, faults: Vec<FieldFault>) -> Flash {
        Flash { typed, faults, ..self }
    }

    /// How long a browser keeps it. Without a code it carries what was typed
    /// past the page that asks for the password.
    pub fn seconds(&self) -> i64 {
        if self.code.is_empty() { WAITING_SECONDS } else { SECONDS }
    }

    pub fn parse(cookie: &str) -> Option<Flash> {
        if cookie.len() > MAX {
            return None;
        }
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cookie).ok()?).ok()
    }

    /// The cookie's value; what was typed goes when it is too long.
    pub fn cookie(&self) -> String {
        let encode =
            |flash: &Flash| URL_SAFE_NO_PAD.encode(serde_json::to_vec(flash).unwrap_or_default());
        let whole = encode(self);
        match whole.len() <= MAX {
            true => whole,
            false => encode(&Flash::new(&self.code)),
        }
    }

    /// What was typed into a field.
    pub fn value(&self, field: &str) -> Option<&str> {
        self.typed.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    pub fn shown(&self, texts: &Texts, locale: &str) -> Option<Shown> {
        let key = format!("flash-{}", self.code.replace('_', "-"));
        let sound = self.code.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if !sound || !texts.has(views::FALLBACK, &key) {
            return None;
        }
        Some(Shown { kind: kind(&self.code), text: texts.get(locale, &key, &[]) })
    }
}

impl Shown {
    pub fn error(text: String) -> Shown {
        Shown { kind: "error", text }
    }
}

fn kind(code: &str) -> &'static str {
    match code {
        "invalid_credentials" => "error",
        _ if code.ends_with("_error") => "error",
        "email_change_pending" | "deletion_requested" => "info",
        _ => "success",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flash_survives_its_cookie_and_strange_ones_say_nothing() {
        let fault = FieldFault { field: "nickname".into(), text: "Too long".into() };
        let typed = vec![("username".to_owned(), "é;,\"".to_owned())];
        let flash = Flash::new("profile_error").with(typed, vec![fault]);
        let back = Flash::parse(&flash.cookie()).unwrap();
        assert_eq!(back, flash);
        assert_eq!(back.value("username"), Some("é;,\""));
        assert_eq!(Flash::parse("%%%"), None);

        let texts = Texts::load(None, "en").unwrap();
        for strange in ["", "no_such_text", "../x", "profile_error\n"] {
            assert!(Flash::new(strange).shown(&texts, "en").is_none(), "{strange:?}");
        }
    }

    #[test]
    fn too_much_is_left_out() {
        let typed = vec![("username".to_owned(), "x".repeat(5000))];
        let flash = Flash::new("profile_error").with(typed, Vec::new());
        assert_eq!(Flash::parse(&flash.cookie()), Some(Flash::new("profile_error")));
    }
}
