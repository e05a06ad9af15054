//! Broken and hostile requests: a clear answer, and the process alive.

use std::time::{Duration, Instant};

use kit::*;
use tokio::io::AsyncWriteExt;

on_sqlite!(
    bodies_that_are_no_json_are_refused,
    bodies_are_bounded,
    slow_clients_are_cut_off,
    wrong_media_types_and_compression_are_refused,
    headers_are_bounded_and_request_ids_replaced,
    paths_lead_nowhere_else,
    methods_are_told,
    answers_are_safe_to_show,
    no_origin_is_allowed_until_named,
    broken_http_is_survived,
    hostile_requests_cost_little_memory,
);

async fn bodies_that_are_no_json_are_refused(db: Db) {
    let site = Site::start(db).await;
    let send = async |body: Vec<u8>| {
        site.guest().call(Method::POST, "/register").body("application/json", body).send().await
    };
    for body in
        ["", "{", "not json", "{\"email\": }", "{'email': 'x'}", "{\"a\":1}{\"b\":2}", "NaN"]
    {
        send(body.into()).await.is(400);
    }
    for body in ["null", "[]", "\"text\"", "5", "true"] {
        let answer = send(body.into()).await;
        assert!([400, 422].contains(&answer.status), "{body}: {}", answer.text);
    }
    // Deep nesting: refused beyond 64 levels, quickly and without a crash.
    for levels in [65, 200, 10_000, 400_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let unclosed = open.repeat(levels.min(150_000));
            let closed = format!("{unclosed}1{}", close.repeat(levels.min(150_000)));
            for body in [unclosed, closed] {
                if body.len() < 1_048_576 {
                    send(body.into()).await.is(400);
                }
            }
        }
    }
    // Within 64 levels a body is read, and its fault is the field's.
    let deep = format!("{{\"bio\":{}{}}}", "[".repeat(60), "]".repeat(60));
    send(deep.into()).await.is(422);
    for number in ["1e999999999", "-1e400", "123456789012345678901234567890", "1.0e-999"] {
        let body = format!(r#"{{"email":{number},"password":"x"}}"#);
        let answer = send(body.into()).await;
        assert!([400, 422].contains(&answer.status), "{}", answer.text);
    }
    // Ten thousand unknown fields do not make ten thousand lines.
    let many: Vec<String> = (0..10_000).map(|n| format!("\"f{n}\":1")).collect();
    let answer = send(format!("{{{}}}", many.join(",")).into()).await.is(422);
    assert!(answer.text.len() < 2_000_000);
    site.register("ana@example.org").await;
}

async fn bodies_are_bounded(db: Db) {
    let site = Site::start(db).await;
    let big = |size: usize| {
        let mut body = registration("ana@example.org");
        body["bio"] = json!("x".repeat(size));
        body.to_string()
    };
    let send = async |body: String| {
        site.guest().call(Method::POST, "/register").body("application/json", body).send().await
    };
    send(big(900_000)).await.faults(&["bio"]);
    send(big(1_048_576)).await.is(413);
    send(big(5_000_000)).await.is(413);
    // An enormous password costs no enormous hash.
    let start = Instant::now();
    let mut body = registration("ana@example.org");
    body["password"] = json!("x".repeat(1_000_000));
    site.guest().post("/register", body).await.faults(&["password"]);
    let long = "x".repeat(900_000);
    let answer = site.guest().try_sign_in("ana", &long).await;
    assert!([401, 422].contains(&answer.status));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());

    // Announced, the body is refused before it is sent; in chunks, on the way.
    let announced = "POST /api/v1/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
         Content-Length: 9999999999\r\n\r\n{";
    let answer = raw::exchange(site.server.port, announced.as_bytes()).await;
    assert_eq!(raw::status(&answer), 413, "{answer}");
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    let chunked = format!(
        "POST /api/v1/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
         Transfer-Encoding: chunked\r\n\r\n{}",
        chunk.repeat(40)
    );
    let answer = raw::exchange(site.server.port, chunked.as_bytes()).await;
    assert!([413, 0].contains(&raw::status(&answer)), "{answer}");
    let big_form = format!("username={}", "x".repeat(2_000_000));
    let form = "application/x-www-form-urlencoded";
    site.guest().call(Method::POST, "/login").body(form, big_form).send().await.is(413);
    site.register("ana@example.org").await;

    // The operator may choose another bound.
    let other = site.db.another();
    let site = Site::with("http.body_bytes", 2000).start(other).await;
    let body = json!({"email": "a@example.org", "password": PASSWORD, "bio": "x".repeat(2000)});
    site.guest().post("/register", body).await.is(413);
}

