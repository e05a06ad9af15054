//! The schema: made when missing, brought up to date once, taken down again.

use kit::*;

on_both_databases!(
    the_schema_goes_up_and_down,
    a_server_migrates_unless_told_not_to,
    copies_started_at_once_migrate_once,
    a_newer_schema_is_refused,
    a_reset_builds_anew,
    constraints_hold_the_rules,
    letters_beyond_ascii_are_found_after_either_way,
);

async fn status(home: &Home) -> String {
    home.roster(&["migrate", "status"]).await.ok().out
}

async fn the_schema_goes_up_and_down(db: Db) {
    let home = Home::new(db);
    let fresh = status(&home).await;
    assert!(fresh.contains("pending") && !fresh.contains("applied"), "{fresh}");
    home.roster(&["migrate", "up"]).await.ok();
    let done = status(&home).await;
    assert!(done.contains("applied") && !done.contains("pending"), "{done}");
    home.roster(&["migrate", "up"]).await.ok();
    let make = ["users", "create", "--email", "ana@example.org", "--password-stdin"];
    home.roster_given(PASSWORD, &make).await.ok();

    // All the way down, and up again: nothing is in the way.
    for _ in 0..done.matches("applied").count() {
        home.roster(&["migrate", "down", "--yes"]).await.ok();
    }
    assert!(!status(&home).await.contains("applied"));
    let tables = match home.db.kind {
        Kind::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        }
        Kind::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    };
    let left = home.db.sql(tables).expect("tables");
    assert!(left.lines().count() <= 1, "only the migration table may stay: {left}");
    home.roster(&["migrate", "up"]).await.ok();
    home.roster_given(PASSWORD, &make).await.ok();
}

async fn a_server_migrates_unless_told_not_to(db: Db) {
    let mut home = Setup::default().with("database.migrate_on_start", false).home(db);
    let mut server = Server::spawn(&home, &["serve"]);
    assert!(!server.becomes_ready().await, "it serves without a schema");
    assert_eq!(server.ends_within(std::time::Duration::from_secs(20)).await, Some(1));
    assert!(server.log().contains("migrate"), "{}", server.log());
    home.roster(&["migrate", "up"]).await.ok();
    let mut server = Server::start(&home, &["serve"]).await;
    server.kill();
    home.set("database.migrate_on_start", true);
    Server::start(&home, &["serve"]).await;
}

async fn copies_started_at_once_migrate_once(db: Db) {
    let home = std::sync::Arc::new(Home::new(db));
    let ran = together((0..4).map(|_| {
        let home = home.clone();
        async move { home.roster(&["migrate", "up"]).await }
    }))
    .await;
    for ran in ran {
        ran.ok();
    }
    assert!(!status(&home).await.contains("pending"));
    if home.db.kind == Kind::Postgres {
        home.roster(&["db", "reset", "--yes"]).await.ok();
        for _ in 0..status(&home).await.matches("applied").count() {
            home.roster(&["migrate", "down", "--yes"]).await.ok();
        }
        let mut servers: Vec<_> = (0..3).map(|_| Server::spawn(&home, &["serve"])).collect();
        for server in &mut servers {
            assert!(server.becomes_ready().await, "{}", server.log());
        }
    }
}

async fn a_newer_schema_is_refused(db: Db) {
    let home = Home::new(db);
    home.roster(&["migrate", "up"]).await.ok();
    home.db
        .sql("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_from_the_future', 1)")
        .expect("a migration of a later version");
    let mut server = Server::spawn(&home, &["serve"]);
    assert!(!server.becomes_ready().await, "it serves on a newer schema");
    assert_eq!(server.ends_within(std::time::Duration::from_secs(20)).await, Some(1));
    assert!(server.log().contains("newer"), "{}", server.log());
    home.roster(&["worker"]).await.fails("newer");
}

async fn a_reset_builds_anew(db: Db) {
    let home = Home::new(db);
    let make = ["users", "create", "--email", "ana@example.org", "--password-stdin"];
    home.roster_given(PASSWORD, &make).await.ok();
    // Even what nobody knows of goes, the migration table included.
    home.db.sql("CREATE TABLE leftover (id INTEGER)").expect("a table");
    home.db
        .sql("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_broken', 1)")
        .expect("a row");
    home.roster(&["db", "reset", "--yes"]).await.ok();
    assert!(home.db.sql("SELECT * FROM leftover").is_err());
    let status = status(&home).await;
    assert!(!status.contains("pending") && !status.contains("m9999"), "{status}");
    home.roster_given(PASSWORD, &make).await.ok();
}

async fn constraints_hold_the_rules(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    site.member("bob").await;
    for statement in [
        "UPDATE users SET role = 'OWNER' WHERE nickname = 'ana'",
        "UPDATE users SET role = NULL WHERE nickname = 'ana'",
        "UPDATE users SET email = 'bob@example.org' WHERE nickname = 'ana'",
        "UPDATE users SET email = 'ANA@example.org' WHERE nickname = 'ana'",
        "UPDATE users SET email = NULL WHERE nickname = 'ana'",
        "UPDATE users SET nickname = 'bob' WHERE nickname = 'ana'",
        "UPDATE users SET nickname = 'BOB', nickname_key = 'bob' WHERE nickname = 'ana'",
        "UPDATE users SET nickname = 'xy', nickname_key = 'xy' WHERE nickname = 'ana'",
        "UPDATE users SET id = (SELECT id FROM users WHERE nickname = 'bob') WHERE nickname = 'ana'",
        "UPDATE sessions SET user_id = id",
    ] {
        assert!(site.db.sql(statement).is_err(), "the database allows: {statement}");
    }
    ana.me().await;
}

/// The texts that searches go by are written anew by m0014, both ways.
async fn letters_beyond_ascii_are_found_after_either_way(db: Db) {
    let mut site = Site::start(db).await;
    let root = site.admin().await;
    root.patch("/users/me", json!({"first_name": "Иван", "last_name": "王"})).await.is(200);
    root.post("/posts", json!({"title": "Волга", "body": "Река."})).await.is(201);
    let walk = json!({"title": "Поход", "location": "Pier", "time_zone": "UTC",
        "starts_at": "2040-05-01T10:00:00Z", "ends_at": "2040-05-01T12:00:00Z"});
    let made = root.post("/events", walk).await.is(201);
    root.poke(&format!("/events/{}/publish", made["id"].as_str().expect("an id"))).await.is(200);
    site.server.kill();
    let earlier = "SELECT (SELECT count(*) FROM users WHERE search_text LIKE '%FVQ%') \
                   + (SELECT count(*) FROM posts WHERE search_text LIKE '%FUX%') \
                   + (SELECT count(*) FROM events WHERE search_text LIKE '%FVX%')";
    site.roster(&["migrate", "down", "--yes"]).await.ok();
    assert_eq!(site.db.sql(earlier).expect("a count"), "3", "и, в and п as they were written");
    site.roster(&["migrate", "up"]).await.ok();
    assert_eq!(site.db.sql(earlier).expect("a count"), "0");
    site.restart().await;
    let root = root.at(&site.guest());
    for (list, search) in
        [("/users", "иван"), ("/users", "王"), ("/posts", "волг"), ("/events", "оход")]
    {
        let found = root.list(list, &[("search", search)]).await.is(200);
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{list} {search}");
    }
}
