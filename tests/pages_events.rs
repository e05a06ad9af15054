//! Events in the browser, by plain forms.

use kit::*;

use crate::events::{hours, published, walk, with};

on_both_databases!(
    a_professional_drafts_and_a_manager_publishes,
    a_member_signs_up_and_withdraws,
    faults_stand_at_their_fields,
    local_times_know_their_clocks,
    a_form_that_is_too_old_changes_nothing,
    lists_are_filtered_by_links_and_forms,
    a_month_is_shown_on_the_readers_clocks,
    who_signed_up_is_for_organisers,
    an_event_is_cancelled_and_deleted,
    a_calendar_address_is_shown_and_renewed,
    markdown_does_no_harm,
);

const FIELDS: [(&str, &str); 6] = [
    ("title", "Coast walk"),
    ("starts_at", "2037-05-01T10:00"),
    ("ends_at", "2037-05-01T12:30"),
    ("time_zone", "Europe/Lisbon"),
    ("location", "The lighthouse"),
    ("tags", "tea, , out"),
];

/// A professional's browser.
async fn professional(site: &Site, name: &str) -> Browser {
    let person = crate::events::professional(site, name).await;
    let mut browser = site.browser();
    browser.sign_in(&person.email, PASSWORD).await.is(303);
    browser
}

/// The address of an event, from that of the API.
fn page_of(path: &str) -> String {
    assert!(path.starts_with("/events/"), "{path}");
    path.to_owned()
}

async fn a_professional_drafts_and_a_manager_publishes(db: Db) {
    let site = Site::start(db).await;
    let (mut pro, mut max) =
        (professional(&site, "pro").await, site.browsing_as("max", "MANAGER").await);
    let (mut ana, mut guest) = (site.browsing("ana").await, site.browser());
    ana.get("/events/new").await.fails(403);
    assert!(!ana.open("/events").await.has_link("/events/new"));
    assert!(pro.open("/events").await.has_link("/events/new"));
    let page = pro.fill_in("/events/new", &FIELDS).await.is(303);
    let path = page.location().expect("a place").to_owned();
    let page = pro.arrive(page).await.is(200).says(&text("en", "flash-event-drafted"));
    assert_eq!(page.h1(), "Coast walk");
    let words = page.text.replace('\u{202f}', " ");
    assert!(words.contains("May 1, 2037 at 10:00 AM – 12:30 PM"), "{words}");
    // The reader's clocks show another time.
    assert!(words.contains("May 1, 2037 at 9:00 AM – 11:30 AM"), "{words}");
    assert!(!page.has_form(&format!("{path}/publish")));
    for browser in [&mut ana, &mut guest] {
        browser.get(&path).await.fails(404);
    }
    assert!(pro.open("/profile/events").await.has_link(&path));

    assert!(max.open("/admin").await.has_link("/admin/events"));
    let queue = max.open("/admin/events").await;
    let publish = format!("{path}/publish");
    let page = max.submit(&queue.form(&publish)).await.leads_to(&path);
    max.arrive(page).await.says(&text("en", "flash-event-published"));
    assert!(!max.open("/admin/events").await.has_link(&path));
    assert!(max.open("/admin/events?status=PUBLISHED").await.has_link(&path));
    for browser in [&mut ana, &mut guest] {
        assert!(browser.open("/events").await.has_link(&path));
        assert_eq!(browser.open(&path).await.h1(), "Coast walk");
        assert!(browser.open("/").await.has_link(&path));
        assert!(browser.open("/user/pro").await.has_link(&path));
    }
    // It is no longer the professional's to edit.
    pro.get(&format!("{path}/edit")).await.fails(403);
    ana.get(&format!("{path}/edit")).await.fails(403);
    let edited = max.fill_in(&format!("{path}/edit"), &[("title", "A walk")]).await;
    max.arrive(edited.leads_to(&path)).await.says(&text("en", "flash-event-saved"));
    assert_eq!(guest.open(&path).await.h1(), "A walk");
}

