use std::collections::BTreeSet;

use super::*;
use crate::forms;

fn pages() -> Pages {
    Pages::new(Arc::new(Texts::load(None, "en").unwrap()), Clock::System)
}

#[test]
fn numbers_lists_and_zones_are_the_readers() {
    let pages = pages();
    let shown = |locale: &'static str, source: &str| {
        let page = serde_json::json!({ "page": { "zone": "Europe/Madrid" } });
        pages.engine(locale).render_str(source, Value::from(Serde(page))).unwrap()
    };
    assert_eq!(shown("de", "{{ number(1234567) }}"), "1.234.567");
    assert_eq!(shown("es", r#"{{ list(["a", "b", "<c>"]) }}"#), "a, b y &lt;c&gt;");
    let at = "2026-11-21T22:05:00Z";
    let own = shown("de", &format!("{{{{ when(\"{at}\") }}}}"));
    assert!(own.contains(">21. November 2026 um 23:05</time>"), "{own}");
    let there = shown("de", &format!("{{{{ when(\"{at}\", zone=\"Asia/Tokyo\") }}}}"));
    assert!(there.contains(">22. November 2026 um 07:05</time>"), "{there}");
    let unknown = shown("de", &format!("{{{{ day(\"{at}\", zone=\"Mars/Olympus\") }}}}"));
    assert!(unknown.contains(">21. November 2026</time>"), "{unknown}");
}

#[test]
fn what_people_wrote_turns_no_page() {
    let engine = pages().engine("en");
    let values = serde_json::json!({ "bio": "a\u{202e}b\u{2066}c" });
    assert_eq!(
        engine.render_str("<p>{{ bio }}</p>", Value::from(Serde(values))).unwrap(),
        "<p>abc</p>"
    );
}

#[test]
fn what_is_the_same_for_everyone_is_put_in_and_the_rest_is_left() {
    let (texts, assets) = (Texts::load(None, "en").unwrap(), Assets::load());
    let source = r#"<b title="{{ t("error-forbidden") }}">{{ t("time-ago", unit="now", count=0) }}{{ t("time-ago") }}"#;
    let done = filled_in(source, &texts, &assets, "en");
    assert!(done.starts_with("<b title=\"Operation not permitted\">{{ t(\"time-ago\", "), "{done}");
    assert!(done.ends_with("{{ t(\"time-ago\") }}"), "{done}");
    let done = |source| filled_in(source, &texts, &assets, "en");
    let icon = done(r#"{{ icon("star") }}{{ me.name }}"#);
    assert!(icon.ends_with("/icons.svg#star\"></use></svg>{{ me.name }}"), "{icon}");
    assert_eq!(done(r#"{{ asset("js/a.js") }}"#), assets.address("js/a.js"));
    let dynamic = r#"{{ t(key) }}{{ t("a" ~ b) }}{{ other("a") }}{{ t("open"#;
    assert_eq!(done(dynamic), dynamic);
}

/// Every template parses in every language, and every text it names exists.
#[test]
fn every_template_is_sound_and_its_texts_exist() {
    let pages = pages();
    let mut keys = BTreeSet::new();
    for name in BuiltIn::iter().filter(|name| name.ends_with(".html")) {
        for offered in domain::locale::OFFERED {
            let engine = pages.engine(offered.tag);
            let found = engine.get_template(&name).map(|_| ());
            assert!(found.is_ok(), "{name} in {}: {:#}", offered.tag, found.unwrap_err());
        }
        let source = String::from_utf8(BuiltIn::get(&name).unwrap().data.into_owned()).unwrap();
        for part in source.split("t(\"").skip(1) {
            if let Some((key, _)) = part.split_once('"')
                && key.contains('-')
                && !key.ends_with('-')
            {
                keys.insert(key.to_owned());
            }
        }
        for forbidden in ["style=", "onclick", "<style", "javascript:", "|safe"] {
            assert!(!source.contains(forbidden), "{name} holds {forbidden}");
        }
    }
    let missing: Vec<_> = keys.iter().filter(|key| !pages.texts.has("en", key)).collect();
    assert!(missing.is_empty(), "texts that templates name and nobody wrote: {missing:?}");
}

/// What languages cost; the command stands in bench/README.md.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn cost_of_languages() {
    let resident = || {
        let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
        pages.split(' ').nth(1).unwrap().parse::<i64>().unwrap() * 4
    };
    let languages = domain::locale::OFFERED;
    let value = |tag: &str| {
        let page = serde_json::json!({
            "locale": tag, "dir": "ltr", "theme": "auto", "zone": "Europe/Madrid", "path": "/about",
            "csrf": "x", "site_name": "Roster", "user": null, "flash": null,
            "request_id": "x",
        });
        serde_json::json!({ "page": page })
    };
    let times = 2000;
    let each = |what: &str, run: &dyn Fn()| {
        let began = std::time::Instant::now();
        (0..times).for_each(|_| run());
        println!("{what}: {:.1} µs", began.elapsed().as_secs_f64() * 1e6 / f64::from(times));
    };
    let before = resident();
    let texts = Arc::new(Texts::load(None, "en").unwrap());
    println!("texts of {} languages: {} KiB", languages.len(), resident() - before);
    let pages = Pages::new(texts.clone(), Clock::System);
    let render = |tag: &'static str| pages.render("about", tag, &value(tag)).unwrap();
    let before = resident();
    render("en");
    println!("templates of the first language: {} KiB", resident() - before);
    let given = value("en");
    each("a page in one language", &|| drop(pages.render("about", "en", &given).unwrap()));
    let form = forms::PROFILE.filled(&texts, "en", "/profile", |name| name.to_owned(), &[]);
    #[derive(Serialize)]
    struct Account {
        page: serde_json::Value,
        me: serde_json::Value,
        form: forms::FilledForm,
    }
    let mut account =
        Account { page: value("en")["page"].take(), me: serde_json::Value::Null, form };
    account.page["path"] = "/profile".into();
    account.page["user"] = serde_json::json!({
        "nickname": "ana", "picture": "/p", "is_manager": false, "is_admin": false,
    });
    account.me = serde_json::json!({
        "nickname": "ana", "email": "ana@example.org", "email_verified": true, "first_name": "Ana",
        "last_name": null, "picture": "/p", "picture_uploaded": true, "role_key": "role-admin",
        "is_professional": false, "created_at": "2026-11-21T22:05:00Z",
    });
    each("a page with a form", &|| drop(pages.render("profile", "en", &account).unwrap()));
    let before = resident();
    languages.iter().for_each(|l| drop(render(l.tag)));
    println!("templates of the others: {} KiB", resident() - before);
    each("the same with all loaded", &|| drop(pages.render("about", "en", &given).unwrap()));
    let arabic = value("ar");
    each("the same in Arabic", &|| drop(pages.render("about", "ar", &arabic).unwrap()));
    let at = "2026-11-21T22:05:00Z".parse().unwrap();
    each("a moment", &|| drop(times::moment(&texts, "de", Tz::Europe__Madrid, at)));
    let count = [("count", "1234567")];
    each("a text with a number", &|| drop(texts.get("ru", "admin-users-total", &count)));
    each("a text without", &|| drop(texts.get("ru", "title-busy", &[])));
}
