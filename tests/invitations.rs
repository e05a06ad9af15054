//! Invitations: made, listed, revoked and removed.

use std::fs;

use kit::*;

on_both_databases!(
    a_member_invites_and_the_mail_leads_in,
    every_fault_is_named_and_nobody_is_invited,
    several_are_invited_or_nobody,
    others_are_kept_out,
    the_daily_limit_holds_however_many_ask_at_once,
    a_members_address_looks_like_any_other,
    revoking_ends_it_once,
    managers_look_after_all,
    what_became_of_them_is_counted,
    the_list_is_a_list_like_any,
    the_link_outlives_a_rename,
    the_command_line_does_it_too,
    a_demonstration_has_invitations,
);
on_sqlite!(two_posts_of_one_key_invite_once);

const PATH: &str = INVITATIONS;

fn bo() -> Value {
    json!({"name": "Bo", "email": "bo@example.net", "message": "We meet on Thursdays."})
}

async fn a_member_invites_and_the_mail_leads_in(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    for (field, value) in [
        ("name", "Bo"),
        ("email", "bo@example.net"),
        ("message", "We meet on Thursdays."),
        ("status", "SENT"),
        ("inviter", "ana"),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    assert!(made["accepted_at"].is_null() && made["converted_at"].is_null());
    let url = made["accept_url"].as_str().expect("a link");
    let start = format!("{}/invitations/accept?inviter=YW5h&token=", site.server.url());
    let token = url.strip_prefix(&start).unwrap_or_else(|| panic!("{url}"));
    // An id of 128 bits and at least as many of proof.
    assert!(token.len() >= 43, "{token}");
    assert_eq!(made.rels(), ["qr", "resend", "revoke", "self"]);
    assert_eq!(made.link("revoke").expect("a link")["method"], "PATCH");
    let location = path_of(made.header("location").expect("a location"));
    assert_eq!(ana.get(&location).await.is(200)["id"], made["id"]);

    let mail = site.mail("bo@example.net", "invitation.sent").await;
    assert!(mail.subject.contains("ana invited you"), "{}", mail.subject);
    assert!(mail.text.contains("Hello Bo,") && mail.text.contains("> We meet on Thursdays."));
    assert_eq!(mail.link("/invitations/accept"), url);
    assert_eq!(mail.path("/invitations/accept"), path_of(url));
    assert!(mail.text.contains("14 days"), "{}", mail.text);
    // Only the nickname is told of the inviter.
    assert!(!mail.text.contains("ana@example.org") && !mail.html.contains("ana@example.org"));
    assert_eq!(mail.html.matches("<img src=\"cid:").count(), 1);

    let png = ana.get(&format!("{}/qr.png", own(&made))).await.is(200);
    assert_eq!(png.header("content-type"), Some("image/png"));
    assert_eq!(picture::qr_text(&png.bytes), url);
    let kept = codes(&site.db.folder().join("data/objects"));
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(picture::qr_text(&fs::read(&kept[0]).expect("a code")), url);
    // Nobody guesses where it is from what they see.
    let name = kept[0].to_string_lossy().into_owned();
    assert!(!name.contains(made["id"].as_str().expect("id")) && !name.contains(token), "{name}");

    let root = site.admin().await;
    let audit = root.list("/audit", &[("action", "invitation.created")]).await.is(200);
    assert_eq!(audit.items().len(), 1);
    assert_eq!(audit.items()[0]["subject"]["type"], "invitation");
    assert!(!audit.text.contains("bo@example.net") && !audit.text.contains("\"Bo\""));
    // The token is in no table.
    let dump = site.db.sql("SELECT * FROM invitations").expect("rows");
    assert!(!dump.contains(token), "{dump}");
}

async fn every_fault_is_named_and_nobody_is_invited(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let long = "x".repeat(1001);
    for (body, fields) in [
        (json!({}), &["name", "email"][..]),
        (json!({"name": " ", "email": ""}), &["name", "email"]),
        (json!({"name": 5, "email": []}), &["name", "email"]),
        (json!({"name": "a\r\nBcc: x", "email": "a@b.org\r\nBcc: x@y.org"}), &["name", "email"]),
        (json!({"name": "x".repeat(101), "email": "bo"}), &["name", "email"]),
        (json!({"name": "Bo", "email": "b@x.org", "message": long}), &["message"]),
        (json!({"name": "Bo\u{0}", "email": "b@x.org", "message": "\u{0}"}), &["name", "message"]),
        (json!({"name": "Bo", "email": "b@x.org", "status": "CONVERTED"}), &["status"]),
        (json!({"name": "Bo", "email": "b@x.org", "inviter": "root"}), &["inviter"]),
    ] {
        ana.post(PATH, body).await.faults(fields);
    }
    assert_eq!(ana.get(PATH).await.is(200)["total"], 0);
    // What is allowed at the edges.
    let name = "é".repeat(100);
    let body = json!({"name": name, "email": " B@X.org ", "message": "m".repeat(1000)});
    let made = ana.post(PATH, body).await.is(201);
    assert_eq!((&made["name"], &made["email"]), (&json!(name), &json!("b@x.org")));
    let body = json!({"name": "'); DROP TABLE x;--{{ 7*7 }}", "email": "c@x.org", "message": null});
    ana.post(PATH, body).await.is(201);
    let mail = site.mail("c@x.org", "invitation.sent").await;
    assert!(mail.text.contains("'); DROP TABLE x;--{{ 7*7 }}"), "{}", mail.text);
    let query = [("status", "LOST")];
    ana.list(PATH, &query).await.faults(&["status"]);
    site.guest().post(PATH, bo()).await.says(401, "Could not validate credentials");
}

async fn several_are_invited_or_nobody(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let post = async |list: Value| ana.post(PATH, json!({ "invitations": list })).await;
    let one = |n: usize| json!({"name": format!("n{n}"), "email": format!("n{n}@example.net")});
    let faulty = json!([one(0), {"email": "nowhere", "colour": "red"}, 5, one(0)]);
    let answer = post(faulty).await;
    answer.faults(&[
        "invitations[1].name",
        "invitations[1].email",
        "invitations[1].colour",
        "invitations[2]",
        "invitations[2].email",
    ]);
    post(json!([one(1), one(1)])).await.faults(&["invitations[1].email"]);
    post(json!([])).await.faults(&["invitations"]);
    post(json!({"name": "x"})).await.faults(&["invitations"]);
    ana.post(PATH, json!({"invitations": [one(1)], "name": "x"})).await.faults(&["name"]);
    let many: Vec<Value> = (0..1001).map(one).collect();
    post(many.into()).await.faults(&["invitations"]);
    assert_eq!(ana.get(PATH).await.is(200)["total"], 0);
    site.settle().await;
    assert_eq!(site.count_mail("n1@example.net", "invitation.sent").await, 0);

    let made = post((0..20).map(one).collect()).await.is(201);
    let items = made.items();
    assert_eq!((items.len(), &items[3]["name"]), (20, &json!("n3")));
    assert!(link(&items[3], "qr").is_some() && made.json.as_object().is_some_and(|o| o.len() == 1));
    assert_eq!(path_of(made.header("location").expect("a location")), "/api/v1/invitations");
    for n in 0..20 {
        site.mail(&format!("n{n}@example.net"), "invitation.sent").await;
    }
}

async fn others_are_kept_out(db: Db) {
    let site = Site::start(db).await;
    let (ana, eve) = (site.member("ana").await, site.member("eve").await);
    let made = ana.post(PATH, bo()).await.is(201);
    let path = own(&made);
    let refused = "Operation not permitted";
    eve.get(&path).await.says(403, refused);
    eve.patch(&path, json!({"status": "REVOKED"})).await.says(403, refused);
    eve.patch(&path, json!({"name": ""})).await.says(403, refused);
    eve.delete(&path).await.says(403, refused);
    eve.poke(&format!("{path}/resend")).await.says(403, refused);
    eve.get(&format!("{path}/qr.png")).await.says(403, refused);
    // Not even one's own is deleted by a member.
    ana.delete(&path).await.says(403, refused);
    assert_eq!(eve.get(PATH).await.is(200)["total"], 0);
    assert_eq!(eve.get("/invitations/stats").await.is(200)["sent"], 0);
    for id in ["garbage", "%00", "01890000-0000-7000-8000-000000000000"] {
        let path = format!("{PATH}/{id}");
        ana.get(&path).await.says(404, "Invitation not found");
        ana.patch(&path, json!({"status": "REVOKED"})).await.says(404, "Invitation not found");
        ana.poke(&format!("{path}/resend")).await.says(404, "Invitation not found");
        ana.get(&format!("{path}/qr.png")).await.says(404, "Invitation not found");
        site.admin().await.delete(&path).await.says(404, "Invitation not found");
    }
    assert_eq!(ana.get(&path).await.is(200)["status"], "SENT");
}

async fn the_daily_limit_holds_however_many_ask_at_once(db: Db) {
    let setup =
        Site::with_clock().with("limits.enabled", true).with("limits.invitations_per_day", 5);
    let site = setup.start(db).await;
    let (ana, eve) = (site.member("ana").await, site.member("eve").await);
    let answers = together((0..12).map(|n| {
        let ana = ana.clone();
        let body = json!({"name": "Bo", "email": format!("bo{n}@example.net")});
        async move { ana.post(PATH, body).await }
    }))
    .await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(429)), (5, 7), "{answers:?}");
    let late = answers.iter().find(|answer| answer.status == 429).expect("one too many");
    let seconds: u64 = late.header("retry-after").expect("a time").parse().expect("seconds");
    assert!((86_000..=86_400).contains(&seconds), "{seconds}");
    assert_eq!(ana.get(PATH).await.is(200)["total"], 5);
    // All or nobody; others have a limit of their own.
    let list = |n: usize| {
        let one = |n: usize| json!({"name": "x", "email": format!("x{n}@example.net")});
        json!({"invitations": (0..n).map(one).collect::<Vec<_>>()})
    };
    eve.post(PATH, list(6)).await.is(429);
    eve.post(PATH, list(5)).await.is(201);
    assert_eq!(eve.get(PATH).await.is(200)["total"], 5);
    // A day later there is room again.
    let clock = site.clock().clone();
    clock.hours(25);
    let ana = ana.again().await;
    ana.post(PATH, list(5)).await.is(201);
    ana.post(PATH, bo()).await.is(429);
}

