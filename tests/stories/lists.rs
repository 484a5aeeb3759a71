//! 名录、登记簿: every list as a workbook, read back against the use case that shows it.

mod files;
mod slips;

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

use crate::world::World;

/// A cell by its heading.
pub(crate) type Row = BTreeMap<String, Data>;

/// A list read back from its workbook.
pub(crate) struct Sheet {
    title: String,
    pub(crate) scope: String,
    pub(crate) rows: Vec<Row>,
}

pub(crate) fn export(world: &World, list: &Value) -> Sheet {
    let path = world.outside().join("名录.xlsx");
    let input = json!({ "list": list, "path": path, "job": "export" });
    let made: Value = world.call("export_list", input);
    assert_eq!(made["path"], path.to_str().expect("a text"));
    let mut book: Xlsx<_> = open_workbook(&path).expect("it opens");
    let formulas = book.worksheet_formula("清单").expect("the sheet");
    assert!(formulas.used_cells().all(|(_, _, text)| text.is_empty()));
    let sheet = book.worksheet_range("清单").expect("the sheet");
    let mut lines = sheet.rows();
    let mut head = || lines.next().expect("a head")[0].to_string();
    let (title, scope) = (head(), head());
    let headings: Vec<String> =
        lines.next().expect("headings").iter().map(Data::to_string).collect();
    let rows: Vec<Row> = lines
        .take_while(|line| matches!(line[0], Data::Float(_)))
        .map(|line| headings.iter().cloned().zip(line.iter().cloned()).collect())
        .collect();
    assert_eq!(made["rows"], rows.len(), "{title}");
    for (serial, row) in (1..).zip(&rows) {
        assert_eq!(row["序号"], Data::Float(f64::from(serial)));
    }
    assert!(scope.contains(&format!("，共 {} ", rows.len())), "{scope}");
    Sheet { title, scope, rows }
}

fn said(cell: &Data) -> String {
    if *cell == Data::Empty { String::new() } else { cell.to_string() }
}

/// The day a date cell holds; a text that looks like one is none.
fn day(cell: &Data) -> Option<String> {
    match cell {
        Data::Empty => None,
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            Some(format!("{year}-{month:02}-{day:02}"))
        }
        other => panic!("{other:?} is no date"),
    }
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Rows of a list use case from all its pages.
pub(crate) fn listed(world: &World, name: &str, key: &str, mut input: Value) -> Vec<Value> {
    let mut rows = Vec::new();
    loop {
        input["offset"] = json!(rows.len());
        let page: Value = world.call(name, input.clone());
        let part = page[key].as_array().expect("rows").clone();
        rows.extend(part.clone());
        if part.is_empty() || page["total"] == rows.len() {
            return rows;
        }
    }
}

pub(crate) fn directory(query: &str, with_retired: bool) -> Value {
    json!({ "query": query, "limit": 7, "offset": 0, "with_retired": with_retired })
}

#[test]
fn the_enterprises_are_those_of_the_list() {
    let world = World::sample();
    for (query, with_retired) in [("", true), ("twll", false), ("", false)] {
        let list = json!({ "of": "enterprises", "query": query, "with_retired": with_retired });
        let sheet = export(&world, &list);
        let shown =
            listed(&world, "list_enterprises", "enterprises", directory(query, with_retired));
        assert_eq!(sheet.rows.len(), shown.len());
        for (row, firm) in sheet.rows.iter().zip(&shown) {
            let detail: Value = world.call("get_enterprise", json!({ "id": firm["id"] }));
            assert_eq!(said(&row["名称"]), text(&firm["name"]));
            assert_eq!(said(&row["统一社会信用代码"]), text(&firm["credit_code"]));
            assert!(!matches!(row["统一社会信用代码"], Data::Float(_)));
            assert_eq!(said(&row["镇街"]), text(&firm["street"]));
            assert_eq!(said(&row["法定代表人"]), text(&firm["legal_representative"]));
            assert_eq!(row["诉求"], Data::Float(firm["demands"].as_f64().expect("a count")));
            assert_eq!(row["在办"], Data::Float(firm["open_demands"].as_f64().expect("a count")));
            let state = if firm["is_active"] == true { "在册" } else { "已注销" };
            assert_eq!(said(&row["状态"]), state);
            for person in detail["record"]["people"].as_array().expect("people") {
                let (phone, told) = (text(&person["phone"]), said(&row["联系电话"]));
                let isnt = person["is_legal_representative"] != true;
                assert!(told == phone || isnt && said(&row["其他联系人"]).contains(&phone));
                assert!(told.is_empty() || matches!(row["联系电话"], Data::String(_)));
            }
        }
    }
    let all = export(&world, &json!({ "of": "enterprises", "query": "", "with_retired": true }));
    assert!(all.rows.len() > 20, "more than two pages of seven");
    assert!(all.scope.contains("口径：全部企业，含已注销，共"), "{}", all.scope);
    assert!(all.scope.contains("只在本单位使用"), "{}", all.scope);
}

