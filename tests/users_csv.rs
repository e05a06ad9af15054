//! Everybody in and out, as CSV.

use std::time::Duration;

use kit::*;

on_both_databases!(
    people_come_in_by_password_hash_or_invitation,
    every_fault_is_told_by_line_and_column,
    a_dry_run_writes_nothing,
    existing_people_are_refused_or_updated,
    an_export_is_imported_as_it_is,
    exports_are_filtered_and_defused,
    what_is_no_csv_is_refused,
    a_line_without_end_is_refused_early,
    faulty_rows_are_mended_and_imported_again,
    the_last_administrator_stays,
    a_killed_import_repeated_leaves_no_doubles,
    two_imports_at_once_make_nobody_twice,
    columns_are_what_somebody_says,
    the_same_file_twice_changes_nothing_more,
    a_role_is_granted_by_administrators_alone,
);

/// Of "U*U" and "password": the test vectors of their authors.
const BCRYPT: &str = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
const ARGON2: &str =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

async fn import(who: &Guest, flags: &str, csv: &str) -> Answer {
    let path = format!("/users/import{flags}");
    who.call(Method::POST, &path).body("text/csv", csv.to_owned()).send().await
}

/// Created, updated, unchanged, skipped.
fn counts(answer: &Answer) -> [u64; 4] {
    ["created", "updated", "unchanged", "skipped"]
        .map(|name| answer[name].as_u64().unwrap_or_else(|| panic!("{}", answer.text)))
}

/// Line, column and code of each fault.
fn faults(answer: &Answer) -> Vec<(u64, String, String)> {
    let faults = answer["faults"].as_array().unwrap_or_else(|| panic!("{}", answer.text));
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    faults
        .iter()
        .map(|f| {
            assert!(
                f["message"].as_str().is_some_and(|m| m.ends_with('.') || m.contains("exists"))
            );
            (f["line"].as_u64().expect("a line"), text(&f["column"]), text(&f["code"]))
        })
        .collect()
}

fn fault(line: u64, column: &str, code: &str) -> (u64, String, String) {
    (line, column.to_owned(), code.to_owned())
}

async fn people_come_in_by_password_hash_or_invitation(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let csv = format!(
        "\u{feff}Last Name;role;PASSWORD;password_hash;email;nickname;bio\r\n\
         López;manager;{PASSWORD};;Ana@Example.org;ana;\"one\r\ntwo; \"\"three\"\"\"\r\n\
         ;;;{BCRYPT};bo@example.org;;\r\n\
         ;;;{ARGON2};cy@example.org;;\r\n\
         ;;;;di@example.org;;\r\n"
    );
    let done = import(&root, "", &csv).await.is(200);
    assert_eq!((counts(&done), faults(&done)), ([4, 0, 0, 0], vec![]));
    let ana = Person::sign_in(&site.guest(), "ana@example.org", PASSWORD).await.me().await;
    assert_eq!((&ana["role"], &ana["email_verified"]), (&json!("MANAGER"), &json!(true)));
    assert_eq!(
        (&ana["last_name"], &ana["bio"]),
        (&json!("López"), &json!("one\r\ntwo; \"three\""))
    );
    let bo = Person::sign_in(&site.guest(), "bo@example.org", "U*U").await.me().await;
    assert_eq!(bo["role"], "AUTHENTICATED");
    site.guest().try_sign_in("cy@example.org", "password").await.is(200);
    site.guest().try_sign_in("cy@example.org", "Password").await.is(401);

    let mail = site.mail("di@example.org", "account.invited").await;
    let body = json!({"token": mail.token("/password/reset/"), "password": PASSWORD});
    site.guest().post("/password/reset", body).await.is(204);
    site.guest().try_sign_in("di@example.org", PASSWORD).await.is(200);
    site.settle().await;
    for name in ["ana", "bo", "cy"] {
        let to = format!("{name}@example.org");
        assert_eq!(site.count_mail(&to, "account.invited").await, 0);
        assert_eq!(site.count_mail(&to, "account.verification").await, 0);
    }
    let id = ana["id"].as_str().expect("id");
    let query = [("action", "user.created"), ("subject", id)];
    let audit = root.list("/audit", &query).await.is(200);
    assert_eq!(audit.items()[0]["actor"]["nickname"], root.nickname.as_str());
    assert!(!audit.text.contains(PASSWORD));
}

