use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;

/// A working folder of its own that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("roster-config-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn with(self, file: &str, text: &str) -> Folder {
        std::fs::write(self.0.join(file), text).unwrap();
        self
    }

    fn load(&self, set: &[&str], environment: &[(&str, &str)]) -> Result<Loaded, Vec<String>> {
        let set = set.iter().map(ToString::to_string).collect();
        self.load_with(&Flags { config: None, set }, environment)
    }

    fn load_with(
        &self,
        flags: &Flags,
        environment: &[(&str, &str)],
    ) -> Result<Loaded, Vec<String>> {
        let environment = environment.iter().map(|(k, v)| (OsString::from(k), OsString::from(v)));
        load_from(flags, environment, &self.0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn loaded(set: &[&str], environment: &[(&str, &str)]) -> Loaded {
    Folder::new().load(set, environment).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn faults(set: &[&str], environment: &[(&str, &str)]) -> Vec<String> {
    Folder::new().load(set, environment).map(|_| ()).unwrap_err()
}

fn source(loaded: &Loaded, key: &str) -> String {
    loaded.entries.iter().find(|e| e.key == key).unwrap().source.clone()
}

fn keys(settings: &Settings) -> Vec<&'static str> {
    weak(settings).into_iter().map(|(key, _)| key).collect()
}

#[test]
fn the_defaults_are_sound_and_not_weak() {
    let loaded = loaded(&[], &[]);
    assert_eq!(loaded.settings.http.listen.port(), 8000);
    assert!(loaded.entries.iter().all(|e| e.source == "default"));
    assert_eq!(weak(&loaded.settings), []);
}

/// Each default passes its own check, in its own type and as text, and each
/// key says what it may be.
#[test]
fn every_setting_has_its_rule() {
    for entry in builtin().unwrap().into_values() {
        let Entry { key, value, .. } = entry;
        assert_eq!(check::check(&key, value.clone()).as_ref(), Ok(&value), "{key}");
        let text = match &value {
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(",")
            }
            value => value.to_string(),
        };
        assert_eq!(Raw::Text(text).like(Some(&value)), Some(value.clone()), "{key}");
        let explained = check::expected(&key) != "expected text";
        let own_words = ["objects.url", "mail.url", "mail.from"].contains(&key.as_str());
        assert!(explained || own_words, "{key}");
        if value.is_integer() {
            assert!(check::check(&key, Value::Integer(-1)).is_err(), "{key}");
            assert!(check::check(&key, Value::Integer(i64::MAX)).is_err(), "{key}");
        }
    }
}

#[test]
fn later_sources_win() {
    let folder = Folder::new()
        .with("roster.toml", "[site]\nname = \"file\"\nlocale = \"es\"\ntime_zone = \"Asia/Tokyo\"")
        .with(".env", "ROSTER_SITE__NAME=dotenv\nROSTER_SITE__LOCALE=ru\nOTHER=x");
    let folder = folder.with("other.toml", "[site]\nname = \"other\"");
    let environment = [("ROSTER_SITE__NAME", "process"), ("ROSTER_TOKEN", "t"), ("PATH", "/")];

    let loaded = folder.load(&["site.name=flag", "site.name=last"], &environment).unwrap();
    assert_eq!(loaded.settings.site.name, "last");
    assert_eq!(loaded.settings.site.locale, "ru");
    assert_eq!(loaded.settings.site.time_zone, "Asia/Tokyo");
    assert_eq!(source(&loaded, "site.name"), "--set");
    assert_eq!(source(&loaded, "site.locale"), ".env ROSTER_SITE__LOCALE");
    assert!(source(&loaded, "site.time_zone").ends_with("roster.toml"));
    assert_eq!(source(&loaded, "site.name").as_str(), "--set");

    let loaded = folder.load(&[], &environment).unwrap();
    assert_eq!(loaded.settings.site.name, "process");
    assert_eq!(source(&loaded, "site.name"), "environment ROSTER_SITE__NAME");

    let named = folder.0.join("other.toml");
    let flags = Flags { config: Some(named.clone()), set: Vec::new() };
    let loaded = folder.load_with(&flags, &[]).unwrap();
    assert_eq!(loaded.settings.site.time_zone, "UTC");
    let environment = [("ROSTER_CONFIG", named.to_str().unwrap())];
    let loaded = folder.load(&[], &environment).unwrap();
    assert_eq!(loaded.settings.site.time_zone, "UTC");
}

#[test]
fn a_named_file_has_to_be_there() {
    for (config, environment) in
        [(Some("gone.toml".into()), vec![]), (None, vec![("ROSTER_CONFIG", "gone.toml")])]
    {
        let flags = Flags { config, set: Vec::new() };
        let faults = Folder::new().load_with(&flags, &environment).map(|_| ()).unwrap_err();
        assert!(faults[0].starts_with("gone.toml: cannot be read: "), "{faults:?}");
    }
}

#[test]
fn lists_and_numbers_come_from_text() {
    let loaded = loaded(
        &["http.cors_origins=https://App.example/, *", "limits.api_per_minute= 5 "],
        &[
            ("ROSTER_HTTP__TRUSTED_PROXIES", "10.0.0.0/8,127.0.0.1, ::1"),
            ("ROSTER_ACCOUNTS__ALLOWED_EMAIL_DOMAINS", "Example.org,@bücher.example,"),
            ("ROSTER_ACCOUNTS__REFUSED_EMAIL_DOMAINS", ""),
            ("ROSTER_ACCOUNTS__REGISTRATION", "invitation"),
            ("ROSTER_LIMITS__ENABLED", "false"),
        ],
    );
    let settings = loaded.settings;
    assert_eq!(settings.http.cors_origins, ["https://app.example", "*"]);
    assert_eq!(settings.limits.api_per_minute, 5);
    let proxies: Vec<_> = settings.http.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["10.0.0.0/8", "127.0.0.1/32", "::1/128"]);
    let domains = settings.accounts.allowed_email_domains;
    assert_eq!(domains, ["example.org", "xn--bcher-kva.example"]);
    assert!(settings.accounts.refused_email_domains.is_empty() && !settings.limits.enabled);
}

