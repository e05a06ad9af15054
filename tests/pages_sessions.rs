//! Sessions of browsers: their cookies, their life, who ends them.

use kit::*;

on_both_databases!(
    cookies_are_kept_from_scripts_and_other_sites,
    under_https_cookies_are_bound_to_the_host,
    a_planted_value_is_never_signed_in,
    every_rise_brings_another_cookie,
    sessions_are_seen_and_ended,
    a_session_ends_with_its_cause,
    sessions_live_twelve_idle_hours_or_thirty_days,
    a_new_device_is_told_of_and_can_be_ended,
    what_matters_asks_for_the_password_again,
);

const SESSIONS: &str = "/profile/sessions";

async fn cookies_are_kept_from_scripts_and_other_sites(db: Db) {
    let site = Site::start(db).await;
    site.account("ana", "AUTHENTICATED").await;
    let mut ana = site.browser();
    let form = ana.open("/login").await.form("/login");
    // A guest's value is gone once there is a session.
    assert_eq!(ana.cookies.keys().collect::<Vec<_>>(), ["roster_guest"]);
    let fields = [("username", "ana"), ("password", PASSWORD)];
    let page = ana.submit(&form.clone().fill_all(&fields)).await.leads_to("/profile");
    let line = page.set_cookie("roster");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(line.split("; ").any(|p| p == part), "{line}");
    }
    assert!(!line.contains("Secure") && !line.contains("Max-Age"), "{line}");
    assert_eq!(ana.cookies.keys().collect::<Vec<_>>(), ["roster"]);
    assert!(ana.session().len() >= 43);
    let dump = site.db.dump();
    assert!(!dump.contains(ana.session()), "only a hash is kept");

    let mut phone = site.browser();
    let fields = [("username", "ana"), ("password", PASSWORD), ("remember", "on")];
    let page = phone.fill_in("/login", &fields).await.leads_to("/profile");
    assert!(page.set_cookie("roster").contains("; Max-Age=2592000"), "{:?}", page.headers);
}

async fn under_https_cookies_are_bound_to_the_host(db: Db) {
    let site = Site::with("http.public_url", "https://people.example").start(db).await;
    let mut ana = site.browsing("ana").await;
    assert_eq!(ana.cookies.keys().collect::<Vec<_>>(), ["__Host-roster"]);
    let page = ana.open("/profile").await;
    let mut browser = site.browser();
    let page_of_guest = browser.open("/login").await;
    assert!(page_of_guest.set_cookie("__Host-roster_guest").contains("; Secure"));
    let page = ana.submit(&page.form("/theme").with("theme", "dark")).await;
    assert!(page.set_cookie("theme").contains("; Secure"));
    // A cookie of that name without the prefix is nobody's.
    let mut other = site.browser();
    other.cookies.insert("roster".into(), ana.session().to_owned());
    assert!(!other.is_signed_in().await);
    // Forms of the site's own pages come from the public address.
    let mut ana = ana.with_header("origin", "https://people.example");
    ana.fill_in("/profile", &[("username", "ana_2")]).await.leads_to("/profile");
    let mut ana = ana.with_header("origin", "https://people.example.evil.example");
    let token = ana.token().await;
    ana.post("/profile", &[("csrf_token", &token), ("username", "ana_3")]).await.fails(403);
    ana.open("/user/ana_2").await;
}

async fn a_planted_value_is_never_signed_in(db: Db) {
    let site = Site::start(db).await;
    site.account("ana", "AUTHENTICATED").await;
    let mut thief = site.browsing("thief").await;
    let planted = [thief.session().to_owned(), "A".repeat(64), "x".repeat(9000), "%00".into()];
    for value in planted {
        let mut ana = site.browser();
        ana.cookies.insert("roster_guest".into(), "B".repeat(43));
        if value != thief.session() {
            ana.cookies.insert("roster".into(), value.clone());
        }
        if value.len() > 8192 {
            // No header that long is read at all.
            ana.get("/login").await.is(422);
            continue;
        }
        ana.sign_in("ana", PASSWORD).await.leads_to("/profile");
        assert_ne!(ana.session(), value);
        let mut other = site.browser();
        other.cookies.insert("roster".into(), value.clone());
        let theirs = value == thief.session();
        assert_eq!(other.is_signed_in().await, theirs);
    }
    // Whoever is signed in as somebody else is not signed in as ana by her form.
    let page = thief.open("/profile").await;
    assert!(page.main().text().contains("thief"));
    let mut guest = site.browser();
    guest.cookies.insert("roster_guest".into(), "B".repeat(43));
    guest.cookies.insert("roster_flash".into(), "eyJjIjoiPHNjcmlwdD4ifQ".into());
    let page = guest.open("/login").await;
    assert_eq!(page.flash(), None, "a made-up flash says nothing");
}

