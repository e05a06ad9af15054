//! The terminal: commands, exit codes, what programs can read.

use kit::*;

on_both_databases!(
    people_are_made_and_managed,
    the_first_administrator_works_at_once,
    lists_take_the_filters_of_the_api,
    failures_say_why,
    dangerous_commands_want_a_yes,
    the_mailbox_is_read,
    sessions_end_with_what_the_operator_does,
    a_setup_link_is_printed_while_nobody_is_administrator,
);

on_sqlite!(help_is_everywhere, documents_are_printed, programs_can_read_all_lists);

async fn people_are_made_and_managed(db: Db) {
    let home = Home::new(db);
    // On an empty database: it is made on the way.
    let make =
        ["users", "create", "--email", "Ana@Example.org", "--nickname", "ana", "--password-stdin"];
    home.roster_given(&format!("{PASSWORD}\n"), &make).await.ok();
    let show = async |name: &str| home.roster(&["users", "show", name, "--output", "json"]).await;
    let ana = show("ana").await.ok().json();
    assert_eq!(ana["email"], "ana@example.org");
    assert_eq!(ana["role"], "AUTHENTICATED");
    assert_eq!(ana["email_verified"], true);
    assert_eq!(ana["last_login_at"], Value::Null);
    let id = ana["id"].as_str().expect("id").to_owned();
    // By id, address or nickname, in any case.
    for name in [id.as_str(), "ANA@example.org", "Ana"] {
        assert_eq!(show(name).await.ok().json()["id"], ana["id"]);
    }

    home.roster(&["users", "lock", "ana"]).await.ok();
    assert_eq!(show("ana").await.json()["is_locked"], true);
    home.roster(&["users", "unlock", "ana"]).await.ok();
    assert_eq!(show("ana").await.json()["is_locked"], false);
    home.roster(&["users", "set-role", "ana", "manager", "--reason", "helps"]).await.ok();
    assert_eq!(show("ana").await.json()["role"], "MANAGER");
    home.roster(&["users", "delete", "ana", "--yes"]).await.ok();
    show("ana").await.fails("not found");
    let actions = home.roster(&["audit", "list", "--output", "json"]).await.ok().json();
    let actions: Vec<_> =
        actions.as_array().expect("entries").iter().map(|e| &e["action"]).collect();
    for action in
        ["user.deleted", "user.role_changed", "user.unlocked", "user.locked", "user.created"]
    {
        assert!(actions.contains(&&json!(action)), "no {action}: {actions:?}");
    }

    // The other ways to be made.
    home.roster(&["users", "create", "--email", "bob@example.org", "--invite"]).await.ok();
    let bob = show("bob@example.org").await.ok().json();
    assert_eq!(bob["email_verified"], false);
    let site = Site::at(home).await;
    let token = site.mail("bob@example.org", "account.invited").await.token("/password/reset/");
    let body = json!({"token": token, "password": PASSWORD});
    site.guest().post("/password/reset", body).await.is(204);
    Person::sign_in(&site.guest(), "bob@example.org", PASSWORD).await;
}

async fn the_first_administrator_works_at_once(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let me = root.me().await;
    assert_eq!((&me["role"], &me["email_verified"]), (&json!("ADMIN"), &json!(true)));
    root.get("/audit").await.is(200);
    root.get("/users").await.is(200);
    root.post("/users", json!({"email": "new@example.org"})).await.is(201);
    // No mail asks them to prove what the operator vouched for.
    site.settle().await;
    assert_eq!(site.count_mail(&root.email, "account.verification").await, 0);
}

