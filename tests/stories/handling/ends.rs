//! Other ways a demand ends: declined, withdrawn, joined, archived, relapsed.

use domain::figures::Figure;
use serde_json::{Value, json};

use super::case::{Case, reasons, reply, talk};
use crate::sitting::{Sitting, fields, with};
use crate::world::{World, reasoned, reference};

fn register(world: &World, enterprise: &str, title: &str) -> Value {
    let fields = json!({
        "kind": "problem", "category": "other", "title": title, "facts": "见附件。",
        "request": "", "amount_fen": null, "urgency": [], "visibility": "open", "lead_unit": null,
        "lead_unit_name": "", "assisting_units": [], "assisting_unit_names": [],
        "responsible_person": "", "requirement": "", "limit": null, "feedback": "written",
    });
    world.call(
        "register_demand",
        json!({
            "enterprise_id": enterprise, "reception_id": null, "source": "hotline",
            "raised_on": "2026-09-23", "contact_name": "王守成", "contact_phone": "",
            "fields": fields,
        }),
    )
}

#[test]
fn a_private_dispute_is_declined_or_referred_for_a_coded_reason() {
    let world = World::set_up();
    let firm = world.enterprise("川江禾木家居有限公司", "禾木家居");
    for (referred_to, state) in [("", "declined"), ("区人民法院", "referred")] {
        let demand = register(&world, &firm, "与供货商的货款纠纷");
        let body = json!({
            "reason": "private_dispute", "words": "属民事纠纷。", "referred_to": referred_to,
            "reviewer": "陈启文",
        });
        let left: Value = world.call("decline_demand", with(&demand, json!({ "body": body })));
        assert_eq!(left["state"], state);
        assert_eq!(left["handling"]["stage"], Value::Null);
    }
}

#[test]
fn s24_a_joined_demand_is_separated_and_both_stand_as_before() {
    let case = Case::received("2026-09-23 09:00", 1);
    let other = case.sitting.demand(&case.world, "四号冷库增容送电受阻");
    let join = case.on_demand(json!({ "master_id": other["id"], "reason": "同一线路。" }));
    let joined: Value = case.world.call("consolidate_demand", join);
    assert_eq!((&joined["state"], &joined["due_on"]), (&json!("consolidated"), &Value::Null));
    assert_eq!(case.task(0)["state"], "recalled");
    let master: Value = case.world.call("get_demand", json!({ "id": other["id"] }));
    assert_eq!(master["handling"]["joined"][0]["title"], "三号冷库增容送电受阻");
    let into_itself = with(&master, json!({ "master_id": master["id"], "reason": "误。" }));
    let faults = case.world.faults("consolidate_demand", into_itself);
    assert_eq!(faults[0].0, "master_id");
    // Nobody would answer the one that was joined.
    let body = json!({ "reason": "企业来电撤回。", "reviewer": "苏例言" });
    let refused = case.world.refused("withdraw_demand", with(&master, body));
    assert!(refused.hint.contains("请先逐条撤销并案"), "{}", refused.hint);
    let apart = case.reason("separate_demand", "并错了。");
    assert_eq!((&apart["state"], &apart["due_on"]), (&json!("in_progress"), &json!("2026-10-21")));
    assert_eq!(case.task(0)["state"], "received");
    assert_eq!(case.task(1)["state"], "received");
}

/// The same matter raised by another enterprise, joined to the case.
fn twin(case: &Case) -> Value {
    let firm = case.world.enterprise("川江鼎盛机械有限公司", "");
    let mut asked = fields("园区线路容量不足", &case.sitting.units[0], &[]);
    asked["facts"] = json!("与邻厂同一线路，去年起送不上电。");
    asked["request"] = json!("请尽快送电。");
    let made: Value = case.world.call(
        "register_demand",
        json!({
            "enterprise_id": firm, "reception_id": null, "source": "visit",
            "raised_on": "2026-09-23", "contact_name": "", "contact_phone": "", "fields": asked,
        }),
    );
    let master = case.now()["id"].clone();
    case.world.call(
        "consolidate_demand",
        with(&made, json!({ "master_id": master, "reason": "同一线路。" })),
    )
}

