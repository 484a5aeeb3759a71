//! 接待日程: planning, coming, going.

use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::world::{World, guest, id_of, participant, reasoned, reception, reference};

fn attendance(sitting: &Value, guest: &Value, presence: &str) -> Value {
    json!({
        "reception_id": sitting["id"], "guest_id": guest["id"], "unit_id": null,
        "presence": presence, "at": null, "note": "",
    })
}

/// Returns the input that saves a reception as it is.
fn input_of(detail: &Value) -> Value {
    let mut input = detail.clone();
    input["leader_id"] = detail["leader"]["id"].clone();
    input["stand_in_id"] = detail["stand_in"]["id"].clone();
    let accompanying = detail["accompanying"].as_array().expect("a list");
    input["accompanying"] = accompanying.iter().map(|leader| leader["id"].clone()).collect();
    input
}

fn preparation<'d>(detail: &'d Value, label: &str) -> &'d Value {
    let all = detail["preparations"].as_array().expect("a list");
    all.iter().find(|line| line["label"] == label).expect("the line is there")
}

#[test]
fn a_sitting_is_planned_started_and_ended() {
    let mut world = World::set_up();
    let (leader, other) = (world.leader("何例舟", "副区长"), world.leader("单晓明", "区长"));
    let firm = world.enterprise("沱湾冷链物流有限公司", "沱湾冷链物流");
    let unit = world.unit("区公安分局交通管理大队", "交管大队");
    let mut input = reception(&leader);
    input["accompanying"] = json!([other]);
    input["guests"] = json!([guest(&firm, "legal_representative")]);
    input["participants"] = json!([participant(&unit)]);
    let planned: Value = world.call("save_reception", input);
    assert_eq!(planned["state"], "planned");
    assert_eq!(planned["guests"][0]["enterprise_short_name"], "沱湾冷链物流");
    // Three working days before, over the make-up Sunday; three after, over Mid-Autumn.
    assert_eq!(planned["notice_due_on"], "2026-09-20");
    assert_eq!(planned["issue_due_on"], "2026-09-29");

    let running: Value = world.call("start_reception", reference(&planned));
    assert_eq!(running["started_at"], "2026-09-23T01:00:00Z");
    let status: Value = world.call("get_status", json!({}));
    assert_eq!(status["running_reception_id"], running["id"]);
    let second: Value = world.call("save_reception", reception(&leader));
    let refused = world.refused("start_reception", reference(&second));
    assert!(refused.hint.contains("正在进行"), "{}", refused.hint);

    world.set_time("2026-09-23 11:20");
    world.reopen();
    let held: Value = world.call("end_reception", reference(&running));
    assert_eq!(held["state"], "held");
    assert_eq!(held["ended_at"], "2026-09-23T03:20:00Z");
    let again = world.refused("end_reception", reference(&held));
    assert_eq!(again.code, ErrorCode::PreconditionFailed);
    let cancelled = world.refused("cancel_reception", reasoned(&held, "改期"));
    assert_eq!(cancelled.code, ErrorCode::PreconditionFailed);
}

// Scenario 14: the 1st is a holiday, so the rota moves to 8 October.
#[test]
fn s14_the_notice_is_due_before_the_holiday() {
    let world = World::set_up();
    let mut input = reception(&world.leader("何例舟", "副区长"));
    input["held_on"] = json!("2026-10-08");
    let planned: Value = world.call("save_reception", input);
    assert_eq!(planned["notice_due_on"], "2026-09-28");
    assert_eq!(planned["is_notice_due_provisional"], false);
}

// Scenario 12: the slips of a sitting at the year's end are due in a year without a notice.
#[test]
fn s12_a_limit_in_a_year_without_a_notice_is_provisional() {
    let world = World::set_up();
    let mut input = reception(&world.leader("何例舟", "副区长"));
    input["held_on"] = json!("2026-12-28");
    let planned: Value = world.call("save_reception", input.clone());
    assert_eq!(planned["is_notice_due_provisional"], false);
    assert_eq!(planned["is_issue_due_provisional"], true);
    input["held_on"] = json!("2027-01-04");
    let planned: Value = world.call("save_reception", input);
    assert_eq!(planned["is_notice_due_provisional"], true);
}

