//! From the pixels of any picture to the three squares that are kept.

use bytes::Bytes;
use domain::pictures::Size;
use domain::{Error, Result};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use webp::{Encoder, WebPConfig};

use super::exif;

/// Pixels of a square's edge that suffice to make a good large one of.
pub(super) const ENOUGH: u32 = 1024;
/// Of WebP's 100; from about here on, more is not seen.
const QUALITY: f32 = 80.0;

/// A square of pixels, red, green, blue and alpha each.
pub(super) struct Square {
    pub side: u32,
    pub rgba: Vec<u8>,
    /// As in Exif.
    pub orientation: u8,
}

/// Makes the centre square of a picture out of its rows as they come, each
/// cell of so many by so many pixels becoming one.
pub(super) struct Shrink {
    width: u32,
    /// Where the square begins.
    left: u32,
    top: u32,
    /// Edge of a cell, in pixels.
    cell: u32,
    /// Edge of the square, in cells.
    side: u32,
    /// The rows of the present cells.
    band: Vec<u8>,
    resizer: Resizer,
    rgba: Vec<u8>,
}

impl Shrink {
    pub fn new(width: u32, height: u32) -> Shrink {
        let edge = width.min(height).max(1);
        let cell = (edge / ENOUGH).max(1);
        let side = edge / cell;
        Shrink {
            width,
            left: (width - side * cell) / 2,
            top: (height - side * cell) / 2,
            cell,
            side,
            band: Vec::new(),
            resizer: Resizer::new(),
            rgba: Vec::with_capacity(side as usize * side as usize * 4),
        }
    }

    /// Takes a row of so many bytes a pixel: grey, grey and alpha, or colours
    /// without and with alpha.
    pub fn row(&mut self, y: u32, row: &[u8], depth: usize) -> Result<()> {
        let Some(inside) = y.checked_sub(self.top).filter(|y| *y < self.side * self.cell) else {
            return Ok(());
        };
        if row.len() != self.width as usize * depth {
            return Err(Error::NotAPicture);
        }
        let (from, to) = (self.left as usize, (self.left + self.side * self.cell) as usize);
        add(&mut self.band, &row[from * depth..to * depth], depth);
        if (inside + 1).is_multiple_of(self.cell) {
            self.finish_cells()?;
        }
        Ok(())
    }

    fn finish_cells(&mut self) -> Result<()> {
        if self.cell == 1 {
            self.rgba.append(&mut self.band);
            return Ok(());
        }
        let width = self.side * self.cell;
        let band = ImageRef::new(width, self.cell, &self.band, PixelType::U8x4);
        let mut cells = Image::new(self.side, 1, PixelType::U8x4);
        let means = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Box));
        let band = band.map_err(Error::internal)?;
        self.resizer.resize(&band, &mut cells, &means).map_err(Error::internal)?;
        self.rgba.extend_from_slice(cells.buffer());
        self.band.clear();
        Ok(())
    }

    /// The square, if all its rows came.
    pub fn finish(self, orientation: u8) -> Result<Square> {
        let complete = self.rgba.len() == self.side as usize * self.side as usize * 4;
        let square = Square { side: self.side, rgba: self.rgba, orientation };
        if complete { Ok(square) } else { Err(Error::NotAPicture) }
    }
}

/// Adds pixels as red, green, blue and alpha. Plain loops: these are millions,
/// and a build for development should not take seconds over them.
fn add(rgba: &mut Vec<u8>, pixels: &[u8], depth: usize) {
    if depth == 4 {
        rgba.extend_from_slice(pixels);
        return;
    }
    let mut to = rgba.len();
    rgba.resize(to + pixels.len() / depth * 4, 255);
    let mut from = 0;
    while from < pixels.len() {
        match depth {
            1 => rgba[to..to + 3].fill(pixels[from]),
            2 => {
                rgba[to..to + 3].fill(pixels[from]);
                rgba[to + 3] = pixels[from + 1];
            }
            _ => rgba[to..to + 3].copy_from_slice(&pixels[from..from + 3]),
        }
        from += depth;
        to += 4;
    }
}

/// The square in each size, as WebP.
pub(super) fn encode(square: &Square) -> Result<[(Size, Bytes); 3]> {
    let large = resize(&square.rgba, square.side, Size::Large.pixels())?;
    let large = exif::turn(&large, Size::Large.pixels() as usize, square.orientation);
    let edge = Size::Large.pixels();
    let medium = resize(&large, edge, Size::Medium.pixels())?;
    let small = resize(&large, edge, Size::Small.pixels())?;
    Ok([
        (Size::Large, webp(&large, Size::Large)?),
        (Size::Medium, webp(&medium, Size::Medium)?),
        (Size::Small, webp(&small, Size::Small)?),
    ])
}