/// Each enterprise gets its own letter and rates on its own; the matter is counted once.
#[test]
fn s22_the_same_demand_of_two_enterprises_is_answered_and_rated_twice_and_counted_once() {
    let case = Case::received("2026-09-23 09:00", 0);
    let twin = twin(&case);
    let read = || -> Value { case.world.call("get_demand", json!({ "id": twin["id"] })) };
    let call = |name: &str, more: Value| -> Value { case.world.call(name, with(&read(), more)) };
    // Nothing to tell it yet.
    let early = case.world.refused("reply_demand", with(&read(), reply("2026-09-23")));
    assert!(early.hint.contains("请先答复主案"), "{}", early.hint);

    case.rated("2026-09-23", "satisfied", true);
    let refused = case.world.refused("close_demand", case.on_demand(json!({ "closed_by": "李" })));
    assert!(refused.hint.contains("还没有单独答复"), "{}", refused.hint);
    let work: Value = case.world.call("get_home", json!({}));
    assert!(work.to_string().contains("reply_joined"), "the workbench asks for the second letter");

    let told = &read()["handling"]["master_answer"];
    assert_eq!((&told["result"], &told["answered_on"]), (&json!("已接通。"), &json!("2026-09-23")));
    let refused = case.world.refused("ask_rating", reference(&read()));
    assert!(refused.hint.contains("还没有单独答复"), "{}", refused.hint);
    let answered = call("reply_demand", reply("2026-09-23"));
    assert_eq!((&answered["state"], &answered["due_on"]), (&json!("consolidated"), &Value::Null));
    let numbers = [case.act("reply")["number"].clone(), act(&answered, "reply")["number"].clone()];
    assert!(numbers[0] != numbers[1] && numbers[1].is_string(), "{numbers:?}");
    let again = case.world.refused("reply_demand", with(&read(), reply("2026-09-23")));
    assert!(again.hint.contains("已经单独答复过"), "{}", again.hint);
    let stay = case.world.refused("separate_demand", reasoned(&read(), "并错了。"));
    assert!(stay.hint.contains("不能撤销并案"), "{}", stay.hint);
    let _asked: Value = case.world.call("ask_rating", reference(&read()));
    let refused = case.world.refused("close_demand", case.on_demand(json!({ "closed_by": "李" })));
    assert!(refused.hint.contains("还没有评价"), "{}", refused.hint);

    // The second enterprise is not satisfied: the matter is done again for both.
    let rating = |grade: &str, is_solved: bool| {
        let causes = if is_solved { json!([]) } else { json!(["result"]) };
        json!({ "talk": talk("2026-09-23"), "rating": {
            "grade": grade, "result_grade": null, "speed_grade": null, "attitude_grade": null,
            "is_contacted": true, "is_solved": is_solved, "opinion": "", "causes": causes,
        }})
    };
    call("record_rating", rating("dissatisfied", false));
    let refused = case.world.refused("close_demand", case.on_demand(json!({ "closed_by": "李" })));
    assert!(refused.hint.contains("不满意"), "{}", refused.hint);
    case.rework();
    assert_eq!(read()["handling"]["replied_on"], Value::Null);
    case.rated("2026-09-23", "satisfied", true);
    call("reply_demand", reply("2026-09-23"));
    let _asked: Value = case.world.call("ask_rating", reference(&read()));
    call("record_rating", rating("very_satisfied", true));
    let closed = case.close();
    assert_eq!(closed["state"], "closed");

    let acts = read()["handling"]["acts"].as_array().expect("acts").clone();
    let grades = acts.iter().filter(|act| act["kind"] == "rating");
    let grades: Vec<&Value> = grades.map(|act| &act["body"]["grade"]).collect();
    assert_eq!(grades, ["dissatisfied", "very_satisfied"], "the first one is kept");
    let figures: Value =
        case.world.call("get_figures", json!({ "kind": "year", "year": 2026, "number": 1 }));
    let count = |figure: Figure| figures["figures"]["counts"][figure as usize].clone();
    assert_eq!((count(Figure::Raised), count(Figure::RaisedMatters)), (json!(2), json!(1)));
    assert_eq!((count(Figure::Rated), count(Figure::Closed)), (json!(2), json!(1)));
}

fn act(demand: &Value, kind: &str) -> Value {
    let acts = demand["handling"]["acts"].as_array().expect("acts").iter().rev();
    acts.into_iter().find(|act| act["kind"] == kind).expect("an act of the kind").clone()
}