// Scenario 18.
#[test]
fn s18_a_representative_without_mandate_is_registered_and_not_confirmed() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    let firm = world.enterprise("沱湾冷链物流有限公司", "沱湾冷链");
    let mut input = reception(&leader);
    input["guests"] = json!([guest(&firm, "authorised")]);
    let planned: Value = world.call("save_reception", input);
    let line = preparation(&planned, "委托书");
    assert_eq!(line["is_done"], false);
    assert_eq!(line["note"], "缺委托书：沱湾冷链");

    let coming = &planned["guests"][0];
    let refused = world.refused("save_attendance", attendance(&planned, coming, "present"));
    assert_eq!(refused.code, ErrorCode::PreconditionFailed);
    assert!(refused.hint.contains("附上委托书"), "{}", refused.hint);
    let _excused: Value = world.call("save_attendance", attendance(&planned, coming, "excused"));

    let scan = world.outside().join("委托书.pdf");
    std::fs::write(&scan, b"%PDF-1.7\n").unwrap();
    let owner = json!({ "path": scan, "owner": "guest", "owner_id": coming["id"] });
    let mandate: Value = world.call("attach_file", owner);
    let mut input = input_of(&planned);
    input["guests"][0]["mandate_id"] = mandate["id"].clone();
    let saved: Value = world.call("save_reception", input);
    assert_eq!(preparation(&saved, "委托书")["is_done"], true);
    let present: Value = world.call("save_attendance", attendance(&saved, coming, "present"));
    assert_eq!(present["guests"][0]["presence"], "present");

    let mut input = input_of(&present);
    input["guests"][0]["mandate_id"] = Value::Null;
    let faults = world.faults("save_reception", input);
    let message = "这家已登记到会，授权代表要有委托书，请附上。";
    assert_eq!(faults, [("guests.0.mandate_id".to_owned(), message.to_owned())]);
}

#[test]
fn arrival_and_leave_are_kept_with_their_times() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    let firm = world.enterprise("沱湾冷链物流有限公司", "");
    let unit = world.unit("区水务局", "");
    let running = world.running(&leader, &[&firm], &[&unit]);
    let guest = running["guests"][0].clone();
    world.set_time("2026-09-23 09:28");
    let _came: Value = world.call("save_attendance", attendance(&running, &guest, "present"));
    world.set_time("2026-09-23 10:40");
    let left: Value = world.call("save_attendance", attendance(&running, &guest, "left"));
    assert_eq!(left["guests"][0]["arrived_at"], "2026-09-23T01:28:00Z");
    assert_eq!(left["guests"][0]["left_at"], "2026-09-23T02:40:00Z");

    let mut early = attendance(&running, &guest, "left");
    early["at"] = json!("2026-09-23T01:00:00Z");
    assert_eq!(world.faults("save_attendance", early)[0].0, "at");

    // Saving the reception with the lists as they were planned keeps who came.
    let mut input = input_of(&running);
    input["theme"] = json!("物流");
    let saved: Value = world.call("save_reception", input);
    assert_eq!(saved["guests"][0]["presence"], "left");

    let mark = json!({
        "reception_id": running["id"], "guest_id": null, "unit_id": unit, "presence": "excused",
        "at": null, "note": "局长在省里开会",
    });
    let excused: Value = world.call("save_attendance", mark.clone());
    assert_eq!(excused["participants"][0]["presence_note"], "局长在省里开会");
    let mut both = mark;
    both["guest_id"] = guest["id"].clone();
    assert_eq!(world.faults("save_attendance", both)[0].0, "guest_id");
}

