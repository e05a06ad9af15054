use std::sync::atomic::{AtomicU32, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::Instant;

use super::*;

/// A folder of its own that goes with the test.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Temporary {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "roster-objects-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        Temporary(std::env::temp_dir().join(name))
    }

    fn open(&self) -> Objects {
        Objects::open(&format!("file://{}/a/b", self.0.display())).unwrap_or_else(|e| panic!("{e}"))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn keys(objects: &Objects, prefix: &str) -> Vec<String> {
    let mut listing = objects.list(prefix).unwrap();
    let mut keys = Vec::new();
    while let Some(object) = listing.next().await.unwrap() {
        keys.push(object.key);
    }
    keys.sort();
    keys
}

async fn keeps_lists_and_forgets(objects: Objects) {
    objects.check().await.unwrap();
    assert_eq!(keys(&objects, "").await, Vec::<String>::new());
    objects.put("pictures/ab/1.webp", Bytes::from_static(b"one")).await.unwrap();
    objects.put("pictures/ab/1.webp", Bytes::from_static(b"two")).await.unwrap();
    objects.put("pictures-old/2.webp", Bytes::new()).await.unwrap();
    objects.check().await.unwrap();

    let got = objects.get("pictures/ab/1.webp").await.unwrap();
    assert_eq!(got.as_deref(), Some(&b"two"[..]));
    assert_eq!(objects.get("pictures/ab/2.webp").await.unwrap(), None);
    assert_eq!(keys(&objects, "pictures").await, ["pictures/ab/1.webp"]);
    assert_eq!(keys(&objects, "").await, ["pictures-old/2.webp", "pictures/ab/1.webp"]);
    assert_eq!(keys(&objects, "nothing").await, Vec::<String>::new());

    objects.delete("pictures/ab/1.webp").await.unwrap();
    objects.delete("pictures/ab/1.webp").await.unwrap();
    assert_eq!(objects.get("pictures/ab/1.webp").await.unwrap(), None);
}

#[tokio::test]
async fn a_folder_keeps_lists_and_forgets() {
    let temporary = Temporary::new();
    keeps_lists_and_forgets(temporary.open()).await;
}

#[tokio::test]
async fn memory_keeps_lists_and_forgets() {
    keeps_lists_and_forgets(Objects::memory()).await;
}

#[tokio::test]
async fn keys_never_leave_the_folder() {
    let temporary = Temporary::new();
    let objects = temporary.open();
    std::fs::write(temporary.0.join("secret"), "hidden").unwrap();
    let long = "a".repeat(256);
    for key in [
        "",
        "/",
        "/etc/passwd",
        "../secret",
        "a/../../secret",
        "..",
        "a/..",
        ".",
        "./a",
        "a//b",
        "a/",
        "a\\b",
        "%2e%2e/secret",
        "a\0b",
        "A",
        "é",
        "a#1",
        &long,
    ] {
        assert!(objects.get(key).await.is_err(), "{key:?}");
        assert!(objects.put(key, Bytes::new()).await.is_err(), "{key:?}");
        assert!(objects.delete(key).await.is_err(), "{key:?}");
        assert!(key.is_empty() || objects.list(key).is_err(), "{key:?}");
    }
}

#[tokio::test]
async fn a_folder_that_is_gone_is_noticed() {
    let temporary = Temporary::new();
    let objects = temporary.open();
    std::fs::remove_dir_all(&temporary.0).unwrap();
    std::fs::write(&temporary.0, "").unwrap();
    assert!(objects.check().await.is_err());
    let error = objects.put("a", Bytes::new()).await.unwrap_err();
    assert_eq!(error.code(), "unavailable");
    std::fs::remove_file(&temporary.0).unwrap();
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let temporary = Temporary::new();
    std::fs::write(&temporary.0, "").unwrap();
    let fault = Objects::open(&format!("file://{}/x", temporary.0.display())).err().unwrap();
    assert!(fault.starts_with("objects.url: /"), "{fault}");
    std::fs::remove_file(&temporary.0).unwrap();
}

fn s3_at(port: u16) -> Objects {
    let url = format!(
        "s3://pictures?endpoint=http://127.0.0.1:{port}&region=r&access_key=AK&secret_key=SK"
    );
    Objects::open(&url).unwrap_or_else(|e| panic!("{e}"))
}

#[tokio::test]
async fn an_s3_server_that_hangs_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let objects = s3_at(listener.local_addr().unwrap().port());
    let start = Instant::now();
    let (checked, got) = tokio::join!(objects.check(), objects.get("a"));
    assert!(checked.is_err());
    assert_eq!(got.unwrap_err().code(), "unavailable");
    assert!(start.elapsed() < Duration::from_secs(12), "{:?}", start.elapsed());
}

#[tokio::test]
async fn an_s3_server_that_is_away_is_unavailable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let objects = s3_at(port);
    let reason = objects.check().await.unwrap_err();
    assert!(!reason.contains("SK"), "{reason}");
    let error = objects.put("a", Bytes::from_static(b"x")).await.unwrap_err();
    assert_eq!(error.code(), "unavailable");
}

#[tokio::test]
async fn a_full_s3_server_is_full() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let objects = s3_at(listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let answer = "HTTP/1.1 507 Insufficient Storage\r\ncontent-length: 0\r\n\
                          connection: close\r\n\r\n";
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    let error = objects.put("a", Bytes::from_static(b"x")).await.unwrap_err();
    assert_eq!(error.code(), "storage_full", "{error}");
}
