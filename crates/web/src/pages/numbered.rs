//! Numbered pages of a list: which one is wanted, and the links to the others.

use std::collections::BTreeSet;

use domain::page::{EXACT_TOTAL, Listed, Page};
use serde_json::{Value, json};

use crate::error::Result;
use crate::extract::Query;

/// The last page that is looked for.
const MAX_PAGE: u64 = 1_000_000;

/// The number in `?page=`; what is no number is the first.
pub fn wanted(query: &mut Query) -> u64 {
    let given = query.raw("page").and_then(|text| text.parse().ok());
    given.filter(|number| (1..=MAX_PAGE).contains(number)).unwrap_or(1)
}

/// The page in `?page=` of a list that everybody may read, and its number.
/// Below the first is the first, and beyond the last the last; no number
/// leads deeper than totals are counted, so that each costs alike.
#[cfg_attr(not(test), expect(dead_code))]
pub async fn fetch<T>(
    query: &mut Query,
    size: u64,
    read: impl AsyncFn(Page) -> domain::Result<Listed<T>>,
) -> Result<(u64, Listed<T>)> {
    let number = within(query.raw("page").as_deref().unwrap_or_default(), size);
    let page = |number: u64| Page { skip: (number - 1) * size, limit: size, cursor: None };
    let listed = read(page(number)).await?;
    let last = listed.total.div_ceil(size).max(1);
    if listed.items.is_empty() && number > last {
        return Ok((last, read(page(last)).await?));
    }
    Ok((number, listed))
}

/// A number between the first page and the last that has a number.
fn within(given: &str, size: u64) -> u64 {
    let digits = !given.is_empty() && given.bytes().all(|byte| byte.is_ascii_digit());
    let number = match given.parse::<u64>() {
        Ok(number) => number,
        // More digits than a number has.
        Err(_) if digits => u64::MAX,
        Err(_) => 1,
    };
    number.clamp(1, EXACT_TOTAL / size)
}

/// The links to a list's pages: the first, the last where it is known, and
/// from one before the present one to two after it.
pub fn links<T>(query: &Query, number: u64, size: u64, listed: &Listed<T>) -> Value {
    let more = u64::from(listed.next.is_some());
    let last = match listed.total_estimated {
        true => (listed.total / size).max(number + more),
        false => listed.total.div_ceil(size).max(1),
    };
    let around = number.saturating_sub(1)..=number + 2;
    let mut shown: BTreeSet<u64> = around.chain([1]).filter(|n| (1..=last).contains(n)).collect();
    if !listed.total_estimated {
        shown.insert(last);
    }
    let href = |n: u64| query.with(&[("page", (n > 1).then(|| n.to_string()))]);
    let mut items = Vec::new();
    let mut before = 0;
    for n in shown {
        if n > before + 1 {
            items.push(json!({ "gap": true }));
        }
        items.push(json!({ "gap": false, "number": n, "href": href(n), "current": n == number }));
        before = n;
    }
    if listed.total_estimated {
        items.push(json!({ "gap": true }));
    }
    json!({
        "items": if last > 1 { items } else { Vec::new() },
        "prev": (number > 1).then(|| href(number.min(last + 1) - 1)),
        "next": (number < last).then(|| href(number + 1)),
        "total": listed.total,
        "more": listed.total_estimated,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(number: u64, total: u64, estimated: bool) -> String {
        let listed: Listed<()> =
            Listed { items: Vec::new(), total, total_estimated: estimated, next: None };
        let shown = links(&Query::new("/admin/users", ""), number, 25, &listed);
        let items = shown["items"].as_array().unwrap().iter();
        let word = |item: &Value| match item["number"].as_u64() {
            Some(n) if item["current"] == true => format!("[{n}]"),
            Some(n) => n.to_string(),
            None => "…".to_owned(),
        };
        items.map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pages_are_shown_at_the_edges_and_around_the_present_one() {
        assert_eq!(numbers(1, 25, false), "");
        assert_eq!(numbers(1, 26, false), "[1] 2");
        assert_eq!(numbers(1, 250, false), "[1] 2 3 … 10");
        assert_eq!(numbers(4, 250, false), "1 … 3 [4] 5 6 … 10");
        assert_eq!(numbers(5, 250, false), "1 … 4 [5] 6 7 … 10");
        assert_eq!(numbers(8, 250, false), "1 … 7 [8] 9 10");
        assert_eq!(numbers(10, 250, false), "1 … 9 [10]");
        assert_eq!(numbers(99, 250, false), "1 … 10");
        assert_eq!(numbers(3, 10_000, true), "1 2 [3] 4 5 …");
    }

    #[test]
    fn any_page_that_is_asked_for_is_one_that_there_is() {
        for first in ["", "0", "1", "-1", "abc", "1.5", "1e3", "٣", "0x10", "--2"] {
            assert_eq!(within(first, 5), 1, "{first}");
        }
        assert_eq!(within("7", 5), 7);
        assert_eq!(within("007", 5), 7);
        for beyond in ["2001", "1000000000000", "99999999999999999999999999"] {
            assert_eq!(within(beyond, 5), 2000, "{beyond}");
        }
    }

    #[tokio::test]
    async fn beyond_the_last_page_is_the_last() {
        for (address, total, page) in
            [("page=9", 11, 3), ("page=1000000000000", 11, 3), ("page=2", 0, 1), ("page=2", 11, 2)]
        {
            let read = async |page: Page| {
                let items = (0..total).skip(page.skip as usize).take(5).collect();
                Ok(Listed { items, total, total_estimated: false, next: None })
            };
            let mut query = Query::new("/", address);
            let (number, listed) = fetch(&mut query, 5, read).await.unwrap();
            assert_eq!(number, page, "{address} of {total}");
            assert_eq!(listed.items.is_empty(), total == 0);
        }
    }
}
