//! People.

use std::collections::HashSet;

use domain::accounts::{LockedBy, Posts};
use domain::{Error, Id, Profile, Result, Role, Time, User};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set, Statement, Unchanged,
};
use serde_json::Value;

use crate::bulk;
use crate::entities::users::{ActiveModel, Column, Entity, Model};
use crate::error::{StoreError, sort};
use crate::search::index::{Keys, Texts};
use crate::tx::{Db, Tx};

pub(crate) fn user(row: Model) -> Result<User> {
    let unknown = |what: &str| Error::internal(format!("users.{what} of {} is unknown", row.id));
    let role = row.role.parse::<Role>().map_err(|()| unknown("role"))?;
    let extra = match row.extra {
        Value::Object(fields) => fields,
        _ => return Err(unknown("extra")),
    };
    Ok(User {
        id: row.id,
        nickname: row.nickname,
        email: row.email,
        email_verified: row.email_verified,
        profile: Profile {
            first_name: row.first_name,
            last_name: row.last_name,
            bio: row.bio,
            location: row.location,
            profile_picture_url: row.profile_picture_url,
            linkedin_profile_url: row.linkedin_profile_url,
            github_profile_url: row.github_profile_url,
            locale: row.locale,
            time_zone: row.time_zone,
            show_name: row.show_name,
        },
        extra,
        role,
        is_professional: row.is_professional,
        professional_status_updated_at: row.professional_status_updated_at,
        last_login_at: row.last_login_at,
        failed_login_attempts: row.failed_login_attempts,
        is_locked: row.is_locked,
        locked_at: row.locked_at,
        locked_by: row.locked_by.as_deref().and_then(LockedBy::parse),
        delete_after: row.delete_after,
        leaving_posts: row.leaving_posts.as_deref().and_then(Posts::parse),
        mailing_list: row.mailing_list,
        picture: row.picture,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

/// Every column but the key, the password and what counts sign-ins.
fn columns(user: &User) -> ActiveModel {
    let profile = user.profile.clone();
    let keys = Keys::of(Texts::of(user));
    ActiveModel {
        id: Unchanged(user.id),
        nickname: Set(user.nickname.clone()),
        nickname_key: Set(user.nickname.to_ascii_lowercase()),
        search_text: Set(keys.search_text),
        first_name_key: Set(keys.first_name),
        last_name_key: Set(keys.last_name),
        location_key: Set(keys.location),
        email: Set(user.email.clone()),
        email_verified: Set(user.email_verified),
        first_name: Set(profile.first_name),
        last_name: Set(profile.last_name),
        bio: Set(profile.bio),
        location: Set(profile.location),
        profile_picture_url: Set(profile.profile_picture_url),
        linkedin_profile_url: Set(profile.linkedin_profile_url),
        github_profile_url: Set(profile.github_profile_url),
        locale: Set(profile.locale),
        time_zone: Set(profile.time_zone),
        show_name: Set(profile.show_name),
        extra: Set(Value::Object(user.extra.clone())),
        role: Set(user.role.as_str().to_owned()),
        is_professional: Set(user.is_professional),
        professional_status_updated_at: Set(user.professional_status_updated_at),
        failed_login_attempts: Set(user.failed_login_attempts),
        is_locked: Set(user.is_locked),
        locked_at: Set(user.locked_at),
        locked_by: Set(user.locked_by.map(|by| by.as_str().to_owned())),
        delete_after: Set(user.delete_after),
        leaving_posts: Set(user.leaving_posts.map(|posts| posts.as_str().to_owned())),
        mailing_list: Set(user.mailing_list),
        picture: Set(user.picture.clone()),
        updated_at: Set(user.updated_at),
        version: Set(user.version),
        ..Default::default()
    }
}

/// The whole row of somebody new.
fn row(user: &User, password_hash: Option<&str>) -> ActiveModel {
    ActiveModel {
        id: Set(user.id),
        created_at: Set(user.created_at),
        last_login_at: Set(user.last_login_at),
        password_hash: Set(password_hash.map(str::to_owned)),
        ..columns(user)
    }
}

/// Adds a person; `Duplicate` when address or nickname is taken.
pub async fn insert(tx: &Tx, user: &User, password_hash: Option<&str>) -> Result<(), StoreError> {
    let row = row(user, password_hash);
    Entity::insert(row).exec_without_returning(tx.conn().await?).await?;
    Ok(())
}

/// Adds many people by few statements; `Duplicate` when an address or nickname
/// of theirs is taken, and then the transaction cannot go on.
pub async fn insert_all(tx: &Tx, people: &[(User, Option<String>)]) -> Result<(), StoreError> {
    bulk::insert::<Entity, _>(tx, people, |(user, hash)| row(user, hash.as_deref())).await
}

/// Whoever has one of these normalised addresses or nickname keys.
pub async fn having(db: &impl Db, emails: &[&str], keys: &[&str]) -> Result<Vec<User>> {
    let mut found = having_one_of(db, "email", emails).await?;
    // Mostly the same people: those are read once.
    let known: HashSet<&str> = found.iter().map(|row| row.nickname_key.as_str()).collect();
    let others: Vec<&str> = keys.iter().copied().filter(|key| !known.contains(key)).collect();
    let others = having_one_of(db, "nickname_key", &others).await?;
    found.extend(others);
    found.into_iter().map(user).collect()
}

/// One statement for any number of values.
async fn having_one_of(db: &impl Db, column: &str, values: &[&str]) -> Result<Vec<Model>> {
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let connection = db.conn().await?;
    let backend = connection.get_database_backend();
    let among = match backend {
        DbBackend::Postgres => "= ANY (ARRAY(SELECT jsonb_array_elements_text($1)))",
        _ => "IN (SELECT value FROM json_each($1))",
    };
    let sql = format!("SELECT * FROM users WHERE {column} {among}");
    let values = [serde_json::json!(values).into()];
    let statement = Statement::from_sql_and_values(backend, sql, values);
    Entity::find().from_raw_sql(statement).all(connection).await.map_err(sort)
}

/// Writes a person back as one newer version.
pub async fn save(tx: &Tx, user: &mut User, now: Time) -> Result<(), StoreError> {
    user.version += 1;
    user.updated_at = now;
    columns(user).update(tx.conn().await?).await?;
    Ok(())
}

async fn one(db: &impl Db, filter: Condition) -> Result<Option<User>> {
    let row = Entity::find().filter(filter).one(db.conn().await?).await.map_err(sort)?;
    row.map(user).transpose()
}

pub async fn by_id(db: &impl Db, id: Id) -> Result<Option<User>> {
    one(db, Condition::all().add(Column::Id.eq(id))).await
}

/// Some people, in any order.
pub async fn by_ids(db: &impl Db, ids: &[Id]) -> Result<Vec<User>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    let rows = found.all(db.conn().await?).await.map_err(sort)?;
    rows.into_iter().map(user).collect()
}

/// Finds by normalised address.
pub async fn by_email(db: &impl Db, email: &str) -> Result<Option<User>> {
    one(db, Condition::all().add(Column::Email.eq(email))).await
}

/// Finds by nickname without regard to case.
pub async fn by_nickname(db: &impl Db, nickname: &str) -> Result<Option<User>> {
    one(db, Condition::all().add(Column::NicknameKey.eq(nickname.to_ascii_lowercase()))).await
}

/// Reads a person and keeps others from changing the row until the
/// transaction ends.
pub async fn hold(tx: &Tx, id: Id) -> Result<Option<User>> {
    let held = Entity::find_by_id(id).lock_exclusive();
    held.one(tx.conn().await?).await.map_err(sort)?.map(user).transpose()
}

/// The same with the password's hash.
pub async fn hold_with_password(tx: &Tx, id: Id) -> Result<Option<(User, Option<String>)>> {
    let row = Entity::find_by_id(id).lock_exclusive().one(tx.conn().await?).await.map_err(sort)?;
    let Some(row) = row else { return Ok(None) };
    let hash = row.password_hash.clone();
    Ok(Some((user(row)?, hash)))
}

/// The person a sign-in name stands for, with the password's hash.
pub async fn credentials(db: &impl Db, name: &str) -> Result<Option<(User, Option<String>)>> {
    let filter = match name.contains('@') {
        true => Column::Email.eq(name),
        false => Column::NicknameKey.eq(name.to_ascii_lowercase()),
    };
    let row = Entity::find().filter(filter).one(db.conn().await?).await.map_err(sort)?;
    let Some(row) = row else { return Ok(None) };
    let hash = row.password_hash.clone();
    Ok(Some((user(row)?, hash)))
}

pub async fn password_hash(db: &impl Db, id: Id) -> Result<Option<String>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    Ok(row.and_then(|row| row.password_hash))
}

pub async fn set_password(tx: &Tx, id: Id, hash: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(hash))
        .filter(Column::Id.eq(id))
        .exec(tx.conn().await?)
        .await
        .map_err(sort)?;
    Ok(())
}

