//! Invitations as the invited meet them: the link, the code, and coming in.

use kit::*;

on_both_databases!(
    a_scan_counts_once_and_leads_on_each_time,
    fifty_scans_at_once_count_once,
    what_is_tampered_with_leads_nowhere,
    what_has_ended_says_so,
    a_configured_address_is_used_exactly,
    the_invited_address_comes_in_proved,
    the_page_of_registration_is_filled_in,
    another_address_has_to_be_proved,
    every_open_invitation_converts_by_any_way_in,
    three_invitations_and_one_registration_at_once,
    a_proof_waits_for_the_mail_of_others,
);
on_sqlite!(a_locked_inviter_sends_nothing, everyone_reads_the_mail_in_the_inviters_language);

async fn accepted(site: &Site) -> usize {
    // The clock may have moved on.
    let root = site.admin().await.again().await;
    root.list("/audit", &[("action", "invitation.accepted")]).await.is(200).items().len()
}

async fn a_scan_counts_once_and_leads_on_each_time(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = invite(&ana, "bo@example.net").await;
    let wanted = format!("/register?invitation={}", token_in(&shared_link(&made)));
    let mut phone = site.browser();
    // A look marks nothing.
    let look = phone.request(Method::HEAD, &shared_link(&made), None).await.is(302);
    assert_eq!(look.location(), Some(wanted.as_str()));
    let look = ana.as_guest().call(Method::HEAD, &shared_link(&made)).send().await.is(302);
    assert_eq!(look.header("location"), Some(wanted.as_str()));
    assert_eq!(ana.get(&own(&made)).await.is(200)["status"], "SENT");

    let first = phone.get(&shared_link(&made)).await.is(302);
    assert_eq!(first.location(), Some(wanted.as_str()));
    let seen = ana.get(&own(&made)).await.is(200);
    assert_eq!((&seen["status"], seen["accepted_at"].is_string()), (&json!("ACCEPTED"), true));
    // By page and API, with a slash, by somebody signed in.
    for path in [shared_link(&made), shared_link(&made).replace("accept?", "accept/?")] {
        assert_eq!(phone.get(&path).await.is(302).location(), Some(wanted.as_str()));
        for who in [ana.as_guest(), ana.with_bearer(&ana.access_token)] {
            let answer = who.get(&path).await.is(302);
            assert_eq!(answer.header("location"), Some(wanted.as_str()));
        }
    }
    assert_eq!(ana.get(&own(&made)).await.is(200).json, seen.json);
    assert_eq!(accepted(&site).await, 1);
    // Who scanned is not written down.
    let query = [("action", "invitation.accepted")];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert!(audit.items()[0]["address"].is_null(), "{}", audit.text);
    // The API marks as well.
    let other = invite(&ana, "cy@example.net").await;
    ana.as_guest().get(&shared_link(&other)).await.is(302);
    assert_eq!(ana.get(&own(&other)).await.is(200)["status"], "ACCEPTED");
}

async fn fifty_scans_at_once_count_once(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = invite(&ana, "bo@example.net").await;
    let answers = together((0..50).map(|_| {
        let (guest, path) = (site.guest(), shared_link(&made));
        async move { guest.get(&path).await }
    }))
    .await;
    let wanted = format!("/register?invitation={}", token_in(&shared_link(&made)));
    assert!(answers.iter().all(|a| a.status == 302 && a.header("location") == Some(&wanted)));
    assert_eq!(accepted(&site).await, 1);
    let stats = ana.get("/invitations/stats").await.is(200);
    assert_eq!((&stats["sent"], &stats["accepted"]), (&json!(1), &json!(1)));
}

async fn what_is_tampered_with_leads_nowhere(db: Db) {
    let site = Site::start(db).await;
    let (ana, eve) = (site.member("ana").await, site.member("eve").await);
    let made = invite(&ana, "bo@example.net").await;
    let foreign = invite(&eve, "cy@example.net").await;
    let token = token_in(&shared_link(&made));
    let path =
        |inviter: &str, token: &str| format!("/invitations/accept?inviter={inviter}&token={token}");
    let mut wrong = vec![
        "/invitations/accept".to_owned(),
        format!("/invitations/accept?token={token}"),
        "/invitations/accept?inviter=YW5h".to_owned(),
        path("ZXZl", &token),
        path("QW5h", &token),
        path("YW5h%00", &token),
        path("YW5hYW5h", &token),
        path("", &token),
        path("YW5h", ""),
        path("YW5h", &"A".repeat(43)),
        path("YW5h", &format!("{token}A")),
        path("YW5h", &token[1..]),
        path("YW5h", "..%2F..%2Fetc%2Fpasswd"),
        path("YW5h", &token_in(&shared_link(&foreign))),
        path("YW5h", &"x".repeat(7000)),
    ];
    for at in 0..token.len() {
        let mut bytes = token.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        wrong.push(path("YW5h", &String::from_utf8(bytes).expect("text")));
    }
    let mut browser = site.browser();
    for path in &wrong {
        let page = browser.get(path).await.fails(404);
        assert_eq!(page.location(), None, "{path}");
        let answer = site.guest().get(path).await.says(404, "Invitation not found");
        assert_eq!(answer.header("location"), None, "{path}");
    }
    // What the inviter is called may be padded, as base64 often is.
    browser.get(&path("YW5h====", &token)).await.is(302);
    assert_eq!(ana.get(&own(&made)).await.is(200)["status"], "ACCEPTED");
    assert_eq!(eve.get(&own(&foreign)).await.is(200)["status"], "SENT");
}

