//! The QR codes of one page: faint, turned, noisy, too fine or too coarse.

use std::collections::BTreeSet;

use image::imageops::{self, FilterType};
use image::{GrayImage, Luma};
use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::multi::MultipleBarcodeReader;
use rxing::multi::qrcode::QRCodeMultiReader;
use rxing::{Binarizer, BinaryBitmap, DecodeHints, Luma8LuminanceSource};

/// The longest side looked at as it is, in dots: A4 at 300 dots an inch. Finer pages are made
/// coarser, which costs nothing a printed code needs.
const LONG: u32 = 3600;
/// Pages with a shorter long side are also looked at enlarged.
const SHORT: u32 = 2600;

/// So many looks every page gets: one code read says nothing of another beside it.
const LOOKS: usize = 2;

/// Returns what the codes of a page say, each once. A page is looked at in ever other ways until
/// one is read.
pub(crate) fn on(page: &GrayImage) -> BTreeSet<String> {
    let longest = page.width().max(page.height());
    let plain = match longest > LONG {
        true => scaled(page, LONG as f32 / longest as f32),
        false => page.clone(),
    };
    let otherwise = |page: &GrayImage| match longest < SHORT {
        true => scaled(page, 2.0),
        false => scaled(page, 0.5),
    };
    let ways: [&dyn Fn() -> GrayImage; 7] = [
        &|| plain.clone(),
        &|| otherwise(&plain),
        &|| stretched(&plain),
        // Speckles of a worn glass or a poor copy.
        &|| imageops::blur(&stretched(&plain), 1.2),
        &|| otherwise(&stretched(&imageops::blur(&plain, 0.8))),
        &|| evened(&plain),
        &|| imageops::blur(&evened(&plain), 2.0),
    ];
    let mut found = BTreeSet::new();
    for (looks, way) in (1..).zip(ways) {
        look(&way(), &mut found);
        if looks >= LOOKS && !found.is_empty() {
            break;
        }
    }
    found
}

/// Adds what is read: of dots measured against those around them, which takes shadows, and against
/// the whole page, which takes speckles.
fn look(page: &GrayImage, found: &mut BTreeSet<String>) {
    let dots = || Luma8LuminanceSource::new(page.as_raw().clone(), page.width(), page.height());
    read(HybridBinarizer::new(dots()), found);
    read(GlobalHistogramBinarizer::new(dots()), found);
}

fn read(dots: impl Binarizer, found: &mut BTreeSet<String>) {
    let hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let mut bitmap = BinaryBitmap::new(dots);
    // No code on the page is told as an error.
    if let Ok(codes) = QRCodeMultiReader::default().decode_multiple_with_hints(&mut bitmap, &hints)
    {
        found.extend(codes.iter().map(|code| code.getText().to_owned()));
    }
}

fn scaled(page: &GrayImage, by: f32) -> GrayImage {
    let side = |length: u32| ((length as f32 * by).round() as u32).max(1);
    imageops::resize(page, side(page.width()), side(page.height()), FilterType::Triangle)
}

/// Spreads the shades between the darkest and the lightest hundredth over all there are.
fn stretched(page: &GrayImage) -> GrayImage {
    let mut counts = [0_u32; 256];
    for dot in page.as_raw() {
        counts[usize::from(*dot)] += 1;
    }
    // Ink covers little of a page.
    let rank = |part: u32| page.as_raw().len() as u32 / part;
    let darkest = shade_at(&counts, rank(500));
    let lightest = shade_at(&counts, rank(2));
    let span = lightest.saturating_sub(darkest).max(1);
    let mut page = page.clone();
    for Luma([dot]) in page.pixels_mut() {
        let above = u32::from(*dot).saturating_sub(darkest);
        *dot = u8::try_from((above * 255 / span).min(255)).unwrap_or(255);
    }
    page
}

/// The shade that `rank` dots are darker than.
fn shade_at(counts: &[u32; 256], rank: u32) -> u32 {
    let mut sum = 0;
    for (shade, count) in (0..).zip(counts) {
        sum += count;
        if sum > rank {
            return shade;
        }
    }
    255
}

/// Measures every dot against the paper around it: shadows of a fold or of a photograph.
fn evened(page: &GrayImage) -> GrayImage {
    let small = scaled(page, 1.0 / 16.0);
    let paper = imageops::resize(
        &imageops::blur(&small, 4.0),
        page.width(),
        page.height(),
        FilterType::Triangle,
    );
    let mut page = page.clone();
    for (Luma([dot]), Luma([paper])) in page.pixels_mut().zip(paper.pixels()) {
        // A third darker than its paper is ink at its darkest, as faint as it may be.
        let ratio = u32::from(*dot) * 255 / u32::from(*paper).max(1);
        *dot = u8::try_from((ratio.saturating_sub(170) * 3).min(255)).unwrap_or(255);
    }
    page
}
