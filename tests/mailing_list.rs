//! The mailing list: joined by opting in, left by opting out, told through the
//! same queue as mails are sent.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use kit::*;
use sha2::Sha256;

on_both_databases!(
    a_member_who_opted_in_joins_after_the_proof,
    opting_in_and_out_later_is_told,
    a_webhook_is_signed_and_told_again,
    refusals_park_and_hold_nobody_up,
    a_new_address_moves_the_member,
    who_leaves_the_site_leaves_the_list,
    one_click_ends_it,
);

on_sqlite!(without_a_list_nothing_is_told, a_list_that_is_away_delays_no_mail);

/// The MD5 of `ana@example.org`.
const ANA: &str = "ee63465620787644e046e9465740f293";
const KEY: &str = "0123456789abcdef0123456789abcdef-us6";
const SECRET: &[u8] = b"thirty-two octets of a secret...";

/// As Mailchimp: whoever has the key changes members; a stranger's withdrawal
/// finds nobody.
async fn mailchimp() -> Service {
    let known = std::sync::Mutex::new(Vec::<String>::new());
    Service::start(move |request| {
        let key = STANDARD.encode(format!("roster:{KEY}"));
        if request.header("authorization") != format!("Basic {key}") {
            let problem = json!({"title": "API Key Invalid", "status": 401});
            return Reply::status(401).saying(&problem);
        }
        if (request.method.as_str(), request.path.as_str()) == ("GET", "/3.0/lists/c0ffee") {
            return Reply::status(200).saying(&json!({"id": "c0ffee"}));
        }
        let Some(member) = request.path.strip_prefix("/3.0/lists/c0ffee/members/") else {
            return Reply::status(404).saying(&json!({"title": "Resource Not Found"}));
        };
        let mut known = known.lock().expect("members");
        let is_known = known.iter().any(|k| k == member);
        match request.method.as_str() {
            "PUT" if request.json()["email_address"].is_string() => {
                known.push(member.to_owned());
                Reply::status(200).saying(&json!({"id": member, "status": "subscribed"}))
            }
            "PATCH" if is_known => Reply::status(200),
            "PATCH" => Reply::status(404).saying(&json!({"title": "Resource Not Found"})),
            _ => Reply::status(400).saying(&json!({"title": "Invalid Resource"})),
        }
    })
    .await
}

fn mailchimp_url(service: &Service) -> String {
    format!("mailchimp://{KEY}@127.0.0.1:{}/c0ffee", service.port)
}

async fn webhook() -> Service {
    Service::start(|_| Reply::status(204)).await
}

fn webhook_url(service: &Service) -> String {
    let secret = STANDARD.encode(SECRET).replace('/', "%2F").replace('=', "%3D");
    format!("webhook+http://whsec_{secret}@127.0.0.1:{}/hooks/list?from=roster", service.port)
}

/// Registers and opts in, without the proof.
async fn opt_in(site: &Site, email: &str) {
    let mut body = registration(email);
    body["mailing_list"] = json!(true);
    site.guest().post("/register", body).await.is(201);
}

async fn prove(site: &Site, email: &str) -> Person {
    let path = site.mail(email, "account.verification").await.path("/verify-email/");
    site.guest().get(&path).await.is(200);
    Person::sign_in(&site.guest(), email, PASSWORD).await
}

async fn member(site: &Site, email: &str) -> Person {
    opt_in(site, email).await;
    prove(site, email).await
}

/// What a webhook was told, with its signature checked.
fn told(request: &Request) -> (String, String) {
    let (id, time) = (request.header("webhook-id"), request.header("webhook-timestamp"));
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET).expect("a key");
    mac.update(format!("{id}.{time}.").as_bytes());
    mac.update(&request.body);
    let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    assert_eq!(request.header("webhook-signature"), signature);
    let body = request.json();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    (text(&body["type"]), text(&body["data"]["email"]))
}

