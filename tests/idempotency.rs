//! `Idempotency-Key`: doing a thing once, however often it is asked.

use kit::*;

on_both_databases!(
    the_same_request_gets_the_first_answer_again,
    another_body_under_the_same_key_is_refused,
    keys_belong_to_their_caller,
    racing_requests_with_one_key_make_one_user,
    a_key_is_forgotten_after_a_day,
    odd_keys_are_refused,
);

async fn create(who: &Guest, path: &str, key: &str, body: &Value) -> Answer {
    who.call(Method::POST, path).json(body).header("idempotency-key", key).send().await
}

async fn the_same_request_gets_the_first_answer_again(db: Db) {
    let mut site = Site::start(db).await;
    let body = registration("ana@example.org");
    let first = create(&site.guest(), "/register", "key-1", &body).await.is(201);
    let again = create(&site.guest(), "/register", "key-1", &body).await.is(201);
    assert_eq!(again.json, first.json);
    assert_eq!(again.header("location"), first.header("location"));
    // Even after a restart.
    site.restart().await;
    let again = create(&site.guest(), "/register", "key-1", &body).await.is(201);
    assert_eq!(again.json["id"], first.json["id"]);
    // Another key is another try.
    let other = create(&site.guest(), "/register", "key-2", &body).await;
    other.says(400, "Email already exists");
    site.settle().await;
    assert_eq!(site.count_mail("ana@example.org", "account.verification").await, 1);

    let root = site.admin().await;
    let body = json!({"email": "new@example.org", "password": PASSWORD});
    let first = create(&root, "/users", "key-1", &body).await.is(201);
    let again = create(&root, "/users", "key-1", &body).await.is(201);
    assert_eq!(again.json["id"], first.json["id"]);
}

async fn another_body_under_the_same_key_is_refused(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let body = json!({"email": "one@example.org", "password": PASSWORD});
    create(&root, "/users", "key", &body).await.is(201);
    let other = json!({"email": "two@example.org", "password": PASSWORD});
    create(&root, "/users", "key", &other).await.is(422);
    let list = root.list("/users", &[("search", "two@example.org")]).await;
    assert_eq!(list["total"], 0);
}

async fn keys_belong_to_their_caller(db: Db) {
    let site = Site::start(db).await;
    let (root, max) = (site.admin().await, site.manager("max").await);
    let (one, two) = (
        json!({"email": "one@example.org", "password": PASSWORD}),
        json!({"email": "two@example.org", "password": PASSWORD}),
    );
    let ones = create(&root, "/users", "shared", &one).await.is(201);
    let twos = create(&max, "/users", "shared", &two).await.is(201);
    assert_ne!(ones["id"], twos["id"]);
    // Nobody reads another's answer, not even with the same body.
    create(&max, "/users", "own", &two).await.is(400);
    let stolen = create(&max, "/users", "shared", &one).await;
    assert_ne!(stolen.status, 201, "{}", stolen.text);
    let guest = create(&site.guest(), "/users", "shared", &one).await;
    guest.says(401, "Could not validate credentials");
}

async fn racing_requests_with_one_key_make_one_user(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let body = json!({"email": "ana@example.org", "password": PASSWORD});
    let answers = together((0..8).map(|_| {
        let (root, body) = (root.clone(), body.clone());
        async move { create(&root, "/users", "race", &body).await }
    }))
    .await;
    let made: Vec<_> = answers.iter().filter(|a| a.status == 201).collect();
    assert!(!made.is_empty());
    assert!(made.iter().all(|a| a["id"] == made[0]["id"]), "one user");
    // Those that came while the first was in progress are told so.
    assert!(answers.iter().all(|a| [201, 409].contains(&a.status)), "{answers:?}");
    let again = create(&root, "/users", "race", &body).await.is(201);
    assert_eq!(again["id"], made[0]["id"]);
    assert_eq!(root.list("/users", &[("search", "ana@example.org")]).await["total"], 1);
}

async fn a_key_is_forgotten_after_a_day(db: Db) {
    let site = Site::with_clock().start(db).await;
    let body = registration("ana@example.org");
    let first = create(&site.guest(), "/register", "key", &body).await.is(201);
    site.clock().hours(23);
    let again = create(&site.guest(), "/register", "key", &body).await.is(201);
    assert_eq!(again["id"], first["id"]);
    site.clock().hours(25);
    create(&site.guest(), "/register", "key", &body).await.says(400, "Email already exists");
}

async fn odd_keys_are_refused(db: Db) {
    let site = Site::start(db).await;
    let body = registration("ana@example.org");
    create(&site.guest(), "/register", &"k".repeat(5000), &body).await.is(422);
    let odd = "'; DROP TABLE users; --";
    let answer = create(&site.guest(), "/register", odd, &body).await;
    assert!([201, 422].contains(&answer.status), "{}", answer.text);
    assert!(site.head_count().await >= 1);
}
