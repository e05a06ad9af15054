//! Events: drafted, published, changed, cancelled, found.

use kit::*;

on_both_databases!(
    a_draft_is_private_until_a_manager_publishes_it,
    professionals_and_managers_draft,
    every_fault_is_named_and_changes_nothing,
    edits_are_guarded,
    what_was_read_may_be_sent_back,
    another_time_or_place_is_told,
    a_cancelled_event_stays_readable,
    a_deleted_event_is_told_as_cancelled,
    a_list_is_filtered_and_paged,
    categories_and_tags_are_counted,
    links_are_those_that_may_be_followed,
    the_command_line_looks_after_events,
);

/// A member who may draft events.
pub async fn professional(site: &Site, name: &str) -> Person {
    let person = site.member(name).await;
    let path = format!("{}/professional", person.path());
    site.admin().await.put(&path, json!({"is_professional": true})).await.is(200);
    person
}

/// So many hours from now, as the API takes it.
pub fn hours(count: i64) -> String {
    minutes(count * 60)
}

/// The same in minutes.
#[allow(clippy::disallowed_methods)]
pub fn minutes(count: i64) -> String {
    let time = chrono::Utc::now() + chrono::Duration::minutes(count);
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What is said of an event three days from now.
pub fn walk(title: &str) -> Value {
    json!({
        "title": title, "starts_at": hours(72), "ends_at": hours(74),
        "time_zone": "Europe/Madrid", "location": "The lighthouse",
    })
}

pub fn with(mut body: Value, field: &str, value: impl Into<Value>) -> Value {
    body[field] = value.into();
    body
}

/// A published event's path.
pub async fn published(manager: &Person, body: Value) -> String {
    let made = manager.post("/events", body).await.is(201);
    let path = format!("/events/{}", made["id"].as_str().expect("an id"));
    manager.poke(&format!("{path}/publish")).await.is(200);
    path
}

async fn a_draft_is_private_until_a_manager_publishes_it(db: Db) {
    let site = Site::start(db).await;
    let (pro, max) = (professional(&site, "pro").await, site.manager("max").await);
    let (ana, guest) = (site.member("ana").await, site.guest());
    let body = with(walk("Coast walk"), "description", "Bring **water** <script>x</script>");
    let made = pro.post("/events", with(body, "tags", json!(["Tea", "tea", "out"]))).await.is(201);
    assert_eq!((&made["status"], &made["tags"]), (&json!("DRAFT"), &json!(["Tea", "out"])));
    assert_eq!(made["creator"]["nickname"], "pro");
    assert!(made["creator"]["picture"]["48"].is_string());
    assert!(made["description_html"].as_str().is_some_and(|html| html.contains("<strong>")));
    assert!(!made["description_html"].as_str().is_some_and(|html| html.contains("<script")));
    assert_eq!(made["capacity"], Value::Null);
    let path = path_of(made.header("location").expect("a location"));
    assert_eq!(pro.get(&path).await.is(200)["id"], made["id"]);
    guest.get(&path).await.says(404, "Event not found");
    for who in [&ana.as_guest(), &guest] {
        assert_eq!(who.get("/events").await.is(200)["total"], 0);
        assert_eq!(who.get("/events?status=DRAFT").await.is(200)["total"], 0);
    }
    ana.get(&path).await.says(404, "Event not found");
    ana.poke(&format!("{path}/registrations")).await.says(404, "Event not found");
    ana.patch(&path, json!({"title": "Mine"})).await.says(404, "Event not found");
    ana.delete(&path).await.says(404, "Event not found");
    assert_eq!(pro.get("/events?status=DRAFT").await.is(200)["total"], 1);
    pro.poke(&format!("{path}/publish")).await.says(403, "Operation not permitted");
    pro.poke(&format!("{path}/registrations")).await.is(409);
    pro.patch(&path, json!({"title": "A walk"})).await.is(200);

    let waiting = max.get("/events?status=DRAFT").await.is(200);
    let publish = link(&waiting.items()[0], "publish").expect("a link").clone();
    assert_eq!(max.follow(&publish).await.is(200)["status"], "PUBLISHED");
    max.follow(&publish).await.is(200);
    assert_eq!(guest.get(&path).await.is(200)["title"], "A walk");
    assert_eq!(guest.get("/events").await.is(200)["total"], 1);
    // From now on it is the managers'.
    pro.patch(&path, json!({"title": "B"})).await.says(403, "Operation not permitted");
    pro.delete(&path).await.says(403, "Operation not permitted");
    ana.patch(&path, json!({"title": "B"})).await.says(403, "Operation not permitted");
    max.patch(&path, json!({"title": "B"})).await.is(200);
    let root = site.admin().await;
    for action in ["event.created", "event.updated", "event.published"] {
        let audit = root.list("/audit", &[("action", action)]).await.is(200);
        assert_eq!(audit.items().last().expect(action)["subject"]["type"], "event");
        assert_eq!(audit.items().last().expect(action)["subject"]["id"], made["id"]);
    }
}

async fn professionals_and_managers_draft(db: Db) {
    let site = Site::start(db).await;
    let (ana, max) = (site.member("ana").await, site.manager("max").await);
    ana.post("/events", walk("x")).await.says(403, "Operation not permitted");
    ana.post("/events", json!({"nonsense": 1})).await.says(403, "Operation not permitted");
    site.guest().post("/events", walk("x")).await.is(401);
    let pro = professional(&site, "pro").await;
    pro.post("/events", walk("x")).await.is(201);
    max.post("/events", walk("y")).await.is(201);
    // The zone is one's own where none is said.
    pro.patch("/users/me", json!({"time_zone": "Asia/Tokyo"})).await.is(200);
    let mut body = walk("z");
    body.as_object_mut().expect("fields").remove("time_zone");
    assert_eq!(pro.post("/events", body).await.is(201)["time_zone"], "Asia/Tokyo");
    // Done once, however often it is asked.
    let once = |body: Value| {
        max.call(Method::POST, "/events").json(&body).header("idempotency-key", "once").send()
    };
    let first = once(walk("w")).await.is(201);
    let body = json!({"title": "other"});
    once(body).await.is(422);
    let audit = site.admin().await.list("/audit", &[("action", "event.created")]).await.is(200);
    assert!(first["id"].is_string() && audit["total"] == 4, "{}", audit.text);
}

async fn every_fault_is_named_and_changes_nothing(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = published(&max, with(walk("Walk"), "capacity", 5)).await;
    let before = max.get(&path).await.is(200).json;
    max.post("/events", json!({})).await.faults(&["title", "starts_at", "ends_at", "location"]);
    let many: Vec<String> = (0..11).map(|n| format!("tag{n}")).collect();
    for (field, value, code) in [
        ("title", json!(""), "required"),
        ("title", json!("x".repeat(151)), "too_long"),
        ("title", json!("a\u{0}b"), "control_characters"),
        ("title", json!(null), "required"),
        ("title", json!(5), "wrong_type"),
        ("description", json!("x".repeat(20_001)), "too_long"),
        ("starts_at", json!("2026-05-01"), "time_invalid"),
        ("starts_at", json!("2026-05-01T10:00:00"), "time_invalid"),
        ("starts_at", json!("99999-01-01T00:00:00Z"), "time_invalid"),
        ("ends_at", json!(hours(71)), "ends_before_start"),
        ("time_zone", json!("Mars/Olympus"), "time_zone_unknown"),
        ("location", json!(null), "place_needed"),
        ("location", json!("x".repeat(201)), "too_long"),
        ("url", json!("javascript:alert(1)"), "url_invalid"),
        ("capacity", json!(0), "out_of_range"),
        ("capacity", json!(-1), "out_of_range"),
        ("capacity", json!(1.5), "wrong_type"),
        ("capacity", json!("many"), "wrong_type"),
        ("category", json!("x".repeat(51)), "too_long"),
        ("tags", json!(many), "too_many"),
        ("tags", json!(["a,b"]), "tag_invalid"),
        ("tags", json!("a"), "wrong_type"),
        ("status", json!("DRAFT"), "unknown_field"),
        ("creator", json!("me"), "unknown_field"),
    ] {
        let answer = max.post("/events", with(walk("New"), field, value.clone())).await;
        assert_eq!(answer.faults(&[field]).fault_code(field), code, "{field} {value}");
        let answer = max.patch(&path, json!({field: value})).await.faults(&[field]);
        let code = if code == "unknown_field" { "read_only" } else { code };
        assert_eq!(answer.fault_code(field), code, "{field}");
    }
    max.patch(&path, json!({})).await.faults(&["body"]);
    max.patch(&path, json!({"colour": "red"})).await.faults(&["colour"]);
    assert_eq!(max.get(&path).await.is(200).json, before);
    assert_eq!(max.get("/events").await.is(200)["total"], 1);
    for id in ["nonsense", "01890000-0000-7000-8000-000000000000"] {
        max.get(&format!("/events/{id}")).await.says(404, "Event not found");
        max.poke(&format!("/events/{id}/publish")).await.says(404, "Event not found");
        max.poke(&format!("/events/{id}/registrations")).await.says(404, "Event not found");
    }
    max.post(&format!("{path}/cancel"), json!({"reason": "x".repeat(501)}))
        .await
        .faults(&["reason"]);
    max.get("/events?status=SOON").await.faults(&["status"]);
    max.get("/events?starts_from=tomorrow").await.faults(&["starts_from"]);
    max.get("/events?limit=0&colour=red").await.faults(&["limit", "colour"]);
}

async fn edits_are_guarded(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = published(&max, walk("Walk")).await;
    let tag = max.get(&path).await.is(200).header("etag").expect("a tag").to_owned();
    let patch = |tag: &str, title: &str| {
        let call = max.call(Method::PATCH, &path).json(&json!({"title": title}));
        call.header("if-match", tag).send()
    };
    let newer = patch(&tag, "First").await.is(200).header("etag").expect("a tag").to_owned();
    patch(&tag, "Second").await.is(412);
    patch("\"garbage\"", "Second").await.is(412);
    // A sign-up is no change of the event.
    max.poke(&format!("{path}/registrations")).await.is(201);
    patch(&newer, "Third").await.is(200);
    patch("*", "Fourth").await.is(200);
    let delete = |tag: &str| max.call(Method::DELETE, &path).header("if-match", tag).send();
    delete(&newer).await.is(412);
    let tag = max.get(&path).await.is(200).header("etag").expect("a tag").to_owned();
    delete(&tag).await.is(204);
    max.get(&path).await.is(404);
}

async fn what_was_read_may_be_sent_back(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let body = with(with(walk("Walk"), "capacity", 5), "tags", json!(["tea"]));
    let path = published(&max, with(body, "category", "Walks")).await;
    let read = max.get(&path).await.is(200).json;
    let same = max.put(&path, read.clone()).await.is(200).json;
    assert_eq!(same, read);
    max.put(&path, with(read.clone(), "status", "DRAFT")).await.faults(&["status"]);
    max.put(&path, with(read.clone(), "registered", 4)).await.faults(&["registered"]);
    // What is not named is emptied where it can be.
    let put = max.put(&path, json!({"location": "Here"})).await.is(200);
    for field in ["capacity", "category", "url"] {
        assert_eq!(put[field], Value::Null, "{field}");
    }
    assert_eq!((&put["tags"], &put["description"]), (&json!([]), &json!("")));
    assert_eq!(put["title"], "Walk");
    max.put(&path, json!({"title": "x"})).await.faults(&["location"]);
}

async fn another_time_or_place_is_told(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let path = published(&max, walk("Walk")).await;
    ana.poke(&format!("{path}/registrations")).await.is(201);
    max.patch(&path, json!({"title": "Long walk", "description": "More"})).await.is(200);
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "event.changed").await, 0);
    max.patch(&path, json!({"location": "The harbour"})).await.is(200);
    let mail = site.mail(&ana.email, "event.changed").await;
    assert!(mail.subject.contains("changed") && mail.text.contains("The harbour"));
    max.patch(&path, json!({"ends_at": hours(75)})).await.is(200);
    site.nth_mail(2, &ana.email, "event.changed").await;
    let audit = site.admin().await.list("/audit", &[("action", "event.updated")]).await.is(200);
    assert_eq!(audit.items()[1]["before"], json!({"location": "The lighthouse"}));
    assert_eq!(audit.items()[1]["after"], json!({"location": "The harbour"}));
    site.settle().await;
    assert_eq!(site.count_mail(&max.email, "event.changed").await, 0);
}

