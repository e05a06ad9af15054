//! Shares in rows and columns, the darker the more.

use super::Drawing;

const CELL: f64 = 46.0;
const HIGH: f64 = 30.0;
const NAMES: f64 = 130.0;
const HEAD: f64 = 24.0;
/// Shades, from nothing to all.
const SHADES: f64 = 8.0;

pub struct HeatRow {
    pub label: String,
    /// Shares of 1, and what each says when pointed at.
    pub cells: Vec<(f64, String)>,
    /// Whether the last cell is of a time that is not over.
    pub unfinished: bool,
}

pub struct Heat<'a> {
    pub id: &'a str,
    pub title: &'a str,
    /// Above the columns.
    pub head: &'a [String],
    pub rows: &'a [HeatRow],
}

impl Heat<'_> {
    pub fn draw(&self) -> String {
        let columns = self.head.len().max(1);
        let width = NAMES + CELL * columns as f64;
        let height = HEAD + HIGH * self.rows.len().max(1) as f64;
        let mut drawing = Drawing::new(self.id, self.title, "chart-heat", (width, height));
        for (at, name) in self.head.iter().enumerate() {
            let x = NAMES + CELL * (at as f64 + 0.5);
            drawing.text("chart-scale", (x, HEAD - 8.0), "middle", name);
        }
        for (at, row) in self.rows.iter().enumerate() {
            let y = HEAD + HIGH * at as f64;
            drawing.text("chart-name", (NAMES - 10.0, y + HIGH / 2.0 + 4.0), "end", &row.label);
            for (column, (share, hint)) in row.cells.iter().enumerate().take(columns) {
                let x = NAMES + CELL * column as f64;
                let shade = match *share {
                    share if share <= 0.0 => 0,
                    share => (share.min(1.0) * SHADES).ceil() as u8,
                };
                let running = row.unfinished && column + 1 == row.cells.len();
                let class =
                    format!("heat heat-{shade}{}", if running { " heat-running" } else { "" });
                drawing.block(&class, [x + 1.5, y + 1.5, CELL - 3.0, HIGH - 3.0], hint);
                let dark = if shade > 4 { "heat-text heat-text-on" } else { "heat-text" };
                let told = format!("{:.0}", share * 100.0);
                drawing.text(dark, (x + CELL / 2.0, y + HIGH / 2.0 + 4.0), "middle", &told);
            }
        }
        drawing.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_go_from_nothing_to_all() {
        let row = HeatRow {
            label: "16 Nov".into(),
            cells: [0.0, 0.01, 0.5, 1.0, 7.0].iter().map(|s| (*s, String::new())).collect(),
            unfinished: true,
        };
        let head: Vec<String> = (0..5).map(|n| n.to_string()).collect();
        let svg = Heat { id: "h", title: "Heat", head: &head, rows: &[row] }.draw();
        for class in ["heat-0\"", "heat-1\"", "heat-4\"", "heat-8\"", "heat-8 heat-running\""] {
            assert!(svg.contains(class), "{class}: {svg}");
        }
    }
}
