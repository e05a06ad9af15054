//! Pictures of people: judged by their content, drawn anew as WebP in three
//! sizes, and kept under names that their content decides. Or, without an
//! upload, a picture that the nickname decides.

mod decode;
mod default;
mod drawing;
mod exif;
pub(crate) mod loose;
mod scale;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use domain::error::Noun;
use domain::pictures::{Size, file, parse_file};
use domain::{Actor, Error, Permission, Result, User};
use gateways::objects::signed_origin;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::App;
use crate::accounts::{self, Edit};

pub use default::default_picture;

/// The largest picture that is taken, in bytes.
pub const MAX_BYTES: usize = 5 << 20;

/// Memory for decoding that all pictures at work share, in MiB.
const MEMORY: u32 = 384;
/// How long a picture waits for that before its owner is asked to try again.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long the address of an object that a link lends is good.
const SIGNED: Duration = Duration::from_secs(3600);

/// Where pictures are worked on: few at once, so that memory is bounded.
pub(crate) struct Studio(Arc<Semaphore>);

impl Default for Studio {
    fn default() -> Self {
        Studio(Arc::new(Semaphore::new(MEMORY as usize)))
    }
}

/// A picture that was drawn and put, and is nobody's yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    hash: String,
}

impl Ready {
    pub(crate) fn hash(&self) -> &str {
        &self.hash
    }
}

/// What an edit does to the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureChange {
    Set(Ready),
    Remove,
}

/// What is served under a picture's name.
pub enum Served {
    Bytes {
        data: Bytes,
        content_type: &'static str,
    },
    /// An absolute address elsewhere.
    Redirect(String),
}

/// Where a person's picture is, from the site's root.
pub fn path(user: &User, size: Size) -> String {
    path_of(&user.nickname, user.picture.as_deref(), size)
}

/// The same by nickname and the hash of what was uploaded.
pub fn path_of(nickname: &str, picture: Option<&str>, size: Size) -> String {
    match picture {
        Some(hash) => format!("/pictures/{}", file(hash, size)),
        None => format!("/pictures/default/{nickname}.svg"),
    }
}

/// Draws and keeps a picture. It stays only if an edit takes it soon.
pub async fn prepare(app: &App, actor: &Actor, data: Bytes) -> Result<Ready> {
    actor.must(Permission::OwnAccount)?;
    let drawn = draw(app, data).await?;
    let mut hash = Sha256::new();
    drawn.iter().for_each(|(_, bytes)| hash.update(bytes));
    let hash = hex::encode(hash.finalize());
    loose::note(app, &hash).await?;
    let puts = drawn.map(|(size, bytes)| (key(&hash, size), bytes));
    let [large, medium, small] =
        puts.map(|(key, bytes)| async move { app.objects.put(&key, bytes).await });
    tokio::try_join!(large, medium, small)?;
    Ok(Ready { hash })
}

/// Gives the caller a new picture.
pub async fn set(app: &App, actor: &Actor, data: Bytes) -> Result<User> {
    let ready = prepare(app, actor, data).await?;
    change(app, actor, PictureChange::Set(ready)).await
}

/// Takes the caller's picture away, if there is one.
pub async fn remove(app: &App, actor: &Actor) -> Result<User> {
    change(app, actor, PictureChange::Remove).await
}

async fn change(app: &App, actor: &Actor, change: PictureChange) -> Result<User> {
    let (id, _) = actor.person()?;
    let edit = Edit { picture: Some(change), ..Edit::default() };
    accounts::update(app, actor, &id.to_string(), &edit).await
}

/// What is under a name such as `…-128.webp`.
pub async fn load(app: &App, name: &str) -> Result<Served> {
    let (hash, size) = parse_file(name).ok_or(Error::NotFound(Noun::Page))?;
    let key = key(hash, size);
    let settings = &app.settings.objects;
    if !settings.public_url.is_empty() {
        let root = settings.public_url.trim_end_matches('/');
        return Ok(Served::Redirect(format!("{root}/{key}")));
    }
    if settings.signed
        && let Some(address) = app.objects.signed(&key, SIGNED).await?
    {
        return Ok(Served::Redirect(address));
    }
    let data = app.objects.get(&key).await?.ok_or(Error::NotFound(Noun::Page))?;
    Ok(Served::Bytes { data, content_type: "image/webp" })
}

/// The origin that pictures are redirected to, for policies that name it.
pub fn elsewhere(app: &App) -> Option<String> {
    let settings = &app.settings.objects;
    match settings.public_url.splitn(4, '/').collect::<Vec<_>>()[..] {
        [scheme, "", host, ..] => Some(format!("{scheme}//{host}")),
        _ if settings.signed => signed_origin(&settings.url),
        _ => None,
    }
}

/// Where somebody's picture is: of those with a public profile for everyone,
/// of the others for managers and themselves.
pub async fn find(app: &App, actor: &Actor, id: &str, size: Size) -> Result<String> {
    let missing = || Error::NotFound(Noun::User);
    let id = domain::ids::parse(id).ok_or_else(missing)?;
    let user = store::accounts::by_id(&app.store, id).await?.ok_or_else(missing)?;
    let near = actor.user_id() == Some(user.id) || actor.must(Permission::ManageUsers).is_ok();
    if !near && !crate::profiles::is_public(&user) {
        return Err(missing());
    }
    Ok(path(&user, size))
}

/// The files of the picture that a person uploaded, largest first.
pub async fn of(app: &App, user: &User) -> Result<Vec<(String, Bytes)>> {
    let mut files = Vec::new();
    for size in Size::ALL {
        let Some(hash) = &user.picture else { break };
        if let Some(bytes) = app.objects.get(&key(hash, size)).await? {
            files.push((format!("picture-{}.webp", size.pixels()), bytes));
        }
    }
    Ok(files)
}

fn key(hash: &str, size: Size) -> String {
    format!("pictures/{}", file(hash, size))
}

/// The picture in each size, once there is memory for it.
async fn draw(app: &App, data: Bytes) -> Result<[(Size, Bytes); 3]> {
    if data.len() > MAX_BYTES {
        return Err(Error::PictureTooLarge);
    }
    let picture = decode::look(&data)?;
    let memory = picture.memory().clamp(MEMORY / 6, MEMORY);
    let waiting = timeout(PATIENCE, app.studio.0.clone().acquire_many_owned(memory));
    let room = match waiting.await {
        Ok(room) => room.map_err(Error::internal)?,
        Err(_) => return Err(Error::Busy { retry_after: 2 }),
    };
    // A caller who goes away leaves the work to end by itself; it keeps its
    // room until then.
    let work = tokio::task::spawn_blocking(move || {
        let drawn = picture.square(&data).and_then(|square| scale::encode(&square));
        drop(data);
        drop(room);
        drawn
    });
    match work.await {
        Ok(drawn) => drawn,
        // A decoder that gives up on nonsense by panicking says no as well.
        Err(error) => {
            tracing::warn!(%error, "a picture could not be read");
            Err(Error::NotAPicture)
        }
    }
}

#[cfg(test)]
mod tests;