async fn what_has_ended_says_so(db: Db) {
    let site = Site::with_clock().start(db).await;
    let ana = site.member("ana").await;
    let revoked = invite(&ana, "bo@example.net").await;
    let (late, seen) = (invite(&ana, "cy@example.net").await, invite(&ana, "di@example.net").await);
    ana.as_guest().get(&shared_link(&seen)).await.is(302);
    ana.patch(&own(&revoked), json!({"status": "REVOKED"})).await.is(200);
    let ended = async |made: &Answer| {
        let answer = site
            .guest()
            .get(&shared_link(made))
            .await
            .says(410, "This invitation is no longer valid.");
        assert_eq!(
            (answer["code"].as_str(), answer.header("location")),
            (Some("invitation_gone"), None)
        );
        let page = site.browser().get(&shared_link(made)).await.fails(410);
        assert_eq!((page.location(), page.h1()), (None, text("en", "title-invitation-gone")));
        let body = joining("x@example.net", &shared_link(made));
        let answer = site.guest().post("/register", body).await.faults(&["invitation"]);
        assert_eq!(answer.fault_code("invitation"), "invitation_invalid");
        // Where everyone may come in, the page of registration stays as it is.
        let page = site
            .browser()
            .open(&format!("/register?invitation={}", token_in(&shared_link(made))))
            .await;
        assert_eq!(page.form("/register").value("email"), "");
    };
    ended(&revoked).await;
    site.clock().days(13);
    site.guest().get(&shared_link(&late)).await.is(302);
    site.clock().days(14);
    for made in [&late, &seen] {
        ended(made).await;
    }
    let russian = site.browser().reading("ru").get(&shared_link(&late)).await.is(410);
    assert_eq!(russian.h1(), text("ru", "title-invitation-gone"));
    assert_eq!(accepted(&site).await, 2);
}

async fn a_configured_address_is_used_exactly(db: Db) {
    let exact = "https://elsewhere.example/Wel%63ome?a=b&a=%20c#top";
    let site = Site::with("invitations.redirect_url", exact).start(db).await;
    let ana = site.member("ana").await;
    let made = invite(&ana, "bo@example.net").await;
    for _ in 0..2 {
        assert_eq!(site.browser().get(&shared_link(&made)).await.is(302).location(), Some(exact));
    }
    let path = format!("{}&next=https://evil.example", shared_link(&made));
    assert_eq!(site.guest().get(&path).await.is(302).header("location"), Some(exact));
}

async fn the_invited_address_comes_in_proved(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = invite(&ana, "Bo@Example.net").await;
    site.guest().get(&shared_link(&made)).await.is(302);
    let user = site
        .guest()
        .post("/register", joining("bo@example.net", &shared_link(&made)))
        .await
        .is(201);
    assert_eq!((&user["email_verified"], &user["role"]), (&json!(true), &json!("AUTHENTICATED")));
    Person::sign_in(&site.guest(), "bo@example.net", PASSWORD).await;
    let seen = ana.get(&own(&made)).await.is(200);
    assert_eq!((&seen["status"], seen["converted_at"].is_string()), (&json!("CONVERTED"), true));
    assert_eq!(seen.rels(), ["qr", "self"]);
    site.mail("bo@example.net", "account.welcome").await;
    site.settle().await;
    assert_eq!(site.count_mail("bo@example.net", "account.verification").await, 0);
    // The link still leads on, and admits nobody else.
    site.guest().get(&shared_link(&made)).await.is(302);
    let body = joining("other@example.net", &shared_link(&made));
    site.guest().post("/register", body).await.faults(&["invitation"]);
    ana.patch(&own(&made), json!({"status": "REVOKED"})).await.is(409);
    let root = site.admin().await;
    let audit = root.list("/audit", &[("action", "invitation.converted")]).await.is(200);
    assert_eq!(audit.items()[0]["after"]["member"], user["id"]);
    let audit = root.list("/audit", &[("action", "user.registered")]).await.is(200);
    let own_entry = audit.items().iter().find(|e| e["subject"]["id"] == user["id"]).expect("entry");
    assert_eq!(own_entry["after"]["invitation"], made["id"]);
    // Faults are told as ever.
    let other = invite(&ana, "cy@example.net").await;
    let bad = json!({"email": "cy@example.net", "password": "short", "invitation": token_in(&shared_link(&other))});
    site.guest().post("/register", bad).await.faults(&["password"]);
    let bad = json!({"email": "cy@example.net", "password": PASSWORD, "invitation": 5});
    site.guest().post("/register", bad).await.faults(&["invitation"]);
    assert_eq!(ana.get(&own(&other)).await.is(200)["status"], "SENT");
    site.roster(&["audit", "verify"]).await.ok();
}

