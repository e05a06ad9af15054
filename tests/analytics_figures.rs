//! What is read from the figures: how readers become members, what led them
//! here, and who stays.

use std::time::Duration;

use kit::*;

on_both_databases!(
    readers_become_members,
    every_way_of_taking_part_counts,
    origins_are_told_apart,
    invitations_are_told_by_what_became_of_them,
    who_stays_is_told_by_weeks,
    who_was_not_seen_is_told_and_listed,
    faulty_ranges_are_refused,
    figures_are_csv_for_who_wants_it,
    the_terminal_tells_the_same,
);

async fn readers_become_members(db: Db) {
    let site = Site::start(db).await;
    site.member("ana").await;
    let mut readers = [site.browser(), site.browser(), site.browser(), site.browser()];
    for reader in &mut readers {
        reader.open("/user/ana").await;
    }
    join_in(&site, &mut readers[0], "bob").await;
    // Registered, and never proved.
    let fields = [("email", "cy@example.org"), ("password1", PASSWORD), ("password2", PASSWORD)];
    readers[1].fill_in("/register", &fields).await.is(303);
    // Proved, but in a browser that had read nothing before.
    let mut late = site.browser();
    join_in(&site, &mut late, "dan").await;
    late.open("/user/ana").await;
    let found =
        counted(&site, &[("anonymous_visitors", 5), ("registrations", 3), ("verified", 2)]).await;
    assert_eq!(found["conversion_rate"], 0.2, "{}", found.text);

    let root = site.admin().await;
    let days = root.get("/analytics/conversion").await.is(200);
    let list = days["days"].as_array().expect("days");
    assert_eq!((list.len(), &days["conversion_rate"]), (30, &json!(0.2)));
    let today = list.last().expect("today");
    assert_eq!((&today["registrations"], &today["verified"]), (&json!(3), &json!(2)));
    assert_eq!(today["conversion_rate"], 0.2);
    assert_eq!(list[0]["anonymous_visitors"], 0);
    // Behind the numbers are people.
    for (query, wanted) in [
        ("reached=registered", vec!["dan", "bob"]),
        ("reached=verified", vec!["dan", "bob"]),
        ("reached=signed_in", vec![]),
        ("reached=verified&source=direct", vec!["dan", "bob"]),
        ("reached=verified&source=post", vec![]),
    ] {
        let list = root.get(&format!("/users?{query}")).await.is(200);
        let mut names = list.column("nickname");
        names.retain(|name| ["ana", "bob", "dan"].contains(&name.as_str()));
        assert_eq!(names, wanted, "{query}");
    }
    assert_eq!(root.get("/users?reached=registered").await.is(200)["total"], 3);
    root.get("/users?reached=far").await.faults(&["reached"]);
    root.get("/users?source=far").await.faults(&["source"]);
    // The link between browser and person was used, and is gone.
    let left = site.db.sql(
        "SELECT count(*) FROM analytics_members WHERE visitor IS NOT NULL \
         AND verified_on IS NOT NULL",
    );
    assert_eq!(left.expect("rows").trim(), "0");
}

/// A post and an event that everybody sees, by their paths.
async fn something_to_read(site: &Site, by: &Person) -> [String; 2] {
    let post = json!({"title": "A pier", "body": "Mended.", "status": "PUBLISHED"});
    let post = by.post("/posts", post).await.is(201);
    let event = json!({
        "title": "A walk", "description": "Along the coast.", "time_zone": "UTC",
        "starts_at": "2090-05-01T10:00:00Z", "ends_at": "2090-05-01T12:00:00Z",
        "location": "The pier",
    });
    let event = by.post("/events", event).await.is(201);
    let id = event["id"].as_str().expect("an id");
    site.admin().await.poke(&format!("/events/{id}/publish")).await.is(200);
    [format!("/post/{}", post["id"].as_str().expect("an id")), format!("/events/{id}")]
}

