//! Every address of the pages, tried by everyone; and every template, shown
//! by some request.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use kit::*;

on_both_databases!(every_page_is_tried_by_everyone, the_console_is_for_managers);
on_sqlite!(every_template_is_shown);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    Everyone,
    /// Others are led to sign in.
    Members,
    /// The signed-in are led to their profile.
    Guests,
    /// Leads elsewhere.
    Nobody,
    /// A made-up link is told so (400) or is nowhere (404).
    Holders(u16),
    /// The same, with a form that needs no token: the link is the proof.
    OneClick,
    /// A form alone.
    Form,
    /// The same, for members.
    MembersForm,
    /// A thing of a member's own; a made-up one is nowhere.
    MembersThing,
    /// Members, of whom some may not (403).
    SomeMembers,
}

use For::{
    Everyone, Form as OnlyForm, Guests, Holders, Members, MembersForm, MembersThing, Nobody,
    OneClick, SomeMembers,
};

/// Who may see which page, and whether there is a form. A route that is not
/// here fails the test.
const TABLE: &[(&str, For, bool)] = &[
    ("/", Everyone, false),
    ("/home", Everyone, false),
    ("/about", Everyone, false),
    ("/privacy", Everyone, false),
    ("/register", Guests, true),
    ("/login", Guests, true),
    ("/logout", Members, true),
    ("/reauthenticate", Members, true),
    ("/profile", Members, true),
    ("/account", Members, true),
    ("/profile/picture/delete", MembersForm, true),
    ("/profile/details", Members, true),
    ("/profile/sessions", Members, false),
    ("/profile/sessions/end-others", MembersForm, true),
    ("/profile/sessions/{id}/end", MembersForm, true),
    ("/profile/professional", Members, true),
    ("/profile/data", Members, true),
    ("/profile/data/download", Members, false),
    ("/profile/invitations", Members, false),
    ("/profile/invitations/{id}/resend", MembersForm, true),
    ("/profile/invitations/{id}/revoke", MembersForm, true),
    ("/profile/invitations/{id}/qr.png", MembersThing, false),
    ("/invite", Members, true),
    ("/invite/many", MembersForm, true),
    ("/invite/chosen", MembersForm, true),
    ("/invitations/accept", Holders(404), false),
    ("/sessions/end/{token}", Holders(400), true),
    ("/password/change", Members, true),
    ("/password/change/done", Members, false),
    ("/password/reset", Everyone, true),
    ("/password/reset/sent", Everyone, false),
    ("/password/reset/{token}", Holders(400), true),
    ("/verify-email", Everyone, true),
    ("/verify-email/{user_id}/{token}", Holders(400), true),
    ("/user/{nickname}", Everyone, false),
    ("/post/new", Members, true),
    ("/post/{id}", Holders(404), false),
    ("/post/{id}/update", MembersThing, true),
    ("/post/{id}/delete", MembersThing, true),
    ("/post/{id}/hide", MembersForm, true),
    ("/post/{id}/show", MembersForm, true),
    ("/feed.atom", Everyone, false),
    ("/setup/{token}", Holders(404), true),
    ("/unsubscribe/{token}", OneClick, true),
    ("/events", Everyone, false),
    ("/events/new", SomeMembers, true),
    ("/events/{id}", Holders(404), false),
    ("/events/{id}/edit", MembersThing, true),
    ("/events/{id}/sign-up", MembersForm, true),
    ("/events/{id}/withdraw", MembersForm, true),
    ("/events/{id}/publish", MembersForm, true),
    ("/events/{id}/cancel", MembersForm, true),
    ("/events/{id}/delete", MembersThing, true),
    ("/events/{id}/attendees", MembersThing, false),
    ("/events/{id}/attendees.csv", MembersThing, false),
    ("/profile/events", Members, false),
    ("/profile/events/renew", MembersForm, true),
    ("/locale", OnlyForm, true),
    ("/theme", OnlyForm, true),
    ("/.well-known/change-password", Nobody, false),
    ("/robots.txt", Everyone, false),
    ("/favicon.ico", Nobody, false),
];

/// The addresses that the program routes to pages, from its source.
fn routes(file: &str) -> BTreeSet<String> {
    let source = root().join("crates/web/src/pages").join(file);
    let source = fs::read_to_string(source).expect("source");
    let mut found = BTreeSet::new();
    for (at, _) in source.match_indices("(\"/") {
        let rest = &source[at + 2..];
        let Some((path, after)) = rest.split_once('"') else { continue };
        let after = after.trim_start_matches([',', ' ', '\n']);
        if after.starts_with("get(") || after.starts_with("post(") {
            found.insert(path.to_owned());
        }
    }
    found
}

