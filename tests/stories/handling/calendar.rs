//! A holiday notice comes in while slips are out: what moves is shown and moves only by consent.

use std::fs;

use rstest::rstest;
use serde_json::{Value, json};

use super::case::Case;
use crate::world::World;

/// A made-up notice of 2027 in the words of the real ones: New Year's rest is made up on Saturday.
const NOTICE: &str = "国务院办公厅关于2027年部分节假日安排的通知\n国办发明电〔2026〕99号\n\
    一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月9日（周六）上班。\n\
    二、春节：2月5日（农历除夕、周五）至12日（周五）放假调休，共8天。2月20日（周六）上班。";

fn read(world: &World) -> Value {
    world.call("read_notice", json!({ "text": NOTICE, "path": null, "year": null }))
}

/// Returns the change a person confirms as it was proposed.
fn change(proposal: &Value) -> Value {
    json!({
        "year": proposal["year"], "scope": "national", "source": proposal["source"],
        "text": proposal["text"], "days": proposal["days"],
    })
}

/// Returns a choice for every date of a preview.
fn choices(preview: &Value, accept: impl Fn(&Value) -> bool) -> Value {
    let moves = preview["moves"].as_array().expect("a list of moves");
    let chosen = moves.iter().map(|to| {
        json!({
            "kind": to["kind"], "id": to["id"], "new_on": to["new_on"],
            "is_accepted": accept(to),
        })
    });
    chosen.collect()
}

/// Imports what `change` says and decides every date by `accept`.
fn import(world: &World, change: &Value, version: i64, accept: impl Fn(&Value) -> bool) -> Value {
    let preview: Value = world.call("preview_calendar", change.clone());
    let input = json!({
        "change": change, "version": version, "reason": "录错了。",
        "choices": choices(&preview, accept),
    });
    world.call("change_calendar", input)
}

fn take_back(world: &World, version: i64, accept: impl Fn(&Value) -> bool) -> Value {
    let nothing =
        json!({ "year": 2027, "scope": "national", "source": "", "text": "", "days": [] });
    import(world, &nothing, version, accept)
}

// Issued Friday 2026-12-25 with fifteen working days: 1 January rests by statute.
#[test]
fn s11_without_a_notice_the_due_date_is_provisional() {
    let case = Case::issued("2026-12-25 09:00", 0);
    let now = case.now();
    assert_eq!((&now["due_on"], &now["is_provisional"]), (&json!("2027-01-18"), &json!(true)));
    let sentence = now["ruler"]["sentence"].as_str().expect("a sentence");
    assert!(sentence.contains("2027年") && sentence.contains("暂定"), "{sentence}");
}

#[test]
fn s12_a_notice_proposes_changes_a_person_confirms_and_the_journal_tells() {
    let mut case = Case::issued("2026-12-25 09:00", 1);
    case.world.set_time("2026-12-28 09:00");
    let proposal = read(&case.world);
    assert_eq!(proposal["doubts"], json!([]));
    assert_eq!(proposal["year"], 2027);
    assert_eq!(proposal["days"].as_array().expect("days").len(), 13);
    let change = change(&proposal);
    let preview: Value = case.world.call("preview_calendar", change.clone());
    // Nothing moves by looking at it.
    assert_eq!(case.now()["due_on"], "2027-01-18");
    let moves = preview["moves"].as_array().expect("moves");
    assert_eq!(moves.len(), 1, "receipt and assistance fall before the year: {moves:#?}");
    let to = &moves[0];
    assert_eq!((&to["old_on"], &to["new_on"]), (&json!("2027-01-18"), &json!("2027-01-15")));
    assert_eq!((&to["kind"], &to["limit"]), (&json!("due"), &json!("15 个工作日")));

    import(&case.world, &change, 0, |_| true);
    let moved = case.now();
    assert_eq!((&moved["due_on"], &moved["is_provisional"]), (&json!("2027-01-15"), &json!(false)));
    assert_eq!(moved["original_due_on"], "2027-01-15");
    assert_eq!(case.task(0)["due_on"], "2027-01-15");
    assert_eq!(moved["ruler"]["due"]["on"], "2027-01-15");
    let sentence = moved["ruler"]["sentence"].as_str().expect("a sentence");
    assert!(sentence.contains("原到期1月18日；放假安排变动后改为1月15日"), "{sentence}");
    let told = &moved["timeline"][0];
    assert_eq!(told["what"], "放假安排变动");
    assert_eq!(told["detail"], "到期日由2027年1月18日（周一）改为2027年1月15日（周五）");
    let status: Value = case.world.call("get_status", json!({}));
    assert_eq!(status["calendar_until"], 2027);
    // It is kept: the next start reckons by it.
    case.world.reopen();
    let month: Value = case.world.call("get_month", json!({ "year": 2027, "month": 1 }));
    assert_eq!((&month["is_published"], &month["make_up_days"]), (&json!(true), &json!(1)));
    let proof: Value = case.world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null);
}

