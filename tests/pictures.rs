//! Pictures: uploaded in every format, served, replaced, and what is none
//! refused.

use std::collections::HashSet;
use std::ops::Index;
use std::path::{Path, PathBuf};
use std::time::Duration;

use image::ImageFormat;
use kit::picture::*;
use kit::*;

on_both_databases!(
    every_format_becomes_three_squares,
    a_replaced_picture_goes_and_one_that_others_show_stays,
    what_is_no_picture_changes_nothing,
);

on_sqlite!(
    pictures_are_upright_and_tell_nothing_else,
    only_pictures_have_addresses,
    backups_hold_pictures,
);

/// Within which replaced objects go.
const GONE: Duration = Duration::from_secs(100);
pub const PATH: &str = "/users/me/picture";
const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\
    \0\0\x02\x02D\x01\0;";

pub async fn upload(person: &Person, bytes: impl Into<Vec<u8>>) -> Answer {
    person.call(Method::PUT, PATH).body("image/jpeg", bytes.into()).send().await
}

pub fn form(parts: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, data) in parts {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"../x.php\"\r\n\
             Content-Type: text/html\r\n\r\n"
        );
        body.extend([head.as_bytes(), data, b"\r\n"].concat());
    }
    body.extend(b"--edge--\r\n");
    ("multipart/form-data; boundary=edge".to_owned(), body)
}

pub async fn upload_form(person: &Person, parts: &[(&str, &[u8])]) -> Answer {
    let (media_type, body) = form(parts);
    person.call(Method::PUT, PATH).body(&media_type, body).send().await
}

/// The address of a size.
pub fn address(user: &impl Index<&'static str, Output = Value>, size: &str) -> String {
    user["picture"][size].as_str().expect("a picture").to_owned()
}

/// The names of all objects in a folder or bucket.
pub fn objects(folder: &Path) -> HashSet<String> {
    let found = std::fs::read_dir(folder.join("pictures"));
    let names = found.into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.map(|name| name.to_string_lossy().into_owned()).filter(|n| n.ends_with(".webp")).collect()
}

pub fn folder(site: &Site) -> PathBuf {
    site.db.folder().join("data/objects")
}

pub async fn until_there_are(count: usize, folder: &Path) {
    let what = format!("{count} objects in {}", folder.display());
    eventually_within(GONE, &what, async || (objects(folder).len() == count).then_some(())).await;
}

pub fn svg(body: &str) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\">{body}</svg>").into()
}

pub fn drawn_quarters() -> Vec<u8> {
    let quarter = |n: usize| {
        let [r, g, b] = CORNERS[n];
        let (x, y) = (n % 2 * 4, n / 2 * 4);
        format!("<rect x=\"{x}\" y=\"{y}\" width=\"4\" height=\"4\" fill=\"rgb({r},{g},{b})\"/>")
    };
    svg(&(0..4).map(quarter).collect::<String>())
}

