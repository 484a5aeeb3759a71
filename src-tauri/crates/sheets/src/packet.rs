//! A unit's work packet (承办单位工作包): a protected sheet with its tasks, where only the cells the
//! unit fills in are unlocked, with drop-downs for what is chosen.

pub(crate) mod read;
mod unpacking;

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ProtectionOptions, Worksheet,
};

use crate::list::{BODY, NOTE, SMALL, TALLEST, held};
use crate::output::{Progress, guarded, publish};
use crate::style::Styles;
use crate::text::split_at_units;
use crate::{SheetError, base};

/// Name of the sheet with the tasks; by it the packet is known when it comes back.
const SHEET: &str = "工作包";
/// Title, what it is, how it is filled in, bands, headings, hints.
const HEAD_ROWS: u32 = 6;
const TITLE_ROW: u32 = 0;
const AROUND_ROW: u32 = 1;
const HELP_ROW: u32 = 2;
const BAND_ROW: u32 = 3;
const HEADING_ROW: u32 = 4;
const HINT_ROW: u32 = 5;
/// Body size in points.
const SIZE: f64 = 10.0;
/// Size of the lines above the table.
const AROUND: f64 = 10.5;
/// The lowest row with cells to fill in, in pixels: room for a few words.
const LOWEST: u32 = 56;
/// Most UTF-16 units of the message beside a cell (a limit of the file format).
const MESSAGE_UNITS: usize = 255;

/// What a column's cells take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PacketInput {
    /// Nothing: the office filled it.
    Locked,
    /// Words, at most this many characters.
    Text(u32),
    /// A day.
    Day,
    /// One of these, offered as a list.
    Choice(Vec<String>),
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketColumn {
    /// Heading; no two columns of a packet have the same.
    pub title: String,
    /// Below the heading and beside the cell: how it is filled in.
    pub hint: String,
    /// Width in pixels at 96 dpi.
    pub width: u16,
    /// What its cells take.
    pub input: PacketInput,
}

/// Columns under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketBand {
    /// The heading above those of its columns.
    pub title: String,
    /// At least one.
    pub columns: Vec<PacketColumn>,
}

/// One cell of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PacketCell {
    /// Text of the office.
    Text(String),
    /// Short text or digits of the office that are a name, centred.
    Code(String),
    /// Day of the office.
    Day(NaiveDate),
    /// To be filled in.
    Open,
    /// Nothing to fill in for this task now.
    Shut,
}

/// A packet as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketSheet {
    /// 编制单位, for the document properties.
    pub office: String,
    /// Title line and name of the document.
    pub title: String,
    /// What the packet is, when and by whom it was made.
    pub around: String,
    /// How it is filled in and sent back.
    pub help: String,
    /// Tells the packet from any other workbook.
    pub mark: String,
    /// Columns in their order; the cells of a row follow it.
    pub bands: Vec<PacketBand>,
    /// How many columns from the left stay in sight.
    pub pinned: u16,
    /// The tasks, one a row.
    pub rows: Vec<Vec<PacketCell>>,
    /// 制表人.
    pub prepared_by: String,
    /// Written to the document properties, so that equal input gives equal bytes.
    pub created: NaiveDateTime,
}

/// Writes a packet to `path`.
///
/// # Errors
/// See [`SheetError`]; in each case nothing was left under `path`.
pub fn write_packet(
    path: &Path,
    packet: &PacketSheet,
    progress: &mut Progress<'_>,
) -> Result<(), SheetError> {
    let mut workbook = base::workbook()?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&packet.title)
            .set_company(&packet.office)
            .set_author(&packet.prepared_by)
            .set_creation_datetime(&packet.created),
    );
    let sheet = guarded(|| Writer::of(packet)?.sheet())?;
    workbook.push_worksheet(sheet);
    publish(&mut workbook, path, packet.rows.len() as u64, progress)
}

/// The sheet while it grows.
struct Writer<'p> {
    packet: &'p PacketSheet,
    columns: Vec<&'p PacketColumn>,
    styles: Styles,
    sheet: Worksheet,
}

