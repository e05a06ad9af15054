//! Languages: which are offered, and which one a reader gets.

use crate::error::Fault;

/// A language that people can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// The language's own name.
    pub name: &'static str,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// The languages offered; the first is what everything falls back to.
pub const OFFERED: [Offered; 3] = [
    Offered { tag: "en", name: "English", dir: "ltr" },
    Offered { tag: "es", name: "Español", dir: "ltr" },
    Offered { tag: "ru", name: "Русский", dir: "ltr" },
];

/// Takes a well-formed BCP 47 tag (language, script, region and variants) and
/// puts it into canonical case.
pub fn parse(field: &'static str, tag: &str) -> Result<String, Fault> {
    let fault = || Fault::new(field, "locale_invalid");
    let parts: Vec<&str> = tag.split('-').collect();
    let alnum = |p: &str| p.chars().all(|c| c.is_ascii_alphanumeric());
    let alpha = |p: &str| p.chars().all(|c| c.is_ascii_alphabetic());
    let (language, rest) = parts.split_first().ok_or_else(fault)?;
    if !(2..=3).contains(&language.len()) || !alpha(language) || tag.len() > 35 {
        return Err(fault());
    }
    let mut out = language.to_ascii_lowercase();
    for part in rest {
        if !(2..=8).contains(&part.len()) || !alnum(part) {
            return Err(fault());
        }
        out.push('-');
        match part.len() {
            2 if alpha(part) => out.push_str(&part.to_ascii_uppercase()),
            4 if alpha(part) => {
                let lower = part.to_ascii_lowercase();
                out.push_str(&lower[..1].to_ascii_uppercase());
                out.push_str(&lower[1..]);
            }
            _ => out.push_str(&part.to_ascii_lowercase()),
        }
    }
    Ok(out)
}

/// The offered language nearest to a tag, found along the tag's parents
/// (`es-MX` is read in `es`).
pub fn offered(tag: &str) -> Option<&'static str> {
    let mut tag = tag;
    loop {
        if let Some(found) = OFFERED.iter().find(|o| o.tag.eq_ignore_ascii_case(tag)) {
            return Some(found.tag);
        }
        tag = tag.rsplit_once('-')?.0;
    }
}

/// Picks from an `Accept-Language` header (RFC 9110, 12.5.4) by weight.
pub fn accepted(header: &str) -> Option<&'static str> {
    let mut wishes: Vec<(u32, &'static str)> = header
        .split(',')
        .take(32)
        .filter_map(|wish| {
            let mut parts = wish.split(';');
            let tag = offered(parts.next()?.trim())?;
            let weight = parts
                .find_map(|p| p.trim().strip_prefix("q="))
                .map_or(Some(1.0), |q| q.trim().parse::<f32>().ok())?;
            (weight > 0.0).then_some(((weight.min(1.0) * 1000.0) as u32, tag))
        })
        .collect();
    wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    wishes.first().map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_offered_language_wins() {
        assert_eq!(accepted("fr;q=0.9, es-MX;q=0.8, en;q=0.7"), Some("es"));
        assert_eq!(accepted("en;q=0, ru"), Some("ru"));
        assert_eq!(accepted("zz, *"), None);
    }

    #[test]
    fn tags_are_put_into_canonical_case() {
        assert_eq!(parse("locale", "SR-latn-rs").as_deref(), Ok("sr-Latn-RS"));
        for bad in ["", "e", "english-", "es_MX", "es-\r\n"] {
            assert!(parse("locale", bad).is_err(), "{bad:?}");
        }
    }
}
