//! Finding people by words, filters and the short query language.

use std::collections::BTreeSet;

use kit::*;

on_both_databases!(
    the_best_match_comes_first,
    case_accents_and_alphabets_do_not_matter,
    whatever_is_typed_is_only_text,
    the_query_language_is_one_for_api_and_terminal,
    what_the_query_language_does_not_know_is_named,
    changes_are_found_at_once,
    a_ranked_list_is_walked_by_cursor_while_people_come_and_go,
    totals_are_exact_to_ten_thousand,
    demo_people_are_believable_and_found_every_way,
    demo_wants_an_empty_database,
);

async fn make(root: &Person, fields: Value) -> String {
    let mut body = json!({"password": PASSWORD, "email_verified": true});
    body.as_object_mut().expect("fields").extend(fields.as_object().expect("fields").clone());
    root.post("/users", body).await.is(201)["id"].as_str().expect("id").to_owned()
}

async fn nicknames(root: &Person, query: &[(&str, &str)]) -> Vec<String> {
    root.list("/users", query).await.is(200).column("nickname")
}

async fn the_best_match_comes_first(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for (nickname, email, first, last, bio) in [
        ("mari", "m1@one.example", "Zoe", "Old", ""),
        ("susana", "m2@two.example", "Susana", "Rivas", "a friend of mari"),
        ("otter_1", "m3@three.example", "Marisol", "Vega", ""),
        ("mariposa", "m4@four.example", "Eva", "Luz", ""),
        ("otter_2", "marianne@five.example", "Anne", "Five", ""),
        ("otter_3", "m6@six.example", "Mari", "Six", ""),
        ("otter_4", "m7@seven.example", "Mari", "Seven", ""),
        ("otter_5", "m8@eight.example", "Tamari", "Eight", ""),
    ] {
        make(
            &root,
            json!({"nickname": nickname, "email": email, "first_name": first,
            "last_name": last, "bio": bio}),
        )
        .await;
    }
    // The nickname itself; whose name it is, the newest first; who begins so,
    // by alphabet; in whom it occurs, the newest first.
    let ranked =
        ["mari", "otter_4", "otter_3", "otter_2", "mariposa", "otter_1", "otter_5", "susana"];
    let ranked_in = async |search: &str| nicknames(&root, &[("search", search)]).await;
    assert_eq!(ranked_in("mari").await, ranked);
    assert_eq!(ranked_in("MARÍ").await, ranked);
    assert_eq!(ranked_in("m7@seven.example").await, ["otter_4"]);
    // Two words: those that begin names before those that occur.
    make(&root, json!({"nickname": "six_mari", "email": "m9@nine.example", "bio": "six"})).await;
    assert_eq!(ranked_in("six mari").await, ["otter_3", "six_mari"]);
    assert_eq!(ranked_in("\"mari six\"").await, ["otter_3"]);
    assert_eq!(ranked_in("\"six mari\"").await, [""; 0]);
    // With a filter the order of the parts is the same.
    let filtered = ranked_in("mari verified:yes").await;
    assert_eq!((filtered[0].as_str(), filtered.len()), ("mari", 9));
    // A sort that is asked for counts.
    let sorted = nicknames(&root, &[("search", "mari"), ("sort", "nickname")]).await;
    let mut wanted = [&ranked[..], &["six_mari"]].concat();
    wanted.sort_unstable();
    assert_eq!(sorted, wanted);
    // Pages by number run through all parts.
    let mut met = Vec::new();
    for skip in ["0", "3", "6", "9"] {
        met.extend(nicknames(&root, &[("search", "mari"), ("limit", "3"), ("skip", skip)]).await);
    }
    assert_eq!(met, ranked_in("mari").await);
}

