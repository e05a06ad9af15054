//! A PostgreSQL cluster of a test's own, to be frozen, stopped and killed
//! without harm to anybody else's tests.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, getuid, kill_process};

pub struct Cluster {
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    pub fn start() -> Cluster {
        let folder = std::env::temp_dir().join(format!("roster-cluster-{}", uuid()));
        fs::create_dir_all(&folder).expect("a folder for PostgreSQL");
        if let Some((uid, gid)) = owner() {
            chown(&folder, Some(uid), Some(gid)).expect("give the folder to postgres");
        }
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let cluster = Cluster { folder, port };
        let mut initdb = cluster.tool("initdb");
        initdb.args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        cluster.run(initdb.arg("-D").arg(cluster.data()));
        cluster.resume();
        cluster
    }

    /// The address of a superuser.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Starts the stopped server.
    pub fn resume(&self) {
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off",
            self.port
        );
        let mut start = self.tool("pg_ctl");
        start.args(["start", "-w", "-s", "-o", &options, "-l"]).arg(self.folder.join("log"));
        self.run(start.arg("-D").arg(self.data()));
    }

    /// Ends the server at once, breaking every connection.
    pub fn stop(&self) {
        self.run(
            self.tool("pg_ctl")
                .args(["stop", "-m", "immediate", "-w", "-s", "-D"])
                .arg(self.data()),
        );
    }

    /// Stops every process of the server in its tracks: connections stay and
    /// nothing answers.
    pub fn freeze(&self) {
        // Twice: the postmaster may make a child while it is being found.
        for _ in 0..2 {
            for pid in self.processes() {
                let _ = kill_process(pid, Signal::STOP);
            }
        }
    }

    pub fn thaw(&self) {
        for pid in self.processes() {
            let _ = kill_process(pid, Signal::CONT);
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The postmaster and its children.
    fn processes(&self) -> Vec<Pid> {
        let file = fs::read_to_string(self.data().join("postmaster.pid")).unwrap_or_default();
        let Some(postmaster) = file.lines().next().and_then(|pid| pid.trim().parse().ok()) else {
            return Vec::new();
        };
        let mut found = vec![postmaster];
        for entry in fs::read_dir("/proc").expect("/proc").flatten() {
            let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
            // `pid (name) state parent …`, and a name may hold anything.
            let parent = stat.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(1));
            if parent.and_then(|p| p.parse::<i32>().ok()) == Some(postmaster) {
                found.extend(entry.file_name().to_string_lossy().parse::<i32>());
            }
        }
        found.into_iter().filter_map(Pid::from_raw).collect()
    }

    /// A program of PostgreSQL; it refuses to run as root.
    fn tool(&self, name: &str) -> Command {
        let mut places: Vec<PathBuf> =
            std::env::var_os("PATH").iter().flat_map(std::env::split_paths).collect();
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        places.extend(versions.map(|version| version.path().join("bin")));
        let path = places.into_iter().map(|p| p.join(name)).find(|p| p.exists());
        let path = path.unwrap_or_else(|| panic!("{name} is missing: run ./test once"));
        let mut command = Command::new(path);
        command.current_dir("/").stdin(Stdio::null());
        if let Some((uid, gid)) = owner() {
            command.uid(uid).gid(gid);
        }
        command
    }

    fn run(&self, command: &mut Command) {
        // No pipes: the server would inherit them and keep them open.
        let status = command.stdout(Stdio::null()).status().expect("run a PostgreSQL program");
        let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        assert!(status.success(), "{command:?} failed\n{}", log());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.thaw();
        let mut stop = self.tool("pg_ctl");
        let _ = stop.args(["stop", "-m", "immediate", "-s", "-D"]).arg(self.data()).status();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The user and group `postgres`, when we are root.
fn owner() -> Option<(u32, u32)> {
    if !getuid().is_root() {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("/etc/passwd");
    let line = users.lines().find(|line| line.starts_with("postgres:"));
    let mut fields = line.expect("a user postgres: run ./test once").split(':').skip(2);
    let mut next = || fields.next().and_then(|n| n.parse().ok()).expect("a number");
    Some((next(), next()))
}

fn uuid() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