async fn a_member_signs_up_and_withdraws(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let path = page_of(&published(&max, with(walk("Walk"), "capacity", 1)).await);
    let (mut ana, mut bob) = (site.browsing("ana").await, site.browsing("bob").await);
    let mut guest = site.browser();
    let page = guest.open(&path).await;
    assert!(page.links().iter().any(|link| link.starts_with("/login?next=")), "{}", page.text);
    let (sign_up, withdraw) = (format!("{path}/sign-up"), format!("{path}/withdraw"));
    let page = ana.open(&path).await;
    let page = ana.submit(&page.form(&sign_up)).await.leads_to(&path);
    ana.arrive(page).await.says(&text("en", "flash-event-signed-up"));
    let page = bob.open(&path).await;
    assert_eq!(page.form(&sign_up).action, sign_up);
    assert!(page.buttons().contains(&text("en", "button-wait")), "{:?}", page.buttons());
    let page = bob.submit(&page.form(&sign_up)).await.leads_to(&path);
    let page = bob.arrive(page).await.says(&text("en", "flash-event-waitlisted"));
    assert!(page.main().text().contains("number 1"), "{}", page.text);
    assert!(bob.open("/profile/events").await.has_link(&path));
    // A form from before is told what has become of it.
    let again = bob.post_with_token(&sign_up, &[]).await.is(409);
    assert_eq!(again.flash().as_deref(), Some("You have signed up for this event already."));
    let page = ana.open(&path).await;
    let page = ana.submit(&page.form(&withdraw)).await.leads_to(&path);
    ana.arrive(page).await.says(&text("en", "flash-event-withdrawn"));
    assert!(bob.open(&path).await.text.contains(&text("en", "page-event-registered-you")));
    ana.post_with_token(&withdraw, &[]).await.leads_to(&path);
}

async fn faults_stand_at_their_fields(db: Db) {
    let site = Site::start(db).await;
    let mut pro = professional(&site, "pro").await;
    let page = pro.fill_in("/events/new", &[]).await;
    let needed = ["title", "starts_at", "ends_at", "location"];
    let page = page.again(&text("en", "flash-form-error"), &needed);
    assert!(page.title().starts_with("Error: "));
    let fill = |name: &'static str, value: &'static str| {
        FIELDS
            .into_iter()
            .filter(move |(n, _)| *n != name)
            .chain([(name, value)])
            .collect::<Vec<_>>()
    };
    for (field, value) in [
        ("title", " "),
        ("starts_at", "tomorrow"),
        ("ends_at", "2037-05-01T09:00"),
        ("time_zone", "Mars/Olympus"),
        ("url", "javascript:alert(1)"),
        ("capacity", "many"),
        ("capacity", "0"),
        ("tags", "1,2,3,4,5,6,7,8,9,10,11"),
    ] {
        let form = pro.open("/events/new").await.form("/events/new");
        let mut form = form.without("time_zone");
        for (name, value) in fill(field, value) {
            form = form.without(name).with(name, value);
        }
        let page = pro.submit(&form).await.is(422).faulty(&[field]);
        assert_eq!(page.form("/events/new").value("location"), "The lighthouse", "{field}");
    }
    assert_eq!(site.admin().await.get("/events").await.is(200)["total"], 0);
}

async fn local_times_know_their_clocks(db: Db) {
    let site = Site::start(db).await;
    let mut pro = professional(&site, "pro").await;
    let times = |start: &'static str, end: &'static str| {
        [
            ("title", "Night"),
            ("starts_at", start),
            ("ends_at", end),
            ("time_zone", "Europe/Madrid"),
            ("location", "x"),
        ]
    };
    // Clocks go from two to three.
    let page = pro.fill_in("/events/new", &times("2037-03-29T02:30", "2037-03-29T05:00")).await;
    let page = page.is(422).faulty(&["starts_at"]);
    assert!(page.fault("starts_at").contains("skip"), "{}", page.fault("starts_at"));
    // And back from three to two: the first of both is meant, and stays.
    let page = pro.fill_in("/events/new", &times("2037-10-25T02:30", "2037-10-25T05:00")).await;
    let path = page.is(303).location().expect("a place").to_owned();
    let admin = site.admin().await;
    assert_eq!(admin.get(&path).await.is(200)["starts_at"], "2037-10-25T00:30:00.000000Z");
    let other = json!({"starts_at": "2037-10-25T01:30:15Z"});
    admin.patch(&path, other).await.is(200);
    pro.fill_in(&format!("{path}/edit"), &[("title", "Long night")]).await.leads_to(&path);
    let seen = admin.get(&path).await.is(200);
    assert_eq!(seen["starts_at"], "2037-10-25T01:30:15.000000Z");
    assert_eq!(seen["title"], "Long night");
}

