//! Signing in, failing to, and being locked out.

use std::time::{Duration, Instant};

use kit::*;

on_both_databases!(
    people_sign_in_by_address_or_nickname,
    faulty_forms_are_told_apart_from_wrong_passwords,
    failures_look_alike,
    five_failures_lock,
    a_success_begins_the_count_anew,
    a_lock_by_failures_ends_by_itself,
    a_lock_by_a_person_does_not,
    racing_failures_lock_once,
    a_full_queue_answers_at_once,
);

on_sqlite!(failures_cost_the_same);

const WRONG: &str = "Incorrect email or password.";
const LOCKED: &str = "Account locked due to too many failed login attempts.";

async fn people_sign_in_by_address_or_nickname(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("Ana_1").await;
    for name in ["ana_1@example.org", " ANA_1@Example.ORG ", "Ana_1", "ana_1", "ANA_1"] {
        let answer = site.guest().try_sign_in(name, PASSWORD).await.is(200);
        assert_eq!(answer["token_type"], "bearer", "{name}");
        assert_eq!(answer["expires_in"], 900);
        assert!(answer["refresh_token"].as_str().is_some_and(|t| t.len() >= 43));
        assert_eq!(claims(answer["access_token"].as_str().expect("a token"))["sub"], ana.id);
        assert!(answer.header("cache-control").is_some_and(|c| c.contains("no-store")));
    }
    // With the grant named, as OAuth clients do, and with a slash behind.
    let fields = [("grant_type", "password"), ("username", "Ana_1"), ("password", PASSWORD)];
    site.guest().form("/login", &fields).await.is(200);
    site.guest().form("/login/", &fields).await.is(200);
    let me = ana.me().await;
    assert!(me["last_login_at"].is_string());
    assert_eq!(me["failed_login_attempts"], 0);
    assert!(site.metric_where("sign_ins_total", "result=\"success\"").await >= 8.0);
}

async fn faulty_forms_are_told_apart_from_wrong_passwords(db: Db) {
    let site = Site::start(db).await;
    let guest = site.guest();
    guest.form("/login", &[]).await.faults(&["username", "password"]);
    guest.form("/login", &[("username", "ana")]).await.faults(&["password"]);
    guest.post("/login", json!({"username": "ana", "password": PASSWORD})).await.is(415);
    let long = "x".repeat(100_000);
    guest.form("/login", &[("username", &long), ("password", PASSWORD)]).await.is(422);
    let answer = guest.form("/login", &[("username", "ana"), ("password", &long)]).await;
    assert!([401, 422].contains(&answer.status), "{}", answer.text);
    let grant = [("grant_type", "magic"), ("username", "ana"), ("password", PASSWORD)];
    let answer = guest.form("/login", &grant).await;
    assert!([400, 422].contains(&answer.status), "{}", answer.text);
}

async fn failures_look_alike(db: Db) {
    let site = Site::start(db).await;
    site.member("ana").await;
    let unverified = site.register("bob@example.org").await;
    let bob = unverified["nickname"].as_str().expect("a nickname");

    let mut seen = Vec::new();
    for (name, password) in [
        ("ana", "not the password"),
        ("ana@example.org", "not the password"),
        ("nobody", PASSWORD),
        ("nobody@example.org", PASSWORD),
        ("bob@example.org", PASSWORD),
        (bob, PASSWORD),
        (bob, "not the password"),
        ("'; DROP TABLE users; --", PASSWORD),
        ("a\u{0}b", PASSWORD),
        ("ana", &format!("{PASSWORD} ")),
    ] {
        let answer = site.guest().try_sign_in(name, password).await.says(401, WRONG);
        let mut body = answer.json.clone();
        body["request_id"] = Value::Null;
        let mut names: Vec<_> = answer.headers.keys().map(|k| k.to_string()).collect();
        names.sort();
        seen.push((body, names));
    }
    for other in &seen {
        assert_eq!(*other, seen[0]);
    }
}

/// An unknown name burns one real hash.
async fn failures_cost_the_same(db: Db) {
    let site = Site::with("passwords.memory_kib", 32_768)
        .with("passwords.passes", 3)
        .with("accounts.max_login_attempts", 1000)
        .start(db)
        .await;
    site.member("ana").await;
    site.register("bob@example.org").await;
    let names = ["ana@example.org", "nobody@example.org", "nobody", "bob@example.org"];
    let mut costs = [Duration::ZERO; 4];
    // Processor time, since other tests may be in the way of the clock's.
    for _ in 0..6 {
        for (name, cost) in names.iter().zip(&mut costs) {
            let before = site.server.cpu_time();
            site.guest().try_sign_in(name, "not the password").await.is(401);
            *cost += site.server.cpu_time() - before;
        }
    }
    for (name, cost) in names.iter().zip(costs) {
        let ratio = cost.as_secs_f64() / costs[0].as_secs_f64();
        assert!((0.6..1.7).contains(&ratio), "{name}: {cost:?}, known: {:?}", costs[0]);
    }
}

