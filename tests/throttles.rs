//! Throttles: what is bounded, for whom, and that they can be turned off.

use kit::*;

on_both_databases!(
    failed_sign_ins_are_throttled_by_address_and_by_name,
    registrations_are_throttled_by_address,
    mails_to_one_address_are_few,
    requests_are_throttled_by_caller,
    zero_turns_one_off,
);

on_postgres!(throttles_count_across_copies);

/// A site that believes `X-Forwarded-For` from here, with throttles on.
fn throttled(key: &str, limit: u32) -> Setup {
    Site::with("limits.enabled", true)
        .with("limits.sign_in_per_minute", 0)
        .with("limits.register_per_hour", 0)
        .with("limits.forgot_per_hour", 0)
        .with("limits.api_per_minute", 0)
        .with("accounts.max_login_attempts", 1000)
        .with("http.trusted_proxies", "127.0.0.0/8")
        .with(key, limit)
}

async fn sign_in_from(guest: &Guest, address: &str, name: &str, password: &str) -> Answer {
    let fields = [("username", name), ("password", password)];
    let call = guest.call(Method::POST, "/login").form(&fields);
    call.header("x-forwarded-for", address).send().await
}

async fn failed_sign_ins_are_throttled_by_address_and_by_name(db: Db) {
    let site = throttled("limits.sign_in_per_minute", 4).with_clock().start(db).await;
    let ana = site.member("ana").await;
    let guest = site.guest();

    // One address that tries many names.
    for n in 0..4 {
        sign_in_from(&guest, "10.0.0.1", &format!("nobody{n}"), "wrong password").await.is(401);
    }
    let answer = sign_in_from(&guest, "10.0.0.1", "nobody9", "wrong password").await.is(429);
    let wait: u64 = answer.header("retry-after").and_then(|s| s.parse().ok()).expect("seconds");
    assert!(wait <= 60, "{wait}");
    // The right password is no way around it, and other addresses are free.
    sign_in_from(&guest, "10.0.0.1", "ana", PASSWORD).await.is(429);
    sign_in_from(&guest, "10.0.0.2", "ana", PASSWORD).await.is(200);

    // One name, tried from many addresses, in whatever spelling.
    for (n, name) in ["max", "MAX", "Max", "max"].into_iter().enumerate() {
        sign_in_from(&guest, &format!("10.0.1.{n}"), name, "wrong password").await.is(401);
    }
    sign_in_from(&guest, "10.0.1.99", "max", "wrong password").await.is(429);
    // The other way of signing in is the same way.
    let fields = [("grant_type", "password"), ("username", "max"), ("password", "wrong")];
    let call = guest.call(Method::POST, "/token").form(&fields);
    call.header("x-forwarded-for", "10.0.1.98").send().await.is(429);
    assert!(site.metric_where("sign_ins_total", "result=\"throttled\"").await >= 3.0);

    // Successes are not failures.
    for _ in 0..8 {
        sign_in_from(&guest, "10.0.2.1", "ana", PASSWORD).await.is(200);
    }
    ana.me().await;
    site.clock().minutes(2);
    sign_in_from(&guest, "10.0.0.1", "nobody", "wrong password").await.is(401);
}

async fn registrations_are_throttled_by_address(db: Db) {
    let mut site = throttled("limits.register_per_hour", 3).start(db).await;
    let register = async |guest: &Guest, address: &str, email: &str| {
        let call = guest.call(Method::POST, "/register").json(&registration(email));
        call.header("x-forwarded-for", address).send().await.status
    };
    let guest = site.guest();
    for n in 0..3 {
        assert_eq!(register(&guest, "10.0.0.1", &format!("u{n}@example.org")).await, 201);
    }
    assert_eq!(register(&guest, "10.0.0.1", "u3@example.org").await, 429);
    assert_eq!(register(&guest, "10.0.0.2", "u3@example.org").await, 201);
    // Only the proxy's own word counts: the last address, not what the client
    // put before it.
    assert_eq!(register(&guest, "1.2.3.4, 10.0.0.1", "u4@example.org").await, 429);
    assert_eq!(register(&guest, "not an address", "u4@example.org").await, 201);

    // Without a trusted proxy nobody is believed.
    site.unset("http.trusted_proxies");
    site.restart().await;
    let guest = site.guest();
    let mut answers = Vec::new();
    for n in 10..15 {
        answers.push(register(&guest, &format!("10.9.0.{n}"), &format!("u{n}@example.org")).await);
    }
    assert_eq!(answers.last(), Some(&429), "{answers:?}");
}

async fn mails_to_one_address_are_few(db: Db) {
    let site = throttled("limits.forgot_per_hour", 3).start(db).await;
    let ana = site.member("ana").await;
    site.register("bob@example.org").await;
    let ask = async |path: &str, email: &str| {
        site.guest().post(path, json!({"email": email})).await.status
    };
    // Alike whether or not somebody has that address.
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for n in 0..6 {
        let from_bob = ask("/verify-email/resend", "bob@example.org").await;
        assert_eq!(from_bob, 202, "time {n}");
        known.push(ask("/password/forgot", &ana.email).await);
        unknown.push(ask("/password/forgot", "nobody@example.org").await);
    }
    assert_eq!(known, unknown);
    assert_eq!(known[..3], [202, 202, 202]);
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "password.reset").await, 3);
    let verifications = site.count_mail("bob@example.org", "account.verification").await;
    assert!((3..=4).contains(&verifications), "{verifications}");
    // The newest link is one that was sent.
    let token = site.nth_mail(3, &ana.email, "password.reset").await.token("/password/reset/");
    let body = json!({"token": token, "password": NEW_PASSWORD});
    site.guest().post("/password/reset", body).await.is(204);
}

async fn requests_are_throttled_by_caller(db: Db) {
    let site = throttled("limits.api_per_minute", 30).start(db).await;
    let ana = site.member("ana").await;
    let bob = site.member("bob").await;
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(ana.get("/users/me").await.status);
    }
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
    assert!(statuses.iter().filter(|s| **s == 200).count() <= 31);
    bob.me().await;
    // Health and metrics are asked by machines that must have an answer.
    for _ in 0..40 {
        site.guest().get("/health/live").await.is(200);
    }
}

async fn zero_turns_one_off(db: Db) {
    let site = throttled("limits.sign_in_per_minute", 0).start(db).await;
    for n in 0..30 {
        let name = format!("nobody{}", n % 3);
        sign_in_from(&site.guest(), "10.0.0.1", &name, "wrong password").await.is(401);
    }
}

async fn throttles_count_across_copies(db: Db) {
    let site = throttled("limits.sign_in_per_minute", 4).start(db).await;
    let copy = Server::start(&site, &["serve"]).await;
    let guests = [site.guest(), copy.guest()];
    let mut statuses = Vec::new();
    for n in 0..6 {
        let guest = &guests[n % 2];
        statuses.push(sign_in_from(guest, "10.0.0.1", "nobody", "wrong password").await.status);
    }
    assert_eq!(statuses, [401, 401, 401, 401, 429, 429]);
}
