//! Invitations: what they are, and addresses picked out of pasted text.

use unicode_normalization::UnicodeNormalization;

use crate::error::{Fault, Faults};
use crate::{EmailAddress, Id, Time};

/// The longest name and message, in characters.
const MAX_NAME: usize = 100;
const MAX_MESSAGE: usize = 1000;
/// Invitations that are made at once, at most.
pub const MAX_AT_ONCE: usize = 1000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationStatus {
    Sent,
    /// Its code was scanned, or its link opened.
    Accepted,
    /// The invited address registered and was proved.
    Converted,
    /// Its time ran out; no row says so, the clock does.
    Expired,
    Revoked,
}

impl InvitationStatus {
    pub const ALL: [InvitationStatus; 5] = [
        InvitationStatus::Sent,
        InvitationStatus::Accepted,
        InvitationStatus::Converted,
        InvitationStatus::Expired,
        InvitationStatus::Revoked,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            InvitationStatus::Sent => "SENT",
            InvitationStatus::Accepted => "ACCEPTED",
            InvitationStatus::Converted => "CONVERTED",
            InvitationStatus::Expired => "EXPIRED",
            InvitationStatus::Revoked => "REVOKED",
        }
    }

    /// Takes the names without regard to case.
    pub fn parse(text: &str) -> Option<Self> {
        InvitationStatus::ALL.into_iter().find(|status| status.as_str().eq_ignore_ascii_case(text))
    }

    /// Whether it still leads in.
    pub fn is_open(self) -> bool {
        matches!(self, InvitationStatus::Sent | InvitationStatus::Accepted)
    }
}

/// A member invites somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    pub id: Id,
    pub inviter_id: Id,
    /// The inviter's nickname when it was sent; the link names it.
    pub inviter: String,
    /// Whom, as far as that was not erased: some time after an invitation has
    /// ended nobody needs to know any more.
    pub name: Option<String>,
    pub email: Option<String>,
    pub message: Option<String>,
    /// As it is kept: never `Expired`.
    pub kept: InvitationStatus,
    pub created_at: Time,
    pub expires_at: Time,
    pub accepted_at: Option<Time>,
    pub converted_at: Option<Time>,
    /// Who registered through it: one person at most.
    pub used_by: Option<Id>,
}

impl Invitation {
    pub fn status(&self, now: Time) -> InvitationStatus {
        match self.kept.is_open() && self.expires_at <= now {
            true => InvitationStatus::Expired,
            false => self.kept,
        }
    }
}

/// Which invitations are looked for; empty means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvitationQuery {
    pub status: Option<InvitationStatus>,
    pub inviter: Option<Id>,
    /// Sent at this moment or later.
    pub created_from: Option<Time>,
    /// Sent before this moment.
    pub created_to: Option<Time>,
}

impl InvitationQuery {
    /// Ties a cursor to this query.
    pub fn fingerprint(&self) -> String {
        format!("invitations {self:?}")
    }
}

/// How many there have been. One that was accepted and then converted counts
/// as both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InvitationStats {
    pub sent: u64,
    /// Open, and not accepted yet.
    pub waiting: u64,
    /// Accepted and still open.
    pub opened: u64,
    pub accepted: u64,
    pub converted: u64,
    pub expired: u64,
    pub revoked: u64,
}

/// What is said of somebody who is to be invited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitee {
    pub name: String,
    pub email: String,
    pub message: Option<String>,
}

/// An invitee of whom everything keeps the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedInvitee {
    pub name: String,
    pub email: EmailAddress,
    pub message: Option<String>,
}

impl Invitee {
    /// Every faulty field is noted.
    pub fn check(&self, faults: &mut Faults) -> Option<CheckedInvitee> {
        let name = faults.take(check_name(&self.name));
        let email = match self.email.trim().is_empty() {
            true => faults.take(Err(Fault::new("email", "required"))),
            false => faults.take(EmailAddress::parse("email", &self.email)),
        };
        let message = faults.take(check_message(self.message.as_deref()));
        Some(CheckedInvitee { name: name?, email: email?, message: message? })
    }
}

