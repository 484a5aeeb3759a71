//! The cells of one row, read field by field; what was repaired or cannot be taken is noted.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::days::{Edge, read_day};
use super::width::{unspaced, usual_width};
use super::{Findings, ImportCell, ImportFault, ImportField};
use crate::credit_code::{CreditCode, CreditCodeFault};
use crate::money::{Fen, MoneyFault};
use crate::terms::Term;
use crate::text::{Text, TextFault, TextRule};

/// One row.
pub struct Cells<'r> {
    cells: &'r BTreeMap<ImportField, ImportCell>,
    /// The year the table is of, where cells name none.
    year: Option<i32>,
    /// The heading says that amounts are in 万元.
    is_in_wan: bool,
    /// The newest day that may be told.
    today: NaiveDate,
    findings: Findings,
}

impl<'r> Cells<'r> {
    /// Starts reading a row.
    #[must_use]
    pub fn new(
        cells: &'r BTreeMap<ImportField, ImportCell>,
        year: Option<i32>,
        is_in_wan: bool,
        today: NaiveDate,
    ) -> Self {
        Self { cells, year, is_in_wan, today, findings: Findings::default() }
    }

    /// Ends the row.
    #[must_use]
    pub fn finish(self) -> Findings {
        self.findings
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.today
    }

    pub(super) fn holds(&self, field: ImportField) -> bool {
        self.cells.get(&field).is_some_and(|cell| !cell.words().is_empty())
    }

    pub(super) fn note(&mut self, field: ImportField, words: impl Into<String>) {
        self.findings.notes.push((field, words.into()));
    }

    pub(super) fn fault(&mut self, field: ImportField, fault: impl Into<ImportFault>) {
        self.findings.faults.push((field, fault.into()));
    }

    /// Reads words of one line, at most `max` characters.
    pub(super) fn line(&mut self, field: ImportField, max: usize) -> String {
        self.text(field, TextRule::line(max).optional())
    }

    /// Reads words of several lines.
    pub(super) fn long(&mut self, field: ImportField, max: usize) -> String {
        self.text(field, TextRule::paragraph(max).optional())
    }