/// What is known at a sign-in that counted.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// When this device was last signed in with, as far as could be seen
    /// before the person's row was held.
    pub device_seen_at: Option<Time>,
}

/// A sign-in that succeeded: failures are forgotten. Only if the person is
/// still as read, with this password's hash; `None` when they are not. Holds
/// the row.
pub async fn signed_in(
    tx: &Tx,
    user: &User,
    hash: Option<&str>,
    device: &[u8],
    now: Time,
) -> Result<Option<Counted>> {
    use crate::entities::known_devices as devices;
    let seen = Query::select()
        .column(devices::Column::LastSeenAt)
        .from(devices::Entity)
        .and_where(devices::Column::UserId.eq(user.id))
        .and_where(devices::Column::Hash.eq(device.to_vec()))
        .to_owned();
    let update = Query::update()
        .table(Entity)
        .value(Column::LastLoginAt, now)
        .value(Column::LastSeenAt, now)
        .value(Column::FailedLoginAttempts, 0)
        .and_where(Column::Id.eq(user.id))
        .and_where(Column::Version.eq(user.version))
        .and_where(Column::PasswordHash.eq(hash))
        .returning(Query::returning().expr(Expr::SubQuery(None, Box::new(seen.into()))))
        .to_owned();
    let rows = tx.rows(&update).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(Some(Counted { device_seen_at: row.try_get_by_index(0).map_err(sort)? }))
}