async fn a_members_address_looks_like_any_other(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    site.register("unproved@example.net").await;
    let stranger = ana.post(PATH, json!({"name": "B", "email": "new@example.net"})).await.is(201);
    for email in [bob.email.as_str(), "unproved@example.net", ana.email.as_str()] {
        let made = ana.post(PATH, json!({"name": "B", "email": email})).await.is(201);
        let mut keys = [&made, &stranger].map(|answer| {
            answer.json.as_object().expect("an object").keys().cloned().collect::<Vec<_>>()
        });
        keys.iter_mut().for_each(|keys| keys.sort());
        assert_eq!(keys[0], keys[1]);
        assert_eq!((&made["status"], made.rels()), (&stranger["status"], stranger.rels()));
        let png = ana.get(&format!("{}/qr.png", own(&made))).await.is(200);
        assert_eq!(picture::qr_text(&png.bytes), made["accept_url"].as_str().expect("a link"));
        ana.poke(&format!("{}/resend", own(&made))).await.is(200);
    }
    assert_eq!(ana.get("/invitations/stats").await.is(200)["sent"], 4);
    site.mail("new@example.net", "invitation.sent").await;
    site.settle().await;
    for email in [bob.email.as_str(), "unproved@example.net", ana.email.as_str()] {
        assert_eq!(site.count_mail(email, "invitation.sent").await, 0, "{email}");
    }
    // All have a code in the store, whether or not a mail went out.
    assert_eq!(codes(&site.db.folder().join("data/objects")).len(), 4);
}

