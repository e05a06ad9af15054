//! Settings: their sources, their order, and what is said of a wrong one.

use std::fs;

use kit::*;

on_sqlite!(
    every_setting_has_a_default_and_is_listed,
    later_sources_win,
    secrets_come_from_files_and_are_masked,
    wrong_settings_are_named_with_source_and_expectation,
    nothing_starts_with_wrong_settings,
    doctor_names_weak_settings_and_tries_services,
    a_config_file_is_named_globally,
);

/// The effective value and source of a setting.
async fn setting(home: &Home, key: &str) -> (Value, String) {
    let all = home.roster(&["config", "show", "--output", "json"]).await.ok().json();
    let all = all.as_array().expect("a list of settings");
    let found = all.iter().find(|row| row["key"] == key);
    let row = found.unwrap_or_else(|| panic!("{key} is not shown"));
    (row["value"].clone(), row["source"].as_str().expect("a source").to_owned())
}

/// A home with the settings of its surroundings only.
fn bare(db: Db) -> Home {
    let mut home = Home::new(db);
    for key in ["passwords.memory_kib", "passwords.passes", "limits.enabled", "objects.url"] {
        home.unset(key);
    }
    for key in ["database.max_connections", "database.url"] {
        home.unset(key);
    }
    home
}

async fn every_setting_has_a_default_and_is_listed(db: Db) {
    let home = bare(db);
    let defaults = concat!(env!("CARGO_MANIFEST_DIR"), "/../config.default.toml");
    let defaults = fs::read_to_string(defaults).expect("config.default.toml");
    let mut section = "";
    let mut listed = 0;
    let all = home.roster(&["config", "show", "--output", "json"]).await.ok().json();
    let all = all.as_array().expect("a list");
    for line in defaults.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            let key = format!("{section}.{key}");
            let row = all.iter().find(|row| row["key"] == key.as_str());
            let row = row.unwrap_or_else(|| panic!("{key} is not shown"));
            assert_eq!(row["source"], "default", "{key}");
            listed += 1;
        }
    }
    assert_eq!(listed, all.len());
    let names = [
        "http.listen",
        "http.public_url",
        "http.cors_origins",
        "http.trusted_proxies",
        "http.shutdown_seconds",
        "http.header_seconds",
        "http.body_seconds",
        "http.body_bytes",
        "database.url",
        "database.migrate_on_start",
        "database.max_connections",
        "objects.url",
        "messages.url",
        "mail.url",
        "mail.from",
        "mail.templates",
        "mail.max_attempts",
        "mailing_list.url",
        "accounts.max_login_attempts",
        "accounts.lock_minutes",
        "accounts.first_user_is_admin",
        "accounts.deletion_grace_days",
        "accounts.registration",
        "accounts.allowed_email_domains",
        "accounts.refused_email_domains",
        "passwords.memory_kib",
        "passwords.passes",
        "passwords.lanes",
        "passwords.workers",
        "passwords.queue",
        "tokens.access_minutes",
        "tokens.refresh_days",
        "tokens.verification_hours",
        "tokens.reset_minutes",
        "limits.enabled",
        "limits.sign_in_per_minute",
        "limits.register_per_hour",
        "limits.forgot_per_hour",
        "limits.invitations_per_day",
        "limits.api_per_minute",
        "invitations.redirect_url",
        "invitations.expire_days",
        "events.reminder_minutes",
        "analytics.enabled",
        "analytics.visitor_days",
        "analytics.retention_days",
        "site.name",
        "site.locale",
        "site.time_zone",
        "locales.folder",
        "metrics.listen",
        "telemetry.otlp_url",
        "log.format",
    ];
    for name in names {
        assert!(all.iter().any(|row| row["key"] == name), "no setting {name}");
    }
    for (key, value) in [
        ("http.listen", json!("127.0.0.1:8000")),
        ("database.url", json!("sqlite://data/roster.db")),
        ("passwords.memory_kib", json!(19456)),
        ("passwords.passes", json!(2)),
        ("accounts.max_login_attempts", json!(5)),
        ("mail.max_attempts", json!(12)),
    ] {
        assert_eq!(setting(&home, key).await.0, value, "{key}");
    }
}

