use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{Actor, MessageType, Origin, Settings};
use services::App;
use services::accounts::{self, Entry};
use services::{mailbox, schema, sessions};
use store::Store;
use views::Emails;

use crate::{Workers, start};

async fn app(folder: &std::path::Path) -> Arc<App> {
    let text = include_str!("../../../config.default.toml");
    let mut settings: Settings = toml::from_str(text).unwrap();
    settings.database.url = format!("sqlite://{}", folder.join("test.db").display());
    settings.objects.url = format!("file://{}", folder.join("objects").display());
    settings.passwords.memory_kib = 64;
    let store = Store::open(&settings.database).await.unwrap();
    schema::up(&store).await.unwrap();
    App::with_store(settings, store).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registration_is_mailed_verified_and_signs_in() {
    let name = format!("roster-workers-{}", domain::Random::System.secret());
    let folder = std::env::temp_dir().join(name);
    let app = app(&folder).await;
    let workers = Workers { app: app.clone(), emails: Emails::load(None).unwrap() };
    let running = start(workers, true);
    let guest = Actor::guest(Origin { locale: "es".into(), ..Default::default() });
    let entry = Entry {
        email: "Ana@Example.org".into(),
        password: Some("plum tractor 77".into()),
        ..Default::default()
    };
    let user = accounts::register(&app, &guest, &entry).await.unwrap();

    let kept = wait(&app, MessageType::AccountVerification).await;
    assert_eq!((kept.to.as_str(), kept.locale.as_str()), ("ana@example.org", "es"));
    let path = format!("/verify-email/{}/", user.id);
    let (_, rest) = kept.text.split_once(&path).unwrap();
    let secret: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    accounts::verify(&app, &guest, &user.id.to_string(), &secret).await.unwrap();
    assert!(accounts::verify(&app, &guest, &user.id.to_string(), &secret).await.is_err());
    wait(&app, MessageType::AccountWelcome).await;

    let signed = accounts::sign_in(&app, &guest, &user.nickname, "plum tractor 77").await.unwrap();
    let who = sessions::authenticate(&app, &signed.tokens.access_token, Origin::default()).await;
    assert_eq!(who.unwrap().user_id(), Some(user.id));
    let again =
        sessions::refresh(&app, Origin::default(), &signed.tokens.refresh_token).await.unwrap();
    assert!(
        sessions::refresh(&app, Origin::default(), &signed.tokens.refresh_token).await.is_err()
    );
    let who = sessions::authenticate(&app, &again.access_token, Origin::default()).await;
    assert!(who.is_err(), "reuse ends the session");
    running.stop().await;
    app.store.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

async fn wait(app: &App, message_type: MessageType) -> domain::messages::Email {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let all = mailbox::list(app, &Actor::operator(), 10).await.unwrap();
        if let Some(kept) = all.into_iter().find(|k| k.email.message_type == message_type) {
            return kept.email;
        }
        assert!(Instant::now() < deadline, "no {message_type:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
