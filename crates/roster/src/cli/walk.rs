//! Lists of the database, page by page.

use domain::page::{Listed, Page};
use serde_json::Value;

use super::{Done, Failure};

/// Calls `each` with every item up to `left` behind the first `skip`.
pub async fn walk<T>(
    skip: u64,
    mut left: u64,
    list: impl AsyncFn(&Page) -> domain::Result<Listed<T>>,
    mut each: impl FnMut(&T) -> Done,
) -> Done {
    let mut page = Page { skip, limit: 100, cursor: None };
    while left > 0 {
        page.limit = left.min(100);
        let found = list(&page).await?;
        left -= found.items.len() as u64;
        found.items.iter().try_for_each(&mut each)?;
        match found.next {
            Some(next) => page.cursor = Some(next),
            None => break,
        }
    }
    Ok(())
}

/// The same as rows to be printed.
pub async fn rows<T>(
    skip: u64,
    left: u64,
    list: impl AsyncFn(&Page) -> domain::Result<Listed<T>>,
    row: impl Fn(&T) -> Value,
) -> Result<Vec<Value>, Failure> {
    let mut rows = Vec::new();
    let each = |item: &T| {
        rows.push(row(item));
        Ok(())
    };
    walk(skip, left, list, each).await?;
    Ok(rows)
}
