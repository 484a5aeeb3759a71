//! 报表: every figure opens the demands it counts, the workbook holds them, and both agree with what
//! the raw tables say.

use std::collections::{BTreeMap, BTreeSet};

use calamine::{Data, Reader, Xlsx, open_workbook};
use domain::figures::Figure;
use domain::terms::Term;
use image::{Rgba, RgbaImage};
use serde_json::{Value, json};

use crate::world::World;

/// The third quarter, which runs still on the sample's last day.
const QUARTER: &str = r#"{ "kind": "quarter", "year": 2026, "number": 3 }"#;
const AUGUST: &str = r#"{ "kind": "month", "year": 2026, "number": 8 }"#;

fn figures(world: &World, period: &str) -> Value {
    world.call("get_figures", serde_json::from_str(period).expect("a period"))
}

fn count(span: &Value, figure: Figure) -> u64 {
    span["counts"][figure as usize].as_u64().expect("a count")
}

/// The numbers of the demands behind a figure, as the ledger lists them.
fn listed(
    world: &World,
    found: &Value,
    figure: Figure,
    group: &str,
    key: &str,
) -> BTreeSet<String> {
    let set = json!({
        "from": found["from"], "to": found["to"], "figure": figure, "group": group, "key": key,
    });
    let query = json!({
        "filter": { "figure": set }, "sort": "number", "is_descending": false, "limit": 200,
        "offset": 0,
    });
    let page: Value = world.call("list_ledger", query);
    let rows = page["rows"].as_array().expect("rows");
    assert_eq!(page["total"], rows.len(), "a page holds them all");
    rows.iter().map(|row| row["number"].as_str().expect("a number").to_owned()).collect()
}

/// A sheet of the workbook by headings, below three lines of head.
fn sheet(path: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("it opens");
    let range = book.worksheet_range(name).expect("the sheet");
    let mut rows = range.rows().skip(2);
    let heads: Vec<String> = rows.next().expect("headings").iter().map(Data::to_string).collect();
    let row = |row: &[Data]| {
        let cells = row.iter().map(Data::to_string);
        heads.iter().cloned().zip(cells).collect::<BTreeMap<_, _>>()
    };
    rows.map(row).collect()
}

fn export(world: &World, period: &str, name: &str) -> String {
    let path = world.outside().join(name).to_string_lossy().into_owned();
    let period: Value = serde_json::from_str(period).expect("a period");
    let made: Value =
        world.call("export_figures", json!({ "period": period, "path": path, "job": "book" }));
    assert!(made["rows"].as_i64().expect("rows") > 0);
    path
}

