//! A unit's packet, written and read back.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{day, sheet_parts};
use sheets::{
    PacketBand, PacketCell, PacketColumn, PacketFile, PacketInput, PacketSheet, ReadError,
    ReturnedCell, write_packet,
};
use zip::write::SimpleFileOptions;

const TITLES: [&str; 4] = ["字号", "签收人", "签收日期", "签收方式"];

fn column(title: &str, input: PacketInput) -> PacketColumn {
    PacketColumn { title: title.into(), hint: "如 2026-09-23".into(), width: 120, input }
}

fn packet(rows: Vec<Vec<PacketCell>>) -> PacketSheet {
    PacketSheet {
        office: "川江区工商业联合会".into(),
        title: "区自然资源局承办任务工作包".into(),
        around: "发出单位：川江区工商业联合会".into(),
        help: "填写说明：只填浅黄色的格。".into(),
        mark: "工作包编号 0192 校验码 7K3M-9Q2D".into(),
        bands: vec![
            PacketBand {
                title: "交办事项".into(),
                columns: vec![column("字号", PacketInput::Locked)],
            },
            PacketBand {
                title: "签收".into(),
                columns: vec![
                    column("签收人", PacketInput::Text(60)),
                    column("签收日期", PacketInput::Day),
                    column("签收方式", PacketInput::Choice(vec!["当面".into(), "传真".into()])),
                ],
            },
        ],
        pinned: 1,
        rows,
        prepared_by: "周敏".into(),
        created: day(2026, 9, 23).and_hms_opt(9, 0, 0).unwrap(),
    }
}

fn open_row(text: &str) -> Vec<PacketCell> {
    vec![PacketCell::Text(text.into()), PacketCell::Open, PacketCell::Open, PacketCell::Open]
}

fn written(rows: Vec<Vec<PacketCell>>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("工作包.xlsx");
    write_packet(&path, &packet(rows), &mut |_| ControlFlow::Continue(())).unwrap();
    (folder, path)
}

fn read(path: &Path) -> Result<sheets::ReturnedPacket, ReadError> {
    PacketFile::open(path)?.read(&TITLES)
}

#[test]
fn the_sheet_is_protected_and_only_what_is_open_is_unlocked() {
    let shut =
        vec![PacketCell::Text("乙".into()), PacketCell::Shut, PacketCell::Shut, PacketCell::Shut];
    let (_folder, path) = written(vec![open_row("甲"), shut]);
    let parts = sheet_parts(&path);
    let xml = &parts[0];
    assert!(xml.contains("<sheetProtection sheet=\"1\""), "{xml}");
    assert!(xml.contains("type=\"list\"") && xml.contains("当面,传真"), "{xml}");
    assert!(xml.contains("type=\"date\"") && xml.contains("type=\"textLength\""), "{xml}");
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let styles = book.worksheet_style("工作包").unwrap();
    let is_unlocked = |row, column| {
        styles
            .get((row, column))
            .and_then(|style| style.protection.as_ref())
            .is_some_and(|protection| !protection.locked)
    };
    for column in 0..4 {
        assert_eq!(is_unlocked(6, column), column > 0, "{column}");
        assert!(!is_unlocked(7, column) && !is_unlocked(4, column), "{column}");
    }
}

#[test]
fn nothing_a_person_typed_becomes_a_formula() {
    let (_folder, path) = written(vec![open_row("=HYPERLINK(\"http://x.example\")")]);
    assert!(sheet_parts(&path).iter().all(|xml| !xml.contains("<f>")));
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let range = book.worksheet_range("工作包").unwrap();
    let cell = range.get_value((6, 0));
    assert_eq!(cell, Some(&Data::String("=HYPERLINK(\"http://x.example\")".into())));
}

#[test]
fn an_empty_packet_comes_back_as_it_went_out() {
    let (_folder, path) = written(vec![open_row("甲"), open_row("乙")]);
    let returned = read(&path).unwrap();
    assert!(returned.above.contains(&"工作包编号 0192 校验码 7K3M-9Q2D".to_owned()));
    let rows: Vec<_> = returned.rows.iter().map(|row| (row.row, row.cells.len())).collect();
    assert_eq!(rows, [(7, 1), (8, 1)]);
    assert_eq!(returned.rows[1].cells["字号"], ReturnedCell::Text("乙".into()));
    assert!(matches!(
        PacketFile::open(&path).unwrap().read(&["字号", "没有的列"]),
        Err(ReadError::NoHeading { title }) if title == "没有的列"
    ));
}

/// Writes a container of these parts.
fn container(path: &Path, parts: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

#[track_caller]
fn assert_refused(path: &Path, words: &str) {
    let said = refused(path);
    assert!(said.contains(words), "{said}");
}

fn refused(path: &Path) -> String {
    let start = Instant::now();
    let error = match read(path) {
        Ok(_) => panic!("it was read"),
        Err(error) => error.to_string(),
    };
    assert!(start.elapsed() < Duration::from_secs(5), "{error}");
    error
}

#[test]
fn a_bomb_is_refused_by_what_it_unpacks_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.xlsx");
    let nothing = vec![0; 70 * 1024 * 1024];
    container(&path, &[("xl/worksheets/sheet1.xml", &nothing)]);
    assert!(std::fs::metadata(&path).unwrap().len() < 200_000);
    assert_refused(&path, "解压后超过 64 MB");
    let names: Vec<String> = (0..1_001).map(|at| format!("p{at}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    container(&path, &parts);
    assert_refused(&path, "部件超过 1000 个");
}

/// A workbook whose one sheet holds this XML.
fn workbook(path: &Path, sheet: &str) {
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>\
         <sheet name=\"工作包\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" \
         Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" \
         Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let parts = [
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    container(path, &parts);
}

fn sheet(rows: &str) -> String {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")
}

#[test]
fn cells_far_away_and_without_number_are_refused_and_no_grid_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wide.xlsx");
    let cell = |at: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>x</t></is></c>");
    let corners =
        format!("<row r=\"1\">{}</row><row r=\"1048576\">{}</row>", cell("A1"), cell("XFD1048576"));
    workbook(&path, &sheet(&corners));
    assert_refused(&path, "第 1048576 行还有内容");
    let mut many = String::new();
    for row in 1..=9_000 {
        many.push_str(&format!("<row r=\"{row}\">"));
        many.push_str(&"<c><v>1</v></c>".repeat(30));
        many.push_str("</row>");
    }
    workbook(&path, &sheet(&many));
    assert_refused(&path, "超过 200000 个");
}

#[test]
fn a_workbook_of_another_kind_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.xlsx");
    workbook(&path, &sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
    assert_refused(&path, "找不到“字号”这一列");
    workbook(&path, "<worksheet><sheetData><row><c r=\"ZZZZZZ9\"><v>1</v>");
    assert!(refused(&path).contains("文件已损坏") || refused(&path).contains("找不到"));
    container(&path, &[("word/document.xml", b"<x/>")]);
    assert!(!refused(&path).is_empty());
    std::fs::write(&path, "<html>").unwrap();
    assert_refused(&path, "这不是 Excel 工作簿");
    assert_refused(folder.path(), "这不是 Excel 工作簿");
}
