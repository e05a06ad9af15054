//! The console's people: finding, adding, editing, locking, in bulk.

use kit::*;

on_both_databases!(
    people_are_found_filtered_sorted_and_paged,
    a_person_is_added_edited_and_deleted,
    locks_roles_and_sessions_have_their_reasons,
    many_are_looked_after_at_once,
    professionals_ask_and_are_answered,
);

fn id_of(person: &Person) -> String {
    person.path().rsplit('/').next().expect("an id").to_owned()
}

async fn people_are_found_filtered_sorted_and_paged(db: Db) {
    let site = Site::start(db).await;
    let admin = site.admin().await;
    for n in 0..30 {
        let body = json!({ "email": format!("p{n:02}@example.org"), "nickname": format!("person_{n:02}"), "email_verified": n % 2 == 0 });
        admin.post("/users", body).await.is(201);
    }
    let mut boss = site.browsing_as("boss", "MANAGER").await;
    let page = boss.open("/admin/users").await;
    assert!(page.main().text().contains("32 people"), "{}", page.main().text());
    assert!(page.has_link("/admin/users?page=2") && !page.has_link("/admin/users?page=3"));
    let page = boss.open("/admin/users?page=2&sort=nickname").await;
    assert!(page.main().text().contains("person_29") && !page.main().text().contains("person_01"));
    let headings = page.html.all("th");
    let sorted = headings.iter().find(|th| th.get("aria-sort") == "ascending").expect("a column");
    assert_eq!(sorted.text(), text("en", "admin-column-person"));
    let current: Vec<_> = page
        .html
        .elements()
        .filter(|e| e.get("aria-current") == "page")
        .map(|e| e.text())
        .collect();
    assert!(current.contains(&"2".to_owned()), "{current:?}");

    let page = boss.open("/admin/users?search=person_0&email_verified=false&role=").await;
    assert!(page.main().text().contains("5 people"), "{}", page.main().text());
    assert!(page.has_link("/admin/users?search=person_0"), "a chip takes its filter away");
    let page = boss.open("/admin/users?search=verified:no+person_1").await;
    assert!(page.main().text().contains("5 people"));
    for (bad, word) in [("rolle:x", "rolle"), ("role:boss", "boss")] {
        let page = boss.get(&format!("/admin/users?search={bad}")).await.is(422);
        assert!(page.main().text().contains(word));
    }
    let page = boss.get("/admin/users?role=KING&sort=password&page=0").await.is(422);
    assert!(page.main().text().contains(&text("en", "fault-role-unknown")));
    let page = boss.open("/admin/users?search=%3Cscript%3Ealert(1)%3C/script%3E&page=99").await;
    assert!(!page.text.contains("<script>alert"));
    let long = "x".repeat(5000);
    boss.get(&format!("/admin/users?search={long}")).await.is(422);

    // What the filters find, as a file: an administrator's.
    assert!(!boss.open("/admin/users").await.text.contains("/admin/users/export"));
    let mut chief = site.browsing_as("chief", "ADMIN").await;
    let page = chief.open("/admin/users?search=person_0&page=1").await;
    assert!(page.has_link("/admin/users/export?search=person_0"));
    let file = chief.get("/admin/users/export?search=person_0").await.is(200);
    assert_eq!(file.text.lines().count(), 11);
}

