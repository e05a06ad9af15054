//! Pages of lists, and the links between them.

use domain::page::{Cursor, Listed, Page};
use domain::{Error, Fault, Id};
use serde_json::{Value, json};

use super::query::Query;
use crate::Web;

const DEFAULT_LIMIT: u64 = 10;
const MAX_LIMIT: u64 = 100;
/// What both databases take for an offset.
const MAX_SKIP: u64 = i64::MAX as u64;

/// What `Paging` reads, for the documents.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct PageParams {
    /// Items to pass over
    #[param(example = 0)]
    skip: Option<u64>,
    /// Items on a page
    #[param(minimum = 1, maximum = 100, example = 10)]
    limit: Option<u64>,
    /// `next_cursor` of the page before
    #[param(example = "eyJrZXkiOm51bGx9")]
    cursor: Option<String>,
}

/// `limit`, `skip` and `cursor` as they were given.
pub struct Paging {
    limit: u64,
    skip: u64,
    cursor: Option<String>,
}

impl Paging {
    pub fn read(query: &mut Query) -> Self {
        Paging {
            limit: query.number("limit", 1, MAX_LIMIT).unwrap_or(DEFAULT_LIMIT),
            skip: query.number("skip", 0, MAX_SKIP).unwrap_or(0),
            cursor: query.raw("cursor"),
        }
    }

    /// The page that is wanted; a cursor holds for its own list only. Every
    /// fault of the query is reported with a faulty cursor's.
    pub fn of(self, query: &mut Query, list: &str) -> domain::Result<Page> {
        let cursor = self.cursor.map(|text| Cursor::decode(&text, list)).transpose();
        if let Err(Error::Invalid(faults)) = &cursor {
            faults.iter().cloned().for_each(|fault: Fault| query.push(fault));
        }
        query.check()?;
        Ok(Page { skip: self.skip, limit: self.limit, cursor: cursor? })
    }
}

/// A page of a list that is short enough to be held whole.
pub fn paged<T>(items: Vec<T>, page: &Page, list: &str, id: impl Fn(&T) -> Id) -> Listed<T> {
    let total = items.len() as u64;
    let skip = match &page.cursor {
        // A last item that is gone: everything is new again.
        Some(cursor) => items.iter().position(|i| id(i) == cursor.id).map_or(0, |at| at + 1),
        None => usize::try_from(page.skip).unwrap_or(usize::MAX),
    };
    let limit = page.limit as usize;
    let more = items.len().saturating_sub(skip) > limit;
    let items: Vec<T> = items.into_iter().skip(skip).take(limit).collect();
    let next = items.last().filter(|_| more).map(|last| Cursor::new(list, None, id(last)));
    Listed { items, total, total_estimated: false, next }
}

/// The list as the API shows it; `links` lead to its other pages.
pub fn listing<T>(
    web: &Web,
    query: &Query,
    page: &Page,
    listed: &Listed<T>,
    item: impl Fn(&T) -> Value,
) -> Value {
    let items: Vec<Value> = listed.items.iter().map(item).collect();
    let next_cursor = listed.next.as_ref().map(Cursor::encode);
    let at = |skip: u64| {
        let skip = (skip > 0).then(|| skip.to_string());
        query.with(&[("skip", skip), ("cursor", None)])
    };
    let mut links = vec![("self", query.with(&[])), ("first", at(0))];
    let last = listed.total.saturating_sub(1) / page.limit * page.limit;
    match &next_cursor {
        Some(cursor) if page.cursor.is_some() => {
            links.push(("next", query.with(&[("skip", None), ("cursor", Some(cursor.clone()))])));
        }
        Some(_) => links.push(("next", at(page.skip + page.limit))),
        None => {}
    }
    if page.cursor.is_none() && page.skip > 0 {
        links.push(("prev", at(page.skip.min(last + page.limit).saturating_sub(page.limit))));
    }
    if !listed.total_estimated {
        links.push(("last", at(last)));
    }
    let links: Vec<Value> = links
        .into_iter()
        .map(|(rel, path)| {
            let href = web.app.settings.http.link(&path);
            json!({ "rel": rel, "href": href, "method": "GET", "action": "browse" })
        })
        .collect();
    let mut body = json!({
        "size": items.len(),
        "items": items,
        "total": listed.total,
        // A cursor does not tell how far it has come.
        "page": page.cursor.is_none().then(|| page.skip / page.limit + 1),
        "links": links,
        "next_cursor": next_cursor,
    });
    if listed.total_estimated {
        body["total_estimated"] = true.into();
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(query: &str) -> domain::Result<Page> {
        let mut query = Query::new("/x", query);
        Paging::read(&mut query).of(&mut query, "list")
    }

    #[test]
    fn limits_and_cursors_are_checked_together() {
        assert_eq!(page("").unwrap(), Page { skip: 0, limit: 10, cursor: None });
        assert_eq!(page("limit=100&skip=9223372036854775807").unwrap().limit, 100);
        let Err(Error::Invalid(faults)) = page("limit=101&skip=x&cursor=%00&who=1") else {
            panic!()
        };
        let fields: Vec<_> = faults.iter().map(|f| f.field.as_ref()).collect();
        assert_eq!(fields, ["limit", "skip", "cursor", "who"]);
        assert!(page("skip=9223372036854775808").is_err());
    }

    #[test]
    fn a_list_in_memory_is_walked_by_cursor() {
        let all: Vec<Id> = (1..=5).map(Id::from_u128).collect();
        let mut met = Vec::new();
        let mut page = Page { skip: 0, limit: 2, cursor: None };
        loop {
            let listed = paged(all.clone(), &page, "list", |id| *id);
            met.extend(listed.items);
            let Some(next) = listed.next else { break };
            page.cursor = Some(next);
        }
        assert_eq!(met, all);
        let beyond = Page { skip: u64::MAX, limit: 2, cursor: None };
        assert!(paged(all, &beyond, "list", |id| *id).items.is_empty());
    }
}
