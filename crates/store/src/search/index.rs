//! The indexes that searches go by, and how the one of text is kept.
//!
//! On PostgreSQL that is a GIN index of trigrams. On SQLite it is an FTS5
//! table of trigrams, whose rows have numbers that rise with each person. One
//! insert into it costs more than all else of a registration, so changes are
//! noted first, searched by looking at each, and worked in by the hundred.

use domain::{Result, User, search::fold};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

use super::letters::encode;
use crate::connect::{Store, Writer};
use crate::error::sort;
use crate::tx::Db;

/// Noted changes that a search looks at.
const LATEST: u64 = 2_000;

/// What stands before each of nickname, address and names in `search_text`:
/// people cannot type it.
pub const START: &str = "\n\n";

pub struct Texts<'a> {
    pub nickname: &'a str,
    pub email: &'a str,
    pub first_name: Option<&'a str>,
    pub last_name: Option<&'a str>,
    pub location: Option<&'a str>,
    pub bio: Option<&'a str>,
}

impl<'a> Texts<'a> {
    pub fn of(user: &'a User) -> Self {
        let profile = &user.profile;
        Texts {
            nickname: &user.nickname,
            email: &user.email,
            first_name: profile.first_name.as_deref(),
            last_name: profile.last_name.as_deref(),
            location: profile.location.as_deref(),
            bio: profile.bio.as_deref(),
        }
    }
}

/// The columns made of a person's texts.
pub struct Keys {
    pub search_text: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub location: Option<String>,
}

impl Keys {
    pub fn of(texts: Texts) -> Keys {
        // Words are parted by one space each, as in a search.
        let folded = |text: &str| {
            let text = fold(text);
            let mut out = String::with_capacity(text.len());
            for word in text.split_whitespace() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
            out
        };
        let filled = |text: Option<&str>| text.map(folded).filter(|text| !text.is_empty());
        let (first_name, last_name) = (filled(texts.first_name), filled(texts.last_name));
        let (location, bio) = (filled(texts.location), filled(texts.bio));
        let mut search_text = String::with_capacity(160);
        let mut start = |parts: &[&str]| {
            search_text.push_str(START);
            search_text.push_str(&parts.join(" "));
        };
        start(&[&texts.nickname.to_ascii_lowercase()]);
        start(&[texts.email]);
        match (&first_name, &last_name) {
            // The last name once more, so that a search can begin with it.
            (Some(first), Some(last)) => {
                start(&[first, last]);
                start(&[last]);
            }
            (Some(name), None) | (None, Some(name)) => start(&[name]),
            (None, None) => {}
        }
        for text in [&location, &bio].into_iter().flatten() {
            search_text.push('\n');
            search_text.push_str(text);
        }
        Keys { search_text: encode(&search_text), first_name, last_name, location }
    }
}

/// Name and what it is of, besides those of the first schema. Equal texts are
/// sorted by the newest.
const SORTS: [(&str, &str); 11] = [
    ("ix_users_first_name", "first_name_key, id DESC"),
    ("ix_users_last_name", "last_name_key, id DESC"),
    ("ix_users_location", "location_key, id DESC"),
    ("ix_users_locale", "locale, id DESC"),
    ("ix_users_role", "role, id DESC"),
    ("ix_users_email_verified", "email_verified, id"),
    ("ix_users_is_locked", "is_locked, id"),
    ("ix_users_is_professional", "is_professional, id"),
    ("ix_users_failures", "failed_login_attempts, id"),
    ("ix_users_locked_at", "locked_at, id"),
    ("ix_users_updated_at", "updated_at, id"),
];

const TEXT: &str = "ix_users_search_text";

pub(crate) fn index_names(backend: DbBackend) -> Vec<&'static str> {
    let mut names: Vec<&str> = SORTS.iter().map(|(name, _)| *name).collect();
    if backend == DbBackend::Postgres {
        names.push(TEXT);
    }
    names
}

pub(crate) fn indexes(backend: DbBackend) -> Vec<String> {
    let mut all: Vec<String> =
        SORTS.iter().map(|(name, of)| format!("CREATE INDEX {name} ON users ({of})")).collect();
    if backend == DbBackend::Postgres {
        all.push(text_index());
    }
    all
}

/// PostgreSQL's index of text. What waits to be worked in is read by every
/// search: 256 kB of it.
pub(crate) fn text_index() -> String {
    format!(
        "CREATE INDEX {TEXT} ON users USING gin (search_text gin_trgm_ops) \
         WITH (gin_pending_list_limit = 256)"
    )
}

