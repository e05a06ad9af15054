//! The end of every change: its facts and messages are written and committed
//! with it, then caches forget what they knew and workers wake.

use domain::journal::{Entry, Salted};
use domain::messages::Message;
use domain::{Actor, Fact, Id, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::Tx;

use crate::notifications::Draft;
use crate::{App, figures, notifications, trace};

/// Commits a change together with what it means.
pub async fn commit(app: &App, actor: &Actor, tx: Tx, facts: Vec<Fact>) -> Result<()> {
    let concerns = |kinds: [&str; 2]| facts.iter().any(|f| kinds.contains(&f.subject.kind));
    // What lists show of posts, of events and of people.
    let (posts, events) = (concerns(["post", "user"]), concerns(["event", "user"]));
    let people: Vec<Id> = facts.iter().filter_map(|fact| fact.subject.user).collect();
    let (mut entries, mut messages) = (Vec::new(), Vec::new());
    for fact in facts {
        append(app, actor, &fact, &mut entries, &mut messages);
    }
    store::journal::append(&tx, &entries);
    store::messages::insert(&tx, &messages);
    let done = tx.commit().await;
    // Even after an error the change may stand.
    for person in people {
        app.presence.forget(person);
    }
    if posts {
        app.front.forget();
    }
    if events {
        app.coming.forget();
    }
    done?;
    for message in &messages {
        let kind = figures::Kind { r#type: message.message_type.as_str() };
        app.figures.committed.get_or_create(&kind).inc();
    }
    if !messages.is_empty() {
        app.bell.notify_waiters();
    }
    Ok(())
}

/// Adds a fact and its messages.
fn append(
    app: &App,
    actor: &Actor,
    fact: &Fact,
    entries: &mut Vec<Entry>,
    messages: &mut Vec<Message>,
) {
    let entry = entry(app, actor, fact);
    let receivers = match (fact.told.as_slice(), &fact.subject.user) {
        ([], Some(user)) if !fact.action.is_for_others() => std::slice::from_ref(user),
        (others, _) => others,
    };
    if !receivers.is_empty() {
        let drafts = notifications::of(fact, actor, &app.settings);
        let trace = if drafts.is_empty() { None } else { trace::current() };
        let each = |draft: Draft| receivers.iter().map(move |receiver| (*receiver, draft.clone()));
        messages.extend(drafts.into_iter().flat_map(each).map(|(user_id, draft)| Message {
            id: app.ids.next(),
            message_type: draft.message_type,
            user_id,
            audience: draft.audience.to_owned(),
            fact_id: entry.id,
            detail: fact.detail,
            data: draft.data,
            attempts: 0,
            created_at: entry.at,
            request_id: entry.request_id.clone(),
            trace: trace.clone(),
        }));
    }
    entries.push(entry);
}

fn entry(app: &App, actor: &Actor, fact: &Fact) -> Entry {
    let changes = (!fact.before.is_empty() || !fact.after.is_empty())
        .then(|| json!({ "before": fact.before, "after": fact.after }));
    let address = actor.origin.address.map(|a| a.to_string());
    let changes_salt = app.random.bytes::<16>().to_vec();
    let address_salt = app.random.bytes::<16>().to_vec();
    Entry {
        id: app.ids.next(),
        at: app.clock.now(),
        actor: actor.label(),
        action: fact.action.as_str().to_owned(),
        subject_kind: fact.subject.kind.to_owned(),
        subject_id: fact.subject.id,
        user_id: fact.subject.user,
        reason: fact.reason.clone(),
        request_id: actor.origin.request_id.clone(),
        changes_digest: digest(changes.as_ref(), &changes_salt),
        changes: changes.map(|value| Salted { value, salt: changes_salt }),
        address_digest: digest(address.clone().map(Value::from).as_ref(), &address_salt),
        address: address.map(|value| Salted { value, salt: address_salt }),
        seal: None,
    }
}

/// The salted digest under which a personal value is sealed; empty for none.
/// Keys are put in order, so the text is the same whichever database kept it.
pub(crate) fn digest(value: Option<&Value>, salt: &[u8]) -> Vec<u8> {
    let Some(value) = value else { return Vec::new() };
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(ordered(value).to_string());
    hash.finalize().to_vec()
}

fn ordered(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().map(|(k, v)| (k.clone(), ordered(v))).collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => items.iter().map(ordered).collect(),
        other => other.clone(),
    }
}
