//! The parts around the program failing, and the program asked to stop.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kit::*;
use tokio::io::AsyncWriteExt;

on_both_databases!(
    a_stop_cuts_no_request_off,
    a_stop_waits_for_no_slow_client,
    few_descriptors_are_enough,
);

on_sqlite!(
    a_second_server_on_one_file_is_refused,
    a_foreign_lock_stops_writers_only,
    commands_beside_the_server_see_what_it_wrote,
    a_full_disk_is_told_and_survived,
    an_unreachable_database_ends_the_start,
);

const FIFTEEN_SECONDS: Duration = Duration::from_secs(15);

/// PostgreSQL frozen, thawed, stopped and started again, below one site that
/// is never restarted.
#[tokio::test]
async fn postgres_goes_and_comes_back() {
    let cluster = Cluster::start();
    let smtp = Smtp::start(SmtpMode::Accept).await;
    let setup = Site::with("mail.url", smtp.url());
    let site = setup.start(Db::on_cluster(&cluster)).await;
    let ana = site.member("ana").await;
    let mut acknowledged = Vec::new();

    for (round, fault) in ["frozen", "stopped"].into_iter().enumerate() {
        // Some mails are on their way when it happens.
        for n in 0..3 {
            let email = format!("u{n}-{round}@example.org");
            site.register(&email).await;
            acknowledged.push(email);
        }
        match fault {
            "frozen" => cluster.freeze(),
            _ => cluster.stop(),
        }
        // What needs the database says so in time, many at once as well.
        let start = Instant::now();
        let answers = together((0..8).map(|n| {
            let (ana, guest) = (ana.clone(), site.guest());
            async move {
                match n % 4 {
                    0 => guest.post("/register", registration(&format!("n{n}@example.org"))).await,
                    1 => guest.try_sign_in("ana", PASSWORD).await,
                    2 => ana.patch("/users/me", json!({"bio": "during the fault"})).await,
                    _ => guest.get("/health/ready").await,
                }
            }
        }))
        .await;
        assert!(start.elapsed() < FIFTEEN_SECONDS, "{fault}: answered after {:?}", start.elapsed());
        for answer in answers {
            assert_eq!(answer.status, 503, "{fault}: {}: {}", answer.what, answer.text);
            if answer.what.contains("/health/") {
                assert_eq!(answer["services"]["database"], "down");
            }
        }
        // The rest works.
        for path in ["/health/live", "/api/openapi.json", "/metrics"] {
            let start = Instant::now();
            site.guest().get(path).await.is(200);
            assert!(start.elapsed() < Duration::from_secs(2), "{fault}: {path}");
        }
        site.guest().get("/locales").await.is(200);
        match fault {
            "frozen" => cluster.thaw(),
            _ => cluster.resume(),
        }
        // All is well again without a restart.
        eventually_within(FIFTEEN_SECONDS, "the site to be well", async || {
            let well = site.guest().get("/health/ready").await.status == 200
                && site.guest().try_sign_in("ana", PASSWORD).await.status == 200;
            well.then_some(())
        })
        .await;
        ana.patch("/users/me", json!({"bio": fault})).await.is(200);
    }
    eventually_within(BACKLOG, "the backlog to be out", async || {
        let received = smtp.received();
        let told = |email: &String| received.iter().any(|m| m.to.contains(email));
        acknowledged.iter().all(told).then_some(())
    })
    .await;
    let list = ["users", "list", "--all", "--output", "json"];
    let users = site.roster(&list).await.ok().out;
    assert!(acknowledged.iter().all(|email| users.contains(email)));
    assert!(site.server.log().lines().count() < 2000, "the log is flooded");
}

async fn an_unreachable_database_ends_the_start(db: Db) {
    let home = Setup::default().with("database.url", "postgres://x@127.0.0.1:1/x").home(db);
    let mut server = Server::spawn(&home, &["serve"]);
    assert_eq!(server.ends_within(Duration::from_secs(100)).await, Some(1));
    assert!(server.log().contains("database"), "{}", server.log());
}

async fn a_second_server_on_one_file_is_refused(db: Db) {
    let mut site = Site::start(db).await;
    for command in ["serve", "worker"] {
        let mut second = Server::spawn(&site, &[command]);
        assert_eq!(second.ends_within(Duration::from_secs(30)).await, Some(1), "{command}");
        let log = second.log();
        assert!(log.contains("roster.db"), "the file is not named: {log}");
    }
    // Other commands work beside.
    site.admin().await;
    site.roster(&["users", "list"]).await.ok();
    // A killed server leaves nothing in the way.
    site.restart().await;
    site.register("ana@example.org").await;
}

