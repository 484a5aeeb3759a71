//! What every form carries for sorting and checking: number, machine strip, stamp of state.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use qrcode::{Color, EcLevel, QrCode};
use serde::{Deserialize, Serialize};
use typst::foundations::Bytes;

use crate::typeset::{RECEIPT, SLIP};
use crate::{PaperError, PaperTime};

/// A 字号 in its three parts, so that a draft can leave the middle white:
/// `川工商联交〔2026〕` · `12` · `号`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperNumber {
    /// Up to and with the year's bracket.
    pub prefix: String,
    /// The running number; `None` before 签批.
    pub serial: Option<u32>,
    /// After the running number, mostly `号`.
    pub suffix: String,
}

impl PaperNumber {
    /// The whole number, or `None` before it is taken.
    #[must_use]
    pub fn full(&self) -> Option<String> {
        self.serial.map(|serial| format!("{}{serial}{}", self.prefix, self.suffix))
    }
}

/// The machine strip in the foot margin. A scanned stack sorts itself by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strip {
    /// The number as machines read it, plain ASCII without `|`, e.g. `CJGSLJ-2026-12`; for a
    /// draft its id, e.g. `JB2026-0031`. It is printed for a draft and always stands in the QR.
    pub code: String,
    /// 版次, counted from 1.
    pub version: u32,
    /// 核验码, plain ASCII, printed as given; in the QR without its dashes.
    pub check: String,
    /// 制表时间; also the time inside the PDF.
    pub made_at: PaperTime,
    /// Which print this is, counted from 1.
    pub print: u32,
}

/// Longest machine code or check code. With these a QR stays at version 5 or less and its modules
/// at 0.4 mm or more.
const MAX_CODE: usize = 32;

impl Strip {
    pub(crate) fn check_codes(&self) -> Result<(), PaperError> {
        let plain = |c: char| c.is_ascii_graphic() && c != '|';
        for code in [&self.code, &self.check] {
            if code.is_empty() || code.len() > MAX_CODE || !code.chars().all(plain) {
                return Err(PaperError::BadCode(code.clone()));
            }
        }
        Ok(())
    }

    /// The [`MachineCode`] of a page as an SVG, one path of dark modules, no quiet zone (the strip
    /// leaves it on paper).
    fn qr(&self, kind: &str, page: usize) -> Result<String, PaperError> {
        let check = self.check.replace('-', "");
        let payload = format!("{MARK}|{kind}|{}|v{}|p{page}|{check}", self.code, self.version);
        let bad = |_| PaperError::BadCode(payload.clone());
        let code = QrCode::with_error_correction_level(&payload, EcLevel::M).map_err(bad)?;
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            let mut x = 0;
            while x < width {
                let run = row[x..].iter().take_while(|&&module| module == Color::Dark).count();
                if run > 0 {
                    path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
                }
                x += run.max(1);
            }
        }
        Ok(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {width}\" \
             width=\"{width}\" height=\"{width}\"><path d=\"{path}\"/></svg>"
        ))
    }
}

/// What every code of this program begins with.
const MARK: &str = "JJR1";

/// What a page's QR code says: `JJR1|type|number|v版次|p页|check`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineCode {
    pub form: PrintedForm,
    /// As [`Strip::code`].
    pub code: String,
    /// 版次, counted from 1.
    pub version: u32,
    /// Counted from 1.
    pub page: u32,
    /// As [`Strip::check`], with its dashes.
    pub check: String,
}

/// A form as its code names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedForm {
    /// 交办单.
    Slip,
    /// 签收回执.
    Receipt,
    /// A paper of an act, by its Chinese name.
    Act(&'static str),
}

/// The papers of acts by the letters of their codes.
const ACTS: [(&str, &str); 12] = [
    ("CBD", "催办单"),
    ("DBH", "督办函"),
    ("YSH", "移送函"),
    ("GZD", "告知单"),
    ("PJB", "评价表"),
    ("YQB", "延期申请表"),
    ("YYB", "异议申请表"),
    ("GPD", "改派单"),
    ("BJB", "办结报告"),
    ("CBT", "重办通知"),
    ("GQB", "挂起审批表"),
    ("ZJB", "终结审批表"),
];

