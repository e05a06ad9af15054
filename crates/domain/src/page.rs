//! Pages of lists: by number (`skip`) or by cursor.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Id;
use crate::error::{Error, Result};

/// Totals are exact up to here; beyond, they are marked as estimated.
pub const EXACT_TOTAL: u64 = 10_000;

/// Which part of a list is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub skip: u64,
    /// 1 to 100.
    pub limit: u64,
    pub cursor: Option<Cursor>,
}

/// Where the page before ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Sort key; `None` where the column is empty.
    pub key: Option<String>,
    pub id: Id,
    /// Which part of a list in several parts it is in.
    #[serde(default, skip_serializing_if = "is_first")]
    pub part: u8,
    /// A total that was too dear to be found again for each page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// Ties the cursor to the filters and sort that it came from.
    list: String,
}

impl Cursor {
    pub fn new(list: &str, key: Option<String>, id: Id) -> Self {
        Cursor { key, id, part: 0, total: None, list: fingerprint(list) }
    }

    /// Opaque text for a URL.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads a cursor back, and only for the list that made it.
    pub fn decode(text: &str, list: &str) -> Result<Self> {
        let bad = || Error::field("cursor", "cursor_invalid");
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| bad())?;
        let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| bad())?;
        (cursor.list == fingerprint(list)).then_some(cursor).ok_or_else(bad)
    }
}

fn is_first(part: &u8) -> bool {
    *part == 0
}

fn fingerprint(list: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(list.as_bytes())[..9])
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Listed<T> {
    pub items: Vec<T>,
    pub total: u64,
    /// Whether `total` stopped counting.
    pub total_estimated: bool,
    pub next: Option<Cursor>,
}

/// How many are in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    pub count: u64,
    pub estimated: bool,
}

impl Total {
    pub fn of<T>(listed: &Listed<T>) -> Total {
        Total { count: listed.total, estimated: listed.total_estimated }
    }

    /// Of what was counted no further than to one more than `most`.
    pub fn counted(count: u64, most: u64) -> Total {
        Total { count: count.min(EXACT_TOTAL), estimated: count > most }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_comes_back_for_its_own_list_only(key in proptest::option::of("\\PC{0,40}"), id in any::<u128>(), list in "\\PC{0,40}", other in "\\PC{0,40}") {
            let cursor = Cursor::new(&list, key, Id::from_u128(id));
            prop_assert_eq!(Cursor::decode(&cursor.encode(), &list).unwrap(), cursor.clone());
            if list != other {
                prop_assert!(Cursor::decode(&cursor.encode(), &other).is_err());
            }
        }

        #[test]
        fn garbage_is_no_cursor(text in "\\PC{0,80}") {
            prop_assert!(Cursor::decode(&text, "list").is_err());
        }
    }
}
