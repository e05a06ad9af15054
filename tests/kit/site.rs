//! A running site: `roster serve` on a database and a port of its own.

use std::collections::BTreeSet;
use std::fs::File;
use std::net::TcpListener;
use std::ops::{Deref, DerefMut};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::http::registration;
use crate::{Answer, Clock, Db, Guest, Home, Mail, PASSWORD, Person, eventually, together};

/// What is to be said of a site before it starts.
#[derive(Default)]
pub struct Setup {
    settings: Vec<(String, String)>,
    with_clock: bool,
}

impl Setup {
    pub fn with(mut self, key: &str, value: impl ToString) -> Setup {
        self.settings.push((key.to_owned(), value.to_string()));
        self
    }

    /// Gives the site a clock that the test moves.
    pub fn with_clock(mut self) -> Setup {
        self.with_clock = true;
        self
    }

    /// Everything but the server.
    pub fn home(self, db: Db) -> Home {
        let mut home = Home::new(db);
        for (key, value) in self.settings {
            home.set(&key, value);
        }
        if self.with_clock {
            home.clock = Some(Clock::new(home.db.folder()));
        }
        home
    }

    pub async fn start(self, db: Db) -> Site {
        Site::at(self.home(db)).await
    }
}

/// A home with a server running in it. The server is killed when this goes.
pub struct Site {
    pub server: Server,
    home: Home,
    root: OnceCell<Person>,
}

impl Site {
    pub async fn start(db: Db) -> Site {
        Setup::default().start(db).await
    }

    /// A site with one setting other than usual; more follow with `with`.
    pub fn with(key: &str, value: impl ToString) -> Setup {
        Setup::default().with(key, value)
    }

    pub fn with_clock() -> Setup {
        Setup::default().with_clock()
    }

    /// Starts the server in a home that may hold something already.
    pub async fn at(home: Home) -> Site {
        Site { server: Server::start(&home, &["serve"]).await, home, root: OnceCell::new() }
    }

    /// Kills the server without warning and starts it again.
    pub async fn restart(&mut self) {
        self.server.kill();
        // The port may be another one; the site is the same.
        if !self.home.settings.contains_key("ROSTER_HTTP__PUBLIC_URL") {
            let url = self.server.url();
            self.home.set("http.public_url", url);
        }
        self.server = Server::start(&self.home, &["serve"]).await;
        self.root = OnceCell::new();
    }

    /// Stops the server and keeps the home.
    pub fn into_home(self) -> Home {
        let Site { mut server, home, .. } = self;
        server.kill();
        home
    }

    pub fn guest(&self) -> Guest {
        self.server.guest()
    }

    /// The first administrator, made on the command line.
    pub async fn admin(&self) -> Person {
        let make = async || {
            let email = "root@example.org";
            if self.guest().try_sign_in(email, PASSWORD).await.status != 200 {
                let args =
                    ["users", "create", "--email", email, "--role", "admin", "--password-stdin"];
                self.roster_given(PASSWORD, &args).await.ok();
            }
            Person::sign_in(&self.guest(), email, PASSWORD).await
        };
        self.root.get_or_init(make).await.clone()
    }

    pub async fn member(&self, name: &str) -> Person {
        self.person(name, "AUTHENTICATED").await
    }

    pub async fn manager(&self, name: &str) -> Person {
        self.person(name, "MANAGER").await
    }

    pub async fn administrator(&self, name: &str) -> Person {
        self.person(name, "ADMIN").await
    }

    /// A verified person with this nickname, `NAME@example.org`, signed in.
    async fn person(&self, name: &str, role: &str) -> Person {
        let email = format!("{name}@example.org");
        let body = json!({
            "email": email, "nickname": name, "password": PASSWORD,
            "role": role, "email_verified": true,
        });
        self.admin().await.post("/users", body).await.is(201);
        Person::sign_in(&self.guest(), &email, PASSWORD).await
    }

    /// Registers as a stranger does; the answer is the user.
    pub async fn register(&self, email: &str) -> Value {
        self.guest().post("/register", registration(email)).await.is(201).json
    }

    /// Sends so many registrations at once; the bodies are made from 0, 1, ….
    pub async fn race(&self, n: usize, body: impl Fn(usize) -> Value) -> Vec<Answer> {
        let call = |n| {
            let (guest, body) = (self.guest(), body(n));
            async move { guest.post("/register", body).await }
        };
        together((0..n).map(call)).await
    }

    /// Registers, reads the mail, follows the link.
    pub async fn register_and_verify(&self, email: &str) -> Person {
        self.register(email).await;
        let path = self.mail(email, "account.verification").await.path("/verify-email/");
        self.guest().get(&path).await.is(200);
        Person::sign_in(&self.guest(), email, PASSWORD).await
    }

    /// Waits until all that has happened has been told: no message waits.
    /// Needed before saying that a mail was *not* sent.
    pub async fn settle(&self) {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let last = format!("last-{}@settle.example", NEXT.fetch_add(1, Ordering::Relaxed));
        self.register(&last).await;
        let _: Mail = self.mail(&last, "account.verification").await;
        eventually("no message to be pending", async || {
            (self.metric("messages_pending").await == 0.0).then_some(())
        })
        .await;
    }

    /// The sum of a metric over its labels, 0 when it is not there.
    pub async fn metric(&self, name: &str) -> f64 {
        self.metric_where(name, "").await
    }

