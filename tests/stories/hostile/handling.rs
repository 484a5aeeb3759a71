//! One text in every act of a demand's handling, from objection to look-back.

use serde_json::{Value, json};

use super::filling::fill;
use super::kept::journaled;
use super::scene::{Scene, demand};
use super::texts::kept;
use crate::handling::around::{street, supervisor};
use crate::sitting::with;
use crate::world::{reasoned, reference};

/// The use cases of this walk.
pub(crate) const HANDLED: &[&str] = &[
    "decline_demand",
    "raise_objection",
    "rule_objection",
    "reassign_task",
    "report_progress",
    "answer_assist",
    "ask_extension",
    "decide_extension",
    "suspend_demand",
    "resume_demand",
    "chase_demands",
    "answer_chase",
    "complete_demand",
    "return_completion",
    "reply_demand",
    "track_demand",
    "record_rating",
    "close_demand",
    "rework_demand",
    "withdraw_demand",
    "consolidate_demand",
    "separate_demand",
    "record_look_back",
    "follow_referral",
    "refer_mediation",
    "record_mediation",
    "escalate_demand",
    "form_task_force",
    "end_task_force",
    "record_inspection",
];

/// Acts cost a paper each: a text of every sort stands for its like.
const TEXTS: &[&str] = &[
    "=1+1",
    "#panic(\"x\")",
    "<img src=x onerror=alert(1)>",
    "'); DROP TABLE demands;--",
    "甲\u{202E}乙",
    "甲\n乙",
    "𠮷野𬭊",
];

struct Walk<'s> {
    scene: &'s Scene,
    text: &'s str,
    called: Vec<&'static str>,
}

impl Walk<'_> {
    /// Calls with the text in every field; what took it stands in the journal as it is.
    fn call(&mut self, name: &'static str, valid: Value) -> Value {
        let filled = fill(&self.scene.world, name, &valid, self.text);
        self.called.push(name);
        let want = kept(self.text);
        if !filled.kept.is_empty() && !want.is_empty() {
            let journaled = journaled(&self.scene.world, filled.since);
            assert!(journaled.contains(&want), "{name} {want:?} in {:?}", filled.kept);
        }
        filled.output
    }

    fn read(&self, id: &Value) -> Value {
        self.scene.world.call("get_demand", json!({ "id": id }))
    }

    /// Adds id and version of the latest act of a kind.
    fn act(&self, id: &Value, kind: &str, more: Value) -> Value {
        let read = self.read(id);
        let acts = read["handling"]["acts"].as_array().expect("acts");
        with(acts.iter().rev().find(|act| act["kind"] == kind).expect("an act"), more)
    }

    /// Adds id and version of a task that is not recalled.
    fn task(&self, id: &Value, role: &str, mut more: Value) -> Value {
        let read = self.read(id);
        let tasks = read["tasks"].as_array().expect("tasks");
        let live = |task: &&Value| task["role"] == role && task["state"] != "recalled";
        let task = tasks.iter().find(live).expect("a task");
        more["task_id"] = task["id"].clone();
        more["version"] = task["version"].clone();
        more
    }

    fn receipt(&self, id: &Value, role: &str) {
        let input = json!({
            "received_by": "罗示川", "post": "", "way": "in_person", "received_at": null,
        });
        let _slip: Value = self.scene.world.call("register_receipt", self.task(id, role, input));
    }
}

fn talk(day: &str) -> Value {
    json!({ "on": day, "way": "phone", "person": "王守成", "words": "已说明" })
}

fn completion(day: &str) -> Value {
    json!({ "made_on": day, "body": {
        "class": "a", "process": "架设专线。", "result": "已接通。", "basis": "规程",
        "amount_fen": null, "evidence": "送电单", "contact": talk(day), "similar": "同类",
        "left_over": "无", "head": "周局长", "reviewer": "", "return_reason": "",
    }})
}

