//! A person's sessions: seen, and ended.

use kit::*;

on_both_databases!(
    people_see_their_sessions,
    people_end_one_session,
    ending_another_wants_a_recent_password,
    nobody_sees_or_ends_anothers,
    a_browser_is_forgotten_after_twelve_idle_hours,
    a_remembered_browser_is_known_for_thirty_days,
    parts_of_tokens_make_no_cookie,
    a_new_device_is_told_of_once,
    the_link_of_that_mail_ends_the_session,
);

async fn people_see_their_sessions(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let form = format!("username=ana&password={PASSWORD}");
    let tokens = site
        .guest()
        .call(Method::POST, "/login")
        .body("application/x-www-form-urlencoded", form)
        .header("user-agent", "Tablet/2.0 <script>")
        .send()
        .await
        .is(200);
    let tablet = claims(tokens["access_token"].as_str().expect("a token"))["sid"].clone();

    let sessions = ana.get("/users/me/sessions").await.is(200);
    assert_eq!(sessions.items().len(), 2);
    for session in sessions.items() {
        let mine = session["id"] == ana.claims()["sid"];
        assert_eq!(session["current"], mine);
        assert_eq!(session["address"], "127.0.0.1");
        let device = session["device"].as_str().expect("a device");
        assert_eq!(device, if mine { "kit" } else { "Tablet" });
        for time in ["created_at", "last_seen_at"] {
            assert!(session[time].as_str().is_some_and(|t| t.ends_with('Z')), "{session}");
        }
    }
    assert!(sessions.items().iter().any(|s| s["id"] == tablet));
}

async fn people_end_one_session(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let (lost, kept) = (ana.again().await, ana.again().await);
    let lost_id = lost.claims()["sid"].as_str().expect("sid").to_owned();
    let path = format!("/users/me/sessions/{lost_id}");
    ana.delete(&path).await.is(204);
    assert!(!lost.is_signed_in().await);
    lost.try_refresh(&lost.refresh_token).await.is(400);
    assert!(kept.is_signed_in().await);
    assert_eq!(ana.get("/users/me/sessions").await.items().len(), 2);
    ana.delete(&path).await.is(404);
    for strange in ["nothing", "01890000-0000-7000-8000-000000000000", "%00"] {
        ana.delete(&format!("/users/me/sessions/{strange}")).await.is(404);
    }
    let query = [("action", "session.revoked"), ("actor", ana.id.as_str())];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert!(audit.items().iter().any(|e| e["subject"]["id"] == lost_id.as_str()), "{}", audit.text);

    // One's own needs nothing more.
    let own = ana.claims()["sid"].as_str().expect("sid").to_owned();
    ana.delete(&format!("/users/me/sessions/{own}")).await.is(204);
    assert!(!ana.is_signed_in().await);
}

async fn ending_another_wants_a_recent_password(db: Db) {
    let site = Site::with_clock().start(db).await;
    let mut ana = site.member("ana").await;
    let other = ana.again().await;
    site.clock().minutes(16);
    ana.refresh().await;
    let id = |person: &Person| person.claims()["sid"].as_str().expect("sid").to_owned();
    let path = format!("/users/me/sessions/{}", id(&other));
    let answer = ana.delete(&path).await.is(403);
    assert_eq!(answer["code"], "reauthentication_required");
    other.try_refresh(&other.refresh_token).await.is(200);

    let body = json!({"password": PASSWORD});
    ana.call(Method::DELETE, &path).json(&body).send().await.is(204);
    ana.delete(&format!("/users/me/sessions/{}", id(&ana))).await.is(204);
}

async fn nobody_sees_or_ends_anothers(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    let id = ana.claims()["sid"].as_str().expect("sid").to_owned();
    assert!(!bob.get("/users/me/sessions").await.text.contains(&id));
    bob.delete(&format!("/users/me/sessions/{id}")).await.is(404);
    site.admin().await.delete(&format!("/users/me/sessions/{id}")).await.is(404);
    assert!(ana.is_signed_in().await);
}

/// Lets what a copy remembers of who is signed in run out.
async fn a_moment() {
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
}

async fn a_browser_is_forgotten_after_twelve_idle_hours(db: Db) {
    let site = Site::with_clock().start(db).await;
    let mut ana = site.browsing("ana").await;
    for hours in [11, 22, 33] {
        site.clock().hours(hours);
        a_moment().await;
        assert!(ana.is_signed_in().await, "used every eleven hours, {hours}");
    }
    site.clock().hours(46);
    a_moment().await;
    assert!(!ana.is_signed_in().await);
}

