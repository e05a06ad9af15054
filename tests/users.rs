//! Browsing, reading, adding, editing and deleting people.

use kit::*;

on_both_databases!(
    a_manager_does_everything_once,
    unknown_ids_name_nobody,
    what_was_read_may_be_sent_back,
    patch_changes_what_is_given_and_put_replaces,
    read_only_fields_are_refused_by_name,
    edits_are_guarded_by_etags,
    of_racing_edits_one_wins,
    managers_stop_below_administrators,
    links_are_those_that_the_caller_may_follow,
    someone_made_without_a_password_is_invited_to_set_one,
    a_managers_change_of_address_counts_at_once,
    locking_and_unlocking,
    a_verification_mail_is_sent_again_on_request,
);

const NOT_PERMITTED: &str = "Operation not permitted";
const NOT_FOUND: &str = "User not found";

/// Every field of a user as the API shows it.
const FIELDS: [&str; 26] = [
    "id",
    "nickname",
    "email",
    "email_verified",
    "first_name",
    "last_name",
    "bio",
    "location",
    "profile_picture_url",
    "linkedin_profile_url",
    "github_profile_url",
    "extra",
    "role",
    "is_professional",
    "professional_status_updated_at",
    "last_login_at",
    "failed_login_attempts",
    "is_locked",
    "locked_at",
    "locale",
    "time_zone",
    "show_name",
    "created_at",
    "updated_at",
    "picture",
    "links",
];

async fn a_manager_does_everything_once(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let body = json!({
        "email": "New@example.org", "password": PASSWORD, "nickname": "newcomer",
        "first_name": "Nia", "role": "AUTHENTICATED", "email_verified": true,
    });
    let made = max.post("/users", body).await.is(201);
    for field in FIELDS.iter().filter(|f| **f != "picture") {
        assert!(made.json.get(field).is_some(), "no {field}: {}", made.text);
    }
    assert!(made.json.get("password").is_none() && made.json.get("password_hash").is_none());
    let path = path_of(made.header("location").expect("a location"));
    assert_eq!(path, format!("/api/v1/users/{}", made["id"].as_str().expect("id")));
    assert_eq!(made["email"], "new@example.org");
    site.guest().try_sign_in("newcomer", PASSWORD).await.is(200);

    let read = max.get(&path).await.is(200);
    assert_eq!(read["first_name"], "Nia");
    assert!(max.get("/users").await.is(200).column("nickname").contains(&"newcomer".into()));
    max.get("/users/").await.is(200);

    let edited = max.patch(&path, json!({"last_name": "Novak", "nickname": "Nia-N"})).await.is(200);
    assert_eq!((&edited["first_name"], &edited["last_name"]), (&json!("Nia"), &json!("Novak")));
    assert!(edited["updated_at"].as_str() > made["updated_at"].as_str());
    assert_eq!(edited["created_at"], made["created_at"]);
    max.patch(&path, json!({"nickname": "MAX"})).await.says(400, "Nickname already exists");
    max.patch(&path, json!({"nickname": "nia-n"})).await.is(200);

    max.delete(&path).await.is(204);
    max.get(&path).await.says(404, NOT_FOUND);
    max.delete(&path).await.says(404, NOT_FOUND);
    // A manager's deletion has no grace: the names are free again.
    let body = json!({"email": "new@example.org", "password": PASSWORD, "nickname": "newcomer"});
    max.post("/users", body).await.is(201);
}

async fn unknown_ids_name_nobody(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for id in [
        "01890000-0000-7000-8000-000000000000",
        "1",
        "root",
        "00000000-0000-0000-0000-000000000000x",
        "%27%20OR%201%3D1",
        "%00",
        "%ff%fe",
        "..%2f..%2fetc%2fpasswd",
        "me%20",
    ] {
        let path = format!("/users/{id}");
        root.get(&path).await.says(404, NOT_FOUND);
        root.patch(&path, json!({"bio": "x"})).await.says(404, NOT_FOUND);
        root.put(&path, json!({"bio": "x"})).await.says(404, NOT_FOUND);
        root.delete(&path).await.says(404, NOT_FOUND);
        for action in ["lock", "unlock", "resend-verification"] {
            root.poke(&format!("{path}/{action}")).await.says(404, NOT_FOUND);
        }
        let role = json!({"role": "MANAGER", "reason": "a test"});
        root.put(&format!("{path}/role"), role).await.says(404, NOT_FOUND);
    }
}