async fn a_form_that_is_too_old_changes_nothing(db: Db) {
    let site = Site::start(db).await;
    let mut max = site.browsing_as("max", "MANAGER").await;
    let admin = site.admin().await;
    let path = page_of(&published(&admin, walk("Walk")).await);
    let edit = format!("{path}/edit");
    let form = max.open(&edit).await.form(&edit);
    admin.patch(&path, json!({"location": "The pier"})).await.is(200);
    let page = max.submit(&form.clone().fill("title", "Mine")).await.is(412);
    assert_eq!(page.form(&edit).value("title"), "Mine");
    max.submit(&form.without("version").with("title", "Mine")).await.is(412);
    assert_eq!(admin.get(&path).await.is(200)["title"], "Walk");
}

async fn lists_are_filtered_by_links_and_forms(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    for n in 0..25 {
        let mut body = walk(&format!("Walk {n:02}"));
        body["tags"] = json!([if n == 3 { "rare & odd" } else { "common" }]);
        (body["starts_at"], body["ends_at"]) = (json!(hours(30 + n)), json!(hours(60)));
        published(&max, body).await;
    }
    let mut guest = site.browser();
    let page = guest.open("/events").await;
    assert!(page.text.contains("Walk 00") && !page.text.contains("Walk 20"));
    assert!(page.has_link("/events?page=2"));
    assert!(guest.open("/events?page=2").await.text.contains("Walk 24"));
    let tag = "/events?tag=rare+%26+odd";
    assert!(page.has_link(tag), "{:?}", page.links());
    let found = guest.open(tag).await;
    assert!(found.text.contains("Walk 03") && !found.text.contains("Walk 04"));
    assert!(guest.open("/events?search=walk+07").await.text.contains("Walk 07"));
    let nothing = guest.open("/events?search=nothing&status=PAST").await;
    assert!(nothing.text.contains(&text("en", "page-events-none")));
    assert!(
        guest.open("/events?status=DRAFT").await.text.contains(&text("en", "page-events-none"))
    );
    for odd in [
        "page=0",
        "page=-1",
        "page=abc",
        "page=1000000000000",
        "status=SOON",
        "starts_from=x",
        "search=%00",
        "view=week",
        "category=%27%3B--",
        "page=2&page=3",
    ] {
        guest.get(&format!("/events?{odd}")).await.is(200);
    }
}

async fn a_month_is_shown_on_the_readers_clocks(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    // The last half hour of May in Lisbon is June in Tokyo.
    let mut body = walk("Late");
    body["starts_at"] = json!("2037-05-31T23:30:00+01:00");
    body["ends_at"] = json!("2037-06-01T01:00:00+01:00");
    let path = page_of(&published(&max, body).await);
    let mut guest = site.browser();
    let month = |month: &str| format!("/events?view=month&month={month}");
    let page = guest.open(&month("2037-05")).await;
    assert_eq!(page.h1(), "May 2037");
    assert!(page.has_link(&path) && page.text.contains("22:30"));
    assert!(page.has_link(&month("2037-04")) && page.has_link(&month("2037-06")));
    assert!(!guest.open(&month("2037-06")).await.has_link(&path));
    let mut ana = site.browsing("ana").await;
    ana.fill_in("/profile/details", &[("time_zone", "Asia/Tokyo")]).await.is(303);
    assert!(!ana.open(&month("2037-05")).await.has_link(&path));
    let page = ana.open(&month("2037-06")).await;
    assert!(page.has_link(&path) && page.text.contains("07:30"));
    for odd in ["", "2037-13", "0000-01", "99999-01", "x", "%00", "2037-05-01"] {
        guest.get(&month(odd)).await.is(200);
    }
    guest.open(&month("1970-01")).await;
    guest.open(&month("9998-12")).await;
}

