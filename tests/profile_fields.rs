//! Profile fields that administrators define.

use kit::*;

on_both_databases!(
    fields_are_defined_read_changed_and_removed,
    faulty_definitions_are_refused,
    values_are_of_their_type,
    everybody_sees_what_is_theirs_to_see,
    what_is_required_cannot_be_left_out,
    fields_are_columns_of_imports_and_exports,
    people_are_found_by_their_fields,
    forms_ask_for_fields,
    imports_need_what_is_required,
);

fn size() -> Value {
    json!({
        "name": "shirt_size", "type": "choice", "choices": ["S", "M", "L"],
        "labels": {"en": "Shirt size", "es": "Talla"}, "visible_to": "managers", "position": 2,
    })
}

fn plain(name: &str, kind: &str, visible_to: &str) -> Value {
    json!({"name": name, "type": kind, "labels": {"en": name}, "visible_to": visible_to})
}

async fn fields_are_defined_read_changed_and_removed(db: Db) {
    let site = Site::start(db).await;
    let (root, ana) = (site.admin().await, site.member("ana").await);
    let made = root.post("/profile-fields", size()).await.is(201);
    let path = path_of(made.header("location").expect("a location"));
    assert_eq!(path, "/api/v1/profile-fields/shirt_size");
    root.post("/profile-fields", plain("motto", "text", "public")).await.is(201);
    let list = ana.get("/profile-fields").await.is(200);
    assert_eq!(list.column("name"), ["motto", "shirt_size"]);
    assert_eq!(list.items()[1]["label"], "Shirt size");
    let read = ana.get(&path).await.is(200);
    assert_eq!((&read["choices"], read.rels()), (&json!(["S", "M", "L"]), vec!["self"]));
    ana.get("/profile-fields/nothing").await.says(404, "Profile field not found");

    let mut changed = size();
    changed["choices"] = json!(["S", "M", "L", "XL"]);
    changed["required"] = json!(true);
    let put = root.put(&path, changed.clone()).await.is(200);
    assert_eq!((&put["choices"][3], &put["required"]), (&json!("XL"), &json!(true)));
    root.put(&path, put.json.clone()).await.is(200);
    changed["type"] = json!("text");
    changed["name"] = json!("other");
    root.put(&path, changed).await.faults(&["choices", "name", "type"]);
    root.delete(&path).await.is(204);
    root.get(&path).await.is(404);
    root.delete(&path).await.is(404);
    for (action, count) in [("field.created", 2), ("field.updated", 1), ("field.deleted", 1)] {
        let audit = root.list("/audit", &[("action", action)]).await.is(200);
        assert_eq!(audit.items().len(), count, "{action}");
        assert_eq!(audit.items()[0]["subject"]["type"], "field");
    }
}

async fn faulty_definitions_are_refused(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let post = async |body: Value| root.post("/profile-fields", body).await;
    post(json!({})).await.faults(&["name", "type", "labels"]);
    post(plain("Shoe Size", "text", "self")).await.faults(&["name"]);
    post(plain("x1", "colour", "everyone")).await.faults(&["type", "visible_to"]);
    post(json!({"name": "x1", "type": "choice", "labels": {"en": "X"}})).await.faults(&["choices"]);
    let body = json!({"name": "x1", "type": "text", "labels": {"en!": "X"}, "choices": ["a"]});
    post(body).await.faults(&["labels", "choices"]);
    let body = json!({"name": "x1", "type": "text", "labels": ["X"], "position": "1", "more": 1});
    post(body).await.faults(&["labels", "position", "more"]);
    post(size()).await.is(201);
    let taken = post(size()).await.faults(&["name"]);
    assert_eq!(taken.fault_code("name"), "field_name_taken");
    assert_eq!(root.get("/profile-fields").await.is(200)["total"], 1);
}

