//! Profile fields that administrators define.

use domain::fields::{FieldType, ProfileField, Visibility};
use domain::{Error, Id, Result};
use sea_orm::{ActiveModelTrait, EntityTrait, QueryOrder, Set};

use crate::entities::profile_fields::{ActiveModel, Column, Entity, Model};
use crate::error::{StoreError, sort};
use crate::tx::{Db, Tx};

fn field(row: Model) -> Result<ProfileField> {
    let unknown = || Error::internal(format!("profile_fields.{} cannot be read", row.name));
    Ok(ProfileField {
        id: row.id,
        field_type: FieldType::parse(&row.field_type).ok_or_else(unknown)?,
        labels: serde_json::from_value(row.labels).map_err(|_| unknown())?,
        choices: serde_json::from_value(row.choices).map_err(|_| unknown())?,
        required: row.required,
        visible_to: Visibility::parse(&row.visible_to).ok_or_else(unknown)?,
        position: row.position,
        created_at: row.created_at,
        updated_at: row.updated_at,
        name: row.name.clone(),
    })
}

fn row(field: &ProfileField) -> ActiveModel {
    ActiveModel {
        id: Set(field.id),
        name: Set(field.name.clone()),
        field_type: Set(field.field_type.as_str().to_owned()),
        labels: Set(serde_json::json!(field.labels)),
        choices: Set(serde_json::json!(field.choices)),
        required: Set(field.required),
        visible_to: Set(field.visible_to.as_str().to_owned()),
        position: Set(field.position),
        created_at: Set(field.created_at),
        updated_at: Set(field.updated_at),
    }
}

/// All of them, in their order.
pub async fn all(db: &impl Db) -> Result<Vec<ProfileField>> {
    let rows = Entity::find()
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Name)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(field).collect()
}

/// Adds a field; `Duplicate` when the name is taken.
pub async fn insert(tx: &Tx, field: &ProfileField) -> Result<(), StoreError> {
    Entity::insert(row(field)).exec_without_returning(tx.conn().await?).await?;
    Ok(())
}

pub async fn save(tx: &Tx, field: &ProfileField) -> Result<()> {
    let mut row = row(field);
    row.id = sea_orm::Unchanged(field.id);
    row.update(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

pub async fn delete(tx: &Tx, id: Id) -> Result<()> {
    Entity::delete_by_id(id).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}
