//! Delivery when the world misbehaves: a mail server that is away or slow, one
//! that breaks off after it took the mail, clocks that jump, values that want
//! to be headers.

use std::time::{Duration, Instant};

use kit::*;

on_both_databases!(
    a_server_that_is_away_costs_no_attempts,
    a_mail_taken_without_an_answer_comes_again_under_its_id,
    a_slow_domain_delays_no_other,
    a_clock_set_back_holds_nothing_up,
);

on_postgres!(a_worker_killed_ahead_of_time_holds_nothing);

on_sqlite!(
    values_begin_no_header,
    a_broken_template_is_told_once_and_replaced,
    one_trace_leads_from_the_request_to_the_delivery,
);

async fn a_server_that_is_away_costs_no_attempts(db: Db) {
    let mut smtp = Smtp::start(SmtpMode::Accept).await;
    let setup = Site::with("mail.url", smtp.url()).with("mail.max_attempts", 2);
    smtp.stop();
    let site = setup.start(db).await;
    for n in 0..20 {
        site.register(&format!("u{n}@example.org")).await;
    }
    // Long enough for the two attempts that would park them.
    tokio::time::sleep(Duration::from_secs(6)).await;
    assert_eq!(site.metric("messages_parked").await, 0.0);
    assert_eq!(site.metric("messages_pending").await, 20.0);
    let admin = site.admin().await;
    let jobs = admin.list("/jobs", &[("limit", "100")]).await.is(200);
    assert!(jobs.column("attempts").iter().all(|a| a == "0" || a == "1"), "{}", jobs.text);
    let away = jobs.items().iter().filter(|job| job["error"].is_string()).count();
    assert!(away >= 1, "the reason is shown: {}", jobs.text);
    // It is not hammered: each hold lets one try.
    let tried = site.metric_where("messages_delivered_total", "put_off").await;
    assert!(tried <= 80.0, "{tried}");
    smtp.resume().await;
    eventually_within(BACKLOG, "the backlog to be out", async || {
        (smtp.received().len() >= 20).then_some(())
    })
    .await;
    eventually("the breaker to close", async || {
        (site.metric("mail_held").await == 0.0).then_some(())
    })
    .await;
}

async fn a_mail_taken_without_an_answer_comes_again_under_its_id(db: Db) {
    let smtp = Smtp::start(SmtpMode::CutAfterData).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    site.register("ana@example.org").await;
    eventually("two copies", async || (smtp.received().len() >= 2).then_some(())).await;
    smtp.set(SmtpMode::Accept);
    eventually("the queue to be empty", async || {
        (site.metric("messages_pending").await == 0.0).then_some(())
    })
    .await;
    let mut ids: Vec<String> =
        smtp.received().iter().map(|m| m.mime().header("message-id").to_owned()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 1, "one message, however often it came: {ids:?}");
}

async fn a_slow_domain_delays_no_other(db: Db) {
    let smtp = Smtp::start(SmtpMode::SlowDomain).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    for n in 0..24 {
        site.register(&format!("u{n}@slow.example")).await;
    }
    eventually("slow deliveries", async || (smtp.attempts("u0@slow.example") > 0).then_some(()))
        .await;
    let begun = Instant::now();
    site.register("ana@example.org").await;
    smtp.mail_to("ana@example.org").await;
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert!(smtp.most_at_once() <= 4, "{}", smtp.most_at_once());
    smtp.set(SmtpMode::Accept);
    eventually_within(BACKLOG, "the rest", async || (smtp.received().len() >= 25).then_some(()))
        .await;
}

async fn a_clock_set_back_holds_nothing_up(db: Db) {
    let smtp = Smtp::start(SmtpMode::Temporary).await;
    let site = Site::with_clock().with("mail.url", smtp.url()).start(db).await;
    site.clock().days(1);
    site.register("ana@example.org").await;
    eventually("an attempt", async || (smtp.attempts("ana@example.org") > 0).then_some(())).await;
    // What was to be tried in a second would be tried in a day.
    site.clock().set(0);
    smtp.set(SmtpMode::Accept);
    smtp.mail_to("ana@example.org").await;
    // And ahead: nothing is lost or parked for its age.
    smtp.set(SmtpMode::Temporary);
    site.register("bob@example.org").await;
    eventually("an attempt", async || (smtp.attempts("bob@example.org") > 0).then_some(())).await;
    site.clock().days(400);
    smtp.set(SmtpMode::Accept);
    smtp.mail_to("bob@example.org").await;
}

async fn a_worker_killed_ahead_of_time_holds_nothing(db: Db) {
    let smtp = Smtp::start(SmtpMode::Hang).await;
    let site = Site::with_clock().with("mail.url", smtp.url());
    let home = site.home(db);
    home.roster(&["migrate", "up"]).await.ok();
    let server = Server::start(&home, &["serve", "--no-worker"]).await;
    home.clock().days(1);
    server.guest().post("/register", registration("ana@example.org")).await.is(201);
    // It takes the message and dies, and the clock is set right again.
    let state = |db: &Db| db.sql("SELECT state FROM messages").unwrap_or_default();
    let mut worker = Server::spawn(&home, &["worker"]);
    eventually("a claim", async || (state(&home.db) == "RUNNING").then_some(())).await;
    worker.kill();
    home.clock().set(0);
    smtp.set(SmtpMode::Accept);
    let _worker = Server::spawn(&home, &["worker"]);
    eventually_within(BACKLOG, "the mail", async || (!smtp.received().is_empty()).then_some(()))
        .await;
}

