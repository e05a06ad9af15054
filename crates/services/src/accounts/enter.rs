//! The ways in, over one shared core: registering oneself, being made by a
//! manager or the command line, and the first administrator's setup.

use domain::ProfileChange;
use domain::accounts::Password;
use domain::analytics::Member;
use domain::error::{Fault, Faults};
use domain::fields::{ExtraChange, Viewer};
use domain::settings::Registration;
use domain::{
    Action, Actor, EmailAddress, Error, Fact, Id, Nickname, Permission, Profile, Result, Role,
    User, Who,
};
use serde_json::{Map, Value};
use store::{StoreError, Tx};

use super::report;
use crate::invitations::{self, Invited};
use crate::throttle::Throttle;
use crate::{App, journal, mailing_list, profile_fields, setup as setup_link};

/// Names drawn before giving up; the number widens with each.
const DRAWS: u32 = 12;

/// What is said about a person who comes in.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub email: String,
    /// None: the person is invited to set one.
    pub password: Option<String>,
    pub nickname: Option<String>,
    pub profile: ProfileChange,
    /// Profile fields that the administrator defined, when they are given.
    pub extra: Option<Map<String, Value>>,
    pub mailing_list: bool,
    pub role: Option<Role>,
    pub email_verified: bool,
    /// The token of an invitation that somebody registers by.
    pub invitation: Option<String>,
    /// Faults that the door found while reading; reported with the rest.
    pub faults: Vec<Fault>,
}

/// An entry whose every value keeps the rules.
struct Checked {
    email: EmailAddress,
    nickname: Option<Nickname>,
    password: Option<Password>,
    profile: Profile,
    extra: Map<String, Value>,
    mailing_list: bool,
}

/// `viewer` is who fills the profile fields in.
async fn check(app: &App, actor: &Actor, entry: &Entry, viewer: Viewer) -> Result<Checked> {
    let mut faults = Faults(entry.faults.clone());
    let email = faults.take(EmailAddress::parse("email", &entry.email));
    let nickname = entry.nickname.as_deref().map(|n| Nickname::parse("nickname", n)).transpose();
    let nickname = faults.take(nickname).flatten();
    let site = &app.settings.site;
    let locale = match actor.origin.locale.as_str() {
        "" => site.locale.clone(),
        chosen => chosen.to_owned(),
    };
    let time_zone = actor.origin.time_zone.as_ref().unwrap_or(&site.time_zone).clone();
    let mut profile = Profile { locale, time_zone, ..Default::default() };
    entry.profile.apply(&mut profile, &mut faults);
    let mut extra = Map::new();
    if let Some(values) = &entry.extra {
        let fields = profile_fields::known(app).await?;
        let change = ExtraChange { values: values.clone(), replace: true };
        change.apply(&fields, viewer, &mut extra, &mut faults);
    }
    let mut own: Vec<&str> = [&profile.first_name, &profile.last_name]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    own.extend(nickname.as_ref().map(Nickname::as_str));
    if let Some(email) = &email {
        own.extend([email.as_str(), email.local_part()]);
    }
    let password =
        entry.password.as_deref().map(|p| Password::check("password", p, &own)).transpose();
    let password = faults.take(password).flatten();
    report(faults)?;
    let email = email.ok_or_else(|| Error::internal("an address without faults is missing"))?;
    Ok(Checked { email, nickname, password, profile, extra, mailing_list: entry.mailing_list })
}

/// Someone registers themselves, perhaps by an invitation. Nobody becomes more
/// than a member by it.
pub async fn register(app: &App, actor: &Actor, entry: &Entry) -> Result<User> {
    let accounts = &app.settings.accounts;
    let invitation = entry.invitation.as_deref();
    match accounts.registration {
        Registration::Open => {}
        Registration::Closed => return Err(Error::RegistrationClosed),
        // Before anything is said of what was typed.
        Registration::Invitation => match invitation {
            Some(token) if invitations::prefill(app, token).await?.is_some() => {}
            _ => return Err(Error::RegistrationClosed),
        },
    }
    // Who sends no profile fields at all lacks the required ones.
    let extra = Some(entry.extra.clone().unwrap_or_default());
    let entry = Entry { role: None, email_verified: false, extra, ..entry.clone() };
    let checked = check(app, actor, &entry, Viewer::Own).await?;
    if let Some(fault) = accounts.refuses(&checked.email) {
        return Err(Error::Invalid(vec![fault]));
    }
    let invited = match invitation {
        None => None,
        Some(token) => match invitations::invited(app, token, &checked.email).await? {
            None => return Err(not_admitted(app)),
            invited => invited,
        },
    };
    if checked.password.is_none() {
        return Err(Error::field("password", "required"));
    }
    let throttle = Throttle::register(app, actor);
    throttle.check(app).await?;
    let user = add(app, actor, checked, Way::Register(throttle, invited)).await?;
    app.figures.registrations.inc();
    Ok(user)
}

/// What an invitation comes to that admits nobody.
fn not_admitted(app: &App) -> Error {
    match app.settings.accounts.registration {
        Registration::Open => Error::field("invitation", "invitation_invalid"),
        _ => Error::RegistrationClosed,
    }
}

/// A manager, or the command line, makes an account. Without a password its
/// owner is mailed an invitation to set one.
pub async fn create(app: &App, actor: &Actor, entry: &Entry) -> Result<User> {
    actor.must(Permission::ManageUsers)?;
    let checked = check(app, actor, entry, Viewer::Other(actor.role())).await?;
    let role = match (entry.role, entry.email_verified) {
        (Some(role), _) => role,
        (None, true) => Role::Authenticated,
        (None, false) => Role::Anonymous,
    };
    if !actor.role().may_grant(role) {
        return Err(Error::Forbidden);
    }
    add(app, actor, checked, Way::Create { role, verified: entry.email_verified }).await
}