async fn every_format_becomes_three_squares(db: Db) {
    // Made first: it takes a while, in which connections would grow stale.
    let image = quarters(300, 200);
    let pictures = [
        ("JPEG", encoded(&image, ImageFormat::Jpeg)),
        ("PNG", encoded(&image, ImageFormat::Png)),
        ("WebP", encoded(&image, ImageFormat::WebP)),
        ("SVG", drawn_quarters()),
        ("large JPEG", encoded(&quarters(2600, 2400), ImageFormat::Jpeg)),
        ("large PNG", encoded(&quarters(2100, 2300), ImageFormat::Png)),
    ];
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let me = ana.me().await;
    assert_eq!(me["profile_picture_url"], Value::Null);
    let default = address(&me, "512");
    assert!(default.ends_with("/pictures/default/ana.svg"), "{default}");
    assert_eq!(me.link("picture").expect("a link")["method"], "PUT");

    let mut seen = HashSet::new();
    for (name, bytes) in pictures {
        // The body itself, called whatever; or the part of a form.
        let call = ana.call(Method::PUT, PATH).body("text/plain", bytes.clone());
        let user = call.send().await.is(200);
        let again = upload_form(&ana, &[("picture", &bytes)]).await.is(200);
        assert_eq!(again["picture"], user["picture"], "{name}");
        assert_eq!(user["profile_picture_url"], user["picture"]["512"], "{name}");
        for size in ["512", "128", "48"] {
            let file = site.guest().get(&address(&user, size)).await.is(200);
            let image = decoded(&file.bytes);
            assert_eq!(image.width().to_string(), size, "{name}");
            assert_eq!(image.height(), image.width(), "{name}");
            assert_eq!(corners(&image), [0, 1, 2, 3], "{name}");
            assert_eq!(file.header("content-type"), Some("image/webp"));
            assert_eq!(file.header("cache-control"), Some("public, max-age=31536000, immutable"));
            assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
            let policy = file.header("content-security-policy").expect("a policy");
            assert!(policy.starts_with("default-src 'none'"), "{policy}");
            let tag = file.header("etag").expect("a tag").to_owned();
            let call = site.guest().call(Method::GET, &address(&user, size));
            call.header("if-none-match", &tag).send().await.is(304);
            seen.insert(tag);
        }
    }
    assert!(seen.len() >= 12, "{seen:?}");

    // What was read may be sent back; another address is another matter.
    let me = ana.me().await;
    let picture = me["profile_picture_url"].clone();
    let same = json!({"profile_picture_url": picture, "picture": me["picture"], "bio": "Hello"});
    ana.patch("/users/me", same).await.is(200);
    let other = json!({"profile_picture_url": "https://elsewhere.example/x.png"});
    let refused = ana.patch("/users/me", other).await.faults(&["profile_picture_url"]);
    assert_eq!(refused.fault_code("profile_picture_url"), "read_only");
    ana.patch("/users/me", json!({"picture": {}})).await.faults(&["picture"]);

    ana.delete(PATH).await.is(204);
    ana.delete(PATH).await.is(204);
    let me = ana.me().await;
    assert_eq!(address(&me, "48"), default);
    assert_eq!(me["profile_picture_url"], Value::Null);
    let admin = site.admin().await;
    let count = async |action| {
        let found = admin.list("/audit", &[("action", action), ("subject", &ana.id)]).await;
        found["total"].as_u64().expect("a total")
    };
    // PNG and WebP lose nothing: they are one picture.
    assert_eq!(count("user.picture_changed").await, 5);
    assert_eq!(count("user.picture_removed").await, 1);
}

async fn pictures_are_upright_and_tell_nothing_else(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let jpeg = encoded(&quarters(400, 300), ImageFormat::Jpeg);
    // Where the corners as they are stored belong, of each orientation.
    for (orientation, shown) in [
        (1, [0, 1, 2, 3]),
        (2, [1, 0, 3, 2]),
        (3, [3, 2, 1, 0]),
        (4, [2, 3, 0, 1]),
        (5, [0, 2, 1, 3]),
        (6, [2, 0, 3, 1]),
        (7, [3, 1, 2, 0]),
        (8, [1, 3, 0, 2]),
        (99, [0, 1, 2, 3]),
    ] {
        let held = with_segment(&jpeg, 0xe1, &exif(orientation));
        let held = with_segment(&held, 0xfe, b"<script>SecretComment</script>");
        let user = upload(&ana, held).await.is(200);
        for size in ["512", "128", "48"] {
            let file = site.guest().get(&address(&user, size)).await.is(200);
            assert_eq!(corners(&decoded(&file.bytes)), shown, "{orientation}");
            for secret in ["Secret", "Exif", "EXIF", "script"] {
                assert!(!file.text.contains(secret), "{secret}");
            }
        }
    }
    // The same in a PNG.
    let mut more = chunk(b"eXIf", &exif(6)[6..]);
    more.extend(chunk(b"tEXt", b"Author\0SecretAuthor"));
    let png = encoded(&quarters(40, 40), ImageFormat::Png);
    let held = [&png[..33], &more, &png[33..]].concat();
    let user = upload(&ana, held).await.is(200);
    let file = site.guest().get(&address(&user, "512")).await.is(200);
    assert_eq!(corners(&decoded(&file.bytes)), [2, 0, 3, 1]);
    assert!(!file.text.contains("Secret"));
}

async fn a_replaced_picture_goes_and_one_that_others_show_stays(db: Db) {
    let site = Site::start(db).await;
    let (ana, ben) = (site.member("ana").await, site.member("ben").await);
    let folder = folder(&site);
    let red = svg("<rect width=\"8\" height=\"8\" fill=\"red\"/>");
    let blue = svg("<rect width=\"8\" height=\"8\" fill=\"blue\"/>");
    let shared = upload(&ana, red.clone()).await.is(200);
    let also = upload(&ben, red).await.is(200);
    assert_eq!(shared["picture"], also["picture"]);
    assert_eq!(objects(&folder).len(), 3);
    let own = upload(&ana, blue).await.is(200);
    assert_eq!(objects(&folder).len(), 6);
    ana.delete(PATH).await.is(204);
    until_there_are(3, &folder).await;
    site.guest().get(&address(&own, "512")).await.is(404);
    site.guest().get(&address(&also, "512")).await.is(200);
    // Nothing is left of somebody who is erased.
    site.admin().await.delete(&ben.path()).await.is(204);
    until_there_are(0, &folder).await;
    site.guest().get(&format!("{}/picture", ben.path())).await.says(404, "User not found");
}

