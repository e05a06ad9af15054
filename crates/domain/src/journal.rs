//! Facts: all that can have happened. One journal row is at once the audit
//! entry, the cause of messages and what is counted. Rows hold ids and what
//! changed, never a secret.

use serde_json::{Map, Value};

use crate::{Id, Role, Time, User};

macro_rules! actions {
    ($($name:ident = $text:literal: $what:literal,)*) => {
        /// What happened, as `noun.past_participle`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $(#[doc = $what] $name,)* }

        impl Action {
            pub const ALL: &[Action] = &[$(Action::$name,)*];

            pub fn as_str(self) -> &'static str {
                match self { $(Action::$name => $text,)* }
            }

            /// One English sentence for the documents.
            pub fn describe(self) -> &'static str {
                match self { $(Action::$name => $what,)* }
            }
        }
    };
}

actions! {
    UserRegistered = "user.registered": "Someone registered themselves.",
    UserCreated = "user.created": "A manager or the command line made an account.",
    UserVerified = "user.verified": "The address was proved.",
    VerificationRequested = "user.verification_requested": "A new verification mail was asked for.",
    UserUpdated = "user.updated": "Profile fields changed.",
    PictureChanged = "user.picture_changed": "A picture was uploaded.",
    PictureRemoved = "user.picture_removed": "The uploaded picture was taken away.",
    NicknameChanged = "user.nickname_changed": "The public name changed.",
    EmailChangeRequested = "user.email_change_requested": "A new address was given and waits to be proved.",
    EmailChanged = "user.email_changed": "The address changed.",
    EmailChangeUndone = "user.email_change_undone": "The former address took its change back.",
    ResetRequested = "user.reset_requested": "A password reset mail was asked for.",
    PasswordReset = "user.password_reset": "The password was set through a reset link.",
    PasswordChanged = "user.password_changed": "The password was changed by its owner.",
    RoleChanged = "user.role_changed": "The role changed.",
    UserLocked = "user.locked": "The account was locked, by a person or after failures.",
    UserUnlocked = "user.unlocked": "The account was unlocked.",
    DeletionRequested = "user.deletion_requested": "The owner asked for deletion; the grace period runs.",
    DeletionWithdrawn = "user.deletion_withdrawn": "The owner signed in within the grace period.",
    UserDeleted = "user.deleted": "The account and its personal data were erased.",
    ProfessionalRequested = "user.professional_requested": "A member asked for professional status.",
    ProfessionalGranted = "user.professional_granted": "Somebody was made a professional.",
    ProfessionalRefused = "user.professional_refused": "A request for professional status was refused.",
    ProfessionalWithdrawn = "user.professional_withdrawn": "Somebody is no longer a professional.",
    SessionCreated = "session.created": "Someone signed in.",
    SessionRevoked = "session.revoked": "A session ended before its time.",
    SessionReused = "session.reused": "A spent refresh token came back; the session was revoked.",
    UserSubscribed = "user.subscribed": "A member joined the mailing list.",
    UserUnsubscribed = "user.unsubscribed": "A member left the mailing list.",
    MessageRetried = "message.retried": "A message was put back into the queue.",
    MessageDropped = "message.dropped": "A message was taken out of the queue, undelivered.",
    FieldCreated = "field.created": "A profile field was defined.",
    FieldUpdated = "field.updated": "A profile field was redefined.",
    FieldDeleted = "field.deleted": "A profile field was removed.",
    InvitationCreated = "invitation.created": "Somebody was invited.",
    InvitationUpdated = "invitation.updated": "The name or the message of an invitation changed.",
    InvitationResent = "invitation.resent": "An invitation was mailed once more, and its time began anew.",
    InvitationAccepted = "invitation.accepted": "The code or link of an invitation was opened for the first time.",
    InvitationConverted = "invitation.converted": "The invited address registered and was proved.",
    InvitationRevoked = "invitation.revoked": "An invitation was taken back.",
    InvitationDeleted = "invitation.deleted": "An invitation was removed by a manager.",
    KeyRotated = "key.rotated": "A new signing key took over.",
    PostCreated = "post.created": "A member wrote a post or a draft.",
    PostUpdated = "post.updated": "The author changed a post.",
    PostDeleted = "post.deleted": "A post was deleted, by its author or a manager.",
    PostHidden = "post.hidden": "A manager took a post out of sight.",
    PostShown = "post.shown": "A manager put a hidden post back.",
    EventCreated = "event.created": "Somebody drafted an event.",
    EventUpdated = "event.updated": "An event changed.",
    EventPublished = "event.published": "An event was published.",
    EventCancelled = "event.cancelled": "An event was cancelled.",
    EventDeleted = "event.deleted": "An event was deleted.",
    EventRegistered = "event.registered": "Somebody signed up for an event and has a place.",
    EventWaitlisted = "event.waitlisted": "Somebody signed up for a full event and stands in its line.",
    EventPromoted = "event.promoted": "Somebody in the line was given a place.",
    EventWithdrawn = "event.withdrawn": "Somebody withdrew from an event.",
    EventReminded = "event.reminded": "Those who have a place were reminded of an event.",
    CalendarRenewed = "calendar.renewed": "The secret address of somebody's calendar was renewed.",
}

