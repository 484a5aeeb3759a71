//! How each action of the table is taken by hand.

use domain::demand::{DemandAction as A, DemandState as S};
use domain::terms::Term;
use serde_json::{Value, json};
use usecases::dispatch;

use super::Walk;
use crate::sitting::{fields, ink};
use crate::world::{id_of, reasoned, reference};

/// Actions that end or undo a demand, taken seldom: else none would grow old.
pub(super) fn is_rare(action: A) -> bool {
    matches!(
        action,
        A::Decline
            | A::Refer
            | A::Withdraw
            | A::ReferClue
            | A::Consolidate
            | A::VoidSlip
            | A::Recall
            | A::AnswerOnSite
            | A::Return
            | A::ReturnSlip
            | A::Object
            | A::Assign
            | A::Track
    )
}

/// Tells whether one call of the office takes two steps of the table, such as 受理 of a draft.
pub(super) fn by_way_of(from: S, to: S) -> bool {
    let steps = from.actions().filter_map(|first| from.after(first).ok());
    steps.flat_map(|middle| middle.actions().map(move |next| middle.after(next))).any(|end| {
        end == Ok(to)
    })
    // Undoing a 并案 is no row of the table: the state before comes back.
    || from == S::Consolidated
}

impl Walk {
    /// Calls a use case; tells whether it was done or refused by a guard.
    pub(super) fn attempt(&mut self, name: &str, input: Value) -> Option<bool> {
        match dispatch(self.world.office(), name, input) {
            Ok(output) => {
                let refusal = output["refused"][0]["reason"].as_str();
                if let Some(reason) = refusal {
                    self.reasons.entry(name.to_owned()).or_insert_with(|| reason.to_owned());
                }
                Some(refusal.is_none())
            }
            Err(error) => {
                use usecases::ErrorCode as E;
                let is_guard = matches!(error.code, E::PreconditionFailed | E::Validation);
                assert!(is_guard, "{name}: {error:#?}");
                let field = error.fields.first().map(|fault| fault.message.clone());
                // What the walk itself left out would be refused for ever.
                assert_ne!(field.as_deref(), Some("请填写这一项。"), "{name}: {error:#?}");
                self.reasons.entry(name.to_owned()).or_insert(field.unwrap_or(error.hint));
                Some(false)
            }
        }
    }

    /// Registers a demand of a random firm.
    pub(super) fn register(&mut self) {
        self.tick();
        let lead = self.dice.below(self.units.len());
        let assist = (lead + 1 + self.dice.below(self.units.len() - 1)) % self.units.len();
        let assists: Vec<&str> =
            if self.dice.one_in(2) { vec![&self.units[assist]] } else { Vec::new() };
        let mut asked = fields("三号冷库增容送电受阻", &self.units[lead], &assists);
        asked["facts"] = json!("去年扩容，报装到现在没送上电。");
        asked["request"] = json!("请尽快送电。");
        asked["limit"] = json!(self.dice.of(&[1, 3, 5, 7, 10, 15, 30]));
        let firm = self.dice.of(&self.firms).clone();
        let made: Value = self.world.call(
            "register_demand",
            json!({
                "enterprise_id": firm, "reception_id": null, "source": "visit",
                "raised_on": self.day, "contact_name": "", "contact_phone": "", "fields": asked,
            }),
        );
        self.open.push(id_of(&made));
        self.count("登记", true);
    }

    /// Imports a notice of 2027 and lets chance decide what follows it.
    pub(super) fn import(&mut self) {
        let text = "国务院办公厅关于2027年部分节假日安排的通知。元旦：1月1日（周五）至3日（周日）放假，\
            共3天。2026年12月31日放假。1月9日（周六）上班。春节：2月5日（周五）至12日（周五）放假调休，\
            共8天。2月20日（周六）上班。国庆节：10月1日（周五）至7日（周四）放假，共7天。";
        let read: Value =
            self.world.call("read_notice", json!({ "text": text, "path": null, "year": null }));
        let change = json!({
            "year": 2027, "scope": "national", "source": read["source"], "text": "",
            "days": read["days"],
        });
        let preview: Value = self.world.call("preview_calendar", change.clone());
        let moves = preview["moves"].as_array().expect("moves").clone();
        let choices: Vec<Value> = moves
            .iter()
            .map(|to| {
                let is_accepted = to["must_move"] == true || self.dice.one_in(2);
                json!({
                    "kind": to["kind"], "id": to["id"], "new_on": to["new_on"],
                    "is_accepted": is_accepted,
                })
            })
            .collect();
        let _kept: Value = self.world.call(
            "change_calendar",
            json!({
                "change": change, "version": 0, "reason": "", "choices": choices,
            }),
        );
    }
}

