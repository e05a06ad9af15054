//! What e-mails about events say. Each looks once more whether it still
//! applies.

use domain::events::{EventState, RegistrationStatus};
use domain::messages::Message;
use domain::{MessageType, Result, Time, User, clock};
use serde_json::{Value, json};

use super::reminders;
use crate::App;

/// The values of a message's text; none when it has become pointless.
pub(crate) async fn prepare(app: &App, user: &User, message: &Message) -> Result<Option<Value>> {
    let Some(id) = message.detail else { return Ok(None) };
    let own = store::registrations::of(&app.store, id, user.id).await?;
    let event = store::events::by_id(&app.store, id).await?;
    // What was cancelled may be deleted by now: its message says all.
    if message.message_type == MessageType::EventCancelled {
        let text = |name: &str| message.data.get(name).and_then(Value::as_str);
        let time = |name: &str| text(name).and_then(clock::parse).unwrap_or_default();
        let about = About {
            title: text("title").unwrap_or_default(),
            starts_at: time("starts_at"),
            ends_at: time("ends_at"),
            time_zone: text("time_zone").unwrap_or_default(),
            location: text("location"),
            url: text("url"),
        };
        let link = event.map(|event| link(app, &event.id.to_string()));
        let mut values = about.values(user);
        values["link"] = json!(link.unwrap_or_else(|| app.settings.http.link("/events")));
        values["reason"] = message.data.get("reason").cloned().unwrap_or_default();
        return Ok(Some(values));
    }
    let (Some(own), Some(event)) = (own, event) else { return Ok(None) };
    let placed = own.status == RegistrationStatus::Registered;
    let applies = match message.message_type {
        MessageType::EventRegistered | MessageType::EventPromoted => placed,
        MessageType::EventWaitlisted => !placed,
        MessageType::EventReminder => {
            let made_at = message.data.get(reminders::MADE_AT).and_then(Value::as_str);
            placed
                && user.delete_after.is_none()
                && reminders::is_due(app, &event)
                && reminders::counts(own.reminded_at, made_at)
        }
        _ => true,
    };
    if !applies || event.state != EventState::Published {
        return Ok(None);
    }
    let details = &event.details;
    let about = About {
        title: &details.title,
        starts_at: details.starts_at,
        ends_at: details.ends_at,
        time_zone: &details.time_zone,
        location: details.location.as_deref(),
        url: details.url.as_deref(),
    };
    let mut values = about.values(user);
    values["link"] = json!(link(app, &event.id.to_string()));
    if message.message_type == MessageType::EventWaitlisted {
        let position = store::registrations::position(&app.store, &own).await?;
        values["position"] = json!(position.unwrap_or(1));
    }
    Ok(Some(values))
}

fn link(app: &App, id: &str) -> String {
    app.settings.http.link(&format!("/events/{id}"))
}

struct About<'a> {
    title: &'a str,
    starts_at: Time,
    ends_at: Time,
    time_zone: &'a str,
    location: Option<&'a str>,
    url: Option<&'a str>,
}

impl About<'_> {
    /// `elsewhere` is set when the reader's clocks show another time.
    fn values(&self, user: &User) -> Value {
        let yours = user.profile.time_zone.as_str();
        let [here, there] =
            [self.time_zone, yours].map(|zone| clock::span(self.starts_at, self.ends_at, zone));
        json!({
            "title": self.title,
            "starts_at": clock::format(self.starts_at),
            "ends_at": clock::format(self.ends_at),
            "zone": self.time_zone,
            "elsewhere": here != there,
            "location": self.location,
            "url": self.url,
        })
    }
}
