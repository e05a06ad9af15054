//! `roster users --server`.

use std::io::{Write, stdin};
use std::path::Path;

use domain::{clock, ids};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Body, Method, StatusCode};
use serde_json::{Map, Value, json};

use super::super::Failure;
use super::super::output::{self, Format};
use super::super::users::{self, COLUMNS, Create, Filter, Users};
use super::super::users_csv::{self, Export, Import, Lines};
use super::{Done, Pairs, Remote, pairs};

pub async fn run(command: Users, remote: &Remote, format: Format) -> Done {
    let changed = async |name: &str, method, action: &str, body: Value| {
        let id = remote.person_id(name).await?;
        output::object(format, &remote.act(method, &["users", &id, action], &body).await?)
    };
    match command {
        Users::Create(command) => {
            let user = remote.act(Method::POST, &["users"], &addition(command)?).await?;
            output::object(format, &user)
        }
        Users::List(list) => {
            let left = list.left();
            let query = parameters(list.filter);
            let rows = remote.list(&["users"], &query, list.skip, left).await?;
            output::list(format, &COLUMNS, &rows)
        }
        Users::Show { name } => output::object(format, &remote.person(&name).await?),
        Users::SetRole { name, role, reason } => {
            let body = json!({ "role": role, "reason": reason });
            changed(&name, Method::PUT, "role", body).await
        }
        Users::Lock { name, reason } => {
            changed(&name, Method::POST, "lock", json!({ "reason": reason })).await
        }
        Users::Unlock { name, reason } => {
            changed(&name, Method::POST, "unlock", json!({ "reason": reason })).await
        }
        Users::Delete { name, yes } => {
            let user = remote.person(&name).await?;
            let text = |field: &str| user[field].as_str().unwrap_or_default().to_owned();
            let (id, nickname, email) = (text("id"), text("nickname"), text("email"));
            output::confirm(yes, &users::erasing(&nickname, &email))?;
            remote.act(Method::DELETE, &["users", &id], &Value::Null).await?;
            output::text(&users::erased(&id))
        }
        Users::Import(command) => import(remote, command, format).await,
        Users::Export(command) => export(remote, *command).await,
    }
}

/// What `POST /users` takes: whoever comes with a password is vouched for.
fn addition(command: Create) -> Result<Value, Failure> {
    let mut body = Map::new();
    body.insert("email".to_owned(), command.email.into());
    if let Some(nickname) = command.nickname {
        body.insert("nickname".to_owned(), nickname.into());
    }
    if let Some(role) = command.role {
        body.insert("role".to_owned(), role.as_str().into());
    }
    if command.password_stdin {
        body.insert("password".to_owned(), output::first_line()?.into());
        body.insert("email_verified".to_owned(), true.into());
    }
    Ok(body.into())
}

fn parameters(filter: Filter) -> Pairs {
    let query = filter.query();
    let flag = |value: Option<bool>| value.map(|value| value.to_string());
    let time = |value: Option<domain::Time>| value.map(clock::format);
    pairs([
        ("search", query.search),
        ("role", query.role.map(|role| role.as_str().to_owned())),
        ("is_locked", flag(query.is_locked)),
        ("email_verified", flag(query.email_verified)),
        ("is_professional", flag(query.is_professional)),
        ("locale", query.locale),
        ("created_from", time(query.created_from)),
        ("created_to", time(query.created_to)),
        ("last_login_from", time(query.last_login_from)),
        ("last_login_to", time(query.last_login_to)),
        ("last_login_before", time(query.last_login_before)),
        ("never_logged_in", flag(query.never_logged_in)),
        ("not_seen", query.not_seen.map(|not_seen| not_seen.bucket().as_str().to_owned())),
        ("reached", query.reached.map(|stage| stage.as_str().to_owned())),
        ("source", query.source.map(|source| source.as_str().to_owned())),
        ("sort", query.sort.map(|sort| sort.to_string())),
    ])
}

impl Remote {
    /// Somebody named by id, e-mail address or nickname.
    async fn person(&self, name: &str) -> Result<Value, Failure> {
        if ids::parse(name).is_some() {
            return self.get(&["users", name], &Vec::new()).await;
        }
        // The search finds parts of words as well.
        let name = name.trim();
        let query = vec![("search", format!("\"{name}\"")), ("limit", "100".to_owned())];
        let found = self.get(&["users"], &query).await?;
        let is = |value: &Value| {
            value.as_str().is_some_and(|text| text.to_lowercase() == name.to_lowercase())
        };
        let mut people = found["items"].as_array().into_iter().flatten();
        let person = people.find(|user| is(&user["nickname"]) || is(&user["email"]));
        person.cloned().ok_or_else(|| domain::Error::NotFound(domain::error::Noun::User).into())
    }

    pub(super) async fn person_id(&self, name: &str) -> Result<String, Failure> {
        let person = self.person(name).await?;
        Ok(person["id"].as_str().unwrap_or_default().to_owned())
    }
}

async fn import(remote: &Remote, command: Import, format: Format) -> Done {
    if command.faults.is_some() {
        let why = "--faults is written where the database is; with --server, rows are named";
        return Err(Failure::Usage(why.to_owned()));
    }
    let mut query = vec![
        ("dry_run", command.dry_run.to_string()),
        ("skip_invalid", command.skip_invalid.to_string()),
        ("update_existing", command.update_existing.to_string()),
    ];
    query.extend(command.map.iter().map(|pair| ("map", pair.clone())));
    let request = remote
        .request(Method::POST, &["users", "import"])
        .query(&query)
        .header(CONTENT_TYPE, "text/csv")
        .body(content(&command.file).await?);
    let response = remote.send(request).await?;
    let refused = response.status() == StatusCode::UNPROCESSABLE_ENTITY;
    if !refused && !response.status().is_success() {
        return Err(super::refused(response).await);
    }
    let told = super::json(response).await?;
    users_csv::print(format, &told, command.dry_run)?;
    users_csv::outcome(refused)
}

/// A file as it is read, so that its size does not matter.
async fn content(file: &Path) -> Result<Body, Failure> {
    let named = |error| Failure::Failed(format!("{}: {error}", file.display()));
    if file.as_os_str() == "-" {
        let mut all = Vec::new();
        std::io::Read::read_to_end(&mut stdin().lock(), &mut all)?;
        return Ok(all.into());
    }
    Ok(tokio::fs::File::open(file).await.map_err(named)?.into())
}

async fn export(remote: &Remote, command: Export) -> Done {
    let accept = match command.format {
        Lines::Csv => "text/csv",
        Lines::Json => "application/x-ndjson",
    };
    let query = parameters(command.filter);
    let request = remote.request(Method::GET, &["users", "export"]).query(&query);
    let mut response = remote.answer(request.header(ACCEPT, accept)).await?;
    let mut out = users_csv::target(command.file.as_deref())?;
    while let Some(part) = response.chunk().await.map_err(|error| remote.unreachable(error))? {
        match out.write_all(&part) {
            // A reader that went away is no failure.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            done => done?,
        }
    }
    match out.flush() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
