//! Pictures that are too large, come too slowly, or cost more than they show.

use std::time::{Duration, Instant};

use image::ImageFormat;
use kit::picture::*;
use kit::*;
use tokio::io::AsyncWriteExt;

use crate::pictures::{PATH, folder, form, objects, svg, upload, upload_form};

on_both_databases!(sizes_are_bounded, an_upload_cut_in_the_middle_changes_nothing,);

on_sqlite!(bombs_are_refused_at_little_cost, large_pictures_share_what_memory_there_is,);

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
