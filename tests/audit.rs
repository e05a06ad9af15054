//! The audit log: who did what, to whom, why, from where; and that it cannot
//! be altered unnoticed.

use std::time::Duration;

use kit::*;

on_both_databases!(
    an_entry_tells_who_did_what,
    every_change_of_an_account_leaves_an_entry,
    the_log_is_filtered_and_paged,
    the_log_holds_no_secret,
    the_log_cannot_be_changed_through_the_program,
    verify_finds_what_was_altered_or_removed,
    the_log_is_exported,
);

async fn an_entry_tells_who_did_what(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let answer = max.patch(&ana.path(), json!({"bio": "new", "location": "Oslo"})).await.is(200);
    let query = [("subject", ana.id.as_str()), ("action", "user.updated")];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert_eq!((&audit["total"], &audit["size"]), (&json!(1), &json!(1)));
    let entry = &audit.items()[0];
    let mut fields: Vec<_> =
        entry.as_object().expect("fields").keys().map(String::as_str).collect();
    fields.retain(|field| *field != "links");
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "action",
            "actor",
            "address",
            "after",
            "at",
            "before",
            "id",
            "reason",
            "request_id",
            "subject"
        ]
    );
    assert_eq!(entry["actor"], json!({"id": max.id, "nickname": "max"}));
    assert_eq!(entry["subject"]["type"], "user");
    assert_eq!(entry["subject"]["id"], ana.id.as_str());
    assert_eq!(entry["subject"]["label"], "ana");
    assert_eq!(entry["before"], json!({"bio": null, "location": null}));
    assert_eq!(entry["after"], json!({"bio": "new", "location": "Oslo"}));
    assert_eq!(entry["reason"], Value::Null);
    assert_eq!(entry["address"], "127.0.0.1");
    assert_eq!(entry["request_id"].as_str(), answer.header("x-request-id"));
    assert!(entry["at"].as_str().is_some_and(|at| at.ends_with('Z') && at.contains('T')));

    // The operator's deeds are the command line's, from no address.
    site.roster(&["users", "lock", "ana"]).await.ok();
    let query = [("subject", ana.id.as_str()), ("action", "user.locked")];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert_eq!(audit.items()[0]["actor"], "cli");
    assert_eq!(audit.items()[0]["address"], Value::Null);
}

async fn every_change_of_an_account_leaves_an_entry(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.register_and_verify("ana@example.org").await;
    ana.patch("/users/me", json!({"bio": "x"})).await.is(200);
    ana.patch("/users/me", json!({"nickname": "ana"})).await.is(200);
    let body = json!({"old_password": PASSWORD, "new_password": NEW_PASSWORD});
    ana.post("/password/change", body).await.is(204);
    site.guest().post("/password/forgot", json!({"email": ana.email})).await.is(202);
    let token = site.mail(&ana.email, "password.reset").await.token("/password/reset/");
    let body = json!({"token": token, "password": PASSWORD});
    site.guest().post("/password/reset", body).await.is(204);
    let ana = ana.again().await;
    ana.patch("/users/me", json!({"email": "ana@new.example"})).await.is(200);
    let proof = site.mail("ana@new.example", "account.email_change").await.path("/verify-email/");
    site.guest().get(&proof).await.is(200);
    root.poke(&format!("{}/lock", ana.path())).await.is(200);
    root.poke(&format!("{}/unlock", ana.path())).await.is(200);
    let role = json!({"role": "MANAGER", "reason": "x"});
    root.put(&format!("{}/role", ana.path()), role).await.is(200);
    root.delete(&ana.path()).await.is(204);

    let query = [("subject", ana.id.as_str()), ("limit", "100")];
    let mut actions = root.list("/audit", &query).await.is(200).column("action");
    actions.sort();
    actions.dedup();
    for action in [
        "user.registered",
        "user.verified",
        "user.updated",
        "user.password_changed",
        "user.password_reset",
        "user.email_changed",
        "user.locked",
        "user.unlocked",
        "user.role_changed",
        "user.deleted",
    ] {
        assert!(actions.contains(&action.to_owned()), "no {action} in {actions:?}");
    }
}

async fn the_log_is_filtered_and_paged(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    for bio in ["one", "two", "three"] {
        max.patch(&ana.path(), json!({"bio": bio})).await.is(200);
    }
    ana.patch("/users/me", json!({"bio": "mine"})).await.is(200);
    let find = async |query: &[(&str, &str)]| root.list("/audit", query).await.is(200);

    let by_max = find(&[("actor", &max.id), ("action", "user.updated")]).await;
    assert_eq!(by_max["total"], 3);
    let all = find(&[("subject", &ana.id), ("action", "user.updated")]).await;
    assert_eq!(all["total"], 4);
    // Newest first.
    assert_eq!(all.items()[0]["after"]["bio"], "mine");
    let moment = all.items()[1]["at"].as_str().expect("a time").to_owned();
    let after = find(&[("subject", &ana.id), ("action", "user.updated"), ("from", &moment)]).await;
    assert_eq!(after["total"], 2, "from is included");
    let before = find(&[("subject", &ana.id), ("action", "user.updated"), ("to", &moment)]).await;
    assert_eq!(before["total"], 2, "to is excluded");
    assert_eq!(find(&[("actor", "cli")]).await["total"], 1);
    assert_eq!(find(&[("to", "2020-01-01")]).await["total"], 0);

    let first = find(&[("subject", &ana.id), ("action", "user.updated"), ("limit", "3")]).await;
    assert_eq!(first["size"], 3);
    let cursor = first["next_cursor"].as_str().expect("a cursor");
    let query = [
        ("subject", ana.id.as_str()),
        ("action", "user.updated"),
        ("limit", "3"),
        ("cursor", cursor),
    ];
    let second = find(&query).await;
    assert_eq!(second.items().len(), 1);
    assert_eq!(second.items()[0]["after"]["bio"], "one");
    root.follow(first.link("next").expect("next")).await.is(200);
    root.list("/audit", &[("from", "yesterday")]).await.faults(&["from"]);

    max.get("/audit").await.says(403, "Operation not permitted");
    ana.get("/audit").await.says(403, "Operation not permitted");
}

