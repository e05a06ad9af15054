//! Figures: what is counted, by whom it is not, and what is read from it.

use std::time::{Duration, SystemTime};

use kit::*;

on_both_databases!(
    views_are_counted_and_only_views,
    whoever_asks_not_to_be_known_is_not,
    readers_become_members,
    midnight_begins_a_day,
    who_stays_is_told_by_weeks,
    posts_and_events_are_content_once_published,
    who_was_not_seen_is_told_and_listed,
    faulty_ranges_are_refused,
    figures_are_csv_for_who_wants_it,
    counting_fails_no_request,
    nothing_is_lost_at_the_end,
    what_was_counted_of_a_person_goes_with_them,
    counting_can_be_turned_off,
    old_figures_go,
    the_terminal_tells_the_same,
);

/// The administrator, signed in just now: clocks are moved here.
async fn root(site: &Site) -> Person {
    let root = site.admin().await;
    match root.get("/users/me").await.status {
        200 => root,
        _ => root.again().await,
    }
}

fn is_given_a_cookie(page: &Page) -> bool {
    page.set_cookies().iter().any(|line| line.starts_with("roster_visitor="))
}

async fn summary(site: &Site, query: &str) -> Answer {
    root(site).await.get(&format!("/analytics/summary{query}")).await.is(200)
}

/// Waits until the figures of the usual range hold this, ten seconds at most.
async fn counted(site: &Site, wanted: &[(&str, i64)]) -> Answer {
    let patience = Duration::from_secs(10);
    eventually_within(patience, &format!("figures {wanted:?}"), async || {
        let found = summary(site, "").await;
        wanted.iter().all(|(name, count)| found[*name] == *count).then_some(found)
    })
    .await
}

/// Ten seconds of a site that has nothing more to count.
async fn settled(site: &Site, wanted: &[(&str, i64)]) {
    counted(site, wanted).await;
    tokio::time::sleep(Duration::from_secs(6)).await;
    counted(site, wanted).await;
}

async fn views_are_counted_and_only_views(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut reader = site.browser();
    let page = reader.open("/user/ana").await;
    let line = page.set_cookie("roster_visitor").to_owned();
    assert!(line.contains("; Max-Age=7776000"), "{line}");
    let value = reader.cookie("roster_visitor").expect("a cookie").to_owned();
    let again = reader.open("/user/ANA").await;
    assert!(!is_given_a_cookie(&again), "{:?}", again.set_cookies());
    assert_eq!(reader.cookie("roster_visitor"), Some(value.as_str()));
    site.browser().open("/user/ana").await;
    // What is no cookie of ours is replaced.
    let mut strange = site.browser();
    strange.cookies.insert("roster_visitor".into(), "' OR 1=1 --".into());
    strange.open("/user/ana").await.set_cookie("roster_visitor");
    // Signed in, and so known without a cookie.
    assert!(!is_given_a_cookie(&ana.open("/user/ana").await));
    ana.open("/user/ana").await;

    // None of these is a page view of something published.
    reader.request(Method::HEAD, "/user/ana", None).await.is(200);
    reader.get("/user/nobody").await.fails(404);
    reader.open("/about").await;
    reader.open("/register").await;
    site.guest().get("/profiles/ana").await.is(200);
    for (name, value) in [
        ("sec-purpose", "prefetch;prerender"),
        ("purpose", "prefetch"),
        ("user-agent", "Mozilla/5.0 (compatible; Examplebot/2.1)"),
    ] {
        let mut other = site.browser().with_header(name, value);
        assert!(!is_given_a_cookie(&other.open("/user/ana").await), "{name}");
    }
    settled(&site, &[("anonymous_visitors", 3), ("anonymous_views", 4)]).await;
    assert_eq!(site.metric("page_views_total").await, 6.0);
    // No address, and nothing that says who it was.
    let dump = site.db.dump();
    let visits = dump.lines().filter(|line| line.contains("analytics_visits")).collect::<String>();
    assert!(!visits.contains("127.0.0.1") && !visits.contains("kit/1.0"), "{visits}");
}

async fn whoever_asks_not_to_be_known_is_not(db: Db) {
    let site = Site::start(db).await;
    site.member("ana").await;
    for header in ["dnt", "sec-gpc"] {
        let mut reader = site.browser().with_header(header, "1");
        assert!(!is_given_a_cookie(&reader.open("/user/ana").await));
    }
    // A cookie of before goes.
    let mut reader = site.browser();
    reader.open("/user/ana").await;
    assert!(reader.cookie("roster_visitor").is_some());
    let mut reader = reader.with_header("dnt", "1");
    let page = reader.open("/user/ana").await;
    assert!(page.set_cookie("roster_visitor").contains("Max-Age=0"));
    // `0` asks for nothing.
    let mut other = site.browser().with_header("dnt", "0");
    other.open("/user/ana").await.set_cookie("roster_visitor");
    settled(&site, &[("anonymous_visitors", 2), ("anonymous_views", 5)]).await;
}

