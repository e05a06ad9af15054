//! A person's own data, as a zip to take along: JSON and pictures.

use std::io::{Cursor, Write};

use chrono::{Datelike, Timelike};
use domain::clock::format;
use domain::journal::Entry;
use domain::{Actor, Error, Id, Permission, Result, Time, User};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::{App, events, pictures};

/// Journal rows read at once.
const BATCH: u64 = 200;
/// E-mails of the built-in mailbox that are given, the newest.
const MAX_EMAILS: u64 = 500;
/// The characters of a one-time secret.
const SECRET: usize = 43;

/// All that is kept about the caller.
pub async fn export(app: &App, actor: &Actor) -> Result<Vec<u8>> {
    actor.must(Permission::OwnAccount)?;
    let (id, _) = actor.person()?;
    let user = store::accounts::by_id(&app.store, id).await?.ok_or(Error::Unauthenticated)?;
    let mut zip = Zip::new(app.clock.now());
    zip.json("account.json", &account(app, &user).await?)?;
    zip.json("sessions.json", &sessions(app, &user).await?)?;
    zip.json("analytics.json", &analytics(app, &user).await?)?;
    zip.json("events.json", &events::own_data(app, user.id).await?)?;
    activity(app, &mut zip, user.id).await?;
    zip.json("messages.json", &messages(app, &user).await?)?;
    zip.json("invitations.json", &invitations(app, &user).await?)?;
    posts(app, &mut zip, user.id).await?;
    for (name, data) in pictures::of(app, &user).await? {
        zip.stored(&format!("pictures/{name}"), &data)?;
    }
    zip.finish()
}

async fn account(app: &App, user: &User) -> Result<Value> {
    let time = |time: Option<Time>| time.map(format);
    let changes = store::tokens::email_changes(&app.store, user.id).await?;
    let devices = store::devices::of_user(&app.store, user.id).await?;
    let requests = store::professional::of_user(&app.store, user.id).await?;
    let mut account = json!({
        "id": user.id,
        "nickname": user.nickname,
        "email": user.email,
        "email_verified": user.email_verified,
        "extra": user.extra,
        "role": user.role.as_str(),
        "is_professional": user.is_professional,
        "professional_status_updated_at": time(user.professional_status_updated_at),
        "last_login_at": time(user.last_login_at),
        "failed_login_attempts": user.failed_login_attempts,
        "is_locked": user.is_locked,
        "locked_at": time(user.locked_at),
        "delete_after": time(user.delete_after),
        "leaving_posts": user.leaving_posts.map(|posts| posts.as_str()),
        "mailing_list": user.mailing_list,
        "created_at": format(user.created_at),
        "updated_at": format(user.updated_at),
        "professional_requests": requests.iter().map(|request| json!({
            "at": format(request.created_at),
            "note": request.note,
            "status": request.status.as_str(),
            "reason": request.reason,
            "decided_at": time(request.decided_at),
        })).collect::<Vec<_>>(),
        "email_changes": changes.iter().map(|change| json!({
            "at": format(change.created_at),
            "old_email": change.old_email,
            "new_email": change.new_email,
        })).collect::<Vec<_>>(),
        "devices": devices.iter().map(|device| json!({
            "first_seen_at": format(device.first_seen_at),
            "last_seen_at": format(device.last_seen_at),
        })).collect::<Vec<_>>(),
    });
    let profile = serde_json::to_value(&user.profile).map_err(Error::internal)?;
    if let (Value::Object(account), Value::Object(profile)) = (&mut account, profile) {
        account.extend(profile);
    }
    Ok(account)
}

async fn sessions(app: &App, user: &User) -> Result<Value> {
    let sessions = store::sessions::of_user(&app.store, user.id, app.clock.now()).await?;
    let shown = sessions.iter().map(|session| {
        json!({
            "id": session.id,
            "kind": session.kind.as_str(),
            "device": session.device,
            "address": session.address,
            "created_at": format(session.created_at),
            "last_seen_at": format(session.last_seen_at),
            "signed_in_at": format(session.signed_in_at),
            "expires_at": format(session.expires_at),
        })
    });
    Ok(shown.collect())
}

