//! 并入: an enterprise that was registered twice.

use serde_json::{Value, json};

use crate::directory::{all, names, new};
use crate::sitting::Sitting;
use crate::world::{World, enterprise, id_of};

// Scenario 20.
#[test]
fn s20_a_double_is_merged_and_its_history_is_kept() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let issued = sitting.issued(&world, &[&demand]);
    let double = sitting.firm.as_str();
    let mut record = enterprise("川江沱湾冷链集团有限公司", "");
    record["credit_code"] = json!("91350100M000100Y43");
    record["people"] = json!([{ "id": null, "name": "李澄", "post": "总经理", "phone": "",
        "is_legal_representative": true }]);
    let kept: Value = world.call("save_enterprise", new(record));
    let merge = |id: &str, into: &str, version: &Value| json!({ "id": id, "into": into, "version": version, "reason": "登记了两次" });
    let read = |id: &str| -> Value { world.call("get_enterprise", json!({ "id": id })) };
    let version = read(double)["version"].clone();
    let faults = world.faults("merge_enterprise", merge(double, double, &version));
    assert_eq!(faults[0].0, "into");

    let into = id_of(&kept);
    let merged: Value = world.call("merge_enterprise", merge(double, &into, &version));
    assert_eq!(merged["id"], into.as_str());
    assert_eq!(merged["merged"][0]["name"], "川江沱湾冷链物流有限公司");
    assert_eq!(merged["demands"]["newest"][0]["id"], demand["id"]);
    assert_eq!(merged["attendances"][0]["reception_id"], sitting.reception["id"]);
    let people = merged["record"]["people"].as_array().expect("people");
    let legal = people.iter().filter(|person| person["is_legal_representative"] == true);
    assert_eq!((people[0]["name"].as_str(), legal.count()), (Some("李澄"), 1));
    assert!(people.len() > 1, "{people:?}");
    assert_eq!(read(double)["merged_into"]["id"], into.as_str());

    // The paper that was signed keeps the name; the ledger of the other has the demand.
    let slip: Value = world.call("get_slip", json!({ "id": issued["id"] }));
    assert_eq!(slip["enterprise"], "川江沱湾冷链物流有限公司");
    let listed: Value = world.call(
        "list_ledger",
        json!({ "filter": { "enterprises": [into] }, "sort": "due", "is_descending": false,
            "limit": 50, "offset": 0 }),
    );
    assert_eq!(listed["rows"][0]["id"], demand["id"]);
    // Both names find it, and there is one of it.
    for query in ["沱湾冷链物流", "沱湾冷链集团"] {
        let found = names(&world.call("list_enterprises", all(query)), "enterprises");
        assert_eq!(found, ["川江沱湾冷链集团有限公司"], "{query}");
    }
    let rows: Value = world.call("list_enterprises", all("沱湾冷链集团"));
    assert_eq!(rows["enterprises"][0]["demands"], 1);

    // The double is changed and used no more.
    let double_now = read(double);
    let change =
        json!({ "id": double, "version": double_now["version"], "record": double_now["record"] });
    assert!(world.refused("save_enterprise", change).hint.contains("请用那一家"));
    let again = world.refused("merge_enterprise", merge(double, &into, &double_now["version"]));
    assert!(again.hint.contains("已并入“川江沱湾冷链集团有限公司”"), "{}", again.hint);
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null, "{proof}");
}

// Scenario 20.
#[test]
fn two_codes_are_two_enterprises_and_one_code_goes_with_the_merger() {
    let world = World::set_up();
    let coded = |name: &str, code: Value| -> Value {
        let mut record = enterprise(name, "");
        record["credit_code"] = code;
        world.call("save_enterprise", new(record))
    };
    let first = coded("川江重工有限公司", json!("91350100M000100Y43"));
    let other = coded("川江重工集团有限公司", json!("91510503MA62000110"));
    let bare = coded("川江重工（集团）有限公司", Value::Null);
    let merge = |id: &Value, into: &Value| json!({ "id": id, "into": into, "version": 1, "reason": "登记了两次" });
    let faults = world.faults("merge_enterprise", merge(&first["id"], &other["id"]));
    assert!(faults[0].1.contains("是两家企业"), "{faults:?}");
    let merged: Value = world.call("merge_enterprise", merge(&first["id"], &bare["id"]));
    assert_eq!(merged["record"]["credit_code"], "91350100M000100Y43");
    let found: Value =
        world.call("check_credit_code", json!({ "code": "91350100M000100Y43", "except": null }));
    assert_eq!(found["duplicate"]["id"], bare["id"]);
}

// Scenario 20.
#[test]
fn a_guest_invited_as_a_double_raises_demands_for_the_one_that_goes_on() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let first = sitting.demand(&world, "三号冷库增容送电受阻");
    let kept = world.enterprise("川江沱湾冷链集团有限公司", "沱湾冷链集团");
    let double: Value = world.call("get_enterprise", json!({ "id": sitting.firm }));
    let _merged: Value = world.call(
        "merge_enterprise",
        json!({ "id": sitting.firm, "into": kept, "version": double["version"],
            "reason": "登记了两次" }),
    );
    let firm_of = |demand: &Value| -> Value {
        let read: Value = world.call("get_demand", json!({ "id": demand["id"] }));
        read["enterprise_id"].clone()
    };
    let second = sitting.demand(&world, "四号冷库用地手续");
    assert_eq!(firm_of(&second), json!(kept));
    // What was raised before the merger stays under the name it was raised with.
    assert_eq!(firm_of(&first), json!(sitting.firm));

    // Who is asked for as the double is told what is its own, and the ledger counts both as one's.
    let asked = json!({ "enterprise_id": sitting.firm, "category": null, "title": "四号冷库用地手续",
        "facts": "", "request": "" });
    let alike: Value = world.call("find_similar", asked);
    assert_eq!(alike["rows"][0]["id"], second["id"]);
    assert_eq!(alike["rows"][0]["is_own"], true, "{alike}");
    let listed: Value = world.call(
        "list_ledger",
        json!({ "filter": { "enterprises": [kept] }, "sort": "due", "is_descending": false,
            "limit": 50, "offset": 0 }),
    );
    let rows = listed["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["enterprise_id"] == json!(kept)), "{listed}");

    // They are one enterprise's: one slip takes both, in its name; another's is not taken with them.
    let other = world.enterprise("川江禾木家居有限公司", "禾木家居");
    let registered = |enterprise: &str, follows: Value| -> Value {
        let mut fields = sitting.fields("四号冷库用地手续仍未办");
        fields["facts"] = json!("四号冷库用地报批后没有回音。");
        json!({
            "enterprise_id": enterprise, "reception_id": null, "source": "visit",
            "raised_on": "2026-09-23", "contact_name": "", "contact_phone": "",
            "fields": fields, "follows": follows,
        })
    };
    let strange: Value = world.call("register_demand", registered(&other, Value::Null));
    let mixed = json!({ "demands": [first["id"], strange["id"]], "reception_id": null });
    let faults = world.faults("compose_slip", mixed);
    assert!(faults[0].1.contains("一家企业"), "{faults:?}");
    let slip = sitting.compose(&world, &[&first, &second]);
    assert_eq!(slip["enterprise"], "川江沱湾冷链集团有限公司");

    // The hint tells what the double asked, and it can be followed.
    let follows = json!({ "demand_id": first["id"], "new_facts": "9月20日起整条线路停电。" });
    let child: Value = world.call("register_demand", registered(&kept, follows));
    assert_eq!(child["follows"]["id"], first["id"]);
}
