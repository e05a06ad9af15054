//! The pages of figures, and the one that says what is counted.

use std::time::Duration;

use kit::*;

on_both_databases!(
    charts_have_titles_and_tables,
    numbers_lead_to_people_and_files,
    faulty_ranges_are_told_on_the_page,
    advice_does_what_it_says,
    invitations_are_told_on_a_page_of_their_own,
    cohorts_are_told_by_what_led_people_here,
    privacy_is_told_from_the_settings,
);

const SIDES: [&str; 3] =
    ["/admin/analytics", "/admin/analytics/members", "/admin/analytics/invitations"];

/// A site where somebody read, and two registered.
async fn site_with_readers(db: Db) -> (Site, Browser) {
    let site = Site::start(db).await;
    let manager = site.browsing_as("max", "MANAGER").await;
    site.browser().open("/user/max").await;
    site.register("late@example.org").await;
    site.register_and_verify("ana@example.org").await;
    let root = site.admin().await;
    eventually_within(Duration::from_secs(10), "the figures", async || {
        let found = root.get("/analytics/summary").await.is(200);
        let all = found["verified"] == 1 && found["anonymous_visitors"] == 1;
        (all && found["daily_active"] == 3).then_some(())
    })
    .await;
    (site, manager)
}

async fn charts_have_titles_and_tables(db: Db) {
    let (site, mut max) = site_with_readers(db).await;
    for path in SIDES {
        let page = max.open(path).await;
        let main = page.main();
        let charts: Vec<Element> =
            main.all("svg").into_iter().filter(|svg| svg.get("role") == "img").collect();
        assert!(charts.len() >= 3, "{path}: {} charts", charts.len());
        for chart in &charts {
            let title = chart.get("aria-labelledby");
            let title = page.html.by_id(title).expect("a title").text();
            assert!(!title.is_empty() && !title.starts_with("analytics-"), "{title:?}");
            let tables = main.all("table");
            let own = tables.iter().filter(|t| t.all("caption")[0].text() == title);
            assert_eq!(own.count(), 1, "{path}: a table for {title:?}");
        }
        assert!(!page.text.contains("style="), "{path}");
        let links = page.links();
        let files = |end: &str| links.iter().filter(|link| link.ends_with(end)).count();
        assert!(files("format=csv") >= 3 && files("format=json") >= 3, "{path}: {links:?}");
        assert!(!main.all("details").is_empty());
        for word in page.main().text().split(' ') {
            assert!(!word.starts_with("analytics-"), "{word} is a key, no text");
        }
        let headings: Vec<String> = main.all("h2").iter().map(Element::text).collect();
        assert_eq!(headings.last().map(String::as_str), Some("What you could do"));
    }
    let page = max.open(SIDES[0]).await;
    assert!(page.main().text().contains("(not over)"), "the running day is marked");
    let yesterday = max.open("/admin/analytics?from=2026-01-01&to=2026-01-31").await;
    assert!(!yesterday.main().text().contains("(not over)"));
    // In every language, long ranges and short ones.
    for language in LANGUAGES {
        let mut reader = max.clone().reading(language);
        reader.post_with_token("/locale", &[("locale", language), ("next", "/")]).await.is(303);
        for path in SIDES {
            for query in ["", "?from=2019-01-01", "?from=2025-06-01&to=2026-06-01"] {
                let page = reader.open(&format!("{path}{query}")).await;
                assert_eq!(page.lang(), language);
                let text = page.main().text();
                assert!(!text.contains("analytics-"), "{language} {path}: {text}");
            }
        }
    }
    drop(site);
}

async fn numbers_lead_to_people_and_files(db: Db) {
    let (_site, mut max) = site_with_readers(db).await;
    for path in SIDES {
        let page = max.open(path).await;
        let people: Vec<String> = page
            .main()
            .all("td")
            .iter()
            .flat_map(|cell| cell.all("a"))
            .map(|link| (link.get("href").to_owned(), link.text()))
            .filter(|(href, _)| {
                ["/admin/users?", "/admin/invitations?"].iter().any(|list| href.starts_with(list))
            })
            .map(|(href, count)| format!("{count} {href}"))
            .collect();
        assert!(people.len() >= 5, "{path}: {people:?}");
        for entry in people {
            let (count, href) = entry.split_once(' ').expect("a count");
            let list = max.open(href).await;
            let total = list.html.elements().find(|e| e.has("data-total")).expect("a total").text();
            assert_eq!(total.split(' ').next(), Some(count), "{href}: {total}");
        }
        let files: Vec<String> = page
            .links()
            .iter()
            .filter(|link| link.starts_with("/admin/analytics/export"))
            .map(|link| link.replace("&amp;", "&"))
            .collect();
        for link in files {
            let file = max.get(&link).await.is(200);
            let kind = file.header("content-type").unwrap_or_default().to_owned();
            match link.contains("format=csv") {
                true => assert!(kind.starts_with("text/csv") && file.text.contains(','), "{link}"),
                false => {
                    assert_eq!(kind, "application/json");
                    assert!(parse::<Value>(&file.text).is_ok_and(|v| v.is_object()), "{link}");
                }
            }
        }
    }
    let file = max.get("/admin/analytics/export?figure=inactive&bucket=never&format=csv").await;
    assert_eq!(file.is(200).text.lines().count(), 1, "nobody is in it");
    max.get("/admin/analytics/export?figure=bogus").await.fails(422);
    max.get("/admin/analytics/export?figure=summary&from=x").await.fails(422);
    let mut member = _site.browsing("mia").await;
    for path in SIDES.iter().chain(&["/admin/analytics/export?figure=summary"]) {
        member.get(path).await.fails(403);
    }
}

