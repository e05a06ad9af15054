//! Places of events: taken, waited for, given up.

use kit::*;

use crate::events::{hours, professional, published, walk, with};

on_both_databases!(
    a_full_event_has_a_line,
    places_follow_the_capacity,
    only_organisers_see_who_signed_up,
    leaving_gives_places_away,
    what_is_over_takes_nobody,
);

async fn a_full_event_has_a_line(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = published(&max, with(walk("Walk"), "capacity", 1)).await;
    let registrations = format!("{path}/registrations");
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    let cyd = site.member("cyd").await;
    let first = ana.poke(&registrations).await.is(201);
    assert_eq!((&first["status"], &first["position"]), (&json!("REGISTERED"), &Value::Null));
    assert_eq!(first["nickname"], "ana");
    let location = path_of(first.header("location").expect("a location"));
    assert_eq!(ana.get(&location).await.is(200)["id"], first["id"]);
    let mail = site.mail(&ana.email, "event.registered").await;
    assert!(mail.subject.contains("signed up") && mail.text.contains("Walk"), "{}", mail.text);
    assert!(mail.text.contains("Europe/Madrid") && mail.text.contains("(UTC)"), "{}", mail.text);
    for (who, position) in [(&bob, 1), (&cyd, 2)] {
        let waits = who.poke(&registrations).await.is(201);
        assert_eq!(
            (&waits["status"], &waits["position"]),
            (&json!("WAITLISTED"), &json!(position))
        );
    }
    let mail = site.mail(&cyd.email, "event.waitlisted").await;
    assert!(mail.subject.contains("waiting list") && mail.text.contains("number 2"));
    bob.poke(&registrations).await.says(409, "You have signed up for this event already.");
    let seen = bob.get(&path).await.is(200);
    assert_eq!((&seen["registered"], &seen["waitlisted"]), (&json!(1), &json!(2)));
    assert_eq!(seen["registration"], json!({"status": "WAITLISTED", "position": 1}));
    site.guest().poke(&registrations).await.is(401);

    ana.delete(&format!("{registrations}/me")).await.is(204);
    ana.delete(&format!("{registrations}/me")).await.says(404, "Registration not found");
    let mail = site.mail(&bob.email, "event.promoted").await;
    assert!(mail.subject.contains("place"), "{}", mail.subject);
    assert_eq!(bob.get(&path).await.is(200)["registration"]["status"], "REGISTERED");
    assert_eq!(cyd.get(&path).await.is(200)["registration"]["position"], 1);
    // Back to the end of the line.
    assert_eq!(ana.poke(&registrations).await.is(201)["position"], 2);
    cyd.delete(&format!("{registrations}/me")).await.is(204);
    assert_eq!(ana.get(&path).await.is(200)["registration"]["position"], 1);
    site.settle().await;
    for (email, kind, count) in [
        (&ana.email, "event.registered", 1),
        (&ana.email, "event.promoted", 0),
        (&bob.email, "event.registered", 0),
        (&bob.email, "event.promoted", 1),
        (&cyd.email, "event.promoted", 0),
    ] {
        assert_eq!(site.count_mail(email, kind).await, count, "{kind} to {email}");
    }
}

async fn places_follow_the_capacity(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = published(&max, with(walk("Walk"), "capacity", 1)).await;
    let mut people = Vec::new();
    for n in 0..5 {
        let person = site.member(&format!("person{n}")).await;
        person.poke(&format!("{path}/registrations")).await.is(201);
        people.push(person);
    }
    let raised = max.patch(&path, json!({"capacity": 3})).await.is(200);
    assert_eq!((&raised["registered"], &raised["waitlisted"]), (&json!(3), &json!(2)));
    for person in &people[1..3] {
        site.mail(&person.email, "event.promoted").await;
    }
    let refused = max.patch(&path, json!({"capacity": 2, "title": "Small"})).await;
    let refused = refused.faults(&["capacity"]);
    assert_eq!(refused.fault_code("capacity"), "capacity_below_registered");
    assert!(refused["errors"][0]["message"].as_str().is_some_and(|text| text.contains('3')));
    assert_eq!(max.get(&path).await.is(200)["title"], "Walk");
    let open = max.patch(&path, json!({"capacity": null})).await.is(200);
    assert_eq!((&open["registered"], &open["waitlisted"]), (&json!(5), &json!(0)));
    max.patch(&path, json!({"capacity": 5})).await.is(200);
    let list = max.get(&format!("{path}/registrations")).await.is(200);
    let names: Vec<String> = (0..5).map(|n| format!("person{n}")).collect();
    assert_eq!(list.column("nickname"), names);
}

