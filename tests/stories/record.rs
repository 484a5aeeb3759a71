//! 现场记录: entries, the draft, quotes that follow their words, demands made of them.

mod joins;
mod splits;

use serde_json::{Value, json};
use store::journal;
use usecases::ErrorCode;

use crate::sitting::{Sitting, with};
use crate::world::{World, id_of, reasoned, reference};
use splits::words;

const SAID: &str = "报装到现在九个月没送上电。一天多花4200元。";

fn minutes(world: &World, sitting: &Sitting) -> Value {
    world.call("get_minutes", json!({ "id": sitting.id() }))
}

/// Returns the words each quote of a demand points to.
fn quoted(minutes: &Value, demand: usize) -> Vec<String> {
    let entries = minutes["entries"].as_array().expect("entries");
    let quotes = minutes["demands"][demand]["quotes"].as_array().expect("quotes");
    let words = |quote: &Value| {
        let entry = entries.iter().find(|entry| entry["id"] == quote["entry_id"]);
        let text = entry.and_then(|entry| entry["text"].as_str()).expect("a quoted entry");
        let at = |end: &str| quote[end].as_u64().expect("a place") as usize;
        text.chars().skip(at("from")).take(at("to") - at("from")).collect()
    };
    quotes.iter().map(words).collect()
}

fn texts(minutes: &Value) -> Vec<&str> {
    let entries = minutes["entries"].as_array().expect("entries");
    entries.iter().filter_map(|entry| entry["text"].as_str()).collect()
}

#[test]
fn a_save_sent_again_changes_nothing_and_is_acknowledged() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let entry = sitting.entry(SAID);
    let saved: Value = world.call("save_entry", entry.clone());
    let rows = |world: &World| {
        let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
        proof["rows"].as_i64()
    };
    let before = rows(&world);
    let again: Value = world.call("save_entry", entry);
    assert_eq!(again["version"], saved["version"]);
    assert_eq!(rows(&world), before);
    assert_eq!(texts(&minutes(&world, &sitting)), [SAID]);
}

#[test]
fn s53_the_draft_is_back_at_the_next_start_and_only_its_digest_is_journaled() {
    let mut world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut entry = sitting.entry("城配冷链车进城通行证一月一办 ");
    entry["is_draft"] = json!(true);
    let saved: Value = world.call("save_entry", entry.clone());
    world.reopen();
    let read = minutes(&world, &sitting);
    assert_eq!(read["draft"]["text"], "城配冷链车进城通行证一月一办 ");
    assert_eq!(read["entries"], json!([]));
    let journaled = |world: &World| {
        let id = id_of(&saved);
        let list = |connection: &rusqlite::Connection| journal::list(connection, "entry", &id);
        world.office().store().read(list).expect("the journal is read")
    };
    let rows = journaled(&world);
    assert_eq!(rows.len(), 1);
    let after = rows[0].after.clone().expect("an after");
    assert_eq!(after["characters"], 15);
    assert_eq!(after["sm3"].as_str().map(str::len), Some(64));
    assert_eq!(after.get("text"), None);

    entry["is_draft"] = json!(false);
    entry["version"] = saved["version"].clone();
    let _ended: Value = world.call("save_entry", entry);
    let rows = journaled(&world);
    let after = rows.last().and_then(|row| row.after.clone()).expect("an after");
    assert_eq!(after["text"], "城配冷链车进城通行证一月一办");
    assert_eq!(minutes(&world, &sitting)["draft"], Value::Null);
}

#[test]
fn the_last_sentence_typed_is_found_after_the_end() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut entry = sitting.entry("夜里装卸没有路灯");
    entry["is_draft"] = json!(true);
    let _saved: Value = world.call("save_entry", entry);
    let found = |world: &World| -> usize {
        let found: Value =
            world.call("search_everything", json!({ "query": "没有路灯", "limit": 10 }));
        let groups = found["groups"].as_array().expect("groups");
        groups.iter().filter(|group| group["target"] == "entry").count()
    };
    assert_eq!(found(&world), 0, "a draft is not found");
    let read: Value = world.call("get_reception", json!({ "id": sitting.id() }));
    let _ended: Value = world.call("end_reception", reference(&read));
    assert_eq!(texts(&minutes(&world, &sitting)), ["夜里装卸没有路灯"]);
    assert_eq!(found(&world), 1);
}

