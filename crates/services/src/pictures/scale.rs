//! From the pixels of any picture to the three squares that are kept.

use bytes::Bytes;
use domain::pictures::Size;
use domain::{Error, Result};
use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
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
    left: u32,
    top: u32,
    /// Edge of a cell, in pixels.
    cell: u32,
    /// Edge of the square, in cells.
    side: u32,
    /// Of the present row of cells: colours weighed by alpha, and alpha.
    sums: Vec<[u32; 4]>,
    rgba: Vec<u8>,
}

impl Shrink {
    pub fn new(width: u32, height: u32) -> Shrink {
        let edge = width.min(height).max(1);
        let cell = (edge / ENOUGH).max(1);
        let side = edge / cell;
        Shrink {
            left: (width - side * cell) / 2,
            top: (height - side * cell) / 2,
            cell,
            side,
            sums: vec![[0; 4]; side as usize],
            rgba: Vec::with_capacity(side as usize * side as usize * 4),
        }
    }

    /// Takes a row; `pixel` gives the colour at a column.
    pub fn row(&mut self, y: u32, pixel: impl Fn(usize) -> [u8; 4]) {
        let Some(inside) = y.checked_sub(self.top).filter(|y| *y < self.side * self.cell) else {
            return;
        };
        let mut x = self.left as usize;
        if self.cell == 1 {
            self.rgba.extend((x..x + self.side as usize).flat_map(pixel));
            return;
        }
        for sum in &mut self.sums {
            for _ in 0..self.cell {
                let [red, green, blue, alpha] = pixel(x).map(u32::from);
                let weighed = [red * alpha, green * alpha, blue * alpha, alpha];
                sum.iter_mut().zip(weighed).for_each(|(sum, more)| *sum += more);
                x += 1;
            }
        }
        if (inside + 1).is_multiple_of(self.cell) {
            let pixels = self.cell * self.cell;
            for sum in &mut self.sums {
                let [red, green, blue, alpha] = *sum;
                let mean = |colour: u32| (colour / alpha.max(1)) as u8;
                let means = [mean(red), mean(green), mean(blue), (alpha / pixels) as u8];
                self.rgba.extend(means);
                *sum = [0; 4];
            }
        }
    }

    /// The square, if all its rows came.
    pub fn finish(self, orientation: u8) -> Result<Square> {
        let complete = self.rgba.len() == self.side as usize * self.side as usize * 4;
        let square = Square { side: self.side, rgba: self.rgba, orientation };
        if complete { Ok(square) } else { Err(Error::NotAPicture) }
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
    let source = Image::from_vec_u8(from, from, rgba.to_vec(), PixelType::U8x4);
    let source = source.map_err(Error::internal)?;
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
            shrink.row(y, |x| pixel(x as u32, y));
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
        assert_eq!(square.rgba[..4], [200, 200, 200, 100]);
        assert_eq!(shrink(4095, 3333, |_, _| [255; 4]).side, 1111);
    }

    #[test]
    fn a_picture_whose_rows_end_early_is_none() {
        let mut shrink = Shrink::new(4, 4);
        shrink.row(0, |_| [1; 4]);
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