async fn case_accents_and_alphabets_do_not_matter(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for (nickname, first, last, location) in [
        ("luk", "Łukasz", "Żółć", "Łódź"),
        ("fyodor", "Фёдор", "Соловьёв", "Казань"),
        ("layla", "ليلى", "الخطيب", "القاهرة"),
        ("fang", "芳", "王", "北京"),
        ("weiss", "Jörg", "Weiß", "Düsseldorf"),
        ("hidden", "A\u{200d}na", "Lo\u{301}pez", "León"),
    ] {
        let email = format!("{nickname}@letters.example");
        make(
            &root,
            json!({"nickname": nickname, "email": email, "first_name": first,
            "last_name": last, "location": location}),
        )
        .await;
    }
    for (search, found) in [
        ("lukasz zolc", "luk"),
        ("LODZ", "luk"),
        ("федор", "fyodor"),
        ("СОЛОВЬЕВ", "fyodor"),
        ("КАЗ", "fyodor"),
        ("ф", "fyodor"),
        ("ليلى", "layla"),
        ("القاهرة", "layla"),
        ("王", "fang"),
        ("北京", "fang"),
        ("weiss dus", "weiss"),
        ("weiß", "weiss"),
        ("ana lópez", "hidden"),
        ("\u{202e}ana\u{202c} \u{200f}LO\u{301}PEZ", "hidden"),
    ] {
        let met = nicknames(&root, &[("search", search)]).await;
        assert_eq!(met, [found], "search {search:?}");
    }
}

async fn whatever_is_typed_is_only_text(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    make(
        &root,
        json!({"nickname": "odd", "email": "odd@text.example",
        "bio": "50%_off \"quoted\" back\\slash it's {x} a*b c-d (e) ж"}),
    )
    .await;
    make(&root, json!({"nickname": "plain", "email": "plain@text.example", "bio": "50 off"})).await;
    for search in [
        "%",
        "_off",
        "50%",
        "%_o",
        "\\",
        "back\\sl",
        "'",
        "it's",
        "{x}",
        "a*b",
        "c-d",
        "(e)",
        "ж",
        "*",
        "\"%_off\"",
        "}",
    ] {
        assert_eq!(nicknames(&root, &[("search", search)]).await, ["odd"], "search {search:?}");
    }
    for search in [
        "' OR 1=1 --",
        "\" OR \"\"=\"",
        "'; DROP TABLE users; --",
        "x' UNION SELECT password_hash",
        "NEAR(odd plain)",
        "odd NOT plain",
        "odd AND plain",
        "text^2",
        "{text} - odd",
        "%%%",
        "__________",
        "\u{10ffff}",
        "😀",
    ] {
        assert_eq!(nicknames(&root, &[("search", search)]).await, [""; 0], "search {search:?}");
    }
    // What says nothing finds everybody.
    for search in ["", "  ", "\"", "\"\"", "\" \"", "\u{202e}"] {
        assert_eq!(nicknames(&root, &[("search", search)]).await.len(), 3, "search {search:?}");
    }
    for search in ["a\0b", "a\u{7}b", "a\nb", &"x".repeat(201), &"x ".repeat(7_000)] {
        root.list("/users", &[("search", search)]).await.faults(&["search"]);
    }
    let huge = root.list("/users", &[("search", &"x".repeat(50_000))]).await;
    assert!([414, 422, 431].contains(&huge.status), "{}", huge.status);
    // Many words are no more work than some.
    let many: Vec<String> = (0..40).map(|n| format!("w{n}")).collect();
    assert_eq!(nicknames(&root, &[("search", &many.join(" "))]).await, [""; 0]);
    // One letter finds beginnings, and what it occurs in; the administrator's
    // drawn name may begin with it as well.
    for (search, found) in [("p", "plain"), ("o", "odd")] {
        let met = nicknames(&root, &[("search", search)]).await;
        let first = met.iter().find(|name| **name != root.nickname);
        assert_eq!(first.map(String::as_str), Some(found), "{met:?}");
    }
}

