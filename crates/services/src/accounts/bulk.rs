//! The same done to many people, each for themselves.

use domain::{Actor, Error, Permission, Result, User};

use super::{lock, may_touch, read, resend_verification_to, unlock};
use crate::App;

/// People who are looked after at once, at most.
pub const MAX_BULK: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bulk {
    Lock,
    Unlock,
    Resend,
}

/// What became of one person.
#[derive(Debug)]
pub enum Outcome {
    Done,
    /// It was so already.
    Unchanged,
    Failed(Error),
}

/// The people of these ids, in their order, with what the actor may see of
/// them. Ids of nobody are passed over.
pub async fn chosen(app: &App, actor: &Actor, ids: &[&str]) -> Result<Vec<User>> {
    actor.must(Permission::ManageUsers)?;
    let mut people: Vec<User> = Vec::new();
    for id in ids.iter().take(MAX_BULK) {
        match read(app, actor, id).await {
            Ok(user) if people.iter().any(|known| known.id == user.id) => {}
            Ok(user) => people.push(user),
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(people)
}

/// What it would come to, without doing it.
pub fn foresee(actor: &Actor, what: Bulk, user: &User) -> Outcome {
    if let Err(error) = may_touch(actor, user) {
        return Outcome::Failed(error);
    }
    // Among many chosen at once, one's own row is a slip.
    if what == Bulk::Lock && actor.user_id() == Some(user.id) {
        return Outcome::Failed(Error::Forbidden);
    }
    let changes = match what {
        Bulk::Lock => !user.is_locked,
        Bulk::Unlock => user.is_locked,
        Bulk::Resend => !user.email_verified,
    };
    if changes { Outcome::Done } else { Outcome::Unchanged }
}

/// Does it to one after the other; what fails for one is no matter to the
/// others.
pub async fn bulk(
    app: &App,
    actor: &Actor,
    what: Bulk,
    people: &[User],
    reason: Option<&str>,
) -> Result<Vec<Outcome>> {
    actor.must(Permission::ManageUsers)?;
    super::check_reason(reason).map_err(|fault| Error::Invalid(vec![fault]))?;
    let mut outcomes = Vec::with_capacity(people.len());
    for user in people {
        let id = user.id.to_string();
        let done = match foresee(actor, what, user) {
            Outcome::Done => match what {
                Bulk::Lock => lock(app, actor, &id, reason).await.map(|_| ()),
                Bulk::Unlock => unlock(app, actor, &id, reason).await.map(|_| ()),
                Bulk::Resend => resend_verification_to(app, actor, &id).await,
            },
            other => {
                outcomes.push(other);
                continue;
            }
        };
        outcomes.push(match done {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::Failed(error),
        });
    }
    Ok(outcomes)
}