async fn a_cancelled_event_stays_readable(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let (bob, guest) = (site.member("bob").await, site.guest());
    let draft = max.post("/events", walk("Draft")).await.is(201);
    let draft = format!("/events/{}", draft["id"].as_str().expect("an id"));
    max.poke(&format!("{draft}/cancel")).await.says(409, "This event is not published yet.");
    let path = published(&max, with(walk("Walk"), "capacity", 1)).await;
    for who in [&ana, &bob] {
        who.poke(&format!("{path}/registrations")).await.is(201);
    }
    ana.poke(&format!("{path}/cancel")).await.says(403, "Operation not permitted");
    let done = max.post(&format!("{path}/cancel"), json!({"reason": "A storm"})).await.is(200);
    assert_eq!(done["status"], "CANCELLED");
    for email in [&ana.email, &bob.email] {
        let mail = site.mail(email, "event.cancelled").await;
        assert!(mail.subject.contains("cancelled") && mail.text.contains("A storm"));
    }
    max.poke(&format!("{path}/cancel")).await.is(200);
    max.poke(&format!("{path}/publish")).await.says(409, "This event is cancelled.");
    assert_eq!(guest.get(&path).await.is(200)["status"], "CANCELLED");
    assert_eq!(guest.get("/events?status=CANCELLED").await.is(200)["total"], 1);
    assert_eq!(guest.get("/events?status=PUBLISHED").await.is(200)["total"], 0);
    max.poke(&format!("{path}/registrations")).await.says(409, "This event is cancelled.");
    // Nobody moves up any more.
    ana.delete(&format!("{path}/registrations/me")).await.is(204);
    site.settle().await;
    assert_eq!(site.count_mail(&bob.email, "event.promoted").await, 0);
    assert_eq!(site.count_mail(&bob.email, "event.cancelled").await, 1);
}

