//! Roles: who changes them, and that an administrator is always left.

use kit::*;

on_both_databases!(
    a_role_changes_with_a_reason_and_is_told,
    faulty_changes_change_nothing,
    only_administrators_change_roles,
    the_last_administrator_stays,
    a_locked_administrator_does_not_count,
    racing_administrators_leave_one,
    roles_are_held_by_the_database_too,
);

const LAST: u16 = 409;

fn role_path(person: &Person) -> String {
    format!("{}/role", person.path())
}

async fn a_role_changes_with_a_reason_and_is_told(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    let body = json!({"role": "MANAGER", "reason": "  runs the office  "});
    let user = root.put(&role_path(&ana), body).await.is(200);
    assert_eq!((&user["id"], &user["role"]), (&json!(ana.id), &json!("MANAGER")));
    ana.get("/users").await.is(200);

    let mail = site.mail(&ana.email, "role.changed").await;
    assert!(mail.subject.to_lowercase().contains("role"), "{}", mail.subject);
    let query = [("action", "user.role_changed"), ("subject", ana.id.as_str())];
    let audit = root.list("/audit", &query).await.is(200);
    let entry = &audit.items()[0];
    assert_eq!(entry["before"], json!({"role": "AUTHENTICATED"}));
    assert_eq!(entry["after"], json!({"role": "MANAGER"}));
    assert_eq!(entry["reason"], "runs the office");
    assert_eq!(entry["actor"], json!({"id": root.id, "nickname": root.nickname}));

    // The same from the command line, by whichever name.
    for (name, role) in
        [("ana", "ADMIN"), ("ana@example.org", "authenticated"), (&ana.id, "MANAGER")]
    {
        site.roster(&["users", "set-role", name, role, "--reason", "a test"]).await.ok();
    }
    assert_eq!(ana.me().await["role"], "MANAGER");
    let newest = root.list("/audit", &query).await.is(200);
    assert_eq!(newest.items().len(), 4);
    assert!(newest.items().iter().any(|e| e["actor"] == "cli"));
}

async fn faulty_changes_change_nothing(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    let change = async |body: Value| root.put(&role_path(&ana), body).await;
    change(json!({})).await.faults(&["reason", "role"]);
    change(json!({"role": "MANAGER"})).await.faults(&["reason"]);
    change(json!({"role": "MANAGER", "reason": "  "})).await.faults(&["reason"]);
    change(json!({"role": "OWNER", "reason": "x"})).await.faults(&["role"]);
    change(json!({"role": 3, "reason": "x"})).await.faults(&["role"]);
    change(json!({"role": "MANAGER", "reason": "x", "force": true})).await.faults(&["force"]);
    change(json!({"role": "MANAGER", "reason": "x".repeat(100_000)})).await.faults(&["reason"]);
    assert_eq!(ana.me().await["role"], "AUTHENTICATED");
    // The role one has already is no change, and nobody is told.
    change(json!({"role": "AUTHENTICATED", "reason": "x"})).await.is(200);
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "role.changed").await, 0);
    site.roster(&["users", "set-role", "ana", "OWNER", "--reason", "x"]).await.exits(2);
    let ran = site.roster(&["users", "set-role", "ana", "MANAGER"]).await;
    assert_ne!(ran.code, 0, "a reason is needed: {ran:?}");
    assert_eq!(ana.me().await["role"], "AUTHENTICATED");
}

async fn only_administrators_change_roles(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let body = json!({"role": "MANAGER", "reason": "x"});
    for who in [&max, &ana] {
        for whom in [&max, &ana] {
            let answer = who.put(&role_path(whom), body.clone()).await;
            answer.says(403, "Operation not permitted");
        }
    }
    let guest = site.guest().put(&role_path(&ana), body).await;
    guest.says(401, "Could not validate credentials");
    // An administrator makes another, who then stands alone.
    let root = site.admin().await;
    let body = json!({"role": "ADMIN", "reason": "takes over"});
    root.put(&role_path(&ana), body).await.is(200);
    let body = json!({"role": "AUTHENTICATED", "reason": "retires"});
    ana.put(&role_path(&root), body).await.is(200);
    root.get("/audit").await.is(403);
}

