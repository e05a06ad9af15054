//! Pictures: uploaded in every format, kept in a folder and at an S3 server,
//! served, replaced, and what is none refused.

use std::collections::HashSet;
use std::ops::Index;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image::ImageFormat;
use kit::picture::*;
use kit::*;
use tokio::io::AsyncWriteExt;

on_both_databases!(
    every_format_becomes_three_squares,
    a_replaced_picture_goes_and_one_that_others_show_stays,
    what_is_no_picture_changes_nothing,
    sizes_are_bounded,
    an_upload_cut_in_the_middle_changes_nothing,
    pictures_are_kept_at_an_s3_server,
    an_s3_server_that_is_away_is_told_and_the_old_picture_stays,
);

on_sqlite!(
    pictures_are_upright_and_tell_nothing_else,
    only_pictures_have_addresses,
    bombs_are_refused_at_little_cost,
    large_pictures_share_what_memory_there_is,
    pictures_may_be_served_from_elsewhere,
    backups_hold_pictures,
);

/// Within which replaced objects go.
const GONE: Duration = Duration::from_secs(100);
const PATH: &str = "/users/me/picture";
const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\
    \0\0\x02\x02D\x01\0;";

async fn upload(person: &Person, bytes: impl Into<Vec<u8>>) -> Answer {
    person.call(Method::PUT, PATH).body("image/jpeg", bytes.into()).send().await
}

fn form(parts: &[(&str, &[u8])]) -> (String, Vec<u8>) {
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

async fn upload_form(person: &Person, parts: &[(&str, &[u8])]) -> Answer {
    let (media_type, body) = form(parts);
    person.call(Method::PUT, PATH).body(&media_type, body).send().await
}

/// The address of a size.
fn address(user: &impl Index<&'static str, Output = Value>, size: &str) -> String {
    user["picture"][size].as_str().expect("a picture").to_owned()
}

/// The names of all objects in a folder or bucket.
fn objects(folder: &Path) -> HashSet<String> {
    let found = std::fs::read_dir(folder.join("pictures"));
    let names = found.into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.map(|name| name.to_string_lossy().into_owned()).filter(|n| n.ends_with(".webp")).collect()
}

fn folder(site: &Site) -> PathBuf {
    site.db.folder().join("data/objects")
}

async fn until_there_are(count: usize, folder: &Path) {
    let what = format!("{count} objects in {}", folder.display());
    eventually_within(GONE, &what, async || (objects(folder).len() == count).then_some(())).await;
}

fn svg(body: &str) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\">{body}</svg>").into()
}

