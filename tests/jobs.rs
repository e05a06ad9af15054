//! The queue of messages, for the people who look after it.

use kit::*;

on_both_databases!(
    a_parked_message_is_shown_retried_and_dropped,
    lists_are_filtered_and_paged,
    what_is_not_there_is_told,
    the_command_line_looks_after_the_queue,
);

/// A site whose mail server refuses everybody for good.
async fn refusing(db: Db) -> (Site, Smtp) {
    let smtp = Smtp::start(SmtpMode::Permanent).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    (site, smtp)
}

async fn parked(site: &Site, count: f64) {
    eventually("parked messages", async || {
        (site.metric("messages_parked").await == count).then_some(())
    })
    .await;
}

async fn a_parked_message_is_shown_retried_and_dropped(db: Db) {
    let (site, smtp) = refusing(db).await;
    let admin = site.admin().await;
    for name in ["ana", "bob"] {
        site.register(&format!("{name}@example.org")).await;
        parked(&site, if name == "ana" { 1.0 } else { 2.0 }).await;
    }
    let list = admin.get("/jobs").await.is(200);
    assert_eq!((list["total"].as_u64(), list["size"].as_u64()), (Some(2), Some(2)));
    let job = &list.items()[0];
    assert_eq!((&job["type"], &job["state"]), (&json!("account.verification"), &json!("PARKED")));
    assert_eq!((&job["attempts"], &job["next_attempt_at"]), (&json!(1), &Value::Null));
    let error = job["error"].as_str().expect("an error");
    assert!(error.contains("550") && error.contains("no such person"), "{error}");
    assert!(!list.text.contains("ana@example.org"), "no addresses: {}", list.text);
    let id = job["id"].as_str().expect("an id").to_owned();
    let path = format!("/jobs/{id}");
    let shown = admin.get(&path).await.is(200);
    assert_eq!(shown.json, *job);
    assert_eq!(shown.rels(), ["delete", "retry", "self"]);

    // Tried again, it fails again; once the server takes it, it goes out.
    admin.follow(shown.link("retry").expect("a link")).await.is(200);
    eventually("another attempt", async || (smtp.attempts("ana@example.org") == 2).then_some(()))
        .await;
    parked(&site, 2.0).await;
    smtp.set(SmtpMode::Accept);
    let retried = admin.poke(&format!("{path}/retry")).await.is(200);
    assert_eq!((&retried["state"], &retried["attempts"]), (&json!("PENDING"), &json!(0)));
    smtp.mail_to("ana@example.org").await;
    eventually("the job to be done", async || (admin.get(&path).await.status == 404).then_some(()))
        .await;

    // The other one is dropped and never sent.
    let other = admin.get("/jobs").await.is(200).items()[0]["id"].clone();
    let other = format!("/jobs/{}", other.as_str().expect("an id"));
    admin.delete(&other).await.is(204);
    admin.delete(&other).await.says(404, "Job not found");
    assert_eq!(admin.get("/jobs").await.is(200)["total"], 0);
    assert_eq!(site.metric("messages_parked").await, 0.0);
    assert!(!smtp.received().iter().any(|mail| mail.to == ["bob@example.org"]));

    for (action, count) in [("message.retried", 2), ("message.dropped", 1)] {
        let entries = admin.list("/audit", &[("action", action)]).await.is(200);
        assert_eq!(entries["total"], count, "{action}");
        let entry = &entries.items()[0];
        assert_eq!(entry["subject"]["type"], "message");
        assert_eq!(entry["actor"]["id"].as_str(), admin.me().await["id"].as_str());
        assert_eq!(entry["before"]["type"], "account.verification");
    }
}