async fn who_signed_up_is_for_organisers(db: Db) {
    let site = Site::start(db).await;
    let manager = site.manager("boss").await;
    let path = page_of(&published(&manager, walk("Walk")).await);
    let odd = site.member("-formula").await;
    odd.poke(&format!("{path}/registrations")).await.is(201);
    let (mut max, mut ana) = (site.browsing_as("max", "MANAGER").await, site.browsing("ana").await);
    let (list, file) = (format!("{path}/attendees"), format!("{path}/attendees.csv"));
    ana.get(&list).await.fails(403);
    ana.get(&file).await.fails(403);
    assert!(!ana.open(&path).await.has_link(&list));
    assert!(max.open(&path).await.has_link(&list));
    let page = max.open(&list).await;
    assert!(page.has_link(&file) && page.main().text().contains("-formula"));
    let csv = max.get(&file).await.is(200);
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
    let lines: Vec<&str> = csv.text.lines().collect();
    assert_eq!(lines[0], "nickname,status,position,created_at");
    assert!(lines[1].starts_with("'-formula,REGISTERED,,"), "{}", lines[1]);
    assert!(!csv.text.contains('@'));
}

async fn an_event_is_cancelled_and_deleted(db: Db) {
    let site = Site::start(db).await;
    let manager = site.manager("boss").await;
    let path = page_of(&published(&manager, walk("Walk")).await);
    let (mut max, mut ana) = (site.browsing_as("max", "MANAGER").await, site.browsing("ana").await);
    let (cancel, delete) = (format!("{path}/cancel"), format!("{path}/delete"));
    ana.post_with_token(&cancel, &[("reason", "x")]).await.fails(403);
    ana.get(&delete).await.fails(403);
    ana.post_with_token(&delete, &[]).await.fails(403);
    let page = max.open(&path).await;
    let page = max.submit(&page.form(&cancel).fill("reason", "A storm")).await.leads_to(&path);
    let page = max.arrive(page).await.says(&text("en", "flash-event-cancelled"));
    assert!(!page.has_form(&cancel) && page.text.contains(&text("en", "page-event-is-cancelled")));
    assert!(!ana.open("/events").await.has_link(&path));
    assert!(ana.open("/events?status=CANCELLED").await.has_link(&path));
    let page = max.open(&delete).await;
    let page = max.submit(&page.form(&delete)).await.leads_to("/events");
    max.arrive(page).await.says(&text("en", "flash-event-deleted"));
    max.get(&path).await.fails(404);
}

async fn a_calendar_address_is_shown_and_renewed(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let address = async |ana: &mut Browser| {
        let page = ana.open("/profile/events").await;
        page.main()
            .all("input")
            .iter()
            .find(|i| i.has("readonly"))
            .expect("it")
            .get("value")
            .to_owned()
    };
    let first = address(&mut ana).await;
    site.guest().get(&path_of(&first)).await.is(200);
    let renew = "/profile/events/renew";
    let page = ana.open("/profile/events").await;
    let page = ana.submit(&page.form(renew)).await.leads_to("/profile/events");
    ana.arrive(page).await.says(&text("en", "flash-calendar-renewed"));
    assert_ne!(address(&mut ana).await, first);
    site.guest().get(&path_of(&first)).await.is(404);
}

async fn markdown_does_no_harm(db: Db) {
    let site = Site::start(db).await;
    let manager = site.manager("boss").await;
    let mut body = walk("<img src=x onerror=alert(1)> {{ 7*7 }}");
    body["description"] = json!(
        "# Top\n<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://evil.example/p.png)\n\n\
         <a href=\"https://x\" onclick=\"alert(1)\">y</a>"
    );
    body["location"] = json!("\"><script>alert(2)</script>");
    body["category"] = json!("<b>bold</b>");
    let path = page_of(&published(&manager, body).await);
    let mut guest = site.browser();
    for path in [path.as_str(), "/events", "/", "/events?view=month"] {
        let page = guest.open(path).await;
        let main = page.main();
        assert!(main.all("script").is_empty() && main.all("b").is_empty(), "{path}");
        assert!(main.all("a").iter().all(|a| !a.get("href").starts_with("javascript:")), "{path}");
        assert!(main.all("img").iter().all(|i| i.get("src").starts_with('/')), "{path}");
        let handlers = page
            .html
            .elements()
            .filter(|e| e.attributes().iter().any(|(n, _)| n.starts_with("on")));
        assert_eq!(handlers.count(), 0, "{path}");
    }
    assert!(guest.open(&path).await.h1().contains("{{ 7*7 }}"));
}
