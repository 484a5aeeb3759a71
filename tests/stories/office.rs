//! 设置: the office, its clerks, its clock.

use rstest::rstest;
use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::world::{World, id_of};

#[test]
fn a_new_office_has_a_clerk_and_asks_for_its_settings() {
    let mut world = World::new();
    let status: Value = world.call("get_status", json!({}));
    assert_eq!(status["is_set_up"], false);
    assert_eq!(status["is_demo"], false);
    assert_eq!(status["clerk"]["name"], "经办人");
    assert_eq!(status["today"], "2026-09-23");
    assert_eq!(status["calendar_until"], 2026);
    // 1–4, 7–11, 14–18, the make-up Sunday 20, 21–23.
    assert_eq!(status["workday_of_month"], 18);

    world.reopen();
    let again: Value = world.call("get_status", json!({}));
    assert_eq!(again["clerk"]["id"], status["clerk"]["id"], "the clerk is made once");
}

#[test]
fn settings_are_kept_and_a_stale_save_is_refused() {
    let mut world = World::set_up();
    world.reopen();
    let office: Value = world.call("get_office", json!({}));
    assert_eq!(office["name"], "川江区工商业联合会");
    assert_eq!(office["cut_off"], "17:30");
    assert_eq!(office["limits"]["ordinary"], 15);
    assert_eq!(office["version"], 1);
    let status: Value = world.call("get_status", json!({}));
    assert_eq!(status["is_set_up"], true);

    let mut changed = office.clone();
    changed["limits"]["ordinary"] = json!(10);
    let saved: Value = world.call("save_office", changed);
    assert_eq!(saved["version"], 2);
    let stale = world.refused("save_office", office);
    assert_eq!(stale.code, ErrorCode::Conflict);
    assert_eq!(stale.hint, "经办人在 09:00 改过这条记录。请先看新内容，再改一次。");
}

#[test]
fn every_fault_of_the_settings_is_told_at_its_field() {
    let world = World::new();
    let mut office: Value = world.call("get_office", json!({}));
    office["name"] = json!("");
    office["slip_mark"] = json!("川江区\n交办单");
    office["number_prefix"] = json!("川工商联交〔2026〕");
    office["district_code"] = json!("5105");
    office["cut_off"] = json!("25:70");
    office["copies_to"] = json!(["区委督查室", ""]);
    office["limits"]["ordinary"] = json!(0);
    office["limits"]["blue"] = json!(0);
    let fields: Vec<String> =
        world.faults("save_office", office).into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        fields,
        [
            "district_code",
            "cut_off",
            "copies_to.1",
            "limits.ordinary",
            "limits.blue",
            "name",
            "slip_mark",
            "number_prefix",
        ]
    );
}

/// The number names files: nothing in it may lead out of their folder.
#[test]
fn the_number_prefix_is_no_path() {
    let world = World::new();
    let office: Value = world.call("get_office", json!({}));
    for prefix in ["../../逃", "纳工/商联交", "纳工\\商联交", "C:交", "..", "交*", "交?"]
    {
        let mut input = office.clone();
        input["number_prefix"] = json!(prefix);
        let faults = world.faults("save_office", input);
        assert!(faults.iter().any(|(field, _)| field == "number_prefix"), "{prefix}: {faults:?}");
    }
}

#[test]
fn the_journal_names_who_sits_at_the_desk() {
    let mut world = World::new();
    let status: Value = world.call("get_status", json!({}));
    let first = status["clerk"].clone();
    let new = |name: &str| json!({ "id": null, "version": 0, "name": name, "post": "经办人", "is_active": true });
    let second: Value = world.call("save_clerk", new("周敏"));
    let taken = world.faults("save_clerk", new("周敏"));
    assert_eq!(taken, [("name".to_owned(), "已有同名的经办人，请加以区分。".to_owned())]);

    let _seated: Value = world.call("switch_clerk", json!({ "id": id_of(&second) }));
    world.reopen();
    let status: Value = world.call("get_status", json!({}));
    assert_eq!(status["clerk"]["name"], "周敏");

    let mut leaving = second.clone();
    leaving["is_active"] = json!(false);
    let refused = world.refused("save_clerk", leaving);
    assert_eq!(refused.code, ErrorCode::PreconditionFailed);

    let mut retired = first.clone();
    retired["is_active"] = json!(false);
    let _retired: Value = world.call("save_clerk", retired);
    let refused = world.refused("switch_clerk", json!({ "id": id_of(&first) }));
    assert_eq!(refused.code, ErrorCode::PreconditionFailed);

    let connection = rusqlite::Connection::open(world.data().join("reception.db")).unwrap();
    let by: String = connection
        .query_row("SELECT clerk FROM journal ORDER BY sequence DESC LIMIT 1", [], |row| row.get(0))
        .unwrap();
    assert_eq!(by, "周敏");
}

#[test]
fn the_month_of_the_national_day() {
    let world = World::new();
    let month: Value = world.call("get_month", json!({ "year": 2026, "month": 10 }));
    let days = month["days"].as_array().unwrap();
    assert_eq!(days[0]["date"], "2026-09-28");
    assert_eq!(days.last().unwrap()["date"], "2026-11-01");
    assert_eq!(month["is_published"], true);
    assert_eq!(month["make_up_days"], 1);
    let all = month["workdays"].as_u64().unwrap() + month["rest_days"].as_u64().unwrap();
    assert_eq!(all, 31);
    let next: Value = world.call("get_month", json!({ "year": 2027, "month": 1 }));
    assert_eq!(next["is_published"], false);
    let wrong = world.refused("get_month", json!({ "year": 2027, "month": 13 }));
    assert_eq!(wrong.code, ErrorCode::Validation);
}

// Scenarios 6–11 of the domain.
#[rstest]
#[case("2026-09-23", 15, "2026-10-21", false)]
#[case("2026-09-18", 1, "2026-09-20", false)]
#[case("2026-09-30", 3, "2026-10-10", false)]
#[case("2023-04-14", 15, "2023-05-08", false)]
#[case("2026-12-25", 15, "2027-01-18", true)]
fn a_due_date_is_explained(
    #[case] issued_on: &str,
    #[case] limit: u32,
    #[case] due_on: &str,
    #[case] is_provisional: bool,
) {
    let world = World::new();
    let input = json!({ "issued_on": issued_on, "limit": limit });
    let preview: Value = world.call("preview_deadline", input);
    assert_eq!(preview["due_on"], due_on);
    assert_eq!(preview["is_provisional"], is_provisional);
}

// What is written meanwhile stands behind what was written before, whatever the clock says.
#[test]
fn s58_a_clock_set_back_is_told_and_the_journal_keeps_its_order() {
    let world = World::set_up();
    let before = world.leader("沈例成", "区长");
    world.set_time("2016-09-23 09:00");
    let status: Value = world.call("get_status", json!({}));
    assert_eq!(status["is_clock_behind"], true);
    let after = world.leader("李卫东", "部长");
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null);
    let order = |connection: &rusqlite::Connection| {
        let sql = "SELECT sequence FROM journal WHERE entity = 'leader' AND entity_id = $1";
        let of = |id: &str| connection.query_row(sql, [id], |row| row.get::<_, i64>(0));
        Ok::<_, store::StoreError>((of(&before)?, of(&after)?))
    };
    let (first, second) = world.office().store().read(order).expect("the journal is read");
    assert!(first < second, "{first} {second}");
}
