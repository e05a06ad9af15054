//! Health, metrics and the documents beside the API.

use kit::*;

on_both_databases!(health_tells_each_service, metrics_count_what_happens);

on_sqlite!(
    metrics_stay_on_the_machine,
    the_openapi_document_describes_every_operation,
    the_documentation_needs_nobody_else,
    languages_are_offered_and_followed,
    logs_are_events_of_one_line,
);

async fn health_tells_each_service(db: Db) {
    let site = Site::start(db).await;
    site.guest().get("/health/live").await.is(200);
    site.guest().get("/health/live/").await.is(200);
    let ready = site.guest().get("/health/ready").await.is(200);
    assert_eq!(ready["status"], "up");
    let up = json!({"database": "up", "objects": "up", "messages": "up", "mail": "up"});
    assert_eq!(ready["services"], up);
    // Told to anybody, so nothing of the inside.
    assert!(!ready.text.contains("sqlite") && !ready.text.contains("postgres"));
}

async fn metrics_count_what_happens(db: Db) {
    let site = Site::start(db).await;
    let ana = site.register_and_verify("ana@example.org").await;
    site.guest().try_sign_in("ana@example.org", "not the password").await.is(401);
    site.guest().get("/api/v1/strange/<path>").await.is(404);
    site.admin().await.get(&ana.path()).await.is(200);
    site.guest().call("BREW".parse().expect("a method"), "/users").send().await;

    let text = site.guest().get("/metrics").await.is(200).text;
    for name in [
        "http_requests_total",
        "http_request_duration_seconds_bucket",
        "sign_ins_total",
        "registrations_total",
        "password_hash_running",
        "password_hash_waiting",
        "messages_delivered_total",
        "message_delivery_seconds",
        "database_connections",
        "process_resident_memory_bytes",
        "roster_build_info",
    ] {
        assert!(text.contains(name), "no {name} in:\n{text}");
    }
    assert_eq!(site.metric("registrations_total").await, 1.0);
    assert!(site.metric_where("sign_ins_total", "result=\"wrong\"").await >= 1.0);
    assert!(site.metric_where("messages_delivered_total", "account.verification").await >= 1.0);
    assert!(site.metric("process_resident_memory_bytes").await > 1e6);
    assert!(text.contains("route=\"/api/v1/users/{id}\""), "{text}");
    // Nothing that strangers type becomes a label.
    for typed in [ana.id.as_str(), "strange", "BREW", "ana@example.org"] {
        assert!(!text.contains(typed), "{typed} is in the metrics");
    }
}

async fn metrics_stay_on_the_machine(db: Db) {
    let site = Site::with("http.trusted_proxies", "127.0.0.0/8").start(db).await;
    // Through a proxy on this machine a stranger is still a stranger.
    let call = site.guest().call(Method::GET, "/metrics").header("x-forwarded-for", "203.0.113.9");
    let answer = call.send().await;
    assert!([403, 404].contains(&answer.status), "{}", answer.status);

    let other = site.db.another();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let site = Site::with("metrics.listen", address).start(other).await;
    let own = raw::exchange(
        address.port(),
        b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    .await;
    assert_eq!(raw::status(&own), 200, "{own}");
    assert!(own.contains("http_requests_total"));
    site.guest().get("/metrics").await.is(404);
}

async fn the_openapi_document_describes_every_operation(db: Db) {
    let site = Site::start(db).await;
    let answer = site.guest().get("/api/openapi.json").await.is(200);
    assert!(answer["openapi"].as_str().is_some_and(|v| v.starts_with("3.1")));
    let printed = site.roster(&["openapi"]).await.ok().json();
    assert_eq!(printed["paths"], answer["paths"], "the same from the command line");

    let mut ids = std::collections::BTreeSet::new();
    for (path, operations) in answer["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            let what = format!("{method} {path}");
            let text = |field: &str| operation[field].as_str().unwrap_or_default();
            assert!(
                !text("summary").is_empty() || !text("description").is_empty(),
                "{what}: no words"
            );
            assert!(ids.insert(text("operationId").to_owned()), "{what}: operationId twice");
            let responses = operation["responses"].as_object().expect("responses");
            assert!(responses.keys().any(|s| s.starts_with(['2', '3'])), "{what}: no success");
            assert!(
                responses.keys().any(|s| s.starts_with('4'))
                    || path.contains("/health")
                    || path.contains("well-known")
                    || path.ends_with("/locales"),
                "{what}: no errors"
            );
            // Each success with a body has an example, here or in its schema.
            for (status, response) in responses.iter().filter(|(s, _)| s.starts_with('2')) {
                if let Some(content) = response["content"].as_object() {
                    for (media, body) in content {
                        assert!(
                            has_example(&answer.json, body, 0),
                            "{what} {status} {media}: no example"
                        );
                    }
                }
            }
            if let Some(content) = operation["requestBody"]["content"].as_object() {
                for (media, body) in content {
                    assert!(has_example(&answer.json, body, 0), "{what} takes {media}: no example");
                }
            }
        }
    }
    assert!(answer["components"]["securitySchemes"].is_object());
}

