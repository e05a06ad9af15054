//! The journal: rows are appended, sealed once, and never altered; erasing a
//! person takes the personal values beside their rows.

use domain::journal::{Entry, Salted, Seal};
use domain::page::{Listed, Page};
use domain::search::AuditQuery;
use domain::{Id, Result, Time};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder,
    QuerySelect, Set, Statement, Value,
};

use crate::bulk;
use crate::entities::journal::{ActiveModel, Column, Entity, Model};
use crate::entities::journal_head as head;
use crate::error::{StoreError, sort};
use crate::pages::{Sorted, page_of};
use crate::tx::{Db, Tx};

fn entry(row: Model) -> Entry {
    let salted = |value, salt| Some(Salted { value, salt });
    Entry {
        id: row.id,
        at: row.at,
        actor: row.actor,
        action: row.action,
        subject_kind: row.subject_kind,
        subject_id: row.subject_id,
        user_id: row.user_id,
        reason: row.reason,
        request_id: row.request_id,
        changes: row.changes.zip(row.changes_salt).and_then(|(v, s)| salted(v, s)),
        changes_digest: row.changes_digest,
        address: row.address.zip(row.address_salt).map(|(value, salt)| Salted { value, salt }),
        address_digest: row.address_digest,
        seal: row.seal_number.zip(row.seal).map(|(number, hash)| Seal { number, hash }),
    }
}

fn row(entry: &Entry) -> ActiveModel {
    let changes = entry.changes.clone();
    let address = entry.address.clone();
    ActiveModel {
        id: Set(entry.id),
        at: Set(entry.at),
        actor: Set(entry.actor.clone()),
        action: Set(entry.action.clone()),
        subject_kind: Set(entry.subject_kind.clone()),
        subject_id: Set(entry.subject_id),
        user_id: Set(entry.user_id),
        reason: Set(entry.reason.clone()),
        request_id: Set(entry.request_id.clone()),
        changes: Set(changes.as_ref().map(|c| c.value.clone())),
        changes_salt: Set(changes.map(|c| c.salt)),
        changes_digest: Set(entry.changes_digest.clone()),
        address: Set(address.as_ref().map(|a| a.value.clone())),
        address_salt: Set(address.map(|a| a.salt)),
        address_digest: Set(entry.address_digest.clone()),
        seal_number: Set(None),
        seal: Set(None),
    }
}

/// Written with the commit at the latest.
pub fn append(tx: &Tx, entries: &[Entry]) {
    for some in entries.chunks(bulk::MOST) {
        tx.later(Entity::insert_many(some.iter().map(row)));
    }
}

/// Many of them, at once.
pub async fn append_all(tx: &Tx, entries: &[Entry]) -> Result<(), StoreError> {
    bulk::insert::<Entity, _>(tx, entries, row).await
}

/// Rows that no seal covers yet, oldest first.
pub async fn unsealed(db: &impl Db, limit: u64) -> Result<Vec<Entry>> {
    let rows = Entity::find()
        .filter(Column::SealNumber.is_null())
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(rows.into_iter().map(entry).collect())
}

/// The newest seal, if any row was sealed.
pub async fn head(db: &impl Db) -> Result<Option<Seal>> {
    let row = head::Entity::find_by_id(1).one(db.conn().await?).await.map_err(sort)?;
    Ok(row.map(|row| Seal { number: row.seal_number, hash: row.seal }))
}

/// Gives rows their seals.
pub async fn seal(tx: &Tx, seals: &[(Id, Seal)]) -> Result<()> {
    let connection = tx.conn().await?;
    let backend = connection.get_database_backend();
    let mut seals = seals.iter();
    for count in bulk::shapes(seals.len()) {
        let row = |(id, seal): &(Id, Seal)| {
            [Value::from(*id), seal.number.into(), seal.hash.clone().into()]
        };
        let values: Vec<Value> = seals.by_ref().take(count).flat_map(row).collect();
        let sql = format!(
            "UPDATE journal SET seal_number = v.column2, seal = v.column3 \
             FROM (VALUES {}) AS v WHERE journal.id = v.column1",
            bulk::parameters(backend, 3, count)
        );
        let statement = Statement::from_sql_and_values(backend, sql, values);
        connection.execute_raw(statement).await.map_err(sort)?;
    }
    Ok(())
}

