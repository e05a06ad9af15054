//! How many a search finds: exact up to 10,000, and never by reading more
//! than a bounded number of rows where many are found.

use domain::Result;
use domain::page::EXACT_TOTAL;
use sea_orm::DbBackend;

use super::ordered::{self, FEW, WALK};
use super::ranked::{among_few, candidates, count_beginning, count_commonest, gathered};
use super::sql::{Found, Match, NEAR, Sought, Sql, backend, narrowest};
use crate::tx::Db;

/// Fewer people than this are counted without a sample.
const SMALL: u64 = 100_000;
/// Rows of a sample, and the places of the table that it is taken from.
const SAMPLE: u64 = 4_000;
const PLACES: u64 = 40;
/// Candidates of SQLite's index that are looked at one by one.
const CANDIDATES: u64 = 20_000;

/// How many, whether that is an estimate, and the page where counting met it:
/// each with the number of its part.
pub struct Total {
    pub count: u64,
    pub estimated: bool,
    pub page: Option<Vec<(usize, Found)>>,
}

impl Total {
    /// Of so many, counted to the limit and one.
    pub fn capped(count: u64) -> Total {
        let (count, estimated) = (count.min(EXACT_TOTAL), count > EXACT_TOTAL);
        Total { count, estimated, page: None }
    }

    fn estimate(count: u64) -> Total {
        Total { count: count.min(EXACT_TOTAL), estimated: true, page: None }
    }
}

/// The total. `ranked` is the window of the page in a list of the best matches.
pub async fn total(db: &impl Db, sought: &Sought<'_>, ranked: Option<(u64, u64)>) -> Result<Total> {
    let most = EXACT_TOTAL + 1;
    let filters = &sought.terms.filters;
    if sought.words().is_empty() && filters.is_empty() {
        return Ok(Total::capped(people(db, most).await?));
    }
    let backend = backend(db).await?;
    let sqlite = backend == DbBackend::Sqlite;
    let which = if sought.words().is_empty() { Match::Any } else { Match::All };
    if which == Match::All
        && filters.is_empty()
        && (!sought.is_indexed(backend, which) || !sqlite && sought.is_vague(backend, which))
    {
        return Ok(Total::capped(short(db, sought, most).await?));
    }
    // A common beginning is told by the indexes of names, for much less.
    let begun = match sought.exact {
        Some(word) if filters.is_empty() && !sought.all_within => {
            count_commonest(db, word, most).await?
        }
        _ => 0,
    };
    if begun >= most {
        return Ok(Total::capped(begun));
    }
    // What begins a name is listed by that name, and else all by their age.
    let ranked = ranked.filter(|_| which == Match::All && begun == 0);
    if sqlite && which == Match::All && sought.fts_is_enough(which) {
        let count = indexed(db, sought, which, most).await?;
        let page = match ranked {
            Some(window) if count <= FEW => Some(among_few(db, sought, window).await?),
            _ => None,
        };
        return Ok(Total { page, ..Total::capped(count) });
    }
    let sample = sample(db, sought, which).await?;
    if sample.is_some_and(Sample::is_far_beyond) {
        return Ok(Total::estimate(EXACT_TOTAL));
    }
    if sqlite && sought.fts(which).is_some() && narrowest(db, filters).await?.is_none() {
        let vague = sought.is_vague(backend, which);
        let most = if vague { NEAR } else { CANDIDATES };
        let (count, all) = looked_at(db, sought, which, most).await?;
        let guess = sample.map_or(0, |sample| sample.guess());
        return Ok(match all {
            true => Total::capped(count),
            false => Total::estimate(count.max(guess)),
        });
    }
    if let Some(window) = ranked.filter(|_| !sqlite) {
        let (count, page) = gathered(db, sought, most, window).await?;
        let page = (count < most).then_some(page);
        return Ok(Total { page, ..Total::capped(count) });
    }
    Ok(Total::capped(ordered::count_matching(db, sought, which, most).await?))
}

async fn people(db: &impl Db, most: u64) -> Result<u64> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push("SELECT count(*) FROM (SELECT 1 FROM users").limit(most, 0).push(") AS few");
    let [count] = sql.numbers(db).await?;
    Ok(count as u64)
}

