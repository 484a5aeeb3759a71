//! Bars under the table of a bulletin. One drawing serves both printers: the typesetter sets it as it
//! is, the docx holds it as dots.

use std::fmt::Write as _;

use crate::BulletinTable;
use crate::fonts::FANG_FAMILIES;

/// The type area, 156 mm, in points.
pub(crate) const WIDTH: u32 = 442;
/// Where the bars begin, and what is kept free behind them for their figures.
const LEFT: u32 = 118;
const RIGHT: u32 = 48;
/// A bar, and what parts two rows.
const BAR: u32 = 9;
const GAP: u32 = 6;
/// The line that tells the series apart.
const LEGEND: u32 = 18;
/// The most columns drawn beside each other; a third is not told apart in black and white.
pub const CHARTED_MAX: usize = 2;

/// The columns of a table that are drawn, for each row but the total.
pub(crate) struct Chart<'t> {
    table: &'t BulletinTable,
    series: Vec<usize>,
}

impl<'t> Chart<'t> {
    /// Returns the chart of a table that wants one and has something to draw.
    pub(crate) fn of(table: &'t BulletinTable) -> Option<Self> {
        let series: Vec<usize> = table.charted.iter().map(|column| *column as usize).collect();
        (!series.is_empty() && table.rows.len() > 1).then_some(Self { table, series })
    }

    /// What stands under it: `图　各类别新增、办结`.
    pub(crate) fn caption(&self) -> String {
        format!("图　各{}{}", self.table.columns[0], self.labels().join("、"))
    }

    fn labels(&self) -> Vec<&'t str> {
        self.series.iter().map(|column| self.table.columns[*column].as_str()).collect()
    }

    fn rows(&self) -> &'t [Vec<String>] {
        &self.table.rows[..self.table.rows.len() - 1]
    }

    fn legend(&self) -> u32 {
        if self.series.len() > 1 { LEGEND } else { 0 }
    }

    /// In points.
    pub(crate) fn height(&self) -> u32 {
        let row = BAR * self.series.len() as u32 + GAP;
        self.legend() + row * self.rows().len() as u32 + 2
    }

    /// The drawing, [`WIDTH`] wide.
    pub(crate) fn svg(&self) -> String {
        let cells = self.rows().iter().flat_map(|row| self.series.iter().map(|at| &row[*at]));
        let most = cells.map(|cell| value(cell)).fold(0.0, f64::max);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{}\" \
             font-family=\"{}\" font-size=\"10.5\">",
            self.height(),
            FANG_FAMILIES.join(", ")
        );
        if self.series.len() > 1 {
            let mut x = LEFT;
            for (at, label) in self.labels().iter().enumerate() {
                bar(&mut svg, (x, 3), 14.0, at);
                text(&mut svg, (x + 18, 11), "start", label);
                x += 30 + 11 * label.chars().count() as u32;
            }
        }
        let line = BAR * self.series.len() as u32;
        for (at, row) in self.rows().iter().enumerate() {
            let top = self.legend() + at as u32 * (line + GAP) + GAP / 2;
            text(&mut svg, (LEFT - 6, top + line / 2 + 4), "end", &row[0]);
            for (series, column) in self.series.iter().enumerate() {
                let y = top + series as u32 * BAR;
                let share = if most > 0.0 { value(&row[*column]) / most } else { 0.0 };
                let long = f64::from(WIDTH - LEFT - RIGHT) * share;
                bar(&mut svg, (LEFT, y), long, series);
                let x = f64::from(LEFT) + long + 4.0;
                let _written = write!(
                    svg,
                    "<text x=\"{x:.1}\" y=\"{}\" font-size=\"8.5\">{}</text>",
                    y + BAR - 1,
                    escaped(&row[*column])
                );
            }
        }
        let _written = write!(
            svg,
            "<path d=\"M{LEFT} {}V{}\" stroke=\"#000\" stroke-width=\"0.75\"/></svg>",
            self.legend(),
            self.height()
        );
        svg
    }
}

/// The figure a cell holds: `13`, `62.2%`; none, `—`, draws nothing.
fn value(cell: &str) -> f64 {
    let figure = cell.trim().trim_end_matches('%').parse::<f64>().unwrap_or(0.0);
    if figure.is_finite() { figure.max(0.0) } else { 0.0 }
}

/// The first series is dark, the second light in a frame: both are told apart on a copy.
fn bar(svg: &mut String, (x, y): (u32, u32), long: f64, series: usize) {
    let look = if series == 0 {
        "fill=\"#404040\""
    } else {
        "fill=\"#dcdcdc\" stroke=\"#404040\" stroke-width=\"0.5\""
    };
    let _written = write!(
        svg,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{long:.1}\" height=\"{}\" {look}/>",
        BAR - 1
    );
}

fn text(svg: &mut String, (x, y): (u32, u32), anchor: &str, words: &str) {
    let words = escaped(words);
    let _written = write!(svg, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{words}</text>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(charted: &[u32]) -> BulletinTable {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        BulletinTable {
            columns: row(["类别", "新增", "办结", "满意率"]),
            rows: vec![
                row(["融资<信贷", "40", "20", "50.0%"]),
                row(["用地", "10", "", "—"]),
                row(["合计", "50", "20", "50.0%"]),
            ],
            note: "统计截至今日".to_owned(),
            charted: charted.to_vec(),
        }
    }

    /// Widths of the bars, the legend's left out.
    fn widths(svg: &str) -> Vec<f64> {
        let rects = svg.split("<rect ").skip(1);
        let wide =
            |rect: &str| rect.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse();
        rects.map(|rect| wide(rect).unwrap()).filter(|long| *long != 14.0).collect()
    }

    #[test]
    fn bars_are_as_long_as_their_figures_and_the_total_is_none() {
        let table = table(&[1, 2]);
        let chart = Chart::of(&table).unwrap();
        assert_eq!(chart.caption(), "图　各类别新增、办结");
        let svg = chart.svg();
        assert_eq!(widths(&svg), [276.0, 138.0, 69.0, 0.0]);
        assert!(svg.contains("融资&lt;信贷") && !svg.contains("合计"));
    }

    #[test]
    fn shares_are_drawn_of_the_largest_and_nothing_chosen_is_no_chart() {
        let shares = table(&[3]);
        assert_eq!(widths(&Chart::of(&shares).unwrap().svg()), [276.0, 0.0]);
        assert!(Chart::of(&table(&[])).is_none());
    }

    #[test]
    fn figures_of_any_form_are_no_danger() {
        for cell in ["inf", "NaN", "-3", "1e999", "九", ""] {
            assert_eq!(value(cell), 0.0, "{cell}");
        }
        assert_eq!(value(" 62.2%"), 62.2);
    }
}
