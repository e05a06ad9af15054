//! One's own account: name, address, picture, details, password.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kit::*;

on_both_databases!(
    a_faulty_profile_shows_what_was_typed_and_saves_nothing,
    a_new_address_counts_once_it_is_proved,
    a_picture_comes_and_goes,
    what_is_no_picture_leaves_the_old_one,
    details_keep_their_rules,
    a_password_is_changed_with_the_old_one,
    two_tabs_edit_one_profile,
);

const FAULTY: &str = "Error while profile updating";
const SAVED: &str = "Profile updated successfully";

/// One red pixel.
fn png() -> Vec<u8> {
    let text = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    STANDARD.decode(text).expect("base64")
}

fn portrait(page: &Page) -> String {
    let main = page.main();
    let image = main.all("img").into_iter().find(|i| i.get("class").contains("portrait"));
    image.expect("a portrait").get("src").to_owned()
}

async fn a_faulty_profile_shows_what_was_typed_and_saves_nothing(db: Db) {
    let site = Site::start(db).await;
    site.account("taken", "AUTHENTICATED").await;
    let mut ana = site.browsing("ana").await;
    let cases = [
        (("a b", "new@example.org"), vec!["username"]),
        (("ana_2", "no address"), vec!["email"]),
        (("x", "@"), vec!["username", "email"]),
        (("TAKEN", "taken@example.org"), vec!["username", "email"]),
        (("admin", "ana@example.org"), vec!["username"]),
        (("", ""), vec!["username", "email"]),
    ];
    for ((username, email), fields) in cases {
        let typed = [("username", username), ("email", email)];
        let page = ana.fill_in("/profile", &typed).await.leads_to("/profile");
        let page = ana.arrive(page).await.is(200).says(FAULTY).faulty(&fields);
        assert_eq!(page.form("/profile").value("username"), username);
        assert_eq!(page.form("/profile").value("email"), email);
        assert!(page.title().starts_with("Error: "));
        // Shown once more, and then not again; nothing was saved.
        let page = ana.open("/profile").await.faulty(&[]);
        assert_eq!(page.flash(), None);
        let form = page.form("/profile");
        assert_eq!((form.value("username"), form.value("email")), ("ana", "ana@example.org"));
    }
    // `/account` is the same page.
    assert_eq!(ana.open("/account").await.h1(), ana.open("/profile").await.h1());
    let page = ana.post_with_token("/account", &[("username", "ana_3")]).await;
    ana.arrive(page.leads_to("/profile")).await.says(SAVED);
}

async fn a_new_address_counts_once_it_is_proved(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let page = ana.fill_in("/profile", &[("email", "new@example.org")]).await;
    let page = ana.arrive(page.leads_to("/profile")).await.is(200);
    let page = page.says(SAVED);
    assert!(page.main().text().contains("ana@example.org"), "the old one is in force");
    assert!(page.main().text().contains("new@example.org"), "the new one waits");
    let page = ana.open("/profile").await;
    assert_eq!(page.form("/profile").value("email"), "ana@example.org");

    let link = site.mail("new@example.org", "account.email_change").await.path("/verify-email/");
    let undo = site.mail("ana@example.org", "account.email_change").await.path("/verify-email/");
    // The other browser on the other device, as it may be.
    let mut phone = site.browser();
    let form = phone.open(&link).await.form(&link);
    phone.submit(&form).await.leads_to("/login");
    let page = ana.open("/profile").await;
    assert_eq!(page.form("/profile").value("email"), "new@example.org");
    assert!(!page.main().text().contains("ana@example.org"));

    let form = phone.open(&undo).await.form(&undo);
    phone.submit(&form).await.is(303);
    assert!(!ana.is_signed_in().await, "who was robbed is rid of the robber");
    ana.sign_in("ana@example.org", PASSWORD).await.leads_to("/profile");
}

async fn a_picture_comes_and_goes(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let page = ana.open("/profile").await;
    let first = portrait(&page);
    let form = page.form("/profile");
    assert!(form.multipart);
    for ending in [".jpg", ".jpeg", ".svg", ".png"] {
        assert!(page.control("picture").get("accept").contains(ending), "{ending}");
    }
    // Without a file the rest is saved and the picture stays.
    let page = ana.submit(&form).await.leads_to("/profile");
    assert_eq!(portrait(&ana.arrive(page).await.says(SAVED)), first);
    assert!(!ana.open("/profile").await.has_form("/profile/picture/delete"));

    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9' fill='red'/></svg>";
    let files: [(&str, &str, &[u8]); 3] = [
        ("me.png", "image/png", &png()),
        ("me.svg", "image/svg+xml", svg),
        // A name is no more than a name, and the content decides.
        ("../../<img src=x onerror=alert(1)>\r\n.exe", "text/html", &png()),
    ];
    for (name, media_type, data) in files {
        let form = ana.open("/profile").await.form("/profile");
        let form = form.choose_file("picture", name, media_type, data);
        let page = ana.submit(&form).await.leads_to("/profile");
        let page = ana.arrive(page).await.says(SAVED);
        let address = portrait(&page);
        assert_ne!(address, first);
        let picture = ana.get(&address).await.is(200);
        assert_eq!(picture.header("content-type"), Some("image/webp"), "{name}");
        assert!(picture.header("cache-control").is_some_and(|c| c.contains("immutable")));
        assert!(picture.bytes.starts_with(b"RIFF"));
    }
    let form = ana.open("/profile").await.form("/profile/picture/delete");
    let page = ana.submit(&form).await.leads_to("/profile");
    let page = ana.arrive(page).await.says(&text("en", "flash-picture-removed"));
    assert_eq!(portrait(&page), first);
    let default = ana.get(&first).await.is(200);
    assert!(default.header("content-type").is_some_and(|t| t.starts_with("image/")));
}

