//! Languages and time zones: a site's own texts, what browsers say of both,
//! and bad input to either.

use std::fs;
use std::path::Path;

use kit::*;

on_both_databases!(
    a_folder_changes_texts_and_adds_a_language,
    what_is_broken_in_a_folder_is_told_and_left_out,
    folders_are_checked_on_the_command_line,
    nonsense_in_accept_language_does_no_harm,
    codes_are_the_same_in_every_language,
    arabic_runs_from_right_to_left,
    zones_are_taken_under_old_and_new_names,
    a_browser_says_its_zone,
    turned_text_turns_nothing_else,
);

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a text");
}

async fn a_folder_changes_texts_and_adds_a_language(db: Db) {
    let folder = db.folder().join("texts");
    write(&folder, "en/ours.ftl", "page-about-title = Our harbour");
    write(&folder, "it/texts.ftl", "language-name = Italiano\nerror-forbidden = Vietato");
    write(&folder, "he/texts.ftl", "language-name = עברית");
    let setup = Site::with("locales.folder", folder.display()).with("site.locale", "it");
    let site = setup.start(db).await;
    let list = site.guest().get("/locales").await.is(200);
    let of = |tag: &str| {
        let all = list.json.as_array().expect("languages");
        all.iter().find(|l| l["tag"] == tag).expect("offered").clone()
    };
    assert_eq!(of("it"), json!({"tag": "it", "name": "Italiano", "dir": "ltr"}));
    assert_eq!(of("he"), json!({"tag": "he", "name": "עברית", "dir": "rtl"}));
    assert_eq!(of("en")["name"], "English");

    let mut guest = site.browser().reading("en");
    assert_eq!(guest.open("/about").await.h1(), "Our harbour");
    // The site's own language is the folder's; what it lacks is English.
    let mut guest = site.browser();
    let page = guest.open("/about").await;
    assert_eq!((page.lang(), page.h1().as_str()), ("it", "Our harbour"));
    let form = page.form("/locale").with("locale", "he");
    let page = guest.submit(&form).await.leads_to("/about");
    let page = guest.arrive(page).await;
    let html = page.html.first("html").expect("html");
    assert_eq!((html.get("lang"), html.get("dir")), ("he", "rtl"));

    let ana = site.member("ana").await;
    ana.patch("/users/me", json!({"locale": "it-CH"})).await.is(200);
    let answer = ana.get("/users").await.says(403, "Vietato");
    assert_eq!(answer.header("content-language"), Some("it"));
    // Each missing text is told once.
    let told = site.server.log().matches("\"key\":\"page-about-title\"").count();
    assert!(told <= 2, "{}", site.server.log());
}

async fn what_is_broken_in_a_folder_is_told_and_left_out(db: Db) {
    let folder = db.folder().join("texts");
    write(&folder, "en/a.ftl", "error-forbidden = { $\n\nerror-user-not-found = Nobody here\n");
    write(&folder, "es/a.ftl", "error-forbidden = {{{");
    fs::write(folder.join("es/b.ftl"), b"verified = \xff\xfe").expect("a text");
    write(&folder, "no language/a.ftl", "verified = ?");
    let site = Site::with("locales.folder", folder.display()).start(db).await;
    let root = site.admin().await;
    let unknown = root.get("/users/018f0000-0000-7000-8000-000000000000").await;
    unknown.says(404, "Nobody here");
    let ana = site.member("ana").await;
    ana.get("/users").await.says(403, "Operation not permitted");
    let log = site.server.log();
    for file in ["en/a.ftl, line 1", "es/a.ftl, line 1", "es/b.ftl"] {
        assert!(log.contains(file), "{file}: {log}");
    }
    let ran = site.roster(&["doctor"]).await.ok();
    assert!(ran.out.contains("locales.folder") && ran.out.contains("en/a.ftl"), "{ran:?}");
}

