//! Tables the office kept before: seen, corrected, taken over, taken back.

mod many;
mod messy;
mod refused;
mod rota;
mod whole;
mod wide;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use domain::figures::Figure;
use serde_json::{Value, json};

use crate::world::{World, reasoned};

/// An office with the units of the ledgers and a table beside it.
struct Desk {
    world: World,
}

impl Desk {
    fn new() -> Self {
        let world = World::set_up();
        for (name, short) in [
            ("川江区住房和城乡建设局", "区住建局"),
            ("川江区自然资源和规划局", ""),
            ("川江区人力资源和社会保障局", ""),
            ("城北街道办事处", ""),
        ] {
            world.unit(name, short);
        }
        Self { world }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.world.outside().join(name)
    }

    fn plan(&self, path: &Path, kind: &str) -> Value {
        json!({
            "path": path, "kind": kind, "sheet": null, "columns": null, "fixes": [],
            "aliases": [], "with_new_units": true,
        })
    }

    fn preview(&self, plan: &Value) -> Value {
        self.world.call("preview_import", json!({ "plan": plan, "shown": null, "job": "j" }))
    }

    fn only(&self, plan: &Value, verdict: &str) -> Value {
        self.world.call("preview_import", json!({ "plan": plan, "shown": verdict, "job": "j" }))
    }

    fn accept(&self, plan: &Value) -> Value {
        let seen = self.preview(plan);
        let input = json!({ "plan": plan, "sm3": seen["sm3"], "job": "j" });
        self.world.call("accept_import", input)
    }

    /// Exports the ledger and returns its rows by heading.
    fn exported(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let path = self.path(name);
        let input = json!({
            "filter": {}, "variant": "full", "paper": "a3", "path": path, "period": "", "job": "j",
        });
        let _made: Value = self.world.call("export_ledger", input);
        ledger(&path)
    }

    fn figures(&self, year: i32) -> Value {
        let input = json!({ "kind": "year", "year": year, "number": 1 });
        self.world.call("get_figures", input)
    }
}

/// The rows of an exported ledger by heading.
pub(crate) fn ledger(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let rows: Vec<&[Data]> = range.rows().collect();
    let is_head = |row: &&[Data]| row.iter().any(|cell| *cell == "诉求编号");
    let head = rows.iter().position(is_head).expect("the headings");
    let titles: Vec<String> =
        rows[head].iter().map(|cell| cell.to_string().replace('\n', "")).collect();
    let number = titles.iter().position(|title| title == "诉求编号").expect("numbers");
    let is_row = |row: &&&[Data]| row[number].to_string().contains('-');
    let rows = rows[head + 1..].iter().filter(is_row);
    rows.map(|row| titles.iter().cloned().zip(row.iter().map(words)).collect()).collect()
}

/// A cell as it is read: a day as its date.
fn words(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => {
            let zero = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
            (zero + chrono::TimeDelta::days(at.as_f64() as i64)).to_string()
        }
        other => other.to_string(),
    }
}

/// Every cell that has a fault, as `row column fault`.
fn faults(seen: &Value) -> Vec<String> {
    let rows = seen["rows"].as_array().expect("rows").iter();
    let cells = rows.flat_map(|row| {
        let cells = row["cells"].as_array().expect("cells").iter();
        let told = cells.filter(|cell| cell["fault"] != "");
        told.map(|cell| {
            format!(
                "{} {} {}",
                row["row"],
                cell["column"],
                cell["fault"].as_str().unwrap_or_default()
            )
        })
    });
    cells.collect()
}

#[test]
fn s52_a_legacy_ledger_is_previewed_corrected_and_taken_over() {
    let desk = Desk::new();
    let path = desk.path("2023年台账.xlsx");
    let rows = messy::rows(500);
    messy::workbook(&path, &rows);
    let mut plan = desk.plan(&path, "ledger");
    let seen = desk.preview(&plan);
    assert_eq!(seen["sheet"], "2023台账", "the sheet that is called as such sheets are");
    assert_eq!((&seen["good"], &seen["refused"]), (&json!(500), &json!(0)), "{:#?}", faults(&seen));
    assert_eq!(seen["new_units"], json!(["川江供电公司"]), "the others are known by short names");
    assert_eq!(seen["new_enterprise_count"], 7, "three hands, one firm");
    let note = |row: usize| seen["rows"][row]["cells"][0]["note"].as_str().unwrap_or_default();
    assert_eq!(note(0), "", "a plain day needs no note");
    assert_eq!(note(1), "原写“23年1月”，按 2023-01-01");
    assert_eq!(note(4), "原写“约1月”，按 2023-01-01");
    // A cell corrected in the preview is what is taken over.
    plan["fixes"] = json!([{ "row": 4, "column": 1, "text": "春节前" }]);
    let seen = desk.only(&plan, "refused");
    assert_eq!(faults(&seen), ["4 1 “春节前”读不出日期，请写成 2024-03-05 这样。"]);
    plan["fixes"] = json!([{ "row": 4, "column": 1, "text": "2023-01-09" }]);
    let done = desk.accept(&plan);
    assert_eq!(done["import"]["rows"], 500);
    assert_eq!(done["new_units"], 1);
    let out = desk.exported("导出.xlsx");
    assert_eq!(out.len(), 500);
    for (at, (row, out)) in rows.iter().zip(&out).enumerate() {
        let meant = &row.meant;
        let raised_on = if at == 0 { "2023-01-09".to_owned() } else { meant.raised_on.to_string() };
        let closed_on = meant.closed_on.map(|day| day.to_string()).unwrap_or_default();
        let cell = |title: &str| out[title].as_str();
        assert_eq!(out["内容"], meant.content);
        assert_eq!(cell("日期"), raised_on, "{at}");
        assert_eq!(domain::import::firm_key(cell("企业")), domain::import::firm_key(&meant.firm));
        assert_eq!(cell("主办"), meant.unit, "{at}");
        assert_eq!(cell("状态"), if meant.is_closed { "办结销号" } else { "已受理" });
        assert_eq!(cell("办结日"), closed_on, "{at}");
        assert_eq!(cell("结果"), meant.result);
    }
    // Every row again is there already.
    let again = desk.preview(&plan);
    assert_eq!((&again["good"], &again["known"]), (&json!(0), &json!(500)));
    assert_eq!(again["is_remembered"], true);
}

