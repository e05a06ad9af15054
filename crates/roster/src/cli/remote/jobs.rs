//! `roster jobs --server`.

use reqwest::Method;
use serde_json::Value;

use super::super::jobs::{COLUMNS, Jobs};
use super::super::output::{self, Format};
use super::{Done, Remote, pairs};

pub async fn run(command: Jobs, remote: &Remote, format: Format) -> Done {
    match command {
        Jobs::List { state, message_type, limit, skip, all } => {
            let query = pairs([
                ("state", state.map(|state| state.as_str().to_owned())),
                ("type", message_type.map(|kind| kind.as_str().to_owned())),
            ]);
            let left = if all { u64::MAX } else { limit };
            let rows = remote.list(&["jobs"], &query, skip, left).await?;
            output::list(format, &COLUMNS, &rows)
        }
        Jobs::Show { id } => {
            output::object(format, &remote.get(&["jobs", &id], &Vec::new()).await?)
        }
        Jobs::Retry { id } => {
            let path = ["jobs", id.as_str(), "retry"];
            output::object(format, &remote.act(Method::POST, &path, &Value::Null).await?)
        }
        Jobs::Drop { id, yes } => {
            let job = remote.get(&["jobs", &id], &Vec::new()).await?;
            let kind = job["type"].as_str().unwrap_or_default();
            output::confirm(yes, &format!("Drop {kind}, which nobody will get?"))?;
            remote.act(Method::DELETE, &["jobs", &id], &Value::Null).await?;
            Ok(())
        }
    }
}
