//! The Kafka transport, against a broker that speaks Kafka's protocol.

use std::collections::HashMap;
use std::time::Duration;

use kit::*;
use krafka::consumer::AutoOffsetReset;
use krafka::{Kafka, Record};

on_both_databases!(
    mails_go_by_the_broker,
    one_persons_mails_keep_their_order,
    a_poison_message_is_parked_and_the_rest_flows,
    a_killed_server_loses_nothing,
    a_mail_server_that_is_away_holds_the_relay,
    strange_records_are_passed_over,
);

on_postgres!(copies_share_the_work_over_kafka, a_leaving_worker_loses_nothing,);

on_sqlite!(others_can_listen, the_doctor_tries_the_broker, a_stop_drains_the_worker,);

/// Joining a group takes some seconds.
const JOINED: Duration = Duration::from_secs(60);

/// A site whose worker is a member of its group: it has delivered something.
pub(crate) async fn start(db: Db, url: &str, smtp: &Smtp) -> Site {
    let setup = Site::with("messages.url", url).with("mail.url", smtp.url());
    let site = setup.start(db).await;
    site.register("first@example.org").await;
    told(smtp, &["first@example.org".to_owned()]).await;
    site
}

/// Waits until each address has its mail.
pub(crate) async fn told(smtp: &Smtp, emails: &[String]) {
    eventually_within(BACKLOG, "every mail to be out", async || {
        let received = smtp.received();
        let told = |email: &String| received.iter().any(|mail| mail.to.contains(email));
        emails.iter().all(told).then_some(())
    })
    .await;
}

/// Waits until no message is on its way.
pub(crate) async fn quiet(site: &Site) {
    eventually_within(BACKLOG, "no message to be pending", async || {
        (site.metric("messages_pending").await == 0.0).then_some(())
    })
    .await;
}

/// Each address has one mail and no more.
pub(crate) fn once(smtp: &Smtp, emails: &[String]) {
    let received = smtp.received();
    for email in emails {
        let mails = received.iter().filter(|mail| mail.to.contains(email)).count();
        assert_eq!(mails, 1, "{email}");
    }
}

pub(crate) async fn register_some(site: &Site, name: &str, count: usize) -> Vec<String> {
    let emails: Vec<String> = (0..count).map(|n| format!("{name}{n}@example.org")).collect();
    for email in &emails {
        site.register(email).await;
    }
    emails
}

async fn mails_go_by_the_broker(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let site = start(db, &shared_broker(), &smtp).await;
    let emails = register_some(&site, "u", 20).await;
    told(&smtp, &emails).await;
    quiet(&site).await;
    once(&smtp, &emails);
    let health = site.guest().get("/health/ready").await.is(200);
    assert_eq!(health["services"]["messages"], "up");
}

async fn one_persons_mails_keep_their_order(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let site = start(db, &shared_broker(), &smtp).await;
    // Two topics: account.… and role.changed.
    let body = json!({"email": "eva@example.org", "nickname": "eva", "password": PASSWORD,
        "role": "AUTHENTICATED", "email_verified": true});
    let eva = site.admin().await.post("/users", body).await.is(201)["id"].clone();
    let eva = eva.as_str().expect("an id").to_owned();
    let admin = site.admin().await;
    for round in 0..3 {
        for role in ["MANAGER", "AUTHENTICATED"] {
            let body = json!({"role": role, "reason": format!("round {round}")});
            admin.put(&format!("/users/{eva}/role"), body).await.is(200);
        }
        admin.post(&format!("/users/{eva}/lock"), json!({"reason": "x"})).await.is(200);
        admin.poke(&format!("/users/{eva}/unlock")).await.is(200);
    }
    quiet(&site).await;
    let mine: Vec<String> = smtp
        .received()
        .iter()
        .filter(|mail| mail.to.contains(&"eva@example.org".to_owned()))
        .map(|mail| mail.mime().header("x-roster-message").to_owned())
        .collect();
    assert!(mine.len() >= 6, "{mine:?}");
    let locks: Vec<&String> = mine.iter().filter(|t| t.starts_with("account.")).collect();
    let expected = ["account.locked", "account.unlocked"];
    for (n, found) in locks.iter().enumerate() {
        assert_eq!(found.as_str(), expected[n % 2], "{mine:?}");
    }
}

