//! One ledger as other programs saved it: the same rows whatever the format, and the same care.
//!
//! `sheetjs.xlsb` was written by SheetJS 0.18.5 (short cells), `libreoffice.*` by LibreOffice 7.4 from its xlsx;
//! `locked.xlsx` was encrypted by msoffcrypto-tool.

use std::time::Instant;

use serde_json::{Value, json};

use super::{Desk, PATIENCE, with_parts};

const XLSB: &[u8] = include_bytes!("books/sheetjs.xlsb");
const XLS: &[u8] = include_bytes!("books/libreoffice.xls");
const ODS: &[u8] = include_bytes!("books/libreoffice.ods");
const LOCKED: &[u8] = include_bytes!("books/locked.xlsx");

/// Good files of the formats that were not made in these tests.
pub(super) const ALL: [(&str, &[u8]); 3] = [("甲.xlsb", XLSB), ("乙.xls", XLS), ("丙.ods", ODS)];

/// All cells of the rows a preview shows.
fn cells(desk: &Desk, name: &str, bytes: &[u8]) -> Vec<Vec<String>> {
    let path = desk.path(name);
    std::fs::write(&path, bytes).unwrap();
    let plan = json!({
        "path": path, "kind": "ledger", "sheet": null, "columns": null, "fixes": [],
        "aliases": [], "with_new_units": true,
    });
    let input = json!({ "plan": plan, "shown": null, "job": "j" });
    let output = desk.run(&["call", "preview_import", &input.to_string()]);
    assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen["sheet"], "2023台账", "{name}");
    let rows = seen["rows"].as_array().unwrap().iter();
    let rows = rows.map(|row| {
        let cells = row["cells"].as_array().unwrap().iter();
        let text = |cell: &Value| cell["text"].as_str().unwrap().to_owned();
        let told = cells.map(text).chain([row["verdict"].as_str().unwrap().to_owned()]);
        told.collect()
    });
    rows.collect()
}

#[test]
fn every_format_tells_the_same_rows() {
    let desk = Desk::new();
    for (name, bytes) in ALL {
        let rows = cells(&desk, name, bytes);
        assert_eq!(rows.len(), 11, "{name}");
        // The firm stands in a cell merged with the one above; the day is a cell set as a date.
        let second = [
            "2023-03-06",
            "川江栎下纺织有限公司",
            "08304290456",
            "第2件：厂区道路破损，货车无法会车。",
            "自规局",
            "已修复",
            "2023-06-02",
            "12.5",
            "good",
        ];
        assert_eq!(rows[1], second, "{name}");
        assert_eq!(rows[4][1], "川江𠮷祥食品厂", "{name}");
        assert_eq!(rows[2][0], "45003", "{name}: a serial is read when it is settled");
        assert_eq!(rows, cells(&desk, ALL[1].0, ALL[1].1), "{name}");
    }
}

#[test]
fn the_name_of_a_file_proves_nothing() {
    let desk = Desk::new();
    let good = cells(&desk, "台账.xlsb", XLSB);
    for (name, bytes) in [("台账.xlsx", XLS), ("台账.csv", XLSB), ("台账.xls", ODS)] {
        assert_eq!(cells(&desk, name, bytes), good, "{name}");
    }
}

/// The old format with another record where its second one stood.
fn second_record(kind: [u8; 2]) -> Vec<u8> {
    let mut bytes = XLS.to_vec();
    let begin = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06];
    let at = bytes.windows(begin.len()).position(|window| window == begin).unwrap();
    let next = at + 4 + usize::from(bytes[at + 2]);
    bytes[next..next + 2].copy_from_slice(&kind);
    bytes
}

#[test]
fn a_password_is_told_in_every_format() {
    let desk = Desk::new();
    // FilePass ([MS-XLS] 2.4.117).
    let old = second_record([0x2F, 0x00]);
    let open = with_parts(ODS, |name, held| match name {
        "META-INF/manifest.xml" => {
            let text = String::from_utf8(held).unwrap();
            let told = "<manifest:encryption-data manifest:checksum=\"x\"/></manifest:file-entry>";
            let entry = "manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>";
            assert!(text.contains(entry), "{text}");
            text.replace(entry, &entry.replace("/>", &format!(">{told}"))).into_bytes()
        }
        _ => held,
    });
    for (name, bytes) in
        [("锁.xlsx", LOCKED), ("锁.xls", old.as_slice()), ("锁.ods", open.as_slice())]
    {
        let words = desk.refused(name, bytes);
        assert!(words.contains("设了打开密码"), "{name}: {words}");
    }
}

