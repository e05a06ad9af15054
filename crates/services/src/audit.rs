//! The audit log: reading it, sealing it, verifying it.
//!
//! A worker seals rows in order; each seal is the SHA-256 of the seal before
//! it and of the row. A row removed or altered breaks the chain, the removal
//! of the newest is seen by the head kept apart.

use std::collections::HashMap;

use domain::journal::{Entry, Seal};
use domain::page::{Listed, Page};
use domain::search::AuditQuery;
use domain::{Actor, Id, Permission, Result, ids};
use sha2::{Digest, Sha256};

use crate::{App, journal};

/// Rows sealed by one transaction, and read at once to verify.
const BATCH: u64 = 500;

/// An audit entry with the names that its ids have today.
#[derive(Clone, Debug)]
pub struct Audited {
    pub entry: Entry,
    /// None for no person, and for a person who is gone.
    pub actor_nickname: Option<String>,
    pub subject_label: Option<String>,
}

pub async fn list(
    app: &App,
    actor: &Actor,
    query: &AuditQuery,
    page: &Page,
) -> Result<Listed<Audited>> {
    actor.must(Permission::ReadAudit)?;
    let found = store::journal::list(&app.store, query, page).await?;
    let mut people: Vec<Id> = found.items.iter().filter_map(|e| e.user_id).collect();
    people.extend(found.items.iter().filter_map(|e| ids::parse(&e.actor)));
    people.sort();
    people.dedup();
    let names: HashMap<Id, String> = store::journal::labels(&app.store, &people).await?;
    let items = found
        .items
        .into_iter()
        .map(|entry| Audited {
            actor_nickname: ids::parse(&entry.actor).and_then(|id| names.get(&id).cloned()),
            subject_label: entry.user_id.and_then(|id| names.get(&id).cloned()),
            entry,
        })
        .collect();
    Ok(Listed {
        items,
        total: found.total,
        total_estimated: found.total_estimated,
        next: found.next,
    })
}

/// Seals what is not sealed yet; says how many rows that were.
pub async fn seal(app: &App) -> Result<usize> {
    if store::journal::unsealed(&app.store, 1).await?.is_empty() {
        return Ok(0);
    }
    let tx = app.store.begin().await?;
    tx.lock("roster.seal").await?;
    let rows = store::journal::unsealed(&tx, BATCH).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let mut head = store::journal::head(&tx).await?;
    let mut seals = Vec::with_capacity(rows.len());
    for row in &rows {
        let next = next_seal(head.as_ref(), row);
        seals.push((row.id, next.clone()));
        head = Some(next);
    }
    store::journal::seal(&tx, &seals).await?;
    if let Some(head) = head {
        store::journal::set_head(&tx, &head).await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

fn next_seal(before: Option<&Seal>, row: &Entry) -> Seal {
    let number = before.map_or(0, |seal| seal.number) + 1;
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        // Lengths keep neighbouring fields apart.
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    part(before.map_or(&[][..], |seal| &seal.hash));
    part(&number.to_be_bytes());
    part(row.id.as_bytes());
    part(&row.at.timestamp_micros().to_be_bytes());
    for text in [&row.actor, &row.action, &row.subject_kind] {
        part(text.as_bytes());
    }
    part(row.subject_id.as_bytes());
    part(row.user_id.as_ref().map_or(&[][..], |id| id.as_bytes()));
    for text in [&row.reason, &row.request_id] {
        part(text.as_deref().unwrap_or_default().as_bytes());
    }
    part(&row.changes_digest);
    part(&row.address_digest);
    Seal { number, hash: hash.finalize().to_vec() }
}

/// What `verify` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verified {
    /// So many sealed rows, unbroken.
    Whole(i64),
    /// The first place in the chain that does not fit.
    Broken { number: i64, why: &'static str },
}

/// Follows the chain from its first seal to the head.
pub async fn verify(app: &App, actor: &Actor) -> Result<Verified> {
    actor.must(Permission::ReadAudit)?;
    // Read first: rows sealed meanwhile lie behind it.
    let mut head = store::journal::head(&app.store).await?;
    let mut last: Option<Seal> = None;
    loop {
        let from = last.as_ref().map_or(1, |seal| seal.number + 1);
        let rows = store::journal::sealed_from(&app.store, from, BATCH).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let number = last.as_ref().map_or(1, |seal| seal.number + 1);
            let broken = |why| Ok(Verified::Broken { number, why });
            let Some(seal) = &row.seal else { return broken("the seal is missing") };
            if seal.number != number {
                return broken("a row was removed");
            }
            if *seal != next_seal(last.as_ref(), &row) {
                return broken("the row was altered");
            }
            if !values_match(&row) {
                return broken("the values were altered");
            }
            last = Some(seal.clone());
        }
    }
    let reached = last.as_ref().map_or(0, |seal| seal.number);
    if head.is_none() && reached > 0 {
        // The first seal of all may have come between the two reads.
        head = store::journal::head(&app.store).await?;
    }
    match head {
        Some(head) if head.number > reached => {
            Ok(Verified::Broken { number: reached + 1, why: "the newest rows were removed" })
        }
        None if reached > 0 => Ok(Verified::Broken { number: 1, why: "the head was removed" }),
        _ => Ok(Verified::Whole(reached)),
    }
}

/// Values still there must fit their digests; erased ones need not.
fn values_match(row: &Entry) -> bool {
    let changes = row
        .changes
        .as_ref()
        .is_none_or(|c| journal::digest(Some(&c.value), &c.salt) == row.changes_digest);
    let address = row.address.as_ref().is_none_or(|a| {
        journal::digest(Some(&a.value.clone().into()), &a.salt) == row.address_digest
    });
    changes && address
}
