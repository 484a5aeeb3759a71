//! The cells of a returned packet: what a unit's program made of words, days and choices.

use chrono::{Days, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::{PacketBody, PacketCells, PacketColumn};
use crate::terms::Term;

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub enum PacketCell {
    /// Words as typed.
    Text(String),
    /// A cell set as a date.
    Day(NaiveDate),
    /// A number; where a day belongs, its serial when the date format was lost on the way.
    Number(f64),
    /// A formula that gives no value, such as `#REF!`.
    Broken,
}

/// Why a cell is no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CellFault {
    /// Nothing stands where the rest of the part needs something.
    #[error("missing")]
    Missing,
    /// No whole day can be read.
    #[error("not a day")]
    NotADay,
    /// None of the column's choices.
    #[error("not one of the choices")]
    NotAChoice,
    /// An error value.
    #[error("an error value")]
    Broken,
}

/// The serial numbers of days from 2000-01-01 to 2099-12-31 in a workbook.
const SERIALS: std::ops::RangeInclusive<u32> = 36_526..=73_050;

/// Reads a day as offices write it: `2026-09-23`, `2026/9/23`, `2026.9.23`, `2026年9月23日`,
/// also in full-width digits; an hour behind it is not looked at.
#[must_use]
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let plain: String = text.trim().nfkc().collect();
    let is_break = |c: char| matches!(c, '-' | '/' | '.' | '年' | '月');
    let day = plain.split(|c: char| c.is_whitespace() || c == 'T').next()?;
    let mut numbers = day.strip_suffix('日').unwrap_or(day).split(is_break);
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if numbers.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Reads the serial number of a day, its hours left away.
fn day_of_serial(number: f64) -> Option<NaiveDate> {
    let whole = number.trunc();
    if !(f64::from(*SERIALS.start())..=f64::from(*SERIALS.end())).contains(&whole) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number within the range above"
    )]
    let days = whole as u64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// Reads the cells of one part and notes what is at fault.
pub(super) struct Reader<'c> {
    cells: &'c PacketCells,
    faults: Vec<(PacketColumn, CellFault)>,
}

impl<'c> Reader<'c> {
    pub(super) fn new(cells: &'c PacketCells) -> Self {
        Self { cells, faults: Vec::new() }
    }

    pub(super) fn holds(&self, column: PacketColumn) -> bool {
        self.cells.contains_key(&column)
    }

    /// Reads words that must stand.
    pub(super) fn text(&mut self, column: PacketColumn) -> String {
        if !self.holds(column) {
            self.faults.push((column, CellFault::Missing));
        }
        self.optional(column)
    }

    /// Reads words that may be missing.
    pub(super) fn optional(&mut self, column: PacketColumn) -> String {
        match self.cells.get(&column) {
            None => String::new(),
            Some(PacketCell::Text(text)) => text.clone(),
            Some(PacketCell::Day(day)) => day.to_string(),
            Some(PacketCell::Number(number)) => number.to_string(),
            Some(PacketCell::Broken) => {
                self.faults.push((column, CellFault::Broken));
                String::new()
            }
        }
    }

    pub(super) fn day(&mut self, column: PacketColumn) -> Option<NaiveDate> {
        let read = match self.cells.get(&column) {
            None => Err(CellFault::Missing),
            Some(PacketCell::Day(day)) => Ok(*day),
            Some(PacketCell::Number(number)) => day_of_serial(*number).ok_or(CellFault::NotADay),
            Some(PacketCell::Text(text)) => parse_day(text).ok_or(CellFault::NotADay),
            Some(PacketCell::Broken) => Err(CellFault::Broken),
        };
        self.noted(column, read)
    }

    /// Reads a term by its label; a result class also by its letter.
    pub(super) fn choice<T: Term>(&mut self, column: PacketColumn) -> Option<T> {
        let read = match self.cells.get(&column) {
            None => Err(CellFault::Missing),
            Some(PacketCell::Text(text)) => {
                let asked: String = text.trim().nfkc().collect();
                let is_meant = |term: &&T| {
                    let label: String = term.label().nfkc().collect();
                    let is_letter = column == PacketColumn::ResultClass
                        && asked.chars().count() == 1
                        && label.starts_with(&asked.to_uppercase());
                    label == asked || is_letter
                };
                T::ALL.iter().find(is_meant).copied().ok_or(CellFault::NotAChoice)
            }
            Some(PacketCell::Broken) => Err(CellFault::Broken),
            Some(PacketCell::Day(_) | PacketCell::Number(_)) => Err(CellFault::NotAChoice),
        };
        self.noted(column, read)
    }

    fn noted<T>(&mut self, column: PacketColumn, read: Result<T, CellFault>) -> Option<T> {
        read.map_err(|fault| self.faults.push((column, fault))).ok()
    }

    /// Ends the part: `body` is there when nothing is at fault.
    pub(super) fn finish(
        self,
        body: Option<PacketBody>,
    ) -> Result<PacketBody, Vec<(PacketColumn, CellFault)>> {
        match body {
            Some(body) if self.faults.is_empty() => Ok(body),
            Some(_) | None => Err(self.faults),
        }
    }
}
