//! Invitations and their links.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Answer, PASSWORD, Person, Site, Value, json, path_of};

/// Where invitations are in the API.
pub const INVITATIONS: &str = "/invitations";

pub async fn invite(by: &Person, email: &str) -> Answer {
    by.post(INVITATIONS, json!({"name": "Bo", "email": email})).await.is(201)
}

/// The place of one of them.
pub fn own(made: &Answer) -> String {
    format!("{INVITATIONS}/{}", made["id"].as_str().expect("an id"))
}

/// The path of its link, as the inviter sees it.
pub fn shared_link(made: &Answer) -> String {
    path_of(made["accept_url"].as_str().expect("a link"))
}

pub fn token_in(link: &str) -> String {
    link.split("token=").nth(1).expect("a token").to_owned()
}

/// Somebody registers by a link.
pub fn joining(email: &str, link: &str) -> Value {
    json!({"email": email, "password": PASSWORD, "invitation": token_in(link)})
}

/// The codes that are kept below a folder of objects.
pub fn codes(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("invitations")).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "png")).collect()
}

impl Site {
    /// The path of the link in the only invitation to an address.
    pub async fn mailed_link(&self, email: &str) -> String {
        self.mail(email, "invitation.sent").await.path("/invitations/accept")
    }
}
