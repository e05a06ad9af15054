//! Bad input to forms: what browsers would never send, and hostile values.

use std::time::{Duration, Instant};

use kit::*;
use tokio::io::AsyncWriteExt;

on_both_databases!(
    fields_may_be_missing_repeated_long_or_foreign,
    junk_is_no_form,
    what_people_write_is_never_code,
    wrong_names_passwords_and_addresses_look_alike,
);

on_sqlite!(a_slow_body_is_cut_off, an_upload_cut_in_the_middle_changes_nothing);

async fn fields_may_be_missing_repeated_long_or_foreign(db: Db) {
    let site = Site::start(db).await;
    let mut guest = site.browser();
    let page = guest.post_with_token("/register", &[]).await;
    page.again("Invalid credentials. Try again", &["email", "password1"]);
    guest.post_with_token("/login", &[]).await.again("Invalid credentials. Try again", &[]);

    // Each field with a megabyte, and everything twice.
    let long = "x".repeat(500_000);
    for field in ["username", "email"] {
        let form = guest.open("/register").await.form("/register");
        let form = form.fill_all(&[
            ("username", "ana"),
            ("email", "ana@example.org"),
            ("password1", PASSWORD),
            ("password2", PASSWORD),
        ]);
        let page = guest.submit(&form.clone().fill(field, &long)).await.is(422);
        assert!(page.faulty_fields().contains(field), "{field}");
        assert!(page.text.len() < 40_000, "what is shown again is bounded");
        let twice = form.with(field, "other@example.org");
        guest.submit(&twice).await.again("Invalid credentials. Try again", &[field]);
    }
    let fields = [("username", long.as_str()), ("password", &long)];
    guest.post_with_token("/login", &fields).await.is(422);
    let password = format!("{PASSWORD}{}", "y".repeat(200));
    let fields =
        [("email", "ana@example.org"), ("password1", password.as_str()), ("password2", &password)];
    guest.post_with_token("/register", &fields).await.is(422).faulty(&["password1"]);
    assert_eq!(site.head_count().await, 1);

    // What the form does not have is passed over, whatever it is called.
    let foreign = [
        ("role", "ADMIN"),
        ("email_verified", "true"),
        ("id", "01890000-0000-7000-8000-000000000000"),
        ("is_locked", "false"),
        ("is_professional", "on"),
        ("created_at", "2001-01-01T00:00:00Z"),
        ("extra[a]", "b"),
        ("__proto__", "x"),
    ];
    let mut fields = vec![
        ("username", "ana"),
        ("email", "ana@example.org"),
        ("password1", PASSWORD),
        ("password2", PASSWORD),
    ];
    fields.extend(foreign);
    guest.post_with_token("/register", &fields).await.leads_to("/login");
    let admin = site.admin().await;
    let list = admin.list("/users", &[("search", "ana")]).await;
    let user = &list.items()[0];
    assert_eq!((&user["role"], &user["email_verified"]), (&json!("ANONYMOUS"), &json!(false)));
    assert_eq!(user["is_professional"], false);

    let mut bob = site.browsing("bob").await;
    for path in ["/profile", "/profile/details"] {
        let mut fields = vec![("username", "bob"), ("email", "bob@example.org")];
        fields.extend(foreign);
        bob.post_with_token(path, &fields).await.leads_to(path);
    }
    let bob = Person::sign_in(&site.guest(), "bob", PASSWORD).await.me().await;
    assert_eq!(bob["role"], "AUTHENTICATED");
    assert_eq!(bob["is_professional"], false);
    assert_ne!(bob["id"], "01890000-0000-7000-8000-000000000000");
}