async fn what_is_no_picture_leaves_the_old_one(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let form = ana.open("/profile").await.form("/profile");
    let good = form.clone().choose_file("picture", "me.png", "image/png", &png());
    ana.submit(&good).await.leads_to("/profile");
    let old = portrait(&ana.open("/profile").await);

    let large = vec![0x89; (5 << 20) + 1];
    for (name, data) in
        [("a.png", b"no picture".as_slice()), ("a.png", &png()[..30]), ("a.jpg", &large)]
    {
        let form = form.clone().fill("username", "ana_9");
        let form = form.choose_file("picture", name, "image/png", data);
        let page = ana.submit(&form).await.leads_to("/profile");
        let page = ana.arrive(page).await.is(200).says(FAULTY).faulty(&["picture"]);
        assert_eq!(page.form("/profile").value("username"), "ana_9", "typed, not saved");
        assert_eq!(portrait(&page), old);
        assert_eq!(ana.open("/profile").await.form("/profile").value("username"), "ana");
    }
}

async fn details_keep_their_rules(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let path = "/profile/details";
    let long = "x".repeat(501);
    let faulty = [
        ("first_name", &long[..101]),
        ("last_name", "a\u{7}b"),
        ("bio", &long),
        ("location", "a\r\nb"),
        ("linkedin_profile_url", "javascript:alert(1)"),
        ("github_profile_url", "//evil.example"),
        ("locale", "no tag"),
        ("time_zone", "Mars/Olympus"),
    ];
    let form = ana.open(path).await.form(path).fill("show_name", "on");
    let page = ana.submit(&form.clone().fill_all(&faulty)).await;
    let page = page.again(FAULTY, &faulty.map(|(name, _)| name));
    let again = page.form(path);
    assert_eq!(again.value("linkedin_profile_url"), "javascript:alert(1)");
    assert!(again.field("show_name").sent);
    for (name, value) in faulty {
        let page = ana.submit(&form.clone().fill(name, value)).await;
        page.again(FAULTY, &[name]);
    }
    let page = ana.open(path).await.form(path);
    assert!(!page.field("show_name").sent, "nothing was saved");

    // An emptied field is emptied.
    let form = form.fill_all(&[("first_name", " Ana "), ("last_name", "López")]);
    ana.submit(&form).await.leads_to(path);
    let seen = ana.open("/user/ana").await.main().text();
    assert!(seen.contains("Ana López"), "{seen}");
    ana.submit(&form.fill_all(&[("first_name", ""), ("last_name", "")])).await.leads_to(path);
    assert_eq!(ana.open(path).await.form(path).value("last_name"), "");
}

async fn a_password_is_changed_with_the_old_one(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let page = ana.open("/password/change").await;
    let labels: Vec<String> = page.main().all("label").iter().map(Element::text).collect();
    assert_eq!(labels, ["Old password", "New Password", "New Password (Again)"]);
    let tokens = ["old_password", "new_password1", "new_password2"]
        .map(|name| page.control(name).get("autocomplete").to_owned());
    assert_eq!(tokens, ["current-password", "new-password", "new-password"]);

    for (old, new1, new2, field) in [
        ("wrong", NEW_PASSWORD, NEW_PASSWORD, "old_password"),
        (PASSWORD, "short", "short", "new_password1"),
        (PASSWORD, "password1", "password1", "new_password1"),
        (PASSWORD, NEW_PASSWORD, "other", "new_password2"),
        ("", NEW_PASSWORD, NEW_PASSWORD, "old_password"),
    ] {
        let fields = [("old_password", old), ("new_password1", new1), ("new_password2", new2)];
        let page = ana.fill_in("/password/change", &fields).await.is(422).faulty(&[field]);
        assert!(page.flash_and_kind().is_some_and(|(_, kind)| kind == "error"));
        assert!(!page.text.contains(PASSWORD) && !page.text.contains(NEW_PASSWORD));
    }
    site.browser().sign_in("ana", NEW_PASSWORD).await.is(422);
    let page = ana.get("/.well-known/change-password").await;
    assert_eq!(page.location(), Some("/password/change"));
    site.browser()
        .get("/password/change/done")
        .await
        .leads_to("/login?next=%2Fpassword%2Fchange%2Fdone");
}

async fn two_tabs_edit_one_profile(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let one = ana.open("/profile").await.form("/profile");
    let two = ana.open("/profile/details").await.form("/profile/details");
    ana.submit(&one.clone().fill("username", "ana_one")).await.leads_to("/profile");
    ana.submit(&two.fill("bio", "From the other tab.")).await.leads_to("/profile/details");
    let page = ana.open("/user/ana_one").await;
    assert!(page.main().text().contains("From the other tab."));

    // At once: both end well, and one of them is what stays.
    let racing = (0..6).map(|n| {
        let (mut browser, form) = (ana.clone(), one.clone().fill("username", &format!("ana_{n}")));
        async move { browser.submit(&form).await }
    });
    for page in together(racing.collect::<Vec<_>>()).await {
        page.leads_to("/profile");
    }
    let name = ana.open("/profile").await.form("/profile").value("username").to_owned();
    assert!(name.starts_with("ana_") && name.len() == 5, "{name}");

    // One tab signs out; what the other sends changes nothing.
    let mut other = ana.clone();
    ana.sign_out().await;
    let page = other.submit(&one.fill("username", "ana_late")).await;
    page.leads_to("/login?next=%2Fprofile");
    site.browser().get("/user/ana_late").await.fails(404);
}