pub(crate) fn tables(backend: DbBackend) -> Vec<String> {
    if backend != DbBackend::Sqlite {
        return Vec::new();
    }
    [
        "CREATE TABLE search_numbers (number integer PRIMARY KEY AUTOINCREMENT, \
         user_id blob NOT NULL UNIQUE)",
        // What the index holds instead of what it should; null for nothing.
        "CREATE TABLE search_changes (number integer PRIMARY KEY, indexed text)",
        "CREATE VIRTUAL TABLE search_words USING fts5 \
         (text, content='', columnsize=0, tokenize='trigram case_sensitive 1')",
    ]
    .map(str::to_owned)
    .to_vec()
}

pub(crate) const TRIGGER_NAMES: [&str; 3] =
    ["search_user_added", "search_user_changed", "search_user_deleted"];

/// Changes are noted; a deletion leaves nothing behind and is done at once.
pub(crate) const TRIGGERS: [&str; 3] = [
    "CREATE TRIGGER search_user_added AFTER INSERT ON users BEGIN \
     INSERT INTO search_numbers (user_id) VALUES (new.id); \
     INSERT INTO search_changes (number) \
     SELECT number FROM search_numbers WHERE user_id = new.id; \
     END",
    "CREATE TRIGGER search_user_changed AFTER UPDATE OF search_text ON users \
     WHEN old.search_text <> new.search_text BEGIN \
     INSERT INTO search_changes (number, indexed) \
     SELECT number, old.search_text FROM search_numbers WHERE user_id = old.id \
     AND number NOT IN (SELECT number FROM search_changes); \
     END",
    "CREATE TRIGGER search_user_deleted AFTER DELETE ON users BEGIN \
     INSERT INTO search_words (search_words, rowid, text) \
     SELECT 'delete', n.number, coalesce(c.indexed, old.search_text) \
     FROM search_numbers n LEFT JOIN search_changes c ON c.number = n.number \
     WHERE n.user_id = old.id AND (c.number IS NULL OR c.indexed IS NOT NULL); \
     DELETE FROM search_changes \
     WHERE number = (SELECT number FROM search_numbers WHERE user_id = old.id); \
     DELETE FROM search_numbers WHERE user_id = old.id; \
     END",
];

/// `SELECT` of what SQLite's searches look at one by one: the newest changes.
/// Of a large import the others are found when they are worked in, by what they
/// were until then; so it slows no search down.
pub fn latest() -> String {
    format!("SELECT number FROM search_changes ORDER BY number DESC LIMIT {LATEST}")
}

/// Works at most so many noted changes into SQLite's index of text, in one
/// transaction; says how many. PostgreSQL does that by itself.
pub async fn catch_up(store: &Store, most: u64) -> Result<u64> {
    if matches!(store.writer, Writer::Postgres(_)) {
        return Ok(0);
    }
    // Mostly there is nothing, and nobody has to wait for the writer.
    let waiting = Statement::from_string(DbBackend::Sqlite, "SELECT 1 FROM search_changes LIMIT 1");
    if store.conn().await?.query_one_raw(waiting).await.map_err(sort)?.is_none() {
        return Ok(0);
    }
    let tx = store.begin().await?;
    let conn = tx.conn().await?;
    let sql = format!(
        "SELECT max(number) AS last, count(*) AS found \
         FROM (SELECT number FROM search_changes ORDER BY number LIMIT {most})"
    );
    let row = conn.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await;
    let Some(row) = row.map_err(sort)? else { return Ok(0) };
    let last: Option<i64> = row.try_get("", "last").map_err(sort)?;
    let found: i64 = row.try_get("", "found").map_err(sort)?;
    for sql in [
        "INSERT INTO search_words (search_words, rowid, text) \
         SELECT 'delete', number, indexed FROM search_changes \
         WHERE number <= $1 AND indexed IS NOT NULL",
        "INSERT INTO search_words (rowid, text) \
         SELECT c.number, u.search_text FROM search_changes c \
         JOIN search_numbers n ON n.number = c.number JOIN users u ON u.id = n.user_id \
         WHERE c.number <= $1",
        "DELETE FROM search_changes WHERE number <= $1",
    ] {
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, [Value::from(last)]);
        conn.execute_raw(statement).await.map_err(sort)?;
    }
    tx.commit().await?;
    Ok(found as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_says_where_names_begin() {
        let keys = Keys::of(Texts {
            nickname: "Ana_L",
            email: "ana@example.org",
            first_name: Some(" Ana  María "),
            last_name: Some("López"),
            location: Some("León"),
            bio: Some("Reads\n\nmuch"),
        });
        assert_eq!(
            keys.search_text,
            "\n\nana_l\n\nana@example.org\n\nana maria lopez\n\nlopez\nleon\nreads much"
        );
        assert_eq!(keys.first_name.as_deref(), Some("ana maria"));
    }
}
