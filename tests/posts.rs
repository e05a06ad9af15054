//! Posts: written, listed, changed, moderated and left behind.

use kit::*;

on_both_databases!(
    a_member_writes_and_everybody_reads,
    what_is_faulty_is_named_and_nothing_is_written,
    a_draft_is_its_authors_alone,
    only_the_author_edits_and_a_lost_race_is_told,
    managers_hide_with_a_reason_and_the_author_is_told,
    lists_are_filtered_searched_and_paged,
    links_are_those_that_the_caller_may_follow,
    leaving_keeps_posts_without_a_name_or_takes_them,
    a_managers_deletion_takes_posts_along,
    own_data_holds_posts_and_drafts,
    the_command_line_moderates_here_and_from_afar,
    a_backup_brings_posts_back,
    the_feed_is_atom,
    a_demonstration_has_posts,
);

fn path(post: &Answer) -> String {
    format!("/posts/{}", id(post))
}

fn id(post: &Answer) -> String {
    post["id"].as_str().expect("an id").to_owned()
}

async fn write(who: &Person, title: &str, body: &str) -> Answer {
    who.post("/posts", json!({"title": title, "body": body})).await.is(201)
}

async fn a_member_writes_and_everybody_reads(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let body =
        "# Head\r\n\r\nSome *words* <script>alert(1)</script>\n\n![cat](https://a.example/c.png)";
    let made = write(&ana, "  A  title ", body).await;
    assert_eq!(made["title"], "A title");
    assert_eq!(made["status"], "PUBLISHED");
    assert_eq!(made["author"]["nickname"], "ana");
    let picture = made["author"]["picture"]["48"].as_str().expect("a picture");
    assert!(picture.ends_with("/pictures/default/ana.svg"), "{picture}");
    let html = made["body_html"].as_str().expect("html");
    assert!(html.starts_with("<h2>Head</h2>"), "{html}");
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    assert!(html.contains("rel=\"nofollow ugc noopener\""), "{html}");
    assert_eq!(
        path_of(made.header("location").expect("a location")),
        format!("/api/v1{}", path(&made))
    );
    let read = site.guest().get(&path(&made)).await.is(200);
    assert_eq!(read["body"], body.replace("\r\n", "\n"));
    let tag = read.header("etag").expect("a tag").to_owned();
    let again = site.guest().call(reqwest::Method::GET, &path(&made)).header("if-none-match", &tag);
    again.send().await.is(304);
    // The same key makes one post.
    let post = async || {
        let body = json!({"title": "Once", "body": "Said."});
        let call = ana.call(reqwest::Method::POST, "/posts").header("idempotency-key", "once-1");
        call.json(&body).send().await.is(201)
    };
    assert_eq!(post().await["id"], post().await["id"]);
    assert_eq!(site.guest().get("/posts").await.is(200)["total"], 2);
    for nothing in ["/posts/garbage", "/posts/01890000-0000-7000-8000-000000000000"] {
        site.guest().get(nothing).await.says(404, "Post not found");
        ana.delete(nothing).await.says(404, "Post not found");
    }
    let root = site.admin().await;
    let audit = root.list("/audit", &[("action", "post.created")]).await.is(200);
    assert_eq!(audit.items().len(), 2);
    assert_eq!(audit.items()[0]["subject"]["type"], "post");
    assert!(!audit.text.contains("alert(1)"), "the log holds no bodies");
    ana.delete(&path(&made)).await.is(204);
    site.guest().get(&path(&made)).await.says(404, "Post not found");
}

