//! What a browser got. Every page is held to what all pages owe.

use std::collections::BTreeSet;

use reqwest::header::HeaderMap;

use crate::Form;
use crate::html::{Element, Html};

/// The policy that every page bears.
pub const POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; \
                          form-action 'self'; frame-ancestors 'none'";

#[derive(Clone, Debug)]
pub struct Page {
    /// Method and path, for messages.
    pub what: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
    /// Empty when it is no HTML.
    pub html: Html,
}

impl Page {
    #[track_caller]
    pub(crate) fn new(what: String, status: u16, headers: HeaderMap, bytes: Vec<u8>) -> Page {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut page = Page { what, status, headers, text, bytes, html: Html::default() };
        if page.is_html() && !page.what.starts_with("HEAD ") {
            page.html = Html::parse(&page.text)
                .unwrap_or_else(|e| panic!("{} is not well-formed: {e}", page.what));
            page.owes_frame();
        }
        page.owes();
        page
    }

    pub fn is_html(&self) -> bool {
        self.header("content-type").unwrap_or_default().starts_with("text/html")
            && !self.what.contains(" /api/")
            && !self.is_boxed()
    }

    /// An e-mail as the console looks at it: in a frame that may do nothing.
    pub fn is_boxed(&self) -> bool {
        let policy = self.header("content-security-policy").unwrap_or_default();
        policy.starts_with("default-src 'none'") && policy.ends_with("; sandbox")
    }

    /// Insists on a status.
    #[track_caller]
    pub fn is(self, status: u16) -> Page {
        assert_eq!(self.status, status, "{} answered {:?}: {}", self.what, self.headers, self.text);
        self
    }

    /// Insists on a redirect after a form, or away from a page, to there.
    #[track_caller]
    pub fn leads_to(self, path: &str) -> Page {
        let page = self.is(303);
        assert_eq!(page.location(), Some(path), "{}", page.what);
        page
    }

    /// Insists on the page of an error in the frame, with the request's id.
    #[track_caller]
    pub fn fails(self, status: u16) -> Page {
        let page = self.is(status);
        assert!(page.is_html(), "{} answered no page: {}", page.what, page.text);
        let id = page.header("x-request-id").expect("a request id").to_owned();
        assert!(page.main().text().contains(&id), "no request id: {}", page.text);
        page
    }

    /// Insists on the form again with this flash and faults at exactly these
    /// fields.
    #[track_caller]
    pub fn again(self, flash: &str, fields: &[&str]) -> Page {
        let page = self.is(422);
        assert_eq!(page.flash().as_deref(), Some(flash), "{}", page.what);
        page.faulty(fields)
    }

