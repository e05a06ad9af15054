//! The command line: a folder, a database, settings, and `roster` run there.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{Clock, Db};

/// The program under test.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("ROSTER_BIN") {
        return path.into();
    }
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from);
    let path = target.join("debug/roster");
    assert!(path.exists(), "{} is missing: cargo build, or set ROSTER_BIN", path.display());
    path
}

/// Where an operator works: everything but a running server.
pub struct Home {
    pub db: Db,
    pub(crate) settings: BTreeMap<String, String>,
    pub(crate) clock: Option<Clock>,
}

impl Home {
    /// A place with cheap hashing, without throttles, and nothing in it.
    pub fn new(db: Db) -> Home {
        let mut home = Home { db, settings: BTreeMap::new(), clock: None };
        let objects = format!("file://{}", home.db.folder().join("data/objects").display());
        home.set("database.url", home.db.url().to_owned());
        home.set("database.max_connections", 6);
        home.set("objects.url", objects);
        home.set("passwords.memory_kib", 64);
        home.set("passwords.passes", 1);
        home.set("limits.enabled", false);
        home
    }

    /// Sets `section.key` for every command from now on.
    pub fn set(&mut self, key: &str, value: impl ToString) {
        self.settings.insert(variable(key), value.to_string());
    }

    pub fn unset(&mut self, key: &str) {
        self.settings.remove(&variable(key));
    }

    pub fn clock(&self) -> &Clock {
        self.clock.as_ref().expect("this site has no clock of its own: Setup::with_clock")
    }

    /// `roster` with nothing of the caller's environment but its paths.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(binary());
        command.env_clear().current_dir(self.db.folder());
        for name in ["PATH", "HOME", "TMPDIR"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.env("RUST_BACKTRACE", "1").envs(&self.settings);
        if let Some(clock) = &self.clock {
            command.envs(clock.environment());
        }
        command
    }

    /// Runs a command to its end.
    pub async fn roster(&self, args: &[&str]) -> Ran {
        self.roster_given("", args).await
    }

    /// Runs a command with `input` on its standard input.
    pub async fn roster_given(&self, input: &str, args: &[&str]) -> Ran {
        let mut command = self.command();
        command.args(args);
        run(command, input.to_owned()).await
    }

    /// Runs a command with further variables, exactly as named.
    pub async fn roster_with(&self, variables: &[(&str, &str)], args: &[&str]) -> Ran {
        let mut command = self.command();
        command.args(args).envs(variables.iter().copied());
        run(command, String::new()).await
    }

    /// The mails that the built-in mailbox holds, newest or oldest first as
    /// the command prints them.
    pub async fn mailbox(&self) -> Vec<Value> {
        let list = self.roster(&["mailbox", "list", "--output", "json"]).await.ok().json();
        list.as_array().expect("an array of mails").clone()
    }
}

fn variable(key: &str) -> String {
    format!("ROSTER_{}", key.replace('.', "__").to_uppercase())
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    pub args: String,
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Insists on an exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "exit code of {self:#?}");
        self
    }

    #[track_caller]
    pub fn ok(self) -> Ran {
        self.exits(0)
    }

    /// A failure that says why: exit code 1, words on standard error.
    #[track_caller]
    pub fn fails(self, why: &str) -> Ran {
        let ran = self.exits(1);
        assert!(
            ran.err.to_lowercase().contains(&why.to_lowercase()),
            "no word of {why:?} in {ran:#?}"
        );
        ran
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("no JSON ({e}): {self:#?}"))
    }
}

pub(crate) async fn run(command: Command, input: String) -> Ran {
    tokio::task::spawn_blocking(move || run_blocking(command, input)).await.expect("a command")
}

fn run_blocking(mut command: Command, input: String) -> Ran {
    let args: Vec<_> = command.get_args().map(|a| a.to_string_lossy().into_owned()).collect();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("cannot run {command:?}: {e}"));
    // A command that reads nothing closes its end early; that is its right.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
    let out = reader(child.stdout.take());
    let err = reader(child.stderr.take());
    let deadline = Instant::now() + Duration::from_secs(120);
    let status = loop {
        if let Some(status) = child.try_wait().expect("wait for a command") {
            break status;
        }
        if Instant::now() > deadline {
            let _ = child.kill();
            panic!("roster {args:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Ran {
        args: args.join(" "),
        code: status.code().unwrap_or(-1),
        out: out.join().expect("output"),
        err: err.join().expect("errors"),
    }
}

fn reader(stream: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            let _ = stream.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
