//! Kill -9, again and again, during registrations: every acknowledged person
//! is there, and every mail; nothing is half done.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use kit::*;

on_both_databases!(
    what_was_acknowledged_survives_every_crash,
    changes_of_role_survive_with_their_entry_and_mail,
);

/// Registers people until the server is gone, noting who was acknowledged.
async fn register_until_it_dies(guest: Guest, name: String, acknowledged: Arc<Mutex<Vec<String>>>) {
    for n in 0.. {
        let email = format!("{name}-{n}@example.org");
        let call = guest.call(Method::POST, "/register").json(&registration(&email));
        match call.try_send().await {
            Ok(answer) if answer.status == 201 => {
                acknowledged.lock().expect("the list").push(email);
            }
            Ok(answer) => assert_eq!(answer.status, 503, "{}", answer.text),
            Err(_) => return,
        }
    }
}

async fn what_was_acknowledged_survives_every_crash(db: Db) {
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let mut site = Site::with("mail.url", smtp.url()).start(db).await;
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    let count = |list: &Arc<Mutex<Vec<String>>>| list.lock().expect("the list").len();
    for round in 0..8 {
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let name = format!("u{round}-{writer}");
                tokio::spawn(register_until_it_dies(site.guest(), name, acknowledged.clone()))
            })
            .collect();
        // Another moment each time: some are being written, some being mailed.
        let enough = count(&acknowledged) + 3 + round * 4;
        eventually("some registrations", async || (count(&acknowledged) >= enough).then_some(()))
            .await;
        site.server.kill();
        for writer in writers {
            writer.await.expect("a writer");
        }
        site.restart().await;
    }
    let acknowledged: BTreeSet<String> =
        acknowledged.lock().expect("the list").iter().cloned().collect();

    let list = ["users", "list", "--all", "--output", "json"];
    let users = site.roster(&list).await.ok().json();
    let users: BTreeMap<String, String> = users
        .as_array()
        .expect("users")
        .iter()
        .map(|u| (u["email"].as_str().expect("email").into(), u["id"].as_str().expect("id").into()))
        .collect();
    for email in &acknowledged {
        assert!(users.contains_key(email), "{email} was acknowledged and is not there");
    }
    // Each person, acknowledged or not, has the mail with their own id; and
    // nobody else has one.
    let told = eventually_within(BACKLOG, "a mail to everybody", async || {
        let told: BTreeSet<String> = smtp.received().into_iter().flat_map(|m| m.to).collect();
        users.keys().all(|email| told.contains(email)).then_some(told)
    })
    .await;
    assert!(told.iter().all(|email| users.contains_key(email)), "a mail to nobody");
    for mail in smtp.received() {
        let body = String::from_utf8_lossy(&mail.raw).replace("=\r\n", "");
        assert!(body.contains(&users[&mail.to[0]]), "a link without the person's id: {body}");
    }
    // The entry of each is in the log, and the log is whole.
    let entries = "SELECT count(*) FROM journal WHERE action = 'user.registered'";
    assert_eq!(site.db.sql(entries), Ok(users.len().to_string()));
    site.roster(&["audit", "verify"]).await.ok();
    // The last mail's link counts.
    let newest = acknowledged.iter().next_back().expect("somebody");
    let mails: Vec<_> = smtp.received().into_iter().filter(|m| m.to[0] == *newest).collect();
    let text = mails.last().expect("a mail").mime().text;
    let link = links(&text).into_iter().find(|l| l.contains("/verify-email/")).expect("a link");
    site.guest().get(&path_of(&link)).await.is(200);
}

async fn changes_of_role_survive_with_their_entry_and_mail(db: Db) {
    let mut site = Site::start(db).await;
    site.admin().await;
    let ana = site.member("ana").await;
    let done = Arc::new(AtomicUsize::new(0));
    let mut role = "AUTHENTICATED".to_owned();
    for round in 0..4 {
        let (root, path) = (site.admin().await, format!("{}/role", ana.path()));
        let before = done.load(Ordering::SeqCst);
        let writer = {
            let done = done.clone();
            let start = role.clone();
            tokio::spawn(async move {
                let mut role = start;
                loop {
                    let next = if role == "MANAGER" { "AUTHENTICATED" } else { "MANAGER" };
                    let body = json!({"role": next, "reason": "a crash test"});
                    match root.call(Method::PUT, &path).json(&body).try_send().await {
                        Ok(answer) => {
                            answer.is(200);
                            role = next.to_owned();
                            done.fetch_add(1, Ordering::SeqCst);
                        }
                        Err(_) => return role,
                    }
                }
            })
        };
        eventually("some changes", async || {
            (done.load(Ordering::SeqCst) >= before + 3 + round).then_some(())
        })
        .await;
        site.server.kill();
        let last = writer.await.expect("the writer");
        site.restart().await;
        // The last acknowledged one, or the one after it that nobody heard of.
        let now = site.roster(&["users", "show", "ana", "--output", "json"]).await.ok().json();
        role = now["role"].as_str().expect("a role").to_owned();
        assert!(role == last || done.load(Ordering::SeqCst) > 0, "{role} after {last}");
    }
    let entries = "SELECT count(*) FROM journal WHERE action = 'user.role_changed'";
    let entries: usize = site.db.sql(entries).expect("a count").parse().expect("a number");
    let done = done.load(Ordering::SeqCst);
    // At most one a crash was committed without being heard of.
    assert!((done..=done + 4).contains(&entries), "{done} changes, {entries} entries");
    eventually_within(BACKLOG, "a mail for each", async || {
        (site.count_mail(&ana.email, "role.changed").await == entries).then_some(())
    })
    .await;
}
