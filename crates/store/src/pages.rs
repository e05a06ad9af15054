//! Pages of lists that are in order of time.

use domain::page::{Cursor, EXACT_TOTAL, Listed, Page};
use domain::{Error, Id, Result, Time, clock};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use sea_orm::{Order, QuerySelect, Select};

use crate::error::sort;
use crate::tx::Db;

/// What a list is sorted by. Ids decide where times are the same.
pub struct Sorted<E: EntityTrait> {
    pub time: E::Column,
    pub id: E::Column,
    pub order: Order,
    /// The same of a row that was read.
    pub place: fn(&E::Model) -> (Time, Id),
}

/// One page of what is found. `list` is the fingerprint that cursors are tied
/// to.
pub async fn page_of<E, T>(
    db: &impl Db,
    found: Select<E>,
    by: Sorted<E>,
    page: &Page,
    list: &str,
    read: impl Fn(E::Model) -> Result<T>,
) -> Result<Listed<T>>
where
    E: EntityTrait,
    E::Model: Sync,
{
    let total = found.clone().limit(EXACT_TOTAL + 1).count(db.conn().await?).await.map_err(sort)?;
    let mut rows = found
        .order_by(by.time, by.order.clone())
        .order_by(by.id, by.order.clone())
        .limit(page.limit + 1);
    rows = match &page.cursor {
        Some(cursor) => rows.filter(behind(cursor, &by)?),
        None => rows.offset(page.skip),
    };
    let mut rows = rows.all(db.conn().await?).await.map_err(sort)?;
    let more = rows.len() as u64 > page.limit;
    rows.truncate(page.limit as usize);
    let next = rows.last().filter(|_| more).map(|last| {
        let (at, id) = (by.place)(last);
        Cursor::new(list, Some(clock::format(at)), id)
    });
    let items = rows.into_iter().map(read).collect::<Result<_>>()?;
    let (exact, total_estimated) = (total.min(EXACT_TOTAL), total > EXACT_TOTAL);
    Ok(Listed { items, total: exact, total_estimated, next })
}

fn behind<E: EntityTrait>(cursor: &Cursor, by: &Sorted<E>) -> Result<Condition> {
    let bad = || Error::field("cursor", "cursor_invalid");
    let at: Time = cursor.key.as_deref().ok_or_else(bad)?.parse().map_err(|_| bad())?;
    let (further, tie) = match by.order {
        Order::Desc => (by.time.lt(at), by.id.lt(cursor.id)),
        _ => (by.time.gt(at), by.id.gt(cursor.id)),
    };
    let same = Condition::all().add(by.time.eq(at)).add(tie);
    Ok(Condition::any().add(further).add(same))
}