// Scenario 16.
#[test]
fn s16_a_stand_in_presides_and_both_names_are_kept() {
    let world = World::set_up();
    let (leader, stand_in) = (world.leader("何例舟", "副区长"), world.leader("单晓明", "区长"));
    let mut input = reception(&leader);
    input["is_stand_in_presiding"] = json!(true);
    assert_eq!(world.faults("save_reception", input.clone())[0].0, "stand_in_id");
    input["stand_in_id"] = json!(stand_in);
    let planned: Value = world.call("save_reception", input);
    let running: Value = world.call("start_reception", reference(&planned));
    let _held: Value = world.call("end_reception", reference(&running));
    let list: Value = world.call("list_receptions", json!({ "year": 2026, "query": "" }));
    assert_eq!(list["stand_ins"], 1);
    assert_eq!(list["held"], 1);
    assert_eq!(list["receptions"][0]["leader"]["name"], "单晓明");
    assert_eq!(list["receptions"][0]["replaced_leader"]["name"], "何例舟");
}

#[test]
fn two_guests_may_swap_and_none_comes_twice() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    let firms = [world.enterprise("甲公司", ""), world.enterprise("乙公司", "")];
    let planned = world.reception(&leader, &[&firms[0], &firms[1]], &[]);
    let mut input = input_of(&planned);
    input["guests"][0]["enterprise_id"] = json!(firms[1]);
    input["guests"][1]["enterprise_id"] = json!(firms[0]);
    let swapped: Value = world.call("save_reception", input);
    assert_eq!(swapped["guests"][0]["enterprise_name"], "乙公司");
    assert_eq!(swapped["guests"][0]["id"], planned["guests"][0]["id"]);

    let mut input = input_of(&swapped);
    input["guests"][1]["enterprise_id"] = json!(firms[1]);
    assert_eq!(world.faults("save_reception", input)[0].0, "guests.1.enterprise_id");
}

#[test]
fn a_guest_on_record_stays_on_the_list() {
    let mut world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    let firms = [world.enterprise("甲公司", ""), world.enterprise("乙公司", "")];
    let running = world.running(&leader, &[&firms[0], &firms[1]], &[]);
    // The record is another noun's story: its rows are put in place by hand.
    let of = [id_of(&running), id_of(&running["guests"][0])];
    world.close();
    let connection = rusqlite::Connection::open(world.data().join("reception.db")).unwrap();
    for (id, text) in [("entry-1", "货车夜间进不了城。"), ("entry-2", " ")] {
        connection
            .execute(
                "INSERT INTO entries (id, reception_id, guest_id, position, speaker, speaker_name, \
                 text, spoken_at, is_draft, version) \
                 VALUES ($1, $2, $3, 1, 'enterprise', '王守成', $4, $5, 1, 1)",
                [id, &of[0], &of[1], text, "2026-09-23 01:00:00+00:00"],
            )
            .unwrap();
    }
    drop(connection);
    world.reopen();

    let mut input = input_of(&running);
    input["guests"] = json!([running["guests"][1]]);
    let faults = world.faults("save_reception", input);
    assert_eq!(faults[0].0, "guests");
    assert!(faults[0].1.contains("甲公司"), "{faults:?}");
    let mut input = input_of(&running);
    input["guests"] = json!([running["guests"][0]]);
    let fewer: Value = world.call("save_reception", input);
    assert_eq!(fewer["guests"].as_array().unwrap().len(), 1);

    let held: Value = world.call("end_reception", reference(&fewer));
    assert_eq!(held["state"], "held");
    world.close();
    let connection = rusqlite::Connection::open(world.data().join("reception.db")).unwrap();
    let mut statement =
        connection.prepare("SELECT is_draft, void_reason FROM entries ORDER BY id").unwrap();
    let closed: Vec<(bool, Option<String>)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(closed, [(false, None), (false, Some("空白记录".to_owned()))]);
}

