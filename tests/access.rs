//! Every operation of the API, tried by everyone: who may not is told so
//! before anything is said of the path or the body.

use kit::*;

on_both_databases!(every_operation_is_tried_by_everyone);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    Nothing,
    Member,
    Manager,
    Admin,
}

use Needs::{Admin, Manager, Member, Nothing};

/// Who may use which operation. An operation that is not here fails the test.
const TABLE: &[(&str, &str, Needs)] = &[
    ("POST", "/register", Nothing),
    ("GET", "/verify-email/{user_id}/{token}", Nothing),
    ("POST", "/verify-email/resend", Nothing),
    ("POST", "/login", Nothing),
    ("POST", "/token", Nothing),
    ("POST", "/token/revoke", Member),
    ("POST", "/logout", Member),
    ("POST", "/password/forgot", Nothing),
    ("POST", "/password/reset", Nothing),
    ("POST", "/password/change", Member),
    ("GET", "/users/me", Member),
    ("PATCH", "/users/me", Member),
    ("DELETE", "/users/me", Member),
    ("GET", "/users/me/export", Member),
    ("GET", "/users/me/sessions", Member),
    ("DELETE", "/users/me/sessions/{id}", Member),
    ("PUT", "/users/me/picture", Member),
    ("DELETE", "/users/me/picture", Member),
    ("GET", "/users/{id}/picture", Nothing),
    ("GET", "/profiles/{nickname}", Nothing),
    ("GET", "/users", Manager),
    ("POST", "/users", Manager),
    ("POST", "/users/import", Admin),
    ("GET", "/users/export", Admin),
    ("GET", "/users/{id}", Manager),
    ("PUT", "/users/{id}", Manager),
    ("PATCH", "/users/{id}", Manager),
    ("DELETE", "/users/{id}", Manager),
    ("PUT", "/users/{id}/role", Admin),
    ("POST", "/users/{id}/lock", Manager),
    ("POST", "/users/{id}/unlock", Manager),
    ("POST", "/users/{id}/resend-verification", Manager),
    ("PUT", "/users/{id}/professional", Manager),
    ("POST", "/users/me/professional-request", Member),
    ("GET", "/professional-requests", Manager),
    ("GET", "/professional-requests/{id}", Member),
    ("POST", "/professional-requests/{id}/approve", Manager),
    ("POST", "/professional-requests/{id}/refuse", Manager),
    ("GET", "/invitations", Member),
    ("POST", "/invitations", Member),
    ("GET", "/invitations/stats", Member),
    ("GET", "/invitations/accept", Nothing),
    ("GET", "/invitations/{id}", Member),
    ("PATCH", "/invitations/{id}", Member),
    ("DELETE", "/invitations/{id}", Manager),
    ("POST", "/invitations/{id}/resend", Member),
    ("GET", "/invitations/{id}/qr.png", Member),
    ("GET", "/profile-fields", Member),
    ("POST", "/profile-fields", Admin),
    ("GET", "/profile-fields/{name}", Member),
    ("PUT", "/profile-fields/{name}", Admin),
    ("DELETE", "/profile-fields/{name}", Admin),
    ("GET", "/posts", Nothing),
    ("POST", "/posts", Member),
    ("GET", "/posts/{id}", Nothing),
    ("PUT", "/posts/{id}", Member),
    ("PATCH", "/posts/{id}", Member),
    ("DELETE", "/posts/{id}", Member),
    ("POST", "/posts/{id}/hide", Manager),
    ("POST", "/posts/{id}/show", Manager),
    ("GET", "/profiles/{nickname}/posts", Nothing),
    ("GET", "/analytics/summary", Manager),
    ("GET", "/analytics/conversion", Manager),
    ("GET", "/analytics/inactive", Manager),
    ("GET", "/analytics/cohorts", Manager),
    ("GET", "/analytics/invitations", Manager),
    ("GET", "/events", Nothing),
    ("GET", "/events/topics", Nothing),
    ("GET", "/events/{id}", Nothing),
    ("GET", "/events/{id}.ics", Nothing),
    // And professionals.
    ("POST", "/events", Manager),
    ("PUT", "/events/{id}", Member),
    ("PATCH", "/events/{id}", Member),
    ("DELETE", "/events/{id}", Member),
    ("POST", "/events/{id}/publish", Manager),
    ("POST", "/events/{id}/cancel", Manager),
    ("GET", "/events/{id}/registrations", Member),
    ("POST", "/events/{id}/registrations", Member),
    ("GET", "/events/{id}/registrations/me", Member),
    ("DELETE", "/events/{id}/registrations/me", Member),
    ("GET", "/users/me/calendar", Member),
    ("POST", "/users/me/calendar/renew", Member),
    ("GET", "/users/me/events.ics", Nothing),
    ("GET", "/audit", Admin),
    ("GET", "/jobs", Admin),
    ("GET", "/jobs/{id}", Admin),
    ("POST", "/jobs/{id}/retry", Admin),
    ("DELETE", "/jobs/{id}", Admin),
    ("GET", "/locales", Nothing),
    ("GET", "/.well-known/jwks.json", Nothing),
    ("GET", "/health/live", Nothing),
    ("GET", "/health/ready", Nothing),
    ("GET", "/metrics", Nothing),
];