async fn slow_clients_are_cut_off(db: Db) {
    let site = Site::with("http.header_seconds", 1).with("http.body_seconds", 1).start(db).await;
    let timed = async |first: &[u8], drip: &[u8]| {
        let mut stream = raw::connect(site.server.port).await;
        stream.write_all(first).await.expect("send");
        let start = Instant::now();
        // A byte at a time, so that no idle limit alone would notice.
        while start.elapsed() < Duration::from_secs(8) {
            if stream.write_all(drip).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            let mut byte = [0];
            if stream.try_read(&mut byte).is_ok() {
                break;
            }
        }
        (start.elapsed(), raw::read_all(&mut stream).await)
    };
    let (time, _) = timed(b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ", b"x").await;
    assert!(time < Duration::from_secs(6), "headers: {time:?}");
    let body = b"POST /api/v1/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
         Content-Length: 1000\r\n\r\n{";
    let (time, _) = timed(body, b" ").await;
    assert!(time < Duration::from_secs(6), "a body: {time:?}");
    let mut idle = raw::connect(site.server.port).await;
    let start = Instant::now();
    raw::read_all(&mut idle).await;
    assert!(start.elapsed() < Duration::from_secs(15), "a silent connection");

    // Many of them at once keep nobody else waiting.
    let mut held = Vec::new();
    for _ in 0..100 {
        let mut stream = raw::connect(site.server.port).await;
        let _ = stream.write_all(b"GET / HTTP/1.1\r\n").await;
        held.push(stream);
    }
    let start = Instant::now();
    site.guest().get("/health/live").await.is(200);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

async fn wrong_media_types_and_compression_are_refused(db: Db) {
    let site = Site::start(db).await;
    let body = registration("ana@example.org").to_string();
    let send = async |media_type: &str, body: &str| {
        site.guest().call(Method::POST, "/register").body(media_type, body.to_owned()).send().await
    };
    for media_type in [
        "text/plain",
        "application/xml",
        "text/html",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "nonsense",
    ] {
        send(media_type, &body).await.is(415);
    }
    for media_type in ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON"] {
        let email = format!("u{}@example.org", media_type.len());
        send(media_type, &registration(&email).to_string()).await;
    }
    let without = format!(
        "POST /api/v1/register HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = raw::exchange(site.server.port, without.as_bytes()).await;
    assert_eq!(raw::status(&answer), 415, "{answer}");
    for coding in ["gzip", "br", "zstd", "deflate", "gzip, gzip"] {
        let call =
            site.guest().call(Method::POST, "/register").json(&registration("z@example.org"));
        call.header("content-encoding", coding).send().await.is(415);
        let call = site.guest().call(Method::POST, "/login").form(&[("username", "x")]);
        call.header("content-encoding", coding).send().await.is(415);
    }
    assert_eq!(site.admin().await.list("/users", &[("search", "z@example.org")]).await["total"], 0);
}

async fn headers_are_bounded_and_request_ids_replaced(db: Db) {
    let site = Site::start(db).await;
    let with_id = async |id: &str| {
        let answer =
            site.guest().call(Method::GET, "/locales").header("x-request-id", id).send().await;
        answer.is(200).header("x-request-id").expect("an id").to_owned()
    };
    let fine = "0192f1e0-7c1e-7000-8000-0123456789ab";
    let kept = with_id(fine).await;
    assert!(!kept.is_empty());
    for strange in ["<script>alert(1)</script>", "a b", "' OR 1=1", &"x".repeat(3000), "ü"] {
        let given = with_id(strange).await;
        assert!(!given.contains(strange) && given.len() <= 200, "{given}");
    }
    let ids: std::collections::BTreeSet<String> =
        [with_id("a b").await, with_id("a b").await].into_iter().collect();
    assert_eq!(ids.len(), 2, "each request has its own");

    let long = "x".repeat(200_000);
    let request = format!(
        "GET /api/v1/locales HTTP/1.1\r\nHost: x\r\nX-Long: {long}\r\nConnection: close\r\n\r\n"
    );
    let answer = raw::exchange(site.server.port, request.as_bytes()).await;
    assert!([0, 400, 413, 422, 431].contains(&raw::status(&answer)), "{answer}");
    let many = "X-Many: x\r\n".repeat(5000);
    let request =
        format!("GET /api/v1/locales HTTP/1.1\r\nHost: x\r\n{many}Connection: close\r\n\r\n");
    let answer = raw::exchange(site.server.port, request.as_bytes()).await;
    assert!([0, 400, 413, 422, 431].contains(&raw::status(&answer)), "{answer}");
    let path = format!(
        "GET /api/v1/users/{} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "x".repeat(100_000)
    );
    let answer = raw::exchange(site.server.port, path.as_bytes()).await;
    assert!([0, 400, 401, 404, 414, 422, 431].contains(&raw::status(&answer)), "{answer}");
    // Languages nobody speaks.
    for language in ["", "*", ";;;,,,", "en;q=x", &"de,".repeat(3000), "../../etc", "\u{ff}"] {
        let call = site.guest().call(Method::GET, "/users/me").header("accept-language", language);
        let answer = call.send().await;
        assert!([401, 422].contains(&answer.status), "{language}: {}", answer.text);
    }
}

async fn paths_lead_nowhere_else(db: Db) {
    let site = Site::start(db).await;
    let port = site.server.port;
    for path in [
        "/api/v1/../../etc/passwd",
        "/api/v1/%2e%2e/%2e%2e/etc/passwd",
        "/api/docs/../../../etc/passwd",
        "/api/docs/..%2f..%2f..%2fetc%2fpasswd",
        "/api/docs/%2e%2e%2f%2e%2e%2fCargo.toml",
        "//etc/passwd",
        "/api/v1//users",
        "/api/v1/users/%00",
        "/assets/..%5c..%5cx",
        "/.env",
        "/.git/config",
        "/data/roster.db",
        "/%",
        "/%zz",
        "/api/v1/nothing",
        "/api/v2/users",
    ] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let answer = raw::exchange(port, request.as_bytes()).await;
        let status = raw::status(&answer);
        assert!([301, 308, 400, 401, 404].contains(&status), "{path}: {answer}");
        assert!(!answer.contains("root:x:0") && !answer.contains("[package]"), "{path}: {answer}");
    }
    let answer = site.guest().get("/nothing").await.is(404);
    assert_eq!(answer["code"], "not_found");
}

async fn methods_are_told(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for (method, path, allowed) in [
        (Method::GET, "/register", "POST"),
        (Method::DELETE, "/register", "POST"),
        (Method::PUT, "/users", "GET"),
        (Method::POST, "/users/me", "PATCH"),
        (Method::DELETE, "/locales", "GET"),
        (Method::TRACE, "/users", "GET"),
    ] {
        let answer = root.call(method, path).send().await.is(405);
        assert!(answer.header("allow").is_some_and(|a| a.contains(allowed)), "{path}");
    }
    // A method cannot be smuggled in.
    let call = root.call(Method::GET, &root.path()).header("x-http-method-override", "DELETE");
    call.send().await.is(200);
    root.me().await;
    let answer = root.call(Method::HEAD, "/users/me").send().await.is(200);
    assert_eq!(answer.text, "");
}

async fn answers_are_safe_to_show(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    for answer in [
        ana.get("/users/me").await,
        site.guest().get("/users/me").await,
        site.guest().get("/<script>alert(1)</script>").await,
        site.guest().get("/api/docs").await,
        site.guest().get("/api/openapi.json").await,
    ] {
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{}", answer.what);
        assert!(!answer.text.contains("<script>alert"), "{}", answer.text);
        // No page of another site may frame this one.
        let policy = answer.header("content-security-policy").unwrap_or_default();
        let html = answer.header("content-type").is_some_and(|t| t.starts_with("text/html"));
        assert!(!html || policy.contains("frame-ancestors 'none'"), "{}: {policy}", answer.what);
    }
    // What someone typed never comes back as a page.
    let call = site.guest().call(Method::POST, "/register");
    let answer = call.json(&json!({"<img src=x onerror=alert(1)>": 1})).send().await.is(422);
    assert!(answer.header("content-type").is_some_and(|t| t.contains("json")));
}

async fn no_origin_is_allowed_until_named(db: Db) {
    let site = Site::start(db).await;
    let origin = "https://app.example";
    let preflight = async |site: &Site, origin: &str| {
        let call = site.guest().call(Method::OPTIONS, "/users/me").header("origin", origin);
        let call = call.header("access-control-request-method", "PATCH");
        let call = call.header("access-control-request-headers", "authorization,content-type");
        let url_less = call.try_send().await;
        url_less.map(|a| a.header("access-control-allow-origin").map(str::to_owned))
    };
    assert_eq!(preflight(&site, origin).await, Ok(None));
    let answer = site.guest().call(Method::GET, "/locales").header("origin", origin).send().await;
    assert_eq!(answer.header("access-control-allow-origin"), None);

    let other = site.db.another();
    let named = "https://app.example,https://two.example";
    let site = Site::with("http.cors_origins", named).start(other).await;
    assert_eq!(preflight(&site, origin).await, Ok(Some(origin.into())));
    for stranger in
        ["https://evil.example", "https://app.example.evil.example", "null", "http://app.example"]
    {
        assert_eq!(preflight(&site, stranger).await, Ok(None), "{stranger}");
    }
    let other = site.db.another();
    let site = Site::with("http.cors_origins", "*").start(other).await;
    let answer = site.guest().call(Method::GET, "/locales").header("origin", origin).send().await;
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
}

async fn broken_http_is_survived(db: Db) {
    let site = Site::start(db).await;
    let port = site.server.port;
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /api/v1/register HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/v1/register HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n{}",
        b"POST /api/v1/register HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /api/v1/locales HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n",
        b"GET /api/v1/locales HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
        b"",
    ] {
        let mut stream = raw::connect(port).await;
        let _ = stream.write_all(bytes).await;
        let _ = stream.shutdown().await;
        let answer = raw::read_all(&mut stream).await;
        assert!(raw::status(&answer) < 500, "{answer}");
    }
    site.guest().get("/health/live").await.is(200);
    assert_eq!(site.head_count().await, 1);
}

/// The most memory that a process has had, in bytes.
fn peak_memory(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a process");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("a peak");
    let kib = line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok());
    kib.expect("a number") * 1024
}

async fn hostile_requests_cost_little_memory(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let before = peak_memory(site.server.pid());
    let bodies = [
        "[".repeat(1_000_000),
        "[1,".repeat(340_000),
        "{\"a\":".repeat(170_000),
        format!("{{{}\"z\":1}}", "\"a\":{},".repeat(120_000)),
        format!("\"{}\"", "\\u0041".repeat(170_000)),
        format!("{{\"bio\":\"{}\"}}", "é".repeat(500_000)),
        format!("{{\"nickname\":\"{}\"}}", "a\u{301}".repeat(300_000)),
    ];
    for body in bodies {
        let call = ana.call(Method::PATCH, "/users/me").body("application/json", body);
        let answer = call.send().await;
        assert!([400, 422].contains(&answer.status), "{}", answer.status);
    }
    let words = "a ".repeat(20_000);
    ana.list("/users/me", &[("search", &words[..8000])]).await;
    let costs = peak_memory(site.server.pid()) - before;
    assert!(costs < 64 << 20, "{} MiB", costs >> 20);
}
