//! Lists of people: filters, order and paging.

use domain::page::{Cursor, EXACT_TOTAL, Listed, Page};
use domain::search::{Sort, UserQuery};
use domain::{Error, Result, Time, User};
use sea_orm::sea_query::{Expr, Func, LikeExpr, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, Order,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Value,
};

use crate::accounts::user;
use crate::entities::users::{Column, Entity, Model};
use crate::error::sort;
use crate::tx::Db;

/// More words than this add nothing but work.
const MAX_WORDS: usize = 10;

pub async fn users(db: &impl Db, query: &UserQuery, page: &Page) -> Result<Listed<User>> {
    let found = Entity::find().filter(condition(query));
    let total = count(db, &found).await?;
    let mut rows = ordered(found, &query.sort).limit(page.limit + 1);
    rows = match &page.cursor {
        Some(cursor) => rows.filter(after(&query.sort, cursor)?),
        None => rows.offset(page.skip),
    };
    let mut rows = rows.all(db.conn().await?).await.map_err(sort)?;
    let more = rows.len() as u64 > page.limit;
    rows.truncate(page.limit as usize);
    let next = match rows.last() {
        Some(last) if more => {
            Some(Cursor::new(&query.fingerprint(), key(&query.sort, last), last.id))
        }
        _ => None,
    };
    let items = rows.into_iter().map(user).collect::<Result<_>>()?;
    Ok(Listed {
        items,
        total: Ord::min(total, EXACT_TOTAL),
        total_estimated: total > EXACT_TOTAL,
        next,
    })
}

/// Counts no further than one beyond the exact total.
async fn count(db: &impl Db, found: &Select<Entity>) -> Result<u64> {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    let some = found.clone().select_only().column(Column::Id).limit(EXACT_TOTAL + 1).into_query();
    let counted = Query::select()
        .expr_as(Func::count(Expr::cust("*")), "count")
        .from_subquery(some, "found")
        .to_owned();
    let row = db.conn().await?.query_one(&counted).await.map_err(sort)?;
    let row = row.ok_or_else(|| Error::internal("count gave no row"))?;
    Ok(Count::from_query_result(&row, "").map_err(sort)?.count as u64)
}

fn condition(query: &UserQuery) -> Condition {
    let words = query.search.as_deref().unwrap_or_default().split_whitespace().take(MAX_WORDS);
    let mut all = Condition::all();
    for word in words {
        let word = domain::search::fold(word);
        let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let like = LikeExpr::new(format!("%{escaped}%")).escape('\\');
        all = all.add(Expr::col(Column::SearchText).like(like));
    }
    all.add_option(query.role.map(|role| Column::Role.eq(role.as_str())))
        .add_option(query.is_locked.map(|b| Column::IsLocked.eq(b)))
        .add_option(query.email_verified.map(|b| Column::EmailVerified.eq(b)))
        .add_option(query.is_professional.map(|b| Column::IsProfessional.eq(b)))
        .add_option(query.locale.as_deref().map(|tag| Column::Locale.eq(tag)))
        .add_option(query.created_from.map(|t| Column::CreatedAt.gte(t)))
        .add_option(query.created_to.map(|t| Column::CreatedAt.lt(t)))
        .add_option(query.last_login_from.map(|t| Column::LastLoginAt.gte(t)))
        .add_option(query.last_login_to.map(|t| Column::LastLoginAt.lt(t)))
        .add_option(query.last_login_before.map(|t| Column::LastLoginAt.lt(t)))
        .add_option(query.never_logged_in.map(|never| match never {
            true => Column::LastLoginAt.is_null(),
            false => Column::LastLoginAt.is_not_null(),
        }))
}

fn column(sort: &Sort) -> Column {
    match sort.column {
        "id" => Column::Id,
        "nickname" => Column::NicknameKey,
        "email" => Column::Email,
        "first_name" => Column::FirstName,
        "last_name" => Column::LastName,
        "location" => Column::Location,
        "locale" => Column::Locale,
        "role" => Column::Role,
        "email_verified" => Column::EmailVerified,
        "is_locked" => Column::IsLocked,
        "is_professional" => Column::IsProfessional,
        "failed_login_attempts" => Column::FailedLoginAttempts,
        "locked_at" => Column::LockedAt,
        "last_login_at" => Column::LastLoginAt,
        "updated_at" => Column::UpdatedAt,
        _ => Column::CreatedAt,
    }
}

fn nullable(column: Column) -> bool {
    column.def().is_null()
}

/// Empty values come last in both directions; the id settles ties.
fn ordered(select: Select<Entity>, by: &Sort) -> Select<Entity> {
    let column = column(by);
    let order = if by.descending { Order::Desc } else { Order::Asc };
    let select = match nullable(column) {
        true => select.order_by(column.is_null(), Order::Asc),
        false => select,
    };
    select.order_by(column, order.clone()).order_by(Column::Id, order)
}

fn key(by: &Sort, row: &Model) -> Option<String> {
    let time = |t: Time| t.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    match column(by) {
        Column::Id => Some(row.id.to_string()),
        Column::NicknameKey => Some(row.nickname_key.clone()),
        Column::Email => Some(row.email.clone()),
        Column::FirstName => row.first_name.clone(),
        Column::LastName => row.last_name.clone(),
        Column::Location => row.location.clone(),
        Column::Locale => Some(row.locale.clone()),
        Column::Role => Some(row.role.clone()),
        Column::EmailVerified => Some(row.email_verified.to_string()),
        Column::IsLocked => Some(row.is_locked.to_string()),
        Column::IsProfessional => Some(row.is_professional.to_string()),
        Column::FailedLoginAttempts => Some(row.failed_login_attempts.to_string()),
        Column::LockedAt => row.locked_at.map(time),
        Column::LastLoginAt => row.last_login_at.map(time),
        Column::UpdatedAt => Some(time(row.updated_at)),
        _ => Some(time(row.created_at)),
    }
}

fn value(column: Column, key: &str) -> Option<Value> {
    Some(match column {
        Column::Id => domain::ids::parse(key)?.into(),
        Column::EmailVerified | Column::IsLocked | Column::IsProfessional => {
            key.parse::<bool>().ok()?.into()
        }
        Column::FailedLoginAttempts => key.parse::<i32>().ok()?.into(),
        Column::LockedAt | Column::LastLoginAt | Column::UpdatedAt | Column::CreatedAt => {
            key.parse::<Time>().ok()?.into()
        }
        _ => key.to_owned().into(),
    })
}

/// What stands behind the cursor in this order.
fn after(by: &Sort, cursor: &Cursor) -> Result<Condition> {
    let bad = || Error::field("cursor", "cursor_invalid");
    let column = column(by);
    let beyond = |of: Column, value: Value| -> SimpleExpr {
        match by.descending {
            true => of.lt(value),
            false => of.gt(value),
        }
    };
    let later_id = beyond(Column::Id, cursor.id.into());
    let Some(key) = &cursor.key else {
        return Ok(Condition::all().add(column.is_null()).add(later_id));
    };
    let key = value(column, key).ok_or_else(bad)?;
    let tie = Condition::all().add(column.eq(key.clone())).add(later_id);
    let condition = Condition::any().add(beyond(column, key)).add(tie);
    Ok(match nullable(column) {
        true => condition.add(column.is_null()),
        false => condition,
    })
}
