//! Pictures and QR codes: bytes under a key, in a folder or an S3 store.

mod location;

use std::error::Error as _;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use domain::{Error, Result, Time};
use futures_util::stream::{BoxStream, StreamExt};
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::list::{PaginatedListOptions, PaginatedListStore};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::signer::{Method, Signer};
use object_store::{
    BackoffConfig, ClientConfigKey, ObjectMeta, ObjectStore, ObjectStoreExt, RetryConfig,
};
use tokio::time::timeout;
use url::Url;

use location::{Bucket, Location};

/// How long one operation may take.
const LIMIT: Duration = Duration::from_secs(10);
const CHECK: Duration = Duration::from_secs(5);

/// Where objects are kept. Clones share their connections.
#[derive(Clone)]
pub enum Objects {
    Folder(Arc<LocalFileSystem>, PathBuf),
    S3(Arc<AmazonS3>),
    /// For tests.
    Memory(Arc<InMemory>),
}

/// What a listing tells about an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    pub key: String,
    /// In bytes.
    pub size: u64,
    /// When it was last put.
    pub at: Time,
}

/// Whether `objects.url` is an address that `Objects::open` takes; an error
/// says what was expected, without repeating the address.
pub fn check_url(url: &str) -> Result<(), String> {
    Location::parse(url).map(|_| ())
}

/// The origin of the addresses that `Objects::signed` gives, as a source of a
/// Content-Security-Policy.
pub fn signed_origin(url: &str) -> Option<String> {
    let Ok(Location::S3(bucket)) = Location::parse(url) else { return None };
    match bucket.endpoint {
        Some(endpoint) => Some(Url::parse(&endpoint).ok()?.origin().ascii_serialization()),
        None => Some("https://*.amazonaws.com".to_owned()),
    }
}

impl Objects {
    /// Opens `objects.url`, creating the folder that it names. Connects to no
    /// server yet.
    pub fn open(url: &str) -> Result<Objects, String> {
        match Location::parse(url).map_err(|e| format!("objects.url: {e}"))? {
            Location::Folder(folder) => Objects::folder(folder),
            Location::S3(bucket) => Ok(Objects::S3(Arc::new(s3(bucket)?))),
        }
    }

    pub fn memory() -> Objects {
        Objects::Memory(Arc::default())
    }

    fn folder(folder: PathBuf) -> Result<Objects, String> {
        let fault = |e: &dyn std::fmt::Display| format!("objects.url: {}: {e}", folder.display());
        std::fs::create_dir_all(&folder).map_err(|e| fault(&e))?;
        let store = LocalFileSystem::new_with_prefix(&folder).map_err(|e| fault(&e))?;
        // What is put is on the disk before a transaction refers to it.
        Ok(Objects::Folder(Arc::new(store.with_fsync(true)), folder))
    }

    fn store(&self) -> &dyn ObjectStore {
        match self {
            Objects::Folder(store, _) => store.as_ref(),
            Objects::S3(store) => store.as_ref(),
            Objects::Memory(store) => store.as_ref(),
        }
    }

    /// Keeps bytes under a key, in place of what was there. They are durable,
    /// and seen whole or not at all.
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<()> {
        let path = path(key)?;
        bounded(async { self.store().put(&path, bytes.into()).await.map(|_| ()) }).await
    }

    /// The bytes under a key, if there are any.
    pub async fn get(&self, key: &str) -> Result<Option<Bytes>> {
        let path = path(key)?;
        let found = async {
            match self.store().get(&path).await {
                Ok(found) => found.bytes().await.map(Some),
                Err(object_store::Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(error),
            }
        };
        bounded(found).await
    }

    /// Removes a key; one that is not there is gone already.
    pub async fn delete(&self, key: &str) -> Result<()> {
        let path = path(key)?;
        let gone = async {
            match self.store().delete(&path).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(error),
            }
        };
        bounded(gone).await
    }

    /// An address at which anyone gets the bytes under a key for so long, from
    /// a store that has such addresses. Whether the key is there is not asked.
    pub async fn signed(&self, key: &str, time: Duration) -> Result<Option<String>> {
        let path = path(key)?;
        match self {
            Objects::S3(store) => {
                let address = store.signed_url(Method::GET, &path, time);
                Ok(Some(bounded(address).await?.to_string()))
            }
            Objects::Folder(..) | Objects::Memory(_) => Ok(None),
        }
    }

    /// What lies below a prefix of whole path segments (`a/b` holds `a/b/c`
    /// and not `a/bc`), or everything below an empty one. In no order.
    pub fn list(&self, prefix: &str) -> Result<Listing> {
        let prefix = (!prefix.is_empty()).then(|| path(prefix)).transpose()?;
        Ok(Listing(self.store().list(prefix.as_ref())))
    }

