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

/// The languages that are built in; the first is what everything falls back to.
pub const OFFERED: [Offered; 6] = [
    Offered { tag: "en", name: "English", dir: "ltr" },
    Offered { tag: "es", name: "Español", dir: "ltr" },
    Offered { tag: "ru", name: "Русский", dir: "ltr" },
    Offered { tag: "de", name: "Deutsch", dir: "ltr" },
    Offered { tag: "fr", name: "Français", dir: "ltr" },
    Offered { tag: "ar", name: "العربية", dir: "rtl" },
];

/// The longest tag that is looked at, which is what BCP 47 expects of systems
/// (RFC 5646, 4.4.1).
const LONGEST: usize = 35;

/// The languages of an `Accept-Language` header that are looked at.
const MAX_WISHES: usize = 32;

/// Takes a well-formed BCP 47 tag (language, script, region and variants) and
/// puts it into canonical case.
pub fn parse(field: &'static str, tag: &str) -> Result<String, Fault> {
    let fault = || Fault::new(field, "locale_invalid");
    let parts: Vec<&str> = tag.split('-').collect();
    let alnum = |p: &str| p.chars().all(|c| c.is_ascii_alphanumeric());
    let alpha = |p: &str| p.chars().all(|c| c.is_ascii_alphabetic());
    let (language, rest) = parts.split_first().ok_or_else(fault)?;
    if !(2..=3).contains(&language.len()) || !alpha(language) || tag.len() > LONGEST {
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

/// The languages that people of a site can choose: those that are built in,
/// and those that its owner added.
#[derive(Clone, Debug)]
pub struct Languages(Vec<Offered>);

impl Default for Languages {
    fn default() -> Self {
        Languages(OFFERED.to_vec())
    }
}

impl Languages {
    /// Offers a language, or gives an offered one another name or direction.
    /// Languages are added once, at the start, and live as long as the program.
    pub fn add(&mut self, tag: &str, name: &str, dir: &'static str) {
        let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
        match self.0.iter_mut().find(|known| known.tag.eq_ignore_ascii_case(tag)) {
            Some(known) => (known.name, known.dir) = (name, dir),
            None => {
                let tag: &'static str = Box::leak(tag.to_owned().into_boxed_str());
                self.0.push(Offered { tag, name, dir });
            }
        }
    }

    pub fn all(&self) -> &[Offered] {
        &self.0
    }

    /// The language of exactly this tag.
    pub fn find(&self, tag: &str) -> Option<&Offered> {
        self.0.iter().find(|offered| offered.tag.eq_ignore_ascii_case(tag))
    }

    /// The offered language nearest to a tag, found along the tag's parents
    /// (`es-MX` is read in `es`).
    pub fn nearest(&self, tag: &str) -> Option<&'static str> {
        if tag.len() > LONGEST {
            return None;
        }
        parents(tag).find_map(|tag| self.find(tag)).map(|found| found.tag)
    }

    /// Picks from an `Accept-Language` header (RFC 9110, 12.5.4) by weight;
    /// of equal ones the first.
    pub fn accepted(&self, header: &str) -> Option<&'static str> {
        let mut wishes: Vec<(u32, &'static str)> =
            header.split(',').take(MAX_WISHES).filter_map(|wish| self.wish(wish)).collect();
        wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wishes.first().map(|(_, tag)| *tag)
    }

    /// One `es-MX;q=0.8`, as thousandths and what is offered for it.
    fn wish(&self, wish: &str) -> Option<(u32, &'static str)> {
        let mut parts = wish.split(';').map(str::trim);
        let tag = self.nearest(parts.next()?)?;
        let weight = |p: &str| {
            let (name, weight) = p.split_once('=')?;
            name.trim().eq_ignore_ascii_case("q").then(|| weight.trim().parse::<f32>().ok())
        };
        let weight = parts.find_map(weight).unwrap_or(Some(1.0))?;
        (weight > 0.0).then_some(((weight.min(1.0) * 1000.0) as u32, tag))
    }
}

/// A language tag and its parents: `es-MX`, then `es`.
pub fn parents(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(parent, _)| parent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(header: &str) -> Option<&'static str> {
        Languages::default().accepted(header)
    }

    #[test]
    fn the_heaviest_offered_language_wins() {
        assert_eq!(accepted("tlh;q=0.9, es-MX;q=0.8, en;q=0.7"), Some("es"));
        assert_eq!(accepted("en;q=0, ru"), Some("ru"));
        assert_eq!(accepted("en ; Q=0.1 , RU-Cyrl-RU;q=0.2"), Some("ru"));
        assert_eq!(accepted("ru, en"), Some("ru"));
        assert_eq!(accepted("zz, *"), None);
        assert_eq!(accepted("en;q=x, es;q=NaN, ru;q=-1"), None);
    }

    #[test]
    fn nonsense_is_passed_over_however_long() {
        for nonsense in [",;,;q=,=,-,--,enen", "\u{202e}en", &"en-".repeat(3000)] {
            assert_eq!(accepted(&format!("{nonsense};q=1,es;q=0.1")), Some("es"), "{nonsense}");
        }
        assert_eq!(accepted(&"tlh,".repeat(3000)), None);
        assert_eq!(accepted(""), None);
    }

    #[test]
    fn languages_are_added_and_renamed() {
        let mut languages = Languages::default();
        languages.add("fa", "فارسی", "rtl");
        languages.add("en-GB", "British", "ltr");
        languages.add("en", "Plain English", "ltr");
        assert_eq!(languages.all().len(), OFFERED.len() + 2);
        assert_eq!(languages.nearest("FA-IR"), Some("fa"));
        assert_eq!(languages.accepted("en-GB-oxendict, en"), Some("en-GB"));
        assert_eq!(languages.find("EN").map(|l| l.name), Some("Plain English"));
    }

    #[test]
    fn tags_are_put_into_canonical_case() {
        assert_eq!(parse("locale", "SR-latn-rs").as_deref(), Ok("sr-Latn-RS"));
        for bad in ["", "e", "english-", "es_MX", "es-\r\n"] {
            assert!(parse("locale", bad).is_err(), "{bad:?}");
        }
    }
}
