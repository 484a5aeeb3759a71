//! A file as a table: its headings, and its rows with merged cells filled.

use std::collections::BTreeMap;
use std::mem::take;
use std::ops::ControlFlow;

use domain::import::{
    Heads, ImportCell, ImportField, WordRow, find_heads, fingerprint, heed_words, propose,
};
use rusqlite::Connection;
use sheets::import::{Merge, SourceCell, SourceFile, SourcePart, SourceRow, SourceSheet};
use store::tables::imports;

use super::plan::Plan;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::jobs::Job;

/// The rows in which the headings may stand.
const HEAD_ROWS: usize = 30;
/// Columns a merged heading is filled into; a title over the whole sheet is no heading.
const HEAD_WIDTH: u32 = 64;
/// Rows read between two looks at the job.
const STEP: u64 = 256;

/// Headings and what their columns mean.
pub(super) struct Layout {
    pub(super) sheet: SourceSheet,
    pub(super) heads: Heads,
    pub(super) columns: BTreeMap<u32, ImportField>,
    pub(super) fingerprint: String,
    pub(super) is_remembered: bool,
    /// The year the words above the headings, the sheet or the file name.
    pub(super) year: Option<i32>,
}

impl Layout {
    /// Tells whether the heading of the amounts says that they are in 万元.
    pub(super) fn is_in_wan(&self) -> bool {
        let amount = self.columns.iter().find(|(_, field)| **field == ImportField::Amount);
        let heads = &self.heads.heads;
        amount.is_some_and(|(column, _)| {
            heads.iter().any(|head| head.column == *column && head.title.contains("万元"))
        })
    }
}

/// A row below the headings.
pub(super) struct TableRow {
    /// Counted from 1.
    pub(super) row: u32,
    pub(super) cells: BTreeMap<u32, ImportCell>,
}

