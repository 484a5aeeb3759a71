//! Slips issued just before rests and make-up days: what the demand, its ruler, the ledger and the
//! printed slip say.

use chrono::NaiveDate;
use domain::deadline::{Limit, due};
use serde_json::{Value, json};

use super::case::Case;
use crate::balance::{moved, open_now};
use crate::issuing::{paper_text, print};
use crate::sitting::{Sitting, with};
use crate::world::World;

/// Issues one slip at nine o'clock of `day` with a demand for each limit, and checks where its
/// working days end.
#[track_caller]
fn issued_on(day: &str, limits: &[(u32, &str)]) {
    let world = World::at(&format!("{day} 09:00"));
    world.save_settings();
    let sitting = Sitting::start_on(&world, day);
    let asked = limits.iter().map(|(limit, _)| {
        let mut fields = sitting.fields("三号冷库增容送电受阻");
        fields["limit"] = json!(limit);
        sitting.ask(&world, "三号冷库去年扩容，报装到现在没送上电。", &fields)
    });
    let asked: Vec<Value> = asked.collect();
    let slip = sitting.issued(&world, &asked.iter().collect::<Vec<_>>());
    assert_eq!(slip["issued_on"], day);
    let text = paper_text(&print(&world, &slip, true));
    let query = json!({
        "filter": {}, "sort": "number", "is_descending": false, "limit": 50, "offset": 0,
    });
    let ledger: Value = world.call("list_ledger", query);
    for (at, (limit, due_on)) in limits.iter().enumerate() {
        let item = &slip["items"][at];
        assert_eq!(item["due_on"], *due_on, "{limit} working days");
        assert_eq!(item["original_due_on"], *due_on);
        assert_eq!(item["is_provisional"], false);
        let demand: Value = world.call("get_demand", json!({ "id": asked[at]["id"] }));
        assert_eq!(demand["due_on"], *due_on);
        assert_eq!(demand["ruler"]["due"]["on"], *due_on);
        assert_eq!(ledger["rows"][at]["due_on"], *due_on);
        let date: NaiveDate = due_on.parse().expect("a date");
        let words = date.format("%Y年%-m月%-d日").to_string();
        assert!(text.contains(&words), "{words} is not on the slip: {text}");
    }
}

// A Monday-to-Friday count gives 14 October.
#[test]
fn s06_fifteen_working_days_across_mid_autumn_and_national_day() {
    issued_on("2026-09-23", &[(15, "2026-10-21")]);
}

// Three months from 30 November end on 28 February, a Sunday.
#[test]
fn s13_an_extension_beyond_three_months_takes_a_leaders_reason() {
    let case = Case::limited("2026-11-30 09:00", 60);
    case.receipt(0);
    let cap = json!({ "on": "2027-03-01", "is_provisional": true });
    let demand = case.now();
    let told = &demand["cap"];
    assert_eq!((&told["on"], &told["is_provisional"]), (&cap["on"], &cap["is_provisional"]));
    let ask = |days: u32, reason: &str| {
        case.on_demand(json!({
            "made_on": "2026-11-30", "days": days, "reason": "等上级批复。", "done": "",
            "is_enterprise_told": true, "unit_head": "周局长", "override_reason": reason,
        }))
    };
    let faults = case.world.faults("ask_extension", ask(10, ""));
    assert_eq!(faults[0].0, "override_reason");
    assert!(faults[0].1.contains("2027-03-01"), "{}", faults[0].1);
    let asked: Value = case.world.call("ask_extension", ask(10, "省里批复预计三月中旬。"));
    assert_eq!(asked["handling"]["acts"][0]["kind"], "extension");
}

#[test]
fn s07_one_working_day_ends_on_a_make_up_sunday() {
    issued_on("2026-09-18", &[(1, "2026-09-20")]);
}

#[test]
fn s08_three_working_days_across_national_day_end_on_a_make_up_saturday() {
    issued_on("2026-09-30", &[(3, "2026-10-10")]);
}

#[test]
fn s09_before_spring_festival_a_make_up_saturday_counts() {
    issued_on("2026-02-11", &[(3, "2026-02-14"), (15, "2026-03-10")]);
}

#[test]
fn s10_a_slip_of_2023_is_due_behind_may_day() {
    issued_on("2023-04-14", &[(15, "2023-05-08")]);
}

// No case of a slip is limited in months yet: the office's own calendar and the rule are asked.
#[test]
fn s13_three_months_end_at_the_end_of_february_and_move_off_sunday() {
    let world = World::at("2026-11-30 09:00");
    let from: NaiveDate = "2026-11-30".parse().expect("a date");
    let found = due(from, Limit::Months(3), world.office().context().calendar());
    assert_eq!(found.on.to_string(), "2027-03-01");
    assert!(found.is_provisional, "2027 has no notice yet");
}

