//! Which way up a camera was held (Exif 2.32, tag 274), and nothing else.

const ORIENTATION: u16 = 0x0112;
/// Entries of a directory that are looked at.
const MAX_ENTRIES: usize = 512;

/// How to turn pixels as they are stored into those to show, in the numbers of
/// Exif; 1 is as they are.
pub(super) fn orientation(exif: &[u8]) -> u8 {
    read(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif)).unwrap_or(1)
}

fn read(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let directory = long(4)? as usize;
    let entries = usize::from(short(directory)?).min(MAX_ENTRIES);
    let at = (0..entries)
        .map(|entry| directory + 2 + entry * 12)
        .find(|at| short(*at) == Some(ORIENTATION))?;
    let value = short(at + 8)?;
    u8::try_from(value).ok().filter(|value| (1..=8).contains(value))
}

/// Turns the pixels of a square.
pub(super) fn turn(rgba: &[u8], side: usize, orientation: u8) -> Vec<u8> {
    if orientation <= 1 {
        return rgba.to_vec();
    }
    let last = side - 1;
    let mut turned = Vec::with_capacity(rgba.len());
    for y in 0..side {
        for x in 0..side {
            let (from_x, from_y) = match orientation {
                2 => (last - x, y),
                3 => (last - x, last - y),
                4 => (x, last - y),
                5 => (y, x),
                6 => (y, last - x),
                7 => (last - y, last - x),
                _ => (last - y, x),
            };
            let at = (from_y * side + from_x) * 4;
            turned.extend_from_slice(&rgba[at..at + 4]);
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exif(little: bool, value: u16) -> Vec<u8> {
        let short = |v: u16| if little { v.to_le_bytes() } else { v.to_be_bytes() };
        let long = |v: u32| if little { v.to_le_bytes() } else { v.to_be_bytes() };
        let mut bytes = if little { b"II*\0".to_vec() } else { b"MM\0*".to_vec() };
        bytes.extend(long(8));
        bytes.extend(short(1));
        bytes.extend(short(ORIENTATION));
        bytes.extend(short(3));
        bytes.extend(long(1));
        bytes.extend(short(value));
        bytes.extend([0, 0]);
        bytes.extend(long(0));
        bytes
    }

    #[test]
    fn the_orientation_is_found_in_either_byte_order() {
        for value in 1..=8 {
            assert_eq!(orientation(&exif(true, value)), value as u8);
            assert_eq!(orientation(&exif(false, value)), value as u8);
        }
        let marked = [b"Exif\0\0".as_slice(), &exif(true, 6)].concat();
        assert_eq!(orientation(&marked), 6);
        for odd in [0, 9, 256] {
            assert_eq!(orientation(&exif(true, odd)), 1);
        }
    }

    #[test]
    fn what_is_cut_or_nonsense_is_upright() {
        let whole = exif(true, 6);
        for length in 0..whole.len() - 8 {
            assert_eq!(orientation(&whole[..length]), 1, "{length}");
        }
        let mut far = whole;
        far[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(orientation(&far), 1);
    }

    #[test]
    fn pixels_are_turned_as_the_camera_was() {
        // Stored: a b / c d.
        let pixel = |name: u8| [name; 4];
        let stored = [b'a', b'b', b'c', b'd'].map(pixel).concat();
        let shown = |orientation| -> Vec<u8> {
            turn(&stored, 2, orientation).chunks(4).map(|pixel| pixel[0]).collect()
        };
        for (orientation, expected) in [
            (1, b"abcd"),
            (2, b"badc"),
            (3, b"dcba"),
            (4, b"cdab"),
            (5, b"acbd"),
            (6, b"cadb"),
            (7, b"dbca"),
            (8, b"bdac"),
        ] {
            assert_eq!(shown(orientation), expected, "{orientation}");
        }
    }
}