async fn later_sources_win(db: Db) {
    let mut home = bare(db);
    let folder = home.db.folder().to_owned();
    fs::write(folder.join("roster.toml"), "[site]\nname = \"from the file\"\n").expect("a file");
    let (value, source) = setting(&home, "site.name").await;
    assert_eq!(value, "from the file");
    assert!(source.contains("roster.toml"), "{source}");

    fs::write(folder.join("other.toml"), "[site]\nname = \"from another file\"\n").expect("a file");
    let ran = home.roster(&["config", "show", "--output", "json", "--config", "other.toml"]).await;
    assert!(ran.ok().out.contains("from another file"));

    fs::write(folder.join(".env"), "ROSTER_SITE__NAME='from .env'\nUNRELATED=1\n").expect("a file");
    let (value, source) = setting(&home, "site.name").await;
    assert_eq!((value.as_str(), source.contains(".env")), (Some("from .env"), true), "{source}");

    home.set("site.name", "from the environment");
    let (value, source) = setting(&home, "site.name").await;
    assert_eq!(value, "from the environment");
    assert!(source.contains("ROSTER_SITE__NAME") || source.contains("environment"), "{source}");

    let flag = ["--set", "site.name=from a flag", "config", "show", "--output", "json"];
    let ran = home.roster(&flag).await;
    assert!(ran.ok().out.contains("from a flag"));
    home.set("http.cors_origins", "https://a.example, https://b.example");
    let (value, _) = setting(&home, "http.cors_origins").await;
    assert_eq!(value, json!(["https://a.example", "https://b.example"]));
}

async fn secrets_come_from_files_and_are_masked(db: Db) {
    let mut home = bare(db);
    let secret = "s3cret-of-the-relay";
    let url = format!("smtp://ana:{secret}@127.0.0.1:2525");
    fs::write(home.db.folder().join("mail-url"), format!("{url}\n")).expect("a file");
    home.set("mail.url_file", "mail-url");
    let (value, source) = setting(&home, "mail.url").await;
    let shown = value.as_str().expect("text").to_owned();
    assert!(shown.contains("127.0.0.1:2525") && !shown.contains(secret), "{shown}");
    assert!(source.contains("mail-url"), "{source}");
    for args in [&["config", "show"][..], &["config", "check"], &["doctor"]] {
        let ran = home.roster(args).await;
        assert!(!ran.out.contains(secret) && !ran.err.contains(secret), "{ran:?}");
    }
    // Nor in a complaint about it.
    fs::write(home.db.folder().join("mail-url"), format!("smpt://ana:{secret}@host"))
        .expect("a file");
    let ran = home.roster(&["config", "check"]).await.exits(1);
    assert!(!ran.err.contains(secret) && ran.err.contains("mail.url"), "{ran:?}");
    fs::remove_file(home.db.folder().join("mail-url")).expect("remove");
    home.roster(&["config", "check"]).await.fails("mail.url");
}

