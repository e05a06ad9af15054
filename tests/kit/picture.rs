//! Pictures to upload, made on the spot, and a look at those that come back.

use std::io::{Cursor, Write};

use flate2::{Compression, Crc, write::ZlibEncoder};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

/// The four corners of a picture that shows which way up it is.
pub const CORNERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 200, 30], [30, 30, 220], [230, 220, 40]];

/// A picture whose quarters have the four colours, in reading order.
pub fn quarters(width: u32, height: u32) -> DynamicImage {
    let image = RgbaImage::from_fn(width, height, |x, y| {
        let quarter = usize::from(x * 2 >= width) + 2 * usize::from(y * 2 >= height);
        let [r, g, b] = CORNERS[quarter];
        Rgba([r, g, b, 255])
    });
    DynamicImage::ImageRgba8(image)
}

/// A picture in one of the formats.
pub fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = match format {
        ImageFormat::Jpeg => DynamicImage::ImageRgb8(image.to_rgb8()),
        _ => image.clone(),
    };
    image.write_to(&mut bytes, format).expect("encode a picture");
    bytes.into_inner()
}

/// A photograph's like: noise that does not compress away.
pub fn photograph(width: u32, height: u32, quality: u8) -> Vec<u8> {
    let mut seed = 1u32;
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (seed >> 27) as u8;
        image::Rgb([(x / 16) as u8 ^ noise, (y / 16) as u8 ^ noise, noise * 3])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&image).expect("a JPEG");
    bytes
}

/// A JPEG with more after its first marker: a segment of application data.
pub fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("a short segment").to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, data, &jpeg[2..]].concat()
}

/// Exif data that says how the camera was held, who held it and where.
pub fn exif(orientation: u16) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1]);
    tiff.extend(orientation.to_be_bytes());
    tiff.extend([0, 0]);
    // The artist, 14 letters behind the directory.
    tiff.extend([0x01, 0x3b, 0, 2, 0, 0, 0, 14, 0, 0, 0, 38, 0, 0, 0, 0]);
    tiff.extend(b"SecretArtist\0\0");
    tiff
}

/// A PNG of one colour, written by hand: so that it may lie about its size,
/// be interlaced, or carry other chunks. `rows` are really there.
pub fn raw_png(width: u32, height: u32, interlaced: bool, rows: u32, more: &[u8]) -> Vec<u8> {
    let mut data = ZlibEncoder::new(Vec::new(), Compression::fast());
    let row = |pixels: u32| vec![0; 1 + pixels as usize * 4];
    if interlaced {
        let passes =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2)];
        for (x, y, dx, dy) in passes.into_iter().chain([(0, 1, 1, 2)]) {
            let row = row((width - x).div_ceil(dx));
            (0..(height - y).div_ceil(dy)).for_each(|_| data.write_all(&row).expect("zlib"));
        }
    } else {
        let row = row(width);
        (0..rows).for_each(|_| data.write_all(&row).expect("zlib"));
    }
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, 6, 0, 0, u8::from(interlaced)]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend(chunk(b"IHDR", &head));
    png.extend(more);
    png.extend(chunk(b"IDAT", &data.finish().expect("zlib")));
    png.extend(chunk(b"IEND", b""));
    png
}

/// A chunk of a PNG.
pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    let length = (data.len() as u32).to_be_bytes();
    [&length, &kind[..], data, &crc.sum().to_be_bytes()].concat()
}

/// So many zeros, compressed.
pub fn zeros(count: usize) -> Vec<u8> {
    let mut data = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = vec![0; 1 << 20];
    (0..count >> 20).for_each(|_| data.write_all(&block).expect("zlib"));
    data.finish().expect("zlib")
}

/// A picture that was served, which has to be WebP.
#[track_caller]
pub fn decoded(bytes: &[u8]) -> RgbaImage {
    image::load_from_memory_with_format(bytes, ImageFormat::WebP).expect("a WebP").to_rgba8()
}

/// The colours in the middle of each quarter, rounded to those of `CORNERS`.
#[track_caller]
pub fn corners(image: &RgbaImage) -> [usize; 4] {
    let (w, h) = image.dimensions();
    let at = [(w / 4, h / 4), (w * 3 / 4, h / 4), (w / 4, h * 3 / 4), (w * 3 / 4, h * 3 / 4)];
    at.map(|(x, y)| {
        let pixel = image.get_pixel(x, y).0;
        let near = |wanted: &[u8; 3]| (0..3).all(|n| wanted[n].abs_diff(pixel[n]) < 24);
        CORNERS.iter().position(near).unwrap_or_else(|| panic!("{pixel:?} at {x}, {y}"))
    })
}

/// What the one QR code in a picture says.
#[track_caller]
pub fn qr_text(png: &[u8]) -> String {
    let picture = image::load_from_memory_with_format(png, ImageFormat::Png).expect("a PNG");
    let grey = picture.to_luma8();
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let dot = |x: usize, y: usize| grey.get_pixel(x as u32, y as u32).0[0];
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, dot);
    let codes = prepared.detect_grids();
    assert_eq!(codes.len(), 1, "one code in the picture");
    codes[0].decode().expect("a readable code").1
}