async fn a_member_who_opted_in_joins_after_the_proof(db: Db) {
    let list = mailchimp().await;
    let site = Site::with("mailing_list.url", mailchimp_url(&list)).start(db).await;
    opt_in(&site, "ana@example.org").await;
    site.register_and_verify("bob@example.org").await;
    site.settle().await;
    assert!(list.seen().is_empty(), "not before the proof: {:?}", list.seen());
    prove(&site, "ana@example.org").await;
    let seen = list.wait(1).await;
    assert_eq!(seen[0].method, "PUT");
    assert_eq!(seen[0].path, format!("/3.0/lists/c0ffee/members/{ANA}"));
    let body = seen[0].json();
    assert_eq!(body["email_address"], "ana@example.org");
    assert_eq!((&body["status_if_new"], &body["language"]), (&json!("subscribed"), &json!("en")));
    let mail = site.mail("ana@example.org", "mailing_list.joined").await;
    assert!(mail.subject.contains("mailing list"), "{}", mail.subject);
    mail.path("/unsubscribe/");
    site.settle().await;
    assert_eq!(list.seen().len(), 1, "{:?}", list.seen());
    assert_eq!(site.count_mail("bob@example.org", "mailing_list.joined").await, 0);
    let admin = site.admin().await;
    let entries = admin.list("/audit", &[("action", "user.subscribed")]).await.is(200);
    assert_eq!(entries["total"], 1);
    // The doctor tries it, health checks do not.
    let doctor = site.roster(&["doctor", "--output", "json"]).await;
    let rows = doctor.json();
    let row = rows.as_array().into_iter().flatten().find(|row| row["what"] == "mailing_list");
    assert_eq!(row.expect("a row")["state"], "up");
    assert_eq!(list.seen().len(), 2);
}

async fn opting_in_and_out_later_is_told(db: Db) {
    let list = mailchimp().await;
    let site = Site::with("mailing_list.url", mailchimp_url(&list)).start(db).await;
    let ana = site.member("ana").await;
    ana.patch("/users/me", json!({"mailing_list": true})).await.is(200);
    ana.patch("/users/me", json!({"mailing_list": true, "bio": "twice"})).await.is(200);
    list.wait(1).await;
    ana.patch("/users/me", json!({"mailing_list": false})).await.is(200);
    let seen = list.wait(2).await;
    assert_eq!(seen[1].method, "PATCH");
    assert_eq!(seen[1].path, format!("/3.0/lists/c0ffee/members/{ANA}"));
    assert_eq!(seen[1].json(), json!({"status": "unsubscribed"}));
    ana.patch("/users/me", json!({"mailing_list": true})).await.is(200);
    assert_eq!(list.wait(3).await[2].method, "PUT");
    site.settle().await;
    assert_eq!(list.seen().len(), 3);
    assert_eq!(site.count_mail("ana@example.org", "mailing_list.joined").await, 2);
}

async fn a_webhook_is_signed_and_told_again(db: Db) {
    let list = webhook().await;
    list.say(Reply::status(429).with("retry-after", 2));
    list.say(Reply::status(500));
    list.say(Reply::status(301).with("location", "http://127.0.0.1:1/"));
    let site = Site::with("mailing_list.url", webhook_url(&list)).start(db).await;
    let begun = std::time::Instant::now();
    let ana = member(&site, "ana@example.org").await;
    list.wait(2).await;
    assert!(begun.elapsed() >= std::time::Duration::from_secs(2), "Retry-After is kept");
    let seen = list.wait(3).await;
    for request in &seen {
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("POST", "/hooks/list?from=roster")
        );
        assert_eq!(told(request), ("mailing_list.subscribed".into(), "ana@example.org".into()));
        assert_eq!(
            request.header("webhook-id"),
            seen[0].header("webhook-id"),
            "the same each time"
        );
    }
    // A redirect is not followed: the address is wrong, and a person is to see it.
    let job = eventually("a parked message", async || {
        let list = site.admin().await.get("/jobs?state=PARKED").await.is(200);
        list.items().first().cloned()
    })
    .await;
    // Being throttled costs no attempt.
    assert_eq!((&job["type"], &job["attempts"]), (&json!("mailing_list.sync"), &json!(2)));
    let id = job["id"].as_str().expect("an id");
    assert_eq!(seen[0].header("webhook-id"), id);
    site.admin().await.poke(&format!("/jobs/{id}/retry")).await.is(200);
    list.wait(4).await;
    ana.patch("/users/me", json!({"mailing_list": false})).await.is(200);
    let left = list.wait(5).await.remove(4);
    assert_eq!(told(&left), ("mailing_list.unsubscribed".into(), "ana@example.org".into()));
}