#[test]
fn what_was_not_confirmed_stays_through_every_later_act() {
    let case = Case::received("2026-12-25 09:00", 0);
    import(&case.world, &change(&read(&case.world)), 0, |_| false);
    let kept = case.now();
    assert_eq!((&kept["due_on"], &kept["is_provisional"]), (&json!("2027-01-18"), &json!(false)));
    let sentence = kept["ruler"]["sentence"].as_str().expect("a sentence");
    assert!(sentence.contains("放假安排变动后维持不变"), "{sentence}");
    let told = kept["timeline"][0]["detail"].as_str().expect("words").to_owned();
    assert_eq!(told, "到期日维持2027年1月18日（周一），按新安排为2027年1月15日（周五）");

    // An extension is added to the date that stands; a pause is counted from it.
    let asked = case.on_demand(json!({
        "made_on": "2026-12-25", "days": 5, "reason": "设备到货延迟。", "done": "",
        "is_enterprise_told": true, "unit_head": "周局长", "override_reason": "",
    }));
    let _asked: Value = case.world.call("ask_extension", asked);
    let granted = json!({ "granted_days": 5, "decided_by": "沈例成" });
    let granted: Value = case.world.call("decide_extension", case.on_act("extension", granted));
    assert_eq!(granted["due_on"], "2027-01-25");

    // So is one that was asked for before the notice came in and decided after.
    let late = Case::received("2026-12-25 09:00", 0);
    let asked = late.on_demand(json!({
        "made_on": "2026-12-25", "days": 5, "reason": "设备到货延迟。", "done": "",
        "is_enterprise_told": true, "unit_head": "周局长", "override_reason": "",
    }));
    let _asked: Value = late.world.call("ask_extension", asked);
    import(&late.world, &change(&read(&late.world)), 0, |_| false);
    let granted = json!({ "granted_days": 5, "decided_by": "沈例成" });
    let granted: Value = late.world.call("decide_extension", late.on_act("extension", granted));
    assert_eq!(granted["due_on"], "2027-01-25");

    // The same notice again, or one that changes other days, asks nothing anew.
    let mut again = change(&read(&case.world));
    again["days"].as_array_mut().expect("days").retain(|day| day["name"] == "元旦");
    let preview: Value = case.world.call("preview_calendar", again);
    assert_eq!(preview["moves"], json!([]));
}

#[test]
fn a_suspended_demand_keeps_what_was_decided_when_it_is_taken_up() {
    for is_accepted in [true, false] {
        let case = Case::received("2026-12-25 09:00", 0);
        let pause = json!({
            "reason": "等待批复。", "approved_by": "沈例成", "review_on": "2027-02-01",
        });
        let _paused: Value = case.world.call("suspend_demand", case.on_demand(pause));
        import(&case.world, &change(&read(&case.world)), 0, |_| is_accepted);
        assert_eq!(case.now()["due_on"], Value::Null);
        case.world.set_time("2027-01-04 09:00");
        let resumed = case.reason("resume_demand", "已批复。");
        // From 12-25 to 01-15 are 15 working days, to 01-18 by the new calendar 16; after 01-04.
        let due_on = if is_accepted { "2027-01-22" } else { "2027-01-25" };
        assert_eq!(resumed["due_on"], due_on);
    }
}

