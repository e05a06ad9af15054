//! The release binary as a process, in an empty folder.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::load;

const PASSWORD: &str = "plum tractor 77 fjord";
pub const PASSWORD_FORM: &str = "plum+tractor+77+fjord";

pub struct Roster {
    pub address: SocketAddr,
    pub folder: PathBuf,
    settings: Vec<(String, String)>,
    process: Option<Child>,
}

pub struct Tokens {
    pub access: String,
    pub refresh: String,
}

/// `target/release/roster`, beside this program.
pub fn binary() -> Outcome<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("roster");
    match path.exists() {
        true => Ok(path),
        false => Err(format!("{} is missing: cargo build --release", path.display()).into()),
    }
}

impl Roster {
    /// Starts and waits for the first 200. With a database URL, that database
    /// is emptied first.
    pub async fn start(database: Option<&str>, more: &[(&str, &str)]) -> Outcome<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder =
            std::env::temp_dir().join(format!("roster-bench-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let address: SocketAddr = ([127, 0, 0, 1], port).into();
        let mut settings = vec![
            ("ROSTER_HTTP__LISTEN".to_owned(), address.to_string()),
            ("ROSTER_LIMITS__ENABLED".to_owned(), "false".to_owned()),
            ("ROSTER_LOG__FILTER".to_owned(), "warn".to_owned()),
        ];
        settings.extend(more.iter().map(|(k, v)| (k.to_string(), v.to_string())));
        if let Some(url) = database {
            settings.push(("ROSTER_DATABASE__URL".to_owned(), url.to_owned()));
        }
        let mut roster = Roster { address, folder, settings, process: None };
        if database.is_some() {
            let done = roster.command().args(["db", "reset", "--yes"]).output()?;
            if !done.status.success() {
                return Err(String::from_utf8_lossy(&done.stderr).into_owned().into());
            }
        }
        roster.again().await?;
        Ok(roster)
    }

    /// Prepares without starting; the database is emptied when told.
    pub async fn over(database: Option<&str>, empty: bool) -> Outcome<Self> {
        let mut roster = Roster::start(database.filter(|_| empty), &[]).await?;
        roster.stop().await?;
        if let (Some(url), false) = (database, empty) {
            roster.settings.push(("ROSTER_DATABASE__URL".to_owned(), url.to_owned()));
        }
        Ok(roster)
    }

    /// Fills the database, nobody serving it.
    pub fn demo(&self, users: u64) -> Outcome {
        self.run(&["demo", "--users", &users.to_string()])
    }

    /// One of its commands, which has to succeed.
    pub fn run(&self, words: &[&str]) -> Outcome {
        let done = self.command().args(words).stdout(Stdio::null()).status()?;
        match done.success() {
            true => Ok(()),
            false => Err(format!("{} failed", words.join(" ")).into()),
        }
    }

    /// Imports people from the lines of a CSV file.
    pub fn import(&self, header: &str, lines: impl Iterator<Item = String>) -> Outcome {
        use std::io::Write;
        let path = self.folder.join("people.csv");
        let mut file = std::io::BufWriter::new(std::fs::File::create(&path)?);
        writeln!(file, "{header}")?;
        for line in lines {
            writeln!(file, "{line}")?;
        }
        file.flush()?;
        drop(file);
        self.run(&["users", "import", &path.display().to_string()])
    }

    /// Makes an administrator, unless there is one of that address already,
    /// and gives a token.
    pub async fn administrator(&self, email: &str) -> Outcome<String> {
        let _ = self.create_as(email, "admin");
        let name = email.replace('@', "%40");
        let body = format!("username={name}&password={PASSWORD_FORM}");
        let answer = load::once(self.address, "POST", "/api/v1/login", load::FORM, &body).await?;
        load::field(&answer.body, "access_token").ok_or_else(|| answer.body.into())
    }

    pub fn command(&self) -> Command {
        let binary = binary().unwrap_or_else(|_| PathBuf::from("roster"));
        let mut command = Command::new(binary);
        command.current_dir(&self.folder).envs(self.settings.iter().cloned());
        command
    }

    /// Starts once more on the same data.
    pub async fn again(&mut self) -> Outcome {
        self.again_as(&["serve"]).await
    }

    pub async fn again_as(&mut self, words: &[&str]) -> Outcome {
        binary()?;
        self.process = Some(self.command().args(words).stdout(Stdio::null()).spawn()?);
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            let ready = load::once(self.address, "GET", "/health/live", "", "").await;
            if ready.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err("the server did not start".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Makes a verified person and signs them in.
    pub async fn person(&self, email: &str) -> Outcome<Tokens> {
        self.create(email)?;
        let name = email.replace('@', "%40");
        let body = format!("username={name}&password={PASSWORD_FORM}");
        let answer = load::once(self.address, "POST", "/api/v1/login", load::FORM, &body).await?;
        let token = |name| {
            load::field(&answer.body, name)
                .ok_or_else(|| format!("sign-in: {} {}", answer.status, answer.body))
        };
        Ok(Tokens { access: token("access_token")?, refresh: token("refresh_token")? })
    }

    /// Makes a verified person and signs them in as a browser does; gives the
    /// session's cookie.
    pub async fn browser(&self, email: &str) -> Outcome<String> {
        self.create(email)?;
        self.enter(email).await
    }

    async fn enter(&self, email: &str) -> Outcome<String> {
        let page = load::once(self.address, "GET", "/login", "", "").await?;
        let token = page.body.split("name=\"csrf_token\" value=\"").nth(1);
        let token = token.and_then(|t| t.split('"').next()).ok_or("no token in the form")?;
        let name = email.replace('@', "%40");
        let body = format!("username={name}&password={PASSWORD_FORM}&csrf_token={token}");
        let guest = cookie(&page.head).ok_or("no cookie")?;
        let headers = format!("{}cookie: {guest}\r\n", load::FORM);
        let answer = load::once(self.address, "POST", "/login", &headers, &body).await?;
        cookie(&answer.head).ok_or_else(|| format!("sign-in: {}", answer.status).into())
    }

    /// The same for a manager, unless there is one of that address already.
    pub async fn manager(&self, email: &str) -> Outcome<String> {
        let _ = self.create_as(email, "manager");
        self.enter(email).await
    }

    /// Publishes a post, and gives its page's path.
    pub async fn post(&self, email: &str) -> Outcome<String> {
        let token = self.person(email).await?.access;
        let headers = format!("authorization: Bearer {token}\r\n{}", load::JSON);
        let body = r#"{"title":"A pier","body":"Mended, *twice*.","status":"PUBLISHED"}"#;
        let path = "/api/v1/posts";
        let answer = load::once(self.address, "POST", path, &headers, body).await?;
        let id = load::field(&answer.body, "id").ok_or(answer.body)?;
        Ok(format!("/post/{id}"))
    }

    /// The cookie that a page gives a stranger.
    pub async fn cookie(&self, path: &str) -> Outcome<String> {
        let page = load::once(self.address, "GET", path, "", "").await?;
        Ok(cookie(&page.head).ok_or("no cookie")?)
    }

    fn create(&self, email: &str) -> Outcome {
        self.create_as(email, "authenticated")
    }

    fn create_as(&self, email: &str, role: &str) -> Outcome {
        self.create_with(email, role, &[])
    }

    fn create_with(&self, email: &str, role: &str, more: &[&str]) -> Outcome {
        use std::io::Write;
        let mut create = self
            .command()
            .args(["users", "create", "--email", email, "--role", role, "--password-stdin"])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        if let Some(mut input) = create.stdin.take() {
            writeln!(input, "{PASSWORD}")?;
        }
        if !create.wait()?.success() {
            return Err("users create failed".into());
        }
        Ok(())
    }

    fn proc(&self, file: &str) -> Outcome<String> {
        let id = self.process.as_ref().ok_or("not running")?.id();
        Ok(std::fs::read_to_string(format!("/proc/{id}/{file}"))?)
    }

    pub fn resident_mib(&self) -> Outcome<f64> {
        self.memory_mib("VmRSS:")
    }

    /// The most that was resident since the start.
    pub fn peak_mib(&self) -> Outcome<f64> {
        self.memory_mib("VmHWM:")
    }

    fn memory_mib(&self, name: &str) -> Outcome<f64> {
        let status = self.proc("status")?;
        let line = status.lines().find(|l| l.starts_with(name)).ok_or(name)?;
        let kib: f64 = line.split_whitespace().nth(1).ok_or(name)?.parse()?;
        Ok(kib / 1024.0)
    }

    /// User and system time of the process, at Linux' 100 ticks a second.
    pub fn processor_seconds(&self) -> Outcome<f64> {
        let stat = self.proc("stat")?;
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split(' ').collect();
        let ticks = |at: usize| fields.get(at).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
        Ok((ticks(12) + ticks(13)) / 100.0)
    }

    /// Ends the process at whatever it does (kill -9).
    pub fn kill(&mut self) -> Outcome {
        if let Some(mut process) = self.process.take() {
            process.kill()?;
            process.wait()?;
        }
        Ok(())
    }

    /// Asks the process to end, and waits.
    pub async fn stop(&mut self) -> Outcome {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        Command::new("kill").arg(process.id().to_string()).status()?;
        process.wait()?;
        Ok(())
    }
}

/// The first cookie that an answer sets, as it is sent back.
fn cookie(head: &str) -> Option<String> {
    let line = head.lines().find_map(|line| line.strip_prefix("set-cookie: "))?;
    Some(line.split(';').next()?.to_owned())
}

impl Drop for Roster {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
