//! Text that wants to be something else (guarantee I2, I3).
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use std::convert::Infallible;
use std::ops::ControlFlow;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{full_row, scope, sheet_parts, write};
use sheets::{
    LedgerRow, ListCell, ListColumn, ListKind, ListScope, Variant, column_titles, write_list,
};

const HOSTILE: &[&str] = &[
    "=1+1",
    "=cmd|'/C calc'!A0",
    "=HYPERLINK(\"http://x.example\",\"点此\")",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "DDE(\"cmd\";\"/C calc\";\"a\")",
    "{=1}",
    "_x0041_",
    "_x005F_x0041_",
    "_x0041_x0042_",
    "_X0041_",
    "_x004",
    "'00123",
    "00123",
    "1e10",
    "2024.3.5",
    "TRUE",
    "#N/A",
    "https://x.example/",
    "mailto:a@x.example",
    "internal:台账!A1",
    "<b>&amp;\"'",
    "]]>",
    " 前后有空 ",
    "一行\n二行\t制表",
    "回车\r换行",
    "响铃\u{7}、零\u{0}、\u{1f}",
    "\u{fffe}\u{ffff}",
    "𠮷田、𬭊、𫍯、\u{31350}",
    "e\u{301}\u{301}\u{301}、👩‍👩‍👧、🇨🇳",
    "#panic(\"x\")",
    "'; DROP TABLE demand; --",
];

fn written(rows: Vec<LedgerRow>) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.xlsx");
    write(&path, &scope(Variant::Full), rows).unwrap();
    (folder, path)
}

#[test]
fn every_text_column_gives_back_what_it_got() {
    let rows = HOSTILE
        .iter()
        .map(|text| {
            let text = || (*text).to_owned();
            LedgerRow {
                code: text(),
                session: text(),
                receiver: text(),
                enterprise: text(),
                uscc: text(),
                township: text(),
                industry: text(),
                size: text(),
                contact: text(),
                phone: text(),
                source: text(),
                kind: text(),
                category: text(),
                title: text(),
                content: text(),
                weight: text(),
                disposal: text(),
                slip_number: text(),
                lead_leader: text(),
                lead_unit: text(),
                co_units: text(),
                person: text(),
                progress: text(),
                state: text(),
                result_class: text(),
                result: text(),
                rating: text(),
                outcome: text(),
                related: text(),
                remark: text(),
                ..full_row()
            }
        })
        .collect();
    let (_folder, path) = written(rows);

    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let range = book.worksheet_range("台账").unwrap();
    let plain = ["序号", "日期", "交办日", "灯", "金额（元）"];
    let columns = column_titles(Variant::Full);
    let texts: Vec<usize> = (0..columns.len())
        .filter(|at| matches!(range.get((4, *at)), Some(Data::String(_))))
        .filter(|at| !plain.contains(&columns[*at]))
        .collect();
    assert_eq!(texts.len(), 30);
    for (line, text) in (4..).zip(HOSTILE) {
        for column in &texts {
            let cell = range.get((line, *column));
            assert_eq!(cell, Some(&Data::String((*text).into())), "{}", columns[*column]);
        }
    }
    assert!(book.worksheet_formula("台账").unwrap().is_empty());
    for name in ["汇总"] {
        for formula in book.worksheet_formula(name).unwrap().used_cells() {
            let calculates = ["COUNTIFS(", "SUMPRODUCT(", "SUM(", "IF("];
            assert!(calculates.iter().any(|start| formula.2.starts_with(start)), "{}", formula.2);
        }
    }
    for part in sheet_parts(&path) {
        assert!(!part.contains("<hyperlink"));
    }
}

#[test]
fn a_text_too_long_goes_on_in_its_own_sheet() {
    let fits = "𠮷".repeat(16_383) + "a";
    let long = "=长".repeat(16_384);
    let monstrous = "甲乙丙丁𬭊".repeat(20_000);
    let (_folder, path) = written(vec![
        LedgerRow { content: fits.clone(), ..full_row() },
        LedgerRow { content: long.clone(), ..full_row() },
        LedgerRow { lead_unit: monstrous.clone(), ..full_row() },
    ]);

    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let ledger = book.worksheet_range("台账").unwrap();
    let rest = book.worksheet_range("续文").unwrap();
    let at =
        |title: &str| column_titles(Variant::Full).iter().position(|name| *name == title).unwrap();
    let cell = |line: usize, title: &str| ledger.get((line, at(title))).unwrap().to_string();
    assert_eq!(cell(4, "内容"), fits);

    let whole = |line: usize, title: &str, lines: std::ops::RangeInclusive<usize>| {
        let cell = cell(line, title);
        assert!(cell.encode_utf16().count() <= 32_767);
        let note = format!("……（未完，下接“续文”表第 {} 行）", lines.start() + 1);
        let head = cell.strip_suffix(&note).unwrap().to_owned();
        lines.fold(head, |text, line| text + &rest.get((line, 3)).unwrap().to_string())
    };
    assert_eq!(whole(5, "内容", 1..=1), long);
    assert_eq!(whole(6, "主办", 2..=4), monstrous);
    assert_eq!(rest.height(), 5);
}

#[test]
fn a_list_is_as_careful() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    let list = ListScope {
        office: "川江区工商业联合会".into(),
        title: "=标题".into(),
        scope_text: "全部企业".into(),
        notice: String::new(),
        cut_off_date: scope(Variant::Full).cut_off_date,
        prepared_at: "2026年9月23日 10:08".into(),
        prepared_by: "周敏".into(),
        created: scope(Variant::Full).created,
    };
    let columns = [
        ListColumn { title: "名称".into(), width: 200, kind: ListKind::Text },
        ListColumn { title: "电话".into(), width: 100, kind: ListKind::Code },
        ListColumn { title: "件数".into(), width: 60, kind: ListKind::Figure },
        ListColumn { title: "灯".into(), width: 60, kind: ListKind::Figure },
    ];
    let rows = HOSTILE.iter().map(|text| {
        Ok::<_, Infallible>(vec![
            ListCell::Text((*text).into()),
            ListCell::Text("08304296666".into()),
            ListCell::Whole(3),
            ListCell::Light(sheets::Light::Blue),
        ])
    });
    let count =
        write_list(&path, &list, &columns, rows, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(count, HOSTILE.len() as u64);
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let range = book.worksheet_range("清单").unwrap();
    for (line, text) in (3..).zip(HOSTILE) {
        assert_eq!(range.get((line, 0)), Some(&Data::String((*text).into())));
        assert_eq!(range.get((line, 1)), Some(&Data::String("08304296666".into())));
        assert_eq!(range.get((line, 2)), Some(&Data::Float(3.0)));
    }
    assert!(book.worksheet_formula("清单").unwrap().is_empty());

    let short = [Ok::<_, Infallible>(vec![ListCell::Empty])];
    let refused = write_list(&path, &list, &columns, short, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(refused, Err(sheets::SheetError::RowWidth { row: 1, expected: 4, found: 1 })));
}
