//! Events asked for by many at once, and reminders when several copies look.

use std::collections::BTreeSet;

use kit::*;

use crate::events::{hours, minutes, published, walk, with};

on_both_databases!(
    the_last_place_is_given_once,
    a_withdrawal_and_a_promotion_do_not_collide,
    one_person_signs_up_once,
    capacity_and_sign_ups_agree,
    leaving_and_signing_up_do_not_collide,
    a_reminder_comes_once_at_the_right_time,
    a_moved_event_is_reminded_of_at_its_new_time,
    two_copies_remind_once,
);

async fn crowd(site: &Site, count: usize) -> Vec<Person> {
    let mut people = Vec::with_capacity(count);
    for n in 0..count {
        people.push(site.member(&format!("person{n}")).await);
    }
    people
}

async fn all_sign_up(people: &[Person], path: &str) -> Vec<Answer> {
    let registrations = format!("{path}/registrations");
    let calls = people.iter().cloned().map(|person| {
        let registrations = registrations.clone();
        async move { person.poke(&registrations).await }
    });
    together(calls).await
}

/// The counts agree with the list, and the line has no gaps.
async fn is_consistent(manager: &Person, path: &str) -> (i64, i64) {
    let event = manager.get(path).await.is(200);
    let mut rows = Vec::new();
    let mut cursor = String::new();
    loop {
        let mut query = vec![("limit", "100")];
        if !cursor.is_empty() {
            query.push(("cursor", cursor.as_str()));
        }
        let page = manager.list(&format!("{path}/registrations"), &query).await.is(200);
        rows.extend(page.items().to_vec());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    let positions: Vec<i64> = rows.iter().filter_map(|row| row["position"].as_i64()).collect();
    let count = positions.len() as i64;
    assert_eq!(positions, (1..=count).collect::<Vec<_>>());
    let registered = rows.len() as i64 - count;
    assert_eq!((&event["registered"], &event["waitlisted"]), (&json!(registered), &json!(count)));
    if let Some(capacity) = event["capacity"].as_i64() {
        assert!(registered <= capacity, "{registered} of {capacity}");
    }
    (registered, count)
}

async fn the_last_place_is_given_once(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = published(&max, with(walk("Walk"), "capacity", 1)).await;
    let people = crowd(&site, 200).await;
    let answers = all_sign_up(&people, &path).await;
    let mut positions = BTreeSet::new();
    let mut places = 0;
    for answer in &answers {
        assert_eq!(answer.status, 201, "{}", answer.text);
        match answer["position"].as_i64() {
            Some(position) => assert!(positions.insert(position), "{position} twice"),
            None => places += 1,
        }
    }
    assert_eq!((places, positions), (1, (1..200).collect()));
    assert_eq!(is_consistent(&max, &path).await, (1, 199));
}

async fn a_withdrawal_and_a_promotion_do_not_collide(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = published(&max, with(walk("Walk"), "capacity", 10)).await;
    let people = crowd(&site, 30).await;
    for person in &people {
        person.poke(&format!("{path}/registrations")).await.is(201);
    }
    // Ten with a place, and ten who wait, go at once; the rest move up.
    let leaving = people.iter().take(20).cloned();
    let answers = together(leaving.map(|person| {
        let own = format!("{path}/registrations/me");
        async move { person.delete(&own).await }
    }))
    .await;
    assert!(answers.iter().all(|answer| answer.status == 204), "{answers:?}");
    assert_eq!(is_consistent(&max, &path).await, (10, 0));
    for person in &people[20..] {
        let seen = person.get(&path).await.is(200);
        assert_eq!(seen["registration"]["status"], "REGISTERED");
        site.mail(&person.email, "event.promoted").await;
    }
    site.settle().await;
    for person in &people[20..] {
        assert_eq!(site.count_mail(&person.email, "event.promoted").await, 1);
    }
}

async fn one_person_signs_up_once(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = published(&max, with(walk("Walk"), "capacity", 3)).await;
    let ana = site.member("ana").await;
    let answers = all_sign_up(&vec![ana.clone(); 12], &path).await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(409)), (1, 11), "{answers:?}");
    assert_eq!(is_consistent(&max, &path).await, (1, 0));
    let answers = together((0..6).map(|_| {
        let (ana, own) = (ana.clone(), format!("{path}/registrations/me"));
        async move { ana.delete(&own).await.status }
    }))
    .await;
    assert_eq!(answers.iter().filter(|status| **status == 204).count(), 1, "{answers:?}");
    assert_eq!(is_consistent(&max, &path).await, (0, 0));
}

async fn capacity_and_sign_ups_agree(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = published(&max, with(walk("Walk"), "capacity", 20)).await;
    let people = crowd(&site, 24).await;
    let edits = together([3, 25, 7, 12].map(|capacity| {
        let (max, path) = (max.clone(), path.clone());
        async move { max.patch(&path, json!({"capacity": capacity})).await.status }
    }));
    let (signed, edited) = tokio::join!(all_sign_up(&people, &path), edits);
    assert!(signed.iter().all(|answer| answer.status == 201), "{signed:?}");
    assert!(edited.iter().all(|status| [200, 422].contains(status)), "{edited:?}");
    let (registered, waiting) = is_consistent(&max, &path).await;
    assert_eq!(registered + waiting, 24);
    max.patch(&path, json!({"capacity": 24})).await.is(200);
    assert_eq!(is_consistent(&max, &path).await, (24, 0));
}

