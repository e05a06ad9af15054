use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use domain::{Clock, MessageType, Settings};
use sha2::{Digest, Sha256};
use store::Store;

use super::*;
use crate::accounts::{self, Entry};
use crate::{outbox, schema};

const PASSWORD: &str = "plum tractor 77";

/// One verified person at a site whose clock stands still.
struct House {
    app: App,
    time: Arc<AtomicI64>,
    folder: PathBuf,
}

impl House {
    async fn open() -> House {
        let name = format!("roster-sessions-{}", domain::Random::System.secret());
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
        let entry = Entry {
            email: "ana@example.org".into(),
            nickname: Some("ana".into()),
            password: Some(PASSWORD.into()),
            email_verified: true,
            ..Default::default()
        };
        accounts::create(&app, &Actor::operator(), &entry).await.unwrap();
        House { app, time, folder }
    }

    /// Lets time pass; what is remembered for a moment is forgotten.
    async fn later(&self, span: Duration) {
        self.time.fetch_add(span.num_microseconds().unwrap(), Ordering::Relaxed);
        self.app.presence.forget(self.ana().await.id);
    }

    async fn ana(&self) -> User {
        store::accounts::by_email(&self.app.store, "ana@example.org").await.unwrap().unwrap()
    }

    async fn browse(&self, remember: bool, agent: &str) -> BrowserSession {
        let actor = from(agent);
        let entered = accounts::sign_in_browser(&self.app, &actor, "ana", PASSWORD, remember);
        entered.await.unwrap().session
    }

    async fn visit(&self, cookie: &str) -> Option<Visit> {
        visit(&self.app, cookie, Origin::default()).await.unwrap()
    }

    /// The notices of new devices that wait to be sent.
    async fn notices(&self) -> Vec<domain::messages::Message> {
        let id = self.ana().await.id;
        let mut all = store::messages::of_user(&self.app.store, id).await.unwrap();
        all.retain(|message| message.message_type == MessageType::AccountNewDevice);
        all
    }

    async fn close(self) {
        self.app.store.close().await;
        std::fs::remove_dir_all(self.folder).unwrap();
    }
}

