//! Posts.

use std::collections::HashMap;

use domain::page::{Cursor, EXACT_TOTAL, Listed, Page, Total};
use domain::posts::{Author, Post, PostStatus, Written};
use domain::{Error, Id, Result, Role, Time, clock};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sea_orm::{Set, Unchanged};

use crate::entities::posts::{ActiveModel, Column, Entity, Model};
use crate::entities::users;
use crate::error::sort;
use crate::search::sql::{Sql, backend};
use crate::search::texts;
use crate::tx::{Db, Tx};

/// Which posts are listed.
#[derive(Clone, Debug)]
pub struct Sought {
    pub status: PostStatus,
    pub author: Option<Id>,
    /// As `texts::words` gives them.
    pub words: Vec<String>,
    /// Ties cursors to this list.
    pub fingerprint: String,
}

fn post(row: Model) -> Result<Post> {
    let status = PostStatus::parse(&row.status)
        .ok_or_else(|| Error::internal(format!("posts.status of {} is unknown", row.id)))?;
    Ok(Post {
        id: row.id,
        author_id: row.author_id,
        title: row.title,
        body: row.body,
        status,
        reason: row.reason,
        created_at: row.created_at,
        updated_at: row.updated_at,
        listed_at: row.listed_at,
        version: row.version,
    })
}

fn row(post: &Post) -> ActiveModel {
    ActiveModel {
        id: Unchanged(post.id),
        author_id: Set(post.author_id),
        title: Set(post.title.clone()),
        body: Set(post.body.clone()),
        search_text: Set(search_text(post)),
        status: Set(post.status.as_str().to_owned()),
        reason: Set(post.reason.clone()),
        created_at: Set(post.created_at),
        updated_at: Set(post.updated_at),
        listed_at: Set(post.listed_at),
        version: Set(post.version),
    }
}

pub(crate) fn search_text(post: &Post) -> String {
    texts::search_text([post.title.as_str(), post.body.as_str()])
}