async fn every_rise_brings_another_cookie(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut seen = vec![ana.session().to_owned()];
    ana.fill_in("/reauthenticate", &[("password", PASSWORD)]).await.leads_to("/profile");
    seen.push(ana.session().to_owned());
    let fields = [
        ("old_password", PASSWORD),
        ("new_password1", NEW_PASSWORD),
        ("new_password2", NEW_PASSWORD),
    ];
    ana.fill_in("/password/change", &fields).await.leads_to("/password/change/done");
    seen.push(ana.session().to_owned());
    assert!(ana.is_signed_in().await);
    ana.sign_out().await;
    ana.sign_in("ana", NEW_PASSWORD).await.leads_to("/profile");
    seen.push(ana.session().to_owned());
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 4);
    // The old ones are worth nothing.
    for old in seen.iter().filter(|value| *value != ana.session()) {
        let mut other = site.browser();
        other.cookies.insert("roster".into(), old.clone());
        assert!(!other.is_signed_in().await);
    }
    assert!(ana.is_signed_in().await);
}

/// The forms that end one other session each.
fn ends(page: &Page) -> Vec<String> {
    let forms = page.html.all("form");
    let actions = forms.iter().map(|form| form.get("action").to_owned());
    actions.filter(|a| a.starts_with(SESSIONS) && a.ends_with("/end")).collect()
}

async fn sessions_are_seen_and_ended(db: Db) {
    let site = Site::start(db).await;
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let mut ana = site.browsing("ana").await;
    let page = ana.open(SESSIONS).await;
    assert!(ends(&page).is_empty() && !page.has_form("/profile/sessions/end-others"));

    let mut others = Vec::new();
    for _ in 0..3 {
        let mut other = site.browser().with_header("user-agent", firefox);
        other.sign_in("ana", PASSWORD).await.leads_to("/profile");
        others.push(other);
    }
    let program = Person::sign_in(&site.guest(), "ana", PASSWORD).await;
    let page = ana.open(SESSIONS).await;
    let seen = page.main().text();
    assert!(seen.contains("Firefox") && seen.contains("127.0.0.1"), "{seen}");
    assert_eq!(ends(&page).len(), 4);

    // Somebody else's, and one that never was.
    let mut bob = site.browsing("bob").await;
    let token = bob.token().await;
    let theirs = ends(&page)[0].clone();
    bob.post(&theirs, &[("csrf_token", &token)]).await.fails(404);
    for strange in ["x", "01890000-0000-7000-8000-000000000000", "%00"] {
        bob.post(&format!("{SESSIONS}/{strange}/end"), &[("csrf_token", &token)]).await.fails(404);
    }
    assert_eq!(ends(&ana.open(SESSIONS).await).len(), 4);

    let ended = ana.submit(&page.form(&theirs)).await.leads_to(SESSIONS);
    let page = ana.arrive(ended).await.says(&text("en", "flash-session-ended"));
    assert_eq!(ends(&page).len(), 3);
    let page = ana.submit(&page.form("/profile/sessions/end-others")).await.leads_to(SESSIONS);
    let page = ana.arrive(page).await.says(&text("en", "flash-sessions-ended"));
    assert!(ends(&page).is_empty());
    for other in &mut others {
        assert!(!other.is_signed_in().await);
    }
    assert!(!program.is_signed_in().await);
    assert!(ana.is_signed_in().await && bob.is_signed_in().await);
}

async fn a_session_ends_with_its_cause(db: Db) {
    let site = Site::start(db).await;
    let admin = site.admin().await;
    for cause in ["sign-out", "password", "lock", "deletion"] {
        let name = format!("ana-{}", &cause[..4]);
        let mut ana = site.browsing(&name).await;
        let mut copy = ana.clone();
        assert!(copy.is_signed_in().await);
        let person = Person::sign_in(&site.guest(), &name, PASSWORD).await;
        match cause {
            "sign-out" => ana.sign_out().await,
            "password" => {
                let change = json!({"old_password": PASSWORD, "new_password": NEW_PASSWORD});
                person.post("/password/change", change).await.is(204);
            }
            "lock" => {
                admin.post(&format!("{}/lock", person.path()), json!({})).await.is(200);
            }
            _ => {
                admin.delete(&person.path()).await.is(204);
            }
        }
        assert!(!copy.is_signed_in().await, "{cause}");
        let page = copy.fill_in("/login", &[]).await;
        assert_eq!(page.status, 422, "{cause}: no more than a guest");
    }
    // A lock is told to who knows the password, and to nobody else.
    let locked = "Account locked due to too many failed login attempts.";
    let mut ana = site.browser();
    ana.sign_in("ana-lock", PASSWORD).await.again(locked, &[]);
    ana.sign_in("ana-lock", "wrong").await.again("Invalid credentials. Try again", &[]);
    // A failed sign-in keeps the name, never the password.
    let page = ana.sign_in("ana-lock", NEW_PASSWORD).await;
    assert_eq!(page.form("/login").value("username"), "ana-lock");
    assert!(!page.text.contains(NEW_PASSWORD));
    site.account("eve", "AUTHENTICATED").await;
    for _ in 0..5 {
        ana.sign_in("eve", "wrong").await.again("Invalid credentials. Try again", &[]);
    }
    ana.sign_in("eve", PASSWORD).await.again(locked, &[]);
}

