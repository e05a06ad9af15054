//! Callers of the API. Every answer is held to what all answers owe: a request
//! id, a problem document for a fault, nothing of the inside leaked.

use std::ops::{Deref, Index};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde_json::{Value, json};

/// Somebody who is not signed in.
#[derive(Clone)]
pub struct Guest {
    pub(crate) base: String,
    pub(crate) http: reqwest::Client,
    pub(crate) bearer: Option<String>,
}

impl Guest {
    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path).send().await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path).json(&body).send().await
    }

    /// A request without a body, such as `…/resend-verification`.
    pub async fn poke(&self, path: &str) -> Answer {
        self.call(Method::POST, path).send().await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PUT, path).json(&body).send().await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path).json(&body).send().await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path).send().await
    }

    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.call(Method::POST, path).form(fields).send().await
    }

    /// A list with a query, whose values need no escaping by the caller.
    pub async fn list(&self, path: &str, query: &[(&str, &str)]) -> Answer {
        self.get(&format!("{path}?{}", encode(query))).await
    }

    /// Goes where a link of an answer leads.
    pub async fn follow(&self, link: &Value) -> Answer {
        let method = link["method"].as_str().unwrap_or("GET").parse().expect("a method");
        self.call(method, link["href"].as_str().expect("an href")).send().await
    }

    /// Signs in at `/login`, whatever comes of it.
    pub async fn try_sign_in(&self, name: &str, password: &str) -> Answer {
        self.form("/login", &[("username", name), ("password", password)]).await
    }

    /// A request still to be filled in. A path is below `/api/v1` unless it
    /// names one of the documents beside it.
    pub fn call(&self, method: Method, path: &str) -> Call {
        let beside = ["http://", "/api/", "/health/", "/metrics", "/.well-known/"];
        let url = match path {
            _ if path.starts_with("http://") => path.to_owned(),
            _ if beside.iter().any(|start| path.starts_with(start)) => {
                format!("{}{path}", self.base)
            }
            _ => format!("{}/api/v1{path}", self.base),
        };
        let what = format!("{method} {path}");
        let mut request = self.http.request(method, &url);
        if let Some(token) = &self.bearer {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let private = self.bearer.is_some() && url.contains("/api/v1/");
        Call { request, what, private }
    }

    /// The same caller with another token.
    pub fn with_bearer(&self, token: impl Into<String>) -> Guest {
        Guest { bearer: Some(token.into()), ..self.clone() }
    }
}

pub struct Call {
    request: reqwest::RequestBuilder,
    what: String,
    private: bool,
}

impl Call {
    pub fn json(self, body: &Value) -> Call {
        self.body("application/json", body.to_string())
    }

    pub fn form(self, fields: &[(&str, &str)]) -> Call {
        self.body("application/x-www-form-urlencoded", encode(fields))
    }

    pub fn body(mut self, media_type: &str, body: impl Into<reqwest::Body>) -> Call {
        self.request = self.request.header("content-type", media_type).body(body);
        self
    }

    pub fn header(mut self, name: &str, value: &str) -> Call {
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a header's value");
        self.request = self.request.header(name, value);
        self
    }

    pub async fn send(self) -> Answer {
        self.try_send().await.expect("an answer")
    }

    /// For when the server may be dead: no answer is an error, not a panic.
    pub async fn try_send(self) -> Result<Answer, String> {
        let error = |e: reqwest::Error| format!("{}: {e:?}", self.what);
        let response = self.request.send().await.map_err(error)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.map_err(error)?.to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        let answer = Answer { what: self.what, status, headers, text, bytes, json };
        answer.owes(self.private);
        Ok(answer)
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Method and path, for messages.
    pub what: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
    pub json: Value,
}

impl Answer {
    /// Insists on a status.
    #[track_caller]
    pub fn is(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{} answered: {}", self.what, self.text);
        self
    }

    /// Insists on a problem with this status and English detail.
    #[track_caller]
    pub fn says(self, status: u16, detail: &str) -> Answer {
        let answer = self.is(status);
        assert_eq!(answer["detail"], detail, "{}", answer.what);
        answer
    }

