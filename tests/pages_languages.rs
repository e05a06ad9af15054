//! Languages and themes: every page, flash and fault in all of them.

use kit::*;

on_both_databases!(
    every_page_is_in_every_language,
    the_language_is_chosen_by_setting_cookie_and_browser,
    the_theme_is_remembered,
);

const OPEN: [&str; 6] = ["/", "/about", "/register", "/login", "/password/reset", "/verify-email"];
const MEMBERS: [&str; 8] = [
    "/profile",
    "/profile/details",
    "/profile/sessions",
    "/profile/data",
    "/logout",
    "/password/change",
    "/password/change/done",
    "/user/ana",
];

async fn every_page_is_in_every_language(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut seen: Vec<Vec<(String, String)>> = Vec::new();
    for locale in LANGUAGES {
        let mut guest = site.browser().reading(locale);
        let mut titles = Vec::new();
        for path in OPEN {
            let page = guest.open(path).await;
            assert_eq!(page.lang(), locale, "{path}");
            titles.push((path.to_owned(), page.title()));
        }
        // Errors.
        for (path, status) in [("/nowhere", 404), ("/password/reset/x", 400)] {
            let page = guest.get(path).await.is(status);
            assert_eq!(page.lang(), locale);
            titles.push((path.to_owned(), page.title()));
        }
        let page = guest.post("/login", &[]).await.fails(403);
        assert!(page.main().text().contains(&text(locale, "error-form-forged")));
        titles.push(("403".into(), page.title()));
        // Flashes and faults.
        let page = guest.sign_in("nobody", "wrong").await;
        page.again(&text(locale, "flash-invalid-credentials"), &[]);
        let page = guest.fill_in("/register", &[("email", "x"), ("password2", "x")]).await;
        let page = page.again(
            &text(locale, "flash-invalid-credentials"),
            &["email", "password1", "password2"],
        );
        assert_eq!(page.fault("email"), text(locale, "fault-email-invalid"));
        assert_eq!(page.fault("password2"), text(locale, "fault-passwords-differ"));

        // A member's own setting.
        let fields = [("locale", locale)];
        let page = ana.fill_in("/profile/details", &fields).await.leads_to("/profile/details");
        let page = ana.arrive(page).await.says(&text(locale, "flash-profile-updated"));
        assert_eq!(page.lang(), locale);
        for path in MEMBERS {
            let page = ana.open(path).await;
            assert_eq!(page.lang(), locale, "{path}");
            if path != "/user/ana" {
                titles.push((path.to_owned(), page.title()));
            }
        }
        let page = ana.fill_in("/profile", &[("username", "a b")]).await.leads_to("/profile");
        let page = ana.arrive(page).await.says(&text(locale, "flash-profile-error"));
        assert_eq!(page.fault("username"), text(locale, "fault-nickname-characters"));
        let page = ana.open("/logout").await;
        assert!(page.main().text().contains(&text(locale, "page-logout-question")));
        assert_eq!(page.buttons(), [text(locale, "page-logout-button")]);
        let page = ana.fill_in("/password/change", &[]).await.is(422);
        assert!(page.flash().is_some());
        seen.push(titles);
    }
    // Each page has a title of its own, and one in each language.
    for titles in &seen {
        for (n, (path, title)) in titles.iter().enumerate() {
            let same = titles[..n].iter().find(|(_, other)| other == title);
            assert_eq!(same, None, "{path} is called as another: {title}");
        }
    }
    for other in &seen[1..] {
        for ((path, english), (_, title)) in seen[0].iter().zip(other) {
            assert_ne!(english, title, "{path}");
        }
    }
}

async fn the_language_is_chosen_by_setting_cookie_and_browser(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await.reading("ru");
    assert_eq!(ana.open("/").await.lang(), "en", "a setting goes first");
    let mut guest = site.browser().reading("tlh, es-MX;q=0.8, ru;q=0.5");
    let page = guest.open("/login?next=%2Fprofile").await;
    assert_eq!(page.lang(), "es");

    // The switch is outside of what changes, in the languages' own words.
    let switch = page.html.by_id("language").expect("a switch");
    assert!(!page.main().contains(switch));
    let names: Vec<String> = switch.all("button").iter().map(Element::text).collect();
    assert_eq!(names, ["English", "Español", "Русский", "Deutsch", "Français", "العربية"]);
    let form = page.form("/locale");
    assert_eq!(form.value("next"), "/login?next=%2Fprofile");
    let chosen = guest.submit(&form.clone().with("locale", "ru")).await;
    assert!(chosen.set_cookie("locale").starts_with("locale=ru; "));
    let page = guest.arrive(chosen.leads_to("/login?next=%2Fprofile")).await;
    assert_eq!((page.lang(), page.form("/login").value("next")), ("ru", "/profile"));
    for bad in ["tlh", "", "en\r\nX: y", "../../etc/passwd"] {
        let page = guest.submit(&form.clone().with("locale", bad)).await;
        assert!([400, 422].contains(&page.status), "{bad:?}: {}", page.status);
        assert_eq!(guest.open("/").await.lang(), "ru");
    }
    // A cookie that nobody gave out changes nothing.
    guest.cookies.insert("locale".into(), "\"><script>".into());
    assert_eq!(guest.open("/").await.lang(), "es");

    // For a person it is a setting, wherever they sign in next.
    let form = ana.open("/profile").await.form("/locale").with("locale", "es");
    let page = ana.submit(&form).await.leads_to("/profile");
    assert_eq!(ana.arrive(page).await.lang(), "es");
    let mut phone = site.browser().reading("ru");
    let page = phone.sign_in("ana", PASSWORD).await;
    assert_eq!(phone.arrive(page).await.lang(), "es");
    let me = Person::sign_in(&site.guest(), "ana", PASSWORD).await;
    assert_eq!(me.me().await["locale"], "es");
}

async fn the_theme_is_remembered(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browser();
    let theme = |page: &Page| page.html.first("html").expect("html").get("data-theme").to_owned();
    let page = ana.open("/about").await;
    assert_eq!(theme(&page), "auto");
    for chosen in ["dark", "light", "auto", "dark", "\"><script>"] {
        let form = page.form("/theme").with("theme", chosen);
        let answer = ana.submit(&form).await.leads_to("/about");
        let wanted = if chosen.len() > 5 { "auto" } else { chosen };
        assert_eq!(theme(&ana.arrive(answer).await), wanted);
    }
    ana.cookies.insert("theme".into(), "\"><script>".into());
    assert_eq!(theme(&ana.open("/").await), "auto");
    ana.post("/theme", &[("theme", "dark")]).await.fails(403);
}
