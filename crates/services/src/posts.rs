//! Posts: writing, reading and moderating them.

mod front;

use domain::accounts::Posts as Leaving;
use domain::error::Faults;
use domain::page::{Listed, Page, Total};
use domain::posts::{self, Post, PostQuery, PostStatus, Written};
use domain::{Action, Actor, Error, Fact, Fault, Id, Noun, Permission, Result, User, ids};
use serde_json::{Value, json};
use store::Tx;
use store::posts::Sought;
use store::search::texts;

use crate::{App, accounts, journal, profiles};

pub use front::{Front, front};

/// Something new. Without a status it is published at once.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub title: String,
    pub body: String,
    /// As it was given.
    pub status: Option<String>,
    /// Faults that the door found while reading; reported with the rest.
    pub faults: Vec<Fault>,
}

/// What is to change; absent fields stay.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub title: Option<String>,
    pub body: Option<String>,
    /// As it was given.
    pub status: Option<String>,
    /// Why a manager hides the post, or shows it again.
    pub reason: Option<String>,
    /// The version that the caller read; another one loses the race.
    pub if_version: Option<i64>,
    /// Faults that the door found while reading; reported with the rest.
    pub faults: Vec<Fault>,
}

/// What somebody may do with a post that they see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct May {
    pub edit: bool,
    pub delete: bool,
    pub hide: bool,
    pub show: bool,
}

pub fn may(actor: &Actor, post: &Post) -> May {
    let own = owns(actor, post) && actor.must(Permission::OwnAccount).is_ok();
    let moderates = moderates(actor);
    May {
        edit: own,
        delete: own || (moderates && post.status != PostStatus::Draft),
        hide: moderates && post.status == PostStatus::Published,
        show: moderates && post.status == PostStatus::Hidden,
    }
}

fn unknown() -> Error {
    Error::NotFound(Noun::Post)
}

fn owns(actor: &Actor, post: &Post) -> bool {
    actor.person().is_ok_and(|(me, _)| post.author_id == Some(me))
}

fn moderates(actor: &Actor) -> bool {
    actor.must(Permission::ModeratePosts).is_ok()
}

/// What this caller may not see is not there.
fn sees(actor: &Actor, post: &Post) -> bool {
    match post.status {
        PostStatus::Published => true,
        PostStatus::Hidden => owns(actor, post) || moderates(actor),
        PostStatus::Draft => owns(actor, post),
    }
}

/// The newest first: those published, unless another status is asked for.
/// Drafts are their author's alone; what is hidden, their author's and the
/// managers'.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: &PostQuery,
    page: &Page,
) -> Result<Listed<Written>> {
    let none = || Listed { items: Vec::new(), total: 0, total_estimated: false, next: None };
    let mut author = None;
    if let Some(nickname) = &query.author {
        match store::accounts::by_nickname(&app.store, nickname).await? {
            Some(user) => author = Some(user.id),
            None => return Ok(none()),
        }
    }
    let status = query.status.unwrap_or(PostStatus::Published);
    let everybodys = match status {
        PostStatus::Published => true,
        PostStatus::Hidden => moderates(actor),
        PostStatus::Draft => false,
    };
    if !everybodys {
        let Ok((me, _)) = actor.person() else { return Ok(none()) };
        if author.is_some_and(|author| author != me) {
            return Ok(none());
        }
        author = Some(me);
    }
    let words = texts::words(query.search.as_deref().unwrap_or_default());
    let sought = Sought { status, author, words, fingerprint: query.fingerprint() };
    // Everybody turns the pages of one list.
    let total = match *query == PostQuery::default() {
        true => Some(Total::of(&front(app).await?.listed)),
        false => None,
    };
    store::posts::list(&app.store, &sought, page, total).await
}

/// The same of one person with a public profile.
pub async fn of_profile(
    app: &App,
    actor: &Actor,
    nickname: &str,
    query: PostQuery,
    page: &Page,
) -> Result<Listed<Written>> {
    let profile = profiles::public(app, actor, nickname).await?;
    list(app, actor, &PostQuery { author: Some(profile.nickname), ..query }, page).await
}

pub async fn read(app: &App, actor: &Actor, id: &str) -> Result<Written> {
    let id = ids::parse(id).ok_or_else(unknown)?;
    let post = store::posts::by_id(&app.store, id).await?;
    let post = post.filter(|post| sees(actor, post)).ok_or_else(unknown)?;
    store::posts::written(&app.store, post).await
}