/// How many came how far, as `sources` of the file that the console gives.
async fn funnel(reader: &mut Browser) -> Value {
    let file = reader.get("/admin/analytics/export?figure=funnel&format=json").await.is(200);
    parse::<Value>(&file.text).expect("JSON")["sources"].clone()
}

async fn every_way_of_taking_part_counts(db: Db) {
    let site = Site::start(db).await;
    let mut max = site.browsing_as("max", "MANAGER").await;
    let root = site.admin().await;
    let [_, event] = something_to_read(&site, &root).await;
    let ana = site.register_and_verify("ana@example.org").await;
    let bob = site.register_and_verify("bob@example.org").await;
    let cy = site.register_and_verify("cy@example.org").await;
    site.register_and_verify("dan@example.org").await;
    ana.post("/posts", json!({"title": "Hello", "body": "All."})).await.is(201);
    bob.poke(&format!("{event}/registrations")).await.is(201);
    invite(&cy, "eve@example.net").await;
    // Once more is no further person.
    invite(&cy, "flo@example.net").await;
    eventually_within(Duration::from_secs(15), "three to have taken part", async || {
        (root.get("/users?reached=took_part").await.is(200)["total"] == 3).then_some(())
    })
    .await;
    let list = root.get("/users?reached=took_part&sort=email").await.is(200);
    assert_eq!(list.column("email"), ["ana@example.org", "bob@example.org", "cy@example.org"]);
    let direct = json!({
        "source": "direct", "registered": 4, "verified": 4, "signed_in": 4, "took_part": 3,
        "back": 0,
    });
    let sources = funnel(&mut max).await;
    assert!(sources.as_array().is_some_and(|all| all.contains(&direct)), "{sources}");
}

async fn origins_are_told_apart(db: Db) {
    let site = Site::start(db).await;
    let mut max = site.browsing_as("max", "MANAGER").await;
    let root = site.admin().await;
    let [post, event] = something_to_read(&site, &root).await;
    // What a browser looks at first tells, whatever it looks at later.
    for (name, read) in [
        ("post", &[&post, &event][..]),
        ("event", &[&event, &post]),
        ("direct", &[&"/user/max".to_owned(), &post]),
        ("unread", &[]),
    ] {
        let mut browser = site.browser();
        for path in read {
            browser.open(path).await;
        }
        join_in(&site, &mut browser, &format!("by_{name}")).await;
    }
    // An invitation outweighs what was read.
    invite(&root, "invited@example.org").await;
    let mut browser = site.browser();
    browser.open(&post).await;
    let form = browser.open(&site.mailed_link("invited@example.org").await).await.form("/register");
    let fields = [("username", "by_invitation"), ("password1", PASSWORD), ("password2", PASSWORD)];
    browser.submit(&form.fill_all(&fields)).await.leads_to("/login");
    let names = ["by_post", "by_event", "by_direct", "by_unread", "by_invitation"];
    for name in names {
        Person::sign_in(&site.guest(), name, PASSWORD).await;
    }
    let cohorts = async |query: &str| {
        let found = root.get(&format!("/analytics/cohorts{query}")).await.is(200);
        let last = found["cohorts"].as_array().and_then(|all| all.last().cloned());
        let last = last.expect("a week");
        (last["size"].clone(), last["retained"].clone())
    };
    eventually_within(Duration::from_secs(15), "five people", async || {
        (cohorts("").await == (json!(5), json!([5]))).then_some(())
    })
    .await;
    let sources = funnel(&mut max).await;
    for (source, wanted) in [
        ("post", &["by_post"][..]),
        ("event", &["by_event"]),
        ("invitation", &["by_invitation"]),
        ("direct", &["by_direct", "by_unread"]),
    ] {
        let list = root.get(&format!("/users?source={source}&sort=nickname")).await.is(200);
        assert_eq!(list.column("nickname"), wanted, "{source}");
        let count = wanted.len();
        let found = cohorts(&format!("?source={source}")).await;
        assert_eq!(found, (json!(count), json!([count])), "{source}");
        let row = sources.as_array().into_iter().flatten().find(|row| row["source"] == source);
        let row = row.expect("a source");
        assert_eq!((&row["registered"], &row["signed_in"]), (&json!(count), &json!(count)));
    }
    root.get("/analytics/cohorts?source=far").await.faults(&["source"]);
    let args = ["analytics", "cohorts", "--source", "post", "--output", "json"];
    assert_eq!(site.roster(&args).await.ok().json()[0]["size"], 1);
    let args = ["analytics", "cohorts", "--source", "far"];
    site.roster(&args).await.exits(2);
}

