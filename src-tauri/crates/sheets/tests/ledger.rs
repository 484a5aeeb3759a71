//! The ledger read back with another library, and the parts that decide how it prints.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use std::convert::Infallible;
use std::fmt::Write as _;
use std::ops::ControlFlow;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{day, full_row, mixed_rows, part, scope, sheet_parts, write};
use sheets::{LedgerRow, Light, Paper, SheetError, Variant, column_titles, write_ledger};

/// Tab-separated text of a sheet; days as days, so that a date stored as text would show.
fn table(path: &std::path::Path, sheet: &str) -> String {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let mut text = String::new();
    for row in range.rows() {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| match cell {
                Data::Empty => String::new(),
                Data::String(text) => format!("“{text}”"),
                Data::DateTime(when) => when.as_datetime().unwrap().format("%F").to_string(),
                Data::Float(number) => number.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        writeln!(text, "{}", cells.join(" | ")).unwrap();
    }
    text
}

#[test]
fn four_rows_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台账.xlsx");
    let mut rows = mixed_rows(3);
    rows.insert(0, full_row());
    let stats = write(&path, &scope(Variant::Full), rows).unwrap();
    assert_eq!((stats.rows, stats.overflow_rows), (4, 0));
    insta::assert_snapshot!("ledger", table(&path, "台账"));
    insta::assert_snapshot!("summary", table(&path, "汇总"));
}

#[test]
fn the_public_variant_has_no_person_to_ring() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("public.xlsx");
    write(&path, &scope(Variant::Public), vec![full_row()]).unwrap();
    let titles = column_titles(Variant::Public);
    assert_eq!(titles.len(), 48);
    assert_eq!(column_titles(Variant::Full).len(), 50);
    assert!(!titles.contains(&"电话") && !titles.contains(&"联系人"));
    for part in sheet_parts(&path) {
        assert!(!part.contains(&full_row().phone) && !part.contains(&full_row().contact));
    }
}

#[test]
fn it_prints_and_filters() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a3.xlsx");
    write(&path, &scope(Variant::Full), mixed_rows(20)).unwrap();
    let sheet = part(&path, "xl/worksheets/sheet1.xml");
    for expected in [
        r#"<pane xSplit="2" ySplit="4" topLeftCell="C5" activePane="bottomRight" state="frozen"/>"#,
        r#"<autoFilter ref="A4:AX24"/>"#,
        r"<pageSetUpPr fitToPage=",
        r#"paperSize="8""#,
        r#"orientation="landscape""#,
        r#"fitToHeight="0""#,
        "第 &amp;P 页　共 &amp;N 页",
        r#"<mergeCell ref="A1:AX1"/>"#,
        "制表：何予安",
        // A height for rows that need more than the common one, and no column painted to its end.
        r#"<row r="5" ht="81""#,
        r#"<col min="50" max="50" width="7" customWidth="1"/>"#,
    ] {
        assert!(sheet.contains(expected), "{expected} in {}", &sheet[..2000]);
    }
    let workbook = part(&path, "xl/workbook.xml");
    assert!(workbook.contains("台账!$3:$4"), "{workbook}");
    assert!(workbook.contains("台账!$A$1:$AX$26"), "{workbook}");

    let path = folder.path().join("a4.xlsx");
    let scope = sheets::LedgerScope { paper: Paper::A4, ..scope(Variant::Full) };
    write(&path, &scope, mixed_rows(1)).unwrap();
    let sheet = part(&path, "xl/worksheets/sheet1.xml");
    for expected in [
        r#"paperSize="9""#,
        r#"pageOrder="overThenDown""#,
        // Parted before 交办字号; a sheet fitted to pages would forget it.
        r#"<brk id="19" max="1048575" man="1"/>"#,
        r#"<mergeCell ref="C1:S1"/>"#,
        r#"<mergeCell ref="T1:AX1"/>"#,
    ] {
        assert!(sheet.contains(expected), "{expected}");
    }
    assert!(!sheet.contains("fitToPage"));
    assert!(part(&path, "xl/workbook.xml").contains("台账!$A:$B,台账!$3:$4"));
}

