//! One picture: PNG, JPEG, WebP, or the first of a GIF.

use std::io::Cursor;

use image::{GrayImage, ImageError, ImageReader, Limits};

use crate::reading::check_dots;
use crate::{DOTS_MAX, Unreadable};

/// Decodes a picture into shades of grey.
///
/// # Errors
/// When it is no picture, too large or damaged.
pub(crate) fn page(bytes: &[u8]) -> Result<GrayImage, Unreadable> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let found = reader().map_err(|_| Unreadable::NotAScan)?;
    if found.format().is_none() {
        return Err(Unreadable::NotAScan);
    }
    let (width, height) = found.into_dimensions().map_err(|error| reason(&error))?;
    check_dots(width, height)?;
    let mut found = reader().map_err(|_| Unreadable::NotAScan)?;
    let mut limits = Limits::default();
    // Four colours a dot, and as much again while it is decoded.
    limits.max_alloc = Some(DOTS_MAX * 8);
    found.limits(limits);
    let picture = found.decode().map_err(|error| reason(&error))?;
    // On paper what is see-through is white.
    let has_gaps = picture.color().has_alpha();
    Ok(if has_gaps { over_white(&picture.into_rgba8()) } else { picture.into_luma8() })
}

fn over_white(picture: &image::RgbaImage) -> GrayImage {
    GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        let light = (red * 299 + green * 587 + blue * 114) / 1000;
        image::Luma([u8::try_from((light * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)])
    })
}

fn reason(error: &ImageError) -> Unreadable {
    match error {
        ImageError::Limits(_) => Unreadable::TooManyDots,
        ImageError::Unsupported(_) => Unreadable::NotAScan,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::IoError(_) => Unreadable::Damaged,
    }
}
