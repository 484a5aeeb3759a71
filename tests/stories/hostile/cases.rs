//! Every use case that writes a text: a valid input of it, where its texts are read again, and what
//! finds them.

use serde_json::{Value, json};

use super::scene::{Scene, demand, filled, fresh, planned, slip};
use super::{issues, planning};
use crate::clues::{clear, clue, sent};
use crate::sitting::with;
use crate::world::{enterprise, reasoned};

/// Asks again for what a call has written, by its input and output.
type Read = fn(&Scene, &Value, &Value) -> Value;

/// A use case that writes texts.
pub(super) struct Case {
    pub(super) name: &'static str,
    /// Makes a fresh, valid input.
    pub(super) prepare: fn(&Scene) -> Value,
    /// None: only the journal tells.
    pub(super) read: Option<Read>,
    /// Fields that are read under another name, with words before them.
    pub(super) told_as: &'static [(&'static str, &'static str, &'static str)],
    /// Fields by which the one box finds the row, with the group it stands in.
    pub(super) found_as: &'static [(&'static str, &'static str)],
}

const fn case(name: &'static str, prepare: fn(&Scene) -> Value) -> Case {
    Case { name, prepare, read: None, told_as: &[], found_as: &[] }
}

impl Case {
    const fn read(self, read: Read) -> Self {
        Self { read: Some(read), ..self }
    }

    const fn told(self, told_as: &'static [(&'static str, &'static str, &'static str)]) -> Self {
        Self { told_as, ..self }
    }

    const fn found(self, found_as: &'static [(&'static str, &'static str)]) -> Self {
        Self { found_as, ..self }
    }
}

fn office(scene: &Scene, _: &Value, _: &Value) -> Value {
    scene.world.call("get_office", json!({}))
}

fn clerks(scene: &Scene, _: &Value, _: &Value) -> Value {
    scene.world.call("list_clerks", json!({}))
}

fn leaders(scene: &Scene, _: &Value, output: &Value) -> Value {
    let query = json!({ "query": output["name"], "limit": 0, "offset": 0, "with_retired": false });
    scene.world.call("list_leaders", query)
}

fn newest_clue(scene: &Scene, _: &Value, _: &Value) -> Value {
    let list: Value = scene.world.call("list_clues", json!({}));
    scene.world.call("open_clue", json!({ "id": list["clues"][0]["id"] }))
}

/// The draft of a quarter; it is never issued, so that it stays one.
fn bulletin(scene: &Scene) -> Value {
    let input = json!({ "kind": "quarterly", "year": 2026, "number": 3, "reception_id": null });
    scene.world.call("draft_bulletin", input)
}

/// A bulletin of another quarter, issued once. What was thrown at the draft and is remembered, such
/// as a character without a font, is taken out before: no paper is issued with it.
fn issued_bulletin(scene: &Scene) -> Value {
    let input = json!({ "kind": "quarterly", "year": 2025, "number": 1, "reception_id": null });
    let draft: Value = scene.world.call("draft_bulletin", input);
    if draft["state"] == "issued" {
        return draft;
    }
    let content = json!({
        "mark": "工作专报", "issuer": "川江区工商业联合会", "title": "", "opening": "一季度。",
        "sections": [], "attendance": [], "copies": [], "imprint": "",
    });
    let saved: Value =
        scene.world.call("save_bulletin", with(&draft, json!({ "content": content })));
    let issue = json!({ "on": "2026-09-23", "first_seq": null, "first_total": null });
    scene.world.call("issue_bulletin", with(&saved, issue))
}

fn one_bulletin(scene: &Scene, input: &Value, _: &Value) -> Value {
    scene.world.call("get_bulletin", json!({ "id": input["id"] }))
}

/// The bulletin with what was written upon it, and the demand that became of it.
fn instructed(scene: &Scene, input: &Value, output: &Value) -> Value {
    let mut read = one_bulletin(scene, input, output);
    let written = read["instructions"].as_array().expect("a list").last().expect("the newest");
    let id = written["demand_id"].clone();
    let demand: Value = scene.world.call("get_demand", json!({ "id": id }));
    read["fields"] = demand["fields"].clone();
    read["text"] = demand["bulletin"]["text"].clone();
    read
}

