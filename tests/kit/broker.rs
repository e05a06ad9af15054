//! A Kafka-protocol broker of a test's own, which keeps its topics in memory,
//! to be stopped, frozen and brought back empty.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

pub struct Broker {
    port: u16,
    /// Where it says that it is.
    advertised: u16,
    child: Option<Child>,
}

impl Broker {
    pub fn start() -> Broker {
        let mut broker = Broker::absent();
        broker.resume();
        broker
    }

    /// One that does not run yet.
    pub fn absent() -> Broker {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        Broker { port, advertised: port, child: None }
    }

    /// One that sends everybody to this port, where a proxy listens.
    pub fn behind(advertised: u16) -> Broker {
        let mut broker = Broker::absent();
        broker.advertised = advertised;
        broker.resume();
        broker
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The value of `messages.url` that leads here.
    pub fn url(&self) -> String {
        format!("kafka://127.0.0.1:{}/roster", self.port)
    }

    /// Starts it, with nothing in it.
    pub fn resume(&mut self) {
        let address = |port| format!("tcp://127.0.0.1:{port}");
        let (listener, advertised) = (address(self.port), address(self.advertised));
        let child = Command::new(program())
            .args(["broker", "--listener-url", &listener])
            .args(["--advertised-listener-url", &advertised])
            .args(["--storage-engine", "memory://tansu/"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("start the broker");
        self.child = Some(child);
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(Instant::now() < deadline, "the broker does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Kill -9: what it held is lost.
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
        let child = self.child.as_ref().expect("a running broker");
        let pid = Pid::from_raw(child.id() as i32).expect("a process id");
        kill_process(pid, signal).expect("send a signal");
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.kill();
    }
}

/// `messages.url` of the broker that all tests share, with a prefix of one's
/// own.
pub fn shared_broker() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let Ok(address) = std::env::var("ROSTER_TEST_KAFKA") else {
        panic!("no broker to test with: run ./test, or set ROSTER_TEST_KAFKA");
    };
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("kafka://{address}/test-{}-{number}", std::process::id())
}

fn program() -> PathBuf {
    let Some(path) = std::env::var_os("ROSTER_TEST_BROKER") else {
        panic!("no broker to start: run ./test, or set ROSTER_TEST_BROKER to the tansu program");
    };
    PathBuf::from(path)
}
