//! Lists of the console: filters in the address, numbered pages.

use std::collections::BTreeSet;

use domain::Fault;
use domain::page::{Listed, Page};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::extract::Query;
use crate::pages::Visitor;

/// Items on a page.
pub const SIZE: u64 = 25;
/// The last page that is looked for.
const MAX_PAGE: u64 = 1_000_000;

/// The query of this page's address. What a form leaves empty is not given.
pub fn query(visitor: &Visitor) -> Query {
    let (path, query) = visitor.context.path.split_once('?').unwrap_or((&visitor.context.path, ""));
    let given = form_urlencoded::parse(query.as_bytes()).filter(|(_, v)| !v.trim().is_empty());
    let given = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    Query::new(path, &given)
}

/// The number in `?page=`; what is no number is the first.
pub fn number(query: &mut Query) -> u64 {
    let given = query.raw("page").and_then(|text| text.parse().ok());
    given.filter(|number| (1..=MAX_PAGE).contains(number)).unwrap_or(1)
}

pub fn page(number: u64) -> Page {
    Page { skip: (number - 1) * SIZE, limit: SIZE, cursor: None }
}

/// Faults of what was asked; a page says nothing of names that it does not
/// know.
pub fn faults(query: &mut Query) -> Vec<Fault> {
    let faults = match query.check() {
        Err(domain::Error::Invalid(faults)) => faults,
        _ => Vec::new(),
    };
    faults.into_iter().filter(|fault| fault.code != "unknown_field").collect()
}

/// The links to a list's pages: the first, the last where it is known, and
/// those around the present one.
pub fn pages<T>(query: &Query, number: u64, listed: &Listed<T>) -> Value {
    let more = u64::from(listed.next.is_some());
    let last = match listed.total_estimated {
        true => (listed.total / SIZE).max(number + more),
        false => listed.total.div_ceil(SIZE).max(1),
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

/// One field of a form of filters.
pub fn filter(
    visitor: &Visitor,
    name: &str,
    kind: &str,
    value: Option<String>,
    options: Vec<(String, String)>,
) -> Value {
    let value = value.unwrap_or_default();
    let options: Vec<Value> = options
        .into_iter()
        .map(|(v, label)| json!({ "selected": v == value, "value": v, "label": label }))
        .collect();
    json!({
        "name": name,
        "id": format!("filter-{}", name.replace('_', "-")),
        "label": visitor.text(&format!("filter-{}", name.replace('_', "-")), &[]),
        "kind": kind,
        "value": value,
        "options": options,
    })
}

/// What stands in the address, shown and taken away by a link.
pub fn chips(visitor: &Visitor, query: &Query, filters: &[Value]) -> Vec<Value> {
    let given = filters.iter().filter(|f| f["value"].as_str().is_some_and(|v| !v.is_empty()));
    given
        .map(|filter| {
            let name = filter["name"].as_str().unwrap_or_default();
            let mut chosen = filter["options"].as_array().into_iter().flatten();
            let label = chosen
                .find(|option| option["selected"] == true)
                .map_or(&filter["value"], |option| &option["label"]);
            json!({
                "text": format!("{}: {}", filter["label"].as_str().unwrap_or_default(), label.as_str().unwrap_or_default()),
                "remove": visitor.text("admin-filter-remove", &[]),
                "href": query.with(&[(name, None), ("page", None)]),
            })
        })
        .collect()
}

/// The choice of yes and no.
pub fn yes_no(visitor: &Visitor) -> Vec<(String, String)> {
    let choice = |value: &str, key: &str| (value.to_owned(), visitor.text(key, &[]));
    vec![choice("true", "admin-yes"), choice("false", "admin-no")]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(number: u64, total: u64, estimated: bool) -> String {
        let listed: Listed<()> =
            Listed { items: Vec::new(), total, total_estimated: estimated, next: None };
        let shown = pages(&Query::new("/admin/users", ""), number, &listed);
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
        assert_eq!(numbers(5, 250, false), "1 … 4 [5] 6 7 … 10");
        assert_eq!(numbers(10, 250, false), "1 … 9 [10]");
        assert_eq!(numbers(99, 250, false), "1 … 10");
        assert_eq!(numbers(3, 10_000, true), "1 2 [3] 4 5 …");
    }
}
