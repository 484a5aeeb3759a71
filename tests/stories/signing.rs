//! 签批: what the leader writes, changes and signs before a slip is issued.

use rstest::rstest;
use serde_json::{Value, json};

use crate::issuing::{detail, paper_text, print};
use crate::sitting::{Sitting, UNITS, fields, ink, issue, with};
use crate::world::{World, reasoned};

// Scenario 4.
#[test]
fn s04_the_leader_changes_the_lead_unit_and_the_draft_is_kept() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.proposed(&world, &[&demand]);
    let mut changed = fields("三号冷库增容送电受阻", &sitting.units[2], &[&sitting.units[0]]);
    changed["responsible_person"] = json!("罗建国");
    let changes = json!([{ "demand_id": demand["id"], "fields": changed }]);
    let slip = sitting.instruct(&world, &slip, changes);
    let item = &slip["items"][0];
    assert_eq!(item["fields"]["lead_unit_name"], UNITS[2]);
    assert_eq!(item["drafted"]["lead_unit_name"], UNITS[0]);
    let signature = with(&slip, json!({ "ink": ink(), "scan_id": null }));
    let slip: Value = world.call("sign_slip", signature);
    let slip = issue(&world, &slip);
    assert_eq!(slip["items"][0]["tasks"][0]["unit_name"], UNITS[2]);
    let text = paper_text(&print(&world, &slip, false));
    assert!(text.contains("城北街道办事处"), "{text}");
    assert!(!text.contains("区自然资源局"), "{text}");
}

// Whoever answers for it in one unit does not go along to another.
#[test]
fn a_new_lead_unit_names_its_own_person() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let save = |row: &Value, lead: &str, person: &str| -> Value {
        let mut edited = fields("三号冷库增容送电受阻", lead, &[]);
        edited["responsible_person"] = json!(person);
        world.call("save_demand_fields", with(row, json!({ "fields": edited })))
    };
    let [first, second, third] = &sitting.units[..3] else { panic!("three units") };
    let moved = save(&demand, second, "邓例文");
    assert_eq!(moved["fields"]["responsible_person"], "");
    assert_eq!(moved["missing"][0]["field"], "responsible_person");
    let named = save(&moved, third, "罗建国");
    assert_eq!(named["fields"]["responsible_person"], "罗建国");
    let same = save(&named, third, "罗建国");
    assert_eq!(same["fields"]["responsible_person"], "罗建国");
    // Named before any unit was: nobody's person yet.
    let mut loose = fields("二期用地手续久拖不决", first, &[]);
    loose["lead_unit"] = Value::Null;
    let loose = sitting.ask(&world, "手续跑了两年。", &loose);
    assert_eq!(save(&loose, first, "邓例文")["fields"]["responsible_person"], "邓例文");

    let slip = sitting.proposed(&world, &[&named]);
    let changed = json!({ "responsible_person": "罗建国", "lead_unit": first });
    let changed = merged(fields("三号冷库增容送电受阻", first, &[]), &changed);
    let changes = json!([{ "demand_id": demand["id"], "fields": changed }]);
    let slip = sitting.instruct(&world, &slip, changes);
    assert_eq!(slip["items"][0]["fields"]["responsible_person"], "");
    assert_eq!(slip["items"][0]["drafted"]["responsible_person"], "罗建国");
    let signature = with(&slip, json!({ "ink": ink(), "scan_id": null }));
    let slip: Value = world.call("sign_slip", signature);
    let issue = json!({ "issuer": "李卫东", "issued_on": null });
    let refused = world.refused("issue_slip", with(&slip, issue));
    assert!(refused.hint.contains("责任人"), "{}", refused.hint);
}

/// A name the clerk asked for and wrote down is no order of the leader's.
#[test]
fn what_is_filled_in_at_the_order_is_not_told_as_the_leaders_change() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.proposed(&world, &[&demand]);
    let told = || -> Vec<(String, String)> {
        let read: Value = world.call("get_demand", json!({ "id": demand["id"] }));
        let rows = read["timeline"].as_array().expect("rows").clone();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let rows = rows.iter().map(|row| (text(&row["what"]), text(&row["detail"])));
        rows.filter(|(what, _)| what.contains("批")).collect()
    };
    let change = |slip: &Value, over: Value| -> Value {
        let now = detail(&world, slip);
        let fields = merged(now["items"][0]["fields"].clone(), &over);
        let changes = json!([{ "demand_id": demand["id"], "fields": fields }]);
        sitting.instruct(&world, &now, changes)
    };
    let row = |what: &str, detail: &str| (what.to_owned(), detail.to_owned());
    change(&slip, json!({ "lead_unit": sitting.units[2], "limit": 10 }));
    assert_eq!(told()[0], row("领导批示", "改了主办单位、时限"));
    // The clerk asks the new unit for a name.
    change(&slip, json!({ "responsible_person": "罗建国" }));
    assert_eq!(told()[0], row("签批时补填", "责任人"));
    change(&slip, json!({ "responsible_person": "陈启文" }));
    assert_eq!(told()[0], row("领导批示", "改了责任人"));
    change(&slip, json!({ "lead_unit": sitting.units[0], "responsible_person": "邓例文" }));
    assert_eq!(told()[0], row("领导批示", "改了主办单位；补填责任人"));
}