/// A session counts as used once a minute of its own clock; what this copy
/// remembers of it runs out within a second.
async fn used(browser: &mut Browser) -> bool {
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    browser.is_signed_in().await
}

async fn sessions_live_twelve_idle_hours_or_thirty_days(db: Db) {
    let site = Site::with_clock().start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut phone = site.browser();
    let fields = [("username", "ana"), ("password", PASSWORD), ("remember", "on")];
    phone.fill_in("/login", &fields).await.leads_to("/profile");
    for hours in [11, 22, 33] {
        site.clock().hours(hours);
        assert!(used(&mut ana).await, "{hours}");
    }
    site.clock().hours(33 + 13);
    assert!(!used(&mut ana).await);
    site.clock().days(29);
    assert!(used(&mut phone).await);
    // Thirty days from signing in, however much it is used.
    site.clock().days(31);
    assert!(!used(&mut phone).await);
    site.clock().set(0);
}

async fn a_new_device_is_told_of_and_can_be_ended(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut thief = site.browser().with_header("user-agent", "Mozilla/5.0 (Macintosh) Safari/605");
    thief.sign_in("ana", PASSWORD).await.leads_to("/profile");
    let mail = site.mail("ana@example.org", "account.new_device").await;
    let link = mail.path("/sessions/end/");

    // From wherever the mail is read, by a button.
    let mut reader = site.browser();
    let page = reader.open(&link).await;
    assert!(page.main().text().contains("127.0.0.1"), "{}", page.text);
    reader.request(Method::HEAD, &link, None).await.is(200);
    reader.post(&link, &[]).await.fails(403);
    assert!(thief.is_signed_in().await);
    let page = reader.submit(&page.form(&link)).await.is(200);
    assert_eq!(page.h1(), text("en", "page-session-ended-title"));
    assert!(page.has_link("/password/reset"));
    assert!(!thief.is_signed_in().await);
    assert!(ana.is_signed_in().await);
    for bad in [link.as_str(), "/sessions/end/garbage"] {
        let page = reader.get(bad).await.is(400);
        assert_eq!(page.h1(), text("en", "page-link-bad-title"));
    }
    // The same device once more is nothing new.
    thief.sign_in("ana", PASSWORD).await.leads_to("/profile");
    site.settle().await;
    assert_eq!(site.count_mail("ana@example.org", "account.new_device").await, 1);
}

async fn what_matters_asks_for_the_password_again(db: Db) {
    let site = Site::with_clock().start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut phone = site.browser();
    phone.sign_in("ana", PASSWORD).await.leads_to("/profile");
    site.clock().minutes(16);

    // A nickname does not matter that much; an address does.
    ana.fill_in("/profile", &[("username", "ana_2")]).await.leads_to("/profile");
    let fields = [("username", "ana_3"), ("email", "new@example.org")];
    let page = ana.fill_in("/profile", &fields).await.leads_to("/reauthenticate?next=%2Fprofile");
    let page = ana.arrive(page).await.is(200);
    assert_eq!(page.form("/reauthenticate").value("next"), "/profile");
    let form = page.form("/reauthenticate");
    let page = ana.submit(&form.clone().fill("password", "wrong")).await.is(422);
    let form = page.faulty(&["password"]).form("/reauthenticate");
    assert_eq!(form.value("next"), "/profile");
    let before = ana.session().to_owned();
    let page = ana.submit(&form.fill("password", PASSWORD)).await.leads_to("/profile");
    assert_ne!(ana.session(), before);
    // What was typed has come along, and now it is taken.
    let form = ana.arrive(page).await.is(200).form("/profile");
    assert_eq!((form.value("username"), form.value("email")), ("ana_3", "new@example.org"));
    assert_eq!(site.count_mail("new@example.org", "account.email_change").await, 0);
    ana.submit(&form).await.leads_to("/profile");
    site.mail("new@example.org", "account.email_change").await;

    // Sessions other than one's own.
    site.clock().minutes(40);
    let end = ends(&ana.open(SESSIONS).await)[0].clone();
    for path in [end.as_str(), "/profile/sessions/end-others"] {
        let token = ana.token().await;
        let page = ana.post(path, &[("csrf_token", &token)]).await;
        page.leads_to("/reauthenticate?next=%2Fprofile%2Fsessions");
    }
    assert!(phone.is_signed_in().await);
    let next = "/reauthenticate?next=%2Fprofile%2Fsessions";
    ana.fill_in(next, &[("password", PASSWORD)]).await.leads_to(SESSIONS);
    let form = ana.open(SESSIONS).await.form("/profile/sessions/end-others");
    ana.submit(&form).await.leads_to(SESSIONS);
    assert!(!phone.is_signed_in().await);
    site.clock().set(0);
}
