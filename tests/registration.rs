//! Registering: what a stranger sends, and what comes of it.

use kit::*;

on_both_databases!(
    a_newcomer_gets_an_account_and_a_link_with_their_own_id,
    a_newcomer_may_say_more_about_themselves,
    addresses_are_normalised,
    every_fault_is_reported_at_once,
    nicknames_keep_their_rules,
    taken_names_are_named,
    racing_registrations_of_one_address_make_one_user,
    racing_registrations_of_one_nickname_make_one_user,
    nobody_becomes_administrator_by_asking,
    the_first_user_may_be_made_administrator,
    registration_can_be_limited,
);

async fn a_newcomer_gets_an_account_and_a_link_with_their_own_id(db: Db) {
    let site = Site::start(db).await;
    let answer = site.guest().post("/register", registration("ana@example.org")).await.is(201);

    let id = answer["id"].as_str().expect("an id").to_owned();
    assert_eq!(id.as_bytes()[14], b'7', "a UUID of version 7: {id}");
    assert!(answer.header("location").is_some_and(|l| l.ends_with(&format!("/api/v1/users/{id}"))));
    assert_eq!(answer["email"], "ana@example.org");
    assert_eq!(answer["email_verified"], false);
    assert_eq!(answer["role"], "ANONYMOUS");
    assert_eq!(answer["is_locked"], false);
    assert_eq!(answer["last_login_at"], Value::Null);
    assert_eq!(answer["extra"], json!({}));
    assert!(!answer.text.contains(PASSWORD));

    let nickname = answer["nickname"].as_str().expect("a nickname");
    let parts: Vec<&str> = nickname.split('_').collect();
    assert!(
        matches!(parts[..], [verb, noun, number] if verb.ends_with("ing") && !noun.is_empty()
        && number.parse::<u64>().is_ok()),
        "verb-noun-number: {nickname}"
    );

    // Not signed in by that, and not able to.
    site.guest()
        .try_sign_in("ana@example.org", PASSWORD)
        .await
        .says(401, "Incorrect email or password.");

    let mail = site.mail("ana@example.org", "account.verification").await;
    assert!(mail.subject.to_lowercase().contains("verify"), "{}", mail.subject);
    let start = format!("{}/verify-email/{id}/", site.server.url());
    let link = mail.link("/verify-email/");
    assert!(link.starts_with(&start), "{link}");
    // 256 random bits at the least.
    assert!(mail.token("/verify-email/").len() >= 43, "{link}");
}

async fn a_newcomer_may_say_more_about_themselves(db: Db) {
    let site = Site::start(db).await;
    let said = json!({
        "nickname": "Lin-Wei_8", "first_name": "林", "last_name": "Wei", "bio": "One.\nTwo.",
        "location": "台北", "linkedin_profile_url": "https://www.linkedin.com/in/lin",
        "github_profile_url": "https://github.com/lin", "locale": "es", "time_zone": "Asia/Taipei",
    });
    let mut body = registration("lin@example.org");
    body.as_object_mut().expect("fields").extend(said.as_object().expect("fields").clone());
    let user = site.guest().post("/register", body).await.is(201);
    for (field, value) in said.as_object().expect("fields") {
        assert_eq!(&user[field], value, "{field}");
    }
    let mail = site.mail("lin@example.org", "account.verification").await;
    assert_eq!(mail.locale, "es");

    // Without a choice of their own people are written to as they browse.
    let body = registration("boris@example.org");
    let call = site.guest().call(Method::POST, "/register").json(&body);
    call.header("accept-language", "ru-RU, en;q=0.5").send().await.is(201);
    let mail = site.mail("boris@example.org", "account.verification").await;
    assert_eq!(mail.locale, "ru");
}

async fn addresses_are_normalised(db: Db) {
    let site = Site::start(db).await;
    let user = site.register("  Ana.Lopez@BÜCHER.example ").await;
    assert_eq!(user["email"], "ana.lopez@xn--bcher-kva.example");
    for same in ["ana.lopez@bücher.example", "ANA.LOPEZ@xn--bcher-kva.EXAMPLE"] {
        let answer = site.guest().post("/register", registration(same)).await;
        answer.says(400, "Email already exists");
    }
}