async fn the_page_of_registration_is_filled_in(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = invite(&ana, "bo@example.net").await;
    let mut browser = site.browser();
    let page = browser.open(&shared_link(&made)).await;
    let form = page.form("/register");
    assert_eq!(form.value("email"), "bo@example.net");
    assert!(page.main().text().contains("ana invited you."), "{}", page.text);
    // A fault keeps the invitation.
    let faulty = form.clone().fill_all(&[("password1", PASSWORD), ("password2", "another one")]);
    let page =
        browser.submit(&faulty).await.again("Invalid credentials. Try again", &["password2"]);
    let form = page.form("/register");
    assert_eq!(form.value("email"), "bo@example.net");
    let filled =
        form.fill_all(&[("password1", PASSWORD), ("password2", PASSWORD), ("username", "bo_b")]);
    browser.submit(&filled).await.leads_to("/login");
    browser.sign_in("bo_b", PASSWORD).await.leads_to("/profile");
    assert_eq!(ana.get(&own(&made)).await.is(200)["status"], "CONVERTED");
    // Whoever is signed in has no need of it.
    let other = invite(&ana, "cy@example.net").await;
    let page = browser.get(&shared_link(&other)).await;
    assert_eq!(browser.arrive(page).await.is(200).title(), browser.open("/profile").await.title());
}

async fn another_address_has_to_be_proved(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = invite(&ana, "bo@example.net").await;
    let user = site
        .guest()
        .post("/register", joining("bo@home.example", &shared_link(&made)))
        .await
        .is(201);
    assert_eq!((&user["email_verified"], &user["role"]), (&json!(false), &json!("ANONYMOUS")));
    site.mail("bo@home.example", "account.verification").await;
    // It let somebody in, and the invited address may still come by itself.
    assert_eq!(ana.get(&own(&made)).await.is(200)["status"], "ACCEPTED");
    let body = joining("more@example.net", &shared_link(&made));
    site.guest().post("/register", body).await.faults(&["invitation"]);
    site.register_and_verify("bo@example.net").await;
    assert_eq!(ana.get(&own(&made)).await.is(200)["status"], "CONVERTED");
}

async fn every_open_invitation_converts_by_any_way_in(db: Db) {
    let site = Site::with_clock().start(db).await;
    let (ana, max) = (site.member("ana").await, site.manager("max").await);
    let three =
        [site.member("person1").await, site.member("person2").await, site.member("person3").await];
    let status =
        async |by: &Person, made: &Answer| by.get(&own(made)).await.is(200)["status"].clone();

    let late = invite(&ana, "self@example.net").await;
    site.clock().days(15);
    let (ana, max) = (ana.again().await, max.again().await);
    let mut made = Vec::new();
    for by in three {
        let by = by.again().await;
        made.push((invite(&by, "self@example.net").await, by));
    }
    let revoked = invite(&ana, "self@example.net").await;
    ana.patch(&own(&revoked), json!({"status": "REVOKED"})).await.is(200);
    // Registering alone converts nothing: the address has to be proved.
    site.register("self@example.net").await;
    assert_eq!(status(&made[0].1, &made[0].0).await, "SENT");
    let mail = site.mail("self@example.net", "account.verification").await;
    site.guest().get(&mail.path("/verify-email/")).await.is(200);
    for (one, by) in &made {
        assert_eq!(status(by, one).await, "CONVERTED");
    }
    assert_eq!(status(&ana, &late).await, "EXPIRED");
    assert_eq!(status(&ana, &revoked).await, "REVOKED");

    // A manager makes an account that is vouched for.
    let one = invite(&ana, "made@example.net").await;
    let body = json!({"email": "made@example.net", "password": PASSWORD, "email_verified": true});
    max.post("/users", body).await.is(201);
    assert_eq!(status(&ana, &one).await, "CONVERTED");
    // One that is not, by setting a password.
    let one = invite(&ana, "asked@example.net").await;
    max.post("/users", json!({"email": "asked@example.net"})).await.is(201);
    assert_eq!(status(&ana, &one).await, "SENT");
    let secret = site.mail("asked@example.net", "account.invited").await.token("/password/reset/");
    let body = json!({"token": secret, "password": PASSWORD});
    site.guest().post("/password/reset", body).await.is(204);
    assert_eq!(status(&ana, &one).await, "CONVERTED");
    // The command line.
    let one = invite(&ana, "cli@example.net").await;
    let args = ["users", "create", "--email", "cli@example.net", "--password-stdin"];
    site.roster_given(PASSWORD, &args).await.ok();
    assert_eq!(status(&ana, &one).await, "CONVERTED");
    // An import.
    let (one, two) =
        (invite(&ana, "csv@example.net").await, invite(&ana, "none@example.net").await);
    let file = site.db.folder().join("people.csv");
    let rows = format!("email,password\ncsv@example.net,{PASSWORD}\nnone@example.net,\n");
    std::fs::write(&file, rows).expect("a file");
    site.roster(&["users", "import", file.to_str().expect("a path")]).await.ok();
    assert_eq!(status(&ana, &one).await, "CONVERTED");
    assert_eq!(status(&ana, &two).await, "SENT");
    // A member who moves to an invited address was a member before.
    let one = invite(&ana, "moved@example.net").await;
    let max_path = max.path();
    let root = site.admin().await.again().await;
    root.patch(&max_path, json!({"email": "moved@example.net"})).await.is(200);
    assert_eq!(status(&ana, &one).await, "SENT");
}

