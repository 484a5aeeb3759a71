//! Tables from outside, each read in a process of its own: what is broken or hostile is refused in
//! seconds with its reason, and costs nobody anything (guarantee I1).
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its scene should stop")]

mod books;
mod fuzz;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// In seconds, however slow the build; a release build takes a tenth.
const PATIENCE: Duration = Duration::from_secs(25);

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A place that outlasts the desk.
    fn kept(&self, name: &str) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        Command::new(env!("CARGO_BIN_EXE_reception"))
            .env("RECEPTION_DATA", self.path("office"))
            .env("RECEPTION_FONTS", root.join("target/fonts"))
            .args(arguments)
            .output()
            .unwrap()
    }

    fn preview(&self, name: &str, bytes: &[u8]) -> Output {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        self.run(&["import", path.to_str().unwrap(), "--preview"])
    }

    /// The words of a refusal; in seconds, and without a crash.
    fn refused(&self, name: &str, bytes: &[u8]) -> String {
        let started = Instant::now();
        let output = self.preview(name, bytes);
        assert_eq!(output.status.code(), Some(1), "{name}: {output:?}");
        assert!(started.elapsed() < PATIENCE, "{name} took {:?}", started.elapsed());
        String::from_utf8(output.stderr).unwrap().lines().next().unwrap_or_default().to_owned()
    }
}

