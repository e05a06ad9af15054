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
/// Sessions remembered at most.
const CAPACITY: usize = 50_000;

/// A session and its person as they were when read.
#[derive(Clone, Debug)]
pub struct Present {
    pub session: Arc<Session>,
    pub user: Arc<User>,
    /// Of a browser's session: the hash that its cookie has to have.
    pub cookie_hash: Option<Arc<[u8]>>,
}

struct Entry {
    present: Present,
    read_at: Instant,
}

impl Entry {
    fn is_fresh(&self) -> bool {
        self.read_at.elapsed() < TTL
    }
}

#[derive(Default)]
struct Known {
    sessions: HashMap<Id, Entry>,
    /// Which sessions to forget with a person.
    of_people: HashMap<Id, Vec<Id>>,
}

#[derive(Default)]
pub struct Presence {
    known: Mutex<Known>,
    changes: AtomicU64,
}

/// Taken before a read, given back with what was read.
pub struct Reading {
    changes: u64,
    began: Instant,
}

impl Presence {
    pub fn get(&self, session: Id) -> Option<Present> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = known.sessions.get(&session)?;
        entry.is_fresh().then(|| entry.present.clone())
    }

    pub fn begin(&self) -> Reading {
        Reading { changes: self.changes.load(Ordering::Acquire), began: Instant::now() }
    }

    pub fn remember(&self, reading: Reading, present: Present) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // Checked under the lock that `forget` takes.
        if reading.changes != self.changes.load(Ordering::Acquire) {
            return;
        }
        if known.sessions.len() >= CAPACITY {
            known.drop_stale();
        }
        let Known { sessions, of_people } = &mut *known;
        let (person, session) = (present.user.id, present.session.id);
        let theirs = of_people.entry(person).or_default();
        theirs.retain(|id| {
            let fresh = *id != session && sessions.get(id).is_some_and(Entry::is_fresh);
            if !fresh {
                sessions.remove(id);
            }
            fresh
        });
        theirs.push(session);
        sessions.insert(session, Entry { present, read_at: reading.began });
    }

    /// The person or one of their sessions changed.
    pub fn forget(&self, user: Id) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        self.changes.fetch_add(1, Ordering::AcqRel);
        for session in known.of_people.remove(&user).unwrap_or_default() {
            known.sessions.remove(&session);
        }
    }
}

impl Known {
    /// Makes room; when all are fresh, by forgetting all.
    fn drop_stale(&mut self) {
        self.sessions.retain(|_, entry| entry.is_fresh());
        if self.sessions.len() >= CAPACITY {
            self.sessions.clear();
        }
        let sessions = &self.sessions;
        self.of_people.retain(|_, ids| {
            ids.retain(|id| sessions.contains_key(id));
            !ids.is_empty()
        });
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