#[test]
fn the_units_bring_their_liaisons() {
    let world = World::sample();
    let sheet = export(&world, &json!({ "of": "units", "query": "", "with_retired": true }));
    assert_eq!(sheet.title, "承办单位名录");
    let shown = listed(&world, "list_units", "units", directory("", true));
    assert!(shown.len() > 7);
    assert_eq!(sheet.rows.len(), shown.len());
    for (row, unit) in sheet.rows.iter().zip(&shown) {
        assert_eq!(said(&row["单位全称"]), text(&unit["name"]));
        assert_eq!(said(&row["简称"]), text(&unit["short_name"]));
        assert_eq!(row["在办任务"], Data::Float(unit["open_tasks"].as_f64().expect("a count")));
        let told = said(&row["联络员"]);
        let lines: Vec<&str> = told.lines().collect();
        let liaisons = unit["liaisons"].as_array().expect("liaisons");
        assert_eq!(lines.len(), liaisons.len(), "{told}");
        for (line, liaison) in lines.iter().zip(liaisons) {
            assert!(line.starts_with(liaison["name"].as_str().expect("a name")), "{line}");
            assert!(line.ends_with(liaison["phone"].as_str().expect("a phone")), "{line}");
        }
        for old in unit["former_names"].as_array().expect("names") {
            assert!(said(&row["曾用名"]).contains(old["name"].as_str().expect("a name")));
        }
    }
}

#[test]
fn the_leaders_stand_in_their_order() {
    let world = World::sample();
    let sheet = export(&world, &json!({ "of": "leaders", "query": "", "with_retired": false }));
    let shown = listed(&world, "list_leaders", "leaders", directory("", false));
    assert!(!shown.is_empty());
    assert_eq!(sheet.rows.len(), shown.len());
    for (row, leader) in sheet.rows.iter().zip(&shown) {
        assert_eq!(row["排序"], Data::Float(leader["rank"].as_f64().expect("a rank")));
        assert_eq!(said(&row["姓名"]), text(&leader["name"]));
        assert_eq!(said(&row["职务"]), text(&leader["post"]));
        assert_eq!(said(&row["联系电话"]), text(&leader["phone"]));
        assert_eq!(said(&row["状态"]), "在任");
    }
}

#[test]
fn the_year_of_receptions_is_the_schedule() {
    let world = World::sample();
    let sheet = export(&world, &json!({ "of": "receptions", "year": 2026, "query": "" }));
    assert_eq!(sheet.title, "2026年民营企业接待日程安排表");
    let query = json!({ "year": 2026, "query": "", "limit": 5 });
    let shown = listed(&world, "list_receptions", "receptions", query);
    assert!(shown.len() > 5);
    assert_eq!(sheet.rows.len(), shown.len());
    for (row, one) in sheet.rows.iter().zip(&shown) {
        assert_eq!(day(&row["日期"]), one["held_on"].as_str().map(str::to_owned));
        assert_eq!(format!("{}:00", said(&row["时间"])), text(&one["starts"]));
        assert_eq!(said(&row["活动"]), text(&one["title"]));
        assert_eq!(said(&row["地点"]), text(&one["place"]));
        assert_eq!(said(&row["接待领导"]), text(&one["leader"]["name"]));
        assert_eq!(said(&row["职务"]), text(&one["leader"]["post"]));
        assert_eq!(said(&row["原定领导"]), text(&one["replaced_leader"]["name"]));
        assert_eq!(row["邀请企业"], Data::Float(one["guests"].as_f64().expect("a count")));
        assert_eq!(row["诉求"], Data::Float(one["demands"].as_f64().expect("a count")));
        assert_eq!(row["待签发"], Data::Float(one["waiting_slips"].as_f64().expect("a count")));
    }
    let empty = export(&world, &json!({ "of": "receptions", "year": 2031, "query": "" }));
    assert!(empty.rows.is_empty());
}

/// Each list with this query.
pub(crate) fn choices(query: &str) -> [Value; 5] {
    [
        json!({ "of": "slips", "year": 2026, "query": query, "states": [] }),
        json!({ "of": "enterprises", "query": query, "with_retired": true }),
        json!({ "of": "units", "query": query, "with_retired": true }),
        json!({ "of": "leaders", "query": query, "with_retired": true }),
        json!({ "of": "receptions", "year": 2026, "query": query }),
    ]
}
