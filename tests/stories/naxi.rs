//! The Naxi story (scenario 1): one steel-structure firm, four demands,
//! seven units, one 批示, one signed slip, four due dates.

use reception_tests::naxi::{
    DEMANDS, DEPUTY, DUE, DUE_WORDS, FIRM, FIRM_SHORT, HELD_ON, INSTRUCTION, LEADER, LIMIT,
    PROPOSAL, REPRESENTATIVE, REVIEWER, SERIES, UNITS,
};
use reception_tests::pdf::{missing_fonts, text_of};
use serde_json::{Value, json};

use crate::sitting::{fields, ink, with};
use crate::world::{World, guest, id_of, participant, reception, reference};

#[test]
fn s01_four_demands_of_one_firm_go_out_on_one_slip() {
    let world = World::at("2023-04-14 08:30");
    world.save_settings();
    let leader = world.leader(LEADER.0, LEADER.1);
    let deputy = world.leader(DEPUTY.0, DEPUTY.1);
    let firm = world.enterprise(FIRM, FIRM_SHORT);
    let units: Vec<String> =
        UNITS.iter().map(|unit| world.unit(unit.name, unit.short_name)).collect();
    let mut planned = reception(&leader);
    planned["held_on"] = json!(HELD_ON);
    planned["series_number"] = json!(SERIES);
    planned["guests"] = json!([guest(&firm, "legal_representative")]);
    planned["participants"] = units.iter().map(|id| participant(id)).collect();
    let planned: Value = world.call("save_reception", planned);
    let sitting: Value = world.call("start_reception", reference(&planned));

    world.set_time("2023-04-14 09:40");
    let mut raised = Vec::new();
    for wanted in &DEMANDS {
        let entry = json!({
            "id": store::new_id(), "reception_id": sitting["id"],
            "guest_id": sitting["guests"][0]["id"], "speaker": "enterprise",
            "speaker_name": REPRESENTATIVE, "speaker_ref": firm, "text": wanted.said,
            "spoken_at": "2023-04-14T01:40:00Z", "is_draft": false, "after": null, "version": 0,
        });
        let entry: Value = world.call("save_entry", entry);
        let assists: Vec<&str> = wanted.assists.iter().map(|at| units[*at].as_str()).collect();
        let mut fields = fields(wanted.title, &units[wanted.lead], &assists);
        fields["category"] = json!(wanted.category.0);
        fields["requirement"] = json!(wanted.requirement);
        fields["responsible_person"] = json!(wanted.responsible);
        fields["limit"] = json!(LIMIT);
        let demand: Value = world.call(
            "raise_demand",
            json!({
                "id": store::new_id(), "reception_id": sitting["id"],
                "guest_id": sitting["guests"][0]["id"],
                "quote": { "entry_id": entry["id"], "from": 0, "to": wanted.said.chars().count() },
                "fields": fields,
            }),
        );
        // The eve of May Day and its make-up Sunday are counted as the 2023 notice has them.
        assert_eq!(demand["due_on"], DUE);
        assert_eq!(demand["missing"], json!([]));
        raised.push(demand);
    }
    let numbers: Vec<&Value> = raised.iter().map(|demand| &demand["number"]).collect();
    assert_eq!(numbers, ["2023-0001", "2023-0002", "2023-0003", "2023-0004"]);

    let ids: Vec<&Value> = raised.iter().map(|demand| &demand["id"]).collect();
    let input = json!({ "demands": ids, "reception_id": sitting["id"] });
    let slip: Value = world.call("compose_slip", input);
    assert_eq!(slip["proposal"], PROPOSAL);
    let slip: Value = world.call("submit_slip", with(&slip, json!({ "reviewer": REVIEWER })));
    let slip: Value = world.call("approve_slip", with(&slip, json!({ "reviewer": REVIEWER })));
    let slip: Value = world.call(
        "instruct_slip",
        with(
            &slip,
            json!({
                "text": INSTRUCTION, "signer_id": leader, "instructed_on": HELD_ON,
                "lead_leader_id": deputy, "changes": [],
            }),
        ),
    );
    let slip: Value =
        world.call("sign_slip", with(&slip, json!({ "ink": ink(), "scan_id": null })));
    let slip: Value =
        world.call("issue_slip", with(&slip, json!({ "issuer": DEPUTY.0, "issued_on": null })));

    assert_eq!(slip["number"], "川工商联交〔2023〕1号");
    let items = slip["items"].as_array().expect("items");
    assert_eq!(items.len(), 4);
    for item in items {
        assert_eq!(item["due_on"], DUE);
        assert_eq!(item["original_due_on"], DUE);
        assert_eq!(item["is_provisional"], false);
        assert_eq!(item["tasks"][0]["role"], "lead");
        // One working day for the receipt: the Monday after.
        assert_eq!(item["tasks"][0]["receipt_due_on"], "2023-04-17");
    }
    let tasks = |item: &Value| item["tasks"].as_array().map_or(0, Vec::len);
    assert_eq!(items.iter().map(tasks).collect::<Vec<_>>(), [2, 3, 3, 3]);

    check_paper(&world, &slip);
    check_record(&world, &slip, &raised[0]);
}

