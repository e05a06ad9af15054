//! Lists of the console: filters in the address, numbered pages.

use domain::Fault;
use domain::page::{Listed, Page};
use serde_json::{Value, json};

use crate::extract::Query;
pub use crate::pages::numbered::query;
use crate::pages::{Visitor, numbered};

/// Items on a page.
pub const SIZE: u64 = 25;

/// The number in `?page=`; what is no number is the first.
pub fn number(query: &mut Query) -> u64 {
    numbered::wanted(query)
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

/// The links to a list's pages.
pub fn pages<T>(query: &Query, number: u64, listed: &Listed<T>) -> Value {
    numbered::links(query, number, SIZE, listed)
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
