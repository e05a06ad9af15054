//! Lists sorted by a column.
//!
//! With conditions there are two ways: to walk along the sort's index and
//! leave out what does not fit, good when much fits; or to gather what fits
//! and sort it, good when little does. Where not few are known to fit, a short
//! walk is tried first. What it leaves unfilled is so rare that gathering it is
//! cheap.

use domain::search::{Filter, Sort};
use domain::{Error, Result, Time};
use sea_orm::{DbBackend, Value};

use super::index::latest;
use super::sql::{Found, Match, Sought, Sql, backend, condition, narrowest};
use crate::entities::users::Model;
use crate::error::sort;
use crate::tx::Db;

/// Rows that a walk looks at.
pub const WALK: u64 = 5_000;

/// So few are gathered without a walk before.
const FEW: u64 = 2_000;

/// Columns that conditions speak of.
const CONDITIONED: [&str; 12] = [
    "id",
    "nickname_key",
    "email",
    "search_text",
    "role",
    "is_locked",
    "email_verified",
    "is_professional",
    "locale",
    "created_at",
    "last_login_at",
    "last_seen_at",
];

/// A column to sort by. Ties are settled by id.
pub struct Order {
    pub column: &'static str,
    kind: Kind,
    pub nullable: bool,
    descending: bool,
    newest_first: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id,
    Text,
    Flag,
    Number,
    Time,
}

impl Order {
    pub fn newest() -> Order {
        Order {
            column: "id",
            kind: Kind::Id,
            nullable: false,
            descending: true,
            newest_first: true,
        }
    }

    pub fn by(sort: &Sort) -> Order {
        let (column, kind, nullable) = match sort.column {
            "id" => ("id", Kind::Id, false),
            "nickname" => ("nickname_key", Kind::Text, false),
            "email" => ("email", Kind::Text, false),
            "first_name" => ("first_name_key", Kind::Text, true),
            "last_name" => ("last_name_key", Kind::Text, true),
            "location" => ("location_key", Kind::Text, true),
            "locale" => ("locale", Kind::Text, false),
            "role" => ("role", Kind::Text, false),
            "email_verified" => ("email_verified", Kind::Flag, false),
            "is_locked" => ("is_locked", Kind::Flag, false),
            "is_professional" => ("is_professional", Kind::Flag, false),
            "failed_login_attempts" => ("failed_login_attempts", Kind::Number, false),
            "locked_at" => ("locked_at", Kind::Time, true),
            "last_login_at" => ("last_login_at", Kind::Time, true),
            "updated_at" => ("updated_at", Kind::Time, false),
            _ => ("created_at", Kind::Time, false),
        };
        // The indexes of texts have the newest of equals first.
        let newest_first = sort.descending != (kind == Kind::Text);
        Order { column, kind, nullable, descending: sort.descending, newest_first }
    }

    /// The row's key, as a cursor keeps it.
    pub fn key(&self, row: &Model) -> Option<String> {
        let time = domain::clock::format;
        match self.column {
            "id" => Some(row.id.to_string()),
            "nickname_key" => Some(row.nickname_key.clone()),
            "email" => Some(row.email.clone()),
            "first_name_key" => row.first_name_key.clone(),
            "last_name_key" => row.last_name_key.clone(),
            "location_key" => row.location_key.clone(),
            "locale" => Some(row.locale.clone()),
            "role" => Some(row.role.clone()),
            "email_verified" => Some(row.email_verified.to_string()),
            "is_locked" => Some(row.is_locked.to_string()),
            "is_professional" => Some(row.is_professional.to_string()),
            "failed_login_attempts" => Some(row.failed_login_attempts.to_string()),
            "locked_at" => row.locked_at.map(time),
            "last_login_at" => row.last_login_at.map(time),
            "updated_at" => Some(time(row.updated_at)),
            _ => Some(time(row.created_at)),
        }
    }

    fn value(&self, key: &str) -> Option<Value> {
        Some(match self.kind {
            Kind::Id => domain::ids::parse(key)?.into(),
            Kind::Text => key.to_owned().into(),
            Kind::Flag => key.parse::<bool>().ok()?.into(),
            Kind::Number => key.parse::<i32>().ok()?.into(),
            Kind::Time => key.parse::<Time>().ok()?.into(),
        })
    }

