//! Reading the addresses in settings. Errors never repeat the address, which
//! may hold a password.

use percent_encoding::percent_decode_str;
use url::Url;

/// Undoes percent-encoding. A `+` stays what it is: secrets hold it.
pub(crate) fn decode(text: &str) -> Result<String, String> {
    match percent_decode_str(text).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Err("expected percent-encoded UTF-8".to_owned()),
    }
}

/// The names and values after the `?`.
pub(crate) fn query(url: &Url) -> Result<Vec<(String, String)>, String> {
    url.query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}
