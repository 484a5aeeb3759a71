//! Joins of entries and of demands, and taking them back.

use serde_json::{Value, json};
use store::journal;

use super::{minutes, quoted, texts};
use crate::sitting::{Sitting, with};
use crate::world::{World, id_of, reasoned, reference};

fn entry_of<'m>(minutes: &'m Value, id: &str) -> &'m Value {
    let entries = minutes["entries"].as_array().expect("entries");
    entries.iter().find(|entry| entry["id"] == id).expect("an entry of the record")
}

fn journaled_version(world: &World, entity: &str, id: &str) -> Value {
    let last = |connection: &rusqlite::Connection| journal::last(connection, entity, id);
    let last = world.office().store().read(last).expect("the journal is read");
    last.and_then(|row| row.after).expect("a changed row")["version"].clone()
}

#[test]
fn taking_a_join_of_entries_back_leaves_no_trace() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let first = sitting.say(&world, "报装九个月没送电。");
    let second = sitting.say(&world, "一天多花4200元。");
    sitting.raise(&world, &first, 9, &sitting.fields("三号冷库增容送电受阻"));
    sitting.raise(&world, &second, 10, &sitting.fields("电费负担"));
    let before = minutes(&world, &sitting);
    let joined: Value = world.call("merge_entry", reference(entry_of(&before, &second)));
    assert_eq!(texts(&joined), ["报装九个月没送电。一天多花4200元。"]);
    assert_eq!(quoted(&joined, 1), ["一天多花4200元。"]);
    // A demand raised across the seam keeps its words on both sides.
    sitting.raise(&world, &first, 13, &sitting.fields("合起来的一条"));

    let version = journaled_version(&world, "entry", &second);
    let back = json!({ "id": second, "version": version });
    let parted: Value = world.call("restore_entry", back.clone());
    assert_eq!(texts(&parted), texts(&before));
    for demand in [0, 1] {
        assert_eq!(quoted(&parted, demand), quoted(&before, demand));
        assert_eq!(parted["demands"][demand]["quotes"], before["demands"][demand]["quotes"]);
    }
    assert_eq!(quoted(&parted, 2), ["报装九个月没送电。", "一天多花"]);
    let again = world.refused("restore_entry", reference(entry_of(&parted, &second)));
    assert_eq!(again.hint, "这条记录没有作废，不用恢复。");
}

/// Guests take turns: what one said never goes into the words of another.
#[test]
fn a_join_stays_in_the_part_of_its_guest() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let first = sitting.say(&world, "报装九个月没送电。");
    let mut between = sitting.entry("会议转入政策宣讲。");
    between["guest_id"] = Value::Null;
    between["speaker"] = json!("aside");
    between["speaker_ref"] = Value::Null;
    between["speaker_name"] = json!("");
    let between = id_of(&world.call("save_entry", between));
    let second = sitting.say(&world, "一天多花4200元。");
    let read = minutes(&world, &sitting);
    let joined: Value = world.call("merge_entry", reference(entry_of(&read, &second)));
    assert_eq!(entry_of(&joined, &first)["text"], "报装九个月没送电。一天多花4200元。");
    assert_eq!(entry_of(&joined, &between)["text"], "会议转入政策宣讲。");
    let alone = world.refused("merge_entry", reference(entry_of(&joined, &between)));
    assert_eq!(alone.hint, "前面没有记录可以并入。");
}

#[test]
fn a_join_edited_since_is_not_guessed_apart() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let first = sitting.say(&world, "报装九个月没送电。");
    let second = sitting.say(&world, "一天多花4200元。");
    let read = minutes(&world, &sitting);
    let joined: Value = world.call("merge_entry", reference(entry_of(&read, &second)));
    let mut edited = sitting.entry("报装九个月没有送电，一天多花4200元。");
    edited["id"] = json!(first);
    edited["version"] = entry_of(&joined, &first)["version"].clone();
    let _edited: Value = world.call("save_entry", edited);
    let version = journaled_version(&world, "entry", &second);
    let refused = world.refused("restore_entry", json!({ "id": second, "version": version }));
    assert!(refused.hint.contains("又改过"), "{}", refused.hint);
    assert_eq!(texts(&minutes(&world, &sitting)), ["报装九个月没有送电，一天多花4200元。"]);
}

#[test]
fn taking_a_join_of_demands_back_leaves_no_trace() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut fields = sitting.fields("三号冷库增容送电受阻");
    fields["facts"] = json!("去年扩容。");
    let first = sitting.ask(&world, "报装九个月没送电。", &fields);
    fields["title"] = json!("电费负担");
    fields["facts"] = json!("一天多花4200元。");
    fields["request"] = json!("请求减免。");
    let second = sitting.ask(&world, "一天多花4200元。", &fields);
    let before = minutes(&world, &sitting);
    let join = with(&second, json!({ "into": first["id"] }));
    let joined: Value = world.call("merge_demand", join);
    assert_eq!(joined["demands"][0]["fields"]["facts"], "去年扩容。\n一天多花4200元。");
    assert_eq!(quoted(&joined, 0).len(), 2);

    let id = id_of(&second);
    let back =
        |world: &World| json!({ "id": id, "version": journaled_version(world, "demand", &id) });
    let _back: Value = world.call("restore_demand", back(&world));
    let parted = minutes(&world, &sitting);
    for demand in [0, 1] {
        assert_eq!(parted["demands"][demand]["fields"], before["demands"][demand]["fields"]);
        assert_eq!(quoted(&parted, demand), quoted(&before, demand));
    }
    let live = world.refused("restore_demand", back(&world));
    assert!(live.hint.contains("没有作废"), "{}", live.hint);

    // Joined again and edited since: nobody can tell whose words are whose.
    let join = with(&parted["demands"][1], json!({ "into": first["id"] }));
    let joined: Value = world.call("merge_demand", join);
    let mut edited = joined["demands"][0]["fields"].clone();
    edited["facts"] = json!("去年扩容，一天多花4200元。");
    let edit = with(&joined["demands"][0], json!({ "fields": edited }));
    let _edited: Value = world.call("save_demand_fields", edit);
    let refused = world.refused("restore_demand", back(&world));
    assert!(refused.hint.contains("2026-0001") && refused.hint.contains("又改过"));
}

#[test]
fn a_demand_brought_back_quotes_only_what_still_stands() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let entry = sitting.say(&world, "报装九个月没送电。");
    let demand = sitting.raise(&world, &entry, 9, &sitting.fields("三号冷库增容送电受阻"));
    let _void: Value = world.call("void_demand", reasoned(&demand, "记错"));
    let read = minutes(&world, &sitting);
    let _void: Value = world.call("void_entry", reasoned(entry_of(&read, &entry), "记错"));
    let _back: Value = world.call("restore_demand", json!({ "id": demand["id"], "version": 2 }));
    assert_eq!(minutes(&world, &sitting)["demands"][0]["quotes"], json!([]));
}