async fn what_was_read_may_be_sent_back(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let ana = site.member("ana").await;
    ana.patch("/users/me", json!({"bio": "Hello", "first_name": "Ana"})).await.is(200);
    let strip = |answer: &Answer| {
        let mut user = answer.json.clone();
        user["updated_at"] = Value::Null;
        user
    };
    let read = max.get(&ana.path()).await.is(200);
    let put = max.put(&ana.path(), read.json.clone()).await.is(200);
    assert_eq!(strip(&put), strip(&read));
    let read = max.get(&ana.path()).await.is(200);
    let patched = max.patch(&ana.path(), read.json.clone()).await.is(200);
    assert_eq!(strip(&patched), strip(&read));
    let me = ana.me().await;
    ana.patch("/users/me", me.json.clone()).await.is(200);
}

async fn patch_changes_what_is_given_and_put_replaces(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let ana = site.member("ana").await;
    let path = ana.path();
    let profile = json!({"first_name": "Ana", "last_name": "López", "bio": "b", "location": "l"});
    max.patch(&path, profile).await.is(200);

    max.patch(&path, json!({})).await.is(422);
    max.patch(&path, json!({"location": null})).await.is(200);
    let user = max.get(&path).await;
    assert_eq!((&user["location"], &user["bio"]), (&Value::Null, &json!("b")));

    // PUT: what is not named becomes null; address and nickname stay.
    let user = max.put(&path, json!({"first_name": "Anna"})).await.is(200);
    assert_eq!(user["first_name"], "Anna");
    for gone in ["last_name", "bio", "location", "github_profile_url"] {
        assert_eq!(user[gone], Value::Null, "{gone}");
    }
    assert_eq!((&user["email"], &user["nickname"]), (&json!(ana.email), &json!("ana")));

    // Faults of all fields at once, and nothing is changed by half.
    let faulty =
        json!({"first_name": "Bea", "bio": "x".repeat(501), "github_profile_url": "ftp://x"});
    max.patch(&path, faulty).await.faults(&["bio", "github_profile_url"]);
    max.patch(&path, json!({"first_name": "Bea", "nick": "x"})).await.faults(&["nick"]);
    max.patch(&path, json!({"first_name": 7})).await.faults(&["first_name"]);
    max.patch(&path, json!({"first_name": "line\u{1}"})).await.faults(&["first_name"]);
    max.patch(&path, json!({"location": "a\nb"})).await.faults(&["location"]);
    max.patch(&path, json!({"email": null})).await.faults(&["email"]);
    max.patch(&path, json!([1])).await.is(422);
    max.patch(&path, json!("bio")).await.is(422);
    assert_eq!(max.get(&path).await["first_name"], "Anna");
}

async fn read_only_fields_are_refused_by_name(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    for (field, value) in [
        ("id", json!(root.id)),
        ("role", json!("ADMIN")),
        ("email_verified", json!(false)),
        ("is_locked", json!(true)),
        ("locked_at", json!("2020-01-01T00:00:00Z")),
        ("is_professional", json!(true)),
        ("failed_login_attempts", json!(3)),
        ("last_login_at", json!(null)),
        ("created_at", json!("2020-01-01T00:00:00Z")),
        ("updated_at", json!("2020-01-01T00:00:00Z")),
    ] {
        let body = json!({"bio": "changed", field: value});
        for answer in [
            root.patch(&ana.path(), body.clone()).await,
            root.put(&ana.path(), body.clone()).await,
            ana.patch("/users/me", body.clone()).await,
        ] {
            let answer = answer.faults(&[field]);
            assert_eq!(answer.fault_code(field), "read_only");
        }
    }
    let me = ana.me().await;
    assert_eq!((&me["bio"], &me["role"]), (&Value::Null, &json!("AUTHENTICATED")));
}

async fn edits_are_guarded_by_etags(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let ana = site.member("ana").await;
    let edit = async |method: Method, tag: &str, bio: &str| {
        let call = max.call(method, &ana.path()).json(&json!({"bio": bio}));
        call.header("if-match", tag).send().await
    };
    let tag = async || {
        let answer = max.get(&ana.path()).await.is(200);
        answer.header("etag").expect("an ETag").to_owned()
    };
    let first = tag().await;
    assert!(first.ends_with('"'), "{first}");
    assert_eq!(first, tag().await, "reading changes nothing");

    let answer = edit(Method::PATCH, &first, "one").await.is(200);
    let second = answer.header("etag").expect("an ETag").to_owned();
    assert_ne!(first, second);
    assert_eq!(tag().await, second);
    for method in [Method::PATCH, Method::PUT] {
        edit(method, &first, "lost").await.is(412);
    }
    let call = max.call(Method::DELETE, &ana.path()).header("if-match", &first);
    call.send().await.is(412);
    assert_eq!(max.get(&ana.path()).await["bio"], "one");

    edit(Method::PUT, &second, "two").await.is(200);
    edit(Method::PATCH, "*", "three").await.is(200);
    edit(Method::PATCH, "garbage", "four").await.is(412);
    let several = format!("\"x\", {}", tag().await);
    edit(Method::PATCH, &several, "five").await.is(200);
    // It guards one's own account as well.
    let mine = ana.me().await.header("etag").expect("an ETag").to_owned();
    ana.patch("/users/me", json!({"bio": "six"})).await.is(200);
    let call = ana.call(Method::PATCH, "/users/me").json(&json!({"bio": "seven"}));
    call.header("if-match", &mine).send().await.is(412);
}