async fn junk_is_no_form(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let token = ana.token().await;
    let urlencoded = "application/x-www-form-urlencoded";
    let multipart = "multipart/form-data; boundary=b";
    let deep = format!("csrf_token={token}&{}=x", "a%5B".repeat(10_000));
    let many = format!("{}csrf_token={token}", "a=b&".repeat(100_000));
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts = part("a", "b").repeat(3000) + &part("csrf_token", &token) + "--b--\r\n";
    let broken = part("csrf_token", &token) + "--b\r\nContent-Disposition: form-data; na";
    let headless = format!("--b\r\n\r\n{token}\r\n--b--\r\n");
    let long_head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n--b--",
        "x".repeat(99_999)
    );
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        (urlencoded, deep.into_bytes()),
        (urlencoded, many.into_bytes()),
        (urlencoded, vec![0xff; 1000]),
        (urlencoded, b"%%%&&&===;;;\0\0%zz%f".to_vec()),
        (urlencoded, format!("csrf_token={token}&username=%FF%FE%00&email=%00").into_bytes()),
        (multipart, parts.into_bytes()),
        (multipart, broken.into_bytes()),
        (multipart, headless.into_bytes()),
        (multipart, long_head.into_bytes()),
        (multipart, vec![b'-'; 100_000]),
        (multipart, Vec::new()),
        ("multipart/form-data", b"--\r\n".to_vec()),
        ("multipart/form-data; boundary=", b"--\r\n".to_vec()),
        ("", b"a=b".to_vec()),
        ("application/json", "[".repeat(10_000).into_bytes()),
        ("application/x-www-form-urlencoded; charset=utf-16", vec![0, 1, 2, 3]),
    ];
    for path in ["/profile", "/profile/details", "/login", "/password/change", "/locale"] {
        for (media_type, body) in &bodies {
            let page = ana.post_body(path, media_type, body.clone()).await;
            assert!((300..500).contains(&page.status), "{path} {media_type}: {}", page.status);
            assert!(page.is_html() || page.status == 303, "{path} {media_type}");
        }
    }
    let form = ana.open("/profile").await.form("/profile");
    assert_eq!((form.value("username"), form.value("email")), ("ana", "ana@example.org"));
    // A compressed body is not opened.
    let mut packed = ana.clone().with_header("content-encoding", "gzip");
    packed.post_body("/profile", urlencoded, "x").await.fails(415);
    // Strange addresses and cookies.
    for path in
        ["/login?next=%FF%FE", "/login?%00=%00&&&==", "/?page=99999999999999999999", "/user/%FF"]
    {
        let page = site.browser().get(path).await;
        assert!([200, 404].contains(&page.status), "{path}: {}", page.status);
    }
    for cookie in ["=;;=", "roster", "roster=%00", "locale=", "roster_flash=AAAA"] {
        let mut guest = site.browser().with_header("cookie", cookie);
        guest.get("/login").await.is(200);
    }
}

async fn what_people_write_is_never_code(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut guest = site.browser();
    let hostile = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg/onload=alert(1)>",
        "</textarea><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "{{7*7}}{% raw %}",
        "{{ page.csrf }}",
        "<!--",
        "javascript:alert(1)",
        "&lt;b&gt;&amp;",
        "'; DROP TABLE users; --",
        "=cmd|'/C calc'!A0",
        "\u{202e}gpj.exe\u{2066}",
        "\u{feff}\u{200b}x",
    ];
    let path = "/profile/details";
    for value in hostile {
        let shown = shown(value);
        let fields = [
            ("first_name", value),
            ("last_name", value),
            ("bio", value),
            ("location", value),
            ("show_name", "on"),
        ];
        let page = ana.fill_in(path, &fields).await;
        if page.status == 422 {
            // Refused, and shown again as it was typed.
            assert_eq!(page.form(path).value("bio"), shown);
            continue;
        }
        let page = ana.arrive(page.leads_to(path)).await;
        assert_eq!(page.form(path).value("bio"), shown);
        assert_eq!(page.form(path).value("location"), shown.trim());
        // The kit refuses any page with inline code, or that is not well-formed.
        let seen = guest.open("/user/ana").await.main().raw_text();
        assert!(seen.contains(&shown) && !seen.contains("49{"), "{value:?}: {seen}");
        ana.open("/profile").await;
    }
    for url in [
        "https://x.example/\"onmouseover=\"alert(1)",
        "https://x.example/'><script>",
        "data:text/html,x",
    ] {
        for field in ["linkedin_profile_url", "github_profile_url"] {
            let page = ana.fill_in(path, &[(field, url)]).await;
            assert!([303, 422].contains(&page.status));
            ana.arrive(page).await;
            guest.open("/user/ana").await;
        }
    }
    // What is shown again after a fault, and what stands in addresses.
    for value in hostile {
        let shown = shown(value);
        let page = guest.sign_in(value, "wrong").await.is(422);
        assert_eq!(page.form("/login").value("username"), shown);
        let fields = [("username", value), ("email", value)];
        let page = guest.fill_in("/register", &fields).await.is(422);
        assert_eq!(page.form("/register").value("username"), shown);
        let page = ana.fill_in("/profile", &fields).await.leads_to("/profile");
        let page = ana.arrive(page).await.says("Error while profile updating");
        assert_eq!(page.form("/profile").value("username"), shown);
        let mut path = String::from("/");
        value.bytes().for_each(|byte| path.push_str(&format!("%{byte:02x}")));
        guest.get(&path).await.fails(404);
        guest.get(&format!("/user{path}")).await.fails(404);
        guest.get(&format!("/login?next={}", &path[1..])).await.is(200);
    }
    // No header of an answer or a mail is made of what was typed.
    let fields = [("email", "x@example.org\r\nBcc: y@example.org"), ("username", "a\r\nX-A: b")];
    let page = guest.fill_in("/register", &fields).await.is(422);
    assert!(page.header("x-a").is_none());
    assert!(page.faulty_fields().contains("email") && page.faulty_fields().contains("username"));
}

