//! The look all workbooks share: calm, printable, legible without colour.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::Light;
use crate::ledger::columns::Kind;

/// Body face. Every Chinese office machine has it or a substitute of the same widths.
pub(crate) const SONG: &str = "宋体";
/// Heading face.
const HEI: &str = "黑体";

const INK: u32 = 0x1B_20_26;
const LINE: u32 = 0xA6_A3_9B;
const SUNK: u32 = 0xF1_F0_EB;
const FAINT: u32 = 0x60_67_6F;
const OPEN: u32 = 0xFF_FA_E3;
const OPEN_HEAD: u32 = 0xFB_F0_C9;

/// A date as it is spoken: 2026年9月23日.
pub(crate) fn spoken(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn plain(size: f64) -> Format {
    Format::new()
        .set_font_name(SONG)
        .set_font_size(size)
        .set_font_color(Color::RGB(INK))
        .set_align(FormatAlign::VerticalCenter)
}

fn ruled(size: f64) -> Format {
    plain(size).set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE))
}

/// The formats of one workbook. Made once, so every cell refers to the same few styles.
pub(crate) struct Styles {
    pub(crate) title: Format,
    pub(crate) note: Format,
    pub(crate) band: Format,
    pub(crate) head: Format,
    pub(crate) text: Format,
    pub(crate) centred: Format,
    /// For text that would not fit into the tallest row otherwise.
    pub(crate) small: Format,
    pub(crate) whole: Format,
    /// A whole number with its sign.
    pub(crate) change: Format,
    pub(crate) money: Format,
    pub(crate) date: Format,
    pub(crate) share: Format,
    pub(crate) section: Format,
    pub(crate) check: Format,
    pub(crate) total: Format,
    pub(crate) total_share: Format,
    pub(crate) total_head: Format,
    pub(crate) sign: Format,
    /// Cells a unit fills in: pale yellow, unlocked.
    pub(crate) open: Format,
    pub(crate) open_choice: Format,
    pub(crate) open_day: Format,
    /// Cells with nothing to fill in now.
    pub(crate) shut: Format,
    /// Headings of the columns a unit fills in.
    pub(crate) open_head: Format,
    /// Hints and marks: small and grey.
    pub(crate) hint: Format,
    lights: [Format; Light::ALL.len()],
}

impl Styles {
    /// `size` is the body size in points, `around` that of the lines above and below the table.
    pub(crate) fn new(size: f64, around: f64) -> Self {
        let cell = ruled(size);
        let head = ruled(size)
            .set_font_name(HEI)
            .set_background_color(Color::RGB(SUNK))
            .set_align(FormatAlign::Center)
            .set_text_wrap();
        // Numbers and dates shrink rather than turn into ####.
        let figure = cell.clone().set_align(FormatAlign::Center).set_shrink();
        let total = figure.clone().set_font_name(HEI).set_background_color(Color::RGB(SUNK));
        let title = plain(around + 8.0).set_font_name(HEI).set_align(FormatAlign::Center);
        Self {
            title,
            note: plain(around).set_text_wrap(),
            band: head.clone(),
            text: cell.clone().set_text_wrap(),
            small: ruled(6.0).set_text_wrap(),
            centred: cell.clone().set_text_wrap().set_align(FormatAlign::Center),
            whole: figure.clone().set_num_format("0"),
            change: figure.clone().set_num_format("+0;-0;0"),
            money: cell
                .clone()
                .set_shrink()
                .set_align(FormatAlign::Right)
                .set_num_format("#,##0.00"),
            date: figure.clone().set_num_format("yyyy-mm-dd"),
            share: figure.clone().set_num_format("0.0%"),
            section: plain(size + 2.0).set_font_name(HEI),
            check: plain(size),
            total_share: total.clone().set_num_format("0.0%"),
            total_head: total.clone(),
            total: total.set_num_format("0"),
            // A long name shrinks the line rather than push its end off the leaf.
            sign: plain(around + 1.0).set_align(FormatAlign::Bottom).set_shrink(),
            open: cell.clone().set_text_wrap().set_background_color(OPEN).set_unlocked(),
            open_choice: cell
                .clone()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(OPEN)
                .set_unlocked(),
            open_day: figure
                .clone()
                .set_num_format("yyyy-mm-dd")
                .set_background_color(OPEN)
                .set_unlocked(),
            shut: cell.clone().set_background_color(SUNK),
            open_head: head.clone().set_background_color(OPEN_HEAD),
            hint: ruled(size - 2.0)
                .set_font_color(Color::RGB(FAINT))
                .set_align(FormatAlign::Center)
                .set_text_wrap(),
            lights: Light::ALL.map(|light| tinted(&cell, light)),
            head,
        }
    }

    /// The format of a column's cells.
    pub(crate) fn of(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Text => &self.text,
            Kind::Word | Kind::Code | Kind::Light => &self.centred,
            Kind::Whole => &self.whole,
            Kind::Day => &self.date,
            Kind::Money => &self.money,
        }
    }

    /// The cell of a light: shape and word carry it, the tint only helps.
    pub(crate) fn light(&self, light: Light) -> &Format {
        &self.lights[light as usize]
    }
}

fn tinted(cell: &Format, light: Light) -> Format {
    let format = cell.clone().set_align(FormatAlign::Center).set_shrink();
    let (ink, wash) = match light {
        Light::Red => (0xB3_26_1E, Some(0xFA_EC_EA)),
        Light::Yellow => (0x85_50_00, Some(0xFB_F3_DD)),
        Light::Blue => (0x0D_61_8F, Some(0xE6_F1_F8)),
        Light::Paused => (0x42_49_51, Some(SUNK)),
        Light::Done => (0x2C_65_49, None),
        Light::Unlit | Light::NotStarted | Light::Answered => (INK, None),
        Light::Left => (0x60_67_6F, None),
    };
    let format = format.set_font_color(Color::RGB(ink));
    match wash {
        Some(wash) => format.set_background_color(Color::RGB(wash)),
        None => format,
    }
}
