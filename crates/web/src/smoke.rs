//! The router over a real database, from registering to leaving.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use axum::response::Response;
use domain::Settings;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::*;

const PASSWORD: &str = "plum tractor at dawn";

struct Site {
    router: Router,
    web: State,
    folder: PathBuf,
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

struct Answer {
    status: u16,
    headers: axum::http::HeaderMap,
    json: Value,
    text: String,
}

impl Site {
    async fn start(name: &str, change: impl FnOnce(&mut Settings)) -> Site {
        let folder = std::env::temp_dir().join(format!("roster-web-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let defaults = include_str!("../../../config.default.toml");
        let mut settings: Settings = toml::from_str(defaults).unwrap();
        settings.database.url = format!("sqlite://{}", folder.join("roster.db").display());
        settings.objects.url = format!("file://{}", folder.join("objects").display());
        settings.passwords.memory_kib = 64;
        settings.passwords.passes = 1;
        change(&mut settings);
        let app = App::open(settings).await.unwrap();
        services::schema::up(&app.store).await.unwrap();
        let emails = views::Emails::load(None).unwrap();
        let console = Console { settings: Vec::new(), emails };
        let web = Arc::new(Web::new(app, Texts::load(None, "en").unwrap(), console));
        Site { router: router(web.clone()), web, folder }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let mut request = request;
        let peer: SocketAddr = "127.0.0.1:1".parse().unwrap();
        request.extensions_mut().insert(Peer(peer));
        let response: Response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer { status: parts.status.as_u16(), headers: parts.headers, json, text }
    }

    async fn call(&self, method: Method, path: &str, token: &str, body: Value) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = match body {
            Value::Null => Body::empty(),
            body => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
        };
        self.send(request.body(body).unwrap()).await
    }

    async fn get(&self, path: &str, token: &str) -> Answer {
        self.call(Method::GET, path, token, Value::Null).await
    }

    async fn form(&self, path: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()));
        self.send(request.unwrap()).await
    }

    async fn token(&self, name: &str) -> String {
        let form = format!("username={name}&password={}", PASSWORD.replace(' ', "+"));
        let answer = self.form("/api/v1/login", &form).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json["access_token"].as_str().unwrap().to_owned()
    }
}