async fn what_is_faulty_is_named_and_nothing_is_written(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let good = |title: &str, body: &str| json!({"title": title, "body": body});
    let post = async |body: Value| ana.post("/posts", body).await;
    post(json!({})).await.faults(&["title", "body"]);
    post(json!({"title": 5, "body": null, "status": "HIDDEN", "author": "bo"}))
        .await
        .faults(&["title", "body", "status", "author"]);
    post(good(" \t", " \r\n ")).await.faults(&["title", "body"]);
    post(good(&"é".repeat(101), &"ж".repeat(20_001))).await.faults(&["title", "body"]);
    post(good("a\u{0}b", "a\u{0}b")).await.faults(&["title", "body"]);
    post(good("a\nb", "fine")).await.faults(&["title"]);
    assert_eq!(site.guest().get("/posts").await["total"], 0);
    post(good(&"é".repeat(100), &"ж".repeat(20_000))).await.is(201);
    // Nested as deep as it goes: answered, and soon.
    for nasty in [">".repeat(20_000), "- ".repeat(10_000), "[".repeat(20_000), "|\n".repeat(10_000)]
    {
        post(good("Nasty", &nasty)).await.is(201);
    }
    let made = post(good("x", "y")).await.is(201);
    let here = path(&made);
    ana.patch(&here, json!({})).await.faults(&["body"]);
    ana.patch(&here, json!({"title": null})).await.faults(&["title"]);
    ana.patch(&here, json!({"status": "HIDDEN"})).await.faults(&["status"]);
    ana.put(&here, json!({"title": "z"})).await.faults(&["body"]);
    // What was read may be sent back; what is only read may not differ.
    let mut sent = made.json.clone();
    ana.put(&here, sent.clone()).await.is(200);
    sent["author"] = json!({"nickname": "root"});
    sent["created_at"] = json!("2020-01-01T00:00:00.000000Z");
    sent["id"] = json!("01890000-0000-7000-8000-000000000000");
    ana.put(&here, sent).await.faults(&["author", "created_at", "id"]);
    assert_eq!(site.guest().get(&here).await["title"], "x");
    for bad in ["status=x", "author=a&author=b", "cursor=zz", "limit=0", "who=1"] {
        site.guest().get(&format!("/posts?{bad}")).await.is(422);
    }
}

async fn a_draft_is_its_authors_alone(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob, max) =
        (site.member("ana").await, site.member("bob").await, site.manager("max").await);
    let draft = json!({"title": "Secret plan", "body": "Hush", "status": "DRAFT"});
    let draft = ana.post("/posts", draft).await.is(201);
    let here = path(&draft);
    ana.get(&here).await.is(200);
    let root = site.admin().await;
    for other in [&bob, &max, &root] {
        other.get(&here).await.says(404, "Post not found");
        other.put(&here, json!({"title": "x", "body": "y"})).await.says(404, "Post not found");
        other.patch(&here, json!({"title": "x"})).await.says(404, "Post not found");
        other.delete(&here).await.says(404, "Post not found");
        for list in ["/posts?status=DRAFT", "/profiles/ana/posts?status=DRAFT", "/posts?author=ana"]
        {
            assert_eq!(other.get(list).await.is(200)["total"], 0, "{list}");
        }
    }
    for manager in [&max, &root] {
        let hide = manager.post(&format!("{here}/hide"), json!({"reason": "x"})).await;
        hide.says(404, "Post not found");
        manager.poke(&format!("{here}/show")).await.says(404, "Post not found");
    }
    site.guest().get(&here).await.says(404, "Post not found");
    assert_eq!(site.guest().get("/posts?status=DRAFT").await.is(200)["total"], 0);
    assert_eq!(site.guest().get("/posts?search=secret").await.is(200)["total"], 0);
    assert_eq!(ana.get("/posts?status=DRAFT").await.is(200).column("title"), ["Secret plan"]);
    assert_eq!(ana.get("/profiles/ana/posts?status=draft").await.is(200)["total"], 1);
    // Nor does the log tell.
    let audit = root.list("/audit", &[("action", "post.created")]).await.is(200);
    assert!(!audit.text.contains("Secret") && audit.items().len() == 1);
    // Published, it is the newest.
    write(&bob, "Between", "x").await;
    ana.patch(&here, json!({"status": "PUBLISHED"})).await.is(200);
    let all = site.guest().get("/posts").await.is(200);
    assert_eq!(all.column("title"), ["Secret plan", "Between"]);
    ana.patch(&here, json!({"status": "DRAFT"})).await.is(200);
    site.guest().get(&here).await.says(404, "Post not found");
}

