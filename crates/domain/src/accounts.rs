//! Accounts: addresses, nicknames, passwords, and the person they belong to.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use crate::error::Fault;
use crate::{Id, Profile, Role, Time};

/// An e-mail address in its normalised form: trimmed, lower case, the domain
/// in ASCII (IDNA, RFC 5891). At most 254 octets (RFC 5321, 4.5.3.1.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Takes what RFC 5321 calls a dot-string of ASCII letters before the
    /// `@`, and a host name of two labels at least behind it.
    pub fn parse(field: &'static str, text: &str) -> Result<Self, Fault> {
        let invalid = || Fault::new(field, "email_invalid");
        let text = text.trim();
        if text.len() > 1024 {
            return Err(Fault::new(field, "too_long").with("max", 254));
        }
        let folded: String = text.nfkc().collect::<String>().to_lowercase();
        let (local, domain) = folded.rsplit_once('@').ok_or_else(invalid)?;
        let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        if local.is_empty()
            || local.len() > 64
            || !local.split('.').all(|part| !part.is_empty() && part.chars().all(atom))
        {
            return Err(invalid());
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| invalid())?;
        let label =
            |l: &str| !l.is_empty() && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let labels: Vec<&str> = domain.split('.').collect();
        if labels.len() < 2
            || !labels.iter().all(|l| label(l))
            || labels.last().is_some_and(|top| top.chars().all(|c| c.is_ascii_digit()))
        {
            return Err(invalid());
        }
        let address = format!("{local}@{domain}");
        if address.len() > 254 {
            return Err(Fault::new(field, "too_long").with("max", 254));
        }
        Ok(EmailAddress(address))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn local_part(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }

    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// Enough to recognise an address in a log, and not enough to use it.
    pub fn masked(&self) -> String {
        let first = self.0.chars().next().unwrap_or('*');
        format!("{first}***@{}", self.domain())
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A password that keeps the rules, in NFC. Never shown, never serialised.
#[derive(Clone)]
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// Length in characters (NIST SP 800-63B, 5.1.1.2).
    pub const MIN: usize = 8;
    pub const MAX: usize = 128;

    /// Checks a new password: length, and how hard it is to guess (zxcvbn,
    /// 2 of 4 at least) by someone who knows `own` names. zxcvbn's word lists
    /// hold the common passwords.
    pub fn check(field: &'static str, text: &str, own: &[&str]) -> Result<Self, Fault> {
        let normal: String = text.nfc().take(Self::MAX + 1).collect();
        let count = normal.chars().count();
        if count < Self::MIN {
            return Err(Fault::new(field, "password_short").with("min", Self::MIN));
        }
        if count > Self::MAX {
            return Err(Fault::new(field, "password_long").with("max", Self::MAX));
        }
        if normal.contains('\0') {
            return Err(Fault::new(field, "control_characters"));
        }
        let estimate = zxcvbn::zxcvbn(&normal, own);
        if estimate.score() < zxcvbn::Score::Two {
            use zxcvbn::feedback::Warning;
            let common = matches!(
                estimate.feedback().and_then(|f| f.warning()),
                Some(
                    Warning::ThisIsATop10Password
                        | Warning::ThisIsATop100Password
                        | Warning::ThisIsACommonPassword
                        | Warning::ThisIsSimilarToACommonlyUsedPassword
                )
            );
            let code = if common { "password_common" } else { "password_weak" };
            return Err(Fault::new(field, code));
        }
        Ok(Password(normal))
    }

    /// A password given to sign in: normalised, otherwise taken as it is. One
    /// that is too long to be anybody's becomes one that matches nothing.
    pub fn given(text: &str) -> Self {
        let normal: String = text.nfc().take(Self::MAX + 1).collect();
        Password(normal)
    }

    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A person as services and doors see them; never the password's hash.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    pub id: Id,
    pub nickname: String,
    pub email: String,
    pub email_verified: bool,
    pub profile: Profile,
    pub extra: Map<String, Value>,
    pub role: Role,
    pub is_professional: bool,
    pub professional_status_updated_at: Option<Time>,
    pub last_login_at: Option<Time>,
    pub failed_login_attempts: i32,
    pub is_locked: bool,
    pub locked_at: Option<Time>,
    /// Who locked: failures end by themselves, a person's lock does not.
    pub locked_by: Option<LockedBy>,
    /// When the account is to be erased, if its owner asked for that.
    pub delete_after: Option<Time>,
    /// What they then want done with what they wrote.
    pub leaving_posts: Option<Posts>,
    pub mailing_list: bool,
    /// The content hash of the uploaded picture, in lower hex.
    pub picture: Option<String>,
    pub created_at: Time,
    pub updated_at: Time,
    /// Rises with every change that a reader could see; the `ETag`.
    pub version: i64,
}

impl User {
    /// An active administrator counts for the last-administrator rule.
    pub fn is_active_admin(&self) -> bool {
        self.role == Role::Admin
            && self.email_verified
            && !self.is_locked
            && self.delete_after.is_none()
    }
}

/// What becomes of a person's posts when the account is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posts {
    /// They stay, without an author.
    Keep,
    Delete,
}