/// A good ledger of a few rows.
fn good() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("台账").unwrap();
    for (column, title) in (0..).zip(["日期", "企业", "诉求内容", "状态"]) {
        sheet.write(0, column, title).unwrap();
    }
    for row in 1..20 {
        sheet.write(row, 0, format!("2024.3.{row}")).unwrap();
        sheet.write(row, 1, format!("川江第{row}有限公司")).unwrap();
        sheet.write(row, 2, format!("厂区道路第 {row} 段破损")).unwrap();
        sheet.write(row, 3, "办理中").unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The same container with some parts changed.
fn with_parts(bytes: &[u8], mut change: impl FnMut(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut held = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut held).unwrap();
        out.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        out.write_all(&change(&name, held)).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn sheet_text(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    with_parts(bytes, |name, held| match name {
        "xl/worksheets/sheet1.xml" => {
            let text = String::from_utf8(held).unwrap();
            assert!(text.contains(from), "{text}");
            text.replacen(from, to, 1).into_bytes()
        }
        _ => held,
    })
}

#[test]
fn a_good_file_is_read_apart() {
    let desk = Desk::new();
    let path = desk.path("台账.xlsx");
    std::fs::write(&path, good()).unwrap();
    let made = desk.run(&["import", path.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let done: Value = serde_json::from_slice(&made.stdout).unwrap();
    assert_eq!(done["import"]["rows"], 19);
    // What stands in its name proves nothing.
    let output = desk.preview("台账.xls", &good());
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen["known"], 19);
}

#[test]
fn a_wrong_dimension_does_not_matter() {
    let desk = Desk::new();
    for wrong in ["A1", "A1:XFD1048576", "Q7:B2", ""] {
        let bytes = sheet_text(&good(), "ref=\"A1:D20\"", &format!("ref=\"{wrong}\""));
        let output = desk.preview("台账.xlsx", &bytes);
        // A dimension that is no place at all may be refused, in words.
        if output.status.code() == Some(0) {
            let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(seen["good"], 19, "{wrong}");
        } else {
            assert!(wrong.is_empty() || wrong.starts_with('Q'), "{wrong}: {output:?}");
        }
    }
}

#[test]
fn content_at_the_end_of_the_world_is_told_by_its_cell() {
    let desk = Desk::new();
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    let words = desk.refused("台账.xlsx", &sheet_text(&good(), "</sheetData>", far));
    assert_eq!(
        words,
        "“台账”表 XFD1048576 还有内容，最多 200000 行、256 列。请删去表格以外的内容后再导入。"
    );
    let far = "<row r=\"21\"><c r=\"ZZZ21\"><v>1</v></c></row></sheetData>";
    let words = desk.refused("台账.xlsx", &sheet_text(&good(), "</sheetData>", far));
    assert!(words.contains("表"), "{words}");
}

#[test]
fn a_bomb_is_counted_not_believed() {
    let desk = Desk::new();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("xl/workbook.xml", options).unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..260 {
        out.write_all(&blank).unwrap();
    }
    let bytes = out.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    let words = desk.refused("台账.xlsx", &bytes);
    assert!(words.contains("解压后超过 200 MB"), "{words}");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..1_200 {
        out.start_file(format!("xl/{at}.xml"), options).unwrap();
    }
    let words = desk.refused("台账.xlsx", &out.finish().unwrap().into_inner());
    assert!(words.contains("部件超过 1000 个"), "{words}");
}

/// An open document with this table in it.
fn open_document(rows: &str) -> Vec<u8> {
    let names = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{names}:office:1.0\" \
         xmlns:table=\"{names}:table:1.0\" xmlns:text=\"{names}:text:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"台账\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    out.start_file("mimetype", options).unwrap();
    out.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    out.start_file("META-INF/manifest.xml", options).unwrap();
    let manifest = format!("<manifest:manifest xmlns:manifest=\"{names}:manifest:1.0\"/>");
    out.write_all(manifest.as_bytes()).unwrap();
    out.start_file("content.xml", options).unwrap();
    out.write_all(content.as_bytes()).unwrap();
    out.finish().unwrap().into_inner()
}

fn row(cells: &[&str], times: u32) -> String {
    let cells: String = cells
        .iter()
        .map(|text| {
            format!(
                "<table:table-cell office:value-type=\"string\" \
                 table:number-columns-repeated=\"{times}\"><text:p>{text}</text:p>\
                 </table:table-cell>"
            )
        })
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

#[test]
fn an_open_document_is_read_too() {
    let desk = Desk::new();
    let rows = row(&["日期", "企业", "诉求内容"], 1) + &row(&["2024.3.5", "甲公司", "道路破损"], 1);
    let output = desk.preview("台账.ods", &open_document(&rows));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&seen["good"], &seen["sheet"]), (&1.into(), &"台账".into()));
}

/// Cells that ask for far more memory than the file has bytes cost the reader, nobody else.
#[test]
fn a_grid_of_nothing_costs_only_its_reader() {
    let desk = Desk::new();
    let rows = row(&["甲"], 16_384).repeat(4_000);
    let words = desk.refused("台账.ods", &open_document(&rows));
    assert!(words.contains("没有导入") || words.contains("已损坏"), "{words}");
    let strings = format!("<sst>{}</sst>", "<si><t>ab</t></si>".repeat(9_000_000));
    let bytes = with_parts(&good(), |name, held| match name {
        "xl/sharedStrings.xml" => strings.clone().into_bytes(),
        _ => held,
    });
    assert!(bytes.len() < 2 << 20);
    let words = desk.refused("台账.xlsx", &bytes);
    assert!(words.contains("没有导入") || words.contains("已损坏"), "{words}");
}

#[test]
fn wrong_clothes_are_seen_through() {
    let desk = Desk::new();
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let locked: Vec<u8> = compound
        .into_iter()
        .chain([0; 600])
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .chain([0; 600])
        .collect();
    let cases: [(&str, Vec<u8>, &str); 9] = [
        ("空.xlsx", Vec::new(), "文件是空的"),
        ("锁.xlsx", locked, "设了打开密码"),
        ("旧.xls", [compound.as_slice(), &[0; 700]].concat(), "已损坏"),
        ("网页.xls", b"<html><table><tr><td>1</td></tr></table></html>".to_vec(), "网页格式"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "不是表格文件"),
        ("文.xlsx", b"%PDF-1.7 ...".to_vec(), "不是表格文件"),
        ("断.xlsx", good()[..900].to_vec(), "已损坏"),
        ("包.xlsx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(), "不是表格文件"),
        ("大.csv", vec![b'a'; 21 << 20], "超过 20 MB"),
    ];
    for (name, bytes, expected) in cases {
        let words = desk.refused(name, &bytes);
        assert!(words.contains(expected), "{name}: {words}");
    }
    let words = desk.refused("码.csv", &[b"a,b\n".as_slice(), &[0xFF, 0xFF, 0x20]].concat());
    assert!(words.contains("第 2 行的文字编码不对"), "{words}");
    let long = format!("日期,企业,诉求内容\n2024.3.5,甲,{}\n", "长".repeat(40_000));
    let words = desk.refused("长.csv", long.as_bytes());
    assert!(words.contains("C2 的内容超过 32767 个字"), "{words}");
}

#[test]
fn broken_parts_are_told_in_words() {
    let desk = Desk::new();
    for (part, with) in [
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"台账\" r:id=\"rId9\"/></sheets></workbook>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999</v>",
        ),
        ("xl/worksheets/sheet1.xml", "not XML at all <<<<"),
        ("xl/sharedStrings.xml", "<sst count=\"4294967295\" uniqueCount=\"4294967295\"/>"),
        ("xl/styles.xml", "<styleSheet><cellXfs count=\"99999999\"/></styleSheet>"),
    ] {
        let bytes = with_parts(&good(), |name, held| match name == part {
            true => with.as_bytes().to_vec(),
            false => held,
        });
        let started = Instant::now();
        let output = desk.preview("台账.xlsx", &bytes);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{part}: {output:?}");
        assert!(started.elapsed() < PATIENCE, "{part}");
    }
}
