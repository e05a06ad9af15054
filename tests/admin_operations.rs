//! The console of operators: the queue, the mailbox, settings, imports.

use kit::*;

on_both_databases!(
    given_up_messages_are_retried_and_dropped,
    mails_are_looked_at_in_a_frame_that_does_nothing,
    people_are_imported_after_their_plan,
    columns_are_chosen_by_hand,
);
on_sqlite!(settings_are_shown_without_secrets, the_console_speaks_every_language);

async fn given_up_messages_are_retried_and_dropped(db: Db) {
    let smtp = Smtp::start(SmtpMode::Permanent).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    let mut chief = site.browsing_as("chief", "ADMIN").await;
    site.register("ana@example.org").await;
    eventually("a message to be given up", async || {
        (site.metric("messages_parked").await > 0.0).then_some(())
    })
    .await;
    assert!(chief.open("/admin").await.has_link("/admin/jobs?state=PARKED"));
    let page = chief.open("/admin/jobs?state=PARKED&type=account.verification").await;
    assert!(page.main().text().contains("550"), "{}", page.main().text());
    let action = |page: &Page, end: &str| {
        let forms = page.html.all("form");
        let found = forms.iter().map(|f| f.get("action").to_owned()).find(|a| a.ends_with(end));
        found.expect("a form")
    };
    let retry = page.form(&action(&page, "/retry"));
    let page = chief.submit(&retry).await;
    let page = page.leads_to("/admin/jobs?state=PARKED&type=account.verification");
    chief.arrive(page).await.says(&text("en", "flash-job-retried"));
    eventually("it to be given up again", async || {
        (site.metric("messages_parked").await > 0.0).then_some(())
    })
    .await;
    let page = chief.open("/admin/jobs?state=PARKED").await;
    let drop = action(&page, "/drop");
    // Without scripts a page asks first.
    let asked = chief.submit(&page.form(&drop)).await.is(200);
    let page = chief.submit(&asked.form(&drop)).await.leads_to("/admin/jobs?state=PARKED");
    chief.arrive(page).await.says(&text("en", "flash-job-dropped"));
    chief.submit(&asked.form(&drop)).await.fails(404);
    for bad in ["state=OPEN", "type=account.nothing"] {
        chief.get(&format!("/admin/jobs?{bad}")).await.is(422);
    }
}

async fn mails_are_looked_at_in_a_frame_that_does_nothing(db: Db) {
    let site = Site::start(db).await;
    let mut chief = site.browsing_as("chief", "ADMIN").await;
    site.register("ana@example.org").await;
    site.mail("ana@example.org", "account.verification").await;
    let page = chief.open("/admin/mailbox").await;
    let links = page.links();
    let mail =
        links.iter().find(|a| a.starts_with("/admin/mailbox/0")).expect("a mail").to_string();
    let page = chief.open(&mail).await;
    assert!(page.main().text().contains("ana@example.org"));
    let frame = page.html.first("iframe").expect("a frame").get("src").to_owned();
    let inside = chief.get(&frame).await.is(200);
    assert!(inside.is_boxed() && inside.text.contains("/verify-email/"));
    let policy = inside.header("content-security-policy").unwrap_or_default();
    assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("script"), "{policy}");

    for language in LANGUAGES {
        let path = format!("/admin/mailbox/preview?type=role.changed&locale={language}");
        let page = chief.open(&path).await;
        let frame = page.html.first("iframe").expect("a frame").get("src").to_owned();
        assert!(chief.get(&frame).await.is(200).is_boxed());
    }
    for bad in ["type=mailing_list.sync", "type=x", "locale=xx"] {
        chief.get(&format!("/admin/mailbox/preview?{bad}")).await.fails(404);
        chief.get(&format!("/admin/mailbox/preview/html?{bad}")).await.fails(404);
    }
}

async fn people_are_imported_after_their_plan(db: Db) {
    let site = Site::start(db).await;
    let mut chief = site.browsing_as("chief", "ADMIN").await;
    let ana = site.member("ana").await;
    let before = site.head_count().await;
    let form = chief.open("/admin/users/import").await.form("/admin/users/import");
    chief.submit(&form).await.is(422).faulty(&["file"]);
    let file = "email,first_name\r\nana@example.org,Ána\r\nnew@example.org,=1\r\nno address,X\r\n";
    let filled = form.choose_file("file", "people.csv", "text/csv", file.as_bytes());
    let forged = filled.clone().without("csrf_token");
    chief.submit(&forged).await.fails(403);

    let there = follow(&mut chief, &filled).await;
    let page = chief.open(&there).await;
    let plan = page.main().text();
    assert!(plan.contains("no address") || plan.contains(&text("en", "fault-email-invalid")));
    assert!(plan.contains(&text("en", "admin-import-nothing")) && !page.has_form(&there));
    let faulty = chief.get(&format!("{there}/faulty")).await.is(200);
    assert!(faulty.text.starts_with("email,first_name,reason"), "{}", faulty.text);
    assert!(faulty.text.contains("no address,X,"));

    let both = filled.fill("update_existing", "on").fill("skip_invalid", "on");
    let there = follow(&mut chief, &both).await;
    let page = chief.open(&there).await;
    assert!(page.main().text().contains("Ána"), "{}", page.main().text());
    assert_eq!(site.head_count().await, before, "nothing is written yet");
    // Another administrator's import is not theirs to see.
    let mut other = site.browsing_as("other", "ADMIN").await;
    other.get(&there).await.fails(404);
    let form = page.form(&there);
    chief.submit(&form).await.leads_to(&there);
    let page = settled(&mut chief, &there).await;
    assert_eq!(page.h1(), text("en", "admin-import-done"));
    chief.submit(&form).await.leads_to(&there);
    assert_eq!(ana.get("/users/me").await.is(200)["first_name"], "Ána");
    assert_eq!(site.head_count().await, before + 2, "one new, and the other administrator");
    site.mail("new@example.org", "account.invited").await;
}