#[test]
fn s46_a_matter_of_the_province_is_referred_up_followed_and_told() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "省级目录外药品准入");
    let body = json!({
        "reason": "out_of_district", "words": "属省级权限。", "basis": "",
        "referred_to": "省医疗保障局", "reviewer": "陈启文",
    });
    let input = with(&demand, json!({ "body": body }));
    let referred: Value = world.call("decline_demand", input);
    assert_eq!(referred["state"], "referred");
    assert_eq!(referred["handling"]["acts"][0]["body"]["referred_to"], "省医疗保障局");
    // The enterprise is told on paper where its matter went.
    let act = &referred["handling"]["acts"][0];
    let path = world.outside().join("告知单.pdf");
    let print = json!({ "ids": [act["id"]], "path": path, "is_counted": true, "job": "print" });
    let printed: Value = world.call("print_acts", print);
    let text = paper_text(&printed);
    assert!(text.contains("省医疗保障局") && text.contains("沱湾冷链"), "{text}");
    // It is asked after within the ordinary limit, and what came of it is told.
    assert_eq!(referred["handling"]["review_on"], "2026-10-21");
    world.set_time("2026-10-21 09:00");
    let home = world.call::<Value>("get_home", json!({})).to_string();
    assert!(home.contains("省级目录外药品准入"), "{home}");
    let follow = |next: Value, words: &str| {
        let now: Value = world.call("get_demand", json!({ "id": demand["id"] }));
        with(
            &now,
            json!({ "made_on": "2026-10-21", "body": {
                "progress": words, "contact": null, "problem": "", "next_step": "",
                "expected_on": next, "reporter": "省医保局 李处长",
            }}),
        )
    };
    let faults = world.faults("follow_referral", follow(json!("2026-10-21"), "已受理。"));
    assert_eq!(faults[0].0, "body.expected_on");
    let input = follow(json!("2026-11-20"), "省局已受理，列入下批目录评审。");
    let followed: Value = world.call("follow_referral", input);
    assert_eq!(followed["handling"]["review_on"], "2026-11-20");
    assert_eq!(followed["timeline"][0]["what"], "跟踪转介");
    assert_eq!(followed["timeline"][0]["detail"], "省局已受理，列入下批目录评审。");
    let ended: Value = world.call("follow_referral", follow(Value::Null, "已列入目录。"));
    assert_eq!(
        (&ended["handling"]["review_on"], &ended["state"]),
        (&Value::Null, &json!("referred"))
    );
    // It is followed among what was referred, and no longer among what is open.
    let total = |filter: Value| {
        let query = json!({
            "filter": filter, "sort": "number", "is_descending": false, "limit": 50, "offset": 0,
        });
        world.call::<Value>("list_ledger", query)["total"].clone()
    };
    assert_eq!(total(json!({ "states": ["referred"] })), 1);
    assert_eq!(total(json!({ "is_open": true })), 0);
}

#[test]
fn s47_opened_in_december_and_closed_in_january_both_years_balance() {
    let case = Case::issued("2026-12-21 09:00", 0);
    let slip: Value = case.world.call("get_slip", json!({ "id": case.now()["slip_id"] }));
    assert_eq!(slip["number"], "川工商联交〔2026〕1号");
    case.world.set_time("2026-12-31 17:00");
    let end_of_2026 = open_now(&case.world);
    case.world.set_time("2027-01-06 09:00");
    case.receipt(0);
    let mut fields = case.sitting.fields("四号冷库增容送电受阻");
    fields["facts"] = json!("四号冷库报装未批。");
    fields["request"] = json!("请尽快送电。");
    let next: Value = case.world.call(
        "register_demand",
        json!({
            "enterprise_id": case.sitting.firm, "reception_id": null, "source": "visit",
            "raised_on": "2027-01-06", "contact_name": "", "contact_phone": "", "fields": fields,
        }),
    );
    let next = case.sitting.issued(&case.world, &[&next]);
    assert_eq!(next["number"], "川工商联交〔2027〕1号");
    case.world.set_time("2027-01-11 09:00");
    case.complete("2027-01-11", "a");
    case.reply("2027-01-11");
    case.ask();
    case.rate("2027-01-11", "satisfied", true);
    let closed = case.close();
    assert_eq!(closed["handling"]["closed_on"], "2027-01-11");

    let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
    let of = |year: &str| {
        moved(&case.world, day(&format!("{year}-01-01")), day(&format!("{year}-12-31")))
    };
    let (old, new) = (of("2026"), of("2027"));
    assert_eq!((old.new, old.reopened, old.closed, old.other), (1, 0, 0, 0));
    assert_eq!((new.new, new.reopened, new.closed, new.other), (1, 0, 1, 0));
    assert_eq!(old.closing(0), end_of_2026);
    assert_eq!(new.closing(end_of_2026), open_now(&case.world));
}