async fn the_last_administrator_stays(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let demote = json!({"role": "MANAGER", "reason": "x"});
    root.put(&role_path(&root), demote).await.is(LAST);
    root.poke(&format!("{}/lock", root.path())).await.is(LAST);
    root.delete(&root.path()).await.is(LAST);
    root.delete("/users/me").await.is(LAST);
    let name = root.email.as_str();
    site.roster(&["users", "set-role", name, "manager", "--reason", "x"]).await.fails("admin");
    site.roster(&["users", "lock", name]).await.exits(1);
    site.roster(&["users", "delete", name, "--yes"]).await.fails("admin");
    assert_eq!(root.me().await["role"], "ADMIN");
    root.get("/audit").await.is(200);
}

async fn a_locked_administrator_does_not_count(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let eva = site.administrator("eva").await;
    root.poke(&format!("{}/lock", eva.path())).await.is(200);
    root.delete("/users/me").await.is(LAST);
    root.poke(&format!("{}/unlock", eva.path())).await.is(200);
    // Nor does one who has not proved the address.
    let body = json!({"role": "MANAGER", "reason": "x"});
    root.put(&role_path(&eva), body).await.is(200);
    let new = site.register("new@example.org").await;
    let path = format!("/users/{}/role", new["id"].as_str().expect("id"));
    root.put(&path, json!({"role": "ADMIN", "reason": "x"})).await.is(200);
    root.delete("/users/me").await.is(LAST);
}

async fn racing_administrators_leave_one(db: Db) {
    let site = Site::start(db).await;
    site.admin().await;
    for round in 0..6 {
        let ida = site.administrator(&format!("ida{round}")).await;
        let eva = site.administrator(&format!("eva{round}")).await;
        // The first administrator steps down; these two are the only ones.
        let name = "root@example.org";
        let step_down = ["users", "set-role", name, "authenticated", "--reason", "x"];
        site.roster(&step_down).await.ok();
        let (by_ida, by_eva) = (act(round % 3, &ida, &eva), act(round % 2, &eva, &ida));
        let answers = together([by_ida, by_eva]).await;

        let active = "SELECT count(*) FROM users WHERE role = 'ADMIN' AND NOT is_locked
            AND email_verified AND delete_after IS NULL";
        let left = site.db.sql(active).expect("a count");
        assert_ne!(left, "0", "round {round}: {answers:?}");

        let step_up = ["users", "set-role", name, "admin", "--reason", "x"];
        site.roster(&step_up).await.ok();
        for other in [ida, eva] {
            site.roster(&["users", "delete", &other.email, "--yes"]).await.ok();
        }
    }
}

/// One of the ways in which an administrator ends another's reign.
fn act(way: u32, who: &Person, whom: &Person) -> impl Future<Output = Answer> + use<> {
    let (who, whom) = (who.clone(), whom.clone());
    async move {
        match way {
            0 => {
                let body = json!({"role": "AUTHENTICATED", "reason": "x"});
                who.put(&role_path(&whom), body).await
            }
            1 => who.poke(&format!("{}/lock", whom.path())).await,
            _ => who.delete("/users/me").await,
        }
    }
}

async fn roles_are_held_by_the_database_too(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    for statement in [
        "UPDATE users SET role = 'OWNER' WHERE nickname = 'ana'",
        "UPDATE users SET email = 'root@example.org' WHERE nickname = 'ana'",
        "UPDATE users SET email = NULL WHERE nickname = 'ana'",
        "UPDATE users SET role = NULL WHERE nickname = 'ana'",
        "UPDATE sessions SET user_id = id",
    ] {
        let done = site.db.sql(statement);
        assert!(done.is_err(), "the database allowed: {statement}");
    }
    assert_eq!(ana.me().await["role"], "AUTHENTICATED");
}
