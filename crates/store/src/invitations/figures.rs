//! How many invitations there are, and what became of them.

use domain::invitations::{InvitationQuery, InvitationStats, InvitationStatus};
use domain::{Id, Result, Time};
use sea_orm::sea_query::{CaseStatement, Expr, Func, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::matching;
use crate::entities::invitations::{Column, Entity};
use crate::error::sort;
use crate::tx::Db;

/// How many rows there are of which this holds.
fn number_of(which: Condition) -> SimpleExpr {
    Func::sum(CaseStatement::new().case(which, 1).finally(0)).into()
}

fn in_state(status: InvitationStatus, now: Time) -> Condition {
    matching(&InvitationQuery { status: Some(status), ..InvitationQuery::default() }, now)
}

/// How many of these there are, and what became of them.
pub async fn stats(db: &impl Db, query: &InvitationQuery, now: Time) -> Result<InvitationStats> {
    let mut found = Entity::find()
        .select_only()
        .expr(Func::count(Expr::col(Column::Id)))
        .expr(number_of(Condition::all().add(Column::AcceptedAt.is_not_null())));
    for status in InvitationStatus::ALL {
        found = found.expr(number_of(in_state(status, now)));
    }
    type Row = (i64, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);
    let row: Option<Row> = found
        .filter(matching(query, now))
        .into_tuple()
        .one(db.conn().await?)
        .await
        .map_err(sort)?;
    let Some((sent, accepted, waiting, opened, converted, expired, revoked)) = row else {
        return Ok(InvitationStats::default());
    };
    let number = |count: Option<i64>| count.unwrap_or_default().unsigned_abs();
    Ok(InvitationStats {
        sent: sent.unsigned_abs(),
        waiting: number(waiting),
        opened: number(opened),
        accepted: number(accepted),
        converted: number(converted),
        expired: number(expired),
        revoked: number(revoked),
    })
}

/// What became of one person's invitations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inviter {
    pub id: Id,
    pub sent: i64,
    pub accepted: i64,
    pub converted: i64,
}

/// Who sent most of these.
pub async fn inviters(db: &impl Db, query: &InvitationQuery, now: Time) -> Result<Vec<Inviter>> {
    /// As many as one looks at.
    const MOST: u64 = 10;
    let sent = || Func::count(Expr::col(Column::Id));
    let converted = Condition::all().add(Column::Status.eq(InvitationStatus::Converted.as_str()));
    let rows: Vec<(Id, i64, i64, i64)> = Entity::find()
        .select_only()
        .column(Column::InviterId)
        .expr(sent())
        .expr(number_of(Condition::all().add(Column::AcceptedAt.is_not_null())))
        .expr(number_of(converted))
        .filter(matching(query, now))
        .group_by(Column::InviterId)
        .order_by_desc(SimpleExpr::from(sent()))
        .order_by_asc(Column::InviterId)
        .limit(MOST)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    let inviter = |(id, sent, accepted, converted)| Inviter { id, sent, accepted, converted };
    Ok(rows.into_iter().map(inviter).collect())
}
