//! Charts as SVG, drawn here so that they need no script. Colours come from
//! the style sheet by classes; a table beneath each tells the same.

mod bars;
mod heat;
mod lines;

pub use bars::{Bar, Bars, Funnel};
pub use heat::{Heat, HeatRow};
pub use lines::{Line, Lines};

use std::fmt::Write;

/// Text as it may stand in SVG.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A drawing under way: so many units wide and high.
struct Drawing {
    out: String,
}

impl Drawing {
    /// Titled, so that it has a name without being seen.
    fn new(id: &str, title: &str, class: &str, (width, height): (f64, f64)) -> Drawing {
        let mut out = String::with_capacity(4096);
        let _ = write!(
            out,
            "<svg class=\"chart {class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-title\"><title id=\"{id}-title\">{}</title>",
            escaped(title)
        );
        Drawing { out }
    }

    fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: &str, text: &str) {
        let _ = write!(
            self.out,
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>",
            escaped(text)
        );
    }

    /// A rectangle that says what it is when pointed at.
    fn block(&mut self, class: &str, [x, y, width, height]: [f64; 4], hint: &str) {
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" \
             height=\"{height:.1}\" rx=\"3\"><title>{}</title></rect>",
            escaped(hint)
        );
    }

    fn rule(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
        let _ = write!(
            self.out,
            "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"></line>"
        );
    }

    fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// The round number above a scale's highest, and how many steps lead there.
fn scale(most: i64) -> (i64, i64) {
    let most = most.max(1);
    let mut unit = 1_i64;
    loop {
        for step in [1, 2, 5] {
            let step = unit.saturating_mul(step);
            let steps = most.div_euclid(step) + i64::from(most.rem_euclid(step) > 0);
            if steps <= 4 {
                return (step.saturating_mul(steps.max(1)), steps.max(1));
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scales_are_round() {
        for (most, wanted) in [
            (0, (1, 1)),
            (1, (1, 1)),
            (4, (4, 4)),
            (5, (6, 3)),
            (17, (20, 4)),
            (99, (100, 2)),
            (1234, (1500, 3)),
        ] {
            assert_eq!(scale(most), wanted, "{most}");
        }
    }

    proptest! {
        #[test]
        fn a_scale_holds_its_highest(most in 0i64..1_000_000_000_000) {
            let (top, steps) = scale(most);
            prop_assert!(top >= most && top % steps == 0 && steps <= 4);
        }
    }

    #[test]
    fn texts_cannot_break_out() {
        let drawing = Drawing::new("x", "<b>&\"'", "line", (10.0, 10.0));
        assert!(
            drawing.finish().contains("<title id=\"x-title\">&lt;b&gt;&amp;&quot;&#39;</title>")
        );
    }
}
