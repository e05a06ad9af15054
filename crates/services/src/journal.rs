//! The end of every change: its facts and messages are written and committed
//! with it, then caches forget what they knew and workers wake.

use std::collections::BTreeMap;

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
    let mut written = Written::default();
    let (entries, messages) = written.meaning(app, actor, &facts);
    store::journal::append(&tx, &entries);
    store::messages::insert(&tx, &messages);
    written.commit(app, tx).await
}

/// Facts that are in a transaction, for one that has too many to hold at once.
#[derive(Default)]
pub struct Written {
    people: Vec<Id>,
    /// Whether lists of posts, and of events, show what changed.
    posts: bool,
    events: bool,
    messages: BTreeMap<&'static str, u64>,
}

impl Written {
    /// What some of the facts are in the journal, and their messages.
    pub fn meaning(
        &mut self,
        app: &App,
        actor: &Actor,
        facts: &[Fact],
    ) -> (Vec<Entry>, Vec<Message>) {
        let (mut entries, mut messages) = (Vec::with_capacity(facts.len()), Vec::new());
        for fact in facts {
            append(app, actor, fact, &mut entries, &mut messages);
        }
        let concerns = |kinds: [&str; 2]| facts.iter().any(|f| kinds.contains(&f.subject.kind));
        self.posts |= concerns(["post", "user"]);
        self.events |= concerns(["event", "user"]);
        self.people.extend(facts.iter().filter_map(|fact| fact.subject.user));
        for message in &messages {
            *self.messages.entry(message.message_type.as_str()).or_default() += 1;
        }
        (entries, messages)
    }

    /// The end of the change.
    pub async fn commit(self, app: &App, tx: Tx) -> Result<()> {
        let done = tx.commit().await;
        // Even after an error the change may stand.
        for person in self.people {
            app.presence.forget(person);
        }
        if self.posts {
            app.front.forget();
        }
        if self.events {
            app.coming.forget();
        }
        done?;
        for (r#type, count) in &self.messages {
            app.figures.committed.get_or_create(&figures::Kind { r#type }).inc_by(*count);
        }
        if !self.messages.is_empty() {
            app.bell.notify_waiters();
        }
        Ok(())
    }
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
