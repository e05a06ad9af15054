//! The command line at a server elsewhere, through its API.

use kit::*;

on_both_databases!(
    people_are_looked_after_from_afar,
    lists_take_their_filters_along,
    files_go_to_the_server_and_come_back,
    the_queue_and_the_log_are_read_from_afar,
    invitations_are_looked_after_from_afar,
    posts_are_moderated_from_afar,
    events_are_looked_after_from_afar,
    what_goes_wrong_is_told,
);

/// A place without a database or settings, whose commands go to the server.
struct Afar {
    home: Home,
    flags: Vec<String>,
}

impl Afar {
    /// As the person signed in.
    fn at(site: &Site, person: &Person) -> Afar {
        let token = &person.access_token;
        let flags = ["--server", &site.server.url(), "--token", token].map(str::to_owned);
        let mut home = Home::new(Db::sqlite());
        // Nothing but the flags may matter.
        home.set("database.url", "postgres://nowhere.invalid/none");
        Afar { home, flags: flags.to_vec() }
    }

    async fn run_given(&self, input: &str, args: &[&str]) -> Ran {
        let all: Vec<&str> =
            args.iter().copied().chain(self.flags.iter().map(String::as_str)).collect();
        self.home.roster_given(input, &all).await
    }

    async fn run(&self, args: &[&str]) -> Ran {
        self.run_given("", args).await
    }

    async fn json(&self, args: &[&str]) -> Value {
        let args: Vec<&str> = args.iter().copied().chain(["--output", "json"]).collect();
        self.run(&args).await.ok().json()
    }
}

async fn people_are_looked_after_from_afar(db: Db) {
    let site = Site::start(db).await;
    let afar = Afar::at(&site, &site.admin().await);
    let make =
        ["users", "create", "--email", "Ana@Example.org", "--nickname", "ana", "--password-stdin"];
    afar.run_given(&format!("{PASSWORD}\n"), &make).await.ok();
    let ana = Person::sign_in(&site.guest(), "ana@example.org", PASSWORD).await;
    // Another, whose name and address hold the first one's.
    afar.run(&["users", "create", "--email", "ana@example.org.uk", "--nickname", "anabel"])
        .await
        .ok();
    for name in [ana.id.as_str(), "ANA@example.org", "Ana"] {
        assert_eq!(afar.json(&["users", "show", name]).await["id"], json!(ana.id), "{name}");
    }
    // What is printed is what the command prints on the database.
    let mut near = site.roster(&["users", "show", "ana", "--output", "json"]).await.ok().json();
    let mut far = afar.json(&["users", "show", "ana"]).await;
    for shown in [&mut near, &mut far] {
        let fields = shown.as_object_mut().expect("an object");
        // Addresses are those of the public URL that each was told.
        fields.remove("links");
        fields.remove("picture");
    }
    assert_eq!(near, far);

    assert_eq!(afar.json(&["users", "lock", "ana", "--reason", "spam"]).await["is_locked"], true);
    ana.get("/users/me").await.is(401);
    assert_eq!(afar.json(&["users", "unlock", "ana"]).await["is_locked"], false);
    let promote = ["users", "set-role", "ana", "manager", "--reason", "helps"];
    assert_eq!(afar.json(&promote).await["role"], "MANAGER");
    afar.run(&["users", "delete", "anabel"]).await.exits(2);
    afar.run(&["users", "delete", "anabel", "--yes"]).await.ok();
    afar.run(&["users", "show", "anabel"]).await.fails("not found");
}