#[test]
fn receipts_assistance_chases_and_ratings_move_too() {
    let case = Case::issued("2026-12-30 09:00", 1);
    let change = change(&read(&case.world));
    // One more working day off: the last day of the year.
    let mut longer = change.clone();
    let day = json!({ "date": "2026-12-31", "name": "元旦", "is_off": true });
    longer["days"].as_array_mut().expect("days").push(day);
    let preview: Value = case.world.call("preview_calendar", longer.clone());
    let of = |kind: &str| -> Vec<String> {
        let moves = preview["moves"].as_array().expect("moves").iter();
        let of_kind = moves.filter(|to| to["kind"] == kind);
        of_kind.map(|to| format!("{}→{}", to["old_on"], to["new_on"])).collect()
    };
    assert_eq!(of("receipt"), vec!["\"2026-12-31\"→\"2027-01-04\""; 2]);
    assert_eq!(of("assist"), ["\"2027-01-05\"→\"2027-01-06\""]);
    // 2026-12-31 is a rest day by now: its receipts cannot stand.
    let input = json!({
        "change": longer, "version": 0, "reason": "", "choices": choices(&preview, |_| false),
    });
    let refused = case.world.refused("change_calendar", input);
    assert!(refused.hint.contains("成了休息日，不能维持"), "{}", refused.hint);
    import(&case.world, &longer, 0, |to| to["kind"] != "assist");
    let lead = case.task(0);
    assert_eq!(lead["receipt_due_on"], "2027-01-04");
    assert_eq!(case.task(1)["due_on"], "2027-01-05", "was not confirmed");
}

#[test]
fn a_rating_and_a_chase_wait_for_the_moved_day() {
    let case = Case::received("2026-12-01 09:00", 0);
    case.world.set_time("2026-12-29 09:00");
    let chased: Value = case.world.call(
        "chase_demands",
        json!({
            "ids": [case.id], "rung": null, "requirement": "请说明原因。", "answer_workdays": 3,
            "signer": "陈启文",
        }),
    );
    assert_eq!(chased["refused"], json!([]));
    case.complete("2026-12-29", "a");
    case.reply("2026-12-29");
    case.ask();
    let mut longer = change(&read(&case.world));
    let day = json!({ "date": "2026-12-31", "name": "元旦", "is_off": true });
    longer["days"].as_array_mut().expect("days").push(day);
    import(&case.world, &longer, 0, |_| true);
    assert_eq!(case.act("chase")["body"]["answer_by"], "2027-01-05");
    assert_eq!(case.act("rating")["body"]["ask_by"], "2027-01-05");
    assert_eq!(case.now()["handling"]["ask_rating_by"], "2027-01-05");
    // The clock had stopped: the date it stood at is no question any more.
    assert_eq!(case.now()["handling"]["last_due_on"], "2026-12-22");
}

#[test]
fn an_import_is_taken_back_or_replaced_with_the_same_care() {
    let case = Case::received("2026-12-25 09:00", 0);
    let imported = change(&read(&case.world));
    let list = import(&case.world, &imported, 0, |_| true);
    let notices = list["notices"].as_array().expect("notices");
    let of_2027 = notices.iter().find(|notice| notice["year"] == 2027).expect("imported");
    assert_eq!(of_2027["imported_by"], "经办人");
    assert_eq!(
        of_2027["source"],
        "国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕99号）"
    );
    let stale = case.world.refused(
        "change_calendar",
        json!({
            "change": imported, "version": 0, "reason": "", "choices": [],
        }),
    );
    assert_eq!(stale.code, usecases::ErrorCode::Conflict);

    let back = take_back(&case.world, 1, |_| true);
    assert!(back["notices"].as_array().expect("notices").iter().all(|n| n["year"] != 2027));
    let now = case.now();
    assert_eq!((&now["due_on"], &now["is_provisional"]), (&json!("2027-01-18"), &json!(true)));
    let nothing =
        json!({ "year": 2027, "scope": "national", "source": "", "text": "", "days": [] });
    let refused = case.world.refused("preview_calendar", nothing);
    assert!(refused.hint.contains("没有可撤销的"), "{}", refused.hint);
}

#[test]
fn a_date_that_came_in_after_the_preview_refuses_the_whole() {
    let case = Case::received("2026-12-25 09:00", 0);
    let change = change(&read(&case.world));
    let input = json!({ "change": change, "version": 0, "reason": "", "choices": [] });
    let refused = case.world.refused("change_calendar", input);
    assert!(refused.hint.contains("重新预览"), "{}", refused.hint);
    let list: Value = case.world.call("list_notices", json!({}));
    assert_eq!(list["notices"].as_array().expect("notices").len(), 7, "nothing was kept");
}

