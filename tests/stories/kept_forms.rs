//! 未保存的填写: what was typed and not saved is there at the next start, for who typed it.

use serde_json::{Value, json};

use crate::hostile::texts::hostile;
use crate::world::{World, id_of};

fn keep(world: &World, key: &str, form: Option<&Value>) {
    let form = form.map(Value::to_string);
    let _kept: Value = world.call("keep_form", json!({ "key": key, "form": form }));
}

fn forms(world: &World) -> Vec<(String, Value)> {
    let kept: Value = world.call("list_kept_forms", json!({}));
    let forms = kept["forms"].as_array().expect("forms");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let read = |form: &Value| {
        (text(&form["key"]), serde_json::from_str(&text(&form["form"])).expect("JSON"))
    };
    forms.iter().map(read).collect()
}

#[test]
fn a_form_is_there_at_the_next_start_until_it_is_saved_and_the_journal_knows_nothing_of_it() {
    let mut world = World::set_up();
    let rows = |world: &World| {
        let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
        proof["rows"].as_i64()
    };
    let before = rows(&world);
    let mut texts = hostile();
    texts.retain(|text| text.len() < 40_000);
    let form = json!({ "result": texts.join("\n"), "days": 3 });
    keep(&world, "批示:s1", Some(&json!({ "result": "同意" })));
    keep(&world, "批示:s1", Some(&form));
    world.reopen();
    assert_eq!(forms(&world), [("批示:s1".to_owned(), form)]);
    keep(&world, "批示:s1", None);
    world.reopen();
    assert_eq!(forms(&world), []);
    assert_eq!(rows(&world), before);
}

#[test]
fn a_form_is_shown_to_who_typed_it() {
    let world = World::set_up();
    keep(&world, "unit:new", Some(&json!({ "name": "住建局" })));
    let input =
        json!({ "id": null, "name": "何例舟", "post": "", "is_active": true, "version": 0 });
    let second: Value = world.call("save_clerk", input);
    let _seated: Value = world.call("switch_clerk", json!({ "id": id_of(&second) }));
    assert_eq!(forms(&world), []);
    keep(&world, "unit:new", Some(&json!({ "name": "交通局" })));
    assert_eq!(forms(&world), [("unit:new".to_owned(), json!({ "name": "交通局" }))]);
}

#[test]
fn what_nobody_went_on_with_for_two_months_is_forgotten() {
    let world = World::set_up();
    keep(&world, "unit:new", Some(&json!({ "name": "住建局" })));
    world.set_time("2026-12-31 09:00");
    keep(&world, "leader:new", Some(&json!({ "name": "周" })));
    assert_eq!(forms(&world), [("leader:new".to_owned(), json!({ "name": "周" }))]);
}

#[test]
fn what_is_no_form_is_refused() {
    let world = World::set_up();
    let faults = world.faults("keep_form", json!({ "key": " ", "form": "{" }));
    let fields: Vec<&str> = faults.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["key", "form"]);
}
