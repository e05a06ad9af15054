//! Hostile values in sound requests: a clear answer, nothing changed, nothing
//! leaked.

use kit::*;

on_both_databases!(
    what_looks_like_code_is_text,
    templates_and_markup_in_names_stay_text_in_mails,
    line_breaks_reach_no_mail_header,
    nul_bytes_and_broken_text_are_refused,
    look_alikes_do_not_pass,
    nobody_assigns_what_is_not_theirs,
    nobody_reaches_anothers_things,
);

on_sqlite!(links_come_from_the_public_address_alone);

/// Texts that mean something to some machine.
const CODE: [&str; 10] = [
    "'; DROP TABLE users; --",
    "\" OR \"1\"=\"1",
    "Robert'); DELETE FROM users;--",
    "{{7*7}}{% raise %}${7*7}#{7*7}<%= 7*7 %>",
    "<script>alert(1)</script>",
    "$(touch /tmp/owned) `id` | cat /etc/passwd",
    "%n%s%x %00 \\x00",
    "../../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "𝕱𝖆𝖓𝖈𝖞 \u{202e}txet\u{2066} 👩‍👩‍👧",
];

async fn what_looks_like_code_is_text(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    for code in CODE {
        // Where text belongs, it is kept as it is.
        let body = json!({"first_name": code, "last_name": code, "bio": code, "location": code});
        let user = root.patch(&ana.path(), body).await.is(200);
        for field in ["first_name", "last_name", "bio", "location"] {
            assert_eq!(user[field], code);
        }
        let found = root.list("/users", &[("search", code)]).await.is(200);
        assert!(found["total"].as_u64() <= Some(1), "{}", found.text);
        let body = json!({"role": "AUTHENTICATED", "reason": code});
        root.put(&format!("{}/role", ana.path()), body).await.is(200);
        root.post(&format!("{}/unlock", ana.path()), json!({"reason": code})).await.is(200);
        root.list("/audit", &[("actor", code)]).await;
        root.list("/audit", &[("subject", code)]).await;
        root.list("/audit", &[("action", code)]).await;

        // Where it does not, it is refused.
        let mut body = registration(code);
        body["nickname"] = json!(code);
        body["github_profile_url"] = json!(code);
        let wrong = ["email", "nickname", "github_profile_url"];
        site.guest().post("/register", body).await.faults(&wrong);
        site.guest().try_sign_in(code, code).await.is(401);
        site.guest().post("/password/forgot", json!({"email": code})).await;
        let body = json!({"token": code, "password": NEW_PASSWORD});
        site.guest().post("/password/reset", body).await.is(400);
        for field in ["role", "sort", "cursor", "created_from", "is_locked", "limit"] {
            root.list("/users", &[(field, code)]).await.is(422);
        }
    }
    assert_eq!(site.head_count().await, 2);
    ana.me().await;
}

async fn templates_and_markup_in_names_stay_text_in_mails(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    let hostile = "{{7*7}} <img src=x onerror=alert(1)> [click](http://evil.example/) **bold**";
    let body = json!({"first_name": &hostile[..60], "last_name": "{{ user.password_hash }}"});
    root.patch(&ana.path(), body).await.is(200);
    let body = json!({"role": "MANAGER", "reason": hostile});
    root.put(&format!("{}/role", ana.path()), body).await.is(200);
    site.guest().post("/password/forgot", json!({"email": ana.email})).await.is(202);
    for kind in ["role.changed", "password.reset"] {
        let mail = site.mail(&ana.email, kind).await;
        assert!(!mail.html.contains("<img src=x"), "{}", mail.html);
        assert!(!mail.html.contains("href=\"http://evil.example/"), "{}", mail.html);
        assert!(!mail.html.contains("<strong>bold"), "{}", mail.html);
        for text in [&mail.html, &mail.text, &mail.subject] {
            assert!(!text.contains("49 ") && !text.contains("$argon2"), "{text}");
        }
        // Nothing is loaded from elsewhere, and nothing runs.
        for forbidden in ["<script", "<iframe", "javascript:", " src=\"http"] {
            assert!(!mail.html.contains(forbidden), "{forbidden} in {}", mail.html);
        }
    }
}

