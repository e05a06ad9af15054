//! The queue of messages as workers see it: claim, prepare, finish.

use chrono::Duration;
use domain::messages::{InlinePicture, KeptEmail, Message};
use domain::tokens::{self, Purpose};
use domain::{Id, MessageType, Result, Time, User};
use serde_json::{Value, json};
use store::tokens::{EmailChange, OneTimeToken};

use crate::{App, events, invitations, mailing_list, posts, professional};

/// How long a worker that was killed still holds its messages.
pub(crate) const LEASE_SECONDS: i64 = 15;
/// How often a living one has to `renew`, in seconds.
pub const RENEW_SECONDS: u64 = 4;
/// Retries wait from the first to the second, doubling.
const FIRST_WAIT_SECONDS: i64 = 1;
const LONGEST_WAIT_SECONDS: i64 = 3600;
/// Days that an invitation to set a password, or an undo link, lives.
const INVITATION_DAYS: i64 = 7;
const UNDO_DAYS: i64 = 7;
/// Days that a link lives which ends a session.
const SESSION_END_DAYS: i64 = 7;

/// Takes due messages.
pub async fn claim(app: &App, worker: Id, limit: u64) -> Result<Vec<Message>> {
    let now = app.clock.now();
    // A look costs no writer's turn.
    if !store::messages::any_due(&app.store, now).await? {
        return Ok(Vec::new());
    }
    let tx = app.store.begin().await?;
    let lease = now + Duration::seconds(LEASE_SECONDS);
    let claimed = store::messages::claim(&tx, worker, now, lease, limit).await?;
    if claimed.parked || !claimed.messages.is_empty() {
        tx.commit().await?;
    }
    Ok(claimed.messages)
}

/// Holds these messages of a worker longer.
pub async fn renew(app: &App, worker: Id, held: &[Id]) -> Result<()> {
    let tx = app.store.begin().await?;
    let lease = app.clock.now() + Duration::seconds(LEASE_SECONDS);
    store::messages::renew(&tx, worker, held, lease).await?;
    tx.commit().await
}

/// Sets times right that were written while the clock was ahead.
pub async fn mend_times(app: &App) -> Result<()> {
    let now = app.clock.now();
    let latest = now + Duration::seconds(2 * LONGEST_WAIT_SECONDS);
    let lease = now + Duration::seconds(LEASE_SECONDS);
    store::messages::mend_times(&app.store, latest, now, lease).await
}

/// Gives claims back: one worker's, or all when no worker can be running.
pub async fn release(app: &App, worker: Option<Id>) -> Result<()> {
    let tx = app.store.begin().await?;
    store::messages::release(&tx, worker, app.clock.now()).await?;
    tx.commit().await
}

/// A message with all that its text needs.
pub struct Prepared {
    pub to: String,
    /// Of optional mail, the link that ends it.
    pub unsubscribe: Option<String>,
    pub locale: String,
    pub values: Value,
    pub picture: Option<InlinePicture>,
}