/// What the figures are made of, as far as it is tied to the person.
async fn analytics(app: &App, user: &User) -> Result<Value> {
    let kept = store::analytics::of_person(&app.store, user.id).await?;
    let days = kept.days.iter().map(|day| domain::analytics::date(*day).to_string());
    Ok(json!({
        "last_seen_at": kept.last_seen_at.map(format),
        "registered_through": kept.source,
        "days_active": days.collect::<Vec<_>>(),
    }))
}

/// What the person did, and what was done to them; written page by page.
async fn activity(app: &App, zip: &mut Zip, user: Id) -> Result<()> {
    zip.begin("activity.json", CompressionMethod::Deflated)?;
    zip.write(b"[")?;
    let mut last: Option<(Time, Id)> = None;
    loop {
        let entries = store::journal::of_person(&app.store, user, last, BATCH).await?;
        for entry in &entries {
            zip.write(if last.is_some() { b",\n" } else { b"\n" })?;
            zip.value(&deed(entry, user))?;
            last = Some((entry.at, entry.id));
        }
        if entries.len() < BATCH as usize {
            return zip.write(b"\n]\n");
        }
    }
}

/// What the person wrote, drafts too; written page by page.
async fn posts(app: &App, zip: &mut Zip, user: Id) -> Result<()> {
    zip.begin("posts.json", CompressionMethod::Deflated)?;
    zip.write(b"[")?;
    let mut last: Option<Id> = None;
    loop {
        let posts = store::posts::of_author(&app.store, user, last, BATCH).await?;
        for post in &posts {
            zip.write(if last.is_some() { b",\n" } else { b"\n" })?;
            zip.value(&json!({
                "id": post.id,
                "title": post.title,
                "body": post.body,
                "status": post.status.as_str(),
                "reason": post.reason,
                "created_at": format(post.created_at),
                "updated_at": format(post.updated_at),
            }))?;
            last = Some(post.id);
        }
        if posts.len() < BATCH as usize {
            return zip.write(b"\n]\n");
        }
    }
}

/// A journal entry as its person may see it: not what they did to the data of
/// others, nor who among the managers did something to theirs, or from where.
fn deed(entry: &Entry, user: Id) -> Value {
    let about_me = entry.user_id == Some(user);
    let actor = match entry.actor.as_str() {
        word @ ("guest" | "system" | "cli") => word,
        id if id == user.to_string() => "you",
        // By whoever was invited.
        _ if matches!(entry.action.as_str(), "invitation.accepted" | "invitation.converted") => {
            "member"
        }
        _ => "manager",
    };
    let by_me = actor == "you" || (actor == "guest" && about_me);
    let address = entry.address.as_ref().filter(|_| by_me).map(|address| &address.value);
    let changes = entry.changes.as_ref().filter(|_| about_me).map(|changes| &changes.value);
    json!({
        "at": format(entry.at),
        "action": entry.action,
        "actor": actor,
        "subject": { "type": entry.subject_kind, "id": entry.subject_id },
        "changes": changes,
        "reason": entry.reason.as_ref().filter(|_| about_me || by_me),
        "address": address,
    })
}

/// What waits to be sent, and what the built-in mailbox holds for the present
/// address: a former one may be somebody else's by now.
async fn messages(app: &App, user: &User) -> Result<Value> {
    let waiting = store::messages::of_user(&app.store, user.id).await?;
    let kept = store::mailbox::to(&app.store, &user.email, MAX_EMAILS).await?;
    Ok(json!({
        "waiting": waiting.iter().map(|message| json!({
            "type": message.message_type.as_str(),
            "at": format(message.created_at),
        })).collect::<Vec<_>>(),
        "mailbox": kept.iter().map(|kept| json!({
            "at": format(kept.at),
            "type": kept.email.message_type.as_str(),
            "subject": kept.email.subject,
            "text": without_secrets(&kept.email.text),
        })).collect::<Vec<_>>(),
    }))
}

/// Takes the secrets out of links. Whoever holds a session may read this, and
/// must not get a link by it that sets a password.
fn without_secrets(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut rest = text;
    while let Some(start) = rest.find(part) {
        let (before, word) = rest.split_at(start);
        let (word, after) = word.split_at(word.find(|c| !part(c)).unwrap_or(word.len()));
        clean.push_str(before);
        clean.push_str(if word.len() >= SECRET { "…" } else { word });
        rest = after;
    }
    clean.push_str(rest);
    clean
}