/// What an author may set. A post that is hidden stays so until a manager
/// shows it again.
fn check_status(given: Option<&str>, now: PostStatus) -> Result<PostStatus, Fault> {
    let Some(given) = given else { return Ok(now) };
    match PostStatus::parse(given) {
        Some(status) if status == now => Ok(status),
        Some(PostStatus::Hidden) | None => Err(Fault::new("status", "post_status_unknown")),
        Some(_) if now == PostStatus::Hidden => Err(Fault::new("status", "post_is_hidden")),
        Some(status) => Ok(status),
    }
}

pub async fn create(app: &App, actor: &Actor, draft: &Draft) -> Result<Written> {
    actor.must(Permission::OwnAccount)?;
    let (author, _) = actor.person()?;
    let mut faults = Faults(draft.faults.clone());
    let title = faults.take(posts::check_title(&draft.title));
    let body = faults.take(posts::check_body(&draft.body));
    let status = check_status(draft.status.as_deref(), PostStatus::Published);
    let status = faults.take(status);
    accounts::report(faults)?;
    let now = app.clock.now();
    let post = Post {
        id: app.ids.next(),
        author_id: Some(author),
        title: title.unwrap_or_default(),
        body: body.unwrap_or_default(),
        status: status.unwrap_or(PostStatus::Draft),
        reason: None,
        created_at: now,
        updated_at: now,
        listed_at: now,
        version: 1,
    };
    let tx = app.store.begin().await?;
    // Whoever is being erased writes no more.
    store::accounts::hold(&tx, author).await?.ok_or(Error::Unauthenticated)?;
    store::posts::insert(&tx, &post).await?;
    let mut fact = Fact::post(Action::PostCreated, post.id, post.author_id);
    fact = fact.with("status", post.status.as_str());
    if post.status != PostStatus::Draft {
        fact = fact.with("title", post.title.clone());
    }
    journal::commit(app, actor, tx, vec![fact]).await?;
    store::posts::written(&app.store, post).await
}

/// Holds a post that the caller sees.
async fn hold(tx: &Tx, actor: &Actor, id: &str) -> Result<Post> {
    let id = ids::parse(id).ok_or_else(unknown)?;
    let post = store::posts::hold(tx, id).await?;
    post.filter(|post| sees(actor, post)).ok_or_else(unknown)
}

fn must_match(post: &Post, if_version: Option<i64>) -> Result<()> {
    match if_version {
        Some(version) if version != post.version => Err(Error::PreconditionFailed),
        _ => Ok(()),
    }
}

pub async fn update(app: &App, actor: &Actor, id: &str, change: &Change) -> Result<Written> {
    actor.must(Permission::OwnAccount)?;
    let tx = app.store.begin().await?;
    let before = hold(&tx, actor, id).await?;
    let moderation = moderation(actor, &before, change);
    if moderation.is_none() && !owns(actor, &before) {
        return Err(Error::Forbidden);
    }
    must_match(&before, change.if_version)?;
    let mut faults = Faults(change.faults.clone());
    if let Some(status) = moderation {
        accounts::report(faults)?;
        return moderate(app, actor, tx, before, status, change.reason.as_deref()).await;
    }
    if change.reason.is_some() {
        faults.push(Fault::new("reason", "read_only"));
    }
    let title = faults.take(change.title.as_deref().map(posts::check_title).transpose());
    let body = faults.take(change.body.as_deref().map(posts::check_body).transpose());
    let status = faults.take(check_status(change.status.as_deref(), before.status));
    accounts::report(faults)?;
    let mut post = before.clone();
    post.title = title.flatten().unwrap_or(post.title);
    post.body = body.flatten().unwrap_or(post.body);
    post.status = status.unwrap_or(post.status);
    let now = app.clock.now();
    if before.status == PostStatus::Draft && post.status == PostStatus::Published {
        post.listed_at = now;
    }
    if post != before {
        let fact = difference(&before, &post);
        store::posts::save(&tx, &mut post, now).await?;
        journal::commit(app, actor, tx, vec![fact]).await?;
    }
    store::posts::written(&app.store, post).await
}