impl Action {
    /// Whether its messages go to those that the fact names, and to nobody
    /// when it names none.
    pub fn is_for_others(self) -> bool {
        matches!(
            self,
            Action::ProfessionalRequested
                | Action::EventUpdated
                | Action::EventCancelled
                | Action::EventDeleted
                | Action::EventReminded
        )
    }

    pub fn parse(text: &str) -> Option<Self> {
        Action::ALL.iter().copied().find(|a| a.as_str() == text)
    }
}

/// What a fact is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// `user`, `session`, `message`, `field`, `invitation`, `key`, `post`, `event`
    /// or `calendar`.
    pub kind: &'static str,
    pub id: Id,
    /// The person concerned: whose messages it causes and whose erasure
    /// drops its values.
    pub user: Option<Id>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub action: Action,
    pub subject: Subject,
    /// Only what changed.
    pub before: Map<String, Value>,
    pub after: Map<String, Value>,
    pub reason: Option<String>,
    /// The row that a message handler reads the rest from, such as a pending
    /// change of address.
    pub detail: Option<Id>,
    /// An address that only the message needs; the journal does not keep it.
    pub address: Option<String>,
    /// What its messages say besides; the journal does not keep it.
    pub data: Map<String, Value>,
    /// Whom its message goes to instead of the person concerned; the journal
    /// does not keep them.
    pub told: Vec<Id>,
}

impl Fact {
    pub fn user(action: Action, user: Id) -> Self {
        Fact {
            action,
            subject: Subject { kind: "user", id: user, user: Some(user) },
            before: Map::new(),
            after: Map::new(),
            reason: None,
            detail: None,
            address: None,
            data: Map::new(),
            told: Vec::new(),
        }
    }

    pub fn session(action: Action, session: Id, user: Id) -> Self {
        let mut fact = Fact::user(action, user);
        fact.subject = Subject { kind: "session", id: session, user: Some(user) };
        fact
    }

    pub fn key(action: Action, key: Id) -> Self {
        let mut fact = Fact::user(action, key);
        fact.subject = Subject { kind: "key", id: key, user: None };
        fact
    }

    pub fn field(action: Action, field: Id) -> Self {
        let mut fact = Fact::user(action, field);
        fact.subject = Subject { kind: "field", id: field, user: None };
        fact
    }

    /// Of a post; its author, if there still is one, is the person concerned.
    pub fn post(action: Action, post: Id, author: Option<Id>) -> Self {
        let mut fact = Fact::user(action, post);
        fact.subject = Subject { kind: "post", id: post, user: author };
        fact
    }

    pub fn message(action: Action, message: Id, user: Id) -> Self {
        let mut fact = Fact::user(action, user);
        fact.subject = Subject { kind: "message", id: message, user: Some(user) };
        fact
    }

    /// `inviter` is the person concerned: nothing is kept here of the invited.
    pub fn invitation(action: Action, invitation: Id, inviter: Id) -> Self {
        let mut fact = Fact::user(action, inviter);
        fact.subject = Subject { kind: "invitation", id: invitation, user: Some(inviter) };
        fact
    }

    /// `user` is the person concerned: who made the event, or signed up.
    pub fn event(action: Action, event: Id, user: Option<Id>) -> Self {
        let mut fact = Fact::user(action, event);
        fact.subject = Subject { kind: "event", id: event, user };
        fact.detailed(event)
    }

