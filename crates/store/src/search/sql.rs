//! Statements that are put together, and the conditions of a search.

use domain::analytics::Stage;
use domain::search::{Filter, Terms};
use domain::{Error, Id, Result};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};

use super::index::START;
use super::letters::encode;
use crate::error::sort;
use crate::tx::Db;

/// What a text has at its end when it begins with another one.
const END: char = '\u{10ffff}';

/// Candidates that are looked at where no index tells more.
pub const NEAR: u64 = 5_000;

/// A statement in the making; its parameters are numbered as they come.
pub struct Sql {
    pub backend: DbBackend,
    text: String,
    values: Vec<Value>,
}

impl Sql {
    pub fn new(backend: DbBackend) -> Sql {
        Sql { backend, text: String::with_capacity(512), values: Vec::new() }
    }

    pub fn is_sqlite(&self) -> bool {
        self.backend == DbBackend::Sqlite
    }

    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Says which index to read; SQLite has no figures to tell by.
    pub fn indexed(&mut self, index: &str) -> &mut Self {
        if self.is_sqlite() {
            self.text.push_str(" INDEXED BY ");
            self.text.push_str(index);
        }
        self
    }

    pub fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        self.text.push_str(&format!("${}", self.values.len()));
        self
    }

    pub fn limit(&mut self, limit: u64, offset: u64) -> &mut Self {
        let most = i64::MAX as u64;
        self.text.push_str(&format!(" LIMIT {} OFFSET {}", limit.min(most), offset.min(most)));
        self
    }

    pub async fn rows(self, db: &impl Db) -> Result<Vec<QueryResult>> {
        let statement = Statement::from_sql_and_values(self.backend, self.text, self.values);
        db.conn().await?.query_all_raw(statement).await.map_err(sort)
    }

    /// The first row's columns, all numbers.
    pub async fn numbers<const N: usize>(self, db: &impl Db) -> Result<[i64; N]> {
        let rows = self.rows(db).await?;
        let row = rows.first().ok_or_else(|| Error::internal("a count gave no row"))?;
        let mut numbers = [0; N];
        for (at, number) in numbers.iter_mut().enumerate() {
            *number = row.try_get_by_index::<Option<i64>>(at).map_err(sort)?.unwrap_or(0);
        }
        Ok(numbers)
    }
}

pub async fn backend(db: &impl Db) -> Result<DbBackend> {
    Ok(db.conn().await?.get_database_backend())
}

/// Which of those that are sought by words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// Whatever the words.
    Any,
    /// All words occur.
    All,
    /// A name, nickname or address begins with each word.
    Beginning,
    /// All occur, and not all as beginnings.
    Within,
}

/// Whom a search asks for, in the forms that conditions need.
pub struct Sought<'a> {
    pub terms: &'a Terms,
    /// As they stand in `search_text`.
    words: Vec<String>,
    /// A single word whose exact nickname or address has a part of its own.
    pub exact: Option<&'a str>,
    /// How many there are, when that is known for certain.
    pub total: Option<u64>,
    /// Whether it is known that not every word begins somebody's name, so that
    /// whoever matches does within.
    pub all_within: bool,
}

impl<'a> Sought<'a> {
    pub fn of(terms: &'a Terms) -> Self {
        let exact = match terms.words.as_slice() {
            [word] if !word.contains(' ') => Some(word.as_str()),
            _ => None,
        };
        let words = terms.words.iter().map(|word| encode(word)).collect();
        Sought { terms, words, exact, total: None, all_within: false }
    }

    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether the index of text leads to those who match.
    pub fn is_indexed(&self, backend: DbBackend, which: Match) -> bool {
        which != Match::Any && self.words.iter().any(|word| leads(backend, which, word))
    }

    /// Whether the index leads to some words and not to others, and nothing
    /// else narrows the search: then the words are found near at hand only.
    pub fn is_vague(&self, backend: DbBackend, which: Match) -> bool {
        self.terms.filters.is_empty()
            && self.is_indexed(backend, which)
            && !self.words.iter().all(|word| leads(backend, which, word))
    }

    /// ` AND …` for the words and all filters; those of `driver` may use an
    /// index, the others may not.
    pub fn conditions(&self, sql: &mut Sql, which: Match, driver: Option<&Filter>) {
        self.text(sql, which);
        for filter in &self.terms.filters {
            let hidden = driver.is_some_and(|driver| driver != filter);
            sql.push(" AND ");
            condition(sql, filter, hidden);
        }
    }

