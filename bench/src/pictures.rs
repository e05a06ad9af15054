//! What a picture from a phone costs: the time of its upload, and the memory
//! that the process takes for one, and for several at once.

use std::time::{Duration, Instant};

use image::codecs::jpeg::JpegEncoder;

use crate::load::{self, Connection};
use crate::roster::Roster;
use crate::{Options, Outcome};

/// One after the other, and at once.
const UPLOADS: usize = 12;
const AT_ONCE: usize = 8;
const BYTES: usize = 4 << 20;

pub async fn run(options: &Options) -> Outcome {
    let mut roster = Roster::start(options.database.as_deref(), &[]).await?;
    let tokens = roster.person("picture@example.org").await?;
    let (photograph, width, height) = photograph()?;
    let headers =
        format!("authorization: Bearer {}\r\ncontent-type: image/jpeg\r\n", tokens.access);
    let before = roster.peak_mib()?;

    let mut connection = Connection::open(roster.address).await?;
    let mut times = Vec::new();
    let spent = roster.processor_seconds()?;
    for number in 0..UPLOADS {
        times.push(upload(&mut connection, &headers, &photograph, number).await?);
    }
    let spent = (roster.processor_seconds()? - spent) / UPLOADS as f64;
    times.sort();
    println!(
        "picture of {:.1} MB, {width}x{height}   p50 {:>5.0} ms  slowest {:>5.0} ms  {:.0} ms of processor each",
        photograph.len() as f64 / 1e6,
        millis(times[UPLOADS / 2]),
        millis(times[UPLOADS - 1]),
        spent * 1000.0
    );
    println!("peak memory             {:>8.1} MiB, {before:.1} before", roster.peak_mib()?);

    let began = Instant::now();
    let uploads = (0..AT_ONCE).map(|number| {
        let (headers, photograph, address) = (&headers, &photograph, roster.address);
        async move {
            let mut connection = Connection::open(address).await?;
            upload(&mut connection, headers, photograph, UPLOADS + number).await
        }
    });
    for done in futures_util::future::join_all(uploads).await {
        done?;
    }
    println!(
        "{AT_ONCE} at once               {:>8.0} ms for all, peak memory {:.1} MiB",
        millis(began.elapsed()),
        roster.peak_mib()?
    );
    roster.stop().await
}

async fn upload(
    connection: &mut Connection,
    headers: &str,
    photograph: &[u8],
    number: usize,
) -> Outcome<Duration> {
    // Another name for each, so that each is put into the folder.
    let mut bytes = photograph.to_vec();
    let dot = bytes.len() - 3;
    bytes[dot] ^= number as u8 & 1;
    let request = load::request("PUT", "/api/v1/users/me/picture", headers, bytes);
    let began = Instant::now();
    let answer = connection.send(&request).await?;
    match answer.status {
        200 => Ok(began.elapsed()),
        status => Err(format!("upload: {status} {}", answer.body).into()),
    }
}

/// Soft light with grain, as large as phones make them: about 4 MB.
fn photograph() -> Outcome<(Vec<u8>, u32, u32)> {
    let (width, height) = (4032, 3024);
    let mut seed = 1_u32;
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (seed >> 28) as u8;
        image::Rgb([(x / 20) as u8 ^ grain, (y / 16) as u8 ^ grain, 40 + grain])
    });
    for quality in [92, 88, 84, 80, 75, 70, 60, 50] {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&image)?;
        if bytes.len() <= BYTES {
            return Ok((bytes, width, height));
        }
    }
    Err("no photograph of 4 MB".into())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