fn fields(answer: &Answer) -> Vec<&str> {
    let errors = answer.json["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().map(|e| e["field"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn someone_registers_and_an_administrator_looks_after_them() {
    let site = Site::start("tour", |s| s.accounts.first_user_is_admin = true).await;
    let register = |email: &str| json!({ "email": email, "password": PASSWORD });
    let root = site.call(Method::POST, "/api/v1/register/", "", register("root@example.org")).await;
    assert_eq!(root.status, 201, "{}", root.text);
    assert_eq!(root.json["role"], "ADMIN");
    let ana = site.call(Method::POST, "/api/v1/register", "", register("Ana@example.org")).await;
    assert_eq!(ana.status, 201, "{}", ana.text);
    let id = ana.json["id"].as_str().unwrap();
    assert!(ana.headers["location"].to_str().unwrap().ends_with(&format!("/api/v1/users/{id}")));
    assert_eq!(ana.headers["etag"], "\"1\"");
    assert_eq!(ana.headers["cache-control"], "no-store");

    // Not proved: looks like any wrong sign-in.
    let form = format!("username=ana@example.org&password={}", PASSWORD.replace(' ', "+"));
    let refused = site.form("/api/v1/login", &form).await;
    assert_eq!(refused.status, 401, "{}", refused.text);
    assert_eq!(refused.headers["www-authenticate"], "Bearer");
    assert_eq!(refused.json["error"], "invalid_grant");
    assert_eq!(refused.json["detail"], "Incorrect email or password.");
    assert_eq!(refused.json["request_id"], refused.headers["x-request-id"].to_str().unwrap());

    let token = site.token("root@example.org").await;
    let me = site.get("/api/v1/users/me", &token).await;
    assert_eq!(me.status, 200, "{}", me.text);
    assert_eq!(me.headers["content-language"], "en");
    let list = site.get("/api/v1/users?limit=1&sort=email", &token).await;
    assert_eq!((&list.json["total"], &list.json["size"]), (&json!(2), &json!(1)));
    assert_eq!(list.json["items"][0]["email"], "ana@example.org");

    let path = format!("/api/v1/users/{id}");
    let edited = site.call(Method::PATCH, &path, &token, json!({ "bio": "Hello" })).await;
    assert_eq!((edited.status, &edited.json["bio"]), (200, &json!("Hello")), "{}", edited.text);
    let read = site.get(&path, &token).await;
    let put = site.call(Method::PUT, &path, &token, read.json.clone()).await;
    assert_eq!(put.status, 200, "{}", put.text);
    let faulty = json!({ "id": "x", "bio": 1, "extra": [], "who": 2, "email": null });
    let faulty = site.call(Method::PATCH, &path, &token, faulty).await;
    assert_eq!(fields(&faulty), ["id", "extra", "email", "bio", "who"], "{}", faulty.text);
    let empty = site.call(Method::PATCH, &path, &token, json!({})).await;
    assert_eq!(fields(&empty), ["body"]);

    let role = json!({ "role": "MANAGER", "reason": "needed" });
    let role = site.call(Method::PUT, &format!("{path}/role"), &token, role).await;
    assert_eq!((role.status, &role.json["role"]), (200, &json!("MANAGER")));
    let locked = site.call(Method::POST, &format!("{path}/lock"), &token, Value::Null).await;
    assert_eq!((locked.status, &locked.json["is_locked"]), (200, &json!(true)));
    let audit = site.get("/api/v1/audit?action=user.role_changed", &token).await;
    assert_eq!(audit.json["items"][0]["after"], json!({ "role": "MANAGER" }), "{}", audit.text);
    assert_eq!(audit.json["items"][0]["address"], "127.0.0.1");
    let sessions = site.get("/api/v1/users/me/sessions", &token).await;
    assert_eq!(sessions.json["items"][0]["current"], true, "{}", sessions.text);

    let last = site.call(Method::DELETE, "/api/v1/users/me", &token, Value::Null).await;
    assert_eq!((last.status, &last.json["code"]), (409, &json!("last_administrator")));
    let gone = site.call(Method::DELETE, &path, &token, Value::Null).await;
    assert_eq!((gone.status, gone.text.as_str()), (204, ""));
    assert_eq!(site.get(&path, &token).await.json["detail"], "User not found");
    let out = site.call(Method::POST, "/api/v1/logout", &token, Value::Null).await;
    assert_eq!(out.status, 204, "{}", out.text);
    assert_eq!(site.get("/api/v1/users/me", &token).await.status, 401);
}

#[tokio::test]
async fn what_is_wrong_is_told_in_the_right_order() {
    let site = Site::start("order", |s| s.http.body_bytes = 2000).await;
    let big = json!({ "bio": "x".repeat(3000) });
    let post = |body| site.call(Method::POST, "/api/v1/register", "", body);
    assert_eq!(post(big.clone()).await.status, 413);
    // Who may not, need not send a sound body.
    for path in ["/api/v1/users", "/api/v1/password/change", "/api/v1/token/revoke"] {
        assert_eq!(site.call(Method::POST, path, "", big.clone()).await.status, 401, "{path}");
    }
    let wrong = site.call(Method::PUT, "/api/v1/users", "", Value::Null).await;
    assert_eq!((wrong.status, &wrong.json["code"]), (405, &json!("method_not_allowed")));
    assert!(wrong.headers["allow"].to_str().unwrap().contains("POST"));
    let nothing = site.get("/api/nothing", "").await;
    assert_eq!((nothing.status, &nothing.json["code"]), (404, &json!("not_found")));
    let faults = post(json!({ "email": 5, "nickname": "a b", "id": 1 })).await;
    assert_eq!(faults.status, 422);
    let mut named = fields(&faults);
    named.sort_unstable();
    assert_eq!(named, ["email", "id", "nickname", "password"]);
    let spanish = Request::get("/api/nothing").header("accept-language", "es-MX, en;q=0.5");
    let spanish = site.send(spanish.body(Body::empty()).unwrap()).await;
    assert_eq!(spanish.headers["content-language"], "es");
    let long = Request::get("/api/v1/locales").header("x-long", "x".repeat(9000));
    let long = site.send(long.body(Body::empty()).unwrap()).await;
    assert_eq!((long.status, fields(&long)), (422, vec!["x-long"]));
    let refused = site.form("/api/v1/token", "").await;
    assert_eq!((refused.status, &refused.json["error"]), (400, &json!("invalid_request")));
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer() {
    let site = Site::start("once", |_| {}).await;
    let send = async |body: Value| {
        let request = Request::post("/api/v1/register")
            .header("idempotency-key", "k")
            .header(header::CONTENT_TYPE, "application/json");
        site.send(request.body(Body::from(body.to_string())).unwrap()).await
    };
    let body = json!({ "email": "ana@example.org", "password": PASSWORD });
    let (first, again) = (send(body.clone()).await, send(body).await);
    assert_eq!((first.status, again.status), (201, 201), "{} {}", first.text, again.text);
    assert_eq!(first.text, again.text);
    for name in ["location", "etag", "content-type", "content-language"] {
        assert_eq!(first.headers[name], again.headers[name], "{name}");
    }
    assert_ne!(first.headers["x-request-id"], again.headers["x-request-id"]);
    assert_eq!(send(json!({ "email": "eva@example.org" })).await.status, 422);
}

#[tokio::test]
async fn machines_are_answered() {
    let site = Site::start("machines", |s| s.limits.api_per_minute = 2).await;
    for _ in 0..4 {
        assert_eq!(site.get("/health/live", "").await.status, 200);
    }
    let ready = site.get("/health/ready", "").await;
    assert_eq!((ready.status, &ready.json["services"]["database"]), (200, &json!("up")));
    let statuses = [site.get("/api/v1/locales", "").await, site.get("/api/v1/locales", "").await]
        .map(|a| a.status);
    assert_eq!(statuses, [200, 200]);
    let throttled = site.get("/api/v1/locales", "").await;
    assert_eq!(throttled.status, 429);
    assert!(throttled.headers.contains_key("retry-after"));
    let metrics = site.get("/metrics", "").await;
    assert!(
        metrics.text.contains(
            r#"http_requests_total{route="/api/v1/locales",method="GET",status="200"} 2"#
        ),
        "{}",
        metrics.text
    );
    let keys = site.get("/.well-known/jwks.json", "").await;
    assert_eq!(keys.json["keys"][0]["alg"], "EdDSA", "{}", keys.text);
    let proxied = Request::get("/metrics").header("x-forwarded-for", "192.0.2.1");
    assert_eq!(site.send(proxied.body(Body::empty()).unwrap()).await.status, 404);
    assert!(site.web.app.settings.metrics.listen.is_empty());
}

#[tokio::test]
async fn a_handler_that_panics_is_survived() {
    let site = Site::start("panic", |_| {}).await;
    let router = Router::new().route("/api/panic", get(panics));
    let router = framed(router, site.web.clone());
    let answer = Site { router, web: site.web.clone(), folder: site.folder.clone() };
    let answer = answer.get("/api/panic", "").await;
    assert_eq!((answer.status, &answer.json["code"]), (500, &json!("internal")));
    assert!(!answer.text.contains("inside"));
}

async fn panics() -> &'static str {
    panic!("inside")
}