async fn every_page_is_tried_by_everyone(db: Db) {
    let mut wanted: BTreeSet<String> = routes("mod.rs");
    wanted.extend(routes("events/mod.rs"));
    assert!(wanted.len() > 20, "{wanted:?}");
    wanted.retain(|path| !path.starts_with("/assets/"));
    let known: BTreeSet<String> = TABLE.iter().map(|(path, _, _)| path.to_string()).collect();
    assert_eq!(known, wanted, "the table names every route and no other");

    let site = Site::start(db).await;
    let mut ended = site.browsing("ended").await;
    let copy = ended.clone();
    ended.sign_out().await;
    let mut forged = site.browser();
    forged.cookies.insert("roster".into(), "A".repeat(64));
    let mut people = [
        (site.browser(), false),
        (copy, false),
        (forged, false),
        (site.browsing("member").await, true),
        (site.browsing_as("manager1", "MANAGER").await, true),
        (site.browsing_as("admin1", "ADMIN").await, true),
    ];
    for (route, who, has_form) in TABLE {
        let path = route
            .replace("{nickname}", "member")
            .replace("{user_id}", "x")
            .replace("{id}", "x")
            .replace("{token}", "garbage");
        for (browser, known) in &mut people {
            let page = browser.get(&path).await;
            let status = match (*who, *known) {
                (Everyone, _) | (Members, true) | (Guests, false) => 200,
                (Members | MembersThing | SomeMembers, false) | (Guests, true) => 303,
                (MembersThing, true) => 404,
                (SomeMembers, true) if page.status == 403 => 403,
                (SomeMembers, true) => 200,
                (Nobody, _) => page.status,
                (Holders(status), _) => status,
                (OneClick, _) => 404,
                (OnlyForm | MembersForm, _) => 405,
            };
            let page = page.is(status);
            let location = page.location().unwrap_or_default();
            match (*who, *known) {
                (Members | MembersThing, false) => {
                    assert!(location.starts_with("/login?next=%2F"), "{location}")
                }
                (Guests, true) => assert_eq!(location, "/profile"),
                (Nobody, _) => assert!(location.starts_with('/'), "{location}"),
                _ => {}
            }
            // Without a token nothing is done.
            let page = browser.post(&path, &[("password", PASSWORD)]).await;
            match (*has_form, *who, *known) {
                (true, Members | MembersForm | MembersThing | SomeMembers, false) => {
                    let page = page.is(303);
                    assert!(page.location().is_some_and(|l| l.starts_with("/login?next=")));
                }
                (true, OneClick, _) => drop(page.fails(404)),
                (true, _, _) => drop(page.fails(403)),
                (false, _, _) => assert_eq!(page.status, 405, "{path}"),
            }
            for method in ["PUT", "PATCH", "DELETE", "BREW"] {
                let method = method.parse().expect("a method");
                let page = browser.request(method, &path, None).await;
                assert_eq!(page.status, 405, "{path}");
            }
        }
    }
    for (browser, known) in &mut people {
        assert_eq!(browser.is_signed_in().await, *known);
    }
}

async fn the_console_is_for_managers(db: Db) {
    let site = Site::start(db).await;
    let mut guest = site.browser();
    let mut member = site.browsing("member").await;
    let token = member.token().await;
    let before = site.head_count().await;
    let found = routes("admin/mod.rs");
    assert!(found.len() > 5 && found.iter().all(|path| path.starts_with("/admin")), "{found:?}");
    for route in found {
        let path = route.replace(['{', '}'], "");
        for browser in [&mut guest, &mut member] {
            let page = browser.get(&path).await;
            let posted = browser.post(&path, &[("csrf_token", &token), ("reason", "x")]).await;
            assert!(page.status != 405 || posted.status != 405, "{path} does nothing");
            for page in [page, posted] {
                let door = page.status == 403
                    || page.location().is_some_and(|to| to.starts_with("/login?next=%2Fadmin"));
                assert!(door || page.status == 405, "{} answered {}", page.what, page.status);
                if page.status == 403 {
                    page.fails(403);
                }
            }
        }
    }
    assert_eq!(site.head_count().await, before);
    assert!(!member.open("/").await.links().iter().any(|link| link.starts_with("/admin")));
}

/// The templates of pages, and the key of each one's title where it is a text.
fn templates() -> BTreeMap<String, Option<String>> {
    let mut found = BTreeMap::new();
    for file in fs::read_dir(root().join("templates/pages")).expect("templates").flatten() {
        // Those of the console have a folder, and tests, of their own.
        let Ok(source) = fs::read_to_string(file.path()) else { continue };
        let name = file.file_name().to_string_lossy().replace(".html", "");
        let title = source.split("{% block title %}{{ t(\"").nth(1);
        found.insert(name, title.and_then(|t| t.split('"').next()).map(str::to_owned));
    }
    found
}