#[test]
fn nothing_is_said_in_another_age() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let came = json!({ "reception_id": sitting.id(), "guest_id": sitting.guest(), "unit_id": null,
        "presence": "present", "at": null, "note": "" });
    for at in ["1999-12-31T00:00:00Z", "2026-09-24T01:00:01Z", "9999-01-01T00:00:00Z"] {
        let mut entry = sitting.entry("一");
        entry["spoken_at"] = json!(at);
        assert_eq!(world.faults("save_entry", entry)[0].0, "spoken_at", "{at}");
        let mut came = came.clone();
        came["at"] = json!(at);
        assert_eq!(world.faults("save_attendance", came)[0].0, "at", "{at}");
    }
    let mut entry = sitting.entry("一");
    entry["spoken_at"] = json!("2026-09-24T01:00:00Z");
    let _saved: Value = world.call("save_entry", entry);
}

#[test]
fn a_stale_save_is_refused() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut entry = sitting.entry(SAID);
    let _saved: Value = world.call("save_entry", entry.clone());
    entry["version"] = json!(1);
    entry["text"] = json!("改过的话。");
    let _changed: Value = world.call("save_entry", entry.clone());
    entry["text"] = json!("另一台上的话。");
    let refused = world.refused("save_entry", entry);
    assert_eq!(refused.code, ErrorCode::Conflict);
}

#[test]
fn entries_stand_where_they_were_put() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let first = sitting.say(&world, "一");
    sitting.say(&world, "三");
    let mut between = sitting.entry("二");
    between["after"] = json!(first);
    let _saved: Value = world.call("save_entry", between);
    assert_eq!(texts(&minutes(&world, &sitting)), ["一", "二", "三"]);
    // The gap is halved until it is used up, then room is made.
    for _ in 0..30 {
        let mut next = sitting.entry("·");
        next["after"] = json!(first);
        let _saved: Value = world.call("save_entry", next);
    }
    let read = minutes(&world, &sitting);
    let read = texts(&read);
    assert_eq!((read[0], read[31], read[32]), ("一", "二", "三"));
}

// Scenario 53, second half: two demands split from one paragraph.
#[test]
fn s53_two_demands_of_one_paragraph_keep_their_quotes() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let entry = sitting.say(&world, SAID);
    let raised = sitting.raise(&world, &entry, 13, &sitting.fields("三号冷库增容送电受阻"));
    let read = minutes(&world, &sitting);
    assert_eq!(quoted(&read, 0), ["报装到现在九个月没送上电。"]);

    // A cut in the middle of the quoted words makes two quotes of them.
    let new_id = store::new_id();
    let cut = json!({ "id": entry, "version": 1, "at": 5, "new_id": new_id });
    let read: Value = world.call("split_entry", cut);
    assert_eq!(texts(&read), ["报装到现在", "九个月没送上电。一天多花4200元。"]);
    assert_eq!(quoted(&read, 0), ["报装到现在", "九个月没送上电。"]);

    // A word put in before them moves them along.
    let mut second = sitting.entry("已经九个月没送上电。一天多花4200元。");
    second["id"] = json!(new_id);
    second["version"] = json!(1);
    let saved: Value = world.call("save_entry", second);
    assert_eq!(quoted(&minutes(&world, &sitting), 0), ["报装到现在", "九个月没送上电。"]);

    let read: Value = world.call("merge_entry", reference(&saved));
    assert_eq!(texts(&read), ["报装到现在已经九个月没送上电。一天多花4200元。"]);
    assert_eq!(quoted(&read, 0), ["报装到现在", "九个月没送上电。"]);

    // The record of a demand cannot go while the demand lives.
    let whole = read["entries"][0].clone();
    let refused = world.refused("void_entry", reasoned(&whole, "记错"));
    assert!(refused.hint.contains("2026-0001"), "{}", refused.hint);
    let demand = &read["demands"][0];
    assert_eq!(demand["id"], raised["id"]);
    let _gone: Value = world.call("void_demand", reasoned(demand, "记错"));
    let read: Value = world.call("void_entry", reasoned(&whole, "记错"));
    assert_eq!(read["entries"], json!([]));
    let back = json!({ "id": whole["id"], "version": 4 });
    let read: Value = world.call("restore_entry", back);
    assert_eq!(read["entries"].as_array().map(Vec::len), Some(1));
}

