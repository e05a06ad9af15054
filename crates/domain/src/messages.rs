//! Messages that leave Roster, and the e-mail that most of them become.

use serde_json::Value;

use crate::{Id, Time};

macro_rules! message_types {
    ($($name:ident = $text:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum MessageType { $($name,)* }

        impl MessageType {
            pub const ALL: &[MessageType] = &[$(MessageType::$name,)*];

            pub fn as_str(self) -> &'static str {
                match self { $(MessageType::$name => $text,)* }
            }
        }
    };
}

message_types! {
    AccountVerification = "account.verification",
    AccountWelcome = "account.welcome",
    AccountLocked = "account.locked",
    AccountUnlocked = "account.unlocked",
    AccountInvited = "account.invited",
    AccountEmailChange = "account.email_change",
    PasswordReset = "password.reset",
    PasswordChanged = "password.changed",
    RoleChanged = "role.changed",
}

impl MessageType {
    pub fn parse(text: &str) -> Option<Self> {
        MessageType::ALL.iter().copied().find(|t| t.as_str() == text)
    }
}

/// A message on its way: ids only, the rest is read when it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: Id,
    pub message_type: MessageType,
    /// The person concerned; orders that person's messages.
    pub user_id: Id,
    /// Which of several receivers, such as `old` or `new` address.
    pub audience: String,
    /// The journal row that caused it.
    pub fact_id: Id,
    /// See `Fact::detail`.
    pub detail: Option<Id>,
    /// What the text mentions, such as a role's new value; never a secret.
    pub data: Value,
    pub attempts: i32,
    pub created_at: Time,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    Pending,
    Running,
    Parked,
}

impl MessageState {
    pub fn as_str(self) -> &'static str {
        match self {
            MessageState::Pending => "PENDING",
            MessageState::Running => "RUNNING",
            MessageState::Parked => "PARKED",
        }
    }
}

/// An e-mail, ready to be sent or kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// The message's id: the local part of the `Message-ID`.
    pub id: Id,
    pub message_type: MessageType,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// BCP 47 tag of the language it is written in.
    pub locale: String,
}

/// An e-mail that the built-in mailbox holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEmail {
    pub email: Email,
    pub from: String,
    pub at: Time,
}
