//! Lists of people: words, filters, order and paging.
//!
//! A list is one or more parts, each with an order of its own. A cursor says
//! in which part and where the page before it ended, so that nobody is missed
//! or met twice while others come and go.

pub(crate) mod index;
pub(crate) mod letters;
mod order;
mod ordered;
mod ranked;
pub mod sql;
pub mod texts;
mod total;

use std::collections::HashMap;

use domain::page::{Cursor, Listed, Page};
use domain::search::{Terms, UserQuery};
use domain::{Error, Result, User};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub use index::catch_up;
use order::Order;
use sql::{Found, Match, Sought};
use total::Total;

use crate::accounts::user;
use crate::entities::users::{Column, Entity, Model};
use crate::error::sort;
use crate::tx::Db;

/// A total above this goes with the cursor instead of being found again.
const DEAR_TOTAL: u64 = 1_000;
/// People that are passed over by number in a list of several parts.
const MAX_PASSED: u64 = 100_000;

/// A part of a list.
enum Part {
    Exact,
    Beginning(String),
    Newest(Match),
    Sorted(Match, Order),
}

fn parts(query: &UserQuery, terms: &Terms) -> Vec<Part> {
    let words = match terms.words.is_empty() {
        true => Match::Any,
        false => Match::All,
    };
    match (&query.sort, terms.words.as_slice()) {
        (None, [word]) if !word.contains(' ') => {
            let beginning = match terms.filters.is_empty() {
                true => Part::Beginning(word.clone()),
                false => Part::Newest(Match::Beginning),
            };
            vec![Part::Exact, beginning, Part::Newest(Match::Within)]
        }
        (None, [_, ..]) => vec![Part::Newest(Match::Beginning), Part::Newest(Match::Within)],
        (sort, _) => vec![Part::Sorted(words, Order::by(&sort.clone().unwrap_or_default()))],
    }
}

pub async fn users(db: &impl Db, query: &UserQuery, page: &Page) -> Result<Listed<User>> {
    let terms = query.terms().map_err(|fault| Error::Invalid(vec![fault]))?;
    let mut sought = sought(db, query, &terms).await?;
    let known = page.cursor.as_ref().and_then(|cursor| cursor.total);
    let parts = parts(query, &terms);
    let Total { count: total, estimated: total_estimated, page: met } = match known {
        Some(total) => Total::capped(total),
        None => {
            let window = (page.limit + 1, page.skip);
            let ranked = query.sort.is_none() && page.cursor.is_none();
            total::total(db, &sought, ranked.then_some(window)).await?
        }
    };
    sought.total = (!total_estimated).then_some(total);
    let mut found = match met {
        Some(met) => met,
        None => find(db, &sought, &parts, page).await?,
    };
    let more = found.len() as u64 > page.limit;
    found.truncate(page.limit as usize);
    let mut rows = read(db, &found).await?;
    let mut items = Vec::with_capacity(found.len());
    let mut next = None;
    for (part, found) in found {
        // Whoever was deleted this very moment is no loss.
        let Some(row) = rows.remove(&found.id) else { continue };
        let key = match &parts[part] {
            Part::Sorted(_, order) => order.key(&row),
            _ => found.key,
        };
        let mut cursor = Cursor::new(&query.fingerprint(), key, found.id);
        cursor.part = part as u8;
        next = Some(cursor);
        items.push(user(row)?);
    }
    let next = next.filter(|_| more).map(|mut cursor| {
        let beyond = total + u64::from(total_estimated);
        cursor.total = (total > DEAR_TOTAL || known.is_some()).then_some(beyond);
        cursor
    });
    Ok(Listed { items, total, total_estimated, next })
}

/// Whom the terms ask for. Where the best come first, it is found out whether
/// there is anybody with a name to begin with: to look for that in the index of
/// text costs more than all else.
async fn sought<'a>(db: &impl Db, query: &UserQuery, terms: &'a Terms) -> Result<Sought<'a>> {
    let mut sought = Sought::of(terms);
    let ranked = query.sort.is_none() && !terms.words.is_empty();
    sought.all_within = ranked && ranked::begin_nothing(db, &terms.words).await?;
    Ok(sought)
}

/// The first few, without counting the rest.
pub async fn first(db: &impl Db, query: &UserQuery, limit: u64) -> Result<Vec<User>> {
    let terms = query.terms().map_err(|fault| Error::Invalid(vec![fault]))?;
    let page = Page { skip: 0, limit, cursor: None };
    let sought = sought(db, query, &terms).await?;
    let mut found = find(db, &sought, &parts(query, &terms), &page).await?;
    found.truncate(limit as usize);
    let mut rows = read(db, &found).await?;
    found.iter().filter_map(|(_, found)| rows.remove(&found.id)).map(user).collect()
}

/// One more than the page holds, each with the number of its part.
async fn find(
    db: &impl Db,
    sought: &Sought<'_>,
    parts: &[Part],
    page: &Page,
) -> Result<Vec<(usize, Found)>> {
    let mut found = Vec::new();
    let (first, mut after) = match &page.cursor {
        Some(cursor) => {
            let end = Found { id: cursor.id, key: cursor.key.clone() };
            (cursor.part as usize, Some(end))
        }
        None => (0, None),
    };
    if first >= parts.len() {
        return Err(Error::field("cursor", "cursor_invalid"));
    }
    if sought.total == Some(0) {
        return Ok(found);
    }
    let mut offset = if page.cursor.is_some() { 0 } else { page.skip };
    for (number, part) in parts.iter().enumerate().skip(first) {
        let limit = page.limit + 1 - found.len() as u64;
        let after = after.take();
        let mut some = fetch(db, sought, part, after.as_ref(), (limit, offset)).await?;
        if offset > 0 && some.is_empty() && number + 1 < parts.len() {
            let most = offset.min(MAX_PASSED);
            let passed = fetch(db, sought, part, None, (most, 0)).await?.len() as u64;
            offset -= passed;
        } else {
            offset = 0;
        }
        found.extend(some.drain(..).map(|found| (number, found)));
        let all = page.cursor.is_none() && page.skip == 0;
        if found.len() as u64 > page.limit || all && sought.total == Some(found.len() as u64) {
            break;
        }
    }
    Ok(found)
}

async fn fetch(
    db: &impl Db,
    sought: &Sought<'_>,
    part: &Part,
    after: Option<&Found>,
    window: (u64, u64),
) -> Result<Vec<Found>> {
    if sought.all_within && matches!(part, Part::Beginning(_) | Part::Newest(Match::Beginning)) {
        return Ok(Vec::new());
    }
    match part {
        Part::Exact => ranked::exact(db, sought, after.map(|found| found.id), window).await,
        Part::Beginning(word) => {
            let after = match after {
                Some(Found { id, key: Some(key) }) if key.starts_with(word) => {
                    Some((key.as_str(), *id))
                }
                Some(_) => return Err(Error::field("cursor", "cursor_invalid")),
                None => None,
            };
            ranked::beginning(db, word, after, window).await
        }
        Part::Newest(which) => ranked::newest(db, sought, *which, after, window).await,
        Part::Sorted(which, order) => ordered::page(db, sought, *which, order, after, window).await,
    }
}

async fn read(db: &impl Db, found: &[(usize, Found)]) -> Result<HashMap<domain::Id, Model>> {
    if found.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<domain::Id> = found.iter().map(|(_, found)| found.id).collect();
    let select = Entity::find().filter(Column::Id.is_in(ids));
    let rows = select.all(db.conn().await?).await.map_err(sort)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
