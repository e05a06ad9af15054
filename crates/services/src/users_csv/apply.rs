//! The second reading: what was planned is written, batch by batch.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use domain::accounts::Password;
use domain::{Actor, Error, Fact, Fault, Id, Nickname, Result, User};
use store::{StoreError, Tx};
use tokio::task::JoinSet;

use super::merge;
use super::plan::{Fate, Known, Plan};
use super::row::{Credential, Row};
use super::rows::Rows as Reading;
use super::source::Source;
use super::{Options, Phase, Progress, Report, Watch};
use crate::journal::Written;
use crate::{App, accounts, invitations, setup};

/// Batches of one transaction at most, and after how long no other begins:
/// nobody else writes to SQLite meanwhile.
const BATCHES: usize = 5;
const LONG: Duration = Duration::from_millis(150);
/// How often they are tried while others take its names.
const TRIES: usize = 5;
/// How often nicknames are drawn, and how wide their first numbers are: the
/// more people there are, the more are taken.
const DRAWS: u32 = 12;
const WIDE: u32 = 3;
/// While the hashing queue is full.
const PAUSE: Duration = Duration::from_millis(20);

pub async fn all(
    app: &App,
    actor: &Actor,
    source: &Source,
    plan: &Plan,
    options: &Options,
    watch: Watch<'_>,
) -> Result<Report> {
    let mut report = Report {
        skipped: plan.report.skipped,
        faults: plan.report.faults.clone(),
        more_faults: plan.report.more_faults,
        ..Report::default()
    };
    let changed = || Error::internal("the file changed while it was read");
    let rows = Reading::open(app, actor, source, &options.mapping).await?;
    let mut rows = rows.map_err(|_| changed())?;
    let mut progress = Progress { phase: Phase::Writing, read: 0, length: source.length, rows: 0 };
    let leaving = rows.header.has_role && options.update_existing;
    // Where passwords are hashed, nobody waits for long to see that it goes on.
    let most = if rows.header.has_password() { 1 } else { BATCHES };
    loop {
        let mut batches: Vec<Vec<Row>> = Vec::with_capacity(most);
        while batches.len() < most
            && let Some(mut batch) = rows.next().await?
        {
            if batch.stop.is_some() {
                return Err(changed());
            }
            (progress.read, progress.rows) = (batch.read, batch.rows);
            batch.good.retain(|row| !plan.is_bad(row.number));
            batches.push(batch.good);
        }
        if batches.is_empty() {
            return Ok(report);
        }
        let mut hashes = HashMap::new();
        for batch in &batches {
            hash_all(app, batch, options, &mut hashes, &mut || watch(progress)).await?;
        }
        let mut waiting = batches.as_slice();
        let mut tries = 0;
        while !waiting.is_empty() {
            match write(app, actor, waiting, &hashes, options, leaving).await {
                Ok((done, count)) => {
                    report.add(done);
                    waiting = &waiting[count..];
                    tries = 0;
                    watch(progress);
                }
                Err(StoreError::Failed(error)) => return Err(error),
                // Others took a name since we looked: look again.
                Err(StoreError::Duplicate) if tries < TRIES => tries += 1,
                Err(duplicate) => return Err(duplicate.into()),
            }
        }
    }
}

/// Hashes the passwords of those who are to be made.
async fn hash_all(
    app: &App,
    rows: &[Row],
    options: &Options,
    hashes: &mut HashMap<u64, String>,
    still_there: &mut (dyn FnMut() + Send),
) -> Result<()> {
    if !rows.iter().any(|row| matches!(row.credential, Credential::Password(_))) {
        return Ok(());
    }
    let known = Known::find(&app.store, rows).await?;
    let mut waiting: Vec<(u64, Password)> = Vec::new();
    for row in rows {
        if let (Credential::Password(password), Fate::Create) =
            (&row.credential, known.fate(row, options))
        {
            waiting.push((row.number, password.clone()));
        }
    }
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    let mut running = JoinSet::new();
    loop {
        while running.len() < at_once
            && let Some((number, password)) = waiting.pop()
        {
            let hasher = app.hasher.clone();
            running.spawn(async move {
                loop {
                    match hasher.hash(password.clone()).await {
                        Err(Error::Busy { .. }) => tokio::time::sleep(PAUSE).await,
                        done => return done.map(|hash| (number, hash)),
                    }
                }
            });
        }
        let Some(done) = running.join_next().await else { return Ok(()) };
        let (number, hash) = done.map_err(Error::internal)??;
        hashes.insert(number, hash);
        still_there();
    }
}