/// Reads a file and hands its rows to `body`, once the headings are known.
///
/// # Errors
/// When the file cannot be read, has no headings, or the job was cancelled.
pub(super) fn read(
    context: &Context<'_>,
    connection: &Connection,
    plan: &Plan,
    file: &SourceFile,
    job: &Job<'_>,
    mut body: impl FnMut(&Layout, TableRow),
) -> Result<Layout, UseCaseError> {
    let mut reading = Reading::default();
    let mut failed = None;
    let sheet = plan.sheet.as_deref();
    let mut rows = 0;
    context.office().books().read(file, sheet, &mut |part| {
        rows += 1;
        let step = if rows % STEP == 0 { job.step_of(rows, 0) } else { ControlFlow::Continue(()) };
        if step.is_break() {
            failed = Some(UseCaseError::Cancelled);
            return step;
        }
        if let Err(error) = reading.part(connection, plan, part, &mut body) {
            failed = Some(error);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    reading.begin(connection, plan, &mut body)?;
    reading.layout.ok_or_else(|| no_heads(plan))
}

fn no_heads(plan: &Plan) -> UseCaseError {
    let words = match plan.kind {
        domain::import::ImportKind::Ledger => "“企业”“日期”“诉求内容”",
        domain::import::ImportKind::Enterprises => "“企业名称”“统一社会信用代码”",
        domain::import::ImportKind::Units => "“单位名称”",
        domain::import::ImportKind::Rota => "“接待日期”“接待领导”",
    };
    UseCaseError::refused(format!(
        "前 {HEAD_ROWS} 行里找不到表头（要有{words}这样的列名），没有导入。"
    ))
}

#[derive(Default)]
struct Reading {
    sheet: SourceSheet,
    /// The first rows, until the headings are found.
    first: Vec<SourceRow>,
    layout: Option<Layout>,
    merges: Merges,
}

impl Reading {
    fn part(
        &mut self,
        connection: &Connection,
        plan: &Plan,
        part: SourcePart,
        body: &mut impl FnMut(&Layout, TableRow),
    ) -> Result<(), UseCaseError> {
        match part {
            SourcePart::Sheet(sheet) => self.sheet = sheet,
            SourcePart::Row(row) if self.layout.is_none() => {
                self.first.push(row);
                if self.first.len() >= HEAD_ROWS {
                    self.begin(connection, plan, body)?;
                }
            }
            SourcePart::Row(row) => self.hand(plan, row, body),
        }
        Ok(())
    }

    /// Finds the headings in the first rows and hands on the rows below them.
    fn begin(
        &mut self,
        connection: &Connection,
        plan: &Plan,
        body: &mut impl FnMut(&Layout, TableRow),
    ) -> Result<(), UseCaseError> {
        if self.layout.is_some() {
            return Ok(());
        }
        let words = word_rows(&self.first, &self.sheet.merges);
        let heads = find_heads(&words, plan.kind).ok_or_else(|| no_heads(plan))?;
        let marks = fingerprint(&heads.heads);
        let remembered = imports::columns(connection, plan.kind, &marks)?;
        let above = words.iter().filter(|(row, _)| *row < heads.below);
        let texts = above.flat_map(|(_, words)| words.values().map(String::as_str));
        let file_name = plan.file_name();
        let year = texts.chain([self.sheet.name.as_str(), &file_name]).find_map(year_in);
        let is_remembered = plan.columns.is_none() && remembered.is_some();
        let columns = plan.columns.clone().or(remembered);
        let columns = columns.unwrap_or_else(|| {
            let mut proposed = propose(&heads.heads, plan.kind);
            heed_words(&mut proposed, &words, heads.below);
            proposed
        });
        let below = heads.below;
        self.merges = Merges::new(take(&mut self.sheet.merges), below);
        let sheet = self.sheet.clone();
        let layout = Layout { sheet, heads, columns, fingerprint: marks, is_remembered, year };
        self.layout = Some(layout);
        for row in take(&mut self.first) {
            if row.row >= below {
                self.hand(plan, row, body);
            }
        }
        Ok(())
    }

    fn hand(&mut self, plan: &Plan, row: SourceRow, body: &mut impl FnMut(&Layout, TableRow)) {
        let Some(layout) = &self.layout else { return };
        let mut cells: BTreeMap<u32, ImportCell> =
            row.cells.into_iter().map(|(column, held)| (column, cell(held))).collect();
        self.merges.fill(row.row, &mut cells);
        for ((_, column), text) in plan.fixes.range((row.row, 0)..(row.row + 1, 0)) {
            match text.trim() {
                "" => cells.remove(column),
                text => cells.insert(*column, ImportCell::Text(text.to_owned())),
            };
        }
        body(layout, TableRow { row: row.row, cells });
    }
}

fn cell(held: SourceCell) -> ImportCell {
    match held {
        SourceCell::Text(text) => ImportCell::Text(text),
        SourceCell::Day(day) => ImportCell::Day(day),
        SourceCell::Number(number) => ImportCell::Number(number),
        SourceCell::Broken => ImportCell::Broken,
    }
}

/// The first rows as words, merged cells filled in every place.
fn word_rows(rows: &[SourceRow], merges: &[Merge]) -> Vec<WordRow> {
    let mut words: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    for row in rows {
        let cells = row
            .cells
            .iter()
            .map(|(column, held)| (*column, cell(held.clone()).words().into_owned()));
        words.insert(row.row, cells.collect());
    }
    let last = rows.last().map_or(0, |row| row.row);
    for merge in merges.iter().filter(|merge| merge.from.0 < last) {
        let Some(text) = words.get(&(merge.from.0 + 1)).and_then(|row| row.get(&merge.from.1))
        else {
            continue;
        };
        let text = text.clone();
        let right = merge.to.1.min(merge.from.1.saturating_add(HEAD_WIDTH));
        for row in merge.from.0..=merge.to.0.min(last.saturating_sub(1)) {
            let row = words.entry(row + 1).or_default();
            for column in merge.from.1..=right {
                row.entry(column).or_insert_with(|| text.clone());
            }
        }
    }
    words.into_iter().collect()
}

/// A year in words: `2023年诉求台账`, `台账2023.xlsx`.
pub(super) fn year_in(text: &str) -> Option<i32> {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(4).enumerate().find_map(|(at, four)| {
        let is_alone =
            |at: Option<usize>| at.and_then(|at| chars.get(at)).is_none_or(|c| !c.is_ascii_digit());
        let year: i32 = four.iter().collect::<String>().parse().ok()?;
        let is_year = (2000..=2100).contains(&year) && four.iter().all(char::is_ascii_digit);
        (is_year && is_alone(at.checked_sub(1)) && is_alone(Some(at + 4))).then_some(year)
    })
}

/// Areas merged over several rows: what stands in the first is meant in each.
#[derive(Default)]
struct Merges {
    /// Those to come, the last first.
    waiting: Vec<Merge>,
    /// Those under way with what they hold.
    open: Vec<(Merge, ImportCell)>,
}

impl Merges {
    fn new(mut merges: Vec<Merge>, below: u32) -> Self {
        merges.retain(|merge| merge.to.0 > merge.from.0 && merge.from.0 + 1 >= below);
        merges.sort_by_key(|merge| std::cmp::Reverse((merge.from.0, merge.from.1)));
        Self { waiting: merges, open: Vec::new() }
    }

    /// Fills the cells of a row, counted from 1.
    fn fill(&mut self, row: u32, cells: &mut BTreeMap<u32, ImportCell>) {
        let at = row.saturating_sub(1);
        self.open.retain(|(merge, _)| merge.to.0 >= at);
        while let Some(merge) = self.waiting.pop_if(|merge| merge.from.0 <= at) {
            if merge.from.0 == at
                && let Some(held) = cells.get(&merge.from.1)
            {
                self.open.push((merge, held.clone()));
            }
        }
        for (merge, held) in &self.open {
            cells.entry(merge.from.1).or_insert_with(|| held.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_found_in_words() {
        assert_eq!(year_in("2023年民营企业诉求台账"), Some(2023));
        assert_eq!(year_in("台账2021.xlsx"), Some(2021));
        assert_eq!(year_in("编号120231"), None);
        assert_eq!(year_in("第3期"), None);
    }

    #[test]
    fn what_is_merged_downwards_is_meant_in_each_row() {
        let merge = Merge { from: (3, 1), to: (5, 1) };
        let mut merges = Merges::new(vec![merge], 3);
        let text = |text: &str| ImportCell::Text(text.to_owned());
        let mut filled = |row: u32, cells: &[(u32, ImportCell)]| {
            let mut cells: BTreeMap<u32, ImportCell> = cells.iter().cloned().collect();
            merges.fill(row, &mut cells);
            cells.get(&1).cloned()
        };
        assert_eq!(filled(3, &[(1, text("上"))]), Some(text("上")));
        assert_eq!(filled(4, &[(1, text("甲"))]), Some(text("甲")));
        assert_eq!(filled(5, &[(2, text("内容"))]), Some(text("甲")));
        assert_eq!(filled(6, &[]), Some(text("甲")));
        assert_eq!(filled(7, &[]), None);
    }
}
