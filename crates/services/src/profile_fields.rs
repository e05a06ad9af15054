//! Profile fields that administrators define, and who sees what of them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::error::{Fault, Faults};
use domain::fields::{self, MAX_FIELDS, ProfileField, Viewer};
use domain::search::{Filter, UserQuery};
use domain::{Action, Actor, Error, Fact, Noun, Permission, Result, User};
use serde_json::{Value, json};
use store::StoreError;

use crate::{App, journal};

/// Below the second within which every copy must see a change.
const TTL: Duration = Duration::from_millis(800);

/// The fields as they were read last.
#[derive(Default)]
pub struct Known(Mutex<Option<(Instant, Arc<Vec<ProfileField>>)>>);

impl Known {
    fn get(&self) -> Option<Arc<Vec<ProfileField>>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|(at, _)| at.elapsed() < TTL).map(|(_, fields)| fields.clone())
    }

    fn set(&self, fields: Option<(Instant, Arc<Vec<ProfileField>>)>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = fields;
    }
}

/// Every field in its order, at most 0.8 s old.
pub async fn known(app: &App) -> Result<Arc<Vec<ProfileField>>> {
    if let Some(fields) = app.fields.get() {
        return Ok(fields);
    }
    let began = Instant::now();
    let fields = Arc::new(store::fields::all(&app.store).await?);
    app.fields.set(Some((began, fields.clone())));
    Ok(fields)
}

/// How an actor looks at somebody.
pub(crate) fn viewer(actor: &Actor, user: &User) -> Viewer {
    match actor.user_id() == Some(user.id) {
        true => Viewer::Own,
        false => Viewer::Other(actor.role()),
    }
}

/// The person with those fields only that the actor may see.
pub(crate) async fn seen(app: &App, actor: &Actor, mut user: User) -> Result<User> {
    if !user.extra.is_empty() {
        let fields = known(app).await?;
        fields::hide(&fields, viewer(actor, &user), &mut user.extra);
    }
    Ok(user)
}

/// Refuses a search by fields that there are not, or that the actor may not
/// see in others.
pub(crate) async fn check_filters(app: &App, actor: &Actor, query: &UserQuery) -> Result<()> {
    let terms = query.terms().map_err(|fault| Error::Invalid(vec![fault]))?;
    for filter in &terms.filters {
        let Filter::Extra { name, .. } = filter else { continue };
        let fields = known(app).await?;
        let seen: Vec<String> = fields
            .iter()
            .filter(|field| field.is_seen_by(Viewer::Other(actor.role())))
            .map(ProfileField::path)
            .collect();
        let key = format!("extra.{name}");
        if !seen.contains(&key) {
            let known = seen.join(", ");
            let fault =
                Fault::new("search", "search_key_unknown").with("key", key).with("known", known);
            return Err(Error::Invalid(vec![fault]));
        }
    }
    Ok(())
}

/// For those who are signed in: all of them, in their order.
pub async fn list(app: &App, actor: &Actor) -> Result<Arc<Vec<ProfileField>>> {
    actor.must(Permission::OwnAccount)?;
    known(app).await
}

pub async fn read(app: &App, actor: &Actor, name: &str) -> Result<ProfileField> {
    let all = list(app, actor).await?;
    all.iter().find(|field| field.name == name).cloned().ok_or(Error::NotFound(Noun::ProfileField))
}

/// Defines a field. `found` are faults that the door met while reading.
pub async fn create(
    app: &App,
    actor: &Actor,
    mut field: ProfileField,
    found: Vec<Fault>,
) -> Result<ProfileField> {
    actor.must(Permission::DefineFields)?;
    let mut faults = Faults(found);
    faults.take(fields::check_name(&field.name));
    field.check(&mut faults);
    let tx = app.store.begin().await?;
    tx.lock("roster.profile_fields").await?;
    let all = store::fields::all(&tx).await?;
    if all.iter().any(|other| other.name == field.name) {
        faults.push(Fault::new("name", "field_name_taken"));
    } else if all.len() >= MAX_FIELDS {
        faults.push(Fault::new("name", "too_many"));
    }
    first(faults)?;
    let now = app.clock.now();
    (field.id, field.created_at, field.updated_at) = (app.ids.next(), now, now);
    store::fields::insert(&tx, &field).await.map_err(|error| match error {
        StoreError::Duplicate => Error::field("name", "field_name_taken"),
        StoreError::Failed(error) => error,
    })?;
    let mut fact = Fact::field(Action::FieldCreated, field.id).with("name", field.name.clone());
    for (name, value) in shown(&field) {
        fact = fact.with(name, value);
    }
    journal::commit(app, actor, tx, vec![fact]).await?;
    app.fields.set(None);
    Ok(field)
}

/// Redefines a field, all but its name and type: values are there already.
pub async fn update(
    app: &App,
    actor: &Actor,
    name: &str,
    mut field: ProfileField,
    found: Vec<Fault>,
) -> Result<ProfileField> {
    actor.must(Permission::DefineFields)?;
    let tx = app.store.begin().await?;
    tx.lock("roster.profile_fields").await?;
    let all = store::fields::all(&tx).await?;
    let before = all.iter().find(|field| field.name == name);
    let before = before.ok_or(Error::NotFound(Noun::ProfileField))?;
    let mut faults = Faults(found);
    if field.name != before.name {
        faults.push(Fault::new("name", "read_only"));
    }
    if field.field_type != before.field_type {
        faults.push(Fault::new("type", "read_only"));
    }
    field.check(&mut faults);
    first(faults)?;
    (field.id, field.created_at) = (before.id, before.created_at);
    field.updated_at = app.clock.now();
    let mut fact = Fact::field(Action::FieldUpdated, field.id);
    for ((what, old), (_, new)) in shown(before).into_iter().zip(shown(&field)) {
        fact = fact.changed(what, old, new);
    }
    if fact.after.is_empty() {
        return Ok(before.clone());
    }
    store::fields::save(&tx, &field).await?;
    journal::commit(app, actor, tx, vec![fact]).await?;
    app.fields.set(None);
    Ok(field)
}

/// Removes a field. Its values are shown no more, and go when their person's
/// fields are next changed.
pub async fn delete(app: &App, actor: &Actor, name: &str) -> Result<()> {
    actor.must(Permission::DefineFields)?;
    let tx = app.store.begin().await?;
    tx.lock("roster.profile_fields").await?;
    let all = store::fields::all(&tx).await?;
    let field = all.iter().find(|field| field.name == name);
    let field = field.ok_or(Error::NotFound(Noun::ProfileField))?;
    store::fields::delete(&tx, field.id).await?;
    let mut fact = Fact::field(Action::FieldDeleted, field.id);
    fact.before.insert("name".to_owned(), field.name.clone().into());
    journal::commit(app, actor, tx, vec![fact]).await?;
    app.fields.set(None);
    Ok(())
}

/// Of several faults of one field the first is told.
fn first(faults: Faults) -> Result<()> {
    let mut told: Vec<Fault> = Vec::new();
    for fault in faults.0 {
        if !told.iter().any(|other| other.field == fault.field) {
            told.push(fault);
        }
    }
    Faults(told).check()
}

/// What the audit log shows of a definition.
fn shown(field: &ProfileField) -> [(&'static str, Value); 6] {
    [
        ("type", field.field_type.as_str().into()),
        ("labels", json!(field.labels)),
        ("choices", json!(field.choices)),
        ("required", field.required.into()),
        ("visible_to", field.visible_to.as_str().into()),
        ("position", field.position.into()),
    ]
}
