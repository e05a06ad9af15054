//! Who may open what of the console, and that every page of it is shown.

use std::collections::BTreeSet;
use std::fs;

use kit::*;

on_both_databases!(every_page_of_the_console_is_tried_by_everyone);

#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    Managers,
    Admins,
}

use For::{Admins, Managers};

/// Each address, who may, what `GET` comes to (405: a form alone), and
/// whether there is a form.
const TABLE: &[(&str, For, u16, bool)] = &[
    ("/admin", Managers, 200, false),
    ("/admin/users", Managers, 200, false),
    ("/admin/users/new", Managers, 200, true),
    ("/admin/users/bulk", Managers, 405, true),
    ("/admin/users/{id}", Managers, 200, true),
    ("/admin/users/{id}/role", Admins, 405, true),
    ("/admin/users/{id}/lock", Managers, 405, true),
    ("/admin/users/{id}/unlock", Managers, 405, true),
    ("/admin/users/{id}/resend", Managers, 405, true),
    ("/admin/users/{id}/delete", Managers, 405, true),
    ("/admin/users/{id}/professional", Managers, 405, true),
    ("/admin/users/{id}/sessions/{session}/end", Managers, 405, true),
    ("/admin/users/export", Admins, 200, false),
    ("/admin/users/import", Admins, 200, true),
    ("/admin/users/import/{id}", Admins, 404, true),
    ("/admin/users/import/{id}/columns", Admins, 405, true),
    ("/admin/users/import/{id}/faulty", Admins, 404, false),
    ("/admin/analytics", Managers, 200, false),
    ("/admin/analytics/members", Managers, 200, false),
    ("/admin/analytics/invitations", Managers, 200, false),
    ("/admin/analytics/export", Managers, 200, false),
    ("/admin/events", Managers, 200, false),
    ("/admin/professional", Managers, 200, false),
    ("/admin/professional/{id}/approve", Managers, 405, true),
    ("/admin/professional/{id}/refuse", Managers, 405, true),
    ("/admin/invitations", Managers, 200, false),
    ("/admin/invitations/{id}", Managers, 404, true),
    ("/admin/invitations/{id}/resend", Managers, 405, true),
    ("/admin/invitations/{id}/revoke", Managers, 405, true),
    ("/admin/invitations/{id}/delete", Managers, 405, true),
    ("/admin/audit", Admins, 200, false),
    ("/admin/audit/export", Admins, 200, false),
    ("/admin/jobs", Admins, 200, false),
    ("/admin/jobs/{id}/retry", Admins, 405, true),
    ("/admin/jobs/{id}/drop", Admins, 405, true),
    ("/admin/mailbox", Admins, 200, false),
    ("/admin/mailbox/{id}", Admins, 404, false),
    ("/admin/mailbox/{id}/html", Admins, 404, false),
    ("/admin/mailbox/preview", Admins, 200, false),
    ("/admin/mailbox/preview/html", Admins, 200, false),
    ("/admin/settings", Admins, 200, false),
];

/// The addresses that the program routes to the console, from its source.
fn routes() -> BTreeSet<String> {
    let source = root().join("crates/web/src/pages/admin/mod.rs");
    let source = fs::read_to_string(source).expect("source");
    let paths = source.split("(\"/admin").skip(1);
    paths.map(|rest| format!("/admin{}", rest.split('"').next().unwrap_or_default())).collect()
}

async fn every_page_of_the_console_is_tried_by_everyone(db: Db) {
    let known: BTreeSet<String> = TABLE.iter().map(|(path, ..)| path.to_string()).collect();
    assert_eq!(known, routes(), "the table names every route and no other");

    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let id = ana.path().rsplit('/').next().expect("an id").to_owned();
    let mut people = [
        (site.browser(), 0),
        (site.browsing("member").await, 1),
        (site.browsing_as("boss", "MANAGER").await, 2),
        (site.browsing_as("chief", "ADMIN").await, 3),
    ];
    for (route, who, status, has_form) in TABLE {
        // Imports and mails are others' ids than people's.
        let path = match route.starts_with("/admin/users/{id}") {
            true => route.replace("{id}", &id),
            false => route.replace("{id}", "01890000-0000-7000-8000-000000000000"),
        };
        let path = path.replace("{session}", "x");
        for (browser, rank) in &mut people {
            let may = *rank >= if *who == Managers { 2 } else { 3 };
            let page = browser.get(&path).await;
            let page = match (*status, *rank, may) {
                (405, _, _) => page.is(405),
                (_, 0, _) => page.is(303),
                (_, _, false) => page.fails(403),
                (status, _, true) => page.is(status),
            };
            if *rank == 0 && *status != 405 {
                let location = page.location().unwrap_or_default();
                assert!(location.starts_with("/login?next=%2Fadmin"), "{location}");
            }
            // Without the token of a form nothing is done.
            let page = browser.post(&path, &[("reason", "x"), ("confirmed", "yes")]).await;
            match (has_form, *rank) {
                (false, _) => drop(page.is(405)),
                (true, 0) => drop(page.is(303)),
                // The console says that this is no form with a file.
                (true, 3) if route.ends_with("/import") => drop(page.fails(415)),
                (true, _) => drop(page.fails(403)),
            }
        }
    }
    ana.get("/users/me").await.is(200);
    for (browser, rank) in &mut people {
        let page = browser.open("/").await;
        assert_eq!(page.has_link("/admin"), *rank >= 2);
    }
    // The role counts as it is now.
    let (boss, _) = &mut people[2];
    let admin = site.admin().await;
    let found = admin.get("/users?search=boss").await.is(200);
    let id = found["items"][0]["id"].as_str().expect("an id").to_owned();
    let body = json!({ "role": "AUTHENTICATED", "reason": "Left the office" });
    admin.put(&format!("/users/{id}/role"), body).await.is(200);
    boss.get("/admin").await.fails(403);
}
