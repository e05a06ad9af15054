//! `roster posts --server`.

use reqwest::Method;
use serde_json::json;

use super::super::output::{self, Format};
use super::super::posts::{COLUMNS, Posts, question, rows};
use super::{Done, Remote, pairs};

pub async fn run(command: Posts, remote: &Remote, format: Format) -> Done {
    match command {
        Posts::List(list) => {
            let (skip, left) = (list.skip, list.left());
            let query = list.query();
            let query = pairs([
                ("status", query.status.map(|status| status.as_str().to_owned())),
                ("author", query.author),
                ("search", query.search),
            ]);
            let found = remote.list(&["posts"], &query, skip, left).await?;
            output::list(format, &COLUMNS, &rows(format, found))
        }
        Posts::Show { id } => {
            output::object(format, &remote.get(&["posts", &id], &Vec::new()).await?)
        }
        Posts::Hide { id, reason } => {
            let path = ["posts", id.as_str(), "hide"];
            let body = json!({ "reason": reason });
            output::object(format, &remote.act(Method::POST, &path, &body).await?)
        }
        Posts::Unhide { id, reason } => {
            let path = ["posts", id.as_str(), "show"];
            let body = json!({ "reason": reason });
            output::object(format, &remote.act(Method::POST, &path, &body).await?)
        }
        Posts::Delete { id, yes } => {
            let post = remote.get(&["posts", &id], &Vec::new()).await?;
            let title = post["title"].as_str().unwrap_or_default();
            output::confirm(yes, &question(title))?;
            remote.act(Method::DELETE, &["posts", &id], &serde_json::Value::Null).await?;
            Ok(())
        }
    }
}