async fn only_the_author_edits_and_a_lost_race_is_told(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob, max) =
        (site.member("ana").await, site.member("bob").await, site.manager("max").await);
    let made = write(&ana, "One", "First").await;
    let here = path(&made);
    for other in [&bob, &max] {
        let body = json!({"title": "x", "body": "y"});
        other.put(&here, body).await.says(403, "Operation not permitted");
        other.patch(&here, json!({"title": "x"})).await.says(403, "Operation not permitted");
    }
    bob.delete(&here).await.says(403, "Operation not permitted");
    site.guest().delete(&here).await.is(401);
    let tag = made.header("etag").expect("a tag").to_owned();
    let race = async |title: &str| {
        let call = ana.call(reqwest::Method::PATCH, &here).header("if-match", &tag);
        call.json(&json!({ "title": title })).send().await
    };
    race("Two").await.is(200);
    race("Three").await.is(412);
    let lost = ana.call(reqwest::Method::DELETE, &here).header("if-match", &tag).send().await;
    lost.is(412);
    let read = site.guest().get(&here).await.is(200);
    assert_eq!((&read["title"], &read["body"]), (&json!("Two"), &json!("First")));
    assert_ne!(read["updated_at"], made["updated_at"]);
    assert_eq!(read["created_at"], made["created_at"]);
    let root = site.admin().await;
    let audit = root.list("/audit", &[("action", "post.updated")]).await.is(200);
    assert_eq!(audit.items()[0]["before"], json!({"title": "One"}));
    assert_eq!(audit.items()[0]["after"], json!({"title": "Two"}));
    // A manager deletes, and writes nothing in another's name.
    max.delete(&here).await.is(204);
    assert_eq!(site.guest().get("/posts").await["total"], 0);
}

async fn managers_hide_with_a_reason_and_the_author_is_told(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob, max) =
        (site.member("ana").await, site.member("bob").await, site.manager("max").await);
    let made = write(&ana, "A <b>rude</b> title", "Rude words").await;
    let (here, hide) = (path(&made), format!("{}/hide", path(&made)));
    bob.post(&hide, json!({"reason": "x"})).await.says(403, "Operation not permitted");
    max.poke(&hide).await.faults(&["reason"]);
    max.post(&hide, json!({"reason": " "})).await.faults(&["reason"]);
    max.post(&hide, json!({"reason": "x".repeat(501)})).await.faults(&["reason"]);
    let hidden = max.post(&hide, json!({"reason": "Too rude"})).await.is(200);
    assert_eq!((&hidden["status"], &hidden["reason"]), (&json!("HIDDEN"), &json!("Too rude")));
    max.post(&hide, json!({"reason": "Again"})).await.is(200);
    let mail = site.mail(&ana.email, "post.hidden").await;
    assert!(mail.subject.contains("hidden"), "{}", mail.subject);
    assert!(mail.text.contains("Too rude") && mail.text.contains("A <b>rude</b> title"));
    assert!(mail.text.contains(&format!("/post/{}", id(&made))));
    for other in [&site.guest(), &*bob] {
        other.get(&here).await.says(404, "Post not found");
        assert_eq!(other.get("/posts").await["total"], 0);
        assert_eq!(other.get("/posts?status=HIDDEN").await["total"], 0);
    }
    assert_eq!(ana.get(&here).await.is(200)["reason"], "Too rude");
    assert_eq!(ana.get("/posts?status=HIDDEN").await["total"], 1);
    assert_eq!(max.get("/posts?status=HIDDEN&author=ANA").await["total"], 1);
    // The author mends it; showing it is the managers'.
    ana.patch(&here, json!({"body": "Kind words"})).await.is(200);
    ana.patch(&here, json!({"status": "PUBLISHED"})).await.faults(&["status"]);
    ana.patch(&here, json!({"status": "DRAFT"})).await.faults(&["status"]);
    ana.poke(&format!("{here}/show")).await.says(403, "Operation not permitted");
    let shown = max.poke(&format!("{here}/show")).await.is(200);
    assert_eq!(shown["status"], "PUBLISHED");
    assert!(shown.json.get("reason").is_none());
    assert_eq!(site.guest().get(&here).await.is(200)["body"], "Kind words");
    // By the status alone, too.
    let again = |status: &str| json!({"status": status, "reason": "Rude once more"});
    bob.patch(&here, again("HIDDEN")).await.says(403, "Operation not permitted");
    ana.patch(&here, again("PUBLISHED")).await.faults(&["reason"]);
    max.patch(&here, json!({"status": "HIDDEN"})).await.faults(&["reason"]);
    max.patch(&here, json!({"status": "HIDDEN", "title": "Mine"})).await.is(403);
    assert_eq!(max.patch(&here, again("HIDDEN")).await.is(200)["reason"], "Rude once more");
    assert_eq!(max.patch(&here, again("PUBLISHED")).await.is(200)["status"], "PUBLISHED");
    let root = site.admin().await;
    for (action, count) in [("post.hidden", 2), ("post.shown", 2)] {
        let query = [("action", action), ("subject", ana.id.as_str())];
        let audit = root.list("/audit", &query).await.is(200);
        assert_eq!(audit.items().len(), count, "{action}");
    }
    site.settle().await;
    // The second time it was shown again before or after the mail was made.
    assert!((1..=2).contains(&site.count_mail(&ana.email, "post.hidden").await));
}