#[test]
fn s25_a_demand_is_withdrawn_before_and_after_issue() {
    let case = Case::issued("2026-09-23 09:00", 1);
    let early = case.sitting.demand(&case.world, "四号冷库增容送电受阻");
    let words = json!({ "reason": "企业已自行解决。", "reviewer": "陈启文" });
    let left: Value = case.world.call("withdraw_demand", with(&early, words.clone()));
    assert_eq!(left["state"], "withdrawn");
    let left: Value = case.world.call("withdraw_demand", case.on_demand(words.clone()));
    assert_eq!((&left["state"], &left["due_on"]), (&json!("withdrawn"), &Value::Null));
    assert_eq!(case.task(0)["state"], "recalled");
    assert_eq!(case.task(1)["state"], "recalled");
    let on_draft = case.sitting.demand(&case.world, "五号冷库增容送电受阻");
    case.sitting.compose(&case.world, &[&on_draft]);
    let on_draft: Value = case.world.call("get_demand", json!({ "id": on_draft["id"] }));
    let refused = case.world.refused("withdraw_demand", with(&on_draft, words));
    assert!(refused.hint.contains("请先把它从交办单上撤下"), "{}", refused.hint);
}

#[test]
fn a_relapse_reopens_a_closed_demand_and_a_look_back_says_so() {
    let case = Case::received("2026-09-23 09:00", 0);
    case.rated("2026-09-23", "satisfied", true);
    case.close();
    case.world.set_time("2026-10-21 09:00");
    let body = json!({ "is_lasting": false, "words": "又断电三次。", "recorder": "" });
    let looked: Value =
        case.world.call("record_look_back", case.on_demand(json!({ "body": body })));
    assert_eq!(looked["handling"]["review_on"], Value::Null);
    let again = case.rework();
    assert_eq!((&again["state"], &again["handling"]["round"]), (&json!("in_progress"), &json!(1)));
    assert_eq!(again["handling"]["closed_on"], Value::Null);
}

/// Nobody is left to do it again: the demand is assigned for the first time.
#[test]
fn a_relapse_of_an_answer_at_the_table_goes_to_a_unit() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "冷链园排水改造");
    let answer = json!({ "answered_by": "川江供电公司 邓例文", "answer": "本周清淤。" });
    let answered: Value = world.call("answer_on_site", with(&demand, answer));
    let asked: Value = world.call("ask_rating", with(&answered, json!({})));
    let day = asked["handling"]["ask_rating_by"].as_str().expect("a day").to_owned();
    world.set_time(&format!("{day} 09:00"));
    let rating = json!({ "talk": talk(&day), "rating": {
        "grade": "satisfied", "result_grade": null, "speed_grade": null, "attitude_grade": null,
        "is_contacted": true, "is_solved": true, "opinion": "", "causes": [],
    } });
    let rated: Value = world.call("record_rating", with(&asked, rating));
    let closing = json!({ "closed_by": "李卫东" });
    let closed: Value = world.call("close_demand", with(&rated, closing));
    assert_eq!(closed["state"], "closed");
    let again: Value =
        world.call("reopen_demand", with(&closed, json!({ "reason": "雨后又积水" })));
    assert_eq!(again["state"], "accepted");
    let handling = &again["handling"];
    for gone in ["closed_on", "review_on", "grade"] {
        assert_eq!(handling[gone], Value::Null, "{gone}");
    }
    let slip = json!({ "demands": [again["id"]], "reception_id": null });
    let _slip: Value = world.call("compose_slip", slip);
}

#[test]
fn a_file_is_archived_when_nothing_is_missing() {
    let case = Case::received("2026-09-23 09:00", 0);
    let archive = || -> Value {
        case.world.call("archive_demands", json!({ "ids": [case.id], "reviewer": "" }))
    };
    assert!(reasons(&archive())[0].contains("不能“归档”"));
    case.rated("2026-09-23", "satisfied", true);
    case.close();
    assert_eq!(archive()["done"].as_array().map(Vec::len), Some(1));
    assert_eq!(reasons(&archive()), ["已经归档。"]);
}

#[test]
fn a_stale_act_is_refused_and_nothing_is_half_saved() {
    let case = Case::received("2026-09-23 09:00", 0);
    let before = case.now();
    case.complete("2026-09-23", "a");
    let stale = reasoned(&before, "晚到的挂起。");
    let refused = case.world.refused("resume_demand", stale);
    assert_eq!(refused.code, usecases::ErrorCode::Conflict);
    assert_eq!(case.now()["handling"]["acts"].as_array().map(Vec::len), Some(1));
}
