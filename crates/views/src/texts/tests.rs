use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use domain::Noun;

use super::*;

fn texts() -> Texts {
    Texts::load(None, "en").unwrap()
}

/// Codes that doors and services use beside those of the domain.
const PROBLEMS: [&str; 9] = [
    "method_not_allowed",
    "not_json",
    "too_deep",
    "body_too_large",
    "unsupported_media_type",
    "unsupported_encoding",
    "body_timeout",
    "invalid_request",
    "unsupported_grant_type",
];
const FAULTS: [&str; 28] = [
    "required",
    "unknown_field",
    "read_only",
    "wrong_type",
    "not_boolean",
    "too_long",
    "too_many",
    "duplicate",
    "out_of_range",
    "empty_change",
    "header_too_long",
    "reason_required",
    "email_taken",
    "nickname_taken",
    "email_domain_refused",
    "password_common",
    "password_weak",
    "password_needed",
    "passwords_differ",
    "wrong_password",
    "role_unknown",
    "role_not_grantable",
    "locale_invalid",
    "locale_unknown",
    "time_zone_unknown",
    "time_invalid",
    "cursor_invalid",
    "sort_unknown",
];

/// Each message of a language, with the names that it mentions.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for path in BuiltIn::iter().filter(|path| path.starts_with(&format!("{language}/"))) {
        let source = String::from_utf8(BuiltIn::get(&path).unwrap().data.into_owned()).unwrap();
        let mut key = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                key = line.split(' ').next().unwrap().to_owned();
                let doubled = found.insert(key.clone(), BTreeSet::new());
                assert!(doubled.is_none(), "{path}: {key} stands twice");
            }
            for mention in line.split('$').skip(1) {
                let name: String = mention.chars().take_while(|c| c.is_alphanumeric()).collect();
                found.get_mut(&key).unwrap().insert(name);
            }
        }
    }
    found
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments() {
    let english = messages("en");
    assert!(english.len() > 100);
    for offered in domain::locale::OFFERED {
        assert_eq!(messages(offered.tag), english, "{}", offered.tag);
    }
}

#[test]
fn every_error_and_problem_has_its_texts() {
    // The codes as the domain spells them, so that a new one fails here.
    let source = include_str!("../../../domain/src/error.rs");
    let mut codes: Vec<&str> = source
        .lines()
        .filter_map(|line| line.trim().split_once(" => \"")?.1.strip_suffix("\","))
        .collect();
    assert!(codes.contains(&"user_not_found") && codes.contains(&"storage_full"));
    codes.extend(PROBLEMS);
    let english = messages("en");
    for code in codes {
        for kind in ["error", "title"] {
            assert!(english.contains_key(&key(kind, code)), "{kind} of {code}");
        }
    }
}

#[test]
fn every_fault_in_the_sources_has_its_text_and_arguments() {
    let english = messages("en");
    for code in FAULTS {
        assert!(english.contains_key(&key("fault", code)), "{code}");
    }
    let mut seen = 0;
    for path in sources(&PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))) {
        let source = fs::read_to_string(&path).unwrap();
        for (code, given) in faults(&source) {
            let key = key("fault", &code);
            let wanted = english.get(&key).unwrap_or_else(|| panic!("{path:?}: no {key}"));
            assert!(wanted.is_subset(&given), "{path:?}: {code} wants {wanted:?}");
            seen += 1;
        }
    }
    assert!(seen > 10);
}

/// The Rust files of all crates, without tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found
}

/// Literal codes given to `Fault::new` and `Error::field`, and the names given
/// to `.with` right behind.
fn faults(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let calls = ["Fault::new(", "Error::field("];
    let starts = calls.iter().flat_map(|call| source.match_indices(call));
    let mut found = Vec::new();
    for (at, call) in starts {
        let (arguments, mut rest) = call_at(&source[at + call.len()..]);
        let mut given = BTreeSet::new();
        while let Some(with) = rest.trim_start().strip_prefix(".with(") {
            let (arguments, behind) = call_at(with);
            given.extend(literal(arguments.split(',').next().unwrap()));
            rest = behind;
        }
        let last = arguments.trim().trim_end_matches(',').rsplit(',').next().unwrap();
        found.extend(literal(last).map(|code| (code, given)));
    }
    found
}

