//! `roster invitations --server`.

use reqwest::Method;
use serde_json::{Value, json};

use super::super::Failure;
use super::super::invitations::{self, COLUMNS, Invitations};
use super::super::output::{self, Format};
use super::{Done, Remote, pairs};

pub async fn run(command: Invitations, remote: &Remote, format: Format) -> Done {
    let none = Vec::new();
    let one = |value: Value| output::object(format, &value);
    match command {
        Invitations::List { inviter: Some(_), .. }
        | Invitations::Create { inviter: Some(_), .. } => {
            let why = "--inviter works on the database; the server goes by the token's owner";
            Err(Failure::Usage(why.to_owned()))
        }
        Invitations::List { status, inviter: None, limit, skip, all } => {
            let query = pairs([("status", status.map(|status| status.as_str().to_owned()))]);
            let left = if all { u64::MAX } else { limit };
            let rows = remote.list(&["invitations"], &query, skip, left).await?;
            output::list(format, &COLUMNS, &rows)
        }
        Invitations::Show { id } => one(remote.get(&["invitations", &id], &none).await?),
        Invitations::Create { inviter: None, name, email, message } => {
            let body = json!({ "name": name, "email": email, "message": message });
            one(remote.act(Method::POST, &["invitations"], &body).await?)
        }
        Invitations::Resend { id } => {
            let path = ["invitations", id.as_str(), "resend"];
            one(remote.act(Method::POST, &path, &Value::Null).await?)
        }
        Invitations::Revoke { id } => {
            let body = json!({ "status": "REVOKED" });
            one(remote.act(Method::PATCH, &["invitations", &id], &body).await?)
        }
        Invitations::Delete { id, yes } => {
            let found = remote.get(&["invitations", &id], &none).await?;
            let name = found["name"].as_str().unwrap_or_default();
            output::confirm(yes, &invitations::removing(name))?;
            remote.act(Method::DELETE, &["invitations", &id], &Value::Null).await?;
            output::text(&invitations::removed(&id))
        }
        Invitations::Qr { id, file } => {
            let request = remote.request(Method::GET, &["invitations", &id, "qr.png"]);
            let answer = remote.answer(request.timeout(super::ANSWER)).await?;
            let png = answer.bytes().await.map_err(|error| remote.unreachable(error))?;
            Ok(std::fs::write(file, png)?)
        }
        Invitations::Stats => one(remote.get(&["invitations", "stats"], &none).await?),
    }
}