async fn invitations_are_told_by_what_became_of_them(db: Db) {
    let site = Site::with_clock().start(db).await;
    let (ana, eve) = (site.member("ana").await, site.member("eve").await);
    let figures = async |query: &str| {
        let path = format!("/analytics/invitations{query}");
        let found = analyst(&site).await.get(&path).await.is(200);
        let numbers = ["sent", "accepted", "converted"].map(|n| found[n].as_i64().expect("one"));
        (numbers, found["conversion_rate"].as_f64().expect("a rate"))
    };
    assert_eq!(figures("").await, ([0, 0, 0], 0.0));
    let day = |day: i64| {
        let day = date(day * 86_400);
        format!("?from={day}&to={day}")
    };
    let first = day(0);
    let mut made = Vec::new();
    for name in ["x", "y", "z"] {
        made.push(invite(&ana, &format!("{name}@example.net")).await);
    }
    let theirs = invite(&eve, "w@example.net").await;
    let links = [site.mailed_link("x@example.net").await, site.mailed_link("y@example.net").await];
    // Twice, by either link, is once.
    site.guest().get(&links[0]).await.is(302);
    site.guest().get(&shared_link(&made[0])).await.is(302);
    site.guest().get(&shared_link(&made[1])).await.is(302);
    site.guest().post("/register", joining("x@example.net", &links[0])).await.is(201);
    eve.patch(&own(&theirs), json!({"status": "REVOKED"})).await.is(200);
    assert_eq!(figures("").await, ([4, 2, 1], 0.25));
    assert_eq!(figures(&first).await, ([4, 2, 1], 0.25));
    assert_eq!(figures(&day(-1)).await, ([0, 0, 0], 0.0));
    // What happens later counts for the day of sending.
    site.clock().days(2);
    let ana = ana.again().await;
    invite(&ana, "late@example.net").await;
    site.guest().post("/register", joining("y@example.net", &links[1])).await.is(201);
    assert_eq!(figures(&first).await, ([4, 2, 2], 0.5));
    assert_eq!(figures(&day(2)).await, ([1, 0, 0], 0.0));
    assert_eq!(figures("").await, ([5, 2, 2], 0.4));
    // One that is removed counts nowhere.
    analyst(&site).await.delete(&own(&theirs)).await.is(204);
    assert_eq!(figures(&first).await, ([3, 2, 2], 0.6667));
    let csv = analyst(&site).await;
    let csv = csv.call(Method::GET, "/analytics/invitations").header("accept", "text/csv");
    let text = csv.send().await.is(200).text;
    assert_eq!(text, "sent,accepted,converted,conversion_rate\r\n4,2,2,0.5\r\n");
}

async fn who_stays_is_told_by_weeks(db: Db) {
    let site = Site::with_clock().start(db).await;
    let ana = site.register_and_verify("ana@example.org").await;
    let bob = site.register_and_verify("bob@example.org").await;
    counted(&site, &[("registrations", 2), ("verified", 2), ("daily_active", 3)]).await;
    site.clock().days(7);
    let ana = ana.again().await;
    counted(&site, &[("daily_active", 2), ("weekly_active", 2), ("monthly_active", 3)]).await;
    site.clock().days(28);
    ana.again().await;
    bob.again().await;
    let cohorts = eventually_within(Duration::from_secs(10), "a cohort", async || {
        let found = analyst(&site).await.get("/analytics/cohorts").await.is(200);
        let first = found["cohorts"][0].clone();
        (first["retained"][4] == 2).then_some(first)
    })
    .await;
    assert_eq!(cohorts["size"], 2);
    assert_eq!(cohorts["retained"], json!([2, 1, 0, 0, 2]));
    let root = analyst(&site).await;
    assert_eq!(root.get("/users?reached=back").await.is(200)["total"], 2);
    let found = root.get("/users?reached=back&source=direct").await.is(200);
    assert_eq!(found["total"], 2);
}

