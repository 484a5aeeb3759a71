//! One text in everything the ledger and the papers print.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::filling::fill;
use super::scene::{Scene, filled, fresh, planned};
use crate::sitting::{ink, with};
use crate::world::{enterprise, guest, id_of, reference};

/// What was written with one text.
pub(super) struct Record {
    /// Number of the demand on the slip.
    pub(super) number: String,
    /// Number of the demand answered at the table.
    pub(super) answered: String,
    /// The issued slip; none when no font has a character of the text.
    pub(super) slip: Option<Value>,
    /// Which fields took the text: `save_leader name`.
    pub(super) kept: BTreeSet<String>,
}

impl Record {
    /// Takes one text through a whole sitting.
    pub(super) fn write(scene: &Scene, text: &str) -> Self {
        let world = &scene.world;
        let mut kept = BTreeSet::new();
        let mut call = |name: &str, valid: Value| -> Value {
            let filled = fill(world, name, &valid, text);
            kept.extend(filled.kept.iter().map(|path| format!("{name} {path}")));
            filled.output
        };
        world.save_settings();
        call("save_office", world.call("get_office", json!({})));
        let leader = id_of(&call("save_leader", leader()));
        let unit = id_of(&call("save_unit", unit()));
        let record = enterprise(&fresh("川江精密机械"), "启明机械");
        let firm =
            id_of(&call("save_enterprise", json!({ "id": null, "version": 0, "record": record })));
        let mut sitting = planned(scene);
        sitting["leader_id"] = json!(leader);
        sitting["guests"] = json!([guest(&firm, "legal_representative")]);
        let sitting = call("save_reception", sitting);
        let sitting: Value = world.call("start_reception", reference(&sitting));
        let mut entry = scene.sitting.entry("三号冷库没有送上电。");
        entry["reception_id"] = sitting["id"].clone();
        entry["guest_id"] = sitting["guests"][0]["id"].clone();
        entry["speaker_ref"] = Value::Null;
        let entry = id_of(&world.call("save_entry", entry));
        let mut fields = filled(scene);
        fields["lead_unit"] = json!(unit);
        let raise = || {
            json!({
                "id": store::new_id(), "reception_id": sitting["id"],
                "guest_id": sitting["guests"][0]["id"],
                "quote": { "entry_id": entry, "from": 0, "to": 4 }, "fields": fields,
            })
        };
        let demand = call("raise_demand", raise());
        let answered: Value = world.call("raise_demand", raise());
        let answer = json!({ "answered_by": "李卫东", "answer": "当场答复。" });
        call("answer_on_site", with(&answered, answer));

        let slip: Value =
            world.call("compose_slip", json!({ "demands": [demand["id"]], "reception_id": null }));
        let head = json!({
            "urgency": "ordinary", "proposal": "建议限期办理。", "drafted_by": "周敏",
            "lead_leader_id": leader, "demands": [demand["id"]],
        });
        let slip = call("save_slip", with(&slip, head));
        let preview: Value = world.call("preview_slip", json!({ "id": slip["id"] }));
        let slip = if preview["missing_glyphs"] == json!([]) {
            let slip = call("submit_slip", with(&slip, json!({ "reviewer": "陈启文" })));
            let slip = call("approve_slip", with(&slip, json!({ "reviewer": "陈启文" })));
            let instruction = json!({
                "text": "请迅速落实。", "signer_id": leader, "instructed_on": "2026-09-23",
                "lead_leader_id": leader, "changes": [],
            });
            let slip = call("instruct_slip", with(&slip, instruction));
            let slip: Value =
                world.call("sign_slip", with(&slip, json!({ "ink": ink(), "scan_id": null })));
            let issue = with(&slip, json!({ "issuer": "李卫东", "issued_on": null }));
            Some(world.call("issue_slip", issue))
        } else {
            // Then the review does not begin.
            let submit = with(&slip, json!({ "reviewer": "陈启文" }));
            let refused = world.refused("submit_slip", submit);
            assert!(refused.hint.contains("没有字体"), "{text:?} {refused:?}");
            None
        };
        let sitting: Value = world.call("get_reception", json!({ "id": sitting["id"] }));
        let _ended: Value = world.call("end_reception", reference(&sitting));
        let number = |demand: &Value| demand["number"].as_str().expect("a number").to_owned();
        Self { number: number(&demand), answered: number(&answered), slip, kept }
    }
}

fn leader() -> Value {
    json!({
        "id": null, "version": 0, "name": fresh("李"), "post": "副区长", "rank": 10, "phone": "",
        "is_active": true,
    })
}

fn unit() -> Value {
    json!({
        "id": null, "version": 0, "name": fresh("区新局"), "short_name": "",
        "kind": "department", "rename_reason": "", "is_active": true, "liaisons": [],
    })
}