/// What a page says, without what differs between any two answers.
fn said(page: &Page) -> String {
    let hidden = page.form("/login").value("csrf_token").to_owned();
    page.text.replace(&hidden, "")
}

async fn wrong_names_passwords_and_addresses_look_alike(db: Db) {
    let site = Site::start(db).await;
    site.account("known", "AUTHENTICATED").await;
    let body = json!({"email": "fresh@example.org", "password": PASSWORD, "nickname": "fresh"});
    site.guest().post("/register", body).await.is(201);
    let mut guest = site.browser();
    let mut pages = Vec::new();
    for (name, password) in [("known", "wrong"), ("nobod", PASSWORD), ("fresh", PASSWORD), ("", "")]
    {
        let page = guest.sign_in(name, password).await;
        let page = page.again("Invalid credentials. Try again", &[]);
        let value = format!("value=\"{name}\"");
        pages.push(said(&page).replacen(&value, "value=\"\"", 1));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1);
}

async fn a_slow_body_is_cut_off(db: Db) {
    let site = Site::with("http.body_seconds", 1).start(db).await;
    let mut stream = raw::connect(site.server.port).await;
    let head = "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\
                Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=";
    let start = Instant::now();
    stream.write_all(head.as_bytes()).await.expect("write");
    let answer = raw::read_all(&mut stream).await;
    assert_eq!(raw::status(&answer), 408, "{answer}");
    assert!(answer.contains("text/html") && answer.contains("</html>"), "{answer}");
    assert!(start.elapsed() < Duration::from_secs(10));
}

async fn an_upload_cut_in_the_middle_changes_nothing(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let before = ana.open("/profile").await;
    let form = before.form("/profile").fill("username", "ana_2");
    let form = form.choose_file("picture", "a.png", "image/png", &[7; 100_000]);
    let (media_type, body) = form.encode();
    let head = format!(
        "POST /profile HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: roster={}\r\n\
         Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        site.server.port,
        ana.session(),
        body.len(),
    );
    for part in [0, 300, 50_000, body.len() - 1] {
        let mut stream = raw::connect(site.server.port).await;
        stream.write_all(head.as_bytes()).await.expect("write");
        stream.write_all(&body[..part]).await.expect("write");
        drop(stream);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let page = ana.open("/profile").await;
    assert_eq!(page.form("/profile").value("username"), "ana");
    assert_eq!(page.flash(), None);
}

/// What turns the direction of the text around it is not shown.
fn shown(value: &str) -> String {
    let turns = |c: &char| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    value.chars().filter(turns).collect()
}