/// Writes batches as one transaction: a page that many rows touch is written
/// once. Says what it did, with the rows that have become faulty, and with how
/// many of the batches.
async fn write(
    app: &App,
    actor: &Actor,
    batches: &[Vec<Row>],
    hashes: &HashMap<u64, String>,
    options: &Options,
    leaving: bool,
) -> Result<(Report, usize), StoreError> {
    let mut done = Report::default();
    let mut count = 0;
    // Where roles change, an administrator may go.
    let tx = match leaving {
        true => accounts::begin_leaving(app).await?,
        false => app.store.begin().await?,
    };
    let began = Instant::now();
    let mut written = Written::default();
    for rows in batches {
        if count > 0 && began.elapsed() > LONG {
            break;
        }
        count += 1;
        let known = Known::find(&tx, rows).await?;
        let mut facts = Vec::with_capacity(rows.len());
        let mut new: Vec<&Row> = Vec::with_capacity(rows.len());
        for row in rows {
            match known.fate(row, options) {
                Fate::Create => new.push(row),
                Fate::Fault(column, fault) => {
                    done.skipped += 1;
                    done.fault(row.line, Some(column.to_owned()), fault);
                }
                Fate::Update(user) if merge::merged(row, user, app.clock.now()).1.is_empty() => {
                    done.unchanged += 1;
                }
                Fate::Update(user) => match update(app, &tx, row, user.id).await {
                    Ok(more) if more.is_empty() => done.unchanged += 1,
                    Ok(more) => {
                        done.updated += 1;
                        facts.extend(more);
                    }
                    Err(StoreError::Failed(Error::LastAdministrator)) => {
                        done.skipped += 1;
                        let fault = Fault::new("role", "last_administrator");
                        done.fault(row.line, Some("role".to_owned()), fault);
                    }
                    Err(error) => return Err(error),
                },
            }
        }
        let people = make(app, &tx, &new, hashes).await?;
        done.created += people.len() as u64;
        facts.extend(people.iter().map(|(user, hash)| merge::fact_of(user, hash.is_none())));
        // The journal is made up while the database works.
        let (inserted, meaning) = tokio::join!(store::accounts::insert_all(&tx, &people), async {
            written.meaning(app, actor, &facts)
        });
        inserted?;
        let (entries, messages) = meaning;
        store::journal::append_all(&tx, &entries).await?;
        store::messages::insert_all(&tx, &messages).await?;
        let users = people.iter().map(|(user, _)| user);
        let converted = invitations::convert(app, &tx, users).await?;
        let (entries, messages) = written.meaning(app, actor, &converted);
        store::journal::append_all(&tx, &entries).await?;
        store::messages::insert_all(&tx, &messages).await?;
        if people.iter().any(|(user, _)| user.is_active_admin()) {
            setup::withdraw(&tx).await?;
        }
    }
    if done.created + done.updated > 0 {
        written.commit(app, tx).await?;
    }
    Ok((done, count))
}

/// Changes somebody as the row says; says what changed.
async fn update(app: &App, tx: &Tx, row: &Row, id: Id) -> Result<Vec<Fact>, StoreError> {
    let Some(before) = store::accounts::hold(tx, id).await? else {
        // Gone since we looked: look again.
        return Err(StoreError::Duplicate);
    };
    let (mut user, facts) = merge::merged(row, &before, app.clock.now());
    if facts.is_empty() {
        return Ok(facts);
    }
    if user.role != before.role {
        accounts::keep_an_admin(tx, &before).await?;
    }
    store::accounts::save(tx, &mut user, app.clock.now()).await?;
    Ok(facts)
}

/// The people that rows describe, with their passwords' hashes.
async fn make(
    app: &App,
    tx: &Tx,
    rows: &[&Row],
    hashes: &HashMap<u64, String>,
) -> Result<Vec<(User, Option<String>)>, StoreError> {
    let unnamed = rows.iter().filter(|row| row.nickname.is_none()).count();
    let mut drawn = draw(app, tx, unnamed).await?;
    let now = app.clock.now();
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        let nickname = match &row.nickname {
            Some(nickname) => nickname.clone(),
            None => drawn.pop().ok_or_else(|| Error::internal("no free nickname was drawn"))?,
        };
        let hash = match &row.credential {
            Credential::None => None,
            Credential::Hash(hash) => Some(hash.clone()),
            Credential::Password(_) => match hashes.get(&row.number) {
                Some(hash) => Some(hash.clone()),
                // They were there when passwords were hashed, and are not now.
                None => return Err(Error::internal("people went while they were imported").into()),
            },
        };
        people.push((merge::created(app, row, app.ids.next(), &nickname, now), hash));
    }
    Ok(people)
}

/// So many nicknames that nobody has.
async fn draw(app: &App, tx: &Tx, count: usize) -> Result<Vec<Nickname>> {
    let mut free: Vec<Nickname> = Vec::with_capacity(count);
    let mut met = HashSet::new();
    for attempt in 0..DRAWS {
        let missing = count - free.len();
        if missing == 0 {
            break;
        }
        let some: Vec<Nickname> = (0..missing)
            .map(|_| Nickname::generate(&app.random, WIDE + attempt))
            .filter(|nickname| met.insert(nickname.key()))
            .collect();
        let keys: Vec<String> = some.iter().map(Nickname::key).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let taken = store::accounts::having(tx, &[], &keys).await?;
        let taken: HashSet<String> =
            taken.iter().map(|user| user.nickname.to_ascii_lowercase()).collect();
        free.extend(some.into_iter().filter(|nickname| !taken.contains(&nickname.key())));
    }
    Ok(free)
}