async fn who_was_not_seen_is_told_and_listed(db: Db) {
    let site = Site::with_clock().start(db).await;
    let root = analyst(&site).await;
    site.account("never", "AUTHENTICATED").await;
    site.register("unproved@example.org").await;
    let ana = site.member("ana").await;
    let counts = async |person: &Person| {
        let found = person.get("/analytics/inactive").await.is(200);
        let buckets = found["buckets"].as_array().expect("buckets").clone();
        let names: Vec<_> = buckets.iter().map(|b| b["bucket"].clone()).collect();
        assert_eq!(json!(names), json!(["24h", "48h", "1w", "1y", "never"]));
        buckets.iter().map(|b| b["count"].as_i64().expect("a count")).collect::<Vec<_>>()
    };
    assert_eq!(counts(&root).await, [1, 1, 1, 1, 1]);
    for (hours, wanted) in [
        (23, [1, 1, 1, 1, 1]),
        (25, [2, 1, 1, 1, 1]),
        (49, [2, 2, 1, 1, 1]),
        (24 * 8, [2, 2, 2, 1, 1]),
        (24 * 366, [2, 2, 2, 2, 1]),
    ] {
        site.clock().hours(hours);
        let root = root.again().await;
        assert_eq!(counts(&root).await, wanted, "{hours} hours");
    }
    // The use of a session counts, not the sign-in alone.
    site.clock().hours(24 * 367);
    let root = root.again().await;
    let mut ana = ana.again().await;
    site.clock().hours(24 * 368 + 12);
    ana.refresh().await;
    eventually_within(Duration::from_secs(10), "ana to be seen", async || {
        let root = root.again().await;
        (counts(&root).await == [1, 1, 1, 1, 1]).then_some(())
    })
    .await;

    let root = root.again().await;
    let list = root.get("/analytics/inactive?bucket=never").await.is(200);
    assert_eq!((list.column("nickname"), &list["total"]), (vec!["never".to_owned()], &json!(1)));
    assert!(list.items()[0]["links"].is_array());
    root.get("/analytics/inactive?bucket=2w").await.faults(&["bucket"]);
    root.get("/analytics/inactive?bucket=1w&limit=0").await.faults(&["limit"]);
    let list = root.get("/users?not_seen=24h").await.is(200);
    assert_eq!(list["total"], 2, "the unproved one was never seen either");
    root.get("/users?not_seen=soon").await.faults(&["not_seen"]);

    // By cursor, whatever the clock says meanwhile.
    for name in ["one", "two"] {
        let body = json!({"email": format!("{name}@example.org"), "password": PASSWORD, "email_verified": true});
        root.post("/users", body).await.is(201);
    }
    let first = root.get("/analytics/inactive?bucket=1w&limit=2").await.is(200);
    let cursor = first["next_cursor"].as_str().expect("a cursor").to_owned();
    site.clock().hours(24 * 368 + 13);
    let root = root.again().await;
    let query = [("bucket", "1w"), ("limit", "2"), ("cursor", cursor.as_str())];
    let rest = root.list("/analytics/inactive", &query).await.is(200);
    assert_eq!(first.items().len() + rest.items().len(), 3);
    let csv =
        root.call(Method::GET, "/analytics/inactive?bucket=never").header("accept", "text/csv");
    let csv = csv.send().await.is(200).text;
    assert!(csv.starts_with("id,nickname,email,") && csv.contains(",never,never@example.org,"));
}

const SIDES: [&str; 5] = ["summary", "conversion", "cohorts", "invitations", "inactive"];

