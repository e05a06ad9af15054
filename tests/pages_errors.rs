//! Errors as pages: in the frame, in words, with the request's id.

use kit::*;

on_both_databases!(
    errors_are_pages_in_the_frame,
    a_form_without_its_token_changes_nothing,
    throttles_are_told_of_on_a_page,
);

async fn errors_are_pages_in_the_frame(db: Db) {
    let site = Site::start(db).await;
    for locale in LANGUAGES {
        let mut guest = site.browser().reading(locale).with_header("x-request-id", "my-id-1");
        let page = guest.get("/nowhere").await.fails(404);
        assert_eq!(page.header("x-request-id"), Some("my-id-1"));
        assert_eq!(page.h1(), text(locale, "title-not-found"));
        assert_eq!(page.lang(), locale);
        let page = guest.request(Method::DELETE, "/login", None).await.fails(405);
        let allow = page.header("allow").expect("Allow");
        assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
        assert_eq!(page.h1(), text(locale, "title-method-not-allowed"));
        for (method, path) in [("POST", "/about"), ("GET", "/theme"), ("PUT", "/")] {
            let method = method.parse().expect("a method");
            guest.request(method, path, None).await.fails(405);
        }
        let large = vec![b'x'; (1 << 20) + 1];
        let kind = "application/x-www-form-urlencoded";
        let page = guest.post_body("/login", kind, large).await.fails(413);
        assert_eq!(page.h1(), text(locale, "title-body-too-large"));
        let page = guest.post_body("/login", "application/json", "{}").await.fails(415);
        assert_eq!(page.lang(), locale);
        guest.get("/user/nobody").await.fails(404);
        guest.get("/setup/nothing").await.fails(404);
    }
    // A request id that is no plain one is replaced, and no page trusts it.
    let mut guest = site.browser().with_header("x-request-id", "<script>alert(1)</script>");
    let page = guest.get("/nowhere").await.fails(404);
    assert!(!page.text.contains("alert(1)"));
    // The signed-in stay themselves on a page of an error.
    let mut ana = site.browsing("ana").await;
    assert!(ana.get("/nowhere").await.fails(404).has_link("/logout"));
}

/// Every form, and what a stranger would make of it.
const FORMS: [(&str, &[(&str, &str)]); 10] = [
    ("/profile", &[("username", "robbed")]),
    ("/account", &[("username", "robbed")]),
    ("/profile/details", &[("bio", "robbed")]),
    ("/profile/picture/delete", &[]),
    ("/profile/sessions/end-others", &[]),
    ("/profile/data", &[("password", PASSWORD)]),
    (
        "/password/change",
        &[
            ("old_password", PASSWORD),
            ("new_password1", NEW_PASSWORD),
            ("new_password2", NEW_PASSWORD),
        ],
    ),
    ("/reauthenticate", &[("password", PASSWORD)]),
    ("/locale", &[("locale", "ru")]),
    ("/logout", &[]),
];

async fn a_form_without_its_token_changes_nothing(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut phone = site.browser();
    phone.sign_in("ana", PASSWORD).await.leads_to("/profile");
    let mut bob = site.browsing("bob").await;
    let (own, theirs) = (ana.token().await, bob.token().await);
    let guests = site.browser().token().await;
    let me = Person::sign_in(&site.guest(), "ana", PASSWORD).await;
    let before = me.me().await.text;
    for (path, fields) in FORMS {
        for token in [None, Some(""), Some("x"), Some(theirs.as_str()), Some(guests.as_str())] {
            let mut all = fields.to_vec();
            all.extend(token.map(|token| ("csrf_token", token)));
            ana.post(path, &all).await.fails(403);
        }
        // The token alone is not enough when the browser says who asks.
        let mut all = fields.to_vec();
        all.push(("csrf_token", &own));
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            ana.clone().with_header(name, value).post(path, &all).await.fails(403);
        }
        // In the address or in JSON it is not read.
        let address = format!("{path}?csrf_token={own}");
        ana.post(&address, fields).await.fails(403);
        let body = json!({"csrf_token": own}).to_string();
        ana.post_body(path, "application/json", body).await.fails(415);
        ana.post_body(path, "text/plain", format!("csrf_token={own}")).await.fails(415);
    }
    assert!(ana.is_signed_in().await && phone.is_signed_in().await);
    assert_eq!(me.me().await.text, before);
    Person::sign_in(&site.guest(), "ana", PASSWORD).await;

    // Guests' forms: signing somebody in, registering, asking for mails.
    let mut guest = site.browser();
    let register = [("email", "x@example.org"), ("password1", PASSWORD), ("password2", PASSWORD)];
    let forms: [(&str, &[(&str, &str)]); 4] = [
        ("/login", &[("username", "ana"), ("password", PASSWORD)]),
        ("/register", &register),
        ("/password/reset", &[("email", "ana@example.org")]),
        ("/verify-email", &[("email", "ana@example.org")]),
    ];
    for (path, fields) in forms {
        for token in ["", guests.as_str()] {
            let mut all = fields.to_vec();
            all.push(("csrf_token", token));
            guest.post(path, &all).await.fails(403);
        }
        site.browser().post(path, fields).await.fails(403);
    }
    assert!(!guest.is_signed_in().await);
    site.settle().await;
    assert_eq!(site.count_mail("ana@example.org", "password.reset").await, 0);
    assert_eq!(site.count_mail("x@example.org", "account.verification").await, 0);

    // A token of before signing in is none afterwards.
    let form = guest.open("/login").await.form("/login");
    let stale = form.value("csrf_token").to_owned();
    guest.submit(&form.fill_all(&[("username", "bob"), ("password", PASSWORD)])).await.is(303);
    guest.post("/logout", &[("csrf_token", &stale)]).await.fails(403);
    assert!(guest.is_signed_in().await);
}

async fn throttles_are_told_of_on_a_page(db: Db) {
    let setup = Site::with("limits.enabled", true).with("limits.sign_in_per_minute", 3);
    let site = setup.with("limits.register_per_hour", 3).start(db).await;
    let mut guest = site.browser().reading("es");
    for _ in 0..3 {
        guest.sign_in("nobody", "wrong").await.is(422);
    }
    let page = guest.sign_in("nobody", "wrong").await.fails(429);
    assert_eq!(page.h1(), text("es", "title-throttled"));
    for n in 0..4 {
        let email = format!("n{n}@example.org");
        let fields = [("email", email.as_str()), ("password1", PASSWORD), ("password2", PASSWORD)];
        let page = guest.fill_in("/register", &fields).await;
        if n < 3 {
            page.leads_to("/login");
        } else {
            page.fails(429);
        }
    }
}

#[tokio::test]
async fn a_database_that_hangs_is_told_of_on_a_page() {
    let cluster = Cluster::start();
    let site = Site::start(Db::on_cluster(&cluster)).await;
    let mut ana = site.browsing("ana").await;
    let mut guest = site.browser();
    let form = guest.open("/login").await.form("/login");
    cluster.freeze();
    let fields = [("username", "ana"), ("password", PASSWORD)];
    let page = guest.submit(&form.fill_all(&fields)).await.fails(503);
    assert_eq!(page.h1(), text("en", "title-unavailable"));
    assert_eq!(guest.get("/about").await.status, 200, "what needs no database works");
    cluster.thaw();
    eventually("the site to be back", async || {
        (ana.clone().get("/profile").await.status == 200).then_some(())
    })
    .await;
    assert!(ana.is_signed_in().await);
}