impl Posts {
    pub fn as_str(self) -> &'static str {
        match self {
            Posts::Keep => "keep",
            Posts::Delete => "delete",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Posts::Keep, Posts::Delete].into_iter().find(|p| p.as_str() == text)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockedBy {
    Failures,
    Person,
}

impl LockedBy {
    pub fn as_str(self) -> &'static str {
        match self {
            LockedBy::Failures => "failures",
            LockedBy::Person => "person",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [LockedBy::Failures, LockedBy::Person].into_iter().find(|l| l.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn email(text: &str) -> Option<String> {
        EmailAddress::parse("email", text).ok().map(|e| e.0)
    }

    #[test]
    fn addresses_are_normalised() {
        assert_eq!(email("  Ana.Lopez@Example.ORG "), Some("ana.lopez@example.org".into()));
        assert_eq!(email("a@bücher.example"), Some("a@xn--bcher-kva.example".into()));
        assert_eq!(email("ａna@example.org"), Some("ana@example.org".into()));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        for text in [
            "",
            "@",
            "a@",
            "@b.c",
            "a b@c.de",
            "a@b",
            "a..b@c.de",
            ".a@c.de",
            "a@c..de",
            "a@c.de\r\nBcc: x@y.z",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "а@example.org",
            "a\0@c.de",
            "\"a b\"@c.de",
            "a@-c.de",
            "<a@c.de>",
            &long,
        ] {
            assert_eq!(email(text), None, "{text:?}");
        }
    }

    #[test]
    fn passwords_know_common_ones_and_own_names() {
        let code =
            |text: &str, own: &[&str]| Password::check("password", text, own).err().map(|f| f.code);
        assert_eq!(code("short", &[]), Some("password_short"));
        assert_eq!(code(&"ab1".repeat(50), &[]), Some("password_long"));
        assert_eq!(code("password", &[]), Some("password_common"));
        assert!(code("leonardo.ibanez", &["leonardo", "ibanez", "leonardo.ibanez"]).is_some());
        assert_eq!(code("correct horse battery staple", &[]), None);
        assert_eq!(code("  plum tractor 77  ", &[]), None);
    }

    proptest! {
        // Estimating a password is slow where nothing is optimised.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn parsing_an_address_never_panics_and_is_idempotent(text in "\\PC{0,80}") {
            if let Some(once) = email(&text) {
                prop_assert!(once.len() <= 254);
                prop_assert_eq!(email(&once), Some(once.clone()));
            }
        }

        #[test]
        fn plain_addresses_are_taken(local in "[a-z0-9]{1,20}", host in "[a-z]{1,20}") {
            let text = format!("{local}@{host}.org");
            prop_assert_eq!(email(&text.to_uppercase()), Some(text));
        }

        #[test]
        fn composed_and_decomposed_passwords_are_one(text in "\\PC{8,60}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(Password::given(&text).0, Password::given(&decomposed).0);
        }

        #[test]
        fn checking_a_password_never_panics(text in "\\PC{0,140}") {
            let _ = Password::check("password", &text, &["ana"]);
        }
    }
}