async fn lists_are_filtered_searched_and_paged(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    for n in 1..=7 {
        write(&ana, &format!("Number {n}"), "Éxito en la **pesca**").await;
    }
    write(&bob, "Встреча у моста", "100% sure\n\nit's_so").await;
    let guest = site.guest();
    let titles = async |query: &str| guest.get(&format!("/posts?{query}")).await.is(200);
    assert_eq!(titles("limit=2").await.column("title"), ["Встреча у моста", "Number 7"]);
    assert_eq!(titles("author=BOB").await["total"], 1);
    assert_eq!(titles("author=nobody").await["total"], 0);
    for (search, total) in [
        ("number", 7),
        ("exito", 7),
        ("EXITO%20pesca", 7),
        ("number%20exito%203", 1),
        ("%22la%20**pesca%22", 7),
        ("%D0%B2%D1%81%D1%82%D1%80%D0%B5%D1%87", 1),
        ("%D0%BC%D0%BE", 1),
        ("100%25", 1),
        ("0%25%20s", 1),
        ("'s_s", 1),
        ("number%20nothing", 0),
        ("%5C", 0),
    ] {
        assert_eq!(titles(&format!("search={search}")).await["total"], total, "{search}");
    }
    let found = titles("search=number&author=ana&limit=3").await;
    assert_eq!(found.column("title"), ["Number 7", "Number 6", "Number 5"]);
    // Changed and deleted, texts are found anew.
    let seven = found.items()[0]["id"].as_str().expect("an id").to_owned();
    let body = json!({"title": "Other", "body": "Words"});
    ana.put(&format!("/posts/{seven}"), body).await.is(200);
    assert_eq!(titles("search=number").await["total"], 6);
    assert_eq!(titles("search=other%20words").await["total"], 1);
    ana.delete(&format!("/posts/{seven}")).await.is(204);
    assert_eq!(titles("search=words").await["total"], 0);
    // By cursor nobody is missed while another is written.
    let first = titles("limit=3").await;
    write(&bob, "In between", "x").await;
    let next = first["next_cursor"].as_str().expect("a cursor");
    let second = titles(&format!("limit=3&cursor={next}")).await;
    assert_eq!(second.column("title"), ["Number 4", "Number 3", "Number 2"]);
    guest.get(&format!("/posts?author=ana&cursor={next}")).await.faults(&["cursor"]);
    let of_ana = guest.get("/profiles/Ana/posts?limit=4").await.is(200);
    assert_eq!((&of_ana["total"], of_ana.items().len()), (&json!(6), 4));
    let next = of_ana["next_cursor"].as_str().expect("a cursor");
    let rest = guest.get(&format!("/profiles/ana/posts?limit=4&cursor={next}")).await.is(200);
    assert_eq!(rest.column("title"), ["Number 2", "Number 1"]);
    assert_eq!(titles("skip=1000000000000").await.items().len(), 0);
    guest.get("/profiles/nobody/posts").await.says(404, "User not found");
}

