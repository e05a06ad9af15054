//! Posts on the pages, as browsers without scripts see them.

use kit::*;

on_both_databases!(
    a_member_writes_previews_changes_and_deletes,
    faults_stand_at_their_fields_and_nothing_is_lost,
    the_first_page_has_five_and_numbers_lead_on,
    any_page_number_is_answered,
    another_members_post_cannot_be_changed,
    two_who_change_one_post_do_not_overwrite_each_other,
    managers_hide_and_show_on_the_page,
    a_person_has_a_page_of_their_posts,
    what_people_write_does_no_harm,
);

/// Writes a post and gives its address.
async fn write(browser: &mut Browser, title: &str, body: &str) -> String {
    let page = browser.fill_in("/post/new", &[("title", title), ("body", body)]).await.is(303);
    let here = page.location().expect("an address").to_owned();
    assert!(here.starts_with("/post/"), "{here}");
    here
}

fn titles(page: &Page) -> Vec<String> {
    page.main().all("h3").iter().map(|h| h.text()).filter(|t| t.starts_with("Post ")).collect()
}

async fn a_member_writes_previews_changes_and_deletes(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    assert!(ana.open("/").await.has_link("/post/new"));
    let form = ana.open("/post/new").await.form("/post/new");
    let form = form.fill("title", "A walk").fill("body", "It *rained*.\r\n\r\n# Then");
    let page = ana.submit(&form.clone().with("preview", "yes")).await.is(200);
    assert!(page.text.contains("<em>rained</em>") && page.text.contains("<h2>Then</h2>"));
    assert_eq!(page.control("title").get("value"), "A walk");
    assert!(page.control("body").text().contains("It *rained*."));
    assert_eq!(site.guest().get("/posts").await["total"], 0);
    let page = ana.submit(&form.with("status", "DRAFT")).await.is(303);
    let here = page.location().expect("an address").to_owned();
    let page = ana.arrive(page).await;
    let page = page.says(&text("en", "flash-post-draft-saved"));
    assert!(page.main().text().contains(&text("en", "page-post-draft-note")));
    site.browser().get(&here).await.fails(404);

    let update = format!("{here}/update");
    assert!(page.has_link(&update));
    let form = ana.open(&update).await.form(&update);
    assert_eq!(form.value("title"), "A walk");
    let form = form.fill("title", "A long walk").with("status", "PUBLISHED");
    ana.submit(&form).await.leads_to(&here);
    let mut guest = site.browser();
    let page = guest.open(&here).await;
    assert_eq!(page.h1(), "A long walk");
    assert!(page.text.contains("<em>rained</em>") && page.has_link("/user/ana"));
    assert!(!page.has_link(&update) && !page.has_form(&format!("{here}/delete")));
    assert!(guest.open("/").await.has_link(&here));

    // The button asks first without scripts; so does the address.
    let delete = format!("{here}/delete");
    let form = ana.open(&here).await.form(&delete);
    let page = ana.submit(&form).await.is(200);
    assert_eq!(page.h1(), text("en", "page-post-delete-question"));
    guest.open(&here).await;
    let form = ana.open(&delete).await.form(&delete);
    let page = ana.submit(&form).await.leads_to("/");
    ana.arrive(page).await.says(&text("en", "flash-post-deleted"));
    guest.get(&here).await.fails(404);
    assert!(!guest.open("/").await.has_link(&here));
}

async fn faults_stand_at_their_fields_and_nothing_is_lost(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let flash = text("en", "flash-form-error");
    let page = ana.fill_in("/post/new", &[("title", " "), ("body", "Kept words")]).await;
    let page = page.again(&flash, &["title"]);
    assert!(page.control("body").text().contains("Kept words"));
    let long = "ж".repeat(20_001);
    let page = ana.fill_in("/post/new", &[("title", "x"), ("body", &long)]).await;
    page.again(&flash, &["body"]);
    // Ends of lines are one character, as the browser counts them.
    let lines = "x\r\n".repeat(9_999) + "yz";
    write(&mut ana, "Lines", &lines).await;
    let form = ana.open("/post/new").await.form("/post/new");
    let form = form.fill("title", "x").fill("body", "y").with("status", "HIDDEN");
    ana.submit(&form).await.is(422);
    assert_eq!(site.guest().get("/posts").await["total"], 1);
}

