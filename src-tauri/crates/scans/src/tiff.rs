//! The pages of a TIFF, as scanners and fax machines write it.

use std::io::Cursor;

use image::{GrayImage, Luma};
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::{ColorType, TiffError};

use crate::reading::{Pages, check_dots};
use crate::{DOTS_MAX, Unreadable};

/// Reads every page.
///
/// # Errors
/// When a page is too large, damaged or of a kind no scanner writes.
pub(crate) fn pages(bytes: &[u8], pages: &mut Pages) -> Result<(), Unreadable> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = usize::try_from(DOTS_MAX * 4).unwrap_or(usize::MAX);
    limits.intermediate_buffer_size = limits.decoding_buffer_size;
    let decoder = Decoder::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
    let mut decoder = decoder.with_limits(limits);
    loop {
        pages.take(&page(&mut decoder)?)?;
        if !decoder.more_images() {
            return Ok(());
        }
        decoder.next_image().map_err(|error| reason(&error))?;
    }
}

fn page(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<GrayImage, Unreadable> {
    let (width, height) = decoder.dimensions().map_err(|error| reason(&error))?;
    check_dots(width, height)?;
    let colours = decoder.colortype().map_err(|error| reason(&error))?;
    let dots = match decoder.read_image().map_err(|error| reason(&error))? {
        DecodingResult::U8(dots) => dots,
        // The upper half of sixteen bits is all an eye or a code needs.
        DecodingResult::U16(dots) => dots.into_iter().map(|dot| (dot >> 8) as u8).collect(),
        _ => return Err(Unreadable::NotAScan),
    };
    let wide = width as usize;
    let at = |x: u32, y: u32| y as usize * wide + x as usize;
    let byte = |index: usize| dots.get(index).copied().unwrap_or(255);
    let colour = |x, y, samples: usize| -> [u32; 3] {
        let first = at(x, y) * samples;
        [0, 1, 2].map(|sample| u32::from(byte(first + sample)))
    };
    let light = |[red, green, blue]: [u32; 3]| {
        u8::try_from((red * 299 + green * 587 + blue * 114) / 1000).unwrap_or(255)
    };
    let shade: Box<dyn Fn(u32, u32) -> u8> = match colours {
        ColorType::Gray(1) => {
            let row = wide.div_ceil(8);
            Box::new(move |x, y| {
                let bits = byte(y as usize * row + x as usize / 8);
                if bits >> (7 - x % 8) & 1 == 0 { 0 } else { 255 }
            })
        }
        ColorType::Gray(8 | 16) => Box::new(move |x, y| byte(at(x, y))),
        ColorType::GrayA(8 | 16) => Box::new(move |x, y| byte(at(x, y) * 2)),
        ColorType::RGB(8 | 16) | ColorType::YCbCr(8) => {
            Box::new(move |x, y| light(colour(x, y, 3)))
        }
        ColorType::RGBA(8 | 16) => Box::new(move |x, y| light(colour(x, y, 4))),
        _ => return Err(Unreadable::NotAScan),
    };
    Ok(GrayImage::from_fn(width, height, |x, y| Luma([shade(x, y)])))
}

fn reason(error: &TiffError) -> Unreadable {
    match error {
        TiffError::LimitsExceeded => Unreadable::TooManyDots,
        TiffError::UnsupportedError(_) => Unreadable::NotAScan,
        TiffError::FormatError(_)
        | TiffError::IoError(_)
        | TiffError::IntSizeError
        | TiffError::UsageError(_) => Unreadable::Damaged,
    }
}