/// What is done around the handling.
fn around(walk: &mut Walk<'_>, id: &Value, day: &str) {
    let mediation = json!({
        "made_on": day, "organ": "区商会调解中心", "cause": "commercial", "amount_fen": 100,
        "reason": "双方同意调解",
    });
    walk.call("refer_mediation", with(&walk.read(id), mediation));
    let end = json!({
        "result": "reached", "ended_on": day, "agreed_fen": 100, "words": "签了协议",
    });
    walk.call("record_mediation", walk.act(id, "mediation", end));
    let street = street(&walk.scene.world, "白果街道办事处");
    let up = json!({
        "made_on": day, "from_unit_id": street, "reason": "超出街道职权", "decided_by": "罗书记",
    });
    walk.call("escalate_demand", with(&walk.read(id), up));
    let force = json!({
        "made_on": day, "name": "用电专班", "leader": "李卫东",
        "members": [{ "unit": "川江供电公司", "person": "邓例文" }],
    });
    walk.call("form_task_force", with(&walk.read(id), force));
    let end = json!({ "until_on": day, "result": "已送电" });
    walk.call("end_task_force", walk.act(id, "task_force", end));
    let supervisor = supervisor(&walk.scene.world);
    let seen = json!({
        "made_on": day, "supervisor_id": supervisor["id"], "unit": "川江供电公司",
        "finding": "已开工", "is_trouble": false,
    });
    walk.call("record_inspection", with(&walk.read(id), seen));
}