#[test]
fn values_come_from_files() {
    let folder = Folder::new()
        .with("secret", "postgres://ana:s3cret@db/roster\n")
        .with("name", "Club\r\n")
        .with("roster.toml", "[database]\nurl_file = \"secret\"");
    let loaded = folder.load(&[], &[("ROSTER_SITE__NAME_FILE", "name")]).unwrap();
    assert_eq!(loaded.settings.database.url, "postgres://ana:s3cret@db/roster");
    assert_eq!(loaded.settings.site.name, "Club");
    assert_eq!(source(&loaded, "site.name"), "environment ROSTER_SITE__NAME_FILE, name");
    let row = rows(&loaded).into_iter().find(|r| r.key == "database.url").unwrap();
    assert_eq!(row.value.as_str(), Some("postgres://ana:***@db/roster"));

    let faults = folder
        .load(
            &["site.locale_file=name", "mail.url_file=gone"],
            &[("ROSTER_MAIL__FROM", "a@b.c"), ("ROSTER_MAIL__FROM_FILE", "name")],
        )
        .map(|_| ())
        .unwrap_err();
    assert_eq!(faults.len(), 3, "{faults:#?}");
    assert_eq!(
        faults[0],
        "mail.from (from environment ROSTER_MAIL__FROM_FILE): mail.from_file is given as well"
    );
    // What the file holds is not repeated.
    assert_eq!(
        faults[1],
        "site.locale (from --set, name): expected one of en, es, ru, de, fr, ar, or one of locales.folder"
    );
    assert!(faults[2].starts_with("mail.url_file: \"gone\" (from --set): cannot be read: "));
}