/// The status that a manager sets, of a post that may be somebody else's.
fn moderation(actor: &Actor, post: &Post, change: &Change) -> Option<PostStatus> {
    let words = change.title.is_some() || change.body.is_some();
    let status = PostStatus::parse(change.status.as_deref()?)?;
    let moved = status == PostStatus::Hidden || post.status == PostStatus::Hidden;
    let moderated = moved && [status, post.status].iter().all(|s| *s != PostStatus::Draft);
    (moderated && !words && moderates(actor)).then_some(status)
}

/// What changed, without the words of a draft and without whole bodies.
fn difference(before: &Post, after: &Post) -> Fact {
    let title = |post: &Post| match post.status {
        PostStatus::Draft => Value::Null,
        _ => json!(post.title),
    };
    let fact = Fact::post(Action::PostUpdated, after.id, after.author_id)
        .changed("status", before.status.as_str(), after.status.as_str())
        .changed("title", title(before), title(after));
    match before.body == after.body {
        true => fact,
        false => fact.with("body_changed", true),
    }
}

pub async fn delete(app: &App, actor: &Actor, id: &str, if_version: Option<i64>) -> Result<()> {
    actor.must(Permission::OwnAccount)?;
    let tx = app.store.begin().await?;
    let post = hold(&tx, actor, id).await?;
    if !may(actor, &post).delete {
        return Err(Error::Forbidden);
    }
    must_match(&post, if_version)?;
    store::posts::delete(&tx, post.id).await?;
    let fact = Fact::post(Action::PostDeleted, post.id, post.author_id);
    journal::commit(app, actor, tx, vec![fact]).await
}

/// Takes a published post out of sight; its author is told why.
pub async fn hide(app: &App, actor: &Actor, id: &str, reason: &str) -> Result<Written> {
    actor.must(Permission::ModeratePosts)?;
    let tx = app.store.begin().await?;
    let post = hold(&tx, actor, id).await?;
    moderate(app, actor, tx, post, PostStatus::Hidden, Some(reason)).await
}

/// Puts a hidden post back where it was.
pub async fn show(app: &App, actor: &Actor, id: &str, reason: Option<&str>) -> Result<Written> {
    actor.must(Permission::ModeratePosts)?;
    let tx = app.store.begin().await?;
    let post = hold(&tx, actor, id).await?;
    moderate(app, actor, tx, post, PostStatus::Published, reason).await
}

async fn moderate(
    app: &App,
    actor: &Actor,
    tx: Tx,
    mut post: Post,
    status: PostStatus,
    reason: Option<&str>,
) -> Result<Written> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if status == PostStatus::Hidden && reason.is_none() {
        return Err(Error::field("reason", "reason_required"));
    }
    accounts::check_reason(reason).map_err(|fault| Error::Invalid(vec![fault]))?;
    // A manager's own draft is not the moderators' business.
    if post.status == PostStatus::Draft {
        return Err(unknown());
    }
    if post.status == status {
        return store::posts::written(&app.store, post).await;
    }
    let action = match status {
        PostStatus::Hidden => Action::PostHidden,
        _ => Action::PostShown,
    };
    let fact = Fact::post(action, post.id, post.author_id)
        .changed("status", post.status.as_str(), status.as_str())
        .detailed(post.id)
        .because(reason);
    post.status = status;
    post.reason = reason.filter(|_| status == PostStatus::Hidden).map(str::to_owned);
    store::posts::save(&tx, &mut post, app.clock.now()).await?;
    journal::commit(app, actor, tx, vec![fact]).await?;
    store::posts::written(&app.store, post).await
}

/// What the author of a hidden post is told of it: its title. None when it is
/// gone, or shown again.
pub(crate) async fn hidden(app: &App, author: &User, post: Option<Id>) -> Result<Option<Post>> {
    let Some(id) = post else { return Ok(None) };
    let post = store::posts::by_id(&app.store, id).await?;
    let hidden = |post: &Post| post.status == PostStatus::Hidden;
    Ok(post.filter(|post| hidden(post) && post.author_id == Some(author.id)))
}

/// What becomes of somebody's posts when they are erased. Whoever did not
/// choose leaves nothing behind.
pub(crate) async fn leave(tx: &Tx, user: &User) -> Result<Leaving> {
    let wish = user.leaving_posts.unwrap_or(Leaving::Delete);
    match wish {
        Leaving::Delete => store::posts::delete_of(tx, user.id).await?,
        Leaving::Keep => store::posts::forget_author(tx, user.id).await?,
    }
    Ok(wish)
}