#[test]
fn nothing_is_issued_unsigned_or_incomplete() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.compose(&world, &[&demand]);
    assert_eq!(slip["draft_code"], "JB2026-0001");
    assert_eq!(slip["proposal"], "建议按下列分工限期办理。妥否，请批示。");
    let early = json!({ "issuer": "李卫东", "issued_on": null });
    let refused = world.refused("issue_slip", with(&slip, early.clone()));
    assert_eq!(refused.hint, "交办单现在是“拟办中”，不能“签发取号”。");

    let mut lacking = sitting.fields("三号冷库增容送电受阻");
    lacking["responsible_person"] = json!("");
    let version = json!({ "id": demand["id"], "version": slip["items"][0]["version"] });
    let input = with(&version, json!({ "fields": lacking }));
    let _saved: Value = world.call("save_demand_fields", input);
    let now = detail(&world, &slip);
    let refused = world.refused("submit_slip", with(&now, json!({ "reviewer": "陈启文" })));
    assert!(refused.hint.contains("责任人（第1项）"), "{}", refused.hint);

    let now = detail(&world, &slip);
    let version = json!({ "id": demand["id"], "version": now["items"][0]["version"] });
    let whole = sitting.fields("三号冷库增容送电受阻");
    let _saved: Value =
        world.call("save_demand_fields", with(&version, json!({ "fields": whole })));
    let now = detail(&world, &slip);
    let now: Value = world.call("submit_slip", with(&now, json!({ "reviewer": "陈启文" })));
    let now: Value = world.call("approve_slip", with(&now, json!({ "reviewer": "陈启文" })));
    let now = sitting.instruct(&world, &now, json!([]));
    let refused = world.refused("issue_slip", with(&now, early));
    assert!(refused.hint.contains("领导签名"), "{}", refused.hint);
}

/// While the words can still be changed, not when the leader has signed.
#[test]
fn what_no_font_has_is_told_when_the_slip_goes_to_review_and_with_the_instruction() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.compose(&world, &[&demand]);
    let words = |requirement: &str| {
        let mut fields = sitting.fields("三号冷库增容送电受阻");
        fields["requirement"] = json!(requirement);
        let now = detail(&world, &slip);
        let version = json!({ "id": demand["id"], "version": now["items"][0]["version"] });
        let input = with(&version, json!({ "fields": fields }));
        let _saved: Value = world.call("save_demand_fields", input);
        detail(&world, &slip)
    };
    let now = words("迅速落实😀。");
    let refused = world.refused("submit_slip", with(&now, json!({ "reviewer": "陈启文" })));
    assert_eq!(refused.hint, "第 1 项的办理要求里的“😀”没有字体可印，请换用通行的字。");
    let now = words("迅速落实。");
    let now: Value = world.call("submit_slip", with(&now, json!({ "reviewer": "陈启文" })));
    let now: Value = world.call("approve_slip", with(&now, json!({ "reviewer": "陈启文" })));
    let instruction = json!({
        "text": "请😀办理。", "signer_id": sitting.leader, "instructed_on": "2026-09-23",
        "lead_leader_id": null, "changes": [],
    });
    let faults = world.faults("instruct_slip", with(&now, instruction));
    let told = ("text".to_owned(), "“😀”没有字体可印，请换用通行的字。".to_owned());
    assert_eq!(faults, [told]);
    assert_eq!(detail(&world, &slip)["state"], now["state"]);
}

#[rstest]
#[case("2026-09-24", "instructed_on", "批示日期不能晚于今天。")]
#[case("2026-09-22", "instructed_on", "批示日期不能早于接待日期。")]
fn an_instruction_has_a_possible_day(
    #[case] day: &str,
    #[case] field: &str,
    #[case] message: &str,
) {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.proposed(&world, &[&demand]);
    let input = json!({
        "text": "同意。", "signer_id": sitting.leader, "instructed_on": day,
        "lead_leader_id": null, "changes": [],
    });
    let faults = world.faults("instruct_slip", with(&slip, input));
    assert_eq!(faults, [(field.to_owned(), message.to_owned())]);
}

