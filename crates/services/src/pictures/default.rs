//! The picture of who uploaded none: a few shapes in quiet colours and the
//! first letter, all decided by the nickname.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// An SVG of a nickname's own, the same every time. Its colours are neither
/// bright nor dark, so that it goes with either.
pub fn default_picture(nickname: &str) -> String {
    let key = nickname.to_ascii_lowercase();
    let hash: [u8; 32] = Sha256::digest(format!("roster.picture {key}")).into();
    let pick =
        |at: usize, count: u32| u32::from(u16::from_be_bytes([hash[at], hash[at + 1]])) % count;
    let hue = pick(0, 360);
    let mut svg = String::with_capacity(900);
    svg.push_str(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">"#);
    let _ = write!(svg, r#"<path fill="{}" d="M0 0h512v512H0z"/>"#, colour(hue, 38, 52));
    // Hues beside the first, further lightness for each shape.
    for shape in 0..3 {
        let at = 2 + shape * 8;
        let turned = hue + 330 + pick(at, 60);
        let fill = colour(turned, 40, [60, 44, 66][shape]);
        let (x, y, radius) = (pick(at + 2, 513), pick(at + 4, 513), 110 + pick(at + 6, 160));
        let _ = write!(
            svg,
            r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" fill-opacity=".7"/>"#
        );
    }
    let letter = key.chars().find(char::is_ascii_alphanumeric);
    if let Some(letter) = letter.map(|letter| letter.to_ascii_uppercase()) {
        let _ = write!(
            svg,
            r##"<text x="256" y="350" font-family="system-ui,sans-serif" font-size="270" font-weight="600" text-anchor="middle" fill="#fff">{letter}</text>"##
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A hue in degrees, saturation and lightness of a hundred, as `#rrggbb`.
fn colour(hue: u32, saturation: u32, lightness: u32) -> String {
    let (s, l) = (f64::from(saturation) / 100.0, f64::from(lightness) / 100.0);
    let hue = f64::from(hue % 360) / 30.0;
    // CSS Color 4, 7.1.
    let part = |n: f64| {
        let k = (n + hue) % 12.0;
        let part = l - s * l.min(1.0 - l) * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
        (part * 255.0).round() as u8
    };
    format!("#{:02x}{:02x}{:02x}", part(0.0), part(8.0), part(4.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_nickname_has_one_of_its_own() {
        let all: std::collections::HashSet<String> =
            (0..5000).map(|n| default_picture(&format!("otter_{n}"))).collect();
        assert_eq!(all.len(), 5000);
        assert_eq!(default_picture("Ana_Lopez"), default_picture("ana_lopez"));
        assert!(default_picture("ana").len() < 900);
    }

    #[test]
    fn it_is_a_drawing_that_we_would_take() {
        for name in ["ana", "___", "-9-", &"x".repeat(50)] {
            let svg = default_picture(name);
            assert!(super::super::drawing::square(svg.as_bytes()).is_ok(), "{svg}");
        }
    }

    #[test]
    fn colours_are_those_of_the_standard() {
        assert_eq!(colour(0, 100, 50), "#ff0000");
        assert_eq!(colour(120, 100, 25), "#008000");
        assert_eq!(colour(240, 0, 50), "#808080");
        assert_eq!(colour(210, 50, 40), "#336699");
    }
}