async fn the_first_page_has_five_and_numbers_lead_on(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let mut guest = site.browser();
    let page = guest.open("/").await;
    assert!(page.main().text().contains(&text("en", "page-home-no-posts")));
    for n in 1..=42 {
        let body = json!({"title": format!("Post {n}"), "body": "Words"});
        ana.post("/posts", body).await.is(201);
    }
    let numbers = |page: &Page| -> Vec<String> {
        let nav = page.html.all("nav").into_iter().find(|nav| nav.get("class") == "pagination");
        let items = nav.expect("numbers").all("li");
        let shown = items.iter().map(|item| {
            let current = item.all("a").iter().any(|a| a.get("aria-current") == "page");
            if current { format!("[{}]", item.text()) } else { item.text() }
        });
        shown.collect()
    };
    let page = guest.open("/").await;
    assert_eq!(titles(&page), ["Post 42", "Post 41", "Post 40", "Post 39", "Post 38"]);
    assert_eq!(numbers(&page), ["[1]", "2", "3", "…", "9"]);
    assert!(
        page.main().text().contains(&text("en", "page-home-points")) || page.has_link("/login")
    );
    let page = guest.open("/?page=5").await;
    assert_eq!(titles(&page)[0], "Post 22");
    assert_eq!(numbers(&page), ["1", "…", "4", "[5]", "6", "7", "…", "9"]);
    assert!(page.has_link("/?page=4") && page.has_link("/?page=6") && page.has_link("/"));
    let page = guest.open("/home?page=9").await;
    assert_eq!(titles(&page), ["Post 2", "Post 1"]);
    assert_eq!(numbers(&page), ["1", "…", "8", "[9]"]);
    let page = guest.open("/?search=post%2017").await;
    assert_eq!(titles(&page), ["Post 17"]);
    let page = guest.open("/?search=nothing+like+it").await;
    assert!(page.main().text().contains(&text("en", "page-home-nothing-found")));
}

async fn any_page_number_is_answered(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    for n in 1..=7 {
        let body = json!({"title": format!("Post {n}"), "body": "Words"});
        ana.post("/posts", body).await.is(201);
    }
    let mut guest = site.browser();
    for first in ["0", "-1", "abc", "", "1.5", "%00", "1&page=2"] {
        let page = guest.open(&format!("/?page={first}")).await;
        assert_eq!(titles(&page)[0], "Post 7", "{first}");
    }
    let began = std::time::Instant::now();
    for last in ["2", "3", "1000000000000", "99999999999999999999999999"] {
        for list in ["/", "/home", "/user/ana"] {
            let page = guest.open(&format!("{list}?page={last}")).await;
            assert_eq!(titles(&page), ["Post 2", "Post 1"], "{list} {last}");
        }
    }
    assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
    assert_eq!(titles(&guest.open("/?cursor=garbage").await).len(), 5);
}

async fn another_members_post_cannot_be_changed(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let here = write(&mut ana, "Mine", "Words").await;
    let mut bob = site.browsing("bob").await;
    let mut guest = site.browser();
    for path in [format!("{here}/update"), format!("{here}/delete")] {
        bob.get(&path).await.fails(403);
        bob.post_with_token(&path, &[("title", "x"), ("body", "y")]).await.fails(403);
        let page = guest.get(&path).await.is(303);
        assert!(page.location().is_some_and(|to| to.starts_with("/login?next=%2Fpost%2F")));
    }
    for path in [format!("{here}/hide"), format!("{here}/show")] {
        bob.post_with_token(&path, &[("reason", "x")]).await.fails(403);
    }
    // Nor by a manager, who may delete it.
    let mut max = site.browsing_as("max", "MANAGER").await;
    max.get(&format!("{here}/update")).await.fails(403);
    assert_eq!(guest.open(&here).await.h1(), "Mine");
    max.post_with_token(&format!("{here}/delete"), &[]).await.leads_to("/");
    guest.get(&here).await.fails(404);
}

