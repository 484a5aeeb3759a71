//! What a PDF says.

use std::path::PathBuf;
use std::process::Command;

/// Lines of the page as the eye sees them.
pub fn lines_of(pdf: &[u8]) -> String {
    let (_dir, path) = on_disk(pdf);
    let out = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap()
}

/// What poppler reads out of a PDF, without the white space its layout guess puts in.
pub fn text_of(pdf: &[u8]) -> String {
    let (_dir, path) = on_disk(pdf);
    let out = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap().chars().filter(|c| !c.is_whitespace()).collect()
}

/// The same of each page.
pub fn pages_of(pdf: &[u8]) -> Vec<String> {
    let (_dir, path) = on_disk(pdf);
    let out = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    // A form feed ends each page.
    text.split_terminator('\u{c}').map(squeezed).collect()
}

pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

pub fn on_disk(pdf: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("paper.pdf");
    std::fs::write(&path, pdf).unwrap();
    (dir, path)
}
