//! One's own account: edited, left, and left for good.

use kit::*;

on_both_databases!(
    people_edit_themselves,
    people_delete_themselves_and_may_come_back,
    after_the_grace_period_nothing_personal_is_left,
);

async fn people_edit_themselves(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let me = ana
        .patch(
            "/users/me",
            json!({
                "nickname": "Ana_2", "first_name": "Ana", "locale": "ru", "show_name": true,
                "time_zone": "America/Argentina/Buenos_Aires",
            }),
        )
        .await
        .is(200);
    assert_eq!(me["nickname"], "Ana_2");
    assert_eq!(me["show_name"], true);
    assert_eq!(me["time_zone"], "America/Argentina/Buenos_Aires");
    // The saved language decides from now on, whatever the browser says.
    let call = ana.call(Method::PATCH, "/users/me").json(&json!({"bio": "x".repeat(501)}));
    let answer = call.header("accept-language", "es").send().await.faults(&["bio"]);
    assert_eq!(answer.header("content-language"), Some("ru"));
    site.guest().try_sign_in("ana_2", PASSWORD).await.is(200);
    site.guest().try_sign_in("ana", PASSWORD).await.is(401);

    ana.patch("/users/me", json!({"time_zone": "Europe/Atlantis"})).await.faults(&["time_zone"]);
    ana.patch("/users/me", json!({"nickname": "root"})).await.is(422);
    ana.patch("/users/me", json!({})).await.is(422);
    ana.patch("/users/me", json!({"password": "x"})).await.is(422);
    // But not through the managers' door.
    ana.get(&ana.path()).await.is(403);
    ana.patch(&ana.path(), json!({"bio": "x"})).await.is(403);
}

async fn people_delete_themselves_and_may_come_back(db: Db) {
    let site = Site::with_clock().start(db).await;
    let ana = site.member("ana").await;
    let elsewhere = ana.again().await;
    ana.delete("/users/me?posts=everything").await.is(422);
    ana.delete("/users/me?posts=keep").await.is(204);
    assert!(!ana.is_signed_in().await, "sessions end at once");
    assert!(!elsewhere.is_signed_in().await);
    // The address stays taken, and signing in undoes it.
    site.guest().post("/register", registration(&ana.email)).await.is(400);
    site.clock().days(6);
    let ana = Person::sign_in(&site.guest(), "ana", PASSWORD).await;
    site.clock().days(20);
    site.guest().try_sign_in("ana", PASSWORD).await.is(200);
    assert_eq!(
        ana.id,
        site.admin().await.again().await.list("/users", &[("search", "ana")]).await.items()[0]["id"]
    );
}

async fn after_the_grace_period_nothing_personal_is_left(db: Db) {
    let site = Site::with("accounts.deletion_grace_days", 0).start(db).await;
    let ana = site.member("ana").await;
    ana.patch("/users/me", json!({"first_name": "Anastasia-Unique"})).await.is(200);
    site.guest().post("/password/forgot", json!({"email": ana.email})).await.is(202);
    site.mail(&ana.email, "password.reset").await;
    assert!(site.db.dump().contains("Anastasia-Unique"));

    ana.delete("/users/me").await.is(204);
    assert!(!ana.is_signed_in().await);
    site.guest().try_sign_in("ana", PASSWORD).await.says(401, "Incorrect email or password.");
    site.admin().await.get(&ana.path()).await.says(404, "User not found");
    // Not in the users, the built-in mailbox or the audit log.
    let dump = eventually("nothing personal to be left", async || {
        let dump = site.db.dump();
        let personal = ["Anastasia-Unique", "ana@example.org"];
        (!personal.iter().any(|word| dump.contains(word))).then_some(dump)
    })
    .await;
    assert!(!dump.contains("'ana'"), "the nickname is personal too");
    // The log keeps what happened, to whom is an id only.
    let query = [("subject", ana.id.as_str())];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert!(audit.column("action").contains(&"user.deleted".into()), "{}", audit.text);
    site.roster(&["audit", "verify"]).await.ok();
    // The names are free.
    let body = json!({"email": ana.email, "password": PASSWORD, "nickname": "ana"});
    site.guest().post("/register", body).await.is(201);
}
