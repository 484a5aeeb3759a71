//! The pages of a PDF, drawn as they print.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use image::{GrayImage, Luma};

use crate::Unreadable;
use crate::reading::{Pages, check_pages};

/// Dots an inch: a module of a machine strip's code is then four dots wide.
const FINE: f32 = 250.0;
/// The longest side drawn, in dots: A3 at [`FINE`]. Larger pages are drawn smaller.
const LONG: f32 = 4200.0;

/// Reads every page.
///
/// # Errors
/// When it is under a password, damaged or has too many pages.
pub(crate) fn pages(bytes: &[u8], pages: &mut Pages) -> Result<(), Unreadable> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Unreadable::Protected,
        LoadPdfError::Invalid => Unreadable::Damaged,
    })?;
    let sheets = pdf.pages();
    check_pages(u32::try_from(sheets.len()).unwrap_or(u32::MAX))?;
    if sheets.is_empty() {
        return Err(Unreadable::Damaged);
    }
    let settings = InterpreterSettings::default();
    for sheet in sheets.iter() {
        // Points of 1/72 inch.
        let (width, height) = sheet.render_dimensions();
        let longest = width.max(height);
        if !(longest.is_finite() && width >= 1.0 && height >= 1.0) {
            return Err(Unreadable::Damaged);
        }
        let scale = (FINE / 72.0).min(LONG / longest);
        let fine = RenderSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
            ..RenderSettings::default()
        };
        // A cache for each page: a stack of scans shares nothing, and would be kept whole.
        let drawn = render(sheet, &RenderCache::new(), &settings, &fine);
        let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
        let mut dots = drawn.data().iter();
        let page = GrayImage::from_fn(width, height, |_, _| {
            let light = dots.next().map_or(255, |dot| {
                (u32::from(dot.r) * 299 + u32::from(dot.g) * 587 + u32::from(dot.b) * 114) / 1000
            });
            Luma([u8::try_from(light).unwrap_or(255)])
        });
        pages.take(&page)?;
    }
    Ok(())
}