/// The operations that the OpenAPI document names, below `/api/v1`, and
/// whether it says that they want a token.
async fn operations(site: &Site) -> Vec<(String, String, bool)> {
    let document = site.guest().get("/api/openapi.json").await.is(200);
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            if ["parameters", "summary", "description", "servers"].contains(&method.as_str()) {
                continue;
            }
            let path = path.strip_prefix("/api/v1").unwrap_or(path);
            let wants = operation.get("security").or(document.json.get("security"));
            let guarded = wants.and_then(Value::as_array).is_some_and(|list| !list.is_empty());
            found.push((method.to_uppercase(), path.to_owned(), guarded));
        }
    }
    found
}

/// Requests for an operation that no handler could make sense of.
fn nonsense(method: &str, path: &str) -> Vec<(String, Option<(&'static str, &'static str)>)> {
    let mut ids = vec![path.to_owned()];
    if path.contains('{') {
        ids.clear();
        for id in ["garbage", "%00", "01890000-0000-7000-8000-000000000000"] {
            let mut parts: Vec<&str> = path.split('/').collect();
            for part in parts.iter_mut().filter(|part| part.starts_with('{')) {
                *part = id;
            }
            ids.push(parts.join("/"));
        }
    }
    let bodies = match method {
        "GET" | "DELETE" => vec![None],
        _ => vec![
            None,
            Some(("application/json", "{{{")),
            Some(("application/json", "{\"unknown\": true}")),
            Some(("text/nonsense", "\u{0}")),
        ],
    };
    let each = |id: String| bodies.clone().into_iter().map(move |body| (id.clone(), body));
    ids.into_iter().flat_map(each).collect()
}

async fn try_it(
    who: &Guest,
    method: &str,
    path: &str,
    body: Option<(&str, &'static str)>,
) -> Answer {
    let mut call = who.call(method.parse().expect("a method"), path);
    if let Some((media_type, body)) = body {
        call = call.body(media_type, body);
    }
    call.send().await
}

async fn every_operation_is_tried_by_everyone(db: Db) {
    let site = Site::start(db).await;
    let operations = operations(&site).await;
    for (method, path, _) in TABLE {
        let documented = operations.iter().any(|(m, p, _)| m == method && p == path);
        let beside =
            path.starts_with("/health") || path.starts_with("/metrics") || path.starts_with("/.");
        assert!(documented || beside, "{method} {path} is not in the OpenAPI document");
    }

    let (member, manager) = (site.member("member").await, site.manager("manager1").await);
    let admin = site.administrator("admin1").await;
    let mut people = [(member, Member), (manager, Manager), (admin, Admin)];
    let ended = site.member("ended").await;
    ended.poke("/logout").await.is(204);
    let mut tried = 0;
    for (method, path, guarded) in &operations {
        let entry = TABLE.iter().find(|(m, p, _)| m == method && p == path);
        let Some((_, _, needs)) = entry else {
            panic!("{method} {path} has no entry in the table of who may do what");
        };
        assert_eq!(*guarded, *needs > Nothing, "the security that {method} {path} names");
        for (address, body) in nonsense(method, path) {
            // Nobody, a made-up token, and one whose session is over.
            for who in [
                site.guest(),
                site.guest().with_bearer("made.up.token"),
                ended.with_bearer(&ended.access_token),
            ] {
                let answer = try_it(&who, method, &address, body).await;
                if *needs > Nothing {
                    let answer = answer.says(401, "Could not validate credentials");
                    assert!(answer.header("www-authenticate").is_some());
                } else {
                    assert_ne!(answer.status, 403, "{method} {address}: {}", answer.text);
                }
                tried += 1;
            }
            for (person, role) in &mut people {
                let answer = try_it(person, method, &address, body).await;
                if *role < *needs {
                    answer.says(403, "Operation not permitted");
                } else {
                    let denied = [401, 403].contains(&answer.status) && *needs > Nothing;
                    assert!(!denied, "{role:?} {method} {address}: {}", answer.text);
                    assert!(answer.status < 500, "{method} {address}: {}", answer.text);
                    // It may have ended the session, or asked for deletion.
                    if answer.status < 300 && method != "GET" {
                        *person = person.again().await;
                    }
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 300, "{tried}");
    // All that nonsense changed nothing and hurt nobody.
    let [_, (manager, _), (admin, _)] = people;
    assert_eq!(admin.list("/users", &[("role", "ADMIN")]).await["total"], 2);
    admin.get(&manager.path()).await.is(200);
    site.guest().get("/health/ready").await.is(200);
}