/// Reads what a message is about and mints the secret its link carries. None
/// when it has become pointless, such as a proof of a proved address.
pub async fn prepare(app: &App, message: &Message) -> Result<Option<Prepared>> {
    let Some(user) = store::accounts::by_id(&app.store, message.user_id).await? else {
        return Ok(None);
    };
    let change = match message.detail {
        Some(id) if message.message_type == MessageType::AccountEmailChange => {
            store::tokens::email_change(&app.store, id).await?
        }
        _ => None,
    };
    let mut to = user.email.clone();
    let mut greeted = user.nickname.clone();
    let mut picture = None;
    let tokens = &app.settings.tokens;
    let page = |path: &str| app.settings.http.link(path);
    let mut values = match (message.message_type, &change) {
        (MessageType::AccountVerification, _) => {
            if user.email_verified {
                return Ok(None);
            }
            let lives = Duration::hours(tokens.verification_hours);
            let secret = mint(app, &user, Purpose::Verification, None, lives).await?;
            json!({ "link": verify_link(app, &user, &secret), "hours": tokens.verification_hours })
        }
        (MessageType::AccountInvited, _) => {
            let lives = Duration::days(INVITATION_DAYS);
            let secret = mint(app, &user, Purpose::Invitation, None, lives).await?;
            json!({ "link": page(&format!("/password/reset/{secret}")), "days": INVITATION_DAYS })
        }
        (MessageType::PasswordReset, _) => {
            let lives = Duration::minutes(tokens.reset_minutes);
            let secret = mint(app, &user, Purpose::Reset, None, lives).await?;
            let link = page(&format!("/password/reset/{secret}"));
            json!({ "link": link, "minutes": tokens.reset_minutes })
        }
        (MessageType::AccountEmailChange, Some(change)) => {
            let new = matches!(message.audience.as_str(), "new" | "told_new");
            to = if new { change.new_email.clone() } else { change.old_email.clone() };
            email_change(app, &user, &message.audience, change).await?
        }
        (MessageType::AccountEmailChange, None) => return Ok(None),
        (MessageType::AccountNewDevice, _) => {
            let at = domain::clock::format(message.created_at);
            let link = session_end_link(app, &user, message.detail).await?;
            json!({ "at": at, "days": link.is_some().then_some(SESSION_END_DAYS), "link": link })
        }
        (MessageType::AccountWelcome | MessageType::AccountUnlocked, _) => {
            json!({ "link": page("/login") })
        }
        (MessageType::AccountLocked | MessageType::PasswordChanged, _) => {
            json!({ "link": page("/password/reset") })
        }
        (MessageType::RoleChanged | MessageType::ProfessionalWithdrawn, _) => json!({}),
        (MessageType::ProfessionalRequested, _) => {
            match professional::asked(app, &user, message.detail).await? {
                Some((requester, note)) => json!({
                    "requester": requester, "note": note, "link": page("/admin/professional"),
                }),
                None => return Ok(None),
            }
        }
        (MessageType::ProfessionalGranted, _) => json!({ "link": page("/profile") }),
        (MessageType::ProfessionalRefused, _) => {
            json!({ "link": page("/profile/professional") })
        }
        (MessageType::InvitationSent, _) => {
            let Some(letter) = invitations::letter(app, &user, message.detail).await? else {
                return Ok(None);
            };
            (to, greeted) = (letter.to, letter.name);
            let host = app.settings.http.public_url.host_str().unwrap_or("localhost");
            let content_id = format!("qr.{}@{host}", message.id.simple());
            let qr = format!("cid:{content_id}");
            picture = Some(InlinePicture { content_id, png: letter.png });
            json!({
                "inviter": user.nickname, "message": letter.message,
                "link": letter.link, "days": letter.days, "qr": qr,
            })
        }
        (MessageType::MailingListJoined, _) => {
            if !mailing_list::is_on(&user) {
                return Ok(None);
            }
            json!({ "link": mailing_list::link(app, user.id).await? })
        }
        (MessageType::PostHidden, _) => match posts::hidden(app, &user, message.detail).await? {
            Some(post) => {
                json!({ "title": post.title, "link": page(&format!("/post/{}", post.id)) })
            }
            None => return Ok(None),
        },
        (
            MessageType::EventRegistered
            | MessageType::EventWaitlisted
            | MessageType::EventPromoted
            | MessageType::EventChanged
            | MessageType::EventCancelled
            | MessageType::EventReminder,
            _,
        ) => match events::mail::prepare(app, &user, message).await? {
            Some(values) => values,
            None => return Ok(None),
        },
        // No mail: see `mailing_list::prepare`.
        (MessageType::MailingListSync, _) => return Ok(None),
    };
    if let (Value::Object(values), Value::Object(data)) = (&mut values, &message.data) {
        values.extend(data.clone());
        values.insert("nickname".into(), greeted.into());
        values.insert("site_name".into(), app.settings.site.name.clone().into());
        values.insert("public_url".into(), page("").into());
        values.insert("time_zone".into(), user.profile.time_zone.clone().into());
    }
    let unsubscribe = match message.message_type.is_optional() {
        true => Some(mailing_list::link(app, user.id).await?),
        false => None,
    };
    Ok(Some(Prepared { to, unsubscribe, locale: user.profile.locale, values, picture }))
}