/// Registers in a browser, and proves the address.
async fn join_in(site: &Site, browser: &mut Browser, name: &str) {
    let email = format!("{name}@example.org");
    let fields = [
        ("username", name),
        ("email", email.as_str()),
        ("password1", PASSWORD),
        ("password2", PASSWORD),
    ];
    browser.fill_in("/register", &fields).await.is(303);
    let path = site.mail(&email, "account.verification").await.path("/verify-email/");
    site.guest().get(&path).await.is(200);
}

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

/// Seconds since 1970-01-01.
#[allow(clippy::disallowed_methods)]
fn now() -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.expect("a clock").as_secs() as i64
}

/// Seconds until the next midnight in UTC.
fn until_midnight() -> i64 {
    86_400 - now() % 86_400
}

fn date(seconds: i64) -> String {
    let days = (now() + seconds).div_euclid(86_400);
    // Civil from days (Howard Hinnant's algorithm for the Gregorian calendar).
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

async fn midnight_begins_a_day(db: Db) {
    let site = Site::with_clock().start(db).await;
    site.member("ana").await;
    let before = until_midnight() - 40;
    site.clock().set(before);
    let mut reader = site.browser();
    reader.open("/user/ana").await;
    reader.open("/user/ana").await;
    let (first, second) = (date(before), date(before + 60));
    assert_ne!(first, second);
    let of = async |from: &str, to: &str| {
        let found = summary(&site, &format!("?from={from}&to={to}")).await;
        (found["anonymous_visitors"].as_i64(), found["anonymous_views"].as_i64())
    };
    site.clock().set(before + 60);
    reader.open("/user/ana").await;
    eventually_within(Duration::from_secs(10), "both days", async || {
        (of(&first, &second).await == (Some(1), Some(3))).then_some(())
    })
    .await;
    assert_eq!(of(&first, &first).await, (Some(1), Some(2)));
    assert_eq!(of(&second, &second).await, (Some(1), Some(1)));
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
        let found = root(&site).await.get("/analytics/cohorts").await.is(200);
        let first = found["cohorts"][0].clone();
        (first["retained"][4] == 2).then_some(first)
    })
    .await;
    assert_eq!(cohorts["size"], 2);
    assert_eq!(cohorts["retained"], json!([2, 1, 0, 0, 2]));
    let root = root(&site).await;
    assert_eq!(root.get("/users?reached=back").await.is(200)["total"], 2);
    let found = root.get("/users?reached=back&source=direct").await.is(200);
    assert_eq!(found["total"], 2);
}

