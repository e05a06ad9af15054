//! How many deliveries go to one domain at once. A domain that takes its time
//! must not use up the places of all others.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

/// A delivery that has run for so long is slow; nobody waits behind it.
const SLOW: Duration = Duration::from_secs(1);
/// How long those who find a slow domain occupied are put off.
const PUT_OFF: Duration = Duration::from_secs(3);

#[derive(Clone)]
pub(crate) struct Destinations {
    most: usize,
    domains: Arc<Mutex<HashMap<String, Domain>>>,
    left: Arc<Notify>,
}

/// When each of its deliveries began, by number.
#[derive(Default)]
struct Domain {
    running: Vec<(u64, Instant)>,
    next: u64,
}

/// A place among the deliveries to a domain, until dropped.
pub(crate) struct Place {
    destinations: Destinations,
    domain: String,
    number: u64,
}

impl Destinations {
    pub fn new(most: usize) -> Destinations {
        Destinations { most, domains: Arc::default(), left: Arc::default() }
    }

    fn domains(&self) -> MutexGuard<'_, HashMap<String, Domain>> {
        self.domains.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place, waiting while the domain is quick. Refused with the time
    /// after which it is worth asking again.
    pub async fn enter(&self, address: &str) -> Result<Place, Duration> {
        let domain = address.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
        loop {
            // Registered before the look, so that no departure is missed.
            let left = self.left.notified();
            tokio::pin!(left);
            left.as_mut().enable();
            let slow_at = match self.take(&domain) {
                Ok(number) => return Ok(Place { destinations: self.clone(), domain, number }),
                Err(oldest) => oldest + SLOW,
            };
            if slow_at <= Instant::now() || timeout_at(slow_at, left).await.is_err() {
                return Err(PUT_OFF);
            }
        }
    }

    /// A place's number, or when the oldest delivery began.
    fn take(&self, name: &str) -> Result<u64, Instant> {
        let mut domains = self.domains();
        let domain = domains.entry(name.to_owned()).or_default();
        match domain.running.first() {
            Some((_, oldest)) if domain.running.len() >= self.most => Err(*oldest),
            _ => {
                domain.next += 1;
                domain.running.push((domain.next, Instant::now()));
                Ok(domain.next)
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut domains = self.destinations.domains();
        if let Some(domain) = domains.get_mut(&self.domain) {
            domain.running.retain(|(number, _)| *number != self.number);
            if domain.running.is_empty() {
                domains.remove(&self.domain);
            }
        }
        std::mem::drop(domains);
        self.destinations.left.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_domain_has_its_places_and_no_more() {
        let destinations = Destinations::new(2);
        let first = destinations.enter("ana@a.example").await.ok().unwrap();
        let _second = destinations.enter("bob@A.example").await.ok().unwrap();
        assert!(destinations.enter("eve@b.example").await.is_ok(), "another domain");
        // While it is quick, one waits for a place.
        let waiting = tokio::spawn({
            let destinations = destinations.clone();
            async move { destinations.enter("cy@a.example").await.is_ok() }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        drop(first);
        assert!(waiting.await.unwrap());
        // When it is slow, nobody does.
        let _third = destinations.enter("dan@a.example").await.ok().unwrap();
        let begun = Instant::now();
        assert_eq!(destinations.enter("fay@a.example").await.err(), Some(PUT_OFF));
        assert!(begun.elapsed() < SLOW * 2);
        assert_eq!(destinations.enter("fay@a.example").await.err(), Some(PUT_OFF));
        assert!(begun.elapsed() < SLOW * 2);
    }

    #[tokio::test]
    async fn what_left_is_forgotten() {
        let destinations = Destinations::new(1);
        drop(destinations.enter("ana@a.example").await.ok().unwrap());
        assert!(destinations.domains().is_empty());
    }
}