async fn every_fault_is_reported_at_once(db: Db) {
    let site = Site::start(db).await;
    let guest = site.guest();
    guest.post("/register", json!({})).await.faults(&["email", "password"]);
    guest
        .post(
            "/register",
            json!({
                "email": "no address", "password": "short", "nickname": "a b",
                "first_name": "x".repeat(101), "last_name": "x".repeat(101),
                "bio": "x".repeat(501), "location": "x".repeat(101),
                "profile_picture_url": "javascript:alert(1)",
                "linkedin_profile_url": "/in/ana",
                "github_profile_url": format!("https://github.com/{}", "x".repeat(255)),
                "locale": "not a tag", "time_zone": "Mars/Olympus",
            }),
        )
        .await
        .faults(&[
            "email",
            "password",
            "nickname",
            "first_name",
            "last_name",
            "bio",
            "location",
            "profile_picture_url",
            "linkedin_profile_url",
            "github_profile_url",
            "locale",
            "time_zone",
        ]);
    // A value of another kind is a fault of its field, not of the request.
    for (field, value) in [("email", json!(5)), ("password", json!(["a"])), ("bio", json!({}))] {
        let mut body = registration("ana@example.org");
        body[field] = value;
        guest.post("/register", body).await.faults(&[field]);
    }
    // Unknown fields are refused by name, those that nobody may set included.
    for field in ["emial", "email_verified", "id", "is_locked", "is_professional", "created_at"] {
        let mut body = registration("ana@example.org");
        body[field] = json!(true);
        guest.post("/register", body).await.faults(&[field]);
    }
    for email in
        ["", "ana", "ana@", "@example.org", "ana@example", "a b@example.org", "ana@exa mple.org"]
    {
        guest.post("/register", registration(email)).await.faults(&["email"]);
    }
    let long = format!("{}@{}.example.org", "a".repeat(60), "b.".repeat(100) + "c");
    guest.post("/register", registration(&long)).await.faults(&["email"]);
    assert_eq!(site.head_count().await, 1, "only the administrator who counts");
}

async fn nicknames_keep_their_rules(db: Db) {
    let site = Site::start(db).await;
    let with = |nickname: &str| {
        let email = format!("u{}@example.org", nickname.len());
        json!({"email": email, "password": PASSWORD, "nickname": nickname})
    };
    for bad in ["", "ab", "has space", "naïve", "a/b", "a.b", "аdmin", "<b>", "a\u{0}b", "x\ny"] {
        site.guest().post("/register", with(bad)).await.faults(&["nickname"]);
    }
    for reserved in ["admin", "ADMIN", "api", "Root"] {
        site.guest().post("/register", with(reserved)).await.faults(&["nickname"]);
    }
    site.guest().post("/register", with(&"x".repeat(51))).await.faults(&["nickname"]);
    site.guest().post("/register", with(&"x".repeat(50))).await.is(201);
    site.guest().post("/register", with("a-1")).await.is(201);
}

async fn taken_names_are_named(db: Db) {
    let site = Site::start(db).await;
    let guest = site.guest();
    let ana = json!({"email": "ana@example.org", "password": PASSWORD, "nickname": "Ana_1"});
    guest.post("/register", ana).await.is(201);

    let answer = guest.post("/register", registration("ANA@example.org ")).await;
    let answer = answer.says(400, "Email already exists");
    assert_eq!(answer.fault_fields(), ["email"]);

    let same_nickname =
        json!({"email": "bob@example.org", "password": PASSWORD, "nickname": "aNA_1"});
    let answer = guest.post("/register", same_nickname).await;
    let answer = answer.says(400, "Nickname already exists");
    assert_eq!(answer.fault_fields(), ["nickname"]);

    let both = json!({"email": "ana@example.org", "password": PASSWORD, "nickname": "ANA_1"});
    let answer = guest.post("/register", both.clone()).await.says(400, "Email already exists");
    assert_eq!(answer.fault_fields(), ["email", "nickname"]);

    // In the reader's language, with the same code.
    let call = guest.call(Method::POST, "/register").json(&both).header("accept-language", "es");
    let spanish = call.send().await.is(400);
    assert_eq!(spanish.header("content-language"), Some("es"));
    assert_eq!(spanish["code"], answer["code"]);
    assert_ne!(spanish["detail"], answer["detail"]);

    // Nobody hears of a registration that did not happen.
    site.settle().await;
    assert_eq!(site.count_mail("ana@example.org", "account.verification").await, 1);
    assert_eq!(site.count_mail("bob@example.org", "account.verification").await, 0);
}