async fn lists_take_the_filters_of_the_api(db: Db) {
    let home = Home::new(db);
    for name in ["ana", "bob", "eva"] {
        let email = format!("{name}@example.org");
        let role = if name == "eva" { "manager" } else { "authenticated" };
        let make = [
            "users",
            "create",
            "--email",
            &email,
            "--nickname",
            name,
            "--role",
            role,
            "--password-stdin",
        ];
        home.roster_given(PASSWORD, &make).await.ok();
    }
    home.roster(&["users", "lock", "bob"]).await.ok();
    let list = async |args: &[&str]| {
        let mut all = vec!["users", "list", "--output", "json"];
        all.extend(args);
        let list = home.roster(&all).await.ok().json();
        let list = list.as_array().expect("an array").clone();
        list.iter()
            .map(|u| u["nickname"].as_str().expect("nickname").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(list(&["--sort", "nickname"]).await, ["ana", "bob", "eva"]);
    assert_eq!(list(&["--sort", "-nickname"]).await, ["eva", "bob", "ana"]);
    assert_eq!(list(&["--role", "MANAGER"]).await, ["eva"]);
    assert_eq!(list(&["--search", "ANA"]).await, ["ana"]);
    assert_eq!(list(&["--is-locked", "true"]).await, ["bob"]);
    assert_eq!(list(&["--sort", "nickname", "--limit", "1", "--skip", "1"]).await, ["bob"]);
    assert_eq!(list(&["--never-logged-in", "true"]).await.len(), 3);
    assert_eq!(list(&["--email-verified", "false"]).await.len(), 0);
    assert_eq!(list(&["--created-to", "2020-01-01"]).await.len(), 0);
    assert_eq!(list(&["--all"]).await.len(), 3);
    let csv =
        home.roster(&["users", "list", "--sort", "nickname", "--output", "csv"]).await.ok().out;
    let mut lines = csv.lines();
    assert!(lines.next().is_some_and(|h| h.contains("nickname") && h.contains("email")), "{csv}");
    assert!(lines.next().is_some_and(|line| line.contains("ana@example.org")), "{csv}");
    let table = home.roster(&["users", "list"]).await.ok().out;
    assert!(
        table.contains("eva") && !table.contains('\u{1b}'),
        "no colours off a terminal: {table}"
    );
    for wrong in [["--sort", "password_hash"], ["--role", "OWNER"], ["--created-from", "x"]] {
        let ran = home.roster(&["users", "list", wrong[0], wrong[1]]).await;
        assert!([1, 2].contains(&ran.code) && !ran.err.is_empty(), "{ran:?}");
    }
}

async fn failures_say_why(db: Db) {
    let home = Home::new(db);
    let create = async |password: &str, args: &[&str]| {
        let mut all = vec!["users", "create"];
        all.extend(args);
        home.roster_given(password, &all).await
    };
    create(PASSWORD, &["--email", "ana@example.org", "--password-stdin"]).await.ok();
    create(PASSWORD, &["--email", "ANA@example.org", "--password-stdin"]).await.fails("email");
    create("weak", &["--email", "bob@example.org", "--password-stdin"]).await.fails("password");
    create("", &["--email", "bob@example.org", "--password-stdin"]).await.fails("password");
    create(PASSWORD, &["--email", "no address", "--password-stdin"]).await.fails("email");
    create(PASSWORD, &["--email", "bob@example.org", "--nickname", "a b", "--password-stdin"])
        .await
        .fails("nickname");
    for wrong in [
        &["users", "create"][..],
        &["users", "create", "--email", "x@example.org", "--role", "owner", "--password-stdin"],
        &["users", "create", "--email", "x@example.org", "--password-stdin", "--invite"],
        &["users", "frobnicate"],
        &["frobnicate"],
        &["serve", "--fast"],
        &["users", "list", "--output", "xml"],
    ] {
        let ran = home.roster(wrong).await.exits(2);
        assert!(!ran.err.is_empty(), "{ran:?}");
    }
    for name in ["nobody", "nobody@example.org", "01890000-0000-7000-8000-000000000000", "'; --"] {
        for command in ["show", "unlock"] {
            home.roster(&["users", command, name]).await.fails("not found");
        }
        home.roster(&["users", "delete", name, "--yes"]).await.fails("not found");
    }
    let list = home.roster(&["users", "list", "--output", "json"]).await.ok().json();
    assert_eq!(list.as_array().map(Vec::len), Some(1));
    home.roster(&["mailbox", "show", "01890000-0000-7000-8000-000000000000"]).await.exits(1);
}

async fn dangerous_commands_want_a_yes(db: Db) {
    let home = Home::new(db);
    let make = ["users", "create", "--email", "ana@example.org", "--password-stdin"];
    home.roster_given(PASSWORD, &make).await.ok();
    for command in
        [&["users", "delete", "ana@example.org"][..], &["db", "reset"], &["migrate", "down"]]
    {
        let ran = home.roster(command).await.exits(2);
        assert!(ran.err.contains("--yes"), "{ran:?}");
    }
    home.roster(&["users", "show", "ana@example.org"]).await.ok();
    home.roster(&["db", "reset", "--yes"]).await.ok();
    home.roster(&["users", "show", "ana@example.org"]).await.fails("not found");
}

async fn the_mailbox_is_read(db: Db) {
    let site = Site::start(db).await;
    assert!(site.mailbox().await.is_empty());
    site.register("ana@example.org").await;
    let mail = site.mail("ana@example.org", "account.verification").await;
    let list = site.mailbox().await;
    assert_eq!(list.len(), 1);
    for field in ["id", "type", "to", "subject", "at"] {
        assert!(list[0][field].is_string(), "no {field}: {}", list[0]);
    }
    let shown = site.roster(&["mailbox", "show", &mail.id]).await.ok().out;
    assert!(
        shown.contains(&mail.subject) && shown.contains(&mail.link("/verify-email/")),
        "{shown}"
    );
    let table = site.roster(&["mailbox", "list"]).await.ok().out;
    assert!(table.contains("ana@example.org"), "{table}");
}

async fn sessions_end_with_what_the_operator_does(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    site.roster(&["users", "lock", "ana"]).await.ok();
    let within = std::time::Duration::from_secs(2);
    eventually_within(within, "the lock to count", async || {
        (!ana.is_signed_in().await).then_some(())
    })
    .await;
    site.mail(&ana.email, "account.locked").await;
    site.roster(&["users", "unlock", "ana"]).await.ok();
    site.guest().try_sign_in("ana", PASSWORD).await.is(200);
    site.mail(&ana.email, "account.unlocked").await;
}

async fn a_setup_link_is_printed_while_nobody_is_administrator(db: Db) {
    let mut site = Site::start(db).await;
    let links_in = |log: &str| {
        let lines: Vec<_> =
            log.lines().filter(|l| l.contains("/setup/")).map(str::to_owned).collect();
        lines
    };
    let lines = eventually("a setup link", async || {
        let lines = links_in(&site.server.log());
        (!lines.is_empty()).then_some(lines)
    })
    .await;
    // One plain line of its own.
    assert_eq!(lines.len(), 1, "{lines:?}");
    let link = links(&lines[0]).pop().expect("a link");
    assert!(path_of(&link).trim_start_matches("/setup/").len() >= 43, "{link}");
    site.admin().await;
    site.restart().await;
    assert!(links_in(&site.server.log()).is_empty());
}

async fn help_is_everywhere(db: Db) {
    let home = Home::new(db);
    let bare = home.roster(&[]).await;
    let help = home.roster(&["--help"]).await.ok();
    assert!(bare.out.contains("Usage") || bare.err.contains("Usage"), "{bare:?}");
    for command in [
        "serve",
        "worker",
        "migrate",
        "db",
        "users",
        "audit",
        "keys",
        "mailbox",
        "config",
        "doctor",
        "openapi",
        "completions",
        "man",
    ] {
        assert!(help.out.contains(command), "{command} is not in the help");
        let own = home.roster(&[command, "--help"]).await.ok();
        assert!(own.out.contains("Usage"), "{}", own.out);
    }
    let version = home.roster(&["--version"]).await.ok().out;
    assert!(version.starts_with("roster "), "{version}");
    assert!(!home.db.folder().join("data").exists(), "help makes nothing");
}

async fn documents_are_printed(db: Db) {
    let home = Home::new(db);
    let openapi = home.roster(&["openapi"]).await.ok().json();
    assert!(openapi["openapi"].as_str().is_some_and(|v| v.starts_with("3.1")));
    for shell in ["bash", "zsh", "fish"] {
        let script = home.roster(&["completions", shell]).await.ok().out;
        assert!(script.contains("roster"), "{script}");
    }
    home.roster(&["completions", "cobol"]).await.exits(2);
    let man = home.roster(&["man"]).await.ok().out;
    assert!(man.contains(".TH"), "{man}");
    assert!(!home.db.folder().join("data").exists(), "documents need no database");
}

async fn programs_can_read_all_lists(db: Db) {
    let site = Site::start(db).await;
    site.admin().await;
    for list in [
        &["users", "list"][..],
        &["audit", "list"],
        &["keys", "list"],
        &["mailbox", "list"],
        &["config", "show"],
    ] {
        let mut args = list.to_vec();
        args.extend(["--output", "json"]);
        let json = site.roster(&args).await.ok().json();
        assert!(json.is_array(), "{list:?}: {json}");
        let last = args.len() - 1;
        args[last] = "csv";
        let csv = site.roster(&args).await.ok().out;
        assert!(csv.lines().next().is_some_and(|header| header.contains(',')), "{list:?}: {csv}");
        let table = site.roster(list).await.ok().out;
        assert!(!table.contains('\u{1b}'), "{list:?}");
    }
    let keys = site.roster(&["keys", "list", "--output", "json"]).await.json();
    assert!(keys[0]["kid"].is_string() && keys[0]["created_at"].is_string(), "{keys}");
}
