//! The pages of invitations: for members, and for those who look after all.

use kit::*;

on_both_databases!(
    a_member_invites_by_the_form,
    addresses_are_picked_out_of_pasted_text,
    ones_own_invitations_are_looked_after,
    managers_have_everyones,
);
on_sqlite!(long_lists_have_pages, the_mailbox_shows_the_code);

const OWN: &str = "/profile/invitations";

fn flash(code: &str) -> String {
    text("en", &format!("flash-{code}"))
}

async fn a_member_invites_by_the_form(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let fields = [("name", "Bo"), ("email", "bo@example.net"), ("message", "Come along.\nDo!")];
    ana.fill_in("/invite", &fields).await.leads_to(OWN);
    let page = ana.open(OWN).await.says(&flash("invitation-sent"));
    let main = page.main().text();
    assert!(main.contains("Bo") && main.contains("bo@example.net"), "{main}");
    let mail = site.mail("bo@example.net", "invitation.sent").await;
    assert!(mail.text.contains("> Come along. Do!"), "{}", mail.text);
    // What was typed stays, each fault at its field.
    let form = ana.open("/invite").await.form("/invite");
    let faulty = form.clone().fill_all(&[("name", ""), ("email", "nowhere"), ("message", "Stays")]);
    let page = ana.submit(&faulty).await.again(&flash("form-error"), &["name", "email"]);
    assert_eq!(page.form("/invite").value("message"), "Stays");
    assert_eq!(page.form("/invite/many").value("message"), "");
    let hostile = "<script>alert(1)</script>\"'{{7*7}}";
    ana.fill_in("/invite", &[("name", hostile), ("email", "x@example.net")]).await.leads_to(OWN);
    let page = ana.open(OWN).await;
    assert!(page.main().text().contains(hostile) && !page.text.contains("<script>alert"));
    // More than a day's worth is told, and nothing is lost.
    let setup = Site::with("limits.enabled", true).with("limits.invitations_per_day", 1);
    let site = setup.start(Db::sqlite()).await;
    let mut eve = site.browsing("eve").await;
    eve.fill_in("/invite", &[("name", "A"), ("email", "a@example.net")]).await.leads_to(OWN);
    let page = eve.fill_in("/invite", &[("name", "B"), ("email", "b@example.net")]).await.is(429);
    assert_eq!(page.form("/invite").value("email"), "b@example.net");
    assert!(page.flash().is_some_and(|said| said.starts_with("Too many requests")));
}

async fn addresses_are_picked_out_of_pasted_text(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let text = "Bo <bo@example.net>, \"Cy, the Tall\" <CY@example.net>;\nwrite to di@example.net. bo@example.net";
    let form = ana.open("/invite").await.form("/invite/many");
    let filled = form.clone().fill_all(&[("addresses", text), ("message", "All of you!")]);
    let page = ana.submit(&filled).await.is(200);
    let chosen = page.form("/invite/chosen");
    let people: Vec<&str> = chosen
        .fields
        .iter()
        .filter(|field| field.name == "people" && field.sent)
        .map(|field| field.value.as_str())
        .collect();
    assert_eq!(
        people,
        ["\"Bo\" <bo@example.net>", "\"Cy, the Tall\" <cy@example.net>", "\"di\" <di@example.net>"]
    );
    // Nobody is invited yet.
    assert!(ana.open(OWN).await.main().text().contains("not invited anybody"));
    let mut some = chosen.clone();
    some.fields.retain(|field| !field.value.contains("di@"));
    ana.submit(&some).await.leads_to(OWN);
    let main = ana.open(OWN).await.says(&flash("invitations-sent")).main().text();
    assert!(main.contains("Cy, the Tall") && !main.contains("di@example.net"), "{main}");
    let mail = site.mail("cy@example.net", "invitation.sent").await;
    assert!(mail.text.contains("All of you!") && mail.text.contains("Hello Cy, the Tall,"));
    for text in ["", "nobody @ home", "@@@@"] {
        let page = ana.submit(&form.clone().fill("addresses", text)).await;
        page.again(&flash("form-error"), &["addresses"]);
    }
    // A long list is offered in part, and says so.
    let many: Vec<String> = (0..103).map(|n| format!("n{n}@example.net")).collect();
    let page = ana.submit(&form.clone().fill("addresses", &many.join(" "))).await.is(200);
    let main = page.main().text();
    assert!(main.contains("100 addresses were found.") && main.contains("3 more"), "{main}");
    // What is made up is refused as a whole.
    let mut forged = page.form("/invite/chosen").without("people");
    for person in ["Eve <eve@example.net>", "x <eve@example.net>"] {
        forged = forged.with("people", person);
    }
    let page = ana.submit(&forged).await.is(422);
    assert!(page.flash().is_some_and(|said| said.starts_with("eve@example.net: ")));
    let none = forged.without("people");
    ana.submit(&none).await.leads_to("/invite");
    site.settle().await;
    assert_eq!(site.count_mail("eve@example.net", "invitation.sent").await, 0);
}