async fn a_deleted_event_is_told_as_cancelled(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let path = published(&max, walk("Walk of the year")).await;
    ana.poke(&format!("{path}/registrations")).await.is(201);
    max.delete(&path).await.is(204);
    max.get(&path).await.is(404);
    let mail = site.mail(&ana.email, "event.cancelled").await;
    assert!(mail.text.contains("Walk of the year") && mail.text.contains("The lighthouse"));
    let audit = site.admin().await.list("/audit", &[("action", "event.deleted")]).await.is(200);
    assert_eq!(audit.items()[0]["before"]["title"], "Walk of the year");
    let pro = professional(&site, "pro").await;
    let draft = pro.post("/events", walk("Draft")).await.is(201);
    pro.delete(&format!("/events/{}", draft["id"].as_str().expect("id"))).await.is(204);
}

async fn a_list_is_filtered_and_paged(db: Db) {
    let site = Site::start(db).await;
    let (max, guest) = (site.manager("max").await, site.guest());
    for n in 0..5 {
        let mut body = walk(&format!("Walk {n}"));
        (body["starts_at"], body["ends_at"]) =
            (json!(hours(24 * (n + 1))), json!(hours(24 * n + 25)));
        body["tags"] = json!([format!("tag{}", n % 2), "All"]);
        body["category"] = json!(if n < 2 { "Wanderungen" } else { "Ausflüge" });
        published(&max, body).await;
    }
    let mut past = walk("Ñandú 100% _old_");
    (past["starts_at"], past["ends_at"]) = (json!(hours(-50)), json!(hours(-48)));
    published(&max, past).await;
    let titles =
        async |query: &[(&str, &str)]| guest.list("/events", query).await.is(200).column("title");
    let walks = |numbers: &[i32]| numbers.iter().map(|n| format!("Walk {n}")).collect::<Vec<_>>();
    assert_eq!(titles(&[("status", "PUBLISHED")]).await, walks(&[0, 1, 2, 3, 4]));
    assert_eq!(titles(&[("status", "past")]).await, ["Ñandú 100% _old_"]);
    assert_eq!(guest.get("/events?status=PAST").await.is(200).items()[0]["status"], "PAST");
    assert_eq!(titles(&[("tag", "TAG1")]).await, walks(&[1, 3]));
    assert_eq!(titles(&[("category", "ausfluge")]).await, walks(&[2, 3, 4]));
    let (from, to) = (hours(40), hours(90));
    assert_eq!(titles(&[("starts_from", &from), ("starts_to", &to)]).await, walks(&[1, 2]));
    assert_eq!(titles(&[("search", "walk 3")]).await, walks(&[3]));
    assert_eq!(titles(&[("search", "nandu old")]).await, ["Ñandú 100% _old_"]);
    assert_eq!(titles(&[("search", "lighthouse"), ("tag", "tag0")]).await, walks(&[0, 2, 4]));
    for nothing in ["0%_", "' OR 1=1 --", "\u{0421}", "walk 9"] {
        assert!(titles(&[("search", nothing), ("status", "PUBLISHED")]).await.is_empty());
    }
    assert_eq!(titles(&[("search", "%"), ("status", "PAST")]).await.len(), 1);
    let first = guest.get("/events?status=PUBLISHED&limit=2").await.is(200);
    assert_eq!((&first["total"], first.column("title")), (&json!(5), walks(&[0, 1])));
    let next = first.link("next").expect("a link").clone();
    assert_eq!(guest.follow(&next).await.is(200).column("title"), walks(&[2, 3]));
    let cursor = first["next_cursor"].as_str().expect("a cursor");
    let query = [("status", "PUBLISHED"), ("limit", "2"), ("cursor", cursor)];
    assert_eq!(titles(&query).await, walks(&[2, 3]));
    guest.list("/events", &[("cursor", cursor)]).await.faults(&["cursor"]);
}

