//! One's own account: edited, left, and left for good.

use kit::*;

on_both_databases!(
    people_edit_themselves,
    people_delete_themselves_and_may_come_back,
    after_the_grace_period_nothing_personal_is_left,
    a_password_that_is_given_has_to_be_right,
    people_take_their_data_along,
    an_export_gives_nobody_else_away,
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

async fn a_password_that_is_given_has_to_be_right(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let leave = |body| ana.call(Method::DELETE, "/users/me?posts=delete").json(&body).send();
    leave(json!({"password": "wrong"})).await.faults(&["password"]);
    assert!(ana.is_signed_in().await);
    leave(json!({"password": PASSWORD})).await.is(204);
    assert!(!ana.is_signed_in().await);
}

/// What an exported zip holds, file by file.
async fn exported(person: &Person) -> std::collections::BTreeMap<String, Value> {
    let answer = person.get("/users/me/export").await.is(200);
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    let name = format!("attachment; filename=\"roster-{}.zip\"", person.nickname);
    assert_eq!(answer.header("content-disposition"), Some(name.as_str()));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(answer.bytes)).expect("a zip");
    let mut files = std::collections::BTreeMap::new();
    for index in 0..zip.len() {
        let file = zip.by_index(index).expect("a file");
        let name = file.name().expect("a name").into_owned();
        let text = std::io::read_to_string(file).expect("text");
        files.insert(name, parse(&text).expect("JSON"));
    }
    files
}

async fn people_take_their_data_along(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.member("ana").await;
    ana.again().await;
    ana.patch("/users/me", json!({"first_name": "Ána", "email": "new@example.org"})).await.is(200);
    ana.post("/password/forgot", json!({"email": ana.email})).await.is(202);
    let mail = site.mail(&ana.email, "password.reset").await;
    // More rows than are read at once.
    for turn in 0..230 {
        ana.patch("/users/me", json!({"bio": format!("I am {turn}")})).await.is(200);
    }
    ana.refresh().await;
    let files = exported(&ana).await;
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let wanted = [
        "account",
        "activity",
        "analytics",
        "events",
        "invitations",
        "messages",
        "posts",
        "sessions",
    ];
    assert_eq!(names, wanted.map(|name| format!("{name}.json")));

    let (account, me) = (&files["account.json"], ana.me().await);
    for (field, value) in me.json.as_object().expect("a user") {
        let derived = ["links", "picture", "profile_picture_url"].contains(&field.as_str());
        assert!(derived || account[field] == *value, "{field}: {account}");
    }
    assert_eq!(account["email_changes"][0]["new_email"], "new@example.org");
    assert_eq!(files["sessions.json"].as_array().map(Vec::len), Some(2));

    let activity = files["activity.json"].as_array().expect("a list");
    let changes = activity.iter().filter(|entry| entry["action"] == "user.updated");
    let bios: Vec<_> = changes.map(|entry| &entry["changes"]["after"]["bio"]).collect();
    assert_eq!(bios.len(), 231);
    assert_eq!(bios[0], "I am 229", "the newest first, each once");
    assert_eq!(bios[229], "I am 0");
    let signed_in = activity.iter().find(|entry| entry["action"] == "session.created");
    let signed_in = signed_in.expect("the sign-in");
    assert_eq!((&signed_in["actor"], &signed_in["address"]), (&json!("you"), &json!("127.0.0.1")));

    let messages = files["messages.json"]["mailbox"].as_array().expect("a list");
    let reset = messages.iter().find(|kept| kept["subject"] == mail.subject.as_str());
    let text = reset.expect("the mail")["text"].as_str().expect("a text");
    assert!(text.contains("/password/reset/…"), "{text}");
    let all = json!(files).to_string();
    for secret in [mail.token("/password/reset/").as_str(), "$argon2", "hash"] {
        assert!(!all.contains(secret), "{secret} is in the export");
    }
}

async fn an_export_gives_nobody_else_away(db: Db) {
    let site = Site::start(db).await;
    let (ana, mia) = (site.member("ana").await, site.manager("mia").await);
    let path = format!("{}/unlock", ana.path());
    mia.put(&ana.path(), json!({"first_name": "Ana-Unique"})).await.is(200);
    mia.post(&format!("{}/lock", ana.path()), json!({"reason": "a test"})).await.is(200);
    mia.poke(&path).await.is(200);
    let theirs = json!(exported(&mia).await).to_string();
    assert!(theirs.contains(&ana.id), "what a manager did");
    for word in ["Ana-Unique", "ana@example.org"] {
        assert!(!theirs.contains(word), "{word} is another's");
    }
    let ana = ana.again().await;
    let files = exported(&ana).await;
    let activity = files["activity.json"].as_array().expect("a list");
    let locked = activity.iter().find(|entry| entry["action"] == "user.locked").expect("a lock");
    assert_eq!((&locked["actor"], &locked["reason"]), (&json!("manager"), &json!("a test")));
    assert!(locked["address"].is_null());
    assert!(!json!(files).to_string().contains(&mia.id));
    site.guest().get("/users/me/export").await.is(401);
}