async fn folders_are_checked_on_the_command_line(db: Db) {
    let folder = db.folder().join("texts");
    let name = folder.display().to_string();
    let home = Setup::default().home(db);
    home.roster(&["locales", "check", &name]).await.exits(1);
    home.roster(&["locales", "check"]).await.exits(2);

    // What is built in is whole, and so is a copy of it under another name.
    for language in LANGUAGES {
        for file in fs::read_dir(root().join("locales").join(language)).expect("texts").flatten() {
            let text = fs::read_to_string(file.path()).expect("a text");
            let name = file.file_name().into_string().expect("a name");
            write(&folder, &format!("{language}/{name}"), &text);
            if language == "en" {
                write(&folder, &format!("en-AU/{name}"), &text);
            }
        }
    }
    home.roster(&["locales", "check", &name]).await.ok();

    write(&folder, "it/a.ftl", "language-name = Italiano\nerror-forbidden = Vietato\nciao = Ciao");
    write(&folder, "de/z.ftl", "page-home-hello = Hallo, { $name }");
    write(&folder, "ru/z.ftl", "admin-users-total = { $count ->\n    [one] x\n   *[other] y\n}\n");
    let ran = home.roster(&["--output", "json", "locales", "check", &name]).await.exits(1);
    let rows = ran.json();
    let told = |language: &str, text: &str, fault: &str| {
        let row = |r: &Value| {
            let said = r["fault"].as_str().unwrap_or_default();
            r["language"] == language && r["text"] == text && said.contains(fault)
        };
        assert!(rows.as_array().expect("rows").iter().any(row), "{language} {text}: {ran:?}");
    };
    told("it", "error-throttled", "missing");
    told("it", "ciao", "unused");
    told("de", "page-home-hello", "mentions $name");
    told("de", "page-home-hello", "does not mention $nickname");
    told("ru", "admin-users-total", "few, many");
    assert!(!ran.out.contains("\"es\""), "{ran:?}");

    let templates = folder.join("../emails");
    write(&templates, "it/footer.md", "Ciao");
    write(&templates, "es/role.changed.md", "Subject: {{ oops }}\n\nx");
    let mails = templates.display().to_string();
    let ran = home.roster(&["locales", "check", &name, "--templates", &mails]).await.exits(1);
    assert!(ran.out.contains("password.reset.md"), "{ran:?}");
    assert!(ran.out.contains("role.changed.md") && ran.out.contains("undefined"), "{ran:?}");
}

async fn nonsense_in_accept_language_does_no_harm(db: Db) {
    let site = Site::start(db).await;
    for (header, language) in [
        ("es,".repeat(2_700), "es"),
        ("tlh;q=0.9,".repeat(800), "en"),
        ("en-".repeat(2_700), "en"),
        (format!("{},fr", "x".repeat(8_000)), "fr"),
        (",;q=,=;;,*;q=2,-,de;q=0.001".to_owned(), "de"),
        ("ar;q=0, ru;q=0.5;q=1".to_owned(), "ru"),
        ("../../etc/passwd, <script>".to_owned(), "en"),
    ] {
        let shown = header.chars().take(40).collect::<String>();
        let page = site.browser().reading(&header).open("/about").await;
        assert_eq!(page.lang(), language, "{shown}");
        assert_eq!(page.header("content-language"), Some(language), "{shown}");
        let call = site.guest().call(Method::GET, "/users/me").header("accept-language", &header);
        let answer = call.send().await.is(401);
        assert_eq!(answer.header("content-language"), Some(language), "{shown}");
        let vary = answer.header("vary").expect("what it varies by");
        assert!(vary.contains("Accept-Language"), "{vary}");
    }
}

async fn codes_are_the_same_in_every_language(db: Db) {
    let site = Site::start(db).await;
    let mut seen = Vec::new();
    for language in LANGUAGES {
        let body = json!({"email": "x", "password": "short", "nickname": "a b", "shoes": 1});
        let call = site.guest().call(Method::POST, "/register").json(&body);
        let answer = call.header("accept-language", language).send().await.is(422);
        assert_eq!(answer.header("content-language"), Some(language));
        let errors = answer["errors"].as_array().expect("errors").clone();
        let codes: Vec<(Value, Value)> =
            errors.iter().map(|e| (e["field"].clone(), e["code"].clone())).collect();
        let words: Vec<Value> = errors.iter().map(|e| e["message"].clone()).collect();
        seen.push((codes, answer["code"].clone(), words, answer["detail"].clone()));
    }
    for (n, (codes, code, words, detail)) in seen.iter().enumerate() {
        assert_eq!((codes, code), (&seen[0].0, &seen[0].1));
        for (_, _, others, other) in &seen[..n] {
            assert_ne!(detail, other);
            assert!(words.iter().zip(others).all(|(word, other)| word != other), "{words:?}");
        }
    }
}

