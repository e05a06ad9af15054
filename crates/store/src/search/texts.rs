//! Search in the texts of a table that has `id` (by time) and `search_text`.
//!
//! PostgreSQL has a GIN index of trigrams. SQLite has an FTS5 table of trigrams
//! beside the table, kept by triggers, whose rows have numbers that rise with
//! each new row.

use domain::search::fold;
use sea_orm::DbBackend;

use super::letters::encode;
use super::sql::{Sql, has_trigram, is_long};

/// Rows that are looked at where no index leads, and candidates that an index
/// gives at most: the newest.
pub const MOST: u64 = 5_000;

/// What stands in `search_text`: each part folded, words parted by one space.
pub fn search_text<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut all = String::new();
    for part in parts {
        all.push('\n');
        let folded = fold(part);
        let words: Vec<&str> = folded.split_whitespace().collect();
        all.push_str(&words.join(" "));
    }
    encode(&all)
}

/// The words of a search as they stand in `search_text`; all must occur.
pub fn words(search: &str) -> Vec<String> {
    domain::search::words(search).iter().map(|word| encode(word)).collect()
}

/// What a migration runs after it made the table, which is still empty.
pub fn up(backend: DbBackend, table: &str) -> Vec<String> {
    if backend != DbBackend::Sqlite {
        return vec![format!(
            "CREATE INDEX ix_{table}_search_text ON {table} USING gin (search_text gin_trgm_ops)"
        )];
    }
    let number = format!("(SELECT number FROM {table}_numbers WHERE item_id = old.id)");
    let add = format!(
        "INSERT INTO {table}_words (rowid, text) \
         SELECT number, new.search_text FROM {table}_numbers WHERE item_id = new.id;"
    );
    let remove = format!(
        "INSERT INTO {table}_words ({table}_words, rowid, text) \
         VALUES ('delete', {number}, old.search_text);"
    );
    vec![
        format!(
            "CREATE TABLE {table}_numbers (number integer PRIMARY KEY AUTOINCREMENT, \
             item_id blob NOT NULL UNIQUE)"
        ),
        format!(
            "CREATE VIRTUAL TABLE {table}_words USING fts5 \
             (text, content='', columnsize=0, tokenize='trigram case_sensitive 1')"
        ),
        format!(
            "CREATE TRIGGER {table}_text_added AFTER INSERT ON {table} BEGIN \
             INSERT INTO {table}_numbers (item_id) VALUES (new.id); {add} END"
        ),
        format!(
            "CREATE TRIGGER {table}_text_changed AFTER UPDATE OF search_text ON {table} \
             WHEN old.search_text <> new.search_text BEGIN {remove} {add} END"
        ),
        format!(
            "CREATE TRIGGER {table}_text_deleted AFTER DELETE ON {table} BEGIN {remove} \
             DELETE FROM {table}_numbers WHERE item_id = old.id; END"
        ),
    ]
}

/// What a migration runs before it drops the table.
pub fn down(backend: DbBackend, table: &str) -> Vec<String> {
    if backend != DbBackend::Sqlite {
        // Its index goes with the table.
        return Vec::new();
    }
    let mut all: Vec<String> = ["added", "changed", "deleted"]
        .iter()
        .map(|what| format!("DROP TRIGGER {table}_text_{what}"))
        .collect();
    all.push(format!("DROP TABLE {table}_words"));
    all.push(format!("DROP TABLE {table}_numbers"));
    all
}

/// ` AND …`: all words occur in a row of `table`. Found are the newest rows
/// where there are very many, and where all words are so short that no index
/// leads to them.
pub fn conditions(sql: &mut Sql, table: &str, words: &[String]) {
    if words.is_empty() {
        return;
    }
    let (backend, sqlite) = (sql.backend, sql.is_sqlite());
    let known = |word: &&String| match backend {
        DbBackend::Sqlite => is_long(word),
        _ => has_trigram(word),
    };
    let long: Vec<&String> = words.iter().filter(known).collect();
    if long.is_empty() {
        sql.push(&format!(
            " AND {table}.id IN (SELECT id FROM {table} ORDER BY id DESC LIMIT {MOST})"
        ));
    } else if sqlite {
        let quoted: Vec<String> =
            long.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
        sql.push(&format!(
            " AND {table}.id IN (SELECT item_id FROM {table}_numbers WHERE number IN \
             (SELECT rowid FROM {table}_words WHERE {table}_words MATCH "
        ));
        sql.bind(quoted.join(" AND "));
        sql.push(&format!(" ORDER BY rowid DESC LIMIT {MOST}))"));
    }
    for word in words {
        if sqlite && is_long(word) {
            continue;
        }
        sql.push(" AND ");
        super::sql::contains_in(sql, &format!("{table}.search_text"), word);
    }
}
