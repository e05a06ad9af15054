//! Makes an e-mail of a message and sends it, or keeps it in the mailbox.

use domain::Id;
use domain::messages::{Email, KeptEmail, Message};
use gateways::mail::Mail;
use services::outbox;

use crate::Workers;

pub(crate) struct Fault {
    pub permanent: bool,
    pub reason: String,
}

impl From<domain::Error> for Fault {
    fn from(error: domain::Error) -> Self {
        Fault { permanent: false, reason: error.to_string() }
    }
}

/// Says whether there was anything to send.
pub(crate) async fn deliver(
    workers: &Workers,
    worker: Id,
    message: &Message,
) -> Result<bool, Fault> {
    let app = &workers.app;
    let Some(prepared) = outbox::prepare(app, message).await? else {
        outbox::delivered(app, worker, message, None).await?;
        return Ok(false);
    };
    let site = &app.settings.site.name;
    let rendered = workers
        .emails
        .render(message.message_type, &prepared.locale, site, &prepared.values)
        .map_err(|reason| Fault { permanent: true, reason })?;
    let email = Email {
        id: message.id,
        message_type: message.message_type,
        to: prepared.to,
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        locale: rendered.locale,
    };
    match &app.mail {
        Mail::Mailbox => {
            let from = app.settings.mail.from.clone();
            let kept = KeptEmail { email, from, at: app.clock.now() };
            outbox::delivered(app, worker, message, Some(&kept)).await?;
        }
        outgoing => {
            let sent = outgoing.send(&email).await;
            sent.map_err(|e| Fault { permanent: e.permanent, reason: e.reason })?;
            outbox::delivered(app, worker, message, None).await?;
        }
    }
    Ok(true)
}
