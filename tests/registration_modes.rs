//! Who may register: everyone, the invited, or nobody; and from where.

use kit::*;

on_both_databases!(
    by_invitation_only_the_invited_come_in,
    one_invitation_admits_one_person,
    closed_means_closed,
    domains_are_allowed_and_refused,
    a_bad_invitation_is_told_where_everyone_may_come,
);
on_sqlite!(the_page_says_how_to_come_in);

const PATH: &str = "/invitations";

async fn invited(by: &Person, email: &str) -> (Answer, String) {
    let made = by.post(PATH, json!({"name": "Bo", "email": email})).await.is(201);
    let url = made["accept_url"].as_str().expect("a link");
    let token = url.split("token=").nth(1).expect("a token").to_owned();
    (made, token)
}

fn joining(email: &str, token: &str) -> Value {
    json!({"email": email, "password": PASSWORD, "invitation": token})
}

async fn by_invitation_only_the_invited_come_in(db: Db) {
    let setup = Site::with("accounts.registration", "invitation");
    let site = setup.start(db).await;
    let ana = site.member("ana").await;
    let before = site.head_count().await;
    let refused = async |body: Value| {
        let answer = site.guest().post("/register", body).await.is(403);
        assert_eq!(answer["code"], "registration_closed");
    };
    refused(registration("x@example.net")).await;
    refused(joining("x@example.net", "")).await;
    refused(joining("x@example.net", "garbage")).await;
    // Nothing is said of what was typed to whoever may not come in.
    refused(json!({"email": "x", "password": "x", "colour": "red"})).await;
    let (made, token) = invited(&ana, "bo@example.net").await;
    let path = format!("{PATH}/{}", made["id"].as_str().expect("an id"));
    ana.patch(&path, json!({"status": "REVOKED"})).await.is(200);
    refused(joining("bo@example.net", &token)).await;
    assert_eq!(site.head_count().await, before);

    let (_, token) = invited(&ana, "bo@example.net").await;
    let user = site.guest().post("/register", joining("bo@example.net", &token)).await.is(201);
    assert_eq!(user["email_verified"], true);
    refused(joining("more@example.net", &token)).await;
    // Managers and the command line need no invitation.
    let root = site.admin().await;
    root.post("/users", registration("cy@example.net")).await.is(201);
    let args = ["users", "create", "--email", "di@example.net", "--password-stdin"];
    site.roster_given(PASSWORD, &args).await.ok();
}

async fn one_invitation_admits_one_person(db: Db) {
    let setup = Site::with("accounts.registration", "invitation");
    let site = setup.start(db).await;
    let ana = site.member("ana").await;
    let (_, token) = invited(&ana, "bo@example.net").await;
    let answers = site.race(8, |n| joining(&format!("guest{n}@example.net"), &token)).await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(403)), (1, 7), "{answers:?}");
    assert_eq!(site.head_count().await, 3);
}

async fn closed_means_closed(db: Db) {
    let site = Site::with("accounts.registration", "closed").start(db).await;
    let ana = site.member("ana").await;
    let (made, token) = invited(&ana, "bo@example.net").await;
    for body in [registration("x@example.net"), joining("bo@example.net", &token)] {
        site.guest().post("/register", body).await.is(403);
    }
    let path = path_of(made["accept_url"].as_str().expect("a link"));
    let page = site.browser().open(&path).await;
    assert!(!page.has_form("/register"), "{}", page.text);
    let page = site.browser().post_with_token("/register", &[("email", "x@example.net")]).await;
    page.fails(403);
    site.admin().await.post("/users", registration("cy@example.net")).await.is(201);
}

async fn domains_are_allowed_and_refused(db: Db) {
    let setup =
        Site::with("accounts.allowed_email_domains", "club.example, bücher.example, bad.example")
            .with("accounts.refused_email_domains", "bad.example");
    let site = setup.start(db).await;
    let register = async |email: &str| site.guest().post("/register", registration(email)).await;
    for email in ["a@club.example", "b@CLUB.example", "a@xn--bcher-kva.example", "b@bücher.example"]
    {
        register(email).await.is(201);
    }
    for email in
        ["a@else.example", "a@sub.club.example", "a@bad.example", "a@myclub.example", "a@example"]
    {
        register(email).await.faults(&["email"]);
    }
    let answer = register("a@else.example").await;
    assert_eq!(answer.fault_code("email"), "email_domain_refused");
    // Managers know what they do.
    let root = site.admin().await;
    let body = json!({"email": "ana@else.example", "password": PASSWORD, "email_verified": true});
    root.post("/users", body).await.is(201);
    let ana = Person::sign_in(&site.guest(), "ana@else.example", PASSWORD).await;
    // Nobody is invited who could not come, and nobody moves there by themselves.
    let body = json!({"name": "Bo", "email": "bo@bad.example"});
    ana.post(PATH, body).await.faults(&["email"]);
    invited(&ana, "bo@club.example").await;
    ana.patch("/users/me", json!({"email": "ana@bad.example"})).await.faults(&["email"]);
    ana.patch("/users/me", json!({"email": "ana@club.example"})).await.is(200);
    root.patch(&ana.path(), json!({"email": "ana@bad.example"})).await.is(200);

    let other = Db::sqlite();
    let setup = Site::with("accounts.refused_email_domains", "bad.example");
    let site = setup.start(other).await;
    let register = async |email: &str| site.guest().post("/register", registration(email)).await;
    for email in ["a@bad.example", "a@mail.bad.example", "a@BAD.example"] {
        register(email).await.faults(&["email"]);
    }
    for email in ["a@notbad.example", "a@bad.example.org"] {
        register(email).await.is(201);
    }
}

async fn a_bad_invitation_is_told_where_everyone_may_come(db: Db) {
    let site = Site::start(db).await;
    for token in ["", "garbage"] {
        let answer = site.guest().post("/register", joining("x@example.net", token)).await;
        answer.faults(&["invitation"]);
    }
    assert_eq!(site.head_count().await, 1);
    let mut body = registration("x@example.net");
    body["invitation"] = Value::Null;
    site.guest().post("/register", body).await.is(201);
}

async fn the_page_says_how_to_come_in(db: Db) {
    let site = Site::with("accounts.registration", "invitation").start(db).await;
    let ana = site.member("ana").await;
    let (_, token) = invited(&ana, "bo@example.net").await;
    for locale in LANGUAGES {
        let page = site.browser().reading(locale).open("/register").await;
        assert!(!page.has_form("/register"));
        let said = page.main().text();
        assert!(said.contains(&text(locale, "page-register-closed-text")), "{said}");
    }
    let page = site.browser().open(&format!("/register?invitation={token}")).await;
    assert_eq!(page.form("/register").value("email"), "bo@example.net");
    let shut = Site::with("accounts.registration", "closed").start(Db::sqlite()).await;
    for locale in LANGUAGES {
        let page = shut.browser().reading(locale).open("/register").await;
        let said = page.main().text();
        assert!(said.contains(&text(locale, "page-register-shut-text")), "{said}");
    }
}
