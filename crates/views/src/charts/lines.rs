//! What goes up and down from day to day.

use std::fmt::Write;

use super::{Drawing, escaped, scale};
use crate::formats::Formats;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 250.0;
/// Room for the numbers before, and the days beneath.
const START: f64 = 46.0;
const END: f64 = 14.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 30.0;
/// Days named beneath.
const NAMED: usize = 6;

/// One line of a chart.
pub struct Line {
    pub label: String,
    pub values: Vec<i64>,
}

pub struct Lines<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub formats: &'a Formats,
    /// What stands beneath each point.
    pub labels: &'a [String],
    pub lines: &'a [Line],
    /// Whether the last point is of a time that is not over.
    pub unfinished: bool,
}

impl Lines<'_> {
    pub fn draw(&self) -> String {
        let count = self.labels.len().max(1);
        let values = self.lines.iter().flat_map(|line| &line.values);
        let (top, steps) = scale(values.copied().max().unwrap_or(0));
        let (across, up) = (WIDTH - START - END, HEIGHT - TOP - BOTTOM);
        let x = |at: usize| match count {
            1 => START + across / 2.0,
            _ => START + across * at as f64 / (count - 1) as f64,
        };
        let y = |value: i64| TOP + up * (1.0 - value as f64 / top as f64);
        let mut drawing = Drawing::new(self.id, self.title, "chart-lines", (WIDTH, HEIGHT));
        for step in 0..=steps {
            let value = top / steps * step;
            drawing.rule("chart-grid", [START, y(value), WIDTH - END, y(value)]);
            let text = self.formats.number(value);
            drawing.text("chart-scale", (START - 8.0, y(value) + 4.0), "end", &text);
        }
        let every = count.div_ceil(NAMED).max(1);
        for (at, label) in self.labels.iter().enumerate().rev().step_by(every) {
            let anchor = match at {
                0 if count > 1 => "start",
                at if at + 1 == count && count > 1 => "end",
                _ => "middle",
            };
            drawing.text("chart-scale", (x(at), HEIGHT - 8.0), anchor, label);
        }
        for (number, line) in self.lines.iter().enumerate().rev() {
            let points: Vec<(f64, f64)> =
                line.values.iter().enumerate().map(|(at, value)| (x(at), y(*value))).collect();
            self.stroke(&mut drawing, number, &points, y(0));
        }
        // What is pointed at says its day and all its values.
        let wide = across / count as f64;
        for at in 0..count.min(self.labels.len()) {
            let _ = write!(
                drawing.out,
                "<rect class=\"chart-point\" x=\"{:.1}\" y=\"{TOP}\" width=\"{wide:.1}\" \
                 height=\"{up}\"><title>{}</title></rect>",
                x(at) - wide / 2.0,
                escaped(&self.told(at))
            );
        }
        drawing.finish()
    }

    fn told(&self, at: usize) -> String {
        let mut text = self.labels[at].clone();
        for line in self.lines {
            let value = line.values.get(at).copied().unwrap_or(0);
            let _ = write!(text, "\n{}: {}", line.label, self.formats.number(value));
        }
        text
    }

    fn stroke(&self, drawing: &mut Drawing, line: usize, points: &[(f64, f64)], ground: f64) {
        let path = |points: &[(f64, f64)]| {
            let mut path = String::new();
            for (at, (x, y)) in points.iter().enumerate() {
                let _ = write!(path, "{}{x:.1} {y:.1}", if at == 0 { "M" } else { "L" });
            }
            path
        };
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
        let class = format!("chart-line chart-{}", line + 1);
        if line == 0 && points.len() > 1 {
            let area =
                format!("{}L{:.1} {ground:.1}L{:.1} {ground:.1}Z", path(points), last.0, first.0);
            let _ = write!(drawing.out, "<path class=\"chart-area\" d=\"{area}\"></path>");
        }
        let over = points.len() - usize::from(self.unfinished);
        if over > 1 {
            let _ = write!(
                drawing.out,
                "<path class=\"{class}\" d=\"{}\"></path>",
                path(&points[..over])
            );
        }
        if self.unfinished && points.len() > 1 {
            let rest = path(&points[points.len() - 2..]);
            let _ =
                write!(drawing.out, "<path class=\"{class} chart-running\" d=\"{rest}\"></path>");
        }
        let end = if self.unfinished { "chart-dot chart-open" } else { "chart-dot" };
        let _ = write!(
            drawing.out,
            "<circle class=\"{end} chart-{}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"></circle>",
            line + 1,
            last.0,
            last.1
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[i64]) -> String {
        let formats = Formats::of("en").unwrap();
        let labels: Vec<String> = (0..values.len()).map(|n| format!("day {n}")).collect();
        let line = Line { label: "Views".into(), values: values.to_vec() };
        let lines = Lines {
            id: "v",
            title: "Views",
            formats: &formats,
            labels: &labels,
            lines: &[line],
            unfinished: true,
        };
        lines.draw()
    }

    #[test]
    fn any_number_of_days_is_drawn() {
        for count in [0, 1, 2, 30, 400] {
            let svg = drawn(&vec![3; count]);
            assert!(svg.starts_with("<svg class=") && svg.ends_with("</svg>"));
            assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("style="));
            assert_eq!(svg.matches("chart-point").count(), count);
        }
        assert!(drawn(&[0, 4, 2]).contains("<title>day 1\nViews: 4</title>"));
    }
}