/// The PDF's text is the record's, its pages are the preview's, one receipt a unit follows.
fn check_paper(world: &World, slip: &Value) {
    let path = world.outside().join("交办单.pdf");
    let print = json!({
        "ids": [slip["id"]], "with_receipts": false, "is_counted": true, "path": path, "job": "p",
    });
    let printed: Value = world.call("print_slips", print.clone());
    let text = text_of(&path);
    let preview: Value = world.call("preview_slip", json!({ "id": slip["id"] }));
    let pages = preview["pages"].as_array().expect("pages");
    assert_eq!(json!(pages.len()), printed["pages"]);
    assert_eq!(preview["missing_glyphs"], json!([]));
    for words in [
        "川江区民营企业接待日交办单",
        "川工商联交〔2023〕1号",
        FIRM,
        "王守成（法定代表人）",
        "第13期（2023年4月14日会场）",
        DUE_WORDS,
        "第1次打印",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    for unit in UNITS {
        assert!(text.contains(unit.name), "{} is missing", unit.name);
    }
    for demand in &DEMANDS {
        assert!(text.contains(demand.title), "{} is missing in {text}", demand.title);
    }
    assert_eq!(text.matches(DUE_WORDS).count(), 4);

    let mut with_receipts = print;
    with_receipts["with_receipts"] = json!(true);
    let more: Value = world.call("print_slips", with_receipts);
    assert!(more["pages"].as_i64() > printed["pages"].as_i64());
    let text = text_of(&path);
    assert!(text.contains("第2次打印"));
    for copy in 1..=7 {
        let ident = format!("川工商联交〔2023〕1号（回执{copy}—7）");
        assert!(text.contains(&ident), "{ident} is missing in {text}");
    }
    assert!(!text.contains("（回执8—"));
    assert_eq!(missing_fonts(&path), Vec::<String>::new());
}

/// Ledger, timeline and journal tell the same.
fn check_record(world: &World, slip: &Value, first: &Value) {
    let demand: Value = world.call("get_demand", json!({ "id": first["id"] }));
    assert_eq!(demand["state"], "awaiting_receipt");
    assert_eq!(demand["slip_number"], slip["number"]);
    let told: Vec<&str> = demand["timeline"]
        .as_array()
        .expect("a timeline")
        .iter()
        .filter_map(|row| row["what"].as_str())
        .collect();
    assert_eq!(told, ["签发交办单", "领导批示", "列入交办单，待签批", "会上记入诉求"]);
    let ledger: Value = world.call(
        "list_ledger",
        json!({
            "filter": { "states": ["awaiting_receipt"] }, "sort": "number",
            "is_descending": false, "limit": 50, "offset": 0,
        }),
    );
    assert_eq!(ledger["total"], 4);
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null);
    assert!(!id_of(slip).is_empty());
}