async fn email_change(
    app: &App,
    user: &User,
    audience: &str,
    change: &EmailChange,
) -> Result<Value> {
    let hours = app.settings.tokens.verification_hours;
    let (purpose, lives) = match audience {
        "new" => (Purpose::EmailChange, Duration::hours(hours)),
        "told_new" => {
            return Ok(json!({
                "audience": audience, "new_email": change.new_email,
                "link": null, "hours": null,
            }));
        }
        _ => (Purpose::EmailUndo, Duration::days(UNDO_DAYS)),
    };
    let secret = mint(app, user, purpose, Some(change.id), lives).await?;
    Ok(json!({
        "audience": audience,
        "new_email": change.new_email,
        "link": verify_link(app, user, &secret),
        "hours": lives.num_hours(),
    }))
}

fn verify_link(app: &App, user: &User, secret: &str) -> String {
    app.settings.http.link(&format!("/verify-email/{}/{secret}", user.id))
}

/// None when the session is over by now.
async fn session_end_link(app: &App, user: &User, session: Option<Id>) -> Result<Option<String>> {
    let Some(session) = session else { return Ok(None) };
    if store::sessions::by_id(&app.store, session).await?.is_none() {
        return Ok(None);
    }
    let lives = Duration::days(SESSION_END_DAYS);
    let secret = mint(app, user, Purpose::SessionEnd, Some(session), lives).await?;
    Ok(Some(app.settings.http.link(&format!("/sessions/end/{secret}"))))
}

/// `about`: the change of address, or the session, that the secret is for.
async fn mint(
    app: &App,
    user: &User,
    purpose: Purpose,
    about: Option<Id>,
    lives: Duration,
) -> Result<String> {
    let (session, email_change) = match purpose {
        Purpose::SessionEnd => (about, None),
        _ => (None, about),
    };
    let secret = app.random.secret();
    let now = app.clock.now();
    let token = OneTimeToken {
        id: app.ids.next(),
        purpose,
        user_id: Some(user.id),
        email_change,
        session,
        hash: tokens::digest(&secret).unwrap_or_default(),
        created_at: now,
        expires_at: now + lives,
    };
    let tx = app.store.begin().await?;
    store::tokens::replace(&tx, &token);
    tx.commit().await?;
    Ok(secret)
}

/// The message is out, or was kept: both happen with its removal.
pub async fn delivered(
    app: &App,
    worker: Id,
    message: &Message,
    kept: Option<&KeptEmail>,
) -> Result<()> {
    let tx = app.store.begin().await?;
    if let Some(kept) = kept {
        store::mailbox::keep(&tx, kept);
    }
    store::messages::complete(&tx, message.id, worker);
    tx.commit().await
}

/// The delivery failed: later again, or parked when it never will, or was
/// tried too often. Says when it is tried again.
pub async fn failed(
    app: &App,
    worker: Id,
    message: &Message,
    error: &str,
    permanent: bool,
) -> Result<Option<Time>> {
    let now = app.clock.now();
    let again = (!permanent && message.attempts < app.settings.mail.max_attempts)
        .then(|| now + wait(message.attempts, app.random.below(1000)));
    let tx = app.store.begin().await?;
    store::messages::fail(&tx, message.id, worker, error, again, now).await?;
    tx.commit().await?;
    Ok(again)
}

/// The delivery could not begin, through no fault of the message: it waits,
/// and no attempt is spent.
pub async fn put_off(
    app: &App,
    worker: Id,
    message: &Message,
    why: &str,
    wait: std::time::Duration,
) -> Result<Time> {
    let jitter = Duration::milliseconds(app.random.below(250) as i64);
    let until = app.clock.now() + Duration::from_std(wait).unwrap_or_default() + jitter;
    let tx = app.store.begin().await?;
    store::messages::put_off(&tx, message.id, worker, why, until).await?;
    tx.commit().await?;
    Ok(until)
}

/// Doubles from one second to an hour; `jitter` of a thousand takes up to half
/// of it away, so that retries do not march in step.
fn wait(attempts: i32, jitter: u64) -> Duration {
    let doubled = FIRST_WAIT_SECONDS << attempts.saturating_sub(1).clamp(0, 12);
    let millis = doubled.min(LONGEST_WAIT_SECONDS) * 1000;
    Duration::milliseconds(millis - millis * jitter as i64 / 2000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        assert_eq!(wait(1, 0), Duration::seconds(1));
        assert_eq!(wait(4, 0), Duration::seconds(8));
        assert_eq!(wait(13, 0), Duration::hours(1));
        assert_eq!(wait(i32::MAX, 999), Duration::milliseconds(3_600_000 - 1_798_200));
    }
}
