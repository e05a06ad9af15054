//! Numbered pages of a list: which one is wanted, and the links to the others.

use std::collections::BTreeSet;

use domain::page::{Cursor, EXACT_TOTAL, Listed, Page};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::Visitor;
use crate::extract::Query;

/// The last page that is looked for in the console.
const MAX_PAGE: u64 = 1_000_000;

/// The query of this page's address. What a form leaves empty is not given.
pub fn query(visitor: &Visitor) -> Query {
    let (path, query) = visitor.context.path.split_once('?').unwrap_or((&visitor.context.path, ""));
    let given = form_urlencoded::parse(query.as_bytes()).filter(|(_, v)| !v.trim().is_empty());
    let given = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    Query::new(path, &given)
}

/// The number in `?page=`; what is no number is the first.
pub fn wanted(query: &mut Query) -> u64 {
    let given = query.raw("page").and_then(|text| text.parse().ok());
    given.filter(|number| (1..=MAX_PAGE).contains(number)).unwrap_or(1)
}

/// The page that is wanted of a list that everybody may read. Below the first
/// is the first, and beyond the last the last. No number leads deeper than
/// totals are counted, so that each costs alike; from there a cursor goes on.
pub struct Turn {
    /// 0 of a page that was asked for by cursor.
    pub number: u64,
    size: u64,
    cursor: Option<Cursor>,
}

impl Turn {
    /// Reads `?page=` and `?cursor=`, which holds for `list` only.
    pub fn read(query: &mut Query, size: u64, list: &str) -> Turn {
        let cursor = query.raw("cursor").and_then(|text| Cursor::decode(&text, list).ok());
        let number = within(query.raw("page").as_deref().unwrap_or_default(), size);
        Turn { number: if cursor.is_some() { 0 } else { number }, size, cursor }
    }

    pub fn page(&self) -> Page {
        let skip = self.number.saturating_sub(1) * self.size;
        Page { skip, limit: self.size, cursor: self.cursor.clone() }
    }

    /// Turns to the last page, and says so, when there is nothing on this.
    pub fn turns_back<T>(&mut self, listed: &Listed<T>) -> bool {
        let last = listed.total.div_ceil(self.size).max(1);
        let beyond = listed.items.is_empty() && self.number > last;
        if beyond {
            self.number = last;
        }
        beyond
    }

    /// The links to the list's other pages: the first and the last that have
    /// a number, and from one before the present one to two after it.
    pub fn links<T>(&self, query: &Query, listed: &Listed<T>) -> Value {
        let deepest = EXACT_TOTAL / self.size;
        let last = match listed.total_estimated {
            true => deepest,
            false => listed.total.div_ceil(self.size).max(1),
        };
        let href = |n: u64| {
            let number = (n > 1).then(|| n.to_string());
            query.with(&[("page", number), ("cursor", None)])
        };
        let next = listed.next.as_ref().map(|cursor| match self.number {
            number if number > 0 && number < deepest => href(number + 1),
            _ => query.with(&[("page", None), ("cursor", Some(cursor.encode()))]),
        });
        let items = window(self.number, last, true, href);
        let several = last > 1 || self.number == 0;
        json!({
            "items": if several { items } else { Vec::new() },
            "prev": (self.number > 1).then(|| href(self.number - 1)),
            "next": next,
            "total": listed.total,
            "more": listed.total_estimated,
        })
    }
}

/// A number between the first page and the last that has one.
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

/// The links to the pages of one of the console's lists; the last is shown
/// where it is known.
pub fn links<T>(query: &Query, number: u64, size: u64, listed: &Listed<T>) -> Value {
    let more = u64::from(listed.next.is_some());
    let last = match listed.total_estimated {
        true => (listed.total / size).max(number + more),
        false => listed.total.div_ceil(size).max(1),
    };
    let href = |n: u64| query.with(&[("page", (n > 1).then(|| n.to_string()))]);
    let mut items = window(number, last, !listed.total_estimated, href);
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

fn window(number: u64, last: u64, with_last: bool, href: impl Fn(u64) -> String) -> Vec<Value> {
    let around = number.saturating_sub(1)..=number + 2;
    let mut shown: BTreeSet<u64> = match number {
        0 => BTreeSet::from([1]),
        _ => around.chain([1]).filter(|n| (1..=last).contains(n)).collect(),
    };
    if with_last {
        shown.insert(last);
    }
    let mut items = Vec::new();
    let mut before = 0;
    for n in shown {
        if n > before + 1 {
            items.push(json!({ "gap": true }));
        }
        items.push(json!({ "gap": false, "number": n, "href": href(n), "current": n == number }));
        before = n;
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(shown: &Value) -> String {
        let items = shown["items"].as_array().unwrap().iter();
        let word = |item: &Value| match item["number"].as_u64() {
            Some(n) if item["current"] == true => format!("[{n}]"),
            Some(n) => n.to_string(),
            None => "…".to_owned(),
        };
        items.map(word).collect::<Vec<_>>().join(" ")
    }

    fn listed(total: u64, total_estimated: bool) -> Listed<()> {
        Listed { items: Vec::new(), total, total_estimated, next: None }
    }

    #[test]
    fn pages_are_shown_at_the_edges_and_around_the_present_one() {
        let numbers = |number, total, estimated| {
            let listed = listed(total, estimated);
            written(&links(&Query::new("/admin/users", ""), number, 25, &listed))
        };
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
    fn a_cursor_goes_on_where_numbers_end() {
        let at = |number, total, estimated, more: bool| {
            let mut listed = listed(total, estimated);
            listed.next = more.then(|| Cursor::new("list", None, domain::Id::nil()));
            let query = Query::new("/", "cursor=x&q=1");
            Turn { number, size: 5, cursor: None }.links(&query, &listed)
        };
        assert_eq!(written(&at(1, 51, false, true)), "[1] 2 3 … 11");
        assert_eq!(at(1, 51, false, true)["next"], "/?q=1&page=2");
        assert_eq!(at(11, 51, false, false)["next"], Value::Null);
        assert_eq!(written(&at(1, 5, false, false)), "");
        let deepest = at(2_000, 10_000, true, true);
        assert_eq!(written(&deepest), "1 … 1999 [2000]");
        assert!(deepest["next"].as_str().unwrap().starts_with("/?q=1&cursor="));
        let beyond = at(0, 10_000, true, true);
        assert_eq!(written(&beyond), "1 … 2000");
        assert!(beyond["next"].as_str().unwrap().contains("cursor=") && beyond["prev"].is_null());
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

    #[test]
    fn beyond_the_last_page_is_the_last() {
        for (address, total, page) in [
            ("page=9", 11, 3),
            ("page=1000000000000", 11, 3),
            ("page=2", 0, 1),
            ("page=2", 11, 2),
            ("cursor=garbage", 11, 1),
        ] {
            let mut turn = Turn::read(&mut Query::new("/", address), 5, "list");
            let read = |page: Page| {
                let items: Vec<u64> = (0..total).skip(page.skip as usize).take(5).collect();
                Listed { items, total, total_estimated: false, next: None }
            };
            let mut found = read(turn.page());
            if turn.turns_back(&found) {
                found = read(turn.page());
            }
            assert_eq!(turn.number, page, "{address} of {total}");
            assert_eq!(found.items.is_empty(), total == 0);
        }
    }
}