async fn faulty_ranges_are_told_on_the_page(db: Db) {
    let site = Site::start(db).await;
    let mut max = site.browsing_as("max", "MANAGER").await;
    for path in SIDES {
        for (query, words) in [
            ("from=2026-02-01&to=2026-01-01", "must not be before the first"),
            ("from=2999-01-01", "must not be after today"),
            ("from=1000-01-01", "longer than"),
            ("from=soon", "not a date"),
        ] {
            let page = max.get(&format!("{path}?{query}")).await.is(422);
            assert!(page.main().text().contains(words), "{path}?{query}: {}", page.text);
            assert!(page.main().all("svg").len() >= 3, "the usual range is shown");
        }
        // What a form leaves empty is not given.
        max.open(&format!("{path}?from=&to=")).await;
    }
}

async fn advice_does_what_it_says(db: Db) {
    let (site, mut max) = site_with_readers(db).await;
    let page = max.open("/admin/analytics").await;
    assert!(page.main().text().contains("1 person registered and never confirmed"));
    let form = page.form("/admin/users/bulk");
    let sure = max.submit(&form).await.is(200);
    assert!(sure.main().text().contains("late@example.org"), "{}", sure.text);
    let before = site.count_mail("late@example.org", "account.verification").await;
    max.submit(&sure.form("/admin/users/bulk")).await.is(200);
    eventually("another mail", async || {
        let count = site.count_mail("late@example.org", "account.verification").await;
        (count > before).then_some(())
    })
    .await;
    // People of a list can be written to.
    let list = max.open("/admin/users?search=late@example.org").await;
    let ids = list.html.elements().filter(|e| e.get("name") == "ids").collect::<Vec<_>>();
    let id = ids[0].get("value").to_owned();
    let fields = [("ids", id.as_str()), ("action", "write"), ("back", "/admin/users")];
    let page = max.post_with_token("/admin/users/bulk", &fields).await.is(200);
    assert!(page.has_link("mailto:?bcc=late@example.org"), "{:?}", page.links());
}

/// The rows of the table with this caption.
fn rows(page: &Page, caption: &str) -> Vec<Vec<String>> {
    let main = page.main();
    let tables = main.all("table").into_iter();
    let mut found = tables.filter(|table| table.all("caption")[0].text() == caption);
    let table = found.next().unwrap_or_else(|| panic!("no table {caption}"));
    let cells = |row: &Element| {
        let cells = row.all("th").into_iter().chain(row.all("td"));
        cells.map(|cell| cell.text()).collect::<Vec<_>>()
    };
    table.all("tr").iter().skip(1).map(cells).collect()
}

