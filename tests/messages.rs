//! Messages: from what happened to a mail in somebody's hands, whatever the
//! mail server does meanwhile.

use kit::*;

on_both_databases!(
    a_mail_arrives_over_smtp,
    mails_are_in_the_persons_language,
    a_mail_server_that_is_away_delays_and_loses_nothing,
    temporary_refusals_are_retried,
    a_permanent_refusal_parks_at_once,
    too_many_attempts_park,
    a_hanging_mail_server_hinders_nobody_else,
    one_persons_mails_stay_in_order,
    a_mail_is_sent_once,
    templates_can_be_overridden,
    one_worker_alone_does_the_work,
);

on_sqlite!(a_real_mail_server_takes_them);

on_postgres!(copies_share_the_work);

async fn a_mail_arrives_over_smtp(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let site = Site::with("mail.url", smtp.url())
        .with("mail.from", "Röster Team <no-reply@roster.example>")
        .start(db)
        .await;
    let ana = site.register("ana@example.org").await;
    let received = smtp.mail_to("ana@example.org").await;
    assert_eq!(received.from, "no-reply@roster.example");
    assert_eq!(received.to, ["ana@example.org"]);
    let mail = received.mime();
    assert_eq!(mail.header("x-roster-message"), "account.verification");
    assert_eq!(mail.header("to"), "ana@example.org");
    assert!(mail.header("from").contains("Röster Team"), "{}", mail.headers);
    assert!(mail.header("subject").to_lowercase().contains("verify"));
    let id = mail.header("message-id").trim_matches(['<', '>']).split('@').next().expect("an id");
    assert!(id.len() == 36, "the message's id: {id}");
    assert!(mail.headers["date"].is_string());
    let link = links(&mail.text).into_iter().find(|l| l.contains("/verify-email/"));
    let link = link.expect("a link in the text");
    assert!(link.contains(ana["id"].as_str().expect("id")));
    assert!(mail.html.contains(&link));
    site.guest().get(&path_of(&link)).await.is(200);
    assert!(site.metric("messages_delivered_total").await >= 1.0);
    // Sent mails are not kept.
    assert!(site.mailbox().await.is_empty());
}

/// A conversation with a full server; `./test` starts it.
async fn a_real_mail_server_takes_them(db: Db) {
    let Ok(address) = std::env::var("ROSTER_TEST_SMTP") else {
        panic!("no mail server to test with: run ./test, or set ROSTER_TEST_SMTP");
    };
    let spool = std::env::var("ROSTER_TEST_SPOOL").expect("ROSTER_TEST_SPOOL beside it");
    let site = Site::with("mail.url", format!("smtp://{address}")).start(db).await;
    let to = format!("ana-{}@example.org", site.server.port);
    site.register(&to).await;
    let raw = eventually("a mail in the spool", async || {
        let files = std::fs::read_dir(format!("{spool}/new")).ok()?.flatten();
        files.filter_map(|f| std::fs::read(f.path()).ok()).find(|raw| {
            parse_mime(raw).headers["to"].as_str().is_some_and(|header| header.contains(&to))
        })
    })
    .await;
    let mail = parse_mime(&raw);
    assert_eq!(mail.header("x-roster-message"), "account.verification");
    assert!(mail.text.contains("/verify-email/") && mail.html.contains("/verify-email/"));
}

async fn mails_are_in_the_persons_language(db: Db) {
    let site = Site::start(db).await;
    let mut subjects = Vec::new();
    for locale in ["en", "es", "ru", "es-MX", "tlh"] {
        let email = format!("{locale}@example.org").to_lowercase();
        let mut body = registration(&email);
        body["locale"] = json!(locale);
        site.guest().post("/register", body).await.is(201);
        let mail = site.mail(&email, "account.verification").await;
        subjects.push((locale, mail.locale, mail.subject, mail.text));
    }
    let find = |tag: &str| subjects.iter().find(|s| s.0 == tag).expect("a mail");
    assert_ne!(find("en").2, find("es").2);
    assert_ne!(find("en").2, find("ru").2);
    assert!(find("ru").3.chars().any(|c| ('а'..='я').contains(&c)), "{}", find("ru").3);
    // Along the language's parents, to English.
    assert_eq!(find("es-MX").2, find("es").2);
    assert_eq!(find("tlh").2, find("en").2);
    assert_eq!((find("es-MX").1.as_str(), find("tlh").1.as_str()), ("es", "en"));
}