/// Takes an action as a clerk would; true when it was done, false when a guard refused it, none
/// where there was nothing to do it with.
pub(super) fn take(walk: &mut Walk, demand: &Value, action: A) -> Option<bool> {
    let id = &demand["id"];
    let day = walk.day.to_string();
    let on = |more: Value| crate::sitting::with(demand, more);
    match action {
        A::Submit | A::Accept => walk.attempt(
            "accept_demands",
            json!({ "ids": [id], "reviewer": "陈启文", "elsewhere_reason": "" }),
        ),
        // A draft is edited in place; nothing is sent back to it.
        A::Return => None,
        A::Decline | A::Refer => {
            let referred_to = if action == A::Refer { "市信访局" } else { "" };
            walk.attempt(
                "decline_demand",
                on(json!({ "body": {
                    "reason": "private_dispute", "words": "属合同纠纷。", "basis": "",
                    "referred_to": referred_to, "reviewer": "陈启文",
                }})),
            )
        }
        A::AnswerOnSite => {
            let answer = json!({ "answered_by": "罗示恒", "answer": "已当场说明。" });
            walk.attempt("answer_on_site", on(answer))
        }
        A::Reopen => walk.attempt("reopen_demand", reasoned(demand, "企业不认可。")),
        A::Propose => {
            walk.attempt("compose_slip", json!({ "demands": [id], "reception_id": null }))
        }
        A::Recall | A::ReturnSlip | A::Instruct | A::Issue | A::VoidSlip => {
            slip(walk, demand, action)
        }
        A::Receive => {
            let task = task(walk, demand, &["awaiting_receipt"])?;
            walk.attempt("register_receipt", on_task(&task, json!({
                "received_by": "罗示川", "post": "", "way": "in_person", "received_at": null,
            })))
        }
        A::Object => {
            let task = task(walk, demand, &["awaiting_receipt"])?;
            walk.attempt(
                "raise_objection",
                on_task(
                    &task,
                    json!({
                        "made_on": day, "ground": "不属本单位职责。", "basis": "三定方案。",
                        "suggested_unit_id": null, "override_reason": "",
                    }),
                ),
            )
        }
        A::Assign | A::Confirm => assign(walk, demand, action),
        A::Report => report(walk, demand, &day),
        A::Extend => extend(walk, demand, &day),
        A::Chase => walk.attempt(
            "chase_demands",
            json!({
                "ids": [id], "rung": null, "requirement": "请说明原因。", "answer_workdays": 3,
                "signer": "陈启文",
            }),
        ),
        A::Suspend | A::Track => {
            let review_on = (walk.day + chrono::Days::new(30)).to_string();
            let name = if action == A::Suspend { "suspend_demand" } else { "track_demand" };
            walk.attempt(
                name,
                on(json!({
                    "reason": "等待批复。", "approved_by": "沈例成", "review_on": review_on,
                })),
            )
        }
        A::Resume | A::Untrack => walk.attempt("resume_demand", reasoned(demand, "已批复。")),
        A::Complete => {
            // Assisting units answer first, as the lead unit would see to it.
            if let Some(task) = task(walk, demand, &["received"]).filter(|t| t["role"] == "assist")
            {
                walk.attempt("answer_assist", on_task(&task, json!({
                    "made_on": day, "body": { "opinion": "agree", "words": "", "basis": "" },
                })));
            }
            let class = *walk.dice.of(&["a", "b", "c", "d"]);
            walk.attempt(
                "complete_demand",
                on(json!({ "made_on": day, "body": {
                    "class": class, "process": "现场勘查。", "result": "已接通。", "basis": "",
                    "amount_fen": null, "evidence": "送电单", "contact": talk(&day), "similar": "",
                    "left_over": "", "head": "周局长", "reviewer": "", "return_reason": "",
                }})),
            )
        }
        A::ReturnCompletion => walk.attempt("return_completion", reasoned(demand, "答非所问。")),
        A::Reply => walk.attempt(
            "reply_demand",
            on(json!({ "reviewer": "陈启文", "body": {
                "facts": "贵公司反映送电受阻。", "process": "经勘查。", "result": "已接通。",
                "basis": "", "follow_up": "", "served": talk(&day),
            }})),
        ),
        // A joined one is not closed by itself: it rates, then its master may be.
        A::AskRating if pending(demand, "rating").is_some() => rate(walk, demand, &day),
        A::AskRating => walk.attempt("ask_rating", reference(demand)),
        A::Close => {
            for joined in demand["handling"]["joined"].as_array()? {
                see_to(walk, joined["id"].as_str()?);
            }
            rate(walk, demand, &day);
            let now = walk.read(id.as_str()?);
            walk.attempt(
                "close_demand",
                crate::sitting::with(&now, json!({ "closed_by": "李卫东" })),
            )
        }
        A::Rework => walk.attempt(
            "rework_demand",
            on(json!({ "reason": "雨后断电。", "decided_by": "沈例成" })),
        ),
        A::Terminate => {
            let scan: Value = walk.world.call(
                "attach_file",
                json!({
                    "owner": "demand", "owner_id": id, "path": walk.scan,
                }),
            );
            walk.attempt(
                "terminate_demand",
                on(json!({
                    "reason": "已依法办理。", "head": "周局长", "scan_id": scan["id"],
                    "decided_by": "沈例成",
                })),
            )
        }
        A::Withdraw => walk
            .attempt("withdraw_demand", on(json!({ "reason": "已解决。", "reviewer": "陈启文" }))),
        A::Consolidate => {
            let master = walk.dice.of(&walk.open).clone();
            walk.attempt(
                "consolidate_demand",
                on(json!({ "master_id": master, "reason": "同一事项。" })),
            )
        }
        A::ReferClue => {
            let leader = walk.dice.of(&walk.leaders).clone();
            let input = json!({
                "leader_id": leader, "receiver": "区纪委监委", "reason": "涉嫌索要财物。",
                "is_named": true,
            });
            walk.attempt("refer_clue", on(input))
        }
        A::Archive if demand["state"] == "consolidated" => {
            walk.attempt("separate_demand", reasoned(demand, "并不相同。"))
        }
        A::Archive => walk.attempt("archive_demands", json!({ "ids": [id], "reviewer": "" })),
    }
}

