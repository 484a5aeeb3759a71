//! The workbook holds what was written, as text.

use std::collections::HashMap;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

use super::record::Record;
use super::scene::Scene;
use super::texts::{hostile, hostile_words, kept};
use crate::world::{World, reference};

/// Columns of the ledger with the fields they print.
const COLUMNS: &[(&str, &str)] = &[
    ("期次", "save_reception title"),
    ("接待领导", "save_leader name"),
    ("企业", "save_enterprise record.name"),
    ("镇街", "save_enterprise record.street"),
    ("联系人", "save_reception guests.0.representative"),
    ("电话", "save_reception guests.0.phone"),
    ("标题", "raise_demand fields.title"),
    ("牵头领导", "save_leader name"),
    ("主办", "save_unit name"),
    ("责任人", "raise_demand fields.responsible_person"),
];

/// The ledger's rows by number, each by its headings.
fn rows(world: &World) -> HashMap<String, HashMap<String, String>> {
    let path = world.outside().join("台账.xlsx");
    let input = json!({
        "filter": {}, "variant": "full", "paper": "a3", "path": path, "period": "",
        "job": "export",
    });
    let _exported: Value = world.call("export_ledger", input);
    let mut book: Xlsx<_> = open_workbook(&path).expect("it opens");
    let formulas = book.worksheet_formula("台账").expect("the ledger sheet");
    let formulas: Vec<&String> = formulas.used_cells().map(|(_, _, text)| text).collect();
    assert!(formulas.iter().all(|text| text.is_empty()), "{formulas:?}");
    let sheet = book.worksheet_range("台账").expect("the ledger sheet");
    let mut rows = sheet.rows().skip(3);
    let headings: Vec<String> =
        rows.next().expect("headings").iter().map(Data::to_string).collect();
    let row = |cells: &[Data]| -> HashMap<String, String> {
        headings.iter().cloned().zip(cells.iter().map(Data::to_string)).collect()
    };
    rows.map(row).map(|row| (row["诉求编号"].clone(), row)).collect()
}

#[test]
fn the_workbook_holds_every_text_as_it_is() {
    let mut scene = Scene::new();
    end(&mut scene);
    let texts = hostile_words();
    let written: Vec<(String, Record)> =
        texts.iter().map(|text| (kept(text), Record::write(&scene, text))).collect();
    let rows = rows(&scene.world);
    let (mut cells, mut faults) = (0, Vec::new());
    for (text, record) in &written {
        let row = &rows[&record.number];
        let mut expected: Vec<(&str, String, &str)> = COLUMNS
            .iter()
            .filter(|(_, field)| record.kept.contains(*field))
            .map(|(column, _)| (*column, text.clone(), row[*column].as_str()))
            .collect();
        let parts = ["facts", "request"]
            .map(|field| record.kept.contains(&format!("raise_demand fields.{field}")));
        if parts == [true, true] && !text.is_empty() {
            expected.push(("内容", format!("{text}\n请求：{text}"), &row["内容"]));
        }
        if record.kept.contains("answer_on_site answer") {
            expected.push(("结果", text.clone(), &rows[&record.answered]["结果"]));
        }
        for (column, want, found) in expected {
            cells += 1;
            if want != found {
                faults.push(format!("{column}: {want:?} became {found:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {cells}:\n{}", faults.len(), faults.join("\n"));
    assert!(cells > 300, "only {cells} cells were compared");
}

#[test]
fn its_head_says_what_was_typed() {
    let world = World::set_up();
    let path = world.outside().join("台账.xlsx");
    let mut printed = 0;
    for text in hostile().iter().filter(|text| text.trim().chars().count() <= 100) {
        let input = json!({
            "filter": { "query": text }, "variant": "full", "paper": "a3", "path": path,
            "period": text, "job": "export",
        });
        let Ok(_) = usecases::dispatch(world.office(), "export_ledger", input) else { continue };
        let mut book: Xlsx<_> = open_workbook(&path).expect("it opens");
        let sheet = book.worksheet_range("台账").expect("the ledger sheet");
        let title = format!("{}民营企业接待日诉求台账", kept(text));
        let mut head = sheet.rows().take(2).flatten();
        assert!(head.any(|cell| cell.to_string() == title), "no {title:?}");
        printed += 1;
    }
    assert!(printed > 20, "only {printed} were printed");
}

/// Ends the sitting under way, so that others can be held.
fn end(scene: &mut Scene) {
    let read: Value = scene.world.call("get_reception", json!({ "id": scene.sitting.id() }));
    scene.sitting.reception = scene.world.call("end_reception", reference(&read));
}
