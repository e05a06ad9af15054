//! Backups: one snapshot while serving, into either kind of database.

use std::fs;

use kit::*;

on_both_databases!(
    a_backup_restores_into_either_kind,
    a_backup_is_one_snapshot_while_serving,
    damaged_backups_are_refused_whole,
    only_an_empty_database_is_restored_into,
);

fn path(home: &Home, name: &str) -> String {
    home.db.folder().join(name).to_str().expect("a path").to_owned()
}

async fn a_backup_restores_into_either_kind(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.register_and_verify("ana@example.org").await;
    let body = json!({"first_name": "Zoë 😀", "bio": "quote ' and \" and \\ and\nline"});
    ana.patch("/users/me", body).await.is(200);
    root.poke(&format!("{}/lock", ana.path())).await.is(200);
    site.settle().await;
    // Waits for its mail, which the restored program sends.
    let ana_before = root.get(&ana.path()).await.is(200).json;
    let audit = root.get("/audit?limit=100").await.is(200).column("id");
    eventually("all entries to be sealed", async || {
        let open = site.db.sql("SELECT count(*) FROM journal WHERE seal IS NULL");
        (open.as_deref() == Ok("0")).then_some(())
    })
    .await;
    let file = path(&site, "site.backup");
    site.roster(&["db", "backup", &file]).await.ok();
    let text = fs::read(&file).expect("a backup");
    assert!(!text.windows(15).any(|w| w == b"ana@example.org"), "it is compressed");

    for target in [site.db.another(), site.db.other_kind()] {
        let home = Home::new(target);
        home.roster(&["db", "restore", &file]).await.ok();
        home.roster(&["audit", "verify"]).await.ok();
        let copy = Site::at(home).await;
        // The same accounts, passwords, keys, audit log and mailbox.
        let root = Person::sign_in(&copy.guest(), &root.email, PASSWORD).await;
        let mut after = root.get(&ana.path()).await.is(200).json;
        // Addresses bear the port of their server.
        for addresses in ["links", "picture"] {
            after[addresses] = ana_before[addresses].clone();
        }
        assert_eq!(after, ana_before);
        let ids = root.get("/audit?limit=100&sort=-at").await;
        let ids = if ids.status == 200 { ids } else { root.get("/audit?limit=100").await };
        for id in &audit {
            assert!(ids.column("id").contains(id), "audit entry {id} is missing");
        }
        copy.guest().try_sign_in("ana@example.org", PASSWORD).await.is(400);
        assert_eq!(copy.count_mail("ana@example.org", "account.verification").await, 1);
        copy.register("new@example.org").await;
        copy.mail("new@example.org", "account.verification").await;
    }
}

async fn a_backup_is_one_snapshot_while_serving(db: Db) {
    let site = std::sync::Arc::new(Site::start(db).await);
    site.admin().await;
    let writer = {
        let guest = site.guest();
        tokio::spawn(async move {
            let mut made = 0;
            for n in 0..400 {
                let answer =
                    guest.post("/register", registration(&format!("u{n}@example.org"))).await;
                if answer.status == 201 {
                    made += 1;
                }
            }
            made
        })
    };
    let mut files = Vec::new();
    while !writer.is_finished() && files.len() < 6 {
        let file = path(&site, &format!("{}.backup", files.len()));
        site.roster(&["db", "backup", &file]).await.ok();
        files.push(file);
    }
    assert_eq!(writer.await.expect("the writer"), 400, "nobody is refused meanwhile");
    for file in files.iter().step_by(3) {
        let home = Home::new(site.db.another());
        home.roster(&["db", "restore", file]).await.ok();
        // Every user has the entry that made them, and the other way round.
        let users =
            home.db.sql("SELECT count(*) FROM users WHERE role = 'ANONYMOUS'").expect("a count");
        let made = "SELECT count(*) FROM journal WHERE action = 'user.registered'";
        assert_eq!(users, home.db.sql(made).expect("a count"));
        home.roster(&["audit", "verify"]).await.ok();
    }
}

async fn damaged_backups_are_refused_whole(db: Db) {
    let home = Home::new(db);
    let make = ["users", "create", "--email", "ana@example.org", "--password-stdin"];
    home.roster_given(PASSWORD, &make).await.ok();
    let file = path(&home, "good.backup");
    home.roster(&["db", "backup", &file]).await.ok();
    let good = fs::read(&file).expect("a backup");
    let target = Home::new(home.db.another());
    let refuse = async |what: &str, bytes: &[u8]| {
        let file = path(&target, "bad.backup");
        fs::write(&file, bytes).expect("a file");
        let ran = target.roster(&["db", "restore", &file]).await;
        assert_eq!(ran.code, 1, "{what}: {ran:?}");
        assert!(!ran.err.is_empty() && !ran.err.contains("panicked"), "{what}: {ran:?}");
    };
    refuse("an empty file", b"").await;
    refuse("another file", b"PK\x03\x04 not a backup").await;
    refuse("a cut file", &good[..good.len() / 2]).await;
    refuse("a file cut at the end", &good[..good.len() - 1]).await;
    for at in [10, good.len() / 3, good.len() / 2, good.len() - 10] {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        refuse(&format!("a flipped bit at {at} of {}", good.len()), &bad).await;
    }
    let missing = target.roster(&["db", "restore", "missing.backup"]).await.exits(1);
    assert!(missing.err.contains("missing.backup"), "{missing:?}");
    // After all that the good one still finds an empty database.
    target.roster(&["db", "restore", &file]).await.ok();
    target.roster(&["users", "show", "ana@example.org"]).await.ok();
    // A backup never overwrites by half: an unwritable place is told.
    home.roster(&["db", "backup", "/nonexistent/x.backup"]).await.exits(1);
}

async fn only_an_empty_database_is_restored_into(db: Db) {
    let home = Home::new(db);
    let make = ["users", "create", "--email", "ana@example.org", "--password-stdin"];
    home.roster_given(PASSWORD, &make).await.ok();
    let file = path(&home, "site.backup");
    home.roster(&["db", "backup", &file]).await.ok();
    home.roster(&["db", "restore", &file]).await.fails("empty");
    home.roster(&["users", "show", "ana@example.org"]).await.ok();
    // Nor into one that is being served.
    let target = Home::new(home.db.another());
    let _server = Server::start(&target, &["serve"]).await;
    target.roster(&["db", "restore", &file]).await.exits(1);
}
