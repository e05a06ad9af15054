//! The throttle on API requests, which each copy counts for itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::{Actor, Error, Id, Result};

const WINDOW: Duration = Duration::from_secs(60);
/// Callers counted at most; beyond, counting begins anew for all.
const CAPACITY: usize = 100_000;

#[derive(PartialEq, Eq, Hash)]
enum Caller {
    Person(Id),
    Client(String),
}

pub struct Limiter {
    per_minute: Option<u32>,
    callers: Mutex<HashMap<Caller, (Instant, u32)>>,
}

impl Limiter {
    pub fn new(per_minute: Option<u32>) -> Self {
        Limiter { per_minute, callers: Mutex::default() }
    }

    /// Counts a request of a person, or else of a client address.
    pub fn count(&self, actor: &Actor) -> Result<()> {
        let Some(limit) = self.per_minute else { return Ok(()) };
        let caller = match actor.user_id() {
            Some(id) => Caller::Person(id),
            None => Caller::Client(services::throttle::client(actor.origin.address)),
        };
        self.admit(caller, limit, Instant::now())
    }

    fn admit(&self, caller: Caller, limit: u32, now: Instant) -> Result<()> {
        let mut callers = self.callers.lock().unwrap_or_else(PoisonError::into_inner);
        if callers.len() >= CAPACITY && !callers.contains_key(&caller) {
            callers.retain(|_, (began, _)| now.duration_since(*began) < WINDOW);
            if callers.len() >= CAPACITY {
                callers.clear();
            }
        }
        let (began, count) = callers.entry(caller).or_insert((now, 0));
        if now.duration_since(*began) >= WINDOW {
            (*began, *count) = (now, 0);
        }
        if *count >= limit {
            let left = WINDOW - now.duration_since(*began);
            return Err(Error::Throttled { retry_after: left.as_secs() + 1 });
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_has_so_many_requests_a_minute() {
        let limiter = Limiter::new(Some(2));
        let now = Instant::now();
        let ask = |name: &str, seconds| {
            let caller = Caller::Client(name.to_owned());
            limiter.admit(caller, 2, now + Duration::from_secs(seconds))
        };
        assert!(ask("a", 0).is_ok() && ask("a", 10).is_ok());
        assert!(matches!(ask("a", 20), Err(Error::Throttled { retry_after: 41 })));
        assert!(ask("b", 20).is_ok());
        assert!(ask("a", 60).is_ok());
    }
}