pub async fn set_head(tx: &Tx, seal: &Seal) -> Result<()> {
    head::Entity::delete_many().exec(tx.conn().await?).await.map_err(sort)?;
    let row = head::ActiveModel {
        id: Set(1),
        seal_number: Set(seal.number),
        seal: Set(seal.hash.clone()),
    };
    head::Entity::insert(row).exec_without_returning(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

/// Sealed rows from a number on, in the order of their seals.
pub async fn sealed_from(db: &impl Db, number: i64, limit: u64) -> Result<Vec<Entry>> {
    let rows = Entity::find()
        .filter(Column::SealNumber.gte(number))
        .order_by_asc(Column::SealNumber)
        .limit(limit)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(rows.into_iter().map(entry).collect())
}

/// Newest first.
pub async fn list(db: &impl Db, query: &AuditQuery, page: &Page) -> Result<Listed<Entry>> {
    let condition =
        Condition::all()
            .add_option(query.actor.as_deref().map(|actor| Column::Actor.eq(actor)))
            .add_option(query.subject.map(|id| {
                Condition::any().add(Column::UserId.eq(id)).add(Column::SubjectId.eq(id))
            }))
            .add_option(query.action.as_deref().map(|action| Column::Action.eq(action)))
            .add_option(query.from.map(|t| Column::At.gte(t)))
            .add_option(query.to.map(|t| Column::At.lt(t)));
    let by = Sorted {
        time: Column::At,
        id: Column::Id,
        order: Order::Desc,
        place: |row: &Model| (row.at, row.id),
    };
    let found = Entity::find().filter(condition);
    page_of(db, found, by, page, &query.fingerprint(), |row| Ok(entry(row))).await
}

/// What a person did and what was done to them, the newest first, behind the
/// row given.
pub async fn of_person(
    db: &impl Db,
    user: Id,
    behind: Option<(Time, Id)>,
    limit: u64,
) -> Result<Vec<Entry>> {
    let theirs =
        Condition::any().add(Column::UserId.eq(user)).add(Column::Actor.eq(user.to_string()));
    let behind = behind.map(|(at, id)| {
        let tie = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(id));
        Condition::any().add(Column::At.lt(at)).add(tie)
    });
    let rows = Entity::find()
        .filter(Condition::all().add(theirs).add_option(behind))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(rows.into_iter().map(entry).collect())
}

/// Drops a person's values and their salts: what changed about them, and the
/// addresses that they acted from.
pub async fn erase(tx: &Tx, user: Id) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Changes, Expr::value(Option::<serde_json::Value>::None))
        .col_expr(Column::ChangesSalt, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::UserId.eq(user))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    // A guest's address in a row about the person is the person's own.
    let own = Condition::any()
        .add(Column::Actor.eq(user.to_string()))
        .add(Condition::all().add(Column::UserId.eq(user)).add(Column::Actor.eq("guest")));
    Entity::update_many()
        .col_expr(Column::Address, Expr::value(Option::<String>::None))
        .col_expr(Column::AddressSalt, Expr::value(Option::<Vec<u8>>::None))
        .filter(own)
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// The nicknames of those ids that still belong to somebody.
pub async fn labels(db: &impl Db, ids: &[Id]) -> Result<std::collections::HashMap<Id, String>> {
    use crate::entities::users;
    if ids.is_empty() {
        return Ok(Default::default());
    }
    let rows: Vec<(Id, String)> = users::Entity::find()
        .select_only()
        .column(users::Column::Id)
        .column(users::Column::Nickname)
        .filter(users::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    Ok(rows.into_iter().collect())
}