/// Takes one text through every act.
fn walk(scene: &mut Scene, text: &str) -> Vec<&'static str> {
    scene.world.set_time("2026-09-23 09:20");
    scene.renew();
    let scene = &*scene;
    let (world, units) = (&scene.world, &scene.sitting.units);
    let mut walk = Walk { scene, text, called: Vec::new() };

    let master = demand(scene);
    let twin = demand(scene);
    let reason = json!({ "reason": "同一事项", "master_id": master["id"] });
    walk.call("consolidate_demand", with(&walk.read(&twin["id"]), reason));
    let back = reasoned(&walk.read(&twin["id"]), "并错了");
    walk.call("separate_demand", back);
    let leave = json!({ "reason": "企业撤回", "reviewer": "陈启文" });
    walk.call("withdraw_demand", with(&walk.read(&twin["id"]), leave));
    let declined = demand(scene);
    let body = json!({
        "reason": "private_dispute", "words": "合同纠纷。", "basis": "受理范围", "referred_to": "",
        "reviewer": "陈启文",
    });
    walk.call("decline_demand", with(&walk.read(&declined["id"]), json!({ "body": body })));
    let referred = demand(scene);
    let body = json!({
        "reason": "out_of_district", "words": "属省级权限。", "basis": "",
        "referred_to": "省医疗保障局", "reviewer": "陈启文",
    });
    let input = with(&walk.read(&referred["id"]), json!({ "body": body }));
    let _gone: Value = world.call("decline_demand", input);
    let followed = json!({ "made_on": "2026-09-23", "body": {
        "progress": "已受理", "contact": null, "problem": "在评审", "next_step": "再问",
        "expected_on": null, "reporter": "李处长",
    }});
    walk.call("follow_referral", with(&walk.read(&referred["id"]), followed));

    let fields = crate::sitting::fields("三号冷库增容送电受阻", &units[0], &[&units[1]]);
    let asked = scene.sitting.ask(world, "三号冷库没有送上电。", &fields);
    scene.sitting.issued(world, &[&asked]);
    let id = asked["id"].clone();
    let day = "2026-09-23";
    let objection = json!({
        "made_on": day, "ground": "不是职责", "basis": "三定方案", "suggested_unit_id": null,
        "override_reason": "领导同意",
    });
    walk.call("raise_objection", walk.task(&id, "lead", objection));
    let ruling = json!({ "unit_id": null, "ruling": "维持", "ruled_by": "沈例成" });
    walk.call("rule_objection", walk.act(&id, "objection", ruling));
    walk.receipt(&id, "lead");
    walk.receipt(&id, "assist");
    let to = json!({ "unit_id": units[2], "reason": "改由它办", "decided_by": "沈例成" });
    walk.call("reassign_task", walk.task(&id, "lead", to));
    walk.receipt(&id, "lead");
    let progress = json!({ "made_on": day, "body": {
        "progress": "已开挖", "contact": talk(day), "problem": "缺料", "next_step": "送电",
        "expected_on": null, "reporter": "罗示川",
    }});
    walk.call("report_progress", walk.task(&id, "lead", progress));
    let answer = json!({ "made_on": day, "body": {
        "opinion": "agree", "words": "同意", "basis": "规程",
    }});
    walk.call("answer_assist", walk.task(&id, "assist", answer));
    around(&mut walk, &id, day);
    let extension = json!({
        "made_on": day, "days": 1, "reason": "缺料", "done": "已勘查", "is_enterprise_told": true,
        "unit_head": "周局长", "override_reason": "领导同意",
    });
    walk.call("ask_extension", with(&walk.read(&id), extension));
    let decision = json!({ "granted_days": 1, "decided_by": "沈例成" });
    walk.call("decide_extension", walk.act(&id, "extension", decision));
    let pause = json!({ "reason": "待批复", "approved_by": "沈例成", "review_on": "2026-09-28" });
    walk.call("suspend_demand", with(&walk.read(&id), pause));
    let on = reasoned(&walk.read(&id), "已批复");
    walk.call("resume_demand", on);

    let day = "2026-10-30";
    world.set_time("2026-10-30 09:00");
    let chase = json!({
        "ids": [id], "rung": null, "requirement": "请说明原因。", "answer_workdays": 3,
        "signer": "李卫东",
    });
    walk.call("chase_demands", chase);
    let answer = json!({
        "cause": "缺料", "measures": "催货", "promised_on": null, "answered_on": day,
    });
    walk.call("answer_chase", walk.act(&id, "chase", answer));
    walk.call("complete_demand", with(&walk.read(&id), completion(day)));
    let back = reasoned(&walk.read(&id), "证据不足");
    walk.call("return_completion", back);
    let mut planned = completion(day);
    planned["body"]["class"] = json!("b");
    walk.call("complete_demand", with(&walk.read(&id), planned));
    let track = json!({ "reason": "列入计划", "approved_by": "沈例成", "review_on": "2026-12-30" });
    walk.call("track_demand", with(&walk.read(&id), track));
    let on = reasoned(&walk.read(&id), "资金到位");
    walk.call("resume_demand", on);
    for grade in ["dissatisfied", "satisfied"] {
        walk.call("complete_demand", with(&walk.read(&id), completion(day)));
        let reply = json!({ "reviewer": "陈启文", "body": {
            "facts": "属实。", "process": "架设专线。", "result": "已接通。", "basis": "规程",
            "follow_up": "回访", "served": talk(day),
        }});
        walk.call("reply_demand", with(&walk.read(&id), reply));
        let _asked: Value = world.call("ask_rating", reference(&walk.read(&id)));
        let rating = json!({ "talk": talk(day), "rating": {
            "grade": grade, "result_grade": null, "speed_grade": null, "attitude_grade": null,
            "is_contacted": true, "is_solved": false, "opinion": "还会断电", "causes": ["result"],
        }});
        walk.call("record_rating", with(&walk.read(&id), rating));
        if grade == "dissatisfied" {
            let rework = json!({ "reason": "仍断电", "decided_by": "沈例成" });
            walk.call("rework_demand", with(&walk.read(&id), rework));
        }
    }
    walk.call("close_demand", with(&walk.read(&id), json!({ "closed_by": "李卫东" })));
    let found = json!({ "body": { "is_lasting": true, "words": "稳定", "recorder": "" } });
    walk.call("record_look_back", with(&walk.read(&id), found));
    walk.called
}

#[test]
fn every_act_keeps_its_texts_exactly_or_refuses_them() {
    let mut scene = Scene::new();
    for text in TEXTS {
        let mut called = walk(&mut scene, text);
        called.sort_unstable();
        called.dedup();
        let mut wanted = HANDLED.to_vec();
        wanted.sort_unstable();
        assert_eq!(called, wanted);
    }
    let proof: Value = scene.world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null);
}