async fn columns_are_chosen_by_hand(db: Db) {
    let site = Site::start(db).await;
    let mut chief = site.browsing_as("chief", "ADMIN").await;
    let form = chief.open("/admin/users/import").await.form("/admin/users/import");
    let file = "E-Mail;Given name;Shoe size\r\nana@example.org;Ana;42\r\n";
    let filled = form.choose_file("file", "people.csv", "text/csv", file.as_bytes());
    let there = follow(&mut chief, &filled).await;
    let page = chief.open(&there).await;
    assert_eq!(page.h1(), text("en", "admin-import-columns"));
    assert!(page.main().text().contains("Shoe size") && !page.has_form(&there));
    let columns = page.form(&format!("{there}/columns"));
    let chosen = |form: &Form| {
        let fields = form.fields.iter().filter(|field| field.name == "fields");
        fields.map(|field| field.value.clone()).collect::<Vec<_>>()
    };
    // What the names suggest; what they do not is left out.
    assert_eq!(chosen(&columns), ["email", "first_name", ""]);
    chief.submit(&columns).await.leads_to(&there);
    let page = settled(&mut chief, &there).await;
    assert_eq!(page.h1(), text("en", "admin-import-plan"));
    // Thought better of.
    let mut columns = page.form(&format!("{there}/columns"));
    assert_eq!(chosen(&columns), ["email", "first_name", ""]);
    let others = columns.fields.iter_mut().filter(|field| field.name == "fields");
    for (field, value) in others.zip(["email", "last_name", "bio"]) {
        field.value = value.to_owned();
    }
    chief.submit(&columns).await.leads_to(&there);
    let page = settled(&mut chief, &there).await;
    chief.submit(&page.form(&there)).await.leads_to(&there);
    settled(&mut chief, &there).await;
    let admin = site.admin().await;
    let ana = admin.list("/users", &[("search", "ana@example.org")]).await.is(200);
    let ana = &ana.items()[0];
    assert_eq!((&ana["last_name"], &ana["bio"]), (&json!("Ana"), &json!("42")));
    assert_eq!(ana["first_name"], Value::Null);
}

/// Sends a file and waits for its plan.
async fn follow(browser: &mut Browser, form: &Form) -> String {
    let page = browser.submit(form).await.is(303);
    let there = page.location().expect("a location").to_owned();
    settled(browser, &there).await;
    there
}

async fn settled(browser: &mut Browser, there: &str) -> Page {
    for _ in 0..200 {
        let page = browser.open(there).await;
        if page.html.first("progress").is_none() {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{there} does not end");
}

async fn settings_are_shown_without_secrets(db: Db) {
    let url = "webhook+https://whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0@127.0.0.1:9/hook";
    let setup = Site::with("mailing_list.url", url).with("tokens.reset_minutes", 90);
    let site = setup.start(db).await;
    let mut chief = site.browsing_as("chief", "ADMIN").await;
    let page = chief.open("/admin/settings").await;
    let shown = page.main().text();
    assert!(shown.contains("tokens.reset_minutes") && shown.contains("90"));
    assert!(shown.contains(&text("en", "admin-settings-weak")));
    assert!(shown.contains("***") && !page.text.contains("c2VjcmV0"), "{shown}");
}

async fn the_console_speaks_every_language(db: Db) {
    let site = Site::start(db).await;
    for (language, name) in [("es", "jefa"), ("ru", "boss_ru")] {
        let admin = site.admin().await;
        let body = json!({ "email": format!("{name}@example.org"), "nickname": name,
            "password": PASSWORD, "role": "ADMIN", "email_verified": true, "locale": language });
        admin.post("/users", body).await.is(201);
        let mut chief = site.browser();
        chief.sign_in(name, PASSWORD).await.leads_to("/profile");
        for (path, key) in [
            ("/admin", "admin-home-title"),
            ("/admin/users", "admin-users-title"),
            ("/admin/users/new", "admin-new-title"),
            ("/admin/users/import", "admin-import-title"),
            ("/admin/audit", "admin-audit-title"),
            ("/admin/jobs", "admin-jobs-title"),
            ("/admin/mailbox", "admin-mailbox-title"),
            ("/admin/mailbox/preview", "admin-preview-title"),
            ("/admin/settings", "admin-settings-title"),
            ("/admin/professional", "admin-professional-title"),
            ("/profile/professional", "page-professional-title"),
        ] {
            let page = chief.open(path).await;
            assert_eq!((page.lang(), page.h1()), (language, text(language, key)), "{path}");
        }
    }
}