async fn faulty_ranges_are_refused(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let ana = site.member("ana").await;
    for side in SIDES {
        let path = format!("/analytics/{side}");
        max.get(&path).await.is(200);
        ana.get(&path).await.says(403, "Operation not permitted");
        for (query, field) in [
            ("from=2026-02-01&to=2026-01-01", "to"),
            ("from=2999-01-01&to=2999-02-01", "from"),
            ("from=1026-01-01", "from"),
            ("from=0001-01-01&to=9999-12-31", "from"),
            ("from=yesterday", "from"),
            ("from=2026-02-30", "from"),
            ("to=2026-01-01T00%3A00%3A00Z", "to"),
            ("to=", "to"),
            ("from=2026-01-01&from=2026-01-02", "from"),
            ("to=%00", "to"),
            ("bogus=1", "bogus"),
        ] {
            max.get(&format!("{path}?{query}")).await.faults(&[field]);
        }
        // A year that has begun is no fault, nor is one long gone.
        let year = format!("{path}?from={}&to={}", date(-86_400), date(86_400 * 200));
        max.get(&year).await.is(200);
        max.get(&format!("{path}?from=1990-01-01&to=1990-12-31")).await.is(200);
    }
    let days = max.get("/analytics/conversion?from=1990-01-01&to=1990-12-31").await.is(200);
    assert_eq!(days["days"].as_array().map(Vec::len), Some(365));
    let running = format!("/analytics/conversion?from={}&to={}", date(-86_400), date(864_000));
    let days = max.get(&running).await.is(200);
    assert_eq!(days["days"].as_array().map(Vec::len), Some(2), "what is to come has no figures");
}

async fn figures_are_csv_for_who_wants_it(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    for (side, head) in [
        ("summary", "anonymous_visitors,anonymous_views,registrations,verified,conversion_rate,"),
        ("conversion", "date,anonymous_visitors,anonymous_views,registrations,verified,"),
        ("inactive", "bucket,count\r\n24h,"),
        ("cohorts", "week,size,week 0\r\n"),
        ("invitations", "sent,accepted,converted,conversion_rate\r\n"),
    ] {
        let path = format!("/analytics/{side}");
        let answer = max.call(Method::GET, &path).header("accept", "text/csv").send().await.is(200);
        assert!(answer.text.starts_with(head), "{side}: {}", answer.text);
        assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
        let answer = max.get(&path).await.is(200);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert!(answer.json.is_object());
    }
}

async fn the_terminal_tells_the_same(db: Db) {
    let site = Site::start(db).await;
    site.member("ana").await;
    site.browser().open("/user/ana").await;
    site.register("bob@example.org").await;
    counted(&site, &[("anonymous_views", 1), ("registrations", 1)]).await;
    let ran = site.roster(&["analytics", "summary", "--output", "json"]).await.ok().json();
    assert_eq!(ran, summary(&site, "").await.json);
    let ran = site.roster(&["analytics", "inactive", "--output", "json"]).await.ok().json();
    assert_eq!((&ran[4]["bucket"], &ran[4]["count"]), (&json!("never"), &json!(0)));
    let ran = site.roster(&["analytics", "cohorts", "--output", "csv"]).await.ok();
    assert!(ran.out.starts_with("week,size,week 0\n"), "{}", ran.out);
    let today = date(0);
    let args = ["analytics", "summary", "--from", &today, "--to", &today, "--output", "csv"];
    assert!(
        site.roster(&args).await.ok().out.lines().nth(1).is_some_and(|l| l.starts_with("1,1,1,"))
    );
    let args = ["analytics", "summary", "--from", "2026-02-01", "--to", "2026-01-01"];
    site.roster(&args).await.fails("before the first");
    let args = ["users", "list", "--reached", "registered", "--output", "json"];
    let ran = site.roster(&args).await.ok().json();
    assert_eq!(ran.as_array().map(Vec::len), Some(1));
    let args = ["users", "list", "--not-seen", "never", "--output", "json"];
    assert_eq!(site.roster(&args).await.ok().json().as_array().map(Vec::len), Some(1));
    site.roster(&["users", "list", "--not-seen", "soon"]).await.exits(2);
}
