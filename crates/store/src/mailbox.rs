//! The built-in mailbox.

use domain::messages::{Email, InlinePicture, KeptEmail};
use domain::{Error, Id, MessageType, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entities::mailbox::{ActiveModel, Column, Entity, Model};
use crate::error::sort;
use crate::tx::{Db, Tx};

fn kept(row: Model) -> Result<KeptEmail> {
    let message_type = MessageType::parse(&row.message_type)
        .ok_or_else(|| Error::internal(format!("unknown message type {}", row.message_type)))?;
    let picture = row.picture_id.zip(row.picture);
    let email = Email {
        id: row.id,
        message_type,
        to: row.receiver,
        subject: row.subject,
        text: row.text,
        html: row.html,
        locale: row.locale,
        unsubscribe: row.unsubscribe,
        picture: picture.map(|(content_id, png)| InlinePicture { content_id, png }),
    };
    Ok(KeptEmail { email, from: row.sender, at: row.at })
}

/// Keeps an e-mail; a second one of the same id changes nothing.
pub fn keep(tx: &Tx, mail: &KeptEmail) {
    let email = mail.email.clone();
    let (picture_id, picture) = email.picture.map(|p| (p.content_id, p.png)).unzip();
    let row = ActiveModel {
        id: Set(email.id),
        message_type: Set(email.message_type.as_str().to_owned()),
        sender: Set(mail.from.clone()),
        receiver: Set(email.to),
        subject: Set(email.subject),
        text: Set(email.text),
        html: Set(email.html),
        locale: Set(email.locale),
        at: Set(mail.at),
        unsubscribe: Set(email.unsubscribe),
        picture: Set(picture),
        picture_id: Set(picture_id),
    };
    let once = OnConflict::column(Column::Id).do_nothing().to_owned();
    tx.later(Entity::insert(row).on_conflict(once));
}

/// The newest first.
pub async fn list(db: &impl Db, limit: u64) -> Result<Vec<KeptEmail>> {
    let rows = Entity::find()
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(kept).collect()
}

/// What was sent to an address, the newest first.
pub async fn to(db: &impl Db, address: &str, limit: u64) -> Result<Vec<KeptEmail>> {
    let rows = Entity::find()
        .filter(Column::Receiver.eq(address))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    rows.into_iter().map(kept).collect()
}

pub async fn by_id(db: &impl Db, id: Id) -> Result<Option<KeptEmail>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    row.map(kept).transpose()
}

/// Removes what was sent to any of the addresses.
pub async fn erase(tx: &Tx, addresses: &[String]) -> Result<()> {
    Entity::delete_many()
        .filter(Column::Receiver.is_in(addresses))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// The same of one type of message alone.
pub async fn erase_type(tx: &Tx, addresses: &[String], message_type: MessageType) -> Result<()> {
    Entity::delete_many()
        .filter(Column::Receiver.is_in(addresses))
        .filter(Column::MessageType.eq(message_type.as_str()))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}
