//! People's accounts: the ways in, proving an address, passwords, signing in,
//! looking after and leaving.

mod delete;
mod edit;
mod enter;
mod lock;
mod password;
mod read;
mod sign_in;
mod verify;

pub(crate) use delete::erase;
pub use delete::{delete, delete_me};
pub use edit::{Edit, update};
pub use enter::{Entry, create, register, setup};
pub(crate) use lock::end_lock;
pub use lock::{lock, unlock};
pub(crate) use password::confirm_password;
pub use password::{change_password, forgot_password, reset_password};
pub use read::{find, list, me, read};
pub use sign_in::{SignedIn, sign_in};
pub use verify::{resend_verification, resend_verification_to, verify};

use domain::{Actor, Error, Noun, Result, User, ids};
use store::Tx;

use crate::App;

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
fn may_touch(actor: &Actor, user: &User) -> Result<()> {
    match actor.role().may_touch(user.role) {
        true => Ok(()),
        false => Err(Error::Forbidden),
    }
}

/// Refuses a change after which nobody could administer. The lock makes two
/// such changes at once see each other.
pub(crate) async fn keep_an_admin(tx: &Tx, leaving: &User) -> Result<()> {
    tx.lock("roster.administrators").await?;
    if leaving.is_active_admin() && store::accounts::active_admins(tx).await? <= 1 {
        return Err(Error::LastAdministrator);
    }
    Ok(())
}