#[test]
fn demands_are_numbered_without_gap_and_say_what_they_lack() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut bare = sitting.fields("");
    bare["category"] = Value::Null;
    bare["lead_unit"] = Value::Null;
    bare["responsible_person"] = json!("");
    bare["requirement"] = json!("");
    bare["limit"] = Value::Null;
    let first = sitting.ask(&world, SAID, &bare);
    assert_eq!(first["number"], "2026-0001");
    assert_eq!(first["due_on"], Value::Null);
    let missing: Vec<&str> = first["missing"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|field| field["field"].as_str())
        .collect();
    let wanted = ["title", "category", "lead_unit", "responsible_person", "requirement", "limit"];
    assert_eq!(missing, wanted);
    let refused =
        world.refused("compose_slip", json!({ "demands": [first["id"]], "reception_id": null }));
    assert_eq!(refused.hint, "诉求 2026-0001 还缺标题、分类，请先补齐。");

    let mut long = sitting.fields(&"长".repeat(31));
    long["limit"] = json!(67);
    let input = json!({ "id": first["id"], "version": first["version"], "fields": long });
    let faults = world.faults("save_demand_fields", input);
    let fields: Vec<&str> = faults.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["fields.limit", "fields.title"]);

    let filled = sitting.fields("三号冷库增容送电受阻");
    let input = with(&first, json!({ "fields": filled }));
    let saved: Value = world.call("save_demand_fields", input);
    assert_eq!(saved["missing"], json!([]));
    assert_eq!(saved["due_on"], "2026-10-21");
    let second = sitting.demand(&world, "城配冷链车进城通行证一月一办");
    assert_eq!(second["number"], "2026-0002");
}

#[test]
fn demands_split_and_join() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let first = sitting.demand(&world, "送电和通行证");
    let new_id = store::new_id();
    let split = with(
        &first,
        json!({
            "new_id": new_id, "title": "城配冷链车通行证", "quote": null,
            "left": words(first["fields"]["facts"].as_str().expect("facts")),
            "taken": words("通行证一月一办。"),
        }),
    );
    let read: Value = world.call("split_demand", split);
    let both = read["demands"].as_array().expect("two demands");
    assert_eq!(both[1]["number"], "2026-0002");
    assert_eq!(both[1]["fields"]["lead_unit"], both[0]["fields"]["lead_unit"]);
    let quotes = both[0]["quotes"].clone();
    let join = with(&both[1], json!({ "into": first["id"] }));
    let read: Value = world.call("merge_demand", join);
    assert_eq!(read["demands"].as_array().map(Vec::len), Some(1));
    // Both quoted the same words: joined they quote them once.
    assert_eq!(read["demands"][0]["quotes"], quotes);
    // The number of the one that went is not used again.
    assert_eq!(sitting.demand(&world, "第三件")["number"], "2026-0003");
}

#[test]
fn s28_what_bears_the_mark_of_a_state_secret_is_nowhere_kept() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let marked = "代表念了一份机密★10年的文件。";
    let message =
        "有国家秘密标志“机密★”。本程序不是涉密系统，不保存这类内容，请删去，按保密规定另行办理。";
    for is_draft in [true, false] {
        let mut entry = sitting.entry(marked);
        entry["is_draft"] = json!(is_draft);
        let faults = world.faults("save_entry", entry);
        assert_eq!(faults, [("text".to_owned(), message.to_owned())]);
    }
    let said = sitting.say(&world, "代表念了一份文件。");
    let mut fields = sitting.fields("三号冷库增容送电受阻");
    fields["facts"] = json!(marked);
    let quote = json!({ "entry_id": said, "from": 0, "to": 4 });
    let raised = json!({
        "id": store::new_id(), "reception_id": sitting.id(), "guest_id": sitting.guest(),
        "quote": quote, "fields": fields,
    });
    assert_eq!(world.faults("raise_demand", raised)[0].0, "fields.facts");
    let form = json!({ "words": marked }).to_string();
    let faults = world.faults("keep_form", json!({ "key": "register", "form": form }));
    assert_eq!(faults, [("form".to_owned(), message.to_owned())]);
    // An enterprise's own secrets are its daily business.
    sitting.say(&world, "对方侵犯我公司商业秘密，请求维权。");
    assert!(!words_of_office(&world).contains("机密★"), "it reached the disk");
}

/// Every text of the journal, the kept forms and the record.
fn words_of_office(world: &World) -> String {
    let read = |connection: &rusqlite::Connection| {
        let mut words = String::new();
        for sql in [
            "SELECT coalesce(before, '') || coalesce(after, '') FROM journal",
            "SELECT form FROM kept_forms",
            "SELECT text FROM entries",
            "SELECT facts || request FROM demands",
        ] {
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                words.push_str(&row.get::<_, String>(0)?);
            }
        }
        Ok::<_, store::StoreError>(words)
    };
    world.office().store().read(read).expect("the office is read")
}
