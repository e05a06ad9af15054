//! What lists are sorted by, and the stretches of it behind a cursor.

use domain::search::Sort;
use domain::{Error, Result, Time};
use sea_orm::Value;

use super::sql::{Found, Sql};
use crate::entities::users::Model;

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
    pub fn spans(&self, after: Option<&Found>) -> Result<Vec<Span>> {
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

    pub fn push(&self, sql: &mut Sql, span: &Span, hidden: bool) {
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

/// A stretch of a list.
pub struct Span {
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
    pub fn condition(&self, sql: &mut Sql, order: &Order) {
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