fn drawn_quarters() -> Vec<u8> {
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

async fn sizes_are_bounded(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let jpeg = encoded(&quarters(200, 200), ImageFormat::Jpeg);
    let padded = |length: usize| {
        let mut bytes = jpeg.clone();
        bytes.resize(length, 0);
        bytes
    };
    let most = 5 << 20;
    upload(&ana, padded(most)).await.is(200);
    upload_form(&ana, &[("picture", &padded(most))]).await.is(200);
    let refused = |answer: Answer| {
        let answer = answer.is(413);
        assert_eq!(answer["code"], "picture_too_large");
    };
    refused(upload(&ana, padded(most + 1)).await);
    refused(upload_form(&ana, &[("picture", &padded(most + 1))]).await);
    refused(upload(&ana, padded(12 << 20)).await);
    // Without a length, in pieces.
    let mut socket = raw::connect(site.server.port).await;
    let head = format!(
        "PUT /api/v1{PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
         Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
        ana.access_token
    );
    let piece = [b"10000\r\n", &vec![0; 1 << 16][..], b"\r\n"].concat();
    let sending = async {
        let (mut read, mut write) = socket.split();
        let _ = write.write_all(head.as_bytes()).await;
        for _ in 0..90 {
            if write.write_all(&piece).await.is_err() {
                break;
            }
        }
        let _ = write.write_all(b"0\r\n\r\n").await;
        let mut answer = String::new();
        let _ = tokio::io::AsyncReadExt::read_to_string(&mut read, &mut answer).await;
        answer
    };
    let answer = tokio::time::timeout(Duration::from_secs(20), sending).await.expect("an answer");
    assert_eq!(raw::status(&answer), 413, "{answer}");

    // 41 megapixels, in each format, whatever the edges.
    for (width, height) in [(6410, 6400), (60_000, 60_000), (u32::MAX / 2, 1), (1, 70_000)] {
        let answer = upload(&ana, raw_png(width, height, false, 0, &[])).await.is(422);
        assert_eq!(answer["code"], "too_many_pixels", "{width}x{height}");
    }
    let mut large = jpeg.clone();
    let frame = large.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame");
    large[frame + 5..frame + 9].copy_from_slice(&[0x19, 0x0a, 0x19, 0x00]);
    assert_eq!(upload(&ana, large).await.is(422)["code"], "too_many_pixels");
    assert_eq!(ana.me().await["picture"], upload(&ana, jpeg).await["picture"]);
}

async fn an_upload_cut_in_the_middle_changes_nothing(db: Db) {
    let jpeg = photograph(800, 600, 90);
    let site = Site::with("http.body_seconds", 2).start(db).await;
    let ana = site.member("ana").await;
    let before = upload(&ana, svg("<circle r=\"5\"/>")).await.is(200);
    let head = format!(
        "PUT /api/v1{PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
         Content-Length: {}\r\n",
        ana.access_token,
        jpeg.len()
    );
    let mut sockets = Vec::new();
    for part in [0, 1, jpeg.len() / 2, jpeg.len() - 1] {
        let mut socket = raw::connect(site.server.port).await;
        socket.write_all(format!("{head}\r\n").as_bytes()).await.expect("send");
        socket.write_all(&jpeg[..part]).await.expect("send");
        sockets.push(socket);
    }
    // One hangs up, one falls silent in a form, the others in the body.
    drop(sockets.remove(2));
    let (media_type, body) = form(&[("picture", &jpeg)]);
    let mut socket = raw::connect(site.server.port).await;
    let head = head.replace(&jpeg.len().to_string(), &body.len().to_string());
    let head = format!("{head}Content-Type: {media_type}\r\n\r\n");
    socket.write_all(&[head.as_bytes(), &body[..body.len() / 2]].concat()).await.expect("send");
    sockets.push(socket);
    for mut socket in sockets {
        let answer = raw::read_all(&mut socket).await;
        assert_eq!(raw::status(&answer), 408, "{answer}");
    }
    assert_eq!(ana.me().await["picture"], before["picture"]);
    assert_eq!(objects(&folder(&site)).len(), 3);
    upload(&ana, jpeg).await.is(200);
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

/// What a process holds in memory, in MB: now, or at most since the last
/// `forget_peak`.
fn memory(site: &Site, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", site.server.pid()));
    let status = status.expect("a running process");
    let line = status.lines().find(|l| l.starts_with(line)).expect("a line");
    let kib = line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok());
    kib.expect("a number") / 1024
}

fn forget_peak(site: &Site) {
    let file = format!("/proc/{}/clear_refs", site.server.pid());
    std::fs::write(file, "5").expect("a process of ours");
}

async fn bombs_are_refused_at_little_cost(db: Db) {
    let jpeg = encoded(&quarters(64, 64), ImageFormat::Jpeg);
    let scans = [0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0].repeat(400_000);
    let uses: String = (1..30)
        .map(|n| {
            let inner = format!("<use href=\"#g{}\"/>", n - 1).repeat(10);
            format!("<g id=\"g{n}\">{inner}</g>")
        })
        .collect();
    let blur = "<feGaussianBlur stdDeviation=\"200\"/>".repeat(500);
    let whole = "width=\"8\" height=\"8\"";
    let gradient = "<linearGradient id=\"g\"><stop stop-color=\"red\"/></linearGradient>";
    let gradients = format!("<rect {whole} fill=\"url(#g)\"/>").repeat(15_000);
    let bombs = [
        ("a PNG that says it is huge", raw_png(60_000, 60_000, false, 3, &[]), 422),
        ("a PNG of 39 megapixels that ends early", raw_png(6240, 6240, false, 30, &[]), 415),
        ("JPEG scans without end", [&jpeg[..jpeg.len() - 2], &scans].concat(), 422),
        ("an SVG nested deeply", svg(&("<g>".repeat(400_000) + &"</g>".repeat(400_000))), 422),
        ("an SVG that multiplies", svg(&format!("{uses}<rect id=\"g0\"/>")), 422),
        (
            "an SVG of blur",
            svg(&format!("<filter id=\"f\">{blur}</filter><rect {whole} filter=\"url(#f)\"/>")),
            422,
        ),
        ("an SVG of gradients", svg(&format!("{gradient}{gradients}")), 422),
    ];
    // Those that are pictures after all cost no more.
    let harmless = [
        (
            "text that grows",
            raw_png(64, 64, false, 64, &chunk(b"zTXt", &[b"x\0\0", &zeros(1 << 30)[..]].concat())),
        ),
        (
            "a profile that grows",
            raw_png(64, 64, false, 64, &chunk(b"iCCP", &[b"x\0\0", &zeros(1 << 30)[..]].concat())),
        ),
        ("rows without end", raw_png(64, 64, false, 4_000_000, &[])),
        (
            "an SVG that says it is huge",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1e9\" height=\"1e9\"/>".to_vec(),
        ),
    ];
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    upload(&ana, svg("")).await.is(200);
    for (name, bytes, status) in bombs {
        forget_peak(&site);
        let before = memory(&site, "VmRSS");
        let start = Instant::now();
        let answer = upload(&ana, bytes).await;
        let (time, peak) = (start.elapsed(), memory(&site, "VmHWM"));
        assert_eq!(answer.status, status, "{name}: {}", answer.text);
        assert!(time < Duration::from_secs(3), "{name}: {time:?}");
        assert!(peak < before + 64, "{name}: {before} MB became {peak} MB");
    }
    for (name, bytes) in harmless {
        forget_peak(&site);
        let before = memory(&site, "VmRSS");
        let start = Instant::now();
        upload(&ana, bytes).await.is(200);
        let (time, peak) = (start.elapsed(), memory(&site, "VmHWM"));
        assert!(time < Duration::from_secs(3), "{name}: {time:?}");
        assert!(peak < before + 64, "{name}: {before} MB became {peak} MB");
    }
}

async fn large_pictures_share_what_memory_there_is(db: Db) {
    // Interlaced, it has to be in memory as a whole.
    let png = raw_png(6240, 6240, true, 0, &[]);
    let jpeg = encoded(&quarters(6240, 6240), ImageFormat::Jpeg);
    let site = Site::start(db).await;
    let mut people = Vec::new();
    for n in 0..6 {
        people.push(site.member(&format!("member-{n}")).await);
    }
    for (name, bytes, most) in [("JPEG", jpeg, 150), ("interlaced PNG", png.clone(), 350)] {
        forget_peak(&site);
        upload(&people[0], bytes).await.is(200);
        let peak = memory(&site, "VmHWM");
        assert!(peak < most, "{name}: {peak} MB");
    }
    forget_peak(&site);
    let uploads = people.iter().cloned().map(|person| {
        let png = png.clone();
        async move { upload(&person, png).await }
    });
    for answer in together(uploads).await {
        // On a busy machine the last may be asked to come again.
        assert!([200, 503].contains(&answer.status), "{}", answer.text);
    }
    let peak = memory(&site, "VmHWM");
    assert!(peak < 700, "{peak} MB");
    // And it is given back.
    eventually("the memory to be given back", async || {
        (memory(&site, "VmRSS") < 150).then_some(())
    })
    .await;
}

async fn pictures_are_kept_at_an_s3_server(db: Db) {
    let s3 = S3::start(db.folder());
    let site = Site::with("objects.url", s3.url()).start(db).await;
    let ana = site.member("ana").await;
    let image = quarters(300, 200);
    let mut last = Value::Null;
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let user = upload(&ana, encoded(&image, format)).await.is(200);
        for size in ["512", "128", "48"] {
            let file = site.guest().get(&address(&user, size)).await.is(200);
            assert_eq!(corners(&decoded(&file.bytes)), [0, 1, 2, 3]);
            assert_eq!(file.header("cache-control"), Some("public, max-age=31536000, immutable"));
        }
        last = user.json;
    }
    let user = upload(&ana, drawn_quarters()).await.is(200);
    assert_ne!(user["picture"], last["picture"]);
    until_there_are(3, &s3.bucket()).await;
    site.guest().get(&address(&last, "512")).await.is(404);
    site.guest().get(&address(&user, "512")).await.is(200);
    ana.delete(PATH).await.is(204);
    until_there_are(0, &s3.bucket()).await;
}