    fn text(&mut self, field: ImportField, rule: TextRule) -> String {
        let raw = match self.cells.get(&field) {
            None => return String::new(),
            Some(ImportCell::Broken) => {
                self.fault(field, "公式出错，没有内容，请改成文字。");
                return String::new();
            }
            Some(cell) => cell.words(),
        };
        // What other programs leave in cells and nobody sees.
        let has_unseen = raw.contains(is_unseen);
        let seen = if has_unseen { Cow::Owned(raw.replace(is_unseen, "")) } else { raw };
        let line = if rule.multiline || !seen.contains(char::is_whitespace) {
            seen
        } else {
            Cow::Owned(seen.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        match Text::parse(&line, rule) {
            Ok(text) => {
                if has_unseen {
                    self.note(field, "去掉了看不见的符号");
                }
                text.into_string()
            }
            Err(fault) => {
                self.fault(field, ImportFault::Text(fault));
                String::new()
            }
        }
    }

    /// Refuses a field that must hold something.
    pub(super) fn require(&mut self, field: ImportField) {
        if !self.holds(field) {
            self.fault(field, ImportFault::Text(TextFault::Required));
        }
    }

    /// Reads a day that is not in the future.
    pub(super) fn past(
        &mut self,
        field: ImportField,
        edge: Edge,
        since: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let day = self.day(field, edge, since)?;
        if day <= self.today {
            return Some(day);
        }
        // The last day of this month is meant as far as it has come.
        if self.is_noted(field)
            && day.format("%Y%m").to_string() == self.today.format("%Y%m").to_string()
        {
            return Some(self.today);
        }
        self.fault(field, ImportFault::Words(format!("{day} 在今天之后，请核对。")));
        None
    }

    fn is_noted(&self, field: ImportField) -> bool {
        self.findings.notes.iter().any(|(noted, _)| *noted == field)
    }

    /// Reads a day.
    pub(super) fn day(
        &mut self,
        field: ImportField,
        edge: Edge,
        since: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let cell = self.cells.get(&field)?;
        if is_nothing(&cell.words()) {
            return None;
        }
        match read_day(cell, edge, since, self.year) {
            Ok((day, note)) => {
                if let Some(note) = note {
                    self.note(field, note);
                }
                Some(day)
            }
            Err(fault) => {
                self.fault(field, fault);
                None
            }
        }
    }

    /// Reads a day from words made of several cells, told at `field`.
    pub(super) fn day_as(&mut self, field: ImportField, cell: &ImportCell) -> Option<NaiveDate> {
        match read_day(cell, Edge::First, None, self.year) {
            Ok((day, _)) => Some(day),
            Err(fault) => {
                self.fault(field, fault);
                None
            }
        }
    }

    /// Returns the last day a cell can mean; of one that names a day that day.
    pub(super) fn last_of(&self, field: ImportField) -> Option<NaiveDate> {
        read_day(self.cells.get(&field)?, Edge::Last, None, self.year).ok().map(|(day, _)| day)
    }

    /// Reads a whole number within `allowed`: `15个工作日`, `2次`. One that is none is left out with
    /// a note.
    pub(super) fn whole(
        &mut self,
        field: ImportField,
        allowed: std::ops::RangeInclusive<u32>,
    ) -> Option<u32> {
        let words = self.cells.get(&field)?.words();
        if is_nothing(&words) {
            return None;
        }
        let plain = usual_width(&words);
        let digits: String = plain
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        let rest: String =
            plain.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
        let units = ["", "个工作日", "工作日", "天", "日", "个", "次", "轮", "人"];
        let number = digits.parse().ok().filter(|_| units.contains(&rest.as_str()));
        match number.filter(|number| allowed.contains(number)) {
            Some(number) => Some(number),
            None => {
                self.note(field, format!("“{words}”不是数，没有导入这一格"));
                None
            }
        }
    }

    /// Reads an amount of money in fen: in 元 unless cell or heading says otherwise.
    pub(super) fn amount(&mut self, field: ImportField, max: i64) -> Option<i64> {
        let words = self.cells.get(&field)?.words();
        if is_nothing(&words) {
            return None;
        }
        let plain = words.trim_start_matches(['约', '近']).trim_end_matches(['余', '左', '右']);
        let has_unit = plain.contains(['元', '万', '亿']);
        let text =
            if self.is_in_wan && !has_unit { format!("{plain}万元") } else { plain.to_owned() };
        let read = Fen::parse(&text).and_then(|fen| match (0..=max).contains(&fen.0) {
            true => Ok(fen.0),
            false => Err(MoneyFault::TooLarge),
        });
        match read {
            Ok(fen) => {
                if plain != words {
                    self.note(field, format!("原写“{words}”，按 {}", Fen(fen)));
                }
                Some(fen)
            }
            Err(_) => {
                let reason = format!("“{words}”读不出金额，请写成数字或 12.5万元 这样。");
                self.fault(field, ImportFault::Words(reason));
                None
            }
        }
    }

    /// Reads a credit code.
    pub(super) fn credit_code(&mut self, field: ImportField) -> Option<CreditCode> {
        let words = self.cells.get(&field)?.words();
        if is_nothing(&words) {
            return None;
        }
        match CreditCode::parse(&words) {
            Ok(code) => Some(code),
            Err(fault) => {
                self.fault(field, ImportFault::Words(code_words(fault)));
                None
            }
        }
    }

    /// Reads a term by its word or by one of `others`; one that is none falls back to `otherwise`
    /// with a note.
    pub(super) fn term<T: Term + PartialEq>(
        &mut self,
        field: ImportField,
        others: &[(&str, T)],
        otherwise: Option<T>,
    ) -> Option<T> {
        let Some(words) = self.cells.get(&field).map(ImportCell::words) else { return otherwise };
        if is_nothing(&words) {
            return otherwise;
        }
        let asked = unspaced(&words);
        let known = T::ALL.iter().find(|term| unspaced(term.label()) == asked).copied();
        let other = || {
            let other = others.iter().find(|(word, _)| asked.contains(&*unspaced(word)));
            other.map(|(_, term)| *term)
        };
        if let Some(term) = known.or_else(other) {
            return Some(term);
        }
        let taken = otherwise
            .map_or("没有导入这一格".to_owned(), |term| format!("按“{}”", term.label()));
        self.note(field, format!("“{words}”不在本程序的{field}里，{taken}"));
        otherwise
    }

    /// Returns the words of a cell as they stand.
    pub(super) fn raw(&self, field: ImportField) -> Cow<'r, str> {
        self.cells.get(&field).map(ImportCell::words).unwrap_or_default()
    }
}

/// Tells whether a cell says that there is nothing.
fn is_nothing(words: &str) -> bool {
    matches!(words, "" | "-" | "—" | "——" | "/" | "无" | "－" | "暂无")
}

/// Characters without a shape that other programs leave in cells.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{FE0E}' | '\u{FE0F}'
    ) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn code_words(fault: CreditCodeFault) -> String {
    match fault {
        CreditCodeFault::Length { found, .. } => {
            format!("统一社会信用代码共 18 位，现有 {found} 位。")
        }
        CreditCodeFault::Character { position, found, .. } => {
            format!("第 {position} 位“{found}”不会出现在代码里，请对照营业执照核对。")
        }
        CreditCodeFault::Check { found, expected } => {
            format!("校验不符：末位是“{found}”，按前 17 位应为“{expected}”。请对照营业执照核对。")
        }
    }
}
