//! Scans in, machine codes out: what the QR codes on scanned papers say, page by page.
//!
//! Pure but for the process it may start: pictures (PNG, JPEG, TIFF, WebP, GIF) and PDFs of any
//! origin come in as bytes. A hostile file can cost its reader the process, so a shell reads it in
//! one of its own ([`Reader::apart`]), bounded in memory and time.

mod apart;
mod codes;
mod pdf;
mod picture;
mod reading;
mod tiff;

use serde::{Deserialize, Serialize};

pub use apart::{Reader, answer};
pub use reading::read;

/// The largest file read, in bytes.
pub const BYTES_MAX: usize = 50 * 1024 * 1024;
/// The most pages of one file: a stack fed through a scanner.
pub const PAGES_MAX: u32 = 60;
/// The most dots of one page: a sheet of A3 at 600 dots an inch.
pub const DOTS_MAX: u64 = 72_000_000;
/// The most codes told of one file.
pub const CODES_MAX: usize = 200;
/// The longest text of a code that is told, in bytes.
pub const CODE_MAX: usize = 120;

/// One code seen on one page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sighting {
    /// Counted from 1.
    pub page: u32,
    /// What the code says; texts longer than [`CODE_MAX`] are none of ours and left out.
    pub code: String,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub pages: u32,
    /// By page, each code once a page.
    pub sightings: Vec<Sighting>,
}

/// Why a file tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// Neither a picture nor a PDF.
    #[error("not a scan")]
    NotAScan,
    /// Larger than [`BYTES_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// A page of more than [`DOTS_MAX`], or more memory than a reader gets.
    #[error("a page is too large")]
    TooManyDots,
    /// More than [`PAGES_MAX`].
    #[error("too many pages")]
    TooManyPages,
    /// A PDF under a password.
    #[error("the file is under a password")]
    Protected,
    /// Cut off or damaged.
    #[error("the file is damaged")]
    Damaged,
    /// Not read within a reader's time.
    #[error("reading took too long")]
    TooSlow,
    /// Asked to stop.
    #[error("stopped")]
    Stopped,
}