async fn a_person_is_added_edited_and_deleted(db: Db) {
    let site = Site::start(db).await;
    let mut boss = site.browsing_as("boss", "MANAGER").await;
    let form = boss.open("/admin/users/new").await.form("/admin/users/new");
    let wrong = form.clone().fill("email", "no address").fill("password", "123");
    let page = boss.submit(&wrong).await.is(422).faulty(&["email", "password"]);
    assert_eq!(page.form("/admin/users/new").value("email"), "no address");
    // A manager makes no administrator, whatever is sent.
    let fields = [("email", "eve@example.org"), ("role", "ADMIN")];
    boss.post_with_token("/admin/users/new", &fields).await.is(422).faulty(&["role"]);

    let fields = [("email", "ana@example.org"), ("username", "ana"), ("location", "Łódź")];
    let page = boss.submit(&form.fill_all(&fields)).await.is(303);
    let here = page.location().expect("a location").to_owned();
    let page = boss.arrive(page).await.is(200).says(&text("en", "flash-person-created"));
    assert_eq!(page.h1(), "ana");
    site.mail("ana@example.org", "account.invited").await;
    let again = [("email", "ana@example.org"), ("username", "Ana")];
    let page = boss.post_with_token("/admin/users/new", &again).await.is(422);
    page.faulty(&["email", "username"]);

    let form = boss.open(&here).await.form(&here);
    let stale = form.clone();
    let page = boss.submit(&form.fill("bio", "<b>Hello</b>").fill("username", "ana_2")).await;
    let page = page.leads_to(&here);
    let page = boss.arrive(page).await.says(&text("en", "flash-person-saved"));
    assert!(page.text.contains("&lt;b&gt;Hello&lt;/b&gt;") && page.h1() == "ana_2");
    // Somebody was quicker; what was typed is still there.
    let page = boss.submit(&stale.fill("bio", "Mine")).await.is(412);
    assert_eq!(page.form(&here).value("bio").trim(), "Mine");
    let form = boss.open(&here).await.form(&here);
    let page = boss.submit(&form.fill("github_profile_url", "javascript:x")).await.is(422);
    page.faulty(&["github_profile_url"]);

    // Without scripts a page asks first.
    let form = boss.open(&here).await.form(&format!("{here}/delete"));
    let page = boss.submit(&form).await.is(200);
    assert!(page.h1().contains("ana_2"));
    boss.open(&here).await;
    let sure = page.form(&format!("{here}/delete"));
    let page = boss.submit(&sure).await.leads_to("/admin/users");
    boss.arrive(page).await.says(&text("en", "flash-person-deleted"));
    boss.get(&here).await.fails(404);
    boss.submit(&sure).await.fails(404);
    for strange in ["x", "01890000-0000-7000-8000-000000000000", "%00"] {
        boss.get(&format!("/admin/users/{strange}")).await.fails(404);
    }
}

async fn locks_roles_and_sessions_have_their_reasons(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let here = format!("/admin/users/{}", id_of(&ana));
    let mut boss = site.browsing_as("boss", "MANAGER").await;
    let mut chief = site.browsing_as("chief", "ADMIN").await;
    let root_page = {
        let admin = site.admin().await;
        format!("/admin/users/{}", id_of(&admin))
    };

    let page = boss.open(&here).await;
    assert!(!page.has_form(&format!("{here}/role")), "managers change no roles");
    assert!(!page.has_link(&format!("{here}?tab=audit")));
    let page = boss.open(&root_page).await;
    assert!(!page.has_form(&root_page) && !page.has_form(&format!("{root_page}/lock")));
    boss.post_with_token(&format!("{root_page}/lock"), &[]).await.fails(403);
    boss.post_with_token(&format!("{here}/role"), &[("role", "ADMIN")]).await.fails(403);

    let page = boss.open(&format!("{here}?tab=sessions")).await;
    let ends = page.html.all("form");
    let end = ends.iter().map(|f| f.get("action")).find(|a| a.ends_with("/end")).expect("a form");
    let end = end.to_owned();
    boss.submit(&page.form(&end)).await.leads_to(&format!("{here}?tab=sessions"));
    assert!(!ana.is_signed_in().await);

    let lock = format!("{here}/lock");
    let form = boss.open(&here).await.form(&lock).fill("reason", "Sent spam");
    let page = boss.submit(&form).await.leads_to(&here);
    let page = boss.arrive(page).await.says(&text("en", "flash-person-locked"));
    let mail = site.mail("ana@example.org", "account.locked").await;
    assert!(mail.text.contains("Sent spam"));
    boss.submit(&page.form(&format!("{here}/unlock"))).await.leads_to(&here);

    let role = format!("{here}/role");
    let form = chief.open(&here).await.form(&role);
    let page = chief.submit(&form.clone().fill("role", "MANAGER")).await.is(422);
    page.faulty(&["reason"]);
    let form = form.fill("role", "MANAGER").fill("reason", "Runs the office");
    let page = chief.submit(&form).await.leads_to(&here);
    chief.arrive(page).await.says(&text("en", "flash-role-changed"));
    let page = chief.open(&format!("{here}?tab=audit")).await;
    let log = page.main().text();
    for word in ["user.role_changed", "Runs the office", "AUTHENTICATED", "MANAGER", "Sent spam"] {
        assert!(log.contains(word), "{word}: {log}");
    }
    let page = chief.open("/admin/audit?action=user.role_changed&subject=ana&actor=chief").await;
    assert!(page.main().text().contains("Runs the office"));
    let page = chief.get("/admin/audit?actor=nobody_at_all&from=soon").await.is(422);
    assert!(page.main().text().contains(&text("en", "fault-time-invalid")));
    let file = chief.get("/admin/audit/export?format=csv&action=user.role_changed").await.is(200);
    assert!(file.text.starts_with("id,at,actor,") && file.text.contains("Runs the office"));
    let lines = chief.get("/admin/audit/export?format=json&subject=ana").await.is(200);
    assert!(lines.text.lines().all(|line| parse::<Value>(line).is_ok()));
}

