//! What is counted. Whoever writes here holds one lock, so that what was read
//! for the bookkeeping still holds when its changes are written.

mod read;

use std::collections::HashMap;

use domain::analytics::{Book, Content, Day, Member, Seen, Source, start};
use domain::{Error, Id, Result, Time};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Set};

use crate::entities::{
    analytics_active as active, analytics_counts as counts, analytics_cursor as cursor,
    analytics_gaps as gaps, analytics_members as members, analytics_visits as visits, users,
};
use crate::error::sort;
use crate::tx::{Db, Tx};

pub use read::{Person, counts_of, gaps_of, inactive, of_person};

/// Rows of one statement; SQLite takes 32,766 values.
const AT_ONCE: usize = 500;

/// Lets one writer in at a time.
pub async fn lock(tx: &Tx) -> Result<()> {
    tx.lock("roster.analytics").await
}

/// Reads what is known of these people and browsers.
pub async fn load(tx: &Tx, people: &[Id], visitors: &[Id], book: &mut Book) -> Result<()> {
    for some in people.chunks(AT_ONCE) {
        let rows = members::Entity::find()
            .filter(members::Column::UserId.is_in(some.iter().copied()))
            .all(tx.conn().await?)
            .await
            .map_err(sort)?;
        for row in rows {
            book.members.insert(row.user_id, member(row)?);
        }
        let days: Vec<(Id, Day)> = active::Entity::find()
            .select_only()
            .column(active::Column::UserId)
            .column(active::Column::Day)
            .filter(active::Column::UserId.is_in(some.iter().copied()))
            .into_tuple()
            .all(tx.conn().await?)
            .await
            .map_err(sort)?;
        for (user, day) in days {
            book.active.entry(user).or_default().insert(day);
        }
    }
    let mut browsers: Vec<Id> = book.members.values().filter_map(|m| m.visitor).collect();
    browsers.extend_from_slice(visitors);
    for some in browsers.chunks(AT_ONCE) {
        let rows = visits::Entity::find()
            .filter(visits::Column::Visitor.is_in(some.iter().copied()))
            .all(tx.conn().await?)
            .await
            .map_err(sort)?;
        for row in rows {
            let content = Content::parse(&row.content).ok_or_else(|| unknown("visits.content"))?;
            let seen = Seen { at: row.at, content };
            book.visits.entry(row.visitor).or_default().insert(row.day, seen);
        }
    }
    Ok(())
}

fn unknown(what: &str) -> Error {
    Error::internal(format!("analytics_{what} is unknown"))
}

fn member(row: members::Model) -> Result<Member> {
    let source = row
        .source
        .as_deref()
        .map(|source| Source::parse(source).ok_or_else(|| unknown("members.source")));
    Ok(Member {
        registered_at: row.registered_at,
        visitor: row.visitor,
        source: source.transpose()?,
        verified_on: row.verified_on,
        signed_in_on: row.signed_in_on,
        took_part_on: row.took_part_on,
        back_on: row.back_on,
    })
}

fn member_row(user: Id, member: &Member) -> members::ActiveModel {
    members::ActiveModel {
        user_id: Set(user),
        registered_at: Set(member.registered_at),
        registered_on: Set(member.registered_on()),
        visitor: Set(member.visitor),
        source: Set(member.source.map(|source| source.as_str().to_owned())),
        verified_on: Set(member.verified_on),
        signed_in_on: Set(member.signed_in_on),
        took_part_on: Set(member.took_part_on),
        back_on: Set(member.back_on),
    }
}

/// Writes what changed, with the commit at the latest.
pub fn save(tx: &Tx, book: &Book) {
    let changes = &book.changes;
    let rows: Vec<_> = changes
        .visits
        .iter()
        .map(|(visitor, day, seen)| visits::ActiveModel {
            visitor: Set(*visitor),
            day: Set(*day),
            at: Set(seen.at),
            content: Set(seen.content.as_str().to_owned()),
        })
        .collect();
    for some in rows.chunks(AT_ONCE) {
        tx.later(visits::Entity::insert_many(some.to_vec()));
    }
    let rows: Vec<_> = changes
        .active
        .iter()
        .map(|(user, day)| active::ActiveModel { user_id: Set(*user), day: Set(*day) })
        .collect();
    for some in rows.chunks(AT_ONCE) {
        tx.later(active::Entity::insert_many(some.to_vec()));
    }
    let known = changes.members.iter().filter_map(|user| Some((*user, book.members.get(user)?)));
    let rows: Vec<_> = known.map(|(user, member)| member_row(user, member)).collect();
    for some in rows.chunks(AT_ONCE) {
        let again = OnConflict::column(members::Column::UserId)
            .update_columns([
                members::Column::Visitor,
                members::Column::Source,
                members::Column::VerifiedOn,
                members::Column::SignedInOn,
                members::Column::TookPartOn,
                members::Column::BackOn,
            ])
            .to_owned();
        tx.later(members::Entity::insert_many(some.to_vec()).on_conflict(again));
    }
    roll_up(tx, book);
}

