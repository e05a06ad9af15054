//! `roster events --server`.

use domain::clock;
use reqwest::Method;
use serde_json::{Value, json};

use super::super::events::{COLUMNS, Events, question};
use super::super::output::{self, Format};
use super::{Done, Remote, pairs};

pub async fn run(command: Events, remote: &Remote, format: Format) -> Done {
    let nothing = Vec::new();
    match command {
        Events::List(list) => {
            let query = pairs([
                ("search", list.search),
                ("starts_from", list.starts_from.map(clock::format)),
                ("starts_to", list.starts_to.map(clock::format)),
                ("category", list.category),
                ("tag", list.tag),
                ("status", list.status.map(|status| status.as_str().to_owned())),
            ]);
            let left = if list.all { u64::MAX } else { list.limit };
            let rows = remote.list(&["events"], &query, list.skip, left).await?;
            output::list(format, &COLUMNS, &rows)
        }
        Events::Show { id } => {
            output::object(format, &remote.get(&["events", &id], &nothing).await?)
        }
        Events::Publish { id } => {
            let path = ["events", id.as_str(), "publish"];
            output::object(format, &remote.act(Method::POST, &path, &Value::Null).await?)
        }
        Events::Cancel { id, reason, yes } => {
            let event = remote.get(&["events", &id], &nothing).await?;
            output::confirm(yes, &question(&event, "cancelled"))?;
            let path = ["events", id.as_str(), "cancel"];
            let body = json!({ "reason": reason });
            output::object(format, &remote.act(Method::POST, &path, &body).await?)
        }
        Events::Delete { id, yes } => {
            let event = remote.get(&["events", &id], &nothing).await?;
            output::confirm(yes, &question(&event, "deleted"))?;
            remote.act(Method::DELETE, &["events", &id], &Value::Null).await?;
            output::text(&format!("{id} was deleted"))
        }
    }
}