async fn revoking_ends_it_once(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    let path = own(&made);
    ana.patch(&path, json!({})).await.faults(&["body"]);
    ana.patch(&path, json!({"status": "CONVERTED"})).await.faults(&["status"]);
    ana.patch(&path, json!({"status": 1})).await.faults(&["status"]);
    ana.patch(&path, json!({"status": null})).await.faults(&["status"]);
    ana.patch(&path, json!({"colour": "red"})).await.faults(&["colour"]);
    // What was read may be sent back; what is fixed is named when it differs.
    ana.patch(&path, made.json.clone()).await.is(200);
    let mut fixed = made.json.clone();
    for field in ["id", "email", "inviter", "accept_url", "created_at", "expires_at"] {
        fixed[field] = json!("x");
    }
    let fields = ["id", "email", "inviter", "accept_url", "created_at", "expires_at"];
    ana.patch(&path, fixed).await.faults(&fields);
    let answers = together((0..8).map(|_| {
        let (ana, path) = (ana.clone(), path.clone());
        async move { ana.patch(&path, json!({"status": "REVOKED"})).await }
    }))
    .await;
    assert!(answers.iter().all(|a| a.status == 200 && a["status"] == "REVOKED"), "{answers:?}");
    assert_eq!(answers[0].rels(), ["qr", "self"]);
    ana.patch(&path, json!({"name": "Bob"})).await.is(409);
    let root = site.admin().await;
    let audit = root.list("/audit", &[("action", "invitation.revoked")]).await.is(200);
    assert_eq!(audit.items().len(), 1);
    // A mail that has not gone out yet does not go out any more.
    let stats = ana.get("/invitations/stats").await.is(200);
    assert_eq!((&stats["sent"], &stats["revoked"]), (&json!(1), &json!(1)));
}