    /// ` AND …` for the words.
    pub fn text(&self, sql: &mut Sql, which: Match) {
        if matches!(which, Match::All | Match::Within) {
            for word in self.words() {
                sql.push(" AND ");
                contains(sql, word);
            }
        }
        if which == Match::Beginning || which == Match::Within && !self.all_within {
            if which == Match::Within {
                sql.push(" AND NOT (1 = 1");
            }
            for word in self.words() {
                sql.push(" AND ");
                contains(sql, &format!("{START}{word}"));
            }
            if which == Match::Within {
                sql.push(")");
            }
        }
        if let (Some(word), Match::Beginning | Match::Within) = (self.exact, which) {
            sql.push(" AND nickname_key <> ").bind(word).push(" AND email <> ").bind(word);
        }
    }

    /// What FTS5 is asked, when there is something to ask it.
    pub fn fts(&self, which: Match) -> Option<String> {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let long = self.words().iter().filter(|word| is_long(word));
        let within: Vec<String> = long.map(|word| quoted(word)).collect();
        let beginning: Vec<String> =
            self.words().iter().map(|word| quoted(&format!("{START}{word}"))).collect();
        match which {
            Match::Any => None,
            Match::Beginning => Some(beginning.join(" AND ")),
            _ if within.is_empty() => None,
            Match::All => Some(within.join(" AND ")),
            Match::Within if self.all_within => Some(within.join(" AND ")),
            Match::Within => {
                Some(format!("({}) NOT ({})", within.join(" AND "), beginning.join(" AND ")))
            }
        }
    }

    /// Whether a match of FTS5 is a match, and nothing is left to look at.
    pub fn fts_is_enough(&self, which: Match) -> bool {
        self.terms.filters.is_empty() && self.fts_knows(which)
    }

    /// Whether FTS5 is asked for all of the words.
    fn fts_knows(&self, which: Match) -> bool {
        which == Match::Beginning || self.words().iter().all(|word| is_long(word))
    }

    /// Joins SQLite's candidates, numbered `n`, to people: by the index of a
    /// filter where one has a value. Looking into that is a fraction of the work
    /// of reading a row.
    pub fn join(&self, sql: &mut Sql, join: &str) {
        let probe = self.probe();
        sql.push(join).push(" users");
        if let Some((index, _)) = probe {
            sql.indexed(index);
        }
        sql.push(" ON users.id = n.user_id");
        if let Some((_, filter)) = probe {
            condition(sql.push(" AND "), filter, false);
        }
    }

    /// ` AND …` for what neither FTS5 nor the join knows of them.
    pub fn remaining(&self, sql: &mut Sql, which: Match) {
        if !self.fts_knows(which) {
            self.text(sql, which);
        }
        let probe = self.probe().map(|(_, filter)| filter);
        for filter in self.terms.filters.iter().filter(|filter| Some(*filter) != probe) {
            condition(sql.push(" AND "), filter, false);
        }
    }

    fn probe(&self) -> Option<(&'static str, &Filter)> {
        self.terms.filters.iter().find_map(|filter| Some((index_of(filter)?, filter)))
    }
}

/// The index that has a filter's value and the id behind it.
fn index_of(filter: &Filter) -> Option<&'static str> {
    Some(match filter {
        Filter::Role(_) => "ix_users_role",
        Filter::Locked(_) => "ix_users_is_locked",
        Filter::Verified(_) => "ix_users_email_verified",
        Filter::Professional(_) => "ix_users_is_professional",
        Filter::Locale(_) => "ix_users_locale",
        Filter::NeverSeen(true) => "ix_users_last_login_at",
        _ => return None,
    })
}

/// Whether the index of text leads to the word.
fn leads(backend: DbBackend, which: Match, word: &str) -> bool {
    let started = format!("{START}{word}");
    let text = if which == Match::Beginning { &started } else { word };
    match backend {
        DbBackend::Sqlite => is_long(text),
        _ => has_trigram(text),
    }
}

pub fn is_long(word: &str) -> bool {
    word.chars().nth(2).is_some()
}

/// Whether PostgreSQL takes a trigram out of `%text%`: three letters on end,
/// two with an end of a word behind, or one with a beginning before.
pub fn has_trigram(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).map(u8::is_ascii_alphanumeric);
    (0..bytes.len()).any(|at| {
        let next = [letter(at), letter(at + 1), letter(at + 2)];
        matches!(next, [Some(true), Some(true), Some(_)] | [Some(false), Some(true), _])
    })
}

fn contains(sql: &mut Sql, text: &str) {
    contains_in(sql, "search_text", text);
}

/// A column holds the text somewhere.
pub fn contains_in(sql: &mut Sql, column: &str, text: &str) {
    if sql.is_sqlite() {
        sql.push(&format!("instr({column}, ")).bind(text).push(") > 0");
    } else {
        let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(column).push(" LIKE ").bind(format!("%{escaped}%"));
    }
}

