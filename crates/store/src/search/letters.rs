//! Letters beyond ASCII, written in ASCII: PostgreSQL's trigrams know no others
//! under the locale `C`.
//!
//! They are written with capitals, which no folded text has. What begins one is
//! from A to M and what goes on with it from N to Z, so that a part is found
//! exactly where it was one before. Letters of common alphabets take two
//! capitals, all others six, spread so that three on end, which is what an
//! index knows, tell as many letters apart as they can.

use std::ops::RangeInclusive;

/// What goes on with a letter is one of so many; what begins one of the common
/// letters one of one less.
const BASE: u32 = 13;

/// 156 letters, as folded texts have them: Cyrillic, Greek, Hebrew, Arabic, and
/// what Ukrainian, Persian and Urdu have besides.
const COMMON: [RangeInclusive<u32>; 18] = [
    0x430..=0x45f,
    0x3b1..=0x3c9,
    0x5d0..=0x5ea,
    0x621..=0x64a,
    0x491..=0x491,
    0x67e..=0x67e,
    0x686..=0x686,
    0x698..=0x698,
    0x6a9..=0x6a9,
    0x6af..=0x6af,
    0x6cc..=0x6cc,
    0x679..=0x679,
    0x688..=0x688,
    0x691..=0x691,
    0x6ba..=0x6ba,
    0x6be..=0x6be,
    0x6c1..=0x6c1,
    0x6d2..=0x6d2,
];

/// Of other letters, five capitals follow the first.
const OTHERS: u32 = BASE.pow(5);
/// Spreads neighbours over all of them, and its inverse modulo `OTHERS`.
const SPREAD: u64 = 229_471;
const GATHER: u64 = 231_132;

fn common(code: u32) -> Option<u32> {
    let mut before = 0;
    for range in &COMMON {
        if range.contains(&code) {
            return Some(before + code - range.start());
        }
        before += range.end() - range.start() + 1;
    }
    None
}

fn follows(digit: u32) -> char {
    char::from(b'N' + (digit % BASE) as u8)
}

pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        let code = u32::from(c);
        if c.is_ascii() {
            out.push(c);
        } else if let Some(number) = common(code) {
            let (row, first) = (number / (BASE - 1), number % (BASE - 1));
            out.push(char::from(b'A' + first as u8));
            out.push(follows(row + first));
        } else {
            // What is beyond is one to a search.
            let code = u64::from(code.min(OTHERS - 1));
            let mut rest = (code * SPREAD % u64::from(OTHERS)) as u32;
            out.push('M');
            for _ in 0..5 {
                out.push(follows(rest));
                rest /= BASE;
            }
        }
    }
    out
}

/// What was written so.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        let mut digit =
            || letters.next().map_or(0, |c| u32::from(c).saturating_sub(u32::from('N')));
        let code = match c {
            'A'..='L' => {
                let first = u32::from(c) - u32::from('A');
                let row = (digit() + BASE - first) % BASE;
                let mut number = row * (BASE - 1) + first;
                COMMON.iter().find_map(|range| {
                    let length = range.end() - range.start() + 1;
                    let code = (number < length).then(|| range.start() + number);
                    number = number.wrapping_sub(length);
                    code
                })
            }
            'M' => {
                let spread = (0..5).fold(0, |spread, at| spread + digit() * BASE.pow(at));
                Some((u64::from(spread) * GATHER % u64::from(OTHERS)) as u32)
            }
            _ => Some(u32::from(c)),
        };
        out.extend(code.and_then(char::from_u32));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_part_is_a_part_when_encoded(
            text in "[a-cé-íабвгαβבגجحپþ王李😀 ]{0,12}",
            part in "[a-cé-íабвгαβבגجحپþ王李😀 ]{0,3}",
        ) {
            let encoded = encode(&text);
            prop_assert!(encoded.is_ascii());
            prop_assert_eq!(encoded.contains(&encode(&part)), text.contains(&part));
            prop_assert_eq!(decode(&encoded), text);
        }
    }

    #[test]
    fn every_letter_has_its_own() {
        let mut seen = std::collections::HashSet::new();
        for c in ('\u{80}'..char::MAX).filter(|c| u32::from(*c) < OTHERS - 1) {
            let encoded = encode(&c.to_string());
            assert_eq!(decode(&encoded), c.to_string(), "{c:?}");
            assert!(seen.insert(encoded), "{c:?}");
        }
    }
}