async fn managers_look_after_all(db: Db) {
    let site = Site::start(db).await;
    let (ana, max) = (site.member("ana").await, site.manager("max").await);
    let made = ana.post(PATH, bo()).await.is(201);
    let theirs = max.post(PATH, json!({"name": "Cy", "email": "cy@example.net"})).await.is(201);
    assert_eq!(max.get(PATH).await.is(200).column("inviter"), ["max", "ana"]);
    assert_eq!(ana.get(PATH).await.is(200).column("name"), ["Bo"]);
    let found = max.get(&own(&made)).await.is(200);
    assert_eq!(found.rels(), ["delete", "qr", "resend", "revoke", "self"]);
    let change = json!({"name": "Bobby", "message": null});
    let changed = max.patch(&own(&made), change).await.is(200);
    assert_eq!((&changed["name"], &changed["message"]), (&json!("Bobby"), &Value::Null));
    max.patch(&own(&made), json!({"name": "", "message": "x".repeat(1001)}))
        .await
        .faults(&["name", "message"]);
    max.poke(&format!("{}/resend", own(&made))).await.is(200);
    let mail = site.nth_mail(2, "bo@example.net", "invitation.sent").await;
    assert!(mail.text.contains("Hello Bobby") && mail.subject.contains("ana"), "{}", mail.text);
    max.patch(&own(&made), json!({"status": "REVOKED"})).await.is(200);
    max.follow(max.get(&own(&made)).await.link("delete").expect("a link")).await.is(204);
    max.get(&own(&made)).await.says(404, "Invitation not found");
    ana.get(&own(&made)).await.says(404, "Invitation not found");
    let path = path_of(made["accept_url"].as_str().expect("a link"));
    site.browser().get(&path).await.fails(404);
    assert_eq!(max.get(PATH).await.is(200).column("id"), [theirs["id"].as_str().expect("id")]);
    let root = site.admin().await;
    for action in ["updated", "resent", "revoked", "deleted"] {
        let action = format!("invitation.{action}");
        let audit = root.list("/audit", &[("action", &action)]).await.is(200);
        assert_eq!(audit.items().len(), 1, "{action}");
        assert_eq!(audit.items()[0]["actor"]["nickname"], "max", "{action}");
    }
}