/// A column begins with the word: `>=`, and `<` the end of such.
pub fn begins(sql: &mut Sql, column: &str, word: &str) {
    sql.push(column).push(" >= ").bind(word);
    sql.push(" AND ").push(column).push(" < ").bind(end(word));
}

/// What comes behind all that begins with the word.
pub fn end(word: &str) -> String {
    format!("{word}{END}")
}

/// One filter. `hidden` from SQLite's planner, it uses no index.
pub fn condition(sql: &mut Sql, filter: &Filter, hidden: bool) {
    let (column, operator, value): (&str, &str, Option<Value>) = match filter {
        Filter::Extra { name, value } => return extra(sql, name, value, hidden),
        Filter::NotSeen(not_seen) => {
            let plus = if hidden && sql.is_sqlite() { "+" } else { "" };
            sql.push(&format!("({plus}last_seen_at IS NULL"));
            if let Some(before) = not_seen.before() {
                sql.push(&format!(" OR {plus}last_seen_at < ")).bind(before);
            }
            sql.push(")");
            return;
        }
        Filter::Reached(stage) => return among_members(sql, reached(*stage), None),
        Filter::Source(source) => {
            return among_members(sql, "source = ", Some(source.as_str()));
        }
        Filter::Role(role) => ("role", " = ", Some(role.as_str().into())),
        Filter::Locked(flag) => ("is_locked", " = ", Some((*flag).into())),
        Filter::Verified(flag) => ("email_verified", " = ", Some((*flag).into())),
        Filter::Professional(flag) => ("is_professional", " = ", Some((*flag).into())),
        Filter::Locale(tag) => ("locale", " = ", Some(tag.as_str().into())),
        Filter::CreatedFrom(time) => ("created_at", " >= ", Some((*time).into())),
        Filter::CreatedTo(time) => ("created_at", " < ", Some((*time).into())),
        Filter::SeenFrom(time) => ("last_login_at", " >= ", Some((*time).into())),
        Filter::SeenTo(time) => ("last_login_at", " < ", Some((*time).into())),
        Filter::NeverSeen(true) => ("last_login_at", " IS NULL", None),
        Filter::NeverSeen(false) => ("last_login_at", " IS NOT NULL", None),
    };
    if hidden && sql.is_sqlite() {
        sql.push("+");
    }
    sql.push(column).push(operator);
    if let Some(value) = value {
        sql.bind(value);
    }
}

/// A profile field has the value; `yes` and `no` are such of yes-or-no fields.
fn extra(sql: &mut Sql, name: &str, value: &str, hidden: bool) {
    let same = match value.to_ascii_lowercase().as_str() {
        "yes" => "true",
        "no" => "false",
        _ => value,
    };
    // As a list of ids it leads to those who match; asked for one row at a
    // time it does not.
    sql.push(match hidden {
        true => "EXISTS (SELECT 1 FROM profile_values v WHERE v.user_id = id AND name = ",
        false => "id IN (SELECT user_id FROM profile_values WHERE name = ",
    });
    sql.bind(name).push(" AND value IN (").bind(value).push(", ").bind(same).push("))");
}

/// Those who registered themselves, and of whom something more holds.
fn among_members(sql: &mut Sql, more: &str, value: Option<&str>) {
    sql.push("EXISTS (SELECT 1 FROM analytics_members m WHERE m.user_id = id AND m.").push(more);
    if let Some(value) = value {
        sql.bind(value);
    }
    sql.push(")");
}

fn reached(stage: Stage) -> &'static str {
    match stage {
        Stage::Registered => "registered_on IS NOT NULL",
        Stage::Verified => "verified_on IS NOT NULL",
        Stage::SignedIn => "signed_in_on IS NOT NULL",
        Stage::TookPart => "took_part_on IS NOT NULL",
        Stage::Back => "back_on IS NOT NULL",
    }
}

/// Up to so many rows are few enough to look at each.
const NARROW: u64 = 10_000;

/// The filter that leaves the fewest people, if these are few.
pub async fn narrowest<'a>(db: &impl Db, filters: &'a [Filter]) -> Result<Option<&'a Filter>> {
    let mut best: Option<(&Filter, i64)> = None;
    for filter in filters {
        let mut sql = Sql::new(backend(db).await?);
        sql.push("SELECT count(*) FROM (SELECT 1 FROM users WHERE ");
        condition(&mut sql, filter, false);
        sql.limit(NARROW + 1, 0).push(") AS few");
        let [count] = sql.numbers(db).await?;
        if count as u64 <= NARROW && best.is_none_or(|(_, least)| count < least) {
            best = Some((filter, count));
        }
    }
    Ok(best.map(|(filter, _)| filter))
}

/// Somebody found: the id, and the sort key where the row does not have it.
#[derive(Clone, Debug)]
pub struct Found {
    pub id: Id,
    pub key: Option<String>,
}