async fn what_is_no_picture_changes_nothing(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let image = quarters(60, 60);
    let [jpeg, png, webp] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP]
        .map(|format| encoded(&image, format));
    let before = upload(&ana, png.clone()).await.is(200);
    let version = ana.me().await.header("etag").map(str::to_owned);
    let entity = b"<!DOCTYPE svg [<!ENTITY a \"b\">]>".to_vec();
    let laughs: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let laughs = format!("<!DOCTYPE svg [<!ENTITY l0 \"lol\">{laughs}]>").into_bytes();
    let outside = b"<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>".to_vec();
    let text = svg("<text>&a;</text>");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("text", b"hello".to_vec()),
        ("JSON", b"{\"picture\":1}".to_vec()),
        ("HTML", b"<!DOCTYPE html><html><script>alert(1)</script></html>".to_vec()),
        ("GIF", GIF.to_vec()),
        ("a GIF that goes on as JPEG", [GIF, &jpeg].concat()),
        ("a BMP's head", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0".to_vec()),
        ("a PDF that goes on as JPEG", [b"%PDF-1.7\n", &jpeg[..]].concat()),
        ("a script that goes on as SVG", [b"#!/bin/sh\n", &text[..]].concat()),
        ("only the first bytes of a JPEG", jpeg[..3].to_vec()),
        ("a JPEG cut", jpeg[..jpeg.len() / 2].to_vec()),
        ("a PNG cut", png[..png.len() / 2].to_vec()),
        ("a PNG without its end", png[..png.len() - 30].to_vec()),
        ("a WebP cut", webp[..webp.len() / 2].to_vec()),
        ("a PNG with fewer rows", raw_png(100, 100, false, 40, &[])),
        ("a PNG of no size", raw_png(0, 100, false, 0, &[])),
        ("an SVG cut", text[..text.len() - 6].to_vec()),
        ("an SVG with an entity", [entity, text.clone()].concat()),
        ("an SVG that laughs", [laughs, text.clone()].concat()),
        ("an SVG that reads files", [outside, text].concat()),
        ("XML", b"<?xml version=\"1.0\"?><rss/>".to_vec()),
    ];
    for (name, bytes) in &cases {
        let answer = upload(&ana, bytes.clone()).await;
        assert_eq!(answer.status, 415, "{name}: {}", answer.text);
        assert_eq!(answer["code"], "not_a_picture", "{name}");
        let answer = upload_form(&ana, &[("picture", bytes)]).await;
        assert_eq!(answer.status, 415, "{name}: {}", answer.text);
    }
    // Neither does a request that is none.
    upload_form(&ana, &[]).await.faults(&["picture"]);
    upload_form(&ana, &[("picture", &png), ("picture", &jpeg)]).await.faults(&["picture"]);
    upload_form(&ana, &[("avatar", &png)]).await.faults(&["avatar"]);
    for body in ["", "--edge", "--edge\r\n\r\n", "--other--\r\n"] {
        let call = ana.call(Method::PUT, PATH).body("multipart/form-data; boundary=edge", body);
        call.send().await.is(400);
    }
    ana.call(Method::PUT, PATH).body("multipart/form-data", "x").send().await.is(400);
    for encoding in ["gzip", "deflate", "br", "identity, gzip"] {
        let call = ana.call(Method::PUT, PATH).body("image/png", png.clone());
        call.header("content-encoding", encoding).send().await.is(415);
    }
    site.guest().call(Method::PUT, PATH).body("image/png", png).send().await.is(401);
    let after = ana.me().await;
    assert_eq!(after["picture"], before["picture"]);
    assert_eq!(after.header("etag").map(str::to_owned), version);
    assert_eq!(objects(&folder(&site)).len(), 3);

    // What scripts and what lies elsewhere there is in an SVG is not drawn.
    let hostile = svg(
        "<script>alert(1)</script><rect width=\"8\" height=\"8\" fill=\"red\" onload=\"x()\"/>\
         <image href=\"http://127.0.0.1:9/x.png\" width=\"8\" height=\"8\"/>\
         <image href=\"/etc/passwd\" width=\"8\" height=\"8\"/>",
    );
    let user = upload(&ana, hostile).await.is(200);
    let file = site.guest().get(&address(&user, "512")).await.is(200);
    let [red, green, ..] = decoded(&file.bytes).get_pixel(256, 256).0;
    assert!(red > 245 && green < 10, "{red} {green}");
    assert!(!file.text.contains("script"));
    // A JPEG that is also something else becomes a picture and nothing else.
    let both = [&jpeg[..], b"PK\x03\x04<script>alert(1)</script>"].concat();
    let user = upload(&ana, both).await.is(200);
    let file = site.guest().get(&address(&user, "512")).await.is(200);
    assert!(!file.text.contains("script") && decoded(&file.bytes).width() == 512);
    // People are told in their language.
    for (locale, word) in [("es", "imagen"), ("ru", "изображение")] {
        ana.patch("/users/me", json!({"locale": locale})).await.is(200);
        let answer = upload(&ana, GIF).await.is(415);
        assert!(answer["detail"].as_str().is_some_and(|d| d.contains(word)), "{}", answer.text);
    }
}

