//! A browser without scripts: cookies, forms, redirects.

use std::collections::BTreeMap;

use reqwest::Method;
use reqwest::header::HeaderValue;
use serde_json::json;

use crate::http::encode;
use crate::{Form, PASSWORD, Page, Site, path_of};

/// Somebody's browser, with cookies of its own. Redirects are followed only
/// when asked for.
#[derive(Clone)]
pub struct Browser {
    base: String,
    http: reqwest::Client,
    pub cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
}

impl Site {
    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        let guest = self.guest();
        Browser {
            base: guest.base,
            http: guest.http,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    /// A verified person with this nickname, `NAME@example.org`, not signed in.
    pub async fn account(&self, name: &str, role: &str) {
        let body = json!({
            "email": format!("{name}@example.org"), "nickname": name, "password": PASSWORD,
            "role": role, "email_verified": true,
        });
        self.admin().await.post("/users", body).await.is(201);
    }

    /// The browser of a new member who is signed in.
    pub async fn browsing(&self, name: &str) -> Browser {
        self.browsing_as(name, "AUTHENTICATED").await
    }

    pub async fn browsing_as(&self, name: &str, role: &str) -> Browser {
        self.account(name, role).await;
        let mut browser = self.browser();
        browser.sign_in(name, PASSWORD).await.leads_to("/profile");
        browser
    }
}

impl Browser {
    /// A header with every request from now on.
    pub fn with_header(mut self, name: &str, value: &str) -> Browser {
        self.headers.retain(|(key, _)| key != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Reads in this language, if the site offers it.
    pub fn reading(self, languages: &str) -> Browser {
        self.with_header("accept-language", languages)
    }

    /// One request and its answer, whatever it is.
    pub async fn get(&mut self, path: &str) -> Page {
        self.request(Method::GET, path, None).await
    }

    /// Goes to an address, by redirects if need be, and insists on a page.
    pub async fn open(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        self.arrive(page).await.is(200)
    }

    /// Goes on to where an answer leads, until that is a page.
    pub async fn arrive(&mut self, mut page: Page) -> Page {
        for _ in 0..10 {
            let Some(to) = page.location() else { return page };
            let to = path_of(to);
            page = self.get(&to).await;
        }
        panic!("redirects without end at {}", page.what);
    }

    /// Sends fields as they are, without a form's hidden ones.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_body(path, "application/x-www-form-urlencoded", encode(fields)).await
    }

    /// The same with the token that this browser's forms hold.
    pub async fn post_with_token(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token().await;
        let mut all = vec![("csrf_token", token.as_str())];
        all.extend(fields);
        self.post(path, &all).await
    }

    pub async fn post_body(
        &mut self,
        path: &str,
        media_type: &str,
        body: impl Into<reqwest::Body>,
    ) -> Page {
        self.request(Method::POST, path, Some((media_type.to_owned(), body.into()))).await
    }

    /// The token that forms hold for this browser.
    pub async fn token(&mut self) -> String {
        self.open("/about").await.form("/locale").value("csrf_token").to_owned()
    }

    /// Sends a form that a page showed.
    pub async fn submit(&mut self, form: &Form) -> Page {
        let (media_type, body) = form.encode();
        self.post_body(&form.action, &media_type, body).await
    }

    /// Opens a page, fills in the form that is sent to the same address, and
    /// sends it.
    pub async fn fill_in(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let alone = path.split('?').next().unwrap_or_default();
        let form = self.open(path).await.form(alone);
        self.submit(&form.fill_all(fields)).await
    }

    /// Fills in the form at `/login`, whatever comes of it.
    pub async fn sign_in(&mut self, name: &str, password: &str) -> Page {
        self.fill_in("/login", &[("username", name), ("password", password)]).await
    }

    pub async fn sign_out(&mut self) {
        self.fill_in("/logout", &[]).await.leads_to("/login");
    }

    /// Whether the site knows who this is.
    pub async fn is_signed_in(&mut self) -> bool {
        let page = self.get("/profile").await;
        assert!([200, 303].contains(&page.status), "{}: {}", page.what, page.text);
        page.status == 200
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// The cookie that stands for the session.
    #[track_caller]
    pub fn session(&self) -> &str {
        let found = self.cookie("roster").or(self.cookie("__Host-roster"));
        found.unwrap_or_else(|| panic!("no session among {:?}", self.cookies))
    }

    pub async fn request(
        &mut self,
        method: Method,
        path: &str,
        body: Option<(String, reqwest::Body)>,
    ) -> Page {
        let path = path_of(path);
        let what = format!("{method} {path}");
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        for (name, value) in &self.headers {
            let value = HeaderValue::from_bytes(value.as_bytes()).expect("a header's value");
            request = request.header(name, value);
        }
        if !self.cookies.is_empty() {
            let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
            request = request.header("cookie", pairs.collect::<Vec<_>>().join("; "));
        }
        if let Some((media_type, body)) = body {
            request = request.header("content-type", media_type).body(body);
        }
        let response = request.send().await.unwrap_or_else(|e| panic!("{what}: {e:?}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.unwrap_or_else(|e| panic!("{what}: {e:?}"));
        let page = Page::new(what, status, headers, bytes.to_vec());
        self.keep_cookies(&page);
        page
    }

    fn keep_cookies(&mut self, page: &Page) {
        for line in page.set_cookies() {
            let (name, rest) = line.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            match line.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
    }
}
