//! People's accounts: the ways in, proving an address, passwords, signing in,
//! looking after and leaving.

mod bulk;
mod delete;
mod edit;
mod enter;
mod lock;
mod password;
mod read;
mod sign_in;
mod verify;

pub use bulk::{Bulk, MAX_BULK, Outcome, bulk, chosen, foresee};
pub(crate) use delete::erase;
pub use delete::{delete, delete_me};
pub use edit::{Edit, update};
pub use enter::{Entry, create, register, setup};
pub(crate) use lock::end_lock;
pub use lock::{lock, unlock};
pub(crate) use password::confirm_password;
pub use password::{change_password, check_reset, forgot_password, reset_password};
pub use read::{find, list, me, read};
pub use sign_in::{Entered, SignedIn, sign_in, sign_in_browser};
pub(crate) use verify::token;
pub use verify::{check_verification, resend_verification, resend_verification_to, verify};

use domain::error::{Fault, Faults};
use domain::{Actor, Error, Noun, Result, User, ids};
use store::Tx;

use crate::App;

/// The longest reason for a lock or a role, in characters.
const MAX_REASON: usize = 500;

/// Checks a reason that people will read.
pub fn check_reason(reason: Option<&str>) -> Result<(), Fault> {
    let reason = reason.unwrap_or_default();
    if reason.chars().count() > MAX_REASON {
        return Err(Fault::new("reason", "too_long").with("max", MAX_REASON));
    }
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    match reason.chars().any(control) {
        true => Err(Fault::new("reason", "control_characters")),
        false => Ok(()),
    }
}

/// Reports what is faulty. Of several faults of one field the first is told:
/// what the door could not read has no worse rule to break.
pub(crate) fn report(faults: Faults) -> Result<()> {
    let mut first: Vec<Fault> = Vec::new();
    for fault in faults.0 {
        if !first.iter().any(|f| f.field == fault.field) {
            first.push(fault);
        }
    }
    Faults(first).check()
}

/// Reads the person that a path names, held for a change. What is no id names
/// nobody.
async fn hold(tx: &Tx, id: &str) -> Result<User> {
    let id = ids::parse(id).ok_or(Error::NotFound(Noun::User))?;
    store::accounts::hold(tx, id).await?.ok_or(Error::NotFound(Noun::User))
}

/// The same without a change in mind.
async fn find_by_id(app: &App, id: &str) -> Result<User> {
    let id = ids::parse(id).ok_or(Error::NotFound(Noun::User))?;
    store::accounts::by_id(&app.store, id).await?.ok_or(Error::NotFound(Noun::User))
}

/// Refuses a manager who reaches for an administrator.
pub(crate) fn may_touch(actor: &Actor, user: &User) -> Result<()> {
    match actor.role().may_touch(user.role) {
        true => Ok(()),
        false => Err(Error::Forbidden),
    }
}

/// Begins a change after which there may be an administrator less. Two at once
/// see each other: the lock comes before any row is held.
pub(crate) async fn begin_leaving(app: &App) -> Result<Tx> {
    let tx = app.store.begin().await?;
    tx.lock("roster.administrators").await?;
    Ok(tx)
}

/// Refuses a change after which nobody could administer.
pub(crate) async fn keep_an_admin(tx: &Tx, leaving: &User) -> Result<()> {
    if leaving.is_active_admin() && store::accounts::active_admins(tx).await? <= 1 {
        return Err(Error::LastAdministrator);
    }
    Ok(())
}