/// Whom the person invited, and who invited them.
async fn invitations(app: &App, user: &User) -> Result<Value> {
    let now = app.clock.now();
    let sent = store::invitations::of_inviter(&app.store, user.id).await?;
    let received = match user.email_verified {
        true => store::invitations::to_address(&app.store, &user.email).await?,
        false => Vec::new(),
    };
    Ok(json!({
        "sent": sent.iter().map(|one| json!({
            "id": one.id,
            "name": one.name,
            "email": one.email,
            "message": one.message,
            "status": one.status(now).as_str(),
            "created_at": format(one.created_at),
            "expires_at": format(one.expires_at),
            "accepted_at": one.accepted_at.map(format),
            "converted_at": one.converted_at.map(format),
        })).collect::<Vec<_>>(),
        "received": received.iter().map(|one| json!({
            "inviter": one.inviter,
            "name": one.name,
            "message": one.message,
            "created_at": format(one.created_at),
        })).collect::<Vec<_>>(),
    }))
}

/// The file under way. Nothing but the zip itself is held.
struct Zip {
    out: ZipWriter<Cursor<Vec<u8>>>,
    at: DateTime,
}

impl Zip {
    fn new(now: Time) -> Self {
        let at = DateTime::from_date_and_time(
            now.year().clamp(1980, 2107) as u16,
            now.month() as u8,
            now.day() as u8,
            now.hour() as u8,
            now.minute() as u8,
            now.second() as u8,
        );
        Zip { out: ZipWriter::new(Cursor::default()), at: at.unwrap_or_default() }
    }

    fn begin(&mut self, name: &str, method: CompressionMethod) -> Result<()> {
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(self.at);
        self.out.start_file(name, options).map_err(Error::internal)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes).map_err(Error::internal)
    }

    fn value(&mut self, value: &Value) -> Result<()> {
        serde_json::to_writer_pretty(&mut self.out, value).map_err(Error::internal)
    }

    fn json(&mut self, name: &str, value: &Value) -> Result<()> {
        self.begin(name, CompressionMethod::Deflated)?;
        self.value(value)?;
        self.write(b"\n")
    }

    /// What is compressed already.
    fn stored(&mut self, name: &str, data: &[u8]) -> Result<()> {
        self.begin(name, CompressionMethod::Stored)?;
        self.write(data)
    }

    fn finish(self) -> Result<Vec<u8>> {
        Ok(self.out.finish().map_err(Error::internal)?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lose_their_secrets() {
        let secret = domain::Random::System.secret();
        let text = format!("Здесь: http://x.org/password/reset/{secret}\n\nWith love, {secret}.");
        let clean = without_secrets(&text);
        assert_eq!(clean, "Здесь: http://x.org/password/reset/…\n\nWith love, ….");
        let id = "/verify-email/0192f1e0-7c1e-7000-8000-0123456789ab/";
        assert_eq!(without_secrets(id), id);
    }

    #[test]
    fn others_are_not_given_away() {
        let (me, other) = (Id::from_u128(1), Id::from_u128(2));
        let salted = |value| domain::journal::Salted { value, salt: Vec::new() };
        let mut entry = Entry {
            id: Id::nil(),
            at: Time::default(),
            actor: other.to_string(),
            action: "user.locked".into(),
            subject_kind: "user".into(),
            subject_id: me,
            user_id: Some(me),
            reason: Some("spam".into()),
            request_id: None,
            changes: Some(salted(json!({ "after": { "is_locked": true } }))),
            changes_digest: Vec::new(),
            address: Some(domain::journal::Salted { value: "192.0.2.7".into(), salt: Vec::new() }),
            address_digest: Vec::new(),
            seal: None,
        };
        let shown = deed(&entry, me);
        assert_eq!(shown["actor"], "manager");
        assert_eq!(shown["reason"], "spam");
        assert!(shown["address"].is_null() && !shown["changes"].is_null());
        (entry.actor, entry.user_id) = (me.to_string(), Some(other));
        let shown = deed(&entry, me);
        assert_eq!((&shown["actor"], &shown["address"]), (&json!("you"), &json!("192.0.2.7")));
        assert!(shown["changes"].is_null());
    }
}