async fn lists_are_filtered_and_paged(db: Db) {
    let (site, smtp) = refusing(db).await;
    let admin = site.admin().await;
    for n in 0..3 {
        site.register(&format!("u{n}@example.org")).await;
        parked(&site, f64::from(n + 1)).await;
    }
    smtp.set(SmtpMode::Temporary);
    site.register("waits@example.org").await;
    let pending = eventually("an attempt that failed", async || {
        let list = admin.list("/jobs", &[("state", "pending")]).await.is(200);
        list.items().first().filter(|job| job["error"].is_string()).cloned()
    })
    .await;
    assert!(pending["next_attempt_at"].as_str() > pending["created_at"].as_str());
    assert!(pending["error"].as_str().expect("an error").contains("451"), "{pending}");
    let count =
        async |query: &[(&str, &str)]| admin.list("/jobs", query).await.is(200)["total"].clone();
    assert_eq!(count(&[("state", "PARKED")]).await, 3);
    assert_eq!(count(&[("type", "account.verification")]).await, 4);
    assert_eq!(count(&[("type", "password.reset")]).await, 0);
    // The oldest first, by number and by cursor.
    let all = admin.get("/jobs").await.is(200).column("id");
    let second = admin.get("/jobs?limit=1&skip=1&state=PARKED").await.is(200);
    assert_eq!(second.column("id"), all[1..2]);
    let mut walked = Vec::new();
    let mut page = admin.get("/jobs?limit=2").await.is(200);
    loop {
        walked.extend(page.column("id"));
        let Some(cursor) = page["next_cursor"].as_str().map(str::to_owned) else { break };
        page = admin.list("/jobs", &[("limit", "2"), ("cursor", &cursor)]).await.is(200);
    }
    assert_eq!(walked, all);
    let cursor = admin.get("/jobs?limit=1").await["next_cursor"].clone();
    let foreign = [("state", "PARKED"), ("cursor", cursor.as_str().expect("a cursor"))];
    admin.list("/jobs", &foreign).await.faults(&["cursor"]);
    // A page that is younger than a message that went is no matter.
    assert!(site.metric("messages_oldest_seconds").await >= 0.0);
    assert_eq!(site.metric("messages_committed_total").await, 4.0);
}

async fn what_is_not_there_is_told(db: Db) {
    let site = Site::start(db).await;
    let admin = site.admin().await;
    for id in ["garbage", "01890000-0000-7000-8000-000000000000"] {
        admin.get(&format!("/jobs/{id}")).await.says(404, "Job not found");
        admin.poke(&format!("/jobs/{id}/retry")).await.says(404, "Job not found");
        admin.delete(&format!("/jobs/{id}")).await.says(404, "Job not found");
    }
    let faulty = [("state", "LOST"), ("type", "account.nothing"), ("limit", "0"), ("who", "me")];
    let answer = admin.list("/jobs", &faulty).await;
    answer.is(422).faults(&["state", "type", "limit", "who"]);
    site.manager("manager1").await.get("/jobs").await.says(403, "Operation not permitted");
}

async fn the_command_line_looks_after_the_queue(db: Db) {
    let (site, smtp) = refusing(db).await;
    for (n, name) in ["ana", "bob"].iter().enumerate() {
        site.register(&format!("{name}@example.org")).await;
        parked(&site, n as f64 + 1.0).await;
    }
    let list = ["jobs", "list", "--state", "parked", "--type", "account.verification"];
    let table = site.roster(&list).await.ok().out;
    assert_eq!(table.lines().count(), 3, "{table}");
    let rows = site.roster(&[&list[..], &["--output", "json"]].concat()).await.ok().json();
    let ids: Vec<&str> =
        rows.as_array().expect("rows").iter().map(|r| r["id"].as_str().expect("an id")).collect();
    assert!(table.contains(ids[0]) && table.contains("PARKED"), "{table}");
    let one = site.roster(&["jobs", "list", "--limit", "1", "--skip", "1", "--output", "json"]);
    assert_eq!(one.await.ok().json()[0]["id"], ids[1]);
    let shown = site.roster(&["jobs", "show", ids[0]]).await.ok().out;
    assert!(shown.contains("550") && shown.contains("account.verification"), "{shown}");

    smtp.set(SmtpMode::Accept);
    let retried = site.roster(&["jobs", "retry", ids[0], "--output", "json"]).await.ok().json();
    assert_eq!(retried["state"], "PENDING");
    smtp.mail_to("ana@example.org").await;
    site.roster(&["jobs", "drop", ids[1]]).await.exits(2);
    site.roster(&["jobs", "drop", ids[1], "--yes"]).await.ok();
    site.roster(&["jobs", "drop", ids[1], "--yes"]).await.exits(1).fails("job not found");
    site.roster(&["jobs", "show", "garbage"]).await.fails("job not found");
    site.roster(&["jobs", "list", "--state", "lost"]).await.exits(2);
    assert_eq!(site.metric("messages_parked").await, 0.0);
    let audit = ["audit", "list", "--actor", "cli", "--action", "message.dropped"];
    assert!(site.roster(&audit).await.ok().out.contains("message.dropped"));
}