async fn leaving_and_signing_up_do_not_collide(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let mut paths = Vec::new();
    for n in 0..3 {
        paths.push(published(&max, with(walk(&format!("Walk {n}")), "capacity", 4)).await);
    }
    let people = crowd(&site, 16).await;
    for person in &people {
        for path in &paths {
            person.poke(&format!("{path}/registrations")).await.is(201);
        }
    }
    let erased = together(people.iter().take(6).map(|person| {
        let (max, path) = (max.clone(), person.path());
        async move { max.delete(&path).await.status }
    }));
    let moved = together(paths.iter().map(|path| {
        let (max, path) = (max.clone(), path.clone());
        async move { max.patch(&path, json!({"location": "Elsewhere"})).await.status }
    }));
    let gone = together(people[6..9].iter().cloned().map(|person| {
        let own = format!("{}/registrations/me", paths[1]);
        async move { person.delete(&own).await.status }
    }));
    let (erased, moved, gone) = tokio::join!(erased, moved, gone);
    assert!(erased.iter().chain(&gone).all(|status| *status == 204), "{erased:?} {gone:?}");
    assert!(moved.iter().all(|status| *status == 200), "{moved:?}");
    assert_eq!(is_consistent(&max, &paths[0]).await, (4, 6));
    assert_eq!(is_consistent(&max, &paths[1]).await, (4, 3));
    assert_eq!(is_consistent(&max, &paths[2]).await, (4, 6));
}

async fn a_reminder_comes_once_at_the_right_time(db: Db) {
    let site = Site::with_clock().start(db).await;
    let max = site.manager("max").await;
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    let path = published(&max, with(walk("Walk"), "capacity", 1)).await;
    for who in [&ana, &bob] {
        who.poke(&format!("{path}/registrations")).await.is(201);
    }
    // Three days before, and then 25 hours.
    site.clock().hours(47);
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "event.reminder").await, 0);
    site.clock().minutes(48 * 60 + 1);
    let mail = site.mail(&ana.email, "event.reminder").await;
    assert!(mail.subject.contains("reminder") && mail.text.contains("Walk"), "{}", mail.text);
    site.clock().hours(60);
    let audit = site.admin().await.again().await;
    let audit = audit.list("/audit", &[("action", "event.reminded")]).await.is(200);
    assert_eq!((&audit["total"], &audit.items()[0]["actor"]), (&json!(1), &json!("system")));
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "event.reminder").await, 1);
    // Who has no place is not reminded, until there is one.
    assert_eq!(site.count_mail(&bob.email, "event.reminder").await, 0);
    ana.again().await.delete(&format!("{path}/registrations/me")).await.is(204);
    site.mail(&bob.email, "event.reminder").await;
}

async fn a_moved_event_is_reminded_of_at_its_new_time(db: Db) {
    let site = Site::with_clock().with("events.reminder_minutes", 60).start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let path = published(&max, walk("Walk")).await;
    ana.poke(&format!("{path}/registrations")).await.is(201);
    // It is moved while its reminder is due.
    let later = json!({"starts_at": hours(96), "ends_at": hours(98)});
    let max = {
        site.clock().minutes(71 * 60 + 5);
        let max = max.again().await;
        max.patch(&path, later).await.is(200);
        max
    };
    site.mail(&ana.email, "event.changed").await;
    site.settle().await;
    // Whether or not one was out by then, none is due for the new time yet.
    let before = site.count_mail(&ana.email, "event.reminder").await;
    assert!(before <= 1);
    site.clock().minutes(95 * 60 + 5);
    let mail = site.nth_mail(before + 1, &ana.email, "event.reminder").await;
    let changed = site.mail(&ana.email, "event.changed").await;
    let when = |text: &str| {
        text.lines().find(|line| line.contains("When:")).map(str::to_owned).expect("a time")
    };
    assert_eq!(when(&mail.text), when(&changed.text));
    // Moved within its hour: it was said already, and the change is.
    let max = max.again().await;
    max.patch(&path, json!({"location": "The pier"})).await.is(200);
    site.nth_mail(2, &ana.email, "event.changed").await;
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "event.reminder").await, before + 1);
}

async fn two_copies_remind_once(db: Db) {
    if db.kind == Kind::Sqlite {
        // One copy has the file for itself.
        return;
    }
    let site = Site::with("events.reminder_minutes", 60).start(db).await;
    let copies = [Server::start(&site, &["serve"]).await, Server::spawn(&site, &["worker"])];
    let max = site.manager("max").await;
    let people = crowd(&site, 20).await;
    let mut body = walk("Walk");
    (body["starts_at"], body["ends_at"]) = (json!(hours(2)), json!(hours(3)));
    let path = published(&max, body).await;
    for person in &people {
        person.poke(&format!("{path}/registrations")).await.is(201);
    }
    max.patch(&path, json!({"starts_at": minutes(30)})).await.is(200);
    for person in &people {
        site.mail(&person.email, "event.reminder").await;
    }
    tokio::time::sleep(std::time::Duration::from_secs(11)).await;
    site.settle().await;
    for person in &people {
        assert_eq!(site.count_mail(&person.email, "event.reminder").await, 1);
    }
    drop(copies);
}