#[test]
fn every_fault_is_reported_with_key_source_and_expectation() {
    let folder = Folder::new().with(
        "roster.toml",
        "stray = 1\n[http]\nlisten = 8000\nbody_bytes = \"many\"\nshutdown_seconds = 2.5\n\
         cors_origins = [\"x\", 1]\n[site.name]\nx = 1\n[nothing]\nat = \"all\"\n[empty]\n",
    );
    let faults = folder
        .load(
            &["http.listen", "limits.enabled=yes"],
            &[("ROSTER_HTTP__LISTEN", "nonsense"), ("ROSTER_TOKENS__RESET_MINUTES", "0")],
        )
        .map(|_| ())
        .unwrap_err();
    let all = faults.join("\n");
    for expected in [
        "http.listen (from --set): expected section.key=value",
        "http.listen: \"nonsense\" (from environment ROSTER_HTTP__LISTEN): expected an address \
         and port, as 127.0.0.1:8000",
        "tokens.reset_minutes: \"0\" (from environment ROSTER_TOKENS__RESET_MINUTES): expected a \
         number from 1 to 525600",
        "limits.enabled: \"yes\" (from --set): expected true or false",
        "http.listen: 8000 (from file ",
        "http.body_bytes: \"many\" (from file ",
        "http.shutdown_seconds: 2.5 (from file ",
        "http.cors_origins: [\"x\", 1] (from file ",
        "site.name: \"…\" (from file ",
        "stray (from file ",
        "nothing.at (from file ",
    ] {
        assert!(all.contains(expected), "{expected} in\n{all}");
    }
    assert_eq!(faults.len(), 11, "{faults:#?}");
}

#[test]
fn unknown_keys_name_the_nearest() {
    for (set, environment, expected) in [
        (
            vec!["htp.listen=x"],
            vec![],
            "htp.listen (from --set): there is no such setting; did \
            you mean http.listen?",
        ),
        (
            vec![],
            vec![("ROSTER_DATABASE_URL", "postgres://u:s3cret@h/d")],
            "DATABASE_URL (from environment ROSTER_DATABASE_URL): there is no such setting; did \
             you mean ROSTER_DATABASE__URL?",
        ),
        (vec![], vec![("ROSTER_http__listen", "x")], "did you mean ROSTER_HTTP__LISTEN?"),
        (vec![], vec![("ROSTER_MAIL__ULR_FILE", "x")], "did you mean ROSTER_MAIL__URL_FILE?"),
        (vec!["zzzzzz.qqqqqqq=1"], vec![], "config.default.toml lists them all"),
        (vec![], vec![("ROSTER_TOKEN_FILE", "x")], "there is no such setting"),
    ] {
        let faults = faults(&set, &environment);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].contains(expected), "{faults:?}");
        assert!(!faults[0].contains("s3cret"), "{faults:?}");
    }
}

#[test]
fn a_broken_file_is_named_with_its_line_and_without_its_text() {
    let folder = Folder::new()
        .with("roster.toml", "[mail]\nurl = \"smtp://u:s3cret@h\nfrom = 1\n")
        .with(".env", "ROSTER_SITE__NAME='open s3cret\n");
    let faults = folder.load(&[], &[]).map(|_| ()).unwrap_err().join("\n");
    assert!(faults.contains("roster.toml, line 2: "), "{faults}");
    assert!(faults.contains(".env, line 1: ROSTER_SITE__NAME: "), "{faults}");
    assert!(!faults.contains("s3cret"), "{faults}");
}

#[test]
fn bad_values_are_refused() {
    for set in [
        "http.listen=localhost:8000",
        "http.public_url=ftp://x",
        "http.public_url=http:x",
        "http.public_url=https://x?q",
        "http.public_url=https://u:s3cret@x",
        "http.cors_origins=https://x/path",
        "http.trusted_proxies=10.0.0.0/33",
        "http.body_bytes=0",
        "database.url=mysql://h/d",
        "database.url=sqlite://",
        "database.max_connections=1",
        "objects.url=gs://b",
        "objects.url=s3://b?secret_key=s3cret",
        "messages.url=amqp:",
        "messages.url=kafka://u:s3cret@a",
        "messages.url=kafka://a/t?partitions=0",
        "mail.url=smtp://u:s3cret@h?tls=maybe",
        "mail.from=nobody",
        "mail.templates=/does/not/exist",
        "mailing_list.url=http://h",
        "accounts.registration=OPEN",
        "accounts.allowed_email_domains=a b",
        "accounts.lock_minutes=-1",
        "passwords.lanes=17",
        "passwords.passes=0",
        "limits.api_per_minute=-1",
        "invitations.redirect_url=//evil.example",
        "invitations.redirect_url=/\\evil.example",
        "invitations.redirect_url=javascript:alert(1)",
        "site.name=",
        "site.name=a\nb",
        "site.locale=xx",
        "site.time_zone=Mars/Base",
        "metrics.listen=9000",
        "telemetry.otlp_url=localhost:4318",
        "log.format=xml",
        "log.filter=roster=loud",
        "tokens.refresh_days=0",
    ] {
        let faults = faults(&[set], &[]);
        let (key, _) = set.split_once('=').unwrap();
        assert_eq!(faults.len(), 1, "{set}: {faults:?}");
        assert!(faults[0].starts_with(key) && faults[0].contains("(from --set): expected "));
        assert!(!faults[0].contains("s3cret"), "{faults:?}");
    }
    let faults = faults(&["passwords.lanes=16", "passwords.memory_kib=127"], &[]);
    assert_eq!(
        faults,
        ["passwords.memory_kib: 127 (from --set): expected at least 8 for each of 16 lanes"]
    );
}

