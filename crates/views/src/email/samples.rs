//! Sample values: what the previews show, and the list of each template's
//! variables.

use domain::MessageType;
use serde_json::{Value, json};

/// Every variable of a message type, besides `site_name`.
pub fn sample(message_type: MessageType) -> Value {
    const SITE: &str = "https://roster.example";
    const RESET: &str = "https://roster.example/password/reset";
    const VERIFY: &str = "https://roster.example/verify-email/\
        01936f2e-7b1c-7d3a-9c55-0a1b2c3d4e5f/c2FtcGxlLXRva2Vu";
    let mut values = match message_type {
        MessageType::AccountVerification => json!({ "link": VERIFY, "hours": 24 }),
        MessageType::AccountWelcome => json!({ "link": format!("{SITE}/profile") }),
        MessageType::AccountLocked => {
            json!({ "by_failures": true, "reason": null, "minutes": 30, "link": RESET })
        }
        MessageType::AccountUnlocked => {
            json!({ "reason": "You asked us by telephone.", "link": format!("{SITE}/login") })
        }
        MessageType::AccountInvited => {
            json!({ "link": format!("{RESET}/c2FtcGxlLXRva2Vu"), "days": 7 })
        }
        MessageType::AccountEmailChange => json!({
            "audience": "new", "new_email": "leaping.otter@example.org",
            "link": VERIFY, "hours": 24,
        }),
        MessageType::AccountNewDevice => json!({
            "device": "Firefox on Linux", "address": "192.0.2.7",
            "at": "2026-03-01T08:30:00Z",
            "link": format!("{SITE}/sessions/end/c2FtcGxlLXRva2Vu"), "days": 7,
        }),
        MessageType::PasswordReset => {
            json!({ "link": format!("{RESET}/c2FtcGxlLXRva2Vu"), "minutes": 30 })
        }
        MessageType::PasswordChanged => json!({ "link": RESET }),
        MessageType::InvitationSent => json!({
            "inviter": "sailing_heron_77",
            "message": "We meet every Thursday. I think you would like it.",
            "link": format!("{SITE}/invitations/accept?inviter=c2FpbGluZw&token=c2FtcGxlLXRva2Vu"),
            "days": 14, "qr": "cid:qr.1@roster.example",
        }),
        MessageType::MailingListJoined => {
            json!({ "link": format!("{SITE}/unsubscribe/c2FtcGxlLXRva2Vu") })
        }
        MessageType::EventRegistered
        | MessageType::EventPromoted
        | MessageType::EventChanged
        | MessageType::EventReminder => event(SITE),
        MessageType::EventWaitlisted => {
            let mut values = event(SITE);
            values["position"] = json!(3);
            values
        }
        MessageType::EventCancelled => {
            let mut values = event(SITE);
            values["reason"] = json!("The storm is stronger than we are.");
            values
        }
        // No mail.
        MessageType::MailingListSync => json!({}),
        MessageType::ProfessionalRequested => json!({
            "requester": "sailing_heron_77", "note": "I have taught for eleven years.",
            "link": format!("{SITE}/admin/professional"),
        }),
        MessageType::ProfessionalGranted => {
            json!({ "reason": "Known from the workshop.", "link": format!("{SITE}/profile") })
        }
        MessageType::ProfessionalRefused => json!({
            "reason": "The links do not show your work yet.",
            "link": format!("{SITE}/profile/professional"),
        }),
        MessageType::ProfessionalWithdrawn => json!({ "reason": "You asked us to." }),
        MessageType::PostHidden => json!({
            "title": "How we mended the old pier", "reason": "It names somebody who asked not to be named.",
            "link": format!("{SITE}/post/0192f1e0-7c1e-7000-8000-0123456789ab"),
        }),
        MessageType::RoleChanged => json!({
            "old_role": "AUTHENTICATED", "new_role": "MANAGER",
            "reason": "Welcome to the team.",
        }),
    };
    values["public_url"] = json!(SITE);
    values["nickname"] = json!("leaping_otter_482");
    values["time_zone"] = json!("Europe/Madrid");
    values
}

fn event(site: &str) -> Value {
    json!({
        "title": "A walk along the coast",
        "starts_at": "2026-05-01T09:00:00Z",
        "ends_at": "2026-05-01T12:00:00Z",
        "zone": "Europe/Lisbon",
        "elsewhere": true,
        "location": "The lighthouse",
        "url": "https://meet.example/coast",
        "link": format!("{site}/events/01936f2e-7b1c-7d3a-9c55-0a1b2c3d4e60"),
    })
}
