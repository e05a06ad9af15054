//! Lists of people: filters, order, pages by number and by cursor.

use std::collections::BTreeSet;

use kit::*;

on_both_databases!(
    filters_find_whom_they_name,
    times_filter_from_included_to_excluded,
    lists_are_sorted_by_any_column,
    pages_by_number_know_their_neighbours,
    a_cursor_meets_everyone_once,
    faulty_pages_and_filters_are_refused,
);

async fn filters_find_whom_they_name(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let make = async |fields: Value| {
        let mut body = json!({"password": PASSWORD, "email_verified": true});
        body.as_object_mut().expect("fields").extend(fields.as_object().expect("fields").clone());
        root.post("/users", body).await.is(201)["id"].as_str().expect("id").to_owned()
    };
    make(json!({"nickname": "amelie", "email": "a@one.example", "first_name": "Amélie",
        "last_name": "Poulain", "location": "Paris", "locale": "es"}))
    .await;
    let boris =
        make(json!({"nickname": "boris", "email": "b@two.example", "bio": "Plays 100%_chess",
        "first_name": "Борис", "role": "MANAGER"}))
        .await;
    make(json!({"nickname": "carla", "email": "c@two.example", "email_verified": false})).await;
    root.poke(&format!("/users/{boris}/lock")).await.is(200);
    site.guest().try_sign_in("amelie", PASSWORD).await.is(200);

    let find = async |query: &[(&str, &str)]| {
        let list = root.list("/users", query).await.is(200);
        let found: BTreeSet<String> = list.column("nickname").into_iter().collect();
        assert_eq!(list["total"], found.len(), "{query:?}");
        found
            .into_iter()
            .filter(|n| ["amelie", "boris", "carla"].contains(&n.as_str()))
            .collect::<Vec<_>>()
    };
    assert_eq!(find(&[]).await, ["amelie", "boris", "carla"]);
    for (search, found) in [
        ("amelie", &["amelie"][..]),
        ("AMEL", &["amelie"]),
        ("mélie", &["amelie"]),
        ("poulain", &["amelie"]),
        ("paris", &["amelie"]),
        ("two.example", &["boris", "carla"]),
        ("Борис", &["boris"]),
        ("chess", &["boris"]),
        ("poulain paris", &["amelie"]),
        ("poulain london", &[]),
        // Wildcards and quotes of SQL are letters like any.
        ("100%_chess", &["boris"]),
        ("100__chess", &[]),
        ("%", &["boris"]),
        ("' OR ''='", &[]),
        ("\\", &[]),
    ] {
        assert_eq!(find(&[("search", search)]).await, found, "search {search:?}");
    }
    assert_eq!(find(&[("role", "MANAGER")]).await, ["boris"]);
    assert_eq!(find(&[("is_locked", "true")]).await, ["boris"]);
    assert_eq!(find(&[("is_locked", "false")]).await, ["amelie", "carla"]);
    assert_eq!(find(&[("email_verified", "false")]).await, ["carla"]);
    assert_eq!(find(&[("is_professional", "true")]).await, [""; 0]);
    assert_eq!(find(&[("locale", "es")]).await, ["amelie"]);
    assert_eq!(find(&[("never_logged_in", "true")]).await, ["boris", "carla"]);
    assert_eq!(find(&[("never_logged_in", "false")]).await, ["amelie"]);
    // Together they narrow.
    assert_eq!(find(&[("search", "two.example"), ("is_locked", "false")]).await, ["carla"]);
    assert_eq!(find(&[("role", "MANAGER"), ("is_locked", "false")]).await, [""; 0]);
}

