//! Brokers that are away, slow, empty, or want to be persuaded.

use std::time::Duration;

use kit::*;

use crate::kafka::{once, quiet, register_some, start, told};

on_both_databases!(a_broker_that_is_away_stops_nobody,);

on_sqlite!(
    a_broker_that_comes_back_empty_loses_nothing,
    a_frozen_broker_stops_nobody,
    a_broker_gone_for_more_than_a_minute_loses_nothing,
    a_broker_wants_a_certificate_and_a_password,
    a_broker_wants_a_password_proved_by_scram_sha_256,
    a_broker_wants_a_password_proved_by_scram_sha_512,
    a_slow_broker_delays_and_loses_nothing,
);

async fn a_broker_that_is_away_stops_nobody(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let mut broker = Broker::absent();
    let setup = Site::with("messages.url", broker.url()).with("mail.url", smtp.url());
    // Absent from the start.
    let site = setup.start(db).await;
    let mut emails = register_some(&site, "u", 5).await;
    let health = site.guest().get("/health/ready").await.is(200);
    assert_eq!(health["services"]["messages"], "down");
    tokio::time::sleep(Duration::from_secs(5)).await;
    let warnings = site.server.log().matches("the message broker is away").count();
    assert_eq!(warnings, 1, "{}", site.server.log());
    assert!(site.server.log().lines().count() < 100, "the log is flooded");
    broker.resume();
    told(&smtp, &emails).await;
    // Gone again, and back with nothing.
    broker.kill();
    emails.extend(register_some(&site, "v", 5).await);
    broker.resume();
    told(&smtp, &emails).await;
    let health = site.guest().get("/health/ready").await.is(200);
    assert_eq!(health["services"]["messages"], "up");
    once(&smtp, &emails);
}

async fn a_broker_that_comes_back_empty_loses_nothing(db: Db) {
    let mut smtp = Smtp::start(SmtpMode::Accept).await;
    let mut broker = Broker::start();
    let mut site = start(db, &broker.url(), &smtp).await;
    // Published, and read by a worker that cannot deliver and dies.
    smtp.stop();
    let emails = register_some(&site, "u", 20).await;
    site.server.kill();
    broker.kill();
    broker.resume();
    smtp.resume().await;
    site.restart().await;
    told(&smtp, &emails).await;
}

async fn a_frozen_broker_stops_nobody(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let broker = Broker::start();
    let site = start(db, &broker.url(), &smtp).await;
    broker.freeze();
    let emails = register_some(&site, "u", 5).await;
    let health = site.guest().get("/health/ready").await.is(200);
    assert_eq!(health["services"]["messages"], "down");
    tokio::time::sleep(Duration::from_secs(15)).await;
    broker.thaw();
    told(&smtp, &emails).await;
    assert!(site.server.log().lines().count() < 300, "the log is flooded");
}

/// Longer than the time of whatever is claimed, published or paused.
async fn a_broker_gone_for_more_than_a_minute_loses_nothing(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let mut broker = Broker::start();
    let site = start(db, &broker.url(), &smtp).await;
    broker.kill();
    let mut emails = Vec::new();
    for minute in ["u", "v", "w"] {
        emails.extend(register_some(&site, minute, 5).await);
        tokio::time::sleep(Duration::from_secs(25)).await;
    }
    assert_eq!(site.metric("messages_pending").await, 15.0);
    assert!(site.server.log().lines().count() < 300, "the log is flooded");
    broker.resume();
    told(&smtp, &emails).await;
    quiet(&site).await;
    once(&smtp, &emails);
}

async fn a_broker_wants_a_certificate_and_a_password(db: Db) {
    secured(db, Mechanism::Plain).await;
}

async fn a_broker_wants_a_password_proved_by_scram_sha_256(db: Db) {
    secured(db, Mechanism::ScramSha256).await;
}

async fn a_broker_wants_a_password_proved_by_scram_sha_512(db: Db) {
    secured(db, Mechanism::ScramSha512).await;
}

async fn secured(db: Db, mechanism: Mechanism) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let broker = SecureBroker::start(&db, mechanism).await;
    let site = start(db, &broker.url(SecureBroker::PASSWORD), &smtp).await;
    let down = || async {
        eventually("the broker to be missed", async || {
            let health = site.guest().get("/health/ready").await.is(200);
            (health["services"]["messages"] == "down").then_some(())
        })
        .await;
        site.roster(&["doctor"]).await.exits(1).out
    };
    // Another password.
    broker.set_password("another");
    let mut emails = register_some(&site, "u", 5).await;
    let told_by_doctor = down().await;
    assert!(told_by_doctor.contains("uthenticat"), "{told_by_doctor}");
    // The right one, from somebody else.
    broker.set_password(SecureBroker::PASSWORD);
    let known = broker.set_certificate(None);
    emails.extend(register_some(&site, "v", 5).await);
    let told_by_doctor = down().await;
    assert!(told_by_doctor.contains("ertificate"), "{told_by_doctor}");
    broker.set_certificate(Some(known));
    told(&smtp, &emails).await;
    quiet(&site).await;
    once(&smtp, &emails);
    let log = site.server.log();
    assert!(!log.contains(SecureBroker::PASSWORD), "{log}");
    assert!(log.lines().count() < 300, "the log is flooded");
}

async fn a_slow_broker_delays_and_loses_nothing(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let broker = Broker::start();
    let site = start(db, &broker.url(), &smtp).await;
    // Of each second it works a fifth.
    let emails = {
        let slowly = async {
            loop {
                broker.freeze();
                tokio::time::sleep(Duration::from_millis(800)).await;
                broker.thaw();
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        let work = async {
            let emails = register_some(&site, "u", 20).await;
            told(&smtp, &emails).await;
            emails
        };
        tokio::select! {
            never = slowly => never,
            emails = work => emails,
        }
    };
    broker.thaw();
    quiet(&site).await;
    once(&smtp, &emails);
    assert!(site.server.log().lines().count() < 300, "the log is flooded");
}