async fn the_query_language_is_one_for_api_and_terminal(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let ana = make(
        &root,
        json!({"nickname": "ana", "email": "ana@lang.example", "locale": "es",
        "first_name": "Ana", "last_name": "López", "role": "MANAGER"}),
    )
    .await;
    make(&root, json!({"nickname": "bob", "email": "bob@lang.example", "email_verified": false}))
        .await;
    root.poke(&format!("/users/{ana}/lock")).await.is(200);
    for (search, found) in [
        ("role:manager", &["ana"][..]),
        ("ROLE:Manager lang.example", &["ana"]),
        ("locked:yes", &["ana"]),
        ("locked:no lang", &["bob"]),
        ("verified:no", &["bob"]),
        ("verified:no role:manager", &[]),
        ("professional:yes", &[]),
        ("locale:es", &["ana"]),
        ("seen:never lang", &["ana", "bob"]),
        ("seen:>2020-01-01 lang", &[]),
        ("created:>2020-01-01 lang", &["ana", "bob"]),
        ("created:<2020-01-01", &[]),
        ("created:>2020-01-01 created:<2020-02-01", &[]),
        ("\"ana lopez\" role:manager", &["ana"]),
        ("\"role:manager\"", &[]),
    ] {
        let met: BTreeSet<String> =
            nicknames(&root, &[("search", search)]).await.into_iter().collect();
        assert_eq!(met.iter().collect::<Vec<_>>(), found, "search {search:?}");
        let listed =
            site.roster(&["users", "list", "--search", search, "--output", "json"]).await.ok();
        let listed = listed.json();
        let printed: BTreeSet<&str> = listed
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|user| user["nickname"].as_str())
            .collect();
        assert_eq!(printed.into_iter().collect::<Vec<_>>(), found, "terminal {search:?}");
    }
    // The parameters of the address hold besides.
    let both = [("search", "role:manager"), ("is_locked", "false")];
    assert_eq!(nicknames(&root, &both).await, [""; 0]);
}

async fn what_the_query_language_does_not_know_is_named(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for (search, word) in [
        ("rolle:manager", "rolle"),
        ("ana password_hash:x", "password_hash"),
        ("role:owner", "owner"),
        ("locked:perhaps", "perhaps"),
        ("created:>soon", "soon"),
        ("seen:2026-13-01", "2026-13-01"),
        ("locale:x", "x"),
    ] {
        let answer = root.list("/users", &[("search", search)]).await.faults(&["search"]);
        let message = answer["errors"][0]["message"].as_str().expect("a message");
        assert!(message.contains(word), "{search:?}: {message}");
        let failed = site.roster(&["users", "list", "--search", search]).await;
        assert_eq!(failed.code, 1, "{search:?}");
        assert!(failed.err.contains(word), "{search:?}: {}", failed.err);
    }
    // With every other fault of the query.
    let query = [("search", "rolle:x"), ("limit", "0"), ("sort", "x")];
    root.list("/users", &query).await.faults(&["search", "limit", "sort"]);
}

async fn changes_are_found_at_once(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let id = make(
        &root,
        json!({"nickname": "before", "email": "b@change.example",
        "first_name": "Wilhelmina"}),
    )
    .await;
    let find = async |search: &str| nicknames(&root, &[("search", search)]).await;
    for round in 0..3 {
        // Also after the index has caught up.
        if round > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
        }
        let (old, new) =
            (["Wilhelmina", "Guinevere"][round % 2], ["Wilhelmina", "Guinevere"][(round + 1) % 2]);
        assert_eq!(find(old).await, ["before"]);
        assert_eq!(find(&old[2..7]).await, ["before"]);
        root.patch(&format!("/users/{id}"), json!({"first_name": new})).await.is(200);
        assert_eq!(find(old).await, [""; 0], "round {round}");
        assert_eq!(find(&new[2..7]).await, ["before"], "round {round}");
        assert_eq!(find(&format!("{new} before")).await, ["before"], "round {round}");
    }
    root.delete(&format!("/users/{id}")).await.is(204);
    assert_eq!(find("Wilhelmina").await, [""; 0]);
    assert_eq!(find("elmin").await, [""; 0]);
    assert_eq!(find("Guinevere").await, [""; 0]);
}

