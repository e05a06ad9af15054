//! Makes an e-mail of a message and sends it, or keeps it in the mailbox.

use std::time::{Duration, Instant};

use domain::messages::{Email, KeptEmail, Message};
use domain::{Id, MessageType};
use gateways::mail::{Mail, SendError};
use services::{App, mailing_list, outbox};
use tracing::Instrument;

use crate::Workers;

pub(crate) struct Fault {
    pub permanent: bool,
    /// No fault of the message's: how long it waits, without an attempt spent.
    pub put_off: Option<Duration>,
    pub reason: String,
}

impl From<domain::Error> for Fault {
    fn from(error: domain::Error) -> Self {
        Fault { permanent: false, put_off: None, reason: error.to_string() }
    }
}

impl From<SendError> for Fault {
    fn from(error: SendError) -> Self {
        Fault { permanent: error.permanent, put_off: error.put_off, reason: error.reason }
    }
}

/// Says whether there was anything to send.
pub(crate) async fn deliver(
    workers: &Workers,
    worker: Id,
    message: &Message,
) -> Result<bool, Fault> {
    let app = &workers.app;
    if message.message_type == MessageType::MailingListSync {
        return tell_the_list(app, worker, message).await;
    }
    let Some(prepared) = outbox::prepare(app, message).await? else {
        outbox::delivered(app, worker, message, None).await?;
        return Ok(false);
    };
    let site = &app.settings.site.name;
    let rendered = workers
        .emails
        .render(message.message_type, &prepared.locale, site, &prepared.values)
        .map_err(|reason| Fault { permanent: true, put_off: None, reason })?;
    let email = Email {
        id: message.id,
        message_type: message.message_type,
        to: prepared.to,
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        locale: rendered.locale,
        unsubscribe: prepared.unsubscribe,
        picture: prepared.picture,
    };
    match &app.mail {
        Mail::Mailbox => {
            let from = app.settings.mail.from.clone();
            let kept = KeptEmail { email, from, at: app.clock.now() };
            outbox::delivered(app, worker, message, Some(&kept)).await?;
        }
        outgoing => {
            let begun = Instant::now();
            let sent = outgoing.send(&email).instrument(tracing::info_span!("send")).await;
            app.figures.send_seconds.observe(begun.elapsed().as_secs_f64());
            sent?;
            outbox::delivered(app, worker, message, None).await?;
        }
    }
    Ok(true)
}

/// The delivery of a change of the mailing list is a call to its service.
async fn tell_the_list(app: &App, worker: Id, message: &Message) -> Result<bool, Fault> {
    let change = mailing_list::prepare(app, message).await?;
    if let Some(change) = &change {
        app.mailing_list.tell(change).await?;
    }
    outbox::delivered(app, worker, message, None).await?;
    Ok(change.is_some())
}