async fn an_s3_server_that_is_away_is_told_and_the_old_picture_stays(db: Db) {
    let mut s3 = S3::start(db.folder());
    let site = Site::with("objects.url", s3.url()).start(db).await;
    let ana = site.member("ana").await;
    let before = upload(&ana, drawn_quarters()).await.is(200);
    for fault in ["killed", "frozen"] {
        match fault {
            "killed" => s3.kill(),
            _ => s3.freeze(),
        }
        let start = Instant::now();
        let (upload, file) = tokio::join!(upload(&ana, svg("<circle r=\"5\"/>")), async {
            site.guest().get(&address(&before, "512")).await
        });
        let time = start.elapsed();
        assert!(time < Duration::from_secs(15), "{fault}: {time:?}");
        upload.is(503);
        file.is(503);
        // The rest works.
        assert_eq!(ana.me().await["picture"], before["picture"]);
        ana.patch("/users/me", json!({"bio": fault})).await.is(200);
        match fault {
            "killed" => s3.resume(),
            _ => s3.thaw(),
        }
        eventually_within(Duration::from_secs(15), "the picture to be there", async || {
            let answer = site.guest().get(&address(&before, "512")).await;
            (answer.status == 200).then_some(())
        })
        .await;
    }
    // What was put before the upload failed goes as well.
    let after = upload(&ana, svg("<rect width=\"5\" height=\"5\"/>")).await.is(200);
    until_there_are(3, &s3.bucket()).await;
    site.guest().get(&address(&after, "128")).await.is(200);
}