async fn every_template_is_shown(db: Db) {
    // Nobody listens there; the person is told all the same.
    let list = "webhook+http://whsec_dGhpcnR5LXR3byBvY3RldHMgb2YgYSBzZWNyZXQ%3D@127.0.0.1:9/x";
    let site = Site::with("mailing_list.url", list).start(db).await;
    let log = site.server.log();
    let setup = log.lines().find(|line| line.contains("/setup/")).expect("a setup link");
    let mut guest = site.browser();
    let mut shown = vec![guest.open(&path_of(&links(setup)[0])).await];
    for path in [
        "/",
        "/about",
        "/privacy",
        "/register",
        "/login",
        "/password/reset",
        "/password/reset/sent",
    ] {
        shown.push(guest.open(path).await);
    }
    for path in ["/verify-email", "/password/reset/x", "/nowhere"] {
        shown.push(guest.get(path).await);
    }
    site.register("new@example.org").await;
    let link = site.mail("new@example.org", "account.verification").await.path("/verify-email/");
    shown.push(guest.open(&link).await);

    let mut ana = site.browsing("ana").await;
    for path in [
        "/profile",
        "/profile/invitations",
        "/invite",
        "/profile/details",
        "/profile/sessions",
        "/profile/professional",
        "/profile/data",
        "/password/change",
        "/password/change/done",
        "/reauthenticate",
        "/logout",
        "/user/ana",
        "/profile/events",
        "/events",
        "/events?view=month&month=2037-05",
    ] {
        shown.push(ana.open(path).await);
    }
    let manager = site.manager("max").await;
    let event = crate::events::published(&manager, crate::events::walk("A walk")).await;
    let mut max = site.browser();
    max.sign_in("max", PASSWORD).await.is(303);
    for path in [event.as_str(), "/events/new"] {
        shown.push(max.open(path).await);
    }
    for part in ["delete", "attendees"] {
        shown.push(max.open(&format!("{event}/{part}")).await);
    }
    guest.fill_in("/password/reset", &[("email", "ana@example.org")]).await.is(303);
    let link = site.mail("ana@example.org", "password.reset").await.path("/password/reset/");
    shown.push(guest.open(&link).await);
    let mut other = site.browser().with_header("user-agent", "Mozilla/5.0 Firefox/140.0");
    other.sign_in("ana", PASSWORD).await.is(303);
    let link = site.mail("ana@example.org", "account.new_device").await.path("/sessions/end/");
    shown.push(guest.open(&link).await);
    let form = shown[shown.len() - 1].form(&link);
    shown.push(guest.submit(&form).await);

    ana.fill_in("/profile/details", &[("mailing_list", "on")]).await.is(303);
    let mail = site.mail("ana@example.org", "mailing_list.joined").await;
    let link = mail.path("/unsubscribe/");
    shown.push(guest.open(&link).await);
    let form = shown[shown.len() - 1].form(&link);
    shown.push(guest.submit(&form).await);
    assert!(
        !ana.open("/profile/details").await.form("/profile/details").field("mailing_list").sent
    );

    let many = ana.open("/invite").await.form("/invite/many");
    shown.push(ana.submit(&many.fill_all(&[("addresses", "bo@example.org")])).await);
    shown.push(ana.open("/post/new").await);
    let page = ana.fill_in("/post/new", &[("title", "A walk"), ("body", "Words")]).await.is(303);
    let here = page.location().expect("a post").to_owned();
    shown.push(ana.open(&here).await);
    shown.push(ana.open(&format!("{here}/delete")).await);

    let titles: Vec<String> = shown.iter().map(Page::title).collect();
    for (template, key) in templates() {
        let title = match (template.as_str(), key) {
            ("user", _) => "ana".to_owned(),
            ("post", _) => "A walk".to_owned(),
            ("post_edit", _) => text("en", "page-post-new"),
            ("event", _) => "A walk".to_owned(),
            ("event_form", _) => text("en", "page-event-new-title"),
            ("events_month", _) => "May 2037".to_owned(),
            ("error", _) => text("en", "title-not-found"),
            (_, Some(key)) => text("en", &key),
            (_, None) => panic!("{template} has no title"),
        };
        let start = format!("{title} · ");
        assert!(
            titles.iter().any(|t| t.starts_with(&start)),
            "nothing shows {template}: {titles:?}"
        );
    }
}