async fn times_filter_from_included_to_excluded(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let (ana, bob) = (site.member("ana").await, site.member("bob").await);
    let time = async |person: &Person, field: &str| {
        root.get(&person.path()).await[field].as_str().expect("a time").to_owned()
    };
    let find = async |query: &[(&str, &str)]| {
        let mut found = root.list("/users", query).await.is(200).column("nickname");
        found.retain(|name| ["ana", "bob"].contains(&name.as_str()));
        found.sort();
        found
    };
    let (anas, bobs) = (time(&ana, "created_at").await, time(&bob, "created_at").await);
    assert_eq!(find(&[("created_from", &bobs)]).await, ["bob"]);
    assert_eq!(find(&[("created_to", &bobs)]).await, ["ana"]);
    assert_eq!(find(&[("created_from", &anas), ("created_to", &bobs)]).await, ["ana"]);
    assert_eq!(find(&[("created_to", &anas)]).await, [""; 0]);
    // A date is midnight UTC.
    let (today, _) = bobs.split_once('T').expect("RFC 3339");
    assert_eq!(find(&[("created_from", today)]).await, ["ana", "bob"]);
    assert_eq!(find(&[("created_to", today)]).await, [""; 0]);
    assert_eq!(find(&[("created_from", "2020-01-01T02:00:00+02:00")]).await, ["ana", "bob"]);

    let seen = time(&bob, "last_login_at").await;
    assert_eq!(find(&[("last_login_before", &seen)]).await, ["ana"]);
    assert_eq!(find(&[("last_login_from", &seen)]).await, ["bob"]);
    assert_eq!(find(&[("last_login_to", &seen)]).await, ["ana"]);
}

async fn lists_are_sorted_by_any_column(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for (nickname, first_name) in
        [("delta", json!("Zoe")), ("Alfa", json!(null)), ("bravo", json!("adam"))]
    {
        let email = format!("{nickname}@sort.example");
        let body = json!({"nickname": nickname, "email": email, "password": PASSWORD, "first_name": first_name});
        root.post("/users", body).await.is(201);
    }
    let sorted = async |sort: &str| {
        let query = [("sort", sort), ("search", "sort.example")];
        root.list("/users", &query).await.is(200).column("nickname")
    };
    assert_eq!(sorted("nickname").await, ["Alfa", "bravo", "delta"]);
    assert_eq!(sorted("-nickname").await, ["delta", "bravo", "Alfa"]);
    assert_eq!(sorted("email").await, ["Alfa", "bravo", "delta"]);
    assert_eq!(sorted("created_at").await, ["delta", "Alfa", "bravo"]);
    assert_eq!(sorted("-created_at").await, ["bravo", "Alfa", "delta"]);
    for column in [
        "id",
        "first_name",
        "last_name",
        "role",
        "last_login_at",
        "updated_at",
        "is_locked",
        "location",
    ] {
        assert_eq!(sorted(column).await.len(), 3, "{column}");
        assert_eq!(sorted(&format!("-{column}")).await.len(), 3, "{column}");
    }
}

async fn pages_by_number_know_their_neighbours(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for n in 0..7 {
        site.register(&format!("u{n}@page.example")).await;
    }
    let page = async |query: &[(&str, &str)]| {
        let mut all = vec![("search", "page.example"), ("sort", "email")];
        all.extend(query);
        root.list("/users", &all).await.is(200)
    };
    let first = page(&[("limit", "3")]).await;
    assert_eq!(first.column("email"), ["u0@page.example", "u1@page.example", "u2@page.example"]);
    assert_eq!(
        (&first["total"], &first["size"], &first["page"]),
        (&json!(7), &json!(3), &json!(1))
    );
    assert_eq!(first.rels(), ["first", "last", "next", "self"]);
    let second = root.follow(first.link("next").expect("next")).await.is(200);
    assert_eq!(second.column("email"), ["u3@page.example", "u4@page.example", "u5@page.example"]);
    assert_eq!(second["page"], 2);
    assert_eq!(second.rels(), ["first", "last", "next", "prev", "self"]);
    let last = root.follow(first.link("last").expect("last")).await.is(200);
    assert_eq!(last.column("email"), ["u6@page.example"]);
    assert_eq!((&last["size"], &last["page"]), (&json!(1), &json!(3)));
    assert_eq!(last.rels(), ["first", "last", "prev", "self"]);
    assert_eq!(last["next_cursor"], Value::Null);
    let back = root.follow(last.link("prev").expect("prev")).await.is(200);
    assert_eq!(back.column("email"), second.column("email"));
    let this = root.follow(second.link("self").expect("self")).await.is(200);
    assert_eq!(this.column("email"), second.column("email"));

    // Ten to a page unless told; beyond the end there is nothing.
    assert_eq!(page(&[]).await.items().len(), 7);
    assert_eq!(root.get("/users").await.is(200).items().len(), 8);
    let beyond = page(&[("skip", "100")]).await;
    assert_eq!((beyond.items().len(), &beyond["total"]), (0, &json!(7)));
    assert!(beyond.link("next").is_none());
    page(&[("skip", "9223372036854775807")]).await;
    assert_eq!(page(&[("skip", "2"), ("limit", "1")]).await.column("email"), ["u2@page.example"]);
}

