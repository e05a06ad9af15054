//! How much of what: bars beside names, and a funnel.

use super::Drawing;
use crate::formats::Formats;

const WIDTH: f64 = 720.0;
/// Of one bar with its room.
const ROW: f64 = 44.0;
const THICK: f64 = 24.0;
const NAMES: f64 = 190.0;
const NUMBERS: f64 = 110.0;

/// A bar: its parts lie over each other, the first one longest.
pub struct Bar {
    pub label: String,
    pub parts: Vec<i64>,
    /// What stands behind it.
    pub told: String,
}

pub struct Bars<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub bars: &'a [Bar],
}

impl Bars<'_> {
    pub fn draw(&self) -> String {
        let height = ROW * self.bars.len().max(1) as f64 + 8.0;
        let mut drawing = Drawing::new(self.id, self.title, "chart-bars", (WIDTH, height));
        let most = self.bars.iter().flat_map(|bar| &bar.parts).copied().max().unwrap_or(0).max(1);
        let room = WIDTH - NAMES - NUMBERS;
        for (at, bar) in self.bars.iter().enumerate() {
            let top = ROW * at as f64 + 8.0;
            let middle = top + THICK / 2.0 + 5.0;
            drawing.text("chart-name", (NAMES - 12.0, middle), "end", &bar.label);
            drawing.block("chart-ground", [NAMES, top, room, THICK], &bar.label);
            for (part, value) in bar.parts.iter().enumerate() {
                let long = (room * *value as f64 / most as f64).max(0.0);
                let class = format!("chart-bar chart-{}", part + 1);
                let hint = format!("{}: {}", bar.label, bar.told);
                drawing.block(&class, [NAMES, top, long, THICK], &hint);
            }
            drawing.text("chart-value", (WIDTH - NUMBERS + 12.0, middle), "start", &bar.told);
        }
        drawing.finish()
    }
}

/// Steps that fewer and fewer take.
pub struct Funnel<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub formats: &'a Formats,
    /// Name, count, and the share of the step before.
    pub steps: &'a [(String, i64, String)],
}

impl Funnel<'_> {
    pub fn draw(&self) -> String {
        const STEP: f64 = 52.0;
        let height = STEP * self.steps.len().max(1) as f64 + 4.0;
        let mut drawing = Drawing::new(self.id, self.title, "chart-funnel", (WIDTH, height));
        let most = self.steps.iter().map(|(_, count, _)| *count).max().unwrap_or(0).max(1);
        let room = WIDTH - NAMES - NUMBERS;
        let centre = NAMES + room / 2.0;
        let wide = |count: i64| (room * count as f64 / most as f64).max(6.0);
        for (at, (name, count, share)) in self.steps.iter().enumerate() {
            let (top, thick) = (STEP * at as f64 + 4.0, 36.0);
            let middle = top + thick / 2.0 + 5.0;
            if let Some((_, next, _)) = self.steps.get(at + 1) {
                let (half, below) = (wide(*count) / 2.0, wide(*next) / 2.0);
                let (from, to) = (top + thick, top + STEP);
                drawing.out.push_str(&format!(
                    "<path class=\"chart-slope\" d=\"M{:.1} {from:.1}H{:.1}L{:.1} {to:.1}H{:.1}Z\"></path>",
                    centre - half,
                    centre + half,
                    centre + below,
                    centre - below
                ));
            }
            let hint = format!("{name}: {}", self.formats.number(*count));
            let class = format!("chart-step chart-step-{}", at + 1);
            drawing.block(&class, [centre - wide(*count) / 2.0, top, wide(*count), thick], &hint);
            drawing.text("chart-name", (NAMES - 12.0, middle), "end", name);
            let told = self.formats.number(*count);
            drawing.text("chart-value", (WIDTH - NUMBERS + 12.0, middle), "start", &told);
            drawing.text("chart-share", (WIDTH - 2.0, middle), "end", share);
        }
        drawing.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_without_an_end() {
        let formats = Formats::of("en").unwrap();
        let bar =
            |parts: &[i64]| Bar { label: "A & B".into(), parts: parts.to_vec(), told: "1".into() };
        for bars in [&[][..], &[bar(&[])][..], &[bar(&[0]), bar(&[5, 2])][..]] {
            let svg = Bars { id: "b", title: "Bars", bars }.draw();
            assert!(!svg.contains("NaN") && svg.ends_with("</svg>"), "{svg}");
        }
        let steps =
            [("Read".to_owned(), 0, String::new()), ("Joined".to_owned(), 0, "0%".to_owned())];
        let svg = Funnel { id: "f", title: "Funnel", formats: &formats, steps: &steps }.draw();
        assert!(!svg.contains("NaN") && svg.matches("chart-step ").count() == 2, "{svg}");
    }
}
