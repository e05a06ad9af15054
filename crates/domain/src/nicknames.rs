//! Nicknames: which are taken, and how one is drawn.

use std::fmt;

use serde::Serialize;

use crate::Random;
use crate::error::Fault;

/// Names that belong to routes or would mislead.
const RESERVED: [&str; 39] = [
    "about",
    "abuse",
    "account",
    "admin",
    "administrator",
    "analytics",
    "anonymous",
    "api",
    "assets",
    "audit",
    "events",
    "health",
    "help",
    "home",
    "invite",
    "invitations",
    "login",
    "logout",
    "mailbox",
    "manager",
    "me",
    "metrics",
    "moderator",
    "null",
    "official",
    "password",
    "post",
    "postmaster",
    "profile",
    "register",
    "root",
    "roster",
    "security",
    "setup",
    "staff",
    "support",
    "system",
    "user",
    "webmaster",
];

const VERBS: [&str; 48] = [
    "baking",
    "blinking",
    "bouncing",
    "building",
    "carving",
    "chasing",
    "climbing",
    "counting",
    "dancing",
    "dashing",
    "digging",
    "diving",
    "drawing",
    "dreaming",
    "drifting",
    "exploring",
    "floating",
    "flying",
    "gliding",
    "glowing",
    "growing",
    "humming",
    "hopping",
    "juggling",
    "jumping",
    "laughing",
    "leaping",
    "marching",
    "mending",
    "painting",
    "paddling",
    "planting",
    "reading",
    "resting",
    "roaming",
    "rowing",
    "running",
    "sailing",
    "singing",
    "skating",
    "sketching",
    "skipping",
    "smiling",
    "soaring",
    "strolling",
    "surfing",
    "waving",
    "whistling",
];

const NOUNS: [&str; 48] = [
    "acorn", "badger", "beaver", "birch", "bison", "cedar", "cloud", "comet", "coral", "crane",
    "deer", "dolphin", "eagle", "falcon", "fern", "finch", "fox", "gecko", "heron", "ibex",
    "island", "jaguar", "kestrel", "koala", "lake", "lark", "lemur", "lynx", "maple", "marmot",
    "meadow", "moose", "otter", "owl", "panda", "pebble", "pine", "puffin", "rabbit", "raven",
    "river", "robin", "salmon", "seal", "sparrow", "tiger", "walrus", "willow",
];

/// The public identity: 3 to 50 of `A-Z a-z 0-9 _ -`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Nickname(String);

impl Nickname {
    pub fn parse(field: &'static str, text: &str) -> Result<Self, Fault> {
        let count = text.chars().count();
        if !(3..=50).contains(&count) {
            return Err(Fault::new(field, "nickname_length").with("min", 3).with("max", 50));
        }
        if !text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
            return Err(Fault::new(field, "nickname_characters"));
        }
        if RESERVED.contains(&text.to_ascii_lowercase().as_str()) {
            return Err(Fault::new(field, "nickname_reserved"));
        }
        Ok(Nickname(text.to_owned()))
    }

    /// Draws *verb_noun_number*; each failed `attempt` widens the number.
    pub fn generate(random: &Random, attempt: u32) -> Self {
        let pick = |list: &[&'static str]| list[random.below(list.len() as u64) as usize];
        let span = 10u64.pow(3 + attempt.min(12));
        Nickname(format!("{}_{}_{}", pick(&VERBS), pick(&NOUNS), random.below(span)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form on which nicknames are unique.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for Nickname {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nicknames_refuse_reserved_words_and_look_alikes() {
        for text in ["ab", "Admin", "me", "ana lopez", "аna", "x\0y", "a/b", &"x".repeat(51)] {
            assert!(Nickname::parse("nickname", text).is_err(), "{text:?}");
        }
        assert!(Nickname::parse("nickname", "leaping_otter_482").is_ok());
    }

    proptest! {
        #[test]
        fn a_nickname_is_taken_exactly_when_its_letters_allow(text in "[A-Za-z0-9_-]{3,50}") {
            let reserved = RESERVED.contains(&text.to_ascii_lowercase().as_str());
            prop_assert_eq!(Nickname::parse("nickname", &text).is_ok(), !reserved);
        }

        #[test]
        fn generated_nicknames_are_valid(seed in any::<u64>(), attempt in 0u32..40) {
            let random = Random::Seeded(std::sync::Arc::new(seed.into()));
            let name = Nickname::generate(&random, attempt);
            prop_assert!(Nickname::parse("nickname", name.as_str()).is_ok());
        }
    }
}