async fn a_ranked_list_is_walked_by_cursor_while_people_come_and_go(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let mut ids = Vec::new();
    for n in 0..12 {
        let (nickname, first, bio) = match n % 4 {
            0 => (format!("kim_{n}"), json!("Eva"), json!(null)),
            1 => (format!("fox{n}"), json!("Kim"), json!(null)),
            2 => (format!("fox{n}"), json!("Joakim"), json!(null)),
            _ => (format!("fox{n}"), json!(null), json!("knows Kim")),
        };
        let email = format!("u{n}@walk.example");
        let body = json!({"nickname": nickname, "email": email, "first_name": first, "bio": bio});
        ids.push(make(&root, body).await);
    }
    for (search, count) in [
        ("kim", 12),
        ("kim walk", 12),
        ("walk.example", 12),
        ("kim verified:yes", 12),
        ("ki walk", 12),
    ] {
        let whole = nicknames(&root, &[("search", search), ("limit", "100")]).await;
        assert_eq!(whole.len(), count, "search {search:?}");
        let mut met = Vec::new();
        let mut cursor: Option<String> = None;
        for round in 0.. {
            assert!(round < 20, "the walk does not end");
            let mut query = vec![("search", search), ("limit", "2")];
            query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
            let page = root.list("/users", &query).await.is(200);
            assert_eq!(page["total"], count, "search {search:?}");
            met.extend(page.column("nickname"));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => break,
            }
        }
        assert_eq!(met, whole, "search {search:?}");
    }
    // One who was met and one who was not go, one comes: the rest is as it was.
    let whole = nicknames(&root, &[("search", "kim"), ("limit", "100")]).await;
    let first = root.list("/users", &[("search", "kim"), ("limit", "5")]).await.is(200);
    let cursor = first["next_cursor"].as_str().expect("a cursor").to_owned();
    for gone in [&first.items()[4]["id"], &json!(ids[2])] {
        root.delete(&format!("/users/{}", gone.as_str().expect("id"))).await.is(204);
    }
    make(&root, json!({"nickname": "kim_new", "email": "new@walk.example"})).await;
    let query = [("search", "kim"), ("limit", "100"), ("cursor", cursor.as_str())];
    let rest: Vec<String> =
        nicknames(&root, &query).await.into_iter().filter(|n| n != "kim_new").collect();
    let wanted: Vec<&String> = whole[5..].iter().filter(|n| *n != "fox2").collect();
    assert_eq!(rest.iter().collect::<Vec<_>>(), wanted);
    // It holds for its own search only.
    root.list("/users", &[("search", "kim walk"), ("cursor", &cursor)]).await.faults(&["cursor"]);
}

async fn totals_are_exact_to_ten_thousand(db: Db) {
    let home = Home::new(db);
    home.roster(&["demo", "--users", "9999"]).await.ok();
    let site = Site::at(home).await;
    let root = site.admin().await;
    let list = async |query: &[(&str, &str)]| root.list("/users", query).await.is(200);
    let exact = list(&[("limit", "1")]).await;
    assert_eq!((&exact["total"], exact.json.get("total_estimated")), (&json!(10_000), None));
    assert!(exact.link("last").is_some());
    make(&root, json!({"nickname": "one_more", "email": "one.more@example.org"})).await;
    let beyond = list(&[("limit", "1")]).await;
    assert_eq!((&beyond["total"], &beyond["total_estimated"]), (&json!(10_000), &json!(true)));
    assert!(beyond.link("last").is_none());
    // What finds fewer stays exact, whatever finds it.
    let count = async |sql: &str| -> u64 {
        let sql = format!("SELECT count(*) FROM users WHERE {sql}");
        site.db.sql(&sql).expect("a count").parse().expect("a number")
    };
    for (query, sql) in [
        (("search", "lopez"), "search_text LIKE '%lopez%'"),
        (("search", "opez"), "search_text LIKE '%opez%'"),
        (("search", "example"), "search_text LIKE '%example%'"),
        (("is_locked", "true"), "is_locked"),
        (("search", "locked:no verified:no"), "NOT is_locked AND NOT email_verified"),
        (("search", "otter seen:never"), "search_text LIKE '%otter%' AND last_login_at IS NULL"),
        (("search", "lopez madrid"), "search_text LIKE '%lopez%' AND search_text LIKE '%madrid%'"),
    ] {
        let page = list(&[query]).await;
        let wanted = count(sql).await;
        assert!(wanted > 0, "{query:?}");
        let (total, estimated) = (wanted.min(10_000), wanted > 10_000);
        assert_eq!(page["total"], total, "{query:?}");
        assert_eq!(page["total_estimated"] == true, estimated, "{query:?}");
        // Still so further on.
        if let Some(cursor) = page["next_cursor"].as_str() {
            let next = list(&[query, ("cursor", cursor)]).await;
            assert_eq!(next["total"], total, "{query:?}");
            assert_eq!(next["total_estimated"] == true, estimated, "{query:?}");
        }
    }
}