async fn every_fault_is_told_by_line_and_column(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    site.member("taken").await;
    let csv = "email,nickname,role,github_profile_url\n\
        fine@example.org,fine,,\n\
        \n\
        nonsense,a b,owner,javascript:alert(1)\n\
        taken@example.org,,,\n\
        other@example.org,TAKEN,,\n\
        fine@EXAMPLE.org,second,,\n\
        third@example.org,Fine,,\n\
        short@example.org\n";
    let wanted = vec![
        fault(4, "email", "email_invalid"),
        fault(4, "nickname", "nickname_characters"),
        fault(4, "role", "role_unknown"),
        fault(4, "github_profile_url", "url_invalid"),
        fault(5, "email", "email_taken"),
        fault(6, "nickname", "nickname_taken"),
        fault(7, "email", "csv_repeated"),
        fault(8, "nickname", "csv_repeated"),
        fault(9, "-", "csv_cells"),
    ];
    let sorted = |mut faults: Vec<(u64, String, String)>| {
        faults.sort();
        faults
    };
    let refused = import(&root, "", csv).await.is(422);
    assert_eq!(counts(&refused), [0; 4]);
    assert_eq!(sorted(faults(&refused)), sorted(wanted.clone()));
    assert_eq!(refused["faults"][4]["message"], "Email already exists");
    assert_eq!(site.head_count().await, 2);

    let done = import(&root, "?skip_invalid=true", csv).await.is(200);
    assert_eq!((counts(&done), faults(&done).len()), ([1, 0, 0, 6], wanted.len()));
    assert_eq!(site.head_count().await, 3);
    let spanish = root.call(Method::POST, "/users/import").header("accept-language", "es");
    let spanish = spanish.body("text/csv", "email\nx\n").send().await.is(422);
    assert!(spanish.header("content-language").is_some());

    // What the header says wrong, no row makes good.
    for (csv, column, code) in [
        ("email,shoe size\n", "shoe_size", "csv_unknown_column"),
        ("email,Email\n", "email", "duplicate"),
        ("nickname\n", "email", "csv_column_missing"),
        ("", "email", "csv_column_missing"),
    ] {
        let refused = import(&root, "?skip_invalid=true", csv).await.is(422);
        assert_eq!(faults(&refused), [fault(1, column, code)], "{csv}");
    }
    import(&root, "?skip_invalid=maybe", csv).await.faults(&["skip_invalid"]);
    import(&root, "?force=true", csv).await.faults(&["force"]);
}

async fn a_dry_run_writes_nothing(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    site.member("ana").await;
    let csv = "email,first_name\nana@example.org,Ana\nnew@example.org,\n";
    let plan = import(&root, "?dry_run=true&update_existing=true", csv).await.is(200);
    assert_eq!(counts(&plan), [1, 1, 0, 0]);
    let refused = import(&root, "?dry_run=true", csv).await.is(422);
    assert_eq!(faults(&refused), [fault(2, "email", "email_taken")]);
    site.settle().await;
    assert_eq!(root.list("/users", &[("search", "new@example.org")]).await["total"], 0);
    assert_eq!(site.count_mail("new@example.org", "account.invited").await, 0);
}

async fn existing_people_are_refused_or_updated(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    let csv = "email,nickname,first_name,role,password\n\
        ana@example.org,Ana_B,Ana,MANAGER,another long password 9\n\
        new@example.org,,,,\n";
    let refused = import(&root, "", csv).await.is(422);
    assert_eq!(faults(&refused), [fault(2, "email", "email_taken")]);
    let done = import(&root, "?update_existing=true", csv).await.is(200);
    assert_eq!(counts(&done), [1, 1, 0, 0]);
    let user = root.get(&ana.path()).await.is(200);
    assert_eq!(
        [&user["nickname"], &user["first_name"], &user["role"]],
        ["Ana_B", "Ana", "MANAGER"].map(Value::from).each_ref()
    );
    // Their password is theirs.
    site.guest().try_sign_in("ana@example.org", PASSWORD).await.is(200);
    site.mail(&ana.email, "role.changed").await;
    for (action, count) in
        [("user.updated", 1), ("user.nickname_changed", 1), ("user.role_changed", 1)]
    {
        let query = [("action", action), ("subject", ana.id.as_str())];
        assert_eq!(root.list("/audit", &query).await.items().len(), count, "{action}");
    }
    let again = import(&root, "?update_existing=true", csv).await.is(200);
    assert_eq!(counts(&again), [0, 0, 2, 0]);
    let user = root.get(&ana.path()).await;
    let cleared = import(&root, "?update_existing=true", "email,first_name\nana@example.org,\n");
    assert_eq!(counts(&cleared.await.is(200)), [0, 1, 0, 0]);
    let after = root.get(&ana.path()).await;
    assert_eq!((&after["first_name"], &after["role"]), (&Value::Null, &user["role"]));
}