/// What stands before the closing parenthesis, and behind it.
fn call_at(text: &str) -> (&str, &str) {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth == 0 {
            return (&text[..at], &text[at + 1..]);
        }
    }
    (text, "")
}

fn literal(text: &str) -> Option<String> {
    Some(text.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

#[test]
fn english_details_are_exact() {
    let texts = texts();
    let taken = |email, nickname| Error::Taken { email, nickname };
    for (error, detail) in [
        (taken(true, true), "Email already exists"),
        (taken(false, true), "Nickname already exists"),
        (Error::Unauthenticated, "Could not validate credentials"),
        (Error::Forbidden, "Operation not permitted"),
        (Error::NotFound(Noun::User), "User not found"),
        (Error::WrongCredentials, "Incorrect email or password."),
        (Error::AccountLocked, "Account locked due to too many failed login attempts."),
        (Error::InvalidVerificationToken, "Invalid or expired verification token"),
        (Error::InvalidResetToken, "Invalid or expired reset token"),
    ] {
        assert_eq!(texts.error("en", &error), detail);
        assert_ne!(texts.error("ru", &error), detail);
    }
    assert_eq!(texts.get("en-GB", "verified", &[]), "Email verified successfully");
    assert_eq!(texts.title("es-MX", &Error::Forbidden), "No permitido");
}

#[test]
fn plurals_follow_the_language() {
    let texts = texts();
    let after = |locale: &str, retry_after| texts.error(locale, &Error::Throttled { retry_after });
    assert_eq!(after("en", 1), "Too many requests. Please try again in 1 second.");
    assert_eq!(after("en", 3600), "Too many requests. Please try again in 60 minutes.");
    assert_eq!(
        after("es", 21),
        "Demasiadas peticiones. Vuelva a intentarlo dentro de 21 segundos."
    );
    assert_eq!(after("ru", 21), "Слишком много запросов. Попробуйте снова через 21 секунду.");
    assert_eq!(after("ru", 3), "Слишком много запросов. Попробуйте снова через 3 секунды.");
    assert_eq!(after("ru", 11), "Слишком много запросов. Попробуйте снова через 11 секунд.");
    let fault = Fault::new("nickname", "nickname_length").with("min", 3).with("max", 50);
    assert_eq!(texts.fault("ru", &fault), "От 3 до 50 символов.");
}

#[test]
fn unknown_languages_get_the_default_and_unknown_keys_themselves() {
    let texts = Texts::load(None, "es-AR").unwrap();
    assert_eq!(texts.get("zz", "title-busy", &[]), "Ocupado");
    assert_eq!(texts.get("", "title-busy", &[]), "Ocupado");
    assert_eq!(texts.get("RU-ru", "title-forbidden", &[]), "Не разрешено");
    assert_eq!(texts.get("ru", "no-such-text", &[]), "no-such-text");
    assert_eq!(texts.get("ru", "no-such-text", &[]), "no-such-text");
    assert_eq!(texts.logged.lock().unwrap().len(), 1);
    assert!(Texts::load(None, "zz").is_err());
}

#[test]
fn a_folder_overrides_and_adds_texts() {
    let folder = std::env::temp_dir().join(format!("roster-texts-{}", std::process::id()));
    for (name, text) in [
        ("en/site.ftl", "verified = Done, { $name }\nonly-here = Here"),
        ("de/site.ftl", "verified = Fertig"),
        ("not a language/site.ftl", "verified = ?"),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let texts = Texts::load(Some(&folder), "en").unwrap();
    assert_eq!(texts.get("en", "verified", &[("name", "007")]), "Done, 007");
    assert_eq!(texts.get("de-AT", "verified", &[]), "Fertig");
    assert_eq!(texts.get("de", "only-here", &[]), "Here");
    assert_eq!(texts.get("en", "title-busy", &[]), "Busy");

    fs::write(folder.join("de/site.ftl"), "verified = Fertig\n\nbroken = { $").unwrap();
    let fault = Texts::load(Some(&folder), "en").err().unwrap();
    assert!(fault.contains("site.ftl, line 3"), "{fault}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn texts_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Texts>();
    shared::<crate::Emails>();
}