async fn arabic_runs_from_right_to_left(db: Db) {
    let site = Site::start(db).await;
    let call = site.guest().call(Method::POST, "/register").json(&registration("ana@example.org"));
    call.header("accept-language", "ar-EG").send().await.is(201);
    let mail = site.mail("ana@example.org", "account.verification").await;
    assert_eq!(mail.locale, "ar");
    assert!(mail.html.contains("lang=\"ar\" dir=\"rtl\""), "{}", mail.html);
    mail.path("/verify-email/");
    let page = site.browser().reading("ar").open("/register").await;
    let html = page.html.first("html").expect("html");
    assert_eq!((html.get("lang"), html.get("dir")), ("ar", "rtl"));
    // What is written from left to right everywhere is so here.
    for name in ["field-email", "field-username", "field-password1"] {
        assert_eq!(page.html.by_id(name).expect(name).get("dir"), "ltr", "{name}");
    }
    let switch = page.html.by_id("language").expect("a switch");
    let dirs: Vec<&str> = switch.all("button").iter().map(|b| b.get("dir")).collect();
    assert_eq!(dirs, ["ltr", "ltr", "ltr", "ltr", "ltr", "rtl"]);
}

async fn zones_are_taken_under_old_and_new_names(db: Db) {
    let site = Site::with("site.time_zone", "Europe/Kiev").start(db).await;
    let ana = site.member("ana").await;
    for (given, kept) in [
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Etc/UTC", "UTC"),
        ("America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
    ] {
        let me = ana.patch("/users/me", json!({"time_zone": given})).await.is(200);
        assert_eq!(me["time_zone"], kept, "{given}");
    }
    for unknown in ["Europe/Atlantis", "UTC+2", "europe/kyiv", "../UTC", "", "\u{202e}UTC"] {
        let answer = ana.patch("/users/me", json!({"time_zone": unknown})).await;
        let answer = answer.faults(&["time_zone"]);
        assert_eq!(answer.fault_code("time_zone"), "time_zone_unknown", "{unknown:?}");
    }
    let mut boris = site.browsing("boris").await;
    let form = boris.open("/profile/details").await;
    let zones = form.html.by_id("field-time-zone").expect("zones");
    let names: Vec<&str> = zones.all("option").iter().map(|o| o.get("value")).collect();
    assert!(names.contains(&"Europe/Kyiv") && !names.contains(&"Europe/Kiev"), "{names:?}");
    assert_eq!(form.form("/profile/details").value("time_zone"), "Europe/Kyiv");
}

async fn a_browser_says_its_zone(db: Db) {
    let site = Site::with("site.time_zone", "Europe/Madrid").start(db).await;
    let cases = [
        (Some("Asia/Calcutta"), "Asia/Kolkata"),
        (Some("Mars/Olympus"), "Europe/Madrid"),
        (Some("\"><script>"), "Europe/Madrid"),
        (None, "Europe/Madrid"),
    ];
    let root = site.admin().await;
    for (n, (cookie, zone)) in cases.into_iter().enumerate() {
        let name = format!("user_{n}");
        let email = format!("{name}@example.org");
        let mut guest = site.browser();
        if let Some(cookie) = cookie {
            guest.cookies.insert("zone".into(), cookie.into());
        }
        let fields = [
            ("username", &*name),
            ("email", &*email),
            ("password1", PASSWORD),
            ("password2", PASSWORD),
        ];
        guest.fill_in("/register", &fields).await.leads_to("/login");
        let found = root.list("/users", &[("search", &name)]).await.is(200);
        assert_eq!(found.column("time_zone"), [zone], "{cookie:?}");
    }
}

async fn turned_text_turns_nothing_else(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let bio = "one \u{202e}two\u{2066} three";
    let me = ana.patch("/users/me", json!({"bio": bio, "location": "\u{202d}Porto"})).await.is(200);
    assert_eq!(me["bio"], bio, "the API gives back what it was given");
    let page = site.browser().open("/user/ana").await;
    let text = page.main().text();
    assert!(text.contains("one two three") && text.contains("Porto"), "{text:?}");
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!page.text.contains(turns), "{text:?}");
}