async fn an_export_is_imported_as_it_is(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    let body = json!({
        "first_name": "=1+1", "last_name": "'-x", "bio": "a \"b\"; c,\nd", "location": "Ñandú",
        "github_profile_url": "https://github.com/ana", "locale": "es", "show_name": true,
    });
    ana.patch("/users/me", body).await.is(200);
    let locked = site.member("locked").await;
    root.poke(&format!("{}/lock", locked.path())).await.is(200);
    site.register("unproved@example.org").await;
    let export = root.get("/users/export").await.is(200);
    assert!(export.header("content-type").is_some_and(|t| t.starts_with("text/csv")));
    let same = import(&root, "?update_existing=true", &export.text).await.is(200);
    assert_eq!(counts(&same), [0, 0, 4, 0], "{}", same.text);

    let other = Site::start(site.db.another()).await;
    let admin = other.admin().await;
    let flags = "?update_existing=true";
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{}\r\n--x--\r\n",
        export.text
    );
    let call = admin.call(Method::POST, &format!("/users/import{flags}"));
    let done = call.body("multipart/form-data; boundary=x", form).send().await.is(200);
    // The administrators have nicknames of their own.
    assert_eq!(counts(&done), [3, 1, 0, 0], "{}", done.text);
    for user in root.get("/users?limit=100").await.items() {
        let query = [("search", user["email"].as_str().expect("email"))];
        let found = admin.list("/users", &query).await.is(200);
        let copy = &found.items()[0];
        for field in [
            "nickname",
            "email",
            "email_verified",
            "first_name",
            "last_name",
            "bio",
            "location",
            "github_profile_url",
            "role",
            "is_locked",
            "locale",
            "time_zone",
            "show_name",
        ] {
            assert_eq!(copy[field], user[field], "{field}: {copy}");
        }
    }
    other.mail("ana@example.org", "account.invited").await;
}

async fn exports_are_filtered_and_defused(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let (max, ana) = (site.manager("max").await, site.member("ana").await);
    ana.patch("/users/me", json!({"location": "@SUM(A1)", "bio": "+1"})).await.is(200);
    let csv = root.get("/users/export?role=AUTHENTICATED").await.is(200);
    let lines: Vec<&str> = csv.text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("id,nickname,email,"), "{}", lines[0]);
    assert!(lines[1].contains(",'+1,'@SUM(A1),"), "{}", lines[1]);
    assert!(!csv.text.contains("$argon2"));

    let call = root.call(Method::GET, "/users/export?sort=nickname");
    let lines = call.header("accept", "application/x-ndjson").send().await.is(200);
    assert_eq!(lines.header("content-type"), Some("application/x-ndjson"));
    let people: Vec<Value> =
        lines.text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let at = |name: &str| people.iter().position(|user| user["nickname"] == name);
    assert!(at("ana").is_some() && at("ana") < at("max") && people.len() == 3);
    assert_eq!(people[at("ana").expect("ana")]["location"], "@SUM(A1)");
    root.get("/users/export?role=OWNER").await.faults(&["role"]);
    root.get("/users/export?limit=5").await.faults(&["limit"]);
    max.get("/users/export").await.says(403, "Operation not permitted");

    let ran = site.roster(&["users", "export", "--role", "manager"]).await.ok();
    assert_eq!(ran.out.lines().count(), 2);
    let file = site.db.folder().join("out.jsonl");
    let path = file.to_str().expect("a path");
    site.roster(&["users", "export", path, "--format", "json"]).await.ok();
    let text = std::fs::read_to_string(&file).expect("a file");
    assert_eq!(text.lines().count(), 3);
    assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
}

