//! One portable backup of every table, read in one snapshot: lines of JSON
//! that either kind of database restores.

use domain::{Error, Result};
use sea_orm::{
    AccessMode, ActiveModelBehavior, ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, IsolationLevel, Iterable, ModelTrait, PaginatorTrait, PrimaryKeyToColumn,
    QueryOrder, QuerySelect, TransactionOptions, TransactionTrait,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::connect::Store;
use crate::entities::*;
use crate::error::sort;
use crate::migrations;
use crate::tx::{Db, Tx};

/// Rows read or written by one statement.
const CHUNK: u64 = 500;

/// Calls a function for each table, parents before children.
macro_rules! each_table {
    ($call:ident $args:tt) => {{
        each_table!(@one $call $args, "users", users);
        each_table!(@one $call $args, "sessions", sessions);
        each_table!(@one $call $args, "known_devices", known_devices);
        each_table!(@one $call $args, "email_changes", email_changes);
        each_table!(@one $call $args, "one_time_tokens", one_time_tokens);
        each_table!(@one $call $args, "signing_keys", signing_keys);
        each_table!(@one $call $args, "journal", journal);
        each_table!(@one $call $args, "journal_head", journal_head);
        each_table!(@one $call $args, "messages", messages);
        each_table!(@one $call $args, "mailbox", mailbox);
        each_table!(@one $call $args, "idempotency_keys", idempotency_keys);
        each_table!(@one $call $args, "throttles", throttles);
        each_table!(@one $call $args, "secrets", secrets);
        each_table!(@one $call $args, "loose_objects", loose_objects);
        each_table!(@one $call $args, "professional_requests", professional_requests);
        each_table!(@one $call $args, "profile_fields", profile_fields);
        each_table!(@one $call $args, "invitations", invitations);
        each_table!(@one $call $args, "posts", posts);
        each_table!(@one $call $args, "analytics_counts", analytics_counts);
        each_table!(@one $call $args, "analytics_gaps", analytics_gaps);
        each_table!(@one $call $args, "analytics_visits", analytics_visits);
        each_table!(@one $call $args, "analytics_active", analytics_active);
        each_table!(@one $call $args, "analytics_members", analytics_members);
        each_table!(@one $call $args, "analytics_cursor", analytics_cursor);
        each_table!(@one $call $args, "events", events);
        each_table!(@one $call $args, "event_tags", event_tags);
        each_table!(@one $call $args, "event_registrations", event_registrations);
        each_table!(@one $call $args, "calendar_keys", calendar_keys);
    }};
    (@one $call:ident ($($arg:expr),*), $name:literal, $module:ident) => {
        $call::<$module::Entity>($name, $($arg),*).await?
    };
}

/// Writes every row as `[table, row]` to `write`, from one snapshot.
pub async fn dump(
    store: &Store,
    write: &mut (impl FnMut(Value) -> Result<()> + Send),
) -> Result<()> {
    let options = match store.file() {
        // A SQLite transaction is a snapshot as it is.
        Some(_) => TransactionOptions::default(),
        None => TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..Default::default()
        },
    };
    let snapshot = store.readers.begin_with_options(options).await.map_err(sort)?;
    each_table!(dump_table(&snapshot, write));
    snapshot.commit().await.map_err(sort)
}

async fn dump_table<E>(
    name: &str,
    snapshot: &DatabaseTransaction,
    write: &mut (impl FnMut(Value) -> Result<()> + Send),
) -> Result<()>
where
    E: EntityTrait,
    E::Model: Serialize + Sync,
{
    let mut ordered = E::find();
    for key in E::PrimaryKey::iter() {
        ordered = ordered.order_by_asc(key.into_column());
    }
    let mut pages = ordered.paginate(snapshot, CHUNK);
    while let Some(rows) = pages.fetch_and_next().await.map_err(sort)? {
        for row in rows {
            write(serde_json::json!([name, serde_json::to_value(row).map_err(Error::internal)?]))?;
        }
    }
    Ok(())
}

/// A restore under way, in one transaction.
pub struct Restore {
    tx: Tx,
    table: String,
    rows: Vec<Value>,
}

impl Restore {
    /// Refuses a database that holds anybody.
    pub async fn begin(store: &Store) -> Result<Restore> {
        migrations::up(store).await?;
        let tx = store.begin().await?;
        let filled =
            users::Entity::find().limit(1).one(tx.conn().await?).await.map_err(sort)?.is_some()
                || journal::Entity::find()
                    .limit(1)
                    .one(tx.conn().await?)
                    .await
                    .map_err(sort)?
                    .is_some();
        if filled {
            return Err(Error::internal("the database is not empty"));
        }
        // What the schema's own start may have made gives way.
        signing_keys::Entity::delete_many().exec(tx.conn().await?).await.map_err(sort)?;
        one_time_tokens::Entity::delete_many().exec(tx.conn().await?).await.map_err(sort)?;
        throttles::Entity::delete_many().exec(tx.conn().await?).await.map_err(sort)?;
        secrets::Entity::delete_many().exec(tx.conn().await?).await.map_err(sort)?;
        Ok(Restore { tx, table: String::new(), rows: Vec::new() })
    }

    pub async fn row(&mut self, table: &str, row: Value) -> Result<()> {
        if table != self.table || self.rows.len() as u64 >= CHUNK / 10 {
            self.flush().await?;
            self.table = table.to_owned();
        }
        self.rows.push(row);
        Ok(())
    }

    async fn flush(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let (table, tx) = (self.table.as_str(), &self.tx);
        let mut known = false;
        each_table!(insert_rows(table, &rows, tx, &mut known));
        match known {
            true => Ok(()),
            false => Err(Error::internal(format!("the backup holds an unknown table {table}"))),
        }
    }

    pub async fn commit(mut self) -> Result<()> {
        self.flush().await?;
        self.tx.commit().await
    }
}

async fn insert_rows<E>(
    name: &str,
    table: &str,
    rows: &[Value],
    tx: &Tx,
    known: &mut bool,
) -> Result<()>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + ModelTrait<Entity = E> + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    if name != table {
        return Ok(());
    }
    *known = true;
    let models = rows
        .iter()
        .map(|row| {
            let model: E::Model = serde_json::from_value(row.clone()).map_err(Error::internal)?;
            // Every column is to be written, none is taken as unchanged.
            Ok(model.into_active_model().reset_all())
        })
        .collect::<Result<Vec<_>>>()?;
    let inserted: Result<_, DbErr> =
        E::insert_many(models).exec_without_returning(tx.conn().await?).await;
    inserted.map(|_| ()).map_err(sort)
}
