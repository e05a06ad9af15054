//! The ways that people go, by plain forms: from registering to leaving.

use kit::*;

on_both_databases!(
    a_member_comes_stays_and_leaves,
    a_forgotten_password_is_set_anew,
    the_first_administrator_is_made_through_the_printed_link,
    the_first_user_may_become_administrator,
    an_address_is_proved_by_a_button,
    a_person_who_is_deleted_at_once_is_gone,
    registration_may_be_closed,
);

const EMAIL: &str = "ana@example.org";
const REGISTERED: &str =
    "Your account is made. We sent you a link to confirm your email address: check your mail.";

fn newcomer<'a>(username: &'a str, email: &'a str) -> [(&'a str, &'a str); 4] {
    [("username", username), ("email", email), ("password1", PASSWORD), ("password2", PASSWORD)]
}

async fn a_member_comes_stays_and_leaves(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browser();

    // A stranger finds the way in.
    let home = ana.open("/").await;
    assert!(home.has_link("/register") && home.has_link("/login"));
    let form = ana.open("/register").await.form("/register");
    assert_eq!(form.field("mailing_list").kind, "checkbox");
    assert!(!form.field("mailing_list").sent, "nobody is opted in unasked");
    let page = ana.submit(&form.fill_all(&newcomer("Ana_1", EMAIL))).await.leads_to("/login");
    assert_eq!(page.text, "");
    ana.arrive(page).await.is(200).says(REGISTERED);
    // It is said once.
    assert_eq!(ana.open("/login").await.flash(), None);

    // Not proved yet, so not known.
    let page = ana.sign_in("Ana_1", PASSWORD).await;
    page.again("Invalid credentials. Try again", &[]);

    let link = site.mail(EMAIL, "account.verification").await.path("/verify-email/");
    let page = ana.open(&link).await;
    assert_eq!(page.main().all("form").len(), 1);
    let page = ana.submit(&page.form(&link)).await.leads_to("/login");
    ana.arrive(page).await.says(&text("en", "flash-verified"));

    let page = ana.sign_in(EMAIL, PASSWORD).await.leads_to("/profile");
    let page = ana.arrive(page).await.is(200);
    assert!(page.main().text().contains("Ana_1") && page.main().text().contains(EMAIL));
    assert!(page.has_link("/password/change") && page.has_link("/logout"));
    assert_eq!(page.form("/profile").value("username"), "Ana_1");

    // The name, and nothing else.
    let page = ana.fill_in("/profile", &[("username", "Ana_2")]).await.leads_to("/profile");
    let page = ana.arrive(page).await.is(200).says("Profile updated successfully");
    assert_eq!(page.form("/profile").value("username"), "Ana_2");
    ana.open("/user/ana_2").await;

    let fields = [
        ("first_name", "Ana"),
        ("bio", "I like quiet places.\n<b>& herons</b>"),
        ("location", "Kazan"),
        ("time_zone", "Europe/Moscow"),
        ("mailing_list", "on"),
    ];
    let page = ana.fill_in("/profile/details", &fields).await.leads_to("/profile/details");
    let form = ana.arrive(page).await.says("Profile updated successfully").form("/profile/details");
    for (field, value) in fields {
        assert_eq!(form.value(field).replace("\r\n", "\n"), value, "{field}");
    }
    assert!(form.field("mailing_list").sent && !form.field("show_name").sent);
    let page = ana.open("/user/Ana_2").await.main().text();
    assert!(page.contains("<b>& herons</b>") && page.contains("Kazan"), "{page}");
    assert!(!page.contains("Ana "), "the name is nobody's business: {page}");

    let fields = [
        ("old_password", PASSWORD),
        ("new_password1", NEW_PASSWORD),
        ("new_password2", NEW_PASSWORD),
    ];
    let page = ana.fill_in("/password/change", &fields).await.leads_to("/password/change/done");
    let page = ana.arrive(page).await.is(200);
    assert!(page.main().text().contains("Congrats. Your password was changed."));
    assert!(page.has_link("/profile"));

    let zip = ana.get("/profile/data/download").await.is(200);
    assert_eq!(zip.header("content-type"), Some("application/zip"));
    assert_eq!(zip.header("cache-control"), Some("no-store"));
    assert!(zip.header("content-disposition").is_some_and(|d| d.starts_with("attachment;")));
    assert!(zip.bytes.starts_with(b"PK\x03\x04"));

    let page = ana.open("/logout").await;
    assert!(page.main().text().contains("Are you sure you want to logout?"));
    assert_eq!(page.buttons(), ["LogOut"]);
    let page = ana.submit(&page.form("/logout")).await.leads_to("/login");
    ana.arrive(page).await.says(&text("en", "flash-signed-out"));
    assert!(!ana.is_signed_in().await);
    ana.sign_in("ANA_2", PASSWORD).await.again("Invalid credentials. Try again", &[]);
    ana.sign_in("ANA_2", NEW_PASSWORD).await.leads_to("/profile");

    // Leaving wants the password, and can be thought over.
    let page = ana.fill_in("/profile/data", &[]).await.is(422).faulty(&["password"]);
    assert!(page.flash_and_kind().is_some_and(|(_, kind)| kind == "error"));
    let page = ana.fill_in("/profile/data", &[("password", PASSWORD)]).await;
    page.is(422).faulty(&["password"]);
    assert!(ana.is_signed_in().await);
    let fields = [("password", NEW_PASSWORD), ("posts", "keep")];
    let page = ana.fill_in("/profile/data", &fields).await.leads_to("/");
    ana.arrive(page).await.says(&text("en", "flash-deletion-requested"));
    assert!(!ana.is_signed_in().await);
    site.browser().get("/user/Ana_2").await.fails(404);
    let page = ana.sign_in(EMAIL, NEW_PASSWORD).await.leads_to("/profile");
    ana.arrive(page).await.is(200).says(&text("en", "flash-deletion-withdrawn"));
    site.browser().open("/user/Ana_2").await;
    ana.sign_out().await;
}

