//! `roster audit --server`.

use std::io::Write;

use domain::{clock, ids};

use super::super::Failure;
use super::super::audit::{self, Audit, Filter};
use super::super::output::Format;
use super::super::users_csv;
use super::{Done, Pairs, Remote, pairs};

pub async fn run(command: Audit, remote: &Remote, format: Format) -> Done {
    match command {
        Audit::List { filter, limit, skip, all } => {
            let query = query(remote, filter).await?;
            let left = if all { u64::MAX } else { limit };
            let rows = remote.list(&["audit"], &query, skip, left).await?;
            audit::print(format, rows)
        }
        Audit::Verify => Err(Failure::Usage(
            "the chain of seals is followed where the database is, without --server".to_owned(),
        )),
        Audit::Export { file, filter, format } => {
            let query = query(remote, filter).await?;
            let mut out = users_csv::target(file.as_deref())?;
            audit::head(&mut out, format)?;
            let each = |row| audit::line(&mut out, format, row);
            remote.walk(&["audit"], &query, 0, u64::MAX, each).await?;
            Ok(out.flush()?)
        }
    }
}

async fn query(remote: &Remote, filter: Filter) -> Result<Pairs, Failure> {
    let id = async |name: String| match ids::parse(&name) {
        Some(id) => Ok(id.to_string()),
        None => remote.person_id(&name).await,
    };
    let actor = match filter.actor {
        Some(word) if audit::NOBODY.contains(&word.as_str()) => Some(word),
        Some(name) => Some(id(name).await?),
        None => None,
    };
    let subject = match filter.subject {
        Some(name) => Some(id(name).await?),
        None => None,
    };
    Ok(pairs([
        ("actor", actor),
        ("subject", subject),
        ("action", filter.action),
        ("from", filter.from.map(clock::format)),
        ("to", filter.to.map(clock::format)),
    ]))
}