async fn ones_own_invitations_are_looked_after(db: Db) {
    let site = Site::start(db).await;
    let (mut ana, mut eve) = (site.browsing("ana").await, site.browsing("eve").await);
    ana.fill_in("/invite", &[("name", "Bo"), ("email", "bo@example.net")]).await.leads_to(OWN);
    let page = ana.open(OWN).await;
    let link = site.mail("bo@example.net", "invitation.sent").await.link("/invitations/accept");
    assert!(page.text.replace("&amp;", "&").contains(&link), "the link to share is there");
    let code =
        page.links().into_iter().find(|to| to.ends_with("/qr.png")).expect("a code").to_owned();
    let png = ana.get(&code).await.is(200);
    assert_eq!(picture::qr_text(&png.bytes), link);
    assert!(png.header("cache-control").is_some_and(|c| c.contains("no-store")));
    eve.get(&code).await.fails(403);
    let base = code.trim_end_matches("/qr.png");
    for action in ["resend", "revoke"] {
        eve.post_with_token(&format!("{base}/{action}"), &[]).await.fails(403);
        eve.post_with_token(&format!("{OWN}/garbage/{action}"), &[]).await.fails(404);
    }
    let form = page.form(&format!("{base}/resend"));
    ana.submit(&form).await.leads_to(OWN);
    ana.open(OWN).await.says(&flash("invitation-resent"));
    site.nth_mail(2, "bo@example.net", "invitation.sent").await;
    let form = page.form(&format!("{base}/revoke"));
    ana.submit(&form).await.leads_to(OWN);
    let page = ana.open(OWN).await.says(&flash("invitation-revoked"));
    assert!(!page.has_form(&format!("{base}/revoke")) && !page.has_form(&format!("{base}/resend")));
    assert!(page.main().text().contains(&text("en", "invitation-REVOKED")));
    // From a page that was open for long.
    let page = ana.post_with_token(&format!("{base}/resend"), &[]).await.is(409);
    assert_eq!(page.flash(), Some(text("en", "error-invitation-closed")));
    for locale in LANGUAGES {
        let page = ana.clone().reading(locale).get(OWN).await.is(200);
        assert!(
            !page.text.contains("page-invitations") && !page.text.contains("invitation-sent-at")
        );
    }
}

async fn managers_have_everyones(db: Db) {
    let site = Site::start(db).await;
    let (ana, mut max) = (site.member("ana").await, site.browsing_as("max", "MANAGER").await);
    let body = json!({"name": "Bo", "email": "bo@example.net"});
    let made = ana.post("/invitations", body).await.is(201);
    let id = made["id"].as_str().expect("an id");
    let list = "/admin/invitations";
    let base = format!("{list}/{id}");
    let page = max.open(list).await;
    assert!(page.has_link(&base) && page.main().text().contains("ana"));
    assert!(max.open(&format!("{list}?status=SENT")).await.has_link(&base));
    assert!(!max.open(&format!("{list}?status=REVOKED")).await.has_link(&base));
    max.open(&format!("{list}?status=nonsense&page=-1")).await;
    let page = max.open(&base).await;
    let form = page.form(&base);
    assert_eq!(form.value("name"), "Bo");
    let faulty = form.clone().fill("name", " ");
    max.submit(&faulty).await.is(422).faulty(&["name"]);
    max.submit(&form.fill_all(&[("name", "Bobby"), ("message", "Hi")])).await.leads_to(&base);
    let page = max.open(&base).await.says(&flash("invitation-changed"));
    assert_eq!(page.h1(), "Bobby");
    max.get(&format!("/profile/invitations/{id}/qr.png")).await.is(200);
    max.submit(&page.form(&format!("{base}/resend"))).await.leads_to(&base);
    max.submit(&page.form(&format!("{base}/revoke"))).await.leads_to(&base);
    let page = max.open(&base).await.says(&flash("invitation-revoked"));
    max.post_with_token(&base, &[("name", "Late")]).await.is(409);
    // Without scripts a page asks first.
    let asked = max.submit(&page.form(&format!("{base}/delete"))).await.is(200);
    assert_eq!(ana.get(&format!("/invitations/{id}")).await.is(200)["name"], "Bobby");
    max.submit(&asked.form(&format!("{base}/delete"))).await.leads_to(list);
    max.open(list).await.says(&flash("invitation-deleted"));
    max.get(&base).await.fails(404);
    ana.get(&format!("/invitations/{id}")).await.is(404);
}

async fn long_lists_have_pages(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let one = |n: usize| json!({"name": format!("n{n}"), "email": format!("n{n}@example.net")});
    let all: Vec<Value> = (0..30).map(one).collect();
    ana.post("/invitations", json!({ "invitations": all })).await.is(201);
    let mut browser = site.browser();
    browser.sign_in("ana", PASSWORD).await.leads_to("/profile");
    let first = browser.open(OWN).await;
    assert!(first.has_link("/profile/invitations?page=2"));
    let second = browser.open("/profile/invitations?page=2").await;
    let forms = second.html.all("form");
    let resends = forms.iter().filter(|form| form.get("action").ends_with("/resend")).count();
    assert_eq!(resends, 5);
    for odd in ["0", "-1", "x", "999999"] {
        browser.open(&format!("{OWN}?page={odd}")).await;
    }
}

async fn the_mailbox_shows_the_code(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let body = json!({"name": "Bo", "email": "bo@example.net"});
    ana.post("/invitations", body).await.is(201);
    let mail = site.mail("bo@example.net", "invitation.sent").await;
    let mut chief = site.browsing_as("chief", "ADMIN").await;
    let frame = chief.get(&format!("/admin/mailbox/{}/html", mail.id)).await.is(200);
    assert!(frame.text.contains("<img src=\"data:image/png;base64,") && frame.is_boxed());
    assert!(!frame.text.contains("cid:"));
}