/// Whoever closes an SQLite file last takes its log away. A server that lost
/// its lock on the file would go on writing to a log that nobody else sees.
async fn commands_beside_the_server_see_what_it_wrote(db: Db) {
    let mut site = Site::start(db).await;
    for n in 0..8 {
        site.db.sql("SELECT count(*) FROM users").expect("somebody who looks and leaves");
        site.roster(&["users", "list"]).await.ok();
        let email = format!("u{n}@example.org");
        site.register(&email).await;
        site.roster(&["users", "show", &email]).await.ok();
        let files = std::fs::read_dir(format!("/proc/{}/fd", site.server.pid())).expect("/proc");
        let held: Vec<_> = files.flatten().flat_map(|f| std::fs::read_link(f.path())).collect();
        let gone = held.iter().find(|file| file.to_string_lossy().ends_with("(deleted)"));
        assert_eq!(gone, None, "the server holds a file that is no more");
        site.restart().await;
    }
}

/// Somebody else's connection that holds the write lock of an SQLite file.
struct Lock(Child);

impl Lock {
    fn take(db: &Db) -> Lock {
        let script = "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
db.execute('BEGIN IMMEDIATE')
print('locked', flush=True)
sys.stdin.readline()
db.execute('ROLLBACK')
";
        let mut child = Command::new("python3")
            .args(["-c", script])
            .arg(db.file())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("stdout");
        BufReader::new(stdout).read_line(&mut line).expect("a word");
        assert_eq!(line.trim(), "locked");
        Lock(child)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn a_foreign_lock_stops_writers_only(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    site.settle().await;
    let lock = Lock::take(&site.db);
    let writer = {
        let ana = ana.clone();
        tokio::spawn(async move {
            let start = Instant::now();
            let answer = ana.patch("/users/me", json!({"bio": "during the lock"})).await;
            (answer, start.elapsed())
        })
    };
    // Readers go on as if nothing were.
    while !writer.is_finished() {
        let start = Instant::now();
        ana.me().await;
        site.guest().get("/health/live").await.is(200);
        assert!(start.elapsed() < Duration::from_secs(2), "a reader waited {:?}", start.elapsed());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let (answer, time) = writer.await.expect("the writer");
    answer.is(503);
    assert!(time < Duration::from_secs(30), "{time:?}");
    drop(lock);
    eventually_within(FIFTEEN_SECONDS, "a writer to succeed", async || {
        let answer = ana.patch("/users/me", json!({"bio": "after the lock"})).await;
        (answer.status == 200).then_some(())
    })
    .await;
    assert_eq!(ana.me().await["bio"], "after the lock");

    // A short lock is waited for.
    let lock = Lock::take(&site.db);
    let writer = {
        let ana = ana.clone();
        tokio::spawn(async move { ana.patch("/users/me", json!({"bio": "patient"})).await })
    };
    ana.me().await;
    drop(lock);
    writer.await.expect("the writer").is(200);
}

async fn a_stop_cuts_no_request_off(db: Db) {
    let setup = Site::with("passwords.memory_kib", 65_536).with("passwords.passes", 4);
    let mut site = setup.start(db).await;
    let requests = (0..3).map(|n| {
        let guest = site.guest();
        let body = registration(&format!("u{n}@example.org"));
        async move { guest.call(Method::POST, "/register").json(&body).try_send().await }
    });
    let requests: Vec<_> = requests.map(tokio::spawn).collect();
    eventually("a hash in the making", async || {
        (site.metric("password_hash_running").await > 0.0).then_some(())
    })
    .await;
    site.server.terminate();
    for request in requests {
        request.await.expect("a task").expect("an answer").is(201);
    }
    assert_eq!(site.server.ends_within(Duration::from_secs(25)).await, Some(0));
    // Nobody else was let in, and what they did is there.
    assert!(site.guest().call(Method::GET, "/locales").try_send().await.is_err());
    let users = site.roster(&["users", "list", "--output", "json"]).await.ok().json();
    assert_eq!(users.as_array().map(Vec::len), Some(3));
    site.restart().await;
    for n in 0..3 {
        site.mail(&format!("u{n}@example.org"), "account.verification").await;
    }
}

async fn a_stop_waits_for_no_slow_client(db: Db) {
    let mut site = Site::with("http.shutdown_seconds", 2).start(db).await;
    let port = site.server.port;
    // One silent, one in its headers, one in its body, one that reads nothing.
    let mut clients = Vec::new();
    for bytes in [
        &b""[..],
        b"GET /api/v1/locales HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /api/v1/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
        b"GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /api/v1/locales HTTP/1.1\r\nHost: x\r\n\r\n",
    ] {
        let mut client = raw::connect(port).await;
        client.write_all(bytes).await.expect("send");
        clients.push(client);
    }
    site.guest().get("/health/live").await.is(200);
    let start = Instant::now();
    site.server.terminate();
    let code = site.server.ends_within(Duration::from_secs(12)).await;
    assert_eq!(code, Some(0), "{}", site.server.log());
    assert!(start.elapsed() < Duration::from_secs(6), "{:?}", start.elapsed());
}

async fn few_descriptors_are_enough(db: Db) {
    let home = Home::new(db);
    home.roster(&["migrate", "up"]).await.ok();
    let mut server = Server::spawn_limited(&home, &["serve"], 64);
    assert!(server.becomes_ready().await, "{}", server.log());
    let mut clients = Vec::new();
    for _ in 0..150 {
        // Beyond its descriptors the kernel keeps them waiting.
        let connect = tokio::net::TcpStream::connect(("127.0.0.1", server.port));
        if let Ok(Ok(client)) = tokio::time::timeout(Duration::from_secs(2), connect).await {
            clients.push(client);
        }
    }
    let (start, used) = (Instant::now(), server.cpu_time());
    tokio::time::sleep(Duration::from_secs(2)).await;
    let share = (server.cpu_time() - used).as_secs_f64() / start.elapsed().as_secs_f64();
    assert!(share < 0.5, "it spins: {share:.2} of a processor");
    let lines = server.log().lines().count();
    assert!(lines < 200, "the log is flooded: {lines} lines");
    drop(clients);
    eventually("it to serve again", async || {
        let call = server.guest().call(Method::POST, "/register");
        let answer = call.json(&registration("ana@example.org")).try_send().await.ok()?;
        (answer.status == 201).then_some(())
    })
    .await;
    assert!(server.is_running());
}

/// A server whose database lies on a small disk of its own, in a mount
/// namespace; `None` where the machine allows no such thing.
async fn on_a_small_disk(home: &Home) -> Option<Server> {
    let allowed = Command::new("unshare").args(["-rm", "true"]).status();
    if !allowed.is_ok_and(|status| status.success()) {
        return None;
    }
    let folder = home.db.folder().join("data");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut server = Server::spawn_on_disk(home, &["serve"], &folder, "6m");
    assert!(server.becomes_ready().await, "{}", server.log());
    Some(server)
}

/// Somebody fills the disk.
fn fill(path: &str) -> std::fs::File {
    use std::io::Write;
    let mut filler = std::fs::File::create(path).expect("a file on the small disk");
    let mut chunk = vec![0_u8; 65_536];
    while !chunk.is_empty() {
        if filler.write_all(&chunk).is_err() {
            chunk.truncate(chunk.len() / 2);
        }
    }
    filler
}

async fn a_full_disk_is_told_and_survived(db: Db) {
    let home = Site::with("accounts.first_user_is_admin", true).home(db);
    let Some(mut server) = on_a_small_disk(&home).await else {
        eprintln!("not tried: this machine allows no mount namespaces");
        return;
    };
    let guest = server.guest();
    guest.post("/register", registration("ana@example.org")).await.is(201);
    let ana = Person::sign_in(&guest, "ana@example.org", PASSWORD).await;
    let inside =
        format!("/proc/{}/root{}/filler", server.pid(), home.db.folder().join("data").display());
    let (mut asked, mut made) = (0, 1);
    // What a transaction was at when the disk was full differs each time.
    for round in 0..6 {
        let filler = fill(&inside);
        loop {
            asked += 1;
            let email = format!("u{asked}@example.org");
            let answer = guest.post("/register", registration(&email)).await;
            if answer.status != 201 {
                answer.is(507);
                break;
            }
            made += 1;
            assert!(made < 10_000, "the disk does not fill");
        }
        // What only reads goes on.
        ana.me().await;
        guest.get("/health/live").await.is(200);
        drop(filler);
        std::fs::remove_file(&inside).expect("remove the filler");
        eventually("it to write again", async || {
            let email = format!("again{round}@example.org");
            let answer = guest.post("/register", registration(&email)).await;
            (answer.status == 201).then_some(())
        })
        .await;
        made += 1;
        let list = ana.get("/users?limit=1").await.is(200);
        assert_eq!(list["total"], made, "the acknowledged ones, and nobody else");
    }
    assert!(server.is_running());
}