async fn pictures_may_be_served_from_elsewhere(db: Db) {
    let s3 = S3::start(db.folder());
    let setup = Site::with("objects.url", s3.url()).with("objects.signed", true);
    let mut site = setup.start(db).await;
    let ana = site.member("ana").await;
    let user = upload(&ana, drawn_quarters()).await.is(200);
    let lent = site.guest().get(&address(&user, "128")).await.is(302);
    assert_eq!(lent.header("cache-control"), Some("private, max-age=1800"));
    let to = lent.header("location").expect("a location").to_owned();
    assert!(to.starts_with(&s3.origin()) && to.contains("X-Amz-Signature="), "{to}");
    // Anyone gets it there, without a key, at this very address.
    let fetched = async |address: &str| {
        let client = reqwest::Client::builder().no_proxy().tls_certs_only([]).build();
        let asking = client.expect("a client").get(address).send();
        let answer = asking.await.expect("an answer");
        (answer.status().as_u16(), answer.bytes().await.expect("a body"))
    };
    let (status, bytes) = fetched(&to).await;
    assert_eq!(status, 200);
    assert_eq!(corners(&decoded(&bytes)), [0, 1, 2, 3]);
    assert_ne!(fetched(&to.replace("-128.webp", "-512.webp")).await.0, 200);
    let page = site.guest().get(&format!("{}/about", site.server.url())).await.is(200);
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains(&format!("img-src 'self' {}", s3.origin())), "{policy}");

    site.set("objects.public_url", "https://cdn.example/roster/");
    site.restart().await;
    let name = path_of(&address(&user, "48"));
    let moved = site.guest().get(&format!("{}{name}", site.server.url())).await.is(302);
    let to = moved.header("location").expect("a location");
    assert_eq!(to, format!("https://cdn.example/roster{name}"));
    // Not for names that no picture has.
    site.guest().get(&format!("{}/pictures/x.webp", site.server.url())).await.is(404);
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
