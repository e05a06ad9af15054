//! What a picture is, by its content, and its pixels. Sizes are checked before
//! anything is decoded; pixels are averaged as they come wherever the format
//! allows, so that a large picture is never in memory as a whole.

use std::io::Cursor;

use domain::{Error, Result};
use image_webp::WebPDecoder;
use jpeg_decoder::{CodingProcess, PixelFormat};
use png::Transformations;

use super::scale::{ENOUGH, Shrink, Square};
use super::{drawing, exif};

/// Pixels that a picture has at most.
const MAX_PIXELS: u64 = 40_000_000;
/// The longest edge, in pixels: what JPEG can express.
const MAX_EDGE: u32 = 65_535;
/// Scans of a JPEG at most. Each goes over all the picture, however few bytes
/// it has; encoders make a dozen.
const MAX_SCANS: usize = 30;
/// Memory that is given to one picture at most, in MiB.
const MAX_MEMORY: u64 = 320;
/// What every picture needs: its square, and what is made of it.
const BASE: u64 = 24;

/// A picture whose head was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture {
    kind: Kind,
    width: u32,
    height: u32,
    /// Bytes for each pixel that decoding keeps in memory.
    depth: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Jpeg,
    Png { interlaced: bool },
    WebP,
    Drawing,
}

fn refuse<E>(_: E) -> Error {
    Error::NotAPicture
}