async fn of_racing_edits_one_wins(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let ana = site.member("ana").await;
    let tag = ana.me().await.header("etag").expect("an ETag").to_owned();
    let answers = together((0..8).map(|n| {
        let (max, path, tag) = (max.clone(), ana.path(), tag.clone());
        async move {
            let call = max.call(Method::PATCH, &path).json(&json!({"bio": format!("edit {n}")}));
            call.header("if-match", &tag).send().await
        }
    }))
    .await;
    let won: Vec<_> = answers.iter().filter(|a| a.status == 200).collect();
    assert_eq!(won.len(), 1);
    assert!(answers.iter().all(|a| [200, 412].contains(&a.status)));
    assert_eq!(ana.me().await["bio"], won[0]["bio"]);
}

async fn managers_stop_below_administrators(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let (max, mia) = (site.manager("max").await, site.manager("mia").await);

    let path = root.path();
    max.get(&path).await.is(200);
    max.patch(&path, json!({"bio": "x"})).await.says(403, NOT_PERMITTED);
    max.put(&path, json!({"bio": "x"})).await.says(403, NOT_PERMITTED);
    max.patch(&path, json!({"email": "mine@example.org"})).await.says(403, NOT_PERMITTED);
    max.delete(&path).await.says(403, NOT_PERMITTED);
    for action in ["lock", "unlock", "resend-verification"] {
        max.poke(&format!("{path}/{action}")).await.says(403, NOT_PERMITTED);
    }
    // Nor hands out what is not theirs to give.
    for role in ["MANAGER", "ADMIN"] {
        let body = json!({"email": "new@example.org", "password": PASSWORD, "role": role});
        max.post("/users", body).await.says(403, NOT_PERMITTED);
    }
    let role = json!({"role": "MANAGER", "reason": "a test"});
    max.put(&format!("{}/role", mia.path()), role).await.says(403, NOT_PERMITTED);
    let unknown = json!({"email": "new@example.org", "password": PASSWORD, "role": "OWNER"});
    max.post("/users", unknown).await.faults(&["role"]);
    assert_eq!(site.head_count().await, 3);

    // Other managers are people like any.
    max.patch(&mia.path(), json!({"bio": "by max"})).await.is(200);
    max.poke(&format!("{}/lock", mia.path())).await.is(200);
    let body = json!({"email": "new@example.org", "password": PASSWORD, "role": "ANONYMOUS"});
    max.post("/users", body).await.is(201);
    root.patch(&max.path(), json!({"bio": "by root"})).await.is(200);
}

async fn links_are_those_that_the_caller_may_follow(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let rels = async |who: &Person, of: &Person| {
        let user = who.get(&of.path()).await.is(200);
        for link in user["links"].as_array().expect("links") {
            assert!(link["action"].as_str().is_some_and(|a| !a.is_empty()), "{link}");
            assert!(link["href"].as_str().is_some_and(|h| h.contains(&of.id)), "{link}");
        }
        user.rels().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let over_ana = rels(&max, &ana).await;
    for rel in ["self", "update", "delete", "lock"] {
        assert!(over_ana.contains(&rel.to_owned()), "{rel}: {over_ana:?}");
    }
    assert!(!over_ana.contains(&"role".into()), "{over_ana:?}");
    assert_eq!(rels(&max, &root).await, ["picture", "self"]);
    assert!(rels(&root, &ana).await.contains(&"role".into()));

    // They lead where they say.
    let user = root.get(&ana.path()).await;
    let method = |rel: &str| user.link(rel).expect("a link")["method"].clone();
    assert_eq!(
        [method("self"), method("update"), method("delete")],
        ["GET", "PUT", "DELETE"].map(|m| json!(m))
    );
    let link = user.link("self").expect("a link");
    assert_eq!(root.follow(link).await.is(200)["id"], user["id"]);
    let locked = root.follow(user.link("lock").expect("a link")).await.is(200);
    assert!(locked.link("lock").is_none());
    root.follow(locked.link("unlock").expect("a link")).await.is(200);
    root.follow(user.link("delete").expect("a link")).await.is(204);

    let me = max.me().await;
    assert!(me.link("self").is_some() && me.link("update").is_some());
    let list = max.list("/users", &[("search", "root")]).await.is(200);
    assert!(link_of(&list.items()[0], "delete").is_none());
}

fn link_of<'a>(user: &'a Value, rel: &str) -> Option<&'a Value> {
    kit::link(user, rel)
}

