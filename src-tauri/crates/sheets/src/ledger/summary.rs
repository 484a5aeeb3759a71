//! The sheet 汇总: by light, unit, category and leader, as formulas over the ledger sheet.

mod formulas;

use rust_xlsxwriter::{Formula, Worksheet, utility::column_number_to_name};

use super::columns::Column;
use super::row::Light;
use super::scope::{GAP, LedgerScope};
use super::tally::{Figures, GROUPINGS, Tally};
use crate::SheetError;
use crate::style::Styles;
use formulas::{Pick, Ranges};

/// Name of the sheet.
const SHEET: &str = "汇总";
/// Groups written by name; a longer tail is one line, so that the formulas stay calculable.
const NAMED_GROUPS: usize = 300;
/// Group shown for rows whose cell is empty.
const NAMELESS: &str = "（未填）";

/// Height of a line, in pixels.
const LINE: u32 = 22;

/// Line of the headings, counted from 0.
const HEADER: u32 = 2;
const LIGHTS: u16 = 9;
const ROWS_COLUMN: u16 = 1;
const FIRST_LIGHT: u16 = 2;
const ISSUED: u16 = FIRST_LIGHT + LIGHTS;
const IN_SCOPE: u16 = ISSUED + 1;
const CLOSED: u16 = ISSUED + 2;
const RATE: u16 = ISSUED + 3;

/// Writes the whole sheet.
pub(crate) fn write(
    sheet: &mut Worksheet,
    scope: &LedgerScope,
    columns: &[&'static Column],
    tally: &Tally,
) -> Result<(), SheetError> {
    let styles = Styles::new(10.0, 11.0);
    let ranges = Ranges::new(columns, tally.all.rows());
    let mut page = Page { sheet, styles: &styles, ranges, at: 0 };
    page.head(scope)?;
    page.by_light(tally)?;
    for (grouping, (heading, column)) in GROUPINGS.iter().enumerate() {
        page.by_group(grouping, heading, column, tally)?;
    }
    page.foot(scope)
}

/// The sheet while it grows downwards.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    ranges: Ranges,
    at: u32,
}

