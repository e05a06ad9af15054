//! What the figures are made of.

use domain::analytics::{Day, Gaps, Kind, Range};
use domain::{Id, Result, Time};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{active, counts, gaps, members};
use crate::entities::users;
use crate::error::sort;
use crate::search::sql::{Sql, backend};
use crate::tx::Db;

/// The counts of some days whose names begin so.
pub async fn counts_of(
    db: &impl Db,
    beginning: &str,
    range: Range,
) -> Result<Vec<(Day, String, i64)>> {
    counts::Entity::find()
        .select_only()
        .column(counts::Column::Day)
        .column(counts::Column::Name)
        .column(counts::Column::Count)
        .filter(counts::Column::Day.between(range.from, range.to))
        .filter(counts::Column::Name.starts_with(beginning))
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)
}

pub async fn gaps_of(db: &impl Db, kind: Kind, range: Range) -> Result<Gaps> {
    let rows: Vec<(Day, Day, i64)> = gaps::Entity::find()
        .select_only()
        .column(gaps::Column::Day)
        .column(gaps::Column::Gap)
        .column(gaps::Column::Count)
        .filter(gaps::Column::Kind.eq(kind.as_str()))
        .filter(gaps::Column::Day.between(range.from, range.to))
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    let mut found = Gaps::default();
    rows.into_iter().for_each(|(day, gap, count)| found.add(day, gap, count));
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