async fn who_was_not_seen_is_told_and_listed(db: Db) {
    let site = Site::with_clock().start(db).await;
    let root = root(&site).await;
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

async fn counting_fails_no_request(db: Db) {
    let site = Site::start(db).await;
    site.member("ana").await;
    let swap = |from: &str, to: &str| {
        site.db.sql(&format!("ALTER TABLE {from} RENAME TO {to}")).expect("a rename");
    };
    swap("analytics_counts", "away");
    for _ in 0..5 {
        let began = std::time::Instant::now();
        site.browser().open("/user/ana").await;
        assert!(began.elapsed() < Duration::from_secs(2));
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    eventually("the fault to be logged", async || {
        site.server.log().contains("could not be written").then_some(())
    })
    .await;
    swap("away", "analytics_counts");
    // All of it waited.
    let wanted = [("anonymous_visitors", 5), ("anonymous_views", 5)];
    let patience = Duration::from_secs(20);
    eventually_within(patience, "the views", async || {
        let found = summary(&site, "").await;
        wanted.iter().all(|(name, count)| found[*name] == *count).then_some(())
    })
    .await;
    assert_eq!(site.metric("analytics_dropped_total").await, 0.0);
}

async fn nothing_is_lost_at_the_end(db: Db) {
    let mut site = Site::start(db).await;
    site.member("ana").await;
    for _ in 0..3 {
        site.browser().open("/user/ana").await;
    }
    site.server.terminate();
    assert_eq!(site.server.ends_within(Duration::from_secs(20)).await, Some(0));
    site.restart().await;
    let found = summary(&site, "").await;
    assert_eq!((&found["anonymous_visitors"], &found["anonymous_views"]), (&json!(3), &json!(3)));
}

async fn what_was_counted_of_a_person_goes_with_them(db: Db) {
    let site = Site::start(db).await;
    let ana = site.register_and_verify("ana@example.org").await;
    counted(&site, &[("registrations", 1), ("daily_active", 2)]).await;
    let zip = ana.get("/users/me/export").await.is(200);
    assert!(zip.text.contains("analytics.json"));
    let id = ana.id.clone();
    let rows = || {
        let like = match site.db.kind {
            Kind::Postgres => format!("'{id}'"),
            Kind::Sqlite => format!("x'{}'", id.replace('-', "")),
        };
        ["analytics_active", "analytics_members"].map(|table| {
            let sql = format!("SELECT count(*) FROM {table} WHERE user_id = {like}");
            site.db.sql(&sql).expect("a count").trim().to_owned()
        })
    };
    assert_eq!(rows(), ["1", "1"]);
    site.admin().await.delete(&ana.path()).await.is(204);
    assert_eq!(rows(), ["0", "0"]);
    // The numbers stay, and what is worked in late brings nobody back.
    settled(&site, &[("registrations", 1), ("verified", 1), ("daily_active", 2)]).await;
    assert_eq!(rows(), ["0", "0"]);
}

async fn counting_can_be_turned_off(db: Db) {
    let mut site = Site::with("analytics.enabled", false).start(db).await;
    site.member("ana").await;
    let mut reader = site.browser();
    assert!(!is_given_a_cookie(&reader.open("/user/ana").await));
    site.register_and_verify("bob@example.org").await;
    tokio::time::sleep(Duration::from_secs(6)).await;
    let none = [("anonymous_views", 0), ("registrations", 0), ("daily_active", 0)];
    counted(&site, &none).await;
    // Nor is it counted later.
    site.set("analytics.enabled", true);
    site.restart().await;
    site.browser().open("/user/ana").await;
    counted(&site, &[("anonymous_views", 1), ("registrations", 0)]).await;
}

async fn old_figures_go(db: Db) {
    let setup = Setup::default().with("analytics.visitor_days", 10);
    let mut site = setup.with("analytics.retention_days", 40).with_clock().start(db).await;
    site.register_and_verify("ana@example.org").await;
    let mut reader = site.browser();
    let ana = site.admin().await.get("/users?search=ana").await.is(200).column("nickname");
    let page = reader.open(&format!("/user/{}", ana[0])).await;
    assert!(page.set_cookie("roster_visitor").contains("Max-Age=864000"));
    counted(&site, &[("anonymous_views", 1), ("registrations", 1), ("daily_active", 2)]).await;
    let rows = |site: &Site, table: &str| {
        let count = site.db.sql(&format!("SELECT count(*) FROM {table}")).expect("a count");
        count.trim().parse::<i64>().expect("a number")
    };
    for (days, table) in
        [(11, "analytics_visits"), (32, "analytics_active"), (41, "analytics_members")]
    {
        assert!(rows(&site, table) > 0, "{table} before {days} days");
        site.clock().days(days);
        site.restart().await;
        eventually(&format!("{table} to be swept"), async || {
            (rows(&site, table) == 0).then_some(())
        })
        .await;
    }
    let old = site.db.sql("SELECT count(*) FROM analytics_counts WHERE name LIKE 'views.%'");
    assert_eq!(old.expect("a count").trim(), "0");
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

async fn posts_and_events_are_content_once_published(db: Db) {
    let site = Site::start(db).await;
    let bob = site.manager("bob").await;
    let mut writer = site.browser();
    writer.sign_in(&bob.email, PASSWORD).await;
    let mut paths = Vec::new();
    for status in ["PUBLISHED", "DRAFT"] {
        let post = json!({"title": "A pier", "body": "Mended.", "status": status});
        let post = bob.post("/posts", post).await.is(201);
        paths.push(format!("/post/{}", post["id"].as_str().expect("an id")));
        let event = json!({
            "title": "A walk", "description": "Along the coast.", "time_zone": "UTC",
            "starts_at": "2090-05-01T10:00:00Z", "ends_at": "2090-05-01T12:00:00Z",
            "location": "The pier",
        });
        let event = bob.post("/events", event).await.is(201);
        let id = event["id"].as_str().expect("an id");
        if status == "PUBLISHED" {
            bob.poke(&format!("/events/{id}/publish")).await.is(200);
        }
        paths.push(format!("/events/{id}"));
    }
    let mut reader = site.browser();
    for path in &paths[..2] {
        reader.open(path).await;
    }
    for path in &paths[2..] {
        reader.get(path).await.fails(404);
        writer.open(path).await;
    }
    settled(&site, &[("anonymous_visitors", 1), ("anonymous_views", 2)]).await;
    assert_eq!(site.metric("page_views_total").await, 2.0);
}