async fn three_invitations_and_one_registration_at_once(db: Db) {
    let site = Site::start(db).await;
    let mut made = Vec::new();
    for name in ["person1", "person2", "person3"] {
        let by = site.member(name).await;
        made.push((invite(&by, "bo@example.net").await, by));
    }
    let bodies: Vec<Value> =
        made.iter().map(|(one, _)| joining("bo@example.net", &shared_link(one))).collect();
    let answers = site.race(9, |n| bodies[n % 3].clone()).await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!(count(201), 1, "{answers:?}");
    assert!(answers.iter().all(|a| [201, 400, 422].contains(&a.status)), "{answers:?}");
    for (one, by) in &made {
        let seen = by.get(&own(one)).await.is(200);
        assert_eq!(seen["status"], "CONVERTED");
    }
    let root = site.admin().await;
    let audit = root.list("/audit", &[("action", "invitation.converted")]).await.is(200);
    assert_eq!(audit.items().len(), 3);
    assert_eq!(root.list("/users", &[("search", "bo@example.net")]).await.is(200)["total"], 1);
}

/// An invitation revoked while its mail waits sends none.
async fn a_proof_waits_for_the_mail_of_others(db: Db) {
    let smtp = Smtp::start(SmtpMode::AwayDomain).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    let ana = site.member("ana").await;
    let made = invite(&ana, "bo@away.example").await;
    eventually("an attempt", async || (smtp.attempts("bo@away.example") > 0).then_some(())).await;
    ana.patch(&own(&made), json!({"status": "REVOKED"})).await.is(200);
    smtp.set(SmtpMode::Accept);
    eventually_within(BACKLOG, "the message to be dropped", async || {
        (site.metric("messages_pending").await == 0.0).then_some(())
    })
    .await;
    assert!(!smtp.received().iter().any(|mail| mail.to.contains(&"bo@away.example".to_owned())));
}

async fn a_locked_inviter_sends_nothing(db: Db) {
    let smtp = Smtp::start(SmtpMode::AwayDomain).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    let ana = site.member("ana").await;
    invite(&ana, "bo@away.example").await;
    eventually("an attempt", async || (smtp.attempts("bo@away.example") > 0).then_some(())).await;
    let root = site.admin().await;
    root.post(&format!("{}/lock", ana.path()), json!({"reason": "spam"})).await.is(200);
    smtp.set(SmtpMode::Accept);
    smtp.mail_to(&ana.email).await;
    eventually_within(BACKLOG, "the message to be dropped", async || {
        (site.metric("messages_pending").await == 0.0).then_some(())
    })
    .await;
    assert!(!smtp.received().iter().any(|mail| mail.to.contains(&"bo@away.example".to_owned())));
}

async fn everyone_reads_the_mail_in_the_inviters_language(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    for locale in LANGUAGES {
        ana.patch("/users/me", json!({ "locale": locale })).await.is(200);
        let email = format!("{locale}@example.net");
        let made = invite(&ana, &email).await;
        let mail = site.mail(&email, "invitation.sent").await;
        assert_eq!(mail.locale, *locale);
        assert_eq!(mail.path("/invitations/accept"), shared_link(&made));
    }
}