async fn line_breaks_reach_no_mail_header(db: Db) {
    let site = Site::start(db).await;
    for email in [
        "ana@example.org\r\nBcc: eve@example.org",
        "ana@example.org\nSubject: x",
        "\"ana\r\n\"@example.org",
        "ana@example.org%0d%0aBcc:eve@example.org",
        "ana@exa\u{2028}mple.org",
        "ana@example.org, eve@example.org",
        "ana@example.org;eve@example.org",
        "Ana <ana@example.org>",
    ] {
        site.guest().post("/register", registration(email)).await.faults(&["email"]);
        let answer = site.guest().post("/password/forgot", json!({"email": email})).await;
        assert!([202, 422].contains(&answer.status), "{}", answer.text);
    }
    for name in ["Ana\r\nBcc: eve@example.org", "Ana\nX: y", "An\u{85}a", "An\u{7f}a"] {
        let mut body = registration("ana@example.org");
        body["first_name"] = json!(name);
        body["location"] = json!(name);
        site.guest().post("/register", body).await.faults(&["first_name", "location"]);
    }
    assert_eq!(site.head_count().await, 1);
    assert!(site.mailbox().await.is_empty());
}

async fn nul_bytes_and_broken_text_are_refused(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    for field in
        ["first_name", "last_name", "bio", "location", "nickname", "email", "locale", "time_zone"]
    {
        root.patch(&ana.path(), json!({field: "a\u{0}b@example.org"})).await.faults(&[field]);
    }
    let body = json!({"role": "MANAGER", "reason": "a\u{0}b"});
    root.put(&format!("{}/role", ana.path()), body).await.faults(&["reason"]);
    root.post(&format!("{}/lock", ana.path()), json!({"reason": "a\u{0}b"}))
        .await
        .faults(&["reason"]);
    // In a query they find nobody, or are refused; never an accident.
    for query in
        ["search=a%00b", "search=%ff%fe", "search=%", "search=%zz", "locale=%00", "cursor=%00"]
    {
        let answer = root.get(&format!("/users?{query}")).await;
        assert!([200, 400, 422].contains(&answer.status), "{query}: {}", answer.text);
        assert!(answer.status != 200 || answer["total"] == 0 || query.contains('='));
    }
    for query in ["actor=%00", "subject=%00", "action=%00"] {
        let answer = root.get(&format!("/audit?{query}")).await;
        assert!([200, 400, 422].contains(&answer.status), "{query}: {}", answer.text);
    }
    let form = "application/x-www-form-urlencoded";
    for body in
        ["username=%00&password=%00", "username=%ff%ff&password=%c3%28", "%00=%00", "=&=&&&="]
    {
        let answer = site.guest().call(Method::POST, "/login").body(form, body).send().await;
        assert!([400, 401, 422].contains(&answer.status), "{body}: {}", answer.text);
    }
    for bytes in [
        &b"{\"email\":\"\xff\xfe@example.org\",\"password\":\"x\"}"[..],
        b"\xff",
        b"\xef\xbb\xbf{}",
    ] {
        let call =
            site.guest().call(Method::POST, "/register").body("application/json", bytes.to_vec());
        let answer = call.send().await;
        assert!([400, 422].contains(&answer.status), "{}", answer.text);
    }
    // Half a surrogate pair is no character.
    let half = r#"{"email":"ana@example.org","password":"\ud800 lantern over Kazan"}"#;
    let call = site.guest().call(Method::POST, "/register").body("application/json", half);
    let answer = call.send().await;
    assert!([400, 422].contains(&answer.status), "{}", answer.text);
    assert_eq!(site.head_count().await, 2);
}

async fn look_alikes_do_not_pass(db: Db) {
    let site = Site::start(db).await;
    site.register("ana@example.org").await;
    // The same address, written otherwise.
    for same in ["ANA@EXAMPLE.ORG", " ana@example.org\t", "ａｎａ@example.org", "ana@ｅxample.org"]
    {
        let answer = site.guest().post("/register", registration(same)).await;
        answer.says(400, "Email already exists");
    }
    // Letters that only look the same, or that nobody sees.
    for other in [
        "аna@example.org",
        "ana\u{200b}@example.org",
        "an\u{301}a@example.org",
        "ana@exam\u{200d}ple.org\u{feff}",
    ] {
        let answer = site.guest().post("/register", registration(other)).await;
        assert!([400, 422].contains(&answer.status), "{other:?}: {}", answer.text);
    }
    for nickname in ["аna", "ana\u{200b}", "ana ", " ana", "ａna", "a\u{301}na", "ana\u{202e}"] {
        let mut body = registration("eve@example.org");
        body["nickname"] = json!(nickname);
        site.guest().post("/register", body).await.faults(&["nickname"]);
    }
    assert_eq!(site.head_count().await, 2);
}