/// Width of the ledger's columns together, in pixels.
fn width_of(path: &std::path::Path) -> f64 {
    let sheet = part(path, "xl/worksheets/sheet1.xml");
    let number = |col: &str, name: &str| {
        let (_, from) = col.split_once(&format!("{name}=\"")).unwrap();
        from.split_once('"').unwrap().0.parse::<f64>().unwrap()
    };
    let columns = sheet.split("<col ").skip(1);
    // A width is in digits of 8 pixels.
    columns
        .map(|col| {
            let count = number(col, "max") - number(col, "min") + 1.0;
            count * (number(col, "width") * 8.0).round()
        })
        .sum()
}

#[test]
fn columns_nothing_stands_in_make_room_for_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("usual.xlsx");
    // What an office has while it does not chase, extend or rate yet.
    let rows: Vec<_> = mixed_rows(9)
        .into_iter()
        .map(|row| LedgerRow {
            extensions: 0,
            progress: String::new(),
            progress_on: None,
            reminders: 0,
            closed_on: None,
            used_wd: None,
            result_class: String::new(),
            rating: String::new(),
            revisited_on: None,
            outcome_fen: None,
            outcome: String::new(),
            related: String::new(),
            remark: String::new(),
            ..row
        })
        .collect();
    write(&path, &scope(Variant::Full), rows).unwrap();
    // 407.3 mm between the margins of an A3 leaf: printed at 70 % or more.
    assert!(width_of(&path) <= 1539.0 / 0.7, "{}", width_of(&path));

    write(&path, &scope(Variant::Full), vec![]).unwrap();
    let empty = width_of(&path);
    write(&path, &scope(Variant::Full), vec![full_row()]).unwrap();
    assert!(empty >= width_of(&path), "a form to be filled by hand keeps its columns");
}

#[test]
fn the_summary_agrees_with_the_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sum.xlsx");
    let rows = mixed_rows(101);
    write(&path, &scope(Variant::Full), rows.clone()).unwrap();

    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let values = book.worksheet_range("汇总").unwrap();
    let formulas = book.worksheet_formula("汇总").unwrap();
    let line_of = |name: &str| {
        (0..values.height())
            .find(|row| values.get((*row, 0)) == Some(&Data::String(name.into())))
            .unwrap()
    };
    let figure = |name: &str, column: usize| match values.get((line_of(name), column)).unwrap() {
        Data::Float(number) => *number,
        other => panic!("{name}/{column}: {other:?}"),
    };
    let count =
        |pick: &dyn Fn(&LedgerRow) -> bool| rows.iter().filter(|row| pick(row)).count() as f64;

    assert_eq!(figure("全部诉求", 2), count(&|row| row.light == Light::Red));
    assert_eq!(figure("合计", 1), 101.0);
    for unit in ["区水务局", "区 A*局"] {
        assert_eq!(figure(unit, 1), count(&|row| row.lead_unit == unit));
        for (column, light) in (2..).zip(Light::ALL) {
            let expected = count(&|row| row.lead_unit == unit && row.light == light);
            assert_eq!(figure(unit, column), expected, "{unit} {light:?}");
        }
        let issued = |row: &LedgerRow| row.lead_unit == unit && row.issued_on.is_some();
        assert_eq!(figure(unit, 11), count(&issued));
        assert_eq!(figure(unit, 12), count(&|row| issued(row) && row.light != Light::Left));
        assert_eq!(figure(unit, 13), count(&|row| issued(row) && row.light == Light::Done));
    }
    assert_eq!(figure("（未填）", 1), count(&|row| row.lead_unit.is_empty()));
    assert_eq!(figure("𠮷田野", 1), count(&|row| row.receiver == "𠮷田野"));

    // Each figure is a formula; formulas start where the values start.
    let (top, left) = formulas.start().unwrap();
    let formula = |name: &str, column: u32| {
        let row = u32::try_from(line_of(name)).unwrap() + values.start().unwrap().0;
        formulas.get(((row - top) as usize, (column - left) as usize)).unwrap().clone()
    };
    assert!(formula("区水务局", 2).starts_with("COUNTIFS(台账!$W$5:$W$105,$A"));
    assert!(formula("区 A*局", 2).starts_with("SUMPRODUCT(EXACT(台账!$W$5:$W$105,$A"));
    assert!(formula("（未填）", 2).starts_with("COUNTIFS(台账!$W$5:$W$105,\"=\""));
}