/// Answers a joined demand by itself and has it rated: its master waits for that.
fn see_to(walk: &mut Walk, id: &str) {
    for action in [A::Reply, A::AskRating, A::AskRating] {
        let joined = walk.read(id);
        if joined["state"] != "consolidated" || !joined["handling"]["grade"].is_null() {
            return;
        }
        if let Some(is_done) = take(walk, &joined, action) {
            walk.count(action.label(), is_done);
        }
    }
}

fn talk(day: &str) -> Value {
    json!({ "on": day, "way": "phone", "person": "王守成", "words": "" })
}

fn on_task(task: &Value, more: Value) -> Value {
    let mut input = more;
    input["task_id"] = task["id"].clone();
    input["version"] = task["version"].clone();
    input
}

/// Picks a task of the demand in one of these states.
fn task(walk: &mut Walk, demand: &Value, states: &[&str]) -> Option<Value> {
    let tasks = demand["tasks"].as_array()?;
    let fit: Vec<&Value> = tasks
        .iter()
        .filter(|task| task["state"].as_str().is_some_and(|state| states.contains(&state)))
        .collect();
    (!fit.is_empty()).then(|| (*walk.dice.of(&fit)).clone())
}

/// Returns the latest act of a kind that waits.
pub(super) fn pending(demand: &Value, kind: &str) -> Option<Value> {
    let acts = demand["handling"]["acts"].as_array()?;
    acts.iter().rev().find(|act| act["kind"] == kind && act["state"] == "pending").cloned()
}

/// Takes the demand's slip one step on, or back.
fn slip(walk: &mut Walk, demand: &Value, action: A) -> Option<bool> {
    let slip: Value = walk.world.call("get_slip", json!({ "id": demand["slip_id"] }));
    let on = |slip: &Value, more: Value| crate::sitting::with(slip, more);
    match action {
        A::Recall | A::VoidSlip => walk.attempt("void_slip", reasoned(&slip, "重拟。")),
        A::ReturnSlip => walk.attempt("return_slip", reasoned(&slip, "请改时限。")),
        A::Issue => {
            let input = on(&slip, json!({ "ink": ink(), "scan_id": null }));
            let signed: Value = walk.world.call("sign_slip", input);
            let input = on(&signed, json!({ "issuer": "李卫东", "issued_on": null }));
            walk.attempt("issue_slip", input)
        }
        _ => {
            let mut slip = slip;
            for (name, at) in [("submit_slip", "drafting"), ("approve_slip", "under_review")] {
                if slip["state"] == at {
                    let input = on(&slip, json!({ "reviewer": "陈启文" }));
                    if walk.attempt(name, input) == Some(false) {
                        return name_somebody(walk, demand);
                    }
                    slip = walk.world.call("get_slip", json!({ "id": slip["id"] }));
                }
            }
            let input = on(
                &slip,
                json!({
                    "text": "请迅速落实。", "signer_id": walk.leaders[0],
                    "instructed_on": walk.day, "lead_leader_id": walk.leaders[1], "changes": [],
                }),
            );
            walk.attempt("instruct_slip", input)
        }
    }
}