async fn what_is_no_csv_is_refused(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for (what, csv, line, column, code) in [
        ("UTF-16", &b"\xff\xfee\0m\0a\0i\0l\0\n\0"[..], 1, "-", "csv_not_utf8"),
        ("Latin-1", b"email,last_name\nana@example.org,L\xf3pez\n", 2, "last_name", "csv_not_utf8"),
        ("NUL", b"email,last_name\nana@example.org,a\0b\n", 2, "last_name", "control_characters"),
        ("open quote", b"email\na@example.org\n\"b@example.org\nx", 3, "-", "csv_unclosed_quote"),
        ("text behind", b"email\n\"a@example.org\"x\n", 2, "email", "csv_quote"),
    ] {
        let call = root.call(Method::POST, "/users/import").body("text/csv", csv.to_vec());
        let refused = call.send().await.is(422);
        assert_eq!(faults(&refused), [fault(line, column, code)], "{what}");
    }
    let post = |media_type: &str, body: &str| {
        root.call(Method::POST, "/users/import").body(media_type, body.to_owned()).send()
    };
    post("application/json", "{}").await.is(415);
    post("multipart/form-data; boundary=x", "nonsense").await.is(400);
    let form = "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x--\r\n";
    post("multipart/form-data; boundary=x", form).await.faults(&["other"]);
    post("multipart/form-data; boundary=x", "--x--\r\n").await.faults(&["file"]);
    let call = root.call(Method::POST, "/users/import").header("content-encoding", "gzip");
    call.body("text/csv", "email\n").send().await.is(415);
    assert_eq!(site.head_count().await, 1);
}

async fn a_line_without_end_is_refused_early(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let memory = site.metric("process_resident_memory_bytes").await;
    let began = std::time::Instant::now();
    let body = format!("email\n{}", "x".repeat(64 << 20));
    let refused = import(&root, "?skip_invalid=true", &body).await.is(422);
    assert_eq!(faults(&refused), [fault(2, "-", "csv_line_long")]);
    assert!(began.elapsed() < Duration::from_secs(20));
    let more = site.metric("process_resident_memory_bytes").await - memory;
    assert!(more < 64e6, "{more} bytes more");
    let row = format!("email,bio\nana@example.org,{}\n", "x".repeat(100_000));
    let refused = import(&root, "", &row).await.is(422);
    assert_eq!(faults(&refused), [fault(2, "-", "csv_line_long")]);
}

async fn faulty_rows_are_mended_and_imported_again(db: Db) {
    let site = Site::start(db).await;
    let folder = site.db.folder().to_owned();
    let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let (people, faulty) = (path("people.csv"), path("faulty.csv"));
    let csv = "email;first_name\nana@example.org;Ana\nbo@example;Bo, \"B\"\nana@example.org;\n";
    std::fs::write(&people, csv).expect("a file");
    let run = ["users", "import", &people, "--faults", &faulty];
    let ran = site.roster(&run).await.exits(1);
    assert!(ran.err.contains("line 3, email") && ran.err.contains("nothing was imported"));
    let rows = "email,first_name,reason\r\n\
        bo@example,\"Bo, \"\"B\"\"\",email: This is not a valid email address.\r\n\
        ana@example.org,,email: Line 2 has the same.\r\n";
    assert_eq!(std::fs::read_to_string(&faulty).expect("a file"), rows);
    let ran = site.roster(&[&run[..], &["--skip-invalid"]].concat()).await.ok();
    assert!(ran.out.contains("1 were created") && ran.out.contains("2 skipped"), "{ran:?}");

    let mended = rows.replace("bo@example,", "bo@example.org,");
    std::fs::write(&faulty, mended).expect("a file");
    let args = ["users", "import", &faulty, "--update-existing", "--output", "json"];
    let ran = site.roster(&args).await.ok().json();
    assert_eq!((&ran["created"], &ran["updated"]), (&json!(1), &json!(1)), "{ran}");
    let ran = site.roster_given("email\ncy@example.org\n", &["users", "import", "-"]).await;
    assert!(ran.ok().out.contains("1 were created"));
    site.roster(&["users", "import", &path("missing.csv")]).await.exits(1);
}

async fn the_last_administrator_stays(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let csv = "email,role\nroot@example.org,MANAGER\nana@example.org,\n";
    let done = import(&root, "?update_existing=true", csv).await.is(200);
    assert_eq!(faults(&done), [fault(2, "role", "last_administrator")]);
    assert_eq!(counts(&done), [1, 0, 0, 1]);
    assert_eq!(root.me().await["role"], "ADMIN");
}

async fn a_killed_import_repeated_leaves_no_doubles(db: Db) {
    let mut site = Site::start(db).await;
    let root = site.admin().await;
    let mut csv = String::from("email,nickname\n");
    for n in 0..4000 {
        csv.push_str(&format!("p{n}@example.org,person-{n}\n"));
    }
    let (guest, text) = (root.clone(), csv.clone());
    let sent = tokio::spawn(async move {
        let call = guest.call(Method::POST, "/users/import").body("text/csv", text);
        call.try_send().await
    });
    eventually("some to be there", async || {
        let some = site.db.sql("SELECT count(*) FROM users").ok()?.trim().parse::<u64>().ok()?;
        (some > 1).then_some(())
    })
    .await;
    site.restart().await;
    let _ = sent.await;
    let root = site.admin().await;
    let before = site.head_count().await - 1;
    let done = import(&root, "?update_existing=true", &csv).await.is(200);
    assert_eq!(counts(&done), [4000 - before, 0, before, 0]);
    assert_eq!(site.head_count().await, 4001);
    let messages = "SELECT count(*) FROM journal WHERE action = 'user.created'";
    assert_eq!(site.db.sql(messages).expect("a count").trim(), "4001");
}

