//! Invitations: made, listed, sent again, revoked, removed, and forgotten.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kit::*;

on_both_databases!(
    a_member_invites_and_the_mail_leads_in,
    every_fault_is_named_and_nobody_is_invited,
    several_are_invited_or_nobody,
    others_are_kept_out,
    the_daily_limit_holds_however_many_ask_at_once,
    a_members_address_looks_like_any_other,
    a_resend_keeps_the_link_and_renews_its_time,
    revoking_ends_it_once,
    managers_look_after_all,
    what_became_of_them_is_counted,
    the_list_is_a_list_like_any,
    the_link_outlives_a_rename,
    leaving_takes_invitations_along,
    whom_it_was_for_is_forgotten_in_time,
    the_code_goes_with_the_invitation,
    the_command_line_does_it_too,
    a_backup_keeps_the_links,
    a_failing_address_holds_up_nobody,
);
on_sqlite!(the_mail_carries_one_picture, codes_are_kept_at_s3, two_posts_of_one_key_invite_once);

const PATH: &str = "/invitations";

fn bo() -> Value {
    json!({"name": "Bo", "email": "bo@example.net", "message": "We meet on Thursdays."})
}

fn own(made: &Answer) -> String {
    format!("{PATH}/{}", made["id"].as_str().expect("an id"))
}

/// The PNG files below a folder.
fn codes(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("invitations")).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|p| p.extension().is_some_and(|e| e == "png"))
        .collect()
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

async fn a_resend_keeps_the_link_and_renews_its_time(db: Db) {
    let site = Site::with_clock().start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    site.mail("bo@example.net", "invitation.sent").await;
    let clock = site.clock().clone();
    clock.days(15);
    let ana = ana.again().await;
    assert_eq!(ana.get(&own(&made)).await.is(200)["status"], "EXPIRED");
    assert_eq!(ana.get(&own(&made)).await.rels(), ["qr", "resend", "self"]);
    let again = ana.poke(&format!("{}/resend", own(&made))).await.is(200);
    assert_eq!((&again["status"], &again["accept_url"]), (&json!("SENT"), &made["accept_url"]));
    assert_ne!(again["expires_at"], made["expires_at"]);
    let mail = site.nth_mail(2, "bo@example.net", "invitation.sent").await;
    assert_eq!(mail.link("/invitations/accept"), made["accept_url"].as_str().expect("a link"));
    assert_eq!(ana.get("/invitations/stats").await.is(200)["sent"], 1);
    ana.patch(&own(&made), json!({"status": "REVOKED"})).await.is(200);
    let closed = ana.poke(&format!("{}/resend", own(&made))).await.is(409);
    assert_eq!(closed["code"], "invitation_closed");
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
    let token = made[0]["accept_url"].as_str().and_then(|url| url.split("token=").nth(1));
    let body = json!({"email": "x0@example.net", "password": PASSWORD, "invitation": token});
    site.guest().post("/register", body).await.is(201);
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

async fn leaving_takes_invitations_along(db: Db) {
    let site = Site::start(db).await;
    let (ana, max) = (site.member("ana").await, site.manager("max").await);
    let made = ana.post(PATH, bo()).await.is(201);
    site.mail("bo@example.net", "invitation.sent").await;
    let zip = ana.get("/users/me/export").await.is(200);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes)).expect("a zip");
    let file = zip.by_name("invitations.json").expect("invitations");
    let own_data: Value = serde_json::from_reader(file).expect("JSON");
    assert_eq!(own_data["sent"][0]["email"], "bo@example.net");

    max.delete(&ana.path()).await.is(204);
    assert_eq!(max.get(PATH).await.is(200)["total"], 0);
    let path = path_of(made["accept_url"].as_str().expect("a link"));
    site.browser().get(&path).await.fails(404);
    let token = path.split("token=").nth(1).expect("a token");
    let page = site.browser().open(&format!("/register?invitation={token}")).await;
    assert_eq!(page.form("/register").value("email"), "");
    assert_eq!(site.count_mail("bo@example.net", "invitation.sent").await, 0);

    // Whoever was invited and came is forgotten with their account.
    let eve = site.member("eve").await;
    eve.post(PATH, json!({"name": "Cy", "email": "cy@example.net"})).await.is(201);
    let cy = site.register_and_verify("cy@example.net").await;
    let zip = cy.get("/users/me/export").await.is(200);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes)).expect("a zip");
    let file = zip.by_name("invitations.json").expect("invitations");
    let theirs: Value = serde_json::from_reader(file).expect("JSON");
    assert_eq!(theirs["received"][0]["inviter"], "eve");
    max.delete(&cy.path()).await.is(204);
    let left = eve.get(PATH).await.is(200);
    assert_eq!(left.column("status"), ["CONVERTED"]);
    assert!(left.items()[0]["name"].is_null() && left.items()[0]["email"].is_null());
    site.roster(&["audit", "verify"]).await.ok();
}

