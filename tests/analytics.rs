//! What is counted, and by whom it is not.

use std::time::Duration;

use kit::*;

on_both_databases!(
    views_are_counted_and_only_views,
    whoever_asks_not_to_be_known_is_not,
    midnight_begins_a_day,
    posts_and_events_are_content_once_published,
    counting_fails_no_request,
    nothing_is_lost_at_the_end,
    what_was_counted_of_a_person_goes_with_them,
    counting_can_be_turned_off,
    old_figures_go,
    no_clock_change_makes_a_day_longer,
);

fn is_given_a_cookie(page: &Page) -> bool {
    page.set_cookies().iter().any(|line| line.starts_with("roster_visitor="))
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

/// Days are those of UTC: the night in which clocks go forward in Europe is as
/// long as any.
async fn no_clock_change_makes_a_day_longer(db: Db) {
    let site = Site::with_clock().start(db).await;
    site.member("ana").await;
    let mut reader = site.browser();
    // 2031-03-30, 01:00 UTC.
    let change = 1_932_598_800;
    for seconds in [-3_900, -60, 60, 82_500, 83_100] {
        site.clock().set(change + seconds - now());
        reader.open("/user/ana").await;
    }
    let days = eventually_within(Duration::from_secs(10), "three days", async || {
        let path = "/analytics/conversion?from=2031-03-29&to=2031-03-31";
        let found = analyst(&site).await.get(path).await.is(200);
        (found["anonymous_views"] == 5).then(|| found["days"].as_array().cloned())
    })
    .await
    .expect("days");
    let told = |day: &Value| {
        let count = |name: &str| day[name].as_i64().expect("a count");
        let date = day["date"].as_str().expect("a date").to_owned();
        (date, count("anonymous_views"), count("anonymous_visitors"))
    };
    let days: Vec<_> = days.iter().map(told).collect();
    let wanted = [("2031-03-29", 1, 1), ("2031-03-30", 3, 1), ("2031-03-31", 1, 1)];
    assert_eq!(days, wanted.map(|(day, views, visitors)| (day.to_owned(), views, visitors)));
}
