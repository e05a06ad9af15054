//! A small HTTP service that Roster calls, with answers on request. Like the
//! real ones it closes no connection that the client wants to keep.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::eventually;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub path: String,
    /// Lower-case names.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map_or_else(|| panic!("no header {name}: {self:?}"), |(_, value)| value.as_str())
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }
}

/// What a service answers: a status, headers, and a body of JSON.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl Reply {
    pub fn status(status: u16) -> Reply {
        Reply { status, headers: Vec::new(), body: "{}".into() }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Reply {
        self.headers.push((name, value.to_string()));
        self
    }

    pub fn saying(mut self, body: &Value) -> Reply {
        self.body = body.to_string();
        self
    }
}

type Answers = Box<dyn Fn(&Request) -> Reply + Send + Sync>;

struct State {
    seen: Mutex<Vec<Request>>,
    /// Said first, one a request.
    next: Mutex<VecDeque<Reply>>,
    usual: Answers,
}

pub struct Service {
    pub port: u16,
    state: Arc<State>,
    task: JoinHandle<()>,
}

impl Service {
    pub async fn start(usual: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Service {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let usual: Answers = Box::new(usual);
        let state = Arc::new(State { seen: Mutex::default(), next: Mutex::default(), usual });
        let serving = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, serving.clone()));
            }
        });
        Service { port, state, task }
    }

    /// Answers the next request in this way.
    pub fn say(&self, reply: Reply) {
        self.state.next.lock().expect("state").push_back(reply);
    }

    /// All requests so far, oldest first.
    pub fn seen(&self) -> Vec<Request> {
        self.state.seen.lock().expect("state").clone()
    }

    /// Waits until there have been so many requests.
    pub async fn wait(&self, count: usize) -> Vec<Request> {
        let what = format!("{count} requests to the service");
        eventually(&what, async || Some(self.seen()).filter(|seen| seen.len() >= count)).await
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn converse(stream: TcpStream, state: Arc<State>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    loop {
        let request = read_request(&mut lines).await?;
        state.seen.lock().expect("state").push(request.clone());
        let next = state.next.lock().expect("state").pop_front();
        let reply = next.unwrap_or_else(|| (state.usual)(&request));
        let mut text = format!("HTTP/1.1 {} Reply\r\n", reply.status);
        for (name, value) in &reply.headers {
            text += &format!("{name}: {value}\r\n");
        }
        let body = &reply.body;
        text += &format!(
            "content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        write.write_all(text.as_bytes()).await.ok()?;
    }
}

async fn read_request(lines: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Request> {
    let mut line = String::new();
    if lines.read_line(&mut line).await.ok()? == 0 {
        return None;
    }
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.map_or(0, |(_, value)| value.parse().expect("a length"))];
    lines.read_exact(&mut body).await.ok()?;
    Some(Request { method, path, headers, body })
}