/// Whether a media type object, or the schema it refers to, shows an example.
fn has_example(document: &Value, node: &Value, depth: u8) -> bool {
    if depth > 6 {
        return false;
    }
    if ["example", "examples", "const", "default"].iter().any(|key| !node[*key].is_null()) {
        return true;
    }
    if let Some(reference) = node["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        return document.pointer(pointer).is_some_and(|n| has_example(document, n, depth + 1));
    }
    let inside = ["schema", "items"]
        .iter()
        .any(|key| !node[*key].is_null() && has_example(document, &node[*key], depth + 1));
    let properties = node["properties"].as_object();
    inside
        || properties.is_some_and(|all| {
            !all.is_empty() && all.values().all(|p| has_example(document, p, depth + 1))
        })
}

async fn the_documentation_needs_nobody_else(db: Db) {
    let site = Site::start(db).await;
    let mut path = "/api/docs".to_owned();
    let mut answer = site.guest().get(&path).await;
    if [301, 302, 303, 307, 308].contains(&answer.status) {
        path = below(&path, answer.header("location").expect("a location"));
        answer = site.guest().get(&path).await;
    }
    let page = answer.is(200);
    assert!(page.header("content-type").is_some_and(|t| t.starts_with("text/html")));
    for link in links(&page.text) {
        assert!(
            link.starts_with(&site.server.url()) || link.starts_with("http://www.w3.org/"),
            "{link}"
        );
    }
    // All that it loads is here.
    let mut loaded = 0;
    for part in page.text.split(['"', '\'']) {
        if (part.ends_with(".js") || part.ends_with(".css")) && !part.contains(' ') {
            let path = below(&path, part);
            let file = site.guest().get(&path).await.is(200);
            assert!(!file.bytes.is_empty());
            loaded += 1;
        }
    }
    assert!(loaded > 0, "{}", page.text);
}

async fn languages_are_offered_and_followed(db: Db) {
    let site = Site::start(db).await;
    let list = site.guest().get("/locales").await.is(200);
    let tags: Vec<_> = list.json.as_array().expect("languages").iter().map(|l| &l["tag"]).collect();
    for tag in LANGUAGES {
        assert!(tags.contains(&&json!(tag)), "{}", list.text);
    }
    for language in list.json.as_array().expect("languages") {
        assert!(language["name"].as_str().is_some_and(|n| !n.is_empty()));
        assert!(["ltr", "rtl"].contains(&language["dir"].as_str().unwrap_or_default()));
    }
    let ask = async |header: &str| {
        let call = site.guest().call(Method::GET, "/users/me").header("accept-language", header);
        let answer = call.send().await.is(401);
        let language = answer.header("content-language").expect("a language").to_owned();
        (language, answer["detail"].as_str().expect("a detail").to_owned())
    };
    let mut details = std::collections::BTreeSet::new();
    for (header, language) in [
        ("en", "en"),
        ("es", "es"),
        ("ru", "ru"),
        ("es-AR,en;q=0.5", "es"),
        ("de-CH", "de"),
        ("ar-EG, en;q=0.9", "ar"),
        ("tlh, fr-CA;q=0.3, en;q=0.2", "fr"),
        ("tlh, ru;q=0.8, en;q=0.2", "ru"),
        ("tlh", "en"),
        ("en;q=0, ru;q=0.1", "ru"),
        ("nonsense;;q", "en"),
    ] {
        let (found, detail) = ask(header).await;
        assert_eq!(found, language, "{header}");
        details.insert(detail);
    }
    assert_eq!(details.len(), 6);

    // The site's own language, where a reader names none.
    let other = site.db.another();
    let site = Site::with("site.locale", "es").start(other).await;
    let answer = site.guest().get("/users/me").await.is(401);
    assert_eq!(answer.header("content-language"), Some("es"));
    // Field faults speak it too.
    let call = site.guest().call(Method::POST, "/register").json(&json!({}));
    let russian = call.header("accept-language", "ru").send().await.is(422);
    let message = russian["errors"][0]["message"].as_str().expect("a message");
    assert!(message.chars().any(|c| ('а'..='я').contains(&c)), "{message}");
}

async fn logs_are_events_of_one_line(db: Db) {
    let site = Site::start(db).await;
    let answer = site.guest().get("/users").await.is(401);
    site.guest().get("/search?token=s3cret-in-a-query").await.is(404);
    let id = answer.header("x-request-id").expect("a request id").to_owned();
    eventually("the request in the log", async || site.server.log().contains(&id).then_some(()))
        .await;
    for line in site.server.log().lines().filter(|line| !line.contains("/setup/")) {
        let event: Value = kit::parse(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        assert!(event["level"].is_string() && event["timestamp"].is_string(), "{line}");
    }
    assert!(!site.server.log().contains("s3cret-in-a-query"));
}

/// Where a reference on the page at `path` leads (RFC 3986, 5).
fn below(path: &str, reference: &str) -> String {
    let address = format!("http://127.0.0.1{path}");
    path_of(&join(&address, reference))
}
