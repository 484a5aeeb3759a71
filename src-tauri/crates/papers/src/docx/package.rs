//! The container of a docx (ISO/IEC 29500-2): its parts, in a fixed order and at a fixed time.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::words::{Align, Face, Line, escaped};
use super::{FOURTH, INDENT};
use crate::{PaperError, PaperTime};

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The first number a picture may have among what the document is related to.
const PICTURES: usize = 6;

/// Returns by what name the document knows its picture of this number, from 1.
pub(super) fn picture_id(number: usize) -> String {
    format!("rId{}", PICTURES + number - 1)
}

/// Packs the body of a document with its pictures (PNG); `title` and `made_at` are its properties.
///
/// # Errors
/// When the container cannot be written.
pub(super) fn package(
    body: &str,
    title: &str,
    made_at: PaperTime,
    pictures: &[Vec<u8>],
) -> Result<Vec<u8>, PaperError> {
    let media: Vec<String> =
        (1..=pictures.len()).map(|number| format!("media/image{number}.png")).collect();
    let mut related = vec![
        ("styles", "styles.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("footer", "footer1.xml"),
        ("footer", "footer2.xml"),
    ];
    related.extend(media.iter().map(|name| ("image", name.as_str())));
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")], true)),
        ("docProps/core.xml", core(title, made_at)),
        ("word/document.xml", document(body)),
        ("word/_rels/document.xml.rels", relations(&related, false)),
        ("word/styles.xml", styles()),
        ("word/settings.xml", settings()),
        ("word/fontTable.xml", fonts()),
        ("word/footer1.xml", footer(Align::Right)),
        ("word/footer2.xml", footer(Align::Left)),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        writer.start_file(name, options).map_err(|_| PaperError::Container)?;
        writer.write_all(bytes).map_err(|_| PaperError::Container)
    };
    for (name, text) in parts {
        add(name, text.as_bytes())?;
    }
    for (name, picture) in media.iter().zip(pictures) {
        add(&format!("word/{name}"), picture)?;
    }
    Ok(writer.finish().map_err(|_| PaperError::Container)?.into_inner())
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| {
        format!("<Override PartName=\"/{name}\" ContentType=\"{kind}+xml\"/>")
    };
    let word = |name: &str, kind: &str| part(&format!("word/{name}"), &format!("{WORD}.{kind}"));
    [
        XML,
        &format!("<Types xmlns=\"{PACKAGE}/content-types\">"),
        "<Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        "<Default Extension=\"png\" ContentType=\"image/png\"/>",
        &part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties"),
        &word("document.xml", "document.main"),
        &word("styles.xml", "styles"),
        &word("settings.xml", "settings"),
        &word("fontTable.xml", "fontTable"),
        &word("footer1.xml", "footer"),
        &word("footer2.xml", "footer"),
        "</Types>",
    ]
    .concat()
}

fn relations(targets: &[(&str, &str)], is_root: bool) -> String {
    let mut text = format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (at, (kind, target)) in targets.iter().enumerate() {
        text.push_str(&format!(
            "<Relationship Id=\"rId{}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>",
            at + 1
        ));
    }
    if is_root {
        text.push_str(&format!(
            "<Relationship Id=\"rId9\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
             Target=\"docProps/core.xml\"/>"
        ));
    }
    text + "</Relationships>"
}

fn core(title: &str, made_at: PaperTime) -> String {
    let PaperTime { date, hour, minute } = made_at;
    // Beijing time, as printed.
    let at = format!(
        "{:04}-{:02}-{:02}T{hour:02}:{minute:02}:00+08:00",
        date.year, date.month, date.day
    );
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created></cp:coreProperties>",
        escaped(title)
    )
}

/// A4, margins 37, 26, 35 and 28 mm, 22 lines of 28.99 pt; the page number 7 mm under the type area.
fn document(body: &str) -> String {
    format!(
        "{XML}<w:document {NAMES}><w:body>{body}<w:sectPr>\
         <w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" \
         w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/>\
         <w:docGrid w:type=\"lines\" w:linePitch=\"580\"/></w:sectPr></w:body></w:document>"
    )
}

fn styles() -> String {
    let (name, _) = Face::Fang.names();
    format!(
        "{XML}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts \
         w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{name}\" \
         w:cs=\"Times New Roman\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault><w:pPrDefault/>\
         </w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\">\
         <w:name w:val=\"Normal\"/><w:qFormat/></w:style></w:styles>"
    )
}

/// Odd pages are numbered at the right, even ones at the left; a mark at a line's end may hang.
fn settings() -> String {
    format!(
        "{XML}<w:settings {NAMES}><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}

fn fonts() -> String {
    let mut text = format!("{XML}<w:fonts {NAMES}>");
    for face in Face::ALL {
        let (name, other) = face.names();
        text.push_str(&format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{other}\"/><w:charset w:val=\"86\"/>\
             <w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>"
        ));
    }
    text + "</w:fonts>"
}

/// `— 1 —` in 四号宋体, one character in from the outer edge (7.5).
fn footer(side: Align) -> String {
    let mut line = String::new();
    Line::new(Face::Song, FOURTH)
        .pitch(300)
        .beside(side, INDENT / 2)
        .run(Face::Song, "— ")
        .page_number(Face::Song)
        .run(Face::Song, " —")
        .write(&mut line);
    format!("{XML}<w:ftr {NAMES}>{line}</w:ftr>")
}
