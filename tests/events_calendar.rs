//! Events as calendars: one event's file, and a person's secret address.

use kit::*;

use crate::events::{published, walk, with};

on_both_databases!(
    an_event_is_a_calendar,
    a_cancelled_event_has_a_higher_sequence,
    a_person_subscribes_to_what_they_signed_up_for,
    a_renewed_address_replaces_the_one_before,
);

/// Lines of a calendar, unfolded; each is short and ends as it must.
fn lines(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.header("content-type"), Some("text/calendar; charset=utf-8"));
    let text = &answer.text;
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> &'a str {
    let line = lines.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.unwrap_or_else(|| panic!("no {name} in {lines:?}"))
}

fn entries(lines: &[String]) -> usize {
    lines.iter().filter(|line| *line == "BEGIN:VEVENT").count()
}

async fn an_event_is_a_calendar(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let mut body = walk("Caminar; y, hablar – ".repeat(4).trim_end());
    body["description"] = json!(format!("Line one\nBEGIN:VEVENT\r\nsecond {}", "ñ".repeat(200)));
    body["starts_at"] = json!("2026-10-25T01:30:00+02:00");
    body["ends_at"] = json!("2030-10-25T03:30:00+02:00");
    body["tags"] = json!(["tea"]);
    let made = max.post("/events", body).await.is(201);
    let path = format!("/events/{}", made["id"].as_str().expect("an id"));
    // A draft is a calendar for those alone who see it.
    site.guest().get(&format!("{path}.ics")).await.says(404, "Event not found");
    assert_eq!(
        value(&lines(&max.get(&format!("{path}.ics")).await.is(200)), "STATUS"),
        "TENTATIVE"
    );
    max.poke(&format!("{path}/publish")).await.is(200);
    let lines = lines(&site.guest().get(&format!("{path}.ics")).await.is(200));
    assert_eq!(lines[..2], ["BEGIN:VCALENDAR", "VERSION:2.0"]);
    assert_eq!(entries(&lines), 1);
    assert_eq!(value(&lines, "UID"), format!("{}@127.0.0.1", made["id"].as_str().expect("an id")));
    assert_eq!(value(&lines, "DTSTART"), "20261024T233000Z");
    assert_eq!(value(&lines, "DTEND"), "20301025T013000Z");
    assert!(value(&lines, "SUMMARY").starts_with("Caminar\\; y\\, hablar –"));
    assert!(value(&lines, "DESCRIPTION").starts_with("Line one\\nBEGIN:VEVENT\\nsecond ñ"));
    assert_eq!(value(&lines, "LOCATION"), "The lighthouse");
    assert_eq!(value(&lines, "STATUS"), "CONFIRMED");
    assert!(value(&lines, "URL").ends_with(&path));
    site.guest().get("/events/nonsense.ics").await.says(404, "Event not found");
}

async fn a_cancelled_event_has_a_higher_sequence(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = published(&max, walk("Walk")).await;
    let read = async || lines(&site.guest().get(&format!("{path}.ics")).await.is(200));
    let sequence = |lines: &[String]| value(lines, "SEQUENCE").parse::<i64>().expect("a number");
    let first = read().await;
    max.patch(&path, json!({"location": "The pier"})).await.is(200);
    let second = read().await;
    assert!(sequence(&second) > sequence(&first));
    assert_eq!(value(&second, "UID"), value(&first, "UID"));
    max.poke(&format!("{path}/cancel")).await.is(200);
    let last = read().await;
    assert!(sequence(&last) > sequence(&second));
    assert_eq!(value(&last, "STATUS"), "CANCELLED");
}

async fn a_person_subscribes_to_what_they_signed_up_for(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let url = ana.get("/users/me/calendar").await.is(200)["url"].as_str().expect("url").to_owned();
    assert!(url.contains("/api/v1/users/me/events.ics?key="), "{url}");
    let guest = site.guest();
    let read = async || lines(&guest.get(&path_of(&url)).await.is(200));
    assert_eq!(entries(&read().await), 0);
    assert_eq!(value(&read().await, "X-WR-CALNAME"), "Roster");
    let mut paths = Vec::new();
    for title in ["One", "Two", "Three"] {
        paths.push(published(&max, with(walk(title), "capacity", 1)).await);
    }
    max.poke(&format!("{}/registrations", paths[1])).await.is(201);
    for path in &paths[..2] {
        ana.poke(&format!("{path}/registrations")).await.is(201);
    }
    let found = read().await;
    assert_eq!(entries(&found), 2);
    let statuses: Vec<&String> = found.iter().filter(|line| line.starts_with("STATUS")).collect();
    assert_eq!(statuses, ["STATUS:CONFIRMED", "STATUS:TENTATIVE"]);
    max.poke(&format!("{}/cancel", paths[0])).await.is(200);
    assert!(read().await.contains(&"STATUS:CANCELLED".to_owned()));
    ana.delete(&format!("{}/registrations/me", paths[1])).await.is(204);
    assert_eq!(entries(&read().await), 1);
    // It shows nobody who is locked.
    max.poke(&format!("{}/lock", ana.path())).await.is(200);
    guest.get(&path_of(&url)).await.is(404);
}

async fn a_renewed_address_replaces_the_one_before(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    let guest = site.guest();
    let old = ana.get("/users/me/calendar").await.is(200);
    let (url, renew) = (old["url"].as_str().expect("url"), old.link("renew").expect("a link"));
    assert_eq!(ana.get("/users/me/calendar").await.is(200)["url"], url);
    assert_ne!(bob.get("/users/me/calendar").await.is(200)["url"], url);
    guest.get(&path_of(url)).await.is(200);
    let new = ana.follow(renew).await.is(200);
    let new = new["url"].as_str().expect("url");
    assert_ne!(new, url);
    guest.get(&path_of(url)).await.says(404, "There is nothing at this address.");
    guest.get(&path_of(new)).await.is(200);
    let key = new.split("key=").nth(1).expect("a key");
    let altered = format!("{}A", &key[..key.len() - 1]);
    let other = if altered == key { format!("{}B", &key[..key.len() - 1]) } else { altered };
    for bad in ["", "x", &other[..10], "%00", &"A".repeat(43)] {
        guest.get(&format!("/users/me/events.ics?key={bad}")).await.is(404);
    }
    guest.get("/users/me/events.ics").await.is(404);
    guest.get(&format!("/users/me/events.ics?key={key}&colour=red")).await.faults(&["colour"]);
    let audit = site.admin().await.list("/audit", &[("action", "calendar.renewed")]).await.is(200);
    assert_eq!(audit["total"], 1);
    assert!(!audit.text.contains(key));
}