#[test]
fn good_values_are_taken() {
    for set in [
        "http.listen=[::]:0",
        "http.public_url=https://example.org/club",
        "database.url=postgresql://u:p@h:5432/d?sslmode=require",
        "database.url=postgres:///roster?host=/run/postgresql",
        "objects.url=s3://b?endpoint=http://127.0.0.1:9&access_key=a&secret_key=b",
        "messages.url=kafka://a:9092,b:9092/roster",
        "messages.url=kafka://u:p@a/club.roster?tls=required&sasl=plain&partitions=12",
        "mail.url=smtps://u:p@h",
        "mailing_list.url=webhook+https://h/x",
        "mail.templates=/",
        "accounts.lock_minutes=0",
        "invitations.redirect_url=/welcome",
        "invitations.redirect_url=https://x.example/?a=b",
        "log.filter=info,roster=debug",
        "metrics.listen=127.0.0.1:9000",
        "telemetry.otlp_url=http://localhost:4318",
    ] {
        loaded(&[set], &[]);
    }
}

#[test]
fn weak_settings_are_named_by_key() {
    for (set, key) in [
        ("accounts.first_user_is_admin=true", "accounts.first_user_is_admin"),
        ("accounts.max_login_attempts=50", "accounts.max_login_attempts"),
        ("accounts.lock_minutes=1", "accounts.lock_minutes"),
        ("limits.enabled=false", "limits.enabled"),
        ("limits.api_per_minute=0", "limits.api_per_minute"),
        ("limits.sign_in_per_minute=1000", "limits.sign_in_per_minute"),
        ("passwords.memory_kib=8192", "passwords.memory_kib"),
        ("passwords.passes=1", "passwords.passes"),
        ("tokens.access_minutes=600", "tokens.access_minutes"),
        ("http.public_url=http://example.org", "http.public_url"),
        ("http.listen=0.0.0.0:8000", "http.listen"),
        ("http.trusted_proxies=0.0.0.0/0", "http.trusted_proxies"),
        ("http.cors_origins=*", "http.cors_origins"),
        ("http.body_bytes=100000000", "http.body_bytes"),
        ("metrics.listen=0.0.0.0:9000", "metrics.listen"),
        ("mail.url=smtp://localhost?tls=none", "mail.url"),
        ("mail.url=smtp://u:p@relay.example:587", "mail.url"),
        ("database.url=postgres://u:p@db.example/r?sslmode=disable", "database.url"),
        ("objects.url=s3://b?endpoint=http://s3.example", "objects.url"),
        ("messages.url=kafka://u:p@kafka.example/r", "messages.url"),
        ("mailing_list.url=webhook+https://h/x", "mailing_list.url"),
        ("messages.url=kafka://kafka.example/r?tls=required", "messages.url"),
    ] {
        assert_eq!(keys(&loaded(&[set], &[]).settings), [key], "{set}");
    }
    for set in [
        &["passwords.memory_kib=47104", "passwords.passes=1"][..],
        &["passwords.memory_kib=7168", "passwords.passes=5"],
        &["http.public_url=https://example.org"],
        &["http.listen=0.0.0.0:8000", "http.trusted_proxies=10.0.0.0/8"],
        &["mail.url=smtp://u:p@relay.example:587?tls=required"],
        &["mail.url=smtp://localhost:25"],
        &["messages.url=kafka://localhost,127.0.0.1:9093/r"],
        &["messages.url=kafka://u:p@kafka.example/r?tls=required"],
        &["accounts.lock_minutes=0"],
        &["metrics.listen=10.0.0.1:9000"],
    ] {
        assert_eq!(keys(&loaded(set, &[]).settings), Vec::<&str>::new(), "{set:?}");
    }
}