fn views(scene: &Scene, _: &Value, _: &Value) -> Value {
    scene.world.call("list_views", json!({}))
}

fn unit(scene: &Scene, _: &Value, output: &Value) -> Value {
    scene.world.call("get_unit", json!({ "id": output["id"] }))
}

fn firm(scene: &Scene, _: &Value, output: &Value) -> Value {
    scene.world.call("get_enterprise", json!({ "id": output["id"] }))
}

fn reception(scene: &Scene, _: &Value, output: &Value) -> Value {
    scene.world.call("get_reception", json!({ "id": output["id"] }))
}

fn minutes(scene: &Scene, _: &Value, _: &Value) -> Value {
    scene.world.call("get_minutes", json!({ "id": scene.sitting.id() }))
}

fn one_demand(scene: &Scene, input: &Value, output: &Value) -> Value {
    let ids = [&input["new_id"], &output["id"], &input["ids"][0], &input["id"]];
    let id = ids.into_iter().find(|id| id.is_string()).expect("a key");
    scene.world.call("get_demand", json!({ "id": id }))
}

fn one_slip(scene: &Scene, _: &Value, output: &Value) -> Value {
    scene.world.call("get_slip", json!({ "id": output["id"] }))
}

const DEMAND: &[(&str, &str)] = &[
    ("fields.title", "demand"),
    ("fields.facts", "demand"),
    ("fields.request", "demand"),
    ("fields.requirement", "demand"),
];