async fn a_forgotten_password_is_set_anew(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut guest = site.browser();
    assert!(guest.open("/login").await.has_link("/password/reset"));

    guest.fill_in("/password/reset", &[("email", "no address")]).await.is(422).faulty(&["email"]);
    // Whether the address is anybody's is not told.
    let mut seen = Vec::new();
    for email in ["nobody@example.org", EMAIL] {
        let page = guest.fill_in("/password/reset", &[("email", email)]).await;
        let page = page.leads_to("/password/reset/sent");
        seen.push(guest.arrive(page).await.is(200).main().text());
    }
    assert_eq!(seen[0], seen[1]);

    let link = site.mail(EMAIL, "password.reset").await.path("/password/reset/");
    let page = guest.open(&link).await;
    assert!(page.control("new_password1").get("autocomplete") == "new-password");
    for (first, second, field) in [
        ("short", "short", "new_password1"),
        (NEW_PASSWORD, PASSWORD, "new_password2"),
        ("", "", "new_password1"),
    ] {
        let fields = [("new_password1", first), ("new_password2", second)];
        let page = guest.fill_in(&link, &fields).await.is(422).faulty(&[field]);
        assert!(!page.text.contains(NEW_PASSWORD));
    }
    let fields = [("new_password1", NEW_PASSWORD), ("new_password2", NEW_PASSWORD)];
    let form = page.form(&link).fill_all(&fields);
    let page = guest.submit(&form).await.leads_to("/login");
    guest.arrive(page).await.says(&text("en", "flash-password-set"));
    assert!(!ana.is_signed_in().await, "every session has ended");
    ana.sign_in("ana", NEW_PASSWORD).await.leads_to("/profile");

    // The link is spent, for the button as for the page.
    let spent = guest.submit(&form).await.is(400);
    for page in [spent, guest.get(&link).await, guest.get("/password/reset/garbage").await] {
        let page = page.is(400);
        assert_eq!(page.h1(), text("en", "page-link-bad-title"));
        assert!(page.has_link("/password/reset"), "a new one is offered");
    }
}

async fn the_first_administrator_is_made_through_the_printed_link(db: Db) {
    let mut site = Site::start(db).await;
    let link = |site: &Site| {
        let found = links(&site.server.log()).into_iter().find(|link| link.contains("/setup/"));
        found.expect("a link on standard output")
    };
    let first = path_of(&link(&site));
    let mut root = site.browser();
    let form = root.open(&first).await.form(&first);
    root.get("/setup/garbage").await.fails(404);
    let page = root.submit(&form.clone().fill("email", "x")).await.is(422);
    page.faulty(&["email", "password1"]);
    let fields = [("email", "root@example.org"), ("password1", PASSWORD), ("password2", PASSWORD)];
    let form = form.fill_all(&fields);
    let page = root.submit(&form).await.leads_to("/login");
    assert!(root.arrive(page).await.is(200).flash().is_some());
    root.sign_in("root@example.org", PASSWORD).await.leads_to("/profile");
    assert_eq!(site.admin().await.me().await["role"], "ADMIN");

    // Once, and never while there is an administrator.
    site.browser().get(&first).await.fails(404);
    let mut late = site.browser();
    let token = late.token().await;
    let form = form.fill("csrf_token", &token).fill("email", "late@example.org");
    late.submit(&form).await.fails(404);
    site.restart().await;
    assert!(!site.server.log().contains("/setup/"));
    assert_eq!(site.head_count().await, 1);
}

async fn the_first_user_may_become_administrator(db: Db) {
    let site = Site::with("accounts.first_user_is_admin", true).start(db).await;
    let mut first = site.browser();
    let page = first.fill_in("/register", &newcomer("first", "first@example.org")).await;
    first.arrive(page.leads_to("/login")).await.says(&text("en", "flash-verified"));
    first.sign_in("first", PASSWORD).await.leads_to("/profile");
    let me = Person::sign_in(&site.guest(), "first", PASSWORD).await;
    assert_eq!(me.me().await["role"], "ADMIN");

    let mut second = site.browser();
    let page = second.fill_in("/register", &newcomer("second", "second@example.org")).await;
    second.arrive(page.leads_to("/login")).await.says(REGISTERED);
    second.sign_in("second", PASSWORD).await.is(422);
}

