//! Where addresses lead: `next`, members' pages, slashes, HEAD, nowhere.

use kit::*;

on_both_databases!(
    members_pages_lead_through_signing_in_and_back,
    next_leads_only_to_local_paths,
    the_signed_in_are_led_to_their_account,
    addresses_are_the_same_with_a_slash,
);

const MEMBERS: [&str; 10] = [
    "/profile",
    "/account",
    "/profile/details",
    "/profile/sessions",
    "/profile/data",
    "/profile/data/download",
    "/logout",
    "/password/change",
    "/password/change/done",
    "/reauthenticate",
];

async fn members_pages_lead_through_signing_in_and_back(db: Db) {
    let site = Site::start(db).await;
    site.account("ana", "AUTHENTICATED").await;
    for path in MEMBERS {
        let mut ana = site.browser();
        let asked = format!("{path}?a=b&c=%C3%A9");
        let page = ana.get(&asked).await.is(303);
        let location = page.location().expect("a location").to_owned();
        let encoded = asked.replace('%', "%25").replace('/', "%2F").replace('?', "%3F");
        let encoded = encoded.replace('=', "%3D").replace('&', "%26");
        assert_eq!(location, format!("/login?next={encoded}"));
        // Through a fault and on to where they wanted to be.
        let form = ana.open(&location).await.form("/login").fill("username", "ana");
        let page = ana.submit(&form.fill("password", "wrong")).await.is(422);
        let form = page.form("/login").fill("password", PASSWORD);
        assert_eq!(form.value("next"), asked);
        ana.submit(&form).await.leads_to(&asked);
    }

    // And through registering.
    let mut boris = site.browser();
    let page = boris.open("/login?next=%2Fprofile%2Fdetails").await;
    let link = page.main().all("a").into_iter().find(|a| a.get("href").starts_with("/register"));
    let link = link.expect("a link to register").get("href").to_owned();
    let form = boris.open(&link).await.form("/register");
    assert_eq!(form.value("next"), "/profile/details", "{link}");
    let fields = [
        ("username", "boris"),
        ("email", "boris@example.org"),
        ("password1", PASSWORD),
        ("password2", "other"),
    ];
    let form = boris.submit(&form.fill_all(&fields)).await.is(422).form("/register");
    let fields = [("password1", PASSWORD), ("password2", PASSWORD)];
    let page = boris.submit(&form.fill_all(&fields)).await;
    let page = page.leads_to("/login?next=%2Fprofile%2Fdetails");
    let form = boris.arrive(page).await.form("/login");
    let path = site.mail("boris@example.org", "account.verification").await.path("/verify-email/");
    site.guest().get(&path).await.is(200);
    let form = form.fill_all(&[("username", "boris"), ("password", PASSWORD)]);
    boris.submit(&form).await.leads_to("/profile/details");
}

async fn next_leads_only_to_local_paths(db: Db) {
    let site = Site::start(db).await;
    site.account("ana", "AUTHENTICATED").await;
    let mut ana = site.browser();
    let form = ana.open("/login").await.form("/login");
    let form = form.fill_all(&[("username", "ana"), ("password", PASSWORD)]);
    let evil = [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/%09/evil.example",
        "/%0d%0aLocation: https://evil.example",
        "/\r\nSet-Cookie: a=b",
        "https:evil.example",
        "https:/evil.example",
        "https://evil.example",
        "http://127.0.0.1@evil.example/",
        "HTTPS://EVIL.EXAMPLE",
        "javascript:alert(1)",
        "data:text/html,x",
        "/%2Fevil.example",
        "/%2f%2fevil.example",
        "/%5Cevil.example",
        "/%5c%5cevil.example",
        "/%252fevil.example",
        "/.//evil.example",
        "/a/..//evil.example",
        "/../evil.example",
        "/;//evil.example",
        "evil.example",
        "?next=//evil.example",
        "/profile\u{0}",
        "/профиль",
        "",
    ];
    for next in evil {
        let mut guest = ana.clone();
        let page = guest.submit(&form.clone().fill("next", next)).await;
        assert_eq!(page.location(), Some("/profile"), "{next:?}");
        let address = format!("/login?{}", encoded("next", next));
        let mut guest = site.browser();
        let page = guest.open(&address).await;
        assert_eq!(page.form("/login").value("next"), "", "{next:?}");
    }
    for next in ["/", "/about", "/user/ana?a=b&c=d", "/profile/details"] {
        let page = ana.clone().submit(&form.clone().fill("next", next)).await;
        assert_eq!(page.location(), Some(next));
    }
    // Wherever else a form carries it.
    ana.submit(&form).await.leads_to("/profile");
    for next in evil {
        let fields = [("next", next), ("password", PASSWORD)];
        ana.post_with_token("/reauthenticate", &fields).await.leads_to("/profile");
        for (path, field, value) in [("/locale", "locale", "en"), ("/theme", "theme", "auto")] {
            ana.post_with_token(path, &[(field, value), ("next", next)]).await.leads_to("/");
        }
    }
}

fn encoded(name: &str, value: &str) -> String {
    let mut out = format!("{name}=");
    for byte in value.bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
    out
}

async fn the_signed_in_are_led_to_their_account(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    for path in ["/login", "/register", "/login?next=%2Fabout", "/register/"] {
        ana.get(path).await.leads_to("/profile");
    }
    let head_count = site.head_count().await;
    let fields = [("email", "x@example.org"), ("password1", PASSWORD), ("password2", PASSWORD)];
    ana.post_with_token("/register", &fields).await.leads_to("/profile");
    let fields = [("username", "root@example.org"), ("password", PASSWORD)];
    let before = ana.session().to_owned();
    ana.post_with_token("/login", &fields).await.leads_to("/profile");
    assert_eq!(ana.session(), before, "nobody becomes another");
    assert_eq!(site.head_count().await, head_count);
    let page = ana.open("/").await;
    assert!(page.has_link("/logout") && !page.has_link("/register"));
    assert!(page.main().text().contains(&text("en", "page-home-next")), "their next steps");
}

async fn addresses_are_the_same_with_a_slash(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut guest = site.browser();
    for path in ["/", "/home", "/about", "/login", "/register", "/password/reset", "/verify-email"]
    {
        let page = guest.open(path).await;
        let slash = guest.open(&format!("{}/", path.trim_end_matches('/'))).await;
        assert_eq!(page.h1(), slash.h1(), "{path}");
        let head = guest.request(Method::HEAD, path, None).await.is(200);
        assert!(head.bytes.is_empty() && head.is_html(), "{path}");
    }
    for path in MEMBERS {
        for path in [path.to_owned(), format!("{path}/")] {
            let page = ana.get(&path).await.is(200);
            let head = ana.request(Method::HEAD, &path, None).await.is(200);
            assert!(head.bytes.is_empty(), "{path}");
            assert_eq!(page.header("content-type"), head.header("content-type"));
            guest.request(Method::HEAD, &path, None).await.is(303);
        }
    }
    // A form with a slash behind works too.
    let page = ana.post_with_token("/profile/", &[("username", "ana_2")]).await;
    page.leads_to("/profile");
    for path in ["/nowhere", "/profile/nowhere", "/user/", "/user/a/b", "/logi", "/%00", "/LOGIN"] {
        for browser in [&mut ana, &mut guest] {
            let page = browser.get(path).await.fails(404);
            assert!(page.has_link("/"), "{path}");
        }
    }
}