/// A unit that took the demand over has named nobody yet: the next slip waits for that.
fn name_somebody(walk: &mut Walk, demand: &Value) -> Option<bool> {
    let mut fields = demand["fields"].clone();
    fields["responsible_person"] = json!("邓例文");
    walk.attempt("save_demand_fields", crate::sitting::with(demand, json!({ "fields": fields })))
}

/// Rules an objection that waits, else gives a task to another unit.
fn assign(walk: &mut Walk, demand: &Value, action: A) -> Option<bool> {
    let unit = walk.dice.of(&walk.units).clone();
    if let Some(act) = pending(demand, "objection") {
        let unit = (action == A::Assign).then_some(unit);
        let input = json!({ "unit_id": unit, "ruling": "按职责裁定。", "ruled_by": "沈例成" });
        return walk.attempt("rule_objection", crate::sitting::with(&act, input));
    }
    let task = task(walk, demand, &["awaiting_receipt", "received", "disputed"])?;
    walk.attempt(
        "reassign_task",
        on_task(
            &task,
            json!({
                "unit_id": unit, "reason": "职责调整。", "decided_by": "沈例成",
            }),
        ),
    )
}

/// Reports progress, or an assisting unit answers.
fn report(walk: &mut Walk, demand: &Value, day: &str) -> Option<bool> {
    let task = task(walk, demand, &["received", "awaiting_receipt"])?;
    match (task["role"].as_str()?, task["state"].as_str()?) {
        (_, "awaiting_receipt") => walk.attempt(
            "register_receipt",
            on_task(
                &task,
                json!({
                    "received_by": "罗示川", "post": "", "way": "fax", "received_at": null,
                }),
            ),
        ),
        ("assist", _) => walk.attempt(
            "answer_assist",
            on_task(
                &task,
                json!({
                    "made_on": day, "body": { "opinion": "agree", "words": "", "basis": "" },
                }),
            ),
        ),
        _ => walk.attempt(
            "report_progress",
            on_task(
                &task,
                json!({ "made_on": day, "body": {
                    "progress": "已开挖。", "contact": null, "problem": "", "next_step": "",
                    "expected_on": null, "reporter": "",
                }}),
            ),
        ),
    }
}

/// Asks for an extension, or decides the one that waits.
fn extend(walk: &mut Walk, demand: &Value, day: &str) -> Option<bool> {
    if let Some(act) = pending(demand, "extension") {
        let days = (!walk.dice.one_in(3)).then(|| walk.dice.below(10) + 1);
        let input = json!({ "granted_days": days, "decided_by": "沈例成" });
        return walk.attempt("decide_extension", crate::sitting::with(&act, input));
    }
    walk.attempt("ask_extension", crate::sitting::with(demand, json!({
        "made_on": day, "days": 5, "reason": "到货延迟。", "done": "", "is_enterprise_told": true,
        "unit_head": "周局长", "override_reason": "",
    })))
}

/// The enterprise is called; two times of three it answers.
fn rate(walk: &mut Walk, demand: &Value, day: &str) -> Option<bool> {
    pending(demand, "rating")?;
    let grade = *walk.dice.of(&["very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied"]);
    let causes = if grade == "dissatisfied" { json!(["slowness"]) } else { json!([]) };
    let is_solved = walk.dice.one_in(2);
    let rating = (!walk.dice.one_in(3)).then(|| {
        json!({
            "grade": grade, "result_grade": null, "speed_grade": null, "attitude_grade": null,
            "is_contacted": true, "is_solved": is_solved, "opinion": "", "causes": causes,
        })
    });
    let input = json!({ "talk": talk(day), "rating": rating });
    walk.attempt("record_rating", crate::sitting::with(demand, input))
}
