//! Which message a fact causes, and to whom.

use domain::settings::Settings;
use domain::{Action, Actor, Fact, MessageType};
use serde_json::{Value, json};

use crate::mailing_list;

#[derive(Clone)]
pub struct Draft {
    pub message_type: MessageType,
    /// Which of several receivers; empty for the person themselves.
    pub audience: &'static str,
    pub data: Value,
}

pub fn of(fact: &Fact, actor: &Actor, settings: &Settings) -> Vec<Draft> {
    let one = |message_type, data| vec![Draft { message_type, audience: "", data }];
    let to = |audience| Draft {
        message_type: MessageType::AccountEmailChange,
        audience,
        data: json!({}),
    };
    let verified = fact.after.get("email_verified") == Some(&Value::Bool(true));
    let invited = fact.after.get("invited") == Some(&Value::Bool(true));
    let reason = fact.reason.clone();
    match fact.action {
        Action::UserRegistered | Action::UserCreated if verified => Vec::new(),
        Action::UserCreated if invited => one(MessageType::AccountInvited, json!({})),
        Action::UserRegistered | Action::UserCreated | Action::VerificationRequested => {
            one(MessageType::AccountVerification, json!({}))
        }
        Action::UserVerified => one(MessageType::AccountWelcome, json!({})),
        Action::EmailChangeRequested => vec![to("new"), to("old")],
        // Proved by its owner, the change was told when it was asked for.
        Action::EmailChanged if actor.user_id() == fact.subject.user => Vec::new(),
        Action::EmailChanged => vec![to("told_old"), to("told_new")],
        Action::ResetRequested => one(MessageType::PasswordReset, json!({})),
        Action::PasswordReset if invited => Vec::new(),
        Action::PasswordReset | Action::PasswordChanged => {
            one(MessageType::PasswordChanged, json!({}))
        }
        Action::RoleChanged => one(
            MessageType::RoleChanged,
            json!({
                "old_role": fact.before.get("role"),
                "new_role": fact.after.get("role"),
                "reason": reason,
            }),
        ),
        Action::UserLocked => {
            let by_failures = matches!(actor.who, domain::Who::System);
            let minutes = settings.accounts.lock_minutes;
            one(
                MessageType::AccountLocked,
                json!({
                    "by_failures": by_failures,
                    "minutes": (by_failures && minutes > 0).then_some(minutes),
                    "reason": reason,
                }),
            )
        }
        Action::SessionCreated if fact.detail.is_some() => one(
            MessageType::AccountNewDevice,
            json!({
                "device": fact.after.get("new_device"),
                "address": actor.origin.address.map(|a| a.to_string()),
            }),
        ),
        // A member who only moved to another address is not told.
        Action::UserSubscribed => {
            let sync = Draft {
                message_type: MessageType::MailingListSync,
                audience: mailing_list::JOIN,
                data: json!({}),
            };
            let moved = fact.after.contains_key("moved");
            let mail = (!moved).then(|| one(MessageType::MailingListJoined, json!({})));
            std::iter::once(sync).chain(mail.into_iter().flatten()).collect()
        }
        Action::UserUnsubscribed => vec![Draft {
            message_type: MessageType::MailingListSync,
            audience: mailing_list::LEAVE,
            data: json!({ "email": fact.address }),
        }],
        Action::ProfessionalRequested => one(MessageType::ProfessionalRequested, json!({})),
        Action::ProfessionalGranted => {
            one(MessageType::ProfessionalGranted, json!({ "reason": reason }))
        }
        Action::ProfessionalRefused => {
            one(MessageType::ProfessionalRefused, json!({ "reason": reason }))
        }
        Action::ProfessionalWithdrawn => {
            one(MessageType::ProfessionalWithdrawn, json!({ "reason": reason }))
        }
        Action::InvitationCreated | Action::InvitationResent => {
            one(MessageType::InvitationSent, json!({}))
        }
        Action::UserUnlocked => one(MessageType::AccountUnlocked, json!({ "reason": reason })),
        Action::PostHidden => one(MessageType::PostHidden, json!({ "reason": reason })),
        Action::EventRegistered => one(MessageType::EventRegistered, json!({})),
        Action::EventWaitlisted => one(MessageType::EventWaitlisted, json!({})),
        Action::EventPromoted => one(MessageType::EventPromoted, json!({})),
        Action::EventUpdated => one(MessageType::EventChanged, json!({})),
        Action::EventReminded => one(MessageType::EventReminder, fact.data.clone().into()),
        Action::EventCancelled | Action::EventDeleted => {
            let mut data = fact.data.clone();
            data.insert("reason".into(), reason.into());
            one(MessageType::EventCancelled, data.into())
        }
        Action::UserUpdated
        | Action::PictureChanged
        | Action::PictureRemoved
        | Action::NicknameChanged
        | Action::EmailChangeUndone
        | Action::DeletionRequested
        | Action::DeletionWithdrawn
        | Action::UserDeleted
        | Action::SessionCreated
        | Action::SessionRevoked
        | Action::SessionReused
        | Action::MessageRetried
        | Action::MessageDropped
        | Action::FieldCreated
        | Action::FieldUpdated
        | Action::FieldDeleted
        | Action::InvitationUpdated
        | Action::InvitationAccepted
        | Action::InvitationConverted
        | Action::InvitationRevoked
        | Action::InvitationDeleted
        | Action::KeyRotated
        | Action::PostCreated
        | Action::PostUpdated
        | Action::PostDeleted
        | Action::PostShown
        | Action::EventCreated
        | Action::EventPublished
        | Action::EventWithdrawn
        | Action::CalendarRenewed => Vec::new(),
    }
}
