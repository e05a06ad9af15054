//! One-time tokens: 256 random bits, kept as a hash only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Proves the address that someone registered with.
    Verification,
    /// Sets a new password.
    Reset,
    /// Sets the first password of an account that someone else made.
    Invitation,
    /// Proves a new address.
    EmailChange,
    /// Takes a change of address back.
    EmailUndo,
    /// Ends a session that its person may not know.
    SessionEnd,
    /// Makes the first administrator.
    Setup,
}

impl Purpose {
    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::Verification => "verification",
            Purpose::Reset => "reset",
            Purpose::Invitation => "invitation",
            Purpose::EmailChange => "email_change",
            Purpose::EmailUndo => "email_undo",
            Purpose::SessionEnd => "session_end",
            Purpose::Setup => "setup",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        use Purpose::*;
        [Verification, Reset, Invitation, EmailChange, EmailUndo, SessionEnd, Setup]
            .into_iter()
            .find(|p| p.as_str() == text)
    }
}

/// The hash under which a secret is kept. A fast hash is enough for 256
/// random bits. `None` for text that cannot be such a secret.
pub fn digest(secret: &str) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(secret).ok()?;
    (bytes.len() == 32).then(|| Sha256::digest(&bytes).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Random;

    #[test]
    fn only_secrets_of_the_right_length_have_a_digest() {
        let secret = Random::System.secret();
        assert_eq!(secret.len(), 43);
        assert_eq!(digest(&secret).map(|d| d.len()), Some(32));
        assert_eq!(digest(&secret[1..]), None);
        assert_eq!(digest("../../etc/passwd"), None);
    }
}
