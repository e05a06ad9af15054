//! Signing in with a password. What is wrong is not told: an unknown name, a
//! wrong password and an unproved address answer alike and cost one hash.

use chrono::Duration;
use domain::accounts::{LockedBy, Password};
use domain::sessions::{Kind, Session, Tokens};
use domain::{Action, Actor, EmailAddress, Error, Fact, Id, Result, Time, User, Who};
use sha2::{Digest, Sha256};
use store::Tx;

use super::end_lock;
use crate::sessions::{BrowserSession, Opened};
use crate::throttle::Throttle;
use crate::{App, journal, sessions};

/// The longest name worth looking up: an address.
const MAX_NAME: usize = 254;
/// When a device was last signed in with is no finer than this.
const DEVICE_SEEN_HOURS: i64 = 24;

pub struct SignedIn {
    pub user: User,
    pub session: Session,
    pub tokens: Tokens,
}

/// Signs a program in. `name` is an e-mail address or a nickname.
pub async fn sign_in(app: &App, actor: &Actor, name: &str, password: &str) -> Result<SignedIn> {
    let begun = counted(app, actor, name, password, Kind::Token).await?;
    let Begun { user, session, opened, .. } = begun;
    match opened {
        Opened::Tokens(refresh) => {
            let tokens = refresh.tokens(app, &user).await?;
            Ok(SignedIn { user, session, tokens })
        }
        Opened::Browser(_) => Err(Error::internal("a program was given a cookie")),
    }
}

/// Who came with a browser.
pub struct Entered {
    pub user: User,
    pub session: BrowserSession,
    /// Whether this withdrew the deletion of their account.
    pub returned: bool,
}

/// Signs a browser in; with `remember` for longer than it is open.
pub async fn sign_in_browser(
    app: &App,
    actor: &Actor,
    name: &str,
    password: &str,
    remember: bool,
) -> Result<Entered> {
    let kind = if remember { Kind::Remembered } else { Kind::Browser };
    let Begun { user, opened, returned, .. } = counted(app, actor, name, password, kind).await?;
    match opened {
        Opened::Browser(session) => Ok(Entered { user, session, returned }),
        Opened::Tokens(_) => Err(Error::internal("a browser was given tokens")),
    }
}

/// A session that began, and what its client is given.
struct Begun {
    user: User,
    session: Session,
    opened: Opened,
    /// Whether a deletion was withdrawn.
    returned: bool,
}

async fn counted(
    app: &App,
    actor: &Actor,
    name: &str,
    password: &str,
    kind: Kind,
) -> Result<Begun> {
    let result = attempt(app, actor, name, password, kind).await;
    app.figures.signed_in(match &result {
        Ok(_) => "success",
        Err(Error::WrongCredentials) => "wrong",
        Err(Error::AccountLocked) => "locked",
        Err(Error::Throttled { .. }) => "throttled",
        Err(Error::Busy { .. }) => "busy",
        Err(_) => "failed",
    });
    result
}

async fn attempt(
    app: &App,
    actor: &Actor,
    name: &str,
    password: &str,
    kind: Kind,
) -> Result<Begun> {
    let name = normalise(name);
    let throttles = [Throttle::sign_in_from(app, actor), Throttle::sign_in_to(app, &name)];
    for throttle in &throttles {
        throttle.check(app).await?;
    }
    let found = store::accounts::credentials(&app.store, &name).await?;
    let hash = found.as_ref().and_then(|(_, hash)| hash.clone());
    let given = Password::given(password);
    let verdict = app.hasher.verify(given.clone(), hash.clone()).await?;
    let user = match found {
        Some((user, _)) if verdict.matches && user.email_verified => user,
        other => {
            let counted = other.map(|(user, _)| user).filter(|user| user.email_verified);
            failed(app, actor, &throttles, counted.map(|user| user.id)).await?;
            return Err(Error::WrongCredentials);
        }
    };
    if user.is_locked && !lock_is_over(app, &user) {
        return Err(Error::AccountLocked);
    }
    let rehashed = match verdict.outdated {
        true => app.hasher.hash(given).await.ok(),
        false => None,
    };
    succeed(app, actor, user, Proof { hash, rehashed }, kind).await
}

fn normalise(name: &str) -> String {
    let name = name.trim();
    match EmailAddress::parse("username", name) {
        Ok(email) => email.as_str().to_owned(),
        Err(_) => {
            name.chars().take(MAX_NAME).filter(|c| *c != '\0').collect::<String>().to_lowercase()
        }
    }
}

/// Whether a lock by failures has run out; a person's lock never does.
pub(crate) fn lock_is_over(app: &App, user: &User) -> bool {
    let minutes = app.settings.accounts.lock_minutes;
    minutes > 0
        && user.locked_by == Some(LockedBy::Failures)
        && user.locked_at.is_some_and(|at| at + Duration::minutes(minutes) <= app.clock.now())
}