async fn lists_take_their_filters_along(db: Db) {
    let site = Site::start(db).await;
    let admin = site.admin().await;
    let rows: String = (0..120).map(|n| format!("p{n}@example.org,p_{n:03},Eva {n}\n")).collect();
    let csv = format!("email,nickname,first_name\n{rows}");
    admin.call(Method::POST, "/users/import").body("text/csv", csv).send().await.is(200);
    let afar = Afar::at(&site, &admin);
    let names = async |args: &[&str]| {
        let all: Vec<&str> = ["users", "list", "--sort", "nickname"]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        let list = afar.json(&all).await;
        let list = list.as_array().expect("an array").clone();
        list.iter().map(|u| u["nickname"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&["--search", "eva"]).await.len(), 50);
    let all = names(&["--search", "eva", "--all"]).await;
    assert_eq!((all.len(), all[119].as_str()), (120, "p_119"));
    assert_eq!(
        names(&["--search", "eva", "--limit", "2", "--skip", "100"]).await,
        ["p_100", "p_101"]
    );
    assert_eq!(names(&["--role", "admin"]).await, [admin.nickname.as_str()]);
    assert_eq!(
        names(&["--email-verified", "true", "--never-logged-in", "false"]).await,
        [admin.nickname.as_str()]
    );
    assert_eq!(names(&["--created-to", "2020-01-01"]).await.len(), 0);
}

async fn files_go_to_the_server_and_come_back(db: Db) {
    let site = Site::start(db).await;
    let afar = Afar::at(&site, &site.admin().await);
    let folder = afar.home.db.folder().to_owned();
    let path = |name: &str| folder.join(name).display().to_string();
    std::fs::write(path("in.csv"), "email,first_name\nana@example.org,=Ana\nbob,Bob\n")
        .expect("a file");
    let refused = afar.run(&["users", "import", &path("in.csv")]).await.exits(1);
    assert!(refused.err.contains("line 3, email:"), "{refused:?}");
    let kept = ["users", "import", &path("in.csv"), "--skip-invalid"];
    let kept = afar.run(&kept).await.ok();
    assert!(kept.out.contains("1 were created") && kept.out.contains("1 skipped"), "{kept:?}");
    afar.run(&["users", "export", &path("out.csv"), "--search", "ana"]).await.ok();
    let out = std::fs::read_to_string(path("out.csv")).expect("a file");
    assert!(out.contains("ana@example.org") && out.contains("'=Ana"), "{out}");
    assert_eq!(out.lines().count(), 2, "{out}");
    let lines = afar.run(&["users", "export", "--format", "json", "--search", "ana"]).await.ok();
    let row: Value = serde_json::from_str(lines.out.trim()).expect("one line of JSON");
    assert_eq!(row["email"], "ana@example.org");
}

async fn the_queue_and_the_log_are_read_from_afar(db: Db) {
    let smtp = Smtp::start(SmtpMode::Permanent).await;
    let site = Site::with("mail.url", smtp.url()).start(db).await;
    let admin = site.admin().await;
    let afar = Afar::at(&site, &admin);
    site.register("ana@example.org").await;
    let parked = async || {
        let list = afar.json(&["jobs", "list", "--state", "parked"]).await;
        list.as_array().and_then(|jobs| jobs.first().cloned())
    };
    let job = eventually("a parked message", parked).await;
    let id = job["id"].as_str().expect("an id");
    assert_eq!(job["type"], "account.verification");
    assert_eq!(afar.json(&["jobs", "show", id]).await["error"], job["error"]);
    assert_eq!(afar.json(&["jobs", "retry", id]).await["attempts"], 0);
    afar.run(&["jobs", "drop", id]).await.exits(2);
    afar.run(&["jobs", "drop", id, "--yes"]).await.ok();
    afar.run(&["jobs", "show", id]).await.fails("not found");

    let dropped = ["audit", "list", "--action", "message.dropped"];
    let entries = afar.json(&dropped).await;
    assert_eq!(entries[0]["actor"]["nickname"], admin.nickname);
    let table = afar.run(&dropped).await.ok().out;
    assert!(table.contains("message.dropped") && table.contains(&admin.nickname), "{table}");
    let by_name = ["audit", "export", "--actor", &admin.nickname, "--action", "message.dropped"];
    let lines = afar.run(&by_name).await.ok().out;
    assert_eq!(lines.lines().count(), 1, "{lines}");
    afar.run(&["audit", "verify"]).await.exits(2);
}

async fn what_goes_wrong_is_told(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let afar = Afar::at(&site, &ana);
    afar.run(&["users", "list"]).await.fails("Operation not permitted");
    let mut afar = Afar::at(&site, &site.admin().await);
    let weak = ["users", "create", "--email", "nobody", "--password-stdin"];
    let faults = afar.run_given("weak\n", &weak).await.exits(1);
    assert!(faults.err.contains("email:") && faults.err.contains("password:"), "{faults:?}");
    // The commands that are no API's.
    for local in [&["doctor"][..], &["migrate", "status"], &["mailbox", "list"]] {
        afar.run(local).await.exits(2);
    }
    let here = afar.flags.clone();
    afar.flags = vec!["--server".to_owned(), here[1].clone()];
    let untold = afar.run(&["users", "list"]).await.exits(2);
    assert!(untold.err.contains("ROSTER_TOKEN"), "{untold:?}");
    // The token may come by the environment, and is told nobody.
    let args = ["users", "list", "--server", &here[1], "--output", "json"];
    afar.home.roster_with(&[("ROSTER_TOKEN", &here[3])], &args).await.ok();
    afar.flags = here.clone();
    afar.flags[3] = "wrong".to_owned();
    afar.run(&["users", "list"]).await.fails("Could not validate credentials");
    for (server, code) in [("http://127.0.0.1:1", 1), ("ftp://127.0.0.1", 2), ("nonsense", 2)] {
        afar.flags = here.clone();
        afar.flags[1] = server.to_owned();
        let ran = afar.run(&["users", "list"]).await.exits(code);
        assert!(!ran.err.contains(&here[3]), "{ran:?}");
    }
}

async fn invitations_are_looked_after_from_afar(db: Db) {
    let site = Site::start(db).await;
    let afar = Afar::at(&site, &site.manager("max").await);
    let make = ["invitations", "create", "--name", "Bo", "--email", "bo@example.net"];
    let made = afar.json(&make).await;
    assert_eq!((&made["inviter"], &made["status"]), (&json!("max"), &json!("SENT")));
    let id = made["id"].as_str().expect("an id");
    assert_eq!(afar.json(&["invitations", "show", id]).await["accept_url"], made["accept_url"]);
    assert_eq!(afar.json(&["invitations", "list", "--status", "sent"]).await[0]["id"], id);
    afar.run(&["invitations", "list", "--inviter", "max"]).await.exits(2);
    let file = site.db.folder().join("afar.png");
    afar.run(&["invitations", "qr", id, file.to_str().expect("a path")]).await.ok();
    let code = picture::qr_text(&std::fs::read(file).expect("a code"));
    assert_eq!(Some(code.as_str()), made["accept_url"].as_str());
    assert_eq!(afar.json(&["invitations", "resend", id]).await["status"], "SENT");
    assert_eq!(afar.json(&["invitations", "revoke", id]).await["status"], "REVOKED");
    assert_eq!(afar.json(&["invitations", "stats"]).await["revoked"], 1);
    afar.run(&["invitations", "delete", id]).await.exits(2);
    afar.run(&["invitations", "delete", id, "--yes"]).await.ok();
    afar.run(&["invitations", "show", id]).await.fails("not found");
}

async fn posts_are_moderated_from_afar(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let post = |title: &str| json!({"title": title, "body": "On *swifts*."});
    let birds = ana.post("/posts", post("Birds")).await.is(201)["id"].clone();
    let birds = birds.as_str().expect("an id");
    ana.post("/posts", post("Bread")).await.is(201);
    let afar = Afar::at(&site, &site.manager("max").await);
    let titles = async |args: &[&str]| {
        let found = afar.json(&[&["posts", "list"], args].concat()).await;
        let all: Vec<String> = found
            .as_array()
            .expect("a list")
            .iter()
            .map(|post| post["title"].as_str().expect("a title").to_owned())
            .collect();
        all
    };
    assert_eq!(titles(&[]).await, ["Bread", "Birds"]);
    assert_eq!(titles(&["--author", "ANA", "--search", "bird"]).await, ["Birds"]);
    assert_eq!(titles(&["--limit", "1", "--skip", "1"]).await, ["Birds"]);
    assert_eq!(afar.json(&["posts", "show", birds]).await["author"]["nickname"], "ana");
    let hidden = afar.json(&["posts", "hide", birds, "--reason", "off topic"]).await;
    assert_eq!(hidden["status"], "HIDDEN");
    assert_eq!(titles(&["--status", "hidden"]).await, ["Birds"]);
    assert_eq!(afar.json(&["posts", "unhide", birds]).await["status"], "PUBLISHED");
    // A member moderates nothing, from wherever.
    let other = Afar::at(&site, &site.member("bob").await);
    other.run(&["posts", "hide", birds, "--reason", "x"]).await.fails("not permitted");
    afar.run(&["posts", "delete", birds]).await.exits(2);
    afar.run(&["posts", "delete", birds, "--yes"]).await.ok();
    afar.run(&["posts", "show", birds]).await.fails("not found");
}

async fn events_are_looked_after_from_afar(db: Db) {
    let site = Site::start(db).await;
    let max = site.manager("max").await;
    let afar = Afar::at(&site, &max);
    let body = json!({"title": "Walk", "starts_at": "2037-05-01T10:00:00Z",
        "ends_at": "2037-05-01T12:00:00Z", "time_zone": "UTC", "location": "Pier",
        "category": "Walks", "tags": ["sea"]});
    let made = max.post("/events", body).await.is(201);
    let id = made["id"].as_str().expect("an id");
    let count = async |args: &[&str]| {
        let found = afar.json(&[&["events", "list"], args].concat()).await;
        found.as_array().expect("a list").len()
    };
    assert_eq!(count(&["--status", "draft"]).await, 1);
    assert_eq!(afar.json(&["events", "publish", id]).await["status"], "PUBLISHED");
    assert_eq!(afar.json(&["events", "show", id]).await["title"], "Walk");
    assert_eq!(count(&["--category", "walks", "--tag", "SEA", "--search", "pier"]).await, 1);
    assert_eq!(count(&["--starts-from", "2037-05-02"]).await, 0);
    assert_eq!(count(&["--starts-to", "2037-05-02"]).await, 1);
    let other = Afar::at(&site, &site.member("bob").await);
    other.run(&["events", "cancel", id, "--yes"]).await.fails("not permitted");
    afar.run(&["events", "cancel", id]).await.exits(2);
    let cancelled = afar.json(&["events", "cancel", id, "--reason", "rain", "--yes"]).await;
    assert_eq!(cancelled["status"], "CANCELLED");
    afar.run(&["events", "delete", id, "--yes"]).await.ok();
    afar.run(&["events", "show", id]).await.fails("not found");
}
