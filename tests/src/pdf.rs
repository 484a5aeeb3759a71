//! Papers read back by poppler, which knows nothing of how they were made.

use std::path::Path;
use std::process::Command;

/// Returns the text of a PDF in the order it was set, without white space: cells are narrow, and
/// a name may stand on several lines.
///
/// # Panics
/// When poppler-utils is missing or refuses the file.
#[must_use]
pub fn text_of(pdf: &Path) -> String {
    let mut text = run(Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-"));
    text.retain(|c| !c.is_whitespace());
    text
}

/// Returns the fonts of a PDF that are not embedded, as poppler lists them.
///
/// # Panics
/// When poppler-utils is missing, refuses the file or finds no font at all.
#[must_use]
pub fn missing_fonts(pdf: &Path) -> Vec<String> {
    let list = run(Command::new("pdffonts").arg(pdf));
    let fonts: Vec<&str> = list.lines().skip(2).collect();
    assert!(!fonts.is_empty(), "a paper without fonts: {list}");
    // … emb sub uni object generation
    let is_embedded = |font: &str| font.split_whitespace().nth_back(4) == Some("yes");
    fonts.into_iter().filter(|font| !is_embedded(font)).map(str::to_owned).collect()
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("poppler-utils is installed");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("poppler writes UTF-8")
}

/// Returns the text of each page as [`text_of`] does.
///
/// # Panics
/// As [`text_of`].
#[must_use]
pub fn pages_of(pdf: &Path) -> Vec<String> {
    let text = run(Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-"));
    // Poppler ends every page with a form feed.
    let mut pages: Vec<&str> = text.split('\u{c}').collect();
    pages.pop();
    let plain = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect();
    pages.into_iter().map(plain).collect()
}

/// Returns how far from the left edge the page number of each page stands, as a share of the
/// page's width.
///
/// # Panics
/// When a page has no number, or as [`text_of`].
#[must_use]
pub fn number_places(pdf: &Path) -> Vec<f64> {
    let boxes = run(Command::new("pdftotext").args(["-bbox", "-enc", "UTF-8"]).arg(pdf).arg("-"));
    let value = |line: &str, name: &str| -> f64 {
        let rest = line.split_once(&format!("{name}=\"")).expect("a measure").1;
        rest.split('"').next().expect("a value").parse().expect("a number")
    };
    let mut places = Vec::new();
    for page in boxes.split("<page ").skip(1) {
        let width = value(page, "width");
        let is_dash = |line: &&str| line.contains("<word") && line.contains('—');
        let last = page.lines().rev().find(is_dash).expect("a page number");
        places.push(value(last, "xMin") / width);
    }
    places
}