async fn a_cursor_meets_everyone_once(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for n in 0..9 {
        // Names that tie, and names that are missing.
        let first_name = [json!("Same"), json!("Other"), Value::Null][n % 3].clone();
        let email = format!("u{n}@cursor.example");
        let body = json!({"email": email, "password": PASSWORD, "first_name": first_name});
        root.post("/users", body).await.is(201);
    }
    for sort in
        ["first_name", "-first_name", "email", "-created_at", "last_login_at", "-role", "nickname"]
    {
        let mut met = Vec::new();
        let mut cursor: Option<String> = None;
        for round in 0.. {
            assert!(round < 20, "the walk does not end");
            let mut query = vec![("search", "cursor.example"), ("sort", sort), ("limit", "2")];
            if let Some(cursor) = &cursor {
                query.push(("cursor", cursor));
            }
            let page = root.list("/users", &query).await.is(200);
            met.extend(page.column("email"));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => break,
            }
        }
        let once: BTreeSet<_> = met.iter().collect();
        assert_eq!((met.len(), once.len()), (9, 9), "by {sort}: {met:?}");
        let query = [("search", "cursor.example"), ("sort", sort), ("limit", "100")];
        assert_eq!(met, root.list("/users", &query).await.column("email"), "by {sort}");
    }

    // Someone leaves and someone comes while the list is being read: nobody
    // else is missed or met twice.
    let query = [("search", "cursor.example"), ("sort", "email"), ("limit", "4")];
    let first = root.list("/users", &query).await.is(200);
    let gone = first.items()[0]["id"].as_str().expect("id").to_owned();
    root.delete(&format!("/users/{gone}")).await.is(204);
    site.register("a0@cursor.example").await;
    let cursor = first["next_cursor"].as_str().expect("a cursor");
    let rest = root
        .list("/users", &[("search", "cursor.example"), ("sort", "email"), ("cursor", cursor)])
        .await;
    let wanted: Vec<_> = (4..9).map(|n| format!("u{n}@cursor.example")).collect();
    assert_eq!(rest.is(200).column("email"), wanted);

    // It holds for its own filters and order only.
    for other in [
        vec![("search", "cursor.example"), ("sort", "-email")],
        vec![("search", "cursor"), ("sort", "email")],
        vec![("search", "cursor.example"), ("sort", "email"), ("role", "ADMIN")],
    ] {
        let mut query = other;
        query.push(("cursor", cursor));
        root.list("/users", &query).await.faults(&["cursor"]);
    }
    for garbage in ["x", "AAAA", "%00", "e30", &"A".repeat(5000)] {
        let query = [("search", "cursor.example"), ("sort", "email"), ("cursor", garbage)];
        root.list("/users", &query).await.faults(&["cursor"]);
    }
}

async fn faulty_pages_and_filters_are_refused(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for (field, values) in [
        ("limit", &["0", "101", "-1", "ten", "1.5", "99999999999999999999"][..]),
        ("skip", &["-1", "x", "99999999999999999999999"]),
        ("sort", &["password_hash", "nickname,email", "nickname; DROP TABLE users", "--nickname"]),
        ("role", &["OWNER", "' OR 1=1"]),
        ("is_locked", &["maybe", "2"]),
        ("email_verified", &["x"]),
        ("never_logged_in", &["x"]),
        ("created_from", &["yesterday", "2020-13-01", "2020-02-30", "0"]),
        ("created_to", &["2020-01-01T00:00:00"]),
        ("last_login_before", &["x"]),
    ] {
        for value in values {
            let answer = root.list("/users", &[(field, value)]).await;
            assert_eq!(answer.status, 422, "{field}={value}: {}", answer.text);
            answer.faults(&[field]);
        }
    }
    root.list("/users", &[("limit", "0"), ("skip", "-1")]).await.faults(&["limit", "skip"]);
    root.list("/users", &[("limit", "100"), ("skip", "0")]).await.is(200);
    root.list("/users", &[("limit", "1")]).await.is(200);
    root.list("/audit", &[("limit", "101")]).await.faults(&["limit"]);
}