/// An xlsb sheet with its last row moved to where no table ends.
fn far() -> Vec<u8> {
    with_parts(XLSB, |name, mut held| {
        if name != "xl/worksheets/sheet2.bin" {
            return held;
        }
        // Rows are records of kind 0 whose first number is the row ([MS-XLSB] 2.4.743).
        let mut last = None;
        let mut at = 0;
        while at < held.len() {
            let wide_kind = usize::from(held[at] & 0x80 != 0);
            let mut next = at + 1 + wide_kind;
            let (mut length, mut place) = (0, 0);
            loop {
                length |= usize::from(held[next] & 0x7F) << (7 * place);
                (next, place) = (next + 1, place + 1);
                if held[next - 1] & 0x80 == 0 {
                    break;
                }
            }
            if held[at] == 0 {
                last = Some(next);
            }
            at = next + length;
        }
        let last = last.unwrap();
        held[last..last + 4].copy_from_slice(&1_048_575_u32.to_le_bytes());
        held
    })
}

#[test]
fn content_far_away_is_told_by_its_cell() {
    let words = Desk::new().refused("台账.xlsb", &far());
    assert!(words.starts_with("“2023台账”表 A1048576 还有内容"), "{words}");
}

/// The sheets of an old workbook say how many cells they have (Dimensions, [MS-XLS] 2.4.90).
#[test]
fn what_an_old_sheet_says_of_its_size_is_not_believed() {
    let desk = Desk::new();
    let good = cells(&desk, "台账.xls", XLS);
    let kind = [0x00, 0x02, 0x0E, 0x00];
    let places: Vec<usize> =
        XLS.windows(4).enumerate().filter(|(_, four)| *four == kind).map(|one| one.0).collect();
    assert_eq!(places.len(), 2, "one a sheet");
    for (rows, columns) in [(65_536_u32, 256_u16), (u32::MAX, u16::MAX), (1, 1), (0, 0)] {
        let mut bytes = XLS.to_vec();
        for place in &places {
            bytes[place + 8..place + 12].copy_from_slice(&rows.to_le_bytes());
            bytes[place + 14..place + 16].copy_from_slice(&columns.to_le_bytes());
        }
        assert_eq!(cells(&desk, "台账.xls", &bytes), good, "{rows} {columns}");
    }
}

#[test]
fn an_old_sheet_with_a_cell_in_its_last_corner_is_refused_by_its_cell() {
    let desk = Desk::new();
    // The last text of the sheet, moved: LabelSst with its row and column.
    let mut bytes = XLS.to_vec();
    let kind = [0xFD, 0x00, 0x0A, 0x00];
    let last = XLS.windows(4).rposition(|four| four == kind).unwrap();
    bytes[last + 4..last + 8].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0x00]);
    let words = desk.refused("台账.xls", &bytes);
    assert_eq!(
        words,
        "“2023台账”表 IV65536 还有内容，最多 65536 行、100 列。请删去表格以外的内容后再导入。"
    );
}

#[test]
fn half_a_file_is_read_or_refused() {
    let desk = Desk::new();
    for (name, bytes) in ALL {
        for eighth in 1..8 {
            let part = &bytes[..bytes.len() * eighth / 8];
            let started = Instant::now();
            let output = desk.preview(name, part);
            assert!(started.elapsed() < PATIENCE, "{name} {eighth}");
            let words = String::from_utf8(output.stderr).unwrap();
            match output.status.code() {
                // An old workbook keeps its sheets before its end.
                Some(0) => assert!(name.ends_with("xls"), "{name} {eighth}"),
                Some(1) => assert!(words.contains("已损坏"), "{name} {eighth}: {words}"),
                other => panic!("{name} {eighth}: {other:?}"),
            }
        }
    }
}