    /// Insists on 422 with faults at exactly these fields, in any order.
    #[track_caller]
    pub fn faults(self, fields: &[&str]) -> Answer {
        let answer = self.is(422);
        let mut found: Vec<&str> = answer.fault_fields();
        let mut wanted = fields.to_vec();
        found.sort_unstable();
        found.dedup();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{} answered: {}", answer.what, answer.text);
        for fault in answer["errors"].as_array().into_iter().flatten() {
            assert!(fault["code"].as_str().is_some_and(|c| !c.is_empty()), "{fault}");
            assert!(fault["message"].as_str().is_some_and(|m| !m.is_empty()), "{fault}");
        }
        answer
    }

    /// The fields that `errors` names.
    pub fn fault_fields(&self) -> Vec<&str> {
        let errors = self["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().filter_map(|e| e["field"].as_str()).collect()
    }

    /// The code of the fault at a field.
    #[track_caller]
    pub fn fault_code(&self, field: &str) -> &str {
        let errors = self["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        let fault = errors.iter().find(|e| e["field"] == field);
        fault
            .and_then(|f| f["code"].as_str())
            .unwrap_or_else(|| panic!("no fault at {field}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let name = name.parse::<HeaderName>().expect("a header's name");
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The `items` of a list.
    #[track_caller]
    pub fn items(&self) -> &[Value] {
        self["items"].as_array().unwrap_or_else(|| panic!("no list: {}", self.text))
    }

    /// One column of a list.
    #[track_caller]
    pub fn column(&self, field: &str) -> Vec<String> {
        let text = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
        self.items().iter().map(|item| text(&item[field])).collect()
    }

    /// The link with this `rel`, of the object or list itself.
    pub fn link(&self, rel: &str) -> Option<&Value> {
        link(&self.json, rel)
    }

    pub fn rels(&self) -> Vec<&str> {
        let mut rels: Vec<_> = self["links"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|l| l["rel"].as_str())
            .collect();
        rels.sort_unstable();
        rels
    }

    /// What every answer of the program owes, whatever it was asked.
    #[track_caller]
    fn owes(&self, private: bool) {
        let what =
            format!("{} answered {}: {:?} {}", self.what, self.status, self.headers, self.text);
        let id = self.header("x-request-id");
        assert!(id.is_some_and(|id| !id.is_empty()), "no X-Request-Id: {what}");
        for inside in ["panicked at", "DbErr", "sqlx", "SELECT ", "INSERT INTO", ".rs:", "$argon2"]
        {
            assert!(!self.text.contains(inside), "{inside:?} leaks: {what}");
        }
        if private {
            let cache = self.header("cache-control").unwrap_or_default();
            assert!(cache.contains("no-store"), "a private answer may be cached: {what}");
        }
        match self.status {
            201 => assert!(self.header("location").is_some(), "201 without Location: {what}"),
            405 => assert!(self.header("allow").is_some(), "405 without Allow: {what}"),
            429 | 503 if !self.what.contains("/health/") => {
                let seconds = self.header("retry-after").and_then(|s| s.parse::<u64>().ok());
                assert!(seconds.is_some_and(|s| s > 0), "no Retry-After: {what}");
            }
            _ => {}
        }
        let problem = self.header("content-type").unwrap_or_default();
        if self.status >= 400 && !self.what.contains("/health/") && !self.what.starts_with("HEAD") {
            assert!(problem.starts_with("application/problem+json"), "no problem document: {what}");
            for field in ["type", "title", "detail", "code"] {
                let text = self.json[field].as_str().unwrap_or_default();
                assert!(!text.is_empty(), "a problem without {field}: {what}");
            }
            assert_eq!(self.json["status"], self.status, "{what}");
            assert_eq!(self.json["request_id"].as_str(), id, "{what}");
            assert!(self.header("content-language").is_some(), "no Content-Language: {what}");
        }
    }
}

impl Index<&str> for Answer {
    type Output = Value;

    fn index(&self, field: &str) -> &Value {
        &self.json[field]
    }
}

/// The link with this `rel` of an object.
pub fn link<'a>(object: &'a Value, rel: &str) -> Option<&'a Value> {
    object["links"].as_array()?.iter().find(|link| link["rel"] == rel)
}

/// Somebody with an account, signed in.
#[derive(Clone)]
pub struct Person {
    guest: Guest,
    pub id: String,
    pub email: String,
    pub nickname: String,
    pub password: String,
    pub access_token: String,
    pub refresh_token: String,
}

impl Person {
    /// Signs in with the right password, insisting on success.
    pub async fn sign_in(guest: &Guest, email: &str, password: &str) -> Person {
        let tokens = guest.try_sign_in(email, password).await.is(200);
        let text = |field: &str| tokens[field].as_str().expect("a token").to_owned();
        let (access_token, refresh_token) = (text("access_token"), text("refresh_token"));
        let guest = guest.with_bearer(access_token.clone());
        let me = guest.get("/users/me").await.is(200);
        let text = |field: &str| me[field].as_str().expect("a user's field").to_owned();
        Person {
            id: text("id"),
            email: text("email"),
            nickname: text("nickname"),
            password: password.to_owned(),
            access_token,
            refresh_token,
            guest,
        }
    }

    /// The same person in another session.
    pub async fn again(&self) -> Person {
        Person::sign_in(&self.as_guest(), &self.email, &self.password).await
    }

    /// The same place, without the token.
    pub fn as_guest(&self) -> Guest {
        Guest { bearer: None, ..self.guest.clone() }
    }

    /// The same session, seen from another copy of the program.
    pub fn at(&self, copy: &Guest) -> Person {
        let guest = copy.with_bearer(self.access_token.clone());
        Person { guest, ..self.clone() }
    }

    /// Spends the refresh token, whatever comes of it.
    pub async fn try_refresh(&self, refresh_token: &str) -> Answer {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
        self.as_guest().form("/token", &fields).await
    }

    /// Spends the refresh token and goes on with the new pair.
    pub async fn refresh(&mut self) {
        let tokens = self.try_refresh(&self.refresh_token).await.is(200);
        self.access_token = tokens["access_token"].as_str().expect("a token").to_owned();
        self.refresh_token = tokens["refresh_token"].as_str().expect("a token").to_owned();
        self.guest.bearer = Some(self.access_token.clone());
    }

    pub async fn me(&self) -> Answer {
        self.get("/users/me").await.is(200)
    }

    /// Whether the session still counts.
    pub async fn is_signed_in(&self) -> bool {
        let answer = self.get("/users/me").await;
        assert!([200, 401].contains(&answer.status), "{}", answer.text);
        answer.status == 200
    }

    /// The path of this person in the users' API.
    pub fn path(&self) -> String {
        format!("/users/{}", self.id)
    }

    /// The claims of the access token, unchecked.
    pub fn claims(&self) -> Value {
        claims(&self.access_token)
    }
}

impl Deref for Person {
    type Target = Guest;

    fn deref(&self) -> &Guest {
        &self.guest
    }
}

/// The claims of a JWT, unchecked.
pub fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).expect("a JWT");
    let bytes = URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    serde_json::from_slice(&bytes).expect("claims")
}

/// What a stranger sends to register.
pub fn registration(email: &str) -> Value {
    json!({"email": email, "password": crate::PASSWORD})
}

/// The path of an address below the site, `/…`.
pub fn path_of(address: &str) -> String {
    match Url::parse(address) {
        Ok(url) => match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        },
        Err(_) => address.to_owned(),
    }
}

/// Where a reference found at an address leads.
pub fn join(address: &str, reference: &str) -> String {
    let base = Url::parse(address).expect("an address");
    base.join(reference).expect("a reference").to_string()
}

/// Pairs as a query or a form's body.
pub(crate) fn encode(pairs: &[(&str, &str)]) -> String {
    let url = Url::parse_with_params("http://x/", pairs).expect("a query");
    url.query().unwrap_or_default().to_owned()
}