async fn a_remembered_browser_is_known_for_thirty_days(db: Db) {
    let site = Site::with_clock().start(db).await;
    site.account("ana", "AUTHENTICATED").await;
    let mut ana = site.browser();
    let fields = [("username", "ana"), ("password", PASSWORD), ("remember", "on")];
    let page = ana.fill_in("/login", &fields).await.leads_to("/profile");
    assert!(page.set_cookie("roster").contains("; Max-Age=2592000"));
    for (days, known) in [(12, true), (29, true), (31, false)] {
        site.clock().days(days);
        a_moment().await;
        assert_eq!(ana.is_signed_in().await, known, "{days}");
    }
}

async fn parts_of_tokens_make_no_cookie(db: Db) {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let bytes = URL_SAFE_NO_PAD.decode(&ana.refresh_token).expect("base64url");
    let mut browser = site.browser();
    for secret in [&bytes[16..48], &bytes[48..]] {
        let cookie = URL_SAFE_NO_PAD.encode([&bytes[..16], secret].concat());
        browser.cookies.insert("roster".into(), cookie);
        assert!(!browser.is_signed_in().await);
    }
    // Nor do those of a cookie make a token.
    let mut browser = site.browser();
    browser.sign_in("ana", PASSWORD).await.leads_to("/profile");
    let bytes = URL_SAFE_NO_PAD.decode(browser.session()).expect("base64url");
    let token = URL_SAFE_NO_PAD.encode([&bytes[..], &bytes[16..]].concat());
    ana.try_refresh(&token).await.is(400);
    ana.as_guest().with_bearer(browser.session()).get("/users/me").await.is(401);
    assert!(browser.is_signed_in().await);
    assert!(ana.is_signed_in().await);
}

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async fn a_new_device_is_told_of_once(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    ana.again().await;
    // Through both doors at once.
    let form = format!("username=ana&password={PASSWORD}");
    let by_api = (0..4).map(|_| {
        let call = site.guest().call(Method::POST, "/login").header("user-agent", FIREFOX);
        call.body("application/x-www-form-urlencoded", form.clone()).send()
    });
    let mut browser = site.browser().with_header("user-agent", FIREFOX);
    let (answers, page) = tokio::join!(together(by_api), browser.sign_in("ana", PASSWORD));
    page.leads_to("/profile");
    assert!(answers.iter().all(|answer| answer.status == 200));
    let mail = site.mail(&ana.email, "account.new_device").await;
    for words in ["Firefox on Linux", "127.0.0.1", "(UTC)"] {
        assert!(mail.text.contains(words), "{words}: {}", mail.text);
    }
    let mut browser = site.browser().with_header("user-agent", FIREFOX);
    browser.sign_in("ana", PASSWORD).await.leads_to("/profile");
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "account.new_device").await, 1);
    // The first device of all is nothing to speak of.
    let root = site.admin().await.email.clone();
    assert_eq!(site.count_mail(&root, "account.new_device").await, 0);
}

async fn the_link_of_that_mail_ends_the_session(db: Db) {
    let site = Site::with_clock().start(db).await;
    let ana = site.member("ana").await;
    let mut thief = site.browser().with_header("user-agent", FIREFOX);
    let remembered = [("username", "ana"), ("password", PASSWORD), ("remember", "on")];
    thief.fill_in("/login", &remembered).await.leads_to("/profile");
    let link = site.mail(&ana.email, "account.new_device").await.path("/sessions/end/");
    // A mail scanner looks and ends nothing.
    let mut browser = site.browser();
    assert!(browser.open(&link).await.main().text().contains("Firefox on Linux"));
    assert!(thief.is_signed_in().await);
    browser.fill_in(&link, &[]).await.is(200);
    assert!(!thief.is_signed_in().await);
    assert!(ana.is_signed_in().await);
    browser.get(&link).await.is(400);

    let mut other = site.browser().with_header("user-agent", "curl/8.14.1");
    other.fill_in("/login", &remembered).await.leads_to("/profile");
    let link = site.nth_mail(2, &ana.email, "account.new_device").await.path("/sessions/end/");
    browser.get(&link).await.is(200);
    site.clock().days(8);
    browser.get(&link).await.is(400);
    a_moment().await;
    assert!(other.is_signed_in().await);
}
