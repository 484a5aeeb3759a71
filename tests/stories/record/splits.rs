//! A demand split in two: every word goes to one of them, and comes back.

use serde_json::{Value, json};

use super::{minutes, quoted};
use crate::issuing::{paper_text, print};
use crate::sitting::{Sitting, with};
use crate::world::{World, reference};

const BOTH: &str = "城配冷链车通行证一月一办，冷链园排水年年淹。";

pub(super) fn words(facts: &str) -> Value {
    json!({ "facts": facts, "request": "", "requirement": "" })
}

fn split(world: &World, demand: &Value, left: &Value, taken: &Value) -> (String, Value) {
    let new_id = store::new_id();
    let more = json!({
        "new_id": new_id, "title": "冷链园排水改造", "quote": null, "left": left, "taken": taken,
    });
    (new_id.to_string(), world.call("split_demand", with(demand, more)))
}

fn said(minutes: &Value, at: usize) -> [&Value; 3] {
    let fields = &minutes["demands"][at]["fields"];
    ["facts", "request", "requirement"].map(|field| &fields[field])
}

#[test]
fn the_words_are_divided_and_no_slip_prints_them_twice() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut fields = sitting.fields("城配冷链车通行证");
    fields["facts"] = json!(BOTH);
    let demand = sitting.ask(&world, BOTH, &fields);
    let mut left = words("城配冷链车通行证一月一办");
    left["requirement"] = fields["requirement"].clone();
    let (_, read) = split(&world, &demand, &left, &words("冷链园排水年年淹。"));
    assert_eq!(said(&read, 0), ["城配冷链车通行证一月一办", "", "实地核实，限期接通。"]);
    assert_eq!(said(&read, 1), ["冷链园排水年年淹。", "", ""]);
    assert_eq!(quoted(&read, 0), ["城配冷链车通行证一月一办"]);
    assert_eq!(quoted(&read, 1), ["冷链园排水年年淹。"]);
    let lacks = read["demands"][1]["missing"].as_array().expect("what is missing");
    assert_eq!(lacks[0]["field"], "requirement");
    let slip = sitting.compose(&world, &[&read["demands"][0], &read["demands"][1]]);
    let text = paper_text(&print(&world, &slip, false));
    for once in ["年年淹", "一月一办", "限期接通"] {
        assert_eq!(text.matches(once).count(), 1, "{once} in {text}");
    }
}

/// What the leader says stands in 办理要求, and the content of the slip is the quote.
#[test]
fn a_leaders_sentence_is_divided_in_the_quote_too() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let order = "供电公司十天内送电；街道清淤排水。";
    let mut fields = sitting.fields("送电和排水");
    fields["requirement"] = json!(order);
    let demand = sitting.ask(&world, order, &fields);
    let [left, taken] = ["供电公司十天内送电", "街道清淤排水。"]
        .map(|text| json!({ "facts": "", "request": "", "requirement": text }));
    let (_, read) = split(&world, &demand, &left, &taken);
    assert_eq!(quoted(&read, 0), ["供电公司十天内送电"]);
    assert_eq!(quoted(&read, 1), ["街道清淤排水。"]);
    // Words that are nowhere in the record cannot be cut out of it: each speaks for itself.
    let other = sitting.ask(&world, order, &fields);
    let reworded = json!({ "facts": "", "request": "", "requirement": "请街道清淤。" });
    let (_, read) = split(&world, &other, &left, &reworded);
    assert_eq!(said(&read, 2)[0], "供电公司十天内送电");
    assert_eq!(said(&read, 3)[0], "请街道清淤。");
    let demands = read["demands"].as_array().expect("demands");
    let slip = sitting.compose(&world, &[&demands[2], &demands[3]]);
    let text = paper_text(&print(&world, &slip, false));
    assert!(!text.contains("街道清淤排水"), "{text}");
}

#[test]
fn a_split_taken_back_brings_every_word_back_and_again() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut fields = sitting.fields("城配冷链车通行证");
    fields["facts"] = json!(BOTH);
    let demand = sitting.ask(&world, BOTH, &fields);
    let before = minutes(&world, &sitting);
    let (new_id, divided) =
        split(&world, &demand, &words("城配冷链车通行证一月一办"), &words("冷链园排水年年淹。"));
    for _ in 0..2 {
        let now = minutes(&world, &sitting);
        assert_eq!(quoted(&now, 0), quoted(&divided, 0));
        assert_eq!([said(&now, 0), said(&now, 1)], [said(&divided, 0), said(&divided, 1)]);
        let second = &now["demands"][1];
        assert_eq!(second["id"], *new_id);
        let version = second["version"].as_i64().expect("a version");
        let _back: Value = world.call("take_back_split", reference(second));
        let now = minutes(&world, &sitting);
        assert_eq!(now["demands"].as_array().map(Vec::len), Some(1));
        assert_eq!(said(&now, 0), said(&before, 0));
        assert_eq!(now["demands"][0]["quotes"], before["demands"][0]["quotes"]);
        let gone = json!({ "id": new_id, "version": version + 1 });
        let _again: Value = world.call("restore_demand", gone);
    }
}

#[test]
fn a_split_changed_since_is_not_guessed_together() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut fields = sitting.fields("城配冷链车通行证");
    fields["facts"] = json!(BOTH);
    let demand = sitting.ask(&world, BOTH, &fields);
    let (_, read) = split(&world, &demand, &words("通行证一月一办"), &words("冷链园排水年年淹。"));
    let (first, second) = (&read["demands"][0], &read["demands"][1]);
    let mut edited = first["fields"].clone();
    edited["facts"] = json!("通行证一周一办");
    let _edited: Value = world.call("save_demand_fields", with(first, json!({ "fields": edited })));
    let refused = world.refused("take_back_split", reference(second));
    assert_eq!(refused.hint, "诉求 2026-0001 拆分后又改过，不能原样合回。可以并入前一项诉求。");
    let whole =
        world.refused("take_back_split", reference(&minutes(&world, &sitting)["demands"][0]));
    assert_eq!(whole.hint, "诉求 2026-0001 不是拆分出来的，不能合回。");
    let nothing = json!({
        "new_id": store::new_id(), "title": "另一件", "quote": null, "left": words(BOTH),
        "taken": words(""),
    });
    let faults = world.faults("split_demand", with(second, nothing));
    assert_eq!(faults, [("taken".to_owned(), "请写拆出的是哪些话。".to_owned())]);
}

/// Joined, the leader's words of both are kept.
#[test]
fn a_join_keeps_the_requirements_of_both() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let first = sitting.demand(&world, "送电");
    let mut fields = sitting.fields("通行证");
    fields["requirement"] = json!("十日内发证。");
    let second = sitting.ask(&world, "通行证一月一办。", &fields);
    let joined: Value = world.call("merge_demand", with(&second, json!({ "into": first["id"] })));
    assert_eq!(said(&joined, 0)[2], "实地核实，限期接通。\n十日内发证。");
    let back = json!({ "id": second["id"], "version": second["version"].as_i64().map(|v| v + 1) });
    let _parted: Value = world.call("restore_demand", back);
    let now = minutes(&world, &sitting);
    assert_eq!([said(&now, 0)[2], said(&now, 1)[2]], ["实地核实，限期接通。", "十日内发证。"]);
}
