//! Who acts, and from where. Every service takes it first and asks it for
//! permission.

use std::net::IpAddr;

use crate::{Error, Id, Permission, Result, Role, Time};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Guest,
    /// Someone without a session who has just proved to be this person, by a
    /// mailed link or by having registered.
    Holder(Id),
    User {
        id: Id,
        role: Role,
        /// The session that the request came with.
        session: Id,
        /// When this session last saw the password.
        signed_in_at: Time,
    },
    /// Whoever holds the machine: the command line.
    Operator,
    /// Roster itself: workers and rules.
    System,
}

/// Where a request came from; kept in sessions and the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    pub address: Option<IpAddr>,
    pub request_id: Option<String>,
    pub user_agent: Option<String>,
    /// The reader's language, as a BCP 47 tag.
    pub locale: String,
    /// The time zone of the reader's browser, by its IANA name.
    pub time_zone: Option<String>,
    /// The browser, if it was counted among the visitors.
    pub visitor: Option<Id>,
}

#[derive(Clone, Debug)]
pub struct Actor {
    pub who: Who,
    pub origin: Origin,
}

impl Actor {
    pub fn guest(origin: Origin) -> Self {
        Actor { who: Who::Guest, origin }
    }

    pub fn operator() -> Self {
        Actor { who: Who::Operator, origin: Origin::default() }
    }

    pub fn system() -> Self {
        Actor { who: Who::System, origin: Origin::default() }
    }

    /// The same request, made by somebody else.
    pub fn acting(&self, who: Who) -> Self {
        Actor { who, origin: self.origin.clone() }
    }

    /// The role whose permissions this actor has.
    pub fn role(&self) -> Role {
        match self.who {
            Who::Guest | Who::Holder(_) => Role::Anonymous,
            Who::User { role, .. } => role,
            Who::Operator | Who::System => Role::Admin,
        }
    }

    /// Refuses what the role does not allow: 401 to a guest, 403 to a person.
    pub fn must(&self, permission: Permission) -> Result<()> {
        match self.who {
            Who::Guest | Who::Holder(_) => Err(Error::Unauthenticated),
            _ if self.role().may(permission) => Ok(()),
            _ => Err(Error::Forbidden),
        }
    }

    pub fn user_id(&self) -> Option<Id> {
        match self.who {
            Who::User { id, .. } | Who::Holder(id) => Some(id),
            _ => None,
        }
    }

    /// The signed-in person's id and session, or `Unauthenticated`.
    pub fn person(&self) -> Result<(Id, Id)> {
        match self.who {
            Who::User { id, session, .. } => Ok((id, session)),
            _ => Err(Error::Unauthenticated),
        }
    }

    /// How the audit log names this actor: an id, or the word for no person.
    pub fn label(&self) -> String {
        match self.who {
            Who::Guest => "guest".into(),
            Who::User { id, .. } | Who::Holder(id) => id.to_string(),
            Who::Operator => "cli".into(),
            Who::System => "system".into(),
        }
    }
}