async fn an_address_is_proved_by_a_button(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browser();
    ana.fill_in("/register", &newcomer("ana", EMAIL)).await.leads_to("/login");
    let link = site.mail(EMAIL, "account.verification").await.path("/verify-email/");

    // A scanner's visits spend nothing, and no button works in two browsers.
    let mut scanner = site.browser();
    for _ in 0..2 {
        scanner.open(&link).await;
        scanner.request(Method::HEAD, &link, None).await.is(200);
        scanner.post(&link, &[]).await.fails(403);
    }
    ana.sign_in("ana", PASSWORD).await.is(422);

    // Another link takes the place of the first.
    let mut other = site.browser();
    let form = other.open("/verify-email").await.form("/verify-email");
    for email in [EMAIL, "nobody@example.org"] {
        let page = other.submit(&form.clone().fill("email", email)).await;
        let page = page.leads_to("/verify-email");
        assert!(other.arrive(page).await.flash().is_some());
    }
    other.submit(&form.fill("email", "x")).await.is(422).faulty(&["email"]);
    let newer = site.nth_mail(2, EMAIL, "account.verification").await.path("/verify-email/");
    assert_ne!(link, newer);
    for bad in [link.as_str(), "/verify-email/x/y", &newer[..newer.len() - 1]] {
        let page = site.browser().get(bad).await.is(400);
        assert_eq!(page.h1(), text("en", "page-link-bad-title"));
        assert!(page.has_link("/verify-email"), "a new one is offered");
    }
    let form = scanner.open(&newer).await.form(&newer);
    scanner.submit(&form).await.leads_to("/login");
    scanner.submit(&form).await.is(400);
    ana.sign_in("ana", PASSWORD).await.leads_to("/profile");
}

async fn a_person_who_is_deleted_at_once_is_gone(db: Db) {
    let site = Site::with("accounts.deletion_grace_days", 0).start(db).await;
    let mut ana = site.browsing("ana").await;
    let page = ana.fill_in("/profile/data", &[("password", PASSWORD)]).await.leads_to("/");
    let page = ana.arrive(page).await.is(200);
    assert!(page.flash().is_some_and(|flash| flash != text("en", "flash-deletion-requested")));
    assert!(!ana.is_signed_in().await);
    ana.sign_in("ana", PASSWORD).await.again("Invalid credentials. Try again", &[]);

    // The last administrator cannot go.
    let mut root = site.browser();
    root.sign_in("root@example.org", PASSWORD).await.leads_to("/profile");
    let page = root.fill_in("/profile/data", &[("password", PASSWORD)]).await;
    assert!((400..500).contains(&page.status), "{}: {}", page.status, page.text);
    assert!(root.is_signed_in().await);
}

async fn registration_may_be_closed(db: Db) {
    let mut site = Site::with("accounts.registration", "closed").start(db).await;
    let mut ana = site.browser();
    let page = ana.open("/register").await;
    assert!(!page.has_form("/register"));
    ana.post_with_token("/register", &newcomer("ana", EMAIL)).await.fails(403);

    site.set("accounts.registration", "open");
    site.restart().await;
    let mut ana = site.browser();
    let form = ana.open("/register").await.form("/register").fill_all(&newcomer("ana", EMAIL));
    // Values typed are kept, passwords never; each fault stands at its field.
    let faulty =
        form.clone().fill_all(&[("username", "a b"), ("email", "ana@"), ("mailing_list", "on")]);
    let page = ana.submit(&faulty.fill("password2", "another")).await;
    let page = page.again("Invalid credentials. Try again", &["username", "email", "password2"]);
    let kept = page.form("/register");
    assert_eq!((kept.value("username"), kept.value("email")), ("a b", "ana@"));
    assert!(kept.field("mailing_list").sent);
    assert_eq!(kept.value("password1"), "");
    assert!(!page.text.contains(PASSWORD) && page.title().starts_with("Error: "));

    ana.submit(&form).await.leads_to("/login");
    let mut other = site.browser();
    let page = other.fill_in("/register", &newcomer("ANA", "Ana@Example.ORG ")).await;
    let page = page.again("Invalid credentials. Try again", &["username", "email"]);
    assert!(page.fault("email").contains("Email already exists"));
    assert!(page.fault("username").contains("Nickname already exists"));
    assert!(page.main().all("a").iter().any(|a| a.get("href").starts_with("/login")));
    // Without a name one is made up.
    other.fill_in("/register", &newcomer("", "bo@example.org")).await.leads_to("/login");
    assert_eq!(site.head_count().await, 3);
}