#[test]
fn agenda_cancelling_and_looking_up() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    let planned = world.reception(&leader, &[], &[]);
    let done = json!({ "reception_id": planned["id"], "position": 0, "is_done": true });
    let marked: Value = world.call("save_agenda_done", done);
    assert_eq!(marked["agenda"][0]["is_done"], true);
    let stale = world.refused("save_reception", input_of(&planned));
    assert_eq!(stale.code, ErrorCode::Conflict);

    let list = |query: &str| -> Value {
        world.call("list_receptions", json!({ "year": 2026, "query": query }))
    };
    assert_eq!(list("helizhou")["receptions"].as_array().unwrap().len(), 1);
    assert_eq!(list("没有")["receptions"].as_array().unwrap().len(), 0);
    assert_eq!(world.faults("cancel_reception", reasoned(&marked, " "))[0].0, "reason");
    let cancelled: Value = world.call("cancel_reception", reasoned(&marked, "领导外出"));
    assert_eq!(cancelled["cancel_reason"], "领导外出");
    assert_eq!(
        world.refused("save_reception", input_of(&cancelled)).code,
        ErrorCode::PreconditionFailed
    );
    let missing = world.refused("get_reception", json!({ "id": "none" }));
    assert_eq!(missing.code, ErrorCode::NotFound);
    assert_eq!(id_of(&cancelled), id_of(&planned));
}

#[test]
fn receptions_are_listed_by_year_by_period_and_by_page() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    for day in ["2024-11-20", "2025-03-19", "2025-11-19", "2026-03-19"] {
        let mut input = reception(&leader);
        input["held_on"] = json!(day);
        let _planned: Value = world.call("save_reception", input);
    }
    let list = |input: Value| -> Value { world.call("list_receptions", input) };
    let days = |list: &Value| -> Vec<String> {
        let rows = list["receptions"].as_array().expect("rows");
        rows.iter().map(|row| row["held_on"].as_str().expect("a day").to_owned()).collect()
    };
    assert_eq!(days(&list(json!({ "year": 2025 }))), ["2025-03-19", "2025-11-19"]);
    let period = json!({ "from": "2024-11-20", "to": "2025-03-19" });
    assert_eq!(days(&list(period)), ["2024-11-20", "2025-03-19"]);
    let half = json!({ "year": 2025, "from": "2025-07-01" });
    assert_eq!(days(&list(half)), ["2025-11-19"]);
    let page = list(json!({ "limit": 2, "offset": 1, "is_descending": true }));
    assert_eq!(days(&page), ["2025-11-19", "2025-03-19"]);
    assert_eq!(page["total"], 4);
    assert_eq!(list(json!({ "query": "helizhou", "limit": 1 }))["total"], 4);
    assert_eq!(world.faults("list_receptions", json!({ "year": 999_999_999 }))[0].0, "year");
}

#[test]
fn a_sitting_takes_place_today_and_does_not_fall_due() {
    let world = World::set_up();
    let leader = world.leader("何例舟", "副区长");
    world.reception(&leader, &[], &[]);
    let home: Value = world.call("get_home", json!({}));
    let text = home["groups"].to_string();
    assert!(text.contains("\"今天接待\"") && !text.contains("接待今天到期"), "{text}");
}

/// A sitting planned for a new year takes the next number of the whole series.
#[test]
fn the_series_goes_on_over_the_years() {
    let world = World::set_up();
    let leader = world.leader("沈例成", "区长");
    for (held_on, number) in [("2026-10-21", 13), ("2026-11-20", 12)] {
        let mut input = reception(&leader);
        input["held_on"] = json!(held_on);
        input["series_number"] = json!(number);
        input["title"] = json!(format!("第{number}期民营企业接待日"));
        let _planned: Value = world.call("save_reception", input);
    }
    let next: Value = world.call(
        "list_receptions",
        json!({ "year": 2027, "from": null, "to": null,
        "query": "", "limit": null, "offset": null, "is_descending": null }),
    );
    assert_eq!(next["receptions"], json!([]));
    let last = json!({ "kind": "reception_day", "number": 13, "title": "第13期民营企业接待日" });
    assert_eq!(next["last_of_series"], json!([last]));
}