#[test]
fn figures_of_what_was_taken_over_balance() {
    let desk = Desk::new();
    let path = desk.path("2023年台账.xlsx");
    messy::workbook(&path, &messy::rows(120));
    desk.accept(&desk.plan(&path, "ledger"));
    for year in [2023, 2026] {
        let figures = desk.figures(year);
        let count = |figure: Figure| figures["figures"]["counts"][figure as usize].clone();
        let expected = match year {
            2023 => (json!(120), json!(90), json!(30)),
            _ => (json!(0), json!(0), json!(30)),
        };
        let found = (count(Figure::Raised), count(Figure::Closed), count(Figure::Closing));
        assert_eq!(found, expected, "{year}");
    }
}

#[test]
fn a_ledger_of_this_program_comes_back_as_it_went() {
    let desk = Desk::new();
    let path = desk.path("2023年台账.xlsx");
    messy::workbook(&path, &messy::rows(60));
    desk.accept(&desk.plan(&path, "ledger"));
    let first = desk.exported("一.xlsx");
    let other = Desk::new();
    let done = other.accept(&other.plan(&desk.path("一.xlsx"), "ledger"));
    assert_eq!(done["import"]["rows"], 60);
    let second = other.exported("二.xlsx");
    assert_eq!(first.len(), second.len());
    for (first, second) in first.iter().zip(&second) {
        assert_eq!(first, second);
    }
}

#[test]
fn a_csv_of_the_old_encoding_is_taken_over_with_its_numbers() {
    let desk = Desk::new();
    let path = desk.path("台账.csv");
    let rows = messy::rows(40);
    messy::csv(&path, &rows);
    let plan = desk.plan(&path, "ledger");
    let seen = desk.preview(&plan);
    assert_eq!((&seen["good"], &seen["refused"]), (&json!(40), &json!(0)), "{:#?}", faults(&seen));
    desk.accept(&plan);
    let out = desk.exported("导出.xlsx");
    assert_eq!(out.len(), 40);
    assert_eq!(out[9]["企业"], out[8]["企业"], "同上");
    // The demand tells where it came from.
    let list: Value = desk.world.call(
        "list_ledger",
        json!({ "filter": {}, "sort": "number", "is_descending": false, "limit": 5, "offset": 0 }),
    );
    let detail: Value = desk.world.call("get_demand", json!({ "id": list["rows"][3]["id"] }));
    let told = detail["timeline"].to_string();
    assert!(told.contains("《台账.csv》第 5 行，原编号 旧3，原状态“办结销号”"), "{told}");
}

#[test]
fn an_import_is_taken_back_as_a_whole_and_can_come_again() {
    let desk = Desk::new();
    let path = desk.path("2023年台账.xlsx");
    messy::workbook(&path, &messy::rows(50));
    let plan = desk.plan(&path, "ledger");
    let done = desk.accept(&plan);
    let undone: Value = desk.world.call("undo_import", reasoned(&done["import"], "导错了文件"));
    assert_eq!((&undone["voided"], &undone["kept"]), (&json!(50), &json!(0)));
    assert_eq!(desk.exported("空.xlsx").len(), 0);
    let import = &undone["imports"][0];
    assert_eq!(import["undo_reason"], "导错了文件");
    let hint = desk.world.refused("undo_import", reasoned(import, "再来一次")).hint;
    assert_eq!(hint, "这次导入已经撤销过了。");
    // The same file again: firms and units are taken into use again, not doubled.
    let again = desk.accept(&plan);
    assert_eq!(again["import"]["rows"], 50);
    assert_eq!((&again["new_enterprises"], &again["new_units"]), (&json!(0), &json!(0)));
    assert_eq!(desk.exported("又.xlsx").len(), 50);
}

#[test]
fn what_was_worked_on_stays() {
    let desk = Desk::new();
    let path = desk.path("2023年台账.xlsx");
    messy::workbook(&path, &messy::rows(10));
    let done = desk.accept(&desk.plan(&path, "ledger"));
    let list: Value = desk.world.call(
        "list_ledger",
        json!({ "filter": {}, "sort": "number", "is_descending": false, "limit": 5, "offset": 0 }),
    );
    let mut rows = list["rows"].as_array().expect("rows").iter();
    let open = rows.find(|row| row["state"] == "accepted").expect("an open one");
    let demand: Value = desk.world.call("get_demand", json!({ "id": open["id"] }));
    let mut input = reasoned(&demand, "企业已自行修好。");
    input["reviewer"] = json!("陈启文");
    let _gone: Value = desk.world.call("withdraw_demand", input);
    let hint = desk.world.refused("undo_import", reasoned(&done["import"], "导错了")).hint;
    let number = open["number"].as_str().expect("a number");
    assert_eq!(
        hint,
        format!("其中 1 条诉求导入后改过或办理过（{number}），不能整批撤销。请逐条作废。")
    );
    assert_eq!(desk.exported("还在.xlsx").len(), 10);
}