/// The first administrator, through the one-time link.
pub async fn setup(app: &App, actor: &Actor, token: &str, entry: &Entry) -> Result<User> {
    setup_link::check(app, token).await?;
    let checked = check(app, actor, entry, Viewer::Own).await?;
    if checked.password.is_none() {
        return Err(Error::field("password", "required"));
    }
    add(app, actor, checked, Way::Setup(token.to_owned())).await
}

enum Way {
    Register(Throttle, Option<Invited>),
    Create { role: Role, verified: bool },
    Setup(String),
}

/// The shared core: hash, then insert until a free nickname is drawn.
async fn add(app: &App, actor: &Actor, checked: Checked, way: Way) -> Result<User> {
    let chosen = checked.nickname.as_ref().map(Nickname::as_str);
    let (email, nickname) = store::accounts::taken(
        &app.store,
        checked.email.as_str(),
        chosen.unwrap_or_default(),
        None,
    )
    .await?;
    if email || nickname {
        return Err(Error::Taken { email, nickname });
    }
    let hash = match checked.password.clone() {
        Some(password) => Some(app.hasher.hash(password).await?),
        None => None,
    };
    for attempt in 0..DRAWS {
        let nickname = match &checked.nickname {
            Some(nickname) => nickname.clone(),
            None => Nickname::generate(&app.random, attempt),
        };
        match insert(app, actor, &checked, &nickname, hash.as_deref(), &way).await {
            Ok(user) => return Ok(user),
            Err(StoreError::Failed(error)) => return Err(error),
            Err(StoreError::Duplicate) => {
                let address = checked.email.as_str();
                let (email, nickname) =
                    store::accounts::taken(&app.store, address, nickname.as_str(), None).await?;
                if email || (nickname && checked.nickname.is_some()) {
                    return Err(Error::Taken { email, nickname });
                }
            }
        }
    }
    Err(Error::internal("no free nickname was drawn"))
}

async fn insert(
    app: &App,
    actor: &Actor,
    checked: &Checked,
    nickname: &Nickname,
    hash: Option<&str>,
    way: &Way,
) -> Result<User, StoreError> {
    let failed = StoreError::Failed;
    let tx = app.store.begin().await.map_err(failed)?;
    let now = app.clock.now();
    let (action, role, verified) = match way {
        Way::Register(throttle, invited) => {
            throttle.count(&tx, now);
            let proved = invited.is_some_and(|invited| invited.proves);
            let role = if proved { Role::Authenticated } else { Role::Anonymous };
            match app.settings.accounts.first_user_is_admin {
                true => {
                    tx.lock("roster.first_user").await.map_err(failed)?;
                    match store::accounts::any(&tx).await.map_err(failed)? {
                        true => (Action::UserRegistered, role, proved),
                        false => (Action::UserRegistered, Role::Admin, true),
                    }
                }
                false => (Action::UserRegistered, role, proved),
            }
        }
        Way::Create { role, verified } => (Action::UserCreated, *role, *verified),
        Way::Setup(token) => {
            setup_link::spend(app, &tx, token).await.map_err(failed)?;
            (Action::UserCreated, Role::Admin, true)
        }
    };
    let user = User {
        id: app.ids.next(),
        nickname: nickname.as_str().to_owned(),
        email: checked.email.as_str().to_owned(),
        email_verified: verified,
        profile: checked.profile.clone(),
        extra: checked.extra.clone(),
        role,
        is_professional: false,
        professional_status_updated_at: None,
        last_login_at: None,
        failed_login_attempts: 0,
        is_locked: false,
        locked_at: None,
        locked_by: None,
        delete_after: None,
        leaving_posts: None,
        mailing_list: checked.mailing_list,
        picture: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    store::accounts::insert(&tx, &user, hash).await?;
    if matches!(way, Way::Register(..)) && app.settings.analytics.enabled {
        let member = Member::new(now, actor.origin.visitor);
        store::analytics::register(&tx, user.id, &member);
    }
    if user.is_active_admin() {
        setup_link::withdraw(&tx).await.map_err(failed)?;
    }
    let mut fact = Fact::user(action, user.id)
        .with("nickname", user.nickname.clone())
        .with("email", user.email.clone())
        .with("role", role.as_str())
        .with("email_verified", verified);
    if hash.is_none() {
        fact = fact.with("invited", true);
        fact.after.remove("email_verified");
    }
    let actor = match way {
        Way::Create { .. } => actor.clone(),
        _ => actor.acting(Who::Holder(user.id)),
    };
    let mut facts = vec![fact];
    if let Way::Register(_, Some(invited)) = way {
        let (id, more) = join(app, &tx, &user, invited).await.map_err(failed)?;
        facts[0].after.insert("invitation".to_owned(), id.to_string().into());
        facts.extend(more);
    }
    facts.extend(invitations::convert(app, &tx, [&user]).await.map_err(failed)?);
    facts.extend(mailing_list::follow(app, None, Some(&user)));
    journal::commit(app, &actor, tx, facts).await.map_err(failed)?;
    Ok(user)
}

/// Lets somebody in by their invitation, which proves the address that it went
/// to; gives its id.
async fn join(app: &App, tx: &Tx, user: &User, invited: &Invited) -> Result<(Id, Vec<Fact>)> {
    let admitted = invitations::admit(app, tx, invited.id, user.id).await?;
    let mut facts = admitted.ok_or_else(|| not_admitted(app))?;
    if invited.proves && user.role != Role::Admin {
        // A welcome follows.
        facts.push(Fact::user(Action::UserVerified, user.id));
    }
    Ok((invited.id, facts))
}
