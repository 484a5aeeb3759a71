//! How the ledger's columns come onto paper: on one leaf, or on two that lie side by side.

use rust_xlsxwriter::Worksheet;

use super::columns::{Column, LAST_BAND_OF_FIRST_LEAF, STRIP};
use super::scope::{GAP, Paper};
use crate::SheetError;

/// Columns the second leaf repeats, so that its rows can be told apart: 序号, 诉求编号.
const REPEATED: u16 = 2;
/// Share of a leaf that is used, in percent. Programs differ by a pixel or two a column, and a leaf
/// that is full to its edge would spill over.
const USED: u32 = 92;

/// The columns on paper while rows are written. Which of them stay empty is known at the end.
pub(crate) struct Leaves {
    paper: Paper,
    widths: Vec<u16>,
    filled: Vec<bool>,
    /// First column of the second leaf.
    second: Option<u16>,
}

impl Leaves {
    pub(crate) fn new(paper: Paper, columns: &[&'static Column]) -> Self {
        let second = match paper {
            Paper::A3 => None,
            Paper::A4 => columns
                .iter()
                .rposition(|column| column.band == LAST_BAND_OF_FIRST_LEAF)
                .and_then(|at| u16::try_from(at + 1).ok()),
        };
        let widths = columns.iter().map(|column| column.width).collect();
        Self { paper, widths, filled: vec![false; columns.len()], second }
    }

    /// Remembers that a column holds something.
    pub(crate) fn fill(&mut self, at: u16) {
        if let Some(filled) = self.filled.get_mut(usize::from(at)) {
            *filled = true;
        }
    }

    /// Columns no row has anything in, left to right.
    pub(crate) fn empty_columns(&self) -> impl Iterator<Item = u16> + '_ {
        (0_u16..).zip(&self.filled).filter(|(_, filled)| !**filled).map(|(at, _)| at)
    }

    fn last(&self) -> u16 {
        u16::try_from(self.widths.len().max(1) - 1).unwrap_or(u16::MAX)
    }

    /// First and last column for a line across the first leaf. Where a second one repeats columns,
    /// the line begins after these, or a scrap of it would stand on both.
    pub(crate) fn first(&self) -> (u16, u16) {
        self.second.map_or((0, self.last()), |second| (REPEATED, second - 1))
    }

    /// As `first`, for each leaf.
    pub(crate) fn spans(&self) -> impl Iterator<Item = (u16, u16)> {
        let second = self.second.map(|second| (second, self.last()));
        std::iter::once(self.first()).chain(second)
    }

    /// What parts the scope from its date: the narrower leaf gives each a line.
    pub(crate) fn scope_parting(&self) -> &'static str {
        if self.second.is_some() { "\n" } else { GAP }
    }

    /// Height of the scope in points: on the narrower leaf it takes two lines.
    pub(crate) fn scope_height(&self) -> f64 {
        if self.second.is_some() { 40.0 } else { 24.0 }
    }

    /// Characters each signature has room for on the first leaf, which must hold the whole line.
    pub(crate) fn signing_room(&self) -> usize {
        if self.second.is_some() { 6 } else { 12 }
    }

    /// Sets the sheet up for printing, by what the columns turned out to hold.
    pub(crate) fn set_up(&self, sheet: &mut Worksheet) -> Result<(), SheetError> {
        let Some(second) = self.second else {
            sheet.set_print_fit_to_pages(1, 0);
            return Ok(());
        };
        let width = |from: u16, to: u16| -> u32 {
            self.widths
                .iter()
                .zip(&self.filled)
                .take(usize::from(to) + 1)
                .skip(usize::from(from))
                .map(|(width, filled)| u32::from(if *filled { *width } else { STRIP }))
                .sum()
        };
        let repeated = width(0, REPEATED - 1);
        let widest = width(0, second - 1).max(width(second, self.last()) + repeated).max(1);
        // A scale of its own, for a sheet that is fitted to a number of pages forgets its breaks.
        let scale = (self.paper.width() * USED / widest).clamp(10, 100);
        sheet.set_print_scale(u16::try_from(scale).unwrap_or(100));
        sheet.set_repeat_columns(0, REPEATED - 1)?;
        sheet.set_vertical_page_breaks(&[u32::from(second)])?;
        // Leaf by leaf: all lines of the first, then all of the second, would part what belongs
        // together when the leaves are laid side by side.
        sheet.set_page_order(false);
        Ok(())
    }
}
