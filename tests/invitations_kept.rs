//! The mails and codes of invitations, and how long what is kept of them.

use std::fs;
use std::time::Duration;

use kit::*;

on_both_databases!(
    a_resend_keeps_the_links_and_renews_its_time,
    leaving_takes_invitations_along,
    whom_it_was_for_is_forgotten_in_time,
    the_code_goes_with_the_invitation,
    a_backup_keeps_the_links,
    a_failing_address_holds_up_nobody,
    codes_follow_the_public_address,
);
on_sqlite!(the_mail_carries_one_picture, codes_are_kept_at_s3);

const PATH: &str = INVITATIONS;

fn bo() -> Value {
    json!({"name": "Bo", "email": "bo@example.net", "message": "We meet on Thursdays."})
}

async fn a_resend_keeps_the_links_and_renews_its_time(db: Db) {
    let site = Site::with_clock().start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    let mailed = site.mailed_link("bo@example.net").await;
    let clock = site.clock().clone();
    clock.days(15);
    let ana = ana.again().await;
    assert_eq!(ana.get(&own(&made)).await.is(200)["status"], "EXPIRED");
    assert_eq!(ana.get(&own(&made)).await.rels(), ["qr", "resend", "self"]);
    let again = ana.poke(&format!("{}/resend", own(&made))).await.is(200);
    assert_eq!((&again["status"], &again["accept_url"]), (&json!("SENT"), &made["accept_url"]));
    assert_ne!(again["expires_at"], made["expires_at"]);
    let mail = site.nth_mail(2, "bo@example.net", "invitation.sent").await;
    assert_eq!(mail.path("/invitations/accept"), mailed);
    assert_eq!(ana.get("/invitations/stats").await.is(200)["sent"], 1);
    ana.patch(&own(&made), json!({"status": "REVOKED"})).await.is(200);
    let closed = ana.poke(&format!("{}/resend", own(&made))).await.is(409);
    assert_eq!(closed["code"], "invitation_closed");
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
    // It leads where the link beside it does, the one that is shared.
    let url = picture::qr_text(png);
    assert!(mime.text.lines().any(|line| line == url), "{}", mime.text);
    assert_eq!(url, made["accept_url"].as_str().expect("a link"));
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

async fn codes_follow_the_public_address(db: Db) {
    let mut site = Site::start(db).await;
    let ana = site.member("ana").await;
    let made = ana.post(PATH, bo()).await.is(201);
    site.mailed_link("bo@example.net").await;
    let folder = site.db.folder().join("data/objects");
    let qr = format!("{}/qr.png", own(&made));
    let before = ana.get(&qr).await.is(200);
    assert_eq!(picture::qr_text(&before.bytes), made["accept_url"].as_str().expect("a link"));
    site.set("http.public_url", "http://people.example");
    site.restart().await;
    let ana = Person::sign_in(&site.guest(), &ana.email, PASSWORD).await;
    let wanted = format!("http://people.example{}", shared_link(&made));
    assert_eq!(ana.get(&own(&made)).await.is(200)["accept_url"], wanted);
    for _ in 0..2 {
        assert_eq!(picture::qr_text(&ana.get(&qr).await.is(200).bytes), wanted);
    }
    // In place of the other.
    let kept = codes(&folder);
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(picture::qr_text(&fs::read(&kept[0]).expect("a code")), wanted);
}