async fn invitations_are_told_on_a_page_of_their_own(db: Db) {
    const PAGE: &str = "/admin/analytics/invitations";
    let site = Site::start(db).await;
    let mut max = site.browsing_as("max", "MANAGER").await;
    let page = max.open(PAGE).await;
    assert!(page.main().text().contains(&text("en", "analytics-advice-invite")));
    assert!(page.has_link("/invite"));
    let (ana, eve) = (site.member("ana").await, site.member("eve").await);
    let mut made = Vec::new();
    for name in ["x", "y", "z"] {
        made.push(invite(&ana, &format!("{name}@example.net")).await);
    }
    let theirs = invite(&eve, "w@example.net").await;
    let link = site.mailed_link("x@example.net").await;
    for path in [&link, &shared_link(&made[1])] {
        site.guest().get(path).await.is(302);
    }
    site.guest().post("/register", joining("x@example.net", &link)).await.is(201);
    eve.patch(&own(&theirs), json!({"status": "REVOKED"})).await.is(200);

    let page = max.open(PAGE).await;
    let wanted = [
        ["Sent", "1", "25%"],
        ["Accepted", "1", "25%"],
        ["Joined", "1", "25%"],
        ["Expired", "0", "0%"],
        ["Taken back", "1", "25%"],
    ];
    assert_eq!(rows(&page, "What became of them"), wanted);
    let wanted = [["ana", "3", "2", "1", "66.7%", "33.3%"], ["eve", "1", "0", "0", "0%", "0%"]];
    assert_eq!(rows(&page, "Who invites"), wanted);
    let said = page.main().text();
    assert!(said.contains("1 invitation was not opened yet"), "{said}");
    assert!(said.contains("nobody has joined by it") && !said.contains("ran out"), "{said}");
    // Numbers lead to lists, which are narrowed by hand as well.
    let links = page.links().iter().map(|link| link.replace("&amp;", "&")).collect::<Vec<_>>();
    let of_ana = links.iter().find(|link| link.contains("inviter=ana")).expect("hers");
    for (path, wanted) in [
        (of_ana.as_str(), 3),
        ("/admin/invitations?inviter=eve@example.org", 1),
        ("/admin/invitations?inviter=nobody", 0),
        ("/admin/invitations?status=CONVERTED&inviter=ana", 1),
        ("/admin/invitations?sent_to=2020-01-01", 0),
        ("/admin/invitations?sent_from=2020-01-01", 4),
    ] {
        let list = max.open(path).await;
        let total = list.html.elements().find(|e| e.has("data-total")).expect("a total").text();
        assert_eq!(total.split(' ').next(), Some(wanted.to_string().as_str()), "{path}");
    }
    let reader = max.clone();
    let file = async |figure: &str| {
        let path = format!("/admin/analytics/export?figure={figure}&format=json");
        parse::<Value>(&reader.clone().get(&path).await.is(200).text).expect("JSON")
    };
    let first = file("inviters").await["inviters"][0].clone();
    assert_eq!((&first["inviter"], &first["acceptance_rate"]), (&json!("ana"), &json!(0.6667)));
    assert_eq!(file("invitation_states").await["states"][4]["count"], 1);
    eventually_within(Duration::from_secs(15), "what happened today", async || {
        let days = file("invitation_days").await["steps"].clone();
        let today = days.as_array().and_then(|days| days.last().cloned()).expect("a day");
        let counts = ["sent", "accepted", "converted"].map(|name| today[name].as_i64());
        (counts == [Some(4), Some(2), Some(1)]).then_some(())
    })
    .await;
    let page = max.open(PAGE).await;
    let today = &rows(&page, "Day by day")[0];
    assert!(today[0].contains("(not over)") && today[1..] == ["4", "2", "1"], "{today:?}");
    let page = max.open(&format!("{PAGE}?from=2020-01-01&to=2020-01-31")).await;
    assert!(page.main().text().contains(&text("en", "analytics-advice-invite")));
    assert!(rows(&page, "Who invites").is_empty());
}

async fn cohorts_are_told_by_what_led_people_here(db: Db) {
    let (_site, mut max) = site_with_readers(db).await;
    let page = max.open(SIDES[1]).await;
    let chosen = |page: &Page| {
        let main = page.main();
        let links = main.all("a").into_iter();
        let chosen = links.filter(|link| link.get("href").ends_with("#cohorts"));
        chosen.filter(|link| link.has("aria-current")).map(|link| link.text()).collect::<Vec<_>>()
    };
    assert_eq!(chosen(&page), ["Everybody"]);
    assert_eq!(rows(&page, "Who comes back, in percent")[0][1..3], ["2", "1"]);
    let page = max.open(&format!("{}?source=post", SIDES[1])).await;
    assert_eq!(chosen(&page), ["Post"]);
    assert_eq!(rows(&page, "Who comes back, in percent")[0][1..3], ["0", "0"]);
    let files = page.links().iter().filter(|link| link.contains("source=post")).count();
    assert!(files >= 2, "{:?}", page.links());
    max.get("/admin/analytics/export?figure=cohorts&source=far").await.fails(422);
}

async fn privacy_is_told_from_the_settings(db: Db) {
    let setup = Setup::default().with("analytics.visitor_days", 17);
    let mut site = setup.with("analytics.retention_days", 123).start(db).await;
    let mut guest = site.browser();
    let page = guest.open("/about").await;
    assert!(page.has_link("/privacy"));
    let text = guest.open("/privacy").await.main().text();
    assert!(text.contains("17 days") && text.contains("123 days"), "{text}");
    assert!(text.contains("Do Not Track") && !text.contains("Your browser asks"), "{text}");
    let mut shy = site.browser().with_header("sec-gpc", "1");
    assert!(shy.open("/privacy").await.main().text().contains("Your browser asks"));
    site.set("analytics.enabled", false);
    site.restart().await;
    let text = site.browser().open("/privacy").await.main().text();
    assert!(text.contains("Nothing is counted") && !text.contains("17 days"), "{text}");
}
