//! 登记簿: the register of slips as a workbook.

use std::collections::BTreeMap;

use calamine::Data;
use serde_json::{Value, json};

use super::{day, export, said, text};
use crate::world::{World, reasoned};

#[test]
fn the_register_holds_every_slip_of_the_year() {
    let world = World::sample();
    let list = json!({ "of": "slips", "year": 2026, "query": "", "states": [] });
    let sheet = export(&world, &list);
    assert_eq!(sheet.title, "2026年民营企业接待日交办单登记簿");
    assert!(sheet.scope.contains("口径：2026年交办单，共"), "{}", sheet.scope);
    assert!(sheet.scope.contains("截止日期：2026年9月23日"), "{}", sheet.scope);
    let shown: Value = world.call(
        "list_slips",
        json!({ "year": 2026, "query": "", "states": [], "limit": 200, "offset": 0 }),
    );
    assert_eq!(shown["total"], sheet.rows.len());
    let mut known = BTreeMap::new();
    for group in shown["groups"].as_array().expect("groups") {
        for slip in group["slips"].as_array().expect("slips") {
            known.insert(text(&slip["draft_code"]), (text(&group["label"]), slip.clone()));
        }
    }
    let mut seen = (0, 0, 0);
    for row in &sheet.rows {
        let (label, slip) = known.remove(&said(&row["草稿编号"])).expect("a slip of the list");
        let detail: Value = world.call("get_slip", json!({ "id": slip["id"] }));
        assert_eq!(said(&row["字号"]), text(&slip["number"]));
        assert_eq!(said(&row["企业"]), text(&detail["enterprise"]));
        assert_eq!(said(&row["来源接待活动"]), text(&detail["occasion"]));
        assert_eq!(row["项数"], Data::Float(slip["items"].as_f64().expect("a count")));
        assert_eq!(said(&row["批示领导"]), text(&detail["signer"]["name"]));
        assert_eq!(day(&row["批示日期"]).unwrap_or_default(), text(&detail["instructed_on"]));
        assert_eq!(day(&row["签发日期"]).unwrap_or_default(), text(&detail["issued_on"]));
        assert_eq!(day(&row["最早到期日"]).unwrap_or_default(), text(&slip["due_on"]));
        assert_eq!(said(&row["状态"]), label);
        assert_eq!(row["打印次数"], Data::Float(slip["print_count"].as_f64().expect("a count")));
        assert_eq!(said(&row["作废原因"]), text(&detail["void_reason"]));
        let (done, units) = (slip["receipts"].as_i64(), slip["units"].as_i64());
        let (done, units) = done.zip(units).expect("counts");
        let receipts = match slip["state"] == "issued" {
            false => String::new(),
            true if done < units => format!("{done}/{units} 家已签收"),
            true => format!("{units} 家全部签收"),
        };
        assert_eq!(said(&row["签收情况"]), receipts);
        for item in detail["items"].as_array().expect("items") {
            let tasks = item["tasks"].as_array().expect("tasks");
            let lead = tasks.iter().find(|task| task["role"] == "lead");
            let lead = lead.map_or(&item["fields"]["lead_unit_name"], |task| &task["unit_name"]);
            let leads = said(&row["主办单位"]);
            assert!(leads.split('、').any(|name| *lead == name) || lead == "", "{leads} {lead}");
            for task in tasks.iter().filter(|task| task["role"] == "assist") {
                let assisting = said(&row["协办单位"]);
                assert!(assisting.split('、').any(|name| task["unit_name"] == name));
            }
        }
        seen.0 += usize::from(slip["number"].is_string());
        seen.1 += usize::from(slip["number"].is_null());
        seen.2 += usize::from(slip["state"] == "void");
    }
    assert!(known.is_empty(), "{known:?}");
    assert!(seen.0 > 5 && seen.1 > 0 && seen.2 > 0, "{seen:?}");
}

#[test]
fn the_register_runs_by_number_and_follows_the_filter() {
    let world = World::sample();
    let register = |query: &str, states: Value| {
        export(&world, &json!({ "of": "slips", "year": 2026, "query": query, "states": states }))
    };
    let serials: Vec<Option<u32>> = register("", json!([]))
        .rows
        .iter()
        .map(|row| {
            let number = said(&row["字号"]);
            let (_, serial) = number.split_once('〕')?;
            serial.trim_end_matches('号').parse().ok()
        })
        .collect();
    let issued = serials.iter().take_while(|serial| serial.is_some()).count();
    assert!(issued > 5 && serials[issued..].iter().all(Option::is_none), "{serials:?}");
    let expected: Vec<_> = (1..).take(issued).map(Some).collect();
    assert_eq!(serials[..issued], expected, "no number is missing");

    let waiting = register("", json!(["instructed"]));
    assert!(waiting.rows.iter().all(|row| said(&row["状态"]) == "待签发"));
    assert!(waiting.scope.contains("2026年交办单；状态 待签发，"), "{}", waiting.scope);
    let firm: String =
        said(&register("", json!([])).rows[0]["企业"]).chars().skip(2).take(2).collect();
    let found = register(&firm, json!([]));
    assert!(!found.rows.is_empty());
    assert!(found.scope.contains(&format!("；含“{firm}”，")), "{}", found.scope);
    let shown: Value = world.call(
        "list_slips",
        json!({ "year": 2026, "query": firm, "states": [], "limit": 200, "offset": 0 }),
    );
    assert_eq!(shown["total"], found.rows.len());
    let none = register("查无此词", json!([]));
    assert!(none.rows.is_empty());
}

/// A slip that became void after its number was taken stays in the register with its units.
#[test]
fn a_void_slip_keeps_its_line() {
    let world = World::sample();
    let shown: Value = world.call(
        "list_slips",
        json!({ "year": 2026, "query": "", "states": ["issued"], "limit": 200, "offset": 0 }),
    );
    // One whose units have it and have not answered yet.
    let groups = shown["groups"].as_array().expect("a list").iter();
    let slips = groups.flat_map(|group| group["slips"].as_array().expect("a list"));
    let is_running = |id: &Value| {
        let slip: Value = world.call("get_slip", json!({ "id": id }));
        let items = slip["items"].as_array().expect("a list").clone();
        let mut tasks = items.iter().flat_map(|item| item["tasks"].as_array().expect("a list"));
        tasks.all(|task| task["state"] == "received")
    };
    let id = slips.map(|slip| &slip["id"]).find(|id| is_running(id)).expect("a running slip");
    let list = json!({ "of": "slips", "year": 2026, "query": "", "states": [] });
    let line = |slip: &Value| {
        let rows = export(&world, &list).rows;
        let number = text(&slip["number"]);
        rows.into_iter().find(|row| said(&row["字号"]) == number).expect("its line")
    };
    let slip: Value = world.call("get_slip", json!({ "id": id }));
    let before = line(&slip);
    let slip: Value = world.call("void_slip", reasoned(&slip, "=主办单位写错"));
    let after = line(&slip);
    for same in ["企业", "来源接待活动", "项数", "主办单位", "协办单位", "批示领导", "签发日期"]
    {
        assert_eq!(said(&after[same]), said(&before[same]), "{same}");
    }
    assert_eq!(said(&after["状态"]), "作废");
    assert_eq!(said(&after["作废原因"]), "=主办单位写错");
}