    /// Whether objects can be kept, found out within 5 seconds: a folder is
    /// written to, an S3 bucket is listed.
    pub async fn check(&self) -> Result<(), String> {
        let usable = async {
            match self {
                Objects::Folder(_, folder) => writable(folder.clone()).await,
                Objects::S3(store) => {
                    let one = PaginatedListOptions { max_keys: Some(1), ..Default::default() };
                    store.list_paginated(None, one).await.map(|_| ()).map_err(|e| chain(&e))
                }
                Objects::Memory(_) => Ok(()),
            }
        };
        match timeout(CHECK, usable).await {
            Ok(result) => result,
            Err(_) => Err("the object store did not answer within 5 s".to_owned()),
        }
    }
}

/// A listing, read page by page however many objects there are.
pub struct Listing(BoxStream<'static, object_store::Result<ObjectMeta>>);

impl Listing {
    /// The next object, if there is another.
    pub async fn next(&mut self) -> Result<Option<Object>> {
        let meta = bounded(async { self.0.next().await.transpose() }).await?;
        Ok(meta.map(|meta| Object {
            key: meta.location.to_string(),
            size: meta.size,
            at: meta.last_modified,
        }))
    }
}

/// Keys are made by services, never taken from a request; one that is not of
/// the expected form is a fault of the program.
fn path(key: &str) -> Result<Path> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    let sound = |part: &str| {
        !part.is_empty()
            && part.len() <= 255
            && !part.contains("..")
            && part != "."
            && part.chars().all(allowed)
    };
    if key.len() > 1024 || !key.split('/').all(sound) {
        return Err(Error::internal("not an object key"));
    }
    Path::parse(key).map_err(Error::internal)
}

async fn bounded<T>(answer: impl Future<Output = object_store::Result<T>>) -> Result<T> {
    match timeout(LIMIT, answer).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) if is_full(&error) => Err(Error::StorageFull),
        Ok(Err(error)) => Err(Error::unavailable("objects", chain(&error))),
        Err(_) => Err(Error::unavailable("objects", "no answer within 10 s")),
    }
}

/// A full disk, a used-up quota, or an S3 server that answers 507 (RFC 4918,
/// 11.5).
fn is_full(error: &object_store::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
            return full.contains(&io.kind());
        }
        cause = error.source();
    }
    error.to_string().contains("507 Insufficient Storage")
}

/// An error with its causes, in one line, each named once.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let reason = error.to_string();
        if !text.contains(&reason) {
            text = format!("{text}: {reason}");
        }
        cause = error.source();
    }
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect()
}

async fn writable(folder: PathBuf) -> Result<(), String> {
    // A listing passes over names of this form: they are those of unfinished
    // writes.
    let probe = folder.join("writable#0");
    let written = match tokio::fs::write(&probe, b"").await {
        Ok(()) => tokio::fs::remove_file(&probe).await,
        Err(error) => Err(error),
    };
    match written {
        // Another process may have removed it first.
        Err(error) if error.kind() != io::ErrorKind::NotFound || !folder.exists() => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

fn s3(bucket: Bucket) -> Result<AmazonS3, String> {
    // The HTTP client asks for the process's TLS provider; it stays as it is
    // where there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = match bucket.keys {
        Some((access, secret)) => {
            AmazonS3Builder::new().with_access_key_id(access).with_secret_access_key(secret)
        }
        None => AmazonS3Builder::from_env(),
    };
    if let Some(region) = bucket.region {
        builder = builder.with_region(region);
    }
    if let Some(endpoint) = bucket.endpoint {
        builder = builder.with_endpoint(endpoint).with_allow_http(bucket.plain);
        if bucket.plain {
            // Reading the system's certificates takes time and is for nothing.
            let unused = AmazonS3ConfigKey::Client(ClientConfigKey::NoSystemCertificates);
            builder = builder.with_config(unused, "true");
        }
    }
    let seconds = |key| AmazonS3ConfigKey::Client(key);
    builder
        .with_bucket_name(bucket.name)
        .with_virtual_hosted_style_request(!bucket.path_style)
        .with_config(seconds(ClientConfigKey::ConnectTimeout), "3 seconds")
        .with_config(seconds(ClientConfigKey::Timeout), "10 seconds")
        .with_retry(RetryConfig {
            backoff: BackoffConfig { max_backoff: Duration::from_secs(1), ..Default::default() },
            max_retries: 3,
            retry_timeout: Duration::from_secs(8),
        })
        .build()
        .map_err(|error| format!("objects.url: {}", chain(&error)))
}

#[cfg(test)]
mod tests;