async fn two_who_change_one_post_do_not_overwrite_each_other(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let here = write(&mut ana, "One", "Words").await;
    let update = format!("{here}/update");
    let first = ana.open(&update).await.form(&update);
    let second = first.clone().fill("title", "Three");
    ana.submit(&first.fill("title", "Two")).await.leads_to(&here);
    let page = ana.submit(&second).await.is(412);
    assert_eq!(page.control("title").get("value"), "Three");
    assert_eq!(ana.open(&here).await.h1(), "Two");
}

async fn managers_hide_and_show_on_the_page(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let here = write(&mut ana, "Rude", "Words").await;
    let mut max = site.browsing_as("max", "MANAGER").await;
    let hide = format!("{here}/hide");
    let form = max.open(&here).await.form(&hide);
    let page = max.submit(&form).await;
    page.again(&text("en", "flash-form-error"), &["reason"]);
    max.submit(&form.fill("reason", "Too <b>rude</b>")).await.leads_to(&here);
    site.mail("ana@example.org", "post.hidden").await;
    let mut guest = site.browser();
    guest.get(&here).await.fails(404);
    assert!(!guest.open("/").await.has_link(&here));
    assert!(!guest.open("/?status=HIDDEN").await.has_link(&here));
    assert!(max.open("/?status=HIDDEN").await.has_link(&here));
    let page = ana.open(&here).await;
    assert!(page.main().text().contains("Too <b>rude</b>"), "{}", page.text);
    let show = format!("{here}/show");
    let form = max.open(&here).await.form(&show);
    max.submit(&form).await.leads_to(&here);
    assert!(guest.open("/").await.has_link(&here));
}

async fn a_person_has_a_page_of_their_posts(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    for n in 1..=6 {
        write(&mut ana, &format!("Post {n}"), "Words").await;
    }
    let mut bob = site.browsing("bob").await;
    write(&mut bob, "Post by Bob", "Words").await;
    let form = ana.open("/post/new").await.form("/post/new");
    let form = form.fill("title", "Post in draft").fill("body", "x").with("status", "DRAFT");
    ana.submit(&form).await.is(303);
    let page = bob.open("/user/ana").await;
    assert_eq!(titles(&page), ["Post 6", "Post 5", "Post 4", "Post 3", "Post 2"]);
    assert!(page.has_link("/user/ana?page=2") && !page.has_link("/user/ana?status=DRAFT"));
    assert_eq!(titles(&bob.open("/user/ana?page=2").await), ["Post 1"]);
    assert_eq!(titles(&bob.open("/user/ana?status=DRAFT").await).len(), 5);
    assert!(ana.open("/user/ana").await.has_link("/user/ana?status=DRAFT"));
    assert_eq!(titles(&ana.open("/user/ana?status=DRAFT").await), ["Post in draft"]);
    assert_eq!(titles(&ana.open("/user/bob").await), ["Post by Bob"]);
    bob.get("/user/nobody").await.fails(404);
}

async fn what_people_write_does_no_harm(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let title = "<img src=x onerror=alert(1)> {{ page.csrf }} %{x}";
    let body = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](https://evil.example/y.png)\n\n\
        <a href=\"https://evil.example\" onclick=\"x\">z</a>\n\n```js\" onload=\"x\n1\n```\n\n{{ 7 * 7 }}\n\n\
        | a |\n| :-: |\n| <svg onload=alert(1)> |\n\n</article></main><iframe src=//evil.example>";
    let here = write(&mut ana, title, body).await;
    // `Page` itself refuses inline code, foreign pictures and broken HTML.
    let page = site.browser().open(&here).await;
    assert_eq!(page.h1(), title);
    let prose = page.main().text();
    assert!(
        prose.contains("<script>alert(1)</script>") && prose.contains("{{ 7 * 7 }}"),
        "{prose}"
    );
    assert!(
        page.html.all("iframe").is_empty() && page.html.all("svg").iter().all(|s| !s.has("onload"))
    );
    let home = site.browser().open("/").await;
    assert!(home.main().text().contains(title));
    let form = ana.open("/post/new").await.form("/post/new");
    let form = form.fill("title", title).fill("body", body).with("preview", "yes");
    ana.submit(&form).await.is(200);
    assert!(site.browser().get("/feed.atom").await.is(200).text.contains("&amp;lt;script&amp;gt;"));
}