async fn many_are_looked_after_at_once(db: Db) {
    let site = Site::start(db).await;
    let (ana, ben) = (site.member("ana").await, site.member("ben").await);
    let root = id_of(&site.admin().await);
    let mut boss = site.browsing_as("boss", "MANAGER").await;
    let (a, b) = (id_of(&ana), id_of(&ben));
    let chosen = [("ids", a.as_str()), ("ids", &b), ("ids", &root), ("ids", "x"), ("ids", &a)];
    let mut fields = vec![("action", "lock"), ("back", "/admin/users?search=a")];
    fields.extend(chosen);
    let page = boss.post_with_token("/admin/users/bulk", &fields).await.is(200);
    assert!(page.h1().contains('2'), "an administrator is not touched: {}", page.h1());
    assert!(ana.is_signed_in().await, "nothing is done yet");
    let form = page.form("/admin/users/bulk").fill("reason", "Spring cleaning");
    let page = boss.submit(&form).await.is(200);
    let said = page.main().text();
    assert!(said.contains("Done: 2.") && said.contains("Failed: 1."), "{said}");
    assert!(page.has_link("/admin/users?search=a"));
    assert!(!ana.is_signed_in().await && !ben.is_signed_in().await);
    let page = boss.submit(&form).await.is(200);
    assert!(page.main().text().contains("Nothing to do: 2."));

    // Oneself is not locked among others.
    let own = site.admin().await.list("/users", &[("search", "boss@example.org")]).await;
    let own = own.items()[0]["id"].as_str().expect("an id").to_owned();
    let mine = [("action", "lock"), ("ids", own.as_str()), ("confirmed", "yes")];
    let page = boss.post_with_token("/admin/users/bulk", &mine).await.is(200);
    assert!(page.main().text().contains("Failed: 1."), "{}", page.main().text());
    boss.get("/admin/users").await.is(200);

    let none = [("action", "unlock"), ("back", "https://evil.example/")];
    let page = boss.post_with_token("/admin/users/bulk", &none).await.leads_to("/admin/users");
    boss.arrive(page).await.says(&text("en", "flash-nobody-chosen-error"));
    let strange = [("action", "erase"), ("ids", a.as_str())];
    boss.post_with_token("/admin/users/bulk", &strange).await.fails(422);
    let export = [("action", "export"), ("ids", a.as_str())];
    boss.post_with_token("/admin/users/bulk", &export).await.fails(403);
    let mut chief = site.browsing_as("chief", "ADMIN").await;
    let file = chief.post_with_token("/admin/users/bulk", &export).await.is(200);
    assert!(file.text.contains("ana@example.org") && file.text.lines().count() == 2);
}

async fn professionals_ask_and_are_answered(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let page = ana.open("/profile/professional").await;
    assert!(page.main().text().contains(&text("en", "need-bio")));
    let note = [("note", "I teach")];
    ana.post_with_token("/profile/professional", &note).await.is(422);
    let person = Person::sign_in(&site.guest(), "ana", PASSWORD).await;
    let whole = json!({ "first_name": "Ana", "last_name": "L", "bio": "x", "location": "y",
        "github_profile_url": "https://github.com/ana", "profile_picture_url": "https://x.example/a.png" });
    person.patch("/users/me", whole).await.is(200);
    ana.fill_in("/profile/professional", &note).await.leads_to("/profile/professional");
    ana.post_with_token("/profile/professional", &note).await.is(409);

    let mut boss = site.browsing_as("boss", "MANAGER").await;
    assert!(boss.open("/admin").await.has_link("/admin/professional"));
    let page = boss.open("/admin/professional").await;
    assert!(page.main().text().contains("I teach"));
    let forms = page.html.all("form");
    let approve = forms.iter().map(|f| f.get("action")).find(|a| a.ends_with("/approve"));
    let approve = approve.expect("a form").to_owned();
    let refuse = approve.replace("/approve", "/refuse");
    boss.post_with_token(&refuse, &[("reason", " ")]).await.is(422).faulty(&["reason"]);
    boss.submit(&page.form(&approve)).await.leads_to("/admin/professional");
    let page = ana.open("/profile/professional").await;
    assert!(page.main().text().contains(&text("en", "page-professional-is")));
    boss.post_with_token(&refuse, &[("reason", "late")]).await.is(409);

    let here = format!("/admin/users/{}", id_of(&person));
    let form = boss.open(&here).await.form(&format!("{here}/professional"));
    boss.submit(&form.fill("reason", "Left the trade")).await.leads_to(&here);
    assert!(
        !ana.open("/profile/professional")
            .await
            .main()
            .text()
            .contains(&text("en", "page-professional-is"))
    );
}