async fn links_are_those_that_the_caller_may_follow(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob, max) =
        (site.member("ana").await, site.member("bob").await, site.manager("max").await);
    let here = path(&write(&ana, "One", "First").await);
    assert_eq!(site.guest().get(&here).await.rels(), ["self"]);
    assert_eq!(bob.get(&here).await.rels(), ["self"]);
    assert_eq!(ana.get(&here).await.rels(), ["delete", "self", "update"]);
    let seen = max.get(&here).await;
    assert_eq!(seen.rels(), ["delete", "hide", "self"]);
    max.post(&format!("{here}/hide"), json!({"reason": "x"})).await.is(200);
    let hidden = max.get(&here).await;
    assert_eq!(hidden.rels(), ["delete", "self", "show"]);
    max.follow(hidden.link("show").expect("a link")).await.is(200);
    assert!(site.guest().get("/posts").await.link("create").is_none());
    assert!(ana.get("/posts").await.link("create").is_some());
    let listed = ana.get("/posts").await;
    let delete = link(&listed.items()[0], "delete").expect("a link").clone();
    ana.follow(&delete).await.is(204);
}

async fn leaving_keeps_posts_without_a_name_or_takes_them(db: Db) {
    let site = Site::with("accounts.deletion_grace_days", 0).start(db).await;
    for (name, choice) in [("keeper", "keep"), ("taker", "delete")] {
        let person = site.member(name).await;
        write(&person, &format!("By {choice}"), "Words").await;
        let draft = json!({"title": "Draft", "body": "Hush", "status": "DRAFT"});
        person.post("/posts", draft).await.is(201);
        person.delete(&format!("/users/me?posts={choice}")).await.is(204);
    }
    let left = site.guest().get("/posts").await.is(200);
    assert_eq!(left.column("title"), ["By keep"]);
    assert_eq!(left.items()[0]["author"], Value::Null);
    assert!(!left.text.contains("keeper") && !left.text.contains("taker"));
    let page = site.browser().open("/").await;
    assert!(!page.text.contains("keeper"), "{}", page.text);
    // Nobody's post is nobody's to edit; managers still moderate it.
    let (bob, max) = (site.member("bob").await, site.manager("max").await);
    let here = format!("/posts/{}", left.items()[0]["id"].as_str().expect("an id"));
    bob.patch(&here, json!({"title": "Mine"})).await.is(403);
    max.post(&format!("{here}/hide"), json!({"reason": "Old"})).await.is(200);
    max.delete(&here).await.is(204);
    let root = site.admin().await;
    let gone = root.list("/audit", &[("action", "user.deleted")]).await.is(200);
    let what: Vec<&Value> = gone.items().iter().map(|entry| &entry["after"]["posts"]).collect();
    assert_eq!(what, [&json!("delete"), &json!("keep")]);
    site.roster(&["audit", "verify"]).await.ok();
}

async fn a_managers_deletion_takes_posts_along(db: Db) {
    let site = Site::start(db).await;
    let (ana, max) = (site.member("ana").await, site.manager("max").await);
    write(&ana, "Mine", "Words").await;
    assert_eq!(site.guest().get("/posts").await["total"], 1);
    max.delete(&ana.path()).await.is(204);
    assert_eq!(site.guest().get("/posts").await["total"], 0);
    assert!(!site.browser().open("/").await.text.contains("Mine"));
}

async fn own_data_holds_posts_and_drafts(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    write(&ana, "Mine", "Words").await;
    let draft = json!({"title": "Draft", "body": "Hush", "status": "DRAFT"});
    ana.post("/posts", draft).await.is(201);
    write(&bob, "Another's", "Words").await;
    let answer = ana.get("/users/me/export").await.is(200);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(answer.bytes)).expect("a zip");
    let file = zip.by_name("posts.json").expect("posts");
    let posts: Value = serde_json::from_reader(file).expect("JSON");
    let titles: Vec<&Value> =
        posts.as_array().expect("posts").iter().map(|p| &p["title"]).collect();
    assert_eq!(titles, [&json!("Mine"), &json!("Draft")]);
    assert_eq!(posts[1]["body"], "Hush");
}