async fn failed(app: &App, actor: &Actor, throttles: &[Throttle], user: Option<Id>) -> Result<()> {
    let now = app.clock.now();
    let tx = app.store.begin().await?;
    for throttle in throttles {
        throttle.count(&tx, now);
    }
    let mut facts = Vec::new();
    if let Some(id) = user
        && let Some(mut user) = store::accounts::hold(&tx, id).await?
        && (!user.is_locked || lock_is_over(app, &user))
    {
        user.failed_login_attempts += 1;
        if user.is_locked {
            // The old lock ran out; this failure begins a new row of them.
            user.failed_login_attempts = 1;
            facts.push(end_lock(&mut user));
        }
        let most = app.settings.accounts.max_login_attempts;
        if most > 0 && user.failed_login_attempts >= most {
            user.is_locked = true;
            user.locked_at = Some(now);
            user.locked_by = Some(LockedBy::Failures);
            facts.push(Fact::user(Action::UserLocked, id).changed("is_locked", false, true));
        }
        store::accounts::save(&tx, &mut user, now).await?;
    }
    journal::commit(app, &actor.acting(Who::System), tx, facts).await
}

/// The hash that the password fitted, and a new one if that is outdated.
struct Proof {
    hash: Option<String>,
    rehashed: Option<String>,
}

/// The password was right. A lock or a new password may have come while the
/// hash was computed: then the person is read again.
async fn succeed(
    app: &App,
    actor: &Actor,
    mut user: User,
    proof: Proof,
    kind: Kind,
) -> Result<Begun> {
    let now = app.clock.now();
    let device = Device::of(&user, actor);
    let hash = proof.hash.as_deref();
    let tx = app.store.begin().await?;
    let mut facts = Vec::new();
    let plain = !user.is_locked && user.delete_after.is_none();
    let counted = match plain {
        true => store::accounts::signed_in(&tx, &user, hash, &device.hash, now).await?,
        false => None,
    };
    let counted = match counted {
        Some(counted) => counted,
        None => {
            (user, facts) = returning(app, &tx, user.id, hash, now).await?;
            let counted = store::accounts::signed_in(&tx, &user, hash, &device.hash, now).await?;
            counted.ok_or_else(|| Error::internal("a person changed while held"))?
        }
    };
    let first = user.last_login_at.is_none();
    (user.last_login_at, user.failed_login_attempts) = (Some(now), 0);
    if let Some(hash) = proof.rehashed {
        store::accounts::set_password(&tx, user.id, &hash).await?;
    }
    let is_new = match (first, counted.device_seen_at) {
        (false, None) => device.is_new(&tx, user.id, now).await?,
        (_, seen_at) => {
            device.seen(&tx, user.id, seen_at, now);
            false
        }
    };
    let returned = facts.iter().any(|fact| fact.action == Action::DeletionWithdrawn);
    let (session, opened) = sessions::open(app, &tx, &user, &actor.origin, kind);
    let mut fact = Fact::session(Action::SessionCreated, session.id, user.id);
    if is_new {
        fact = fact.with("new_device", device.name).detailed(session.id);
    }
    facts.push(fact);
    let who = Who::User { id: user.id, role: user.role, session: session.id, signed_in_at: now };
    journal::commit(app, &actor.acting(who), tx, facts).await?;
    Ok(Begun { user, session, opened, returned })
}

/// What someone signs in with.
struct Device {
    name: String,
    hash: Vec<u8>,
}

impl Device {
    fn of(user: &User, actor: &Actor) -> Self {
        let name = sessions::device_of(&actor.origin);
        let hash = Sha256::new().chain_update(user.id).chain_update(&name).finalize().to_vec();
        Device { name, hash }
    }

    /// Remembers a device that nothing is known of, of a person whose row is
    /// held. It is new if they signed in with others before.
    async fn is_new(&self, tx: &Tx, user: Id, now: Time) -> Result<bool> {
        Ok(store::devices::add(tx, user, &self.hash, now).await?
            && store::devices::any_other(tx, user, &self.hash).await?)
    }

    /// Remembers when a device was used, or the first of all.
    fn seen(&self, tx: &Tx, user: Id, before: Option<Time>, now: Time) {
        if before.is_none_or(|at| now - at >= Duration::hours(DEVICE_SEEN_HOURS)) {
            store::devices::seen(tx, user, &self.hash, now);
        }
    }
}

/// Someone whose state was not plain: a lock that ran out ends, a deletion is
/// withdrawn.
async fn returning(
    app: &App,
    tx: &Tx,
    id: Id,
    hash: Option<&str>,
    now: Time,
) -> Result<(User, Vec<Fact>)> {
    let held = store::accounts::hold_with_password(tx, id).await?;
    let (mut user, current) = held.ok_or(Error::WrongCredentials)?;
    if current.as_deref() != hash || !user.email_verified {
        return Err(Error::WrongCredentials);
    }
    let mut facts = Vec::new();
    if user.is_locked {
        if !lock_is_over(app, &user) {
            return Err(Error::AccountLocked);
        }
        facts.push(end_lock(&mut user));
    }
    if user.delete_after.take().is_some() {
        user.leaving_posts = None;
        facts.push(Fact::user(Action::DeletionWithdrawn, id));
    }
    if !facts.is_empty() {
        store::accounts::save(tx, &mut user, now).await?;
    }
    Ok((user, facts))
}