async fn racing_registrations_of_one_address_make_one_user(db: Db) {
    let site = Site::start(db).await;
    let answers = site.race(12, |_| registration("ana@example.org")).await;
    let (made, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|a| a.status == 201);
    assert_eq!(made.len(), 1);
    for answer in refused {
        answer.says(400, "Email already exists");
    }
    site.settle().await;
    assert_eq!(site.count_mail("ana@example.org", "account.verification").await, 1);
    let id = made[0]["id"].as_str().expect("an id");
    let mail = site.mail("ana@example.org", "account.verification").await;
    assert!(mail.path("/verify-email/").contains(id), "the link is the real user's");
}

async fn racing_registrations_of_one_nickname_make_one_user(db: Db) {
    let site = Site::start(db).await;
    let variants = ["Otter", "otter", "OTTER", "oTTer"];
    let answers = site
        .race(12, |n| {
            let nickname = variants[n % variants.len()];
            json!({"email": format!("u{n}@example.org"), "password": PASSWORD, "nickname": nickname})
        })
        .await;
    let (made, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|a| a.status == 201);
    assert_eq!(made.len(), 1);
    for answer in refused {
        answer.says(400, "Nickname already exists");
    }
    // No mail for a user whose insert failed.
    site.settle().await;
    let mut told = 0;
    for n in 0..12 {
        told += site.count_mail(&format!("u{n}@example.org"), "account.verification").await;
    }
    assert_eq!(told, 1);
}

async fn nobody_becomes_administrator_by_asking(db: Db) {
    let site = Site::start(db).await;
    for (n, role) in ["ADMIN", "admin", "MANAGER", "no such role"].into_iter().enumerate() {
        let mut body = registration(&format!("u{n}@example.org"));
        body["role"] = json!(role);
        let user = site.guest().post("/register", body).await.is(201);
        assert_eq!(user["role"], "ANONYMOUS");
    }
    let eve = site.register_and_verify("eve@example.org").await;
    assert_eq!(eve.me().await["role"], "AUTHENTICATED");
    eve.get("/users").await.says(403, "Operation not permitted");
}

async fn the_first_user_may_be_made_administrator(db: Db) {
    let site = Site::with("accounts.first_user_is_admin", true).start(db).await;
    let first = site.register("ana@example.org").await;
    assert_eq!(first["role"], "ADMIN");
    assert_eq!(first["email_verified"], true);
    // At work at once, with a token that opens everything.
    let ana = Person::sign_in(&site.guest(), "ana@example.org", PASSWORD).await;
    ana.get("/audit").await.is(200);

    let second = site.register("bob@example.org").await;
    assert_eq!(second["role"], "ANONYMOUS");
    let mail = site.mail("bob@example.org", "account.verification").await;
    assert_eq!(site.count_mail("ana@example.org", "account.verification").await, 0);

    // Asking for another mail, or spending somebody's link, lowers nothing.
    let again = json!({"email": "ana@example.org"});
    site.guest().post("/verify-email/resend", again).await.is(202);
    let token = mail.token("/verify-email/");
    let stolen = format!("/verify-email/{}/{token}", ana.id);
    site.guest().get(&stolen).await.says(400, "Invalid or expired verification token");
    assert_eq!(ana.me().await["role"], "ADMIN");

    // Two firsts at once are one administrator.
    let db = site.db.another();
    let site = Site::with("accounts.first_user_is_admin", true).start(db).await;
    let answers = site.race(6, |n| registration(&format!("u{n}@example.org"))).await;
    let admins = answers.iter().filter(|a| a["role"] == "ADMIN").count();
    assert_eq!(admins, 1);
}

async fn registration_can_be_limited(db: Db) {
    let mut site = Site::with("accounts.allowed_email_domains", "example.org,example.net")
        .with("accounts.refused_email_domains", "bad.example.org")
        .start(db)
        .await;
    site.register("ana@example.net").await;
    for email in ["ana@example.com", "ana@bad.example.org", "ana@notexample.org"] {
        site.guest().post("/register", registration(email)).await.faults(&["email"]);
    }
    site.set("accounts.registration", "closed");
    site.restart().await;
    site.guest().post("/register", registration("bob@example.org")).await.is(403);
    assert_eq!(site.head_count().await, 2);
}