pub async fn insert(tx: &Tx, post: &Post) -> Result<()> {
    let row = ActiveModel { id: Set(post.id), ..row(post) };
    Entity::insert(row).exec_without_returning(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

/// Writes a post back as one newer version.
pub async fn save(tx: &Tx, post: &mut Post, now: Time) -> Result<()> {
    post.version += 1;
    post.updated_at = now;
    row(post).update(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

pub async fn delete(tx: &Tx, id: Id) -> Result<()> {
    Entity::delete_by_id(id).exec(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

pub async fn by_id(db: &impl Db, id: Id) -> Result<Option<Post>> {
    let row = Entity::find_by_id(id).one(db.conn().await?).await.map_err(sort)?;
    row.map(post).transpose()
}

/// Reads a post and keeps others from changing it until the transaction ends.
pub async fn hold(tx: &Tx, id: Id) -> Result<Option<Post>> {
    let row = Entity::find_by_id(id).lock_exclusive().one(tx.conn().await?).await.map_err(sort)?;
    row.map(post).transpose()
}

/// A person's posts of any status behind the one given, the oldest first.
pub async fn of_author(
    db: &impl Db,
    author: Id,
    behind: Option<Id>,
    limit: u64,
) -> Result<Vec<Post>> {
    let mut find = Entity::find().filter(Column::AuthorId.eq(author));
    if let Some(id) = behind {
        find = find.filter(Column::Id.gt(id));
    }
    let rows = find.order_by_asc(Column::Id).limit(limit).all(db.conn().await?).await;
    rows.map_err(sort)?.into_iter().map(post).collect()
}

/// Takes the name off a person's posts; drafts go.
pub async fn forget_author(tx: &Tx, author: Id) -> Result<()> {
    let conn = tx.conn().await?;
    Entity::delete_many()
        .filter(Column::AuthorId.eq(author))
        .filter(Column::Status.eq(PostStatus::Draft.as_str()))
        .exec(conn)
        .await
        .map_err(sort)?;
    Entity::update_many()
        .col_expr(Column::AuthorId, Expr::value(Option::<Id>::None))
        // What readers hold is another version now.
        .col_expr(Column::Version, Expr::cust("version + 1"))
        .filter(Column::AuthorId.eq(author))
        .exec(conn)
        .await
        .map_err(sort)?;
    Ok(())
}

/// Deletes all that a person wrote.
pub async fn delete_of(tx: &Tx, author: Id) -> Result<()> {
    let of = Entity::delete_many().filter(Column::AuthorId.eq(author));
    of.exec(tx.conn().await?).await.map_err(sort)?;
    Ok(())
}

fn conditions(sql: &mut Sql, sought: &Sought) {
    sql.push("status = ").bind(sought.status.as_str());
    if let Some(author) = sought.author {
        sql.push(" AND author_id = ").bind(author);
    }
    texts::conditions(sql, "posts", &sought.words);
}

async fn total(db: &impl Db, sought: &Sought) -> Result<Total> {
    let mut count = Sql::new(backend(db).await?);
    count.push("SELECT count(*) FROM (SELECT 1 FROM posts WHERE ");
    conditions(&mut count, sought);
    count.limit(EXACT_TOTAL + 1, 0).push(") AS few");
    let [count] = count.numbers(db).await?;
    // Of very many that a word occurs in, the newest are looked at.
    let most = if sought.words.is_empty() { EXACT_TOTAL } else { texts::MOST - 1 };
    Ok(Total::counted(count as u64, most))
}

/// One page, the newest first, each post with its author; counts how many
/// there are in all unless that is known.
pub async fn list(
    db: &impl Db,
    sought: &Sought,
    page: &Page,
    known: Option<Total>,
) -> Result<Listed<Written>> {
    let total = match known {
        Some(total) => total,
        None => total(db, sought).await?,
    };
    let mut find = Sql::new(backend(db).await?);
    find.push("SELECT id FROM posts WHERE ");
    conditions(&mut find, sought);
    if let Some(cursor) = &page.cursor {
        let bad = || Error::field("cursor", "cursor_invalid");
        let at: Time = cursor.key.as_deref().ok_or_else(bad)?.parse().map_err(|_| bad())?;
        find.push(" AND (listed_at, id) < (").bind(at).push(", ").bind(cursor.id).push(")");
    }
    let skip = if page.cursor.is_some() { 0 } else { page.skip };
    find.push(" ORDER BY listed_at DESC, id DESC").limit(page.limit + 1, skip);
    let mut ids = Vec::new();
    for row in find.rows(db).await? {
        ids.push(row.try_get_by_index::<Id>(0).map_err(sort)?);
    }
    let more = ids.len() as u64 > page.limit;
    ids.truncate(page.limit as usize);
    let items = read(db, &ids).await?;
    let next = items.last().filter(|_| more).map(|last| {
        let at = clock::format(last.post.listed_at);
        Cursor::new(&sought.fingerprint, Some(at), last.post.id)
    });
    Ok(Listed { items, total: total.count, total_estimated: total.estimated, next })
}

/// Posts of these ids, in their order; what was deleted meanwhile is no loss.
async fn read(db: &impl Db, ids: &[Id]) -> Result<Vec<Written>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    let rows = found.all(db.conn().await?).await.map_err(sort)?;
    let mut posts = HashMap::new();
    for row in rows {
        posts.insert(row.id, post(row)?);
    }
    let posts: Vec<Post> = ids.iter().filter_map(|id| posts.remove(id)).collect();
    let mut writers: Vec<Id> = posts.iter().filter_map(|post| post.author_id).collect();
    writers.sort();
    writers.dedup();
    let authors = authors(db, &writers).await?;
    let author = |post: &Post| authors.get(&post.author_id?).cloned();
    Ok(posts.into_iter().map(|post| Written { author: author(&post), post }).collect())
}

/// The same for one post that was read already.
pub async fn written(db: &impl Db, post: Post) -> Result<Written> {
    let ids: Vec<Id> = post.author_id.into_iter().collect();
    let author = authors(db, &ids).await?.into_values().next();
    Ok(Written { post, author })
}

async fn authors(db: &impl Db, ids: &[Id]) -> Result<HashMap<Id, Author>> {
    use users::Column;
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    type Row = (Id, String, Option<String>, bool, String, bool, Option<Time>);
    let rows: Vec<Row> = users::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Nickname, Column::Picture, Column::EmailVerified])
        .columns([Column::Role, Column::IsLocked, Column::DeleteAfter])
        .filter(Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db.conn().await?)
        .await
        .map_err(sort)?;
    let author = |(id, nickname, picture, verified, role, locked, leaves): Row| {
        let is_public = verified && role != Role::Anonymous.as_str() && !locked && leaves.is_none();
        (id, Author { id, nickname, picture, is_public })
    };
    Ok(rows.into_iter().map(author).collect())
}
