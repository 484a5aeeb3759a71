//! A file's kind by its first bytes, and its pages one by one.

use image::GrayImage;

use crate::{BYTES_MAX, CODE_MAX, CODES_MAX, DOTS_MAX, PAGES_MAX, Reading, Sighting, Unreadable};
use crate::{codes, pdf, picture, tiff};

/// Reads every page of a picture or PDF in this process.
///
/// # Errors
/// Why it could not be read, as a whole: a file with one bad page tells nothing.
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    if bytes.len() > BYTES_MAX {
        return Err(Unreadable::TooLarge);
    }
    let mut pages = Pages::default();
    match bytes {
        [b'I', b'I', 0x2A, 0, ..] | [b'M', b'M', 0, 0x2A, ..] => tiff::pages(bytes, &mut pages)?,
        // Its mark stands within the first kilobyte (PDF 1.7, annex H.3.4.1).
        _ if head(bytes).windows(5).any(|part| part == b"%PDF-") => pdf::pages(bytes, &mut pages)?,
        _ => pages.take(&picture::page(bytes)?)?,
    }
    Ok(pages.reading)
}

fn head(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(1024)]
}

/// The pages read so far.
#[derive(Default)]
pub(crate) struct Pages {
    reading: Reading,
}

impl Pages {
    /// Takes the next page in shades of grey.
    ///
    /// # Errors
    /// [`Unreadable::TooManyPages`].
    pub(crate) fn take(&mut self, page: &GrayImage) -> Result<(), Unreadable> {
        let number = self.reading.pages + 1;
        check_pages(number)?;
        self.reading.pages = number;
        let told = codes::on(page).into_iter().filter(|code| code.len() <= CODE_MAX);
        let room = CODES_MAX.saturating_sub(self.reading.sightings.len());
        self.reading.sightings.extend(told.take(room).map(|code| Sighting { page: number, code }));
        Ok(())
    }
}

/// Refuses a count of pages.
///
/// # Errors
/// [`Unreadable::TooManyPages`].
pub(crate) fn check_pages(count: u32) -> Result<(), Unreadable> {
    if count > PAGES_MAX { Err(Unreadable::TooManyPages) } else { Ok(()) }
}

/// Refuses a page's size before it is decoded.
///
/// # Errors
/// [`Unreadable::TooManyDots`], or [`Unreadable::Damaged`] for a page of none.
pub(crate) fn check_dots(width: u32, height: u32) -> Result<(), Unreadable> {
    match u64::from(width) * u64::from(height) {
        0 => Err(Unreadable::Damaged),
        dots if dots > DOTS_MAX => Err(Unreadable::TooManyDots),
        _ => Ok(()),
    }
}
