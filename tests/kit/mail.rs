//! Mail as people get it: from the built-in mailbox, or off the wire.

use std::process::Stdio;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::{Home, eventually, path_of};

/// One mail of the built-in mailbox.
#[derive(Clone, Debug)]
pub struct Mail {
    pub id: String,
    pub kind: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub locale: String,
}

impl Mail {
    fn from(json: &Value) -> Mail {
        let text = |field: &str| {
            let value = json[field].as_str();
            value.unwrap_or_else(|| panic!("a mail without {field}: {json}")).to_owned()
        };
        Mail {
            id: text("id"),
            kind: text("type"),
            to: text("to"),
            subject: text("subject"),
            text: text("text"),
            html: text("html"),
            locale: text("locale"),
        }
    }

    /// The path and query of the link whose path begins so; it must stand in
    /// both forms of the mail.
    #[track_caller]
    pub fn path(&self, start: &str) -> String {
        let link = self.link(start);
        assert!(
            self.html.replace("&amp;", "&").contains(&link),
            "{link} is not in the HTML: {}",
            self.html
        );
        path_of(&link)
    }

    /// The whole link whose path begins so.
    #[track_caller]
    pub fn link(&self, start: &str) -> String {
        let all = links(&self.text);
        let link = all.iter().find(|link| path_of(link).starts_with(start));
        link.unwrap_or_else(|| panic!("no link {start}… in: {}", self.text)).clone()
    }

    /// The last part of that link's path: the token.
    #[track_caller]
    pub fn token(&self, start: &str) -> String {
        let path = self.path(start);
        path.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

/// All addresses that a text names.
pub fn links(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || "<>()[]\"'".contains(c);
    let mut found = Vec::new();
    for start in ["http://", "https://"] {
        for (at, _) in text.match_indices(start) {
            let rest = &text[at..];
            let link = &rest[..rest.find(ends).unwrap_or(rest.len())];
            found.push(link.trim_end_matches(['.', ',']).to_owned());
        }
    }
    found
}

impl Home {
    /// How many mails of this type an address has got so far.
    pub async fn count_mail(&self, to: &str, kind: &str) -> usize {
        self.mails_to(to, kind).await.len()
    }

    /// Waits for a mail of this type; the newest, if there are several.
    pub async fn mail(&self, to: &str, kind: &str) -> Mail {
        self.nth_mail(1, to, kind).await
    }

    /// Waits until there are `n` such mails, and shows the newest.
    pub async fn nth_mail(&self, n: usize, to: &str, kind: &str) -> Mail {
        let what = format!("mail {n} of type {kind} to {to}");
        let newest = eventually(&what, async || {
            let mut found = self.mails_to(to, kind).await;
            found.sort_by_key(|mail| mail["at"].as_str().map(str::to_owned));
            (found.len() >= n).then(|| found.pop()).flatten()
        })
        .await;
        let id = newest["id"].as_str().expect("a mail's id");
        Mail::from(&self.roster(&["mailbox", "show", id, "--output", "json"]).await.ok().json())
    }

    async fn mails_to(&self, to: &str, kind: &str) -> Vec<Value> {
        let mut all = self.mailbox().await;
        all.retain(|mail| mail["to"] == to && mail["type"] == kind);
        all
    }
}

/// A mail as it went over the wire, decoded.
#[derive(Clone, Debug)]
pub struct Mime {
    /// Lower-case names; of a repeated header the last.
    pub headers: Value,
    pub text: String,
    pub html: String,
    /// The pictures inside, with what the HTML names them by.
    pub pictures: Vec<(String, Vec<u8>)>,
}

const DECODE: &str = "
import base64, email, email.policy, json, sys
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
def body(kind):
    part = mail.get_body(preferencelist=(kind,))
    return part.get_content() if part else ''
headers = {name.lower(): str(value) for name, value in mail.items()}
pictures = [
    [part['content-id'].strip('<>'), base64.b64encode(part.get_content()).decode()]
    for part in mail.walk() if part.get_content_type() == 'image/png'
]
print(json.dumps({'pictures': pictures, 'headers': headers, 'text': body('plain'), 'html': body('html')}))
";

/// Decodes with Python's own mail library: what a mail reader would see.
pub fn parse_mime(raw: &[u8]) -> Mime {
    use std::io::Write;
    let mut child = std::process::Command::new("python3")
        .args(["-c", DECODE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3");
    child.stdin.take().expect("stdin").write_all(raw).expect("write a mail");
    let output = child.wait_with_output().expect("python3");
    let json: Value = serde_json::from_slice(&output.stdout).expect("a decoded mail");
    let text = |field: &str| json[field].as_str().unwrap_or_default().to_owned();
    let pictures = json["pictures"].as_array().into_iter().flatten().map(|picture| {
        let part = |at: usize| picture[at].as_str().unwrap_or_default();
        (part(0).to_owned(), STANDARD.decode(part(1)).expect("base64"))
    });
    let pictures = pictures.collect();
    Mime { headers: json["headers"].clone(), text: text("text"), html: text("html"), pictures }
}

impl Mime {
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers[name].as_str();
        value.unwrap_or_else(|| panic!("no header {name}: {}", self.headers))
    }
}