fn from(agent: &str) -> Actor {
    let address = Some("192.0.2.7".parse().unwrap());
    let user_agent = Some(agent.to_owned());
    Actor::guest(Origin { address, user_agent, ..Default::default() })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idle_browser_is_forgotten_and_a_busy_one_is_not() {
    let house = House::open().await;
    let session = house.browse(false, "curl/8").await;
    assert_eq!((session.cookie.len(), session.seconds), (64, None));
    for _ in 0..3 {
        house.later(Duration::hours(11)).await;
        assert_eq!(house.visit(&session.cookie).await.unwrap().user.nickname, "ana");
    }
    house.later(Duration::hours(12)).await;
    assert!(house.visit(&session.cookie).await.is_none());
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_remembered_browser_has_thirty_days() {
    let house = House::open().await;
    let session = house.browse(true, "curl/8").await;
    assert_eq!(session.seconds, Some(30 * 86_400));
    house.later(Duration::days(20)).await;
    let visit = house.visit(&session.cookie).await.unwrap();
    let renewed = confirm(&house.app, &visit.actor, PASSWORD).await.unwrap().unwrap();
    assert_eq!(renewed.seconds, Some(10 * 86_400), "another cookie lasts no longer");
    house.later(Duration::days(10)).await;
    assert!(house.visit(&renewed.cookie).await.is_none());
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_use_is_written_once_a_minute() {
    let house = House::open().await;
    let session = house.browse(false, "curl/8").await;
    let began = house.visit(&session.cookie).await.unwrap().session.last_seen_at;
    house.later(Duration::seconds(59)).await;
    house.visit(&session.cookie).await.unwrap();
    house.later(Duration::seconds(0)).await;
    assert_eq!(house.visit(&session.cookie).await.unwrap().session.last_seen_at, began);
    house.later(Duration::seconds(2)).await;
    house.visit(&session.cookie).await.unwrap();
    house.later(Duration::seconds(0)).await;
    let seen = house.visit(&session.cookie).await.unwrap().session;
    assert_eq!(seen.last_seen_at, began + Duration::seconds(61));
    assert_eq!(seen.expires_at, seen.last_seen_at + Duration::hours(IDLE_HOURS));
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_and_cookies_are_not_each_other() {
    let house = House::open().await;
    let app = &house.app;
    let browser = house.browse(false, "curl/8").await;
    assert!(house.visit(&browser.cookie).await.is_some());
    // Remembered now, the session is not to be had with another secret.
    let bytes = URL_SAFE_NO_PAD.decode(&browser.cookie).unwrap();
    let (id, secret) = bytes.split_at(16);
    let text = |parts: &[&[u8]]| URL_SAFE_NO_PAD.encode(parts.concat());
    assert!(house.visit(&text(&[id, &[0; 32]])).await.is_none());
    for strange in ["", "x", &browser.cookie[1..], &"*".repeat(64), &text(&[&[7; 48]])] {
        assert!(house.visit(strange).await.is_none(), "{strange}");
    }
    for token in [text(&[id, secret, secret]), text(&[id, &[0; 32], secret])] {
        let refused = refresh(app, Origin::default(), &token).await;
        assert!(matches!(refused, Err(Error::InvalidGrant)));
    }
    assert!(house.visit(&browser.cookie).await.is_some(), "nothing was ended by it");

    let signed = accounts::sign_in(app, &from("curl/8"), "ana", PASSWORD).await.unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(&signed.tokens.refresh_token).unwrap();
    let (id, family, current) = (&bytes[..16], &bytes[16..48], &bytes[48..]);
    for cookie in [text(&[id, family]), text(&[id, current]), text(&[id, &Sha256::digest(current)])]
    {
        assert!(house.visit(&cookie).await.is_none());
    }
    assert!(authenticate(app, &signed.tokens.access_token, Origin::default()).await.is_ok());
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_privilege_replaces_the_cookie() {
    let house = House::open().await;
    let app = &house.app;
    let first = house.browse(false, "curl/8").await;
    let other = house.browse(false, "curl/8").await;
    house.later(Duration::minutes(16)).await;
    let actor = house.visit(&first.cookie).await.unwrap().actor;
    let refused = revoke_others(app, &actor, None).await;
    assert!(matches!(refused, Err(Error::ReauthenticationRequired)));
    assert!(matches!(confirm(app, &actor, "wrong").await, Err(Error::Invalid(_))));
    let second = confirm(app, &actor, PASSWORD).await.unwrap().unwrap();
    assert!(house.visit(&first.cookie).await.is_none());
    let actor = house.visit(&second.cookie).await.unwrap().actor;
    assert!(house.visit(&other.cookie).await.is_some());
    revoke_others(app, &actor, None).await.unwrap();
    assert!(house.visit(&other.cookie).await.is_none());

    let other = house.browse(true, "curl/8").await;
    let new = "seven herons 44";
    let third = accounts::change_password(app, &actor, PASSWORD, new).await.unwrap().unwrap();
    for old in [&first, &second, &other] {
        assert!(house.visit(&old.cookie).await.is_none());
    }
    assert!(house.visit(&third.cookie).await.is_some());
    let id = house.ana().await.id.to_string();
    accounts::lock(app, &Actor::operator(), &id, None).await.unwrap();
    assert!(house.visit(&third.cookie).await.is_none());
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_device_is_told_of_once_and_its_session_ends_by_the_link() {
    let house = House::open().await;
    let app = &house.app;
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    house.browse(false, "curl/8.1").await;
    house.browse(true, "curl/8.2").await;
    assert!(house.notices().await.is_empty(), "neither the first device, nor its next version");
    let strange = house.browse(false, firefox).await;
    house.later(Duration::hours(30)).await;
    accounts::sign_in(app, &from(firefox), "ana", PASSWORD).await.unwrap();
    let notices = house.notices().await;
    assert_eq!(notices.len(), 1);

    // The first session idled out, and its link with it.
    let strange_again = house.browse(false, "wget/1").await;
    let notices = house.notices().await;
    let prepared = outbox::prepare(app, &notices[1]).await.unwrap().unwrap();
    assert_eq!(prepared.values["device"], "wget");
    assert_eq!(prepared.values["address"], "192.0.2.7");
    let secret = |prepared: &outbox::Prepared| {
        let link = prepared.values["link"].as_str().unwrap().to_owned();
        link.rsplit('/').next().unwrap().to_owned()
    };
    let first = secret(&prepared);
    // Sent twice, the later link counts.
    let link = secret(&outbox::prepare(app, &notices[1]).await.unwrap().unwrap());
    assert!(check_end_link(app, &first).await.is_err());
    assert!(accounts::check_reset(app, &link).await.is_err());
    assert_eq!(check_end_link(app, &link).await.unwrap().device, "wget");
    assert!(house.visit(&strange_again.cookie).await.is_some());
    end_by_link(app, &Actor::guest(Origin::default()), &link).await.unwrap();
    assert!(house.visit(&strange_again.cookie).await.is_none());
    assert!(house.visit(&strange.cookie).await.is_none());
    let again = end_by_link(app, &Actor::guest(Origin::default()), &link).await;
    assert!(matches!(again, Err(Error::InvalidVerificationToken)));
    let prepared = outbox::prepare(app, &notices[1]).await.unwrap().unwrap();
    assert!(prepared.values["link"].is_null());
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sign_ins_at_once_with_a_new_device_are_told_of_once() {
    let house = House::open().await;
    house.browse(false, "curl/8").await;
    let house = Arc::new(house);
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let house = house.clone();
        all.spawn(async move { house.browse(false, "wget/1").await });
    }
    all.join_all().await;
    assert_eq!(house.notices().await.len(), 1);
    Arc::into_inner(house).unwrap().close().await;
}