async fn two_imports_at_once_make_nobody_twice(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let mut csv = String::from("email\n");
    (0..1500).for_each(|n| csv.push_str(&format!("p{n}@example.org\n")));
    let answers = together((0..2).map(|_| {
        let (root, csv) = (root.clone(), csv.clone());
        async move { import(&root, "?update_existing=true", &csv).await }
    }))
    .await;
    assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
    let sum = answers.iter().map(counts).fold([0; 4], |sum, some| {
        [sum[0] + some[0], sum[1] + some[1], sum[2] + some[2], sum[3] + some[3]]
    });
    assert_eq!(sum, [1500, 0, 1500, 0]);
    assert_eq!(site.head_count().await, 1501);
}

async fn columns_are_what_somebody_says(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let csv = "Mail;Shoe=Size;Who;bio\nana@example.org;42;Ana;Reads\n";
    let unknown = import(&root, "", csv).await.is(422);
    assert_eq!(faults(&unknown).len(), 3, "{}", unknown.text);
    let flags = "?map=mail%3Demail&map=Shoe%3DSize%3D&map=WHO%3DFirst+Name";
    assert_eq!(counts(&import(&root, flags, csv).await.is(200)), [1, 0, 0, 0]);
    let ana = root.list("/users", &[("search", "ana@example.org")]).await.is(200);
    let ana = &ana.items()[0];
    assert_eq!((&ana["first_name"], &ana["bio"]), (&json!("Ana"), &json!("Reads")));
    for (flags, column, code) in [
        ("?map=Mail%3Dshoe", "shoe", "csv_unknown_column"),
        ("?map=Mail%3Demail&map=None%3Demail", "none", "csv_column_missing"),
        ("?map=Mail%3Dbio", "bio", "duplicate"),
    ] {
        let refused = import(&root, flags, csv).await.is(422);
        let wanted = fault(1, column, code);
        assert!(faults(&refused).contains(&wanted), "{flags}: {}", refused.text);
    }
    import(&root, "?map=Mail", csv).await.faults(&["map"]);
    let file = site.db.folder().join("people.csv");
    std::fs::write(&file, "E-Mail,Notes\nbo@example.org,tall\n").expect("a file");
    let path = file.to_str().expect("a path");
    site.roster(&["users", "import", path, "--map", "E-Mail=email"]).await.exits(1);
    let said = ["users", "import", path, "--map", "E-Mail=email", "--map", "Notes="];
    assert!(site.roster(&said).await.ok().out.starts_with("1 were created"));
    site.roster(&["users", "import", path, "--map", "x"]).await.exits(1);
}

async fn the_same_file_twice_changes_nothing_more(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let csv = "email,first_name\nana@example.org,Ana\nbo@example.org,Bo\n";
    assert_eq!(counts(&import(&root, "", csv).await.is(200)), [2, 0, 0, 0]);
    let refused = import(&root, "", csv).await.is(422);
    let taken = [fault(2, "email", "email_taken"), fault(3, "email", "email_taken")];
    assert_eq!((counts(&refused), faults(&refused)), ([0; 4], taken.to_vec()));
    let again = import(&root, "?update_existing=true", csv).await.is(200);
    assert_eq!(counts(&again), [0, 0, 2, 0]);
    assert_eq!(root.list("/audit", &[("action", "user.created")]).await["total"], 3);
    site.settle().await;
    assert_eq!(site.count_mail("ana@example.org", "account.invited").await, 1);
}

async fn a_role_is_granted_by_administrators_alone(db: Db) {
    let site = Site::start(db).await;
    let (root, max) = (site.admin().await, site.manager("max").await);
    let csv = "email,role\nana@example.org,ADMIN\n";
    import(&max, "?update_existing=true", csv).await.says(403, "Operation not permitted");
    import(&max, "?dry_run=true", csv).await.says(403, "Operation not permitted");
    assert_eq!(site.head_count().await, 2);
    assert_eq!(counts(&import(&root, "", csv).await.is(200)), [1, 0, 0, 0]);
}