async fn demo_people_are_believable_and_found_every_way(db: Db) {
    let home = Home::new(db);
    home.roster(&["demo", "--users", "3000"]).await.ok();
    let site = Site::at(home).await;
    let root = site.admin().await;
    for (search, least) in [
        ("ana", 10),
        ("lópez", 10),
        ("борис", 10),
        ("ليلى", 5),
        ("王", 5),
        ("role:manager", 1),
        ("locked:yes", 10),
        ("verified:no", 100),
        ("professional:yes", 30),
        ("locale:ru", 100),
        ("seen:never", 300),
        ("created:<2024-01-01", 500),
        ("chess", 20),
        ("\"ana lopez\"", 0),
    ] {
        let page = root.list("/users", &[("search", search)]).await.is(200);
        assert!(page["total"].as_u64().expect("a total") >= least, "{search}: {}", page["total"]);
    }
    // Every sort is walked to its end, with a search and without.
    for query in [vec![], vec![("search", "ar")], vec![("search", "otter")], vec![("locale", "es")]]
    {
        for sort in ["first_name", "-last_login_at", "role", "-is_locked", "created_at"] {
            let mut met = BTreeSet::new();
            let mut query = query.clone();
            query.extend([("sort", sort), ("limit", "100")]);
            let first = root.list("/users", &query).await.is(200);
            let total = first["total"].as_u64().expect("a total") as usize;
            let mut page = first;
            loop {
                let ids = page.column("id");
                let size = ids.len();
                let before = met.len();
                met.extend(ids);
                assert_eq!(met.len(), before + size, "someone was met twice: {query:?}");
                let Some(next) = page["next_cursor"].as_str().map(str::to_owned) else { break };
                let mut further = query.clone();
                further.push(("cursor", &next));
                page = root.list("/users", &further).await.is(200);
            }
            assert_eq!(met.len(), total, "{query:?}");
        }
    }
    // Nobody of them can sign in, and nobody is an administrator.
    let admins = root.list("/users", &[("role", "ADMIN")]).await.is(200);
    assert_eq!(admins.column("email"), std::slice::from_ref(&root.email));
    assert_eq!(
        site.db.sql("SELECT count(*) FROM users WHERE password_hash IS NOT NULL").as_deref(),
        Ok("1")
    );
    // The database is as any other.
    site.roster(&["doctor"]).await.ok();
    site.register("later@example.org").await;
    assert_eq!(root.list("/users", &[("search", "later@")]).await.is(200)["total"], 1);
}

async fn demo_wants_an_empty_database(db: Db) {
    let home = Home::new(db);
    let made = home.roster(&["demo", "--users", "5"]).await.ok();
    assert!(made.out.contains("5 people"), "{}", made.out);
    assert!(!made.err.contains('\r'), "no progress where no terminal is: {}", made.err);
    let again = home.roster(&["demo"]).await;
    assert_eq!(again.code, 1);
    assert!(again.err.contains("not empty"), "{}", again.err);
    let listed = home.roster(&["users", "list", "--output", "json"]).await.ok().json();
    assert_eq!(listed.as_array().map(Vec::len), Some(5));
    for bad in ["0", "-1", "many"] {
        assert_eq!(home.roster(&["demo", "--users", bad]).await.code, 2, "{bad}");
    }
}