fn resize(rgba: &[u8], from: u32, to: u32) -> Result<Vec<u8>> {
    if from == to {
        return Ok(rgba.to_vec());
    }
    let source = ImageRef::new(from, from, rgba, PixelType::U8x4).map_err(Error::internal)?;
    let mut target = Image::new(to, to, PixelType::U8x4);
    let options = ResizeOptions::new();
    Resizer::new().resize(&source, &mut target, &options).map_err(Error::internal)?;
    Ok(target.into_vec())
}

fn webp(rgba: &[u8], size: Size) -> Result<Bytes> {
    let fault = |what| Error::internal(format!("WebP: {what:?}"));
    let mut config = WebPConfig::new().map_err(|()| Error::internal("WebP"))?;
    config.quality = QUALITY;
    config.method = 5;
    let edge = size.pixels();
    let encoder = Encoder::from_rgba(rgba, edge, edge);
    let encoded = encoder.encode_advanced(&config).map_err(fault)?;
    Ok(Bytes::copy_from_slice(&encoded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shrink(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Square {
        let mut shrink = Shrink::new(width, height);
        for y in 0..height {
            let row: Vec<u8> = (0..width).flat_map(|x| pixel(x, y)).collect();
            shrink.row(y, &row, 4).unwrap();
        }
        shrink.finish(1).unwrap()
    }

    #[test]
    fn small_pictures_are_cut_to_their_centre_and_nothing_else() {
        let square = shrink(5, 3, |x, y| [x as u8, y as u8, 0, 255]);
        assert_eq!((square.side, square.rgba.len()), (3, 36));
        assert_eq!(square.rgba[..4], [1, 0, 0, 255]);
        assert_eq!(square.rgba[32..], [3, 2, 0, 255]);
        assert_eq!(shrink(1, 700, |_, _| [9; 4]).side, 1);
    }

    #[test]
    fn large_pictures_become_means_of_cells() {
        let square = shrink(2048, 4096, |x, _| if x % 2 == 0 { [200; 4] } else { [0; 4] });
        assert_eq!(square.side, 1024);
        // A colour counts as much as it can be seen.
        let near = |(is, wanted): (&u8, u8)| is.abs_diff(wanted) < 4;
        assert!(square.rgba.iter().zip([200, 200, 200, 100]).all(near), "{:?}", &square.rgba[..4]);
        assert_eq!(shrink(4095, 3333, |_, _| [255; 4]).side, 1111);
    }

    #[test]
    fn pixels_of_every_depth_are_taken() {
        for (depth, row, pixel) in [
            (1, vec![7, 8], [7, 7, 7, 255]),
            (2, vec![7, 9, 8, 9], [7, 7, 7, 9]),
            (3, vec![1, 2, 3, 4, 5, 6], [1, 2, 3, 255]),
            (4, vec![1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4]),
        ] {
            let mut rgba = Vec::new();
            add(&mut rgba, &row, depth);
            assert_eq!((rgba.len(), &rgba[..4]), (8, &pixel[..]));
        }
    }

    #[test]
    fn a_picture_whose_rows_end_early_is_none() {
        let mut shrink = Shrink::new(4, 4);
        shrink.row(0, &[1; 16], 4).unwrap();
        assert!(shrink.row(1, &[1; 15], 4).is_err());
        assert!(matches!(shrink.finish(1), Err(Error::NotAPicture)));
    }

    #[test]
    fn every_size_is_made_of_the_least_picture() {
        let drawn = encode(&shrink(1, 1, |_, _| [10, 200, 30, 255])).unwrap();
        for ((size, bytes), wanted) in drawn.iter().zip(Size::ALL) {
            assert_eq!(*size, wanted);
            let mut read = image_webp::WebPDecoder::new(std::io::Cursor::new(&bytes)).unwrap();
            assert_eq!(read.dimensions(), (wanted.pixels(), wanted.pixels()));
            let mut pixels = vec![0; read.output_buffer_size().unwrap()];
            read.read_image(&mut pixels).unwrap();
            let near = |a: u8, b: u8| a.abs_diff(b) < 8;
            assert!(near(pixels[0], 10) && near(pixels[1], 200) && near(pixels[2], 30));
        }
    }
}
