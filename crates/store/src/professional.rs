//! Requests for professional status.

use domain::page::{Listed, Page};
use domain::professional::{ProfessionalRequest, RequestQuery, RequestStatus};
use domain::{Error, Id, Result, Role};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder,
    QuerySelect, Set, Unchanged,
};

use crate::entities::professional_requests::{ActiveModel, Column, Entity, Model};
use crate::entities::users;
use crate::error::{StoreError, sort};
use crate::pages::{Sorted, page_of};
use crate::tx::{Db, Tx};

fn request(row: Model) -> Result<ProfessionalRequest> {
    let status = RequestStatus::parse(&row.status).ok_or_else(|| {
        Error::internal(format!("professional_requests.status of {} is unknown", row.id))
    })?;
    Ok(ProfessionalRequest {
        id: row.id,
        user_id: row.user_id,
        note: row.note,
        status,
        reason: row.reason,
        created_at: row.created_at,
        decided_at: row.decided_at,
        decided_by: row.decided_by,
    })
}

/// Adds a request; `Duplicate` when the person has an open one.
pub async fn insert(tx: &Tx, request: &ProfessionalRequest) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(request.id),
        user_id: Set(request.user_id),
        note: Set(request.note.clone()),
        status: Set(request.status.as_str().to_owned()),
        reason: Set(request.reason.clone()),
        created_at: Set(request.created_at),
        decided_at: Set(request.decided_at),
        decided_by: Set(request.decided_by),
    };
    Entity::insert(row).exec_without_returning(tx.conn().await?).await?;
    Ok(())
}

/// Writes down what was decided.
pub async fn decide(tx: &Tx, request: &ProfessionalRequest) -> Result<()> {
    let row = ActiveModel {
        id: Unchanged(request.id),
        status: Set(request.status.as_str().to_owned()),
        reason: Set(request.reason.clone()),
        decided_at: Set(request.decided_at),
        decided_by: Set(request.decided_by),
        ..Default::default()
    };
    row.update(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

pub async fn by_id(db: &impl Db, id: Id) -> Result<Option<ProfessionalRequest>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    row.map(request).transpose()
}

/// Reads a request and keeps others from changing it until the transaction
/// ends.
pub async fn hold(tx: &Tx, id: Id) -> Result<Option<ProfessionalRequest>> {
    let row = Entity::find_by_id(id).lock_exclusive().one(tx.conn().await?).await.map_err(sort)?;
    row.map(request).transpose()
}

/// A person's open request.
pub async fn open_of(db: &impl Db, user: Id) -> Result<Option<ProfessionalRequest>> {
    let found = Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::Status.eq(RequestStatus::Open.as_str()));
    found.one(db.conn().await?).await.map_err(sort)?.map(request).transpose()
}

/// All of a person's requests, the newest first.
pub async fn of_user(db: &impl Db, user: Id) -> Result<Vec<ProfessionalRequest>> {
    let rows = Entity::find()
        .filter(Column::UserId.eq(user))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(request).collect()
}

/// The newest first.
pub async fn list(
    db: &impl Db,
    query: &RequestQuery,
    page: &Page,
) -> Result<Listed<ProfessionalRequest>> {
    let wanted = query.status.map(|status| Column::Status.eq(status.as_str()));
    let found = Entity::find().filter(Condition::all().add_option(wanted));
    let by = Sorted {
        time: Column::CreatedAt,
        id: Column::Id,
        order: Order::Desc,
        place: |row: &Model| (row.created_at, row.id),
    };
    page_of(db, found, by, page, &query.fingerprint(), request).await
}

/// Those who decide, as far as they can sign in.
pub async fn deciders(db: &impl Db, limit: u64) -> Result<Vec<Id>> {
    users::Entity::find()
        .select_only()
        .column(users::Column::Id)
        .filter(users::Column::Role.is_in([Role::Manager.as_str(), Role::Admin.as_str()]))
        .filter(users::Column::IsLocked.eq(false))
        .filter(users::Column::EmailVerified.eq(true))
        .filter(users::Column::DeleteAfter.is_null())
        .order_by_asc(users::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)
}