async fn refusals_park_and_hold_nobody_up(db: Db) {
    let list = mailchimp().await;
    let wrong = mailchimp_url(&list).replace(KEY, "wrong-key-us6");
    let site = Site::with("mailing_list.url", wrong).start(db).await;
    let ana = member(&site, "ana@example.org").await;
    let job = eventually("a parked message", async || {
        let jobs = site.admin().await.get("/jobs?state=PARKED").await.is(200);
        jobs.items().first().cloned()
    })
    .await;
    let error = job["error"].as_str().expect("an error");
    assert!(error.contains("401") && error.contains("API Key Invalid"), "{error}");
    assert!(!site.server.log().contains("wrong-key"), "{}", site.server.log());
    // Nobody noticed: mails go on.
    site.guest().post("/password/forgot", json!({"email": ana.email})).await.is(202);
    site.mail("ana@example.org", "password.reset").await;
    member(&site, "bob@example.org").await;
}

async fn a_new_address_moves_the_member(db: Db) {
    let list = webhook().await;
    let site = Site::with("mailing_list.url", webhook_url(&list)).start(db).await;
    let ana = member(&site, "ana@example.org").await;
    list.wait(1).await;
    let change = json!({"email": "new@example.org"});
    ana.patch("/users/me", change).await.is(200);
    let path = site.mail("new@example.org", "account.email_change").await.path("/verify-email/");
    site.guest().get(&path).await.is(200);
    let seen = list.wait(3).await;
    assert_eq!(told(&seen[1]), ("mailing_list.unsubscribed".into(), "ana@example.org".into()));
    assert_eq!(told(&seen[2]), ("mailing_list.subscribed".into(), "new@example.org".into()));
    site.settle().await;
    assert_eq!(site.count_mail("new@example.org", "mailing_list.joined").await, 0, "no news");
}

async fn who_leaves_the_site_leaves_the_list(db: Db) {
    let list = webhook().await;
    let setup = Site::with("mailing_list.url", webhook_url(&list));
    let site = setup.with("accounts.deletion_grace_days", 0).start(db).await;
    let admin = site.admin().await;
    for (name, count) in [("ana", 1), ("bob", 4)] {
        let person = member(&site, &format!("{name}@example.org")).await;
        list.wait(count).await;
        // The list is away just then; the account goes all the same.
        list.say(Reply::status(503));
        match name {
            "ana" => person
                .call(Method::DELETE, "/users/me")
                .json(&json!({"password": PASSWORD}))
                .send()
                .await
                .is(204),
            _ => admin.delete(&person.path()).await.is(204),
        };
        let seen = list.wait(count + 2).await;
        for request in &seen[count..count + 2] {
            let (what, email) = told(request);
            assert_eq!(
                (what.as_str(), email),
                ("mailing_list.unsubscribed", format!("{name}@example.org"))
            );
        }
        // Two requests for each withdrawal, one for each joining.
        if name == "ana" {
            eventually("the queue to be empty", async || {
                (admin.get("/jobs").await.is(200)["total"] == 0).then_some(())
            })
            .await;
        }
    }
    let audit = admin.get("/audit?limit=100").await.is(200);
    assert!(!audit.text.contains("ana@example.org"), "{}", audit.text);
    site.roster(&["audit", "verify"]).await.ok();
}