    /// Insists on faults at exactly these fields, in any order.
    #[track_caller]
    pub fn faulty(self, fields: &[&str]) -> Page {
        let wanted: BTreeSet<String> = fields.iter().map(|name| name.to_string()).collect();
        assert_eq!(self.faulty_fields(), wanted, "{}: {}", self.what, self.text);
        for field in fields {
            assert!(!self.fault(field).is_empty(), "nothing is said at {field}: {}", self.text);
        }
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub fn location(&self) -> Option<&str> {
        self.header("location").filter(|_| (300..400).contains(&self.status))
    }

    pub fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok()).collect()
    }

    /// The line that sets a cookie.
    #[track_caller]
    pub fn set_cookie(&self, name: &str) -> &str {
        let start = format!("{name}=");
        let found = self.set_cookies().into_iter().find(|line| line.starts_with(&start));
        found.unwrap_or_else(|| panic!("{} sets no {name}: {:?}", self.what, self.headers))
    }

    #[track_caller]
    fn one(&self, tag: &str) -> Element<'_> {
        let found = self.html.all(tag);
        assert_eq!(found.len(), 1, "<{tag}> in {}: {}", self.what, self.text);
        found[0]
    }

    #[track_caller]
    pub fn main(&self) -> Element<'_> {
        self.one("main")
    }

    #[track_caller]
    pub fn h1(&self) -> String {
        self.one("h1").text()
    }

    #[track_caller]
    pub fn title(&self) -> String {
        self.html.first("title").expect("a title").text()
    }

    pub fn lang(&self) -> &str {
        self.html.first("html").map_or("", |html| html.get("lang"))
    }

    /// What the page says once, and how: `success`, `error` or `info`.
    pub fn flash_and_kind(&self) -> Option<(String, String)> {
        let class = |e: &Element| e.get("class").split(' ').any(|class| class == "flash");
        let flash = self.html.elements().find(class)?;
        let kind = flash.get("class").rsplit("flash-").next().unwrap_or_default();
        Some((flash.text(), kind.to_owned()))
    }

    pub fn flash(&self) -> Option<String> {
        self.flash_and_kind().map(|(text, _)| text)
    }

    /// Insists on what the page says once.
    #[track_caller]
    pub fn says(self, flash: &str) -> Page {
        assert_eq!(self.flash().as_deref(), Some(flash), "{}: {}", self.what, self.text);
        self
    }

    /// The form that is sent to an address.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let found = self.html.all("form").into_iter().find(|form| form.get("action") == action);
        let found = found.unwrap_or_else(|| {
            panic!("no form to {action} at {} ({}): {}", self.what, self.status, self.text)
        });
        Form::read(found)
    }

    pub fn has_form(&self, action: &str) -> bool {
        self.html.all("form").iter().any(|form| form.get("action") == action)
    }

    /// Where the links in the page lead.
    pub fn links(&self) -> Vec<&str> {
        self.html.all("a").iter().map(|link| link.get("href")).collect()
    }

    pub fn has_link(&self, path: &str) -> bool {
        self.links().contains(&path)
    }

    pub fn buttons(&self) -> Vec<String> {
        self.main().all("button").iter().map(Element::text).collect()
    }

    fn controls(&self) -> impl Iterator<Item = Element<'_>> {
        self.html.elements().filter(|e| ["input", "select", "textarea"].contains(&e.tag()))
    }

    /// The control of a field in `main`.
    #[track_caller]
    pub fn control(&self, name: &str) -> Element<'_> {
        let main = self.main();
        let found = self.controls().find(|e| e.get("name") == name && main.contains(*e));
        found.unwrap_or_else(|| panic!("no field {name} at {}: {}", self.what, self.text))
    }

    pub fn faulty_fields(&self) -> BTreeSet<String> {
        let faulty = self.controls().filter(|e| e.attribute("aria-invalid") == Some("true"));
        faulty.map(|e| e.get("name").to_owned()).collect()
    }

    /// What is said to be wrong with a field, by what its control is described
    /// by. Empty when it is not faulty.
    #[track_caller]
    pub fn fault(&self, field: &str) -> String {
        let control = self.control(field);
        if control.attribute("aria-invalid") != Some("true") {
            return String::new();
        }
        let ids = control.get("aria-describedby").split(' ').filter(|id| id.ends_with("-fault"));
        ids.filter_map(|id| self.html.by_id(id)).map(|e| e.text()).collect()
    }

    /// What every answer owes that a browser gets.
    #[track_caller]
    fn owes(&self) {
        let what = format!("{} answered {}: {:?}", self.what, self.status, self.headers);
        assert!(self.header("x-request-id").is_some_and(|id| !id.is_empty()), "{what}");
        for inside in ["panicked at", "DbErr", "sqlx", "SELECT ", "INSERT INTO", ".rs:", "$argon2"]
        {
            // The console shows the filter of the log, which names libraries.
            let setting = inside == "sqlx" && self.what.ends_with(" /admin/settings");
            let leaks = !setting && self.text.contains(inside);
            assert!(!leaks, "{inside:?} leaks: {what} {}", self.text);
        }
        assert_eq!(self.header("x-content-type-options"), Some("nosniff"), "{what}");
        assert_eq!(self.header("referrer-policy"), Some("no-referrer"), "{what}");
        assert!(self.header("content-security-policy").is_some(), "{what}");
        if self.is_html() {
            assert_eq!(self.header("content-type"), Some("text/html; charset=utf-8"), "{what}");
            assert_eq!(self.header("content-security-policy"), Some(POLICY), "{what}");
            assert_eq!(self.header("cache-control"), Some("no-store"), "{what}");
            assert!(self.header("content-language").is_some(), "{what}");
        }
        for line in self.set_cookies() {
            for part in ["; Path=/;", "; SameSite=Lax", "; HttpOnly"] {
                assert!(format!("{line};").contains(part), "{line}");
            }
            assert!(!line.contains("Domain"), "{line}");
            assert_eq!(line.starts_with("__Host-"), line.contains("; Secure") && !plain(line));
        }
        match self.status {
            405 => assert!(self.header("allow").is_some(), "{what}"),
            429 | 503 => {
                let seconds = self.header("retry-after").and_then(|s| s.parse::<u64>().ok());
                assert!(seconds.is_some_and(|s| s > 0), "no Retry-After: {what}");
            }
            _ => {}
        }
    }

    /// The frame that all pages share, and what none may hold.
    #[track_caller]
    fn owes_frame(&self) {
        let what = format!("{} ({}): {}", self.what, self.status, self.text);
        let html = self.one("html");
        assert_eq!(Some(html.get("lang")), self.header("content-language"), "{what}");
        assert!(["ltr", "rtl"].contains(&html.get("dir")), "{what}");
        let first = self.html.elements().find(|e| ["a", "button", "input"].contains(&e.tag()));
        assert_eq!(first.map(|e| e.get("href")), Some("#main"), "a skip link first: {what}");
        assert_eq!(self.main().get("id"), "main", "{what}");
        assert!(!self.html.all("nav").is_empty() && !self.one("footer").text().is_empty());
        assert!(!self.h1().is_empty(), "{what}");
        let title = self.title();
        assert!(title.contains(" · ") && !title.starts_with(" ·"), "{title:?}: {what}");
        let ids = self.html.elements().filter_map(|e| e.attribute("id"));
        let mut known = BTreeSet::new();
        for id in ids {
            assert!(known.insert(id), "the id {id} twice: {what}");
        }
        for element in self.html.elements() {
            self.owes_element(element, &known);
        }
        // Texts that are missing show their key.
        let text = self.html.first("body").map(|b| b.text()).unwrap_or_default();
        for word in text.split(' ') {
            let key = [
                "page-", "nav-", "field-", "hint-", "button-", "flash-", "error-", "title-",
                "admin-", "filter-", "state-", "need-",
            ];
            let bare = key.iter().any(|start| word.starts_with(start));
            assert!(!bare, "{word:?} is a key, no text: {what}");
        }
    }

    #[track_caller]
    fn owes_element(&self, element: Element, ids: &BTreeSet<&str>) {
        let what =
            format!("{element_tag} in {}: {}", self.what, self.text, element_tag = tag(element));
        for (name, value) in element.attributes() {
            assert!(!name.starts_with("on") && name != "style", "inline code: {what}");
            match name.as_str() {
                "src" | "action" | "formaction" | "poster" | "data" => {
                    assert!(is_local(value), "{name}={value}: {what}");
                }
                "srcset" => panic!("{what}"),
                "href" => {
                    let leaves = element.tag() == "a"
                        && value.starts_with("http")
                        && element.get("rel").contains("noopener");
                    let here = value.starts_with('#') && ids.contains(&value[1..]);
                    let letter = value.starts_with("mailto:");
                    assert!(is_local(value) || leaves || here || letter, "href={value}: {what}");
                }
                "aria-describedby" | "aria-labelledby" | "for" | "aria-controls" => {
                    for id in value.split(' ') {
                        assert!(ids.contains(id), "{name} names {id}: {what}");
                    }
                }
                _ => {}
            }
        }
        match element.tag() {
            "style" | "object" | "embed" | "base" => panic!("{what}"),
            "iframe" => assert_eq!(element.attribute("sandbox"), Some(""), "{what}"),
            "script" => assert!(element.has("src") && element.text().is_empty(), "{what}"),
            "img" => assert!(element.has("alt"), "no alt: {what}"),
            "form" if element.get("method") == "post" => {
                let form = Form::read(element);
                assert!(form.value("csrf_token").len() >= 43, "{what}");
            }
            "input" | "select" | "textarea" => {
                let hidden = ["hidden", "submit"].contains(&element.get("type"));
                let id = element.get("id");
                let labelled = self.html.all("label").iter().any(|label| {
                    (label.get("for") == id && !id.is_empty()) || label.contains(element)
                });
                assert!(hidden || labelled, "no label: {what}");
                if element.get("type") == "password" {
                    assert!(!element.has("value"), "a password comes back: {what}");
                }
            }
            _ => {}
        }
    }
}

fn tag(element: Element) -> String {
    format!("<{} {:?}>", element.tag(), element.attributes())
}

/// A path of this site.
fn is_local(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

/// Cookies that hold a choice and nothing secret.
fn plain(line: &str) -> bool {
    line.starts_with("locale=") || line.starts_with("theme=")
}
