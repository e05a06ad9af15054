//! Throttles that all copies share, counted in the database; and the one on
//! API requests, which each copy counts for itself.

use std::net::IpAddr;

use chrono::Duration;
use domain::{Actor, Error, Id, Result, Time};
use sha2::{Digest, Sha256};
use store::Tx;

use crate::App;

/// One kind of event that is throttled, for one client or name.
pub(crate) struct Throttle {
    id: String,
    limit: Option<u32>,
    window: Duration,
}

impl Throttle {
    /// Failed sign-ins from an address.
    pub fn sign_in_from(app: &App, actor: &Actor) -> Self {
        Self::sign_in(app, "address", &client(actor.origin.address))
    }

    /// Failed sign-ins to a name.
    pub fn sign_in_to(app: &App, name: &str) -> Self {
        Self::sign_in(app, "name", name)
    }

    fn sign_in(app: &App, kind: &str, value: &str) -> Self {
        let limits = &app.settings.limits;
        let limit = limits.limit(limits.sign_in_per_minute);
        Throttle::new("sign_in", kind, value, limit, Duration::minutes(1))
    }

    pub fn register(app: &App, actor: &Actor) -> Self {
        let limits = &app.settings.limits;
        let limit = limits.limit(limits.register_per_hour);
        let client = client(actor.origin.address);
        Throttle::new("register", "address", &client, limit, Duration::hours(1))
    }

    /// Mails of one kind that an address may be asked to be sent.
    pub fn forgot(app: &App, kind: &str, email: &str) -> Self {
        let limits = &app.settings.limits;
        let limit = limits.limit(limits.forgot_per_hour);
        Throttle::new("forgot", kind, email, limit, Duration::hours(1))
    }

    /// Invitations of a member that are mailed once more.
    pub fn resend_invitation(app: &App, inviter: Id) -> Self {
        let limits = &app.settings.limits;
        let limit = limits.limit(limits.invitations_per_day);
        let inviter = inviter.to_string();
        Throttle::new("resend_invitation", "member", &inviter, limit, Duration::days(1))
    }

    /// Names are kept as hashes, so that the table tells nobody's address.
    fn new(event: &str, kind: &str, value: &str, limit: Option<u32>, window: Duration) -> Self {
        let hash = Sha256::digest(value.as_bytes());
        let hash: String = hash[..16].iter().map(|b| format!("{b:02x}")).collect();
        Throttle { id: format!("{event}:{kind}:{hash}"), limit, window }
    }

    /// Refuses once the limit is reached.
    pub async fn check(&self, app: &App) -> Result<()> {
        let Some(limit) = self.limit else { return Ok(()) };
        let now = app.clock.now();
        match store::throttles::current(&app.store, &self.id, now).await? {
            Some((count, ends)) if count >= limit as i32 => {
                Err(Error::Throttled { retry_after: seconds(ends - now) })
            }
            _ => Ok(()),
        }
    }

    /// Counts also while nothing is refused: what is known and what is not
    /// cost one durable write alike.
    pub fn count(&self, tx: &Tx, now: Time) {
        store::throttles::count(tx, &self.id, now, now + self.window);
    }
}

fn seconds(left: Duration) -> u64 {
    (left.num_milliseconds().max(1) as u64).div_ceil(1000)
}

/// An IPv6 client is its /64: one household or server has as many addresses.
pub fn client(address: Option<IpAddr>) -> String {
    match address {
        Some(IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => {
                let s = v6.segments();
                format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
            }
        },
        Some(v4) => v4.to_string(),
        None => "local".to_owned(),
    }
}