#[test]
fn s57_a_figure_its_list_and_the_workbook_agree() {
    let world = World::sample();
    let mut compared = 0;
    for period in [QUARTER, AUGUST] {
        let found = figures(&world, period);
        let path = export(&world, period, "报表.xlsx");
        let detail = sheet(&path, "明细");
        let cover = sheet(&path, "封面");
        for figure in Figure::ALL {
            let list = listed(&world, &found, *figure, "all", "");
            let value = count(&found["figures"], *figure);
            assert_eq!(list.len() as u64, value, "{figure}");
            let marked: BTreeSet<String> = detail
                .iter()
                .filter(|row| row[figure.label()] == "1")
                .map(|row| row["诉求编号"].clone())
                .collect();
            assert_eq!(marked, list, "{figure} in the workbook");
            let line = cover.iter().find(|row| row["指标"] == figure.label()).expect("a line");
            assert_eq!(line["本期"], value.to_string(), "{figure} on the cover");
            compared += 1;
        }
        for grouping in found["groupings"].as_array().expect("groupings") {
            let group = grouping["group"].as_str().expect("a group");
            for row in grouping["rows"].as_array().expect("rows") {
                let key = row["key"].as_str().expect("a key");
                for figure in [Figure::Raised, Figure::Closed, Figure::ToHandle, Figure::Overdue] {
                    let list = listed(&world, &found, figure, group, key);
                    let value = count(&row["period"], figure);
                    assert_eq!(list.len() as u64, value, "{group} {key} {figure}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn groups_and_totals_of_the_workbook_add_up() {
    let world = World::sample();
    let found = figures(&world, QUARTER);
    let path = export(&world, QUARTER, "季报.xlsx");
    for name in ["按单位", "按分类", "按领导", "按企业", "按镇街"] {
        let rows = sheet(&path, name);
        let (total, rows) = rows.split_last().expect("a total");
        for figure in [Figure::Opening, Figure::Raised, Figure::Closed, Figure::Closing] {
            let cell = |row: &BTreeMap<String, String>| row[figure.label()].parse::<u64>();
            let sum: u64 = rows.iter().map(|row| cell(row).expect("a count")).sum();
            assert_eq!(sum, count(&found["figures"], figure), "{name} {figure}");
            assert_eq!(cell(total).expect("a total"), sum, "{name} {figure}");
        }
    }
}

/// How many rows a question to the raw tables finds.
fn raw(world: &World, sql: &str) -> u64 {
    let database = rusqlite::Connection::open(world.data().join("reception.db")).expect("open");
    let found: i64 = database.query_row(sql, [], |row| row.get(0)).expect("a count");
    u64::try_from(found).expect("not negative")
}

// Counted anew from rows and journal, by none of the program's own rules.
#[test]
fn the_figures_are_those_of_the_raw_tables() {
    let world = World::sample();
    let found = figures(&world, QUARTER);
    let of = |figure| count(&found["figures"], figure);
    let quarter = "BETWEEN '2026-07-01' AND '2026-09-23'";
    let over =
        "('declined','referred','closed','terminated','withdrawn','consolidated','clue_referred')";
    // The state on a day is that of the last line the journal had by then.
    let open_on = |day: &str| {
        raw(
            &world,
            &format!(
                "SELECT count(*) FROM demands d WHERE d.is_void = 0 AND d.raised_on <= '{day}' AND \
                 coalesce((SELECT json_extract(j.after, '$.state') FROM journal j \
                   WHERE j.entity = 'demand' AND j.entity_id = d.id \
                     AND date(j.at, '+8 hours') <= '{day}' \
                   ORDER BY j.sequence DESC LIMIT 1), 'draft') NOT IN {over}"
            ),
        )
    };
    assert_eq!(of(Figure::Opening), open_on("2026-06-30"));
    assert_eq!(of(Figure::Closing), open_on("2026-09-23"));
    let demands = |condition: &str| {
        raw(&world, &format!("SELECT count(*) FROM demands WHERE is_void = 0 AND {condition}"))
    };
    for (figure, condition) in [
        (Figure::Raised, format!("raised_on {quarter}")),
        (Figure::RaisedProblems, format!("raised_on {quarter} AND kind = 'problem'")),
        (Figure::RaisedSuggestions, format!("raised_on {quarter} AND kind = 'suggestion'")),
        (Figure::RaisedOpinions, format!("raised_on {quarter} AND kind = 'policy_opinion'")),
        (Figure::RaisedMatters, format!("raised_on {quarter} AND consolidated_into IS NULL")),
        (Figure::Issued, format!("issued_on {quarter}")),
        (Figure::Closed, format!("closed_on {quarter} AND state IN ('closed', 'terminated')")),
        (
            Figure::Solved,
            format!(
                "closed_on {quarter} AND state IN ('closed', 'terminated') AND result_class = 'a'"
            ),
        ),
        (Figure::Rated, format!("rated_on {quarter} AND grade IS NOT NULL")),
        (
            Figure::Satisfied,
            format!(
                "rated_on {quarter} AND grade IN ('very_satisfied','satisfied','fairly_satisfied')"
            ),
        ),
        (Figure::Overdue, String::from("due_on < '2026-09-23'")),
        (Figure::OnTime, format!("last_due_on {quarter} AND replied_on <= last_due_on")),
    ] {
        assert_eq!(of(figure), demands(&condition), "{figure}");
    }
    let chased = raw(
        &world,
        &format!(
            "SELECT count(DISTINCT demand_id) FROM acts WHERE kind = 'chase' AND made_on {quarter} \
             AND json_extract(body, '$.body.rung') = 'reminder'"
        ),
    );
    assert_eq!(of(Figure::Reminded), chased);
    let sittings = raw(
        &world,
        &format!(
            "SELECT count(*) FROM receptions WHERE held_on {quarter} AND state IN ('held','running')"
        ),
    );
    assert_eq!(found["sittings"]["sittings"], sittings);
    let came = format!(
        "guests g JOIN receptions r ON r.id = g.reception_id WHERE r.held_on {quarter} \
         AND r.state IN ('held','running') AND g.presence IN ('present','left')"
    );
    let persons = raw(&world, &format!("SELECT count(*) FROM {came}"));
    let firms = raw(&world, &format!("SELECT count(DISTINCT g.enterprise_id) FROM {came}"));
    assert_eq!(found["sittings"]["persons"], persons);
    assert_eq!(found["sittings"]["enterprises"], firms);
    assert!(persons > firms, "the two kinds differ in the sample");
}

// Scenario 47 and the identity, month by month over two years.
#[test]
fn the_identity_holds_in_every_period_and_each_begins_as_the_last_ended() {
    let world = World::sample();
    let mut ended = None;
    for (year, months) in [(2025, 1..=12), (2026, 1..=9)] {
        for month in months {
            let period = json!({ "kind": "month", "year": year, "number": month }).to_string();
            let found = figures(&world, &period);
            assert_eq!(found["is_balanced"], true, "{period}");
            let opening = count(&found["figures"], Figure::Opening);
            assert!(ended.is_none_or(|ended| ended == opening), "{period}: {ended:?} {opening}");
            ended = Some(count(&found["figures"], Figure::Closing));
        }
    }
    assert!(ended.is_some_and(|ended| ended > 20), "{ended:?}");
}

#[test]
fn equal_data_give_equal_bytes() {
    let world = World::sample();
    let first = std::fs::read(export(&world, AUGUST, "一.xlsx")).expect("a file");
    world.set_time("2026-09-23 16:20");
    let second = std::fs::read(export(&world, AUGUST, "二.xlsx")).expect("a file");
    assert_eq!(first, second);
}

#[test]
fn a_period_that_has_not_begun_or_is_none_is_refused_at_its_field() {
    let world = World::set_up();
    let refused = |kind: &str, year: i32, number: u32| {
        let period = json!({ "kind": kind, "year": year, "number": number });
        let faults = world.faults("get_figures", period);
        (faults[0].0.clone(), faults[0].1.clone())
    };
    assert_eq!(refused("quarter", 2026, 5).0, "number");
    assert_eq!(refused("month", 2026, 0).0, "number");
    assert_eq!(refused("year", 2099, 1), ("year".into(), "这一期还没有开始。".into()));
    // Nothing in it: no rate has a denominator.
    let empty = figures(&world, AUGUST);
    let rates = empty["figures"]["rates"].as_array().expect("rates");
    assert!(rates.iter().all(|rate| rate["words"] == "—"), "{rates:?}");
}

#[test]
fn a_chart_is_saved_as_the_picture_it_is_and_nothing_else_is() {
    let world = World::sample();
    let path = world.outside().join("图.svg").to_string_lossy().into_owned();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>新增</text></svg>";
    let saved: Value = world.call("save_chart", json!({ "path": path, "svg": svg }));
    assert_eq!(std::fs::read_to_string(saved["path"].as_str().expect("a path")).unwrap(), svg);
    let faults = world.faults("save_chart", json!({ "path": path, "svg": "#!/bin/sh" }));
    assert_eq!(faults[0].0, "svg");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), svg);
    let faults = world.faults("save_chart", json!({ "path": format!("{path}.jpg"), "svg": svg }));
    assert_eq!(faults[0], ("path".into(), "文件名要以 .png 结尾。".into()));
}

/// What stands in a chart of 100 × 40: `inside`.
fn drawn(world: &World, inside: &str) -> RgbaImage {
    let path = world.outside().join("图.png").to_string_lossy().into_owned();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"40\">{inside}</svg>"
    );
    let _saved: Value = world.call("save_chart", json!({ "path": path, "svg": svg }));
    image::open(path).expect("a picture").to_rgba8()
}

#[test]
fn a_chart_becomes_dots_with_its_words_and_reads_nothing_from_outside() {
    let world = World::sample();
    let picture = drawn(&world, "<text x=\"10\" y=\"30\" font-family=\"x\">新增</text>");
    assert_eq!(picture.dimensions(), (300, 120));
    let dark = |picture: &RgbaImage| picture.pixels().filter(|dot| dot.0[0] < 100).count();
    assert!(dark(&picture) > 500, "{} dark dots of two characters", dark(&picture));
    assert_eq!(dark(&drawn(&world, "<text x=\"10\" y=\"30\"></text>")), 0);
    let secret = world.outside().join("secret.png");
    RgbaImage::from_pixel(9, 9, Rgba([0, 0, 0, 255])).save(&secret).expect("a file");
    for address in [secret.display().to_string(), format!("file://{}", secret.display())] {
        let image = format!("<image href=\"{address}\" width=\"40\" height=\"40\"/>");
        assert_eq!(dark(&drawn(&world, &image)), 0);
    }
    let path = world.outside().join("大.png");
    for svg in [
        "<svg><g></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9e9\" height=\"9\"></svg>",
    ] {
        let refused = world.refused("save_chart", json!({ "path": path, "svg": svg })).hint;
        assert_eq!(refused, "这张图画不出来，没有保存。");
        assert!(!path.exists());
    }
}

#[test]
fn the_one_page_sheet_takes_one_page() {
    let world = World::sample();
    for period in [QUARTER, AUGUST, r#"{ "kind": "year", "year": 2026, "number": 1 }"#] {
        let period: Value = serde_json::from_str(period).expect("a period");
        let preview: Value = world.call("preview_figures", period.clone());
        assert_eq!(preview["pages"].as_array().expect("pages").len(), 1, "{period}");
        assert_eq!(preview["missing_glyphs"], json!([]));
        let print = json!({ "period": period, "path": null, "job": "sheet" });
        let printed: Value = world.call("print_figures", print);
        assert_eq!(printed["pages"], 1);
    }
    // Two months on more is overdue than the leaf names, and more units than it has lines for.
    world.set_time("2026-11-23 09:20");
    for number in [2, 3] {
        let period = json!({ "kind": "quarter", "year": 2026, "number": number });
        let preview: Value = world.call("preview_figures", period);
        assert_eq!(preview["pages"].as_array().expect("pages").len(), 1, "quarter {number}");
    }
}