impl Page<'_> {
    fn head(&mut self, scope: &LedgerScope) -> Result<(), SheetError> {
        let sheet = &mut *self.sheet;
        sheet.set_name(SHEET)?;
        sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3).set_print_center_horizontally(true);
        sheet.set_footer("&C&9第 &P 页　共 &N 页");
        sheet.set_default_row_height_pixels(LINE);
        sheet.set_column_width_pixels(0, 160)?;
        sheet.set_column_range_width_pixels(ROWS_COLUMN, RATE, 56)?;
        sheet.set_row_height(0, 32)?.set_row_height(1, 36)?.set_row_height(HEADER, 36)?;
        let title = format!("{}（汇总）", scope.title);
        sheet.merge_range(0, 0, 0, RATE, &title, &self.styles.title)?;
        sheet.merge_range(1, 0, 1, RATE, &scope.line(GAP), &self.styles.note)?;

        let titles = ["项目", "件数"].into_iter().chain(Light::ALL.map(Light::word)).chain([
            "已交办",
            "应办",
            "交办已办结",
            "办结率",
        ]);
        for (column, title) in (0_u16..).zip(titles) {
            sheet.write_string_with_format(HEADER, column, title, &self.styles.head)?;
        }
        sheet.set_repeat_rows(0, HEADER)?.set_freeze_panes(HEADER + 1, 1)?;
        self.at = HEADER + 1;
        Ok(())
    }

    fn section(&mut self, heading: &str) -> Result<(), SheetError> {
        self.sheet.write_string_with_format(self.at, 0, heading, &self.styles.section)?;
        self.sheet.set_row_height(self.at, 22)?;
        self.at += 1;
        Ok(())
    }

    fn by_light(&mut self, tally: &Tally) -> Result<(), SheetError> {
        self.section("一、按灯")?;
        let line = self.at + 1;
        self.sheet.write_string_with_format(self.at, 0, "全部诉求", &self.styles.text)?;
        self.figures(&Pick::All, tally.all, None)?;
        self.at += 1;
        self.sheet.write_string_with_format(self.at, 0, "占件数", &self.styles.text)?;
        let rows = tally.all.rows();
        let figures = &tally.all;
        let counts = std::iter::once(rows).chain(figures.lights).chain([
            figures.issued,
            figures.in_scope,
            figures.closed,
        ]);
        for (column, count) in (ROWS_COLUMN..).zip(counts) {
            let name = column_number_to_name(column);
            self.share(
                column,
                [&format!("{name}{line}"), &format!("$B{line}")],
                count,
                rows,
                false,
            )?;
        }
        self.sheet.write_blank(self.at, RATE, &self.styles.share)?;
        self.at += 1;

        // The identity every reader may check: the lines of the ledger are the sum of the lights.
        let lights = self.ranges.of("灯");
        let [agree, differ] =
            ["相符", "不符"].map(|word| format!("核对：各灯合计与台账行数{word}。"));
        let formula = format!("=IF(B{line}=COUNTA({lights}),\"{agree}\",\"{differ}\")");
        let formula = Formula::new(formula).set_result(agree);
        self.sheet.write_formula_with_format(self.at, 0, formula, &self.styles.check)?;
        self.at += 2;
        Ok(())
    }

    fn by_group(
        &mut self,
        grouping: usize,
        heading: &str,
        column: &str,
        tally: &Tally,
    ) -> Result<(), SheetError> {
        let ordinal = ["二", "三", "四"][grouping];
        let groups = tally.groups(grouping);
        self.section(&format!("{ordinal}、{heading}"))?;
        let (start, first) = (self.at, self.at + 1);
        let range = self.ranges.of(column).to_owned();
        let named = if groups.len() > NAMED_GROUPS { NAMED_GROUPS - 1 } else { groups.len() };
        for (name, figures) in &groups[..named] {
            let shown = if name.is_empty() { NAMELESS } else { name };
            self.sheet.write_string_with_format(self.at, 0, shown, &self.styles.text)?;
            self.figures(&Pick::named(&range, name), *figures, None)?;
            self.at += 1;
        }
        if let Some(rest) = groups.get(named..).filter(|rest| !rest.is_empty()) {
            let name = format!("（其余 {} 个）", rest.len());
            let sum = rest.iter().fold(Figures::default(), |sum, (_, more)| sum.and(more));
            self.sheet.write_string_with_format(self.at, 0, name, &self.styles.text)?;
            self.figures(&Pick::All, sum, (self.at > start).then_some(first))?;
            self.at += 1;
        }
        self.sheet.write_string_with_format(self.at, 0, "合计", &self.styles.total_head)?;
        self.totals(first, tally.all, groups.is_empty())?;
        self.at += 2;
        Ok(())
    }

    /// Writes the figures of the current line. With `less_from` the lines from that one (counted
    /// from 1) down to the line above are subtracted.
    fn figures(
        &mut self,
        pick: &Pick,
        figures: Figures,
        less_from: Option<u32>,
    ) -> Result<(), SheetError> {
        let line = self.at + 1;
        let lights = self.ranges.of("灯").to_owned();
        let issued = self.ranges.of("交办日").to_owned();
        let left = format!("\"<>{}\"", Light::Left.word());
        let done = format!("\"{}\"", Light::Done.word());
        let there = "\"<>\"";
        let less = |column: u16| match less_from {
            Some(from) => {
                let name = column_number_to_name(column);
                format!("-SUM({name}{from}:{name}{})", line - 1)
            }
            None => String::new(),
        };

        let span = [FIRST_LIGHT, ISSUED - 1].map(column_number_to_name);
        let formula = format!("=SUM({}{line}:{}{line})", span[0], span[1]);
        self.figure(ROWS_COLUMN, &formula, figures.rows(), false)?;
        for (column, count) in (FIRST_LIGHT..).zip(figures.lights) {
            let word = format!("{}${}", column_number_to_name(column), HEADER + 1);
            let formula = pick.formula(line, &[(&lights, &word)]) + &less(column);
            self.figure(column, &formula, count, false)?;
        }
        for (column, count, more) in [
            (ISSUED, figures.issued, None),
            (IN_SCOPE, figures.in_scope, Some(&left)),
            (CLOSED, figures.closed, Some(&done)),
        ] {
            let mut conditions = vec![(issued.as_str(), there)];
            conditions.extend(more.map(|criterion| (lights.as_str(), criterion.as_str())));
            let formula = pick.formula(line, &conditions) + &less(column);
            self.figure(column, &formula, count, false)?;
        }
        self.rate(figures, false)
    }

    fn totals(&mut self, first: u32, figures: Figures, empty: bool) -> Result<(), SheetError> {
        let values = std::iter::once(figures.rows()).chain(figures.lights).chain([
            figures.issued,
            figures.in_scope,
            figures.closed,
        ]);
        for (column, value) in (ROWS_COLUMN..).zip(values) {
            let name = column_number_to_name(column);
            let formula = if empty {
                "=0".to_owned()
            } else {
                format!("=SUM({name}{first}:{name}{})", self.at)
            };
            self.figure(column, &formula, value, true)?;
        }
        self.rate(figures, true)
    }

    fn rate(&mut self, figures: Figures, total: bool) -> Result<(), SheetError> {
        let line = self.at + 1;
        let [closed, in_scope] =
            [CLOSED, IN_SCOPE].map(|column| format!("{}{line}", column_number_to_name(column)));
        self.share(RATE, [&closed, &in_scope], figures.closed, figures.in_scope, total)
    }

    fn figure(
        &mut self,
        column: u16,
        formula: &str,
        value: u64,
        total: bool,
    ) -> Result<(), SheetError> {
        let format = if total { &self.styles.total } else { &self.styles.whole };
        let formula = Formula::new(formula).set_result(value.to_string());
        self.sheet.write_formula_with_format(self.at, column, formula, format)?;
        Ok(())
    }

    /// A quotient in percent; nothing divided by nothing is `—`.
    #[expect(clippy::cast_precision_loss, reason = "a sheet has at most a million rows")]
    fn share(
        &mut self,
        column: u16,
        [part, whole]: [&String; 2],
        part_value: u64,
        whole_value: u64,
        total: bool,
    ) -> Result<(), SheetError> {
        let format = if total { &self.styles.total_share } else { &self.styles.share };
        let result = match whole_value {
            0 => "—".to_owned(),
            _ => (part_value as f64 / whole_value as f64).to_string(),
        };
        let formula = format!("=IF({whole}=0,\"—\",{part}/{whole})");
        let formula = Formula::new(formula).set_result(result);
        self.sheet.write_formula_with_format(self.at, column, formula, format)?;
        Ok(())
    }

    fn foot(&mut self, scope: &LedgerScope) -> Result<(), SheetError> {
        let note = "说明：本表由“台账”表逐行计数得出。已交办＝有交办日的诉求；应办＝已交办减已退出（不予受理、转介、撤回、并案、移送）；交办已办结＝已交办中已办结（销号、终结）的诉求，待评价的不算；办结率＝交办已办结÷应办，应办为零时记“—”。";
        self.sheet.set_row_height(self.at, 36)?;
        self.sheet.merge_range(self.at, 0, self.at, RATE, note, &self.styles.note)?;
        let sign = self.at + 2;
        self.sheet.set_row_height(sign, 30)?;
        self.sheet.merge_range(sign, 0, sign, RATE, &scope.sign_off(8), &self.styles.sign)?;
        self.sheet.set_print_area(0, 0, sign, RATE)?;
        Ok(())
    }
}