    /// Stretches that follow each other, from the cursor on. Empty values come
    /// last in both directions.
    fn spans(&self, after: Option<&Found>) -> Result<Vec<Span>> {
        let Some(after) = after else {
            let filled = Span { key: At::From(None), beyond_id: None };
            return Ok(match self.nullable {
                true => vec![filled, Span { key: At::Empty, beyond_id: None }],
                false => vec![filled],
            });
        };
        let bad = || Error::field("cursor", "cursor_invalid");
        if self.kind == Kind::Id {
            return Ok(vec![Span { key: At::From(None), beyond_id: Some(after.id) }]);
        }
        let Some(key) = &after.key else {
            return Ok(vec![Span { key: At::Empty, beyond_id: Some(after.id) }]);
        };
        let value = self.value(key).ok_or_else(bad)?;
        let mut spans = vec![
            Span { key: At::Equal(value.clone()), beyond_id: Some(after.id) },
            Span { key: At::From(Some(value)), beyond_id: None },
        ];
        if self.nullable {
            spans.push(Span { key: At::Empty, beyond_id: None });
        }
        Ok(spans)
    }

    fn order(&self, sql: &mut Sql, span: &Span, hidden: bool) {
        let id = if self.newest_first { "id DESC" } else { "id" };
        let plus = if hidden && sql.is_sqlite() { "+" } else { "" };
        let by_key = matches!(span.key, At::From(_)) && self.kind != Kind::Id;
        sql.push(" ORDER BY ");
        if by_key {
            let down = if self.descending { " DESC, " } else { ", " };
            sql.push(plus).push(self.column).push(down);
        }
        sql.push(plus).push(id);
    }
}

struct Span {
    key: At,
    beyond_id: Option<domain::Id>,
}

enum At {
    Equal(Value),
    /// Behind the value, or from the beginning.
    From(Option<Value>),
    Empty,
}

impl Span {
    fn condition(&self, sql: &mut Sql, order: &Order) {
        let beyond = |descending: bool| if descending { " < " } else { " > " };
        match &self.key {
            At::Equal(value) => {
                sql.push(order.column).push(" = ").bind(value.clone());
            }
            At::From(Some(value)) => {
                sql.push(order.column).push(beyond(order.descending)).bind(value.clone());
            }
            At::From(None) if order.nullable => {
                sql.push(order.column).push(" IS NOT NULL");
            }
            At::From(None) => {
                sql.push("1 = 1");
            }
            At::Empty => {
                sql.push(order.column).push(" IS NULL");
            }
        }
        if let Some(id) = self.beyond_id {
            sql.push(" AND id").push(beyond(order.newest_first)).bind(id);
        }
    }
}

/// One page in this order, behind `after`.
pub async fn page(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    after: Option<&Found>,
    (limit, mut offset): (u64, u64),
) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for span in order.spans(after)? {
        let wanted = limit - found.len() as u64;
        let more = stretch(db, sought, which, order, &span, (wanted, offset)).await?;
        match more.is_empty() {
            true if offset > 0 => {
                let passed = count(db, sought, which, order, &span).await?;
                offset = offset.saturating_sub(passed);
            }
            _ => offset = 0,
        }
        found.extend(more);
        if found.len() as u64 >= limit {
            break;
        }
    }
    Ok(found)
}

async fn stretch(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: &Span,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    let backend = backend(db).await?;
    let plain = which == Match::Any && sought.terms.filters.is_empty();
    let mut sql = Sql::new(backend);
    if plain {
        sql.push("SELECT id FROM users WHERE ");
        span.condition(&mut sql, order);
        order.order(&mut sql, span, false);
        sql.limit(limit, offset);
        return ids(db, sql).await;
    }
    let text_leads = sought.is_indexed(backend, which) && !sought.is_vague(backend, which);
    let led = which == Match::Any || text_leads;
    if led && sought.total.is_some_and(|total| total <= FEW) {
        let filters = &sought.terms.filters;
        if filters.is_empty() || narrowest(db, filters).await?.is_some() {
            return gather(db, sought, which, order, span, (limit, offset)).await;
        }
    }
    let near = walk(db, sought, which, order, span, (limit, offset)).await?;
    // What no index leads to is found near at hand only.
    if near.len() as u64 == limit || !led && sought.terms.filters.is_empty() {
        return Ok(near);
    }
    gather(db, sought, which, order, span, (limit, offset)).await
}