async fn what_became_of_them_is_counted(db: Db) {
    let site = Site::with_clock().start(db).await;
    let (ana, eve) = (site.member("ana").await, site.member("eve").await);
    let invite = async |n: usize| {
        let body = json!({"name": "x", "email": format!("x{n}@example.net")});
        ana.post(PATH, body).await.is(201)
    };
    let made = [invite(0).await, invite(1).await, invite(2).await, invite(3).await];
    eve.post(PATH, bo()).await.is(201);
    for one in &made[..2] {
        let path = path_of(one["accept_url"].as_str().expect("a link"));
        site.browser().get(&path).await.is(302);
    }
    let link = site.mailed_link("x0@example.net").await;
    site.guest().post("/register", joining("x0@example.net", &link)).await.is(201);
    ana.patch(&own(&made[2]), json!({"status": "REVOKED"})).await.is(200);
    let stats = |answer: &Answer| {
        let fields = ["sent", "accepted", "converted", "expired", "revoked"];
        fields.map(|field| answer[field].as_u64().expect("a number"))
    };
    assert_eq!(stats(&ana.get("/invitations/stats").await.is(200)), [4, 2, 1, 0, 1]);
    assert_eq!(stats(&eve.get("/invitations/stats").await.is(200)), [1, 0, 0, 0, 0]);
    let max = site.manager("max").await;
    assert_eq!(stats(&max.get("/invitations/stats").await.is(200)), [5, 2, 1, 0, 1]);
    site.clock().clone().days(14);
    let ana = ana.again().await;
    assert_eq!(stats(&ana.get("/invitations/stats").await.is(200)), [4, 2, 1, 2, 1]);
    for (status, count) in
        [("SENT", 0), ("ACCEPTED", 0), ("CONVERTED", 1), ("EXPIRED", 2), ("revoked", 1)]
    {
        let list = ana.list(PATH, &[("status", status)]).await.is(200);
        assert_eq!(list["total"], count, "{status}");
    }
}

async fn the_list_is_a_list_like_any(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    for n in 0..3 {
        let body = json!({"name": format!("n{n}"), "email": format!("n{n}@example.net")});
        ana.post(PATH, body).await.is(201);
    }
    let first = ana.get("/invitations?limit=2").await.is(200);
    assert_eq!(
        (first.column("name"), &first["total"]),
        (vec!["n2".into(), "n1".into()], &json!(3))
    );
    let cursor = first["next_cursor"].as_str().expect("a cursor");
    let rest = ana.list(PATH, &[("limit", "2"), ("cursor", cursor)]).await.is(200);
    assert_eq!(rest.column("name"), ["n0"]);
    ana.list(PATH, &[("status", "SENT"), ("cursor", cursor)]).await.faults(&["cursor"]);
    site.manager("max").await.list(PATH, &[("cursor", cursor)]).await.faults(&["cursor"]);
    ana.list(PATH, &[("limit", "0"), ("colour", "red")]).await.faults(&["limit", "colour"]);
}

async fn the_link_outlives_a_rename(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    ana.patch("/users/me", json!({"nickname": "hannah"})).await.is(200);
    let found = ana.get(&own(&made)).await.is(200);
    assert_eq!((&found["inviter"], &found["accept_url"]), (&json!("hannah"), &made["accept_url"]));
    let path = path_of(made["accept_url"].as_str().expect("a link"));
    site.browser().get(&path).await.is(302);
    let new = ana.post(PATH, json!({"name": "C", "email": "c@example.net"})).await.is(201);
    assert!(new["accept_url"].as_str().is_some_and(|url| url.contains("inviter=aGFubmFo&")));
}