impl<'p> Writer<'p> {
    fn of(packet: &'p PacketSheet) -> Result<Self, SheetError> {
        let columns: Vec<_> = packet.bands.iter().flat_map(|band| &band.columns).collect();
        Ok(Self { packet, columns, styles: Styles::new(SIZE, AROUND), sheet: base::sheet()? })
    }

    fn sheet(mut self) -> Result<Worksheet, SheetError> {
        self.page()?;
        self.lines()?;
        self.headings()?;
        for (line, cells) in (HEAD_ROWS..).zip(&self.packet.rows) {
            self.row(line, cells)?;
        }
        self.validations()?;
        let allowed = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        };
        // Without a password: it keeps hands off, the check codes keep numbers right.
        self.sheet.protect_with_options(&allowed);
        Ok(self.sheet)
    }

    fn page(&mut self) -> Result<(), SheetError> {
        let sheet = &mut self.sheet;
        sheet.set_name(SHEET)?;
        // It is filled in on a screen; on paper it takes three A3 leaves side by side.
        sheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(3, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3);
        sheet.set_footer("&C&9第 &P 页　共 &N 页");
        sheet.set_repeat_rows(BAND_ROW, HEADING_ROW)?;
        if let Some(last) = self.packet.pinned.checked_sub(1) {
            sheet.set_repeat_columns(0, last)?;
        }
        sheet.set_freeze_panes(HEAD_ROWS, self.packet.pinned)?;
        for (at, column) in (0_u16..).zip(&self.columns) {
            sheet.set_column_width_pixels(at, u32::from(column.width))?;
        }
        Ok(())
    }

    /// The lines above the table. They stand in the columns that stay in sight and the ones that are
    /// on screen beside them, so that nobody has to scroll to read them.
    fn lines(&mut self) -> Result<(), SheetError> {
        let mut last = 0;
        let mut width = 0;
        for (at, column) in (0_u16..).zip(&self.columns) {
            if width + u32::from(column.width) > LINE_WIDTH {
                break;
            }
            (last, width) = (at, width + u32::from(column.width));
        }
        let packet = self.packet;
        for (line, text, format) in [
            (TITLE_ROW, &packet.title, &self.styles.title),
            (AROUND_ROW, &packet.around, &self.styles.note),
            (HELP_ROW, &packet.help, &self.styles.note),
        ] {
            self.sheet.merge_range(line, 0, line, last, text, format)?;
        }
        self.sheet.write_string_with_format(
            AROUND_ROW,
            last + 1,
            &packet.mark,
            &self.styles.check,
        )?;
        self.sheet.set_row_height(TITLE_ROW, 36)?;
        self.sheet.set_row_height_pixels(AROUND_ROW, NOTE.height(&packet.around, width))?;
        self.sheet
            .set_row_height_pixels(HELP_ROW, NOTE.height(&packet.help, width).min(TALLEST))?;
        Ok(())
    }

    fn headings(&mut self) -> Result<(), SheetError> {
        let mut at = 0_u16;
        for band in &self.packet.bands {
            let count = u16::try_from(band.columns.len()).unwrap_or(u16::MAX);
            let is_open = band.columns.iter().any(|column| column.input != PacketInput::Locked);
            let head = if is_open { &self.styles.open_head } else { &self.styles.head };
            match count {
                1 => {
                    self.sheet.write_string_with_format(BAND_ROW, at, &band.title, head)?;
                }
                _ => {
                    let last = at + count - 1;
                    self.sheet.merge_range(BAND_ROW, at, BAND_ROW, last, &band.title, head)?;
                }
            }
            for (at, column) in (at..).zip(&band.columns) {
                let head = match column.input {
                    PacketInput::Locked => &self.styles.head,
                    PacketInput::Text(_) | PacketInput::Day | PacketInput::Choice(_) => {
                        &self.styles.open_head
                    }
                };
                self.sheet.write_string_with_format(HEADING_ROW, at, &column.title, head)?;
                let hint = &self.styles.hint;
                self.sheet.write_string_with_format(HINT_ROW, at, &column.hint, hint)?;
            }
            at += count;
        }
        self.sheet.set_row_height(BAND_ROW, 22)?.set_row_height(HEADING_ROW, 24)?;
        let tallest = self
            .columns
            .iter()
            .map(|column| SMALL.height(&column.hint, u32::from(column.width)))
            .max();
        self.sheet.set_row_height_pixels(HINT_ROW, tallest.unwrap_or_default() + 6)?;
        Ok(())
    }

    fn row(&mut self, line: u32, cells: &[PacketCell]) -> Result<(), SheetError> {
        let serial = u64::from(line - HEAD_ROWS) + 1;
        if cells.len() != self.columns.len() {
            let (expected, found) = (self.columns.len(), cells.len());
            return Err(SheetError::RowWidth { row: serial, expected, found });
        }
        let mut height = LOWEST;
        for ((at, column), cell) in (0_u16..).zip(&self.columns).zip(cells) {
            let (sheet, styles) = (&mut self.sheet, &self.styles);
            match cell {
                PacketCell::Text(text) => {
                    let (text, width) = (held(text), u32::from(column.width));
                    let needed = BODY.height(&text, width);
                    if needed > TALLEST {
                        sheet.write_string_with_format(line, at, &*text, &styles.small)?;
                        height = height.max(SMALL.height(&text, width).min(TALLEST));
                    } else {
                        sheet.write_string_with_format(line, at, &*text, &styles.text)?;
                        height = height.max(needed);
                    }
                }
                PacketCell::Code(text) => {
                    let (text, width) = (held(text), u32::from(column.width));
                    sheet.write_string_with_format(line, at, &*text, &styles.centred)?;
                    height = height.max(BODY.height(&text, width).min(TALLEST));
                }
                PacketCell::Day(day) => {
                    sheet.write_datetime_with_format(line, at, *day, &styles.date)?;
                }
                PacketCell::Shut => {
                    sheet.write_blank(line, at, &styles.shut)?;
                }
                PacketCell::Open => {
                    let format = match column.input {
                        PacketInput::Text(_) | PacketInput::Locked => &styles.open,
                        PacketInput::Day => &styles.open_day,
                        PacketInput::Choice(_) => &styles.open_choice,
                    };
                    sheet.write_blank(line, at, format)?;
                }
            }
        }
        self.sheet.set_row_height_pixels(line, height)?;
        Ok(())
    }

    /// Lists and rules, one for each column, over the rows of the tasks.
    fn validations(&mut self) -> Result<(), SheetError> {
        let Some(more) = u32::try_from(self.packet.rows.len()).ok().and_then(|n| n.checked_sub(1))
        else {
            return Ok(());
        };
        let (first, last) = (HEAD_ROWS, HEAD_ROWS + more);
        for (at, column) in (0_u16..).zip(&self.columns) {
            let rule = match &column.input {
                PacketInput::Locked => continue,
                PacketInput::Text(max) => DataValidation::new()
                    .allow_text_length(DataValidationRule::LessThanOrEqualTo(*max))
                    .set_error_message(format!("最多 {max} 个字，请缩短。"))?,
                PacketInput::Day => DataValidation::new()
                    .allow_date(DataValidationRule::Between(FIRST_DAY, LAST_DAY))
                    .set_error_message("请填日期，如 2026-09-23。")?,
                PacketInput::Choice(choices) => DataValidation::new()
                    .allow_list_strings(choices)?
                    .set_error_message("请从列表中选一项。")?,
            };
            let (hint, _) = split_at_units(&column.hint, MESSAGE_UNITS);
            let mut rule = rule.set_error_title("填写不符")?;
            if !hint.is_empty() {
                rule = rule.set_input_title(short(&column.title))?.set_input_message(hint)?;
            }
            self.sheet.add_data_validation(first, at, last, at, &rule)?;
        }
        Ok(())
    }
}

/// Width of the lines above the table, in pixels: what a screen of 1,366 shows.
const LINE_WIDTH: u32 = 1_180;
/// The days a packet takes.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day of the calendar");
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2099, 12, 31).expect("a day of the calendar");

/// The title of a message, at most 32 UTF-16 units (a limit of the file format).
fn short(title: &str) -> &str {
    split_at_units(title, 32).0
}
