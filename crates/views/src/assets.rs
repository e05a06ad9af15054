//! Styles, scripts and icons, embedded. All of them bear one version, so that
//! they refer to each other by relative addresses and are cached for ever.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::OnceLock;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::Embed;
use sha2::{Digest, Sha256};

#[derive(Embed)]
#[folder = "../../assets"]
struct BuiltIn;

/// Where assets are served.
pub const PREFIX: &str = "/assets/";
/// Below this, compression gains nothing.
const WORTH: usize = 256;

pub struct Assets {
    version: String,
    files: BTreeMap<String, Asset>,
}

pub struct Asset {
    pub content_type: &'static str,
    /// As it is; debug builds read the disk instead.
    data: Bytes,
    gzip: OnceLock<Option<Bytes>>,
}

impl Assets {
    pub fn load() -> Assets {
        let mut hash = Sha256::new();
        let mut files = BTreeMap::new();
        let mut names: Vec<_> = BuiltIn::iter().collect();
        names.sort();
        for name in names {
            let Some(file) = BuiltIn::get(&name) else { continue };
            hash.update(name.as_bytes());
            hash.update(file.metadata.sha256_hash());
            let data = match file.data {
                std::borrow::Cow::Borrowed(data) => Bytes::from_static(data),
                std::borrow::Cow::Owned(data) => Bytes::from(data),
            };
            let asset = Asset { content_type: content_type(&name), data, gzip: OnceLock::new() };
            files.insert(name.into_owned(), asset);
        }
        let digest = hash.finalize();
        let version = digest[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        Assets { version, files }
    }

    /// The address of a file, such as `css/site.css`.
    pub fn address(&self, name: &str) -> String {
        format!("{PREFIX}{}/{name}", self.version)
    }

    /// Whether an address of this version holds for ever. Debug builds read
    /// files anew, so there it never does.
    pub fn is_current(&self, version: &str) -> bool {
        !cfg!(debug_assertions) && version == self.version
    }

    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.files.get(name)
    }

    /// What a file holds.
    pub fn data(&self, name: &str) -> Option<Bytes> {
        match cfg!(debug_assertions) {
            true => BuiltIn::get(name).map(|file| Bytes::from(file.data.into_owned())),
            false => self.files.get(name).map(|asset| asset.data.clone()),
        }
    }
}

impl Asset {
    /// Compressed once, where that gains something.
    pub fn gzip(&self) -> Option<&Bytes> {
        let packed = self.gzip.get_or_init(|| {
            let text = self.content_type.contains("charset") || self.content_type.contains("svg");
            if cfg!(debug_assertions) || !text || self.data.len() < WORTH {
                return None;
            }
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&self.data).ok()?;
            encoder.finish().ok().map(Bytes::from)
        });
        packed.as_ref()
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        _ => "application/octet-stream",
    }
}