async fn the_command_line_does_it_too(db: Db) {
    let mut site = Site::start(db).await;
    let url = site.server.url();
    site.set("http.public_url", url);
    let ana = site.member("ana").await;
    let json = async |args: &[&str]| {
        let args = [&["invitations"], args, &["--output", "json"]].concat();
        site.roster(&args).await.ok().json()
    };
    let made =
        json(&["create", "--inviter", "ana", "--name", "Bo", "--email", "Bo@Example.net"]).await;
    assert_eq!((&made["email"], &made["inviter"]), (&json!("bo@example.net"), &json!("ana")));
    site.mail("bo@example.net", "invitation.sent").await;
    let id = made["id"].as_str().expect("an id");
    assert_eq!(json(&["show", id]).await["accept_url"], made["accept_url"]);
    assert_eq!(ana.get(PATH).await.is(200).column("id"), [id]);
    assert_eq!(json(&["list", "--status", "sent", "--inviter", "ana"]).await[0]["id"], id);
    assert_eq!(json(&["list", "--inviter", "root@example.org"]).await, json!([]));
    json(&["resend", id]).await;
    site.nth_mail(2, "bo@example.net", "invitation.sent").await;
    let file = site.db.folder().join("code.png");
    let file = file.to_str().expect("a path");
    site.roster(&["invitations", "qr", id, file]).await.ok();
    let text = picture::qr_text(&fs::read(file).expect("a code"));
    assert_eq!(Some(text.as_str()), made["accept_url"].as_str());
    assert_eq!(json(&["revoke", id]).await["status"], "REVOKED");
    assert_eq!(json(&["stats"]).await["revoked"], 1);
    site.roster(&["invitations", "resend", id]).await.fails("not open");
    site.roster(&["invitations", "list", "--status", "lost"]).await.exits(2);
    site.roster(&[
        "invitations",
        "create",
        "--inviter",
        "nobody",
        "--name",
        "x",
        "--email",
        "x@y.org",
    ])
    .await
    .fails("not found");
    let bad = ["invitations", "create", "--inviter", "ana", "--name", "", "--email", "x"];
    let said = site.roster(&bad).await.exits(1);
    assert!(said.err.contains("name:") && said.err.contains("email:"), "{}", said.err);
    site.roster(&["invitations", "delete", id]).await.exits(2);
    site.roster(&["invitations", "delete", id, "--yes"]).await.ok();
    assert_eq!(json(&["list"]).await, json!([]));
}

async fn two_posts_of_one_key_invite_once(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let post = async || {
        let call = ana.call(Method::POST, PATH).header("idempotency-key", "once").json(&bo());
        call.send().await
    };
    let (first, again) = (post().await.is(201), post().await.is(201));
    assert_eq!(first["id"], again["id"]);
    assert_eq!(ana.get(PATH).await.is(200)["total"], 1);
}

async fn a_demonstration_has_invitations(db: Db) {
    let home = Home::new(db);
    home.roster(&["demo", "--users", "1500"]).await.ok();
    // Each is counted, before what is old is swept.
    let number = |sql: &str| home.db.sql(sql).expect("a number").trim().to_owned();
    let counted = "SELECT sum(count) FROM analytics_counts WHERE name = 'invitations.sent'";
    assert_eq!(number(counted), number("SELECT count(*) FROM invitations"));
    let site = Site::at(home).await;
    let root = site.admin().await;
    let stats = root.get("/invitations/stats").await.is(200);
    let count = |name: &str| stats[name].as_u64().expect("a number");
    for name in ["sent", "accepted", "converted", "expired", "revoked"] {
        assert!(count(name) > 0, "{name}: {}", stats.text);
    }
    assert!(count("converted") < count("accepted") && count("accepted") < count("sent"));
    let joined = root.get("/invitations?status=CONVERTED&limit=1").await.is(200);
    let one = &joined.items()[0];
    let times = ["created_at", "accepted_at", "converted_at"].map(|name| one[name].to_string());
    assert!(times.is_sorted(), "{times:?}");
    // Those who came by them are told of.
    let came = root.get("/users?source=invitation&reached=verified&limit=1").await.is(200);
    assert_eq!(came["total"], count("converted"));
    let told = root.get("/analytics/invitations").await.is(200);
    assert!(told["sent"].as_u64().is_some_and(|sent| (1..count("sent")).contains(&sent)));
}