async fn a_mail_server_that_is_away_delays_and_loses_nothing(db: Db) {
    let mut smtp = Smtp::start(SmtpMode::Accept).await;
    let mut site = Site::with("mail.url", smtp.url()).start(db).await;
    smtp.stop();
    for n in 0..5 {
        site.register(&format!("u{n}@example.org")).await;
    }
    // The site is as well as before; the fault is shown.
    eventually("mail to be down", async || {
        let ready = site.guest().get("/health/ready").await.is(200);
        (ready["services"]["mail"] == "down").then_some(())
    })
    .await;
    assert!(site.metric("messages_pending").await >= 1.0);
    // Not even a crash loses them.
    site.restart().await;
    smtp.resume().await;
    eventually_within(BACKLOG, "the backlog to be out", async || {
        (smtp.received().len() >= 5).then_some(())
    })
    .await;
    for n in 0..5 {
        smtp.mail_to(&format!("u{n}@example.org")).await;
    }
}

async fn temporary_refusals_are_retried(db: Db) {
    let smtp = Smtp::start(SmtpMode::Temporary).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    site.register("ana@example.org").await;
    eventually("a second attempt", async || (smtp.attempts("ana@example.org") >= 2).then_some(()))
        .await;
    assert_eq!(site.metric("messages_parked").await, 0.0);
    smtp.set(SmtpMode::Cut);
    let before = smtp.attempts("ana@example.org");
    eventually("an attempt that is cut", async || {
        (smtp.attempts("ana@example.org") > before).then_some(())
    })
    .await;
    smtp.set(SmtpMode::Accept);
    let mail = smtp.mail_to("ana@example.org").await.mime();
    // The link of the mail that arrived is one that counts.
    let link = links(&mail.text).into_iter().find(|l| l.contains("/verify-email/"));
    site.guest().get(&path_of(&link.expect("a link"))).await.is(200);
}

async fn a_permanent_refusal_parks_at_once(db: Db) {
    let smtp = Smtp::start(SmtpMode::Permanent).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    site.register("ana@example.org").await;
    eventually("a parked message", async || {
        (site.metric("messages_parked").await == 1.0).then_some(())
    })
    .await;
    assert_eq!(smtp.attempts("ana@example.org"), 1);
    // It stops nobody else's.
    smtp.set(SmtpMode::Accept);
    site.register("bob@example.org").await;
    smtp.mail_to("bob@example.org").await;
    assert_eq!(smtp.attempts("ana@example.org"), 1);
    assert_eq!(smtp.received().len(), 1);
}

async fn too_many_attempts_park(db: Db) {
    let smtp = Smtp::start(SmtpMode::Temporary).await;
    let setup = Site::with("mail.url", smtp.url()).with("mail.max_attempts", 2);
    let site = setup.start(db).await;
    site.register("ana@example.org").await;
    eventually("a parked message", async || {
        (site.metric("messages_parked").await == 1.0).then_some(())
    })
    .await;
    assert_eq!(smtp.attempts("ana@example.org"), 2);
}

async fn a_hanging_mail_server_hinders_nobody_else(db: Db) {
    let smtp = Smtp::start(SmtpMode::Hang).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    for n in 0..8 {
        let start = std::time::Instant::now();
        site.register(&format!("u{n}@example.org")).await;
        assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
    }
    site.guest().get("/health/ready").await.is(200);
    smtp.set(SmtpMode::Accept);
    eventually_within(BACKLOG, "the backlog to be out", async || {
        (smtp.received().len() >= 8).then_some(())
    })
    .await;
}

