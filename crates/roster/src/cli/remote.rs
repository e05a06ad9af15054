//! Commands that work at a server elsewhere: they call its JSON API and print
//! what it answers as they print what the database holds.

mod audit;
mod events;
mod invitations;
mod jobs;
mod posts;
mod users;

use std::time::Duration;

use clap::Args;
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use url::Url;

use super::output::Format;
use super::{Command, Done, Failure};

/// Where the server is, and who asks.
#[derive(Args)]
pub struct Flags {
    /// Work through the API of the server at this address instead of on the
    /// database
    #[arg(long, global = true, value_name = "URL")]
    pub server: Option<String>,
    /// An access token for --server
    #[arg(long, global = true, env = "ROSTER_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
}

/// To connect to a server.
const CONNECT: Duration = Duration::from_secs(10);
/// For one answer to begin; an import is answered when it is done.
const ANSWER: Duration = Duration::from_secs(60);

/// What is asked of a list; each is a parameter of the query.
pub type Pairs = Vec<(&'static str, String)>;

pub struct Remote {
    base: Url,
    token: String,
    client: reqwest::Client,
}

/// Runs a command at the server that the flags name.
pub async fn run(command: Command, server: &str, token: Option<&str>, format: Format) -> Done {
    let token = token.filter(|token| !token.is_empty()).ok_or_else(|| {
        Failure::Usage("--server wants an access token, in --token or ROSTER_TOKEN".to_owned())
    })?;
    let remote = Remote::new(server, token)?;
    match command {
        Command::Users(command) => users::run(command, &remote, format).await,
        Command::Invitations(command) => invitations::run(command, &remote, format).await,
        Command::Audit(command) => audit::run(command, &remote, format).await,
        Command::Posts(command) => posts::run(command, &remote, format).await,
        Command::Events(command) => events::run(command, &remote, format).await,
        Command::Jobs(command) => jobs::run(command, &remote, format).await,
        _ => Err(Failure::Usage("this command works on the database, without --server".to_owned())),
    }
}

impl Remote {
    fn new(server: &str, token: &str) -> Result<Remote, Failure> {
        let wrong = |why: &str| Failure::Usage(format!("--server {server}: {why}"));
        let mut base = Url::parse(server).map_err(|error| wrong(&error.to_string()))?;
        if !["http", "https"].contains(&base.scheme()) {
            return Err(wrong("expected an address as https://accounts.example.org"));
        }
        // Where Roster stands below a path, its API does too.
        let path = format!("{}/api/v1", base.path().trim_end_matches('/'));
        base.set_path(&path);
        base.set_query(None);
        let client = reqwest::Client::builder()
            .user_agent(concat!("roster/", env!("CARGO_PKG_VERSION")))
            // The token is for this server alone.
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .build()
            .map_err(|error| Failure::Failed(error.to_string()))?;
        Ok(Remote { base, token: token.to_owned(), client })
    }

    /// A request for a path given by its segments, which are encoded.
    fn request(&self, method: Method, path: &[&str]) -> RequestBuilder {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        self.client.request(method, url).bearer_auth(&self.token)
    }

    /// Sends, and insists on success.
    async fn answer(&self, request: RequestBuilder) -> Result<Response, Failure> {
        let response = self.send(request).await?;
        match response.status().is_success() {
            true => Ok(response),
            false => Err(refused(response).await),
        }
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, Failure> {
        request.send().await.map_err(|error| self.unreachable(error))
    }

    fn unreachable(&self, error: reqwest::Error) -> Failure {
        let error = error.without_url();
        // The innermost cause is what people can act on.
        let mut cause: &dyn std::error::Error = &error;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        Failure::Failed(format!("the server cannot be reached: {cause}"))
    }

    async fn get(&self, path: &[&str], query: &Pairs) -> Result<Value, Failure> {
        let request = self.request(Method::GET, path).query(query).timeout(ANSWER);
        json(self.answer(request).await?).await
    }

    /// The object that an action answers with; null where it answers nothing.
    async fn act(&self, method: Method, path: &[&str], body: &Value) -> Result<Value, Failure> {
        let mut request = self.request(method, path).timeout(ANSWER);
        if !body.is_null() {
            request = request.json(body);
        }
        let response = self.answer(request).await?;
        match response.status() {
            StatusCode::NO_CONTENT => Ok(Value::Null),
            _ => json(response).await,
        }
    }

    /// Calls `each` with the items of a list, at most `left`, page by page.
    async fn walk(
        &self,
        path: &[&str],
        query: &Pairs,
        skip: u64,
        mut left: u64,
        mut each: impl FnMut(Value) -> Done,
    ) -> Done {
        let mut place = ("skip", skip.to_string());
        while left > 0 {
            let mut query = query.clone();
            query.extend([("limit", left.min(100).to_string()), place]);
            let mut page = self.get(path, &query).await?;
            for item in page["items"].as_array_mut().into_iter().flatten() {
                left = left.saturating_sub(1);
                each(item.take())?;
            }
            match page["next_cursor"].as_str() {
                Some(next) => place = ("cursor", next.to_owned()),
                None => break,
            }
        }
        Ok(())
    }

    async fn list(
        &self,
        path: &[&str],
        query: &Pairs,
        skip: u64,
        left: u64,
    ) -> Result<Vec<Value>, Failure> {
        let mut rows = Vec::new();
        self.walk(path, query, skip, left, |row| {
            rows.push(row);
            Ok(())
        })
        .await?;
        Ok(rows)
    }
}

async fn json(response: Response) -> Result<Value, Failure> {
    let broken = |_| Failure::Failed("the server's answer is no JSON; is it Roster?".to_owned());
    response.json().await.map_err(broken)
}

/// A problem document in words: what is wrong, and each field's fault.
async fn refused(response: Response) -> Failure {
    let status = response.status();
    let problem: Value = response.json().await.unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = match problem["detail"].as_str() {
        Some(detail) => vec![detail.to_owned()],
        None => vec![format!("the server answered {status}")],
    };
    for fault in problem["errors"].as_array().into_iter().flatten() {
        lines.push(format!("{}: {}", text(&fault["field"]), text(&fault["message"])));
    }
    Failure::Failed(lines.join("\n"))
}

/// The parameters that are given.
pub fn pairs<const N: usize>(all: [(&'static str, Option<String>); N]) -> Pairs {
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