async fn values_are_of_their_type(db: Db) {
    let site = Site::start(db).await;
    let (root, ana) = (site.admin().await, site.member("ana").await);
    let patch = async |extra: Value| ana.patch("/users/me", json!({"extra": extra})).await;
    patch(json!({"shirt_size": "M"})).await.faults(&["extra.shirt_size"]);
    root.post("/profile-fields", size()).await.is(201);
    for (name, kind) in [
        ("motto", "text"),
        ("shoes", "number"),
        ("born", "date"),
        ("vegan", "boolean"),
        ("blog", "url"),
    ] {
        root.post("/profile-fields", plain(name, kind, "self")).await.is(201);
    }
    let good = json!({
        "motto": "Ñandú", "shoes": 42.5, "born": "1990-02-28", "vegan": false,
        "blog": "https://example.org/a", "shirt_size": "M",
    });
    assert_eq!(patch(good.clone()).await.is(200)["extra"], good);
    assert_eq!(ana.me().await["extra"], good);
    let bad = json!({
        "motto": 5, "shoes": "42", "born": "1990-02-30", "vegan": "no", "blog": "javascript:x",
        "shirt_size": "XXL", "unknown": 1,
    });
    let names = ["motto", "shoes", "born", "vegan", "blog", "shirt_size", "unknown"];
    let names = names.map(|name| format!("extra.{name}"));
    patch(bad).await.faults(&names.each_ref().map(String::as_str));
    ana.patch("/users/me", json!({"extra": []})).await.faults(&["extra"]);
    let long = json!({"motto": "x".repeat(1001)});
    patch(long).await.faults(&["extra.motto"]);
    patch(json!({"motto": null, "shoes": 40})).await.is(200);
    let me = ana.me().await;
    assert_eq!((&me["extra"]["motto"], &me["extra"]["shoes"]), (&Value::Null, &json!(40)));
    assert_eq!(me["extra"]["born"], "1990-02-28");
    ana.patch("/users/me", me.json.clone()).await.is(200);
    let query = [("action", "user.updated"), ("subject", ana.id.as_str())];
    let audit = root.list("/audit", &query).await.is(200);
    assert_eq!(audit.items()[0]["before"]["extra.shoes"], 42.5);
    // What is gone is shown no more, and in nobody's way.
    root.delete("/profile-fields/shoes").await.is(204);
    assert!(ana.me().await["extra"].get("shoes").is_none());
    patch(json!({"motto": "x"})).await.is(200);
}

async fn everybody_sees_what_is_theirs_to_see(db: Db) {
    let site = Site::start(db).await;
    let (root, max, ana) =
        (site.admin().await, site.manager("max").await, site.member("ana").await);
    for visible_to in ["self", "managers", "public"] {
        let name = format!("for_{visible_to}");
        root.post("/profile-fields", plain(&name, "text", visible_to)).await.is(201);
    }
    let all = json!({"for_self": "a", "for_managers": "b", "for_public": "c"});
    ana.patch("/users/me", json!({"extra": all})).await.is(200);
    let seen = json!({"for_managers": "b", "for_public": "c"});
    assert_eq!(max.get(&ana.path()).await.is(200)["extra"], seen);
    let list = max.list("/users", &[("search", "ana@example.org")]).await.is(200);
    assert_eq!(list.items()[0]["extra"], seen);
    let body = json!({"extra": {"for_self": "x"}});
    max.patch(&ana.path(), body).await.faults(&["extra.for_self"]);
    let body = json!({"extra": {"for_managers": "B"}, "bio": "b"});
    let put = max.put(&ana.path(), body).await.is(200);
    assert_eq!(put["extra"], json!({"for_managers": "B"}));
    assert_eq!(ana.me().await["extra"], json!({"for_self": "a", "for_managers": "B"}));
    let locked = max.poke(&format!("{}/lock", ana.path())).await.is(200);
    assert_eq!(locked["extra"], json!({"for_managers": "B"}));
}

async fn what_is_required_cannot_be_left_out(db: Db) {
    let site = Site::start(db).await;
    let (root, ana) = (site.admin().await, site.member("ana").await);
    let mut field = size();
    field["required"] = json!(true);
    root.post("/profile-fields", field).await.is(201);
    root.post("/profile-fields", plain("motto", "text", "public")).await.is(201);
    let needs = ["extra.shirt_size"];
    ana.patch("/users/me", json!({"extra": {"motto": "x"}})).await.faults(&needs);
    ana.patch("/users/me", json!({"extra": {"shirt_size": "S", "motto": "x"}})).await.is(200);
    ana.patch("/users/me", json!({"extra": {"shirt_size": null}})).await.faults(&needs);
    ana.patch("/users/me", json!({"bio": "b"})).await.is(200);
    root.put(&ana.path(), json!({"bio": "c"})).await.faults(&needs);
    let mut body = registration("new@example.org");
    body["extra"] = json!({"motto": "x"});
    site.guest().post("/register", body.clone()).await.faults(&needs);
    site.guest().post("/register", registration("new@example.org")).await.faults(&needs);
    body["extra"]["shirt_size"] = json!("L");
    let made = site.guest().post("/register", body).await.is(201);
    assert_eq!(made["extra"]["shirt_size"], "L");
    let body = json!({"email": "nia@example.org", "extra": {"shirt_size": "M"}});
    assert_eq!(root.post("/users", body).await.is(201)["extra"]["shirt_size"], "M");
}

