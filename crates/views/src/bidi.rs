//! Characters that turn the direction of text (Unicode Standard Annex 9). In
//! what people wrote they could turn what stands around it as well.

use std::borrow::Cow;

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// Embeddings, overrides and isolates, and their ends.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text without what turns its surroundings: isolates that follow the text
/// itself stay and are closed, the rest goes.
pub fn tamed(text: &str) -> Cow<'_, str> {
    // All of them begin with this byte in UTF-8.
    if !text.as_bytes().contains(&0xe2) || !text.contains(turns) {
        return Cow::Borrowed(text);
    }
    let mut open = 0;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            FIRST_STRONG_ISOLATE => open += 1,
            POP_ISOLATE if open > 0 => open -= 1,
            c if turns(c) => continue,
            _ => {}
        }
        out.push(c);
    }
    out.extend(std::iter::repeat_n(POP_ISOLATE, open));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_turns_what_stands_around_it() {
        for (given, shown) in [
            ("plain – text …", "plain – text …"),
            ("a\u{202e}b\u{202c}", "ab"),
            ("\u{2066}\u{2067}x\u{2069}\u{2069}", "x"),
            ("\u{2068}x\u{2069}\u{2069}y", "\u{2068}x\u{2069}y"),
            ("\u{2068}\u{2068}x", "\u{2068}\u{2068}x\u{2069}\u{2069}"),
            ("\u{200f}x\u{200e}", "\u{200f}x\u{200e}"),
        ] {
            assert_eq!(tamed(given), shown);
        }
    }
}