/// What a list of words under three letters shows: those who begin so, and
/// others among the newest.
async fn short(db: &impl Db, sought: &Sought<'_>, most: u64) -> Result<u64> {
    let backend = backend(db).await?;
    let mut rest = Match::Within;
    let begun = match sought.exact {
        _ if sought.all_within => 0,
        Some(word) => count_beginning(db, word, most).await?,
        None if backend == DbBackend::Sqlite => indexed(db, sought, Match::Beginning, most).await?,
        None if sought.is_vague(backend, Match::Beginning) => {
            rest = Match::All;
            0
        }
        None => ordered::count_matching(db, sought, Match::Beginning, most).await?,
    };
    if begun >= most {
        return Ok(begun);
    }
    let mut sql = Sql::new(backend);
    sql.push("SELECT count(*) FROM (SELECT nickname_key, email, search_text FROM users ");
    sql.push("ORDER BY id DESC").limit(WALK, 0).push(") AS near WHERE 1 = 1");
    sought.conditions(&mut sql, rest, None);
    let [within] = sql.numbers(db).await?;
    Ok(begun + within as u64)
}

/// Counts in SQLite's index alone.
async fn indexed(db: &impl Db, sought: &Sought<'_>, which: Match, most: u64) -> Result<u64> {
    let mut sql = Sql::new(DbBackend::Sqlite);
    sql.push("SELECT count(*) FROM (");
    candidates(&mut sql, sought, which, i64::MAX, Some(most));
    sql.push(")");
    let [count] = sql.numbers(db).await?;
    Ok(count as u64)
}

/// Counts among so many candidates of SQLite's index, the newest; says whether
/// those were all.
async fn looked_at(
    db: &impl Db,
    sought: &Sought<'_>,
    which: Match,
    most: u64,
) -> Result<(u64, bool)> {
    let mut sql = Sql::new(DbBackend::Sqlite);
    sql.push("SELECT count(*), sum(fits) FROM (SELECT (users.id IS NOT NULL");
    sought.remaining(&mut sql, which);
    sql.push(") AS fits FROM (");
    candidates(&mut sql, sought, which, i64::MAX, Some(most));
    sql.push(") AS c CROSS JOIN search_numbers n ON n.number = c.number");
    sought.join(&mut sql, " LEFT JOIN");
    sql.push(")");
    let [seen, fit] = sql.numbers(db).await?;
    Ok((fit as u64, (seen as u64) < most))
}

/// A look at rows from all over the table.
#[derive(Clone, Copy, Debug)]
struct Sample {
    people: u64,
    rows: u64,
    hits: u64,
    /// Places in which something was hit: many people of one kind may have
    /// come at once and stand together.
    places: u64,
}

impl Sample {
    fn guess(&self) -> u64 {
        self.people * self.hits / self.rows.max(1)
    }

    /// Whether there are more than `EXACT_TOTAL` without a doubt.
    fn is_far_beyond(self) -> bool {
        self.hits >= 20 && self.places >= 12 && self.guess() > 3 * EXACT_TOTAL
    }
}

/// `None` of few people.
async fn sample(db: &impl Db, sought: &Sought<'_>, which: Match) -> Result<Option<Sample>> {
    let mut sql = Sql::new(backend(db).await?);
    sql.push(match sql.is_sqlite() {
        true => "SELECT max(number) FROM search_numbers",
        false => {
            "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'users'::regclass"
        }
    });
    let [people] = sql.numbers(db).await?;
    let people = people as u64;
    if people < SMALL {
        return Ok(None);
    }
    let mut sql = Sql::new(backend(db).await?);
    if sql.is_sqlite() {
        let (step, run) = (people / PLACES, SAMPLE / PLACES / 2);
        sql.push(&format!(
            "WITH RECURSIVE place (p) AS (SELECT 0 UNION ALL SELECT p + 1 FROM place WHERE p < {}) \
             SELECT count(*), sum(fits), count(DISTINCT CASE WHEN fits THEN p END) \
             FROM (SELECT p, (1 = 1",
            PLACES - 1
        ));
        sought.conditions(&mut sql, which, None);
        sql.push(&format!(
            ") AS fits FROM place CROSS JOIN search_numbers n \
             ON n.number BETWEEN p * {step} + 1 AND p * {step} + {run} \
             CROSS JOIN users ON users.id = n.user_id)"
        ));
    } else {
        let share = 100.0 * SAMPLE as f64 / people as f64;
        sql.push("SELECT count(*), count(*) FILTER (WHERE fits), ");
        sql.push("count(DISTINCT place) FILTER (WHERE fits) FROM (SELECT (1 = 1");
        sought.conditions(&mut sql, which, None);
        sql.push(&format!(
            ") AS fits, (ctid::text::point)[0]::bigint AS place FROM users \
             TABLESAMPLE SYSTEM ({share}) REPEATABLE (7)) AS seen"
        ));
    }
    let [rows, hits, places] = sql.numbers(db).await?;
    let (rows, hits, places) = (rows as u64, hits as u64, places as u64);
    Ok(Some(Sample { people, rows, hits, places }))
}