    /// The same over the series whose labels hold `label`, such as
    /// `result="success"`.
    pub async fn metric_where(&self, name: &str, label: &str) -> f64 {
        let text = self.guest().get("/metrics").await.is(200).text;
        text.lines()
            .filter(|line| {
                let rest = line.strip_prefix(name);
                rest.is_some_and(|r| r.starts_with(['{', ' '])) && line.contains(label)
            })
            .filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok())
            .sum()
    }

    /// How many accounts there are.
    pub async fn head_count(&self) -> u64 {
        let list = self.admin().await.get("/users?limit=1").await.is(200);
        list["total"].as_u64().expect("a total")
    }
}

impl Deref for Site {
    type Target = Home;

    fn deref(&self) -> &Home {
        &self.home
    }
}

impl DerefMut for Site {
    fn deref_mut(&mut self) -> &mut Home {
        &mut self.home
    }
}

/// One process that serves or works.
pub struct Server {
    child: Child,
    pub port: u16,
    log: PathBuf,
    http: reqwest::Client,
}

impl Server {
    /// Starts `roster serve` (with whatever arguments) and waits until it is
    /// ready.
    pub async fn start(home: &Home, args: &[&str]) -> Server {
        for _ in 0..5 {
            let mut server = Server::spawn(home, args);
            if server.becomes_ready().await {
                return server;
            }
            // Someone else took the port between our asking and its binding.
            let log = server.log();
            assert!(log.contains("in use"), "roster {args:?} did not start:\n{log}");
        }
        panic!("no free port to be had");
    }

    /// Starts a process and does not wait for anything.
    pub fn spawn(home: &Home, args: &[&str]) -> Server {
        Server::spawn_by(home, args, &["sh", "-c", "exec \"$0\" \"$@\""])
    }

    /// The same with so many file descriptors at most.
    pub fn spawn_limited(home: &Home, args: &[&str], descriptors: u32) -> Server {
        let limited = format!("ulimit -n {descriptors}; exec \"$0\" \"$@\"");
        Server::spawn_by(home, args, &["sh", "-c", &limited])
    }

    /// The same with a disk of that size mounted on a folder, which nobody
    /// but the process sees.
    pub fn spawn_on_disk(home: &Home, args: &[&str], folder: &Path, size: &str) -> Server {
        let mount = format!(
            "mount -t tmpfs -o size={size} none '{}' && exec \"$0\" \"$@\"",
            folder.display()
        );
        Server::spawn_by(home, args, &["unshare", "-rm", "sh", "-c", &mount])
    }

    /// Starts `roster` through a launcher, whose arguments it is given.
    fn spawn_by(home: &Home, args: &[&str], launcher: &[&str]) -> Server {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("server-{}.log", NEXT.fetch_add(1, Ordering::Relaxed));
        let log = home.db.folder().join(name);
        let file = File::create(&log).expect("a log file");
        let port = free_port();
        let roster = home.command();
        let mut command = std::process::Command::new(launcher[0]);
        command.args(&launcher[1..]).arg(roster.get_program());
        command.args(args).env_clear().current_dir(home.db.folder());
        for (key, value) in roster.get_envs() {
            value.map(|value| command.env(key, value));
        }
        command.env("ROSTER_HTTP__LISTEN", format!("127.0.0.1:{port}"));
        if !home.settings.contains_key("ROSTER_HTTP__PUBLIC_URL") {
            command.env("ROSTER_HTTP__PUBLIC_URL", format!("http://127.0.0.1:{port}"));
        }
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(file.try_clone().expect("a log file"))
            .stderr(file)
            .spawn()
            .expect("start roster");
        Server { child, port, log, http: client() }
    }

    /// False when the process ends instead.
    pub async fn becomes_ready(&mut self) -> bool {
        let deadline = Instant::now() + Duration::from_secs(60);
        while self.child.try_wait().expect("wait").is_none() {
            let ready = self.http.get(format!("{}/health/ready", self.url())).send().await;
            if ready.is_ok_and(|r| r.status().is_success()) {
                return true;
            }
            assert!(Instant::now() < deadline, "roster does not become ready:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }

    pub fn guest(&self) -> Guest {
        Guest { base: self.url(), http: self.http.clone(), bearer: None }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// All that the process has printed so far.
    pub fn log(&self) -> String {
        let bytes = std::fs::read(&self.log).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Processor time that the process has used.
    pub fn cpu_time(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid()));
        let stat = stat.expect("a running process");
        let fields: Vec<&str> = stat.rsplit(") ").next().expect("fields").split(' ').collect();
        let ticks = |n: usize| fields[n].parse::<u64>().expect("ticks");
        // A tick is 10 ms (USER_HZ).
        Duration::from_millis((ticks(11) + ticks(12)) * 10)
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("wait").is_none()
    }

    /// Kill -9.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks the process to end, as a service manager does.
    pub fn terminate(&self) {
        self.signal(Signal::TERM);
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.child.id() as i32).expect("a process id");
        kill_process(pid, signal).expect("send a signal");
    }

    /// The exit code, once the process has ended; `None` for a signal's death.
    pub async fn ends_within(&mut self, patience: Duration) -> Option<i32> {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(status) = self.child.try_wait().expect("wait") {
                return status.code();
            }
            assert!(Instant::now() < deadline, "still running after {patience:?}:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            let tail = lines[lines.len().saturating_sub(30)..].join("\n");
            eprintln!("--- the end of the server's log ---\n{tail}\n---");
        }
    }
}

/// A port that was free a moment ago, and is given to nobody twice: two servers
/// that were told the same one would be taken for each other.
fn free_port() -> u16 {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        if GIVEN.lock().expect("the ports").insert(port) {
            return port;
        }
    }
}

fn client() -> reqwest::Client {
    // Nothing here speaks TLS, yet the client wants to be able to.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .redirect(reqwest::redirect::Policy::none())
        .user_agent("kit/1.0 (tests)")
        .timeout(Duration::from_secs(60))
        .build()
        .expect("an HTTP client")
}
