//! Reading a set paper: where it ends, and whether all of it can be seen.

use typst::foundations::Label;
use typst::introspection::{Introspector, PagedPosition};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

use crate::PaperError;

/// Height of the closing row where it must share the page with two items, in mm.
pub(crate) const CLOSE_TIGHT: f64 = 29.4;
/// Height of the closing row that holds a 42 mm seal, in mm.
const CLOSE_SEAL: f64 = 42.0;
/// Foot of the type area, in mm from the top of the sheet.
const TYPE_AREA_FOOT: f64 = 262.0;

/// The height the closing row should have: room for the seal wherever that costs no page.
pub(crate) fn close(document: &PagedDocument, now: f64) -> f64 {
    match position(document, "end") {
        Some(end) if end.page.get() == 1 => {
            let room = TYPE_AREA_FOOT - end.point.y.to_mm() + now;
            if room >= CLOSE_SEAL { CLOSE_SEAL } else { CLOSE_TIGHT }
        }
        _ => CLOSE_SEAL,
    }
}

/// Whether the closing row stands on a page without any item.
pub(crate) fn closes_alone(document: &PagedDocument) -> bool {
    match (position(document, "last"), position(document, "end")) {
        (Some(last), Some(end)) => last.page < end.page,
        _ => false,
    }
}

fn position(document: &PagedDocument, label: &str) -> Option<PagedPosition> {
    let introspector = document.introspector();
    let label = Label::new(PicoStr::intern(label)).expect("the label has a name");
    let location = introspector.query_label(label).ok()?.location()?;
    introspector.position(location)
}

/// Refuses pages with a box for a character or with text off the sheet: the last line of defence
/// behind the checks of the input.
pub(crate) fn check_pages(pages: &[Page]) -> Result<(), PaperError> {
    for (index, page) in pages.iter().enumerate() {
        check_frame(&page.frame, Point::zero(), page.frame.size().to_point(), index + 1)?;
    }
    Ok(())
}

fn check_frame(frame: &Frame, origin: Point, sheet: Point, page: usize) -> Result<(), PaperError> {
    for (offset, item) in frame.items() {
        let at = origin + *offset;
        match item {
            FrameItem::Group(group) => check_frame(&group.frame, at, sheet, page)?,
            FrameItem::Text(text) => {
                if let Some(glyph) = text.glyphs.iter().find(|glyph| glyph.id == 0) {
                    return Err(PaperError::MissingGlyph(
                        text.text[glyph.range()].chars().collect(),
                    ));
                }
                let margin = Abs::mm(5.0);
                let inside = |v: Abs, max: Abs| v >= margin && v <= max - margin;
                if !inside(at.x, sheet.x)
                    || !inside(at.x + text.width(), sheet.x)
                    || !inside(at.y, sheet.y)
                {
                    return Err(PaperError::Overflow { page });
                }
            }
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
    Ok(())
}