async fn values_begin_no_header(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let folder = db.folder().join("templates");
    std::fs::create_dir_all(folder.join("en")).expect("a folder");
    let own = "Subject: {{ reason }} {{ nickname }}\n\nChanged: {{ reason }}\n";
    std::fs::write(folder.join("en/role.changed.md"), own).expect("a template");
    let setup = Site::with("mail.templates", folder.display()).with("mail.url", smtp.url());
    let site = setup.start(db).await;
    let ana = site.member("ana").await;
    let root = site.admin().await;
    let reason = "why\r\nBcc: eve@example.net\r\n\r\n<b>x</b>";
    let body = json!({"role": "MANAGER", "reason": reason});
    root.put(&format!("{}/role", ana.path()), body).await.is(200);
    let mail = smtp.mail_to("ana@example.org").await;
    assert_eq!(mail.to, ["ana@example.org"]);
    let mime = mail.mime();
    assert!(mime.headers["bcc"].is_null(), "{}", mime.headers);
    assert_eq!(mime.header("subject"), "why Bcc: eve@example.net <b>x</b> ana");
    assert!(!mime.html.contains("<b>x"), "{}", mime.html);
}

async fn a_broken_template_is_told_once_and_replaced(db: Db) {
    let folder = db.folder().join("templates");
    std::fs::create_dir_all(folder.join("en")).expect("a folder");
    let site = Site::with("mail.templates", folder.display()).start(db).await;
    let path = folder.join("en/account.verification.md");
    std::fs::write(&path, "Subject: Own {{ nickname }}\n\n<{{ link }}>\n").expect("a template");
    site.register("ana@example.org").await;
    let own = site.mail("ana@example.org", "account.verification").await;
    assert!(own.subject.starts_with("Own "), "{}", own.subject);
    // Without a restart, and before anybody waits for a mail.
    std::fs::write(&path, "Subject: Own {{ nobody }}\n\n<{{ link }}>\n").expect("a template");
    let warnings = || site.server.log().matches("an e-mail template is broken").count();
    eventually("a warning", async || (warnings() == 1).then_some(())).await;
    for name in ["bob", "eve"] {
        let email = format!("{name}@example.org");
        site.register(&email).await;
        let built_in = site.mail(&email, "account.verification").await;
        assert!(!built_in.subject.starts_with("Own"), "{}", built_in.subject);
        built_in.path("/verify-email/");
    }
    assert_eq!(warnings(), 1, "{}", site.server.log());
}

/// Trace, span, parent and name.
type Span = (Vec<u8>, Vec<u8>, Vec<u8>, String);

/// The spans of an OTLP request's body, read from the few fields (1, 2, 4, 5)
/// of the protobuf message that matter.
fn spans(body: &[u8]) -> Vec<Span> {
    let mut found = Vec::new();
    for at in 0..body.len().saturating_sub(30) {
        let rest = &body[at..];
        if rest[..2] != [0x0a, 16] || rest[18..20] != [0x12, 8] {
            continue;
        }
        let (trace, span) = (rest[2..18].to_vec(), rest[20..28].to_vec());
        let mut rest = &rest[28..];
        let mut parent = Vec::new();
        while rest.len() > 2 && rest.len() > usize::from(rest[1]) + 2 {
            let (tag, value) = (rest[0], &rest[2..2 + usize::from(rest[1])]);
            match tag {
                0x1a => {}
                0x22 => parent = value.to_vec(),
                0x2a => {
                    let name = String::from_utf8_lossy(value).into_owned();
                    found.push((trace, span, parent, name));
                    break;
                }
                _ => break,
            }
            rest = &rest[2 + usize::from(rest[1])..];
        }
    }
    found
}

async fn one_trace_leads_from_the_request_to_the_delivery(db: Db) {
    let collector = Service::start(|_| Reply::status(200)).await;
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let url = format!("http://127.0.0.1:{}", collector.port);
    let site = Site::with("telemetry.otlp_url", url)
        .with("mail.url", smtp.url())
        .with("log.format", "json")
        .start(db)
        .await;
    let call = site.guest().call(Method::POST, "/register");
    let call = call.json(&registration("ana@example.org")).header("x-request-id", "my-request");
    call.send().await.is(201);
    smtp.mail_to("ana@example.org").await;
    let all = eventually("the delivery's span", async || {
        let seen = collector.seen();
        let all: Vec<_> = seen.iter().flat_map(|request| spans(&request.body)).collect();
        let done = ["deliver", "send"].iter().all(|name| all.iter().any(|s| s.3 == *name));
        done.then_some(all)
    })
    .await;
    let deliver = all.iter().find(|s| s.3 == "deliver").expect("a span");
    let request = all.iter().find(|s| s.0 == deliver.0 && s.3 == "request");
    let request = request.unwrap_or_else(|| panic!("no request in the trace: {all:?}"));
    assert_eq!(deliver.2, request.1, "the request caused it");
    assert!(all.iter().any(|s| s.3 == "send" && s.0 == deliver.0));
    // The log of the delivery names the request too.
    let log = site.server.log();
    let line = log.lines().find(|line| line.contains("message handled")).expect("a line");
    assert!(line.contains("my-request"), "{line}");
}
