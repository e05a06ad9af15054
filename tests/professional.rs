//! Professional status: asked for, decided, granted and withdrawn.

use kit::*;

on_both_databases!(
    a_member_asks_and_a_manager_approves,
    an_incomplete_profile_is_told_what_is_missing,
    a_refusal_needs_a_reason_and_is_told,
    a_manager_grants_and_withdraws_outright,
    only_managers_decide,
    one_open_request_a_person,
    the_queue_is_a_list_like_any,
    leaving_takes_requests_along,
);

const ASK: &str = "/users/me/professional-request";

/// A member whose profile is complete.
async fn candidate(site: &Site, name: &str) -> Person {
    let person = site.member(name).await;
    let profile = json!({
        "first_name": "Ana", "last_name": "López", "bio": "I teach.", "location": "Montevideo",
        "profile_picture_url": "https://example.org/ana.png",
        "github_profile_url": "https://github.com/ana",
    });
    person.patch("/users/me", profile).await.is(200);
    person
}

fn path(request: &Answer, action: &str) -> String {
    format!("/professional-requests/{}/{action}", request["id"].as_str().expect("an id"))
}

async fn a_member_asks_and_a_manager_approves(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, candidate(&site, "ana").await);
    let asked = ana.post(ASK, json!({"note": "  Eleven years of it.\n"})).await.is(201);
    assert_eq!((&asked["status"], &asked["note"]), (&json!("OPEN"), &json!("Eleven years of it.")));
    assert_eq!(asked["user"], json!({"id": ana.id, "nickname": "ana"}));
    let location = path_of(asked.header("location").expect("a location"));
    assert_eq!(ana.get(&location).await.is(200)["id"], asked["id"]);
    assert_eq!(asked.rels(), ["self"]);
    let mail = site.mail(&max.email, "professional.requested").await;
    assert!(mail.subject.contains("professional") && mail.text.contains("Eleven years"));
    site.mail("root@example.org", "professional.requested").await;

    let queue = max.get("/professional-requests?status=OPEN").await.is(200);
    assert_eq!(queue.column("id"), [asked["id"].as_str().expect("id")]);
    let approve = link(&queue.items()[0], "approve").expect("a link");
    let done = max.follow(approve).await.is(200);
    assert_eq!((&done["status"], done.link("approve")), (&json!("APPROVED"), None));
    max.follow(approve).await.is(200);
    max.post(&path(&asked, "refuse"), json!({"reason": "x"})).await.is(409);
    let me = ana.me().await;
    assert_eq!(me["is_professional"], true);
    assert!(me["professional_status_updated_at"].is_string());
    site.mail(&ana.email, "professional.granted").await;
    ana.post(ASK, json!({"note": "Once more"})).await.is(409);

    let root = site.admin().await;
    for action in ["user.professional_requested", "user.professional_granted"] {
        let query = [("action", action), ("subject", ana.id.as_str())];
        let audit = root.list("/audit", &query).await.is(200);
        assert_eq!(audit.items().len(), 1, "{action}");
    }
    assert_eq!(max.list("/users", &[("is_professional", "true")]).await["total"], 1);
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "professional.requested").await, 0);
}

async fn an_incomplete_profile_is_told_what_is_missing(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let links = ["linkedin_profile_url", "github_profile_url"];
    let rest = ["first_name", "last_name", "bio", "location", "profile_picture_url"];
    let all = [&links[..], &rest[..]].concat();
    ana.post(ASK, json!({"note": "x"})).await.faults(&all);
    ana.post(ASK, json!({})).await.faults(&[&all[..], &["note"]].concat());
    ana.post(ASK, json!({"note": 5})).await.faults(&["note"]);
    ana.post(ASK, json!({"note": "x", "role": "ADMIN"})).await.faults(&["role"]);
    let link = json!({"linkedin_profile_url": "https://linkedin.com/in/ana", "bio": "b"});
    ana.patch("/users/me", link).await.is(200);
    let left = ["first_name", "last_name", "location", "profile_picture_url"];
    ana.post(ASK, json!({"note": "x"})).await.faults(&left);
    let bo = candidate(&site, "bob").await;
    bo.post(ASK, json!({"note": "x".repeat(1001)})).await.faults(&["note"]);
    bo.post(ASK, json!({"note": " "})).await.faults(&["note"]);
    let max = site.manager("max").await;
    assert_eq!(max.get("/professional-requests").await.is(200)["total"], 0);
}

async fn a_refusal_needs_a_reason_and_is_told(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, candidate(&site, "ana").await);
    let asked = ana.post(ASK, json!({"note": "Please"})).await.is(201);
    let refuse = path(&asked, "refuse");
    max.poke(&refuse).await.faults(&["reason"]);
    max.post(&refuse, json!({"reason": " "})).await.faults(&["reason"]);
    max.post(&refuse, json!({"reason": "x".repeat(501)})).await.faults(&["reason"]);
    let done = max.post(&refuse, json!({"reason": "Too soon"})).await.is(200);
    assert_eq!((&done["status"], &done["reason"]), (&json!("REFUSED"), &json!("Too soon")));
    assert!(done["decided_at"].is_string());
    let mail = site.mail(&ana.email, "professional.refused").await;
    assert!(mail.text.contains("Too soon"), "{}", mail.text);
    assert_eq!(ana.me().await["is_professional"], false);
    // And asked again.
    ana.post(ASK, json!({"note": "Now"})).await.is(201);
    max.poke(&path(&asked, "approve")).await.is(409);
}

