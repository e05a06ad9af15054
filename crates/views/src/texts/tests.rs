use std::collections::BTreeSet;
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
const FAULTS: [&str; 26] = [
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
    "passwords_differ",
    "wrong_password",
    "role_unknown",
    "role_not_grantable",
    "locale_invalid",
    "time_zone_unknown",
    "time_invalid",
    "cursor_invalid",
    "sort_unknown",
];

fn english() -> check::Messages {
    check::built_in("en")
}

#[test]
fn every_language_is_whole_and_fits_its_arguments() {
    let english = english();
    assert!(english.len() > 100);
    let mut faults = Vec::new();
    for offered in domain::locale::OFFERED {
        let texts = check::built_in(offered.tag);
        let found = check::compare(offered.tag, &texts, &english);
        faults.extend(found.iter().map(|(key, fault)| format!("{} {key}: {fault}", offered.tag)));
        let missing = english.keys().filter(|key| !texts.contains_key(*key));
        faults.extend(missing.map(|key| format!("{} {key}: missing", offered.tag)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_message_stands_twice() {
    for offered in domain::locale::OFFERED {
        let mut seen = BTreeSet::new();
        for path in BuiltIn::iter().filter(|path| path.starts_with(&format!("{}/", offered.tag))) {
            let source = String::from_utf8(BuiltIn::get(&path).unwrap().data.into_owned()).unwrap();
            for line in source.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase())) {
                let key = line.split(' ').next().unwrap().to_owned();
                assert!(seen.insert(key.clone()), "{path}: {key} stands twice");
            }
        }
    }
}

/// A key stands somewhere as it is, or as a beginning such as `"flash-"` and
/// the rest of it, perhaps in the code's own spelling (`not_json`).
#[test]
fn every_message_is_asked_for() {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut words = BTreeSet::new();
    let mut files = sources(&root.join("crates"));
    files.extend(templates(&root.join("templates")));
    for path in files {
        let source = fs::read_to_string(&path).unwrap();
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        for part in source.split(|c: char| !word(c)) {
            words.insert(part.to_ascii_lowercase().replace(['_', '.'], "-"));
        }
    }
    // Said by the callers of `key` and `Field`.
    words.extend(["error-", "title-", "fault-", "field-", "hint-"].map(str::to_owned));
    let has = |word: &str| words.contains(word);
    let cuts = |text: &str| text.match_indices('-').map(|(at, _)| at).collect::<Vec<_>>();
    // A value, with an end such as `"-title"`, or one of a field's choices.
    let rest_asked = |start: &str, rest: &str| {
        let ended = |at: usize| has(&rest[at..]) || (start == "option-" && has(&rest[at + 1..]));
        has(rest) || cuts(rest).into_iter().any(|at| has(&rest[..at]) && ended(at))
    };
    let asked = |key: &str| {
        let key = key.to_ascii_lowercase().replace('_', "-");
        let split = |at: usize| has(&key[..=at]) && rest_asked(&key[..=at], &key[at + 1..]);
        has(&key) || cuts(&key).into_iter().any(split)
    };
    let unused: Vec<_> = english().into_keys().filter(|key| !asked(key)).collect();
    assert!(unused.is_empty(), "nothing asks for {unused:?}");
    assert!(!asked("page-nobody-knows") && asked("error-forbidden"));
}

fn templates(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { templates(&path) } else { vec![path] }).collect()
}

#[test]
fn plural_forms_are_those_that_a_language_needs() {
    use check::missing_forms;
    assert_eq!(missing_forms("en", &["one"], "other"), [""; 0]);
    assert_eq!(missing_forms("en", &["1"], "other"), [""; 0]);
    assert_eq!(missing_forms("ru", &["one", "few"], "other"), [""; 0]);
    assert_eq!(missing_forms("ru", &["one", "few"], "many"), [""; 0]);
    assert_eq!(missing_forms("ru", &["one"], "other"), ["few", "many"]);
    assert_eq!(missing_forms("ar", &["one", "two", "few", "many"], "other"), ["zero"]);
    assert_eq!(missing_forms("ar-EG", &["0", "1", "2", "few", "many"], "other"), [""; 0]);
    // Not about plurals.
    assert_eq!(missing_forms("ru", &["minutes"], "other"), [""; 0]);
    assert_eq!(missing_forms("ru", &["1", "2"], "3"), [""; 0]);
    assert_eq!(missing_forms("ru", &["1"], "other"), [""; 0]);
}

#[test]
fn a_folder_is_looked_through() {
    let folder = Folder::new("checked");
    folder.write("en/site.ftl", "site-only = New\nverified = Done, { $name }");
    folder.write(
        "ru/site.ftl",
        "admin-users-total = { $count ->\n    [one] x\n   *[other] { $n }\n}",
    );
    folder.write("es-MX/site.ftl", "verified = Ya\n\nbroken = { $");
    folder.write("it/site.ftl", "language-name = Italiano\nverified = Fatto");
    let findings = check(&folder.0).unwrap();
    let of = |language: &str| {
        let own = findings.iter().filter(|f| f.language == language);
        own.map(|f| format!("{}: {}", f.text, f.fault)).collect::<Vec<_>>()
    };
    assert_eq!(
        of("en"),
        ["site-only: unused: nothing asks for it", "verified: mentions $name, which is not given"]
    );
    assert_eq!(
        of("ru"),
        [
            "admin-users-total: $count has no plural form for: few, many",
            "admin-users-total: mentions $n, which is not given",
        ]
    );
    let spanish = of("es-MX");
    assert!(
        spanish.len() == 1 && spanish[0].starts_with("site.ftl: site.ftl, line 3: "),
        "{spanish:?}"
    );
    let italian = of("it");
    assert_eq!(italian.len(), english().len() - 1);
    assert!(italian.contains(&"title-busy: missing".to_owned()));
    assert!(check(&folder.0.join("en")).is_err());
    assert!(check(&folder.0.join("none")).is_err());
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
    let english = english();
    for code in codes {
        for kind in ["error", "title"] {
            assert!(english.contains_key(&key(kind, code)), "{kind} of {code}");
        }
    }
}

#[test]
fn every_fault_in_the_sources_has_its_text_and_arguments() {
    let english = english();
    for code in FAULTS {
        assert!(english.contains_key(&key("fault", code)), "{code}");
    }
    let mut seen = 0;
    for path in sources(&PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))) {
        let source = fs::read_to_string(&path).unwrap();
        for (code, given) in faults(&source) {
            let key = key("fault", &code);
            let wanted = english.get(&key).unwrap_or_else(|| panic!("{path:?}: no {key}"));
            let wanted = &wanted.variables;
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

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        Folder(std::env::temp_dir().join(format!("roster-{name}-{}", std::process::id())))
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_overrides_and_adds_texts() {
    let folder = Folder::new("texts");
    folder.write("en/site.ftl", "verified = Done, { $name }\nonly-here = Here");
    folder.write("de/site.ftl", "verified = Fertig");
    folder.write("fa/site.ftl", "language-name = فارسی\nverified = شد");
    folder.write("pt_BR/site.ftl", "verified = Feito");
    folder.write("tlh/site.ftl", "language-name = tlh\u{202e}Ingan\nlanguage-dir = rtl");
    folder.write("not a language/site.ftl", "verified = ?");
    let texts = Texts::load(Some(&folder.0), "en").unwrap();
    assert_eq!(texts.faults(), [""; 0]);
    assert_eq!(texts.get("en", "verified", &[("name", "007")]), "Done, 007");
    assert_eq!(texts.get("de-AT", "verified", &[]), "Fertig");
    assert_eq!(texts.get("de", "only-here", &[]), "Here");
    assert_eq!(texts.get("en", "title-busy", &[]), "Busy");
    assert_eq!(texts.get("pt-BR", "verified", &[]), "Feito");

    let offered = texts.languages().all();
    let added: Vec<_> = offered[OFFERED.len()..].iter().map(|l| (l.tag, l.name, l.dir)).collect();
    assert_eq!(
        added,
        [("fa", "فارسی", "rtl"), ("pt-BR", "pt-BR", "ltr"), ("tlh", "tlhIngan", "rtl")]
    );
    assert_eq!(texts.languages().find("de").map(|l| l.name), Some("Deutsch"));
}

#[test]
fn what_is_broken_in_a_folder_is_left_out() {
    let folder = Folder::new("broken-texts");
    folder.write("de/site.ftl", "title-busy = Besetzt\n\nverified = { $\n\ntitle-forbidden = Nein");
    folder.write("en/site.ftl", "verified = { $name }");
    fs::write(folder.0.join("en/raw.ftl"), b"title-busy = \xff").unwrap();
    let texts = Texts::load(Some(&folder.0), "en").unwrap();
    let built_in = super::tests::texts();
    assert_eq!(texts.get("de", "title-busy", &[]), "Besetzt");
    assert_eq!(texts.get("de", "title-forbidden", &[]), "Nein");
    assert_eq!(texts.get("de", "verified", &[]), built_in.get("de", "verified", &[]));
    assert_eq!(texts.get("en", "title-busy", &[]), "Busy");
    let faults = texts.faults();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].contains("site.ftl, line 3"), "{faults:?}");
    assert!(faults[1].contains("raw.ftl"), "{faults:?}");
    let gone = Texts::load(Some(&folder.0.join("none")), "en").unwrap();
    assert_eq!(gone.faults().len(), 1);
}

#[test]
fn what_people_wrote_turns_no_text() {
    let texts = texts();
    let hello =
        |locale: &str, name: &str| texts.get(locale, "page-home-hello", &[("nickname", name)]);
    assert_eq!(hello("en", "a\u{202e}b"), "Hello, ab");
    let arabic = hello("ar", "ana\u{2069}\u{202e}_");
    assert!(arabic.contains("\u{2068}ana_\u{2069}"), "{arabic:?}");
}

#[test]
fn texts_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Texts>();
    shared::<crate::Emails>();
}
