//! Professional status: asking for it, deciding, granting and withdrawing.

use std::collections::HashMap;

use domain::error::Faults;
use domain::page::{Listed, Page};
use domain::professional::{self, ProfessionalRequest, RequestQuery, RequestStatus};
use domain::{Action, Actor, Error, Fact, Id, Noun, Permission, Result, User, ids};
use store::{StoreError, Tx};

use crate::{App, accounts, journal, profile_fields};

/// Managers who are told of a request.
const MAX_TOLD: u64 = 100;

/// A request with the name of whoever asks.
#[derive(Clone, Debug)]
pub struct Shown {
    pub request: ProfessionalRequest,
    pub nickname: Option<String>,
}

fn unknown() -> Error {
    Error::NotFound(Noun::ProfessionalRequest)
}

/// The caller asks, with a note. What is missing from the profile is named.
pub async fn request(app: &App, actor: &Actor, note: &str) -> Result<Shown> {
    actor.must(Permission::OwnAccount)?;
    let (id, _) = actor.person()?;
    let mut faults = Faults::default();
    let note = faults.take(professional::check_note(note));
    let tx = app.store.begin().await?;
    let user = store::accounts::hold(&tx, id).await?.ok_or(Error::Unauthenticated)?;
    if user.is_professional {
        return Err(Error::AlreadyProfessional);
    }
    if store::professional::open_of(&tx, id).await?.is_some() {
        return Err(Error::ProfessionalRequestOpen);
    }
    professional::missing(&user).into_iter().for_each(|fault| faults.push(fault));
    faults.check()?;
    let request = ProfessionalRequest {
        id: app.ids.next(),
        user_id: id,
        note: note.unwrap_or_default(),
        status: RequestStatus::Open,
        reason: None,
        created_at: app.clock.now(),
        decided_at: None,
        decided_by: None,
    };
    store::professional::insert(&tx, &request).await.map_err(|error| match error {
        StoreError::Duplicate => Error::ProfessionalRequestOpen,
        StoreError::Failed(error) => error,
    })?;
    let mut fact = Fact::user(Action::ProfessionalRequested, id)
        .with("note", request.note.clone())
        .detailed(request.id);
    fact.told = store::professional::deciders(&tx, MAX_TOLD).await?;
    fact.told.retain(|decider| *decider != id);
    journal::commit(app, actor, tx, vec![fact]).await?;
    Ok(Shown { request, nickname: Some(user.nickname) })
}

/// The caller's requests, the newest first.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<ProfessionalRequest>> {
    actor.must(Permission::OwnAccount)?;
    let (id, _) = actor.person()?;
    store::professional::of_user(&app.store, id).await
}

/// The queue, the newest first.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: &RequestQuery,
    page: &Page,
) -> Result<Listed<Shown>> {
    actor.must(Permission::GrantProfessional)?;
    let found = store::professional::list(&app.store, query, page).await?;
    let mut people: Vec<Id> = found.items.iter().map(|request| request.user_id).collect();
    people.sort();
    people.dedup();
    let names: HashMap<Id, String> = store::journal::labels(&app.store, &people).await?;
    let items = found
        .items
        .into_iter()
        .map(|request| Shown { nickname: names.get(&request.user_id).cloned(), request })
        .collect();
    Ok(Listed {
        items,
        total: found.total,
        total_estimated: found.total_estimated,
        next: found.next,
    })
}

/// One request: one's own, or anybody's for those who decide.
pub async fn read(app: &App, actor: &Actor, id: &str) -> Result<Shown> {
    actor.must(Permission::OwnAccount)?;
    let id = ids::parse(id).ok_or_else(unknown)?;
    let request = store::professional::by_id(&app.store, id).await?.ok_or_else(unknown)?;
    if actor.user_id() != Some(request.user_id) {
        actor.must(Permission::GrantProfessional)?;
    }
    let nickname = store::journal::labels(&app.store, &[request.user_id]).await?;
    Ok(Shown { nickname: nickname.into_values().next(), request })
}

/// Makes whoever asked a professional.
pub async fn approve(app: &App, actor: &Actor, id: &str, reason: Option<&str>) -> Result<Shown> {
    decide(app, actor, id, RequestStatus::Approved, reason).await
}

/// Says no, and why.
pub async fn refuse(app: &App, actor: &Actor, id: &str, reason: &str) -> Result<Shown> {
    if reason.trim().is_empty() {
        actor.must(Permission::GrantProfessional)?;
        return Err(Error::field("reason", "reason_required"));
    }
    decide(app, actor, id, RequestStatus::Refused, Some(reason)).await
}