async fn only_pictures_have_addresses(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let user = upload(&ana, svg("<circle r=\"5\"/>")).await.is(200);
    let picture = address(&user, "512");
    let (root, name) = picture.rsplit_once('/').expect("an address");
    std::fs::write(folder(&site).join("secret.webp"), "secret").expect("write");
    for strange in [
        String::new(),
        "..%2fsecret.webp".into(),
        "%2e%2e%2fsecret.webp".into(),
        "..%5csecret.webp".into(),
        "%2fetc%2fpasswd".into(),
        "secret.webp".into(),
        name.to_uppercase(),
        name.replace("512", "513"),
        name.replace(".webp", ""),
        format!("{name}%00"),
        format!("{name}/x"),
        format!("..%2f{name}"),
        name.replace("512", "0512"),
        "0".repeat(64) + "-512.webp",
        "default".into(),
        "default/".into(),
        "default/ana".into(),
        "default/a.svg".into(),
        "default/<b>.svg".into(),
        "default/%22%3e%3cscript%3e.svg".into(),
        "default/..%2f..%2fx.svg".into(),
    ] {
        let answer = site.guest().get(&format!("{root}/{strange}")).await;
        assert_eq!(answer.status, 404, "{strange}: {}", answer.text);
    }
    // Those of nicknames are drawn for anyone's, each its own.
    let mut seen = HashSet::new();
    for nickname in ["ana", "ben", "leaping_otter_482", "---"] {
        let file = site.guest().get(&format!("{root}/default/{nickname}.svg")).await.is(200);
        assert_eq!(file.header("content-type"), Some("image/svg+xml"));
        assert_eq!(file.header("cache-control"), Some("public, max-age=86400"));
        let policy = file.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        seen.insert(file.text);
    }
    assert_eq!(seen.len(), 4);
    // The way by the person's id leads to the present one, and is asked anew.
    for (query, size) in [("", "512"), ("?size=128", "128"), ("?size=48", "48")] {
        let way = format!("{}/picture{query}", ana.path());
        let answer = site.guest().get(&way).await.is(302);
        assert_eq!(answer.header("location"), user["picture"][size].as_str());
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    let way = format!("{}/picture", ana.path());
    site.guest().get(&format!("{way}?size=64")).await.faults(&["size"]);
    site.guest().get(&format!("{way}?of=64")).await.faults(&["of"]);
    site.guest().get("/users/garbage/picture").await.says(404, "User not found");
    // Somebody locked out is shown to nobody but managers.
    site.admin().await.poke(&format!("{}/lock", ana.path())).await.is(200);
    site.guest().get(&way).await.says(404, "User not found");
    site.admin().await.get(&way).await.is(302);
}

async fn backups_hold_pictures(db: Db) {
    let other = db.other_kind();
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let user = upload(&ana, drawn_quarters()).await.is(200);
    let file = site.db.folder().join("all.backup");
    let file = file.to_str().expect("a path");
    site.roster(&["db", "backup", file, "--objects"]).await.ok();
    let home = Setup::default().home(other);
    home.roster(&["db", "restore", file]).await.ok();
    let copy = Site::at(home).await;
    let address = format!("{}{}", copy.server.url(), path_of(&address(&user, "512")));
    let file = copy.guest().get(&address).await.is(200);
    assert_eq!(corners(&decoded(&file.bytes)), [0, 1, 2, 3]);
}