#[test]
fn an_empty_ledger_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.xlsx");
    write(&path, &scope(Variant::Full), vec![]).unwrap();
    assert!(table(&path, "台账").contains("本口径下没有诉求。"));
    assert!(table(&path, "汇总").contains("“—”"));
}

#[test]
fn more_groups_than_lines_are_summed_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.xlsx");
    let rows =
        (0..1000).map(|at| LedgerRow { lead_unit: format!("第{at}单位"), ..full_row() }).collect();
    write(&path, &scope(Variant::Full), rows).unwrap();
    assert!(table(&path, "汇总").contains("“（其余 701 个）” | 701 | 701 |"));
}

#[test]
fn same_rows_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let [a, b] = ["a.xlsx", "b.xlsx"].map(|name| folder.path().join(name));
    write(&a, &scope(Variant::Full), mixed_rows(300)).unwrap();
    write(&b, &scope(Variant::Full), mixed_rows(300)).unwrap();
    assert!(std::fs::read(a).unwrap() == std::fs::read(b).unwrap());
}

#[test]
fn a_cancelled_or_failed_export_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.xlsx");
    std::fs::write(&path, "the one from yesterday").unwrap();
    let rows = || mixed_rows(5000).into_iter().map(Ok::<_, Infallible>);

    // Stopped among the rows, at their end, and while the file is packed.
    for stop_at in [1, 19, 20, 21] {
        let mut asked = 0;
        let result = write_ledger(&path, &scope(Variant::Full), rows(), &mut |_| {
            asked += 1;
            if asked >= stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(result, Err(SheetError::Cancelled)), "{stop_at}: {result:?}");
    }
    let broken = rows()
        .take(7)
        .map(|row| row.map_err(|never| match never {}))
        .chain([Err("the disk is gone")]);
    let result =
        write_ledger(&path, &scope(Variant::Full), broken, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(result, Err(SheetError::Rows { row: 8, .. })), "{result:?}");

    assert_eq!(std::fs::read_to_string(&path).unwrap(), "the one from yesterday");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nowhere/ledger.xlsx");
    let error = write(&path, &scope(Variant::Full), vec![full_row()]).unwrap_err();
    assert!(matches!(&error, SheetError::Write { path: named, .. } if *named == path), "{error:?}");
}

#[test]
fn no_date_is_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dates.xlsx");
    let row = LedgerRow { on: Some(day(2023, 4, 14)), due_on: Some(day(2023, 5, 8)), ..full_row() };
    write(&path, &scope(Variant::Full), vec![row]).unwrap();
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let range = book.worksheet_range("台账").unwrap();
    let at = |title| column_titles(Variant::Full).iter().position(|name| *name == title).unwrap();
    for (title, expected) in [("日期", day(2023, 4, 14)), ("现到期日", day(2023, 5, 8))] {
        let Some(Data::DateTime(when)) = range.get((4, at(title))) else { panic!("{title}") };
        assert_eq!(when.as_datetime().unwrap().date(), expected);
    }
    assert_eq!(range.get((4, at("电话"))), Some(&Data::String("08304296666".into())));
    assert_eq!(range.get((4, at("金额（元）"))), Some(&Data::Float(864_000.5)));
}
