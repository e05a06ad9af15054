//! A person's sessions: seen, and ended.

use kit::*;

on_both_databases!(
    people_see_their_sessions,
    people_end_one_session,
    ending_another_wants_a_recent_password,
    nobody_sees_or_ends_anothers,
);

async fn people_see_their_sessions(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let form = format!("username=ana&password={PASSWORD}");
    let tokens = site
        .guest()
        .call(Method::POST, "/login")
        .body("application/x-www-form-urlencoded", form)
        .header("user-agent", "Tablet/2.0 <script>")
        .send()
        .await
        .is(200);
    let tablet = claims(tokens["access_token"].as_str().expect("a token"))["sid"].clone();

    let sessions = ana.get("/users/me/sessions").await.is(200);
    assert_eq!(sessions.items().len(), 2);
    for session in sessions.items() {
        let mine = session["id"] == ana.claims()["sid"];
        assert_eq!(session["current"], mine);
        assert_eq!(session["address"], "127.0.0.1");
        let device = session["device"].as_str().expect("a device");
        assert!(device.contains(if mine { "kit/1.0" } else { "Tablet/2.0" }), "{device}");
        for time in ["created_at", "last_seen_at"] {
            assert!(session[time].as_str().is_some_and(|t| t.ends_with('Z')), "{session}");
        }
    }
    assert!(sessions.items().iter().any(|s| s["id"] == tablet));
}

async fn people_end_one_session(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let (lost, kept) = (ana.again().await, ana.again().await);
    let lost_id = lost.claims()["sid"].as_str().expect("sid").to_owned();
    let path = format!("/users/me/sessions/{lost_id}");
    ana.delete(&path).await.is(204);
    assert!(!lost.is_signed_in().await);
    lost.try_refresh(&lost.refresh_token).await.is(400);
    assert!(kept.is_signed_in().await);
    assert_eq!(ana.get("/users/me/sessions").await.items().len(), 2);
    ana.delete(&path).await.is(404);
    for strange in ["nothing", "01890000-0000-7000-8000-000000000000", "%00"] {
        ana.delete(&format!("/users/me/sessions/{strange}")).await.is(404);
    }
    let query = [("action", "session.revoked"), ("actor", ana.id.as_str())];
    let audit = site.admin().await.list("/audit", &query).await.is(200);
    assert!(audit.items().iter().any(|e| e["subject"]["id"] == lost_id.as_str()), "{}", audit.text);

    // One's own needs nothing more.
    let own = ana.claims()["sid"].as_str().expect("sid").to_owned();
    ana.delete(&format!("/users/me/sessions/{own}")).await.is(204);
    assert!(!ana.is_signed_in().await);
}

async fn ending_another_wants_a_recent_password(db: Db) {
    let site = Site::with_clock().start(db).await;
    let mut ana = site.member("ana").await;
    let other = ana.again().await;
    site.clock().minutes(16);
    ana.refresh().await;
    let id = |person: &Person| person.claims()["sid"].as_str().expect("sid").to_owned();
    let path = format!("/users/me/sessions/{}", id(&other));
    let answer = ana.delete(&path).await.is(403);
    assert_eq!(answer["code"], "reauthentication_required");
    other.try_refresh(&other.refresh_token).await.is(200);

    let body = json!({"password": PASSWORD});
    ana.call(Method::DELETE, &path).json(&body).send().await.is(204);
    ana.delete(&format!("/users/me/sessions/{}", id(&ana))).await.is(204);
}

async fn nobody_sees_or_ends_anothers(db: Db) {
    let site = Site::start(db).await;
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    let id = ana.claims()["sid"].as_str().expect("sid").to_owned();
    assert!(!bob.get("/users/me/sessions").await.text.contains(&id));
    bob.delete(&format!("/users/me/sessions/{id}")).await.is(404);
    site.admin().await.delete(&format!("/users/me/sessions/{id}")).await.is(404);
    assert!(ana.is_signed_in().await);
}
