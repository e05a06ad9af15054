//! What `objects.url` says.

use std::path::PathBuf;

use url::Url;

use crate::address;

const EXPECTED: &str = "expected file://PATH or \
    s3://BUCKET?endpoint=URL&region=NAME&access_key=KEY&secret_key=SECRET";

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Location {
    /// Relative to the working folder unless it begins with `/`.
    Folder(PathBuf),
    S3(Bucket),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bucket {
    pub name: String,
    /// Absent: AWS itself, or what `AWS_ENDPOINT` says.
    pub endpoint: Option<String>,
    /// Whether the endpoint speaks HTTP without TLS.
    pub plain: bool,
    pub region: Option<String>,
    /// Absent: from the `AWS_…` variables, or the machine's role.
    pub keys: Option<(String, String)>,
    /// Whether the bucket is the first part of the path, as with most servers,
    /// and not of the host name.
    pub path_style: bool,
}

impl Location {
    pub fn parse(url: &str) -> Result<Location, String> {
        match url.split_once("://") {
            Some(("file", "")) => Err(EXPECTED.to_owned()),
            Some(("file", path)) => Ok(Location::Folder(PathBuf::from(path))),
            Some(("s3", _)) => bucket(url).map(Location::S3),
            _ => Err(EXPECTED.to_owned()),
        }
    }
}

fn bucket(url: &str) -> Result<Bucket, String> {
    let url = Url::parse(url).map_err(|_| EXPECTED)?;
    let name = url.host_str().unwrap_or_default().to_owned();
    let bare = matches!(url.path(), "" | "/") && url.port().is_none();
    if name.is_empty() || !bare || !url.username().is_empty() || url.fragment().is_some() {
        return Err(EXPECTED.to_owned());
    }
    let mut bucket =
        Bucket { name, endpoint: None, plain: false, region: None, keys: None, path_style: true };
    let (mut access, mut secret) = (None, None);
    for (key, value) in address::query(&url)? {
        match key.as_str() {
            "endpoint" => bucket.endpoint = Some(value),
            "region" => bucket.region = Some(value),
            "access_key" => access = Some(value),
            "secret_key" => secret = Some(value),
            "path_style" => {
                bucket.path_style = value.is_empty()
                    || value.parse().map_err(|_| "expected path_style=true or path_style=false")?;
            }
            _ => {
                return Err("expected no parameters but endpoint, region, access_key, \
                            secret_key and path_style"
                    .to_owned());
            }
        }
    }
    bucket.keys = match (access, secret) {
        (Some(access), Some(secret)) => Some((access, secret)),
        (None, None) => None,
        _ => return Err("expected access_key and secret_key together".to_owned()),
    };
    if let Some(text) = bucket.endpoint.take() {
        let (endpoint, plain) = endpoint(&text, (!bucket.path_style).then_some(&bucket.name))?;
        bucket.endpoint = Some(endpoint);
        bucket.plain = plain;
    }
    Ok(bucket)
}

/// The endpoint in the form that the client wants, with the bucket before its
/// host where it belongs there.
fn endpoint(text: &str, host_prefix: Option<&String>) -> Result<(String, bool), String> {
    let expected = || "expected endpoint=http://HOST:PORT or endpoint=https://HOST".to_owned();
    let mut url = Url::parse(text).map_err(|_| expected())?;
    if !matches!(url.scheme(), "http" | "https") || url.query().is_some() {
        return Err(expected());
    }
    let host = url.host_str().unwrap_or_default().to_owned();
    if let Some(bucket) = host_prefix {
        url.set_host(Some(&format!("{bucket}.{host}"))).map_err(|_| expected())?;
    }
    Ok((url.as_str().trim_end_matches('/').to_owned(), url.scheme() == "http"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s3(url: &str) -> Bucket {
        match Location::parse(url) {
            Ok(Location::S3(bucket)) => bucket,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn folders_are_relative_or_absolute() {
        let folder = |url| Location::parse(url).unwrap();
        assert_eq!(folder("file://data/objects"), Location::Folder("data/objects".into()));
        assert_eq!(folder("file:///srv/my objects"), Location::Folder("/srv/my objects".into()));
    }

    #[test]
    fn a_bucket_has_all_its_parameters() {
        let bucket = s3("s3://pictures?endpoint=http://127.0.0.1:9000/&region=garage\
             &access_key=AK&secret_key=a+b/c%3D");
        assert_eq!(bucket.name, "pictures");
        assert_eq!(bucket.endpoint.as_deref(), Some("http://127.0.0.1:9000"));
        assert!(bucket.plain && bucket.path_style);
        assert_eq!(bucket.region.as_deref(), Some("garage"));
        assert_eq!(bucket.keys, Some(("AK".into(), "a+b/c=".into())));
    }

    #[test]
    fn the_bucket_may_stand_in_the_host_name() {
        let bucket = s3("s3://pictures?endpoint=https://s3.example.org&path_style=false");
        assert_eq!(bucket.endpoint.as_deref(), Some("https://pictures.s3.example.org"));
        assert!(!bucket.plain && !bucket.path_style && bucket.keys.is_none());
        assert!(s3("s3://pictures?path_style").path_style);
    }

    #[test]
    fn faults_are_explained_without_the_address() {
        for url in [
            "",
            "data/objects",
            "file://",
            "s3://",
            "s3://b/prefix",
            "s3://b?acces_key=hidden",
            "s3://b?access_key=hidden",
            "s3://b?endpoint=hidden",
            "s3://b?endpoint=ftp://hidden",
            "s3://b?path_style=hidden",
            "gs://hidden",
        ] {
            let fault = Location::parse(url).unwrap_err();
            assert!(fault.starts_with("expected"), "{url}: {fault}");
            assert!(!fault.contains("hidden"), "{url}: {fault}");
        }
    }
}