    pub fn calendar(action: Action, user: Id) -> Self {
        let mut fact = Fact::user(action, user);
        fact.subject = Subject { kind: "calendar", id: user, user: Some(user) };
        fact
    }

    pub fn role_changed(user: Id, from: Role, to: Role, reason: &str) -> Self {
        Fact::user(Action::RoleChanged, user)
            .changed("role", from.as_str(), to.as_str())
            .because(Some(reason))
    }

    /// Notes a field's old and new value; equal ones are no change.
    pub fn changed(
        mut self,
        field: &str,
        before: impl Into<Value>,
        after: impl Into<Value>,
    ) -> Self {
        let (before, after) = (before.into(), after.into());
        if before != after {
            self.before.insert(field.to_owned(), before);
            self.after.insert(field.to_owned(), after);
        }
        self
    }

    /// Notes the value of something new.
    pub fn with(mut self, field: &str, after: impl Into<Value>) -> Self {
        self.after.insert(field.to_owned(), after.into());
        self
    }

    pub fn because(mut self, reason: Option<&str>) -> Self {
        self.reason = reason.map(str::trim).filter(|r| !r.is_empty()).map(str::to_owned);
        self
    }

    pub fn detailed(mut self, detail: Id) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Every field in which two states of a person differ.
    pub fn difference(mut self, before: &User, after: &User) -> Self {
        let (old, mut new) = (editable(before), editable(after));
        for field in old.keys() {
            new.entry(field).or_insert(Value::Null);
        }
        for (field, value) in new {
            let was = old.get(&field).cloned().unwrap_or(Value::Null);
            self = self.changed(&field, was, value);
        }
        self
    }
}

/// A journal row as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: Id,
    pub at: Time,
    /// A user id, or `guest`, `system`, `cli`.
    pub actor: String,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Id,
    pub user_id: Option<Id>,
    pub reason: Option<String>,
    pub request_id: Option<String>,
    /// Erased with the person.
    pub changes: Option<Salted<Value>>,
    pub changes_digest: Vec<u8>,
    pub address: Option<Salted<String>>,
    pub address_digest: Vec<u8>,
    /// Its place in the chain, once sealed.
    pub seal: Option<Seal>,
}

/// A personal value with the salt of its digest.
#[derive(Clone, Debug, PartialEq)]
pub struct Salted<T> {
    pub value: T,
    pub salt: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// From 1, without gaps.
    pub number: i64,
    /// SHA-256 over the seal before and this row.
    pub hash: Vec<u8>,
}

fn editable(user: &User) -> Map<String, Value> {
    let mut fields = match serde_json::to_value(&user.profile) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    for (name, value) in &user.extra {
        fields.insert(format!("extra.{name}"), value.clone());
    }
    fields.insert("nickname".into(), user.nickname.clone().into());
    fields.insert("email".into(), user.email.clone().into());
    fields.insert("mailing_list".into(), user.mailing_list.into());
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_noun_and_past_participle() {
        for action in Action::ALL {
            let (noun, verb) = action.as_str().split_once('.').unwrap();
            let nouns = [
                "user",
                "session",
                "key",
                "message",
                "field",
                "invitation",
                "post",
                "event",
                "calendar",
            ];
            assert!(nouns.contains(&noun));
            assert!(
                verb.ends_with("ed")
                    || verb.ends_with("sent")
                    || verb.ends_with("set")
                    || verb.ends_with("undone")
                    || verb.ends_with("withdrawn")
                    || matches!(verb, "hidden" | "shown"),
                "{verb}"
            );
            assert_eq!(Action::parse(action.as_str()), Some(*action));
        }
    }

    #[test]
    fn the_documents_list_every_action() {
        let page = include_str!("../../../docs/audit.md");
        for action in Action::ALL {
            assert!(page.contains(&format!("`{}`", action.as_str())), "{}", action.as_str());
        }
    }

    #[test]
    fn an_unchanged_field_is_not_noted() {
        let fact = Fact::user(Action::UserUpdated, Id::nil()).changed("bio", "a", "a").changed(
            "location",
            Value::Null,
            "x",
        );
        assert_eq!(fact.after.len(), 1);
        assert_eq!(fact.before["location"], Value::Null);
    }
}