#[test]
fn a_local_day_is_laid_over_the_published_year() {
    let case = Case::received("2026-09-23 09:00", 0);
    let local = json!({
        "year": 2026, "scope": "local", "source": "川江区关于建区纪念日放假的通知", "text": "",
        "days": [{ "date": "2026-10-12", "name": "建区纪念日", "is_off": true }],
    });
    let list = import(&case.world, &local, 0, |_| true);
    assert_eq!(list["notices"].as_array().expect("notices").len(), 8, "the national one stands");
    let now = case.now();
    assert_eq!((&now["due_on"], &now["is_provisional"]), (&json!("2026-10-22"), &json!(false)));
    let preview: Value =
        case.world.call("preview_deadline", json!({ "issued_on": "2026-09-23", "limit": 15 }));
    assert_eq!(preview["due_on"], "2026-10-22");
}

#[rstest]
#[case("年.json", br#"{"year":2027,"papers":["p"],"days":[{"name":"n","date":"2027-01-01","isOffDay":true}]}"#.to_vec())]
#[case("通知.txt", NOTICE.as_bytes().to_vec())]
// 元旦：1月1日放假 in the encoding of older systems.
#[case("旧.txt", [&[0xd4, 0xaa, 0xb5, 0xa9, 0xa3, 0xba][..], b"1", &[0xd4, 0xc2], b"1", &[0xc8, 0xd5, 0xb7, 0xc5, 0xbc, 0xd9]].concat())]
fn a_file_is_read_like_the_text(#[case] name: &str, #[case] bytes: Vec<u8>) {
    let world = World::set_up();
    let path = world.outside().join(name);
    fs::write(&path, bytes).expect("a file");
    let input = json!({ "text": "", "path": path, "year": 2027 });
    let read: Value = world.call("read_notice", input);
    assert_eq!(read["year"], 2027);
    assert_eq!(read["is_known"], false);
    let days = read["days"].as_array().expect("days");
    assert!(days.iter().any(|day| day["date"] == "2027-01-01" && day["is_off"] == true));
}

// A page that is copied brings tabs and line ends of its own.
#[test]
fn a_pasted_page_is_read_and_kept_as_plain_text() {
    let world = World::set_up();
    let text = "关于2027年部分节假日安排的通知\r\n\t一、元旦：1月1日\u{a0}（周五）放假1天。";
    let read: Value =
        world.call("read_notice", json!({ "text": text, "path": null, "year": null }));
    assert_eq!(read["doubts"], json!([]));
    import(&world, &change(&read), 0, |_| true);
}

#[test]
fn what_is_no_notice_is_refused_at_its_field() {
    let world = World::set_up();
    let read = |text: &str| {
        let faults =
            world.faults("read_notice", json!({ "text": text, "path": null, "year": null }));
        faults[0].clone()
    };
    assert!(read("元旦：1月1日放假。").1.contains("没有读出是哪一年"));
    assert!(read("2027年的工作要点").1.contains("没有读出是哪一年"));
    assert!(read(r#"{"year":2027,"days":[]}"#).1.contains("可能还没有公布"));
    let path = world.outside().join("图.txt");
    fs::write(&path, [0xff_u8, 0, 0xfe, 0x80]).expect("a file");
    let faults = world.faults("read_notice", json!({ "text": "", "path": path, "year": 2027 }));
    assert_eq!(faults[0].0, "path");
    let double = json!({
        "year": 2027, "scope": "national", "source": "通知", "text": "", "days": [
            { "date": "2027-01-01", "name": "元旦", "is_off": true },
            { "date": "2027-01-01", "name": "元旦", "is_off": false },
        ],
    });
    let faults = world.faults("preview_calendar", double);
    assert!(faults[0].1.contains("出现了两次"), "{faults:?}");
}

#[test]
fn presets_are_listed_with_their_source_and_change_nothing() {
    let world = World::set_up();
    let list: Value = world.call("list_presets", json!({}));
    let presets = list["presets"].as_array().expect("presets");
    let names: Vec<&str> = presets.iter().filter_map(|preset| preset["name"].as_str()).collect();
    assert_eq!(names, ["泉州", "许昌", "株洲", "山东", "枣庄"]);
    let mut office: Value = world.call("get_office", json!({}));
    assert_eq!(office["limits"]["ordinary"], 15, "looking changes nothing");
    // Every one is taken by the settings as it stands.
    for preset in presets {
        for limit in preset["limits"].as_array().expect("limits") {
            let field = limit["field"].as_str().expect("a field");
            office["limits"][field] = limit["workdays"].clone();
        }
        office = world.call("save_office", office);
    }
    assert_eq!(office["limits"]["complex"], 25);
}