async fn someone_made_without_a_password_is_invited_to_set_one(db: Db) {
    let site = Site::with_clock().start(db).await;
    let max = site.manager("max").await;
    for name in ["nia", "ned"] {
        let body = json!({"email": format!("{name}@example.org"), "nickname": name});
        max.post("/users", body).await.is(201);
    }
    let mail = site.mail("nia@example.org", "account.invited").await;
    assert!(mail.subject.to_lowercase().contains("invited"), "{}", mail.subject);
    let token = mail.token("/password/reset/");
    let neds = site.mail("ned@example.org", "account.invited").await.token("/password/reset/");
    for password in ["", PASSWORD] {
        site.guest().try_sign_in("nia", password).await;
        let answer = site.guest().try_sign_in("nia", PASSWORD).await;
        assert_eq!(answer.status, 401);
    }

    // The link lives for seven days, and proves the address.
    site.clock().hours(6 * 24 + 23);
    let body = json!({"token": token, "password": PASSWORD});
    site.guest().post("/password/reset", body).await.is(204);
    let nia = Person::sign_in(&site.guest(), "nia", PASSWORD).await;
    assert_eq!(nia.me().await["email_verified"], true);
    site.clock().hours(7 * 24 + 1);
    let body = json!({"token": neds, "password": PASSWORD});
    let answer = site.guest().post("/password/reset", body).await;
    answer.says(400, "Invalid or expired reset token");
    site.settle().await;
    assert_eq!(site.count_mail("nia@example.org", "account.verification").await, 0);
}

async fn a_managers_change_of_address_counts_at_once(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let ana = site.member("ana").await;
    let user = max.patch(&ana.path(), json!({"email": "Ana@new.example"})).await.is(200);
    assert_eq!(user["email"], "ana@new.example");
    site.guest().try_sign_in("ana@new.example", PASSWORD).await.is(200);
    site.mail("ana@new.example", "account.email_change").await;
    site.mail("ana@example.org", "account.email_change").await;
    let taken = max.patch(&ana.path(), json!({"email": "MAX@example.org"})).await;
    taken.says(400, "Email already exists");
}

async fn locking_and_unlocking(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let ana = site.member("ana").await;
    let (lock, unlock) = (format!("{}/lock", ana.path()), format!("{}/unlock", ana.path()));
    let user = max.post(&lock, json!({"reason": "suspicious"})).await.is(200);
    assert_eq!(user["is_locked"], true);
    assert!(user["locked_at"].is_string());
    site.mail(&ana.email, "account.locked").await;
    assert!(!ana.is_signed_in().await);
    site.guest().try_sign_in("ana", PASSWORD).await.is(400);
    site.guest().try_sign_in("ana", "not the password").await.is(401);
    max.poke(&lock).await.is(200);

    let user = max.poke(&unlock).await.is(200);
    assert_eq!((&user["is_locked"], &user["locked_at"]), (&json!(false), &Value::Null));
    let mail = site.mail(&ana.email, "account.unlocked").await;
    assert!(mail.subject.to_lowercase().contains("unlocked"), "{}", mail.subject);
    site.guest().try_sign_in("ana", PASSWORD).await.is(200);
    max.poke(&unlock).await.is(200);

    let query = [("subject", ana.id.as_str()), ("action", "user.locked")];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert_eq!(audit.items().len(), 1, "locking the locked is no change");
    assert_eq!(audit.items()[0]["reason"], "suspicious");
    assert_eq!(audit.items()[0]["actor"]["nickname"], "max");
    max.post(&lock, json!({"reason": 5})).await.faults(&["reason"]);
    max.post(&lock, json!({"why": "x"})).await.faults(&["why"]);
}

async fn a_verification_mail_is_sent_again_on_request(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let ana = site.register("ana@example.org").await;
    let id = ana["id"].as_str().expect("id");
    let first = site.mail("ana@example.org", "account.verification").await.path("/verify-email/");
    max.poke(&format!("/users/{id}/resend-verification")).await.is(202);
    let second = site.nth_mail(2, "ana@example.org", "account.verification").await;
    site.guest().get(&first).await.is(400);
    site.guest().get(&second.path("/verify-email/")).await.is(200);
}
