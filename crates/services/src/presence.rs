//! Who is signed in, remembered for less than a second.
//!
//! A request asks for its session and person here first. A change at this copy
//! forgets the person at once; a change at another copy is seen when the entry
//! runs out. A read that began before a change is not remembered.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::sessions::{Claims, Session};
use domain::{Id, User};

/// Below the second within which every copy must see a change.
const TTL: Duration = Duration::from_millis(800);
/// People remembered at most.
const CAPACITY: usize = 50_000;

/// A session and its person as they were when read.
#[derive(Clone, Debug)]
pub struct Present {
    pub session: Arc<Session>,
    pub user: Arc<User>,
}

struct Entry {
    session: Id,
    present: Present,
    read_at: Instant,
}

#[derive(Default)]
pub struct Presence {
    people: Mutex<HashMap<Id, Vec<Entry>>>,
    changes: AtomicU64,
}

/// Taken before a read, given back with what was read.
pub struct Reading {
    changes: u64,
    began: Instant,
}

impl Presence {
    pub fn get(&self, user: Id, session: Id) -> Option<Present> {
        let people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = people.get(&user)?.iter().find(|e| e.session == session)?;
        (entry.read_at.elapsed() < TTL).then(|| entry.present.clone())
    }

    pub fn begin(&self) -> Reading {
        Reading { changes: self.changes.load(Ordering::Acquire), began: Instant::now() }
    }

    pub fn remember(&self, reading: Reading, present: Present) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        // Checked under the lock that `forget` takes.
        if reading.changes != self.changes.load(Ordering::Acquire) {
            return;
        }
        if people.len() >= CAPACITY {
            people.retain(|_, entries| entries.iter().any(|e| e.read_at.elapsed() < TTL));
            if people.len() >= CAPACITY {
                people.clear();
            }
        }
        let session = present.session.id;
        let entries = people.entry(present.user.id).or_default();
        entries.retain(|e| e.session != session && e.read_at.elapsed() < TTL);
        entries.push(Entry { session, present, read_at: reading.began });
    }

    /// The person or one of their sessions changed.
    pub fn forget(&self, user: Id) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        self.changes.fetch_add(1, Ordering::AcqRel);
        people.remove(&user);
    }
}

/// Access tokens whose signature was found good, so that it is checked once.
/// What a token may do is not kept here.
#[derive(Default)]
pub struct Verified {
    tokens: Mutex<HashMap<String, Arc<Claims>>>,
}

impl Verified {
    pub fn get(&self, token: &str) -> Option<Arc<Claims>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).get(token).cloned()
    }

    pub fn remember(&self, token: &str, claims: Arc<Claims>) {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        // Forgetting all costs one check a token; an order of use costs more.
        if tokens.len() >= CAPACITY / 5 {
            tokens.clear();
        }
        tokens.insert(token.to_owned(), claims);
    }
}