async fn decide(
    app: &App,
    actor: &Actor,
    id: &str,
    status: RequestStatus,
    reason: Option<&str>,
) -> Result<Shown> {
    actor.must(Permission::GrantProfessional)?;
    accounts::check_reason(reason).map_err(|fault| Error::Invalid(vec![fault]))?;
    let id = ids::parse(id).ok_or_else(unknown)?;
    let tx = app.store.begin().await?;
    // The person before the request: everything locks in this order.
    let found = store::professional::by_id(&tx, id).await?.ok_or_else(unknown)?;
    let user = store::accounts::hold(&tx, found.user_id).await?.ok_or_else(unknown)?;
    let request = store::professional::hold(&tx, id).await?.ok_or_else(unknown)?;
    accounts::may_touch(actor, &user)?;
    let nickname = Some(user.nickname.clone());
    match request.status {
        RequestStatus::Open => {}
        // Said already.
        same if same == status => return Ok(Shown { request, nickname }),
        _ => return Err(Error::ProfessionalRequestDecided),
    }
    let request = close(app, actor, &tx, request, status, reason).await?;
    let fact = match status {
        RequestStatus::Approved => change(app, &tx, user, true, reason).await?,
        _ => Fact::user(Action::ProfessionalRefused, user.id).because(reason),
    };
    journal::commit(app, actor, tx, vec![fact]).await?;
    Ok(Shown { request, nickname })
}

/// Grants or withdraws the status outright. A grant answers an open request.
pub async fn set(
    app: &App,
    actor: &Actor,
    id: &str,
    is_professional: bool,
    reason: Option<&str>,
) -> Result<User> {
    actor.must(Permission::GrantProfessional)?;
    accounts::check_reason(reason).map_err(|fault| Error::Invalid(vec![fault]))?;
    let id = ids::parse(id).ok_or(Error::NotFound(Noun::User))?;
    let tx = app.store.begin().await?;
    let user = store::accounts::hold(&tx, id).await?.ok_or(Error::NotFound(Noun::User))?;
    accounts::may_touch(actor, &user)?;
    if user.is_professional == is_professional {
        return profile_fields::seen(app, actor, user).await;
    }
    if is_professional && let Some(open) = store::professional::open_of(&tx, id).await? {
        close(app, actor, &tx, open, RequestStatus::Approved, reason).await?;
    }
    let fact = change(app, &tx, user, is_professional, reason).await?;
    journal::commit(app, actor, tx, vec![fact]).await?;
    let user = store::accounts::by_id(&app.store, id).await?;
    profile_fields::seen(app, actor, user.ok_or(Error::NotFound(Noun::User))?).await
}

async fn close(
    app: &App,
    actor: &Actor,
    tx: &Tx,
    mut request: ProfessionalRequest,
    status: RequestStatus,
    reason: Option<&str>,
) -> Result<ProfessionalRequest> {
    request.status = status;
    request.reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
    request.decided_at = Some(app.clock.now());
    request.decided_by = actor.user_id();
    store::professional::decide(tx, &request).await?;
    Ok(request)
}

/// Changes a person's status, and gives the fact of it.
async fn change(
    app: &App,
    tx: &Tx,
    mut user: User,
    is_professional: bool,
    reason: Option<&str>,
) -> Result<Fact> {
    let fact = switch(&mut user, is_professional, app.clock.now()).because(reason);
    store::accounts::save(tx, &mut user, app.clock.now()).await?;
    Ok(fact)
}

/// What a manager is told of a request: who asks, and why. None when it is
/// decided by now, or is not this manager's to decide any more.
pub(crate) async fn asked(
    app: &App,
    manager: &User,
    request: Option<Id>,
) -> Result<Option<(String, String)>> {
    let Some(id) = request else { return Ok(None) };
    let request = store::professional::by_id(&app.store, id).await?;
    let open = request.filter(|request| request.status == RequestStatus::Open);
    let Some(request) = open.filter(|_| manager.role.may(Permission::GrantProfessional)) else {
        return Ok(None);
    };
    let user = store::accounts::by_id(&app.store, request.user_id).await?;
    Ok(user.map(|user| (user.nickname, request.note)))
}

/// Sets the status of a person that is then saved.
pub(crate) fn switch(user: &mut User, is_professional: bool, now: domain::Time) -> Fact {
    let action = match is_professional {
        true => Action::ProfessionalGranted,
        false => Action::ProfessionalWithdrawn,
    };
    let fact = Fact::user(action, user.id);
    let fact = fact.changed("is_professional", user.is_professional, is_professional);
    user.is_professional = is_professional;
    user.professional_status_updated_at = Some(now);
    fact
}
