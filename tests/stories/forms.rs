//! F2 登记表, F3 接待记录 and F7 进展反馈表: made from the records as they stand, or blank.

use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::world::{World, reference};

fn print(world: &World, form: &Value, name: &str) -> String {
    print_on(world, form, name).0
}

/// The words, and on how many pages.
fn print_on(world: &World, form: &Value, name: &str) -> (String, i64) {
    let path = world.outside().join(name);
    let input = json!({ "form": form, "path": path, "job": name });
    let printed: Value = world.call("print_form", input);
    let pages = printed["pages"].as_i64().expect("pages");
    assert!(pages > 0);
    (words(&path), pages)
}

/// The words of a PDF, without blanks.
fn words(path: &std::path::Path) -> String {
    let run = std::process::Command::new("pdftotext").arg(path).arg("-").output();
    let text = String::from_utf8(run.expect("pdftotext runs").stdout).expect("text");
    text.split_whitespace().collect()
}

#[test]
fn blank_forms_and_one_for_an_enterprise_can_be_handed_out() {
    let world = World::set_up();
    let blank = json!({ "of": "blank_registration" });
    let (registration, pages) = print_on(&world, &blank, "a.pdf");
    assert_eq!(pages, 1);
    for wanted in ["民营企业诉求登记表", "信用代码", "请求事项", "诉求来源", "授权代表"]
    {
        assert!(registration.contains(wanted), "{wanted} is not in {registration}");
    }
    let progress = print(&world, &json!({ "of": "blank_progress" }), "b.pdf");
    for wanted in ["交办事项进展反馈表", "下步措施", "协办意见", "条件或依据"]
    {
        assert!(progress.contains(wanted), "{wanted} is not in {progress}");
    }
    let firm = world.enterprise("川江精密机械有限公司", "精密机械");
    let form = json!({ "of": "enterprise_registration", "enterprise_id": firm });
    let (of_firm, pages) = print_on(&world, &form, "c.pdf");
    assert_eq!(pages, 1);
    assert!(of_firm.contains("川江精密机械有限公司"), "{of_firm}");
}

#[test]
fn a_record_is_printed_once_the_sitting_was_begun() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    let firm = world.enterprise("川江精密机械有限公司", "精密机械");
    let planned = world.reception(&leader, &[&firm], &[]);
    let form = json!({ "of": "record", "reception_id": planned["id"] });
    assert_eq!(
        world.refused("preview_form", json!({ "form": form })).code,
        ErrorCode::PreconditionFailed
    );
    let running: Value = world.call("start_reception", reference(&planned));
    assert_eq!(running["state"], "running");
    let record = print(&world, &form, "d.pdf");
    for wanted in ["接待记录", "内部资料", "副区长", "何例舟", "本次没有记录诉求", "领导签字"]
    {
        assert!(record.contains(wanted), "{wanted} is not in {record}");
    }
}

#[test]
fn the_forms_of_the_sample_office_say_what_its_records_say_and_hide_who_is_hidden() {
    let world = World::sample();
    let query = json!({ "filter": {}, "sort": "number", "is_descending": false, "limit": 200,
        "offset": 0 });
    let page: Value = world.call("list_ledger", query);
    let rows = page["rows"].as_array().expect("rows").clone();
    let (mut open, mut hidden, mut tasks) = (0, 0, 0);
    for row in &rows {
        let demand: Value = world.call("get_demand", json!({ "id": row["id"] }));
        let name = demand["enterprise_name"].as_str().expect("a name");
        let is_open = demand["fields"]["visibility"] == "open";
        if (is_open && open > 1 && (tasks > 0 || demand["tasks"] == json!([])))
            || (!is_open && hidden > 0)
        {
            continue;
        }
        let form = json!({ "of": "registration", "demand_id": demand["id"] });
        let number = demand["number"].as_str().expect("a number");
        let (text, pages) = print_on(&world, &form, &format!("{number}.pdf"));
        assert_eq!(pages, 1, "{text}");
        assert!(text.contains(number), "{number} is not in {text}");
        let firm: Value = world.call("get_enterprise", json!({ "id": demand["enterprise_id"] }));
        let true_name = firm["record"]["name"].as_str().expect("a name");
        if is_open {
            open += 1;
            assert!(text.contains(name), "{name} is not in {text}");
        } else {
            hidden += 1;
            assert!(!text.contains(true_name), "{true_name} is in {text}");
            assert!(text.contains("某企业"), "{text}");
        }
        for task in demand["tasks"].as_array().expect("tasks").iter().take(1) {
            let form = json!({ "of": "progress", "task_id": task["id"] });
            if task["state"] == "recalled" {
                assert_eq!(
                    world.refused("preview_form", json!({ "form": form })).code,
                    ErrorCode::PreconditionFailed
                );
                continue;
            }
            tasks += 1;
            let text = print(&world, &form, &format!("{number}-{tasks}.pdf"));
            let unit = task["unit_name"].as_str().expect("a unit");
            assert!(text.contains(unit), "{unit} is not in {text}");
            assert_eq!(text.contains(true_name), is_open, "{text}");
        }
    }
    assert!(open > 0 && tasks > 0, "the sample holds both: {open} {tasks}");
    let list: Value = world.call("list_receptions", json!({}));
    let held = list["receptions"].as_array().expect("receptions").iter();
    let held = held.clone().find(|one| one["state"] == "held").expect("one held");
    let form = json!({ "of": "record", "reception_id": held["id"] });
    let minutes: Value = world.call("get_minutes", json!({ "id": held["id"] }));
    let text = print(&world, &form, "record.pdf");
    for demand in minutes["demands"].as_array().expect("demands") {
        if demand["fields"]["visibility"] == "open" {
            let facts: String =
                demand["fields"]["facts"].as_str().expect("facts").split_whitespace().collect();
            let head: String = facts.chars().take(8).collect();
            assert!(text.contains(&head), "{head} is not in {text}");
        }
    }
}