/// Adds to the roll-ups.
fn roll_up(tx: &Tx, book: &Book) {
    let added = |table: &str| {
        let column = |table: &str| Expr::cust(format!("{table}.count"));
        column(table).add(column("excluded"))
    };
    let rows: Vec<_> = book
        .changes
        .counts
        .iter()
        .map(|((day, name), count)| counts::ActiveModel {
            day: Set(*day),
            name: Set(name.clone()),
            count: Set(*count),
        })
        .collect();
    for some in rows.chunks(AT_ONCE) {
        let again = OnConflict::columns([counts::Column::Day, counts::Column::Name])
            .value(counts::Column::Count, added("analytics_counts"))
            .to_owned();
        tx.later(counts::Entity::insert_many(some.to_vec()).on_conflict(again));
    }
    let rows: Vec<_> = book
        .changes
        .gaps
        .iter()
        .filter(|(_, count)| **count != 0)
        .map(|((kind, day, gap), count)| gaps::ActiveModel {
            kind: Set(kind.as_str().to_owned()),
            day: Set(*day),
            gap: Set(*gap),
            count: Set(*count),
        })
        .collect();
    for some in rows.chunks(AT_ONCE) {
        let columns = [gaps::Column::Kind, gaps::Column::Day, gaps::Column::Gap];
        let again = OnConflict::columns(columns)
            .value(gaps::Column::Count, added("analytics_gaps"))
            .to_owned();
        tx.later(gaps::Entity::insert_many(some.to_vec()).on_conflict(again));
    }
}

/// Somebody registers themselves; written with the commit at the latest.
pub fn register(tx: &Tx, user: Id, member: &Member) {
    tx.later(members::Entity::insert(member_row(user, member)));
}

/// When people were seen; earlier times change nothing.
pub fn seen(tx: &Tx, people: &HashMap<Id, Time>) {
    for (user, at) in people {
        let earlier = Condition::any()
            .add(users::Column::LastSeenAt.is_null())
            .add(users::Column::LastSeenAt.lt(*at));
        let update = users::Entity::update_many()
            .col_expr(users::Column::LastSeenAt, Expr::value(*at))
            .filter(users::Column::Id.eq(*user))
            .filter(earlier);
        tx.later(update);
    }
}

/// Removes what is kept of a person; the roll-ups hold numbers only.
pub fn forget(tx: &Tx, user: Id) {
    tx.later(active::Entity::delete_many().filter(active::Column::UserId.eq(user)));
    tx.later(members::Entity::delete_many().filter(members::Column::UserId.eq(user)));
}

/// The seal up to which the journal was worked in.
pub async fn cursor(db: &impl Db) -> Result<i64> {
    let row = cursor::Entity::find_by_id(1).one(db.conn().await?).await.map_err(sort)?;
    Ok(row.map_or(0, |row| row.seal_number))
}

pub fn set_cursor(tx: &Tx, seal_number: i64) {
    let row = cursor::ActiveModel { id: Set(1), seal_number: Set(seal_number) };
    let again =
        OnConflict::column(cursor::Column::Id).update_column(cursor::Column::SealNumber).to_owned();
    tx.later(cursor::Entity::insert(row).on_conflict(again));
}

/// What is kept how long.
#[derive(Clone, Copy, Debug)]
pub struct Oldest {
    /// Of browsers.
    pub visits: Day,
    /// On which days people came.
    pub active: Day,
    /// Roll-ups, and how far people came.
    pub counts: Day,
}

/// Removes what is older.
pub fn sweep(tx: &Tx, oldest: Oldest) {
    tx.later(visits::Entity::delete_many().filter(visits::Column::Day.lt(oldest.visits)));
    tx.later(active::Entity::delete_many().filter(active::Column::Day.lt(oldest.active)));
    tx.later(counts::Entity::delete_many().filter(counts::Column::Day.lt(oldest.counts)));
    tx.later(gaps::Entity::delete_many().filter(gaps::Column::Day.lt(oldest.counts)));
    let old = members::Column::RegisteredOn.lt(oldest.counts);
    tx.later(members::Entity::delete_many().filter(old));
    // A cookie that has run out leads to nobody any more.
    let loose = members::Entity::update_many()
        .col_expr(members::Column::Visitor, Expr::value(Option::<Id>::None))
        .filter(members::Column::Visitor.is_not_null())
        .filter(members::Column::RegisteredAt.lt(start(oldest.visits)));
    tx.later(loose);
}