pub(super) const CASES: &[Case] = &[
    case("save_office", |scene| {
        let mut office: Value = scene.world.call("get_office", json!({}));
        office["copies_to"] = json!(["区委督查室"]);
        office
    })
    .read(office),
    case(
        "save_clerk",
        |_| json!({ "id": null, "version": 0, "name": fresh("周"), "post": "干事", "is_active": true }),
    )
    .read(clerks),
    case("save_leader", |_| {
        json!({
            "id": null, "version": 0, "name": fresh("李"), "post": "副区长", "rank": 10,
            "phone": "0830-4290001", "is_active": true,
        })
    })
    .read(leaders)
    .found(&[("name", "leader")]),
    case("save_unit", |scene| {
        let unit = scene.world.unit(&fresh("区局"), "");
        json!({
            "id": unit, "version": 1, "name": fresh("区新局"), "short_name": "新设局",
            "kind": "department", "rename_reason": "机构改革", "is_active": true,
            "liaisons": [{ "name": "罗示川", "post": "主任", "phone": "0830-4290456" }],
        })
    })
    .read(unit)
    .told(&[("rename_reason", "reason", "")])
    .found(&[("name", "unit"), ("short_name", "unit")]),
    case("merge_unit", |scene| {
        let unit = scene.world.unit(&fresh("区局"), "");
        json!({ "id": unit, "version": 1, "into": scene.sitting.units[0], "reason": "合并" })
    })
    .read(unit)
    .told(&[("reason", "reason", "并入川江供电公司：")]),
    case("save_enterprise", |_| {
        let mut record = enterprise(&fresh("川江精密机械"), "启明机械");
        for (key, text) in [
            ("address", "川江区人民路1号"),
            ("chamber", "区机械商会"),
            ("business", "精密零件"),
            ("note", "来访两次"),
        ] {
            record[key] = json!(text);
        }
        json!({ "id": null, "version": 0, "record": record })
    })
    .read(firm)
    .found(&[("record.name", "enterprise"), ("record.short_name", "enterprise")]),
    case("merge_enterprise", |scene| {
        let double = scene.world.enterprise(&fresh("川江精密"), "");
        json!({ "id": double, "version": 1, "into": scene.sitting.firm, "reason": "重复登记" })
    }),
    case("save_reception", planned).read(reception).found(&[
        ("title", "reception"),
        ("place", "reception"),
        ("theme", "reception"),
    ]),
    case("cancel_reception", |scene| {
        let planned: Value = scene.world.call("save_reception", planned(scene));
        reasoned(&planned, "领导另有安排")
    })
    .read(reception)
    .told(&[("reason", "cancel_reason", "")]),
    case("save_attendance", |scene| {
        json!({
            "reception_id": scene.sitting.id(), "guest_id": scene.sitting.guest(), "unit_id": null,
            "presence": "absent", "at": null, "note": "临时有事",
        })
    })
    .read(reception)
    .told(&[("note", "presence_note", "")]),
    case("save_entry", |scene| scene.sitting.entry("三号冷库没有送上电。"))
        .read(minutes)
        .found(&[("text", "entry"), ("speaker_name", "entry")]),
    case("void_entry", |scene| {
        let entry: Value = scene.world.call("save_entry", scene.sitting.entry("记错的一句。"));
        reasoned(&entry, "记错了")
    }),
    case("raise_demand", |scene| {
        let entry = scene.sitting.say(&scene.world, "三号冷库没有送上电。");
        json!({
            "id": store::new_id(), "reception_id": scene.sitting.id(),
            "guest_id": scene.sitting.guest(),
            "quote": { "entry_id": entry, "from": 0, "to": 4 }, "fields": filled(scene),
        })
    })
    .read(minutes)
    .found(DEMAND),
    case("save_demand_fields", |scene| with(&demand(scene), json!({ "fields": filled(scene) })))
        .read(one_demand)
        .found(DEMAND),
    case("split_demand", |scene| {
        let words = |text: &str| json!({ "facts": text, "request": "", "requirement": "" });
        let more = json!({
            "new_id": store::new_id(), "title": "另一件事", "quote": null,
            "left": words("三号冷库没有送上电。"), "taken": words("通行证一月一办。"),
        });
        with(&demand(scene), more)
    })
    .read(minutes),
    case("void_demand", |scene| reasoned(&demand(scene), "重复提出"))
        .read(one_demand)
        .told(&[("reason", "detail", "")]),
    case("register_demand", |scene| {
        json!({
            "enterprise_id": scene.sitting.firm, "reception_id": null, "source": "hotline",
            "raised_on": "2026-09-22", "contact_name": "王守成", "contact_phone": "13800005678",
            "fields": filled(scene),
        })
    })
    .read(one_demand)
    .told(&[("contact_name", "representative", "")])
    .found(DEMAND),
    case("accept_demands", |scene| {
        let id = demand(scene)["id"].clone();
        json!({ "ids": [id], "reviewer": "陈启文", "elsewhere_reason": "在本区有基地" })
    })
    .read(one_demand)
    .told(&[("reviewer", "detail", "审核 ")]),
    case("answer_on_site", |scene| {
        with(&demand(scene), json!({ "answered_by": "李卫东", "answer": "当场答复。" }))
    })
    .read(one_demand)
    .found(&[("answer", "demand")]),
    case("reopen_demand", |scene| {
        let answer = json!({ "answered_by": "李卫东", "answer": "当场答复。" });
        let answered: Value = scene.world.call("answer_on_site", with(&demand(scene), answer));
        reasoned(&answered, "企业不满意")
    })
    .read(one_demand)
    .told(&[("reason", "detail", "")]),
    case("save_view", |scene| {
        // The office keeps a few views only, so one is changed again and again.
        let views: Value = scene.world.call("list_views", json!({}));
        let views = views["views"].as_array().expect("views");
        let own = views.iter().find(|view| view["is_builtin"] == false);
        json!({
            "id": own.map(|view| &view["id"]), "version": own.map_or(&json!(0), |view| &view["version"]),
            "name": fresh("红"), "filter": { "query": "冷库" }, "sort": "raised",
            "is_descending": false, "columns": [],
        })
    })
    .read(views),
    case("save_slip", |scene| {
        let slip = slip(scene);
        let more = json!({
            "urgency": "ordinary", "proposal": "建议限期办理。", "drafted_by": "周敏",
            "lead_leader_id": null, "demands": [slip["items"][0]["demand_id"]],
        });
        with(&slip, more)
    })
    .read(one_slip)
    .found(&[("proposal", "slip")]),
    case("submit_slip", |scene| with(&slip(scene), json!({ "reviewer": "陈启文" })))
        .read(one_slip),
    case("approve_slip", |scene| {
        let reviewer = json!({ "reviewer": "陈启文" });
        let slip: Value = scene.world.call("submit_slip", with(&slip(scene), reviewer.clone()));
        with(&slip, reviewer)
    })
    .read(one_slip),
    case("return_slip", |scene| {
        let reviewer = json!({ "reviewer": "陈启文" });
        let slip: Value = scene.world.call("submit_slip", with(&slip(scene), reviewer));
        reasoned(&slip, "再核一下单位")
    })
    .read(one_slip)
    .told(&[("reason", "return_reason", "")]),
    case("instruct_slip", |scene| {
        let sitting = &scene.sitting;
        let demand = demand(scene);
        let slip = sitting.proposed(&scene.world, &[&demand]);
        let more = json!({
            "text": "请迅速落实。", "signer_id": sitting.leader, "instructed_on": "2026-09-23",
            "lead_leader_id": sitting.deputy,
            "changes": [{ "demand_id": demand["id"], "fields": filled(scene) }],
        });
        with(&slip, more)
    })
    .read(one_slip)
    .told(&[("text", "instruction", "")])
    .found(&[("text", "slip")]),
    case("issue_slip", |scene| {
        let slip = scene.sitting.signed(&scene.world, &[&demand(scene)]);
        with(&slip, json!({ "issuer": "李卫东", "issued_on": null }))
    })
    .read(one_slip),
    case("void_slip", |scene| reasoned(&slip(scene), "企业撤回"))
        .read(one_slip)
        .told(&[("reason", "void_reason", "")]),
    case("register_receipt", |scene| {
        let slip = scene.sitting.issued(&scene.world, &[&demand(scene)]);
        let task = &slip["items"][0]["tasks"][0];
        json!({
            "task_id": task["id"], "version": task["version"], "received_by": "邓例文",
            "post": "科长", "way": "in_person", "received_at": null,
        })
    })
    .read(one_slip)
    .told(&[("post", "received_post", "")]),
    case("refer_clue", |scene| {
        clear(&scene.world);
        clue(&demand(scene), &scene.sitting)
    })
    .read(newest_clue),
    case("record_clue_result", |scene| {
        clear(&scene.world);
        let clue = sent(&scene.world, &scene.sitting, &demand(scene));
        with(&clue, json!({ "on": "2026-09-23", "result": "已立案。" }))
    })
    .read(newest_clue),
    case("save_bulletin", |scene| {
        let draft = bulletin(scene);
        let mut content = draft["content"].clone();
        content["title"] = json!("三季度诉求办理情况专报");
        content["opening"] = json!("三季度接待企业。");
        content["sections"][1]["text"] = json!("（一）水压不足。涉及企业2户。");
        content["attendance"] = json!([{ "label": "出席", "words": "罗示川" }]);
        with(&draft, json!({ "content": content }))
    })
    .read(one_bulletin),
    case("void_bulletin", |scene| reasoned(&bulletin(scene), "重新起草"))
        .read(one_bulletin)
        .told(&[("reason", "void_reason", "")]),
    case("instruct_bulletin", |scene| {
        let issued = issued_bulletin(scene);
        let fields = scene.sitting.fields(&fresh("送电事项"));
        let more = json!({
            "leader_id": scene.sitting.leader, "on": "2026-09-23", "text": "请迅速落实。",
            "enterprise_id": scene.sitting.firm, "fields": fields,
        });
        with(&issued, more)
    })
    .read(instructed),
    case("save_rota", planning::rota).read(planning::read_rota),
    case("swap_turns", planning::swap).read(planning::read_rota),
    case("save_stand_in", planning::stand_in).read(planning::read_rota),
    case("hold_turn", planning::hold).read(reception).found(&[("title", "reception")]),
    case("issue_announcement", planning::announcement).read(planning::read_announcement),
    case("save_link", planning::link).read(planning::read_links),
    case("end_link", planning::end_link)
        .read(planning::read_links)
        .told(&[("reason", "end_reason", "")]),
    case("void_link", planning::void_link),
    case("save_link_visit", planning::visit).read(planning::read_links),
    case("void_link_visit", planning::void_visit),
    case("save_channel", planning::channel).read(planning::read_channels),
    case("void_channel", planning::void_channel),
    case("save_supervisor", planning::supervisor).read(planning::read_supervisors),
    case("void_supervisor", planning::void_supervisor),
    case("save_issue", issues::issue).read(issues::read),
    case("settle_issue", issues::settle).read(issues::read),
    case("hand_in_issue", issues::hand_in).read(issues::read),
    case("reopen_issue", issues::reopen),
    case("void_issue", issues::void),
];