async fn the_log_holds_no_secret(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.register_and_verify("ana@example.org").await;
    let body = json!({"old_password": PASSWORD, "new_password": NEW_PASSWORD});
    ana.post("/password/change", body).await.is(204);
    ana.refresh().await;
    let proof = site.mail("ana@example.org", "account.verification").await.token("/verify-email/");
    let log = site.roster(&["audit", "list", "--output", "json"]).await.ok().out;
    let export = site.roster(&["audit", "export"]).await.ok().out;
    for text in [log, export] {
        for secret in [PASSWORD, NEW_PASSWORD, &ana.refresh_token, &ana.access_token, &proof] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(!text.contains("argon2"), "{text}");
    }
    // Nor does what the server prints, nor anybody's whole address.
    let log = site.server.log();
    for secret in [PASSWORD, NEW_PASSWORD, &ana.refresh_token, &proof, "ana@example.org"] {
        assert!(!log.contains(secret), "{secret} in the server's log:\n{log}");
    }
    let signature = ana.access_token.rsplit('.').next().expect("a signature");
    assert!(!log.contains(signature));
}

async fn the_log_cannot_be_changed_through_the_program(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let id = root.get("/audit").await.items()[0]["id"].as_str().expect("id").to_owned();
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        root.call(method.clone(), "/audit").send().await.is(405);
        let answer = root.call(method, &format!("/audit/{id}")).send().await;
        assert!([404, 405].contains(&answer.status), "{}", answer.text);
    }
}

/// Waits until every entry is sealed.
async fn sealed(home: &Home) {
    eventually_within(Duration::from_secs(10), "all entries to be sealed", async || {
        let open = home.db.sql("SELECT count(*) FROM journal WHERE seal IS NULL");
        (open.as_deref() == Ok("0")).then_some(())
    })
    .await;
}

async fn verify_finds_what_was_altered_or_removed(db: Db) {
    let tampering = [
        (
            "an altered action",
            "UPDATE journal SET action = 'user.unlocked' WHERE action = 'user.locked'",
        ),
        (
            "an altered time",
            "UPDATE journal SET at = (SELECT min(at) FROM journal) WHERE action = 'user.locked'",
        ),
        (
            "an altered reason",
            "UPDATE journal SET reason = 'no reason' WHERE action = 'user.locked'",
        ),
        ("an altered actor", "UPDATE journal SET actor = 'system' WHERE action = 'user.locked'"),
        ("a removed row in the middle", "DELETE FROM journal WHERE action = 'user.locked'"),
        (
            "the newest row removed",
            "DELETE FROM journal WHERE seal_number = (SELECT max(seal_number) FROM journal)",
        ),
        (
            "the oldest row removed",
            "DELETE FROM journal WHERE seal_number = (SELECT min(seal_number) FROM journal)",
        ),
        ("everything removed", "DELETE FROM journal"),
    ];
    let site = Site::start(db).await;
    let (root, ana) = (site.admin().await, site.member("ana").await);
    root.post(&format!("{}/lock", ana.path()), json!({"reason": "spam"})).await.is(200);
    root.poke(&format!("{}/unlock", ana.path())).await.is(200);
    // Rows not sealed yet are no fault.
    site.roster(&["audit", "verify"]).await.ok();
    sealed(&site).await;
    site.roster(&["audit", "verify"]).await.ok();

    let home = site.into_home();
    let backup = home.db.folder().join("before.backup");
    let backup = backup.to_str().expect("a path");
    home.roster(&["db", "backup", backup]).await.ok();
    for (what, statement) in tampering {
        home.db.sql(statement).expect(what);
        let ran = home.roster(&["audit", "verify"]).await;
        assert_eq!(ran.code, 1, "{what} goes unnoticed: {ran:?}");
        // Put right again, it verifies again: a restored log is whole.
        home.roster(&["db", "reset", "--yes"]).await.ok();
        home.roster(&["db", "restore", backup]).await.ok();
        home.roster(&["audit", "verify"]).await.ok();
    }
}

async fn the_log_is_exported(db: Db) {
    let site = Site::start(db).await;
    let (root, ana) = (site.admin().await, site.member("ana").await);
    root.post(&format!("{}/lock", ana.path()), json!({"reason": "=1+1, \"quoted\""})).await.is(200);
    let lines = site.roster(&["audit", "export"]).await.ok().out;
    let entries: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect();
    let total = root.get("/audit").await["total"].as_u64().expect("a total");
    assert_eq!(entries.len() as u64, total);
    assert!(entries.iter().any(|e| e["action"] == "user.locked"));

    let csv = site.roster(&["audit", "export", "--format", "csv"]).await.ok().out;
    let header = csv.lines().next().expect("a header row");
    for column in ["id", "at", "actor", "action", "subject", "reason", "address", "request_id"] {
        assert!(header.contains(column), "{header}");
    }
    assert!(csv.contains("user.locked"));
    // A spreadsheet runs nothing that someone typed.
    assert!(csv.contains("'=1+1"), "{csv}");
    let list = site.roster(&["audit", "list", "--output", "json"]).await.ok().json();
    let entries = list.as_array().expect("entries");
    assert!(entries.iter().any(|e| e["action"] == "user.locked"));
    let table = site.roster(&["audit", "list"]).await.ok().out;
    assert!(table.contains("user.locked"), "{table}");
}