async fn categories_and_tags_are_counted(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    for (title, category, tags) in [
        ("a", "Walks", json!(["tea", "Out"])),
        ("b", "walks", json!(["TEA"])),
        ("c", "Talks", json!([])),
    ] {
        let body = with(with(walk(title), "tags", tags), "category", category);
        published(&max, body).await;
    }
    // Neither drafts nor what is over.
    max.post("/events", with(walk("d"), "category", "Walks")).await.is(201);
    let mut past = with(walk("e"), "category", "Walks");
    (past["starts_at"], past["ends_at"]) = (json!(hours(-5)), json!(hours(-4)));
    published(&max, past).await;
    let topics = site.guest().get("/events/topics").await.is(200);
    let counts = |list: &Value| -> Vec<(String, i64)> {
        let each = list.as_array().expect("a list").iter();
        let one = |t: &Value| {
            (t["name"].as_str().expect("name").to_lowercase(), t["count"].as_i64().expect("n"))
        };
        each.map(one).collect()
    };
    assert_eq!(counts(&topics["categories"]), [("walks".into(), 2), ("talks".into(), 1)]);
    assert_eq!(counts(&topics["tags"]), [("tea".into(), 2), ("out".into(), 1)]);
}

async fn links_are_those_that_may_be_followed(db: Db) {
    let site = Site::start(db).await;
    let (max, pro) = (site.manager("max").await, professional(&site, "pro").await);
    let (ana, guest) = (site.member("ana").await, site.guest());
    let made = pro.post("/events", walk("Walk")).await.is(201);
    assert_eq!(made.rels(), ["calendar", "delete", "registrations", "self", "update"]);
    let path = path_of(made.header("location").expect("a location"));
    let all = ["calendar", "delete", "publish", "registrations", "self", "update"];
    assert_eq!(max.get(&path).await.is(200).rels(), all);
    max.poke(&format!("{path}/publish")).await.is(200);
    assert_eq!(guest.get(&path).await.is(200).rels(), ["calendar", "self"]);
    let seen = ana.get(&path).await.is(200);
    assert_eq!(seen.rels(), ["calendar", "register", "self"]);
    assert_eq!(
        pro.get(&path).await.is(200).rels(),
        ["calendar", "register", "registrations", "self"]
    );
    let signed = ana.follow(seen.link("register").expect("a link")).await.is(201);
    assert_eq!(ana.get(&path).await.is(200).rels(), ["calendar", "self", "withdraw"]);
    ana.follow(signed.link("withdraw").expect("a link")).await.is(204);
    let cancel = max.get(&path).await.is(200).link("cancel").expect("a link").clone();
    max.follow(&cancel).await.is(200);
    assert_eq!(ana.get(&path).await.is(200).rels(), ["calendar", "self"]);
    let listed = guest.get("/events").await.is(200);
    let rels: Vec<&str> = listed.items()[0]["links"]
        .as_array()
        .expect("links")
        .iter()
        .map(|l| l["rel"].as_str().expect("rel"))
        .collect();
    assert_eq!(rels, ["self", "calendar"]);
}

