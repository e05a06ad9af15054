//! A circuit breaker: while the mail server is away, nobody hammers it.
//!
//! A connection that cannot be made holds all deliveries for a short time,
//! which doubles with every further failure up to 15 seconds. After it one
//! delivery alone tries; whether it connects decides for the others.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

const FIRST_HOLD: Duration = Duration::from_secs(1);
const LONGEST_HOLD: Duration = Duration::from_secs(15);
/// How long others wait, at most, for the one that tries.
const TRIAL: Duration = Duration::from_secs(1);

#[derive(Default)]
pub(crate) struct Breaker(Mutex<State>);

#[derive(Default)]
struct State {
    /// Connections in a row that could not be made.
    failures: u32,
    /// No connection is tried before.
    until: Option<Instant>,
    /// When the one that tries began.
    trying: Option<Instant>,
}

impl Breaker {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long deliveries are held yet.
    pub fn held(&self, now: Instant) -> Option<Duration> {
        let until = self.state().until?;
        until.checked_duration_since(now).filter(|wait| !wait.is_zero())
    }

    /// Whether the last connection could not be made.
    pub fn is_doubted(&self) -> bool {
        self.state().until.is_some()
    }

    /// Asks for leave to connect; refused with the time to wait.
    pub fn enter(&self, now: Instant, patience: Duration) -> Result<(), Duration> {
        let mut state = self.state();
        let Some(until) = state.until else { return Ok(()) };
        if let Some(wait) = until.checked_duration_since(now).filter(|wait| !wait.is_zero()) {
            return Err(wait);
        }
        match state.trying {
            // One that was cut short never says how it went.
            Some(since) if now.duration_since(since) < patience => Err(TRIAL),
            _ => {
                state.trying = Some(now);
                Ok(())
            }
        }
    }

    /// A connection stands: everybody may go on.
    pub fn succeeded(&self) {
        *self.state() = State::default();
    }

    /// No connection came about; says how long deliveries are held. Failures
    /// of attempts that began together count once.
    pub fn failed(&self, now: Instant) -> Duration {
        let mut state = self.state();
        state.trying = None;
        if let Some(until) = state.until
            && let Some(wait) = until.checked_duration_since(now).filter(|wait| !wait.is_zero())
        {
            return wait;
        }
        let hold = (FIRST_HOLD * 2_u32.pow(state.failures.min(4))).min(LONGEST_HOLD);
        state.failures = state.failures.saturating_add(1);
        state.until = Some(now + hold);
        hold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10);

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn holds_grow_up_to_fifteen_seconds() {
        let breaker = Breaker::default();
        let mut now = Instant::now();
        assert_eq!((breaker.held(now), breaker.enter(now, PATIENCE)), (None, Ok(())));
        for hold in [1, 2, 4, 8, 15, 15, 15].map(seconds) {
            assert_eq!(breaker.failed(now), hold);
            // What began at the same time changes nothing.
            assert_eq!(breaker.failed(now), hold);
            assert_eq!(breaker.held(now), Some(hold));
            assert_eq!(breaker.enter(now, PATIENCE), Err(hold));
            now += hold;
            assert_eq!(breaker.held(now), None);
            assert_eq!(breaker.enter(now, PATIENCE), Ok(()));
            assert!(breaker.is_doubted());
        }
        breaker.succeeded();
        assert!(!breaker.is_doubted());
        assert_eq!(breaker.enter(now, PATIENCE), Ok(()));
        assert_eq!(breaker.failed(now), seconds(1));
    }

    #[test]
    fn one_alone_tries_after_a_hold() {
        let breaker = Breaker::default();
        let now = Instant::now();
        breaker.failed(now);
        let later = now + seconds(1);
        assert_eq!(breaker.enter(later, PATIENCE), Ok(()));
        assert_eq!(breaker.enter(later, PATIENCE), Err(TRIAL));
        // The one that tries was given up by whoever waited for it.
        assert_eq!(breaker.enter(later + PATIENCE, PATIENCE), Ok(()));
        breaker.succeeded();
        assert_eq!(breaker.enter(later, PATIENCE), Ok(()));
        assert_eq!(breaker.enter(later, PATIENCE), Ok(()));
    }
}
