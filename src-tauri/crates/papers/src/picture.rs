//! A chart of the screen as a picture for a document.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use crate::{Fonts, PaperError};

/// Dots of the picture for one of the chart: sharp in print across a page.
const SCALE: f32 = 3.0;
/// The longest side of a chart before it is scaled; many times what the screen draws.
const SIDE_MAX: f32 = 2_000.0;
/// The face of the screens.
const FACE: &str = "Noto Sans CJK SC";

/// Draws a chart as PNG, three dots for one of its own. Nothing the chart points to outside itself is
/// read, neither files nor addresses.
///
/// # Errors
/// [`PaperError::BadPicture`] when it is no SVG, or larger than 2,000 on a side.
pub fn draw_chart(svg: &str, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let mut options = usvg::Options {
        font_family: FACE.to_owned(),
        fontdb: Arc::clone(fonts.faces(FACE)),
        ..usvg::Options::default()
    };
    options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_str(svg, &options).map_err(|_| PaperError::BadPicture)?;
    let size = tree.size();
    if size.width().max(size.height()) > SIDE_MAX {
        return Err(PaperError::BadPicture);
    }
    let dots = size.scale_by(SCALE).ok_or(PaperError::BadPicture)?.to_int_size();
    let mut picture =
        tiny_skia::Pixmap::new(dots.width(), dots.height()).ok_or(PaperError::BadPicture)?;
    // What a chart leaves bare is paper.
    picture.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
    picture.encode_png().map_err(|_| PaperError::BadPicture)
}
