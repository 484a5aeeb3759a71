//! The lists hold what was written, as text.

use calamine::Data;
use serde_json::{Value, json};

use super::texts::{hostile, hostile_words, kept};
use crate::lists::{choices, directory, export, listed, text};
use crate::world::{World, enterprise, guest, id_of, reception};

/// What people typed stands in the lists letter by letter.
#[test]
fn hostile_texts_stay_texts() {
    let world = World::set_up();
    let mut written = 0;
    for (at, text) in hostile_words().iter().enumerate() {
        let name = format!("{text}甲{at}");
        let firm = json!({ "id": null, "version": 0,
            "record": enterprise(&name, "") });
        let leader = json!({ "id": null, "version": 0, "name": "李建国", "post": name, "rank": 1,
            "phone": name, "is_active": true });
        let unit = json!({ "id": null, "version": 0, "name": name, "short_name": "",
            "kind": "department", "rename_reason": "", "is_active": true,
            "liaisons": [{ "name": "罗示川", "post": "", "phone": name }] });
        let saved = [("save_enterprise", firm), ("save_leader", leader), ("save_unit", unit)]
            .map(|(use_case, input)| usecases::dispatch(world.office(), use_case, input).ok());
        let [Some(firm), Some(leader), Some(_)] = saved else { continue };
        let mut sitting = reception(&id_of(&leader));
        sitting["title"] = json!(name);
        sitting["place"] = json!(name);
        sitting["guests"] = json!([guest(&id_of(&firm), "legal_representative")]);
        let _planned: Value = world.call("save_reception", sitting);
        written += 1;
    }
    assert!(written > 20, "only {written} texts were kept");
    let columns = [
        ("enterprises", "list_enterprises", "名称", "name"),
        ("units", "list_units", "单位全称", "name"),
        ("leaders", "list_leaders", "职务", "post"),
        ("leaders", "list_leaders", "联系电话", "phone"),
    ];
    for (of, use_case, column, field) in columns {
        let sheet = export(&world, &json!({ "of": of, "query": "", "with_retired": true }));
        let shown = listed(&world, use_case, of, directory("", true));
        assert_eq!(shown.len(), written);
        for (row, one) in sheet.rows.iter().zip(&shown) {
            assert_eq!(row[column], Data::String(text(&one[field])), "{of} {column}");
        }
    }
    let sheet = export(&world, &json!({ "of": "receptions", "year": 2026, "query": "" }));
    let query = json!({ "year": 2026, "query": "" });
    let shown = listed(&world, "list_receptions", "receptions", query);
    assert_eq!(sheet.rows.len(), written);
    for (row, one) in sheet.rows.iter().zip(&shown) {
        assert_eq!(row["活动"], Data::String(text(&one["title"])));
        assert_eq!(row["地点"], Data::String(text(&one["place"])));
    }
}

/// The head says what was looked for; what no line may hold is refused at its field.
#[test]
fn the_head_says_what_was_looked_for() {
    let world = World::set_up();
    let path = world.outside().join("名录.xlsx");
    let mut printed = 0;
    for query in hostile() {
        for list in choices(&query) {
            let input = json!({ "list": list, "path": path, "job": "export" });
            match usecases::dispatch(world.office(), "export_list", input) {
                Ok(_) => {
                    let kept = kept(&query);
                    let sheet = export(&world, &list);
                    let said = format!("含“{kept}”");
                    assert!(kept.is_empty() || sheet.scope.contains(&said), "{}", sheet.scope);
                    printed += 1;
                }
                Err(error) => {
                    assert_eq!(error.fields[0].field, "list.query", "{query:?} {error:?}");
                }
            }
        }
    }
    assert!(printed > 100, "only {printed} were printed");
}
