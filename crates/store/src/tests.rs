use std::sync::Arc;

use domain::settings::Database;
use domain::{Id, Profile, Role, User};
use tokio::task::JoinSet;

use crate::{Store, StoreError, accounts, migrations};

/// A database of its own in a new file.
async fn open(folder: &std::path::Path) -> Store {
    let settings = Database {
        url: format!("sqlite://{}", folder.join("test.db").display()),
        migrate_on_start: true,
        max_connections: 5,
    };
    let store = Store::open(&settings).await.unwrap();
    migrations::up(&store).await.unwrap();
    store
}

fn folder() -> std::path::PathBuf {
    let name = format!("roster-store-{}", domain::Random::System.secret());
    std::env::temp_dir().join(name)
}

fn person(number: u128) -> User {
    let now = domain::Clock::System.now();
    User {
        id: Id::from_u128(number),
        nickname: format!("person_{number}"),
        email: format!("person{number}@example.org"),
        email_verified: false,
        profile: Profile { locale: "en".into(), time_zone: "UTC".into(), ..Default::default() },
        extra: Default::default(),
        role: Role::Anonymous,
        is_professional: false,
        professional_status_updated_at: None,
        last_login_at: None,
        failed_login_attempts: 0,
        is_locked: false,
        locked_at: None,
        locked_by: None,
        delete_after: None,
        leaving_posts: None,
        mailing_list: false,
        picture: None,
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_share_commits_and_none_is_lost() {
    let folder = folder();
    let store = Arc::new(open(&folder).await);
    let mut writers = JoinSet::new();
    for writer in 0..64u128 {
        let store = store.clone();
        writers.spawn(async move {
            for turn in 0..8 {
                let tx = store.begin().await.unwrap();
                accounts::insert(&tx, &person(writer * 8 + turn), None).await.unwrap();
                tx.commit().await.unwrap();
            }
        });
    }
    writers.join_all().await;
    for number in [0, 100, 511] {
        let found = accounts::by_id(&*store, Id::from_u128(number)).await.unwrap();
        assert_eq!(found.unwrap().nickname, format!("person_{number}"));
    }
    let page = domain::page::Page { skip: 0, limit: 1, cursor: None };
    let all = crate::search::users(&*store, &Default::default(), &page).await.unwrap();
    assert_eq!(all.total, 512);
    store.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_fails_or_is_dropped_leaves_the_others_of_its_group_whole() {
    let folder = folder();
    let store = Arc::new(open(&folder).await);
    let mut writers = JoinSet::new();
    for number in 0..60u128 {
        let store = store.clone();
        writers.spawn(async move {
            let tx = store.begin().await.unwrap();
            accounts::insert(&tx, &person(number), None).await.unwrap();
            match number % 3 {
                0 => tx.commit().await.unwrap(),
                1 => drop(tx),
                _ => {
                    let again = accounts::insert(&tx, &person(number), None).await;
                    assert!(matches!(again, Err(StoreError::Duplicate)));
                }
            }
        });
    }
    writers.join_all().await;
    for number in 0..60u128 {
        let found = accounts::by_id(&*store, Id::from_u128(number)).await.unwrap();
        assert_eq!(found.is_some(), number % 3 == 0, "{number}");
    }
    store.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_nickname_in_any_case_belongs_to_one_of_many() {
    let folder = folder();
    let store = Arc::new(open(&folder).await);
    let mut writers = JoinSet::new();
    for number in 0..20u128 {
        let store = store.clone();
        writers.spawn(async move {
            let mut user = person(number);
            user.nickname = if number % 2 == 0 { "Otter".into() } else { "oTTER".into() };
            let tx = store.begin().await.unwrap();
            match accounts::insert(&tx, &user, None).await {
                Ok(()) => tx.commit().await.is_ok(),
                Err(_) => false,
            }
        });
    }
    let done = writers.join_all().await;
    assert_eq!(done.into_iter().filter(|won| *won).count(), 1);
    store.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn migrations_go_down_and_up_again() {
    let folder = folder();
    let store = open(&folder).await;
    migrations::down(&store, 1).await.unwrap();
    assert_eq!(migrations::pending(&store).await.unwrap(), 1);
    migrations::up(&store).await.unwrap();
    migrations::reset(&store).await.unwrap();
    assert_eq!(migrations::pending(&store).await.unwrap(), 0);
    store.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}