/// Which of the two is somebody else's.
pub async fn taken(
    db: &impl Db,
    email: &str,
    nickname: &str,
    except: Option<Id>,
) -> Result<(bool, bool)> {
    let key = nickname.to_ascii_lowercase();
    let either = Condition::any().add(Column::Email.eq(email)).add(Column::NicknameKey.eq(&*key));
    let mut find = Entity::find().filter(either);
    if let Some(id) = except {
        find = find.filter(Column::Id.ne(id));
    }
    let rows = find.all(db.conn().await?).await.map_err(sort)?;
    Ok((rows.iter().any(|r| r.email == email), rows.iter().any(|r| r.nickname_key == key)))
}

/// Administrators that can sign in. Ask under `Tx::lock`.
pub async fn active_admins(db: &impl Db) -> Result<u64> {
    Entity::find()
        .filter(Column::Role.eq(Role::Admin.as_str()))
        .filter(Column::IsLocked.eq(false))
        .filter(Column::EmailVerified.eq(true))
        .filter(Column::DeleteAfter.is_null())
        .count(db.conn().await?)
        .await
        .map_err(sort)
}

pub async fn any(db: &impl Db) -> Result<bool> {
    Ok(Entity::find().limit(1).one(db.conn().await?).await.map_err(sort)?.is_some())
}

pub async fn any_admin(db: &impl Db) -> Result<bool> {
    let admin = Entity::find().filter(Column::Role.eq(Role::Admin.as_str())).limit(1);
    Ok(admin.one(db.conn().await?).await.map_err(sort)?.is_some())
}

/// Removes the person and, by the foreign keys, all that hangs on them.
pub async fn delete(tx: &Tx, id: Id) -> Result<()> {
    crate::messages::erase(tx, id).await?;
    Entity::delete_by_id(id).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

/// People whose grace period is over.
pub async fn due_for_deletion(db: &impl Db, now: Time, limit: u64) -> Result<Vec<Id>> {
    let due = Condition::all().add(Column::DeleteAfter.lte(now));
    ids(db, due, Column::DeleteAfter, limit).await
}

/// People whose lock by failures began before the given moment.
pub async fn locked_since(db: &impl Db, before: Time, limit: u64) -> Result<Vec<Id>> {
    // Spelled out as in `ix_users_locked_by_failures`, or it is not used.
    let by_failures = Expr::cust("locked_by = 'failures'");
    let filter = Condition::all().add(by_failures).add(Column::LockedAt.lte(before));
    ids(db, filter, Column::LockedAt, limit).await
}

async fn ids(db: &impl Db, filter: Condition, order: Column, limit: u64) -> Result<Vec<Id>> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(filter)
        .order_by_asc(order)
        .limit(limit)
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)
}
