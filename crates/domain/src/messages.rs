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
    AccountNewDevice = "account.new_device",
    PasswordReset = "password.reset",
    PasswordChanged = "password.changed",
    RoleChanged = "role.changed",
    ProfessionalRequested = "professional.requested",
    ProfessionalGranted = "professional.granted",
    ProfessionalRefused = "professional.refused",
    ProfessionalWithdrawn = "professional.withdrawn",
    InvitationSent = "invitation.sent",
    MailingListJoined = "mailing_list.joined",
    MailingListSync = "mailing_list.sync",
    PostHidden = "post.hidden",
    EventRegistered = "event.registered",
    EventWaitlisted = "event.waitlisted",
    EventPromoted = "event.promoted",
    EventChanged = "event.changed",
    EventCancelled = "event.cancelled",
    EventReminder = "event.reminder",
}

impl MessageType {
    pub fn parse(text: &str) -> Option<Self> {
        MessageType::ALL.iter().copied().find(|t| t.as_str() == text)
    }

    /// The part before the dot.
    pub fn family(self) -> &'static str {
        self.as_str().split('.').next().unwrap_or_default()
    }

    /// Every family once.
    pub fn families() -> Vec<&'static str> {
        let mut all: Vec<_> = MessageType::ALL.iter().map(|t| t.family()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether it becomes an e-mail; the others are calls to another service.
    pub fn is_mail(self) -> bool {
        self != MessageType::MailingListSync
    }

    /// Whether it goes to somebody who is no member. Such messages keep no
    /// order, and hold up nothing that goes to the person who caused them.
    pub fn is_to_stranger(self) -> bool {
        self == MessageType::InvitationSent
    }

    /// Whether people may have no more of it. What concerns the security of an
    /// account, or what somebody asked for, cannot be muted.
    pub fn is_optional(self) -> bool {
        self == MessageType::MailingListJoined
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
    /// The request that caused it.
    pub request_id: Option<String>,
    /// That request's place in its trace: a `traceparent` (W3C Trace Context).
    pub trace: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    Pending,
    Running,
    Parked,
}

impl MessageState {
    pub const ALL: [MessageState; 3] =
        [MessageState::Pending, MessageState::Running, MessageState::Parked];

    pub fn parse(text: &str) -> Option<Self> {
        MessageState::ALL.into_iter().find(|state| state.as_str() == text)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            MessageState::Pending => "PENDING",
            MessageState::Running => "RUNNING",
            MessageState::Parked => "PARKED",
        }
    }
}

/// A message's state, for people who look after the queue.
#[derive(Clone, Debug)]
pub struct Job {
    pub id: Id,
    /// As it was written, perhaps by another version of this program.
    pub message_type: String,
    pub user_id: Id,
    pub state: MessageState,
    pub attempts: i32,
    pub created_at: Time,
    /// The request that caused it.
    pub request_id: Option<String>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// While RUNNING: when the claim runs out.
    pub next_attempt_at: Time,
}

/// Which messages are looked for; empty means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobQuery {
    pub state: Option<MessageState>,
    pub message_type: Option<MessageType>,
}

impl JobQuery {
    /// Ties a cursor to this query.
    pub fn fingerprint(&self) -> String {
        format!("jobs {self:?}")
    }
}

/// How many messages of a type are in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobFigure {
    pub message_type: String,
    pub state: MessageState,
    pub count: i64,
    /// When the oldest was made.
    pub oldest: Time,
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
    /// Of optional mail, the link that ends it (RFC 8058).
    pub unsubscribe: Option<String>,
    /// A picture that the HTML shows.
    pub picture: Option<InlinePicture>,
}

/// A PNG inside an e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlinePicture {
    /// What the HTML names it by, as `cid:…` (RFC 2392).
    pub content_id: String,
    pub png: Vec<u8>,
}

/// An e-mail that the built-in mailbox holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEmail {
    pub email: Email,
    pub from: String,
    pub at: Time,
}
