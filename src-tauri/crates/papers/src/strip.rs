//! What every form carries for sorting and checking: number, machine strip, stamp of state.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use qrcode::{Color, EcLevel, QrCode};
use serde::{Deserialize, Serialize};
use typst::foundations::Bytes;

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

    /// `JJR1|type|number|v版次|p页|check` as an SVG, one path of dark modules, no quiet zone
    /// (the strip leaves it on paper).
    fn qr(&self, kind: &str, page: usize) -> Result<String, PaperError> {
        let check = self.check.replace('-', "");
        let payload = format!("JJR1|{kind}|{}|v{}|p{page}|{check}", self.code, self.version);
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