/// One line of 1 to 100 characters.
pub fn check_name(name: &str) -> Result<String, Fault> {
    let name: String = name.trim().nfc().take(MAX_NAME + 1).collect();
    match () {
        () if name.is_empty() => Err(Fault::new("name", "required")),
        () if name.chars().count() > MAX_NAME => {
            Err(Fault::new("name", "too_long").with("max", MAX_NAME))
        }
        () if name.chars().any(char::is_control) => Err(Fault::new("name", "control_characters")),
        () => Ok(name),
    }
}

/// At most 1,000 characters, on as many lines as wanted; blank is none.
pub fn check_message(message: Option<&str>) -> Result<Option<String>, Fault> {
    let message = message.map(str::trim).filter(|message| !message.is_empty());
    let Some(message) = message else { return Ok(None) };
    let message: String = message.nfc().take(MAX_MESSAGE + 1).collect();
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    match () {
        () if message.chars().count() > MAX_MESSAGE => {
            Err(Fault::new("message", "too_long").with("max", MAX_MESSAGE))
        }
        () if message.chars().any(control) => Err(Fault::new("message", "control_characters")),
        () => Ok(Some(message)),
    }
}

/// The addresses that a text holds, each once and in their order, with the
/// names that stand before them (`Ana López <ana@example.org>`), else with what
/// stands before the `@`.
pub fn pick(text: &str) -> Vec<(String, EmailAddress)> {
    let mut found: Vec<(String, EmailAddress)> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    // Where the entry begins that an address belongs to.
    let mut start = 0;
    let mut from = 0;
    while let Some(at) = text[from..].find('@').map(|at| from + at) {
        let begin = text[start..at].rfind(|c| !is_local(c)).map_or(start, |before| {
            let before = start + before;
            before + text[before..].chars().next().map_or(1, char::len_utf8)
        });
        let rest = &text[at + 1..];
        let end = at + 1 + rest.find(|c: char| !is_host(c)).unwrap_or(rest.len());
        from = end.max(at + 1);
        // A sentence may end behind it, and begin before it.
        let candidate = text[begin..end].trim_matches(|c: char| ".,;:!?'-".contains(c));
        let Ok(email) = EmailAddress::parse("email", candidate) else { continue };
        let name = name_before(&text[start..begin]).unwrap_or_else(|| email.local_part().into());
        start = end;
        if seen.insert(email.as_str().to_owned()) {
            found.push((name, email));
        }
    }
    found
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

fn is_host(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '.'
}

/// The name in `…; "López, Ana" <`: what stands between the entry before and
/// the angle bracket.
fn name_before(text: &str) -> Option<String> {
    let text = text.trim_end().strip_suffix('<')?.trim_end();
    let separators = [',', ';', '\n', '\r', '\t', '>', '|'];
    let quoted = text.strip_suffix('"').and_then(|inner| inner.rsplit_once('"'));
    let name = match quoted {
        Some((_, inner)) => inner,
        None => text.rsplit(separators).next().unwrap_or_default(),
    };
    check_name(name.trim().trim_matches('"')).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn picked(text: &str) -> Vec<(String, String)> {
        pick(text).into_iter().map(|(name, email)| (name, email.to_string())).collect()
    }

    #[test]
    fn addresses_are_picked_out_of_what_people_paste() {
        let pair = |name: &str, email: &str| (name.to_owned(), email.to_owned());
        for (text, wanted) in [
            ("", vec![]),
            ("nobody @ home, a@b, @, @@", vec![]),
            ("ana@example.org", vec![pair("ana", "ana@example.org")]),
            (
                "Ana López <Ana@Example.ORG>, \"Bo, the Bear\" <bo@example.org>; c.d@example.org",
                vec![
                    pair("Ana López", "ana@example.org"),
                    pair("Bo, the Bear", "bo@example.org"),
                    pair("c.d", "c.d@example.org"),
                ],
            ),
            (
                "Write to (ana@example.org). Or bo@example.org! ana@example.org again",
                vec![pair("ana", "ana@example.org"), pair("bo", "bo@example.org")],
            ),
            (
                "1\tEve\teve@example.org\n2\tIvan\tivan@пример.рф\n",
                vec![pair("eve", "eve@example.org"), pair("ivan", "ivan@xn--e1afmkfd.xn--p1ai")],
            ),
            ("mailto:ana@example.org?subject=x", vec![pair("ana", "ana@example.org")]),
            ("Öö <o@example.org>", vec![pair("Öö", "o@example.org")]),
        ] {
            assert_eq!(picked(text), wanted, "{text}");
        }
    }

    #[test]
    fn every_fault_of_an_invitee_is_noted() {
        let check = |name: &str, email: &str, message: &str| {
            let mut faults = Faults::default();
            let invitee = Invitee {
                name: name.to_owned(),
                email: email.to_owned(),
                message: Some(message.to_owned()),
            };
            let checked = invitee.check(&mut faults);
            (checked, faults.0.iter().map(|f| f.field.to_string()).collect::<Vec<_>>())
        };
        let (checked, faults) = check("  Ana ", "Ana@Example.org", " Hi\nthere ");
        let checked = checked.unwrap();
        assert_eq!((checked.name.as_str(), checked.email.as_str()), ("Ana", "ana@example.org"));
        assert_eq!((checked.message.as_deref(), faults.len()), (Some("Hi\nthere"), 0));
        assert_eq!(check("Ana", "a@b.org", " ").0.unwrap().message, None);
        let long = "x".repeat(1001);
        assert_eq!(check("", "", &long).1, ["name", "email", "message"]);
        assert_eq!(check("a\nb", "ana", "a\0").1, ["name", "email", "message"]);
        assert_eq!(check(&"x".repeat(101), "a@b.org", "").1, ["name"]);
    }

    #[test]
    fn time_ends_what_is_open_and_nothing_else() {
        let at = |text: &str| crate::clock::parse(text).unwrap();
        let mut invitation = Invitation {
            id: Id::nil(),
            inviter_id: Id::nil(),
            inviter: "ana".into(),
            name: None,
            email: None,
            message: None,
            kept: InvitationStatus::Accepted,
            created_at: at("2026-03-01"),
            expires_at: at("2026-03-15"),
            accepted_at: None,
            converted_at: None,
            used_by: None,
        };
        assert_eq!(invitation.status(at("2026-03-14")), InvitationStatus::Accepted);
        assert_eq!(invitation.status(at("2026-03-15")), InvitationStatus::Expired);
        for kept in [InvitationStatus::Converted, InvitationStatus::Revoked] {
            invitation.kept = kept;
            assert_eq!(invitation.status(at("2027-01-01")), kept);
        }
    }

    proptest! {
        #[test]
        fn picking_never_panics_and_gives_each_address_once(text in "[\\PC\n@<>\",;.]{0,120}") {
            let found = picked(&text);
            let mut emails: Vec<&String> = found.iter().map(|(_, email)| email).collect();
            let count = emails.len();
            emails.sort();
            emails.dedup();
            prop_assert_eq!(emails.len(), count);
            prop_assert!(found.iter().all(|(name, _)| check_name(name).is_ok()));
        }

        #[test]
        fn what_was_picked_is_picked_again(names in proptest::collection::vec("[a-z]{1,8}", 1..6)) {
            let text: Vec<String> = names.iter().map(|n| format!("\"{n}\" <{n}@example.org>")).collect();
            let once = picked(&text.join(", "));
            let again: Vec<String> = once.iter().map(|(n, e)| format!("{n} <{e}>")).collect();
            prop_assert_eq!(picked(&again.join("\n")), once);
        }
    }
}
