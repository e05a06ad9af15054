//! Who removes objects, and when nobody does.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::{Clock, Id, Origin, Settings, Who};
use gateways::objects::Objects;
use store::Store;

use super::*;
use crate::accounts::Entry;
use crate::schema;

/// Ana and Ben at a site whose clock stands still and whose objects are in
/// memory.
struct House {
    app: App,
    time: Arc<AtomicI64>,
    folder: PathBuf,
    ana: Actor,
    ben: Actor,
}

impl House {
    async fn open() -> House {
        let name = format!("roster-pictures-{}", domain::Random::System.secret());
        let folder = std::env::temp_dir().join(name);
        let text = include_str!("../../../../config.default.toml");
        let mut settings: Settings = toml::from_str(text).unwrap();
        settings.database.url = format!("sqlite://{}", folder.join("test.db").display());
        settings.objects.url = format!("file://{}", folder.join("objects").display());
        settings.passwords.memory_kib = 64;
        let store = Store::open(&settings.database).await.unwrap();
        schema::up(&store).await.unwrap();
        let mut app = Arc::into_inner(App::with_store(settings, store).unwrap()).unwrap();
        let time = Arc::new(AtomicI64::new(app.clock.now().timestamp_micros()));
        app.clock = Clock::Fixed(time.clone());
        app.objects = Objects::memory();
        let ana = person(&app, "ana").await;
        let ben = person(&app, "ben").await;
        House { app, time, folder, ana, ben }
    }

    fn later(&self, seconds: i64) {
        self.time.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// How many objects there are, after a sweep.
    async fn left(&self) -> usize {
        loose::sweep(&self.app).await.unwrap();
        let mut found = self.app.objects.list("").unwrap();
        let mut count = 0;
        while found.next().await.unwrap().is_some() {
            count += 1;
        }
        count
    }

    async fn close(self) {
        self.app.store.close().await;
        std::fs::remove_dir_all(self.folder).unwrap();
    }
}

async fn person(app: &App, name: &str) -> Actor {
    let entry = Entry {
        email: format!("{name}@example.org"),
        nickname: Some(name.to_owned()),
        password: Some("plum tractor 77".into()),
        email_verified: true,
        ..Default::default()
    };
    let user = accounts::create(app, &Actor::operator(), &entry).await.unwrap();
    let who = Who::User {
        id: user.id,
        role: user.role,
        session: Id::nil(),
        signed_in_at: app.clock.now(),
    };
    Actor::guest(Origin::default()).acting(who)
}

fn drawing(colour: &str) -> Bytes {
    let rect = format!("<rect width=\"9\" height=\"9\" fill=\"{colour}\"/>");
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{rect}</svg>").into()
}

#[tokio::test]
async fn what_is_replaced_or_abandoned_goes_after_its_rest() {
    let house = House::open().await;
    let app = &house.app;
    set(app, &house.ana, drawing("red")).await.unwrap();
    assert_eq!(house.left().await, 3);
    set(app, &house.ana, drawing("blue")).await.unwrap();
    // Never taken.
    prepare(app, &house.ana, drawing("green")).await.unwrap();
    assert_eq!(house.left().await, 9);
    house.later(29);
    assert_eq!(house.left().await, 9);
    house.later(1);
    assert_eq!(house.left().await, 3);
    remove(app, &house.ana).await.unwrap();
    remove(app, &house.ana).await.unwrap();
    house.later(30);
    assert_eq!(house.left().await, 0);
    house.close().await;
}

#[tokio::test]
async fn what_somebody_else_shows_stays() {
    let house = House::open().await;
    let app = &house.app;
    let ana = set(app, &house.ana, drawing("red")).await.unwrap();
    let ben = set(app, &house.ben, drawing("red")).await.unwrap();
    assert_eq!(ana.picture, ben.picture);
    remove(app, &house.ana).await.unwrap();
    house.later(100);
    assert_eq!(house.left().await, 3);
    // Erasing a person lets go of the picture as well.
    accounts::delete(app, &Actor::operator(), &ben.id.to_string(), None).await.unwrap();
    house.later(100);
    assert_eq!(house.left().await, 0);
    house.close().await;
}

#[tokio::test]
async fn what_is_uploaded_again_in_time_stays() {
    let house = House::open().await;
    let app = &house.app;
    set(app, &house.ana, drawing("red")).await.unwrap();
    remove(app, &house.ana).await.unwrap();
    house.later(40);
    // Noted anew before the sweep comes by, and taken after it.
    let ready = prepare(app, &house.ben, drawing("red")).await.unwrap();
    assert_eq!(house.left().await, 3);
    house.later(20);
    assert_eq!(house.left().await, 3);
    change(app, &house.ben, PictureChange::Set(ready)).await.unwrap();
    house.later(100);
    assert_eq!(house.left().await, 3);
    // One that rested too long is gone, and cannot be taken.
    let late = prepare(app, &house.ana, drawing("blue")).await.unwrap();
    house.later(100);
    assert_eq!(house.left().await, 3);
    let error = change(app, &house.ana, PictureChange::Set(late)).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable { service: "objects", .. }), "{error}");
    let ana = accounts::find(app, &Actor::operator(), "ana").await.unwrap();
    assert_eq!(ana.picture, None);
    house.close().await;
}

#[tokio::test]
async fn what_is_being_removed_is_neither_put_nor_taken() {
    let house = House::open().await;
    let app = &house.app;
    let ready = prepare(app, &house.ana, drawing("red")).await.unwrap();
    house.later(40);
    // Somebody claimed it, and died or dawdles.
    let now = app.clock.now();
    let id = format!("pictures/{}", ready.hash());
    let tx = app.store.begin().await.unwrap();
    let until = now + chrono::TimeDelta::seconds(60);
    assert!(store::objects::claim(&tx, &id, now, now, until).await.unwrap());
    tx.commit().await.unwrap();
    let taking = change(app, &house.ana, PictureChange::Set(ready)).await;
    assert!(matches!(taking, Err(Error::Unavailable { .. })), "{taking:?}");
    let (waiting, done) = (set(app, &house.ben, drawing("red")), async {
        let tx = app.store.begin().await.unwrap();
        store::objects::forget(&tx, &id, until).await.unwrap();
        tx.commit().await.unwrap();
    });
    let (ben, ()) = tokio::join!(waiting, done);
    assert!(ben.unwrap().picture.is_some());
    house.later(200);
    assert_eq!(house.left().await, 3);
    house.close().await;
}

#[tokio::test]
async fn whatever_happens_at_once_every_picture_shown_is_there() {
    let house = House::open().await;
    let app = &house.app;
    let colours = ["red", "blue"];
    for round in 0..20 {
        let colour = |n: usize| drawing(colours[(round / n) % 2]);
        let (ana, ben, _) = tokio::join!(
            set(app, &house.ana, colour(1)),
            set(app, &house.ben, colour(2)),
            loose::sweep(app)
        );
        for user in [ana.unwrap(), ben.unwrap()] {
            assert_eq!(of(app, &user).await.unwrap().len(), 3, "round {round}");
        }
        house.later([0, 31, 29, 61][round % 4]);
    }
    house.later(100);
    let people = [&house.ana, &house.ben].map(|actor| actor.user_id().unwrap());
    let mut shown = std::collections::HashSet::new();
    for id in people {
        let user = store::accounts::by_id(&app.store, id).await.unwrap().unwrap();
        shown.insert(user.picture);
    }
    assert_eq!(house.left().await, shown.len() * 3);
    house.close().await;
}