async fn a_manager_grants_and_withdraws_outright(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    let status = format!("{}/professional", ana.path());
    let put = async |body: Value| max.put(&status, body).await;
    put(json!({})).await.faults(&["is_professional"]);
    put(json!({"is_professional": "yes"})).await.faults(&["is_professional"]);
    put(json!({"is_professional": true, "reason": 5})).await.faults(&["reason"]);
    let user = put(json!({"is_professional": true, "reason": "Known"})).await.is(200);
    let at = user["professional_status_updated_at"].clone();
    assert_eq!((&user["is_professional"], at.is_string()), (&json!(true), true));
    let link = user.link("professional").expect("a link");
    assert_eq!(link["method"], "PUT");
    site.mail(&ana.email, "professional.granted").await;
    // The same again is no change.
    let same = put(json!({"is_professional": true})).await.is(200);
    assert_eq!(same["professional_status_updated_at"], at);
    let user = put(json!({"is_professional": false, "reason": "Asked to"})).await.is(200);
    assert_eq!(user["is_professional"], false);
    assert_ne!(user["professional_status_updated_at"], at);
    let mail = site.mail(&ana.email, "professional.withdrawn").await;
    assert!(mail.text.contains("Asked to"), "{}", mail.text);
    let query = [("action", "user.professional_withdrawn"), ("subject", ana.id.as_str())];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert_eq!(audit.items()[0]["before"], json!({"is_professional": true}));
    assert_eq!(audit.items()[0]["reason"], "Asked to");

    // A grant answers an open request.
    let bo = candidate(&site, "bob").await;
    let asked = bo.post(ASK, json!({"note": "Please"})).await.is(201);
    max.put(&format!("{}/professional", bo.path()), json!({"is_professional": true})).await.is(200);
    let address = format!("/professional-requests/{}", asked["id"].as_str().expect("id"));
    assert_eq!(bo.get(&address).await.is(200)["status"], "APPROVED");
}

async fn only_managers_decide(db: Db) {
    let site = Site::start(db).await;
    let (root, max) = (site.admin().await, site.manager("max").await);
    let (ana, bo) = (candidate(&site, "ana").await, site.member("bob").await);
    let asked = ana.post(ASK, json!({"note": "Please"})).await.is(201);
    let refused = "Operation not permitted";
    for who in [&ana, &bo] {
        who.poke(&path(&asked, "approve")).await.says(403, refused);
        who.post(&path(&asked, "refuse"), json!({"reason": "x"})).await.says(403, refused);
        who.get("/professional-requests").await.says(403, refused);
        let body = json!({"is_professional": true});
        who.put(&format!("{}/professional", ana.path()), body).await.says(403, refused);
    }
    let read = format!("/professional-requests/{}", asked["id"].as_str().expect("id"));
    bo.get(&read).await.says(403, refused);
    max.get(&read).await.is(200);
    max.get("/professional-requests/nonsense").await.says(404, "Professional request not found");
    let body = json!({"is_professional": true});
    max.put(&format!("{}/professional", root.path()), body.clone()).await.says(403, refused);
    max.put("/users/nonsense/professional", body).await.says(404, "User not found");
    assert_eq!(ana.me().await["is_professional"], false);
}

async fn one_open_request_a_person(db: Db) {
    let site = Site::start(db).await;
    let ana = candidate(&site, "ana").await;
    let answers = together((0..6).map(|n| {
        let ana = ana.clone();
        async move { ana.post(ASK, json!({"note": format!("request {n}")})).await }
    }))
    .await;
    let count = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(409)), (1, 5), "{answers:?}");
    let root = site.admin().await;
    assert_eq!(root.get("/professional-requests").await.is(200)["total"], 1);
}

async fn the_queue_is_a_list_like_any(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    for n in 0..3 {
        let person = candidate(&site, &format!("person{n}")).await;
        person.post(ASK, json!({"note": format!("note {n}")})).await.is(201);
    }
    let first = max.get("/professional-requests?limit=2").await.is(200);
    assert_eq!(first.column("note"), ["note 2", "note 1"]);
    let cursor = first["next_cursor"].as_str().expect("a cursor");
    let query = [("limit", "2"), ("cursor", cursor)];
    let rest = max.list("/professional-requests", &query).await.is(200);
    assert_eq!((rest.column("note"), &rest["total"]), (vec!["note 0".to_owned()], &json!(3)));
    max.get("/professional-requests?status=SHUT").await.faults(&["status"]);
    max.get("/professional-requests?limit=0").await.faults(&["limit"]);
    let query = [("status", "OPEN"), ("cursor", cursor)];
    max.list("/professional-requests", &query).await.faults(&["cursor"]);
}

async fn leaving_takes_requests_along(db: Db) {
    let site = Site::start(db).await;
    let (max, ana) = (site.manager("max").await, candidate(&site, "ana").await);
    ana.post(ASK, json!({"note": "private words"})).await.is(201);
    max.delete(&ana.path()).await.is(204);
    assert_eq!(max.get("/professional-requests").await.is(200)["total"], 0);
    let query = [("action", "user.professional_requested"), ("subject", ana.id.as_str())];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert!(!audit.text.contains("private words"), "{}", audit.text);
}