async fn others_can_listen(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let url = shared_broker();
    let site = start(db, &url, &smtp).await;
    let user = site.register("ana@example.org").await;
    told(&smtp, &["ana@example.org".to_owned()]).await;
    let (broker, prefix) = url.strip_prefix("kafka://").and_then(|u| u.split_once('/')).expect("");
    let kafka = Kafka::builder(broker).connect().await.expect("a connection");
    let listener = kafka
        .consumer(format!("{prefix}.elsewhere"))
        .auto_offset_reset(AutoOffsetReset::Earliest)
        .build()
        .await
        .expect("a consumer");
    listener.subscribe([format!("{prefix}.account")]).await.expect("a subscription");
    let record = eventually_within(JOINED, "the event", async || {
        let records = listener.poll(Duration::from_millis(500)).await.expect("records");
        let ana = user["id"].as_str().expect("an id");
        records.into_iter().find(|record| record.key_str() == Some(ana))
    })
    .await;
    let text = record.value_str().expect("text");
    let event: Value = parse(text).expect("JSON");
    assert_eq!(event["specversion"], "1.0");
    assert_eq!(event["type"], "account.verification");
    assert_eq!(event["source"], format!("{}/", site.server.url()));
    assert_eq!(event["subject"], user["id"]);
    assert_eq!(event["data"]["user_id"], user["id"]);
    assert_eq!(event["datacontenttype"], "application/json");
    for key in ["id", "time", "dataschema"] {
        assert!(event[key].is_string(), "{key}: {event}");
    }
    assert!(!text.contains("example.org"), "an address: {text}");
    let mail = smtp.mail_to("ana@example.org").await.mime().text;
    let link = links(&mail).into_iter().find(|l| l.contains("/verify-email/")).expect("a link");
    let secret = link.rsplit('/').next().expect("a secret");
    assert!(!text.contains(secret), "a secret: {text}");
}

async fn strange_records_are_passed_over(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let url = shared_broker();
    let site = start(db, &url, &smtp).await;
    let (broker, prefix) = url.strip_prefix("kafka://").and_then(|u| u.split_once('/')).expect("");
    let kafka = Kafka::builder(broker).connect().await.expect("a connection");
    let producer = kafka.producer().build().await.expect("a producer");
    let strange = [
        "".to_owned(),
        "{".to_owned(),
        "null".to_owned(),
        json!({"id": "01890000-0000-7000-8000-000000000000"}).to_string(),
        json!({"id": "'; DROP TABLE messages; --"}).to_string(),
        "[".repeat(10_000),
    ];
    for n in 0..6 {
        for value in &strange {
            let record = Record::new(format!("{prefix}.account"), value.clone());
            let sent = producer.send(record.key(format!("{n}")).partition(n)).await;
            assert!(sent.expect("sent").is_persisted());
        }
    }
    let emails = register_some(&site, "u", 5).await;
    told(&smtp, &emails).await;
    assert_eq!(site.metric("messages_parked").await, 0.0);
    let faults = site.server.log().lines().filter(|line| line.contains("\"WARN\"")).count();
    assert!(faults < 5, "{}", site.server.log());
}

async fn a_poison_message_is_parked_and_the_rest_flows(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let mut broker = Broker::start();
    let site = start(db, &broker.url(), &smtp).await;
    broker.kill();
    site.register("poison@example.org").await;
    let poisoned = "UPDATE messages SET message_type = 'account.poison'";
    eventually("the message to be in the outbox", async || {
        site.db.sql(poisoned).ok()?;
        let count = "SELECT count(*) FROM messages WHERE message_type = 'account.poison'";
        (site.db.sql(count).ok()? == "1").then_some(())
    })
    .await;
    broker.resume();
    let emails = register_some(&site, "u", 3).await;
    told(&smtp, &emails).await;
    eventually_within(BACKLOG, "the poison to be parked", async || {
        let parked = "SELECT count(*) FROM messages WHERE state = 'PARKED'";
        (site.db.sql(parked).ok()? == "1").then_some(())
    })
    .await;
}

async fn a_killed_server_loses_nothing(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let mut site = start(db, &shared_broker(), &smtp).await;
    let mut emails = Vec::new();
    for round in 0..3 {
        emails.extend(register_some(&site, &format!("u{round}-"), 10).await);
        site.server.kill();
        site.restart().await;
    }
    told(&smtp, &emails).await;
    let mut times: HashMap<String, usize> = HashMap::new();
    for mail in smtp.received() {
        *times.entry(mail.to.join(",")).or_default() += 1;
    }
    // At least once: a mail is repeated where its server died before noting it.
    let doubles = times.values().filter(|times| **times > 1).count();
    assert!(doubles <= 3 * 16, "{doubles} repeated");
}

