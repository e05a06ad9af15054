//! Roles, and the one table of who may do what.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// In rising order. `ANONYMOUS` registered and has not proved the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Role {
    Anonymous,
    Authenticated,
    Manager,
    Admin,
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Anonymous, Role::Authenticated, Role::Manager, Role::Admin];

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Anonymous => "ANONYMOUS",
            Role::Authenticated => "AUTHENTICATED",
            Role::Manager => "MANAGER",
            Role::Admin => "ADMIN",
        }
    }

    /// Whether this role does what the permission names.
    pub fn may(self, permission: Permission) -> bool {
        self >= permission.least()
    }

    /// The highest role that this role hands out or takes away; a manager
    /// neither grants `MANAGER` or `ADMIN` nor touches an `ADMIN`.
    pub fn may_grant(self, role: Role) -> bool {
        match self {
            Role::Admin => true,
            Role::Manager => role <= Role::Authenticated,
            _ => false,
        }
    }

    /// Whether a person of this role may change a person of the other.
    pub fn may_touch(self, other: Role) -> bool {
        match self {
            Role::Admin => true,
            Role::Manager => other < Role::Admin,
            _ => false,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = ();

    /// Takes the names without regard to case.
    fn from_str(text: &str) -> Result<Self, ()> {
        Role::ALL.into_iter().find(|role| role.as_str().eq_ignore_ascii_case(text)).ok_or(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// See and edit one's own profile and sessions.
    OwnAccount,
    /// Browse, read, create, edit, delete, lock and unlock people.
    ManageUsers,
    ChangeRoles,
    /// Grant, refuse and withdraw professional status.
    GrantProfessional,
    ReadAnalytics,
    ReadAudit,
    /// Import and export everybody.
    TransferUsers,
    /// Look after invitations of everyone.
    ManageInvitations,
    /// Define profile fields.
    DefineFields,
    /// Publish, cancel, edit and delete any event.
    ManageEvents,
    /// Settings, jobs, mailbox.
    Operate,
    /// Hide, show and delete anybody's posts.
    ModeratePosts,
}

impl Permission {
    pub const ALL: [Permission; 12] = [
        Permission::OwnAccount,
        Permission::ManageUsers,
        Permission::ChangeRoles,
        Permission::GrantProfessional,
        Permission::ReadAnalytics,
        Permission::ReadAudit,
        Permission::TransferUsers,
        Permission::ManageInvitations,
        Permission::DefineFields,
        Permission::ManageEvents,
        Permission::Operate,
        Permission::ModeratePosts,
    ];

    /// The table: the least role that has this permission.
    pub fn least(self) -> Role {
        match self {
            Permission::OwnAccount => Role::Authenticated,
            Permission::ManageUsers
            | Permission::GrantProfessional
            | Permission::ManageInvitations
            | Permission::ReadAnalytics
            | Permission::ManageEvents
            | Permission::ModeratePosts => Role::Manager,
            Permission::ChangeRoles
            | Permission::ReadAudit
            | Permission::TransferUsers
            | Permission::DefineFields
            | Permission::Operate => Role::Admin,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn managers_stop_below_administrators() {
        assert!(Role::Manager.may_touch(Role::Manager));
        assert!(!Role::Manager.may_touch(Role::Admin));
        assert!(!Role::Manager.may_grant(Role::Manager));
        assert!(Role::Manager.may_grant(Role::Authenticated));
        assert!(!Role::Authenticated.may_touch(Role::Anonymous));
    }

    #[test]
    fn names_round_trip_in_any_case() {
        for role in Role::ALL {
            assert_eq!(role.as_str().to_lowercase().parse(), Ok(role));
        }
        assert!("OWNER".parse::<Role>().is_err());
    }
}
