//! One issued demand and the acts of its handling, each in a line.

use serde_json::{Value, json};

use crate::sitting::{Sitting, fields, with};
use crate::world::{World, reasoned, reference};

/// An issued slip with one demand: the first unit leads, the others assist.
pub(super) struct Case {
    pub(super) world: World,
    pub(super) sitting: Sitting,
    /// Identity of the demand.
    pub(super) id: Value,
}

impl Case {
    /// Issues a slip on a Beijing time with this many assisting units.
    pub(super) fn issued(at: &str, assists: usize) -> Self {
        Self::with(at, assists, "open")
    }

    /// Issues and receipts a demand whose enterprise asked not to be named.
    pub(super) fn hidden(at: &str) -> Self {
        let case = Self::with(at, 0, "anonymous");
        case.receipt(0);
        case
    }

    /// Issues a slip on a Beijing time whose demand has a limit of its own, in working days.
    pub(super) fn limited(at: &str, limit: u32) -> Self {
        Self::made(at, 0, &json!({ "limit": limit }))
    }

    fn with(at: &str, assists: usize, visibility: &str) -> Self {
        Self::made(at, assists, &json!({ "visibility": visibility }))
    }

    fn made(at: &str, assists: usize, more: &Value) -> Self {
        let world = World::at(at);
        world.save_settings();
        let sitting = Sitting::start_on(&world, &at[..10]);
        let assisting: Vec<&str> = sitting.units[1..=assists].iter().map(String::as_str).collect();
        let mut asked = fields("三号冷库增容送电受阻", &sitting.units[0], &assisting);
        for (field, value) in more.as_object().expect("fields") {
            asked[field] = value.clone();
        }
        let demand = sitting.ask(&world, "三号冷库去年扩容，报装到现在没送上电。", &asked);
        sitting.issued(&world, &[&demand]);
        Self { world, sitting, id: demand["id"].clone() }
    }

    /// Issues a slip on a Beijing time; every unit has receipted.
    pub(super) fn received(at: &str, assists: usize) -> Self {
        let case = Self::issued(at, assists);
        for place in 0..=assists {
            case.receipt(place);
        }
        case
    }

    /// Returns the demand as it stands.
    pub(super) fn now(&self) -> Value {
        self.world.call("get_demand", json!({ "id": self.id }))
    }

    /// Returns the task of the unit at this place, the latest round of it.
    pub(super) fn task(&self, place: usize) -> Value {
        let unit = &self.sitting.units[place];
        let tasks = self.now()["tasks"].as_array().expect("a list of tasks").clone();
        tasks
            .into_iter()
            .rev()
            .find(|task| task["unit_id"] == json!(unit))
            .expect("the unit has a task")
    }

    /// Receipts the task of a unit now.
    pub(super) fn receipt(&self, place: usize) -> Value {
        let task = self.task(place);
        let input = json!({
            "task_id": task["id"], "version": task["version"], "received_by": "罗示川",
            "post": "办公室主任", "way": "in_person", "received_at": null,
        });
        self.world.call("register_receipt", input)
    }

    /// Adds id and version of the demand to an input.
    pub(super) fn on_demand(&self, more: Value) -> Value {
        with(&self.now(), more)
    }

    /// Adds id and version of a unit's task to an input.
    pub(super) fn on_task(&self, place: usize, more: Value) -> Value {
        let task = self.task(place);
        let mut input = more;
        input["task_id"] = task["id"].clone();
        input["version"] = task["version"].clone();
        input
    }

    /// Adds id and version of the latest act of a kind to an input.
    pub(super) fn on_act(&self, kind: &str, more: Value) -> Value {
        with(&self.act(kind), more)
    }

    /// Returns the latest act of a kind.
    pub(super) fn act(&self, kind: &str) -> Value {
        let acts = self.now()["handling"]["acts"].as_array().expect("a list of acts").clone();
        acts.into_iter().rev().find(|act| act["kind"] == kind).expect("an act of the kind")
    }

    /// Registers an assisting unit's agreement.
    pub(super) fn agree(&self, place: usize, day: &str) -> Value {
        let body = json!({ "opinion": "agree", "words": "", "basis": "" });
        let input = self.on_task(place, json!({ "made_on": day, "body": body }));
        self.world.call("answer_assist", input)
    }

    /// Reports completion with everything a report needs.
    pub(super) fn complete(&self, day: &str, class: &str) -> Value {
        self.world.call("complete_demand", self.on_demand(completion(day, class)))
    }

    /// Serves the reply letter.
    pub(super) fn reply(&self, day: &str) -> Value {
        self.world.call("reply_demand", self.on_demand(reply(day)))
    }

    /// Sends the rating form.
    pub(super) fn ask(&self) -> Value {
        self.world.call("ask_rating", reference(&self.now()))
    }

    /// Records a rating given on a day.
    pub(super) fn rate(&self, day: &str, grade: &str, is_solved: bool) -> Value {
        let causes = if grade.contains("dissatisfied") { json!(["slowness"]) } else { json!([]) };
        let rating = json!({
            "grade": grade, "result_grade": null, "speed_grade": null, "attitude_grade": null,
            "is_contacted": true, "is_solved": is_solved, "opinion": "", "causes": causes,
        });
        let input = json!({ "talk": talk(day), "rating": rating });
        self.world.call("record_rating", self.on_demand(input))
    }

    /// Takes the case from 办理中 to a rating.
    pub(super) fn rated(&self, day: &str, grade: &str, is_solved: bool) -> Value {
        self.complete(day, "a");
        self.reply(day);
        self.ask();
        self.rate(day, grade, is_solved)
    }

    /// Starts another round.
    pub(super) fn rework(&self) -> Value {
        let input = json!({ "reason": "雨后仍断电。", "decided_by": "沈例成" });
        self.world.call("rework_demand", self.on_demand(input))
    }

    /// Closes the case.
    pub(super) fn close(&self) -> Value {
        self.world.call("close_demand", self.on_demand(json!({ "closed_by": "李卫东" })))
    }

    /// Gives a reason and calls.
    pub(super) fn reason(&self, name: &str, words: &str) -> Value {
        self.world.call(name, reasoned(&self.now(), words))
    }
}

/// Returns a talk with the enterprise.
pub(super) fn talk(day: &str) -> Value {
    json!({ "on": day, "way": "phone", "person": "王守成", "words": "" })
}

/// Returns a complete report of completion.
pub(super) fn completion(day: &str, class: &str) -> Value {
    json!({ "made_on": day, "body": {
        "class": class, "process": "现场勘查后架设专线。", "result": "已接通。", "basis": "",
        "amount_fen": null, "evidence": "送电单一份", "contact": talk(day), "similar": "",
        "left_over": "", "head": "周局长", "reviewer": "", "return_reason": "",
    }})
}

/// Returns a reply letter served on a day.
pub(super) fn reply(day: &str) -> Value {
    json!({ "reviewer": "陈启文", "body": {
        "facts": "贵公司反映三号冷库送电受阻。", "process": "经现场勘查，架设专线。",
        "result": "已接通。", "basis": "", "follow_up": "", "served": talk(day),
    }})
}

/// Returns the words of a list of refusals.
pub(super) fn reasons(outcome: &Value) -> Vec<String> {
    let refused = outcome["refused"].as_array().expect("a list of refusals");
    refused.iter().map(|row| row["reason"].as_str().expect("a reason").to_owned()).collect()
}