async fn fields_are_columns_of_imports_and_exports(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    root.post("/profile-fields", size()).await.is(201);
    root.post("/profile-fields", plain("shoes", "number", "public")).await.is(201);
    root.post("/profile-fields", plain("secret", "text", "self")).await.is(201);
    let import = async |csv: &str| {
        let call = root.call(Method::POST, "/users/import?update_existing=true");
        call.body("text/csv", csv.to_owned()).send().await
    };
    let csv = "email,extra.shirt_size,extra.shoes\nana@example.org,M,42\nbo@example.org,,\n";
    assert_eq!(import(csv).await.is(200)["created"], 2);
    let bad =
        import("email,extra.shirt_size,extra.shoes\nana@example.org,XXL,many\n").await.is(422);
    let columns: Vec<_> = bad["faults"].as_array().expect("faults").iter().collect();
    assert_eq!(columns[0]["column"], "extra.shirt_size");
    assert_eq!((columns[1]["column"].as_str(), columns.len()), (Some("extra.shoes"), 2));
    import("email,extra.secret\nana@example.org,x\n").await.is(422);
    let export = root.get("/users/export").await.is(200);
    let header = export.text.lines().next().expect("a header");
    assert!(header.ends_with(",extra.shoes,extra.shirt_size"), "{header}");
    assert!(export.text.contains(",42,M"), "{}", export.text);
    assert_eq!(import(&export.text).await.is(200)["unchanged"], 3);
    let csv = "email,extra.shirt_size\nana@example.org,\n";
    assert_eq!(import(csv).await.is(200)["updated"], 1);
    let list = root.list("/users", &[("search", "ana@example.org")]).await.is(200);
    assert_eq!(list.items()[0]["extra"], json!({"shoes": 42}));
}

async fn people_are_found_by_their_fields(db: Db) {
    let site = Site::start(db).await;
    let (root, bob) = (site.admin().await, site.manager("bob").await);
    root.post("/profile-fields", size()).await.is(201);
    for (name, kind, who) in
        [("vegan", "boolean", "managers"), ("shoes", "number", "public"), ("diary", "text", "self")]
    {
        root.post("/profile-fields", plain(name, kind, who)).await.is(201);
    }
    let ana = site.member("ana").await;
    let set = async |extra: Value| {
        ana.patch("/users/me", json!({"extra": extra})).await.is(200);
    };
    set(json!({"shirt_size": "M", "vegan": true, "shoes": 38.5, "diary": "dear"})).await;
    bob.patch("/users/me", json!({"extra": {"shirt_size": "L", "vegan": false}})).await.is(200);
    let found = async |query: &[(&str, &str)]| {
        let list = bob.list("/users", query).await.is(200);
        assert_eq!(list["total"].as_u64(), Some(list.items().len() as u64));
        list.column("nickname")
    };
    assert_eq!(found(&[("extra.shirt_size", "M")]).await, ["ana"]);
    assert_eq!(found(&[("search", "extra.shirt_size:L")]).await, ["bob"]);
    assert_eq!(found(&[("search", "extra.vegan:yes")]).await, ["ana"]);
    assert_eq!(found(&[("extra.vegan", "false"), ("search", "bo")]).await, ["bob"]);
    assert_eq!(found(&[("extra.shoes", "38.5"), ("sort", "email")]).await, ["ana"]);
    assert_eq!(found(&[("extra.shirt_size", "M"), ("extra.vegan", "no")]).await.len(), 0);
    // Fields that there are not, or that are their owners' alone.
    for field in ["extra.diary", "extra.nothing", "extra.shirt_size'--"] {
        let refused = bob.list("/users", &[(field, "x")]).await.is(422);
        assert_eq!(refused.fault_fields(), ["search"], "{field}");
    }
    bob.list("/users", &[("extra.vegan", "")]).await.faults(&["extra.vegan"]);
    let csv = root.get("/users/export?search=extra.shirt_size:M").await.is(200);
    assert!(csv.text.contains("ana@") && csv.text.lines().count() == 2, "{}", csv.text);
    // What is changed or emptied is found so, and an erased person no longer.
    set(json!({"shirt_size": "S", "shoes": null})).await;
    assert_eq!(found(&[("extra.shirt_size", "M")]).await.len(), 0);
    assert_eq!(found(&[("extra.shirt_size", "S")]).await, ["ana"]);
    assert_eq!(found(&[("extra.shoes", "38.5")]).await.len(), 0);
    root.delete(&format!("/users/{}", ana.id)).await.is(204);
    assert_eq!(found(&[("extra.shirt_size", "S")]).await.len(), 0);
}