async fn wrong_settings_are_named_with_source_and_expectation(db: Db) {
    let home = bare(db);
    home.roster(&["config", "check"]).await.ok();
    for (name, value, words) in [
        ("ROSTER_HTTP__LISTEN", "nowhere", &["http.listen", "127.0.0.1:8000"][..]),
        ("ROSTER_HTTP__PORT", "80", &["http.port"]),
        ("ROSTER_HTP__LISTEN", "127.0.0.1:1", &["listen"]),
        ("ROSTER_LISTEN", "127.0.0.1:1", &["listen"]),
        ("ROSTER_HTTP__PUBLIC_URL", "example.org", &["http.public_url", "https://"]),
        ("ROSTER_DATABASE__URL", "mysql://x/y", &["database.url", "postgres://"]),
        ("ROSTER_MAIL__URL", "pigeon://x", &["mail.url", "smtp"]),
        ("ROSTER_PASSWORDS__MEMORY_KIB", "many", &["passwords.memory_kib", "number"]),
        ("ROSTER_PASSWORDS__MEMORY_KIB", "-1", &["passwords.memory_kib"]),
        ("ROSTER_LIMITS__ENABLED", "perhaps", &["limits.enabled", "true or false"]),
        ("ROSTER_ACCOUNTS__REGISTRATION", "ajar", &["accounts.registration", "open"]),
        ("ROSTER_SITE__LOCALE", "tlh", &["site.locale", "en"]),
        ("ROSTER_SITE__TIME_ZONE", "Mars/Olympus", &["site.time_zone"]),
        ("ROSTER_TOKENS__ACCESS_MINUTES", "0", &["tokens.access_minutes"]),
        ("ROSTER_LOG__FORMAT", "xml", &["log.format", "json"]),
        ("ROSTER_HTTP__TRUSTED_PROXIES", "10.0.0.0/99", &["http.trusted_proxies"]),
    ] {
        let ran = home.roster_with(&[(name, value)], &["config", "check"]).await;
        assert_eq!(ran.code, 1, "{name}={value}: {ran:?}");
        let text = ran.err.to_lowercase();
        for word in words {
            assert!(text.contains(word), "{name}={value}: no {word:?} in {}", ran.err);
        }
        let source = text.contains("environment") || ran.err.contains(name);
        assert!(source, "the source is not named: {}", ran.err);
    }
    // Several faults are told at once.
    let two = [("ROSTER_HTTP__LISTEN", "x"), ("ROSTER_LOG__FORMAT", "x")];
    let ran = home.roster_with(&two, &["config", "check"]).await.exits(1);
    assert!(ran.err.contains("http.listen") && ran.err.contains("log.format"), "{}", ran.err);
    // In a file the file is named; two names are exempt from the check.
    fs::write(home.db.folder().join("roster.toml"), "[http]\nlisten = 5\nprot = 1\n")
        .expect("a file");
    let ran = home.roster(&["config", "check"]).await.exits(1);
    for word in ["http.listen", "http.prot", "roster.toml"] {
        assert!(ran.err.contains(word), "{}", ran.err);
    }
    fs::write(home.db.folder().join("roster.toml"), "not toml").expect("a file");
    home.roster(&["config", "check"]).await.fails("roster.toml");
    fs::remove_file(home.db.folder().join("roster.toml")).expect("remove");
    home.roster_with(&[("ROSTER_TOKEN", "x")], &["config", "check"]).await.ok();
    home.roster_with(&[("ROSTER_CONFIG", "missing.toml")], &["config", "check"])
        .await
        .fails("missing.toml");
}

async fn nothing_starts_with_wrong_settings(db: Db) {
    let home = bare(db);
    for args in [&["serve"][..], &["worker"], &["users", "list"], &["migrate", "up"], &["doctor"]] {
        let ran = home.roster_with(&[("ROSTER_HTTP__LISTN", "x")], args).await;
        ran.fails("http.listn");
    }
    assert!(!home.db.folder().join("data").exists(), "nothing was made");
}

async fn doctor_names_weak_settings_and_tries_services(db: Db) {
    let mut home = bare(db);
    // A sound setup; what is made is made by `migrate` and `serve` alone.
    home.roster(&["migrate", "up"]).await.ok();
    let ran = home.roster(&["doctor"]).await.ok();
    for service in ["database", "objects", "mail", "messages"] {
        assert!(ran.out.to_lowercase().contains(service), "{}", ran.out);
    }
    for (key, value) in [
        ("passwords.memory_kib", "64"),
        ("accounts.first_user_is_admin", "true"),
        ("limits.enabled", "false"),
        ("http.cors_origins", "*"),
        ("mail.url", "smtp://127.0.0.1:1?tls=none"),
    ] {
        home.set(key, value);
        let ran = home.roster(&["doctor"]).await;
        assert!(ran.out.contains(key), "{key} is not named: {ran:?}");
        assert_eq!(ran.code, i32::from(key == "mail.url"), "weak is no failure: {ran:?}");
    }
    home.unset("mail.url");
    home.set("database.url", "postgres://nobody@127.0.0.1:1/nothing");
    let ran = home.roster(&["doctor"]).await.exits(1);
    assert!(ran.out.contains("database"), "{ran:?}");
}

async fn a_config_file_is_named_globally(db: Db) {
    let mut home = bare(db);
    let folder = home.db.folder().to_owned();
    fs::write(folder.join("a.toml"), "[site]\nname = \"Club\"\n").expect("a file");
    for args in [
        ["--config", "a.toml", "config", "show", "--output", "json"],
        ["config", "show", "--output", "json", "--config", "a.toml"],
    ] {
        assert!(home.roster(&args).await.ok().out.contains("Club"));
    }
    let ran = home.roster_with(&[("ROSTER_CONFIG", "a.toml")], &["config", "show"]).await;
    assert!(ran.ok().out.contains("Club"));
    home.roster(&["--config", "missing.toml", "config", "check"]).await.fails("missing.toml");
    home.set("site.name", "");
    home.roster(&["--config", "a.toml", "config", "check"]).await.fails("site.name");
}