async fn only_organisers_see_who_signed_up(db: Db) {
    let site = Site::start(db).await;
    let (max, pro) = (site.manager("max").await, professional(&site, "pro").await);
    let made = pro.post("/events", with(walk("Walk"), "capacity", 2)).await.is(201);
    let path = format!("/events/{}", made["id"].as_str().expect("an id"));
    max.poke(&format!("{path}/publish")).await.is(200);
    let list = format!("{path}/registrations");
    for n in 0..5 {
        site.member(&format!("person{n}")).await.poke(&list).await.is(201);
    }
    let ana = site.member("ana").await;
    ana.get(&list).await.says(403, "Operation not permitted");
    site.guest().get(&list).await.is(401);
    for who in [&pro, &max] {
        let found = who.get(&list).await.is(200);
        assert_eq!(found["total"], 5);
        assert!(!found.text.contains("example.org/") && !found.text.contains("@example"));
        let items = found.items();
        assert_eq!(
            (&items[1]["status"], &items[1]["position"]),
            (&json!("REGISTERED"), &Value::Null)
        );
        assert_eq!((&items[4]["status"], &items[4]["position"]), (&json!("WAITLISTED"), &json!(3)));
    }
    let first = max.get(&format!("{list}?limit=3")).await.is(200);
    let cursor = first["next_cursor"].as_str().expect("a cursor");
    let rest = max.list(&list, &[("limit", "3"), ("cursor", cursor)]).await.is(200);
    assert_eq!(rest.column("nickname"), ["person3", "person4"]);
    assert_eq!(rest.items()[0]["position"], 2);
}

async fn leaving_gives_places_away(db: Db) {
    let site = Site::with("accounts.deletion_grace_days", 0).start(db).await;
    let (max, pro) = (site.manager("max").await, professional(&site, "pro").await);
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    let draft = pro.post("/events", walk("A secret plan")).await.is(201);
    let draft = format!("/events/{}", draft["id"].as_str().expect("an id"));
    let made = pro.post("/events", with(walk("Walk"), "capacity", 1)).await.is(201);
    let path = format!("/events/{}", made["id"].as_str().expect("an id"));
    max.poke(&format!("{path}/publish")).await.is(200);
    for who in [&ana, &bob] {
        who.poke(&format!("{path}/registrations")).await.is(201);
    }
    let zip = ana.get("/users/me/export").await.is(200);
    assert!(!zip.text.is_empty());
    max.delete(&ana.path()).await.is(204);
    site.mail(&bob.email, "event.promoted").await;
    let seen = max.get(&path).await.is(200);
    assert_eq!((&seen["registered"], &seen["waitlisted"]), (&json!(1), &json!(0)));
    // Whoever made it may go; it takes place all the same.
    pro.call(Method::DELETE, "/users/me").json(&json!({"password": PASSWORD})).send().await.is(204);
    let seen = bob.get(&path).await.is(200);
    assert_eq!((&seen["creator"], &seen["status"]), (&Value::Null, &json!("PUBLISHED")));
    max.get(&draft).await.is(404);
    let audit = site.admin().await.get("/audit?limit=100").await.is(200);
    assert!(!audit.text.contains("A secret plan"), "{}", audit.text);
    max.post(&format!("{path}/cancel"), json!({"reason": "No guide"})).await.is(200);
    site.mail(&bob.email, "event.cancelled").await;
}

async fn what_is_over_takes_nobody(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let mut past = walk("Old");
    (past["starts_at"], past["ends_at"]) = (json!(hours(-3)), json!(hours(-1)));
    let path = published(&max, past).await;
    assert_eq!(ana.get(&path).await.is(200)["status"], "PAST");
    ana.poke(&format!("{path}/registrations")).await.says(409, "This event is over.");
    max.poke(&format!("{path}/cancel")).await.says(409, "This event is over.");
    max.patch(&path, json!({"description": "It was good."})).await.is(200);
    max.delete(&path).await.is(204);
}