impl MachineCode {
    /// Reads a code; none when it is none of this program's.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('|').collect();
        let [MARK, form, code, version, page, check] = parts[..] else { return None };
        let form = match form {
            SLIP => PrintedForm::Slip,
            RECEIPT => PrintedForm::Receipt,
            act => PrintedForm::Act(ACTS.iter().find(|(letters, _)| *letters == act)?.1),
        };
        let is_plain = |text: &str| {
            (1..=MAX_CODE).contains(&text.len()) && text.chars().all(|c| c.is_ascii_graphic())
        };
        if !is_plain(code) || !is_plain(check) {
            return None;
        }
        let check = match check.split_at_checked(4) {
            Some((head, tail)) if !tail.is_empty() => format!("{head}-{tail}"),
            Some(_) | None => check.to_owned(),
        };
        let version = version.strip_prefix('v')?.parse().ok()?;
        let page = page.strip_prefix('p')?.parse().ok()?;
        Some(Self { form, code: code.to_owned(), version, page, check })
    }
}

/// The machine codes of one paper and of what is bound behind it, a picture a page of each kind.
/// Drawing one takes as long as a sixth of the typesetting, so each is drawn once for all settings
/// of the paper, while they go on.
pub(crate) struct Codes {
    strips: BTreeMap<&'static str, Strip>,
    drawn: Mutex<BTreeMap<(&'static str, usize), Bytes>>,
}

impl Codes {
    pub(crate) fn new<'a>(strips: impl IntoIterator<Item = (&'static str, &'a Strip)>) -> Self {
        let strips = strips.into_iter().map(|(kind, strip)| (kind, strip.clone())).collect();
        Self { strips, drawn: Mutex::default() }
    }

    /// The code of a page, counted from 1, as SVG; none where the paper has no form of this kind.
    /// Who asks while it is being drawn waits for it.
    pub(crate) fn svg(&self, kind: &str, page: usize) -> Result<Option<Bytes>, PaperError> {
        let Some((&kind, strip)) = self.strips.get_key_value(kind) else { return Ok(None) };
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(svg) = drawn.get(&(kind, page)) {
            return Ok(Some(svg.clone()));
        }
        let svg = Bytes::from_string(strip.qr(kind, page)?);
        drawn.insert((kind, page), svg.clone());
        Ok(Some(svg))
    }

    /// Draws the code of page 1 of each kind.
    pub(crate) fn begin(&self) -> Result<(), PaperError> {
        self.strips.keys().try_for_each(|kind| self.svg(kind, 1).map(drop))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_printed() {
        let read = MachineCode::parse("JJR1|HZ|CJGSLJ-2026-12-02|v1|p1|7K3M9Q2D").unwrap();
        assert_eq!(read.form, PrintedForm::Receipt);
        assert_eq!((read.code.as_str(), read.version, read.page), ("CJGSLJ-2026-12-02", 1, 1));
        assert_eq!(read.check, "7K3M-9Q2D");
        let chase = MachineCode::parse("JJR1|CBD|CJGSLJC-2026-5|v1|p1|7K3M9Q2D").unwrap();
        assert_eq!(chase.form, PrintedForm::Act("催办单"));
    }

    #[test]
    fn other_codes_are_none_of_ours() {
        for text in [
            "",
            "https://example.org/?a=1",
            "JJR2|HZ|A-2026-1|v1|p1|7K3M9Q2D",
            "JJR1|XX|A-2026-1|v1|p1|7K3M9Q2D",
            "JJR1|HZ||v1|p1|7K3M9Q2D",
            "JJR1|HZ|A-2026-1|v1|p1|",
            "JJR1|HZ|A-2026-1|1|p1|7K3M9Q2D",
            "JJR1|HZ|A-2026-1|v-1|p1|7K3M9Q2D",
            "JJR1|HZ|A-2026-1|v1|p1|7K3M9Q2D|more",
            "JJR1|HZ|交办单|v1|p1|7K3M9Q2D",
        ] {
            assert_eq!(MachineCode::parse(text), None, "{text}");
        }
    }
}