async fn forms_ask_for_fields(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let mut ana = site.browsing("ana").await;
    let mut field = size();
    field["required"] = json!(true);
    root.post("/profile-fields", field).await.is(201);
    for (name, kind, visible_to) in [
        ("motto", "text", "public"),
        ("shoes", "number", "managers"),
        ("born", "date", "self"),
        ("vegan", "boolean", "public"),
        ("blog", "url", "public"),
    ] {
        root.post("/profile-fields", plain(name, kind, visible_to)).await.is(201);
    }

    // Who registers is asked for what is required, in their language.
    let mut guest = site.browser();
    let page = guest.open("/register").await;
    assert!(page.main().text().contains("Shirt size") && !page.main().text().contains("motto"));
    let form = page.form("/register").fill_all(&[
        ("email", "new@example.org"),
        ("password1", PASSWORD),
        ("password2", PASSWORD),
    ]);
    let page = guest.submit(&form).await.is(422).faulty(&["extra.shirt_size"]);
    let again = page.form("/register").fill("password1", PASSWORD).fill("password2", PASSWORD);
    assert_eq!(again.value("email"), "new@example.org");
    let page = guest.submit(&again.clone().fill("extra.shirt_size", "XXL")).await.is(422);
    page.faulty(&["extra.shirt_size"]);
    guest.submit(&again.fill("extra.shirt_size", "L")).await.leads_to("/login");
    let found = root.list("/users", &[("search", "new@example.org")]).await.is(200);
    assert_eq!(found.items()[0]["extra"], json!({"shirt_size": "L"}));

    // Who is a member edits all of them.
    let path = "/profile/details";
    let form = ana.open(path).await.form(path);
    let typed = [("extra.motto", "Ñandú"), ("extra.shoes", "many"), ("extra.born", "1990-02-28")];
    let page = ana.submit(&form.clone().fill_all(&typed)).await.is(422);
    let page = page.faulty(&["extra.shirt_size", "extra.shoes"]);
    let again = page.form(path);
    assert_eq!((again.value("extra.motto"), again.value("extra.shoes")), ("Ñandú", "many"));
    let right = [
        ("extra.shoes", "38.5"),
        ("extra.shirt_size", "M"),
        ("extra.vegan", "false"),
        ("extra.blog", "https://example.org/a"),
    ];
    ana.submit(&again.fill_all(&right)).await.leads_to(path);
    let form = ana.open(path).await.form(path);
    for (name, value) in [typed[0], typed[2]].iter().chain(&right) {
        assert_eq!(form.value(name), *value, "{name}");
    }
    ana.submit(&form.fill("extra.motto", "").fill("extra.vegan", "")).await.leads_to(path);
    let found = root.list("/users", &[("search", "ana@example.org")]).await.is(200);
    let person = &found.items()[0];
    let seen = json!({"shirt_size": "M", "shoes": 38.5, "blog": "https://example.org/a"});
    assert_eq!(person["extra"], seen);

    // A manager sees and edits those that are theirs to see.
    let mut max = site.browsing_as("max", "MANAGER").await;
    let here = format!("/admin/users/{}", person["id"].as_str().expect("an id"));
    let form = max.open(&here).await.form(&here);
    assert!(form.fields.iter().all(|field| field.name != "extra.born"));
    max.submit(&form.clone().fill("extra.shoes", "x")).await.is(422).faulty(&["extra.shoes"]);
    max.submit(&form.fill("extra.shoes", "40")).await.leads_to(&here);
    let form = max.open("/admin/users/new").await.form("/admin/users/new");
    let form = form.fill("email", "bo@example.org");
    max.submit(&form).await.is(422).faulty(&["extra.shirt_size"]);
    max.submit(&form.fill("extra.shirt_size", "S")).await.is(303);
    let query = [("search", "ana@example.org")];
    assert_eq!(root.list("/users", &query).await.items()[0]["extra"]["shoes"], 40);
}

async fn imports_need_what_is_required(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = site.member("ana").await;
    let mut field = size();
    field["required"] = json!(true);
    root.post("/profile-fields", field).await.is(201);
    let import = async |csv: &str| {
        let call = root.call(Method::POST, "/users/import?update_existing=true");
        call.body("text/csv", csv.to_owned()).send().await
    };
    let refused = import("email,bio\nana@example.org,b\nnew@example.org,\n").await.is(422);
    let fault = &refused["faults"][0];
    assert_eq!((&fault["line"], &fault["column"]), (&json!(3), &json!("extra.shirt_size")));
    assert_eq!((&fault["code"], refused["faults"][1].is_null()), (&json!("required"), true));
    let refused = import("email,extra.shirt_size\nnew@example.org,\n").await.is(422);
    assert_eq!(refused["faults"][0]["code"], "required");
    // Who is there already is not asked.
    assert_eq!(import("email,bio\nana@example.org,b\n").await.is(200)["updated"], 1);
    assert_eq!(import("email,extra.shirt_size\nnew@example.org,M\n").await.is(200)["created"], 1);
    assert_eq!(ana.me().await["bio"], "b");
}
