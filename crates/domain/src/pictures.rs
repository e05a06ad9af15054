//! Pictures of people: the sizes they come in, and the names of their files.

/// The edge of a picture's square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Large,
    Medium,
    Small,
}

impl Size {
    pub const ALL: [Size; 3] = [Size::Large, Size::Medium, Size::Small];

    pub fn pixels(self) -> u32 {
        match self {
            Size::Large => 512,
            Size::Medium => 128,
            Size::Small => 48,
        }
    }

    /// By its pixels: `512`, `128` or `48`.
    pub fn parse(text: &str) -> Option<Self> {
        Size::ALL.into_iter().find(|size| size.pixels().to_string() == text)
    }
}

/// The name of an uploaded picture's file.
pub fn file(hash: &str, size: Size) -> String {
    format!("{hash}-{}.webp", size.pixels())
}

/// What such a name says; nothing for any other name.
pub fn parse_file(name: &str) -> Option<(&str, Size)> {
    let (hash, size) = name.strip_suffix(".webp")?.split_once('-')?;
    Some((hash, Size::parse(size)?)).filter(|_| is_hash(hash))
}

/// SHA-256 in lower hex.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_understood() {
        let hash = "0123456789abcdef".repeat(4);
        for size in Size::ALL {
            assert_eq!(parse_file(&file(&hash, size)), Some((hash.as_str(), size)));
        }
        for name in [
            "",
            ".webp",
            "-512.webp",
            "../512.webp",
            &format!("{hash}-512.png"),
            &format!("{hash}-0512.webp"),
            &format!("{hash}-64.webp"),
            &format!("{hash}.webp"),
            &format!("{}-512.webp", hash.to_uppercase()),
            &format!("{}-512.webp", &hash[1..]),
            &format!("../{}-512.webp", &hash[3..]),
        ] {
            assert_eq!(parse_file(name), None, "{name}");
        }
    }
}