async fn a_mail_server_that_is_away_holds_the_relay(db: Db) {
    let mut smtp = Smtp::start(SmtpMode::Accept).await;
    let setup = Site::with("messages.url", shared_broker()).with("mail.url", smtp.url());
    let site = setup.with("mail.max_attempts", 2).start(db).await;
    site.register("first@example.org").await;
    told(&smtp, &["first@example.org".to_owned()]).await;
    smtp.stop();
    let mut emails = register_some(&site, "u", 10).await;
    eventually_within(BACKLOG, "deliveries to be held", async || {
        (site.metric("mail_held").await == 1.0).then_some(())
    })
    .await;
    emails.extend(register_some(&site, "v", 100).await);
    // Long enough for the two attempts that would park them.
    tokio::time::sleep(Duration::from_secs(6)).await;
    assert_eq!(site.metric("messages_parked").await, 0.0);
    let tried = site.db.sql("SELECT count(*) FROM messages WHERE attempts > 1").expect("a count");
    assert_eq!(tried, "0");
    // What is held waits in the outbox: neither published nor about to be.
    let under_way = "SELECT count(*) FROM messages WHERE claimed_by IS NOT NULL";
    let under_way: usize = site.db.sql(under_way).expect("a count").parse().expect("a number");
    assert!(under_way <= 10, "{under_way} of {} were published", emails.len());
    smtp.resume().await;
    told(&smtp, &emails).await;
    quiet(&site).await;
    once(&smtp, &emails);
}

async fn copies_share_the_work_over_kafka(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let site = start(db, &shared_broker(), &smtp).await;
    let copy = Server::start(&site, &["serve"]).await;
    let _workers = [Server::spawn(&site, &["worker"]), Server::spawn(&site, &["worker"])];
    let guests = [site.guest(), copy.guest()];
    let mut emails = Vec::new();
    for n in 0..60 {
        let email = format!("u{n}@example.org");
        guests[n % 2].post("/register", registration(&email)).await.is(201);
        emails.push(email);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    told(&smtp, &emails).await;
    quiet(&site).await;
    once(&smtp, &emails);
}

async fn a_leaving_worker_loses_nothing(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let site = start(db, &shared_broker(), &smtp).await;
    let mut worker = Server::spawn(&site, &["worker"]);
    let mut emails = register_some(&site, "u", 20).await;
    worker.terminate();
    emails.extend(register_some(&site, "v", 20).await);
    assert_eq!(worker.ends_within(Duration::from_secs(25)).await, Some(0), "{}", worker.log());
    told(&smtp, &emails).await;
    quiet(&site).await;
    once(&smtp, &emails);
}

async fn a_stop_drains_the_worker(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let mut site = start(db, &shared_broker(), &smtp).await;
    let emails = register_some(&site, "u", 10).await;
    site.server.terminate();
    let code = site.server.ends_within(Duration::from_secs(25)).await;
    assert_eq!(code, Some(0), "{}", site.server.log());
    let running = "SELECT count(*) FROM messages WHERE state = 'RUNNING'";
    assert_eq!(site.db.sql(running).expect("a count"), "0");
    site.restart().await;
    told(&smtp, &emails).await;
}

async fn the_doctor_tries_the_broker(db: Db) {
    let mut broker = Broker::start();
    let home = Site::with("messages.url", broker.url()).home(db);
    home.roster(&["migrate", "up"]).await.ok();
    home.roster(&["doctor"]).await.ok();
    broker.kill();
    let ran = home.roster(&["doctor"]).await.exits(1);
    assert!(ran.out.contains("messages"), "{ran:?}");
    let secret = "kafka://roster:s3cret@127.0.0.1:1/x?sasl=plain";
    let ran = home.roster_with(&[("ROSTER_MESSAGES__URL", secret)], &["config", "show"]).await.ok();
    assert!(ran.out.contains("kafka://roster:***@127.0.0.1:1/x"), "{ran:?}");
    assert!(!ran.out.contains("s3cret"), "{ran:?}");
}
