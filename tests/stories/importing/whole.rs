//! Messy ledgers of three offices taken over and exported: every cell of every row is what was meant,
//! and a column the older ledger had not stays empty or says what is assumed.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use serde_json::json;

use super::{Desk, faults, messy, wide};

/// A row by the headings of the exported ledger; those left out are [`UNTOLD`].
pub(super) type Meant = BTreeMap<&'static str, String>;

/// What stands in a column of which the older ledger told nothing.
const UNTOLD: [(&str, &str); 3] = [("来源", "接待会上"), ("类型", "问题"), ("分类", "其他")];

/// What is meant by the rows of [`messy`]: its workbook tells telephones, its text each day in full.
fn of_messy(rows: &[messy::Row], phone: &'static str, is_text: bool) -> Vec<Meant> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut first_names: BTreeMap<String, String> = BTreeMap::new();
    let mut one = |(at, row): (usize, &messy::Row)| {
        let meant = &row.meant;
        let raised_on = if is_text { messy::day(at) } else { meant.raised_on };
        let year = raised_on.format("%Y").to_string();
        let seq = numbers.entry(year.clone()).or_default();
        *seq += 1;
        // A firm keeps the spelling it came with first.
        let key = domain::import::firm_key(&meant.firm);
        let name = first_names.entry(key).or_insert_with(|| row.written_firm.clone());
        // What its text calls 主要诉求 is the title itself, as long as a title may be (form F2).
        let is_title = is_text && meant.content.chars().count() <= 30;
        let clause = meant.content.split('，').next().unwrap_or_default();
        let title = if is_title { meant.content.as_str() } else { clause };
        let state = if meant.is_closed { "办结销号" } else { "已受理" };
        let told = [
            ("诉求编号", format!("{year}-{seq:04}")),
            ("日期", raised_on.to_string()),
            ("企业", name.clone()),
            ("电话", phone.to_owned()),
            ("标题", title.to_owned()),
            ("内容", meant.content.clone()),
            ("主办", meant.unit.clone()),
            ("状态", state.to_owned()),
            ("灯", if meant.is_closed { "√ 已办结" } else { "○ 未起算" }.to_owned()),
            ("评价", if meant.is_closed { "未评价" } else { "" }.to_owned()),
            ("办结日", meant.closed_on.map(|day| day.to_string()).unwrap_or_default()),
            ("结果", meant.result.clone()),
        ];
        told.into_iter().collect()
    };
    rows.iter().enumerate().map(&mut one).collect()
}

/// Takes a ledger over and compares the exported one with what was meant; returns the cells compared.
fn compare(path: &Path, desk: &Desk, meant: &[Meant]) -> usize {
    let plan = desk.plan(path, "ledger");
    let seen = desk.preview(&plan);
    let (good, refused) = (json!(meant.len()), json!(0));
    assert_eq!((&seen["good"], &seen["refused"]), (&good, &refused), "{:#?}", faults(&seen));
    desk.accept(&plan);
    let out = desk.exported("导出.xlsx");
    assert_eq!(out.len(), meant.len());
    let out: BTreeMap<&str, _> = out.iter().map(|row| (row["诉求编号"].as_str(), row)).collect();
    let (mut compared, mut differing) = (0, Vec::new());
    for (at, meant) in meant.iter().enumerate() {
        let number = meant["诉求编号"].as_str();
        let row = out.get(number).unwrap_or_else(|| panic!("{number} is missing"));
        assert!(meant.keys().all(|title| row.contains_key(*title)), "a heading is gone");
        for (title, cell) in *row {
            if title == "序号" {
                continue;
            }
            let untold = || UNTOLD.iter().find(|(known, _)| known == title).map(|(_, said)| *said);
            let expected = meant.get(title.as_str()).map(String::as_str);
            let expected = expected.or_else(untold).unwrap_or_default();
            if cell != expected {
                differing.push(format!("row {at}, {title}: {cell:?}, meant {expected:?}"));
            }
            compared += 1;
        }
    }
    differing.truncate(20);
    assert!(differing.is_empty(), "{}: {differing:#?}", path.display());
    compared
}

/// Three ledgers of `count` rows each; returns the cells compared.
#[expect(clippy::print_stderr, reason = "the times are what is asked for of many rows")]
fn three(count: usize) -> usize {
    let mut all = 0;
    for which in ["旧台账.xlsx", "旧台账.csv", "全表台账.xlsx"] {
        let desk = Desk::new();
        let path = desk.path(which);
        let meant = match which {
            "全表台账.xlsx" => {
                let rows = wide::rows(count);
                wide::workbook(&path, &rows);
                rows.into_iter().map(|row| row.meant).collect()
            }
            name => {
                let rows = messy::rows(count);
                if name.ends_with("csv") {
                    messy::csv(&path, &rows);
                    of_messy(&rows, "", true)
                } else {
                    messy::workbook(&path, &rows);
                    of_messy(&rows, "08304290456", false)
                }
            }
        };
        let started = Instant::now();
        let compared = compare(&path, &desk, &meant);
        eprintln!("{which}: {count} rows, {compared} cells, {:.1?}", started.elapsed());
        all += compared;
    }
    all
}

#[test]
fn three_messy_ledgers_come_out_field_by_field_as_they_were_meant() {
    // 50 columns but for the running number.
    assert_eq!(three(500), 3 * 500 * 49);
}

#[test]
#[ignore = "takes minutes; the same with 500 rows is in the gate"]
fn three_messy_ledgers_of_twenty_thousand_rows_come_out_as_they_were_meant() {
    assert_eq!(three(20_000), 3 * 20_000 * 49);
}
