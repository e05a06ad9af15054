//! An S3 server of a test's own, to be stopped, frozen and brought back. Its
//! bucket is a folder, which the test looks into.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

const BUCKET: &str = "pictures-of-roster";

pub struct S3 {
    port: u16,
    root: PathBuf,
    child: Option<Child>,
}

impl S3 {
    /// Keeps what it is given below a folder.
    pub fn start(folder: &Path) -> S3 {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let root = folder.join("s3");
        std::fs::create_dir_all(root.join(BUCKET)).expect("a bucket");
        let mut server = S3 { port, root, child: None };
        server.resume();
        server
    }

    /// The value of `objects.url` that leads here.
    pub fn url(&self) -> String {
        let endpoint = format!("http://127.0.0.1:{}", self.port);
        format!(
            "s3://{BUCKET}?endpoint={endpoint}&region=us-east-1&access_key=reader\
             &secret_key=open-sesame"
        )
    }

    /// Where an address has to begin to lead here.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The folder that is the bucket.
    pub fn bucket(&self) -> PathBuf {
        self.root.join(BUCKET)
    }

    pub fn resume(&mut self) {
        let child = Command::new(program())
            .args(["--host", "127.0.0.1", "--port", &self.port.to_string()])
            .args(["--access-key", "reader", "--secret-key", "open-sesame"])
            .arg(&self.root)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("start the S3 server");
        self.child = Some(child);
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(Instant::now() < deadline, "the S3 server does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Kill -9; what it keeps is kept.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Connections stay and nothing answers.
    pub fn freeze(&self) {
        self.signal(Signal::STOP);
    }

    pub fn thaw(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        let child = self.child.as_ref().expect("a running S3 server");
        let pid = Pid::from_raw(child.id() as i32).expect("a process id");
        kill_process(pid, signal).expect("send a signal");
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        self.kill();
    }
}

fn program() -> PathBuf {
    let Some(path) = std::env::var_os("ROSTER_TEST_S3") else {
        panic!("no S3 server to start: run ./test, or set ROSTER_TEST_S3 to the s3s-fs program");
    };
    PathBuf::from(path)
}
