//! The specimens' data, and the fonts to set them with.
#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    clippy::unwrap_used,
    reason = "each test file uses its part"
)]

mod many;
mod read;
mod receipts;
mod slips;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use papers::{Fonts, PaperDate, Typesetter};

pub use many::{eight_items, four_items, hard, long_text};
pub use read::{lines_of, on_disk, pages_of, squeezed, text_of};
pub use receipts::{receipt, receipt_of};
pub use slips::{draft, ink, long_dates, notes, one_item, signed};

/// `RECEPTION_FONTS`, else `target/fonts`, else the system's.
pub fn font_dirs() -> Vec<PathBuf> {
    if let Some(dir) = std::env::var_os("RECEPTION_FONTS") {
        return vec![dir.into()];
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target/fonts");
    vec![target, "/usr/share/fonts".into()]
}

pub fn typesetter() -> &'static Typesetter {
    static ONE: OnceLock<Typesetter> = OnceLock::new();
    ONE.get_or_init(|| Typesetter::new(Fonts::load(&font_dirs()).unwrap()))
}

pub fn day(year: u16, month: u8, day: u8) -> PaperDate {
    PaperDate { year, month, day }
}