async fn nobody_assigns_what_is_not_theirs(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    for field in [
        "email_verified",
        "id",
        "is_locked",
        "locked_at",
        "locked_by",
        "is_professional",
        "last_login_at",
        "failed_login_attempts",
        "created_at",
        "updated_at",
        "password_hash",
        "version",
        "delete_after",
        "__proto__",
        "constructor",
    ] {
        let mut body = registration("eve@example.org");
        body[field] = json!("2020-01-01T00:00:00Z");
        site.guest().post("/register", body).await.faults(&[field]);
        let answer = ana.patch("/users/me", json!({"bio": "x", field: "x"})).await;
        answer.faults(&[field]);
    }
    // Said twice, the second does not slip past the first's check.
    let twice = format!(
        r#"{{"email":"eve@example.org","password":"{PASSWORD}","role":"ANONYMOUS","role":"ADMIN"}}"#
    );
    let call = site.guest().call(Method::POST, "/register").body("application/json", twice);
    let answer = call.send().await;
    assert!(answer.status >= 400 || answer["role"] == "ANONYMOUS", "{}", answer.text);
    // As a query or a form it is nothing.
    let answer = site.guest().post("/register?role=ADMIN", registration("kim@example.org")).await;
    assert_eq!(answer.is(201)["role"], "ANONYMOUS");
    assert_eq!(ana.me().await["bio"], Value::Null);
    assert_eq!(root.list("/users", &[("role", "ADMIN")]).await["total"], 1);
}

async fn nobody_reaches_anothers_things(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    let path = bob.path();
    for answer in [
        ana.get(&path).await,
        ana.patch(&path, json!({"bio": "x"})).await,
        ana.put(&path, json!({"bio": "x"})).await,
        ana.delete(&path).await,
        ana.put(&format!("{path}/role"), json!({"role": "ADMIN", "reason": "x"})).await,
        ana.poke(&format!("{path}/lock")).await,
        ana.poke(&format!("{path}/unlock")).await,
        ana.poke(&format!("{path}/resend-verification")).await,
        ana.get("/users").await,
        ana.post("/users", registration("x@example.org")).await,
        ana.get("/audit").await,
    ] {
        answer.says(403, "Operation not permitted");
    }
    let session = bob.claims()["sid"].as_str().expect("sid").to_owned();
    ana.delete(&format!("/users/me/sessions/{session}")).await.is(404);
    assert!(bob.is_signed_in().await);
    assert_eq!(bob.me().await["bio"], Value::Null);
}

async fn links_come_from_the_public_address_alone(db: Db) {
    let site = Site::with("http.public_url", "https://people.example/base").start(db).await;
    let body = registration("ana@example.org").to_string();
    let request = format!(
        "POST /api/v1/register HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\
         X-Forwarded-Proto: gopher\r\nForwarded: host=evil.example\r\nX-Original-URL: /evil\r\n\
         Origin: https://evil.example\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = raw::exchange(site.server.port, request.as_bytes()).await;
    assert_eq!(raw::status(&answer), 201, "{answer}");
    assert!(!answer.contains("evil.example"), "{answer}");
    let forgot = site.guest().call(Method::POST, "/password/forgot");
    let forgot = forgot.json(&json!({"email": "ana@example.org"}));
    forgot.header("x-forwarded-host", "evil.example").send().await.is(202);
    for kind in ["account.verification", "password.reset"] {
        let mail = site.mail("ana@example.org", kind).await;
        for link in links(&format!("{} {}", mail.text, mail.html)) {
            assert!(link.starts_with("https://people.example/base"), "{link}");
        }
        assert!(!mail.html.contains("evil") && !mail.text.contains("evil"));
    }
}
