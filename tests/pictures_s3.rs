//! Pictures at an S3 server: kept, away, and served from elsewhere.

use std::time::{Duration, Instant};

use image::ImageFormat;
use kit::picture::*;
use kit::*;

use crate::pictures::{PATH, address, drawn_quarters, svg, until_there_are, upload};

on_both_databases!(
    pictures_are_kept_at_an_s3_server,
    an_s3_server_that_is_away_is_told_and_the_old_picture_stays,
);

on_sqlite!(pictures_may_be_served_from_elsewhere,);

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