async fn one_click_ends_it(db: Db) {
    let (list, smtp) = (webhook().await, Smtp::start(SmtpMode::Accept).await);
    let setup = Site::with("mailing_list.url", webhook_url(&list));
    let site = setup.with("mail.url", smtp.url()).start(db).await;
    let ana = site.member("ana").await;
    ana.patch("/users/me", json!({"mailing_list": true})).await.is(200);
    list.wait(1).await;
    let mail = eventually("the news of it", async || {
        let mails = smtp.received().into_iter().map(|mail| mail.mime());
        mails.into_iter().find(|mail| mail.header("x-roster-message") == "mailing_list.joined")
    })
    .await;
    assert_eq!(mail.header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
    assert_eq!(mail.header("auto-submitted"), "auto-generated");
    let link = mail.header("list-unsubscribe").trim_matches(['<', '>']).to_owned();
    assert!(links(&mail.text).contains(&link), "{}", mail.text);

    // Another's token, a cut one, garbage.
    let (head, token) = path_of(&link)
        .rsplit_once('/')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("a token");
    let flipped = if token.starts_with('A') { "B" } else { "A" };
    for bad in [format!("{flipped}{}", &token[1..]), token[..20].to_owned(), "x".into()] {
        let request = format!(
            "POST {head}/{bad} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        );
        let answer = raw::exchange(site.server.port, request.as_bytes()).await;
        assert_eq!(raw::status(&answer), 404, "{answer}");
    }
    assert_eq!(list.seen().len(), 1);
    // As a mail provider does it: no cookie, no session, twice.
    for _ in 0..2 {
        site.guest().form(&link, &[("List-Unsubscribe", "One-Click")]).await.is(200);
    }
    let left = list.wait(2).await.remove(1);
    assert_eq!(told(&left), ("mailing_list.unsubscribed".into(), "ana@example.org".into()));
    // Opting in again, with the same link as ever.
    ana.patch("/users/me", json!({"mailing_list": true})).await.is(200);
    list.wait(3).await;
    site.guest().form(&link, &[("List-Unsubscribe", "One-Click")]).await.is(200);
    list.wait(4).await;
    // What concerns the account cannot be muted.
    site.guest().post("/password/forgot", json!({"email": ana.email})).await.is(202);
    let reset = eventually("a reset mail", async || {
        let mails = smtp.received().into_iter().map(|mail| mail.mime());
        mails.into_iter().find(|mail| mail.header("x-roster-message") == "password.reset")
    })
    .await;
    assert!(reset.headers["list-unsubscribe"].is_null());
}

async fn without_a_list_nothing_is_told(db: Db) {
    let site = Site::start(db).await;
    let ana = member(&site, "ana@example.org").await;
    ana.patch("/users/me", json!({"mailing_list": false})).await.is(200);
    site.settle().await;
    assert_eq!(site.count_mail("ana@example.org", "mailing_list.joined").await, 0);
    assert_eq!(site.admin().await.get("/jobs").await.is(200)["total"], 0);
}

async fn a_list_that_is_away_delays_no_mail(db: Db) {
    let site = Site::with("mailing_list.url", "webhook+http://127.0.0.1:9/x").start(db).await;
    let ana = member(&site, "ana@example.org").await;
    site.guest().post("/password/forgot", json!({"email": ana.email})).await.is(202);
    site.mail("ana@example.org", "mailing_list.joined").await;
    site.mail("ana@example.org", "password.reset").await;
    let jobs = site.admin().await.get("/jobs?type=mailing_list.sync").await.is(200);
    assert_eq!((&jobs["total"], &jobs.items()[0]["state"]), (&json!(1), &json!("PENDING")));
}