async fn the_command_line_moderates_here_and_from_afar(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let (one, two) = (write(&ana, "One", "x").await, write(&ana, "Two", "y").await);
    let draft = json!({"title": "Draft", "body": "Hush", "status": "DRAFT"});
    ana.post("/posts", draft).await.is(201);
    let root = site.admin().await;
    let (url, token) = (site.server.url(), root.access_token.clone());
    let afar = ["--server", url.as_str(), "--token", token.as_str()];
    for (post, flags) in [(&one, &[][..]), (&two, &afar[..])] {
        let run = async |args: &[&str]| {
            let all: Vec<&str> = args.iter().chain(flags).copied().collect();
            site.roster(&all).await
        };
        let id = id(post);
        let list = run(&["posts", "list", "--output", "json"]).await.ok().json();
        assert!(list.as_array().expect("a list").iter().all(|post| post["title"] != "Draft"));
        let found = run(&["posts", "list", "--author", "ana", "--search", "one"]).await.ok();
        assert!(found.out.contains("One") || !flags.is_empty(), "{}", found.out);
        assert_eq!(run(&["posts", "show", &id, "--output", "json"]).await.ok().json()["id"], id);
        assert_eq!(run(&["posts", "hide", &id]).await.code, 2);
        run(&["posts", "hide", &id, "--reason", "Spam"]).await.ok();
        site.guest().get(&path(post)).await.is(404);
        let hidden = run(&["posts", "list", "--status", "hidden", "--output", "csv"]).await.ok();
        assert!(hidden.out.contains(&id) && hidden.out.contains(",ana,"), "{}", hidden.out);
        run(&["posts", "unhide", &id]).await.ok();
        site.guest().get(&path(post)).await.is(200);
        assert_eq!(run(&["posts", "delete", &id]).await.code, 2);
        run(&["posts", "delete", &id, "--yes"]).await.ok();
        site.guest().get(&path(post)).await.is(404);
        assert_eq!(run(&["posts", "show", &id]).await.code, 1);
    }
    assert_eq!(site.roster(&["posts", "list", "--status", "draft"]).await.code, 2);
    let audit = root.list("/audit", &[("action", "post.hidden"), ("actor", "cli")]).await;
    assert_eq!(audit.items().len(), 1);
}

async fn a_backup_brings_posts_back(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    write(&ana, "Kept", "Words of a *backup*").await;
    let file = site.db.folder().join("backup.roster");
    let file = file.to_str().expect("a path");
    site.roster(&["db", "backup", file]).await.ok();
    // Into the other kind, where searches go by another index.
    let home = Home::new(site.db.other_kind());
    home.roster(&["db", "restore", file]).await.ok();
    let found = home.roster(&["posts", "list", "--search", "backup", "--output", "json"]).await;
    let found = found.ok().json();
    assert_eq!(found[0]["title"], "Kept");
    assert_eq!(found[0]["author"]["nickname"], "ana");
}

async fn the_feed_is_atom(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let empty = site.browser().get("/feed.atom").await.is(200);
    assert!(empty.text.contains("<feed") && !empty.text.contains("<entry>"));
    let made = write(&ana, "A & B", "*x* <script>").await;
    let draft = json!({"title": "Draft", "body": "Hush", "status": "DRAFT"});
    ana.post("/posts", draft).await.is(201);
    let feed = site.browser().get("/feed.atom").await.is(200);
    assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    assert_eq!(feed.text.matches("<entry>").count(), 1);
    assert!(feed.text.contains(&format!("<id>urn:uuid:{}</id>", id(&made))), "{}", feed.text);
    assert!(feed.text.contains("<title>A &amp; B</title>"), "{}", feed.text);
    assert!(feed.text.contains("&lt;em&gt;x&lt;/em&gt; &amp;lt;script&amp;gt;"), "{}", feed.text);
    assert!(feed.text.contains(&format!("href=\"{}/post/", site.server.url())), "{}", feed.text);
    assert!(site.browser().open("/").await.text.contains("type=\"application/atom+xml\""));
}

async fn a_demonstration_has_posts(db: Db) {
    let home = Home::new(db);
    home.roster(&["demo", "--users", "50", "--posts", "30"]).await.ok();
    let site = Site::at(home).await;
    let all = site.guest().get("/posts?limit=100").await.is(200);
    let total = all["total"].as_u64().expect("a total");
    assert!((20..=30).contains(&total), "{total}");
    assert!(all.items().iter().all(|post| post["author"]["nickname"].is_string()));
    assert!(site.guest().get("/posts?search=pier").await["total"].as_u64() > Some(0));
}