#[test]
fn a_returned_slip_loses_its_instruction_and_the_leaders_changes() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.proposed(&world, &[&demand]);
    let mut shorter = sitting.fields("三号冷库增容送电受阻");
    shorter["limit"] = json!(5);
    let changes = json!([{ "demand_id": demand["id"], "fields": shorter }]);
    let slip = sitting.instruct(&world, &slip, changes);
    assert_eq!(slip["items"][0]["fields"]["limit"], 5);
    let back: Value = world.call("return_slip", reasoned(&slip, "分工再议"));
    assert_eq!(back["state"], "drafting");
    assert_eq!(back["instruction"], "");
    assert_eq!(back["items"][0]["fields"]["limit"], 15);
    assert_eq!(back["items"][0]["drafted"], Value::Null);
}

#[test]
fn a_signature_on_paper_is_its_scan() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let other = sitting.demand(&world, "二期用地手续久拖不决");
    let other = sitting.proposed(&world, &[&other]);
    let slip = sitting.proposed(&world, &[&demand]);
    let slip = sitting.instruct(&world, &slip, json!([]));
    let attach = |name: &str, owner: &str, slip: &Value| -> Value {
        let path = world.outside().join(name);
        std::fs::write(&path, b"%PDF-1.7\n signed\n%%EOF\n").expect("a file");
        let input = json!({ "path": path, "owner": owner, "owner_id": slip["id"] });
        world.call("attach_file", input)
    };
    // Another slip's scan is no signature on this one, nor are both ways at once.
    let foreign = attach("别的交办单.pdf", "slip", &other);
    let by = |scan: &Value, ink: Value| with(&slip, json!({ "ink": ink, "scan_id": scan["id"] }));
    let faults = world.faults("sign_slip", by(&foreign, Value::Null));
    let asked = "请先把签过字的扫描件附到这张交办单。";
    assert_eq!(faults, [(String::from("scan_id"), String::from(asked))]);
    let scan = attach("签批件.pdf", "slip", &slip);
    assert_eq!(world.faults("sign_slip", by(&scan, ink()))[0].0, "ink");
    assert_eq!(detail(&world, &slip)["scan_id"], Value::Null);

    let signed: Value = world.call("sign_slip", by(&scan, Value::Null));
    assert_eq!(signed["scan_id"], scan["id"]);
    assert_eq!(signed["ink"], Value::Null);
    let issued = issue(&world, &signed);
    assert_eq!(issued["state"], "issued");
    // The paper names who signed: the pen's strokes are on the scan.
    let text = paper_text(&print(&world, &issued, false));
    let signer = signed["signer"]["name"].as_str().expect("a signer");
    assert!(text.contains(&format!("签名：{signer}")), "{text}");
    let opened: Value = world.call("open_attachment", json!({ "id": scan["id"] }));
    let kept = std::fs::read(opened["path"].as_str().expect("a path")).expect("the scan");
    assert_eq!(kept, b"%PDF-1.7\n signed\n%%EOF\n");
}

// A name under an order is for that order.
#[rstest]
#[case::limit(json!({ "limit": 21 }), json!({}))]
#[case::requirement(json!({ "requirement": "一周内接通。" }), json!({}))]
#[case::words(json!({}), json!({ "text": "同意。" }))]
#[case::day(json!({}), json!({ "instructed_on": "2026-09-24" }))]
#[case::lead_leader(json!({}), json!({ "lead_leader_id": null }))]
fn what_changes_after_the_signature_wants_a_new_one(#[case] item: Value, #[case] order: Value) {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let slip = sitting.signed(&world, &[&demand]);
    world.set_time("2026-09-24 09:00");
    let instruct = |slip: &Value, item: &Value, order: &Value| -> Value {
        let fields = merged(slip["items"][0]["fields"].clone(), item);
        let input = json!({
            "text": slip["instruction"], "signer_id": sitting.leader,
            "instructed_on": slip["instructed_on"], "lead_leader_id": sitting.deputy,
            "changes": [{ "demand_id": demand["id"], "fields": fields }],
        });
        world.call("instruct_slip", with(slip, merged(input, order)))
    };
    let same = instruct(&slip, &json!({}), &json!({}));
    assert_eq!(same["ink"], slip["ink"], "nothing changed");

    print(&world, &same, true);
    let printed = detail(&world, &same);
    let changed = instruct(&printed, &item, &order);
    assert_eq!(changed["ink"], Value::Null);
    assert_eq!(changed["signed_at"], Value::Null);
    let refused = world
        .refused("issue_slip", with(&changed, json!({ "issuer": "李卫东", "issued_on": null })));
    assert!(refused.hint.contains("领导签名"), "{}", refused.hint);
    // The paper printed before is superseded (scenario 49).
    assert_eq!(changed["paper_version"], 2);
    assert!(paper_text(&print(&world, &changed, false)).contains("更正"));
}

fn merged(mut input: Value, over: &Value) -> Value {
    for (key, value) in over.as_object().expect("an object") {
        input[key] = value.clone();
    }
    input
}
