//! What the figures are made of.

use domain::analytics::{Day, Gaps, Kind, Range};
use domain::{Error, Id, Result, Time};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect};

use super::{active, members};
use crate::entities::users;
use crate::error::sort;
use crate::search::sql::{Sql, backend};
use crate::tx::Db;

/// What was counted on each day, as one text a day: a trip for every row would
/// take most of the time.
async fn by_day(db: &impl Db, what: &str, from: &str, range: Range) -> Result<Vec<(Day, String)>> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT day, string_agg(").push(what).push(" || ' ' || count, ',') FROM ").push(from);
    sql.push(" AND day BETWEEN ").bind(range.from).push(" AND ").bind(range.to);
    sql.push(" GROUP BY day");
    let rows = sql.rows(db).await?;
    let read = |row: &QueryResult| {
        Ok((row.try_get_by_index(0).map_err(sort)?, row.try_get_by_index(1).map_err(sort)?))
    };
    rows.iter().map(read).collect()
}

/// Each `what` of such a text with its count.
fn counted(text: &str) -> impl Iterator<Item = (&str, i64)> {
    let pairs = text.split(',').filter_map(|pair| pair.split_once(' '));
    pairs.filter_map(|(what, count)| Some((what, count.parse().ok()?)))
}

/// The counts of some days whose names begin so.
pub async fn counts_of(
    db: &impl Db,
    beginning: &str,
    range: Range,
) -> Result<Vec<(Day, String, i64)>> {
    // Names are our own.
    let from = format!("analytics_counts WHERE name LIKE '{beginning}%'");
    let days = by_day(db, "name", &from, range).await?;
    let of_day = |(day, text): &(Day, String)| {
        counted(text).map(|(name, count)| (*day, name.to_owned(), count)).collect::<Vec<_>>()
    };
    Ok(days.iter().flat_map(of_day).collect())
}

pub async fn gaps_of(db: &impl Db, kind: Kind, range: Range) -> Result<Gaps> {
    let from = format!("analytics_gaps WHERE kind = '{}'", kind.as_str());
    let mut found = Gaps::default();
    for (day, text) in by_day(db, "gap", &from, range).await? {
        for (gap, count) in counted(&text) {
            found.add(day, gap.parse().map_err(Error::internal)?, count);
        }
    }
    Ok(found)
}

/// How many people have a proved address, and how many of them were seen last
/// before each moment, or never.
pub async fn inactive(db: &impl Db, moments: &[Option<Time>]) -> Result<(i64, Vec<i64>)> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT count(*)");
    for moment in moments {
        sql.push(", sum(CASE WHEN last_seen_at IS NULL");
        if let Some(moment) = moment {
            sql.push(" OR last_seen_at < ").bind(*moment);
        }
        sql.push(" THEN 1 ELSE 0 END)");
    }
    sql.push(" FROM users WHERE email_verified");
    let rows = sql.rows(db).await?;
    let number = |at: usize| -> Result<i64> {
        let found = rows.first().map(|row| row.try_get_by_index::<Option<i64>>(at)).transpose();
        Ok(found.map_err(sort)?.flatten().unwrap_or(0))
    };
    let sums = (1..=moments.len()).map(number).collect::<Result<_>>()?;
    Ok((number(0)?, sums))
}

/// What is kept of a person.
#[derive(Clone, Debug)]
pub struct Person {
    pub last_seen_at: Option<Time>,
    pub source: Option<String>,
    pub days: Vec<Day>,
}

pub async fn of_person(db: &impl Db, user: Id) -> Result<Person> {
    let last_seen_at: Option<Option<Time>> = users::Entity::find_by_id(user)
        .select_only()
        .column(users::Column::LastSeenAt)
        .into_tuple()
        .one(db.conn().await?)
        .await
        .map_err(sort)?;
    let member = members::Entity::find_by_id(user).one(db.conn().await?).await.map_err(sort)?;
    let days = active::Entity::find()
        .select_only()
        .column(active::Column::Day)
        .filter(active::Column::UserId.eq(user))
        .order_by_asc(active::Column::Day)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(Person {
        last_seen_at: last_seen_at.flatten(),
        source: member.and_then(|member| member.source),
        days,
    })
}