async fn whom_it_was_for_is_forgotten_in_time(db: Db) {
    let mut site = Site::with_clock().start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    site.mail("bo@example.net", "invitation.sent").await;
    let clock = site.clock().clone();
    clock.days(14 + 89);
    site.restart().await;
    let seen = site.admin().await.get(&own(&made)).await.is(200);
    assert_eq!((&seen["name"], &seen["status"]), (&json!("Bo"), &json!("EXPIRED")));
    clock.days(14 + 91);
    site.restart().await;
    let root = site.admin().await;
    let path = own(&made);
    let seen = eventually("the name to be forgotten", async || {
        let seen = root.get(&path).await.is(200);
        seen["name"].is_null().then_some(seen)
    })
    .await;
    assert!(seen["email"].is_null() && seen["message"].is_null());
    assert_eq!(root.get("/invitations/stats").await.is(200)["sent"], 1);
    assert_eq!(site.count_mail("bo@example.net", "invitation.sent").await, 0);
    root.poke(&format!("{path}/resend")).await.is(409);
}

async fn the_code_goes_with_the_invitation(db: Db) {
    let mut site = Site::with_clock().start(db).await;
    let (ana, max) = (site.member("ana").await, site.manager("max").await);
    let made = ana.post(PATH, bo()).await.is(201);
    let kept = ana.post(PATH, json!({"name": "C", "email": "c@example.net"})).await.is(201);
    for one in [&made, &kept] {
        ana.get(&format!("{}/qr.png", own(one))).await.is(200);
    }
    site.settle().await;
    let folder = site.db.folder().join("data/objects");
    assert_eq!(codes(&folder).len(), 2);
    max.delete(&own(&made)).await.is(204);
    site.clock().clone().minutes(2);
    site.restart().await;
    let left = eventually_within(Duration::from_secs(60), "the code to go", async || {
        let left = codes(&folder);
        (left.len() == 1).then_some(left)
    })
    .await;
    let url = kept["accept_url"].as_str().expect("a link");
    assert_eq!(picture::qr_text(&fs::read(&left[0]).expect("a code")), url);
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

async fn a_backup_keeps_the_links(db: Db) {
    let other = db.another();
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    site.settle().await;
    let file = site.db.folder().join("all.backup");
    let file = file.to_str().expect("a path");
    site.roster(&["db", "backup", file, "--objects"]).await.ok();
    let mut home = Home::new(other);
    home.set("http.public_url", site.server.url());
    home.roster(&["db", "restore", file]).await.ok();
    let id = made["id"].as_str().expect("an id");
    let shown = home.roster(&["invitations", "show", id, "--output", "json"]).await.ok().json();
    assert_eq!(shown["accept_url"], made["accept_url"]);
    assert_eq!(codes(&home.db.folder().join("data/objects")).len(), 1);
}

/// Somebody's own mail does not wait for those whom they invite.
async fn a_failing_address_holds_up_nobody(db: Db) {
    let smtp = Smtp::start(SmtpMode::AwayDomain).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    let ana = site.member("ana").await;
    ana.post(PATH, json!({"name": "B", "email": "b@away.example"})).await.is(201);
    eventually("a failed attempt", async || (smtp.attempts("b@away.example") > 0).then_some(()))
        .await;
    ana.post(PATH, json!({"name": "C", "email": "c@example.net"})).await.is(201);
    smtp.mail_to("c@example.net").await;
    site.guest().post("/password/forgot", json!({"email": ana.email})).await.is(202);
    smtp.mail_to(&ana.email).await;
    assert!(!smtp.received().iter().any(|mail| mail.to.contains(&"b@away.example".to_owned())));
}

async fn the_mail_carries_one_picture(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    let mime = smtp.mail_to("bo@example.net").await.mime();
    assert_eq!(mime.header("x-roster-message"), "invitation.sent");
    assert!(mime.header("content-type").starts_with("multipart/alternative"));
    let [(content_id, png)] = mime.pictures.as_slice() else { panic!("one PNG: {mime:?}") };
    assert!(mime.html.contains(&format!("<img src=\"cid:{content_id}\"")), "{}", mime.html);
    let url = made["accept_url"].as_str().expect("a link");
    assert_eq!(picture::qr_text(png), url);
    assert!(mime.text.lines().any(|line| line == url), "{}", mime.text);
}

async fn codes_are_kept_at_s3(db: Db) {
    let mut s3 = S3::start(db.folder());
    let site = Site::with("objects.url", s3.url()).start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    site.mail("bo@example.net", "invitation.sent").await;
    let url = made["accept_url"].as_str().expect("a link");
    let kept = codes(&s3.bucket());
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(picture::qr_text(&fs::read(&kept[0]).expect("a code")), url);
    let qr = format!("{}/qr.png", own(&made));
    assert_eq!(picture::qr_text(&ana.get(&qr).await.is(200).bytes), url);
    // While the store is away people invite, and their mail waits.
    s3.kill();
    let later = ana.post(PATH, json!({"name": "C", "email": "c@example.net"})).await.is(201);
    ana.get(&format!("{}/qr.png", own(&later))).await.is(503);
    s3.resume();
    eventually_within(BACKLOG, "the mail to go out", async || {
        (site.count_mail("c@example.net", "invitation.sent").await == 1).then_some(())
    })
    .await;
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