async fn walk(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: &Span,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT id FROM (SELECT ").push(&CONDITIONED.join(", "));
    if !CONDITIONED.contains(&order.column) {
        sql.push(", ").push(order.column);
    }
    sql.push(" FROM users WHERE ");
    span.condition(&mut sql, order);
    bounds(&mut sql, sought, order);
    order.order(&mut sql, span, false);
    sql.limit(WALK, 0).push(") AS near WHERE 1 = 1");
    sought.conditions(&mut sql, which, None);
    // SQLite keeps the order, and would sort once more if told.
    if !sql.is_sqlite() {
        order.order(&mut sql, span, false);
    }
    sql.limit(limit, offset);
    ids(db, sql).await
}

/// Where along the sort's index somebody can be found at all. Nobody signed in
/// before they came.
fn bounds(sql: &mut Sql, sought: &Sought<'_>, order: &Order) {
    for filter in &sought.terms.filters {
        match (order.column, filter) {
            ("created_at", Filter::CreatedFrom(_) | Filter::CreatedTo(_))
            | ("last_login_at", Filter::SeenFrom(_) | Filter::SeenTo(_)) => {
                condition(sql.push(" AND "), filter, false);
            }
            ("created_at", Filter::SeenTo(time)) => {
                condition(sql.push(" AND "), &Filter::CreatedTo(*time), false);
            }
            _ => {}
        }
    }
}

async fn gather(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: &Span,
    (limit, offset): (u64, u64),
) -> Result<Vec<Found>> {
    let mut sql = Sql::new(backend(db).await?);
    match matching(db, &mut sql, sought, which, order, Some(span)).await? {
        true => order.order(&mut sql, span, true),
        false => order.order(&mut sql, span, false),
    }
    sql.limit(limit, offset);
    ids(db, sql).await
}

/// `SELECT` of all that fits, by the index of text or of a filter; says
/// whether the sort's index is to be kept out of it.
async fn matching(
    db: &impl Db,
    sql: &mut Sql,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: Option<&Span>,
) -> Result<bool> {
    if sql.backend != DbBackend::Sqlite {
        // Found out first, or the planner would walk.
        sql.push("WITH found AS MATERIALIZED (SELECT id");
        if order.column != "id" {
            sql.push(", ").push(order.column);
        }
        sql.push(" FROM users WHERE ");
        restrict(sql, order, span);
        sought.conditions(sql, which, None);
        sql.push(") SELECT id FROM found");
        return Ok(true);
    }
    let driver = narrowest(db, &sought.terms.filters).await?;
    if let (None, Some(fts)) = (driver, sought.fts(which)) {
        sql.push("SELECT id FROM (SELECT rowid AS number FROM search_words ");
        sql.push("WHERE search_words MATCH ").bind(fts);
        sql.push(" UNION SELECT number FROM (").push(&latest()).push(")) AS c ");
        sql.push("CROSS JOIN search_numbers n ON n.number = c.number ");
        sql.push("CROSS JOIN users ON users.id = n.user_id WHERE ");
        restrict(sql, order, span);
        sought.conditions(sql, which, None);
        return Ok(true);
    }
    sql.push("SELECT id FROM users WHERE ");
    restrict(sql, order, span);
    sought.conditions(sql, which, driver);
    Ok(driver.is_some())
}

fn restrict(sql: &mut Sql, order: &Order, span: Option<&Span>) {
    match span {
        Some(span) => span.condition(sql, order),
        None => {
            sql.push("1 = 1");
        }
    }
}

/// How many a stretch has, for those who pass over it by number.
async fn count(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    order: &Order,
    span: &Span,
) -> Result<u64> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT count(*) FROM users WHERE ");
    span.condition(&mut sql, order);
    sought.conditions(&mut sql, which, None);
    let [count] = sql.numbers(db).await?;
    Ok(count as u64)
}

/// Counts no further than `most`, by the cheapest index.
pub async fn count_matching(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    most: u64,
) -> Result<u64> {
    let mut sql = Sql::new(backend(db).await?);
    if sql.is_sqlite() {
        sql.push("SELECT count(*) FROM (");
        matching(db, &mut sql, sought, which, &Order::newest(), None).await?;
    } else {
        sql.push("WITH found AS MATERIALIZED (SELECT id FROM users WHERE 1 = 1");
        sought.conditions(&mut sql, which, None);
        sql.push(") SELECT count(*) FROM (SELECT id FROM found");
    }
    sql.limit(most, 0).push(") AS few");
    let [count] = sql.numbers(db).await?;
    Ok(count as u64)
}

async fn ids(db: &impl Db, sql: Sql) -> Result<Vec<Found>> {
    let rows = sql.rows(db).await?;
    rows.iter()
        .map(|row| Ok(Found { id: row.try_get("", "id").map_err(sort)?, key: None }))
        .collect()
}