#[test]
fn copies_of_material_handed_out_stand_in_the_record() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    let mut input = crate::world::reception(&leader);
    input["agenda"] = json!([
        { "slot": null, "title": "研发费用加计扣除政策", "note": "区税务局", "is_done": true,
            "materials": 70 }
    ]);
    let made: Value = world.call("save_reception", input.clone());
    assert_eq!(made["agenda"][0]["materials"], 70);
    let _begun: Value = world.call("start_reception", reference(&made));
    let form = json!({ "of": "record", "reception_id": made["id"] });
    let text = print(&world, &form, "e.pdf");
    assert!(text.contains("研发费用加计扣除政策（区税务局），发放材料70份"), "{text}");
    input["agenda"][0]["materials"] = json!(100_001);
    assert_eq!(world.faults("save_reception", input)[0].0, "agenda.0.materials");
}

/// Scenario 26: the record of a sitting says who came, but not whose an anonymous demand is.
#[test]
fn s26_a_record_does_not_name_who_asked_only_what_is_anonymous() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    let (quiet, open) = ("川江沱湾冷链物流有限公司", "川江精密机械有限公司");
    let firms = [world.enterprise(quiet, "沱湾冷链物流"), world.enterprise(open, "精密机械")];
    let unit = world.unit("川江供电公司", "");
    let running = world.running(&leader, &[&firms[0], &firms[1]], &[&unit]);
    let mut raised = Vec::new();
    for (at, visibility) in ["anonymous", "open"].into_iter().enumerate() {
        let guest = &running["guests"][at]["id"];
        let came = json!({ "reception_id": running["id"], "guest_id": guest, "unit_id": null,
            "presence": "present", "at": null, "note": "" });
        let _came: Value = world.call("save_attendance", came);
        let text = "沱湾冷链物流的三号冷库没有送电。";
        let entry: Value = world.call(
            "save_entry",
            json!({ "id": store::new_id(), "reception_id": running["id"], "guest_id": guest,
                "speaker": "enterprise", "speaker_name": "王守成", "speaker_ref": firms[at],
                "text": text, "spoken_at": "2026-09-23T01:00:00Z", "is_draft": false,
                "after": null, "version": 0 }),
        );
        let mut fields = crate::sitting::fields("三号冷库增容", &unit, &[]);
        fields["visibility"] = json!(visibility);
        let demand: Value = world.call(
            "raise_demand",
            json!({ "id": store::new_id(), "reception_id": running["id"], "guest_id": guest,
                "quote": { "entry_id": entry["id"], "from": 0, "to": text.chars().count() },
                "fields": fields }),
        );
        raised.push(demand);
    }
    let form = json!({ "of": "record", "reception_id": running["id"] });
    let record = print(&world, &form, "f.pdf");
    assert!(!record.contains(quiet), "{record}");
    for wanted in ["某企业", "另有1家未具名，共2家", open] {
        assert!(record.contains(wanted), "{wanted} is not in {record}");
    }
    // With a demand that may be told it is one of those who came.
    let mut told = crate::sitting::fields("三号冷库增容", &unit, &[]);
    told["visibility"] = json!("open");
    let change = json!({ "id": raised[0]["id"], "version": raised[0]["version"], "fields": told });
    let _told: Value = world.call("save_demand_fields", change);
    let record = print(&world, &form, "g.pdf");
    assert!(record.contains(quiet) && !record.contains("未具名"), "{record}");
}