async fn one_persons_mails_stay_in_order(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    smtp.set(SmtpMode::Temporary);
    let mut wanted = Vec::new();
    for n in 0..3 {
        for (action, kind) in [("lock", "account.locked"), ("unlock", "account.unlocked")] {
            root.poke(&format!("{}/{action}", ana.path())).await.is(200);
            wanted.push(kind.to_owned());
        }
        if n == 1 {
            smtp.set(SmtpMode::Accept);
        }
    }
    eventually("six mails", async || (smtp.received().len() >= 6).then_some(())).await;
    let got: Vec<String> =
        smtp.received().iter().map(|m| m.mime().header("x-roster-message").to_owned()).collect();
    assert_eq!(got, wanted);
}

async fn a_mail_is_sent_once(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let mut site = Site::with("mail.url", smtp.url()).start(db).await;
    for round in 0..3 {
        for n in 0..4 {
            site.register(&format!("u{n}-{round}@example.org")).await;
        }
        site.server.terminate();
        let code = site.server.ends_within(std::time::Duration::from_secs(30)).await;
        assert_eq!(code, Some(0));
        site.restart().await;
    }
    for round in 0..3 {
        for n in 0..4 {
            smtp.mail_to(&format!("u{n}-{round}@example.org")).await;
        }
    }
    eventually("no message to be pending", async || {
        (site.metric("messages_pending").await == 0.0).then_some(())
    })
    .await;
    assert_eq!(smtp.received().len(), 12, "an orderly stop repeats nothing");
}

async fn templates_can_be_overridden(db: Db) {
    let folder = db.folder().join("templates");
    std::fs::create_dir_all(folder.join("en")).expect("a folder");
    let site = Site::with("mail.templates", folder.display()).start(db).await;
    site.register("ana@example.org").await;
    let built_in = site.mail("ana@example.org", "account.verification").await;
    std::fs::write(folder.join("en/footer.md"), "Yours, the *harbour* team").expect("a footer");
    let mut site = site;
    site.restart().await;
    site.register("bob@example.org").await;
    let own = site.mail("bob@example.org", "account.verification").await;
    assert!(!built_in.text.contains("harbour"));
    assert!(own.text.contains("harbour"), "{}", own.text);
    assert!(own.html.contains("<em>harbour</em>"), "{}", own.html);
    assert_eq!(own.subject, built_in.subject);
    own.path("/verify-email/");
}

async fn one_worker_alone_does_the_work(db: Db) {
    // A server without workers keeps the messages for whoever comes.
    let kind = db.kind;
    let home = Setup::default().home(db);
    let mut server = Server::start(&home, &["serve", "--no-worker"]).await;
    for n in 0..3 {
        let body = registration(&format!("u{n}@example.org"));
        server.guest().post("/register", body).await.is(201);
    }
    assert!(home.mailbox().await.is_empty());
    if kind == Kind::Sqlite {
        server.kill();
    }
    let _worker = Server::spawn(&home, &["worker"]);
    for n in 0..3 {
        home.mail(&format!("u{n}@example.org"), "account.verification").await;
    }
}

async fn copies_share_the_work(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    let copy = Server::start(&site, &["serve"]).await;
    let _worker = Server::spawn(&site, &["worker"]);
    let guests = [site.guest(), copy.guest()];
    for n in 0..30 {
        let body = registration(&format!("u{n}@example.org"));
        guests[n % 2].post("/register", body).await.is(201);
    }
    for n in 0..30 {
        smtp.mail_to(&format!("u{n}@example.org")).await;
    }
    eventually("no message to be pending", async || {
        (site.metric("messages_pending").await == 0.0).then_some(())
    })
    .await;
    assert_eq!(smtp.received().len(), 30, "each once");
}
