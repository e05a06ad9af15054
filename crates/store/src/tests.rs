use std::sync::Arc;

use domain::settings::Database;
use domain::{Id, Profile, Role, User};
use sea_orm::ConnectionTrait;
use tokio::task::JoinSet;

use crate::search::sql::Sql;
use crate::search::texts;
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

/// Texts of a table of its own, by the means that posts and events have.
#[tokio::test]
async fn texts_are_found_by_any_part_of_their_words() {
    let folder = folder();
    let store = open(&folder).await;
    let backend = sea_orm::DbBackend::Sqlite;
    let table = "CREATE TABLE notes (id blob PRIMARY KEY NOT NULL, search_text text NOT NULL)";
    let run = async |sql: &str| store.owner().execute_unprepared(sql).await.unwrap();
    run(table).await;
    for statement in texts::up(backend, "notes") {
        run(&statement).await;
    }
    let insert = async |number: u128, parts: &[&str]| {
        let text = texts::search_text(parts.iter().copied()).replace('\'', "''");
        run(&format!("INSERT INTO notes VALUES (x'{}', '{text}')", Id::from_u128(number).simple()))
            .await;
    };
    insert(1, &["López in León", "A walk of\n  ten miles"]).await;
    insert(2, &["Встреча", "с ним, 王小明"]).await;
    insert(3, &["100% \"sure\"", "it's_so"]).await;
    let found = async |search: &str| {
        let mut sql = Sql::new(backend);
        sql.push("SELECT id FROM notes WHERE 1 = 1");
        texts::conditions(&mut sql, "notes", &texts::words(search));
        sql.push(" ORDER BY id");
        let rows = sql.rows(&store).await.unwrap();
        let ids = rows.iter().map(|row| row.try_get::<Id>("", "id").unwrap().as_u128());
        ids.collect::<Vec<_>>()
    };
    for (search, expected) in [
        ("", vec![1, 2, 3]),
        ("lopez", vec![1]),
        ("LEÓN opez", vec![1]),
        ("alk miles", vec![1]),
        ("\"of ten\"", vec![1]),
        ("\"ten of\"", vec![]),
        ("walk nothing", vec![]),
        ("ВСТРЕ", vec![2]),
        ("小", vec![2]),
        ("им встреча", vec![2]),
        ("a", vec![1]),
        ("0%", vec![3]),
        ("'s_s", vec![3]),
        ("sure\\", vec![]),
        ("role:x", vec![]),
    ] {
        assert_eq!(found(search).await, expected, "{search}");
    }
    let changed = texts::search_text(["Ana"]);
    run(&format!("UPDATE notes SET search_text = '{changed}' WHERE search_text LIKE '%lo%'")).await;
    assert_eq!(found("lopez").await, [0; 0]);
    assert_eq!(found("ana").await, [1]);
    run("DELETE FROM notes WHERE search_text LIKE '%ana%'").await;
    assert_eq!(found("ana").await, [0; 0]);
    for statement in texts::down(backend, "notes") {
        run(&statement).await;
    }
    run("DROP TABLE notes").await;
    migrations::reset(&store).await.unwrap();
    store.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}