/// Says what a picture is, without decoding it.
pub(super) fn look(data: &[u8]) -> Result<Picture> {
    let picture = match data {
        [0xff, 0xd8, 0xff, ..] => look_at_jpeg(data)?,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => look_at_png(data)?,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => look_at_webp(data)?,
        _ if drawing::is_one(data) => {
            Picture { kind: Kind::Drawing, width: 1, height: 1, depth: 64 << 20 }
        }
        _ => return Err(Error::NotAPicture),
    };
    let (width, height) = (picture.width, picture.height);
    if width == 0 || height == 0 {
        return Err(Error::NotAPicture);
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS || width.max(height) > MAX_EDGE {
        return Err(Error::TooManyPixels);
    }
    if u64::from(picture.memory()) > MAX_MEMORY {
        return Err(Error::TooManyPixels);
    }
    Ok(picture)
}

impl Picture {
    /// What decoding needs, in MiB.
    pub fn memory(&self) -> u32 {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let bytes = pixels * u64::from(self.depth);
        u32::try_from(BASE + (bytes >> 20)).unwrap_or(u32::MAX)
    }

    /// Decodes the picture's centre.
    pub fn square(&self, data: &[u8]) -> Result<Square> {
        match self.kind {
            Kind::Jpeg => jpeg(data),
            Kind::Png { interlaced } => png(data, interlaced),
            Kind::WebP => webp(data),
            Kind::Drawing => drawing::square(data),
        }
    }
}

fn look_at_jpeg(data: &[u8]) -> Result<Picture> {
    let mut decoder = jpeg_decoder::Decoder::new(data);
    decoder.read_info().map_err(refuse)?;
    let info = decoder.info().ok_or(Error::NotAPicture)?;
    let scans = data.windows(2).filter(|pair| *pair == [0xff, 0xda]).count();
    if scans > MAX_SCANS {
        return Err(Error::TooManyPixels);
    }
    let components = match info.pixel_format {
        PixelFormat::L8 => 1,
        PixelFormat::RGB24 => 3,
        PixelFormat::CMYK32 => 4,
        PixelFormat::L16 => return Err(Error::NotAPicture),
    };
    let depth = match info.coding_process {
        // Rows become pixels as they come; some wait for their turn.
        CodingProcess::DctSequential => 1,
        // All coefficients, of two bytes each.
        CodingProcess::DctProgressive => components * 2,
        CodingProcess::Lossless => return Err(Error::NotAPicture),
    };
    let (width, height) = (info.width.into(), info.height.into());
    Ok(Picture { kind: Kind::Jpeg, width, height, depth })
}

fn jpeg(data: &[u8]) -> Result<Square> {
    let mut decoder = jpeg_decoder::Decoder::new(data);
    decoder.read_info().map_err(refuse)?;
    let info = decoder.info().ok_or(Error::NotAPicture)?;
    // An eighth, a quarter or half of each edge, straight from the
    // coefficients, where that is enough.
    let edge = u32::from(info.width.min(info.height));
    let factor = [8, 4, 2].into_iter().find(|factor| edge / factor >= ENOUGH).unwrap_or(1);
    let scaled = |edge: u16| edge.div_ceil(factor as u16);
    decoder.scale(scaled(info.width), scaled(info.height)).map_err(refuse)?;
    let pixels = decoder.decode().map_err(refuse)?;
    let info = decoder.info().ok_or(Error::NotAPicture)?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    let depth = info.pixel_format.pixel_bytes();
    if pixels.len() != width * height * depth {
        return Err(Error::NotAPicture);
    }
    let mut shrink = Shrink::new(info.width.into(), info.height.into());
    for (y, row) in (0..).zip(pixels.chunks_exact(width * depth)) {
        match info.pixel_format {
            PixelFormat::CMYK32 => {
                let light: Vec<u8> = row.chunks_exact(4).flat_map(cmyk).collect();
                shrink.row(y, &light, 3)?;
            }
            _ => shrink.row(y, row, depth)?,
        }
    }
    shrink.finish(decoder.exif_data().map_or(1, exif::orientation))
}

/// Inks as light, without regard to their profile.
fn cmyk(inks: &[u8]) -> [u8; 3] {
    let light = |ink: u8| 255 - u32::from(ink);
    let black = light(inks[3]);
    let mix = |ink: u8| (light(ink) * black / 255) as u8;
    [mix(inks[0]), mix(inks[1]), mix(inks[2])]
}

fn png_decoder(data: &[u8]) -> png::Decoder<Cursor<&[u8]>> {
    let limits = png::Limits { bytes: 16 << 20 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(data), limits);
    // Neither is used, and both may be compressed bombs.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder
}

fn look_at_png(data: &[u8]) -> Result<Picture> {
    let mut decoder = png_decoder(data);
    let info = decoder.read_header_info().map_err(refuse)?;
    let (kind, depth) = match info.interlaced {
        true => (Kind::Png { interlaced: true }, 4),
        false => (Kind::Png { interlaced: false }, 0),
    };
    Ok(Picture { kind, width: info.width, height: info.height, depth })
}

fn png(data: &[u8], interlaced: bool) -> Result<Square> {
    let mut reader = png_decoder(data).read_info().map_err(refuse)?;
    let (width, height) = reader.info().size();
    let depth = reader.output_color_type().0.samples();
    let line = reader.output_line_size(width).ok_or(Error::NotAPicture)?;
    let mut shrink = Shrink::new(width, height);
    if interlaced {
        let size = reader.output_buffer_size().ok_or(Error::NotAPicture)?;
        let mut pixels = vec![0; size];
        reader.next_frame(&mut pixels).map_err(refuse)?;
        for (y, row) in (0..height).zip(pixels.chunks_exact(line)) {
            shrink.row(y, row, depth)?;
        }
    } else {
        for y in 0..height {
            let row = reader.next_row().map_err(refuse)?.ok_or(Error::NotAPicture)?;
            shrink.row(y, row.data(), depth)?;
        }
    }
    let orientation = reader.info().exif_metadata.as_deref().map_or(1, exif::orientation);
    shrink.finish(orientation)
}

fn look_at_webp(data: &[u8]) -> Result<Picture> {
    let mut decoder = WebPDecoder::new(Cursor::new(data)).map_err(refuse)?;
    if decoder.is_animated() {
        return Err(Error::NotAPicture);
    }
    let (width, height) = decoder.dimensions();
    // Of lossy ones brightness and colour, the pixels and, apart, their alpha.
    let depth = match (decoder.is_lossy(), decoder.has_alpha()) {
        (true, false) => 5,
        (true, true) => 11,
        (false, false) => 7,
        (false, true) => 4,
    };
    Ok(Picture { kind: Kind::WebP, width, height, depth })
}

fn webp(data: &[u8]) -> Result<Square> {
    let mut decoder = WebPDecoder::new(Cursor::new(data)).map_err(refuse)?;
    decoder.set_memory_limit(16 << 20);
    let (width, height) = decoder.dimensions();
    let depth = if decoder.has_alpha() { 4 } else { 3 };
    let size = decoder.output_buffer_size().ok_or(Error::NotAPicture)?;
    let mut pixels = vec![0; size];
    decoder.read_image(&mut pixels).map_err(refuse)?;
    let mut shrink = Shrink::new(width, height);
    for (y, row) in (0..height).zip(pixels.chunks_exact(width as usize * depth)) {
        shrink.row(y, row, depth)?;
    }
    let exif = decoder.exif_metadata().ok().flatten();
    shrink.finish(exif.as_deref().map_or(1, exif::orientation))
}