async fn the_command_line_looks_after_events(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let made = max.post("/events", walk("Walk")).await.is(201);
    let id = made["id"].as_str().expect("an id");
    let path = format!("/events/{id}");
    let list = site.roster(&["events", "list", "--status", "draft", "--output", "json"]).await.ok();
    assert_eq!(list.json()[0]["id"], id);
    site.roster(&["events", "list", "--status", "soon"]).await.exits(2);
    site.roster(&["events", "show", "nonsense"]).await.fails("event not found");
    site.roster(&["events", "publish", id]).await.ok();
    assert_eq!(ana.get(&path).await.is(200)["status"], "PUBLISHED");
    ana.poke(&format!("{path}/registrations")).await.is(201);
    site.roster(&["events", "cancel", id]).await.exits(2);
    let args = ["events", "cancel", id, "--reason", "Rain", "--yes", "--output", "json"];
    let done = site.roster(&args).await.ok().json();
    assert_eq!(done["status"], "CANCELLED");
    assert!(site.mail(&ana.email, "event.cancelled").await.text.contains("Rain"));
    let shown = site.roster(&["events", "show", id]).await.ok();
    assert!(shown.out.contains("CANCELLED"), "{}", shown.out);
    site.roster(&["events", "delete", id, "--yes"]).await.ok();
    ana.get(&path).await.is(404);
    let csv = site.roster(&["events", "list", "--all", "--output", "csv"]).await.ok();
    assert_eq!(
        csv.out.trim(),
        "id,title,status,starts_at,time_zone,capacity,registered,waitlisted"
    );
}