async fn five_failures_lock(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    for _ in 0..4 {
        site.guest().try_sign_in("ana", "not the password").await.says(401, WRONG);
    }
    assert_eq!(ana.me().await["is_locked"], false);
    // By whichever name: the count is the account's.
    site.guest().try_sign_in(&ana.email, "not the password").await.says(401, WRONG);

    site.guest().try_sign_in("ana", PASSWORD).await.says(400, LOCKED);
    site.guest().try_sign_in(&ana.email, PASSWORD).await.says(400, LOCKED);
    site.guest().try_sign_in("ana", "not the password").await.says(401, WRONG);
    let user = site.admin().await.get(&ana.path()).await.is(200);
    assert_eq!(user["is_locked"], true);
    assert!(user["locked_at"].is_string());
    let mail = site.mail(&ana.email, "account.locked").await;
    assert!(mail.subject.to_lowercase().contains("locked"), "{}", mail.subject);
    let query = [("action", "user.locked"), ("subject", ana.id.as_str())];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert_eq!(audit.items().len(), 1);
    assert_eq!(audit.items()[0]["actor"], "system");

    let other = site.db.another();
    let site = Site::with("accounts.max_login_attempts", 2).start(other).await;
    site.member("bob").await;
    for _ in 0..2 {
        site.guest().try_sign_in("bob", "not the password").await.says(401, WRONG);
    }
    site.guest().try_sign_in("bob", PASSWORD).await.says(400, LOCKED);
}

async fn a_success_begins_the_count_anew(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    for _ in 0..3 {
        for _ in 0..4 {
            site.guest().try_sign_in("ana", "not the password").await.is(401);
        }
        site.guest().try_sign_in("ana", PASSWORD).await.is(200);
        assert_eq!(ana.me().await["failed_login_attempts"], 0);
    }
}

async fn a_lock_by_failures_ends_by_itself(db: Db) {
    let site = Site::with_clock().start(db).await;
    let ana = site.member("ana").await;
    for _ in 0..5 {
        site.guest().try_sign_in("ana", "not the password").await.is(401);
    }
    site.clock().minutes(29);
    site.guest().try_sign_in("ana", PASSWORD).await.says(400, LOCKED);
    site.clock().minutes(31);
    site.guest().try_sign_in("ana", PASSWORD).await.is(200);
    let user = site.admin().await.again().await.get(&ana.path()).await.is(200);
    assert_eq!(user["is_locked"], false);
    assert_eq!(user["failed_login_attempts"], 0);
}

async fn a_lock_by_a_person_does_not(db: Db) {
    let site = Site::with_clock().start(db).await;
    let ana = site.member("ana").await;
    let lock = format!("{}/lock", ana.path());
    site.admin().await.post(&lock, json!({"reason": "spam"})).await.is(200);
    assert!(!ana.is_signed_in().await, "a lock counts on the next request");
    site.guest().try_sign_in("ana", PASSWORD).await.is(400);

    // Neither a reset nor time ends it.
    site.guest().post("/password/forgot", json!({"email": ana.email})).await.is(202);
    let token = site.mail(&ana.email, "password.reset").await.token("/password/reset/");
    let body = json!({"token": token, "password": NEW_PASSWORD});
    site.guest().post("/password/reset", body).await.is(204);
    site.guest().try_sign_in("ana", NEW_PASSWORD).await.is(400);
    site.clock().days(400);
    site.guest().try_sign_in("ana", NEW_PASSWORD).await.is(400);

    let root = site.admin().await.again().await;
    root.poke(&format!("{}/unlock", ana.path())).await.is(200);
    site.guest().try_sign_in("ana", NEW_PASSWORD).await.is(200);
}

async fn racing_failures_lock_once(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let answers = together((0..12).map(|_| {
        let guest = site.guest();
        async move { guest.try_sign_in("ana", "not the password").await.status }
    }))
    .await;
    assert!(answers.iter().all(|status| [401, 503].contains(status)), "{answers:?}");
    site.guest().try_sign_in("ana", PASSWORD).await.says(400, LOCKED);
    let query = [("action", "user.locked"), ("subject", ana.id.as_str())];
    assert_eq!(site.admin().await.list("/audit", &query).await.items().len(), 1);
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "account.locked").await, 1);
}

/// One hash at a time, a short queue, then 503 within a second; other requests
/// stay quick.
async fn a_full_queue_answers_at_once(db: Db) {
    let setup = Site::with("passwords.workers", 1).with("passwords.queue", 2);
    let mut site = setup.start(db).await;
    let ana = site.member("ana").await;
    // Hashes of the members' own are cheap; those of the load are not.
    site.set("passwords.memory_kib", 32_768);
    site.set("passwords.passes", 4);
    site.restart().await;
    let ana = ana.at(&site.guest());

    let attempts = vec![site.guest(); 24].into_iter().map(|guest| async move {
        let start = Instant::now();
        let answer = guest.try_sign_in("nobody", "not the password").await;
        (answer, start.elapsed())
    });
    let load = tokio::spawn(together(attempts));
    let mut slowest = Duration::ZERO;
    while !load.is_finished() {
        let start = Instant::now();
        ana.me().await;
        slowest = slowest.max(start.elapsed());
    }
    let answers = load.await.expect("the load");
    let busy: Vec<_> = answers.iter().filter(|(a, _)| a.status == 503).collect();
    assert!(answers.iter().any(|(a, _)| a.status == 401), "some are served");
    assert!(!busy.is_empty(), "some are refused");
    for (answer, time) in &busy {
        assert!(*time < Duration::from_secs(2), "503 after {time:?}: {}", answer.text);
    }
    assert!(slowest < Duration::from_secs(1), "others waited {slowest:?}");
    assert!(site.metric_where("sign_ins_total", "result=\"busy\"").await >= 1.0);
}
